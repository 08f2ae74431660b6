"""Applications of the asynchronous API, with pages over loopback sockets."""

import asyncio
import logging
import os
import signal
import socket
import threading
import time
import urllib.request

import pytest
from serving import OPTIONS, in_asyncio

import oriel
from oriel import testing


def top(session, *widgets):
    """A window with these in it."""
    W = session.get_widgets()
    window, box = W.TopLevel(title="x"), W.VBox()
    for widget in widgets:
        box.add_widget(widget)
    window.set_widget(box)
    window.show()
    return window


@pytest.mark.parametrize("cls", [oriel.Application, oriel.sync.Application])
def test_numbers_that_are_none_are_named(cls):
    for name in ("ws_port", "http_port", "max_sessions"):
        with pytest.raises(TypeError, match=f"{name} must be int or None, not str"):
            cls(**{name: "9501"})
    for number in (0, -1):
        with pytest.raises(ValueError, match=f"max_sessions: {number}, at least 1"):
            cls(max_sessions=number)


@pytest.mark.parametrize("end", ["close", "drain", "handler"])
@pytest.mark.parametrize("mode", ["per_session", "serialized"])
def test_who_hears_of_the_end_may_look_at_widgets_and_take_its_time(mode, end):
    heard = []

    async def main():
        app = oriel.Application(**OPTIONS, concurrency_handling=mode)
        built = asyncio.Event()

        @app.on_connect
        async def build(session):
            session.entry = session.get_widgets().TextEntry("typed")
            session.entry.on("activated", press)
            built.set()

        async def press(text):
            app.close()
            await asyncio.sleep(0)
            heard.append("pressed")

        @app.on_disconnect
        async def leave(session):
            heard.append(session.entry.get_text())
            await asyncio.sleep(0)
            heard.append("left")

        await app.start()
        running = asyncio.ensure_future(app.run())
        one = await testing.AsyncPage.open(app.url)
        await built.wait()
        if end == "handler":
            await one.type(await one.find("TextEntry"), "typed")
        else:
            getattr(app, end)()
        await running
        await one.close()

    asyncio.run(asyncio.wait_for(main(), 20))
    assert heard == ["pressed"] * (end == "handler") + ["typed", "left"]


@in_asyncio()
async def test_handlers_hear_of_sessions_and_pages(app, page):
    heard = []

    @app.on_connect
    async def connect(session):
        await asyncio.sleep(0)
        heard.append(("connect", session, session.is_connected))

    @app.on_attach
    def attach(session):
        heard.append(("attach", session.page_count))

    @app.on_detach
    def detach(session):
        heard.append(("detach", session.page_count))
        gone.set()

    gone = asyncio.Event()

    @app.on_disconnect
    def disconnect(session):
        heard.append(("disconnect", session))

    first = await page()
    (session,) = app.sessions.values()
    second = await page(session)
    await second.close()
    await gone.wait()
    assert heard[0] == ("connect", session, True)
    assert ("attach", 1) in heard and ("attach", 2) in heard and ("detach", 1) in heard
    assert ("disconnect", session) in heard and session.is_connected
    assert session.id == first.session_id and session.token == first.token
    assert session.app is app and repr(session) == f"<Session id={session.id!r}>"
    assert app.sessions == {session.id: session}


@in_asyncio()
async def test_one_handler_at_a_time_in_a_session(app, page):
    log = []

    @app.on_connect
    def build(session):
        W = session.get_widgets()
        button = W.Button("x")
        top(session, button)
        status = W.Label("ready")

        async def slow():
            log.append("begin")
            await asyncio.sleep(0.02)
            log.append("end")
            status.set_text(str(len(log)))

        button.on("activated", slow)

    one = await page()
    button = await one.find("Button")
    for _ in range(3):
        await one.click(button)
    await one.find("Label", text="6")
    assert log == ["begin", "end"] * 3


