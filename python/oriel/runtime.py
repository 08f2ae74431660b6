"""One asyncio loop for the whole program, on a thread of its own."""

from ._runtime import get_loop, run_async

__all__ = ["get_loop", "run_async"]
