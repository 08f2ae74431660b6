"""Generators, plain and async, arrive in the page as async iterators."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import oriel

window = oriel.Window("app://stream.html", title="Stream", size=(560, 460))
window.serve("app", Path(__file__).parent / "web")


@window.expose("numbers")
def squares(count: int) -> Iterator[int]:
    for number in range(count):
        yield number * number


@window.expose("numbers")
async def ticks() -> AsyncIterator[dict[str, object]]:
    number = 0
    try:
        while True:
            number += 1
            yield {"number": number, "at": time.strftime("%H:%M:%S")}
            await asyncio.sleep(0.2)
    finally:
        print(f"the page left after {number} ticks")


async def main() -> None:
    await window.closed()


asyncio.run(main())
