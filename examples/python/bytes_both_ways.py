"""Bytes cross both ways as they are: pixels to the page, and back for a checksum."""

import hashlib
import math
from pathlib import Path

import oriel

window = oriel.Window("app://picture.html", title="Bytes", size=(560, 520))
window.serve("app", Path(__file__).parent / "web")

WAVE = [math.sin(math.tau * step / 256) for step in range(256)]
COLORS = [
    bytes((int(127 + 120 * WAVE[i]), int(110 + 90 * WAVE[(i + 80) % 256]), 255 - i // 2, 255))
    for i in range(256)
]


@window.expose("plasma")
def frame(number: int, width: int, height: int) -> bytearray:
    """RGBA; in the page a Uint8Array."""
    pixels = bytearray()
    across = [60 * WAVE[(3 * x + 2 * number) % 256] for x in range(width)]
    for y in range(height):
        row = 60 * WAVE[(4 * y - number) % 256] + 3 * number
        pixels += b"".join([COLORS[int(row + value) % 256] for value in across])
    return pixels


@window.expose("plasma")
def digest(pixels: bytes) -> str:
    return hashlib.sha256(pixels).hexdigest()


oriel.run()
