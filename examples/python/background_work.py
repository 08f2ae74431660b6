"""A handler that cannot wait starts work that can; the page shows what came of it."""

import asyncio
from pathlib import Path

import oriel

window = oriel.Window("app://report.html", title="Report", size=(520, 300))
window.serve("app", Path(__file__).parent / "web")


async def write_report(name: str) -> None:
    """On the runtime's loop, the thread pn-asyncio. State may be set from any thread."""
    for percent in range(0, 101, 5):
        window.state.set("report", "percent", percent)
        await asyncio.sleep(0.02)
    oriel.runtime.call_on_main_thread(lambda: show(f"{name} is ready"))


@window.expose("report", returns=False)
def write(name: str) -> None:
    """On the main thread, which is in oriel.run(): it returns at once."""
    oriel.runtime.run_async(write_report(name))


def show(text: str) -> None:
    """On the main thread again, as every other handler."""
    window.state.set("report", "text", text)


oriel.run()
