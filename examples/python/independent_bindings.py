"""The same name, bound to another function in each window: nothing crosses over."""

import asyncio
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript, run_pytonium_multi_async

WEB = str(Path(__file__).parent / "web")


@returns_value_to_javascript("string")
def greet(_page: str) -> str:
    return "Hello from window 1"


@returns_value_to_javascript("string")
def farewell(_page: str) -> str:
    return "Goodbye from window 2"


p1, p2 = Pytonium(), Pytonium()
for p, function in ((p1, greet), (p2, farewell)):
    p.bind_function_to_javascript(function, "greet", javascript_object="app")
    p.add_custom_scheme("app", WEB)
p1.initialize("app://hello.html", 480, 260)
p2.create_browser("app://hello.html", 480, 260)
p2.set_window_position(520, 0)
p1.set_state("app", "owner", "window 1")
print("window 2 sees:", p2.get_state("app", "owner"))

asyncio.run(run_pytonium_multi_async([p1, p2]))
p1.shutdown()
