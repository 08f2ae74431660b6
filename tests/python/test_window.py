"""oriel.Window on the headless backend: everything that needs no engine."""

import asyncio
import gc
import logging
import weakref

import pytest

import oriel


@pytest.fixture
def window():
    window = oriel.Window(title="Test", size=(640, 480))
    yield window
    window.destroy()


def test_options(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>hello")
    window = oriel.Window(
        page,
        title="Title",
        size=(300, 200),
        frameless=True,
        resizable=False,
        devtools=True,
        hidden=True,
        order="session",
        origins=["http://127.0.0.1:8000"],
    )
    assert not window.is_open and window.id == 0
    window.show()
    assert window.is_open and window.id > 0
    assert window.size == (300, 200)
    window.destroy()
    assert not window.is_open


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 5), (16385, 5)])
def test_bad_size(size):
    with pytest.raises(ValueError):
        oriel.Window(size=size)


def test_bad_options(tmp_path):
    with pytest.raises(LookupError):
        oriel.Window(tmp_path / "missing.html")
    with pytest.raises(LookupError):
        oriel.Window(icon=tmp_path / "missing.png")
    with pytest.raises(TypeError):
        oriel.Window(origins="http://a")
    with pytest.raises(TypeError, match="session"):
        oriel.Window(session=oriel.Session(), state=oriel.State())
    with pytest.raises(TypeError):
        oriel.Window("", "title")
    with pytest.raises(ValueError):
        oriel.Window("a\x00b")


def test_open_close(window):
    window.show()
    first = window.id
    window.show()
    assert window.id == first
    window.close()
    while window.is_open:
        oriel.dispatch(1)
    with pytest.raises(oriel.ClosedError) as info:
        window.show()
    assert info.value.code == "ECLOSED"
    assert isinstance(info.value, RuntimeError) and isinstance(info.value, oriel.Error)


def test_setters(window):
    window.show()
    window.title = "Other"
    window.size = (500, 400)
    window.position = (10, 20)
    window.fullscreen = True
    window.minimize()
    window.maximize()
    window.maximize(False)
    window.sync()
    assert window.title == "Other"
    assert window.fullscreen is True
    with pytest.raises(TypeError):
        window.title = 3
    with pytest.raises(ValueError):
        window.size = (0, 0)


def test_serve(window, tmp_path):
    window.serve("app", tmp_path)
    window.serve("other", str(tmp_path))
    window.add_mime_type(".glb", "model/gltf-binary")
    with pytest.raises(LookupError):
        window.serve("app", tmp_path / "missing")
    with pytest.raises(ValueError):
        window.serve("not a scheme", tmp_path)


def test_context_manager():
    with oriel.Window() as window:
        assert window.is_open
    assert not window.is_open


def test_session_and_state():
    state = oriel.State()
    assert oriel.Window(state=state).state is state
    session = oriel.Session()
    window = oriel.Window(session=session)
    assert window.session is session and window.state is session.state
    first, second = oriel.Window(), oriel.Window()
    first.state.set("a", "b", 1)
    assert second.state.get("a", "b") is None
    oriel.app()._waiting.clear()


def test_expose(window):
    @window.expose
    def one():
        pass

    @window.expose("app", name="x")
    def two():
        pass

    assert window.expose(two, "app") is two
    window.expose_object(oriel.Session(), "session")
    window.session.withdraw("expose", "session")


def test_events_are_checked(window):
    with pytest.raises(ValueError, match="load-failed"):
        window.on("opened", print)
    with pytest.raises(TypeError, match="callable"):
        window.on("closed", 3)


def test_closed_event_and_run():
    window = oriel.Window()
    heard = []

    @window.on("closed")
    def closed():
        heard.append(window.is_open)

    @window.on("closed")
    def bad():
        raise ValueError("logged")

    oriel.app().post(window.close)
    assert oriel.run() == 0
    while oriel.dispatch():
        pass
    assert heard == [False]


def test_run_without_windows_returns():
    assert oriel.app()._waiting == {}
    assert oriel.run() == 0


def test_quit():
    window = oriel.Window()
    oriel.app().post(oriel.app().quit, 3)
    assert oriel.run() == 3
    assert window.is_open
    window.destroy()


def test_run_within_a_handler_raises(caplog):
    window = oriel.Window()

    def handler():
        assert oriel.dispatch(None) == 0
        oriel.app().post(window.destroy)
        oriel.run()

    oriel.app().post(handler)
    with caplog.at_level(logging.ERROR, logger="oriel"):
        oriel.run()
    assert caplog.records[0].exc_info[0] is RuntimeError


def test_an_open_window_lives_although_nobody_holds_it():
    gone = weakref.ref(oriel.Window().show())
    gc.collect()
    assert gone() is not None
    gone().close()
    oriel.run()
    while oriel.dispatch():
        pass
    gc.collect()
    assert gone() is None


def test_closed_is_awaitable():
    async def main():
        window = oriel.Window()
        asyncio.get_running_loop().call_later(0.02, window.close)
        await window.closed()
        assert not window.is_open
        await window.closed()

    asyncio.run(main())


def test_closed_by_another_thread_while_it_opens():
    async def main():
        window = oriel.Window()
        window._core.destroy()  # as a thread does between closed()'s look and its opening
        await asyncio.wait_for(window.closed(), 5)

    asyncio.run(main())


def test_canceling_leaves_the_window_open():
    async def main():
        window = oriel.Window()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(window.closed(), 0.05)
        assert window.is_open
        window.destroy()
        await asyncio.wait_for(window.closed(), 5)

    asyncio.run(main())


def test_a_hidden_window_is_opened_hidden():
    async def main():
        window = oriel.Window(hidden=True)
        asyncio.get_running_loop().call_later(0.02, window.destroy)
        await window.closed()

    asyncio.run(main())


def test_shutdown_and_again():
    windows = [oriel.Window().show() for _ in range(3)]
    assert len(oriel.app().windows) == 3
    oriel.shutdown()
    oriel.shutdown()
    assert not any(window.is_open for window in windows)
    assert oriel.app().window_count == 0
    window = oriel.Window().show()
    assert window.is_open
    window.destroy()


def test_shutdown_from_a_handler():
    window = oriel.Window()
    oriel.app().post(oriel.shutdown)
    oriel.run()
    assert not window.is_open
