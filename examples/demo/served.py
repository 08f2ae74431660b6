"""The same application in browsers: a session, and so a dashboard, for each user."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import oriel
from dashboard import Dashboard

WEB = Path(__file__).parent / "web"


class Served:
    """A server whose sessions each have a dashboard of their own."""

    def __init__(self, port: int, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._sampling: dict[oriel.Session, asyncio.Task[None]] = {}
        self.app = oriel.Application(
            ws_port=None, http_port=port, max_sessions=None, session_ttl=60.0, static_path=WEB
        )
        self.app.on_connect(self._connect)
        self.app.on_expire(self._expire)

    def _connect(self, session: oriel.Session) -> None:
        dashboard = Dashboard(session)
        session.state.update({"settings": self._settings})
        self._sampling[session] = asyncio.create_task(dashboard.run())

    def _expire(self, session: oriel.Session) -> None:
        self._sampling.pop(session).cancel()

    async def run(self, seconds: float | None) -> None:
        """Until Ctrl-C, or for so many seconds."""
        try:
            await self.app.start()
        except (RuntimeError, ValueError) as error:
            raise SystemExit(f"The demo cannot be served: {error}") from None
        print(f"Open {self.app.url} in any number of browsers; Ctrl-C ends.", flush=True)
        try:
            async with asyncio.timeout(seconds):
                await self.app.run()
        except TimeoutError:
            pass
        finally:
            for task in self._sampling.values():
                task.cancel()
