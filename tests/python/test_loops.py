"""The app's descriptor in loops of all kinds; no window has an engine."""

import asyncio
import os
import select
import signal
import threading
import time

import pytest

import oriel
from oriel import _native, _runtime


def test_poll(headless):
    while headless.dispatch():
        pass
    poll = select.poll()
    poll.register(headless.fileno(), select.POLLIN)
    assert poll.poll(0) == []
    heard = []
    headless.post(heard.append, 1)
    assert poll.poll(1000) == [(headless.fileno(), select.POLLIN)]
    assert headless.dispatch() == 1
    assert heard == [1]
    assert poll.poll(0) == []


def test_dispatch_waits(headless):
    start = time.monotonic()
    assert headless.dispatch(0.05) == 0
    assert time.monotonic() - start >= 0.045
    threading.Timer(0.05, headless.post, (lambda: None,)).start()
    assert headless.dispatch(None) == 1
    with pytest.raises(ValueError):
        headless.dispatch(-1)
    with pytest.raises(ValueError):
        headless.dispatch(float("nan"))
    with pytest.raises(TypeError):
        headless.dispatch("soon")


def test_posts_keep_their_order(headless):
    heard = []
    for i in range(1000):
        headless.post(heard.append, i)
    while headless.dispatch():
        pass
    assert heard == list(range(1000))


def test_a_post_that_raises_is_logged(headless, caplog):
    heard = []
    headless.post(lambda: 1 / 0)
    headless.post(heard.append, 1)
    while headless.dispatch():
        pass
    assert heard == [1]
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_keyboard_interrupt_passes(headless):
    def interrupt():
        raise KeyboardInterrupt

    headless.post(interrupt)
    with pytest.raises(KeyboardInterrupt):
        while True:
            headless.dispatch(1)


def test_signals_interrupt_the_wait(headless):
    class Stop(Exception):
        pass

    def handler(number, frame):
        raise Stop

    old = signal.signal(signal.SIGUSR2, handler)
    try:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR2)).start()
        start = time.monotonic()
        with pytest.raises(Stop):
            headless.dispatch(None)
        assert time.monotonic() - start < 5
    finally:
        signal.signal(signal.SIGUSR2, old)


def test_no_wake_up_while_idle(headless):
    while headless.dispatch():
        pass
    before = headless.stats()
    headless.dispatch(0.3)
    assert headless.stats() == before


def runners():
    yield pytest.param(asyncio.run, id="asyncio")

    def run_uvloop(coroutine):
        uvloop = pytest.importorskip("uvloop")
        loop = uvloop.new_event_loop()
        try:
            return loop.run_until_complete(coroutine)
        finally:
            loop.close()

    yield pytest.param(run_uvloop, id="uvloop")


@pytest.mark.parametrize("run", runners())
def test_asyncio(headless, run):
    async def main():
        oriel.attach()
        oriel.attach()
        done = asyncio.Event()
        thread = threading.get_ident()
        seen = []

        def handler():
            seen.append(threading.get_ident() == thread)
            done.set()

        for _ in range(3):
            done.clear()
            threading.Timer(0.01, headless.post, (handler,)).start()
            await asyncio.wait_for(done.wait(), 5)
        assert seen == [True] * 3

    for _ in range(3):
        run(main())


def test_trio(headless):
    trio = pytest.importorskip("trio")

    async def main():
        oriel.attach()
        oriel.attach()
        done = trio.Event()
        threading.Timer(0.01, headless.post, (done.set,)).start()
        with trio.fail_after(5):
            await done.wait()
        window = oriel.Window()
        headless.post(window.close)
        with trio.fail_after(5):
            await window.closed()
        other = oriel.Window()
        headless.post(other.close)
        with trio.fail_after(5):
            await oriel.run_trio()
        assert not other.is_open

    for _ in range(2):
        trio.run(main)


def test_the_runtime_loop():
    loop = oriel.runtime.get_loop()
    assert oriel.runtime.get_loop() is loop and loop.is_running()
    assert "pn-asyncio" in [thread.name for thread in threading.enumerate()]

    async def where():
        await asyncio.sleep(0)
        return threading.current_thread().name

    assert oriel.runtime.run_async(where()).result(5) == "pn-asyncio"
    with pytest.raises(TypeError):
        oriel.runtime.run_async(3)
    _runtime.stop()
    assert oriel.runtime.run_async(where()).result(5) == "pn-asyncio"


def test_futures_settle_on_the_loops_own_thread(headless):
    """Another thread dispatches: the awaiting loop hears of it all the same."""

    async def main():
        window = oriel.Window().show()
        stop = threading.Event()

        def work():
            while not stop.is_set():
                headless.dispatch(0.01)

        thread = threading.Thread(target=work)
        thread.start()
        asyncio.get_running_loop().call_later(0.02, window.destroy)
        await asyncio.wait_for(window.closed(), 5)
        stop.set()
        thread.join()

    asyncio.run(main())


def test_native_futures(headless):
    window = oriel.Window().show()
    future = window._core.closed()
    assert isinstance(future, _native.Future) and not future.is_done
    assert future.wait(10) is False
    with pytest.raises(RuntimeError):
        future.result()
    threading.Timer(0.02, window.destroy).start()
    assert future.wait(-1) is True
    assert future.result() is None
    heard = []
    future.then(lambda: heard.append(1))
    while headless.dispatch():
        pass
    assert heard == [1]
