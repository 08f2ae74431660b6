"""One class for each widget; the session is the first argument.

For subclasses: register them with ``Application.register_widget``.
"""

import oriel

from .._faces import classes_of, with_session
from .widget import Widget

_made = {name: with_session(cls, __name__) for name, cls in classes_of(oriel.sync.widgets).items()}
globals().update(_made)

__all__ = ["Widget", *_made]
