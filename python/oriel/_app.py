"""The app: the root of everything, and what runs the handlers."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from ._window import Window

__all__ = ["App", "app", "attach", "dispatch", "fileno", "run", "run_trio", "shutdown"]


class App:
    """The process-wide root; :func:`app` makes it.

    All methods may be called from any thread. Handlers run on the thread that dispatches.
    """

    def __init__(self, backend: str | None = None) -> None:
        self._core = _native.App(backend)
        self.backend = backend or "webkit"
        self._waiting: dict[int, Window] = {}  # made, and not opened yet
        self._open: dict[int, Window] = {}  # open ones live although nobody refers to them
        self._status: int | None = None
        self._inside: set[int] = set()  # the threads that are in dispatch() or run()
        self._last: int | None = None  # the one that called dispatch() last
        self._ends: set[Callable[[], object]] = set()  # those who hear of a shutdown

    def fileno(self) -> int:
        """A descriptor that is readable when there is something to dispatch.

        Give it to poll, epoll or any loop, and call ``dispatch()`` when it is readable.
        """
        return self._core.fileno()

    def dispatch(self, timeout: float | None = 0.0) -> int:
        """Run the handlers that are due, and return how many ran.

        Waits at most *timeout* seconds (None: for ever) for the first one; signals are handled
        meanwhile. A call from within a handler returns 0.
        """
        thread = threading.get_ident()
        if thread in self._inside:
            return self._core.dispatch(timeout)
        if os.getpid() != _pid:
            return 0  # a forked child: nothing will ever be due
        self._last = thread
        self._inside.add(thread)
        try:
            return self._core.dispatch(timeout)
        finally:
            self._inside.discard(thread)

    def run(self) -> int:
        """Open the windows that are not open yet, and dispatch until all are closed.

        Returns 0, or the status given to :meth:`quit`.
        """
        if self._core.is_dispatching:
            raise RuntimeError("run() from within a handler")
        if os.getpid() != _pid:
            return 1
        self._status = None
        for window in list(self._waiting.values()):
            window._open()
        thread = threading.get_ident()
        self._inside.add(thread)
        try:
            while self._status is None and self._core.window_count:
                self._core.dispatch(None)
        finally:
            self._inside.discard(thread)
        return self._status or 0

    def quit(self, status: int = 0) -> None:
        """End :meth:`run`."""
        self._status = status
        self._core.quit(status)
        self._core.post(_nothing)

    def post(self, function: Callable[..., object], /, *args: Any) -> None:
        """Call ``function(*args)`` in dispatch, in the order of posting."""
        self._core.post(lambda: function(*args))

    def _is_dispatched_elsewhere(self) -> bool:
        """Whether another thread dispatches, and this one does not."""
        me = threading.get_ident()
        if me in self._inside or self._core.is_dispatching or os.getpid() != _pid:
            return False
        if self._inside:
            return True
        from . import _runtime

        aio = sys.modules.get(f"{__package__}._aio")
        if aio is not None:
            import asyncio

            here = asyncio._get_running_loop()
            loops = [loop for loop, app in list(aio._attached.items()) if app is self._core]
            loops = [loop for loop in loops if loop.is_running()]
            # The runtime's loop dispatches as well once something of ours was awaited there; any
            # other loop is rather the program's own.
            loops = [loop for loop in loops if not _runtime.is_ours(loop)] or loops
            if loops:
                return here not in loops
        trio = sys.modules.get(f"{__package__}._trio")
        if trio is not None and trio.threads:
            return me not in trio.threads
        # A loop that calls dispatch() now and then, as long as there are windows or applications.
        server = sys.modules.get(f"{__package__}._server")
        is_used = self._core.window_count or (server is not None and server._started)
        if self._last in (None, me) or not is_used:
            return False
        return any(thread.ident == self._last for thread in threading.enumerate())

    def attach(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Let an asyncio loop (by default the running one), or trio, dispatch.

        Every ``await`` of something of Oriel's does this by itself.
        """
        from . import _trio

        if loop is None and _trio.is_running():
            _trio.attach(self._core)
            return
        import asyncio

        from . import _aio

        _aio.attach(self._core, loop or asyncio.get_running_loop())

    async def wait(
        self, future: _native.Future, *, cancel: bool = False, apart: bool = False
    ) -> Any:
        """Await one of the library's futures, on asyncio or trio.

        *apart*: an asyncio loop does not begin to dispatch the app's handlers by this.
        """
        from . import _trio

        if _trio.is_running():
            return await _trio.wait(self._core, future, cancel=cancel)
        from . import _aio

        if not apart:
            _aio.drive(self._core)
        return await _aio.wait(future, cancel=cancel)

    def inbox(self) -> _native.Inbox | None:
        """Where the running asyncio loop hears of callbacks; None: in the app's dispatch."""
        from . import _trio

        if _trio.is_running():
            self.attach()
            return None
        from . import _aio

        return _aio.inbox()

    def shutdown(self) -> None:
        """Close all windows without asking, and end what waits; 2 s at most.

        May be called again, from a handler, from any thread; windows can be made afterwards.
        """
        self._waiting.clear()
        meant = list(self._open)  # others may open more meanwhile
        self._core.shutdown()
        for key in meant:
            self._open.pop(key, None)
        for tell in list(self._ends):
            tell()
        if self._inside - {threading.get_ident()}:
            self._core.post(_nothing)  # those that wait for windows look again

    @property
    def window_count(self) -> int:
        """How many windows are open."""
        return self._core.window_count

    @property
    def windows(self) -> list[Window]:
        """The windows that are open."""
        return [window for window in list(self._open.values()) if window.is_open]

    def stats(self) -> dict[str, int]:
        """How often threads were woken and handlers run, since the start."""
        return self._core.stats()


