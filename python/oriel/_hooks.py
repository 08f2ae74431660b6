"""What the extension asks of Python; nothing is imported before it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Coroutine

    from ._native import Call, Event, Session

__all__ = ["event", "exception", "failed", "later", "log", "stream", "task"]

_LEVELS = (10, 20, 30, 40)  # those of logging, for the library's debug, info, warning, error


def task(call: Call, awaitable: Awaitable[Any], discard: bool) -> None:
    """Run what an ``async def`` handler returned, and answer *call* with its result."""
    from . import _aio

    _aio.start(call, awaitable, discard)


def stream(source: AsyncIterator[Any], place: str) -> Any:
    """What feeds a page from an async iterator: an object with ``next(call)`` and ``close()``.

    *place*: the function that gave it, for the log.
    """
    from . import _aio

    return _aio.Stream(source, place)


def exception(where: str, exc: BaseException) -> None:
    """Log what a handler raised."""
    import logging

    logging.getLogger("oriel").error("%s raised %s", where, type(exc).__name__, exc_info=exc)


def log(level: int, topic: str, text: str) -> None:
    """Log a line of the library's."""
    import logging

    logging.getLogger(f"oriel.{topic}").log(_LEVELS[level], "%s", text)


def event(event: Event, awaitable: Awaitable[Any]) -> None:
    """Run what an ``async def`` handler of an event returned; the next one waits for it."""
    from . import _aio

    _aio.start_event(event, awaitable)


def later(where: str, coroutine: Coroutine[Any, Any, Any]) -> None:
    """Run a coroutine for which nobody waits, and log what it raises."""
    from . import _aio

    _aio.run(_logged(where, coroutine))


async def _logged(where: str, coroutine: Coroutine[Any, Any, Any]) -> None:
    try:
        await coroutine
    except Exception as exc:
        exception(where, exc)


def failed(session: Session | None, where: str, exc: BaseException) -> None:
    """Tell the session's application what a handler raised, or log it."""
    owner = session.owner if session is not None else None
    if owner is not None:
        owner._failed(where, exc)
    else:
        exception(where, exc)
