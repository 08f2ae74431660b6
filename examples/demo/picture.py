"""One PNG of several windows, put together by the engine itself: on a canvas in a hidden window."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import oriel

_PAGE = """<!DOCTYPE html>
<script type="module">
  const [sizes, gap] = await oriel.picture.parts();
  const canvas = document.createElement("canvas");
  canvas.width = gap + sizes.reduce((sum, [width]) => sum + width + gap, 0);
  canvas.height = Math.max(...sizes.map(([, height]) => height)) + 2 * gap;
  const context = canvas.getContext("2d");
  context.fillStyle = "#77839a";
  context.fillRect(0, 0, canvas.width, canvas.height);
  let left = gap;
  for (const [index, [width, height]] of sizes.entries()) {
    const image = Object.assign(new Image(), { src: `${index}.png` });
    await image.decode();
    context.drawImage(image, left, gap, width, height);
    left += width + gap;
  }
  const blob = await new Promise((done) => canvas.toBlob(done));
  await oriel.picture.write(await blob.arrayBuffer());
</script>
"""


async def take_picture(windows: Sequence[oriel.Window], path: Path, *, gap: int) -> None:
    """Writes what *windows* show, side by side, to *path*."""
    sizes = [window.size for window in windows]
    with tempfile.TemporaryDirectory() as folder:
        for number, window in enumerate(windows):
            await window.snapshot(Path(folder, f"{number}.png"))
        Path(folder, "index.html").write_text(_PAGE)
        easel = oriel.Window("picture://local/index.html", hidden=True)
        easel.serve("picture", folder)
        drawn: list[bytes] = []

        @easel.expose("picture")
        def parts() -> tuple[list[tuple[int, int]], int]:
            return sizes, gap

        @easel.expose("picture")
        def write(png: bytes) -> None:
            drawn.append(png)
            easel.destroy()

        await easel.closed()
    path.write_bytes(drawn[0])
