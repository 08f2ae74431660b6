"""Storage and persistent state, of oriel and of pythonnative."""

import asyncio
import gc
import logging
import os
import signal
import sqlite3
import subprocess
import sys

import pytest

import oriel
import pythonnative as pn


@pytest.fixture
def path(tmp_path):
    return tmp_path / "s.db"


@pytest.fixture
def storage(path):
    storage = oriel.Storage(path)
    yield storage
    storage.close()


@pytest.fixture
def default(tmp_path, monkeypatch):
    """The program's storage, in a folder of the test's."""
    from oriel import _storage

    monkeypatch.setenv("PN_STORAGE_DIR", str(tmp_path))
    monkeypatch.setattr(_storage, "_default", None)
    yield
    if _storage._default:
        _storage._default.close()


def run(coroutine):
    return asyncio.run(asyncio.wait_for(coroutine, 30))


def test_texts(storage, path):
    async def main():
        assert storage.path == str(path)
        assert await storage.get("k") is None
        await storage.set("k", "v\0ä€")
        assert await storage.get("k") == "v\0ä€"
        await storage.update({"a": "1", "b": "2"}, delete=["k", "none"])
        assert await storage.all_keys() == ["a", "b"]
        assert await storage.get_many(["b", "none", "a", "b"]) == {"a": "1", "b": "2"}
        await storage.delete("a")
        assert await storage.all_keys() == ["b"]
        await storage.clear()
        assert await storage.all_keys() == []
        assert storage.damaged is None

    run(main())


def test_json(storage):
    async def main():
        value = {"n": 2**70, "l": [1.5, None, True, "ä"]}
        assert await storage.get_json("j") is None
        await storage.set_json("j", value)
        assert await storage.get_json("j") == value
        with pytest.raises(TypeError):
            await storage.set_json("j", object())
        await storage.set_json("j", ..., default=str)
        assert await storage.get_json("j") == "Ellipsis"
        with pytest.raises(ValueError):
            await storage.set_json("j", float("nan"))
        await storage.set("bad", "{")
        with pytest.raises(ValueError):
            await storage.get_json("bad")

    run(main())


def test_refusals(path):
    storage = oriel.Storage(path, value_size=10)

    async def main():
        with pytest.raises(ValueError, match="key is empty"):
            await storage.get("")
        with pytest.raises(ValueError, match="key 1025 bytes, limit 1024"):
            await storage.set("k" * 1025, "")
        with pytest.raises(ValueError, match='value of "k" 11 bytes, limit 10'):
            await storage.set("k", "x" * 11)
        with pytest.raises(TypeError, match="must be str, not int"):
            await storage.set("k", 3)
        with pytest.raises(TypeError):
            await storage.get(3)
        with pytest.raises(ValueError):
            await storage.get("a\0b")
        with pytest.raises(ValueError):
            await storage.set("k", "\udcff")
        storage.close()
        storage.close()
        with pytest.raises(oriel.ClosedError):
            await storage.get("k")

    run(main())
    with pytest.raises(ValueError, match="synchronous must be 'normal' or 'full'"):
        oriel.Storage(path, synchronous="no")
    with pytest.raises(ValueError, match="is no name for a folder"):
        oriel.Storage(name="a/b")
    for seconds in (-1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="out of range: 0 to 2000000"):
            oriel.Storage(path, busy_timeout=seconds)
        with pytest.raises(ValueError, match="out of range: 0 to 2000000"):
            storage.close(seconds)
    storage.close(None)


def test_one_text_is_not_several_keys(storage):
    for request in (lambda: storage.get_many("abc"), lambda: storage.update({}, delete="abc")):
        with pytest.raises(TypeError, match="'abc'"):
            run(request())


def test_many_writes_are_few_transactions(storage, path):
    async def main():
        await asyncio.gather(*(storage.set(f"{i:04}", str(i)) for i in range(1000)))
        assert len(await storage.all_keys()) == 1000

    run(main())
    assert sqlite3.connect(path).execute("SELECT count(*) FROM item").fetchone() == (1000,)


