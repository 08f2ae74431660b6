"""A window in trio: everything of Oriel's can be awaited there too."""

import time
from pathlib import Path

import oriel
import trio

window = oriel.Window("app://clock.html", title="trio", size=(480, 280))
window.serve("app", Path(__file__).parent / "web")
window.state.set("clock", "loop", "trio")


@window.expose("clock")
def ping() -> None:
    pass


async def tick() -> None:
    while True:
        window.state.set("clock", "time", time.strftime("%H:%M:%S"))
        await trio.sleep(1)


async def main() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(tick)
        await oriel.run_trio()
        nursery.cancel_scope.cancel()


trio.run(main)
