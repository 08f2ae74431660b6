"""The runtime: asyncio on a thread of its own, for programs that run no loop."""

from __future__ import annotations

import os
import threading
import types
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio
    import concurrent.futures
    from collections.abc import Awaitable, Callable

    from ._loop import Future

__all__ = [
    "call_on_main_thread",
    "call_threadsafe",
    "configure",
    "create_future",
    "get_loop",
    "reject_future",
    "resolve_future",
    "run_async",
]

_T = TypeVar("_T")

_lock = threading.RLock()  # reentrant: a finalizer or a signal handler may come in at any time
_factory: Callable[[], asyncio.AbstractEventLoop] | None = None
_running: _Running | None = None
_is_ending = False
_orphans: list[_Running] = []  # in a forked child: never finalized


class _Running:
    """A loop, its thread, and the futures of :func:`run_async` that are not done."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        from ._loop import Future, Loop

        self.loop = loop
        self.future_type: type[Future[Any]] = Future
        self.pending: set[Future[Any]] = set()
        self.post = loop.post if isinstance(loop, Loop) else self._post
        self.thread = threading.Thread(target=self._run, name="pn-asyncio", daemon=True)
        self._has_begun = threading.Event()

    def _post(self, callback: Callable[..., object], *args: Any) -> None:
        if not callable(callback):
            raise TypeError(f"a function is needed, not {type(callback).__name__}")
        self.loop.call_soon_threadsafe(callback, *args)

    def start(self) -> None:
        """Returns when the loop runs."""
        self.loop.call_soon(self._has_begun.set)
        try:
            self.thread.start()
        except RuntimeError:
            self.loop.close()
            raise
        self._has_begun.wait()

    def _run(self) -> None:
        from ._loop import log

        while True:
            try:
                self.loop.run_forever()
                break
            except BaseException as exc:
                if self.loop.is_closed():
                    return  # in a forked child
                log("a callback raised %s on the runtime's loop", type(exc).__name__, exc=exc)
        self._end()

    def _end(self) -> None:
        """Run what was posted, cancel what waits, close; in bounded time unless a task blocks."""
        global _running
        with _lock:
            if _running is self:  # stopped by loop.stop(), not by us
                _running = None
        try:
            self.loop.run_until_complete(_wind_down())
        except BaseException as exc:
            from ._loop import log

            log("the runtime's loop ended with %s", type(exc).__name__, exc=exc)
        self.loop.close()
        self.fail()

    def fail(self) -> None:
        """Settle the futures that the loop will not settle any more."""
        while self.pending:
            try:
                future = self.pending.pop()
            except KeyError:
                return
            future.finish(None, RuntimeError("the runtime's loop was closed"))


async def _wind_down() -> None:
    import asyncio

    await asyncio.sleep(0)  # what was posted begins
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=0.5)
    await asyncio.wait_for(asyncio.get_running_loop().shutdown_asyncgens(), 0.5)


def configure(*, loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None) -> None:
    """Have *loop_factory*, such as ``uvloop.new_event_loop``, make the loop; None: the default.

    Before the first use; later it raises ``RuntimeError``. The environment's ``PN_LOOP=uvloop``
    does the same for a program that cannot be changed.
    """
    global _factory
    if loop_factory is not None and not callable(loop_factory):
        raise TypeError(f"loop_factory must be a function, not {type(loop_factory).__name__}")
    with _lock:
        if _running is not None:
            raise RuntimeError("the runtime's loop runs already; configure() it before first use")
        _factory = loop_factory


def _check(loop: object) -> asyncio.AbstractEventLoop:
    """What a program's loop_factory made, if it can run on our thread."""
    import asyncio

    if not isinstance(loop, asyncio.AbstractEventLoop):
        raise TypeError(f"loop_factory must make an event loop, not {type(loop).__name__}")
    if loop.is_running() or loop.is_closed():
        state = "running" if loop.is_running() else "closed"
        raise RuntimeError(f"loop_factory must make a new loop: this one is {state}")
    return loop


def _new_loop() -> asyncio.AbstractEventLoop:
    if _factory is not None:
        return _check(_factory())
    name = os.environ.get("PN_LOOP") or "asyncio"
    if name == "asyncio":
        from ._loop import Loop

        return Loop()
    if name != "uvloop":
        raise ValueError(f"PN_LOOP={name!r}: it is asyncio or uvloop")
    import importlib

    loop: asyncio.AbstractEventLoop = importlib.import_module("uvloop").new_event_loop()
    return loop


def _get_running() -> _Running:
    global _running
    running = _running
    if running is not None:
        return running
    with _lock:
        if _running is None:
            if _is_ending:
                raise RuntimeError("the interpreter is ending: the runtime's loop is closed")
            running = _Running(_new_loop())
            running.start()
            _running = running
        return _running