def test_loops(storage):
    async def main():
        await storage.set("k", "v")
        return await storage.get("k")

    assert run(main()) == pn.run_async(main()).result(30) == "v"


def test_trio(storage):
    trio = pytest.importorskip("trio")

    async def main():
        await storage.set("k", "v")
        assert await storage.get("k") == "v"

    trio.run(main)


def test_busy(path):
    storage = oriel.Storage(path, busy_timeout=0)

    async def main():
        await storage.set("k", "v")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RuntimeError, match="another process has kept it for 0 ms"):
            await storage.set("k", "w")
        other.execute("COMMIT")
        await storage.set("k", "w")

    run(main())
    storage.close()


def test_damaged(path, caplog):
    path.write_bytes(b"j" * 5000)
    storage = oriel.Storage(path, synchronous="full")

    async def main():
        await storage.set("k", "v")
        assert await storage.get("k") == "v"

    with caplog.at_level(logging.ERROR, logger="oriel"):
        run(main())
        oriel.dispatch()
    assert storage.damaged.startswith(f"{path}.damaged-2")
    with open(storage.damaged, "rb") as file:
        assert file.read() == b"j" * 5000
    assert any("moved aside" in record.message for record in caplog.records)
    storage.close()


def test_a_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").touch()
    storage = oriel.Storage(tmp_path / "file" / "s.db")
    with pytest.raises(OSError, match="cannot be opened"):
        run(storage.get("k"))
    storage.close()


# --- processes ---

WRITER = """
import asyncio, sys, oriel
async def main():
    storage = oriel.Storage(sys.argv[1], busy_timeout=30)
    name = sys.argv[2]
    async def write(i):
        await storage.set(f"{name}-{i}", str(i))
        print(i, flush=True)
    i = 0
    while True:
        await asyncio.gather(*(write(i + n) for n in range(5)))
        i += 5
asyncio.run(main())
"""


def test_kill_9(path):
    """Every write that was acknowledged is there, whenever the writer was killed."""
    acknowledged = set()
    for turn in range(10):
        command = [sys.executable, "-c", WRITER, path, str(turn)]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for _ in range(3 + 11 * turn):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate()[0].splitlines()
        assert writer.returncode == -signal.SIGKILL
        last = int(rest[-1]) if rest else 3 + 11 * turn - 1
        acknowledged |= {f"{turn}-{i}" for i in range(last + 1)}
    storage = oriel.Storage(path)
    assert acknowledged <= set(run(storage.all_keys()))
    assert storage.damaged is None
    storage.close()


def test_two_processes(path):
    code = """
import asyncio, sys, oriel
async def main():
    storage = oriel.Storage(sys.argv[1], busy_timeout=30)
    for i in range(100):
        await storage.set(f"{sys.argv[2]}-{i}", "x")
asyncio.run(main())
"""
    command = [sys.executable, "-c", code, path]
    both = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [one.wait(60) for one in both] == [0, 0]
    storage = oriel.Storage(path)
    assert len(run(storage.all_keys())) == 200
    storage.close()


def test_fork(storage):
    run(storage.set("k", "v"))
    pid = os.fork()
    if pid == 0:
        try:
            run(storage.get("k"))
        except PermissionError:
            os._exit(0)
        except BaseException:
            pass
        os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0
    assert run(storage.get("k")) == "v"


# --- state ---


def test_persistent_state(path, child):
    code = f"""
import oriel
storage = oriel.Storage({str(path)!r})
state = oriel.State()
state.set("settings", "theme", "default")
heard = []
state.subscribe(lambda *event: heard.append(event))
state.persist("settings", storage)
print(state.snapshot(), heard)
state.set("settings", "theme", "dark")
state.update({{"settings": {{"size": [1, 2]}}, "other": {{"x": 1}}}})
state.set("settings", "gone", 1)
state.remove("settings", "gone")
"""
    assert child(code) == "{'settings': {'theme': 'default'}} []\n"
    assert child(code) == (
        "{'settings': {'theme': 'dark', 'size': [1, 2]}} "
        "[('settings', 'size', [1, 2]), ('settings', 'theme', 'dark')]\n"
    )


