"""The names of pgwidgets: the document's example as printed, and each known difference."""

import asyncio
import inspect
import logging
import pathlib
import re
import runpy
import socket
import threading

import pgwidgets
import pgwidgets.async_
import pgwidgets.defs
import pgwidgets.method_types
import pgwidgets.sync
import pytest
from serving import OPTIONS, Flag

import oriel
from oriel import testing

HERE = pathlib.Path(__file__).parent


class Served:
    """An application of the face of one of the APIs, run on a thread of its own."""

    def __init__(self, api, **options):
        self.is_async = api == "async"
        module = pgwidgets.async_ if self.is_async else pgwidgets.sync
        self.app = module.Application(**{**OPTIONS, **options})
        self.pages = []

    def __enter__(self):
        self.running = Flag()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        self.running.wait()
        return self

    def _run(self):
        if self.is_async:
            asyncio.run(self._serve())
        else:
            with self.app:
                self.over = threading.Event()
                self.running.set()
                self.over.wait()

    async def _serve(self):
        async with self.app:
            self.loop = asyncio.get_running_loop()
            self.ended = asyncio.Event()
            self.running.set()
            await self.ended.wait()

    def __exit__(self, *_):
        for page in self.pages:
            page.close()
        if self.is_async:
            self.loop.call_soon_threadsafe(self.ended.set)
        else:
            self.over.set()
        self.thread.join()

    def page(self, target=None, **options):
        self.pages.append(testing.Page(target or self.app.url, **options))
        return self.pages[-1]

    def do(self, function, *args):
        """Call (and await) something where the application's handlers run."""
        if not self.is_async:
            return function(*args)

        async def call():
            result = function(*args)
            return await result if hasattr(result, "__await__") else result

        return asyncio.run_coroutine_threadsafe(call(), self.loop).result(20)


@pytest.fixture(params=["async", "sync"])
def api(request):
    return request.param


@pytest.fixture
def served(api):
    with Served(api) as served:
        yield served


def one_session(served):
    page = served.page()
    (session,) = served.app.sessions.values()
    return page, session


def test_the_example_of_the_document(monkeypatch):
    """As printed: it serves on 9500 and 9501 there, here on any port."""
    path = HERE.parent / "examples" / "pgwidgets_document.py"
    made = Flag()
    apps = []

    class Application(pgwidgets.async_.Application):
        def __init__(self, **options):
            super().__init__(**{**options, "ws_port": None, "http_port": 0})
            apps.append(self)

        async def start(self):
            await super().start()
            made.set()

    monkeypatch.setattr(pgwidgets.async_, "Application", Application)
    thread = threading.Thread(
        target=runpy.run_path, args=(str(path),), kwargs={"run_name": "__main__"}
    )
    thread.start()
    made.wait()
    (app,) = apps
    with testing.Page(app.url) as page:
        window = page.find("TopLevel", title="Async Demo")
        page.wait_for(lambda: window.get("visible"), "show")
        assert window.size == [400, 300] and window.resizable is True
        page.click(page.find("Button", text="Hello"))
        page.find("Label", text="Hello!")
        page.type(page.find("TextEntry", text="Type here"), "some text")
        page.find("Label", text="Entered: some text")
        before = page.text()
        page.anew()
        page.find("Label", text="Entered: some text")
        assert page.text() == before
    app._close()
    thread.join(10)
    assert not thread.is_alive()


def test_constructor(api):
    cls = (pgwidgets.async_ if api == "async" else pgwidgets.sync).Application
    base = inspect.signature(oriel.Application).parameters
    assert list(base)[:8] == [
        "ws_port", "http_port", "host", "http_server", "concurrency_handling", "max_sessions",
        "logger", "ws_sock",
    ]  # fmt: skip
    app = cls(9500, 9501, "127.0.0.1", True, "per_session", 1, None)
    assert app.url is None and app.sessions == {}
    assert cls(legacy_client=True)._options["legacy_client"]
    with pytest.raises(ValueError):
        cls(concurrency_handling="x")
    with pytest.raises(TypeError):
        cls(colour="red")


def test_calls_need_no_await(served):
    page, session = one_session(served)
    W = session.get_widgets()

    def build():
        box = W.VBox()
        box.add_widget(W.Label("now"), 0)
        return [child.get_text() for child in box.children]

    assert served.do(build) == ["now"]
    page.find("Label", text="now")


