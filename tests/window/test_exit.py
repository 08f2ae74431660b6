"""How programs with windows end: the status, and how soon.

Each way is tried ORIEL_REPEAT times, 3 by default.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import textwrap
import time

import pytest

REPEAT = range(int(os.environ.get("ORIEL_REPEAT", "3")))

OPEN = """
    import atexit, os, sys, time
    import oriel
    window = oriel.Window(origins=["test:"], size=(300, 200))
    window.load_html("<!DOCTYPE html><p>exit", "test://page/")
    window.show()
    window.evaluate_sync("1", timeout=20)
"""

CLOSED_THEN_EXIT = """
    window.close()
    oriel.run()
    sys.exit(7)
"""

SHUTDOWN_THEN_INITIALIZE = """
    from Pytonium import Pytonium
    for _ in range(2):
        p = Pytonium()
        p.initialize("page.html", 300, 200)
        assert p.is_running() and Pytonium.is_cef_initialized()
        p.shutdown()
        p.shutdown()
        assert not p.is_running()
    sys.exit(7)
"""

FORK = """
    child = os.fork()
    if child == 0:
        try:
            oriel.Window().show()
        except (oriel.Error, PermissionError):
            sys.exit(5)
        sys.exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 5, status
    assert window.evaluate_sync("1 + 1", timeout=20) == 2
    sys.exit(7)
"""

RUNS = """
    atexit.register(lambda: print("atexit", flush=True))
    print("running", flush=True)
    oriel.run()
    print("run returned", flush=True)
"""


# A shell that puts the tests into the background has them ignore it.
HEARS_INTERRUPTS = """
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""


def program(body: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(OPEN) + textwrap.dedent(body)]


@pytest.mark.parametrize("_", REPEAT)
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(CLOSED_THEN_EXIT, id="closed then exit"),
        pytest.param("sys.exit(7)", id="exit with an open window"),
        pytest.param(SHUTDOWN_THEN_INITIALIZE, id="shutdown then initialize"),
        pytest.param(FORK, id="fork"),
    ],
)
def test_status_is_the_programs_own(body, _, tmp_path):
    (tmp_path / "page.html").write_text("<!DOCTYPE html><p>page")
    done = subprocess.run(program(body), cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.parametrize("_", REPEAT)
def test_interrupt_ends_the_wait(_):
    child = subprocess.Popen(
        program(HEARS_INTERRUPTS + RUNS), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "running\n"
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)
    finally:
        child.kill()
    assert child.returncode == -signal.SIGINT
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert out == "atexit\n"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("_", REPEAT)
def test_a_lost_display_ends_the_program(_):
    read, write = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        errors = open(pathlib.Path(folder) / "xvfb.log", "w")
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=errors,
        )
        os.close(write)
        with open(read) as display:
            number = display.readline().strip()
        child = subprocess.Popen(
            program(RUNS),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "DISPLAY": f":{number}"},
        )
        assert child.stdout.readline() == "running\n"
        began = time.monotonic()
        server.kill()
        server.wait()
        out, err = child.communicate(timeout=20)
        took = time.monotonic() - began
        errors.close()
    assert child.returncode > 0, (child.returncode, err)
    assert "atexit\n" in out
    assert "display" in err
    assert took < 2
