"""An asyncio loop that other threads reach cheaply, and the futures of what runs on it."""

from __future__ import annotations

import _thread
import asyncio
import concurrent.futures
import logging
import select
import selectors
from typing import TYPE_CHECKING, Any, TypeVar

from . import _native

if TYPE_CHECKING:
    import contextvars
    from collections import deque
    from collections.abc import Awaitable, Callable

__all__ = ["Future", "Loop", "log"]

_T = TypeVar("_T")

_PENDING = "PENDING"  # of concurrent.futures


def log(message: str, *args: object, exc: BaseException) -> None:
    """Log an error with its traceback."""
    logging.getLogger("oriel").error(message, *args, exc_info=exc)


class _Selector(selectors.EpollSelector):
    """Sleeps in a :class:`_native.Poster`, which knows whether anybody has to write to wake it."""

    _selector: select.epoll
    _fd_to_key: dict[int, selectors.SelectorKey]

    def __init__(self) -> None:
        super().__init__()
        self.poster = _native.Poster()
        # The selector's own tables do not know the descriptor: its events end the wait, and that
        # is all.
        self._selector.register(self.poster.fileno(), select.EPOLLIN | select.EPOLLET)
        self._epoll = self._selector.fileno()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready: list[tuple[selectors.SelectorKey, int]] = []
        for fd, event in self.poster.wait(self._epoll, timeout):
            key = self._fd_to_key.get(fd)
            if key is not None:
                events = selectors.EVENT_READ if event & ~select.EPOLLOUT else 0
                if event & ~select.EPOLLIN:
                    events |= selectors.EVENT_WRITE
                ready.append((key, events & key.events))
        return ready

    def close(self) -> None:
        self.poster.close()
        super().close()


class Loop(asyncio.SelectorEventLoop):
    """asyncio's loop; a post from another thread is an append, and a write only when it sleeps."""

    _closed: bool
    _ready: deque[Any]
    _csock: Any
    _ssock: Any

    def __init__(self) -> None:
        self._waker = _Selector()
        self._poster = self._waker.poster
        self._write_to_self = self._poster.wake
        super().__init__(self._waker)
        self._poster.attach(self._ready, self._post_failed)
        #: ``call_soon_threadsafe`` for those who need no handle.
        self.post = self._poster.post

    def _post_failed(
        self,
        callback: Callable[..., object],
        args: tuple[Any, ...],
        context: contextvars.Context,
        exc: BaseException,
    ) -> None:
        handle = asyncio.Handle(callback, args, self, context)
        message = f"Exception in callback {callback!r}"
        self.call_exception_handler({"message": message, "exception": exc, "handle": handle})

    def set_debug(self, enabled: bool) -> None:
        super().set_debug(enabled)
        self._poster.divert(self.call_soon_threadsafe if enabled else None)

    def close(self) -> None:
        super().close()
        self._poster.divert(self.call_soon_threadsafe)  # which tells that it is closed

    def abandon(self) -> None:
        """In a forked child: what is done to this loop raises, and the parent's is left alone."""
        for task in asyncio.all_tasks(self):
            setattr(task, "_log_destroy_pending", False)
        self._closed = True
        self._poster.divert(self.call_soon_threadsafe)
        self._poster.close()
        # Not the selector's close(), which would alter the epoll set that the parent waits on.
        self._ssock.close()
        self._csock.close()


class _Condition(_thread.RLock):  # type: ignore[misc,name-defined]
    """What futures need of a ``threading.Condition``, at a fraction of the cost."""

    __slots__ = ("_gates",)

    def __init__(self) -> None:
        self._gates: list[_thread.LockType] = []

    def wait(self, timeout: float | None = None) -> bool:
        """Let go of the lock until notified; at most *timeout* seconds."""
        gate = _thread.allocate_lock()
        gate.acquire()
        self._gates.append(gate)
        self.release()
        try:
            if timeout is None:
                return gate.acquire()
            return gate.acquire(True, timeout) if timeout > 0 else gate.acquire(False)
        finally:
            self.acquire()
            if gate in self._gates:
                self._gates.remove(gate)

    def notify_all(self) -> None:
        """Wake all that wait."""
        while self._gates:
            self._gates.pop().release()


