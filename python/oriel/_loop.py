"""An asyncio loop that other threads reach cheaply, and the futures of what runs on it."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import os
import select
import selectors
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Awaitable, Callable

__all__ = ["Future", "Loop", "log"]

_T = TypeVar("_T")

_ONE = (1).to_bytes(8, "little")
_copy_context = contextvars.copy_context


def log(message: str, *args: object, exc: BaseException) -> None:
    """Log an error with its traceback."""
    import logging

    logging.getLogger("oriel").error(message, *args, exc_info=exc)


def _eventfd() -> int:
    flags: int = os.EFD_NONBLOCK | os.EFD_CLOEXEC  # type: ignore[attr-defined]
    fd: int = os.eventfd(0, flags)  # type: ignore[attr-defined]
    return fd


class _Selector(selectors.EpollSelector):
    """Knows whether anybody waits, so that one write wakes the loop, however many posts there are.

    Each wait that may last has a number. A thread that has posted writes to the eventfd unless
    ``notified`` is that number. It stores the number after the write: interrupted in between, or
    late, it causes a write too many and never one too few.
    """

    _selector: select.epoll

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0
        self.notified = 0
        self.ready: deque[Any]
        # A file object: a late write to a closed one fails, and does not hit another's descriptor.
        self._wake = open(_eventfd(), "wb", buffering=0)
        # Edge-triggered: every write is an event, and nobody has to read. The selector's own tables
        # do not know the descriptor, so its events end the wait and nothing else.
        self._selector.register(self._wake, select.EPOLLIN | select.EPOLLET)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        self.turn += 1
        try:
            return super().select(0 if self.ready else timeout)
        finally:
            self.notified = self.turn

    def wake(self) -> None:
        """End the wait, when nobody did so yet; from any thread."""
        turn = self.turn
        if turn != self.notified:
            try:
                self._wake.write(_ONE)
            except (OSError, ValueError):
                pass  # closed, or woken 2^64 times
            self.notified = turn

    def close(self) -> None:
        self._wake.close()
        super().close()


class _Post(tuple[contextvars.Context, "Callable[..., object]", tuple[Any, ...]]):
    """What the loop needs of an ``asyncio.Handle``, at a third of the cost."""

    __slots__ = ()
    _cancelled = False

    def _run(self) -> None:
        context, callback, args = self
        try:
            context.run(callback, *args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            loop = asyncio.get_running_loop()
            handle = asyncio.Handle(callback, args, loop, context)
            message = f"Exception in callback {callback!r}"
            loop.call_exception_handler({"message": message, "exception": exc, "handle": handle})


class Loop(asyncio.SelectorEventLoop):
    """asyncio's loop; a post from another thread is an append, and a write only when it sleeps."""

    _closed: bool
    _debug: bool
    _ready: deque[Any]
    _csock: Any
    _ssock: Any

    def __init__(self) -> None:
        self._waker = _Selector()
        super().__init__(self._waker)
        self._waker.ready = self._ready
        self._push = self._ready.append

    def _write_to_self(self) -> None:
        self._waker.wake()

    def post(self, callback: Callable[..., object], args: tuple[Any, ...]) -> None:
        """``call_soon_threadsafe`` for those who need no handle."""
        if self._debug or self._closed:
            self.call_soon_threadsafe(callback, *args)
            return
        self._push(_Post((_copy_context(), callback, args)))
        waker = self._waker
        if waker.turn != waker.notified:
            waker.wake()

    def abandon(self) -> None:
        """In a forked child: what is done to this loop raises, and the parent's is left alone."""
        for task in asyncio.all_tasks(self):
            setattr(task, "_log_destroy_pending", False)
        self._closed = True
        self._waker.close()  # not close(), which would alter the epoll set that the parent waits on
        self._ssock.close()
        self._csock.close()


class Future(concurrent.futures.Future[_T]):
    """The result of an awaitable on a loop of another thread."""

    _exception: BaseException | None

    def __init__(self, loop: asyncio.AbstractEventLoop, pending: set[Future[Any]]) -> None:
        super().__init__()
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
        self._task = self._loop.create_task(_drive(awaitable, self))
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
        if not self.set_running_or_notify_cancel():
            return
        if error is None:
            self.set_result(result)
        else:
            self.set_exception(error)

    def orphan(self) -> None:
        """Fail in a forked child, where threads that held the lock or had callbacks are not."""
        self._condition = threading.Condition()
        self._done_callbacks: list[Any] = []
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
