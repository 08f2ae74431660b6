"""The scripts: what they say to a word they do not know, and where they look."""

import os
import subprocess
from pathlib import Path

import pytest
from conftest import BUILD, ROOT


@pytest.mark.parametrize("name", ["setup", "bench", "lint", "test"])
def test_an_unknown_word_is_told_what_there_is(name: str) -> None:
    command = [ROOT / "script" / name, "../no-such-word"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"usage: script/{name} ")


def test_a_build_elsewhere_may_be_named_from_where_one_is(tmp_path: Path) -> None:
    """Relative to the folder in which the script is started."""
    (tmp_path / "built").symlink_to(BUILD)
    environ = {"PATH": os.environ["PATH"], "ORIEL_BUILD_DIR": "built"}
    code = "import oriel, os; print(os.getcwd(), oriel.__file__)"
    done = subprocess.run(
        [ROOT / "script/python", "-c", code],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    folder, file = done.stdout.split()
    assert folder == str(tmp_path)
    assert Path(file).is_relative_to(BUILD)