class Future(concurrent.futures.Future[_T]):
    """The result of an awaitable on a loop of another thread."""

    _condition: Any
    _state: str
    _exception: BaseException | None

    def __init__(self, loop: asyncio.AbstractEventLoop, pending: set[Future[Any]]) -> None:
        # What the base class's would do, but for the condition.
        self._condition = _Condition()
        self._state = _PENDING
        self._result: Any = None
        self._exception = None
        self._waiters: list[Any] = []
        self._done_callbacks: list[Any] = []
        self._loop = loop
        self._pending = pending  # those of this loop that are not done; keeps us, and we the task
        self._task: asyncio.Task[None] | None = None
        self._awaitable: Awaitable[_T] | None = None
        self._is_fetched = False
        pending.add(self)

    def begin(self, awaitable: Awaitable[_T]) -> None:
        """Start; on the loop's thread."""
        self._awaitable = awaitable
        if self.done():
            self._end()
            return
        loop = self._loop
        coroutine = _drive(awaitable, self)
        if loop.get_task_factory() is None:
            self._task = asyncio.Task(coroutine, loop=loop)
        else:
            self._task = loop.create_task(coroutine)
        self._task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None] | None = None) -> None:
        """Settle when the task was canceled before its first step."""
        if self not in self._pending:
            return
        close = getattr(self._awaitable, "close", None)
        if close is not None:
            close()
        concurrent.futures.Future.cancel(self)
        self.settle(None, None)

    def settle(self, result: _T | None, error: BaseException | None) -> None:
        """Take what came; who removes the future from the pending ones settles it."""
        try:
            self._pending.remove(self)
        except KeyError:
            return
        self.finish(result, error)

    def finish(self, result: Any, error: BaseException | None) -> None:
        """Take what came, for who removed the future from the pending ones."""
        self._task = self._awaitable = None
        if self._state != _PENDING and not self.set_running_or_notify_cancel():
            return
        try:
            if error is None:
                self.set_result(result)
            else:
                self.set_exception(error)
        except concurrent.futures.InvalidStateError:
            self.set_running_or_notify_cancel()  # canceled by another thread just now

    def orphan(self) -> None:
        """Fail in a forked child, where threads that held the lock or had callbacks are not."""
        self._condition = _Condition()
        self._done_callbacks = []
        self._is_fetched = True
        self._task = None
        if not self.done():
            self.set_exception(RuntimeError("the process was forked: this runs in the parent"))

    def cancel(self) -> bool:
        """Cancel the task too; False when it is done."""
        if self.cancelled():
            return True
        if not super().cancel():
            return False
        try:
            self._loop.call_soon_threadsafe(self._cancel_task)
        except RuntimeError:
            self.settle(None, None)  # the loop is closed, and the task with it
        return True

    def _cancel_task(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _check(self, timeout: float | None) -> None:
        if timeout == 0 or asyncio._get_running_loop() is not self._loop or self.done():
            return
        raise RuntimeError("waiting on the loop's own thread would never end; await it instead")

    def result(self, timeout: float | None = None) -> _T:
        """The result, or its exception; RuntimeError where waiting would never end."""
        self._check(timeout)
        try:
            return super().result(timeout)
        finally:
            self._is_fetched = self.done()
            del self  # the exception's traceback refers to this frame

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """The exception, or None; RuntimeError where waiting would never end."""
        self._check(timeout)
        try:
            return super().exception(timeout)
        finally:
            self._is_fetched = self.done()
            del self

    def __del__(self) -> None:
        exc = self._exception
        if exc is None or self._is_fetched:
            return
        try:
            log("run_async: nobody fetched the %s that was raised", type(exc).__name__, exc=exc)
        except Exception:
            pass  # the interpreter has no logging any more


async def _drive(awaitable: Awaitable[_T], future: Future[_T]) -> None:
    """Await, and settle in the same turn of the loop."""
    try:
        future.settle(await awaitable, None)
    except asyncio.CancelledError:
        concurrent.futures.Future.cancel(future)
        future.settle(None, None)
        raise
    except BaseException as exc:
        future.settle(None, exc)
    finally:
        del awaitable, future  # the exception's traceback refers to this frame
