"""The names of PythonNative, on Oriel.

See DIFFERENCES.md for what differs.
"""

from . import runtime
from .net import HTTPError, Response, fetch
from .runtime import (
    call_on_main_thread,
    call_threadsafe,
    create_future,
    get_loop,
    reject_future,
    resolve_future,
    run_async,
)
from .storage import AsyncStorage

__all__ = [
    "AsyncStorage",
    "HTTPError",
    "Response",
    "call_on_main_thread",
    "call_threadsafe",
    "create_future",
    "fetch",
    "get_loop",
    "reject_future",
    "resolve_future",
    "run_async",
    "runtime",
]
