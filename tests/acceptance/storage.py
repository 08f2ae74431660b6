"""Writers that are killed: what was acknowledged is in the file.

Each writer is a process that writes as fast as it can, many keys at once, and says what was
acknowledged. It is killed (SIGKILL) at a random moment; several work on the same file side by
side. Then all that was acknowledged must be there, with the right text.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import oriel

WRITER = """
import asyncio, os, sys, oriel

async def main(path, name, synchronous):
    storage = oriel.Storage(path, busy_timeout=60, synchronous=synchronous)

    async def write(first):
        number = first
        while True:
            await storage.set(f"{name}-{number}", f"{number}" * 20)
            os.write(1, f"{number}\\n".encode())
            number += 10

    await asyncio.gather(*(write(first) for first in range(10)))

asyncio.run(main(*sys.argv[1:]))
"""


def kill_writers(path: str, names: list[str], synchronous: str, moment: float) -> list[str]:
    """Run writers side by side, kill them; what each was told is written."""
    command = [sys.executable, "-c", WRITER, path]
    writers = [
        subprocess.Popen([*command, name, synchronous], stdout=subprocess.PIPE) for name in names
    ]
    for writer in writers:
        writer.stdout.readline()  # they have begun; the file is open
    time.sleep(moment)
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
    acknowledged = []
    for name, writer in zip(names, writers):
        lines = writer.communicate()[0].split(b"\n")[:-1]  # the last one may be cut
        if writer.returncode != -signal.SIGKILL:
            raise SystemExit(f"writer {name} ended by itself: {writer.returncode}")
        acknowledged += [f"{name}-{int(line)}" for line in lines]
    return acknowledged


async def missing(path: str, acknowledged: list[str]) -> list[str]:
    """Those that are not there, or have another text."""
    storage = oriel.Storage(path)
    lost = []
    for start in range(0, len(acknowledged), 5000):
        keys = acknowledged[start : start + 5000]
        texts = await storage.get_many(keys)
        lost += [key for key in keys if texts.get(key) != key.partition("-")[2] * 20]
    if storage.damaged:
        raise SystemExit(f"the file was damaged, and moved to {storage.damaged}")
    storage.close()
    return lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--synchronous", default="normal")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    moments = random.Random(options.seed)
    acknowledged: list[str] = []
    oriel.app("headless")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s.db")
        for first in range(0, options.writers, options.at_once):
            last = min(first + options.at_once, options.writers)
            names = [f"w{number}" for number in range(first, last)]
            moment = moments.uniform(0, 0.1)
            acknowledged += kill_writers(path, names, options.synchronous, moment)
        lost = asyncio.run(missing(path, acknowledged))
        size = os.path.getsize(path)
    print(
        f"{options.writers} writers killed (seed {options.seed}), {options.at_once} at once:"
        f" {len(acknowledged)} writes acknowledged, {len(lost)} lost; {size >> 10} KiB"
    )
    if lost:
        print("lost:", *lost[:20])
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
