"""A dashboard with live data from two tasks, and a function that the page calls."""

import asyncio
import random
import time
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript, run_pytonium_async


async def system_monitor(p: Pytonium) -> None:
    """Made-up figures; examples/demo reads real ones."""
    started = time.monotonic()
    while p.is_running():
        p.set_state("system", "cpu", round(random.uniform(5, 95), 1))
        p.set_state("system", "memory", round(random.uniform(30, 90), 1))
        p.set_state("system", "uptime", round(time.monotonic() - started))
        await asyncio.sleep(1.0)


async def notification_service(p: Pytonium) -> None:
    messages = ["System running normally", "Backup completed", "Update available"]
    number = 0
    while p.is_running():
        p.set_state("notifications", "latest", messages[number % len(messages)])
        number += 1
        await asyncio.sleep(1.5)


async def main() -> None:
    p = Pytonium()

    @returns_value_to_javascript("string")
    def get_version() -> str:
        return "1.0.0"

    p.bind_function_to_javascript(get_version, javascript_object="app")
    p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
    p.initialize("app://dashboard.html", 680, 340)
    await asyncio.gather(run_pytonium_async(p), system_monitor(p), notification_service(p))
    p.shutdown()


asyncio.run(main())
