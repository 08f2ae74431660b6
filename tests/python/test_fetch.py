"""fetch, of oriel and of pythonnative, against a server of the test's own."""

import asyncio
import concurrent.futures
import gc
import gzip
import json
import select
import shutil
import socket
import struct
import subprocess

import pytest
from httpd import Server, certificate

import oriel
import pythonnative as pn


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    server = Server()
    server.on("/hello", b"hello")
    server.on("/json", lambda c: c.reply(b'{"n": 12345678901234567890}', Content_Type="x/json"))
    server.on("/echo", lambda c: c.reply(c.body))
    server.on("/hang", lambda c: c.await_close())
    server.on("/endless", lambda c: c.pour())
    server.on("/404", lambda c: c.reply(b"no such thing", "404 Not Found"))
    server.on("/file", lambda c: c.reply(b"", "302 Found", Location="file:///etc/passwd"))
    server.on("/away", lambda c: c.reply(b"", "302 Found", Location="/hello"))
    yield server
    server.close()


def run(coroutine):
    return asyncio.run(asyncio.wait_for(coroutine, 30))


async def text(url, **options):
    return await (await oriel.fetch(url, **options)).text()


# --- responses ---


def test_response(server):
    async def main():
        response = await oriel.fetch(server.url + "/hello#part")
        assert (response.status, response.ok) == (200, True)
        assert response.url == server.url + "/hello"
        assert response.headers["CONTENT-length"] == "5"
        assert "Content-Length" in response.headers and "none" not in response.headers
        assert response.headers.get("none") is None
        assert await response.text() == "hello"
        assert await response.bytes() == b"hello"
        assert await response.text("utf-16-le") == "敨汬�"
        assert repr(response) == f"<Response 200 {server.url}/hello>"
        response.raise_for_status()

    run(main())


def test_json_keeps_big_integers(server):
    async def main():
        assert await (await oriel.fetch(server.url + "/json")).json() == {"n": 12345678901234567890}
        with pytest.raises(ValueError):
            await (await oriel.fetch(server.url + "/hello")).json()

    run(main())


def test_a_status_does_not_raise(server):
    async def main():
        response = await oriel.fetch(server.url + "/404")
        assert (response.status, response.ok) == (404, False)
        with pytest.raises(oriel.HTTPError) as caught:
            response.raise_for_status()
        assert str(caught.value) == f"HTTP 404 from {server.url}/404"
        await response.bytes()
        with pytest.raises(oriel.HTTPError, match="no such thing"):
            response.raise_for_status()

    run(main())


def test_headers_of_the_same_name(server):
    def cookies(connection):
        connection.send(
            b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\n"
        )

    server.on("/cookies", cookies)

    async def main():
        headers = (await oriel.fetch(server.url + "/cookies")).headers
        assert headers["set-cookie"] == "a=1, b=2"
        assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]
        assert headers.get_all("none") == []
        assert list(headers) == ["content-length", "set-cookie"] and len(headers) == 2

    run(main())


def test_compressed(server):
    body = gzip.compress(b"x" * 100_000)
    server.on("/gzip", lambda c: c.reply(body, Content_Encoding="gzip"))

    async def main():
        assert await text(server.url + "/gzip") == "x" * 100_000
        with pytest.raises(ValueError, match="body over 99999 bytes, the limit"):
            await text(server.url + "/gzip", limit=99_999)

    run(main())


# --- requests ---


def test_bodies(server):
    async def pieces():
        for piece in (b"one ", bytearray(b"two"), memoryview(b"")):
            yield piece

    async def main():
        url = server.url + "/echo"
        assert await text(url, body=b"bytes") == "bytes"
        assert await text(url, body="käse", method="PUT") == "käse"
        assert json.loads(await text(url, body={"a": [1, None]})) == {"a": [1, None]}
        assert server.requests[-1][2]["content-type"] == "application/json"
        await text(url, body={}, headers={"content-TYPE": "mine"})
        assert server.requests[-1][2]["content-type"] == "mine"
        assert await text(url, body=pieces()) == "one two"
        assert server.requests[-1][2]["transfer-encoding"] == "chunked"
        assert await text(url, body=pieces(), body_size=7) == "one two"
        assert server.requests[-1][2]["content-length"] == "7"
        assert [request[0] for request in server.requests] == ["POST", "PUT"] + ["POST"] * 4

    run(main())


