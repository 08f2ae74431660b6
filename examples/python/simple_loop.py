"""The plain loop: the program is in charge, and lets Pytonium run its handlers now and then."""

import time
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript


@returns_value_to_javascript("string")
def greet(page: str) -> str:
    return f"{page} from a plain loop"


p = Pytonium()
p.bind_function_to_javascript(greet, javascript_object="app")
p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
p.initialize("app://hello.html", 480, 260)

while p.is_running():
    p.update_message_loop()
    time.sleep(0.016)  # the page is drawn by a thread of its own: it never waits for this

p.shutdown()
