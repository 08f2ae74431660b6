"""State that flows both ways: the page sets preferences, the program hears of them."""

import time
from pathlib import Path
from typing import Any

from Pytonium import Pytonium


class SettingsHandler:
    def update_state(self, namespace: str, key: str, value: Any) -> None:
        print(f"Setting changed: {key} = {value}")


p = Pytonium()
p.add_state_handler(SettingsHandler(), namespaces=["settings"])

# Defaults: the page has them before its first script.
p.set_state("settings", "volume", 75)
p.set_state("settings", "theme", "dark")

p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
p.initialize("app://settings.html", 480, 280)

while p.is_running():
    p.update_message_loop()
    time.sleep(0.016)

p.shutdown()
