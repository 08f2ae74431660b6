"""A small WebSocket client, for tests: text messages, over the standard library's sockets."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import struct
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl

__all__ = ["Closed", "WebSocket"]

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10


class Closed(ConnectionError):
    """The connection has ended, with this code and reason; 1006: without a word."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"closed with {code} {reason}".strip())
        self.code = code
        self.reason = reason


class WebSocket:
    """A connection. One thread reads; any may write."""

    def __init__(
        self,
        url: str,
        *,
        origin: str | None,
        timeout: float,
        context: ssl.SSLContext | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        parts = urlsplit(url)
        is_secure = parts.scheme == "wss"
        host, port = parts.hostname or "127.0.0.1", parts.port or (443 if is_secure else 80)
        self._writing = threading.Lock()
        self._socket = socket.create_connection((host, port), timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if is_secure:
            import ssl

            context = context or ssl.create_default_context()
            self._socket = context.wrap_socket(self._socket, server_hostname=host)
        self._buffer = bytearray()
        try:
            self._shake_hands(parts.path or "/", f"{host}:{port}", origin, headers or {})
        except BaseException:
            self._socket.close()
            raise
        self._socket.settimeout(None)

    def _shake_hands(
        self, path: str, host: str, origin: str | None, headers: dict[str, str]
    ) -> None:
        key = base64.b64encode(os.urandom(16))
        lines = {
            "Host": host,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key.decode(),
            "Sec-WebSocket-Version": "13",
            **({} if origin is None else {"Origin": origin}),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._socket.sendall(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        while b"\r\n\r\n" not in self._buffer:
            self._receive()
        answer, _, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        self._buffer = bytearray(rest)
        status = answer.split(b"\r\n")[0].decode("latin-1")
        if status.split(" ")[1:2] != ["101"]:
            raise ConnectionError(f"the server answered {status!r}")
        expected = base64.b64encode(hashlib.sha1(key + _GUID).digest())
        if expected.lower() not in answer.lower():
            raise ConnectionError("the server's Sec-WebSocket-Accept is wrong")

    def _receive(self) -> None:
        try:
            data = self._socket.recv(65536)
        except TimeoutError:
            raise
        except OSError:
            data = b""
        if not data:
            raise Closed(1006, "")
        self._buffer += data

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._receive()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _read_frame(self) -> tuple[bool, int, bytes]:
        first, second = self._take(2)
        length = second & 127
        if length == 126:
            (length,) = struct.unpack(">H", self._take(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._take(8))
        return bool(first & 128), first & 15, self._take(length)

    def receive(self) -> str:
        """The next text; raises :class:`Closed` at the end."""
        message = b""
        while True:
            is_last, kind, data = self._read_frame()
            if kind == _PING:
                self._send(_PONG, data)
            elif kind == _CLOSE:
                code = struct.unpack(">H", data[:2])[0] if len(data) >= 2 else 1005
                self._answer_close(data[:2])
                raise Closed(code, data[2:].decode("utf-8", "replace"))
            elif kind != _PONG:
                message += data
                if is_last:
                    return message.decode("utf-8")

    def _answer_close(self, data: bytes) -> None:
        try:
            self._send(_CLOSE, data)
        except OSError:
            pass
        self.abort()

    def _send(self, kind: int, data: bytes) -> None:
        mask = os.urandom(4)
        if len(data) < 126:
            head = struct.pack(">BB", 128 | kind, 128 | len(data))
        elif len(data) < 65536:
            head = struct.pack(">BBH", 128 | kind, 254, len(data))
        else:
            head = struct.pack(">BBQ", 128 | kind, 255, len(data))
        key = int.from_bytes((mask * (len(data) // 4 + 1))[: len(data)], "little")
        masked = (int.from_bytes(data, "little") ^ key).to_bytes(len(data), "little")
        with self._writing:
            self._socket.sendall(head + mask + masked)

    def send(self, text: str) -> None:
        """Send a text; ``OSError`` when the connection has ended."""
        self._send(_TEXT, text.encode())

    def close(self, code: int = 1000) -> None:
        """Say goodbye; :meth:`receive` then raises :class:`Closed`."""
        try:
            self._send(_CLOSE, struct.pack(">H", code))
        except OSError:
            pass

    def abort(self) -> None:
        """End it without a word, as a network that goes does."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._socket.close()
