"""A custom scheme: a folder's files for one window, with modules, fetch and types of your own."""

from pathlib import Path

import oriel

window = oriel.Window("app://modules.html", title="Files", size=(560, 380))
window.serve("app", Path(__file__).parent / "web")
window.add_mime_type(".star", "text/x-star")


@window.on("address")
def address(url: str) -> None:
    print("address:", url)


@window.on("loaded")
def loaded(url: str) -> None:
    print("loaded:", url)


oriel.run()