@pytest.mark.parametrize("mode", ["per_session", "serialized", "concurrent"])
def test_concurrency(mode):
    begun = []

    def build(session):
        W = session.get_widgets()
        button, go = W.Button("wait"), W.Button("go")
        top(session, button, go)
        session.gate = asyncio.Event()

        async def wait():
            begun.append(session.id)
            await session.gate.wait()

        button.on("activated", wait)

    @in_asyncio(build, concurrency_handling=mode)
    async def run(app, page):
        pages = [await page() for _ in range(2)]
        for each in pages:
            for _ in range(2):
                await each.click(await each.find("Button", text="wait"))
            await each.settle()
        expected = {"per_session": 2, "serialized": 1, "concurrent": 4}[mode]
        while len(begun) < expected:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)  # for one too many to show
        assert len(begun) == expected
        for session in app.sessions.values():
            session.gate.set()
        while len(begun) < 4:
            await asyncio.sleep(0.001)

    run()


def test_a_bad_mode():
    with pytest.raises(ValueError, match="concurrency_handling"):
        oriel.Application(concurrency_handling="some")


@in_asyncio()
async def test_failures_are_logged_and_told(app, page, caplog=None):
    records, told = [], asyncio.Queue()

    class Keep(logging.Handler):
        def emit(self, record):
            records.append(record)

    handler = Keep()
    logging.getLogger("oriel").addHandler(handler)

    @app.on_error
    def error(session, exc):
        told.put_nowait((session, exc))

    @app.on_connect
    async def build(session):
        W = session.get_widgets()
        button = W.Button("x")

        async def later():
            await asyncio.sleep(0)
            raise KeyError("later")

        def now():
            raise ValueError("now")

        button.on("activated", now)
        button.on("activated", later)
        top(session, button)
        raise RuntimeError("at the end")

    try:
        one = await page()
        await one.click(await one.find("Button"))
        (session,) = app.sessions.values()
        errors = [await told.get() for _ in range(3)]
    finally:
        logging.getLogger("oriel").removeHandler(handler)
    assert [type(exc) for _, exc in errors] == [RuntimeError, ValueError, KeyError]
    assert all(which is session for which, _ in errors)
    assert [r.exc_info[0] for r in records] == [RuntimeError, ValueError, KeyError]
    assert "Button activated" in records[1].getMessage()


@in_asyncio()
async def test_a_stuck_handler_is_its_sessions_own_affair(app, page):
    @app.on_connect
    def build(session):
        W = session.get_widgets()
        stuck, button, label = W.Button("stuck"), W.Button("go"), W.Label("ready")
        top(session, stuck, button, label)
        stuck.on("activated", asyncio.Event().wait)
        button.on("activated", lambda: label.set_text("went"))

    one, two = await page(), await page()
    await one.click(await one.find("Button", text="stuck"))
    await one.settle()
    await two.click(await two.find("Button", text="go"))
    await two.find("Label", text="went")
    # It still draws, resumes and lets others join.
    await one.drop()
    await one.reconnect()
    joined = await page(app.sessions[one.session_id])
    await joined.find("Label", text="ready")


def test_the_server_answers_while_the_program_spins():
    @in_asyncio(lambda session: top(session, session.get_widgets().Label("ready")))
    async def run(app, page):
        one = await page()
        await one.find("Label", text="ready")
        done = []

        def come_back():
            one.page.drop()
            one.page.reconnect()
            one.page.anew()
            one.page.find("Label", text="ready")
            with urllib.request.urlopen(app.url, timeout=5) as answer:
                done.append(answer.status)

        thread = threading.Thread(target=come_back)
        thread.start()
        until = time.monotonic() + 20
        while thread.is_alive() and time.monotonic() < until:
            pass  # the loop's thread, and the app's
        assert done == [200]

    run()


