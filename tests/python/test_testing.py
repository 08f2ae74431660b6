"""Pages without a browser."""

import asyncio
import struct
import threading

import pytest
from serving import Flag, in_asyncio, serving

import oriel
from oriel import testing


def build(session):
    W = session.get_widgets()
    top = W.TopLevel(title="Example")
    box = W.VBox()
    status, entry, button = W.Label("ready"), W.TextEntry(), W.Button("Go")
    for widget in (status, entry, button):
        box.add_widget(widget)
    top.set_widget(box)
    top.show()
    button.on("activated", lambda: status.set_text("went"))
    entry.on("activated", lambda text: status.set_text(f"typed {text}"))


def test_click_and_type():
    with serving(build) as app:
        page = app.page()
        page.click(page.find("Button", text="Go"))
        page.find("Label", text="went")
        page.type(page.find("TextEntry"), "x")
        label = page.find("Label", text="typed x")
        assert label.is_shown and label.parent.kind == "VBox"
        assert "TextEntry" in page.text() and page.find_all("Slider") == []


def test_a_handler_that_blocks_shows_what_it_did_before():
    leave = threading.Event()

    def slow(session):
        build(session)
        label = session.get_widgets().Label("idle")

        def work():
            label.set_text("working")
            leave.wait(60)
            label.set_text("done")

        session.get_widgets().Button("Work").on("activated", work)

    with serving(slow) as app:
        page = app.page()
        page.click(page.find("Button", text="Work"))
        page.find("Label", text="working")  # while the handler waits
        leave.set()
        page.find("Label", text="done")


def test_what_a_person_could_not_do():
    def hidden(session):
        build(session)
        W = session.get_widgets()
        W.Button("off", enabled=False)
        gone = W.Button("hidden")
        gone.hide()

    with serving(hidden) as app:
        page = app.page()
        off, invisible = page.find("Button", text="off"), page.find("Button", text="hidden")
        page.find("Button", text="Go")
        page.wait_for(lambda: not invisible.is_shown, "hide")
        page.timeout = 0.01
        with pytest.raises(AssertionError, match="disabled"):
            page.click(off)
        with pytest.raises(AssertionError, match="hidden"):
            page.click(invisible)
        with pytest.raises(AssertionError, match="a handler for 'click' of"):
            page.click(page.find("Label"))
        with pytest.raises(ValueError, match="never tells"):
            page.tell(page.find("Button", text="Go"), "expired", 3)
        with pytest.raises(AssertionError, match="Slider did not come.*\n.*TopLevel"):
            page.find("Slider", timeout=0)


def test_reconnecting_resumes():
    with serving(build) as app:
        page = app.page()
        page.find("Button")
        page.drop()
        (session,) = app.sessions.values()
        label = next(w for w in session.walk_widget_tree() if w._kind == "Label")
        label.set_text("while away")
        before = page.session_id
        page.reconnect()
        page.find("Label", text="while away")
        assert page.rebuilds == 1 and page.session_id == before


def test_a_new_document_shows_the_same():
    with serving(build) as app:
        page = app.page()
        page.find("Button")
        text = page.text()
        page.anew()
        page.find("Button")
        assert page.text() == text and page.session_id


def test_clicks_while_away_arrive():
    with serving(build) as app:
        page = app.page()
        button = page.find("Button")
        page.drop()
        page.click(button)
        page.reconnect()
        page.find("Label", text="went")


def test_wrong_credentials_are_refused():
    with serving(build) as app:
        page = app.page()
        page.forge(page.session_id, "x" * 43)
        with pytest.raises(ConnectionError, match="4001"):
            page.reconnect()


def test_functions_and_state():
    def expose(session):
        session.expose(lambda a, b: a + b, "app", name="add")
        session.expose(lambda: 1 / 0, "app", name="fail")
        session.state.set("system", "load", 3)

    with serving(expose) as app:
        page = app.page()
        page.wait_for(lambda: "fail" in page.functions.get("app", ()), "functions")
        assert page.call("app", "add", 1, 2) == 3
        with pytest.raises(oriel.ScriptError, match="ZeroDivisionError"):
            page.call("app", "fail")
        page.wait_for(lambda: page.state.get("system", {}).get("load") == 3, "state")
        page.set_state("page", "theme", "dark")
        (session,) = app.sessions.values()
        heard = Flag()
        session.state.subscribe(lambda *_: heard.set(), ["page"])
        if session.state.get("page", "theme") is None:
            heard.wait()
        assert session.state.get("page", "theme") == "dark"


