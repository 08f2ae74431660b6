"""The message loop as a coroutine. Nothing polls: the app's descriptor wakes the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import oriel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._pytonium import Pytonium

__all__ = ["run_pytonium_async", "run_pytonium_multi_async"]


async def run_pytonium_async(pytonium: Pytonium, interval: float = 0.016) -> None:
    """Run until the window of *pytonium* is closed. Canceling leaves it open.

    *interval* was the pause between two looks at the queue; no such pause is made.
    """
    await run_pytonium_multi_async([pytonium], interval)


async def run_pytonium_multi_async(instances: Sequence[Pytonium], interval: float = 0.016) -> None:
    """Run until the windows of all *instances* are closed."""
    if not instances:
        return
    oriel.attach()
    oriel.dispatch()
    while running := [instance for instance in instances if instance.is_running()]:
        await running[0]._closed()
