"""Imports, ends and forks, each in a fresh process; and what is left over after loops."""

PRELUDE = """
import asyncio, atexit, gc, os, signal, sys, threading, time, tracemalloc
import oriel
app = oriel.app("headless")
"""


def test_import_is_light(child):
    """No engine, and none of the modules that cost more than all of Oriel."""
    out = child(
        """
import sys
before = set(sys.modules)
import oriel, Pytonium
print(sorted({"asyncio", "logging", "concurrent.futures", "trio"} & set(sys.modules) - before))
print([line for line in open("/proc/self/maps") if "webkit" in line or "libgtk" in line])
"""
    )
    assert out == "[]\n[]\n"


def test_every_export_is_there(child):
    child("import oriel\nfor name in oriel.__all__: getattr(oriel, name)")


def test_one_app(child):
    code = """
import oriel
app = oriel.app("headless")
assert oriel.app() is app and oriel.app("headless") is app
try:
    oriel.app("webkit")
except ValueError:
    pass
else:
    raise SystemExit("no error")
try:
    oriel.App("headless")
except ValueError as exc:
    assert exc.code == "EEXIST"
"""
    child(code)


def test_unknown_backend(child):
    child(
        """
import oriel
try:
    oriel.app("paper")
except ValueError:
    pass
else:
    raise SystemExit("no error")
oriel.app("headless")
"""
    )


def test_no_display(child):
    out = child(
        """
import oriel
try:
    oriel.Window().show()
except oriel.DisplayError as exc:
    print(exc.code, isinstance(exc, RuntimeError))
""",
        DISPLAY="",
        WAYLAND_DISPLAY="",
    )
    assert out == "ENODISPLAY True\n"


def test_no_display_of_the_kind(child):
    """GTK was told to use only another kind: the text names who told it."""
    out = child(
        """
import oriel
try:
    oriel.Window().show()
except oriel.DisplayError as exc:
    print(exc)
""",
        DISPLAY=":65000",
        GDK_BACKEND="wayland",
    )
    assert out.startswith('cannot open display ":65000" as GDK_BACKEND=wayland')


def test_exit_with_open_windows(child):
    for end in ("", "sys.exit(0)", "del app", "oriel.shutdown()"):
        child(PRELUDE + f"windows = [oriel.Window().show() for _ in range(3)]\n{end}")
    child(PRELUDE + "oriel.Window().show()\nsys.exit(3)", status=3)


def test_exit_in_the_middle(child):
    child(
        PRELUDE
        + """
def handler():
    sys.exit(5)
oriel.Window()
app.post(handler)
oriel.run()
""",
        status=5,
    )


def test_interrupt(child):
    child(
        PRELUDE
        + """
signal.setitimer(signal.ITIMER_REAL, 0.1)
signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
window = oriel.Window()
try:
    oriel.run()
except KeyboardInterrupt:
    sys.exit(7)
""",
        status=7,
    )


def test_the_runtime_does_not_keep_the_process(child):
    start = PRELUDE + "oriel.runtime.run_async(asyncio.sleep(1000))\n"
    child(start, timeout=10)


def test_atexit_of_others_runs(child):
    out = child(
        PRELUDE
        + """
atexit.register(print, "bye")
window = oriel.Window().show()
"""
    )
    assert out == "bye\n"


def test_fork(child):
    out = child(
        PRELUDE
        + """
window = oriel.Window().show()
oriel.runtime.get_loop()
pid = os.fork()
if pid == 0:
    try:
        oriel.Window().show()
    except (PermissionError, oriel.ClosedError):
        print("refused", flush=True)
    sys.exit(4)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 4
assert window.is_open
app.post(window.close)
oriel.run()
print("parent")
"""
    )
    assert out == "refused\nparent\n"


def test_windows_of_the_parent_in_a_forked_child(child):
    """Nobody would do what is asked of them there: that is an error, and no wait."""
    out = child(
        PRELUDE
        + """
window = oriel.Window().show()
pid = os.fork()
if pid == 0:
    for use in (
        lambda: window.evaluate_sync("1", timeout=None),
        lambda: asyncio.run(window.snapshot("/dev/null")),
        window.sync,
        window.close,
    ):
        try:
            use()
        except PermissionError as exc:
            print(exc, flush=True)
    window.destroy()
    sys.exit(4)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 4
assert window.is_open
"""
    )
    assert out == "a forked child has no engine: windows belong to the parent\n" * 4


def test_the_log_comes_to_logging(child):
    out = child(
        """
import logging
import sys
import oriel
logging.basicConfig(format="%(name)s %(levelname)s %(message)s", stream=sys.stdout)
from oriel import _hooks
_hooks.log(2, "window", "text")
_hooks.log(0, "window", "not shown")
"""
    )
    assert out == "oriel.window WARNING text\n"


LEAK = (
    PRELUDE
    + """
def once():
    state = oriel.State()
    seen = []
    state.subscribe(lambda *change: seen.append(change), ["a"])
    state.set("a", "b", {"list": list(range(50)), "text": "x" * 100})
    state.get("a", "b")
    state.update({"a": {"b": 1, "c": 2}}, remove=[("a", "c")])
    state.snapshot()
    try:
        state.set("a", "b", {"deep": [float("nan")]})
    except ValueError:
        pass
    session = oriel.Session(state=state)
    session.expose(lambda: session, "app", name="f")
    session.expose(lambda: state, "app", name="f")
    window = oriel.Window(session=session)
    window.on("closed", lambda: seen.append(window))
    window.show()
    app.post(window.close)
    oriel.run()
    while oriel.dispatch():
        pass
    future = window._core.closed()
    future.then(lambda: future)
    while oriel.dispatch():
        pass

def measure(n):
    for _ in range(n):
        once()
    oriel.shutdown()  # waits until the engine's thread has let go of the last window
    gc.collect()
    while oriel.dispatch():
        pass
    gc.collect()
    return len(gc.get_objects()), tracemalloc.get_traced_memory()[0]

tracemalloc.start()
measure(50)
objects, memory = measure(50)
after_objects, after_memory = measure(200)
print(after_objects - objects, after_memory - memory)
"""
)


def test_nothing_is_left_over(child):
    objects, memory = map(int, child(LEAK).split())
    assert objects < 20
    assert memory < 20000


def test_descriptors_and_threads_return(child):
    child(
        PRELUDE
        + """
def once():
    window = oriel.Window().show()
    window.destroy()
    while oriel.dispatch():
        pass

once()
before = len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))
for _ in range(100):
    once()
assert (len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))) == before
"""
    )


def test_one_interpreter(child):
    """Others cannot import it; what the library lets go of on its threads is none the worse."""
    assert "refused" in child(
        """
import importlib
try:
    interpreters = importlib.import_module("_interpreters")
except ImportError:
    interpreters = importlib.import_module("_xxsubinterpreters")
import oriel

app = oriel.app(backend="headless")
other = interpreters.create()
interpreters.run_string(other, '''
try:
    import oriel
except ImportError:
    print("refused", flush=True)
''')
for _ in range(100):
    for _ in range(100):
        app.post(lambda: None)
    oriel.shutdown()
"""
    )