def _nothing() -> None:
    pass


_lock = threading.Lock()
_default: App | None = None
_pid = os.getpid()


def app(backend: str | None = None) -> App:
    """The app of this process, made by the first call.

    *backend* is ``"webkit"``, or ``"headless"`` for windows without an engine. The first call
    decides; a later one that asks for another raises ``ValueError``.
    """
    global _default
    with _lock:
        if _default is None:
            _default = App(backend)
            _native.set_log(True)
        elif backend not in (None, _default.backend):
            raise ValueError(f"the app was made with backend {_default.backend!r}")
        return _default


def run() -> int:
    """Open the windows that are not open yet, and dispatch until all are closed."""
    return app().run()


def dispatch(timeout: float | None = 0.0) -> int:
    """Run the handlers that are due; see :meth:`App.dispatch`."""
    return app().dispatch(timeout)


def fileno() -> int:
    """A descriptor that is readable when there is something to dispatch."""
    return app().fileno()


def attach(loop: asyncio.AbstractEventLoop | None = None) -> None:
    """Let an asyncio loop, or trio, dispatch; see :meth:`App.attach`."""
    app().attach(loop)


async def run_trio() -> None:
    """In trio: open the windows that are not open yet, and return once all are closed."""
    root = app()
    root.attach()
    for window in list(root._waiting.values()):
        window._open()
    while windows := root.windows:
        await windows[0].closed()


def shutdown() -> None:
    """Close all windows and end what waits; see :meth:`App.shutdown`."""
    if _default is not None:
        _default.shutdown()


def _at_exit() -> None:
    """The interpreter ends: in bounded time, and quietly in a forked child."""
    if os.getpid() != _pid:
        return
    from . import _runtime, _storage

    _runtime.end()  # first, so that its tasks are canceled, and find what they use as ever
    shutdown()
    _storage.end()
    _native.set_log(False)


def _after_fork() -> None:
    """A forked child has neither threads nor engine: what it asks for raises."""
    global _lock
    _lock = threading.Lock()
    from . import _runtime, _storage

    _runtime.forget()
    _storage.forget()
