"""The order of a session's handlers, and calls into it from everywhere."""

import asyncio
import math
import threading

import pytest
from serving import Flag, in_asyncio, serving

import oriel


def test_gui_call_in_an_exposed_function():
    """It is a handler of the session: the call is made at once."""

    def build(session):
        @session.expose("app")
        def plain():
            return session.gui_call(lambda: session.get_session_thread() == threading.get_ident())

        @session.expose("app")
        async def task():
            await asyncio.sleep(0)
            return session.gui_call(lambda: "task")

    with serving(build) as app:
        page = app.page()
        assert page.call("app", "plain") is True
        assert page.call("app", "task") == "task"


def test_gui_call_in_a_generator():
    """Each item is asked for by a call of its own."""

    def build(session):
        @session.expose("app")
        def items():
            yield session.gui_call(lambda: 1)

        @session.expose("app")
        async def later():
            yield session.gui_call(lambda: 2)

    with serving(build) as app:
        page, came = app.page(), []
        apply = page._apply
        page._apply = lambda op, blocks: came.append(op) or apply(op, blocks)
        for name, item in (("items", 1), ("later", 2)):
            call, pull = page._last_call + 1, page._last_call + 2
            page._last_call = pull
            page._calls[pull] = None
            page._link.send([["c", call, "app", name, []]])
            page.wait_for(lambda: ["i", call] in came, "a stream")
            page._link.send([["n", call, pull]])
            page.wait_for(lambda: page._calls[pull], "an item")
            assert page._calls.pop(pull) == (True, item)


async def expose(session):
    @session.expose("app")
    async def task():
        await asyncio.sleep(0)
        return await session.gui_call(lambda: "task")

    @session.expose("app")
    def plain():
        assert session._is_current()
        return "plain"


@in_asyncio(expose)
async def test_gui_call_in_an_exposed_task(app, page):
    one = await page()
    assert await one.call("app", "task") == "task"
    assert await one.call("app", "plain") == "plain"
    (session,) = app.sessions.values()
    assert not session._is_current()


@in_asyncio()
async def test_gui_call_of_a_background_task(app, page):
    """The handler that began it is over: it waits for its turn like others."""
    await page()
    (session,) = app.sessions.values()
    heard, free = [], asyncio.Event()

    async def background():
        await free.wait()
        waiting = asyncio.ensure_future(session.gui_call(heard.append, "background"))
        await asyncio.sleep(0)
        heard.append("was posted")
        await waiting

    async def handler():
        return asyncio.create_task(background())

    task = await session.gui_call(handler)
    free.set()
    await task
    assert heard == ["was posted", "background"]


@in_asyncio()
async def test_a_canceled_gui_call(app, page):
    """Before its turn: it is not made, and nothing is reported."""
    await page()
    (session,) = app.sessions.values()
    heard = []
    app.on_error(lambda session, exc: heard.append(exc))
    waiting = asyncio.ensure_future(session.gui_call(heard.append, "called"))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await session.gui_call(lambda: 1) == 1
    assert heard == []


def test_gui_call_without_threads_that_run_handlers():
    app = oriel.sync.Application(http_port=0, ws_port=None)
    session = app.create_session()
    for each in (session, oriel.sync.Session()):
        with pytest.raises(RuntimeError, match="another thread"):
            each.gui_call(lambda: 1)
    app.close()


def test_gui_call_has_a_time_limit():
    with serving() as app:
        session = app.create_session()
        begun, free = Flag(), threading.Event()

        def stuck():
            begun.set()
            free.wait(20)

        session.gui_do(stuck)
        begun.wait()
        session.timeout = 0.01
        heard = []
        with pytest.raises(TimeoutError, match=r"gui_call\(.*time_limit.*0\.01 s"):
            session.gui_call(lambda: heard.append("never"))
        free.set()
        session.timeout = math.inf
        assert session.gui_call(lambda: heard) == []


def test_gui_call_of_a_serialized_application(headless):
    """Its handlers run in process_events(), also while that is not under way."""
    with serving(concurrency_handling="serialized") as app:
        session = app.create_session()
        app.process_events(0)
        came = []
        thread = threading.Thread(target=lambda: came.append(session.gui_call(lambda: 5)))
        thread.start()
        while thread.is_alive():
            app.process_events(0.01)
        assert came == [5]
