"""Two windows in one asyncio loop; it ends when both are closed."""

import asyncio
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript, run_pytonium_multi_async

WEB = str(Path(__file__).parent / "web")


def make(name: str) -> Pytonium:
    @returns_value_to_javascript("string")
    def greet(page: str) -> str:
        return f"{page} from the {name} window"

    p = Pytonium()
    p.bind_function_to_javascript(greet, javascript_object="app")
    p.add_custom_scheme("app", WEB)
    return p


p1 = make("first")
p1.initialize("app://hello.html", 480, 260)

p2 = make("second")
browser_id = p2.create_browser("app://hello.html", 480, 260)
p2.set_window_position(520, 0)
print(f"Second browser ID: {browser_id}")

asyncio.run(run_pytonium_multi_async([p1, p2]))
p1.shutdown()
