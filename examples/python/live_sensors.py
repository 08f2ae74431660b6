"""Readings pushed to the page from the plain loop."""

import random
import time
from pathlib import Path

from Pytonium import Pytonium

p = Pytonium()
p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
p.initialize("app://sensors.html", 480, 240)

last_update = 0.0
while p.is_running():
    p.update_message_loop()

    now = time.monotonic()
    if now - last_update > 1.0:
        p.set_state("sensors", "temperature", round(random.uniform(20, 30), 1))
        p.set_state("sensors", "humidity", round(random.uniform(40, 80), 1))
        last_update = now

    time.sleep(0.016)

p.shutdown()
