"""What goes wrong between a server and its pages, each with the end it must have.

Others are not disturbed, memory and descriptors come back, and nothing is lost.
"""

from __future__ import annotations

import contextlib
import json
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from client import WAIT, Client, Closed, Server, join, serve


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[Server]:
    with serve(metrics=1, max_message=65536) as server:
        yield server


def works(server: Server) -> None:
    """A new page is served."""
    page = join(server.port)
    assert page.call(1, "add", 2, 3) == ["v", 1, 5]
    page.close()


def eventually(what: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def closed_with(page: Client) -> int:
    with pytest.raises(Closed) as info:
        while True:
            page.read()
    return info.value.code


# --- Connections ---


@pytest.mark.parametrize("name", ["nap", "never", "echo", "add"])
def test_disconnect_during_a_call(server: Server, name: str) -> None:
    page = join(server.port)
    page.send([["c", 1, "app", name, [1, 1]]])
    page.drop()
    works(server)


def test_half_open_reconnect(server: Server) -> None:
    page = join(server.port)
    assert page.call(1, "add", 1, 1) == ["v", 1, 2]
    again = page.resume(server.port)
    assert again.seed is None
    assert closed_with(page) == 4008
    assert again.call(2, "add", 2, 2) == ["v", 2, 4]
    again.close()


def test_connects_and_disconnects() -> None:
    with serve(resume_ms=1, session_ttl_ms=1, metrics=1) as server:

        def crowd(count: int) -> None:
            for i in range(count):
                match i % 4:
                    case 0:
                        socket.create_connection(("127.0.0.1", server.port), WAIT).close()
                    case 1:
                        Client(server.port).drop()
                    case 2:
                        join(server.port).drop()
                    case _:
                        join(server.port).close()
            eventually(lambda: server.metric("sessions") == 0)

        crowd(2000)
        before, descriptors = server.memory(), server.descriptors()
        crowd(8000)
        assert server.memory() < before + (4 << 20)
        assert server.descriptors() <= descriptors + 2
        works(server)


def test_descriptors_exhausted_then_freed() -> None:
    with serve(files=64, metrics=1) as server:
        page = join(server.port)
        crowd = []
        with contextlib.suppress(OSError):
            for _ in range(80):
                crowd.append(socket.create_connection(("127.0.0.1", server.port), 1))
        assert page.call(1, "add", 2, 2) == ["v", 1, 4]  # those who are in go on
        for plain in crowd:
            plain.close()
        works(server)
        assert server.metric("accept_failures_total") > 0
        page.close()


def test_connection_limit() -> None:
    with serve(max_connections=3) as server:
        pages = [join(server.port) for _ in range(3)]
        waiting = socket.create_connection(("127.0.0.1", server.port), WAIT)
        waiting.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert not select.select([waiting], [], [], 0.2)[0]  # it is not turned away, it waits
        pages[0].close()
        waiting.settimeout(WAIT)
        assert waiting.recv(12) == b"HTTP/1.1 200"
        waiting.close()


# --- Messages ---

DEEP = "[" * 5000 + "]" * 5000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"type":"nothing"}',
        "nonsense",
        "1 0 KEY 1\n[]",  # a foreign key
        "1 0 {key} 99\n[]",  # a document to come
        "1 9 {key} {doc}\n[]",  # acknowledges what was not sent
        "2 0 {key} {doc}\n[]",  # a gap
        "1 0 {key} {doc}\n",
        "1 0 {key} {doc}\n[[]]",
        "1 0 {key} {doc}\n" + DEEP,
        '1 0 {key} {doc}\n[["c",1,"a","b",' + DEEP + "]]",
        '1 0 {key} {doc}\n[["w",{"type":"nothing"}]]',
        '1 0 {key} {doc}\n[["c",-1,"app","add",[]]]',
        '1 0 {key} {doc}\n[["c",1,"app","add",[NaN]]]',
        '1 0 {key} {doc}\n[["c",1,"app","add",[]]]\n====',
        '1 0 {key} {doc}\n[["c",1,"app","add",[null],[[0,7]]]]',
        "99999999999999999999 0 {key} {doc}\n[]",
    ],
)
def test_malformed_messages(server: Server, text: str) -> None:
    page = join(server.port)
    page.say(text.replace("{key}", page.key).replace("{doc}", str(page.doc)))
    assert closed_with(page) == 1002
    works(server)


@pytest.mark.parametrize("text", ["", "[]", "{}x", '{"oriel":true}', '{"oriel":1,"doc":-1}', DEEP])
def test_malformed_introductions(server: Server, text: str) -> None:
    page = Client(server.port)
    page.read()
    page.say(text)
    assert closed_with(page) == 1002
    works(server)


def test_bytes_that_are_not_text(server: Server) -> None:
    page = join(server.port)
    page.frame(2, b"\0\1\2")
    assert closed_with(page) == 1002
    page = join(server.port)
    page.frame(1, b'1 0 "\xff\xfe')
    assert closed_with(page) in (1002, 1007)
    works(server)


