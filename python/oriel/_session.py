"""Sessions: what the program shares with one user."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, TypeVar, overload

from . import _app, _hooks, _native
from ._errors import ClosedError
from ._state import State
from ._steps import Steps

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterator
    from concurrent.futures import Future
    from types import TracebackType

    from . import widgets
    from ._app import App
    from ._window import Window

__all__ = ["BaseSession", "Session", "milliseconds", "public_methods"]

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


def milliseconds(timeout: float | None) -> int:
    """What the library takes for seconds; None is for ever."""
    if timeout is None or timeout == float("inf"):
        return -1
    if not timeout >= 0:
        raise ValueError("timeout must not be negative")
    return max(int(min(timeout * 1000, 2**31 - 1)), 1)


class BaseSession:
    """What sessions of both APIs have."""

    _is_sync = False

    def __init__(
        self,
        *,
        state: State | None = None,
        order: str = "none",
        app: App | None = None,
        _core: _native.Session | None = None,
        _application: Any = None,
    ) -> None:
        if order not in _ORDERS:
            raise ValueError(f"order must be one of {', '.join(_ORDERS)}, not {order!r}")
        if _core is None:
            root = (app or _app.app())._core
            _core = _native.Session(root, None if state is None else state._core, _ORDERS[order])
        self._core = _core
        self._root = app
        self._application = _application
        self._timeout: float | None = 30.0
        self._widgets: Any = None
        self.state = state or State(_core=_core.state)
        if _application is not None:
            self._bind()

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
        async, arrives as an async iterator; ``bytes`` arrive as ``Uint8Array``. *name*: by default
        the function's own; what has none, such as a ``functools.partial``, needs it. *returns*
        False: the page gets undefined whatever the function returns.
        """
        if isinstance(function, str):
            place = function
            return lambda decorated: self.expose(decorated, place, name=name, returns=returns)
        if not callable(function):
            raise TypeError(f"a callable is needed, not {type(function).__name__}")
        label = getattr(function, "__name__", None) if name is None else name
        if label is None:
            raise TypeError(f"{function!r} has no name of its own: give name=")
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

    # --- widgets ---

    def _bind(self) -> None:
        """From now on the library tells and asks this object."""
        self._core.owner = self

    def widget_classes(self) -> dict[str, type[Any]]:
        """The classes that :meth:`get_widgets` binds, by name; a subclass may have others."""
        raise NotImplementedError

    def _namespace(self) -> Any:
        if self._widgets is None:
            from ._widget import Namespace

            self._bind()
            classes = self.widget_classes()
            if self._application is not None and self._application._registered:
                classes = {**classes, **self._application._registered}
            self._core.classes = classes
            self._widgets = Namespace(self, classes)
        return self._widgets

    def walk_widget_tree(self) -> Iterator[Any]:
        """All widgets: each root, then what is in it."""
        waiting = self._core.roots()[::-1]
        while waiting:
            widget = waiting.pop()
            yield widget
            waiting += widget.children[::-1]

    @property
    def strict(self) -> bool:
        """Whether each call waits for the page's answer, and raises the page's error."""
        return self._core.strict

    @strict.setter
    def strict(self, on: bool) -> None:
        self._core.strict = on

    @property
    def timeout(self) -> float | None:
        """How many seconds to wait for a page at most; None: for ever. At first 30."""
        return self._timeout

    @timeout.setter
    def timeout(self, seconds: float | None) -> None:
        self._core.timeout_ms = milliseconds(seconds)
        self._timeout = seconds

    # --- who and where ---

    @property
    def app(self) -> Any:
        """The application whose session it is, or None."""
        return self._application

    @property
    def id(self) -> str:
        """Its name in addresses and logs; empty for a session of no server."""
        return self._core.id

    @property
    def token(self) -> str | None:
        """The secret with which a browser takes the session up again."""
        return self._core.token

    @property
    def user(self) -> Any:
        """What ``on_request`` returned for the browser that began it, or None."""
        return self._core.user

    @property
    def is_connected(self) -> bool:
        """Whether a page is there."""
        return self._core.page_count > 0

    @property
    def is_destroyed(self) -> bool:
        """Whether it has ended."""
        return self._core.is_destroyed

    def get_url(self) -> str | None:
        """An address with which one more browser joins the session; None without HTTP.

        It holds a code that is good once, and for a minute, unless the application says otherwise.
        """
        return self._core.url()

    def get_screen_size(self) -> tuple[int, int]:
        """Width and height of a page's area in pixels; (0, 0) before a page told."""
        return self._core.viewport

    def open_window(self, **options: Any) -> Window:
        """A native window that shows the session's widgets, no port needed.

        *options*: those of :class:`oriel.Window`. The window is not open yet: see its ``show()``.
        """
        from ._window import PAGE, Window

        return Window(PAGE, session=self, **options)

    # --- handlers ---

    def gui_do(self, function: Callable[..., object], /, *args: Any, **options: Any) -> None:
        """Call ``function(*args, **options)`` in dispatch, in the order of the session's handlers.

        From any thread; *function* may be ``async def``.
        """
        self._bind()
        self._core.post(lambda: function(*args, **options))

    def _is_current(self) -> bool:
        """Whether a handler of this session is asking."""
        if self._core.is_current:
            return True
        aio = sys.modules.get(f"{__package__}._aio")  # without it no handler is a task
        return aio is not None and aio.current() is self._core

    def _failed(self, where: str, exc: BaseException) -> None:
        if self._application is not None:
            self._application._failed(self, where, exc)
        else:
            _hooks.exception(where, exc)

    def _leave(self) -> Future[None]:
        """Its server has closed: let go once the handlers that are due have run; done then."""
        from concurrent.futures import Future

        from ._posted import Posted

        left: Future[None] = Future()

        def let_go(_: object) -> None:
            self._ended()
            left.set_result(None)

        posted = Posted(int, (), {})
        posted.done.add_done_callback(let_go)  # dropped, in its turn, as the session has ended
        with contextlib.suppress(ClosedError):
            self._core.post(posted)
        return left

    def _ended(self) -> None:
        """It is over: let go of what handlers hold."""
        self._core.forget_widgets()
        self._widgets = None

    def __repr__(self) -> str:
        return f"<Session id={self._core.id!r}>"


