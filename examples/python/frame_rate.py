"""The interval of the message loop: accepted, and not needed. Nothing polls: when nothing happens,
no thread wakes, and when something does, it is handled at once whatever the interval."""

import asyncio
import time
from pathlib import Path

import oriel
from Pytonium import Pytonium, run_pytonium_async


async def count_wakeups(p: Pytonium) -> None:
    """Show how often the loop was woken; a loop of 0.004 s would have been 250 times a second."""
    while p.is_running():
        p.set_state("app", "counter", oriel.app().stats()["inbox_wakeups"])
        p.set_state("app", "timestamp", time.time())
        await asyncio.sleep(1.0)


async def main() -> None:
    p = Pytonium()
    p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
    p.initialize("app://counter.html", 480, 280)
    await asyncio.gather(run_pytonium_async(p, interval=0.004), count_wakeups(p))
    p.shutdown()


asyncio.run(main())
