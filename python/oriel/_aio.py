"""Oriel on asyncio: the app's descriptor in a loop, handlers as tasks, futures to await."""

from __future__ import annotations

import asyncio
import contextvars
import types
import weakref
from typing import TYPE_CHECKING, Any

from . import _hooks, _native, _runtime
from ._errors import result_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from ._native import App, Call, Event, Future, Inbox, Session

__all__ = [
    "Stream",
    "attach",
    "current",
    "detach",
    "drive",
    "inbox",
    "run",
    "start",
    "start_event",
    "wait",
]


class _Turn:
    """A session's handler that is a task: it and the tasks that it begins, until it ends."""

    __slots__ = ("session",)

    def __init__(self, session: Session | None) -> None:
        self.session = session
        _turn.set(self)

    def end(self) -> None:
        self.session = None


_turn: contextvars.ContextVar[_Turn | None] = contextvars.ContextVar("oriel", default=None)


def current() -> Session | None:
    """The core of the session whose handler this task is."""
    turn = _turn.get()
    return None if turn is None else turn.session


_attached: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, App] = weakref.WeakKeyDictionary()
_inboxes: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Inbox] = weakref.WeakKeyDictionary()
_tasks: set[asyncio.Task[Any]] = set()  # a loop itself refers to its tasks weakly


def attach(app: App, loop: asyncio.AbstractEventLoop) -> None:
    """Let *loop* dispatch the app; once is enough."""
    if _attached.get(loop) is app:
        return
    loop.add_reader(app.fileno(), app.dispatch, 0)
    _attached[loop] = app


def detach(loop: asyncio.AbstractEventLoop) -> None:
    """Undo :func:`attach`."""
    app = _attached.pop(loop, None)
    if app is not None and not loop.is_closed():
        loop.remove_reader(app.fileno())


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that drives the app on this thread, or the runtime's."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return _runtime.get_loop()


def _hop(loop: asyncio.AbstractEventLoop, function: Callable[[], object]) -> None:
    """Call *function* on the loop's thread: now, when this is it."""
    if asyncio._get_running_loop() is loop:
        function()
        return
    try:
        loop.call_soon_threadsafe(function)
    except RuntimeError:
        pass  # the loop is closed, and its tasks with it


