"""Sessions: what the program shares with one user."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, overload

from . import _app, _native
from ._state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._app import App

__all__ = ["Session", "public_methods"]

_F = TypeVar("_F", bound="Callable[..., object]")

_ORDERS = {"none": 0, "session": 1, "global": 2}


def public_methods(obj: object) -> Iterator[tuple[str, Callable[..., object]]]:
    """The names and bound methods of *obj* that do not begin with an underscore."""
    missing = object()
    for name in dir(obj):
        if name.startswith("_"):
            continue
        static = getattr(type(obj), name, missing)
        if static is not missing and not callable(static):
            continue  # a property: looking at it would run it
        member = getattr(obj, name)
        if callable(member) and not isinstance(member, type):
            yield name, member


class Session:
    """State, functions for pages, and the order in which handlers run.

    *state*: one to share; by default the session's own. *order*: ``"none"``: a handler may begin
    while another one awaits; ``"session"``: one at a time in this session; ``"global"``: one at a
    time in all sessions that say so.
    """

    def __init__(
        self,
        *,
        state: State | None = None,
        order: str = "none",
        app: App | None = None,
        _core: _native.Session | None = None,
    ) -> None:
        if order not in _ORDERS:
            raise ValueError(f"order must be one of {', '.join(_ORDERS)}, not {order!r}")
        if _core is None:
            root = (app or _app.app())._core
            _core = _native.Session(root, None if state is None else state._core, _ORDERS[order])
        self._core = _core
        self.state = state or State(_core=_core.state)

    @overload
    def expose(
        self, function: _F, object: str = "", /, *, name: str | None = None, returns: bool = True
    ) -> _F:
        ...

    @overload
    def expose(
        self, object: str = "", /, *, name: str | None = None, returns: bool = True
    ) -> Callable[[_F], _F]:
        ...

    def expose(
        self,
        function: _F | str = "",
        object: str = "",
        /,
        *,
        name: str | None = None,
        returns: bool = True,
    ) -> _F | Callable[[_F], _F]:
        """Make a function callable from pages, as ``oriel.<object>.<name>(...)``.

        Also a decorator: ``@expose``, ``@expose("app")``, ``@expose("app", name="save")``. The
        page gets a promise of the result; an exception rejects it with the class's name and the
        text. An ``async def`` function is a task, which the page may cancel; a generator, plain or
        async, arrives as an async iterator; ``bytes`` arrive as ``Uint8Array``. *returns* False:
        the page gets undefined whatever the function returns.
        """
        if isinstance(function, str):
            place = function
            return lambda decorated: self.expose(decorated, place, name=name, returns=returns)
        if not callable(function):
            raise TypeError(f"a callable is needed, not {type(function).__name__}")
        label = function.__name__ if name is None else name
        self._core.expose(object, label, function, not returns)
        return function

    def expose_object(self, obj: object, object: str = "") -> None:
        """Expose the public methods of *obj*: those without a leading underscore."""
        for name, method in public_methods(obj):
            self._core.expose(object, name, method)

    def withdraw(self, name: str, object: str = "") -> None:
        """Take a function back; ``LookupError`` when there is none. Calls under way go on."""
        self._core.withdraw(object, name)

    @property
    def page_count(self) -> int:
        """How many pages are attached."""
        return self._core.page_count
