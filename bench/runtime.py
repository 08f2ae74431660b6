"""What it costs to reach the runtime's loop from other threads, beside asyncio and uvloop.

Each subject runs in a process of its own, several times; the table shows medians. Numbers of a
loaded machine mean little: believe the ratios.
"""

import argparse
import asyncio
import json
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", HERE.parent / "build"))
POSTS = 400_000
CALLS = 3_000

ROWS = [
    ("posted and run, from 1 thread", "posts_1", "M/s", 1e-6),
    ("posted and run, from 2 threads", "posts_2", "M/s", 1e-6),
    ("posted and run, from 8 threads", "posts_8", "M/s", 1e-6),
    ("a post until it runs, p50", "hop", "us", 1e6),
    ("run_async().result(), p50", "call", "us", 1e6),
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

        def run_async(coroutine):
            return asyncio.run_coroutine_threadsafe(coroutine, loop)

    ran = threading.Lock()
    ran.acquire()

    def hop() -> None:
        post(ran.release)
        ran.acquire()

    figures = {f"posts_{n}": posts_per_s(post, n) for n in (1, 2, 8)}
    figures["hop"] = median_s(hop)
    figures["call"] = median_s(lambda: run_async(answer()).result())
    return figures


def peer_python() -> str | None:
    """An interpreter with uvloop, made from PyPI the first time; or None."""
    python = BUILD / "peers" / "bin" / "python"
    if not python.exists():
        command = ["/usr/bin/python3", "-m", "venv", "--system-site-packages"]
        subprocess.run([*command, str(python.parent.parent)], check=True, capture_output=True)
    probe = [str(python), "-c", "import uvloop"]
    if subprocess.run(probe, capture_output=True).returncode:
        install = [str(python), "-m", "pip", "install", "--quiet", "uvloop"]
        subprocess.run(install, capture_output=True)
    return str(python) if not subprocess.run(probe, capture_output=True).returncode else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subject", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.subject:
        print(json.dumps(measure(options.subject)))
        return
    subjects = {"oriel": sys.executable, "asyncio": sys.executable}
    peer = peer_python()
    if peer:
        subjects["uvloop"] = peer
    else:
        print("uvloop is left out: it does not install here\n")
    samples: dict[str, list[dict[str, float]]] = {name: [] for name in subjects}
    for _ in range(options.rounds):
        for name, python in subjects.items():
            command = [python, __file__, "--subject", name]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            samples[name].append(json.loads(out))
    width = max(len(row[0]) for row in ROWS)
    print(" " * width + "".join(f"{name:>16}" for name in subjects))
    for title, key, unit, scale in ROWS:
        cells = ""
        for name in subjects:
            value = statistics.median(figures[key] for figures in samples[name]) * scale
            cells += f"{value:>12.2f} {unit:<3}"
        print(f"{title:<{width}}{cells}")


if __name__ == "__main__":
    main()