@in_asyncio()
async def test_a_handler_may_wait_for_its_page(app, page):
    @app.on_connect
    async def build(session):
        W = session.get_widgets()
        button, label = W.Button("x"), W.Label("ready")
        top(session, button, label)

        async def ask():
            label.set_text(f"icon {await button.get_icon()}")

        button.on("activated", ask)

    one = await page()
    await one.find("Label", text="ready")
    one.page.answer("Button", "get_icon", lambda button: "a.png")
    await one.click(await one.find("Button"))
    await one.find("Label", text="icon a.png")


@in_asyncio()
async def test_strict_mode_tells_the_pages_errors(app, page):
    one = await page()
    (session,) = app.sessions.values()
    W = session.get_widgets()
    label = W.Label("x")
    await one.find("Label")

    def refuse(*_):
        raise testing.PageError("no such text")

    one.page.answer("Label", "set_text", refuse)
    session.strict = True
    with pytest.raises(oriel.ScriptError, match="no such text"):
        await label.set_text("y")
    session.strict = False
    await label.set_text("z")


@in_asyncio()
async def test_questions_time_out(app, page):
    one = await page()
    (session,) = app.sessions.values()
    button = session.get_widgets().Button("x")
    await one.find("Button")
    session.timeout = 0.05
    one.page.stall()
    with pytest.raises(TimeoutError, match=r"Button.get_icon\(\)"):
        await button.get_icon()
    one.page.proceed()


@in_asyncio()
async def test_awaiting_is_back_pressure(app, page):
    one = await page()
    (session,) = app.sessions.values()
    label = session.get_widgets().Label("x")
    await one.find("Label")
    one.page.stall()
    big = "x" * 100_000
    session.state.set("a", "b", 1)
    queue = [session.get_widgets().Label(big) for _ in range(100)]
    waiting = asyncio.ensure_future(_wait_for(label.set_text("y")))
    while not session._core.is_behind:
        queue.append(session.get_widgets().Label(big))
    await asyncio.sleep(0.02)
    assert not waiting.done() or not session._core.is_behind
    one.page.proceed()
    await asyncio.wait_for(waiting, 20)
    await one.find("Label", text="y")


async def _wait_for(awaitable):
    await asyncio.sleep(0.01)
    await awaitable


@in_asyncio()
async def test_gui_call(app, page):
    one = await page()
    (session,) = app.sessions.values()
    assert await session.gui_call(lambda a, b: a + b, 1, b=2) == 3

    async def later():
        return await session.gui_call(lambda: "inner")

    assert await session.gui_call(later) == "inner"
    with pytest.raises(ZeroDivisionError):
        await session.gui_call(lambda: 1 / 0)
    assert one.session_id


@in_asyncio(max_sessions=1, resume=0.01)
async def test_a_full_server_shows_the_place(app, page):
    first = await page()
    second = await page(wait=False)
    await second.wait_for(lambda: second.place == 0, "a place")
    third = await page(wait=False)
    await third.wait_for(lambda: third.place == 1, "a place")
    await second.close()
    await third.wait_for(lambda: third.place == 0, "a better place")
    await first.close()
    await third.wait_for(lambda: third.session_id, "a session")


def test_on_request():
    seen = []

    async def main():
        app = oriel.Application(proxies=["127.0.0.1"], **OPTIONS)

        @app.on_request
        async def decide(request):
            await asyncio.sleep(0)
            if request.query == "secret":
                return {"name": request.header("X-Forwarded-User"), "peer": request.peer}
            if request.query == "rude":
                return False
            raise PermissionError("members only")

        @app.on_connect
        def build(session):
            seen.append(session.user)

        async with app:
            with pytest.raises(RuntimeError, match="before start"):
                app.on_request(decide)
            opened = testing.AsyncPage.open
            page = await opened(app.url, query="secret", headers={"X-Forwarded-User": "Ann"})
            while not seen:
                await asyncio.sleep(0.001)
            assert seen == [{"name": "Ann", "peer": "127.0.0.1"}]
            with pytest.raises(ConnectionError, match="4003 members only"):
                await opened(app.url)
            with pytest.raises(ConnectionError, match="4003"):
                await opened(app.url, query="rude")
            await page.close()

    asyncio.run(main())


