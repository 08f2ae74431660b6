"""Work that goes on beside a task, on asyncio or trio, and ends when it is told to."""

from __future__ import annotations

import abc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

__all__ = ["Work", "beside"]

_tasks: set[Any] = set()  # a loop itself refers to its tasks weakly


class Work(abc.ABC):
    """A coroutine function that runs; it must not raise."""

    @abc.abstractmethod
    def stop(self) -> None:
        """Cancel it, from any thread."""

    @abc.abstractmethod
    async def ended(self) -> None:
        """Wait until it has."""


class _OnAsyncio(Work):
    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        import asyncio

        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(work())
        _tasks.add(self._task)
        self._task.add_done_callback(_tasks.discard)

    def stop(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._task.cancel)
        except RuntimeError:
            pass  # the loop is closed, and its tasks with it

    async def ended(self) -> None:
        import asyncio

        await asyncio.wait([self._task])


class _OnTrio(Work):
    def __init__(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        import contextvars

        import trio  # type: ignore[import]

        self._token = trio.lowlevel.current_trio_token()
        self._scope = trio.CancelScope()
        self._over = trio.Event()
        context = contextvars.copy_context()
        trio.lowlevel.spawn_system_task(self._run, work, name="oriel beside", context=context)

    async def _run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            with self._scope:
                await work()
        finally:
            self._over.set()

    def stop(self) -> None:
        import trio

        try:
            self._token.run_sync_soon(self._scope.cancel)
        except trio.RunFinishedError:
            pass

    async def ended(self) -> None:
        import trio

        with trio.CancelScope(shield=True):
            await self._over.wait()


def beside(work: Callable[[], Coroutine[Any, Any, None]]) -> Work:
    """Begin *work* on the loop that runs here."""
    from . import _trio

    return _OnTrio(work) if _trio.is_running() else _OnAsyncio(work)
