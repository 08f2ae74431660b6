"""Pytonium with real windows: loops of all kinds, closing, and the programs of its documents."""

import pathlib
import re
import shutil

import pytest

SEEDS = pathlib.Path(__file__).parent / "seeds"

# Closes each window from outside, `seconds` after its page loaded.
CLOSER = """
import oriel as _oriel
_init = _oriel.Window.__init__
def _patched(self, *args, **options):
    _init(self, *args, **options)
    import threading
    def later(*_):
        threading.Timer({seconds}, self.close).start()
        self.off("loaded", later)
    self.on("loaded", later)
_oriel.Window.__init__ = _patched
"""

START = """
import asyncio, sys, time
from Pytonium import Pytonium, run_pytonium_async, run_pytonium_multi_async
p = Pytonium()
"""

BEFORE = (
    START
    + """
p.initialize("page.html", 300, 200)
{run}(run_pytonium_async(p))
assert not p.is_running()
p.shutdown()
print("done")
"""
)

INSIDE = (
    START
    + """
async def main():
    p.initialize("page.html", 300, 200)
    ticks = 0
    async def tick():
        nonlocal ticks
        while p.is_running():
            p.set_state("app", "ticks", ticks)
            ticks += 1
            await asyncio.sleep(0.01)
    await asyncio.gather(run_pytonium_async(p), tick())
    assert ticks > 5
    p.shutdown()
{run}(main())
print("done")
"""
)

MULTI = (
    START
    + """
p2 = Pytonium()
p.initialize("page.html", 300, 200)
assert p2.create_browser("page.html", 300, 200) > p.get_browser_id()
{run}(run_pytonium_multi_async([p, p2], interval=5))
assert not p.is_running() and not p2.is_running()
print("done")
"""
)

UVLOOP = """
def run_uvloop(main):
    import uvloop
    loop = uvloop.new_event_loop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page.html").write_text("<title>Page</title>")
    return tmp_path


@pytest.mark.parametrize("run", ["asyncio.run", "run_uvloop"])
@pytest.mark.parametrize("code", [BEFORE, INSIDE, MULTI], ids=["before", "inside", "multi"])
def test_loops(program, folder, code, run):
    closer = CLOSER.format(seconds=0.3)
    out, _ = program(closer + UVLOOP + code.format(run=run), cwd=folder)
    assert out == "done\n"


def test_trio(program, folder):
    code = """
import trio, oriel
async def main():
    window = oriel.Window("page.html")
    window.expose(lambda: 1, "app", name="one")
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(oriel.run_trio)
            await trio.sleep(0)
            assert await window.evaluate("document.title") == "Page"
            window.close()
    assert not window.is_open
    print("done")
trio.run(main)
"""
    assert program(code, cwd=folder)[0] == "done\n"


def test_shutdown_from_a_handler_and_another_thread(program, folder):
    code = (
        START
        + """
import threading
p.initialize("page.html", 300, 200)
threading.Timer(0.5, p.shutdown).start()
while p.is_running():
    p.update_message_loop()
    time.sleep(0.016)
p.initialize("page.html", 300, 200)
p.on_title_change(lambda title: p.shutdown())
while p.is_running():
    p.update_message_loop()
    time.sleep(0.016)
print("done")
"""
    )
    assert program(code, cwd=folder)[0] == "done\n"


LAST_WORDS = (
    START
    + """
import threading
class Handler:
    def update_state(self, *change):
        print(*change)
p.add_state_handler(Handler(), ["doc"])
p.bind_function_to_javascript(print, "save", "app")
p.initialize("page.html", 300, 200)
while p.get_browser_id() != -1:
    time.sleep(0.01)
"""
)


@pytest.mark.parametrize(
    "loop",
    [
        "while p.is_running(): p.update_message_loop()",
        "asyncio.run(run_pytonium_async(p))",
        "asyncio.run(run_pytonium_multi_async([Pytonium(), p]))",
    ],
    ids=["plain", "single", "multi"],
)
def test_last_words(program, folder, loop):
    """What a page says before it closes its window is heard, however late the loop comes."""
    (folder / "page.html").write_text(
        """<script>addEventListener("PytoniumReady", () => {
        Pytonium.app.save("all of it");
        Pytonium.appState.setState("doc", "saved", true);
        close();
      });</script>"""
    )
    out, _ = program(f"{LAST_WORDS}{loop}\nassert not p.is_running()\n", cwd=folder)
    assert out == "all of it\ndoc saved True\n"


def test_undecorated_functions_give_undefined(program, folder):
    (folder / "page.html").write_text(
        """<script>
      addEventListener("PytoniumReady", async () => {
        const a = await Pytonium.app.plain(), b = await Pytonium.app.decorated();
        let c; try { await Pytonium.app.bad(); } catch (e) { c = e.name; }
        Pytonium.app.report([a === undefined, b, c]);
      });</script>"""
    )
    code = (
        START
        + """
