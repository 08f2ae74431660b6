"""The page protocol over a WebSocket, as a page speaks it: see docs/protocol-socket.md."""

from __future__ import annotations

import base64
import json
import threading
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from ._testing_socket import Closed, WebSocket

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

__all__ = ["Link"]

Op = list[Any]


class Link:
    """A document's connection, which may break and be taken up again.

    *on_ops* gets the operations of each frame, and its blocks; *on_event* hears of ``"seed"`` (a
    new document begins), ``"again"`` (this one goes on), ``"wait"``, ``"bye"``, ``"pong"`` and
    ``"closed"``. Both are called on the thread that reads.
    """

    def __init__(
        self,
        url: str,
        *,
        origin: str | None,
        query: str | None,
        timeout: float,
        context: ssl.SSLContext | None,
        headers: dict[str, str],
        on_ops: Callable[[list[Op], list[bytes]], None],
        on_event: Callable[[str, Any], None],
    ) -> None:
        parts = urlsplit(url)
        scheme = {"http": "ws", "https": "wss"}.get(parts.scheme, parts.scheme)
        path = "/ws" if parts.scheme in ("http", "https") else parts.path or "/"
        self.url = f"{scheme}://{parts.netloc}{path}"
        plain = {"ws": "http", "wss": "https"}[scheme]
        self.origin = f"{plain}://{parts.netloc}" if origin is None else origin or None
        self.query = parts.query if query is None else query
        self.code: str | None = next(iter(parse_qs(parts.query).get("join", [])), None)
        self.timeout = timeout
        self.session_id: str | None = None
        self.token: str | None = None
        self._context = context
        self._headers = headers
        self._on_ops = on_ops
        self._on_event = on_event
        self._lock = threading.Lock()
        self._socket: WebSocket | None = None
        self._reader: threading.Thread | None = None
        self._may_read = threading.Event()
        self._may_read.set()
        self._key = ""
        self._doc = 0
        self._sent = 0  # number of the last text
        self._seen = 0  # number of the last frame
        self._kept: deque[tuple[int, str]] = deque()  # texts that were not acknowledged

    # --- connecting ---

    def connect(self) -> None:
        """Connect, and read on a thread of its own; returns before the handshake is over."""
        sock = WebSocket(
            self.url,
            origin=self.origin,
            timeout=self.timeout,
            context=self._context,
            headers=self._headers,
        )
        self._socket = sock
        self._reader = threading.Thread(
            target=self._read, args=(sock,), name="oriel-page", daemon=True
        )
        self._reader.start()

    def _introduce(self, sock: WebSocket) -> None:
        answer: dict[str, Any] = {"type": "result", "id": 0, "oriel": 1}
        for name, value in (
            ("session_id", self.session_id),
            ("token", self.token),
            ("code", None if self.session_id else self.code),
            ("query", self.query or None),
        ):
            if value is not None:
                answer[name] = value
        if self._doc:
            answer["doc"] = self._doc
            answer["seen"] = self._seen
        sock.send(json.dumps(answer))

    def _settle(self, sock: WebSocket, info: dict[str, Any]) -> None:
        """The program said who we are."""
        self.session_id, self.token = str(info["session_id"]), info["token"]
        ours = info["oriel"]
        with self._lock:
            self._key, self._doc = ours["key"], ours["doc"]
            if "seed" in ours:
                self._sent = self._seen = 0
                self._kept.clear()
            else:
                self._acknowledge(ours["heard"])
                for number, text in self._kept:
                    sock.send(f"{number} {self._seen} {text}")
        self._on_event("seed" if "seed" in ours else "again", ours.get("seed"))

    def forget(self) -> None:
        """The document is gone; the next connection begins another one."""
        with self._lock:
            self._doc = self._sent = self._seen = 0
            self._kept.clear()

    # --- reading ---

    def _read(self, sock: WebSocket) -> None:
        try:
            while True:
                text = sock.receive()
                self._may_read.wait()
                if text.startswith("{"):
                    self._control(sock, json.loads(text))
                else:
                    self._frame(sock, text)
        except Closed as exc:
            closed = (exc.code, exc.reason)
        except Exception as exc:
            closed = (1006, f"{type(exc).__name__}: {exc}")
        sock.abort()
        if self._socket is sock:
            self._socket = None
        self._on_event("closed", closed)

    def _control(self, sock: WebSocket, message: dict[str, Any]) -> None:
        match message["type"]:
            case "init":
                self._introduce(sock)
            case "session-info":
                self._settle(sock, message)
            case "ping":
                sock.send(json.dumps({"type": "pong", "n": message.get("n")}))
            case "wait" | "bye" | "pong":
                self._on_event(message["type"], message)

    def _acknowledge(self, heard: int) -> None:
        while self._kept and self._kept[0][0] <= heard:
            self._kept.popleft()

    def _frame(self, sock: WebSocket, text: str) -> None:
        heard, _, frame = text.partition(" ")
        with self._lock:
            self._acknowledge(int(heard))
        if not frame:
            return
        lines = frame.split("\n")
        number = int(lines[0])
        if number <= self._seen:
            return
        if number != self._seen + 1:
            raise ValueError(f"frame {number} came after {self._seen}")
        self._seen = number
        self._on_ops(json.loads(lines[1]), [base64.b64decode(line) for line in lines[2:]])
        sock.send(f"0 {self._seen} ")

    # --- writing ---

    def send(self, ops: list[Op], blocks: tuple[bytes, ...] = ()) -> None:
        """Send operations; without a connection they wait for the next one."""
        with self._lock:
            lines = [f"{self._key} {self._doc}", json.dumps(ops)]
            lines += [base64.b64encode(block).decode() for block in blocks]
            text = "\n".join(lines)
            self._sent += 1
            self._kept.append((self._sent, text))
            if self._socket is not None:
                try:
                    self._socket.send(f"{self._sent} {self._seen} {text}")
                except OSError:
                    pass  # it waits for the next connection

    def ping(self) -> None:
        """Ask for a ``"pong"``, which comes when all that was sent before is in."""
        if self._socket is not None:
            self._socket.send(json.dumps({"type": "ping", "n": 1}))

    # --- ending ---

    def stall(self) -> None:
        """Read no more, as a page whose thread is busy."""
        self._may_read.clear()

    def proceed(self) -> None:
        """Read again."""
        self._may_read.set()

    def drop(self) -> None:
        """Lose the connection, without a word."""
        self._end(lambda sock: sock.abort())

    def close(self) -> None:
        """Close the connection, as a tab that is closed does."""
        self._end(lambda sock: sock.close())

    def _end(self, how: Callable[[WebSocket], None]) -> None:
        sock, reader = self._socket, self._reader
        self.proceed()
        if sock is None:
            return
        how(sock)
        if reader is not None and reader is not threading.current_thread():
            reader.join(1.0)
            if reader.is_alive():
                sock.abort()
                reader.join(1.0)
