"""Turns counters into rates: what happened since the last look."""

from __future__ import annotations

import os
import time
from typing import Any

import readings

MOST_PROCESSES = 250


class Meter:
    """Looks at the machine; each look tells what went on since the one before."""

    def __init__(self) -> None:
        self._time = time.monotonic()
        self._cpu = readings.cpu_times()
        self._network = readings.network_traffic()
        self._disk = readings.disk_traffic()
        self._processes = {process.pid: process.cpu for process in readings.processes()}

    def look(self) -> dict[str, Any]:
        """One value per panel, ready for a page."""
        now = time.monotonic()
        seconds, self._time = max(now - self._time, 1e-3), now
        total, *cores = self._look_at_cpu()
        return {
            "processor": {
                "total": total,
                "cores": cores,
                "load": [round(value, 2) for value in os.getloadavg()],
                "temperature": readings.temperature(),
                "uptime": readings.uptime(),
            },
            "memory": readings.memory()._asdict(),
            "network": self._look_at_network(seconds),
            "storage": self._look_at_storage(seconds),
            "processes": self._look_at_processes(seconds),
        }

    def _look_at_cpu(self) -> list[float]:
        """Percent: all together, then each."""
        before, self._cpu = self._cpu, readings.cpu_times()
        pairs = zip(before, self._cpu)
        return [_percent(new.busy - old.busy, new.total - old.total) for old, new in pairs]

    def _look_at_network(self, seconds: float) -> dict[str, Any]:
        before, now = self._network, readings.network_traffic()
        self._network = now
        return {
            "down": _rate(before.incoming, now.incoming, seconds),
            "up": _rate(before.outgoing, now.outgoing, seconds),
            "received": now.incoming,
            "sent": now.outgoing,
        }

    def _look_at_storage(self, seconds: float) -> dict[str, Any]:
        before, now = self._disk, readings.disk_traffic()
        self._disk = now
        return {
            "read": _rate(before.incoming, now.incoming, seconds),
            "write": _rate(before.outgoing, now.outgoing, seconds),
            "disks": [disk._asdict() for disk in readings.disks()],
        }

    def _look_at_processes(self, seconds: float) -> dict[str, Any]:
        """The busiest, then the largest."""
        found = readings.processes()
        capacity = seconds * max(len(self._cpu) - 1, 1)
        rows = [
            {
                "pid": process.pid,
                "name": process.name,
                "user": process.user,
                "cpu": _percent(
                    process.cpu - self._processes.get(process.pid, process.cpu), capacity
                ),
                "memory": process.memory,
            }
            for process in found
        ]
        self._processes = {process.pid: process.cpu for process in found}
        rows.sort(key=lambda row: (row["cpu"], row["memory"]), reverse=True)
        return {"count": len(rows), "rows": rows[:MOST_PROCESSES]}


def _percent(part: float, whole: float) -> float:
    return round(min(max(100 * part / whole, 0.0), 100.0), 1) if whole > 0 else 0.0


def _rate(before: int, now: int, seconds: float) -> int:
    """Bytes per second; a counter that began anew gives 0."""
    return round(max(now - before, 0) / seconds)
