#!/usr/bin/env python3
"""Makes what follows from the catalogue of widgets: generate.py WHAT OUTPUT.

Each language is one module, `emit_<language>.py`, with a table OUTPUTS: what it makes, from WHAT to
a function of the catalogue that returns text, or texts by file name. KEPT says which of them are
kept in the tree, and where; `generate.py all` renews those, and `generate.py check` says which are
not current.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import emit_c  # noqa: E402
import emit_docs  # noqa: E402
import emit_python  # noqa: E402
import emit_ts  # noqa: E402
import model  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
MODULES = (emit_c, emit_docs, emit_python, emit_ts)

Made = str | dict[str, str]
OUTPUTS: dict[str, Callable[[model.Catalogue], Made]] = {}
KEPT: dict[str, str] = {}
for module in MODULES:
    OUTPUTS.update(module.OUTPUTS)
    KEPT.update(module.KEPT)


def texts(made: Made, place: Path) -> dict[Path, str]:
    """What was made, by the file it belongs into."""
    if isinstance(made, str):
        return {place: made}
    return {place / name: text for name, text in made.items()}


def kept(catalogue: model.Catalogue) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for what, place in KEPT.items():
        found.update(texts(OUTPUTS[what](catalogue), ROOT / place))
    return found


def strays(current: dict[Path, str]) -> list[Path]:
    """Files in folders of ours that nothing makes any more."""
    folders = [ROOT / place for place in KEPT.values() if (ROOT / place).is_dir()]
    return [path for folder in folders for path in folder.iterdir() if path not in current]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main() -> int:
    catalogue = model.load()
    match sys.argv[1:]:
        case ["all"]:
            current = kept(catalogue)
            for path, text in current.items():
                write(path, text)
            for path in strays(current):
                path.unlink()
        case ["check"]:
            current = kept(catalogue)
            old = [
                path
                for path, text in current.items()
                if not path.exists() or path.read_text(encoding="utf-8") != text
            ]
            for path in old + strays(current):
                print(f"{path.relative_to(ROOT)} is not current: run catalogue/generate.py all")
            return 1 if old or strays(current) else 0
        case [what, output] if what in OUTPUTS:
            for path, text in texts(OUTPUTS[what](catalogue), Path(output)).items():
                write(path, text)
        case _:
            names = ", ".join(OUTPUTS)
            print(f"usage: generate.py all | check | WHAT OUTPUT; a WHAT is one of: {names}")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
