"""Asyncio runtime: one loop for the whole program, on the daemon thread ``pn-asyncio``."""

from oriel import runtime as _runtime

__all__ = [
    "call_on_main_thread",
    "call_threadsafe",
    "create_future",
    "get_loop",
    "reject_future",
    "resolve_future",
    "run_async",
]

call_on_main_thread = _runtime.call_on_main_thread
call_threadsafe = _runtime.call_threadsafe
create_future = _runtime.create_future
get_loop = _runtime.get_loop
reject_future = _runtime.reject_future
resolve_future = _runtime.resolve_future
run_async = _runtime.run_async
