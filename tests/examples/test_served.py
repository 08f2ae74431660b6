"""The examples that serve browsers: a page without a browser uses each, and Ctrl-C ends it."""

import importlib.util
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from oriel.testing import Page

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("ORIEL_BUILD_DIR", ROOT / "build"))
FOLDER = ROOT / "examples/python/served"


class Running:
    """An example that runs; `urls`: what it printed."""

    def __init__(self, name="", *args, command=None):
        command = command or [sys.executable, str(FOLDER / f"{name}.py"), *args]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)

    def __enter__(self):
        self.urls = self.process.stdout.readline().split()
        if not self.urls:
            pytest.fail(self.process.stderr.read())
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        try:
            out, err = self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        assert (self.process.returncode, err) == (0, "")


def test_c_widgets():
    command = [str(BUILD / "examples/c/widgets"), "0"]
    with Running(command=command) as example, Page(example.urls[0]) as page:
        page.click(page.find("Button"))
        page.find("Label", text="Hello!")
        page.type(page.find("TextEntry"), "some text")
        page.find("Label", text="Entered: some text")


def test_hello_async():
    with Running("hello_async", "0") as example, Page(example.urls[0]) as page:
        page.click(page.find("Button"))
        page.find("Label", text="Hello!")
        page.find("Label", text="Click again!")
        page.type(page.find("TextEntry"), "some text")
        page.find("Label", text="Entered: some text")


def test_hello_sync():
    with Running("hello_sync", "0") as example, Page(example.urls[0]) as page:
        page.click(page.find("Button"))
        page.find("Label", text="Counted!")
        assert page.find("ProgressBar").value == 1


def test_chat():
    with Running("chat", "0") as example, Page(example.urls[0]) as ann, Page(
        example.urls[0]
    ) as bob:
        ann.find("Label", text="Here: guest 1, guest 2")
        bob.type(bob.find("TextEntry"), "good morning")
        for page in (ann, bob):
            area = page.find("TextArea")
            page.wait_for(lambda: "guest 2: good morning" in area.text, "the message")
        assert bob.find("TextEntry", text="")


@pytest.mark.parametrize(
    "name, modules",
    [
        ("beside_fastapi", ("fastapi", "uvicorn")),
        ("beside_flask", ("flask",)),
    ],
)
def test_beside(name, modules):
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: python3-{module}")
    with Running(name, "0", "0") as example, Page(example.urls[0]) as page:
        page.find("Label", text="Total: 0")
        with urllib.request.urlopen(example.urls[1] + "add/5", timeout=10) as answer:
            assert answer.read().replace(b" ", b"").strip() == b'{"total":5}'
        page.find("Label", text="Total: 5")
        page.click(page.find("Button"))
        page.find("Label", text="Total: 6")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_is_short_and_tested(path):
    assert len(path.read_text().splitlines()) < 100
    text = Path(__file__).read_text()
    assert f'"{path.stem}"' in text
