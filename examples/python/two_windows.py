"""A main window, and a settings panel without a frame that changes it."""

import time
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript

WEB = str(Path(__file__).parent / "web")

# --- Window 1: the application ---
p1 = Pytonium()


@returns_value_to_javascript("string")
def get_app_name() -> str:
    return "Two windows, one program"


p1.bind_function_to_javascript(get_app_name, javascript_object="app")
p1.add_custom_scheme("main", WEB)
p1.initialize("main://main.html", 560, 300)

# --- Window 2: the settings ---
p2 = Pytonium()


def apply_setting(key: str, value: str) -> None:
    print(f"Setting applied: {key} = {value}")
    p1.set_state("settings", key, value)


p2.bind_function_to_javascript(apply_setting, javascript_object="settings")
p2.add_custom_scheme("settings", WEB)
p2.create_browser("settings://panel.html", 360, 220, frameless=True)
p2.set_window_position(600, 40)

# --- One loop drives both ---
while p1.is_running() or p2.is_running():
    p1.update_message_loop()
    time.sleep(0.016)

p1.shutdown()
