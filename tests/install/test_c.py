"""What `meson install` leaves behind is enough for a C program outside the tree."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from conftest import BUILD, ROOT, Installed

PROGRAM = """
#include <stdio.h>
#include <string.h>
#include <oriel/oriel.h>

int main(void)
{
    puts(oriel_version());
    return strcmp(oriel_version(), ORIEL_VERSION_STRING);
}
"""


def output(*command: str | Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=env)
    return done.stdout


@pytest.mark.parametrize(
    ("compiler", "suffix"), [(("cc", "-std=c11"), "c"), (("c++", "-std=c++17"), "cc")]
)
def test_program_builds_with_pkg_config_and_runs(
    installed: Installed, tmp_path: Path, compiler: tuple[str, ...], suffix: str
) -> None:
    source = tmp_path / f"program.{suffix}"
    source.write_text(PROGRAM)
    program = tmp_path / "program"
    flags = installed.flags("--cflags", "--libs")
    output(*compiler, "-Wall", "-Wextra", "-Wpedantic", "-Werror", source, *flags, "-o", program)
    assert output(program, env=installed.environ).strip() == installed.flags("--modversion")[0]


DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
PROGRAMS = [
    pytest.param(block, id=f"{path.stem}-{number}")
    for path in DOCUMENTS
    for number, block in enumerate(re.findall(r"^```c\n(.*?)^```", path.read_text(), re.S | re.M))
    if "int main(" in block
]


@pytest.mark.parametrize("text", PROGRAMS)
def test_programs_of_the_documents_build(installed: Installed, tmp_path: Path, text: str) -> None:
    source = tmp_path / "program.c"
    source.write_text(text)
    flags = installed.flags("--cflags", "--libs")
    warnings = ("-std=c11", "-Wall", "-Wextra", "-Werror")
    # POSIX is what some of them use beside the library.
    command = ("cc", *warnings, "-D_GNU_SOURCE", source, *flags, "-pthread")
    output(*command, "-o", tmp_path / "program")


def test_every_public_header_is_installed(installed: Installed) -> None:
    there = {path.name for path in (installed.root).rglob("include/oriel/*.h")}
    assert there == {path.name for path in ROOT.glob("include/oriel/*.h")}


def test_library_has_a_soname_and_links_no_toolkit(installed: Installed) -> None:
    dynamic = output("readelf", "-d", installed.lib / "liboriel.so")
    assert "[liboriel.so.0]" in dynamic
    needed = set(re.findall(r"NEEDED.*\[([^.\]]+)", dynamic))
    assert needed <= {
        "libuv",
        "libwebsockets",
        "libcurl",
        "libsqlite3",
        "libc",
        "libm",
        "libdl",
        "libpthread",
        "ld-linux-x86-64",
    }


def test_library_exports_what_the_headers_declare(installed: Installed) -> None:
    symbols = output("nm", "-D", "--defined-only", installed.lib / "liboriel.so")
    exported = {line.split()[-1] for line in symbols.splitlines()}
    declared = set()
    for header in ROOT.glob("include/oriel/*.h"):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
        for statement in re.findall(r"ORIEL_API\b(.*?);", text, re.S):
            name = re.search(r"\b(oriel_\w+)\s*\(", statement)
            assert name, statement
            declared.add(name[1])
    assert exported - declared == set()
    assert declared - exported == set()


def test_backend_lies_where_the_library_looks(installed: Installed) -> None:
    assert (installed.lib / "oriel" / "oriel-webkit.so").exists()


# In mounts of its own, so that nothing stays in /usr/local.
IN_USR_LOCAL = """
set -e
mount -t tmpfs none /usr/local
mount -t tmpfs none /var/cache/ldconfig
cd /var/cache/ldconfig
mkdir upper work
mount -t overlay -o lowerdir=/etc,upperdir=upper,workdir=work none /etc
[ "$1" ] || exit 0
meson install -C "$1" --no-rebuild --quiet
cc "$2" $(pkg-config --cflags --libs oriel) -o /usr/local/program
/usr/local/program
/usr/bin/python3 -c "import oriel; print(oriel.__version__)"
"""


def test_installed_in_usr_local_programs_run_at_once(tmp_path: Path) -> None:
    """With the commands of the README, and no other."""
    source = tmp_path / "program.c"
    source.write_text(PROGRAM)
    command = ["unshare", "--mount", "bash", "-c", IN_USR_LOCAL, "bash"]
    environ = {"PATH": "/usr/bin:/bin"}
    if os.geteuid() or subprocess.run([*command, ""], capture_output=True, env=environ).returncode:
        pytest.skip("mounts of its own need root")
    version = json.loads(output("meson", "introspect", BUILD, "--projectinfo"))["version"]
    said = output(*command, BUILD, source, env=environ)
    assert said.split() == [version, version]
