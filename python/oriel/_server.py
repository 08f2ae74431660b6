"""What applications of both APIs have: a server, its sessions, and who hears of them."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from . import _app, _hooks, _native
from ._session import milliseconds

if TYPE_CHECKING:
    import logging
    import socket
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

__all__ = ["FAREWELL", "BaseApplication", "Request"]

_F = TypeVar("_F", bound="Callable[..., object]")

_ORDERS = {"per_session": 1, "serialized": 2, "concurrent": 0}

FAREWELL = 2.0  # seconds that run() waits at its end for handlers such as those of on_disconnect

_started: set[BaseApplication] = set()  # those that run live although nothing refers to them


class Request:
    """A browser that asks for a session: what ``on_request`` gets."""

    def __init__(self, core: _native.Request) -> None:
        self._core = core

    def header(self, name: str) -> str | None:
        """A header of the request, by its name in any case; None when it is not there.

        Those by which proxies say who someone is are there when a proxy of *proxies* sent them.
        """
        return self._core.header(name.lower())

    @property
    def peer(self) -> str | None:
        """The browser's address; behind a trusted proxy, what that says."""
        return self._core.peer

    @property
    def query(self) -> str | None:
        """The query of the page's address, without the question mark."""
        return self._core.query


class BaseApplication:
    """A server and its sessions. See :class:`oriel.Application` and ``oriel.sync.Application``."""

    _is_sync = False
    session_class: type[Any]  # of what handlers get; a subclass may have another

    def __init__(
        self,
        ws_port: int | None = 9500,
        http_port: int | None = 9501,
        host: str = "127.0.0.1",
        http_server: bool = True,
        concurrency_handling: str = "per_session",
        max_sessions: int | None = 1,
        logger: logging.Logger | None = None,
        ws_sock: socket.socket | None = None,
        *,
        certificate: str | os.PathLike[str] | None = None,
        key: str | os.PathLike[str] | None = None,
        legacy_client: bool = False,
        on_request: Callable[[Request], Any] | None = None,
        session_ttl: float | None = 3600.0,
        resume: float = 60.0,
        metrics: bool = False,
        title: str | None = None,
        favicon: str | os.PathLike[str] | None = None,
        static_path: str | os.PathLike[str] | None = None,
        remote_html: str | os.PathLike[str] | None = None,
        origins: Iterable[str] = (),
        hosts: Iterable[str] = (),
        proxies: Iterable[str] = (),
        join_again: bool = False,
        max_message: int | None = None,
        max_connections: int | None = None,
        max_upload: int | None = None,
        handshake_timeout: float | None = None,
        heartbeat: float | None = None,
        content_security_policy: str | None = None,
    ) -> None:
        if concurrency_handling not in _ORDERS:
            known = ", ".join(_ORDERS)
            raise ValueError(
                f"concurrency_handling must be one of {known}, not {concurrency_handling!r}"
            )
        for option, number in (
            ("ws_port", ws_port),
            ("http_port", http_port),
            ("max_sessions", max_sessions),
        ):
            if number is not None and not hasattr(number, "__index__"):
                raise TypeError(f"{option} must be int or None, not {type(number).__name__}")
        if max_sessions is not None and max_sessions < 1:
            raise ValueError(f"max_sessions: {max_sessions}, at least 1, or None for any number")
        for name, value in (("origins", origins), ("hosts", hosts), ("proxies", proxies)):
            if isinstance(value, str):
                raise TypeError(f"{name} must be a list of str, not str")
        self._root = _app.app()
        self._order = _ORDERS[concurrency_handling]
        self._concurrency = concurrency_handling
        self._logger = logger
        self._title = title
        self._ws_sock = ws_sock
        self._on_request = on_request
        self._favicon = favicon
        self._static_path = static_path
        self._remote_html = remote_html
        self._handlers: dict[str, Callable[..., Any]] = {}
        self._registered: dict[str, type[Any]] = {}
        self._live: dict[str, Any] = {}  # sessions by id
        self._leaving: list[Future[None]] = []  # of those that were closed: their handlers have run
        self._making = threading.RLock()
        self._server: _native.Server | None = None
        self._options: dict[str, Any] = {
            "host": host,
            "port": -1 if not http_server or http_port is None else http_port,
            "ws_port": -1 if ws_port is None or ws_sock is not None else ws_port,
            "tls_certificate": None if certificate is None else os.fspath(certificate),
            "tls_key": None if key is None else os.fspath(key),
            "title": title,
            "origins": tuple(origins),
            "hosts": tuple(hosts),
            "proxies": tuple(proxies),
            "order": self._order,
            "max_sessions": 0 if max_sessions is None else max_sessions,
            "session_ttl_ms": milliseconds(session_ttl),
            "resume_ms": milliseconds(resume),
            "handshake_ms": None if handshake_timeout is None else milliseconds(handshake_timeout),
            "ping_ms": None if heartbeat is None else milliseconds(heartbeat),
            "max_message": max_message,
            "max_connections": max_connections,
            "max_upload": max_upload,
            "join_again": join_again,
            "legacy_client": legacy_client,
            "metrics": metrics,
            "content_security_policy": content_security_policy,
        }

    # --- the server ---

    @property
    def _core(self) -> _native.Server:
        """The server, made when it is first needed."""
        if self._server is None:
            options = dict(self._options)
            for name, path in (
                ("favicon", self._favicon),
                ("root", self._static_path),
                ("page", self._remote_html),
            ):
                options[name] = None if path is None else os.fspath(path)
            if self._ws_sock is not None:
                options["ws_fd"] = self._ws_sock.fileno()
            server = _native.Server(self._root._core, **options)
            if self._ws_sock is not None:
                self._ws_sock.detach()  # the server's from now on
                self._ws_sock = None
            for action in ("connect", "disconnect", "attach", "detach"):
                server.on(action, self._teller(action))
            server.on("expire", self._expire)
            server.on("close", self._told_of_end)
            if self._on_request is not None:
                server.set_request(self._asked)
            self._server = server
        return self._server

    def _start(self) -> None:
        """Bind and listen, or raise."""
        for other in _started:
            if other._is_sync != self._is_sync:
                raise RuntimeError("an application of the other API runs in this process")
        self._core.start()
        _started.add(self)
        self._root._ends.add(self._told_of_end)

    def _close(self) -> None:
        """Say goodbye, free the ports, end the sessions."""
        if self._server is not None:
            self._server.close()
        live = list(self._live.values())
        self._live.clear()
        self._leaving = [done for done in self._leaving if not done.done()]
        self._leaving += [session._leave() for session in live]
        self._stopped()

    def _stopped(self) -> None:
        """The server has closed."""
        _started.discard(self)
        self._root._ends.discard(self._told_of_end)

    def _told_of_end(self, _: None = None) -> None:
        if not self.is_running:  # else it was started again meanwhile
            self._stopped()

    def drain(self) -> None:
        """Take no new sessions, tell pages that the program ends, send what is due; then close.

        Returns at once; ``run()`` returns when it is done. What SIGTERM does in ``run()``.
        """
        self._core.drain()

    @property
    def is_running(self) -> bool:
        """Whether it listens."""
        return self._server is not None and self._server.is_running

    @property
    def url(self) -> str | None:
        """Where a browser begins a session; None before ``start()`` and without HTTP."""
        return None if self._server is None else self._server.url

    @property
    def http_port(self) -> int | None:
        """The port bound for HTTP and WebSocket, or None."""
        return self._port("port")

    @property
    def ws_port(self) -> int | None:
        """The second port, for WebSocket alone, or None."""
        return self._port("ws_port")

    def _port(self, name: str) -> int | None:
        port: int = -1 if self._server is None else getattr(self._server, name)
        return None if port < 0 else port

    @property
    def static_path(self) -> str | os.PathLike[str] | None:
        """The folder whose files are served."""
        return self._static_path

    @property
    def remote_html(self) -> str | os.PathLike[str] | None:
        """The HTML file in place of the widget page."""
        return self._remote_html

    # --- sessions ---

    @property
    def sessions(self) -> dict[str, Any]:
        """The sessions by id: a copy."""
        if self._server is None:
            return {}
        return {core.id: self._session_of(core) for core in self._server.sessions()}

    def _session_of(self, core: _native.Session) -> Any:
        with self._making:  # a session has one object, whoever asks first
            session = core.owner
            if session is None:
                session = self.session_class(_core=core, _application=self, app=self._root)
                self._live[core.id] = session
        return session

    def create_session(self, session_id: str | None = None, token: str | None = None) -> Any:
        """A session without a browser. Without arguments the library makes id and token.

        An id that exists with the same token gives that session; with another, ``ValueError``.
        """
        core = self._core.create_session(
            None if session_id is None else str(session_id), None if token is None else str(token)
        )
        return self._session_of(core)

    def _window_session(self) -> Any:
        """A session for a native window: no server, no port."""
        core = _native.Session(self._root._core, None, self._order)
        return self.session_class(_core=core, _application=self, app=self._root)

    def _forget(self, session: Any) -> None:
        if self._live.get(session.id) is session:
            del self._live[session.id]

    # --- who hears ---

    def _set(self, action: str, function: _F) -> _F:
        if not callable(function):
            raise TypeError(f"a callable is needed, not {type(function).__name__}")
        self._handlers[action] = function
        return function

    def on_connect(self, function: _F) -> _F:
        """``function(session)``: a session began; build what its pages show.

        Also a decorator, like its sisters. Handlers may be ``async def``; of each kind there is
        one, the last.
        """
        return self._set("connect", function)

    def on_disconnect(self, function: _F) -> _F:
        """``function(session)``: a page went; see ``session.is_connected``."""
        return self._set("disconnect", function)

    def on_attach(self, function: _F) -> _F:
        """``function(session)``: a page came, the first, one more, or again."""
        return self._set("attach", function)

    def on_detach(self, function: _F) -> _F:
        """``function(session)``: a page is no longer there."""
        return self._set("detach", function)

    def on_expire(self, function: _F) -> _F:
        """``function(session)``: it ends, for nobody came back."""
        return self._set("expire", function)

    def on_error(self, function: _F) -> _F:
        """``function(session, exception)``: a handler raised. It is also logged, always."""
        return self._set("error", function)

    def on_request(self, function: _F) -> _F:
        """``function(request)`` decides about a browser that asks for a session.

        What it returns is the session's ``user`` (a JSON value, None included); False, or an
        exception, refuses: the text of a ``PermissionError`` is shown to the person. Before
        ``start()``.
        """
        if self._server is not None:
            raise RuntimeError("on_request() comes before start()")
        self._on_request = function
        return function

    def _call(self, action: str, session: Any, *args: Any) -> Any:
        function = self._handlers.get(action)
        return None if function is None else function(session, *args)

    def _teller(self, action: str) -> Callable[..., Any]:
        def tell(core: _native.Session, *_: Any) -> Any:
            return self._call(action, self._session_of(core))

        return tell

    def _expire(self, core: _native.Session) -> Any:
        session = self._session_of(core)
        try:
            result = self._call("expire", session)
        except BaseException:
            self._expired(session)
            raise
        if hasattr(result, "__await__"):
            return self._expire_later(session, result)
        self._expired(session)
        return None

    async def _expire_later(self, session: Any, result: Any) -> None:
        try:
            await result
        finally:
            self._expired(session)

    def _expired(self, session: Any) -> None:
        self._forget(session)
        session._ended()

    def _asked(self, core: _native.Request) -> None:
        """A browser asks for a session."""
        assert self._on_request is not None
        try:
            result = self._on_request(Request(core))
        except Exception as exc:
            self._refuse(core, exc)
            return
        if hasattr(result, "__await__"):
            from . import _aio

            _aio.run(self._answer_later(core, result))
        else:
            self._answer_request(core, result)

    async def _answer_later(self, core: _native.Request, result: Any) -> None:
        try:
            answer = await result
        except Exception as exc:
            self._refuse(core, exc)
        else:
            self._answer_request(core, answer)

    def _answer_request(self, core: _native.Request, answer: Any) -> None:
        if answer is False:
            core.refuse(None)
            return
        try:
            core.accept(answer)
        except Exception as exc:
            self._refuse(core, exc)

    def _refuse(self, core: _native.Request, exc: Exception) -> None:
        if isinstance(exc, PermissionError):
            core.refuse(str(exc))
            return
        core.refuse(None)
        self._log("on_request", exc)

    def _log(self, where: str, exc: BaseException) -> None:
        if self._logger is None:
            _hooks.exception(where, exc)
        else:
            self._logger.error("%s raised %s", where, type(exc).__name__, exc_info=exc)

    def _failed(self, session: Any, where: str, exc: BaseException) -> None:
        """A handler of *session* raised."""
        self._log(f"{where} of session {session.id or '-'}", exc)
        function = self._handlers.get("error")
        if function is None:
            return
        try:
            result = function(session, exc)
        except Exception as again:
            self._log("on_error", again)
            return
        if hasattr(result, "__await__"):
            from . import _aio

            _aio.run(self._error_later(result))

    async def _error_later(self, result: Any) -> None:
        try:
            await result
        except Exception as again:
            self._log("on_error", again)

    # --- for all sessions ---

    def register_widget(self, cls: type[Any], name: str | None = None) -> None:
        """Let ``session.get_widgets()`` have *cls*, a subclass of a widget class, as *name*.

        For sessions that ask for their classes afterwards.
        """
        from ._widget import BaseWidget

        if not isinstance(cls, type) or not issubclass(cls, BaseWidget):
            raise TypeError(f"a widget class is needed, not {cls!r}")
        self._registered[name or cls.__name__] = cls

    def register_font(
        self,
        family: str,
        source: str | os.PathLike[str] | bytes,
        *,
        weight: str = "normal",
        style: str = "normal",
    ) -> int:
        """Give pages a font: a file, or its bytes. Returns its number.

        For all sessions, those that come included.
        """
        if isinstance(source, (bytes, bytearray, memoryview)):
            return self._core.register_font(family, None, source, weight, style)
        return self._core.register_font(family, os.fspath(source), None, weight, style)

    def set_default_font(
        self,
        family: str | None,
        *,
        size: float | None = None,
        weight: str | None = None,
        style: str | None = None,
    ) -> None:
        """The font of what has none of its own; *family* None: the page's own again."""
        self._core.set_default_font(family, size or 0.0, weight, style)

    def open_url(self, url: str) -> None:
        """Open *url* in a new tab of every session's pages."""
        for session in self.sessions.values():
            session.open_url(url)

    def set_favicon(self, path: str | os.PathLike[str]) -> None:
        """The picture of the page's tab; before ``start()``."""
        if self._server is not None:
            raise RuntimeError("set_favicon() comes before start()")
        self._favicon = path
