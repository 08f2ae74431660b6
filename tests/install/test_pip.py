"""`pip install .` into a virtual environment gives packages that open windows without the tree."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import ROOT

CHECK = """
import asyncio, pathlib, sys, oriel, Pytonium, pythonnative
folder = pathlib.Path(oriel.__file__).parent
assert folder.is_relative_to(sys.prefix), folder
for name in ("liboriel.so", "oriel-webkit.so", "py.typed", "__init__.py"):
    assert (folder / name).is_file(), name
assert list(folder.glob("_native*.so"))

async def main():
    page = pathlib.Path(sys.prefix, "page.html")
    page.write_text("<title>page</title>")
    async with oriel.Window(page) as window:
        assert await window.evaluate("6 * 7") == 42

asyncio.run(main())
maps = pathlib.Path("/proc/self/maps").read_text()
assert str(folder / "oriel-webkit.so") in maps and str(folder / "liboriel.so") in maps
"""


def install(folder: Path, *options: str, system: bool) -> subprocess.CompletedProcess[str]:
    """Makes an environment and installs the tree into it."""
    venv.create(folder, system_site_packages=system, with_pip=True)
    command = [folder / "bin/python", "-m", "pip", "install", "--quiet", *options, str(ROOT)]
    return subprocess.run(command, capture_output=True, text=True, env=environ())


def environ() -> dict[str, str]:
    """Without the build tree, which the tests otherwise use."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(Path.home())} | {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_", "DISPLAY", "XAUTHORITY", "WEBKIT_"))
        or name.lower().endswith("_proxy")
    }


def check(folder: Path) -> None:
    done = subprocess.run(
        [folder / "bin/python", "-c", CHECK],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environ(),
    )
    assert done.returncode == 0, done.stderr


def test_with_debians_build_backend(tmp_path: Path) -> None:
    """Without PyPI."""
    done = install(tmp_path, "--no-build-isolation", "--no-index", system=True)
    assert done.returncode == 0, done.stdout + done.stderr
    check(tmp_path)


def test_with_pypi(tmp_path: Path) -> None:
    probe = [sys.executable, "-m", "venv", str(tmp_path / "probe")]
    subprocess.run(probe, check=True)
    pip = [
        tmp_path / "probe/bin/pip",
        "download",
        "-q",
        "--no-deps",
        "-d",
        tmp_path,
        "meson-python",
    ]
    if subprocess.run(pip, capture_output=True, env=environ()).returncode:
        pytest.skip("PyPI is out of reach")
    done = install(tmp_path / "env", system=False)
    assert done.returncode == 0, done.stdout + done.stderr
    check(tmp_path / "env")
