"""Close one window, close all, and begin again in the same process."""

import time
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript

WEB = str(Path(__file__).parent / "web")


@returns_value_to_javascript("string")
def greet(page: str) -> str:
    return f"{page} once more"


def make() -> Pytonium:
    p = Pytonium()
    p.bind_function_to_javascript(greet, javascript_object="app")
    p.add_custom_scheme("app", WEB)
    return p


def run(p: Pytonium, seconds: float) -> None:
    until = time.monotonic() + seconds
    while p.is_running() and time.monotonic() < until:
        p.update_message_loop()
        time.sleep(0.016)


p1, p2 = make(), make()
p1.initialize("app://hello.html", 480, 260)
p2.create_browser("app://hello.html", 480, 260)
run(p1, 0.4)

p2.close_browser()  # at once
print("second:", p2.is_running(), "first:", p1.is_running())
p1.close_window()  # asks the page first: beforeunload
run(p1, 2)
p1.shutdown()
print("initialized:", Pytonium.is_cef_initialized())

p3 = make()
p3.initialize("app://hello.html", 480, 260)
print("again, with browser ID", p3.get_browser_id())
run(p3, float("inf"))
p3.shutdown()
