"""The names of PythonNative, on Oriel.

See DIFFERENCES.md for what differs.
"""

from typing import TYPE_CHECKING

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

if not TYPE_CHECKING:  # for which a name that is not here is an error, too

    def __getattr__(name: str) -> object:
        raise AttributeError(
            f"module 'pythonnative' has no attribute {name!r}: Oriel's has the runtime, fetch and"
            " AsyncStorage, but no components and hooks (see its DIFFERENCES.md)",
            name=name,
        )
