"""What fetch and storage cost, beside what Python has: http.client in threads, the sqlite3 module.

The module blocks the thread that calls it; "in a thread" is the same module behind an executor,
awaited as Oriel's is. "blocking" has http.client in threads for the 100 fetches at once.

Each subject runs in a process of its own, several times; the table shows medians, and how many
times Oriel's time theirs is. The server is another process, the same for both. Numbers of a loaded
machine mean little: believe the ratios.
"""

import argparse
import asyncio
import concurrent.futures
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", HERE.parent / "build"))
AT_ONCE = 100
ROUNDS = 10
WRITES = 2_000

# What is shown: title, figure, unit, how many of the unit a second (or one a second) is.
ROWS = [
    ("100 fetches at once, 1 KiB each", "fetches", "ms", 1e3),
    ("one fetch after the other", "fetch", "us", 1e6),
    ("one fetch of 50 MB, piece by piece", "large", "ms", 1e3),
    ("a write that waits for its commit", "write", "us", 1e6),
    ("the same, 100 at once, each", "writes", "us", 1e6),
    ("a write that waits for the disk, 100 at once, each", "writes_full", "us", 1e6),
    ("a read", "read", "us", 1e6),
    ("the same, 100 at once, each", "reads", "us", 1e6),
]

LARGE = 50_000_000

SERVER = """
import asyncio, sys
small = b"HTTP/1.1 200 OK\\r\\nContent-Length: 1024\\r\\n\\r\\n" + bytes(1024)
large = b"HTTP/1.1 200 OK\\r\\nContent-Length: LARGE\\r\\n\\r\\n"
class Peer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.data = transport, b""
    def data_received(self, data):
        self.data += data
        while b"\\r\\n\\r\\n" in self.data:
            head, _, self.data = self.data.partition(b"\\r\\n\\r\\n")
            if head.startswith(b"GET /large"):
                self.transport.write(large)
                self.transport.write(bytes(LARGE))
            else:
                self.transport.write(small)
async def main():
    server = await asyncio.get_running_loop().create_server(Peer, "127.0.0.1", 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
""".replace(
    "LARGE", str(LARGE)
)


def timed(function, rounds: int = ROUNDS) -> float:
    """The median of *rounds*, in seconds."""
    samples = []
    for _ in range(rounds):
        began = time.perf_counter()
        function()
        samples.append(time.perf_counter() - began)
    return statistics.median(samples)


async def median(function, rounds: int = ROUNDS) -> float:
    samples = []
    for _ in range(rounds):
        began = time.perf_counter()
        await function()
        samples.append(time.perf_counter() - began)
    return statistics.median(samples)


# --- Oriel ---


