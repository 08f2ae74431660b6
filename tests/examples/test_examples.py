"""Every example opens its windows, goes on running, and ends well when they are closed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from oriel import testing
from windows import ask_to_close, visible

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("ORIEL_BUILD_DIR", ROOT / "build"))

PYTHON = sorted(ROOT.glob("examples/python/*.py"))
C = sorted(ROOT.glob("examples/c/*.c"))


def run_server(command: list[str | Path], cwd: Path) -> None:
    """Starts a server, which says its address, fetches its page, and ends it by SIGTERM."""
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url, timeout=20) as answer:
            assert b"<title>" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        _, err = process.communicate()
    assert err == ""


def run_until_closed(command: list[str | Path], cwd: Path, home: Path) -> None:
    """Starts a program, closes each window it shows, and expects it to end within two seconds.

    One without windows ends by itself.
    """
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, "XDG_DATA_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        shown_by = time.monotonic() + 30
        while process.poll() is None and not visible(process.pid):
            assert time.monotonic() < shown_by, "no window within 30 s"
            time.sleep(0.05)
        # Long enough for a page to load and call the program.
        time.sleep(1)
        closed_by = None
        while process.poll() is None:
            windows = visible(process.pid)
            ask_to_close(windows)
            if not windows:
                closed_by = closed_by or time.monotonic() + 2
                assert time.monotonic() < closed_by, "still there 2 s after the last window closed"
            assert time.monotonic() < shown_by + 30, "a window would not close"
            time.sleep(0.1)
    finally:
        if process.poll() is None:
            process.kill()
        out, err = (text.decode(errors="replace") for text in process.communicate())
        print(out, err, sep="\n--- stderr\n")
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert "CRITICAL" not in err


@pytest.mark.parametrize("path", PYTHON, ids=[path.stem for path in PYTHON])
def test_python(path: Path, tmp_path: Path) -> None:
    """From any folder: an example finds what lies beside it."""
    run_until_closed([sys.executable, path], tmp_path, tmp_path)


@pytest.mark.parametrize("path", C, ids=[path.stem for path in C])
def test_c(path: Path, tmp_path: Path) -> None:
    """From the root of the tree."""
    if "oriel_server_start" in path.read_text():
        run_server([BUILD / "examples/c" / path.stem], ROOT)
        return
    run_until_closed([BUILD / "examples/c" / path.stem], ROOT, tmp_path)


@pytest.mark.parametrize(
    "path", PYTHON + C, ids=[f"{path.parent.name}-{path.stem}" for path in PYTHON + C]
)
def test_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 100


def test_all_are_described() -> None:
    page = ROOT.joinpath("docs/examples.md").read_text()
    assert [path.name for path in PYTHON + C if f"`{path.name}`" not in page] == []


def test_demo(tmp_path: Path) -> None:
    """Runs by itself for as long as it was told, and takes a picture."""
    demo = ROOT / "examples/demo/main.py"
    if not demo.exists():
        pytest.skip("no demo")
    picture = tmp_path / "demo.png"
    command = [sys.executable, demo, "--seconds", "4", "--screenshot", picture]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")


def refusal(*options: str | Path) -> str:
    """What the demo says when it cannot do what it was asked for."""
    command = [sys.executable, ROOT / "examples/demo/main.py", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


def test_demo_says_what_it_cannot_do(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "demo.png"
    assert "picture cannot be written" in refusal("--seconds", "1", "--screenshot", nowhere)
    assert "--serve" in refusal("--serve", "0", "--screenshot", tmp_path / "demo.png")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "is in use" in refusal("--serve", str(taken.getsockname()[1]))
    assert "port 99999" in refusal("--serve", "99999")


def test_demo_served() -> None:
    """The same application for two users in browsers, each with a session of their own."""
    command = [sys.executable, ROOT / "examples/demo/main.py", "--serve", "0", "--theme", "dark"]
    process = subprocess.Popen(
        [*command, "--seconds", "60"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        url = re.findall(r"http://\S+", process.stdout.readline())[0]
        with urllib.request.urlopen(url, timeout=20) as page:
            assert b'src="/oriel/page.js"' in page.read()
        with testing.Page(url) as one, testing.Page(url) as other:
            assert one.session_id != other.session_id
            for user in (one, other):
                user.wait_for(lambda user=user: "now" in user.state, "figures")
                assert user.state["settings"]["theme"] == "dark"
                assert 0 <= user.state["now"]["processor"]["total"] <= 100
                assert "/usr/lib" in user.call("monitor", "choices")["folders"]
            one.set_state("settings", "theme", "light")
            one.call("monitor", "history")  # has come after it
            assert other.state["settings"]["theme"] == "dark"
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (0, "")
    finally:
        process.kill()
