"""What a native window costs, beside the engine's own floor and a peer.

Each subject runs bench/windows.js in its page, in a process of its own, several
times, in turn with the others; the table shows medians. Numbers of a loaded
machine mean little: believe the ratios.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", ROOT / "build"))
SCRIPT = str(HERE / "windows.js")
IDLE_SECONDS = 5

ROWS = [
    ("page -> program -> page, one at a time", "one_ms", "ms", "{:.3f}"),
    ("the same, 1,000 in flight", "flood_per_s", "/s", "{:,.0f}"),
    ("state updates seen by a page", "updates_per_s", "/s", "{:,.0f}"),
    ("1 MB of bytes, to the program", "bytes_up_ms", "ms", "{:.1f}"),
    ("1 MB of bytes, to the page", "bytes_down_ms", "ms", "{:.1f}"),
    ("process start to first call", "start_s", "s", "{:.3f}"),
    ("our wake-ups in %d idle seconds" % IDLE_SECONDS, "idle", "", "{:.0f}"),
]


def peer_python() -> str | None:
    """An interpreter with pywebview, or None."""
    probe = "import webview, gi; gi.require_version('WebKit2', '4.1')"
    return peers.interpreter("peers", ["pywebview"], probe)


def subjects() -> dict[str, list[str]]:
    found = {
        "floor (C)": [str(BUILD / "bench" / "windows_floor"), SCRIPT],
        "oriel (C)": [str(BUILD / "bench" / "windows_oriel"), SCRIPT],
        "oriel (Python)": [sys.executable, str(HERE / "windows_oriel.py"), SCRIPT],
    }
    python = peer_python()
    if python:
        found["pywebview"] = [python, str(HERE / "windows_pywebview.py"), SCRIPT]
    else:
        print("pywebview is left out: it, or PyGObject for it, does not install here\n")
    return found


def run(command: list[str], **extra: str) -> tuple[dict[str, float], float]:
    """The page's figures, and the seconds from start to the first call."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, **extra},
    )
    first = [line for line in done.stderr.splitlines() if line.startswith("first ")]
    if not first:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    line = [line for line in done.stdout.splitlines() if line.startswith("{")]
    figures = json.loads(line[-1]) if line else {}
    if "error" in figures:
        raise SystemExit(f"{command}: {figures['error']}")
    return figures, int(first[0].split()[1]) / 1e6 - began


def measure(commands: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Medians of each subject. They take turns: a machine that changes its pace does so to all."""
    samples: dict[str, dict[str, list[float]]] = {name: {} for name in commands}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds} ...", file=sys.stderr)
        for name, command in commands.items():
            for key, value in run(command)[0].items():
                samples[name].setdefault(key, []).append(value)
    for number in range(max(rounds, 5) + 1):
        for name, command in commands.items():
            seconds = run(command, BENCH_FIRST="1")[1]
            if number > 0:  # the first only warms up
                samples[name].setdefault("start_s", []).append(seconds)
    return {
        name: {key: statistics.median(values) for key, values in of_one.items()}
        for name, of_one in samples.items()
    }


def idle(command: list[str]) -> float:
    """Wake-ups of the library's own threads while nothing happens."""
    done = subprocess.run([*command, str(IDLE_SECONDS)], capture_output=True, text=True, timeout=60)
    return float(done.stdout.split()[-1])


def table(figures: dict[str, dict[str, float]]) -> None:
    names = list(figures)
    width = max(len(row[0]) for row in ROWS)
    print(" " * width + "".join(f"{name:>18}" for name in names))
    for title, key, unit, form in ROWS:
        cells = ""
        for name in names:
            value = figures[name].get(key)
            text = "-" if value is None else form.format(value) + unit
            cells += f"{text:>18}"
        print(f"{title:<{width}}{cells}")
    floor, ours = figures["floor (C)"], figures["oriel (C)"]
    print(f"\none at a time, C: {ours['one_ms'] / floor['one_ms']:.2f} of the floor")
    python = figures["oriel (Python)"]
    print(f"one at a time, Python: {python['one_ms'] / floor['one_ms']:.2f} of the floor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    figures = measure(subjects(), options.rounds)
    figures["oriel (Python)"]["idle"] = idle([sys.executable, str(HERE / "idle.py")])
    table(figures)


if __name__ == "__main__":
    main()
