"""Oriel on trio: a system task dispatches, futures can be awaited."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import result_of

if TYPE_CHECKING:
    from ._native import App, Future

__all__ = ["attach", "is_running", "wait"]


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


class _Run:
    """What one run of trio has of ours."""

    def __init__(self) -> None:
        import trio

        self.apps: list[App] = []  # those that it dispatches
        self.inbox = _native.Inbox()
        self.waiting: list[Any] = []  # events of those who await something of ours
        self.raised: BaseException | None = None  # what a handler ends the program with
        trio.lowlevel.spawn_system_task(self._hear, name="oriel futures")

    async def _hear(self) -> None:
        import trio

        while True:
            await trio.lowlevel.wait_readable(self.inbox.fileno())
            self.inbox.dispatch()

    async def pump(self, app: App) -> None:
        """Dispatch *app* for ever."""
        import trio

        thread = threading.get_ident()
        threads.add(thread)
        try:
            while True:
                await trio.lowlevel.wait_readable(app.fileno())
                try:
                    app.dispatch(0)
                except (KeyboardInterrupt, SystemExit) as exc:
                    if not self.waiting:
                        raise  # nobody else could
                    self.raised = exc
                    self.waiting[0].set()
        finally:
            threads.discard(thread)

    async def settled(self, future: Future) -> None:
        """Wait for *future*; raises what a handler ends the program with meanwhile."""
        import trio

        done = trio.Event()
        future.then(done.set, self.inbox)
        self.waiting.append(done)
        try:
            await done.wait()
        finally:
            self.waiting.remove(done)
        if self.raised is not None:
            exc, self.raised = self.raised, None
            raise exc


def attach(app: App) -> None:
    """Let trio dispatch the app until its run ends; once is enough."""
    import trio

    run = _this_run()
    if app in run.apps:
        return
    run.apps.append(app)
    trio.lowlevel.spawn_system_task(run.pump, app, name="oriel")


_variable: Any = None


def _this_run() -> _Run:
    import trio

    global _variable
    if _variable is None:
        _variable = trio.lowlevel.RunVar("oriel")
    try:
        found: _Run = _variable.get()
    except LookupError:
        found = _Run()
        _variable.set(found)
    return found


async def wait(app: App, future: Future, *, cancel: bool) -> Any:
    """Await one of the library's futures."""
    if not app.is_dispatching:
        attach(app)
    try:
        await _this_run().settled(future)
    except BaseException:
        if cancel:
            future.cancel()
        raise
    return result_of(future)
