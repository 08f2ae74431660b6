"""What calls return is awaited, or handed to asyncio; async def works wherever a function does."""

import asyncio
import logging
import threading

import pytest
from serving import Flag, in_asyncio

import oriel
from oriel import _aio
from oriel._steps import Steps


@in_asyncio()
async def test_calls_are_coroutines(app, page):
    one = await page()
    (session,) = app.sessions.values()
    label, other = session.get_widgets().Label("a"), session.get_widgets().Label("b")
    assert asyncio.iscoroutine(label.set_text("c"))
    await asyncio.create_task(label.set_text("x"))
    async with asyncio.TaskGroup() as group:
        group.create_task(label.set_text("y"))
        group.create_task(other.set_text("z"))
    assert (label.get_text(), other.get_text()) == ("y", "z")
    await asyncio.gather(label.set_text("1"), other.set_text("2"), app.close())
    assert one


@in_asyncio()
async def test_questions_are_coroutines(app, page):
    one = await page()
    (session,) = app.sessions.values()
    button = session.get_widgets().Button("a")
    session.get_widgets().TopLevel().set_widget(button)
    await one.find("Button")
    one.page.answer("Button", "get_icon", lambda button: "icon.png")
    assert await asyncio.create_task(button.get_icon()) == "icon.png"
    loop = asyncio.get_running_loop()

    def ask():
        return asyncio.run_coroutine_threadsafe(button.get_icon(), loop).result(5)

    assert await asyncio.to_thread(ask) == "icon.png"


def test_tasks_wait_by_themselves():
    """Although all got the same object: a session has one for all its calls."""

    async def main():
        free = asyncio.Event()

        class Pace(Steps):
            def __await__(self):
                return self._begin().__await__()

            def _begin(self):
                return free.wait()

        pace = Pace()
        tasks = [asyncio.create_task(pace) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await tasks[0]
        assert not tasks[1].done()
        free.set()
        assert await asyncio.gather(*tasks[1:], pace) == [True] * 3
        assert not pace._runs
        pace.close()

    asyncio.run(main())


def test_async_state_handlers_run(headless, caplog):
    state, heard = oriel.State(), Flag()

    class Handler:
        async def update_state(self, namespace, key, value):
            await asyncio.sleep(0)
            heard.set()
            raise ZeroDivisionError

    state.add_handler(Handler())
    state.set("a", "b", 1)
    while headless.dispatch():
        pass
    heard.wait()


def test_async_posts_run(headless):
    async def main():
        heard = asyncio.Event()

        async def posted():
            await asyncio.sleep(0)
            heard.set()

        oriel.attach()
        headless.post(posted)
        await asyncio.wait_for(heard.wait(), 5)

    asyncio.run(main())


def test_async_posts_that_raise_are_logged(headless, caplog):
    async def main():
        async def posted():
            ended.set_result(None)
            raise ZeroDivisionError

        oriel.attach()
        ended = asyncio.get_running_loop().create_future()
        headless.post(posted)
        await asyncio.wait_for(ended, 5)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert caplog.records[-1].exc_info[0] is ZeroDivisionError


def test_log_lines_wake_a_loop_that_sleeps(headless):
    """A line of another thread, while the main thread runs no Python."""
    window = oriel.Window().show()
    futures = [window._core.evaluate("1", 1000)]
    window.destroy()

    async def main():
        oriel.attach()
        told = asyncio.Event()

        class Handler(logging.Handler):
            def emit(self, record):
                told.set()

        handler = Handler()
        logging.getLogger("oriel.loop").addHandler(handler)
        try:
            waiting = asyncio.ensure_future(asyncio.wait_for(told.wait(), 5))
            threading.Timer(0.02, futures.clear).start()  # nobody looked at the failure
            await waiting
        finally:
            logging.getLogger("oriel.loop").removeHandler(handler)

    asyncio.run(main())


@pytest.mark.filterwarnings("error")
def test_a_task_canceled_before_it_begins():
    """By the end of its loop: what it would have awaited is closed, nothing was forgotten."""
    loop = asyncio.new_event_loop()
    tasks = []

    async def handler():
        raise AssertionError

    async def answer(awaitable):
        await awaitable

    coroutine = handler()
    job = _aio._Job(loop, answer(coroutine), coroutine)
    loop.call_soon(lambda: tasks.append(job.task) or job.task.cancel())
    loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(asyncio.sleep(0))
    assert tasks[0].cancelled() and coroutine.cr_frame is None
    assert job.task is None  # nor does it hold what its error holds
    loop.close()
    coroutine = handler()
    with pytest.raises(RuntimeError):
        _aio._Job(loop, answer(coroutine), coroutine)
    assert coroutine.cr_frame is None


def test_a_job_that_is_canceled_begins():
    """However early that comes: it gets as far as its first wait."""
    loop = asyncio.new_event_loop()
    got = []

    async def handler(name):
        got.append(name)
        await asyncio.sleep(0)
        got.append("on")

    early = _aio._Job(loop, handler("early"))
    early.cancel()
    late = _aio._Job(loop, handler("late"))
    loop.call_soon(late.cancel)
    while _aio._tasks or not got:
        loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    assert got == ["early", "late"]
