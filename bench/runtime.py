"""What it costs to reach the runtime's loop from other threads, beside asyncio and uvloop.

Each subject runs in a process of its own, several times; the table shows medians, and for the
peers how many times Oriel's cost (Python's beside Python) theirs is. Numbers of a loaded machine
mean little: believe the ratios.
"""

import argparse
import asyncio
import functools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

import peers

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", HERE.parent / "build"))
POSTS = 400_000
CALLS = 3_000
TIMERS = 100_000

# What is shown: title, figure, unit, how many of the unit one is. Of units a second, more is
# better. A subject without a figure has an empty cell.
ROWS = [
    ("posted and run, from 1 thread", "posts_1", "M/s", 1e-6),
    ("posted and run, from 2 threads", "posts_2", "M/s", 1e-6),
    ("posted and run, from 8 threads", "posts_8", "M/s", 1e-6),
    ("a post until it runs, p50", "hop", "us", 1e6),
    ("the same with 100,000 timers armed", "hop_timers", "us", 1e6),
    ("run_async().result(); in C, work on the pool, p50", "call", "us", 1e6),
    ("arm 100,000 timers", "timers", "ms", 1e3),
    ("cancel them", "cancels", "ms", 1e3),
]


def nothing() -> None:
    pass


async def answer() -> int:
    return 1


def posts_per_s(post, threads: int) -> float:
    each = POSTS // threads
    start = threading.Barrier(threads + 1)
    done = threading.Semaphore(0)

    def poster() -> None:
        start.wait()
        for _ in range(each):
            post(nothing)
        post(done.release)

    for _ in range(threads):
        threading.Thread(target=poster).start()
    start.wait()
    began = time.perf_counter()
    for _ in range(threads):
        done.acquire()
    return each * threads / (time.perf_counter() - began)


def median_s(function) -> float:
    samples = []
    for _ in range(CALLS):
        began = time.perf_counter()
        function()
        samples.append(time.perf_counter() - began)
    return statistics.median(samples)


def measure_timers(run_async, hop) -> dict[str, float]:
    async def arm():
        loop = asyncio.get_running_loop()
        began = time.perf_counter()
        armed = [loop.call_later(3600 + i * 7919 % TIMERS, nothing) for i in range(TIMERS)]
        return armed, time.perf_counter() - began

    async def cancel(armed):
        began = time.perf_counter()
        for timer in armed:
            timer.cancel()
        await asyncio.sleep(0)
        return time.perf_counter() - began

    armed, arms = run_async(arm()).result()
    hop_timers = median_s(hop)
    return {"timers": arms, "hop_timers": hop_timers, "cancels": run_async(cancel(armed)).result()}


def measure(subject: str) -> dict[str, float]:
    if subject == "oriel":
        import oriel.runtime

        post, run_async = oriel.runtime.call_threadsafe, oriel.runtime.run_async
    else:
        if subject == "uvloop":
            import uvloop

            loop = uvloop.new_event_loop()
        else:
            loop = asyncio.new_event_loop()
        threading.Thread(target=loop.run_forever, daemon=True).start()
        post = loop.call_soon_threadsafe
        run_async = functools.partial(asyncio.run_coroutine_threadsafe, loop=loop)

    ran = threading.Lock()
    ran.acquire()

    def hop() -> None:
        post(ran.release)
        ran.acquire()

    figures = {f"posts_{n}": posts_per_s(post, n) for n in (1, 2, 8)}
    figures["hop"] = median_s(hop)
    figures["call"] = median_s(lambda: run_async(answer()).result())
    return figures | measure_timers(run_async, hop)


def peer_python() -> str | None:
    """An interpreter with uvloop, or None."""
    return peers.interpreter("peers", ["uvloop"], "import uvloop")


def run_subject(name: str, python: str) -> dict[str, float]:
    """One round, in a process of its own."""
    if name == "oriel in C":
        out = subprocess.run(
            [BUILD / "bench/c_runtime"], check=True, capture_output=True, text=True
        )
        return {key: float(value) for key, value in map(str.split, out.stdout.splitlines())}
    command = [python, __file__, "--subject", name]
    out = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(out.stdout)
    return figures


def cell(name: str, figures: dict[str, dict[str, float]], row: tuple[str, str, str, float]) -> str:
    _, key, unit, scale = row
    value, ours = figures[name].get(key), figures["oriel"].get(key)
    if value is None:
        return " " * 22  # this one cannot do it
    text = f"{value * scale:.2f} {unit}".rjust(14)
    if ours is None or name.startswith("oriel"):
        return text + " " * 8
    return text + f" {ours / value if unit.endswith('/s') else value / ours:>5.1f} x"


def show(samples: dict[str, list[dict[str, float]]]) -> None:
    figures = {
        name: {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        for name, rounds in samples.items()
    }
    width = max(len(row[0]) for row in ROWS)
    print(" " * width + "".join(f"{name:>14}        " for name in figures).rstrip())
    for row in ROWS:
        cells = "".join(cell(name, figures, row) for name in figures)
        print(f"{row[0]:<{width}}{cells.rstrip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subject", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.subject:
        print(json.dumps(measure(options.subject)))
        return
    subjects = {"oriel in C": "", "oriel": sys.executable, "asyncio": sys.executable}
    peer = peer_python()
    if peer:
        subjects["uvloop"] = peer
    else:
        print("uvloop is left out: it does not install here\n")
    samples: dict[str, list[dict[str, float]]] = {name: [] for name in subjects}
    for _ in range(options.rounds):
        for name, python in subjects.items():
            samples[name].append(run_subject(name, python))
    show(samples)


if __name__ == "__main__":
    main()