class _Pace(Steps):
    """What calls of the asynchronous API return: awaited, it waits while a page is far behind."""

    __slots__ = ("_core", "_session")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._core = session._core
        self._session = session

    def __await__(self) -> Generator[Any, None, None]:
        if self._core.is_behind:
            yield from self._session._catch_up().__await__()

    def _begin(self) -> Coroutine[Any, Any, None] | None:
        return self._session._catch_up() if self._core.is_behind else None


class _Answer(Steps):
    """What a page will say; asked already."""

    __slots__ = ("_session", "_future", "_what")

    def __init__(self, session: Session, future: _native.Future, what: str) -> None:
        super().__init__()
        self._session = session
        self._future = future
        self._what = what

    def __await__(self) -> Generator[Any, None, Any]:
        return (yield from self._begin().__await__())

    async def _begin(self) -> Any:
        try:
            return await self._session._wait(self._future, cancel=True)
        except TimeoutError as exc:
            raise TimeoutError(f"{self._what}: {exc}") from None


class Batch:
    """Pages get what happens within as one frame. Nests; plain or ``async with``."""

    def __init__(self, session: BaseSession, pace: Awaitable[None] | None) -> None:
        self._core = session._core
        self._pace = pace

    def __enter__(self) -> Batch:
        self._core.begin_batch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._core.end_batch()

    async def __aenter__(self) -> Batch:
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._core.end_batch()
        if self._pace is not None:
            await self._pace


class Session(BaseSession):
    """State, functions for pages, widgets, and the order in which handlers run.

    *state*: one to share; by default the session's own. *order*: ``"none"``: a handler may begin
    while another one awaits; ``"session"``: one at a time in this session; ``"global"``: one at a
    time in all sessions that say so.

    What changes pages happens at once. Awaited, it waits while a page is far behind.
    """

    def _bind(self) -> None:
        if self._core.owner is not self:
            self._core.owner = self
            self._core.pace = _Pace(self)

    def widget_classes(self) -> dict[str, type[Any]]:
        """The classes that :meth:`get_widgets` binds, by name; a subclass may have others."""
        from . import widgets
        from ._widget import classes_in

        return classes_in(widgets)

    async def _wait(self, future: _native.Future, *, cancel: bool = False) -> Any:
        return await (self._root or _app.app()).wait(future, cancel=cancel)

    async def _catch_up(self) -> None:
        await self._wait(self._core.caught_up())

    async def _made(self, widget: Any) -> None:
        """A widget that is awaited; strict: the page has it."""
        if self._core.strict and hasattr(widget, "set_enabled"):
            await widget._ask("set_enabled", widget.get_enabled())
        await self._catch_up()

    def _answer(self, widget: Any, method: str, future: _native.Future) -> Awaitable[Any]:
        return _Answer(self, future, f"{type(widget).__name__}.{method}()")

    def get_widgets(self) -> widgets.Widgets:
        """The widget classes: ``Widgets.Button("OK")`` makes a button of this session."""
        namespace: widgets.Widgets = self._namespace()
        return namespace

    def make_timer(self, duration: float = 0) -> widgets.Timer:
        """A timer that fires after *duration* seconds once it was started."""
        return self.get_widgets().Timer(duration=duration)

    def batch(self) -> Batch:
        """``with session.batch():`` what happens within, pages get and draw at once."""
        self._bind()
        return Batch(self, self._core.pace)

    def _do(self, function: Callable[..., object], *args: Any) -> Awaitable[None]:
        self._bind()
        function(*args)
        pace: Awaitable[None] = self._core.pace
        return pace

    def reconstruct(self) -> Awaitable[None]:
        """Draw all pages of the session anew."""
        return self._do(self._core.rebuild)

    def open_url(self, url: str) -> Awaitable[None]:
        """Open *url* (http or https) in a new tab of the session's pages."""
        return self._do(self._core.open_url, url)

    def close(self) -> Awaitable[None]:
        """Send its pages away. The session stays; they may come back."""
        return self._do(self._core.close)

    def destroy(self) -> Awaitable[None]:
        """End it for ever: its pages say so, its widgets are gone."""
        self._do(self._core.destroy)
        self._ended()
        if self._application is not None:
            self._application._forget(self)
        return _DONE

    async def gui_call(self, function: Callable[..., Any], /, *args: Any, **options: Any) -> Any:
        """Call as :meth:`gui_do` does, and return what came; what it raises is raised here."""
        if self._is_current():
            result = function(*args, **options)
            return await result if hasattr(result, "__await__") else result
        import asyncio

        from . import _aio
        from ._posted import AsyncPosted

        _aio.drive((self._root or _app.app())._core)
        self._bind()
        posted = AsyncPosted(function, args, options)
        done = posted.done
        self._core.post(posted)
        del posted  # it fails when it is dropped
        return await asyncio.wrap_future(done)


class _Done(Steps):
    """Awaited, it is over at once."""

    __slots__ = ()

    def __await__(self) -> Generator[Any, None, None]:
        yield from ()


_DONE = _Done()
