"""Applications of the synchronous API."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
import weakref
from concurrent import futures
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import ClosedError
from ._pool import Pool
from ._server import FAREWELL, BaseApplication, Request
from ._sync_session import Session

if TYPE_CHECKING:
    from types import TracebackType

    from ._window import Window

__all__ = ["Application", "Request", "Session"]


class Application(BaseApplication):
    """One program that drives pages in any number of browsers, without ``async``.

    The options are those of :class:`oriel.Application`. Handlers run on threads of the
    application, or, with ``concurrency_handling="serialized"``, in :meth:`run` and
    :meth:`process_events`. A handler may wait for a page, or sleep: other sessions go on.
    """

    _is_sync = True
    session_class = Session

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._pool: Pool | None = None  # of this run; None: handlers run in dispatches of others
        self._ended = _End()
        self._raised: BaseException | None = None  # what a handler ends the program with

    def start(self) -> None:
        """Bind and listen; browsers can connect when it returns.

        Raises ``RuntimeError`` for a port in use, ``ValueError`` for a bad address, ``OSError`` for
        a bad certificate.
        """
        self._ended.clear()
        self._start()
        self._start_pool()

    def _start_pool(self) -> None:
        if self._pool is None and self._concurrency != "serialized":
            self._raised = None
            self._pool = Pool(self._root, self._end)

    def _stop_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()

    def _end(self, exc: BaseException) -> None:
        """A handler ends the program: :meth:`run` raises *exc*."""
        self._raised = exc
        self._ended.set()

    def run(self, *, window: bool = False) -> None:
        """Start if that was not done, and return after :meth:`close`, SIGINT or a drain (SIGTERM).

        *window*: show the application in one native window instead, with no port open, and return
        when that is closed.
        """
        if window:
            self._run_window()
            return
        try:
            with _Signals(self):
                if not self.is_running:
                    self.start()
                self._wait()
        except KeyboardInterrupt:
            pass
        finally:
            self._close()
            self._farewell()

    def _farewell(self) -> None:
        """Let the last handlers of the sessions run, if they take no longer than a moment."""
        end = time.monotonic() + FAREWELL
        if self._concurrency != "serialized":
            futures.wait(self._leaving, FAREWELL)
            return
        while (left := end - time.monotonic()) > 0 and not all(f.done() for f in self._leaving):
            self._root.dispatch(left)

    def _wait(self) -> None:
        if self._pool is not None:
            self._ended.wait()
        while not self._ended.is_set():
            self._root.dispatch(None)
        self._check()

    def _check(self) -> None:
        """Raise what a handler ends the program with."""
        if self._raised is not None:
            exc, self._raised = self._raised, None
            raise exc

    def _run_window(self) -> None:
        session = self._window_session()
        session.gui_do(self._call, "connect", session)
        options = {} if self._title is None else {"title": self._title}
        window = session.open_window(**options)
        window.on("closed", self._ended.set)
        self._ended.clear()
        self._root._ends.add(self._ended.set)
        self._start_pool()
        try:
            _show(window, self._ended)
            self._wait()
        except KeyboardInterrupt:
            pass
        finally:
            self._root._ends.discard(self._ended.set)
            window.destroy()
            self._part(session)
            session.destroy()
            self._stop_pool()

    def _part(self, session: Session) -> None:
        """Tell that the window is gone, in the session's order."""
        try:
            if self._pool is not None:
                session.gui_call(self._call, "disconnect", session)
            else:
                self._call("disconnect", session)
        except Exception as exc:
            session._failed("disconnect", exc)

    def close(self) -> None:
        """Say goodbye to the pages, free the ports, end the sessions; :meth:`run` returns.

        In a handler, too; twice is fine. The application may run again afterwards.
        """
        self._close()

    def _close(self) -> None:
        super()._close()
        if self._pool is not None and not self._pool.is_here():
            self._farewell()
            self._stop_pool()

    def _stopped(self) -> None:
        super()._stopped()
        self._ended.set()
        if self._pool is None:
            self._root.post(_nothing)

    def process_events(self, timeout: float = 0.1) -> None:
        """Run the handlers that are due; wait at most *timeout* seconds for the first one.

        With ``concurrency_handling="serialized"``. Otherwise handlers run anyway, and this only
        waits that long.
        """
        if self._pool is None:
            self._root.dispatch(timeout)
        else:
            time.sleep(timeout)
            self._check()

    def create_session(self, session_id: str | None = None, token: str | None = None) -> Session:
        """A session without a browser. Without arguments the library makes id and token.

        An id that exists with the same token gives that session; with another, ``ValueError``.
        """
        session: Session = super().create_session(session_id, token)
        return session

    def __enter__(self) -> Application:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        self._farewell()
        if exc is None:
            self._check()


def _show(window: Window, closed: _End) -> None:
    try:
        window.show()
    except ClosedError:
        closed.set()  # by another thread, before it was seen


def _close_both(one: int, other: int) -> None:
    os.close(one)
    os.close(other)


class _End:
    """An event. The main thread's wait for it misses no signal, as that of ``threading`` may."""

    def __init__(self) -> None:
        self._is_set = False
        self._read, self._write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        weakref.finalize(self, _close_both, self._read, self._write)

    def set(self) -> None:
        with contextlib.suppress(BlockingIOError):  # full: it is readable already
            os.write(self._write, b".")  # before the flag: who clears meanwhile leaves both or none
        self._is_set = True

    def clear(self) -> None:
        self._is_set = False
        with contextlib.suppress(BlockingIOError):
            os.read(self._read, 65536)

    def is_set(self) -> bool:
        return self._is_set

    def wait(self) -> None:
        while not self._is_set:
            _native.wait(self._read, None)


class _Signals:
    """While an application runs on the main thread: SIGTERM drains it."""

    def __init__(self, app: BaseApplication) -> None:
        self._app = app
        self._before: Any = None
        self._is_set = False

    def __enter__(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, lambda *_: self._app.drain())
            self._is_set = True

    def __exit__(self, *_: object) -> None:
        if self._is_set and self._before is not None:
            signal.signal(signal.SIGTERM, self._before)


def _nothing() -> None:
    pass
