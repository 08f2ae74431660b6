"""One installation for all the tests of this folder."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("ORIEL_BUILD_DIR", ROOT / "build")).resolve()


class Installed:
    """The library as `meson install` lays it out, below a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        [self.pc] = root.rglob("oriel.pc")
        self.lib = self.pc.parent.parent

    @property
    def environ(self) -> dict[str, str]:
        return os.environ | {
            "PKG_CONFIG_PATH": str(self.pc.parent),
            "PKG_CONFIG_SYSROOT_DIR": str(self.root),
            "LD_LIBRARY_PATH": str(self.lib),
        }

    def flags(self, *args: str) -> list[str]:
        done = subprocess.run(
            ["pkg-config", *args, "oriel"],
            env=self.environ,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    target = tmp_path_factory.mktemp("installed")
    subprocess.run(
        ["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", target],
        check=True,
    )
    return Installed(target)
