"""Counts how often Oriel wakes anything while a window just stands there."""

import sys
import time

import oriel

window = oriel.Window(origins=["bench:"])
loaded = []
window.on("loaded", lambda *_: loaded.append(True))
window.load_html("<!DOCTYPE html><title>idle</title><p>idle", "bench://page/")
window.show()
end = time.monotonic() + 10
while not loaded and time.monotonic() < end:
    oriel.dispatch(0.1)
time.sleep(1)  # the engine settles
while oriel.dispatch(0):
    pass


def wakeups():
    stats = oriel.app().stats()
    return stats["inbox_wakeups"] + stats["page_wakeups"] + stats["dispatched"]


before = wakeups()
time.sleep(float(sys.argv[1]))
print(wakeups() - before)
window.destroy()