def test_questions_are_answered():
    def ask(session):
        build(session)
        session.asked = Flag()

    with serving(ask) as app:
        page = app.page()
        page.find("Button")
        page.answer("Button", "get_icon", lambda button: "icon.png")
        (session,) = app.sessions.values()
        button = next(w for w in session.walk_widget_tree() if w._kind == "Button")
        assert button.get_icon() == "icon.png"

        def refuse(button):
            raise testing.PageError("Unknown widget id: 7")

        page.answer("Button", "get_icon", refuse)
        with pytest.raises(oriel.ScriptError, match="Unknown widget id: 7"):
            button.get_icon()


def test_dropped_files():
    heard, flag = [], Flag()

    def take(payload):
        files = payload["files"]
        heard.extend((file["name"], open(file["path"], "rb").read()) for file in files)
        heard.append(payload["text"])
        flag.set()

    def drop_zone(session):
        W = session.get_widgets()
        image = W.Image(interactive=True)
        image.on("drop-end", take)

    big = bytes(range(256)) * 2048  # two chunks
    with serving(drop_zone) as app:
        page = app.page()
        page.drop_files(page.find("Image"), {"a.bin": big, "../b.txt": b"b"}, text="note")
        flag.wait()
    assert heard == [("a.bin", big), ("../b.txt", b"b"), "note"]


@in_asyncio(build)
async def test_in_a_coroutine(app, page):
    first = await page()
    await first.click(await first.find("Button"))
    await first.find("Label", text="went")
    assert first.session_id in app.sessions
    async with testing.AsyncPage.open(app.url) as second:
        await second.find("Label", text="ready")
        assert second.session_id != first.session_id


def test_a_session_without_an_address():
    with pytest.raises(ValueError, match="no address"):
        testing.Page(oriel.Session())


def test_the_socket_reads_frames_of_all_sizes():
    """Against a server of a few lines, which splits its messages."""
    import base64
    import hashlib
    import socket

    from oriel._testing_socket import Closed, WebSocket

    listener = socket.create_server(("127.0.0.1", 0))
    heard = []

    def frame(first, data, mask=False):
        if len(data) < 126:
            return struct.pack(">BB", first, len(data)) + data
        if len(data) < 65536:
            return struct.pack(">BBH", first, 126, len(data)) + data
        return struct.pack(">BBQ", first, 127, len(data)) + data

    def serve():
        sock, _ = listener.accept()
        with sock:
            head = b""
            while b"\r\n\r\n" not in head:
                head += sock.recv(4096)
            key = head.split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
            digest = hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            accept = base64.b64encode(digest).decode()
            sock.sendall(
                f"HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: {accept}\r\n\r\n".encode()
            )
            for size in (0, 125, 126, 65535, 65536):
                sock.sendall(frame(0x81, b"x" * size))
            sock.sendall(frame(0x01, b"one ") + frame(0x89, b"ping") + frame(0x80, b"two"))
            sock.sendall(frame(0x88, struct.pack(">H", 4001) + b"go away"))
            while data := sock.recv(4096):
                heard.append(data)

    thread = threading.Thread(target=serve)
    thread.start()
    port = listener.getsockname()[1]
    ws = WebSocket(f"ws://127.0.0.1:{port}/", origin=None, timeout=10)
    assert [len(ws.receive()) for _ in range(5)] == [0, 125, 126, 65535, 65536]
    assert ws.receive() == "one two"
    with pytest.raises(Closed, match="4001 go away"):
        ws.receive()
    thread.join(10)
    listener.close()
    assert b"".join(heard)[0] == 0x8A  # the pong


def test_methods_of_async_pages_are_those_of_pages():
    page = testing.AsyncPage(testing.Page.__new__(testing.Page))
    assert asyncio.iscoroutinefunction(page.click)
