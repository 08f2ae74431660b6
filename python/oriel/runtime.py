"""One asyncio loop for the whole program, on a thread of its own; futures from any thread."""

from ._runtime import (
    call_on_main_thread,
    call_threadsafe,
    configure,
    create_future,
    get_loop,
    reject_future,
    resolve_future,
    run_async,
)

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
