"""The application: what its pages may call, and the state that they show. It knows of no window."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import deque
from typing import Any

import oriel
import readings
from job import Checksum
from meter import Meter

PANELS = ("processor", "memory", "network", "storage", "job", "processes")
THEMES = ("system", "light", "dark")
ACCENTS = ("blue", "teal", "violet", "amber", "rose")
INTERVALS = (0.25, 0.5, 1, 2, 5)
FOLDERS = ("/usr/lib", "/usr/share", "/etc", "/opt")
HISTORY = 60

DEFAULTS: dict[str, Any] = {
    "theme": "system",
    "accent": "blue",
    "interval": 1,
    "panels": list(PANELS),
}


class Dashboard:
    """Serves one user: all pages of *session*."""

    def __init__(self, session: oriel.Session) -> None:
        self._state = session.state
        self._history: deque[dict[str, Any]] = deque(maxlen=HISTORY)
        self._toasts = itertools.count(1)
        self._changed = asyncio.Event()
        self._is_hashing = False
        self._state.update(
            {
                "settings": DEFAULTS,
                "machine": readings.machine(),
                "job": {"status": {"phase": "idle"}},
            }
        )
        self._state.subscribe(self._on_setting, ["settings"], origin="page")
        session.expose(self.history, "monitor")
        session.expose(self.choices, "monitor")
        session.expose(self.restore_defaults, "settings")
        session.expose(self.checksum, "job")

    # --- what pages call ---

    def history(self) -> list[dict[str, Any]]:
        """What the charts of a page begin with."""
        return list(self._history)

    def choices(self) -> dict[str, Any]:
        """What can be chosen in the settings."""
        return {
            "themes": THEMES,
            "accents": ACCENTS,
            "intervals": INTERVALS,
            "panels": PANELS,
            "folders": FOLDERS,
        }

    def restore_defaults(self) -> None:
        self._state.update({"settings": DEFAULTS})
        self._changed.set()
        self.toast("Settings are back to their defaults")

    async def checksum(self, folder: str) -> str:
        """The long job. The page that asked for it may cancel it; all pages see how far it is."""
        if folder not in FOLDERS:
            raise ValueError(f"folder must be one of {', '.join(FOLDERS)}")
        if self._is_hashing:
            raise RuntimeError("One job is running already")
        self._is_hashing = True
        job = Checksum(folder)
        phase = "failed"
        try:
            while not job.is_done:
                self._report(job, "running")
                await asyncio.to_thread(job.step, 0.05)
            phase = "done"
            self.toast(f"{job.files:,} files of {folder} hashed", "good")
            return str(job.report()["digest"])
        except asyncio.CancelledError:
            phase = "canceled"
            self.toast(f"Checksum of {folder} canceled")
            raise
        finally:
            self._is_hashing = False
            self._report(job, phase)

    # --- what the program does ---

    async def run(self) -> None:
        """Looks at the machine in the chosen interval, until canceled."""
        meter = Meter()
        await asyncio.sleep(0.1)
        while True:
            try:
                now = await asyncio.to_thread(meter.look)
            except Exception:
                logging.getLogger(__name__).exception("the machine cannot be read")
            else:
                self._history.append(
                    {
                        "processor": [now["processor"]["total"]],
                        "memory": [100 * now["memory"]["used"] / max(now["memory"]["total"], 1)],
                        "network": [now["network"]["down"], now["network"]["up"]],
                        "storage": [now["storage"]["read"], now["storage"]["write"]],
                    }
                )
                self._state.update({"now": {**now, "point": self._history[-1]}})
            await self._pause()

    def toast(self, text: str, kind: str = "plain") -> None:
        """Shows a message on all pages, for a while."""
        self._state.set("app", "toast", {"id": next(self._toasts), "kind": kind, "text": text})

    async def _pause(self) -> None:
        """Until the next look; a new interval counts at once."""
        self._changed.clear()
        interval = self._state.get("settings", "interval")
        if isinstance(interval, bool) or not isinstance(interval, (int, float)):
            interval = DEFAULTS["interval"]
        try:
            async with asyncio.timeout(min(max(interval, min(INTERVALS)), max(INTERVALS))):
                await self._changed.wait()
        except TimeoutError:
            pass

    def _on_setting(self, _namespace: str, key: str, value: Any) -> None:
        if key == "interval":
            self._changed.set()
            self.toast(f"Figures come every {value:g} s")

    def _report(self, job: Checksum, phase: str) -> None:
        self._state.set("job", "status", {"phase": phase, **job.report()})
