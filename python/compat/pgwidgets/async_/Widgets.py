"""One class for each widget; the session is the first argument.

For subclasses: register them with ``Application.register_widget``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import oriel

from .._faces import classes_of, local_methods, with_session
from .widget import Widget

if TYPE_CHECKING:  # the classes below are made at import

    def __getattr__(name: str) -> Any:
        ...


def _awaitable(cls: type[Any], method: str) -> Any:
    """A method that can be awaited, as in the original, although nobody needs to wait."""
    plain = getattr(cls, method)

    async def call(self: Any, *args: Any, **options: Any) -> Any:
        return plain(self, *args, **options)

    call.__name__ = method
    call.__doc__ = plain.__doc__
    return call


def _face(name: str, cls: type[Any]) -> type[Any]:
    methods = {method: _awaitable(cls, method) for method in local_methods(name)}
    return type(name, (cls,), {**methods, "__module__": __name__})


# What session.get_widgets() binds, and what is imported from here.
bound = {name: _face(name, cls) for name, cls in classes_of(oriel.widgets).items()}
_made = {name: with_session(cls, __name__) for name, cls in bound.items()}
globals().update(_made)

__all__ = ["Widget", *_made]