@in_asyncio()
async def test_foreign_origins_are_refused(app, page):
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(ConnectionError):
            await page(origin=origin)


def test_sessions_expire():
    async def main():
        app = oriel.Application(**OPTIONS, session_ttl=0.01, resume=0.01)
        expired = asyncio.Event()

        @app.on_expire
        async def expire(session):
            await asyncio.sleep(0)
            assert session.id
            expired.set()

        async with app:
            page = await testing.AsyncPage.open(app.url)
            await page.close()
            await expired.wait()
            while app._live:
                await asyncio.sleep(0.001)
            assert app.sessions == {}

    asyncio.run(asyncio.wait_for(main(), 30))


@in_asyncio()
async def test_close_and_destroy(app, page):
    one = await page()
    (session,) = app.sessions.values()
    label = session.get_widgets().Label("x")
    await session.close()
    await one.wait_for(lambda: one.closed, "the end")
    assert not session.is_destroyed
    await one.reconnect()
    await one.find("Label", text="x")
    await session.destroy()
    await one.wait_for(lambda: one.closed, "the end")
    assert one.closed[0] == 4004
    assert session.is_destroyed and app.sessions == {}
    with pytest.raises(oriel.ClosedError):
        label.set_text("y")


@in_asyncio()
async def test_headless_sessions(app, page):
    session = app.create_session()
    label = session.get_widgets().Label("before")
    again = app.create_session(session.id, session.token)
    assert again is session
    with pytest.raises(ValueError):
        app.create_session(session.id, "other")
    named = app.create_session("desk", "secret-secret")
    assert named.id == "desk" and app.sessions["desk"] is named
    one = await page(session)
    await one.find("Label", text="before")
    label.set_text("after")
    await one.find("Label", text="after")
    assert one.session_id == session.id


@in_asyncio()
async def test_viewport_and_addresses(app, page):
    one = await page(viewport=(640, 480))
    (session,) = app.sessions.values()
    await one.wait_for(lambda: session.get_screen_size() == (640, 480), "a viewport", timeout=5)
    session.open_url("https://example.org/a")
    await one.wait_for(lambda: one.opened == ["https://example.org/a"], "a tab")
    app.open_url("https://example.org/b")
    await one.wait_for(lambda: len(one.opened) == 2, "a tab")


@in_asyncio()
async def test_fonts(app, page):
    number = app.register_font("Mine", b"not really a font", weight="bold")
    app.set_default_font("Mine", size=14)
    one = await page()
    await one.wait_for(lambda: one.fonts and one.default_font, "fonts")
    font = one.fonts[0]
    assert (font["family"], font["weight"], number) == ("Mine", "bold", 1)
    assert one.default_font["family"] == "Mine" and one.default_font["size"] == 14
    address = app.url.rstrip("/") + "/" + font["url"].lstrip("/")
    data = await asyncio.to_thread(lambda: urllib.request.urlopen(address, timeout=5).read())
    assert data == b"not really a font"
    app.set_default_font(None)
    await one.wait_for(lambda: one.default_font is None, "the page's own font")


@in_asyncio()
async def test_registered_widgets(app, page):
    class Big(oriel.widgets.Label):
        def __init__(self, text):
            super().__init__(text.upper())

    app.register_widget(Big)
    app.register_widget(Big, "Loud")
    with pytest.raises(TypeError):
        app.register_widget(int)
    await page()
    (session,) = app.sessions.values()
    W = session.get_widgets()
    assert W.Big("x").get_text() == "X" and W.Loud("y").get_text() == "Y"
    assert W.Label("z").get_text() == "z"


