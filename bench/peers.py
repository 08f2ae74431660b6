"""Interpreters with what the benchmarks are compared to, from PyPI where it installs."""

import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("ORIEL_BUILD_DIR", HERE.parent / "build"))


def interpreter(folder: str, install: list[str], probe: str, *, system: bool = True) -> str | None:
    """One in which the script *probe* runs, or None; tried anew each time until it does.

    *install*: what pip is given. *system*: with Debian's modules, and with ours on the path.
    """
    home = BUILD / folder
    python = home / "bin" / "python"
    isolated = [] if system else ["-I"]

    def quietly(*command: str | pathlib.Path) -> bool:
        try:
            return subprocess.run(command, capture_output=True).returncode == 0
        except FileNotFoundError:  # no python3-venv here
            return False

    def works() -> bool:
        return quietly(python, *isolated, "-c", probe)

    if not works():
        if not python.exists():
            options = ["--system-site-packages"] if system else []
            quietly("/usr/bin/python3", "-m", "venv", *options, home)
        quietly(python, "-m", "pip", "install", "--quiet", *install)
    return str(python) if works() else None
