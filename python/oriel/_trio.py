"""Oriel on trio: a system task dispatches, futures can be awaited."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from ._native import App, Future

__all__ = ["attach", "beside", "is_running", "wait"]


threads: set[int] = set()  # those on which trio dispatches


def is_running() -> bool:
    """Whether this is a trio task."""
    if "trio" not in sys.modules:
        return False
    import trio  # type: ignore[import]

    try:
        trio.lowlevel.current_task()
    except RuntimeError:
        return False
    return True


async def _pump(app: App) -> None:
    import trio

    thread = threading.get_ident()
    threads.add(thread)
    try:
        while True:
            await trio.lowlevel.wait_readable(app.fileno())
            app.dispatch(0)
    finally:
        threads.discard(thread)


def attach(app: App) -> None:
    """Let trio dispatch the app until its run ends; once is enough."""
    import trio

    attached = _attached_apps()
    if app in attached.value:
        return
    attached.value.append(app)
    trio.lowlevel.spawn_system_task(_pump, app, name="oriel")


class _Attached:
    def __init__(self) -> None:
        self.value: list[App] = []


_variable: Any = None


def _attached_apps() -> _Attached:
    """The apps that this run of trio dispatches."""
    import trio

    global _variable
    if _variable is None:
        _variable = trio.lowlevel.RunVar("oriel")
    try:
        found: _Attached = _variable.get()
    except LookupError:
        found = _Attached()
        _variable.set(found)
    return found


async def wait(app: App, future: Future, *, cancel: bool) -> Any:
    """Await one of the library's futures."""
    import trio

    attach(app)
    token = trio.lowlevel.current_trio_token()
    done = trio.Event()

    def settled() -> None:
        try:
            token.run_sync_soon(done.set)
        except trio.RunFinishedError:
            pass

    future.then(settled)
    try:
        await done.wait()
    except trio.Cancelled:
        if cancel:
            future.cancel()
        raise
    return future.result()


async def beside(work: Awaitable[Any], wanted: Awaitable[Any]) -> Any:
    """What *wanted* gives, with *work* beside it, whose exception comes first."""
    import trio

    problems: list[Exception] = []
    result: Any = None

    async def run() -> None:
        try:
            await work
        except Exception as exc:
            problems.append(exc)
            nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(run)
        result = await wanted
        nursery.cancel_scope.cancel()
    if problems:
        raise problems[0]
    return result
