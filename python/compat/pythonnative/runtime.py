"""Asyncio runtime: one loop for the whole program, on the daemon thread ``pn-asyncio``."""

from oriel.runtime import (
    call_on_main_thread,
    call_threadsafe,
    create_future,
    get_loop,
    reject_future,
    resolve_future,
    run_async,
)

__all__ = [
    "call_on_main_thread",
    "call_threadsafe",
    "create_future",
    "get_loop",
    "reject_future",
    "resolve_future",
    "run_async",
]
