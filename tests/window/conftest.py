"""Real windows, in this process or in a fresh one."""

import os
import subprocess
import sys
import time

import pytest

import oriel
from pages import Pages


@pytest.fixture
def pages(tmp_path):
    pages = Pages(tmp_path)
    yield pages
    for window in pages.windows:
        window.destroy()
    while oriel.dispatch():
        pass


@pytest.fixture
def program():
    """Run a program in a fresh process: what it printed, and how long it took."""

    def run(code, *args, status=0, timeout=60, cwd=None):
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, args)],
            env=os.environ,
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout, time.monotonic() - start

    return run
