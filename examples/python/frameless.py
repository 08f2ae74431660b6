"""A window without a frame: the page draws one, and calls the program to move it."""

from pathlib import Path

import oriel

window = oriel.Window("app://frameless.html", title="Frameless", size=(420, 240), frameless=True)
window.serve("app", Path(__file__).parent / "web")
window.position = (200, 160)
is_maximized = False


@window.expose("frame")
def move(dx: int, dy: int) -> None:
    x, y = window.position
    window.position = (x + dx, y + dy)


@window.expose("frame")
def maximize() -> None:
    global is_maximized
    is_maximized = not is_maximized
    window.maximize(is_maximized)


window.expose(window.minimize, "frame")
window.expose(window.close, "frame")

oriel.run()