def measure_oriel(port: int, folder: str) -> dict[str, float]:
    import oriel

    url = f"http://127.0.0.1:{port}/"
    normal = oriel.Storage(os.path.join(folder, "normal.db"))
    full = oriel.Storage(os.path.join(folder, "full.db"), synchronous="full")
    figures = {}

    async def get() -> int:
        return len(await (await oriel.fetch(url, proxy="")).bytes())

    async def large() -> None:
        size = 0
        async for piece in await oriel.fetch(url + "large", proxy=""):
            size += len(piece)
        assert size == LARGE

    async def hundred() -> None:
        assert sum(await asyncio.gather(*(get() for _ in range(AT_ONCE)))) == AT_ONCE * 1024

    async def writes(storage, count: int) -> None:
        await asyncio.gather(*(storage.set(f"k{n}", "some text") for n in range(count)))

    async def reads() -> None:
        await asyncio.gather(*(normal.get(f"k{n}") for n in range(100)))

    async def main() -> None:
        await hundred()
        figures["fetches"] = await median(hundred)
        figures["fetch"] = await median(get, 300)
        figures["large"] = await median(large, 3)
        figures["write"] = await median(lambda: normal.set("k", "some text"), WRITES // 4)
        figures["writes"] = await median(lambda: writes(normal, 100), WRITES // 100) / 100
        figures["writes_full"] = await median(lambda: writes(full, 100), WRITES // 100) / 100
        figures["read"] = await median(lambda: normal.get("k1"), 1000)
        figures["reads"] = await median(reads) / 100

    asyncio.run(main())
    return figures


# --- Python's own ---


def measure_python(port: int, folder: str) -> dict[str, float]:
    import http.client

    local = threading.local()

    def ask(path: str) -> http.client.HTTPResponse:
        """One connection a thread, kept open."""
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", port)
        local.connection.request("GET", path)
        return local.connection.getresponse()

    def get(_: int = 0) -> int:
        return len(ask("/").read())

    def large() -> None:
        response, size = ask("/large"), 0
        while piece := response.read(65536):
            size += len(piece)
        assert size == LARGE

    def connect(name: str, synchronous: str) -> sqlite3.Connection:
        file = os.path.join(folder, name)
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("CREATE TABLE item (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        return connection

    normal, full = connect("normal.db", "NORMAL"), connect("full.db", "FULL")
    upsert = "INSERT INTO item VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"

    def write(connection: sqlite3.Connection, key: str) -> None:
        connection.execute(upsert, (key, "some text"))

    def read(key: str) -> None:
        normal.execute("SELECT value FROM item WHERE key = ?", (key,)).fetchone()

    def hundred_writes(connection: sqlite3.Connection) -> None:
        """Each its own transaction: that is what an acknowledged write is there."""
        for number in range(100):
            write(connection, f"k{number}")

    def hundred_reads() -> None:
        for number in range(100):
            read(f"k{number}")

    figures = {}
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:

        def hundred() -> None:
            assert sum(pool.map(get, range(AT_ONCE))) == AT_ONCE * 1024

        hundred()
        figures["fetches"] = timed(hundred)
    figures["fetch"] = timed(get, 300)
    figures["large"] = timed(large, 3)
    figures["write"] = timed(lambda: write(normal, "k"), WRITES // 4)
    figures["writes"] = timed(lambda: hundred_writes(normal), WRITES // 100) / 100
    figures["writes_full"] = timed(lambda: hundred_writes(full), WRITES // 100) / 100
    figures["read"] = timed(lambda: read("k1"), 1000)
    figures["reads"] = timed(hundred_reads) / 100
    return figures


# --- Python's own, awaited ---


def measure_asyncio(port: int, folder: str) -> dict[str, float]:
    """The same, in a thread: what does not block the loop."""
    figures = {}
    thread = concurrent.futures.ThreadPoolExecutor(1)

    def connect(name: str, synchronous: str) -> sqlite3.Connection:
        connection = sqlite3.connect(os.path.join(folder, name), isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("CREATE TABLE item (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        return connection

    normal = thread.submit(connect, "normal.db", "NORMAL").result()
    full = thread.submit(connect, "full.db", "FULL").result()
    upsert = "INSERT INTO item VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    select = "SELECT value FROM item WHERE key = ?"

    async def write(connection: sqlite3.Connection, key: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(thread, connection.execute, upsert, (key, "some text"))

    async def read(key: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(thread, lambda: normal.execute(select, (key,)).fetchone())

    async def writes(connection: sqlite3.Connection) -> None:
        await asyncio.gather(*(write(connection, f"k{n}") for n in range(100)))

    async def reads() -> None:
        await asyncio.gather(*(read(f"k{n}") for n in range(100)))

    async def main() -> None:
        figures["write"] = await median(lambda: write(normal, "k"), WRITES // 4)
        figures["writes"] = await median(lambda: writes(normal), WRITES // 100) / 100
        figures["writes_full"] = await median(lambda: writes(full), WRITES // 100) / 100
        figures["read"] = await median(lambda: read("k1"), 1000)
        figures["reads"] = await median(reads) / 100

    asyncio.run(main())
    thread.shutdown()
    return figures


SUBJECTS = {"oriel": measure_oriel, "in a thread": measure_asyncio, "blocking": measure_python}
NAMES = ["oriel, C", *SUBJECTS]


def run_once(name: str, port: int, disk: pathlib.Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        command = [sys.executable, __file__, "--subject", name, "--port", str(port)]
        command += ["--disk", folder]
        if name not in SUBJECTS:
            command = [str(BUILD / "bench" / "c_services"), folder, str(port)]
        out = subprocess.run(command, check=True, capture_output=True, text=True)
        figures: dict[str, float] = json.loads(out.stdout)
        return figures


def ratio(values: dict[str, float | None]) -> str:
    """The peer that does not block the loop, or, for fetches, threads; as times of Oriel's."""
    peer = values["in a thread"] or values["blocking"]
    ours = values["oriel"]
    return f"{peer / ours:.2f}" if peer and ours else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--disk", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()))
    parser.add_argument("--subject", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.subject:
        print(json.dumps(SUBJECTS[options.subject](options.port, str(options.disk))))
        return
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        samples: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
        for _ in range(options.rounds):
            for name in NAMES:
                samples[name].append(run_once(name, port, options.disk))
    finally:
        server.kill()
        server.wait()
    width = max(len(row[0]) for row in ROWS)
    print(" " * width + "".join(f"{name:>16}" for name in NAMES) + "  in a thread/oriel")
    for title, key, unit, scale in ROWS:
        cells, values = "", {}
        for name in NAMES:
            known = [figures[key] for figures in samples[name] if key in figures]
            values[name] = statistics.median(known) * scale if known else None
            cells += f"{values[name]:>12.2f} {unit:<3}" if known else f"{'':>16}"
        print(f"{title:<{width}}{cells}{ratio(values):>19}")


if __name__ == "__main__":
    main()
