"""The runtime's loop: asyncio on a thread of its own, for programs that run no loop."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import asyncio
    import concurrent.futures
    from collections.abc import Awaitable

__all__ = ["get_loop", "run_async", "stop"]

_T = TypeVar("_T")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None
_thread: threading.Thread | None = None


def get_loop() -> asyncio.AbstractEventLoop:
    """The runtime's loop, which runs when this returns.

    Its thread, ``pn-asyncio``, is started by the first call and does not keep the process alive.
    """
    global _loop, _thread
    with _lock:
        if _loop is None or _loop.is_closed():
            import asyncio

            _loop = asyncio.new_event_loop()
            running = threading.Event()
            _loop.call_soon(running.set)
            _thread = threading.Thread(target=_loop.run_forever, name="pn-asyncio", daemon=True)
            _thread.start()
            running.wait()
        return _loop


def run_async(awaitable: Awaitable[_T]) -> concurrent.futures.Future[_T]:
    """Run *awaitable* on the runtime's loop; from any thread.

    The future's ``result()`` waits for it, on any thread but the loop's own.
    """
    import asyncio
    import inspect

    if not inspect.isawaitable(awaitable):
        raise TypeError(f"an awaitable is needed, not {type(awaitable).__name__}")

    async def wait() -> _T:
        return await awaitable

    coroutine = awaitable if asyncio.iscoroutine(awaitable) else wait()
    return asyncio.run_coroutine_threadsafe(coroutine, get_loop())


def stop(timeout: float = 1.0) -> None:
    """End the loop, at the end of the program."""
    global _loop, _thread
    with _lock:
        loop, thread = _loop, _thread
        _loop = _thread = None
    if loop is None or thread is None or not thread.is_alive():
        return
    loop.call_soon_threadsafe(loop.stop)
    if thread is not threading.current_thread():
        thread.join(timeout)


def forget() -> None:
    """In a forked child, where the thread is not."""
    global _lock, _loop, _thread
    _lock = threading.Lock()
    _loop = _thread = None
