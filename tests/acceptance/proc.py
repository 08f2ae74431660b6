"""What the kernel tells of a process and its children."""

import os
import pathlib

PROC = pathlib.Path("/proc")


def children(pid=None):
    """All descendants: ``{pid: name}``."""
    parents, names = {}, {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text().partition(" (")[2].rpartition(") ")
                state, parent = rest.split()[:2]
            except OSError:
                continue  # it has ended
            if state != "Z":
                parents[int(entry.name)], names[int(entry.name)] = int(parent), name
    wanted = {pid or os.getpid()}
    while more := {child for child, parent in parents.items() if parent in wanted} - wanted:
        wanted |= more
    wanted.discard(pid or os.getpid())
    return {child: names[child] for child in wanted}


def web_processes():
    """The web processes among our children; the kernel keeps 15 letters of a name."""
    return [pid for pid, name in children().items() if name.startswith("WebKitWebProces")]


def pss(pid=None):
    """The proportional set size in MB; 0 when it has ended."""
    try:
        for line in (PROC / str(pid or os.getpid()) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def descriptors():
    """How many are open in this process.

    Without /proc and /sys: the engine's memory monitor opens some there once, seconds after the
    start, and keeps them.
    """
    count = 0
    for name in os.listdir("/proc/self/fd"):
        try:
            count += not os.readlink(f"/proc/self/fd/{name}").startswith(("/proc/", "/sys/"))
        except FileNotFoundError:
            pass  # the one that listed them
    return count


def threads():
    """How many this process has."""
    return len(os.listdir("/proc/self/task"))
