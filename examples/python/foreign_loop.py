"""A loop of your own: wait for Oriel's descriptor beside your other ones, and dispatch."""

import os
import select
import threading
import time
from pathlib import Path

import oriel

window = oriel.Window("app://clock.html", title="poll", size=(480, 280))
window.serve("app", Path(__file__).parent / "web")
window.state.set("clock", "loop", "select.poll()")


@window.expose("clock")
def ping() -> None:
    pass


# The other descriptor: a pipe that some thread writes to.
reader, writer = os.pipe()


def tick() -> None:
    while True:
        os.write(writer, time.strftime("%H:%M:%S").encode())
        time.sleep(1)


threading.Thread(target=tick, daemon=True).start()

window.show()
poll = select.poll()
poll.register(oriel.fileno(), select.POLLIN)
poll.register(reader, select.POLLIN)
while window.is_open:
    for fd, _ in poll.poll():
        if fd == reader:
            window.state.set("clock", "time", os.read(reader, 64).decode())
        else:
            oriel.dispatch()
oriel.dispatch()  # what the page said last
oriel.shutdown()
