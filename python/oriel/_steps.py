"""Awaitables that are coroutines as well."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

__all__ = ["Steps"]


class Steps(Coroutine[Any, Any, Any]):
    """What calls return: awaited as a rule, and taken by ``asyncio.create_task``, too.

    Unlike a coroutine it may be run again, and by several tasks at a time.
    """

    __slots__ = ("_runs",)

    def __init__(self) -> None:
        self._runs: dict[Any, Coroutine[Any, Any, Any]] = {}  # by task

    def _begin(self) -> Coroutine[Any, Any, Any] | None:
        """What to run; None: it is over at once."""
        return None

    def send(self, value: Any) -> Any:
        """Run up to the next pause; ``StopIteration`` at the end."""
        task = _current_task()
        run = self._runs.pop(task, None) or self._begin()
        if run is None:
            raise StopIteration
        result = run.send(value)
        self._runs[task] = run
        return result

    def throw(self, kind: Any, value: Any = None, trace: Any = None) -> Any:
        """Go on with an exception."""
        exc = value if isinstance(value, BaseException) else kind
        task = _current_task()
        run = self._runs.pop(task, None)
        if run is None:
            raise exc
        result = run.throw(exc)
        self._runs[task] = run
        return result

    def close(self) -> None:
        """End this task's run of it."""
        run = self._runs.pop(_current_task(), None)
        if run is not None:
            run.close()


def _current_task() -> Any:
    import asyncio

    return asyncio.current_task() if asyncio._get_running_loop() is not None else None