def test_params_and_headers(server):
    async def main():
        url = server.url + "/hello"
        await oriel.fetch(
            url + "?x=0#f", params={"a": ["1", "2"], "b": "ä &"}, headers={"X-A": "1"}
        )
        assert server.requests[-1][1] == "/hello?x=0&a=1&a=2&b=%C3%A4+%26"
        assert server.requests[-1][2]["x-a"] == "1"
        await oriel.fetch(url, params=[("a", 1)], headers=[("X-B", "2"), ("X-C", "")])
        assert server.requests[-1][1] == "/hello?a=1"
        assert (server.requests[-1][2]["x-b"], server.requests[-1][2]["x-c"]) == ("2", "")

    run(main())


def test_a_body_that_fails(server):
    async def pieces():
        yield b"one"
        raise LookupError("no more")

    async def main():
        with pytest.raises(LookupError, match="no more"):
            await oriel.fetch(server.url + "/echo", body=pieces())
        with pytest.raises(TypeError):
            await oriel.fetch(server.url + "/echo", body=iter_of(3))

    async def iter_of(value):
        yield value

    run(main())


# Bodies whose response comes first. *make* makes an event, of asyncio or of trio.


def early(connection):
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n")
    connection.send(connection.read_body())


async def answered_early(server, make):
    answered = make()

    async def pieces():
        yield b"one "
        await answered.wait()
        yield b"two"

    response = await oriel.fetch(server.url + "/early", body=pieces())
    answered.set()
    assert (response.status, await response.bytes()) == (200, b"one two")


async def failing_later(server, make):
    async def pieces():
        yield b"one "
        await answered.wait()
        raise LookupError("no more")

    for read in (
        lambda response: response.bytes(),
        lambda response: response.__aiter__().__anext__(),
    ):
        answered = make()
        response = await oriel.fetch(server.url + "/early", body=pieces())
        answered.set()
        with pytest.raises(LookupError, match="no more"):
            await read(response)


async def closed_later(server, make):
    ended = make()

    async def pieces():
        try:
            yield b"one "
            await make().wait()
        finally:
            ended.set()

    async with await oriel.fetch(server.url + "/early", body=pieces()):
        pass
    await ended.wait()
    ended = make()
    await oriel.fetch(server.url + "/early", body=pieces())
    gc.collect()
    await ended.wait()


@pytest.mark.parametrize("main", [answered_early, failing_later, closed_later])
@pytest.mark.parametrize("library", ["asyncio", "trio"])
def test_responses_before_the_body_ends(server, library, main):
    server.on("/early", early)
    server.early.add("/early")
    if library == "trio":
        trio = pytest.importorskip("trio")
        trio.run(main, server, trio.Event)
    else:
        run(main(server, asyncio.Event))


def test_what_a_body_raises_is_logged_at_last(server, caplog):
    server.on("/early", early)
    server.early.add("/early")

    async def main():
        answered = asyncio.Event()
        failed = asyncio.Event()

        async def pieces():
            yield b"one "
            await answered.wait()
            failed.set()
            raise LookupError("no more")

        response = await oriel.fetch(server.url + "/early", body=pieces())
        answered.set()
        await failed.wait()
        response.close()

    run(main())
    gc.collect()
    assert [record.exc_info[0] for record in caplog.records] == [LookupError]


