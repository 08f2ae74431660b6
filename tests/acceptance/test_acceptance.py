"""Short forms of the long runs: they lose nothing, and hold on to nothing but memory."""

import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["stress.py", "--seconds", "5"], id="stress"),
        pytest.param(["sequence.py", "--windows", "15", "--no-memory"], id="sequence"),
        pytest.param(["storage.py", "--writers", "6"], id="storage"),
        pytest.param(
            ["sessions.py", "--pages", "200", "--busy", "10", "--seconds", "2"], id="sessions"
        ),
    ],
)
def test_short(args):
    done = subprocess.run(
        [sys.executable, HERE / args[0], *args[1:]],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
