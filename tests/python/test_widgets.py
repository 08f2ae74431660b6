"""Widget classes in the program: made, called, asked, subclassed; no page is needed."""

import asyncio
import gc
import inspect
import logging
import pathlib
import subprocess
import sys
import weakref

import pytest

import oriel

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(params=["async", "sync"])
def session(request):
    return oriel.Session() if request.param == "async" else oriel.sync.Session()


@pytest.fixture
def W(session):
    return session.get_widgets()


def test_generated_files_are_current():
    command = [sys.executable, str(ROOT / "catalogue/generate.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_getters_answer_from_the_program(W):
    label = W.Label("one", halign="center")
    assert label.get_text() == "one"
    label.set_text("two")
    assert label.get_text() == "two"
    assert label.get_enabled() is True
    label.set_enabled(False)
    assert label.get_enabled() is False
    label.set_expanding(True, False)
    assert label.get_expanding() == (True, False)
    label.hide()
    assert label.is_visible() is False


def test_keywords_are_options_or_setters(W):
    entry = W.TextEntry(text="x", linehistory=5, enabled=False, tooltip="type here")
    assert entry.get_text() == "x"
    assert entry.get_enabled() is False
    assert entry.get_tooltip() == "type here"


@pytest.mark.parametrize(
    "make",
    [
        lambda W: W.Button("x", colour="red"),
        lambda W: W.Button(3),
        lambda W: W.Button("a", "b"),
        lambda W: W.Label(text="a", halign=3),
        lambda W: W.Button("x", enabled="yes"),
        lambda W: W.Slider(min="low"),
    ],
)
def test_wrong_arguments_of_constructors(session, W, make):
    with pytest.raises(TypeError):
        make(W)
    assert list(session.walk_widget_tree()) == []


def test_wrong_arguments_of_methods(W):
    label = W.Label("x")
    for call in (
        lambda: label.set_text(3),
        lambda: label.set_text(),
        lambda: label.set_text("a", "b"),
        lambda: label.set_text(txt="a"),
        lambda: label.set_text({1}),
        lambda: W.VBox().add_widget("label"),
        lambda: W.VBox().add_widget(None),
        lambda: label.resize("wide", 3),
    ):
        with pytest.raises(TypeError):
            call()
    assert label.get_text() == "x"
    with pytest.raises(AttributeError):
        label.set_txt("a")
    with pytest.raises(AttributeError, match="Buton"):
        W.Buton


def test_values_that_json_cannot_hold(W):
    slider = W.Slider()
    with pytest.raises(ValueError, match=r"Slider.set_value\[0\]: NaN"):
        slider.set_value(float("nan"))
    assert slider.get_value() == 0


def test_classes_without_a_page_side_say_so(W):
    missing = [name for name, row in oriel.catalogue.CLASSES.items() if not row["page"]]
    for name in missing:
        with pytest.raises((TypeError, ValueError, RuntimeError), match=name):
            getattr(W, name)()


def test_the_tree(session, W):
    top, box = W.TopLevel(title="x"), W.VBox()
    labels = [W.Label(str(i)) for i in range(3)]
    top.set_widget(box)
    for label in labels:
        box.add_widget(label, 0)
    assert box.children == labels and box.parent is top and top.parent is None
    assert list(session.walk_widget_tree()) == [top, box, *labels]
    assert box.num_children() == 3
    assert box.get_children() == labels
    assert box.is_container() is True and labels[0].is_container() is False
    box.insert_widget(0, labels[2], 1)
    assert box.children == [labels[2], labels[0], labels[1]]
    box.remove(labels[0])
    assert labels[0].parent is None and not labels[0].is_destroyed
    assert list(session.walk_widget_tree()) == [top, box, labels[2], labels[1], labels[0]]
    box.remove(labels[1], True)
    assert labels[1].is_destroyed
    other = W.HBox()
    other.add_widget(labels[2])
    assert box.children == [] and other.children == [labels[2]]


def test_destroyed_widgets_refuse(session, W):
    box, label = W.VBox(), W.Label("x")
    heard = []
    box.add_widget(label)
    label.on("click", heard.append)
    box.destroy()
    box.destroy()
    assert box.is_destroyed and label.is_destroyed
    with pytest.raises(oriel.ClosedError):
        label.set_text("y")
    with pytest.raises((oriel.ClosedError, ValueError, TypeError)):
        W.VBox().add_widget(label)
    assert label not in list(session.walk_widget_tree())


def test_destroyed_widgets_hold_nothing(W):
    class Owner:
        def heard(self):
            pass

    box = W.VBox()
    box.add_widget(button := W.Button("x"))
    owner = Owner()
    button.on("activated", owner.heard)
    weak = weakref.ref(owner)
    del owner, button
    gc.collect()
    assert weak() is not None
    box.destroy()
    gc.collect()
    assert weak() is None


def test_refused_handlers_are_not_kept(W):
    class Owner:
        def heard(self):
            pass

    owner = Owner()
    weak = weakref.ref(owner)
    button = W.Button("x")
    for method in (button.on, button.add_callback):
        with pytest.raises(ValueError):
            method("no-such", owner.heard)
    del owner
    gc.collect()
    assert weak() is None


def test_trees_deeper_than_the_stack(child):
    code = """
import oriel
oriel.app(backend="headless")
session = oriel.Session()
W = session.get_widgets()

def remove(box):
    return W.VBox().add_widget(box) and box.parent.remove(box, True)

for end in (lambda box: box.destroy(), remove):
    box = bottom = W.VBox()
    bottom.add_widget(W.Button("x"))
    for _ in range(100_000):
        outer = W.VBox()
        outer.add_widget(box)
        box = outer
    end(box)
    print(bottom.is_destroyed, list(session.walk_widget_tree()).count(bottom))
"""
    assert child(code, timeout=120).split() == ["True", "0"] * 2


def test_widgets_live_in_the_session(session, W):
    box = W.VBox()
    label = W.Label("x")
    label.note = "mine"
    box.add_widget(label)
    wid = label.wid
    del label
    gc.collect()
    (found,) = box.children
    assert found.note == "mine" and found.wid == wid


def test_a_session_with_handlers_is_collected():
    session = oriel.Session()
    W = session.get_widgets()
    button = W.Button("x")
    button.on("activated", lambda: session)
    weak = weakref.ref(session)
    del session, W, button
    gc.collect()
    assert weak() is None


def test_sessions_leave_nothing_behind(session, headless):
    def use():
        W = type(session)().get_widgets()
        box = W.VBox()
        for i in range(10):
            button = W.Button(str(i))
            button.on("activated", lambda: box)
            box.add_widget(button)
        with pytest.raises(TypeError):
            W.Button(3)
        box.remove(button, True)

    def count():
        for _ in range(20):
            use()
        while headless.dispatch():
            pass
        gc.collect()
        return len(gc.get_objects())

    count()
    before = count()
    assert count() - before < 20


def test_widgets_of_another_session_are_refused(session, W):
    other = type(session)().get_widgets()
    with pytest.raises(ValueError, match="another session"):
        W.VBox().add_widget(other.Label("x"))


def test_subclasses(session, W):
    class Red(W.Button):
        def __init__(self, text, *, shade):
            super().__init__(text.upper())
            self.shade = shade

        def set_text(self, text):
            return super().set_text(text.upper())

    red = Red("stop", shade=3)
    assert red.get_text() == "STOP" and red.shade == 3
    red.set_text("go")
    assert red.get_text() == "GO"
    assert isinstance(red, W.Button) and issubclass(Red, W.Button)
    assert red.session is session
    W.HBox().add_widget(red)
    assert red.parent.children == [red]


def test_subclasses_that_forget_the_base(W):
    class Lazy(W.Button):
        def __init__(self):
            pass

    with pytest.raises(RuntimeError, match="not made"):
        Lazy().set_text("x")
    with pytest.raises(ValueError, match="not made"):
        W.VBox().add_widget(Lazy())


def test_a_widget_is_made_once(W):
    button = W.Button("x")
    with pytest.raises(RuntimeError, match="made already"):
        button.__init__("y")


def test_classes_need_a_session():
    for module in (oriel.widgets, oriel.sync.widgets):
        with pytest.raises(TypeError, match="session"):
            module.Button("x")
    session = oriel.Session()
    assert oriel.widgets.Button("x", session=session).get_text() == "x"


def test_every_class_has_signature_and_docstrings():
    for module in (oriel.widgets, oriel.sync.widgets):
        for name, row in oriel.catalogue.CLASSES.items():
            cls = getattr(module, name)
            params = list(inspect.signature(cls).parameters)
            expected = row["args"] + row["options"]
            assert params[: len(expected)] == expected
            assert cls.__doc__
            for method, facts in row["methods"].items():
                found = inspect.signature(getattr(cls, method)).parameters.values()
                names = [param.name for param in found if param.kind is not param.VAR_KEYWORD]
                assert names[1:] == facts[4]
                assert getattr(cls, method).__doc__


def test_factories_show_their_class(W):
    assert W.Button.__name__ == "Button" and W.Button.__doc__ == oriel.widgets.Button.__doc__
    assert list(inspect.signature(W.Button).parameters)[0] == "text"
    assert "Button" in dir(W) and "Button" in repr(W.Button)


def test_callbacks(W):
    button = W.Button("x")

    def heard(*args):
        pass

    button.on("activated", heard)
    button.add_callback("activated", heard, 1, key=2)
    button.remove_callback("activated", heard)
    with pytest.raises(LookupError):
        button.remove_callback("activated", heard)
    with pytest.raises(ValueError, match="wobble"):
        button.on("wobble", heard)
    with pytest.raises(TypeError, match="callable"):
        button.on("activated", 3)
    assert button.has_callback("activated") and not button.has_callback("wobble")


def test_timers_fire_in_dispatch(session, headless):
    timer = session.make_timer(duration=0.001)
    heard = []
    timer.on("expired", heard.append)
    timer.start()
    while not heard:
        headless.dispatch(10)
    assert heard == [pytest.approx(0.001)] and not timer.is_set()
    timer.on("cancelled", heard.append)
    timer.start(1000)
    assert 0 < timer.time_left() <= 1000
    timer.cancel()
    while len(heard) < 2:
        headless.dispatch(10)
    timer.start(1000)
    timer.stop()
    assert not timer.is_set() and timer.time_left() == 0


def test_exceptions_of_handlers_are_logged(session, headless, caplog):
    timer = session.make_timer(duration=0)
    timer.on("expired", lambda _: 1 / 0)
    heard = []
    timer.on("expired", heard.append)
    timer.start()
    while not heard:
        headless.dispatch(10)
    (record,) = caplog.records
    assert record.exc_info[0] is ZeroDivisionError and record.levelno == logging.ERROR


def test_batches_nest(session, W):
    label = W.Label("x")
    with session.batch():
        with label.batch():
            label.set_text("a")
        label.set_text("b")
    assert label.get_text() == "b"


def test_gui_do_keeps_the_order(session, headless):
    heard = []
    for i in range(10):
        session.gui_do(heard.append, i)
    while len(heard) < 10:
        headless.dispatch(10)
    assert heard == list(range(10))


def test_awaiting_is_optional():
    async def main():
        session = oriel.Session()
        W = session.get_widgets()
        button = await W.Button("one")
        assert isinstance(button, oriel.widgets.Button)
        box = W.VBox()
        assert await box.add_widget(button, 0) is None
        box.add_widget(W.Label("two"), 1)
        assert [child.get_text() for child in box.children] == ["one", "two"]
        assert await button.on("activated", print) is None
        assert await session.make_timer(duration=1) is not None
        async with session.batch():
            await button.set_text("three")
        assert button.get_text() == "three"
        assert await button.remove_callback("activated", print) is None
        assert await button.get_icon() is None  # there is no page
        session.strict = True
        assert await button.set_text("four") is None
        assert button.get_text() == "four"

    asyncio.run(main())


def test_synchronous_calls_return_none():
    session = oriel.sync.Session()
    W = session.get_widgets()
    button = W.Button("one")
    assert button.set_text("x") is None
    assert button.on("activated", print) is None
    assert button.remove_callback("activated", print) is None
    assert button.destroy() is None
    assert W.Button("x").get_icon() is None  # there is no page
    session.strict = True
    assert W.Button("x").set_text("y") is None


def test_a_destroyed_session_refuses(session, W):
    label = W.Label("x")
    session.destroy()
    assert session.is_destroyed
    with pytest.raises(oriel.ClosedError):
        label.set_text("y")
    with pytest.raises(oriel.ClosedError):
        oriel.widgets.Label("x", session=session)
    session.destroy()


def test_open_url_takes_web_addresses_only(session):
    session.open_url("https://example.org/")
    for url in ("javascript:alert(1)", "file:///etc/passwd", ""):
        with pytest.raises(ValueError):
            session.open_url(url)


def test_timeouts(session):
    session.timeout = 2.5
    assert session.timeout == 2.5
    for none in (None, float("inf"), 1e306):
        session.timeout = none
        assert session.timeout == none
    for wrong in (-1, float("nan")):
        with pytest.raises(ValueError):
            session.timeout = wrong
    assert session.timeout == 1e306


def test_bytes(W):
    image = W.Image()
    image.set_binary_image(b"\x89PNG", "png")
    image.set_binary_image(oriel.Buffer(b"abcd", (2, 2)).data)
    with pytest.raises(TypeError):
        image.set_binary_image("text")


def test_bytes_that_may_change_are_copied(W):
    image = W.Image()
    data = bytearray(b"\x89PNG")
    for view in (memoryview(data), memoryview(data).toreadonly()):
        image.set_binary_image(view, "png")
        view.release()
    data.clear()  # refused while anybody shares it


def test_buffers():
    buffer = oriel.Buffer(bytes(24), (2, 3), "float32")
    assert len(buffer) == 24 and bytes(buffer) == bytes(24) and buffer.shape == (2, 3)
    for args in (
        (b"abc", (2,)),
        (b"ab", (2,), "uint16"),
        (b"", (0,)),
        (b"a", ()),
        (b"a", (1,), "int64"),
    ):
        with pytest.raises(ValueError):
            oriel.Buffer(*args)


def test_a_deep_tree_goes(W):
    boxes = [W.VBox() for _ in range(100)]
    for outer, inner in zip(boxes, boxes[1:]):
        outer.add_widget(inner)
    assert len(boxes[0]._family()) == 100
    boxes[0].destroy()
    assert all(box.is_destroyed for box in boxes)


def test_data_uris(W, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")
    assert W.Label("x").to_data_uri(path) == "data:image/png;base64,iVBORw=="
    with pytest.raises(FileNotFoundError):
        W.Label("x").to_data_uri(tmp_path / "b.png")


def test_bytes_that_can_change_are_copied(W):
    """A read-only view shows what its owner writes."""
    image, pixels = W.Image(), bytearray(b"\x89PNG")
    image.set_binary_image(memoryview(pixels).toreadonly(), "png")
    pixels.append(0)  # BufferError when the library still had it