@pytest.mark.parametrize(
    ("options", "exception", "words"),
    [
        ({"body": 3}, TypeError, "body must be bytes"),
        ({"method": "A B"}, ValueError, "no method"),
        ({"headers": {"A B": "x"}}, ValueError, "no name of a header"),
        ({"headers": {"A": "x\r\ny: z"}}, ValueError, "line ends"),
        ({"headers": {"A": 3}}, TypeError, "header value"),
        ({"timeout": -1}, ValueError, "out of range"),
        ({"timeout": float("inf")}, ValueError, "None for no limit"),
        ({"redirects": -1}, ValueError, "redirects must not be negative"),
        ({"limit": -1}, ValueError, "limit must not be negative"),
        ({"hosts": "127.0.0.1"}, TypeError, "hosts must be a list of names"),
        ({"hosts": [3]}, TypeError, "host"),
        ({"hosts": ["example.org"]}, PermissionError, "not in the list"),
    ],
)
def test_refusals(server, options, exception, words):
    with pytest.raises(exception, match=words):
        run(oriel.fetch(server.url + "/hello", **options))
    assert server.requests == []


@pytest.mark.parametrize(
    ("url", "exception"),
    [
        ("file:///etc/passwd", PermissionError),
        ("ftp://127.0.0.1/", PermissionError),
        ("nonsense", ValueError),
        ("http://a\0b/", ValueError),
    ],
)
def test_targets(url, exception):
    with pytest.raises(exception):
        run(oriel.fetch(url))


# --- redirects ---


def test_redirects(server):
    async def main():
        assert await text(server.url + "/away") == "hello"
        assert (await oriel.fetch(server.url + "/away", redirects=0)).status == 302
        with pytest.raises(PermissionError, match='"file" is not fetched'):
            await oriel.fetch(server.url + "/file")
        server.on("/again", lambda c: c.reply(b"", "302 Found", Location="/again"))
        with pytest.raises(ValueError, match="more redirects than 20"):
            await oriel.fetch(server.url + "/again")

    run(main())


def test_check(server):
    asked = []

    def check(url):
        asked.append(url)
        return not url.endswith("/hello")

    async def main():
        with pytest.raises(PermissionError, match="refused by the program"):
            await oriel.fetch(server.url + "/away", check=check)
        assert asked == [server.url + "/away", server.url + "/hello"]
        assert await text(server.url + "/echo", body="x", check=check) == "x"

    run(main())


def test_check_that_raises(server, caplog):
    with pytest.raises(PermissionError):
        run(oriel.fetch(server.url + "/hello", check=lambda url: 1 / 0))
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_check_that_is_async(server, caplog):
    async def check(url):
        return True

    with pytest.raises(PermissionError):
        run(oriel.fetch(server.url + "/hello", check=check))
    assert server.requests == []
    (record,) = caplog.records
    assert "check must answer at once" in str(record.exc_info[1])


# --- streams, limits, progress ---


def test_pieces_with_back_pressure(server):
    async def main():
        async with await oriel.fetch(server.url + "/endless") as response:
            total = 0
            async for piece in response:
                total += len(piece)
                if total > 3_000_000:
                    break
            await asyncio.sleep(0)
            sent, sent_total, received, received_total = response.progress
            assert (sent, sent_total, received_total) == (0, -1, -1)
            assert total <= received <= total + 512 * 1024
        await asyncio.to_thread(server.gone.acquire)

    run(main())


def test_progress(server):
    seen = []

    async def main():
        body = bytes(2_000_000)
        response = await oriel.fetch(
            server.url + "/echo", body=body, progress=lambda *a: seen.append(a)
        )
        assert await response.bytes() == body
        assert response.progress == (2_000_000, 2_000_000, 2_000_000, 2_000_000)
        await oriel.fetch(server.url + "/hello")

    run(main())
    assert seen and seen == sorted(seen)


# --- time and cancellation ---


def test_timeout(server):
    with pytest.raises(TimeoutError):
        run(oriel.fetch(server.url + "/hang", timeout=0.05))
    server.gone.acquire()


