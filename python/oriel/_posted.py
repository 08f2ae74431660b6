"""Functions on their way into the order of a session's handlers, and what comes of them."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from ._errors import ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["AsyncPosted", "Posted"]


class Posted:
    """Called once, as a handler. Dropped on the way, it fails: nobody waits for ever."""

    def __init__(
        self, function: Callable[..., Any], args: tuple[Any, ...], options: Mapping[str, Any]
    ) -> None:
        self.done: Future[Any] = Future()
        self._function = function
        self._args = args
        self._options = options

    def __call__(self) -> Any:
        if not self.done.set_running_or_notify_cancel():
            return
        try:
            self.done.set_result(self._function(*self._args, **self._options))
        except BaseException as exc:
            self.done.set_exception(exc)

    def __del__(self) -> None:
        if not self.done.done():
            self.done.set_exception(ClosedError("the session ended before the call"))


class AsyncPosted(Posted):
    """The same of a function whose result may have to be awaited."""

    async def __call__(self) -> None:
        if not self.done.set_running_or_notify_cancel():
            return
        try:
            result = self._function(*self._args, **self._options)
            self.done.set_result(await result if hasattr(result, "__await__") else result)
        except BaseException as exc:
            self.done.set_exception(exc)
