"""Applications of the synchronous API: handlers on threads that may block."""

import signal
import subprocess
import sys
import threading
import time

import pytest
from serving import OPTIONS, Flag, serving

import oriel
from oriel import testing


def buttons(session, **handlers):
    """A window with a label and a button for each handler; returns the label."""
    W = session.get_widgets()
    window, box, label = W.TopLevel(title="x"), W.VBox(), W.Label("ready")
    box.add_widget(label)
    for name, handler in handlers.items():
        button = W.Button(name)
        button.on("activated", handler)
        box.add_widget(button)
    window.set_widget(box)
    window.show()
    return label


def test_an_application():
    def build(session):
        label = buttons(session, go=lambda: label.set_text("went"))

    with serving(build) as app:
        page = app.page()
        page.click(page.find("Button", text="go"))
        page.find("Label", text="went")
        assert list(app.sessions) == [page.session_id]


def test_handlers_that_block_are_their_sessions_own_affair():
    """Ten that sleep, and more that wait for what never comes; another session goes on."""
    never = threading.Event()

    def build(session):
        label = buttons(session, stuck=never.wait, go=lambda: label.set_text("went"))

    with serving(build) as app:
        for _ in range(10):
            page = app.page()
            page.click(page.find("Button", text="stuck"))
            page.settle()
        page = app.page()
        page.click(page.find("Button", text="go"))
        page.find("Label", text="went")
        never.set()


@pytest.mark.parametrize("mode", ["per_session", "concurrent"])
def test_concurrency(mode):
    lock = threading.Lock()
    running, most = {}, {}
    gate = threading.Event()

    def build(session):
        def wait():
            with lock:
                running[session.id] = running.get(session.id, 0) + 1
                most[session.id] = max(most.get(session.id, 0), running[session.id])
                all_in.set() if sum(running.values()) == expected else None
            gate.wait(10)
            with lock:
                running[session.id] -= 1
                done.append(session.id)
                all_out.set() if len(done) == 6 else None

        buttons(session, wait=wait)

    expected = {"per_session": 2, "concurrent": 6}[mode]
    done, all_in, all_out = [], Flag(), Flag()
    with serving(build, concurrency_handling=mode) as app:
        pages = [app.page() for _ in range(2)]
        for page in pages:
            for _ in range(3):
                page.click(page.find("Button", text="wait"))
        all_in.wait()
        gate.set()
        all_out.wait()
    assert set(most.values()) == ({1} if mode == "per_session" else {3})


def test_serialized_handlers_run_where_the_program_says():
    threads = set()

    def build(session):
        threads.add(threading.get_ident())
        label = buttons(session, go=lambda: label.set_text("went"))

    app = oriel.sync.Application(**OPTIONS, concurrency_handling="serialized")
    app.on_connect(build)
    with app:
        opened = []
        thread = threading.Thread(target=lambda: opened.append(testing.Page(app.url)))
        thread.start()
        while thread.is_alive():
            app.process_events(0.01)
        (page,) = opened
        page.click(page.find("Button", text="go"))
        while not page.find_all("Label", text="went"):
            app.process_events(0.01)
        page.close()
    assert threads == {threading.get_ident()}


def test_a_handler_may_wait_for_its_page():
    def build(session):
        W = session.get_widgets()
        button = W.Button("ask")
        label = buttons(session)
        button.on("activated", lambda: label.set_text(f"icon {button.get_icon()}"))
        label.parent.add_widget(button)

    with serving(build) as app:
        page = app.page()
        page.answer("Button", "get_icon", lambda button: "a.png")
        page.click(page.find("Button", text="ask"))
        page.find("Label", text="icon a.png")


def test_more_waiting_handlers_than_threads():
    """64 threads may block; a question in one more raises, and the server stays usable."""
    errors = []
    gate = threading.Event()

    def build(session):
        buttons(session, wait=lambda: gate.wait(20))

    with serving(build, concurrency_handling="concurrent") as app:
        app.on_error(lambda session, exc: errors.append(exc))
        page = app.page()
        button = page.find("Button")
        for _ in range(80):
            page.click(button)
        page.settle()
        gate.set()
        (session,) = app.sessions.values()
        assert session.gui_call(lambda: 3) == 3