def test_huge_message(server: Server) -> None:
    page = join(server.port)
    with contextlib.suppress(OSError):
        page.say("1 0 " + "x" * 200000)
    assert closed_with(page) == 1009
    again = Client(server.port).greet(session_id=page.id, token=page.token, doc=page.doc, seen=0)
    assert again.seed is not None  # sent again, it would be as large: the page begins anew
    again.close()
    works(server)


def test_message_in_pieces(server: Server) -> None:
    page = join(server.port)
    text = f'1 0 {page.key} {page.doc}\n[["c",1,"app","add",[2,3]]]'.encode()
    for i, byte in enumerate(text):
        page.frame(1 if i == 0 else 0, bytes([byte]), i == len(text) - 1)
    assert page.wait("v", 1) == ["v", 1, 5]
    page.close()


def test_crafted_and_stale_callbacks(server: Server) -> None:
    page = join(server.port)
    page.send([["w", {"type": "attach"}]])
    page.wait("w")
    crafted = [
        {"wid": 99, "action": "activated", "args": []},
        {"wid": -1, "action": "activated", "args": []},
        {"wid": 1, "action": "nothing", "args": []},
        {"wid": "1", "action": 7, "args": {}},
        {"action": "activated"},
        {"wid": 3, "action": "activated", "args": [{"__wid__": 99}]},
    ]
    page.send([["w", {"type": "callback", **members}] for members in crafted])
    page.send([["w", {"type": "result", "id": 99, "value": 1}], ["w", {"type": "error", "id": -1}]])
    assert page.call(7, "add", 2, 2) == ["v", 7, 4]
    page.close()


def test_out_of_order_and_again(server: Server) -> None:
    page = join(server.port)
    assert page.call(1, "add", 1, 1) == ["v", 1, 2]
    page.sent = 0
    page.send([["c", 9, "app", "add", [1, 1]]])  # it came already: passed over
    page.sent = 1
    assert page.call(2, "add", 2, 2) == ["v", 2, 4]
    page.close()


# --- Secrets ---


def test_tokens(server: Server) -> None:
    one, two = join(server.port), join(server.port)
    for members in (
        {"session_id": one.id},
        {"session_id": one.id, "token": ""},
        {"session_id": one.id, "token": one.token[:-1]},
        {"session_id": one.id, "token": one.token + "A"},
        {"session_id": one.id, "token": two.token},
        {"session_id": one.id, "token": None},
    ):
        page = Client(server.port)
        page.read()
        page.say(json.dumps({"oriel": 1, **members}))
        assert closed_with(page) == 4001
    long = Client(server.port)
    long.read()
    long.say(json.dumps({"oriel": 1, "session_id": one.id, "token": "A" * 10000}))
    assert closed_with(long) == 1002
    one.send([["c", 1, "app", "destroy", []]])
    assert closed_with(one) == 4004
    again = join(
        server.port, session_id=one.id, token=one.token
    )  # replayed after the session's end
    assert again.id != one.id
    for page in (two, again):
        page.close()


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "file://"]
)
def test_foreign_origins(server: Server, origin: str) -> None:
    assert (
        Client(server.port, f"Origin: {origin.replace('{port}', str(server.port))}\r\n").status
        == 403
    )
    works(server)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "localhost.evil.example:{port}"]
)
def test_foreign_hosts(server: Server, host: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), WAIT) as plain:
        plain.sendall(
            f"GET / HTTP/1.1\r\nHost: {host.replace('{port}', str(server.port))}\r\n\r\n".encode()
        )
        assert plain.recv(12) == b"HTTP/1.1 403"


# --- Headers ---


def test_header_flood(server: Server) -> None:
    before = server.memory()
    for _ in range(20):
        with socket.create_connection(
            ("127.0.0.1", server.port), WAIT
        ) as plain, contextlib.suppress(OSError):
            plain.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode())
            for i in range(2000):
                plain.sendall(f"X-Flood-{i}: {'x' * 1000}\r\n".encode())
    assert server.memory() < before + (8 << 20)
    works(server)


def test_slow_headers_and_no_introduction() -> None:
    with serve(handshake_ms=1000) as server:
        slow = socket.create_connection(("127.0.0.1", server.port), WAIT)
        slow.sendall(b"GET / HT")
        silent = socket.create_connection(("127.0.0.1", server.port), WAIT)
        page = Client(server.port)
        page.read()
        works(server)
        assert closed_with(page) == 4008
        for plain in (slow, silent):
            plain.settimeout(WAIT)
            with contextlib.suppress(ConnectionResetError):
                assert plain.recv(1) == b""
            plain.close()


# --- Those who are slow, silent or busy ---


def test_slow_reader_stays_bounded() -> None:
    with serve() as server:
        page = Client(server.port, receive_buffer=4096).greet()
        before = server.memory()
        page.send([["c", 1, "app", "flood", [5000, 20000]]])  # 100 MB, and nothing is read
        other = join(server.port)
        assert other.call(1, "add", 1, 2) == ["v", 1, 3]  # after the handler before it
        assert server.memory() < before + (40 << 20)
        other.close()
        while True:
            last = take_and_acknowledge(page)
            if ["v", 1] in last:
                break
        page.close()


