"""Three requests at once, and five seconds for all; give it URLs, or see it ask example.org."""

import asyncio
import sys

import oriel

URLS = sys.argv[1:] or ["https://example.org/", "https://example.com/", "https://example.net/"]


async def measure(url: str) -> str:
    """Read the body piece by piece: a large one is never in memory as a whole."""
    try:
        async with await oriel.fetch(url, headers={"Accept-Language": "en"}) as response:
            size = 0
            async for piece in response:
                size += len(piece)
            kind = response.headers.get("content-type", "no type")
            return f"{url}: {response.status}, {kind}, {size} bytes"
    except OSError as exc:
        return f"{url}: {exc}"


async def main() -> None:
    tasks = [asyncio.create_task(measure(url)) for url in URLS]
    done, late = await asyncio.wait(tasks, timeout=5)
    for task in late:
        task.cancel()  # its connection is closed
    for task in tasks:
        if task in done:
            print(task.result())
    print(f"{len(late)} were too late")


asyncio.run(main())