def test_questions_time_out():
    with serving(lambda session: buttons(session)) as app:
        page = app.page()
        page.find("Label")
        (session,) = app.sessions.values()
        button = session.get_widgets().Button("x")
        page.find("Button")
        session.timeout = 0.05
        page.stall()
        with pytest.raises(TimeoutError, match=r"Button.get_icon\(\)"):
            button.get_icon()
        page.proceed()


def test_strict_mode_tells_the_pages_errors():
    with serving(lambda session: buttons(session)) as app:
        page = app.page()
        page.find("Label")
        (session,) = app.sessions.values()
        W = session.get_widgets()
        session.strict = True
        label = W.Label("x")
        assert page.find_all("Label", text="x")  # it was waited for
        label.set_text("y")
        assert page.find_all("Label", text="y")

        def refuse(*_):
            raise testing.PageError("no such thing")

        page.answer("Label", "set_text", refuse)
        page.answer("Button", "set_enabled", refuse)
        for call in (lambda: label.set_text("z"), lambda: W.Button("x")):
            with pytest.raises(oriel.ScriptError, match="no such thing"):
                call()
        assert label.get_text() == "z"  # the program's word stands
        assert W.Timer() is not None  # no page has it


def test_a_call_waits_while_a_page_is_behind():
    with serving(lambda session: buttons(session)) as app:
        page = app.page()
        page.find("Label")
        (session,) = app.sessions.values()
        W = session.get_widgets()
        session.timeout = 0.05
        page.stall()
        with pytest.raises(TimeoutError, match=r"Label.*: a page was behind for 0.05 s"):
            for _ in range(1000):
                W.Label("x" * 100_000)
        page.proceed()
        session.timeout = 20
        W.Label("last")
        page.find("Label", text="last")


def test_exceptions_are_logged_and_told(caplog):
    told = Flag()
    errors = []

    def tell(session, exc):
        errors.append(exc)
        told.set()

    with serving(lambda session: buttons(session, fail=lambda: 1 / 0)) as app:
        app.on_error(tell)
        page = app.page()
        page.click(page.find("Button"))
        told.wait()
    assert isinstance(errors[0], ZeroDivisionError)
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_a_logger_of_ones_own(caplog):
    import logging

    with serving(lambda session: 1 / 0, logger=logging.getLogger("mine")) as app:
        app.page()
        until = time.monotonic() + 10
        while not caplog.records and time.monotonic() < until:
            time.sleep(0.001)
    assert caplog.records[0].name == "mine"


def test_gui_call():
    with serving(lambda session: buttons(session)) as app:
        page = app.page()
        page.find("Label")
        (session,) = app.sessions.values()
        assert session.gui_call(lambda a, b: a + b, 1, b=2) == 3
        assert session.gui_call(lambda: session.gui_call(lambda: "inner")) == "inner"
        with pytest.raises(ZeroDivisionError):
            session.gui_call(lambda: 1 / 0)
        assert session.get_session_thread() is None
        assert session.gui_call(session.get_session_thread) not in (None, threading.get_ident())


def test_async_handlers_work_too():
    async def build(session):
        label = buttons(session)
        label.set_text("built")

    with serving(build) as app:
        app.page().find("Label", text="built")


@pytest.mark.parametrize("end", ["close", "drain", "handler"])
@pytest.mark.parametrize("mode", ["per_session", "serialized", "concurrent"])
def test_who_hears_of_the_end_may_look_at_widgets(mode, end):
    app = oriel.sync.Application(**OPTIONS, concurrency_handling=mode)
    heard = []

    @app.on_connect
    def build(session):
        session.entry = session.get_widgets().TextEntry("typed")
        session.entry.on("activated", lambda text: app.close())

    @app.on_disconnect
    def leave(session):
        heard.append(session.entry.get_text())

    def visit():
        with testing.Page(app.url) as page:
            entry = page.find("TextEntry")
            if end == "handler":
                page.type(entry, "typed")
            else:
                getattr(app, end)()
            page.wait_for(lambda: page.closed, "the end")

    app.start()
    thread = threading.Thread(target=visit)
    thread.start()
    app.run()
    assert heard == ["typed"]
    thread.join()