def is_ours(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether this is the runtime's loop."""
    return _running is not None and _running.loop is loop


def get_loop() -> asyncio.AbstractEventLoop:
    """The runtime's loop, which runs when this returns.

    Its thread, ``pn-asyncio``, is started by the first call and does not keep the process alive.
    Raises ``RuntimeError`` once the interpreter is ending.
    """
    return _get_running().loop


def run_async(awaitable: Awaitable[_T]) -> concurrent.futures.Future[_T]:
    """Run *awaitable*, a coroutine as a rule, on the runtime's loop; from any thread.

    The future's ``result()`` waits for it; on the loop's own thread that raises ``RuntimeError``.
    ``cancel()`` cancels the task. An exception that nobody fetched is logged. What is not
    awaitable raises ``TypeError``.
    """
    if not isinstance(awaitable, types.CoroutineType):
        import inspect

        if not inspect.isawaitable(awaitable):
            raise TypeError(f"an awaitable is needed, not {type(awaitable).__name__}")
    try:
        running = _get_running()
        future: Future[_T] = running.future_type(running.loop, running.pending)
        try:
            running.post(future.begin, awaitable)
        except BaseException:
            running.pending.discard(future)
            raise
    except BaseException:
        close = getattr(awaitable, "close", None)  # it will not be awaited: that is no warning
        if close is not None:
            close()
        raise
    return future


def call_threadsafe(callback: Callable[..., object], *args: Any) -> None:
    """Call ``callback(*args)`` on the loop's thread, in the order of the calls; from any thread.

    What it raises goes to the loop's exception handler, which logs it.
    """
    (_running or _get_running()).post(callback, *args)


def create_future() -> asyncio.Future[Any]:
    """A future of the runtime's loop; from any thread."""
    return get_loop().create_future()


def resolve_future(future: asyncio.Future[_T], value: _T) -> None:
    """Give *future* its result, on its own loop; from any thread, nothing when it is done.

    The first settlement counts. Raises ``RuntimeError`` when that loop is closed.
    """
    _hop(future, _resolve, value)


def reject_future(future: asyncio.Future[Any], error: BaseException) -> None:
    """Give *future* its exception, on its own loop; see :func:`resolve_future`."""
    if not isinstance(error, BaseException):
        raise TypeError(f"an exception is needed, not {type(error).__name__}")
    _hop(future, _reject, error)


def _hop(
    future: asyncio.Future[Any], function: Callable[[asyncio.Future[Any], Any], None], value: Any
) -> None:
    try:
        loop = future.get_loop()
    except AttributeError:
        kind = f"{type(future).__module__}.{type(future).__name__}"
        raise TypeError(f"a future of asyncio is needed, not {kind}") from None
    running = _running
    if running is not None and running.loop is loop:
        running.post(function, future, value)
    else:
        loop.call_soon_threadsafe(function, future, value)


def _resolve(future: asyncio.Future[Any], value: Any) -> None:
    if not future.done():
        future.set_result(value)


def _reject(future: asyncio.Future[Any], error: BaseException) -> None:
    if future.done():
        return
    if isinstance(error, StopIteration):  # which no future may hold
        wrapped = RuntimeError(f"rejected with {error!r}")
        wrapped.__cause__ = error
        error = wrapped
    future.set_exception(error)


def call_on_main_thread(fn: Callable[[], object]) -> None:
    """Call *fn* on the thread that dispatches the app; from any thread.

    At once and on this thread, when this is the one, or when nobody dispatches. What *fn* raises
    is logged, and goes no further.
    """
    from . import _app

    root = _app._default
    if root is not None and root._is_dispatched_elsewhere():
        root.post(_call, fn)
    else:
        _call(fn)


def _call(fn: Callable[[], object]) -> None:
    try:
        fn()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as exc:  # a canceled task's result, for one
        from ._hooks import exception

        exception("call_on_main_thread", exc)


def stop(timeout: float = 1.5) -> None:
    """End the loop: what was posted runs, what waits is canceled. The next use starts another."""
    global _running
    with _lock:
        running, _running = _running, None
    if running is None:
        return
    try:
        running.loop.call_soon_threadsafe(running.loop.stop)
    except RuntimeError:
        return  # it ended by itself
    if running.thread is not threading.current_thread():
        running.thread.join(timeout)
        if running.thread.is_alive():
            running.fail()  # a task blocks its thread


def end() -> None:
    """The interpreter ends: no loop is made any more."""
    global _is_ending
    _is_ending = True
    stop()


def forget() -> None:
    """In a forked child, where the thread is not: the next use starts another."""
    global _lock, _running
    _lock = threading.RLock()
    running, _running = _running, None
    if running is None:
        return
    from ._loop import Loop

    _orphans.append(running)
    for future in list(running.pending):
        future.orphan()
    if isinstance(running.loop, Loop):
        running.loop.abandon()