class _Job:
    """A coroutine that runs on a loop and can be canceled from any thread."""

    __slots__ = ("loop", "task", "is_canceled", "_awaited", "__weakref__")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        coroutine: Coroutine[Any, Any, Any],
        awaited: object = None,
    ) -> None:
        self.loop = loop
        self._awaited = awaited  # by the coroutine, if it ever begins
        self.task: asyncio.Task[Any] | None = None
        self.is_canceled = False
        if asyncio._get_running_loop() is loop:
            self._begin(coroutine)
            return
        try:
            loop.call_soon_threadsafe(self._begin, coroutine)
        except RuntimeError:  # the loop is closed
            coroutine.close()
            self._end()
            raise

    def _begin(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        self.task = self.loop.create_task(coroutine)
        _tasks.add(self.task)
        self.task.add_done_callback(self._end)
        if self.is_canceled:
            self._cancel()

    def _end(self, task: asyncio.Task[Any] | None = None) -> None:
        if task is not None:
            _tasks.discard(task)
            self.task = None  # it may hold, by its error, the call that holds this
        if isinstance(self._awaited, types.CoroutineType):
            self._awaited.close()  # it may not have begun: that is no warning
        self._awaited = None

    def cancel(self) -> None:
        self.is_canceled = True
        _hop(self.loop, self._cancel)

    def _cancel(self) -> None:
        # After its first step: one that never began would leave its call without an end.
        if self.task is not None:
            self.loop.call_soon(self.task.cancel)


def _fail(call: Call, exc: BaseException, what: str) -> bool:
    """Answer *call* with what its *what* raised; True when that must go on."""
    if isinstance(exc, asyncio.CancelledError):
        call.reply_error("CancelledError", f"the {what} was canceled")
        return True
    if isinstance(exc, (KeyboardInterrupt, SystemExit)):
        call.reply_error(type(exc).__name__, str(exc))
        return True
    call.fail(exc)
    return False


async def _answer(call: Call, awaitable: Awaitable[Any], discard: bool) -> None:
    """Await, and answer *call* with what came."""
    turn = _Turn(call.session)
    try:
        result = await awaitable
        if discard:
            pass
        elif hasattr(type(result), "__anext__") or _is_generator(result):
            call.reply_stream(result)
        else:
            call.reply(result)
    except BaseException as exc:
        if _fail(call, exc, "handler"):
            raise
    finally:
        turn.end()
        call.done()


def _is_generator(result: object) -> bool:
    return hasattr(type(result), "gi_frame")


def start(call: Call, awaitable: Awaitable[Any], discard: bool) -> None:
    """Run *awaitable* as a task, on the loop that dispatches or on the runtime's."""
    job = _Job(_loop(), _answer(call, awaitable, discard), awaitable)
    call.on_cancel(job.cancel)


async def _end(event: Event, awaitable: Awaitable[Any]) -> None:
    """Await, and end *event*: the session's next handler may begin."""
    turn = _Turn(event.session)
    try:
        await awaitable
    except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as exc:
        event.fail(exc)
    finally:
        turn.end()
        event.done()


def start_event(event: Event, awaitable: Awaitable[Any]) -> None:
    """Run *awaitable* as a task, on the loop that dispatches or on the runtime's."""
    _Job(_loop(), _end(event, awaitable), awaitable)


def run(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Run *coroutine* as :func:`start` does, when nobody waits for it."""
    _Job(_loop(), coroutine)


class Stream:
    """Feeds a page from an async iterator, on the loop where the first item was asked for."""

    def __init__(self, source: AsyncIterator[Any], place: str) -> None:
        self._source = source
        self._loop = _loop()
        self._pull: _Job | None = None
        self._place = place

    def next(self, call: Call) -> None:
        """Answer *call* with the next item."""
        self._pull = _Job(self._loop, self._next(call))
        call.on_cancel(self._pull.cancel)

    async def _next(self, call: Call) -> None:
        turn = _Turn(call.session)
        try:
            call.reply_item(await self._source.__anext__())
        except StopAsyncIteration:
            call.reply_end()
        except BaseException as exc:
            if _fail(call, exc, "stream"):
                raise
        finally:
            turn.end()
            call.done()

    def close(self) -> None:
        """End the iterator, after the item that is under way."""
        if not self._loop.is_closed():
            _Job(self._loop, self._close())

    async def _close(self) -> None:
        task = self._pull.task if self._pull is not None else None
        if task is not None and not task.done():
            task.cancel()
            await asyncio.wait([task])
        aclose = getattr(self._source, "aclose", None)
        if aclose is not None:
            try:
                await aclose()
            except Exception as exc:  # the page does not wait for it any more
                _hooks.exception(f"closing the stream of {self._place}", exc)


def drive(app: App) -> None:
    """Let the running loop dispatch the app, unless a handler of the app runs that loop."""
    if not app.is_dispatching:
        attach(app, asyncio.get_running_loop())


def inbox() -> Inbox:
    """Where the running loop hears of futures, whoever dispatches the app or shuts it down."""
    loop = asyncio.get_running_loop()
    box = _inboxes.get(loop)
    if box is None:
        box = _native.Inbox()
        loop.add_reader(box.fileno(), box.dispatch)
        _inboxes[loop] = box
    return box


async def wait(future: Future, *, cancel: bool) -> Any:
    """Await one of the library's futures; *cancel*: cancel it when the awaiter is canceled."""
    done = asyncio.get_running_loop().create_future()

    def settled() -> None:
        if not done.done():
            done.set_result(None)

    future.then(settled, inbox())
    try:
        await done
    except asyncio.CancelledError:
        if cancel:
            future.cancel()
        raise
    return result_of(future)
