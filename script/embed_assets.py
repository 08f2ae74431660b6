#!/usr/bin/env python3
"""Bundle the page client and write it as a C table.

embed_assets.py ESBUILD BROTLI ZOPFLI SOURCE PRIVATE OUTPUT DEPFILE: SOURCE is the folder web/,
PRIVATE one for files on the way. Files whose name says what is in them are immutable; all are there
as they are, and compressed where that saves something.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER = "page/assets.h"
TARGET = "--target=safari16,chrome111,firefox115"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
}
# No script and no style but our own files; pictures and fonts may come from where the program says.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # Web Awesome places handles and bars by attributes. No text of a program or user becomes one.
    "style-src-attr": "'unsafe-inline'",
    "connect-src": "'self' data: ws: wss:",
    "img-src": "'self' data: blob: http: https:",
    "font-src": "'self' data: http: https:",
    "media-src": "'self' data: blob: http: https:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# Less than this is not worth a second form.
SAVES = 0.95


@dataclass
class Tools:
    esbuild: str
    brotli: str
    zopfli: str  # for gzip: a twentieth smaller than zlib's best


@dataclass
class Asset:
    path: str
    type: str
    immutable: bool
    data: bytes
    gzip: bytes
    br: bytes

    @property
    def etag(self) -> str:
        return '"' + hashlib.sha256(self.data).hexdigest()[:16] + '"'


def compress(tools: Tools, data: bytes) -> tuple[bytes, bytes]:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        packed, br = (
            subprocess.run([*command, "-c", file.name], stdout=subprocess.PIPE, check=True).stdout
            for command in ([tools.zopfli], [tools.brotli, "-q", "11"])
        )
    return worth(packed, data), worth(br, data)


def worth(form: bytes, data: bytes) -> bytes:
    return form if len(form) < len(data) * SAVES else b""


def bundle(
    esbuild: str, folder: Path, entries: list[str], *options: str
) -> dict[str, dict[str, Any]]:
    """Runs esbuild; returns what it says of each file that it wrote."""
    meta = folder / "meta.json"
    command = [
        esbuild,
        *entries,
        "--bundle",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        TARGET,
    ]
    command += [
        "--loader:.css=text",
        f"--outdir={folder}",
        f"--metafile={meta}",
        "--log-level=warning",
        *options,
    ]
    subprocess.run(command, check=True)
    described: dict[str, dict[str, Any]] = json.loads(meta.read_text(encoding="utf-8"))
    return described


def collect(tools: Tools, source: Path, private: Path) -> tuple[list[Asset], list[Path]]:
    shutil.rmtree(private, ignore_errors=True)
    assets, page = private / "assets", private / "oriel"
    for folder in (assets, page):
        folder.mkdir(parents=True)
    names = ("--entry-names=client-[hash]", "--chunk-names=[name]-[hash]")
    entry = source / "src" / "widgets" / "main.ts"
    described = [bundle(tools.esbuild, assets, [str(entry)], "--splitting", "--format=esm", *names)]
    entry = source / "src" / "socket" / "main.ts"
    described.append(
        bundle(tools.esbuild, page, [str(entry)], "--format=iife", "--entry-names=page")
    )
    files: dict[str, bytes] = {"/oriel/page.js": (page / "page.js").read_bytes()}
    for script in sorted(assets.glob("*.js")):
        files[f"/assets/{script.name}"] = script.read_bytes()
    files["/favicon.svg"] = (source / "src" / "favicon.svg").read_bytes()
    files["/"] = index(source / "src" / "index.html", list(files))
    found = [make(tools, path, data) for path, data in sorted(files.items())]
    inputs = {Path(name) for facts in described for name in facts["inputs"]}
    return found, sorted(inputs | {source / "src" / "index.html", source / "src" / "favicon.svg"})


def make(tools: Tools, path: str, data: bytes) -> Asset:
    packed, smaller = compress(tools, data)
    suffix = Path(path).suffix or ".html"
    return Asset(path, TYPES[suffix], path.startswith("/assets/"), data, packed, smaller)


def index(template: Path, paths: list[str]) -> bytes:
    def named(start: str) -> str:
        (found,) = [path for path in paths if path.startswith(f"/assets/{start}-")]
        return found[1:]

    text = template.read_text(encoding="utf-8")
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    for mark, value in {
        "CSP": policy,
        "CLIENT": named("client"),
        "CONTROLS": named("webawesome"),
    }.items():
        text = text.replace(f"@{mark}@", value)
    return text.encode()


def array(name: str, data: bytes) -> str:
    if not data:
        return ""
    lines = [", ".join(map(str, data[at : at + 32])) for at in range(0, len(data), 32)]
    return f"static const unsigned char {name}[] = {{\n    " + ",\n    ".join(lines) + ",\n};\n"


def table(assets: list[Asset]) -> str:
    out = [f'/* The page client; made by script/embed_assets.py */\n#include "{HEADER}"\n\n']
    rows = []
    for number, asset in enumerate(assets):
        forms = {"data": asset.data, "gzip": asset.gzip, "br": asset.br}
        fields = [
            f'.path = "{asset.path}"',
            f'.type = "{asset.type}"',
            f".etag = {json.dumps(asset.etag)}",
        ]
        fields.append(f".immutable = {str(asset.immutable).lower()}")
        for form, data in forms.items():
            name = f"{form}_{number}"
            out.append(array(name, data))
            length = "len" if form == "data" else f"{form}_len"
            fields += [f".{form} = {name if data else 'NULL'}", f".{length} = {len(data)}"]
        rows.append("    {" + ", ".join(fields) + "},\n")
    out.append("\nconst struct oriel__asset oriel__assets[] = {\n" + "".join(rows) + "};\n")
    out.append(f"const size_t oriel__asset_count = {len(assets)};\n")
    return "".join(out)


def main(
    esbuild: str, brotli: str, zopfli: str, source: str, private: str, output: str, depfile: str
) -> None:
    assets, inputs = collect(Tools(esbuild, brotli, zopfli), Path(source), Path(private))
    Path(output).write_text(table(assets), encoding="ascii")
    listed = " ".join(str(path.resolve()).replace(" ", "\\ ") for path in inputs)
    Path(depfile).write_text(f"{output}: {listed}\n", encoding="utf-8")
    # For tests, and for whoever serves the files without the library.
    sizes = {a.path: {"size": len(a.data), "gzip": len(a.gzip), "br": len(a.br)} for a in assets}
    Path(private, "sizes.json").write_text(json.dumps(sizes, indent=1), encoding="utf-8")
    for name in ("index.html", "favicon.svg"):
        path = "/" + name.removeprefix("index.html")
        Path(private, name).write_bytes(next(a.data for a in assets if a.path == path))


if __name__ == "__main__":
    main(*sys.argv[1:])
