"""The runtime: its loop, the futures of run_async, and how both end."""

import asyncio
import concurrent.futures
import contextvars
import gc
import logging
import os
import threading
import types

import pytest

import oriel
from oriel import _runtime, runtime

PRELUDE = """
import asyncio, atexit, os, sys, threading
from oriel import runtime
"""


@pytest.fixture
def fresh():
    """No loop yet; and none afterwards."""
    _runtime.stop()
    yield
    _runtime.stop()
    runtime.configure()


@pytest.fixture
def held():
    """The loop waits in a callback until this is called."""
    begun, release = threading.Event(), threading.Event()

    def hold():
        begun.set()
        release.wait(20)

    runtime.call_threadsafe(hold)
    assert begun.wait(20)
    yield release.set
    release.set()


async def answer(value=42):
    return value


async def forever():
    await asyncio.Event().wait()


async def raising(exc):
    raise exc


def on_loop(function, *args):
    """What the function returns on the loop's thread."""

    async def call():
        return function(*args)

    return runtime.run_async(call()).result(20)


# --- the loop ---


def test_one_loop_for_all_threads(fresh):
    start = threading.Barrier(8)
    loops = []

    def get():
        start.wait(20)
        loop = runtime.get_loop()
        loops.append((loop, loop.is_running()))

    threads = [threading.Thread(target=get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert loops == [(runtime.get_loop(), True)] * 8
    found = [thread for thread in threading.enumerate() if thread.name == "pn-asyncio"]
    assert len(found) == 1 and found[0].daemon
    assert isinstance(runtime.get_loop(), asyncio.AbstractEventLoop)


def test_posts_keep_their_order():
    heard = []
    loop = runtime.get_loop()

    def post(name):
        for i in range(500):
            if i % 2:
                runtime.call_threadsafe(heard.append, (name, i))
            else:
                loop.call_soon_threadsafe(heard.append, (name, i))

    threads = [threading.Thread(target=post, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    on_loop(lambda: None)
    assert len(heard) == 8 * 500
    for name in range(8):
        assert [i for who, i in heard if who == name] == list(range(500))


def test_order_with_the_loops_own(held):
    heard = []
    loop = runtime.get_loop()

    def here():
        heard.append(1)
        loop.call_soon(heard.append, 3)
        runtime.call_threadsafe(heard.append, 4)
        loop.call_soon(heard.append, 5)

    runtime.call_threadsafe(here)
    runtime.call_threadsafe(heard.append, 2)
    held()
    on_loop(lambda: None)
    on_loop(lambda: None)
    assert heard == [1, 2, 3, 4, 5]


def test_every_post_wakes_a_sleeping_loop():
    runs = threading.Semaphore(0)
    for _ in range(2000):
        runtime.call_threadsafe(runs.release)
        assert runs.acquire(timeout=20)


def test_posts_from_many_threads_are_all_run():
    count, done = 0, threading.Event()

    def one():
        nonlocal count
        count += 1
        if count == 8 * 5000:
            done.set()

    def post():
        for _ in range(5000):
            runtime.call_threadsafe(one)

    for _ in range(8):
        threading.Thread(target=post).start()
    assert done.wait(60)


def test_one_write_wakes_for_many_posts(fresh):
    poster = runtime.get_loop()._poster
    on_loop(lambda: None)
    first = poster.wakeups
    ran = threading.Event()

    def post():
        before = poster.wakeups
        for _ in range(1000):
            runtime.call_threadsafe(lambda: None)
            asyncio.get_running_loop().call_soon_threadsafe(lambda: None)
        seen.append(poster.wakeups - before)
        ran.set()

    seen = []
    runtime.call_threadsafe(post)
    assert ran.wait(20) and seen == [0]
    assert poster.wakeups - first <= 2


def test_timers_and_descriptors(fresh):
    async def both():
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        loop.call_later(0.001, done.set_result, 1)
        reader, writer = os.pipe()
        data = loop.create_future()
        loop.add_reader(reader, lambda: data.done() or data.set_result(os.read(reader, 1)))
        os.write(writer, b"x")
        result = await done, await data
        loop.remove_reader(reader)
        os.close(reader)
        os.close(writer)
        return result

    assert runtime.run_async(both()).result(20) == (1, b"x")


def test_handles(held):
    heard = []
    loop = runtime.get_loop()
    variable = contextvars.ContextVar("variable", default=0)
    context = contextvars.copy_context()
    context.run(variable.set, 7)
    loop.call_soon_threadsafe(lambda: heard.append(variable.get()), context=context)
    handle = loop.call_soon_threadsafe(heard.append, 1)
    assert isinstance(handle, asyncio.Handle)
    handle.cancel()
    variable.set(5)
    runtime.call_threadsafe(lambda: heard.append(variable.get()))
    future = runtime.run_async(call_in_coroutine(variable.get))
    held()
    assert future.result(20) == 5
    assert heard == [7, 5]


async def call_in_coroutine(function):
    return function()


def test_what_a_callback_raises(caplog):
    heard = []
    with caplog.at_level(logging.ERROR, logger="asyncio"):
        runtime.call_threadsafe(lambda: 1 / 0)
        runtime.call_threadsafe(heard.append, 1)
        on_loop(lambda: None)
    assert heard == [1]
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    seen = []
    loop = runtime.get_loop()
    loop.set_exception_handler(lambda loop, context: seen.append(context))
    try:
        runtime.call_threadsafe(heard.append)
        on_loop(lambda: None)
    finally:
        loop.set_exception_handler(None)
    assert isinstance(seen[0]["exception"], TypeError)
    assert isinstance(seen[0]["handle"], asyncio.Handle)
    with pytest.raises(TypeError, match="a function is needed, not int"):
        runtime.call_threadsafe(3)


def test_system_exit_does_not_end_the_loop(caplog):
    def leave():
        raise SystemExit(3)

    loop = runtime.get_loop()
    runtime.call_threadsafe(leave)
    assert runtime.run_async(answer()).result(20) == 42
    with pytest.raises(SystemExit):
        runtime.run_async(raising(SystemExit(4))).result(20)
    assert runtime.run_async(answer()).result(20) == 42
    assert runtime.get_loop() is loop
    assert [record.exc_info[0] for record in caplog.records] == [SystemExit]


def test_debug_mode(fresh, caplog):
    loop = runtime.get_loop()
    on_loop(loop.set_debug, True)
    seen = []
    loop.set_exception_handler(lambda loop, context: seen.append(context))
    runtime.call_threadsafe(lambda: 1 / 0)
    assert runtime.run_async(answer()).result(20) == 42
    assert "source_traceback" in seen[0]
    with pytest.raises(TypeError):
        loop.call_soon_threadsafe(3)
    with pytest.raises(RuntimeError, match="Non-thread-safe"):
        loop.call_soon(print)


# --- run_async ---


class Later:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "later"


@types.coroutine
def generator():
    yield
    return "generator"


def test_awaitables():
    future = runtime.run_async(answer())
    assert isinstance(future, concurrent.futures.Future)
    assert future.result(20) == 42 and future.exception() is None
    assert runtime.run_async(Later()).result(20) == "later"
    assert runtime.run_async(generator()).result(20) == "generator"
    bound = runtime.create_future()
    waiting = runtime.run_async(bound)
    runtime.resolve_future(bound, "bound")
    assert waiting.result(20) == "bound"


@pytest.mark.parametrize("value", [None, 3, answer, concurrent.futures.Future(), [answer]])
def test_what_is_not_awaitable(value):
    with pytest.raises(TypeError, match="an awaitable is needed"):
        runtime.run_async(value)


def test_a_future_of_another_loop():
    other = asyncio.new_event_loop()
    with pytest.raises(RuntimeError, match="different loop"):
        runtime.run_async(other.create_future()).result(20)
    other.close()


def test_from_a_coroutine_of_any_loop():
    async def main():
        return await asyncio.wrap_future(runtime.run_async(answer()))

    assert asyncio.run(main()) == 42
    assert runtime.run_async(main()).result(20) == 42


def test_results_on_the_loops_own_thread():
    async def inside():
        future = runtime.run_async(answer())
        for wait in (future.result, future.exception):
            with pytest.raises(RuntimeError, match="never end"):
                wait()
            with pytest.raises(RuntimeError, match="never end"):
                wait(timeout=5)
        with pytest.raises(TimeoutError):
            future.result(timeout=0)
        await asyncio.wrap_future(future)
        return future.result()

    assert runtime.run_async(inside()).result(20) == 42


def test_a_result_that_is_late():
    future = runtime.run_async(forever())
    with pytest.raises(TimeoutError):
        future.result(0.01)
    assert future.cancel()


def logged(caplog):
    gc.collect()
    return [r.exc_info[1].args[0] for r in caplog.records if r.name == "oriel"]


def test_an_exception_that_nobody_fetched_is_logged(caplog):
    futures = [runtime.run_async(raising(LookupError(i))) for i in range(5)]
    concurrent.futures.wait(futures, 20)
    with pytest.raises(LookupError):
        futures[0].result()
    assert isinstance(futures[1].exception(), LookupError)
    with pytest.raises(LookupError):
        on_loop(futures[2].result)
    gc.disable()
    try:
        del futures[:]  # at once: no cycle keeps it
        assert sorted(r.exc_info[1].args[0] for r in caplog.records) == [3, 4]
    finally:
        gc.enable()
    assert "LookupError" in caplog.records[0].getMessage()


def test_a_discarded_future_is_logged(caplog):
    runtime.run_async(raising(LookupError("dropped")))
    on_loop(lambda: None)
    on_loop(lambda: None)
    assert logged(caplog) == ["dropped"]


def test_awaited_and_canceled_futures_are_not_logged(caplog):
    async def main():
        with pytest.raises(LookupError):
            await asyncio.wrap_future(runtime.run_async(raising(LookupError(1))))

    asyncio.run(main())
    runtime.run_async(forever()).cancel()
    on_loop(lambda: None)
    assert logged(caplog) == []


def test_cancel():
    begun, ended = threading.Event(), threading.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.set()
            raise

    future = runtime.run_async(work())
    assert begun.wait(20)
    assert future.cancel() and future.cancel() and future.cancelled()
    assert ended.wait(20)
    with pytest.raises(concurrent.futures.CancelledError):
        future.result(20)
    done, _ = concurrent.futures.wait([future], 20)
    assert done == {future}


def test_cancel_before_it_begins(held):
    ran = []

    async def work():
        ran.append(1)

    coroutine = work()
    future = runtime.run_async(coroutine)
    assert future.cancel()
    held()
    assert concurrent.futures.wait([future], 20).done == {future}
    assert ran == [] and coroutine.cr_frame is None
    done = runtime.run_async(answer())
    assert done.result(20) == 42 and not done.cancel()


def test_a_task_that_is_canceled_before_its_first_step(held):
    coroutine = answer()
    future = runtime.run_async(coroutine)

    def cancel_all():
        for task in asyncio.all_tasks():
            task.cancel()

    runtime.call_threadsafe(cancel_all)  # before the task's step, which is posted later
    held()
    with pytest.raises(concurrent.futures.CancelledError):
        future.result(20)
    assert coroutine.cr_frame is None


def test_a_coroutine_that_is_canceled_inside():
    async def work():
        asyncio.current_task().cancel()
        await asyncio.sleep(0)

    future = runtime.run_async(work())
    with pytest.raises(concurrent.futures.CancelledError):
        future.result(20)
    assert future.cancelled()


def test_a_coroutine_that_ignores_its_cancelation():
    begun, ended = threading.Event(), threading.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.set()
        return 1

    future = runtime.run_async(work())
    assert begun.wait(20) and future.cancel() and ended.wait(20)
    on_loop(lambda: None)
    assert future.cancelled()


def test_settlements_and_cancels_race():
    async def work():
        await asyncio.sleep(0)
        return 1

    def race():
        for _ in range(300):
            future = runtime.run_async(work())
            canceler = future.cancel()
            try:
                assert future.result(20) == 1 and not canceler
            except concurrent.futures.CancelledError:
                assert canceler
            counts.append(1)

    counts = []
    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(counts) == 8 * 300
    on_loop(lambda: None)
    on_loop(lambda: None)
    assert not _runtime._running.pending


# --- futures ---


def test_settling_from_any_thread():
    future = runtime.create_future()
    assert future.get_loop() is runtime.get_loop()
    waiting = runtime.run_async(future)
    threads = [
        threading.Thread(target=runtime.resolve_future, args=(future, "first")),
        threading.Thread(target=runtime.resolve_future, args=(future, "first")),
    ]
    for thread in threads:
        thread.start()
    assert waiting.result(20) == "first"
    runtime.resolve_future(future, "second")
    runtime.reject_future(future, LookupError())
    on_loop(lambda: None)
    assert future.result() == "first"


def test_the_first_settlement_wins(held):
    future, canceled = runtime.create_future(), runtime.create_future()
    runtime.reject_future(future, LookupError("first"))
    runtime.resolve_future(future, "second")
    runtime.call_threadsafe(canceled.cancel)
    runtime.resolve_future(canceled, 1)
    waiting = runtime.run_async(future)
    held()
    with pytest.raises(LookupError, match="first"):
        waiting.result(20)
    assert canceled.cancelled()


def test_rejections():
    future = runtime.create_future()
    with pytest.raises(TypeError, match="an exception is needed, not str"):
        runtime.reject_future(future, "text")
    runtime.reject_future(future, StopIteration(3))
    with pytest.raises(RuntimeError, match=r"StopIteration\(3\)") as info:
        runtime.run_async(future).result(20)
    assert info.value.__cause__ is not None
    with pytest.raises(TypeError, match="a future of asyncio is needed, not concurrent"):
        runtime.resolve_future(concurrent.futures.Future(), 1)


def test_futures_of_other_loops():
    async def main():
        future = asyncio.get_running_loop().create_future()
        threading.Thread(target=runtime.resolve_future, args=(future, 1)).start()
        return await asyncio.wait_for(future, 20), asyncio.get_running_loop().create_future()

    value, late = asyncio.run(main())
    assert value == 1
    with pytest.raises(RuntimeError, match="closed"):
        runtime.resolve_future(late, 1)
    with pytest.raises(RuntimeError, match="closed"):
        runtime.reject_future(late, LookupError())


# --- its end ---


def test_stop_runs_what_was_posted_and_cancels_what_waits(fresh, held):
    loop, heard = runtime.get_loop(), []

    async def work():
        try:
            await forever()
        finally:
            heard.append("finally")

    waits = runtime.run_async(work())
    unsettled = runtime.create_future()
    waiting = runtime.run_async(unsettled)
    loop.call_soon_threadsafe(loop.stop)
    runtime.call_threadsafe(heard.append, "posted")
    late = runtime.run_async(answer())
    held()
    for future in (waits, waiting):
        with pytest.raises(concurrent.futures.CancelledError):
            future.result(20)
    assert concurrent.futures.wait([late], 20).done == {late}
    assert heard == ["posted", "finally"]
    thread = next(iter(t for t in threading.enumerate() if t.name == "pn-asyncio"), None)
    if thread is not None:
        thread.join(20)
    assert loop.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)
    with pytest.raises(RuntimeError, match="closed"):
        loop.post(print, ())
    with pytest.raises(RuntimeError, match="closed"):
        runtime.resolve_future(unsettled, 1)
    assert not waits.cancel() or waits.cancelled()
    assert runtime.get_loop() is not loop
    assert runtime.run_async(answer()).result(20) == 42


def test_stop_while_a_task_blocks(fresh):
    begun, release = threading.Event(), threading.Event()

    async def blocking():
        begun.set()
        release.wait(60)

    future = runtime.run_async(blocking())
    assert begun.wait(20)
    _runtime.stop(timeout=0.05)
    with pytest.raises(RuntimeError, match="closed"):
        future.result(20)
    assert runtime.run_async(answer()).result(20) == 42
    release.set()


def test_a_refused_coroutine_is_closed(fresh, monkeypatch):
    monkeypatch.setattr(_runtime, "_is_ending", True)
    coroutine = answer()
    with pytest.raises(RuntimeError, match="interpreter is ending"):
        runtime.run_async(coroutine)
    assert coroutine.cr_frame is None
    with pytest.raises(RuntimeError, match="interpreter is ending"):
        runtime.get_loop()


def test_exit(child):
    out = child(
        """
import atexit
def late():
    try:
        runtime.run_async(work())
    except RuntimeError as exc:
        print(exc)
atexit.register(late)
"""
        + PRELUDE
        + """
async def work():
    try:
        await asyncio.Event().wait()
    finally:
        print("finally")

runtime.run_async(work())
runtime.run_async(asyncio.sleep(1000))
begun = threading.Event()
runtime.call_threadsafe(begun.set)
begun.wait()
""",
        timeout=10,
    )
    assert out == "finally\nthe interpreter is ending: the runtime's loop is closed\n"


def test_exit_while_a_task_blocks(child):
    code = PRELUDE + (
        "begun = threading.Event()\n"
        "async def block():\n    begun.set()\n    threading.Event().wait()\n"
        "future = runtime.run_async(block())\nbegun.wait()\n"
    )
    child(code, timeout=10)


def test_fork(child):
    out = child(
        PRELUDE
        + """
async def where():
    return threading.current_thread().name

old = runtime.get_loop()
bound = runtime.create_future()
pending = runtime.run_async(asyncio.sleep(1000))
assert runtime.run_async(where()).result(10) == "pn-asyncio"
pid = os.fork()
if pid == 0:
    for call in (lambda: pending.result(10), lambda: runtime.resolve_future(bound, 1),
                 lambda: old.call_soon_threadsafe(print)):
        try:
            call()
        except RuntimeError as exc:
            print(exc)
    assert runtime.get_loop() is not old and old.is_closed()
    print(runtime.run_async(where()).result(10), flush=True)
    sys.exit(4)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 4
assert runtime.get_loop() is old
for _ in range(100):
    assert runtime.run_async(where()).result(10) == "pn-asyncio"
waiting = runtime.run_async(bound)
runtime.resolve_future(bound, "parent")
print(waiting.result(10))
"""
    )
    assert out.splitlines() == [
        "the process was forked: this runs in the parent",
        "Event loop is closed",
        "Event loop is closed",
        "pn-asyncio",
        "parent",
    ]


def test_nothing_is_left_over(fresh):
    def once():
        assert runtime.run_async(answer()).result(20) == 42
        _runtime.stop()

    once()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        once()
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before


# --- other loops ---


def test_configure(fresh):
    runtime.configure(loop_factory=asyncio.SelectorEventLoop)
    assert type(runtime.get_loop()) is asyncio.SelectorEventLoop
    heard = []
    runtime.call_threadsafe(heard.append, 1)
    future = runtime.create_future()
    waiting = runtime.run_async(future)
    runtime.resolve_future(future, 2)
    assert waiting.result(20) == 2 and heard == [1]
    with pytest.raises(RuntimeError, match="runs already"):
        runtime.configure(loop_factory=None)


def test_factories_that_make_no_new_loop(fresh):
    with pytest.raises(TypeError, match="must be a function, not int"):
        runtime.configure(loop_factory=3)
    runtime.configure(loop_factory=lambda: None)
    with pytest.raises(TypeError, match="must make an event loop, not NoneType"):
        runtime.get_loop()
    loop = asyncio.new_event_loop()
    runtime.configure(loop_factory=lambda: loop)

    async def main():
        with pytest.raises(RuntimeError, match="this one is running"):
            runtime.get_loop()

    loop.run_until_complete(main())
    loop.close()
    with pytest.raises(RuntimeError, match="this one is closed"):
        runtime.get_loop()


def test_uvloop(fresh, monkeypatch):
    uvloop = pytest.importorskip("uvloop")
    monkeypatch.setenv("PN_LOOP", "uvloop")
    assert isinstance(runtime.get_loop(), uvloop.Loop)
    assert runtime.run_async(answer()).result(20) == 42


def test_an_unknown_loop(fresh, monkeypatch):
    monkeypatch.setenv("PN_LOOP", "carousel")
    with pytest.raises(ValueError, match="PN_LOOP='carousel'"):
        runtime.get_loop()
    monkeypatch.delenv("PN_LOOP")
    assert runtime.run_async(answer()).result(20) == 42


# --- the main thread ---


def test_call_on_main_thread_when_nobody_dispatches(headless, caplog):
    while headless.dispatch():
        pass
    threads = []
    runtime.call_on_main_thread(lambda: threads.append(threading.get_ident()))
    assert threads == [threading.get_ident()]

    async def inside():
        runtime.call_on_main_thread(lambda: threads.append(threading.get_ident()))
        return threading.get_ident()

    assert runtime.run_async(inside()).result(20) == threads[1]
    runtime.call_on_main_thread(lambda: 1 / 0)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_call_on_main_thread_without_an_app(child):
    out = child(
        PRELUDE + "runtime.call_on_main_thread(lambda: print(threading.current_thread().name))"
    )
    assert out == "MainThread\n"


def test_call_on_main_thread_while_it_dispatches(headless, caplog):
    main, heard = threading.get_ident(), []

    def here(name):
        heard.append((name, threading.get_ident() == main))
        if name == "outer":
            runtime.call_on_main_thread(lambda: here("inner"))
            heard.append("back")

    async def inside():
        runtime.call_on_main_thread(lambda: here("outer"))
        runtime.call_on_main_thread(lambda: 1 / 0)
        runtime.call_on_main_thread(lambda: here("last"))

    headless.post(lambda: runtime.run_async(inside()))
    while ("last", True) not in heard:
        assert headless.dispatch(20)
    assert heard == [("outer", True), ("inner", True), "back", ("last", True)]
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_call_on_main_thread_while_asyncio_dispatches(headless):
    async def main():
        oriel.attach()
        done = asyncio.Event()
        threads = []

        def here():
            threads.append(threading.get_ident())
            done.set()

        async def inside():
            runtime.call_on_main_thread(here)

        runtime.run_async(inside())
        await asyncio.wait_for(done.wait(), 20)
        runtime.call_on_main_thread(here)
        assert threads == [threading.get_ident()] * 2

    asyncio.run(main())


def test_call_on_main_thread_of_a_loop_that_dispatches_now_and_then(headless):
    main, threads = threading.get_ident(), []
    thread = threading.Thread(
        target=runtime.call_on_main_thread, args=(lambda: threads.append(threading.get_ident()),)
    )
    with oriel.Window().show():
        headless.dispatch()
        thread.start()
        thread.join(20)
        assert threads == []
        while not threads:
            headless.dispatch(20)
    while headless.dispatch():
        pass
    assert threads == [main]
