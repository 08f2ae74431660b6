"""The names of PythonNative, on Oriel.

See DIFFERENCES.md for what differs.
"""

from . import runtime
from .runtime import (
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
    "runtime",
]