from Pytonium import returns_value_to_javascript
def plain():
    return {"not": {"sent"}}
@returns_value_to_javascript("number")
def decorated():
    return 5
def bad():
    raise ValueError("x")
def report(value):
    print(value)
    p.close_window()
p.bind_functions_to_javascript([plain, decorated, bad, report], javascript_object="app")
p.initialize("page.html", 300, 200)
while p.is_running():
    p.update_message_loop()
    time.sleep(0.01)
"""
    )
    assert program(code, cwd=folder)[0] == "[True, 5, 'ValueError']\n"


def test_the_user_chooses(program, folder):
    """An entry of a window's context menu, each window having its own."""
    if not shutil.which("xdotool"):
        pytest.skip("needs xdotool")
    (folder / "page.html").write_text(
        "<script>addEventListener('PytoniumReady', () => Pytonium.app.ready())</script>"
    )
    code = (
        START
        + """
import subprocess, threading
def user():
    # Keys that come before the menu does nobody hears: he tries until it worked.
    while p.is_running():
        for action in ("mousemove 100 100 click 3", "key End", "key Return"):
            subprocess.run(["xdotool", *action.split()])
def ready():
    threading.Thread(target=user).start()
def wrong():
    print("wrong")
def right():
    print("right")
    p.close_browser()
p.bind_function_to_javascript(ready, javascript_object="app")
p.add_context_menu_entry(wrong, "Other", "other")
p.initialize("page.html", 300, 200)
p.add_context_menu_entry(right, "Second")
while p.is_running():
    p.update_message_loop()
    time.sleep(0.01)
"""
    )
    assert program(code, cwd=folder)[0] == "right\n"


# --- the programs of the documents, as printed ---

# What each prints, as patterns: its own lines, and what each page shows when it is closed.
PROGRAMS = {
    "000_traditional_loop": ["page: .*example.com"],
    "000_single_instance": ["page: .*example.com"],
    "000_multi_instance": ["page: .*example.com", "page: .*example.org"],
    "000_background_tasks": ["page: .*example.com"],
    "000_rate": ["page: .*example.com"],
    "000_dashboard": [
        r"page: Dashboard.* CPU [\d.]+% Memory [\d.]+% Notification System running normally"
    ],
    "001_guide_windows": [
        "Second browser ID: 2",
        "Window 1: 1, Window 2: 2",
        "True",
        "page: .*example.com",
        "page: .*example.org",
    ],
    "001_guide_bindings": [],
    "001_multi_async": ["page: .*example.com", "page: .*example.org"],
    "001_async_tasks": ["page: .*example.com"],
    "001_complete": [
        "page: .*Multi-Window Demo",
        "page: Settings.*Theme",
        "Setting applied: theme = light",
    ],
    "004_set_and_subscribe": [],
    "004_live_sensors": [r"page: .*Temperature: [\d.]+ C Humidity: [\d.]+%"],
    "004_settings_panel": [
        "Setting changed: volume = 75",
        "Setting changed: theme = dark",
        "page: .*75 dark",
        "Setting changed: theme = light",
    ],
}

# Touches what can be touched in each page, says what it shows, and closes it.
WATCH = """
import threading as _threading
import oriel as _oriel

_SCRIPT = '''(async () => {
  const theme = document.getElementById("theme"), toggle = document.getElementById("themeToggle");
  const volume = document.getElementById("volume");
  const text = [document.title, document.body.innerText, volume ? volume.value : "",
    document.body.className].join(" ");
  if (theme) { theme.value = "light"; theme.dispatchEvent(new Event("change")); }
  if (toggle) toggle.click();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return text;
})()'''

def _visit(window):
    text = window.evaluate_sync(_SCRIPT, timeout=10)
    # One write: two threads watch two windows, and pieces of their lines would mix.
    print("page: " + " ".join(text.split()) + "\\n", end="", flush=True)
    window.close()

_open = _oriel.Window._open
def _watched(self, **options):
    def loaded(url):
        self.off("loaded", loaded)
        _threading.Timer(1.5, _visit, [self]).start()
    self.on("loaded", loaded)
    return _open(self, **options)
_oriel.Window._open = _watched
"""


def test_every_program_is_tried():
    assert {path.stem for path in SEEDS.glob("*.txt")} == set(PROGRAMS)


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(program, name):
    text = (SEEDS / f"{name}.txt").read_text()
    # That one forgot to import time.
    prelude = "import time\n" if name == "001_async_tasks" else ""
    out, took = program(prelude + WATCH + text, cwd=SEEDS)
    for pattern in PROGRAMS[name]:
        assert re.search(f"^{pattern}", out, re.M), f"{pattern!r} is not in {out!r}"
    assert took < 30
