"""A system monitor: two windows, one session; or any number of browsers. See script/demo."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import oriel
from dashboard import INTERVALS, THEMES, Dashboard
from picture import take_picture
from served import Served

WEB = Path(__file__).parent / "web"
GAP = 16
MAIN_SIZE = (904, 968)
SETTINGS_SIZE = (328, 668)


class Demo:
    """The windows around the application."""

    def __init__(self) -> None:
        self.session = oriel.Session()
        self.dashboard = Dashboard(self.session)
        self.session.expose(self.open_settings, "windows")
        self.main = self._window("index.html", "System monitor", MAIN_SIZE, GAP)
        self.settings = self._settings()

    def _window(self, page: str, title: str, size: tuple[int, int], left: int) -> oriel.Window:
        window = oriel.Window(f"demo://app/{page}", title=title, size=size, session=self.session)
        window.serve("demo", WEB)
        window.position = (left, GAP)
        return window

    def _settings(self) -> oriel.Window:
        return self._window("settings.html", "Settings", SETTINGS_SIZE, MAIN_SIZE[0] + 2 * GAP)

    def open_settings(self) -> None:
        """For the page's button: the second window may have been closed."""
        if not self.settings.is_open:
            self.settings = self._settings()
        self.settings.show()

    async def run(self, seconds: float | None, screenshot: Path | None) -> None:
        """Until the main window is closed, or what was asked for is done."""
        sampling = asyncio.create_task(self.dashboard.run())
        ending = asyncio.create_task(self._end(seconds, screenshot))
        try:
            async with self.main:
                self.settings.show()
                await self._fit()
                closed = asyncio.ensure_future(self.main.closed())
                await asyncio.wait({closed, ending}, return_when=asyncio.FIRST_COMPLETED)
                closed.cancel()
        finally:
            self.settings.destroy()
            sampling.cancel()
            if ending.done():
                await ending
            ending.cancel()

    async def _end(self, seconds: float | None, screenshot: Path | None) -> None:
        """Returns when it is time to go; without a time, never."""
        loop = asyncio.get_running_loop()
        end = loop.time() + (12.0 if seconds is None else seconds)
        if screenshot:
            # A picture of the long job at work, one second before the end.
            wait = max(end - loop.time() - 1.0, 2.0)
            await asyncio.sleep(wait * 0.7)
            self.main.execute("document.querySelector('#job-start').click()")
            await asyncio.sleep(wait * 0.3)
            await take_picture([self.main, self.settings], screenshot, gap=GAP)
            print(f"Both windows, side by side: {screenshot}")
        if not screenshot and seconds is None:
            await loop.create_future()
        await asyncio.sleep(max(end - loop.time(), 0))

    async def _fit(self) -> None:
        """Small screens get a smaller window."""
        try:
            height = await self.main.evaluate("screen.availHeight")
        except (oriel.ClosedError, oriel.ScriptError):
            return
        width, wanted = MAIN_SIZE
        if height and height < wanted + GAP:
            self.main.size = (width, max(height - 5 * GAP, 480))


async def run(options: argparse.Namespace) -> None:
    # A picture is taken after seconds: quick looks fill its charts.
    interval = options.interval or (0.25 if options.screenshot else 1)
    settings = {"theme": options.theme, "interval": interval}
    if options.serve is not None:
        await Served(options.serve, settings).run(options.seconds)
        return
    if options.screenshot:
        options.screenshot.touch()  # better said now than at the end
    demo = Demo()
    demo.session.state.update({"settings": settings})
    await demo.run(options.seconds, options.screenshot)


def main() -> int:
    parser = argparse.ArgumentParser(description="A system monitor in two windows, or in browsers.")
    parser.add_argument("--seconds", type=float, help="end by itself after so long")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="write both windows as PNG")
    parser.add_argument(
        "--serve",
        type=int,
        nargs="?",
        const=9501,
        metavar="PORT",
        help="in browsers, at http://127.0.0.1:PORT/ (9501; 0 is any free port)",
    )
    parser.add_argument("--theme", choices=THEMES, default="system")
    parser.add_argument(
        "--interval", type=float, choices=INTERVALS, help="seconds between two looks"
    )
    options = parser.parse_args()
    if options.serve is not None and options.screenshot:
        parser.error("--screenshot shows windows: leave out --serve")
    try:
        asyncio.run(run(options))
    except oriel.DisplayError as error:
        print(f"The demo needs a display: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The picture cannot be written: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
