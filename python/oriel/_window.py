"""Windows: native frames with one page each."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any, TypeVar, overload

from . import _app, _hooks, _native
from ._errors import ClosedError
from ._session import BaseSession, Session, milliseconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from types import TracebackType

    from ._app import App
    from ._state import State

__all__ = ["Window"]

_F = TypeVar("_F", bound="Callable[..., object]")

_EVENTS = frozenset(
    (
        "title",
        "address",
        "fullscreen",
        "loaded",
        "load-failed",
        "closing",
        "closed",
        "crashed",
        "menu",
    )
)


# Where windows find the page that draws a session's widgets.
PAGE = "oriel://widgets/"


class Window:
    """A native frame with one page.

    It is opened by :meth:`show`, by :func:`oriel.run` or by awaiting :meth:`closed`; until then
    schemes, functions and state can be set up. An open window lives although nothing refers to it.

    *url*: a URL, or the path of a file; *size*: of the page, in pixels; *session*: one to share,
    otherwise the window has its own, with *state* and *order* as in :class:`oriel.Session`;
    *origins*: further origins whose pages may call the program, beside the schemes that the window
    serves and the file it shows.
    """

    def __init__(
        self,
        url: str | os.PathLike[str] | None = None,
        *,
        title: str | None = None,
        size: tuple[int, int] = (800, 600),
        frameless: bool = False,
        resizable: bool = True,
        icon: str | os.PathLike[str] | None = None,
        devtools: bool = False,
        hidden: bool = False,
        session: BaseSession | None = None,
        state: State | None = None,
        order: str = "none",
        origins: Iterable[str] = (),
        app: App | None = None,
    ) -> None:
        if session is not None and (state is not None or order != "none"):
            raise TypeError("state and order belong to the session that is given")
        if isinstance(origins, str):
            raise TypeError("origins must be a list of str, not str")
        self._app = app or _app.app()
        if session is None and (state is not None or order != "none"):
            session = Session(state=state, order=order, app=self._app)
        self._core = _native.Window(
            self._app._core,
            None if url is None else os.fspath(url),
            title,
            None if icon is None else os.fspath(icon),
            *size,
            frameless,
            resizable,
            devtools,
            hidden,
            None if session is None else session._core,
            tuple(origins),
        )
        self.session: BaseSession = session or Session(_core=self._core.session)
        self._hidden = hidden
        self._is_opened = False
        self._handlers: dict[str, list[Callable[..., object]]] = {}
        self._core.on_event = self._emit
        self._app._waiting[id(self)] = self

    # --- opening and closing ---

    def _open(self, *, shown: bool = False) -> None:
        """Open it as it was made, or *shown*."""
        if self._is_opened and not shown:
            return
        if not self._is_opened:
            self._app._open[id(self)] = self
        try:
            if shown or not self._hidden:
                self._core.show()
            else:
                self._core.open()
        except BaseException:
            if not self._core.is_open:
                self._app._open.pop(id(self), None)
            raise
        self._app._waiting.pop(id(self), None)
        self._is_opened = True

    def show(self) -> Window:
        """Open it if it is not open, and show it; returns the window.

        Raises :class:`oriel.DisplayError` without a display or web engine, and
        :class:`oriel.ClosedError` when it was closed before.
        """
        self._open(shown=True)
        return self

    async def closed(self) -> None:
        """Wait until it is closed; opens it first. Canceling leaves it open."""
        if self._app._waiting.get(id(self)) is self:
            with contextlib.suppress(ClosedError):  # by another thread, just now
                self._open()
        await self._app.wait(self._core.closed())

    @property
    def is_open(self) -> bool:
        """Whether it is open, be it hidden."""
        return self._core.is_open

    @property
    def id(self) -> int:
        """A number of its own in this process, from 1; 0 before it was opened."""
        return self._core.id

    def close(self) -> None:
        """Ask the page (``beforeunload``) and the "closing" handlers, then close."""
        if not self._is_opened:
            self.destroy()
            return
        self._core.close()

    def destroy(self) -> None:
        """Close without asking; ``is_open`` is False afterwards."""
        self._app._waiting.pop(id(self), None)
        self._core.destroy()
        self._app._open.pop(id(self), None)

    def __enter__(self) -> Window:
        self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.destroy()

    async def __aenter__(self) -> Window:
        self._app.attach()
        self._open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.destroy()

    # --- what pages get ---

    @property
    def state(self) -> State:
        """The session's state."""
        return self.session.state

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

    def expose(self, *args: Any, **options: Any) -> Any:
        """Make a function callable from the pages: :meth:`oriel.Session.expose`."""
        return self.session.expose(*args, **options)

    def expose_object(self, obj: object, object: str = "") -> None:
        """Expose the public methods of *obj*: :meth:`oriel.Session.expose_object`."""
        self.session.expose_object(obj, object)

    def serve(self, scheme: str, folder: str | os.PathLike[str]) -> None:
        """Serve the files of *folder* as ``scheme://...`` to this window's pages.

        Raises ``ValueError`` for a bad scheme, ``LookupError`` for a folder that is not there.
        """
        self._core.serve(scheme, folder)

    def add_mime_type(self, extension: str, mime_type: str) -> None:
        """The type sent for files that end in *extension* (``"glb"`` or ``".glb"``)."""
        self._core.add_mime_type(extension, mime_type)

    # --- the page ---

    def load(self, url: str | os.PathLike[str]) -> None:
        """Load another page: a URL, or the path of a file."""
        self._core.load_url(os.fspath(url))

    def load_html(self, html: str, base_url: str | None = None) -> None:
        """Show *html*."""
        self._core.load_html(html, base_url)

    def reload(self) -> None:
        """Load the page anew."""
        self._core.reload()

    def go_back(self) -> None:
        """Go to the page before."""
        self._core.go_back()

    def go_forward(self) -> None:
        """Go to the page after."""
        self._core.go_forward()

    def execute(self, script: str) -> None:
        """Run *script* once the page is loaded; errors go to the page's console."""
        self._core.execute(script)

    async def evaluate(self, script: str, *, timeout: float | None = 30.0) -> Any:
        """Run *script* once the page is loaded, and return its value.

        The value is that of an expression (a promise is awaited) or of the last statement, as
        ``JSON.stringify()`` has it. Raises :class:`oriel.ScriptError`, :class:`oriel.ClosedError`
        when the window closes or the page goes first, ``TimeoutError`` after *timeout* seconds
        (None: never), also when the window was not opened by then.
        """
        future = self._core.evaluate(script, milliseconds(timeout))
        return await self._app.wait(future, cancel=True)

    def evaluate_sync(self, script: str, *, timeout: float | None = 30.0) -> Any:
        """The same, and wait for it here. Nothing is dispatched meanwhile on this thread."""
        future = self._core.evaluate(script, milliseconds(timeout))
        try:
            future.wait(-1)
        except BaseException:
            future.cancel()
            raise
        return future.result()

    async def snapshot(self, path: str | os.PathLike[str]) -> None:
        """Write what the page shows to *path*, as PNG."""
        await self._app.wait(self._core.snapshot(path), cancel=True)

    # --- the frame ---

    @property
    def url(self) -> str:
        """The address of the page."""
        return self._core.url

    @property
    def title(self) -> str:
        """The title as shown: that of the page, or, while it has none, the one that was set."""
        return self._core.title

    @title.setter
    def title(self, title: str) -> None:
        self._core.set_title(title)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the page, in pixels."""
        return self._core.size

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        self._core.set_size(*size)

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands on the screen: x and y in pixels."""
        return self._core.position

    @position.setter
    def position(self, position: tuple[int, int]) -> None:
        self._core.set_position(*position)

    @property
    def fullscreen(self) -> bool:
        """Whether it covers the screen."""
        return self._core.is_fullscreen

    @fullscreen.setter
    def fullscreen(self, on: bool) -> None:
        self._core.set_fullscreen(on)

    def set_icon(self, path: str | os.PathLike[str]) -> None:
        """Show this image file as its icon."""
        self._core.set_icon(path)

    def minimize(self) -> None:
        """Make it an icon; :meth:`show` brings it back."""
        self._core.minimize()

    def maximize(self, on: bool = True) -> None:
        """Fill the screen, or no longer."""
        self._core.maximize(on)

    @property
    def maximized(self) -> bool:
        """Whether it fills the screen; :meth:`maximize` changes that."""
        return self._core.is_maximized

    def sync(self) -> None:
        """Wait until the engine has done all that was asked so far, 10 s at most."""
        self._core.sync()

    def add_menu_item(self, id: str | None, label: str | None) -> None:
        """Add an item to the context menu of its pages; the event "menu" tells that it was chosen.

        *id* and *label* both None: a line between items. Without items there is no menu, but that
        of *devtools*.
        """
        self._core.add_menu_item(id, label)

    def clear_menu(self) -> None:
        """Take all items away; others may follow."""
        self._core.clear_menu()

    # --- events ---

    @overload
    def on(self, event: str, function: _F) -> _F:
        ...

    @overload
    def on(self, event: str) -> Callable[[_F], _F]:
        ...

    def on(self, event: str, function: _F | None = None) -> _F | Callable[[_F], _F]:
        """Call *function* when *event* happens; without function: a decorator.

        ======================== =====================================================
        ``title``, ``address``   the new one
        ``fullscreen``           whether it is now
        ``loaded``               the address; it may be the load-error page
        ``load-failed``          the address and the reason
        ``closing``              nothing; if it returns False, the window stays open
        ``closed``               nothing
        ``crashed``              the reason; the page is being loaded anew
        ``menu``                 the id of the item that was chosen
        ======================== =====================================================

        ``async def`` functions are tasks. A "closing" that takes longer than 5 s closes.
        """
        if event not in _EVENTS:
            raise ValueError(f"event must be one of {', '.join(sorted(_EVENTS))}, not {event!r}")
        if function is None:
            return lambda decorated: self.on(event, decorated)
        if not callable(function):
            raise TypeError(f"a callable is needed, not {type(function).__name__}")
        self._handlers.setdefault(event, []).append(function)
        if event == "closing" and len(self._handlers[event]) == 1:
            self._core.ask_close(True)
        return function

    def off(self, event: str, function: Callable[..., object]) -> None:
        """Undo :meth:`on`; nothing happens when it was not on."""
        handlers = self._handlers.get(event, [])
        if function in handlers:
            handlers.remove(function)
            if event == "closing" and not handlers:
                self._core.ask_close(False)

    def _emit(self, event: str, *args: object) -> None:
        """Called in dispatch."""
        if event == "closed":
            self._app._open.pop(id(self), None)
        results = [self._call(event, fn, args) for fn in list(self._handlers.get(event, ()))]
        pending = [result for result in results if hasattr(result, "__await__")]
        vetoed = any(result is False for result in results)
        if event == "closing" and (vetoed or not pending):
            self._core.answer_close(not vetoed)
            event = ""
        if pending:
            from . import _aio

            _aio.run(self._finish(event, pending))
        if event == "closed":
            self._core.on_event = None  # the last one; without it, nothing holds this in a cycle

    def _call(self, event: str, function: Callable[..., object], args: tuple[object, ...]) -> Any:
        try:
            return function(*args)
        except Exception as exc:
            _hooks.exception(f"a {event!r} handler", exc)
            return None

    async def _finish(self, event: str, pending: list[Awaitable[object]]) -> None:
        """Await what handlers returned, and answer "closing" if it is that."""
        may_close = True
        for result in pending:
            try:
                may_close = (await result) is not False and may_close
            except Exception as exc:
                _hooks.exception(f"a {event!r} handler", exc)
        if event == "closing":
            self._core.answer_close(may_close)
