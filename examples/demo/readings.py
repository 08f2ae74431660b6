"""What the kernel tells about this machine: functions that read files and return plain values."""

from __future__ import annotations

import os
import platform
import pwd
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
SYS = Path("/sys")

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SECTOR = 512
_KERNEL_THREAD = 0x00200000
_NAME_MAX = 15
_FILE_SYSTEMS = frozenset(
    "bcachefs btrfs ext2 ext3 ext4 exfat f2fs nfs nfs4 ntfs3 overlay vfat xfs zfs".split()
)


class CpuTime(NamedTuple):
    """Seconds since the start."""

    busy: float
    total: float


class Memory(NamedTuple):
    """Bytes."""

    total: int
    used: int
    cached: int
    available: int
    swap_total: int
    swap_used: int


class Disk(NamedTuple):
    """A mounted file system; bytes."""

    path: str
    total: int
    used: int
    free: int


class Traffic(NamedTuple):
    """Bytes since the start."""

    incoming: int
    outgoing: int


class Process(NamedTuple):
    pid: int
    name: str
    user: str
    cpu: float  # seconds
    memory: int  # bytes


def cpu_times(proc: Path = PROC) -> list[CpuTime]:
    """All processors together, then each."""
    found = []
    for line in _lines(proc / "stat"):
        if not line.startswith("cpu"):
            break
        # user nice system idle iowait irq softirq steal; guest time is in user already
        ticks = [int(field) for field in line.split()[1:9]]
        total = sum(ticks) / _TICKS
        found.append(CpuTime(total - (ticks[3] + ticks[4]) / _TICKS, total))
    return found


def memory(proc: Path = PROC) -> Memory:
    field = {
        name: int(rest.split()[0]) * 1024
        for name, _, rest in (line.partition(":") for line in _lines(proc / "meminfo"))
        if rest.strip()
    }
    total, available = field.get("MemTotal", 0), field.get("MemAvailable", 0)
    swap = field.get("SwapTotal", 0)
    return Memory(
        total=total,
        used=total - available,
        cached=field.get("Cached", 0) + field.get("Buffers", 0) + field.get("SReclaimable", 0),
        available=available,
        swap_total=swap,
        swap_used=swap - field.get("SwapFree", 0),
    )


def uptime(proc: Path = PROC) -> float:
    """Seconds."""
    line = next(iter(_lines(proc / "uptime")), "0")
    return float(line.split()[0])


def temperature(sys: Path = SYS) -> float | None:
    """The warmest sensor, in degrees Celsius; None where there is none."""
    sensors = [
        *sys.glob("class/thermal/thermal_zone*/temp"),
        *sys.glob("class/hwmon/*/temp*_input"),
    ]
    values = [int(line) / 1000 for path in sensors for line in _lines(path)[:1] if line.isdigit()]
    return max(values, default=None)


def disks(proc: Path = PROC) -> list[Disk]:
    """Each mounted file system once, the root first."""
    paths = {"/": None}
    for line in _lines(proc / "self/mounts"):
        device, path, kind = line.split()[:3]
        if kind in _FILE_SYSTEMS or device.startswith("/dev/"):
            paths.setdefault(path.encode().decode("unicode_escape"))
    found: dict[int, Disk] = {}
    for path in paths:
        try:
            device_id = os.stat(path).st_dev
            fs = os.statvfs(path)
        except OSError:
            continue
        if fs.f_blocks and device_id not in found and os.path.isdir(path):
            unit = fs.f_frsize
            used = (fs.f_blocks - fs.f_bfree) * unit
            found[device_id] = Disk(path, used + fs.f_bavail * unit, used, fs.f_bavail * unit)
    return list(found.values())


def disk_traffic(proc: Path = PROC, sys: Path = SYS) -> Traffic:
    """What all whole disks have read and written."""
    read = written = 0
    for line in _lines(proc / "diskstats"):
        field = line.split()
        if (sys / "block" / field[2]).exists() and not field[2].startswith(("loop", "ram", "dm-")):
            read += int(field[5]) * _SECTOR
            written += int(field[9]) * _SECTOR
    return Traffic(read, written)


def network_traffic(proc: Path = PROC) -> Traffic:
    """What all interfaces have received and sent; the loopback counts where it is the only one."""
    found: dict[str, Traffic] = {}
    for line in _lines(proc / "net/dev")[2:]:
        name, _, rest = line.partition(":")
        field = rest.split()
        found[name.strip()] = Traffic(int(field[0]), int(field[8]))
    outside = [traffic for name, traffic in found.items() if name != "lo"]
    counted = outside or list(found.values())
    return Traffic(sum(t.incoming for t in counted), sum(t.outgoing for t in counted))


def processes(proc: Path = PROC) -> list[Process]:
    """All but the kernel's own threads."""
    found = []
    for entry in os.scandir(proc):
        if not entry.name.isdigit():
            continue
        try:
            text = Path(entry.path, "stat").read_text(errors="replace")
            user = _user(entry.stat().st_uid)
        except OSError:
            continue  # it has just ended
        # The name is in parentheses, and may hold some itself.
        name, _, rest = text[text.index("(") + 1 :].rpartition(")")
        field = rest.split()
        if not int(field[6]) & _KERNEL_THREAD:
            if len(name) == _NAME_MAX:
                name = _full_name(Path(entry.path, "cmdline"), name)
            cpu = (int(field[11]) + int(field[12])) / _TICKS
            found.append(Process(int(entry.name), name, user, cpu, int(field[21]) * _PAGE))
    return found


def machine(proc: Path = PROC) -> dict[str, str]:
    """What does not change."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = platform.system()
    model = next(
        (
            line.partition(":")[2]
            for line in _lines(proc / "cpuinfo")
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    for noise in ("(R)", "(TM)", "(r)", "(tm)", " CPU", " Processor"):
        model = model.replace(noise, "")
    return {
        "name": platform.node().partition(".")[0] or "localhost",
        "system": system,
        "kernel": platform.release().partition("-")[0],
        "processor": " ".join(model.split()),
    }


def _full_name(cmdline: Path, name: str) -> str:
    """The kernel keeps the first 15 bytes of a name; the command line may tell the rest."""
    command = next(iter(_lines(cmdline)), "").partition("\0")[0].partition(" ")[0]
    full = os.path.basename(command)
    return full if full.startswith(name) else name


@lru_cache(maxsize=1024)
def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _lines(path: Path) -> list[str]:
    """A file's lines; none where it is missing."""
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []
