"""What all widget classes share; the classes themselves are made from the catalogue."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any, ClassVar

from . import _native

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterable

__all__ = [
    "AsyncWidget",
    "BaseWidget",
    "Namespace",
    "SyncWidget",
    "classes_in",
    "folded",
    "picture",
    "with_pictures",
]


@functools.cache
def classes_in(module: Any) -> dict[str, type[Any]]:
    """The classes of the catalogue in a generated module, by name; shared, not to be changed."""
    return {
        name: cls
        for name, cls in vars(module).items()
        if isinstance(cls, type) and issubclass(cls, BaseWidget) and cls._names[0]
    }


def _media_type(path: str | os.PathLike[str]) -> str:
    import mimetypes

    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def picture(url: Any) -> Any:
    """What pages are told of a picture: an address, or what is in a local file of that name."""
    if not isinstance(url, (str, os.PathLike)):
        return url
    path = os.fspath(url)
    if os.path.isfile(path) and _media_type(path).startswith("image/"):
        return BaseWidget.to_data_uri(path)
    return path  # no other files: the name may be what a user typed


def with_pictures(properties: dict[str, Any]) -> dict[str, Any]:
    """The same of what is set by name."""
    return {
        name: picture(value) if name in ("icon", "image") else value
        for name, value in properties.items()
    }


def folded(options: Any, more: dict[str, Any]) -> Any:
    """The options of a child, those that were given by name among them."""
    if not more:
        return options
    if options is None:
        return more
    return {**({"title": options} if isinstance(options, str) else options), **more}


class BaseWidget(_native.Widget):
    """A node of a session's tree."""

    _names: ClassVar[tuple[Any, ...]] = ("", 0)
    _session: ClassVar[Any] = None  # of classes that are bound to one

    if TYPE_CHECKING:
        # What the extension returns depends on the API of the session.
        _call: Callable[..., Any]
        _call_optional: Callable[..., Any]
        _call_bytes: Callable[..., Any]
        _ask: Callable[..., Any]
        _destroy: Callable[..., Any]
        _on: Callable[..., Any]

    @property
    def session(self) -> Any:
        """The session whose widget it is."""
        return self._core.owner

    @property
    def parent(self) -> Any:
        """What it is in, or None."""
        return self._parent()

    @property
    def children(self) -> list[Any]:
        """What is in it, in order."""
        return self._children()

    def has_callback(self, action: str) -> bool:
        """Whether its class has that action."""
        return self._has_action(action)

    def batch(self) -> Any:
        """The session's :meth:`batch`."""
        return self.session.batch()

    @staticmethod
    def to_data_uri(path: str | os.PathLike[str]) -> str:
        """A local file as a ``data:`` URI, whose type its name tells."""
        import base64

        with open(path, "rb") as file:
            return f"data:{_media_type(path)};base64,{base64.b64encode(file.read()).decode()}"

    def _get_tuple(self, method: str) -> Any:
        found = self._get(method)
        return tuple(found) if isinstance(found, list) else found

    def _remove(self, method: str, *args: Any) -> Any:
        """Take out a child (all, without one); the last argument says whether for good."""
        gone: list[Any] = []
        if args[-1]:
            for child in args[:-1] or self._children():
                gone += child._family()
        done = self._call_optional(method, len(args) - 1, *args)
        for widget in gone:
            widget._forget()
        return done

    def __repr__(self) -> str:
        return f"<{type(self).__name__} wid={self.wid}>"


class AsyncWidget(BaseWidget):
    """A widget of the asynchronous API.

    Calls happen at once. What they return need not be awaited; awaited, it waits while a page is
    far behind.
    """

    if TYPE_CHECKING:
        _call: Callable[..., Awaitable[None]]
        _call_optional: Callable[..., Awaitable[None]]
        _call_bytes: Callable[..., Awaitable[None]]
        _remove: Callable[..., Awaitable[None]]
        _destroy: Callable[[], Awaitable[None]]
        _ask: Callable[..., Awaitable[Any]]

    def __await__(self) -> Generator[Any, None, Any]:
        """The widget, once no page is far behind."""
        core = self._core
        if core.strict or core.is_behind:
            yield from core.owner._made(self).__await__()
        return self

    def on(
        self, action: str, fn: Callable[..., object], /, *extra: Any, **options: Any
    ) -> Awaitable[None]:
        """Call ``fn(*args, *extra, **options)`` whenever *action* happens.

        *fn* may be ``async def``; then the session's next handler waits until it has ended, unless
        the application's ``concurrency_handling`` is ``"concurrent"``. Raises ``ValueError`` when
        the class has no such action.
        """
        done: Awaitable[None] = self._on(action, fn, extra, options, False)
        return done

    def add_callback(
        self, action: str, fn: Callable[..., object], /, *extra: Any, **options: Any
    ) -> Awaitable[None]:
        """The same; *fn* gets the widget first."""
        done: Awaitable[None] = self._on(action, fn, extra, options, True)
        return done

    def remove_callback(self, action: str, fn: Callable[..., object], /) -> Awaitable[None]:
        """Undo :meth:`on` and :meth:`add_callback`; ``LookupError`` when *fn* was not there."""
        _off(self, action, fn)
        pace: Awaitable[None] = self._core.pace
        return pace


class SyncWidget(BaseWidget):
    """A widget of the synchronous API: calls return at once, unless a page is far behind."""

    if TYPE_CHECKING:
        _call: Callable[..., None]
        _call_optional: Callable[..., None]
        _call_bytes: Callable[..., None]
        _remove: Callable[..., None]
        _destroy: Callable[[], None]

    def on(self, action: str, fn: Callable[..., object], /, *extra: Any, **options: Any) -> None:
        """Call ``fn(*args, *extra, **options)`` whenever *action* happens.

        Raises ``ValueError`` when the class has no such action.
        """
        self._on(action, fn, extra, options, False)

    def add_callback(
        self, action: str, fn: Callable[..., object], /, *extra: Any, **options: Any
    ) -> None:
        """The same; *fn* gets the widget first."""
        self._on(action, fn, extra, options, True)

    def remove_callback(self, action: str, fn: Callable[..., object], /) -> None:
        """Undo :meth:`on` and :meth:`add_callback`; ``LookupError`` when *fn* was not there."""
        _off(self, action, fn)


def _off(widget: BaseWidget, action: str, fn: Callable[..., object]) -> None:
    if not widget._off(action, fn):
        raise LookupError(f"{widget!r} has no such handler for {action!r}")


class Namespace:
    """Widget classes bound to a session: ``Widgets.Button("OK")`` makes a button there.

    They may be subclassed: ``class Big(Widgets.Button): ...``.
    """

    def __init__(self, session: Any, classes: dict[str, type[Any]]) -> None:
        self._session = session
        self._classes = classes

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._classes:
            raise AttributeError(f"there is no widget class {name!r}")
        factory = _native.Factory(self._session._core, self._classes[name])
        self.__dict__[name] = factory
        return factory

    def __dir__(self) -> Iterable[str]:
        return sorted(self._classes)