def test_run_and_close_and_run_again():
    async def main():
        app = oriel.Application(**OPTIONS)

        @app.on_connect
        async def build(session):
            await app.close()

        for _ in range(2):
            running = asyncio.ensure_future(app.run())
            while not app.is_running:
                await asyncio.sleep(0.001)
            url = app.url
            page = testing.AsyncPage(None)
            page.page = await asyncio.to_thread(testing.Page, url, wait=False)
            await asyncio.wait_for(running, 10)
            assert not app.is_running and app.sessions == {}
            await page.close()

    asyncio.run(main())


def test_start_raises():
    standard = [os.fstat(fd).st_ino for fd in range(3)]
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]

    async def start(**options):
        app = oriel.Application(**{**OPTIONS, **options})
        try:
            await app.start()
        finally:
            await app.close()

    for kind, options in (
        (RuntimeError, {"http_port": port}),
        (RuntimeError, {"ws_port": port}),
        (ValueError, {"host": "not an address"}),
        ((OSError, LookupError), {"certificate": "/nowhere.pem", "key": "/nowhere.key"}),
        (TypeError, {"origins": "http://x"}),
    ):
        with pytest.raises(kind):
            asyncio.run(start(**options))
    taken.close()
    assert [os.fstat(fd).st_ino for fd in range(3)] == standard  # nobody closed what is not theirs


def test_ports():
    async def main():
        async with oriel.Application(http_port=0, ws_port=0) as app:
            assert app.http_port and app.ws_port and app.http_port != app.ws_port
            ws = f"ws://127.0.0.1:{app.ws_port}/"
            origin = f"http://127.0.0.1:{app.http_port}"
            page = await testing.AsyncPage.open(ws, origin=origin)
            await page.close()
        async with oriel.Application(http_server=False, ws_port=0) as app:
            assert app.http_port is None and app.url is None and app.ws_port
        sock = socket.create_server(("127.0.0.1", 0))
        port = sock.getsockname()[1]
        async with oriel.Application(http_server=False, ws_sock=sock) as app:
            assert app.ws_port == port

    asyncio.run(main())


CODE = """
import asyncio, oriel, sys

async def main():
    app = oriel.Application(http_port=0, ws_port=None)
    async def say():
        while not app.is_running:
            await asyncio.sleep(0.001)
        print("running", flush=True)
    task = asyncio.ensure_future(say())
    await app.run()
    print("over")

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_run(number):
    import subprocess
    import sys

    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "running\n"
        child.send_signal(number)
        assert child.stdout.read() == "over\n"
        assert child.wait(10) == 0


def test_draining_says_goodbye():
    async def main():
        app = oriel.Application(**OPTIONS)
        running = asyncio.ensure_future(app.run())
        while not app.is_running:
            await asyncio.sleep(0.001)
        async with testing.AsyncPage.open(app.url) as page:
            app.drain()
            await asyncio.wait_for(running, 10)
            await page.wait_for(lambda: page.closed, "the end")
            assert page.closed[0] == 1001

    asyncio.run(main())


def test_in_a_native_window(headless):
    """No port is opened; here on the backend without an engine."""
    heard = []

    async def main():
        app = oriel.Application(title="Mine", **OPTIONS)

        @app.on_connect
        async def build(session):
            await session.get_widgets().Label("x")
            heard.append(session)

        @app.on_disconnect
        async def leave(session):
            await asyncio.sleep(0)
            heard.append("left")

        running = asyncio.ensure_future(app.run(window=True))
        while not (heard and headless.windows):
            await asyncio.sleep(0.001)
        assert not app.is_running and app.url is None
        (window,) = headless.windows
        assert window.session is heard[0] and window.session.app is app
        window.destroy()
        await running
        assert heard[1:] == ["left"] and heard[0].is_destroyed

    asyncio.run(asyncio.wait_for(main(), 20))


def test_close_ends_a_native_window(headless):
    left = []

    async def main():
        app = oriel.Application(**OPTIONS)

        @app.on_connect
        async def build(session):
            await app.close()

        app.on_disconnect(left.append)
        await app.run(window=True)

    asyncio.run(asyncio.wait_for(main(), 20))
    assert len(left) == 1 and left[0].is_destroyed
