"""A WebSocket client of few words over a plain socket, and the server it talks to."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import resource
import signal
import socket
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WAIT = 20.0
BUILD = Path(os.environ.get("ORIEL_BUILD_DIR", Path(__file__).resolve().parents[2] / "build"))


class Closed(Exception):
    """The server closed the connection, with this code (0: without one)."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Server:
    """The program tests/server/play.c."""

    def __init__(self, files: int = 0, **options: object) -> None:
        def limit() -> None:
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        arguments = [f"{name}={value}" for name, value in options.items()]
        self.process = subprocess.Popen(
            [str(BUILD / "tests/server_play"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=limit,
        )
        assert self.process.stdout
        ready = self.process.stdout.readline().split()
        assert ready and ready[0] == "READY", ready
        self.port = int(ready[1])

    def memory(self) -> int:
        """Resident bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def metric(self, name: str) -> int:
        found = re.search(rf"^oriel_{name} (\d+)$", self.get("/metrics")[1].decode(), re.M)
        assert found
        return int(found[1])

    def get(self, path: str, headers: str = "") -> tuple[int, bytes]:
        with socket.create_connection(("127.0.0.1", self.port), WAIT) as plain:
            plain.sendall(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n"
                f"{headers}\r\n".encode()
            )
            answer = b""
            while part := plain.recv(65536):
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]) if head else 0, body

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
        try:
            return self.process.wait(WAIT)
        finally:
            self.process.kill()
            if self.process.stdout:
                self.process.stdout.close()


@contextlib.contextmanager
def serve(files: int = 0, **options: object) -> Iterator[Server]:
    server = Server(files, **options)
    try:
        yield server
    finally:
        server.stop()


class Client:
    """A page. `read` gives messages, `take` operations; both raise Closed."""

    def __init__(
        self, port: int | str, headers: str = "", receive_buffer: int = 0, host: str = ""
    ) -> None:
        """*port*: on loopback, or the path of a socket."""
        self.socket = socket.socket(socket.AF_UNIX if isinstance(port, str) else socket.AF_INET)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(WAIT)
        if isinstance(port, str):
            self.socket.connect(port)
        else:
            self.socket.connect(("127.0.0.1", port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.sent = self.heard = self.seen = 0
        self.key = ""
        self.doc = 0
        self.id = self.token = ""
        self.seed: Any = None
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /ws HTTP/1.1\r\nHost: {host or f'127.0.0.1:{port}'}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{headers}\r\n".encode()
        )
        head = self._until(b"\r\n\r\n")
        self.status = int(head.split()[1])

    def _fill(self) -> None:
        try:
            part = self.socket.recv(1 << 16)
        except ConnectionResetError:
            part = b""
        if not part:
            raise Closed(0)
        self.buffer += part

    def _until(self, mark: bytes) -> bytes:
        while mark not in self.buffer:
            self._fill()
        head, _, rest = bytes(self.buffer).partition(mark)
        self.buffer = bytearray(rest)
        return head

    def _exactly(self, count: int) -> bytes:
        while len(self.buffer) < count:
            self._fill()
        data = bytes(self.buffer[:count])
        del self.buffer[:count]
        return data

    def frame(self, opcode: int, data: bytes, final: bool = True) -> None:
        first = (0x80 if final else 0) | opcode
        if len(data) < 126:
            head = struct.pack("!BB", first, 0x80 | len(data))
        elif len(data) < 65536:
            head = struct.pack("!BBH", first, 0x80 | 126, len(data))
        else:
            head = struct.pack("!BBQ", first, 0x80 | 127, len(data))
        self.socket.sendall(head + b"\0\0\0\0" + data)  # a mask of zeros changes nothing

    def say(self, text: str) -> None:
        self.frame(1, text.encode())

    def read(self) -> str:
        while True:
            first, length = self._exactly(2)
            if length == 126:
                length = struct.unpack("!H", self._exactly(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._exactly(8))[0]
            data = self._exactly(length)
            match first & 15:
                case 1:
                    return data.decode()
                case 8:
                    code = struct.unpack("!H", data[:2])[0] if len(data) >= 2 else 0
                    with contextlib.suppress(OSError):
                        self.frame(8, data)
                    raise Closed(code, data[2:].decode())
                case 9:
                    self.frame(10, data)

    def greet(self, **members: object) -> Client:
        """Introduces itself, and reads what it is told."""
        assert json.loads(self.read())["type"] == "init"
        self.say(json.dumps({"type": "result", "id": 0, "oriel": 1, **members}))
        info = json.loads(self.read())
        assert info["type"] == "session-info", info
        self.id, self.token = info["session_id"], info["token"]
        self.key, self.doc = info["oriel"]["key"], info["oriel"]["doc"]
        self.heard = info["oriel"]["heard"]
        self.seed = info["oriel"].get("seed")
        return self

    def send(self, ops: object) -> None:
        self.sent += 1
        self.say(f"{self.sent} {self.seen} {self.key} {self.doc}\n{json.dumps(ops)}")

    def acknowledge(self) -> None:
        self.say(f"0 {self.seen} ")

    def take(self) -> list[Any]:
        while True:
            text = self.read()
            if text[0] == "{":
                continue
            heard, _, rest = text.partition(" ")
            self.heard = int(heard)
            if not rest:
                continue
            number, ops = rest.split("\n")[:2]
            assert int(number) == self.seen + 1
            self.seen += 1
            return list(json.loads(ops))

    def call(self, number: int, name: str, *args: object) -> Any:
        self.send([["c", number, "app", name, list(args)]])
        return self.wait("v", number)

    def wait(self, *start: object) -> Any:
        """The operation that begins like that."""
        while True:
            for op in self.take():
                if op[: len(start)] == list(start):
                    return op

    def drop(self) -> None:
        """Ends without a word."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        """Leaves, as a tab does that is closed."""
        with contextlib.suppress(OSError, Closed):
            self.frame(8, struct.pack("!H", 1001))
            while True:
                self.read()
        self.socket.close()

    def resume(self, port: int | str, host: str = "") -> Client:
        """The same page on a new connection."""
        other = Client(port, host=host)
        other.sent, other.seen = self.sent, self.seen
        other.greet(session_id=self.id, token=self.token, doc=self.doc, seen=self.seen)
        return other


def join(port: int | str, **members: object) -> Client:
    return Client(port).greet(**members)
