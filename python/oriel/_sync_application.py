"""Applications of the synchronous API."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import ClosedError
from ._pool import Pool
from ._server import BaseApplication, Request
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
        self._pool = None if self._concurrency == "serialized" else Pool(self._root)
        self._ended = _End()

    def start(self) -> None:
        """Bind and listen; browsers can connect when it returns.

        Raises ``RuntimeError`` for a port in use, ``ValueError`` for a bad address, ``OSError`` for
        a bad certificate.
        """
        self._ended.clear()
        self._start()
        if self._pool is not None:
            self._pool.start()

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

    def _wait(self) -> None:
        if self._pool is not None:
            self._ended.wait()
            return
        while not self._ended.is_set():
            self._root.dispatch(None)

    def _run_window(self) -> None:
        session = self._window_session()
        session.gui_do(self._call, "connect", session)
        options = {} if self._title is None else {"title": self._title}
        window = session.open_window(**options)
        closed = _End()
        window.on("closed", closed.set)
        if self._pool is not None:
            self._pool.start()
        try:
            _show(window, closed)
            if self._pool is not None:
                closed.wait()
            while not closed.is_set():
                self._root.dispatch(None)
        except KeyboardInterrupt:
            pass
        finally:
            window.destroy()
            self._part(session)
            session.destroy()
            if self._pool is not None:
                self._pool.stop()

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
        if self._pool is not None:
            self._pool.stop()

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


def _show(window: Window, closed: _End) -> None:
    try:
        window.show()
    except ClosedError:
        closed.set()  # by another thread, before it was seen


class _End:
    """An event. The main thread's wait for it misses no signal, as that of ``threading`` may."""

    def __init__(self) -> None:
        self._is_set = False
        ends = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._read, self._write = (open(fd, mode, 0) for fd, mode in zip(ends, ("rb", "wb")))

    def set(self) -> None:
        self._is_set = True
        self._write.write(b".")  # full: it is readable already

    def clear(self) -> None:
        self._is_set = False
        self._read.read(65536)

    def is_set(self) -> bool:
        return self._is_set

    def wait(self) -> None:
        while not self._is_set:
            _native.wait(self._read.fileno(), None)


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
