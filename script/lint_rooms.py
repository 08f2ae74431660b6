#!/usr/bin/env python3
"""Checks what may include what, from one table, and that every file is built.

Prints what breaks a rule; exits with 1 then.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A room includes what stands to its right, and what those rooms may include.
ROOMS = {
    "base": (),
    "value": ("base",),
    "loop": ("base",),
    "state": ("base", "value"),
    "page": ("base", "value", "loop", "state"),
    "widget": ("base", "value"),
    "session": ("page", "widget"),
    "window": ("session",),
    "server": ("session",),
    "service": ("loop", "value", "state"),
    "app": ("window", "server", "service"),
}

# The room that implements a public header; it is included as that room is.
HEADERS = {
    "version": "base",
    "error": "base",
    "value": "value",
    "jansson": "value",
    "runtime": "loop",
    "inbox": "loop",
    "state": "state",
    "page": "page",
    "widget": "widget",
    "widgets": "widget",
    "session": "session",
    "window": "window",
    "server": "server",
    "storage": "service",
    "fetch": "service",
    "app": "app",
    "oriel": "app",
}

# Libraries, and the only folders that may include them.
LIBRARIES = {
    r"jansson\.h": ("include/oriel/jansson.h",),
    r"uv\.h": ("src/loop/", "src/server/", "src/service/"),
    r"(gtk|gdk|glib|gio|webkit2?|jsc|X11|libsoup)/|gio/|glib": ("src/window/webkit/",),
    r"libwebsockets\.h": ("src/server/",),
    r"(curl/curl|sqlite3)\.h": ("src/service/",),
    r"Python\.h": ("python/native/",),
}

STANDARD_C = {
    *"assert complex ctype errno fenv float inttypes iso646 limits locale math".split(),
    *"setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib".split(),
    *"stdnoreturn string tgmath threads time uchar wchar wctype".split(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
problems: list[str] = []


def complain(path: Path, text: str) -> None:
    problems.append(f"{path.relative_to(ROOT)}: {text}")


def reach(room: str) -> set[str]:
    """The rooms that *room* may include, itself among them."""
    return {room}.union(*(reach(below) for below in ROOMS[room]))


def files(folder: str, *patterns: str) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(ROOT.joinpath(folder).rglob(pattern))


def includes(path: Path) -> Iterator[tuple[str, str]]:
    for match in INCLUDE.finditer(path.read_text(encoding="utf-8")):
        yield match[1], match[2]


def check_libraries(path: Path, name: str) -> None:
    relative = str(path.relative_to(ROOT))
    for pattern, places in LIBRARIES.items():
        if re.match(pattern, name) and not relative.startswith(places):
            complain(path, f"<{name}> belongs to {' and '.join(places)} only")


def check_rooms() -> None:
    for path in files("src", "*.c", "*.h"):
        room = path.relative_to(ROOT / "src").parts[0]
        if room not in ROOMS:
            complain(path, f"room {room} is not in the table of script/lint_rooms.py")
            continue
        allowed = reach(room)
        for quote, name in includes(path):
            check_libraries(path, name)
            if name.startswith("oriel/"):
                other = HEADERS.get(Path(name).stem, "")
            elif quote == '"':
                other = name.split("/")[0] if "/" in name else room
                if not any((base / name).exists() for base in (ROOT / "src", path.parent)):
                    complain(path, f'"{name}" is not there')
            else:
                continue
            if other not in allowed:
                reaches = ", ".join(sorted(allowed))
                complain(path, f"room {room} may not include {name}: it reaches {reaches}")


def check_public_headers() -> None:
    for path in files("include", "*.h"):
        for _, name in includes(path):
            sister = name.startswith("oriel/") and ROOT.joinpath("include", name).exists()
            own = name == f"{path.stem}.h"  # jansson.h converts to and from jansson
            if not sister and not own and name.removesuffix(".h") not in STANDARD_C:
                complain(path, f"<{name}> is neither a standard header nor a sister")
        if path.stem not in HEADERS:
            complain(path, "is not in the table of script/lint_rooms.py")
        for compiler, language in (("gcc", "c"), ("g++", "c++")):
            standard = "c11" if language == "c" else "c++17"
            command = [compiler, "-x", language, f"-std={standard}", "-fsyntax-only", "-Iinclude"]
            command += ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-include", str(path)]
            command += ["/dev/null"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                complain(path, f"does not compile alone as {standard}:\n{done.stderr}")


def check_native() -> None:
    own = {path.name for path in files("python/native", "*.h")}
    for path in files("python/native", "*.c", "*.h"):
        for quote, name in includes(path):
            check_libraries(path, name)
            if quote == '"' and name not in own:
                complain(path, f'"{name}": the extension includes public headers only')


def check_examples() -> None:
    for path in files("examples", "*.c"):
        for quote, name in includes(path):
            if quote == '"' and not path.parent.joinpath(name).exists():
                complain(path, f'"{name}": examples use what a user has')


def exported(path: Path) -> set[str]:
    """The names in the `__all__` of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "__all__":
            return set(ast.literal_eval(node.value))  # type: ignore[attr-defined]
    return set()


def names_of_oriel(node: ast.AST) -> list[str]:
    """What one statement or expression takes from the package oriel, or from inside of it."""
    match node:
        case ast.ImportFrom(module="oriel", level=0):
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module), level=0) if module.startswith("oriel."):
            return [module]
        case ast.Import():
            return [alias.name for alias in node.names if alias.name.startswith("oriel.")]
        case ast.Attribute(value=ast.Name(id="oriel")):
            return [node.attr]
    return []


def check_faces() -> None:
    init = ROOT / "python/oriel/__init__.py"
    if not init.exists():
        return
    public = exported(init)
    for path in files("python/compat", "*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for name in names_of_oriel(node):
                if name not in public:
                    line = getattr(node, "lineno", 0)
                    complain(path, f"line {line}: {name} is not in oriel.__all__")


def check_listed() -> None:
    """Every source is named in the meson file that builds it."""
    lists = {
        "src": "src/meson.build",
        "include": "include/meson.build",
        "python/native": "python/meson.build",
        "python/oriel": "python/meson.build",
        "python/compat": "python/meson.build",
        "tests/c": "tests/meson.build",
        "web/src/page": "src/meson.build",
    }
    for folder, listing in lists.items():
        patterns = ("*.h",) if folder == "include" else ("*.c", "*.py", "*.pyi", "*.ts")
        text = ROOT.joinpath(listing).read_text()
        for path in files(folder, *patterns):
            base = ROOT if folder.startswith("web/") else ROOT.joinpath(listing).parent
            if f"{path.relative_to(base)}'" not in text:
                complain(path, f"is not listed in {listing}")


def check_words() -> None:
    """The tree must make sense wherever it is cloned."""
    banned = ["/" + "work/", "../" + "shared"]
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for path in (ROOT / name for name in names.split("\0") if name):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for word in banned:
            if b"\0" not in data and word.encode() in data:
                complain(path, f"says {word}")


def main() -> int:
    check_rooms()
    check_public_headers()
    check_native()
    check_examples()
    check_faces()
    check_listed()
    check_words()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
