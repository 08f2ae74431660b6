"""The documentation's example as printed, on free ports; prints its address, ends with SIGINT."""

import asyncio
import runpy
from pathlib import Path

from pgwidgets import async_


class Application(async_.Application):
    """The same, but for its ports."""

    def __init__(self, **options) -> None:
        super().__init__(ws_port=0, http_port=0, **options)

    async def start(self) -> None:
        await super().start()
        print(self.url, flush=True)


async_.Application = Application
document = runpy.run_path(str(Path(__file__).parents[1] / "examples" / "pgwidgets_document.py"))
try:
    asyncio.run(document["main"]())
except KeyboardInterrupt:
    pass