def take_and_acknowledge(page: Client) -> list[list[object]]:
    ops = page.take()
    page.acknowledge()
    return ops


def test_reader_who_never_acknowledges(server: Server) -> None:
    page = join(server.port)
    page.send([["c", 1, "app", "flood", [200, 20000]]])
    taken = 0
    with contextlib.suppress(TimeoutError):
        page.socket.settimeout(0.5)
        while True:
            taken += len(json.dumps(page.take()))
    assert taken < 4 << 20
    page.drop()
    works(server)


def test_handler_that_never_returns(server: Server) -> None:
    stuck, other = join(server.port), join(server.port)
    stuck.send([["c", 1, "app", "never", []]])
    stuck.send([["c", 2, "app", "add", [1, 1]]])  # waits behind it, in this session
    assert other.call(1, "add", 2, 2) == ["v", 1, 4]
    tab = join(server.port, session_id=stuck.id, token=stuck.token)
    assert tab.seed is not None
    for page in (stuck, other, tab):
        page.close()


def test_sleeping_program_goes_on_serving(server: Server) -> None:
    page = join(server.port)
    page.send([["c", 1, "app", "nap", [500]]])
    page.drop()
    again = page.resume(server.port)  # while the program sleeps
    assert again.seed is None
    assert server.get("/")[0] == 200
    if again.heard < 1:  # lost with the connection: said again, as pages do
        again.sent = 0
        again.send([["c", 1, "app", "nap", [500]]])
    again.wait("v", 1)
    again.close()


def test_answers_to_pings_are_signs_of_life() -> None:
    with serve(ping_ms=100) as server:
        page = join(server.port)
        pings = 0
        while pings < 6:  # twice as many as a silent page is sent
            first, length = page._exactly(2)
            data = page._exactly(length)
            assert first != 0x88, data
            if first == 0x89:
                page.frame(10, data)
                pings += 1
        assert page.call(1, "add", 1, 1) == ["v", 1, 2]
        page.close()


def test_silent_peer() -> None:
    with serve(ping_ms=100) as server:
        page = join(server.port)
        page.socket.settimeout(WAIT)
        time.sleep(0.6)  # answers no ping
        page.buffer.clear()
        with contextlib.suppress(Closed, UnicodeDecodeError):
            while True:
                page.read()
        again = page.resume(server.port)
        assert again.seed is None
        assert again.call(1, "add", 1, 1) == ["v", 1, 2]
        again.close()


def test_stopped_and_continued() -> None:
    with serve(ping_ms=100) as server:
        page = join(server.port)
        server.signal(signal.SIGSTOP)
        page.send([["c", 1, "app", "add", [2, 2]]])
        time.sleep(0.5)
        server.signal(signal.SIGCONT)
        with contextlib.suppress(Closed):
            assert page.wait("v", 1) == ["v", 1, 4]
            page.close()
            return
        again = page.resume(server.port)
        if again.heard < 1:
            again.sent = 0
            again.send([["c", 1, "app", "add", [2, 2]]])
        assert again.wait("v", 1) == ["v", 1, 4]
        again.close()


class SilentProxy:
    """Forwards until it is told to stop; then swallows, and closes nothing."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.is_silent = False
        self.is_over = False
        self.sockets: list[socket.socket] = []
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self) -> None:
        one, _ = self.listener.accept()
        two = socket.create_connection(("127.0.0.1", self.target), WAIT)
        self.sockets = [one, two]
        while not self.is_over:
            for ready in select.select(self.sockets, [], [], 0.02)[0]:
                data = ready.recv(65536)
                if data and not self.is_silent:
                    (two if ready is one else one).sendall(data)

    def stop(self) -> None:
        self.is_over = True
        self.thread.join()
        for each in (self.listener, *self.sockets):
            each.close()


def test_silent_proxy() -> None:
    with serve(ping_ms=100, allow="127.0.0.1") as server:
        proxy = SilentProxy(server.port)
        try:
            page = join(proxy.port)
            assert page.call(1, "add", 1, 1) == ["v", 1, 2]
            proxy.is_silent = True
            page.send([["c", 2, "app", "add", [2, 2]]])  # lost in the proxy
            time.sleep(0.5)
            again = page.resume(server.port)
            assert again.seed is None
            assert again.heard == 1
            again.sent = 1
            assert again.call(2, "add", 2, 2) == ["v", 2, 4]
            again.close()
        finally:
            proxy.stop()


def test_drain_on_sigterm() -> None:
    with serve() as server:
        page = join(server.port)
        server.signal(signal.SIGTERM)
        bye = json.loads(page.read())
        assert bye["type"] == "bye" and bye["again"] is True
        assert closed_with(page) == 1001
        assert server.process.wait(WAIT) == 0
