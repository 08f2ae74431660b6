"""Windows one after the other: each is opened, its page calls once, and it is closed.

What the process holds must not grow with their number. Descriptors, threads and memory (PSS) are
compared with those after window BASE, three seconds after the last window.
"""

import argparse
import gc
import pathlib
import sys
import tempfile
import time

import oriel
import proc

PAGE = """<!DOCTYPE html>
<title>One of many</title>
<script>
addEventListener("PytoniumReady", () => {
  oriel.app.hello(Pytonium.appState.getState("app", "number"));
});
</script>
"""
BASE = 20  # by then what is loaded only once is there
SPREAD = 2
GROWTH_MB = 15
TIMEOUT = 30


def dispatch_until(ready):
    end = time.monotonic() + TIMEOUT
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("it did not happen")
        oriel.dispatch(0.05)


def rest(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        oriel.dispatch(0.05)


def one(folder, number):
    """A window's whole life."""
    heard = []
    window = oriel.Window("app://page.html", size=(300, 200))
    window.serve("app", folder)
    window.expose(heard.append, "app", name="hello")
    window.state.set("app", "number", number)
    window.show()
    dispatch_until(lambda: heard)
    assert heard == [number]
    window.close()
    dispatch_until(lambda: not window.is_open)


def measure(label):
    rest(0.5)  # a window's process ends a little later
    gc.collect()
    children = proc.children()
    row = {
        "label": label,
        "fds": proc.descriptors(),
        "threads": proc.threads(),
        "pss": proc.pss(),
        "children": len(children),
        "web": len(proc.web_processes()),
    }
    print(
        f"{row['label']:<10} {row['fds']:>11} {row['threads']:>8} {row['pss']:>8.1f}"
        f" {row['children']:>9} {row['web']:>14}",
        flush=True,
    )
    return row


def check(base, end, with_memory):
    faults = []
    for name, what in [("fds", "descriptors"), ("threads", "threads")]:
        if abs(end[name] - base[name]) > SPREAD:
            faults.append(f"{what}: {end[name]}, and {base[name]} after {base['label']}")
    if with_memory and end["pss"] > base["pss"] + GROWTH_MB:
        faults.append(f"PSS: {end['pss']:.1f} MB, and {base['pss']:.1f} after {base['label']}")
    if end["children"] > base["children"]:
        faults.append(f"children: {end['children']}, and {base['children']}")
    return faults


def run(folder, count, with_memory):
    (folder / "page.html").write_text(PAGE)
    base_at = min(BASE, max(1, count // 3))
    marks = sorted({base_at, *(count * quarter // 4 for quarter in range(1, 5))})
    print("after      descriptors  threads   PSS MB  children  web processes")
    measure("nothing")
    base = None
    began = time.monotonic()
    for number in range(1, count + 1):
        one(folder, number)
        if number in marks:
            row = measure(f"window {number}")
            if number == base_at:
                base = row
    took = time.monotonic() - began
    rest(3)
    end = measure("3 s more")
    print(f"{count} windows in {took:.1f} s, {took / count * 1000:.0f} ms each")
    return check(base, end, with_memory)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--windows", type=int, default=200)
    parser.add_argument("--no-memory", action="store_true", help="do not judge the memory")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = run(pathlib.Path(folder), args.windows, not args.no_memory)
    for fault in faults:
        print("FAILED:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