def test_wrong_arguments_raise_at_once(served):
    page, session = one_session(served)
    W = session.get_widgets()
    for make in (lambda: W.Button("x", colour=1), lambda: W.Button(3)):
        with pytest.raises(TypeError):
            make()
    assert list(session.walk_widget_tree()) == []


def test_widgets_can_be_subclassed(served, api):
    page, session = one_session(served)
    W = session.get_widgets()

    class Shout(W.Label):
        def __init__(self, text):
            super().__init__(text.upper())

    Shout("one")
    page.find("Label", text="ONE")
    module = (pgwidgets.async_ if api == "async" else pgwidgets.sync).Widgets

    class Whisper(module.Label):
        def __init__(self, session, text):
            super().__init__(session, text.lower())

    served.app.register_widget(Whisper)
    served.app.register_widget(Whisper, "Quiet")
    session.get_widgets().Whisper("TWO")
    session.get_widgets().Quiet("THREE")
    page.find("Label", text="two")
    page.find("Label", text="three")
    assert isinstance(Whisper(session, "x"), module.Label)
    assert isinstance(W.Label("y"), module.Label) and isinstance(
        module.Label(session), module.Label
    )
    assert not isinstance(W.Label("y"), Whisper) and not isinstance(W.Button("y"), module.Label)


def test_callbacks_can_be_removed(served):
    page, session = one_session(served)
    heard, flag = [], Flag()
    button = session.get_widgets().Button("x")

    def first():
        heard.append("first")

    def second(widget, extra):
        heard.append((widget, extra))
        flag.set()

    button.on("activated", first)
    button.add_callback("activated", second, 3)
    button.remove_callback("activated", first)
    page.wait_for(lambda: "activated" in page.find("Button").listens, "listen")
    page.click(page.find("Button"))
    flag.wait()
    assert heard == [(button, 3)]


def test_sessions_can_be_destroyed(served):
    page, session = one_session(served)
    served.do(session.destroy)
    assert session.is_destroyed and served.app.sessions == {}
    page.wait_for(lambda: page.closed, "the end")


def test_gui_call_in_both(served):
    page, session = one_session(served)
    done = Flag()
    session.gui_do(lambda *args: done.set(), 1)
    done.wait()
    assert served.do(session.gui_call, lambda: 3) == 3


def test_container_questions_need_no_browser(served, api):
    session = served.do(served.app.create_session)
    W = session.get_widgets()
    box = W.VBox()
    label = W.Label("x")
    box.add_widget(label)
    assert served.do(box.num_children) == 1
    assert served.do(box.get_children) == [label]
    assert served.do(box.is_container) is True
    if api == "async":
        assert inspect.iscoroutinefunction(type(box).num_children)


def test_getters_are_plain_functions(served):
    page, session = one_session(served)
    W = session.get_widgets()
    top = W.TopLevel()
    top.show()
    assert W.Label("now").get_text() == "now" and top.is_visible() is True
    assert top.get_size() == (0, 0) and W.Slider(value=3).get_value() == 3


def test_exceptions_are_logged(served, caplog):
    @served.app.on_connect
    def build(session):
        raise KeyError("mine")

    told = Flag()
    served.app.on_error(lambda session, exc: told.set())
    served.page()
    told.wait()
    (record,) = caplog.records
    assert record.exc_info[0] is KeyError and record.name == "oriel"
    assert record.levelno == logging.ERROR


def test_a_taken_port_raises(api):
    taken = socket.create_server(("127.0.0.1", 0))
    module = pgwidgets.async_ if api == "async" else pgwidgets.sync
    app = module.Application(http_port=taken.getsockname()[1], ws_port=None)
    with pytest.raises(RuntimeError):
        asyncio.run(app.start()) if api == "async" else app.start()
    taken.close()


def test_close_and_run_again(api):
    with Served(api) as served:
        port = served.app.http_port
    served.app._options["port"] = port
    with Served(api, http_port=port) as again:
        assert again.app.http_port == port
        again.page()


def test_a_browser_that_comes_back_disturbs_nobody(served):
    page, session = one_session(served)
    label = session.get_widgets().Label("one")
    other = served.page(session)
    other.find("Label", text="one")
    page.find("Label", text="one")
    page.drop()
    label.set_text("two")
    page.reconnect()
    page.find("Label", text="two")
    other.find("Label", text="two")
    assert (page.rebuilds, other.rebuilds) == (1, 1)
    page.anew()
    page.find("Label", text="two")
    assert other.rebuilds == 1


