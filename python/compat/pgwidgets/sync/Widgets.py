"""One class for each widget; the session is the first argument.

For subclasses: register them with ``Application.register_widget``.
"""

from typing import TYPE_CHECKING, Any

import oriel

from .._faces import classes_of, with_session
from .widget import Widget

if TYPE_CHECKING:  # the classes below are made at import

    def __getattr__(name: str) -> Any:
        ...


_made = {name: with_session(cls, __name__) for name, cls in classes_of(oriel.sync.widgets).items()}
globals().update(_made)

__all__ = ["Widget", *_made]
