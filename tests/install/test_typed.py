"""The packages, as installed, are typed: a type checker reads them in a program of a user's."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import Installed

PROGRAM = """
import asyncio
from typing import Any

import oriel
import oriel.sync
import oriel.testing
from pgwidgets.async_ import Application
from pgwidgets.sync.Widgets import Button
from pythonnative import AsyncStorage, run_async
from Pytonium import Pytonium, returns_value_to_javascript, run_pytonium_async


@returns_value_to_javascript("string")
def get_version() -> str:
    return "1.0.0"


@returns_value_to_javascript
def add(a: int, b: int) -> int:
    return a + b


window = oriel.Window("index.html", title="Hello", size=(480, 240))


@window.expose("app")
def greet(name: str) -> str:
    window.state.set("app", "greeted", name)
    return f"Hello, {name}"


async def main() -> None:
    p = Pytonium()
    p.bind_functions_to_javascript([get_version, add], javascript_object="app")
    p.initialize("app://index.html", 800, 600)
    await run_pytonium_async(p, interval=0.1)
    app = Application(max_sessions=4)

    @app.on_connect
    async def build(session: Any) -> None:
        print(Button, oriel.sync.Application, oriel.testing.Page)

    await app.run()


name: str = greet("x")
total: int = add(1, 2)
print(run_async(AsyncStorage.get("key")).result(), name, total, get_version().upper())
asyncio.run(main())
"""


def test_a_program_of_a_user_is_checked(installed: Installed, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    [package] = installed.root.rglob("oriel/py.typed")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    # Of what lies in site-packages, only packages that say they are typed are looked into.
    venv.create(tmp_path / "env")
    [site] = (tmp_path / "env").rglob("site-packages")
    for name in ("oriel", "Pytonium", "pgwidgets", "pythonnative"):
        (site / name).symlink_to(package.parents[1] / name)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache"]
    command += ["--python-executable", tmp_path / "env/bin/python", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["Pytonium", "pgwidgets", "pythonnative"])
def test_what_differs_is_told_beside_the_package(installed: Installed, name: str) -> None:
    """Their docstrings refer to it."""
    [package] = installed.root.rglob(f"{name}/__init__.py")
    assert "DIFFERENCES.md" in package.read_text()
    assert package.with_name("DIFFERENCES.md").is_file()
