"""A window beside other tasks: one counts while the window is open."""

import asyncio
import time
from pathlib import Path

from Pytonium import Pytonium, run_pytonium_async


async def periodic_update(p: Pytonium) -> None:
    """Push data to the page every second."""
    counter = 0
    while p.is_running():
        counter += 1
        p.set_state("app", "counter", counter)
        p.set_state("app", "timestamp", time.time())
        await asyncio.sleep(1.0)


async def main() -> None:
    p = Pytonium()
    p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
    p.initialize("app://counter.html", 480, 280)
    await asyncio.gather(run_pytonium_async(p), periodic_update(p))
    p.shutdown()


asyncio.run(main())
