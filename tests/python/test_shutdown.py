"""What ends a program: a shutdown, Ctrl-C, sys.exit(); nobody is left waiting."""

import asyncio
import sys
import threading

import pytest
from serving import OPTIONS, Flag, in_asyncio, serving

import oriel


def test_await_ends_with_a_shutdown(headless):
    async def main():
        window = oriel.Window()
        waiting = asyncio.ensure_future(window.closed())
        await asyncio.sleep(0)
        headless.post(oriel.shutdown)
        await asyncio.wait_for(waiting, 5)

    asyncio.run(main())


def test_await_on_trio_ends_with_a_shutdown(headless):
    trio = pytest.importorskip("trio")

    async def main():
        window = oriel.Window().show()
        headless.post(oriel.shutdown)
        with trio.fail_after(5):
            await window.closed()

    trio.run(main)


def test_a_quit_binding(headless):
    from Pytonium import Pytonium, run_pytonium_async

    pytonium = Pytonium()
    pytonium.initialize("about:blank", 100, 100)
    headless.post(pytonium.shutdown)
    asyncio.run(asyncio.wait_for(run_pytonium_async(pytonium), 5))


def test_a_window_ends_with_a_shutdown(headless):
    app = oriel.Application(**OPTIONS)
    app.on_connect(lambda session: headless.post(oriel.shutdown))
    asyncio.run(asyncio.wait_for(app.run(window=True), 5))
    for mode in ("per_session", "serialized"):
        app = oriel.sync.Application(**OPTIONS, concurrency_handling=mode)
        app.on_connect(lambda session: headless.post(oriel.shutdown))
        app.run(window=True)


def test_a_server_ends_with_a_shutdown(headless):
    for mode in ("per_session", "serialized"):
        app = oriel.sync.Application(**OPTIONS, concurrency_handling=mode)
        thread = threading.Thread(target=app.run)
        thread.start()
        while thread.is_alive():  # one that comes before it runs is none of its
            headless.post(oriel.shutdown)
            thread.join(0.01)
    app = oriel.Application(**OPTIONS)

    async def main():
        await app.start()
        headless.post(oriel.shutdown)
        await asyncio.wait_for(app.run(), 5)

    asyncio.run(main())


def test_gui_call_ends_with_a_shutdown(headless):
    """What was on its way is dropped, and says so."""

    async def main():
        session = oriel.Session()
        headless.post(oriel.shutdown)  # first
        waiting = asyncio.ensure_future(session.gui_call(lambda: 1))
        with pytest.raises(oriel.ClosedError):
            await asyncio.wait_for(waiting, 5)

    asyncio.run(main())


def test_a_loop_within_a_handler_waits_without_dispatching(headless):
    """It hears of what it awaits, and neither dispatches nor spins."""
    window = oriel.Window().show()
    window.destroy()
    done = []

    def handler():
        async def main():
            await asyncio.wait_for(window.closed(), 5)
            loop = asyncio.get_running_loop()
            with pytest.raises(KeyError):
                loop._selector.get_key(headless.fileno())
            done.append(True)

        asyncio.run(main())

    headless.post(handler)
    while headless.dispatch():
        pass
    assert done


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])
def test_a_task_that_ends_the_program(headless, kind):
    """It leaves the loop once; the page hears of it; later ones leave as well."""

    async def build(session):
        session.expose(leave)

    async def leave():
        raise kind("enough")

    def run():
        with pytest.raises(kind):
            in_asyncio(build)(asking)()

    async def asking(app, page):
        one = await page()
        await one.call("", "leave")

    for _ in range(2):
        run()
        assert headless.dispatch(0) >= 0  # nothing was kept


def test_a_task_that_ends_the_program_on_the_runtime(headless, caplog):
    """That thread never dispatches: a later Ctrl-C in a dispatch is raised all the same."""
    session = oriel.Session()
    ended = Flag()

    async def leave():
        try:
            sys.exit()
        finally:
            ended.set()

    session.gui_do(leave)
    while headless.dispatch():
        pass
    ended.wait()

    def interrupt():
        raise KeyboardInterrupt

    headless.post(interrupt)
    with pytest.raises(KeyboardInterrupt):
        while True:
            headless.dispatch(1)


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])
def test_trio_ends_with_the_program(headless, kind):
    trio = pytest.importorskip("trio")

    def leave():
        raise kind

    async def main():
        window = oriel.Window().show()
        headless.post(leave)
        with trio.fail_after(5):
            await window.closed()

    with pytest.raises(kind):
        trio.run(main)
    oriel.shutdown()


def test_exit_in_a_handler_of_a_synchronous_application():
    app = oriel.sync.Application(**OPTIONS)
    app.start()
    app.create_session().gui_do(sys.exit, 3)
    with pytest.raises(SystemExit) as caught:
        app.run()
    assert caught.value.code == 3
    assert not app.is_running

    with pytest.raises(SystemExit), serving() as app:
        session = app.create_session()
        session.gui_do(sys.exit, 4)
        assert session.gui_call(lambda: "another leads on") == "another leads on"


def test_closed_in_a_handler_and_started_again():
    """Handlers of the new run have threads of their own, whatever the old ones do."""
    app = oriel.sync.Application(**OPTIONS)
    begun, free = Flag(), threading.Event()

    def stuck():
        begun.set()
        free.wait(20)

    app.start()
    app.create_session().gui_do(stuck)
    begun.wait()
    app.close()
    with app:
        assert app.create_session().gui_call(lambda: 7) == 7
        free.set()
        assert app.create_session().gui_call(lambda: 8) == 8


def test_two_applications_hear_of_ctrl_c(child):
    assert "both" in child(
        """
import asyncio, os, signal
import oriel
from oriel import _application

async def main():
    apps = [oriel.Application(http_port=0, ws_port=None) for _ in range(2)]
    short = oriel.Application(http_port=0, ws_port=None)
    runs = [asyncio.ensure_future(app.run()) for app in (*apps, short)]
    while not short.is_running:
        await asyncio.sleep(0)
    short.close()
    await runs.pop()
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(asyncio.gather(*runs), 10)
    assert not _application._watches
    print("both")

asyncio.run(main())
"""
    )


def test_a_forked_child_does_not_wait(child):
    assert "01" in child(
        """
import os
import oriel

app = oriel.app(backend="headless")
window = oriel.Window().show()
pid = os.fork()
if pid == 0:
    print(oriel.dispatch(None), oriel.run(), sep="", flush=True)
    os._exit(0)
os.waitpid(pid, 0)
"""
    )
