"""What the tests of the Python packages share. No window here has an engine."""

import os
import subprocess
import sys

import pytest

import oriel


@pytest.fixture(scope="session", autouse=True)
def headless():
    return oriel.app(backend="headless")


@pytest.fixture
def child():
    """Run Python code in a fresh process: what it printed, and its exit status."""

    def run(code, *, status=0, timeout=20, **env):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    return run
