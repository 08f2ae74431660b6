"""Applications of the asynchronous API."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Any

from ._server import FAREWELL, BaseApplication, Request
from ._session import _DONE, Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator
    from types import TracebackType

__all__ = ["Application", "Request", "Session"]


class Application(BaseApplication):
    """One program that drives pages in any number of browsers, on asyncio.

        app = oriel.Application(max_sessions=4)

        @app.on_connect
        async def build(session):
            Widgets = session.get_widgets()
            top = Widgets.TopLevel(title="Hello")
            await top.show()

        asyncio.run(app.run())

    *ws_port*: a port for WebSocket alone, beside *http_port*, which serves pages and WebSocket;
    0 is any free one, None none. *ws_sock*: a bound socket in place of *ws_port*.
    *concurrency_handling*: ``"per_session"``: one handler at a time in each session;
    ``"serialized"``: one at a time in all; ``"concurrent"``: any number. *max_sessions*: how many
    sessions may have browsers at a time, None for any number; others wait in a queue. *logger*:
    where handlers' exceptions are logged, by default ``"oriel"``.

    *certificate*, *key*: PEM files, for TLS. *legacy_client*: also serve pages that know no more
    than part A of the protocol. *on_request*: see the method. *session_ttl*: seconds until a
    session that nobody looks at ends, None for never. *resume*: seconds for which what a lost page
    missed is kept. *metrics*: figures at ``/metrics``. *static_path*: a folder to serve;
    *remote_html*: a page in place of ours. *origins*, *hosts*, *proxies*: further ones to trust.
    *join_again*: whether the code of ``session.get_url()`` is good more than once.
    """

    session_class = Session
    _ended: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    async def start(self) -> None:
        """Bind and listen; browsers can connect when it returns.

        Raises ``RuntimeError`` for a port in use, ``ValueError`` for a bad address, ``OSError`` for
        a bad certificate.
        """
        self._root.attach()
        self._start()

    async def run(self, *, window: bool = False) -> None:
        """Start if that was not done, and return after :meth:`close`, SIGINT or a drain (SIGTERM).

        *window*: show the application in one native window instead, with no port open, and return
        when that is closed, or by :meth:`close`.
        """
        if window:
            await self._run_window()
            return
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        self._ended = (loop, ended)
        try:
            with _Signals.around(loop, self):
                if not self.is_running:
                    await self.start()
                else:
                    self._root.attach()
                await ended.wait()
        finally:
            self._ended = None
            self._close()
            await self._farewell()

    async def _farewell(self) -> None:
        """Let the last handlers of the sessions run, if they take no longer than a moment."""
        leaving, loop, over = list(self._leaving), asyncio.get_running_loop(), asyncio.Event()

        def look() -> None:
            if all(done.done() for done in leaving):
                over.set()

        def tell(_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(look)

        for done in leaving:
            done.add_done_callback(tell)
        look()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), FAREWELL)

    async def _run_window(self) -> None:
        self._root.attach()
        session = self._window_session()
        session.gui_do(self._call, "connect", session)
        options = {} if self._title is None else {"title": self._title}
        window = session.open_window(**options)
        ended = asyncio.Event()
        self._ended = (asyncio.get_running_loop(), ended)

        async def end() -> None:
            await ended.wait()
            window.destroy()

        ending = asyncio.ensure_future(end())
        try:
            await window.closed()
            await session.gui_call(self._call, "disconnect", session)
        except Exception as exc:
            if window.is_open:
                raise
            session._failed("disconnect", exc)
        finally:
            self._ended = None
            ending.cancel()
            window.destroy()
            session.destroy()

    def close(self) -> Awaitable[None]:
        """Say goodbye to the pages, free the ports, end the sessions; :meth:`run` returns.

        At once, also when it is not awaited; in a handler, too; twice is fine. The application may
        run again afterwards.
        """
        self._close()
        return _DONE

    def _stopped(self) -> None:
        super()._stopped()
        if self._ended is not None:
            loop, ended = self._ended
            try:
                loop.call_soon_threadsafe(ended.set)
            except RuntimeError:
                pass  # the loop is closed

    async def process_events(self, timeout: float = 0.1) -> None:
        """Let handlers run for *timeout* seconds, in a program that does not await :meth:`run`."""
        self._root.attach()
        await asyncio.sleep(timeout)

    def create_session(self, session_id: str | None = None, token: str | None = None) -> Session:
        """A session without a browser. Without arguments the library makes id and token.

        An id that exists with the same token gives that session; with another, ``ValueError``.
        """
        session: Session = super().create_session(session_id, token)
        return session

    async def __aenter__(self) -> Application:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        await self._farewell()


_watches: dict[asyncio.AbstractEventLoop, _Signals] = {}


class _Signals:
    """While applications run on a loop: SIGINT closes them, SIGTERM drains them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._apps: list[BaseApplication] = []
        self._before: dict[int, Any] = {}

    @staticmethod
    @contextlib.contextmanager
    def around(loop: asyncio.AbstractEventLoop, app: BaseApplication) -> Iterator[None]:
        """While *app* runs on *loop*; on the main thread, as others hear of no signal."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        watch = _watches.setdefault(loop, _Signals(loop))
        watch._apps.append(app)
        if len(watch._apps) == 1:
            watch._begin()
        try:
            yield
        finally:
            watch._apps.remove(app)
            if not watch._apps:
                del _watches[loop]
                watch._end()

    def _close(self) -> None:
        for app in list(self._apps):
            app._close()

    def _drain(self) -> None:
        for app in list(self._apps):
            app.drain()

    def _begin(self) -> None:
        for number, action in ((signal.SIGINT, self._close), (signal.SIGTERM, self._drain)):
            before = signal.getsignal(number)
            try:
                self._loop.add_signal_handler(number, action)
            except (NotImplementedError, ValueError, RuntimeError):
                continue  # a loop without signals
            self._before[number] = before

    def _end(self) -> None:
        for number, before in self._before.items():
            self._loop.remove_signal_handler(number)
            if before is not None:
                signal.signal(number, before)