def test_pictures_may_be_local_files(tmp_path):
    path, secret = tmp_path / "a 'b'.png", tmp_path / "passwd"
    path.write_bytes(b"\x89PNG")
    secret.write_text("root")
    data = "data:image/png;base64,iVBORw=="

    def build(session):
        W = session.get_widgets()
        W.Image(url=str(path))
        W.Button("x", icon=path)
        W.Button("x").set_icon(str(path), 20)
        W.TopLevel(icon=str(path))
        W.Image().set_image(path)
        W.Image().set_image(str(secret))

    with serving(build) as app:
        page = app.page()
        page.find("Image", image=str(secret))
        page.find("Image", image=data)
        page.find("Image", url=data)
        page.find("TopLevel", icon=data)
        page.find("Button", icon=[data, 20])
        page.find("Button", icon=data)


def test_options_of_a_child_may_be_keywords():
    def build(session):
        W = session.get_widgets()
        tabs = W.TabWidget()
        tabs.add_widget(W.Label("one"), title="One", closable=True)
        tabs.add_widget(W.Label("two"), "Two", closable=False)
        tabs.add_widget(W.Label("three"), {"title": "Three"}, icon="x")
        with pytest.raises(TypeError, match="add_widget: child wants a widget, not a string"):
            tabs.add_widget("four", title="Four")

    with serving(build) as app:
        page = app.page()
        page.find("Label", text="three")
        assert [child.placed for child in page.find("TabWidget").children] == [
            [{"title": "One", "closable": True}],
            [{"title": "Two", "closable": False}],
            [{"title": "Three", "icon": "x"}],
        ]


def test_close_from_a_handler_and_run_again():
    app = oriel.sync.Application(**OPTIONS)
    app.on_connect(lambda session: app.close())
    for _ in range(2):
        app.start()
        thread = threading.Thread(
            target=lambda url: testing.Page(url, wait=False), args=(app.url,), daemon=True
        )
        thread.start()
        app.run()
        assert not app.is_running
        thread.join()


def test_both_kinds_at_once_are_refused():
    with serving():
        import asyncio

        with pytest.raises(RuntimeError, match="other API"):
            asyncio.run(oriel.Application(**OPTIONS).start())


def test_an_idle_application_does_not_wake(headless):
    with serving(lambda session: buttons(session)) as app:
        page = app.page()
        page.find("Label")
        page.settle()
        until = time.monotonic() + 10
        while not app._pool._is_resting and time.monotonic() < until:
            time.sleep(0.01)
        before = headless.stats()["inbox_wakeups"]
        time.sleep(0.1)
        assert app._pool._is_resting and headless.stats()["inbox_wakeups"] == before


CODE = """
import oriel, threading, time

app = oriel.sync.Application(http_port=0, ws_port=None, concurrency_handling=MODE)

def say():
    while not app.is_running:
        time.sleep(0.001)
    print("running", flush=True)

threading.Thread(target=say).start()
app.run()
print("over")
"""


@pytest.mark.parametrize("mode", ["per_session", "serialized"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_run(number, mode):
    code = CODE.replace("MODE", repr(mode))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "running\n"
        child.send_signal(number)
        assert child.stdout.read() == "over\n"
        assert child.wait(10) == 0


@pytest.mark.parametrize("mode", ["per_session", "serialized"])
def test_in_a_native_window(headless, mode, caplog):
    """No port is opened; here on the backend without an engine."""
    heard = []
    app = oriel.sync.Application(**OPTIONS, concurrency_handling=mode)

    @app.on_connect
    def build(session):
        session.get_widgets().Label("x")
        heard.append(session)

    @app.on_disconnect
    def leave(session):
        heard.append("left")
        raise KeyError("logged, and no more")

    def close():
        while not (heard and headless.windows):
            time.sleep(0.001)
        headless.windows[0].destroy()

    thread = threading.Thread(target=close)
    thread.start()
    app.run(window=True)
    thread.join()
    assert heard[0].is_destroyed and heard[1:] == ["left"] and app.url is None
    assert caplog.records[0].exc_info[0] is KeyError


@pytest.mark.parametrize("mode", ["per_session", "serialized"])
def test_a_native_window_closed_before_it_is_seen(headless, mode, monkeypatch):
    app = oriel.sync.Application(**OPTIONS, concurrency_handling=mode)
    left = []
    app.on_disconnect(left.append)
    open_window = oriel.sync.Session.open_window

    def open_closed(session, **options):
        window = open_window(session, **options)
        window.destroy()
        return window

    monkeypatch.setattr(oriel.sync.Session, "open_window", open_closed)
    app.run(window=True)
    assert len(left) == 1 and left[0].is_destroyed
