"""Real windows, in this process or in a fresh one."""

import os
import subprocess
import sys
import time

import pytest

import oriel

PAGE = """<!DOCTYPE html>
<title>Test</title>
<script>
const $until = async (ready) => {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 5));
};
addEventListener("PytoniumReady", async () => {
  let result;
  try {
    result = await (async () => { %s })();
  } catch (error) {
    result = ["failed", error.name, error.message];
  }
  await oriel.test.report(result === undefined ? null : result);
});
</script>
"""


def until(ready, timeout=20):
    """Dispatch until *ready* gives something true, and return that."""
    end = time.monotonic() + timeout
    while not (result := ready()):
        if time.monotonic() > end:
            raise TimeoutError("it did not happen")
        oriel.dispatch(0.05)
    return result


class Pages:
    """Opens pages that run a script once they are ready."""

    def __init__(self, folder):
        self.folder = folder
        self.windows = []

    def open(self, script, setup=None, **options):
        """A window, and the list of what its page reports."""
        name = f"page{len(self.windows)}.html"
        (self.folder / name).write_text(PAGE % script)
        window = oriel.Window(f"app://{name}", **options)
        self.windows.append(window)
        window.serve("app", self.folder)
        reports = []
        window.expose(reports.append, "test", name="report", returns=False)
        if setup is not None:
            setup(window)
        window.show()
        return window, reports

    def run(self, script, setup=None, **options):
        """What the script returns."""
        window, reports = self.open(script, setup, **options)
        result = until(lambda: reports)[0]
        window.destroy()
        return result


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