def test_timers_run_in_the_program(served):
    session = served.do(served.app.create_session)
    fired = Flag()
    timer = session.make_timer(duration=0.001)
    timer.on("expired", lambda seconds: fired.set())
    timer.start()
    fired.wait()


def test_order_survives_a_reload(served):
    page, session = one_session(served)
    W = session.get_widgets()
    box = W.VBox()
    for text in "abc":
        box.add_widget(W.Label(text))
    box.insert_widget(1, W.Label("between"))
    W.Label("last")
    page.find("Label", text="last")
    page.anew()
    page.find("Label", text="last")
    assert [child.text for child in page.find("VBox").children] == ["a", "between", "b", "c"]


def test_sessions_expire(api):
    with Served(api, session_ttl=0.01, resume=0.01) as served:
        gone = Flag()
        served.app.on_expire(lambda session: gone.set())
        served.page().close()
        gone.wait()


def test_ids_are_strings(served):
    page, session = one_session(served)
    assert isinstance(session.id, str) and len(session.id) > 10 and len(session.token) >= 43


def test_urls_hold_a_code(served):
    page, session = one_session(served)
    url = session.get_url()
    assert session.token not in url and session.id not in url
    assert served.page(url).session_id == session.id
    with pytest.raises(ConnectionError, match="4003"):
        served.page(url)


def test_unknown_credentials(served):
    page, session = one_session(served)
    page.forge("someone", "x" * 43)
    page.anew()
    assert page.session_id not in ("someone", session.id)


def test_session_thread():
    with Served("sync") as served:
        page, session = one_session(served)
        assert session.get_session_thread() is None
        assert session.gui_call(session.get_session_thread) is not None


def test_buffer(served):
    page, session = one_session(served)
    buffer = pgwidgets.Buffer(b"abcd", (2, 2))
    assert pgwidgets.is_buffer(buffer) and not pgwidgets.is_buffer(b"")
    image = session.get_widgets().Image()
    image.set_binary_image(bytes(buffer), "png")
    page.wait_for(lambda: page.find("Image").get("binary_image") == [b"abcd", "png"], "bytes")


def test_dropped_files_are_on_disk(served):
    page, session = one_session(served)
    heard, flag = [], Flag()

    def take(payload):
        (file,) = payload["files"]
        heard.append((file["name"], pathlib.Path(file["path"]).read_bytes(), "data" in file))
        flag.set()

    session.get_widgets().Image().on("drop-end", take)
    page.drop_files(page.find("Image"), {"a.txt": b"abc"})
    flag.wait()
    assert heard == [("a.txt", b"abc", False)]


def test_absent_things_say_so(served):
    page, session = one_session(served)
    assert not hasattr(session, "connections")
    for name in ("extras", "tree_model", "text_model", "callbacks"):
        with pytest.raises(ImportError):
            __import__(f"pgwidgets.{name}")
    assert pgwidgets.method_types.__all__ == ["classify_method"]
    W = session.get_widgets()
    assert not hasattr(W.Label("x"), "get_element")
    for name, row in oriel.catalogue.CLASSES.items():
        if not row["page"]:
            with pytest.raises(Exception, match=name):
                getattr(W, name)()


def test_tables():
    assert len(pgwidgets.defs.WIDGETS) == 52
    assert pgwidgets.defs.WIDGETS["Label"]["args"] == ["text"]
    assert pgwidgets.defs.WIDGETS["Label"]["methods"]["set_text"] == ["text"]
    assert set(pgwidgets.defs.CALLBACK_METHODS) < set(pgwidgets.defs.WIDGET_METHODS)
    assert set(pgwidgets.defs.WIDGET_METHODS) < set(pgwidgets.defs.CONTAINER_METHODS)
    classify = pgwidgets.method_types.classify_method
    assert classify("Label", "set_text") == "setter"
    assert classify("Label", "show") == "fixed_setter"
    assert classify("Label", "get_text") == "getter"
    assert classify("VBox", "add_widget") == "child"
    assert classify("VBox", "num_children") == "js_only"
    assert classify("ComboBox", "append_text") == "action"
    with pytest.raises(KeyError):
        classify("Label", "wobble")
    assert pgwidgets.__version__


def test_differences_name_tests_that_exist():
    text = pathlib.Path(pgwidgets.__file__).with_name("DIFFERENCES.md").read_text()
    tests = pathlib.Path(__file__).read_text()
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in tests, name
