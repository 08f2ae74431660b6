"""What sessions cost: memory and CPU while they are idle, and the way from a click to its update.

Beside ours: a bare libwebsockets echo (the floor) and pgwidgets from PyPI, where it installs. The
pages are bench/load.c; a row in which it used more than 0.9 of a core says "void", because then it
was the bottleneck.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import peers

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", HERE.parent / "build"))
LABELS = 10000
TICKS = os.sysconf("SC_CLK_TCK")


class LoadFailed(Exception):
    """A row that the server did not bear."""


def peer_python() -> str | None:
    """An interpreter with pgwidgets, or None; isolated, for ours is on the path of this process."""
    packages = ["pgwidgets-python", "pgwidgets-js", "websockets"]
    install = ["--ignore-requires-python", *packages]
    return peers.interpreter("peer-pgwidgets", install, "import pgwidgets.sync", system=False)


def cpu_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kb(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def run(
    command: list[str], protocol: str, pages: int, busy: int, seconds: float
) -> dict[str, float]:
    """One server, one load client, one row."""
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout and server.stdin
    try:
        port = server.stdout.readline().strip()
        before = resident_kb(server.pid)
        load = subprocess.Popen(
            [str(BUILD / "bench/load"), protocol, port, str(pages), str(busy), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert load.stdout and load.stdin
        if load.stdout.readline().strip() != "idle":
            raise LoadFailed("its server sent the pages away")
        time.sleep(1)
        memory = resident_kb(server.pid) - before
        cpu = cpu_seconds(server.pid)
        time.sleep(seconds)
        idle = (cpu_seconds(server.pid) - cpu) / seconds
        cpu = cpu_seconds(server.pid)
        print("go", file=load.stdin, flush=True)
        figures: dict[str, float] = json.loads(load.stdout.readline())
        spent = cpu_seconds(server.pid) - cpu
        print("end", file=load.stdin, flush=True)
        load.wait()
        if figures["wrong"]:
            raise LoadFailed(f"{figures['wrong']} updates did not count the page's clicks")
        figures["kb"] = memory / pages
        figures["idle"] = idle * 100
        figures["server_us"] = spent / max(figures["clicks"], 1) * 1e6
        return figures
    finally:
        server.kill()
        server.wait()


def draw(command: list[str], protocol: str, labels: int) -> float:
    """Milliseconds of CPU that a session with so many labels costs until its page has them all."""
    server = subprocess.Popen(
        [*command, str(labels)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout
    try:
        port = server.stdout.readline().strip()
        cpu = cpu_seconds(server.pid)
        load = subprocess.Popen(
            [str(BUILD / "bench/load"), protocol, port, "1", "0", "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert load.stdout
        if load.stdout.readline().strip() != "idle":
            raise LoadFailed("its server sent the page away")
        spent = cpu_seconds(server.pid) - cpu
        load.communicate("go\nend\n")
        return spent * 1000
    finally:
        server.kill()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=[100, 1000, 10000])
    parser.add_argument("--busy", type=int, default=100, help="pages that click at a time")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--no-peer", action="store_true", help="without pgwidgets")
    options = parser.parse_args()
    subjects = {
        "floor (echo)": ([str(BUILD / "bench/sessions_floor")], "echo", 1 << 20),
        "oriel (C)": ([str(BUILD / "bench/sessions_oriel")], "oriel", 1 << 20),
    }
    python = None if options.no_peer else peer_python()
    if python:  # a thread each: more do not fit
        subjects["pgwidgets"] = (
            [python, "-I", str(HERE / "sessions_pgwidgets.py")],
            "legacy",
            1000,
        )
    else:
        print("pgwidgets is left out\n")
    columns = ("KB each", "idle %", "connect/s", "clicks/s", "p50 us", "p99 us", "CPU us", "load")
    print(f"{'':14}{'pages':>7}{'busy':>6}" + "".join(f"{column:>11}" for column in columns))
    for pages in options.pages:
        for name, (command, protocol, most) in subjects.items():
            if pages > most:
                continue
            for busy in (1, min(options.busy, pages)):
                try:
                    row = run(command, protocol, pages, busy, options.seconds)
                except LoadFailed as error:
                    print(f"{name:14}{pages:7}{busy:6}  {error}", flush=True)
                    continue
                void = "  void" if row["cpu"] > 0.9 else ""
                figures = (
                    f"{row['kb']:.1f}",
                    f"{row['idle']:.2f}",
                    f"{pages / max(row['connect_s'], 1e-9):,.0f}",
                    f"{row['per_s']:,.0f}",
                    f"{row['p50_us']:.0f}",
                    f"{row['p99_us']:.0f}",
                    f"{row['server_us']:.1f}",
                    f"{row['cpu']:.2f}",
                )
                line = "".join(f"{figure:>11}" for figure in figures)
                print(f"{name:14}{pages:7}{busy:6}{line}{void}")
                sys.stdout.flush()
    print(f"\n{LABELS:,} labels, made and drawn, ms of CPU")
    for name, (command, protocol, _) in subjects.items():
        if protocol == "echo":
            continue
        try:
            print(f"{name:14}{draw(command, protocol, LABELS):11,.0f}", flush=True)
        except LoadFailed as error:
            print(f"{name:14}  {error}", flush=True)


if __name__ == "__main__":
    main()
