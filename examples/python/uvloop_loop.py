"""A window in uvloop: any asyncio loop will do."""

import asyncio
import time
from pathlib import Path

import oriel
import uvloop

window = oriel.Window("app://clock.html", title="uvloop", size=(480, 280))
window.serve("app", Path(__file__).parent / "web")


@window.expose("clock")
async def ping() -> None:
    await asyncio.sleep(0)


async def tick() -> None:
    while True:
        window.state.set("clock", "time", time.strftime("%H:%M:%S"))
        await asyncio.sleep(1)


async def main() -> None:
    window.state.set("clock", "loop", type(asyncio.get_running_loop()).__module__)
    ticking = asyncio.create_task(tick())
    await window.closed()
    ticking.cancel()


uvloop.install()
asyncio.run(main())
