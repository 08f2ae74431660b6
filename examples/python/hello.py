"""A page, a function that it calls, and a value that both share."""

from pathlib import Path

import oriel

window = oriel.Window("app://hello.html", title="Hello", size=(480, 260))
window.serve("app", Path(__file__).parent / "web")


@window.expose("app")
def greet(page: str) -> str:
    return f"Hello, {page}, this is Python"


oriel.run()