def test_connect_timeout():
    """A listener whose queue is full answers no more connections."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    waiting = []
    while not waiting or select.select([], [waiting[-1]], [], 0.05)[1]:
        waiting.append(socket.socket())
        waiting[-1].setblocking(False)
        waiting[-1].connect_ex(listener.getsockname())
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with pytest.raises(TimeoutError):
        run(oriel.fetch(url, connect_timeout=0.05, timeout=None))
    for sock in [listener, *waiting]:
        sock.close()


def test_canceling_ends_the_transfer(server):
    async def main(path, reads):
        async def work():
            response = await oriel.fetch(server.url + path)
            if reads:
                await response.bytes()

        task = asyncio.create_task(work())
        await asyncio.to_thread(server.arrived.acquire)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.to_thread(server.gone.acquire)  # the server saw it

    server.on("/half", half)
    run(main("/hang", False))
    run(main("/half", True))


def half(connection):
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    connection.await_close()


def test_a_response_that_is_let_go_ends(server):
    async def main():
        await oriel.fetch(server.url + "/endless")
        gc.collect()
        await asyncio.to_thread(server.gone.acquire)

    run(main())


def test_wait_for(server):
    async def main():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(oriel.fetch(server.url + "/hang"), 0.05)
        await asyncio.to_thread(server.gone.acquire)

    run(main())


# --- what goes wrong ---


def test_broken_answers(server):
    def cut(connection):
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        raise OSError

    def nonsense(connection):
        connection.send(b"no protocol\r\n\r\n")
        raise OSError

    server.on("/cut", cut)
    server.on("/nonsense", nonsense)

    async def main():
        with pytest.raises(OSError):
            await text(server.url + "/cut")
        with pytest.raises(OSError):
            await text(server.url + "/nonsense")

    run(main())


@pytest.mark.parametrize("lines", [1, 40])
def test_too_many_bytes_of_headers(server, lines):
    line = b"X: " + bytes(b"x" * (400_000 // lines)) + b"\r\n"
    server.on("/heavy", lambda c: c.send(b"HTTP/1.1 200 OK\r\n" + line * lines + b"\r\n"))
    with pytest.raises(ValueError, match="header"):
        run(oriel.fetch(server.url + "/heavy"))


def reset(connection):
    """Close without the usual farewell: the client sees an error, not an end."""
    linger = struct.pack("ii", 1, 0)
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    raise OSError


def test_a_kept_connection_that_is_reset_is_replaced(server):
    seen = []

    def once(connection):
        seen.append(connection)
        if len(set(map(id, seen))) == 1 and len(seen) == 2:
            reset(connection)
        connection.reply(b"%d" % len(seen))

    server.on("/once", once)

    async def main():
        return [await text(server.url + "/once") for _ in range(3)]

    assert run(main()) == ["1", "3", "4"]
    assert seen[0] is seen[1] is not seen[2]


def test_an_answer_before_a_reset_is_read(server):
    answer = bytes(40_000)

    def abrupt(connection):
        connection.reply(answer)
        reset(connection)

    server.on("/abrupt", abrupt)

    async def main():
        for _ in range(50):
            response = await oriel.fetch(server.url + "/abrupt")
            assert await response.bytes() == answer

    run(main())


def test_nobody_listens(server):
    server.close()
    with pytest.raises(OSError) as caught:
        run(oriel.fetch(server.url + "/secret?token=1"))
    assert "secret" not in str(caught.value)


def test_certificates(tmp_path):
    tls = Server(certificate(tmp_path))
    tls.on("/hello", b"hello")

    async def main():
        with pytest.raises(PermissionError, match="certificate"):
            await oriel.fetch(tls.url + "/hello")
        assert tls.requests == []
        assert await text(tls.url + "/hello", ca=tmp_path / "cert.pem") == "hello"
        with pytest.raises(OSError):
            await oriel.fetch(tls.url + "/hello", ca=tmp_path / "none.pem")

    run(main())
    tls.close()


HTTP2 = """
const [cert, key] = process.argv.slice(1).map((path) => require("fs").readFileSync(path));
let sessions = 0;
const server = require("http2").createSecureServer({ cert, key, allowHTTP1: false });
server.on("session", () => { sessions++; });
server.on("stream", (stream, headers) => {
  stream.respond({ ":status": 200, "x-sessions": String(sessions) });
  stream.end(`${stream.session.alpnProtocol} ${headers[":path"]}`);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
"""


@pytest.mark.skipif(not shutil.which("node"), reason="no Node")
def test_http2(tmp_path):
    """A server that speaks nothing else."""
    cert, key = certificate(tmp_path)
    command = ["node", "-e", HTTP2, cert, key]
    node = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    url = f"https://127.0.0.1:{int(node.stdout.readline())}"

    async def main():
        assert await text(url + "/one", ca=cert) == "h2 /one"
        responses = await asyncio.gather(*(oriel.fetch(url + "/x", ca=cert) for _ in range(50)))
        assert {await response.text() for response in responses} == {"h2 /x"}
        assert {response.headers["x-sessions"] for response in responses} == {"1"}

    run(main())
    node.kill()
    node.wait()


def test_proxy(server):
    proxy = Server()
    proxy.on("http://example.invalid/x", lambda c: c.reply(b"by the proxy"))

    async def main():
        assert await text("http://example.invalid/x", proxy=proxy.url) == "by the proxy"

    run(main())
    proxy.close()


def test_proxy_of_the_environment(server, monkeypatch):
    proxy = Server()
    proxy.on("http://example.invalid/x", lambda c: c.reply(b"by the proxy"))
    monkeypatch.setenv("http_proxy", proxy.url)

    async def main():
        assert await text("http://example.invalid/x") == "by the proxy"
        assert await text(server.url + "/hello", proxy="") == "hello"

    run(main())
    proxy.close()


# --- loops and threads ---


def test_hundred_at_once(server):
    async def main():
        texts = await asyncio.gather(*(text(server.url + "/away") for _ in range(100)))
        assert texts == ["hello"] * 100

    run(main())


def test_loops_and_threads(server):
    """Each on a loop of its own; none of them dispatches the app."""

    def work():
        return asyncio.run(text(server.url + "/hello"))

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: work(), range(12))) == ["hello"] * 12
    assert pn.run_async(text(server.url + "/hello")).result(30) == "hello"


def test_no_loop_begins_to_dispatch(server):
    from oriel import _aio

    async def main():
        assert await text(server.url + "/hello") == "hello"
        assert asyncio.get_running_loop() not in _aio._attached

    run(main())


def test_a_loop_within_a_handler(server):
    """A handler, which the app dispatches, may run a loop of its own."""
    texts = []
    root = oriel.app()
    root.post(lambda: texts.append(asyncio.run(text(server.url + "/hello"))))
    while not texts:
        root.dispatch(1)
    assert texts == ["hello"]


def test_trio(server):
    trio = pytest.importorskip("trio")

    async def pieces():
        yield b"one "
        yield b"two"

    async def failing():
        yield b"one"
        raise LookupError

    async def main():
        assert await text(server.url + "/hello") == "hello"
        assert await text(server.url + "/echo", body=pieces()) == "one two"
        with pytest.raises(LookupError):
            await oriel.fetch(server.url + "/echo", body=failing())
        assert await text(server.url + "/hello", check=lambda url: True) == "hello"
        with trio.move_on_after(0.05):
            await oriel.fetch(server.url + "/hang")
        await trio.to_thread.run_sync(server.gone.acquire)

    trio.run(main)


def test_a_forked_child_cannot_fetch(server, child):
    out = child(
        f"""
import asyncio, os, sys
import oriel
asyncio.run(oriel.fetch("{server.url}/hello"))
if os.fork() == 0:
    try:
        asyncio.run(oriel.fetch("{server.url}/hello"))
    except PermissionError as exc:
        print(exc)
        sys.exit()
os.wait()
"""
    )
    assert "a forked child must exec" in out


def test_exit_while_it_waits(server, child):
    """A program may end with transfers under way."""
    out = child(
        f"""
import asyncio, oriel, threading
async def main():
    asyncio.ensure_future(oriel.fetch({server.url + "/hang"!r}))
    await asyncio.sleep(0)
    print((await oriel.fetch({server.url + "/hello"!r})).status)
asyncio.run(main())
"""
    )
    assert out == "200\n"
    out = child(
        f"""
import pythonnative as pn
future = pn.run_async(pn.fetch({server.url + "/hang"!r}))
future.add_done_callback(lambda future: print("canceled", future.cancelled()))
"""
    )
    assert out == "canceled True\n"


# --- pythonnative ---


def test_pythonnative_fetch(server):
    async def main():
        response = await pn.fetch(server.url + "/json", params={"a": 1})
        assert (response.status, response.ok) == (200, True)
        assert response.url == server.url + "/json?a=1"
        assert response.content == b'{"n": 12345678901234567890}'
        assert response.json() == {"n": 12345678901234567890}
        assert response.text() == '{"n": 12345678901234567890}'
        assert response.headers["Content-Type"] == "x/json"
        response.raise_for_status()
        response = await pn.fetch(server.url + "/404")
        assert not response.ok
        with pytest.raises(pn.HTTPError) as caught:
            response.raise_for_status()
        assert caught.value.status == 404
        assert str(caught.value) == f"HTTP 404 from {server.url}/404: no such thing"
        assert "no such" not in repr(response)
        response = await pn.fetch(server.url + "/echo", method="POST", body={"at": object})
        assert response.json() == {"at": "<class 'object'>"}

    run(main())


def test_pythonnative_charsets(server):
    server.on("/l", lambda c: c.reply(b"caf\xe9", Content_Type='text/plain; charset="latin-1"'))
    server.on("/x", lambda c: c.reply(b"caf\xe9", Content_Type="text/plain; charset=none-such"))

    async def main():
        assert (await pn.fetch(server.url + "/l")).text() == "café"
        assert (await pn.fetch(server.url + "/l")).text("ascii") == "caf�"
        assert (await pn.fetch(server.url + "/x")).text() == "caf�"
        assert await text(server.url + "/l") == "café"
        assert await text(server.url + "/x") == "caf�"

    run(main())


def test_pythonnative_errors(server):
    async def main():
        with pytest.raises(TypeError):
            await pn.fetch(server.url + "/echo", body=3)
        with pytest.raises(TimeoutError):
            await pn.fetch(server.url + "/hang", timeout=0.05)
        server.close()
        with pytest.raises(OSError):
            await pn.fetch(server.url + "/hello")

    run(main())


def test_pythonnative_cancel_ends_the_transfer(server):
    future = pn.run_async(pn.fetch(server.url + "/hang"))
    server.arrived.acquire()
    future.cancel()
    server.gone.acquire()


def test_closing_a_response_cancels_nobody(server):
    """Who reads it meanwhile is told; a task was not canceled by anybody."""
    server.on("/half", half)

    async def main():
        response = await oriel.fetch(server.url + "/half")
        reading = asyncio.create_task(response.bytes())
        await asyncio.sleep(0)
        response.close()
        with pytest.raises(oriel.ClosedError):
            await reading
        assert not reading.cancelled()

    asyncio.run(main())


def test_pythonnative_limits(server):
    body = gzip.compress(bytes((64 << 20) + 1))
    server.on("/big", lambda c: c.reply(body, Content_Encoding="gzip"))

    async def main():
        with pytest.raises(ValueError, match="the limit"):
            await pn.fetch(server.url + "/big")

    run(main())
