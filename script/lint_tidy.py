#!/usr/bin/env python3
"""Runs clang-tidy, one process a core, on what changed since it last passed: lint_tidy.py BUILD."""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "python", "examples", "bench")


def sources(build: Path) -> list[Path]:
    """The C files that are compiled, but for generated ones and the tests."""
    found = set()
    for entry in json.loads(build.joinpath("compile_commands.json").read_text()):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in FOLDERS:
            found.add(path)
    return sorted(found)


def digest(*paths: Path) -> str:
    return hashlib.sha1(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def check(build: Path, path: Path, stamp: Path) -> str:
    """What clang-tidy has to say; nothing when all is well, which the stamp then records."""
    command = ["clang-tidy", "--quiet", "-p", str(build)]
    command += ["--extra-arg=-Wno-unknown-warning-option", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or done.stderr


def main(build: Path) -> int:
    headers = sorted(
        path for folder in ("include", *FOLDERS) for path in (ROOT / folder).rglob("*.h")
    )
    common = digest(ROOT / ".clang-tidy", build / "compile_commands.json", *headers)
    stamps = build / "tidy"
    stamps.mkdir(exist_ok=True)
    pending = {path: stamps / f"{common}-{digest(path)}" for path in sources(build)}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [
            pool.submit(check, build, path, stamp)
            for path, stamp in pending.items()
            if not stamp.exists()
        ]
        said = [job.result() for job in jobs]
    print("".join(said), end="")
    return 1 if any(said) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
