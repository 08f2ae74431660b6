"""The names of PythonNative: its documents' programs as printed, and each known difference."""

import asyncio
import logging
import pathlib
import re

import pytest

import oriel
import pythonnative as pn

NAMES = [
    "call_on_main_thread",
    "call_threadsafe",
    "create_future",
    "get_loop",
    "reject_future",
    "resolve_future",
    "run_async",
]


def test_names():
    assert sorted(pn.runtime.__all__) == NAMES
    more = ["AsyncStorage", "HTTPError", "Response", "fetch", "runtime"]
    assert sorted(pn.__all__) == sorted([*NAMES, *more])
    for name in NAMES:
        assert getattr(pn, name) is getattr(pn.runtime, name) is getattr(oriel.runtime, name)
        assert getattr(pn, name).__doc__


def test_import_is_light(child):
    out = child(
        """
import sys, threading
before = set(sys.modules)
import pythonnative
print(sorted({"asyncio", "logging", "concurrent.futures"} & set(sys.modules) - before))
print(threading.active_count())
"""
    )
    assert out == "[]\n1\n"


def test_hello_as_printed(child):
    out = child(
        """import asyncio

import pythonnative as pn


async def hello() -> str:
    await asyncio.sleep(0.1)
    return "hi"


future = pn.runtime.run_async(hello())
print(future.result(timeout=1.0))  # "hi"
"""
    )
    assert out == "hi\n"


def test_work_as_printed(child):
    child(
        """import pythonnative as pn

async def work():
    return 42

fut = pn.runtime.run_async(work())
assert fut.result(timeout=1.0) == 42
"""
    )


def test_refusals_are_eager():
    with pytest.raises(TypeError):
        pn.run_async(lambda: None)


def test_errors_nobody_looks_at_are_logged(caplog):
    async def fail():
        raise LookupError("lost")

    with caplog.at_level(logging.ERROR, logger="oriel"):
        future = pn.run_async(fail())
        while not future.done():
            pn.run_async(asyncio.sleep(0)).result(20)
        pn.run_async(asyncio.sleep(0)).result(20)
        del future
    assert [record.exc_info[0] for record in caplog.records] == [LookupError]


def test_errors_nobody_looked_at_by_the_exit_are_logged(child):
    out = child(
        """
import logging, sys
logging.basicConfig(stream=sys.stdout, format="%(message)s")
import pythonnative as pn

async def fail():
    raise LookupError("lost")

future = pn.run_async(fail())
"""
    )
    assert out.startswith("run_async: nobody fetched the LookupError that was raised\nTraceback")


def test_waiting_on_the_loop_raises():
    async def outer():
        return pn.run_async(asyncio.sleep(0)).result()

    with pytest.raises(RuntimeError, match="never end"):
        pn.run_async(outer()).result(20)


def test_call_on_main_thread_catches(caplog):
    def canceled():
        raise asyncio.CancelledError  # as the result of a canceled task does

    pn.call_on_main_thread(lambda: 1 / 0)
    pn.call_on_main_thread(canceled)
    assert [record.exc_info[0] for record in caplog.records] == [
        ZeroDivisionError,
        asyncio.CancelledError,
    ]


def test_differences_name_what_is_absent_and_tests_that_exist():
    text = pathlib.Path(pn.__file__).with_name("DIFFERENCES.md").read_text()
    here = pathlib.Path(__file__).parent
    tests = "".join(path.read_text() for path in here.glob("test_*.py"))
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in tests, name
    for name in re.findall(r"`pn\.(\w+)`", text.partition("## Not here yet")[2]):
        with pytest.raises(AttributeError, match=f"'{name}': .* no components"):
            getattr(pn, name)