def test_a_storage_that_keeps_a_state_lives(path):
    from oriel import _storage

    before = set(_storage._keeping)
    state = oriel.State()
    state.persist("settings", oriel.Storage(path))
    gc.collect()
    state.set("settings", "k", 1)
    (storage,) = _storage._keeping - before
    storage.close()
    assert _storage._keeping == before
    storage = oriel.Storage(path)
    other = oriel.State()
    other.persist("settings", storage)
    assert other.get("settings", "k") == 1
    other.unpersist("settings", storage)
    assert _storage._keeping == before


def test_persist_by_default(default):
    state = oriel.State()
    state.persist("settings")
    with pytest.raises(ValueError, match="kept in storage"):
        state.persist("settings")
    state.set("settings", "k", 1)
    state.unpersist("settings")
    with pytest.raises(LookupError):
        state.unpersist("settings")
    state.set("settings", "k", 2)
    other = oriel.State()
    other.persist("settings")
    assert other.get("settings", "k") == 1


def test_a_handler_that_raises_at_persist(storage, caplog):
    state = oriel.State()
    state.persist("s", storage)
    state.set("s", "k", 1)
    state.unpersist("s", storage)
    other = oriel.State()
    other.subscribe(lambda *event: 1 / 0)
    with caplog.at_level(logging.ERROR, logger="oriel"):
        other.persist("s", storage)
        oriel.dispatch()
    assert other.get("s", "k") == 1
    assert ZeroDivisionError in [
        record.exc_info and record.exc_info[0] for record in caplog.records
    ]


# --- pythonnative ---


def test_async_storage(default, tmp_path):
    async def main():
        store = pn.AsyncStorage
        await store.set("k", "v")
        assert await store.get("k") == "v"
        assert await store.get("none") is None
        with pytest.raises(TypeError):
            await store.set("k", 3)
        await store.set_json("j", {"at": object})
        assert await store.get_json("j") == {"at": "<class 'object'>"}
        with pytest.raises(ValueError):
            await store.set_json("n", float("nan"))
        await store.set("bad", "{")
        assert await store.get_json("bad") is None
        with pytest.raises(ValueError, match="key"):
            await store.get_json("")
        assert await store.all_keys() == ["bad", "j", "k"]
        await store.delete("bad")
        await store.clear()
        assert await store.all_keys() == []

    run(main())
    assert (tmp_path / "storage.db").exists()


def test_async_storage_is_kept(child, tmp_path):
    code = "import pythonnative as pn; print(pn.run_async(pn.AsyncStorage.{}).result(20))"
    child(code.format("set('k', 'v')"), PN_STORAGE_DIR=str(tmp_path))
    assert child(code.format("get('k')"), PN_STORAGE_DIR=str(tmp_path)) == "v\n"


def test_what_tasks_store_at_the_exit_is_kept(child, tmp_path):
    code = """
import asyncio, threading
import pythonnative as pn

begun = threading.Event()

async def work():
    begun.set()
    try:
        await asyncio.sleep(60)
    finally:
        await pn.AsyncStorage.set("last", "word")

pn.run_async(work())
begun.wait()
pn.run_async(pn.AsyncStorage.set("posted", "word"))
"""
    child(code, PN_STORAGE_DIR=str(tmp_path))
    code = "import pythonnative as pn; print(pn.run_async(pn.AsyncStorage.all_keys()).result(20))"
    assert child(code, PN_STORAGE_DIR=str(tmp_path)) == "['last', 'posted']\n"


def test_default_place(tmp_path, monkeypatch):
    from oriel import _storage

    code = "import oriel; print(oriel.storage().path)"
    script = tmp_path / "my_tool.py"
    script.write_text(code)
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    env.pop("PN_STORAGE_DIR", None)
    out = subprocess.run([sys.executable, script], env=env, capture_output=True, text=True).stdout
    assert out == f"{tmp_path}/my_tool/storage.db\n"
    for argv, name in [
        ([""], "python"),
        (["-c"], "python"),
        (["/a/tool/__main__.py"], "tool"),
        ([], "python"),
    ]:
        monkeypatch.setattr(sys, "argv", argv)
        assert _storage._program() == name
