"""oriel.Window with its engine: evaluating, closing, events, properties."""

import asyncio
import logging
import time

import pytest

import oriel
from pages import until


@pytest.fixture
def ready(pages):
    """A window whose page is ready."""
    window, reports = pages.open("return 1;")
    until(lambda: reports)
    return window


def test_evaluate_sync(ready):
    for script, value in [
        ("1 + 1", 2),
        ("({a: [1, null, 'x']})", {"a": [1, None, "x"]}),
        ("undefined", None),
        ("new Promise((r) => setTimeout(() => r('late'), 20))", "late"),
        ("const x = 3; x * 2", 6),
        ("document.title", "Test"),
        ("'\\ude00 \\ud83d\\ude00'", "\ufffd \U0001f600"),
        ("const half = '\\ud83d'; [half]", ["\ufffd"]),
        ("[NaN, () => 1]", [None, None]),
    ]:
        assert ready.evaluate_sync(script) == value


def test_evaluate_errors(ready):
    with pytest.raises(oriel.ScriptError) as info:
        ready.evaluate_sync("null.x")
    assert info.value.name == "TypeError" and info.value.code == "ESCRIPT"
    with pytest.raises(oriel.ScriptError, match="boom"):
        ready.evaluate_sync("throw new RangeError('boom')")
    with pytest.raises(oriel.ScriptError):
        ready.evaluate_sync("this is no script")
    for script in ("window", "const circle = {}; circle.circle = circle; circle"):
        with pytest.raises(oriel.ScriptError) as info:
            ready.evaluate_sync(script)
        assert info.value.name == "TypeError"
    with pytest.raises(ValueError, match="evaluate: the value: .*NUL"):
        ready.evaluate_sync("({'a\\0': 1})")
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        ready.evaluate_sync("new Promise(() => {})", timeout=0.2)
    assert time.monotonic() - start < 5
    with pytest.raises(ValueError):
        ready.evaluate_sync("1", timeout=-1)


def test_scripts_find_what_was_set_before(pages):
    def setup(window):
        @window.expose("app")
        def step(n):
            window.state.set("steps", "n", n)
            if n % 2:
                window.execute("seen.push(oriel.state.get('steps', 'n'))")
                return None
            return window.evaluate_sync("const n%d = oriel.state.get('steps', 'n'); n%d" % (n, n))

    script = """
      window.seen = []; // an answer may come before the script of its handler
      for (let n = 0; n < 40; n++) {
        const even = await oriel.app.step(n);
        if (even !== undefined) seen.push(even);
      }
      await $until(() => seen.length === 40);
      return seen.sort((a, b) => a - b);"""
    assert pages.run(script, setup) == list(range(40))


def test_many_changes_and_scripts_in_turn(ready):
    window = ready
    window.execute("window.seen = []")
    for n in range(100):
        window.state.set("steps", "n", n)
        window.expose(lambda: None, "late", name=f"f{n}")
        window.execute(f"seen.push(oriel.state.get('steps', 'n') >= {n} && !!oriel.late.f{n})")
    assert window.evaluate_sync("seen") == [True] * 100


def test_evaluate_in_asyncio(pages):
    async def main():
        window, reports = pages.open("return 1;")
        assert await window.evaluate("6 * 7") == 42
        with pytest.raises(oriel.ScriptError):
            await window.evaluate("oops()")
        with pytest.raises(TimeoutError):
            await window.evaluate("new Promise(() => {})", timeout=0.1)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(window.evaluate("new Promise(() => {})"), 0.1)
        values = await asyncio.gather(*(window.evaluate(f"{i} * 2") for i in range(50)))
        assert values == [i * 2 for i in range(50)]
        waiting = asyncio.ensure_future(window.evaluate("new Promise(() => {})"))
        await asyncio.sleep(0.05)
        window.destroy()
        with pytest.raises(oriel.ClosedError):
            await waiting
        with pytest.raises(oriel.ClosedError):
            await window.evaluate("1")

    asyncio.run(main())


def test_evaluate_within_a_handler(pages):
    def setup(window):
        @window.expose("app")
        def ask():
            return window.evaluate_sync("1 + 2")

    assert pages.run("return await oriel.app.ask();", setup) == 3


def test_execute_before_load_is_queued(pages):
    window, reports = pages.open("await $until(() => window.marked); return window.marked;")
    window.execute("window.marked = 'yes'")
    assert until(lambda: reports) == ["yes"]


def test_titles_addresses_and_loads(pages, tmp_path):
    (tmp_path / "two.html").write_text("<title>Two</title>")
    window, reports = pages.open("document.title = 'Changed'; return 1;")
    seen = []
    for event in ("title", "address", "loaded", "load-failed"):
        window.on(event, lambda *args, event=event: seen.append((event, *args)))
    until(lambda: ("title", "Changed") in seen)
    assert window.title == "Changed"
    window.load("app://two.html")
    until(lambda: ("title", "Two") in seen and any(s[0] == "loaded" for s in seen))
    assert window.url.startswith("app://two.html")
    window.load("http://127.0.0.1:1/nothing")
    until(lambda: any(s[0] == "load-failed" and "nothing" in s[1] for s in seen))


def test_events_of_all_kinds_of_functions(pages, caplog):
    seen = []
    window, reports = pages.open("return 1;")

    @window.on("title")
    async def awaiting(title):
        await asyncio.sleep(0)
        seen.append(title)

    @window.on("title")
    async def failing(title):
        raise ValueError("late")

    window.execute("document.title = 'A'")
    with caplog.at_level(logging.ERROR, logger="oriel"):
        until(lambda: "A" in seen and caplog.records)
    assert caplog.records[0].exc_info[0] is ValueError


def test_size_position_fullscreen(ready):
    ready.size = (500, 300)
    until(lambda: ready.evaluate_sync("[innerWidth, innerHeight]") == [500, 300])
    assert ready.size == (500, 300)
    ready.position = (30, 40)
    ready.sync()
    assert ready.position == (30, 40)
    ready.title = "By hand"
    assert ready.title == "By hand"


def test_snapshot(ready, tmp_path):
    path = tmp_path / "shot.png"
    asyncio.run(ready.snapshot(path))
    assert path.read_bytes().startswith(b"\x89PNG\r\n")


def test_file_urls_as_programs_write_them(tmp_path):
    folder = tmp_path / "\N{LATIN SMALL LETTER A WITH DIAERESIS} b"
    folder.mkdir()
    (folder / "page.html").write_text("<title>Page</title>")
    for url in (f"file://{folder}/page.html", f"file://{folder}/x/../page.html#/a"):
        window = oriel.Window(url).show()
        assert window.evaluate_sync("document.title + typeof oriel", timeout=20) == "Pageobject"
        window.destroy()


@pytest.mark.parametrize("answer", [False, None, "async"])
def test_closing_can_be_refused(ready, answer):
    asked = []

    if answer == "async":

        @ready.on("closing")
        async def ask():
            await asyncio.sleep(0.01)
            asked.append(1)
            return len(asked) > 1

    else:

        @ready.on("closing")
        def ask_now():
            asked.append(1)
            return answer

    ready.close()
    if answer is None:
        until(lambda: not ready.is_open)
        return
    until(lambda: asked)
    oriel.dispatch(0.1)
    assert ready.is_open
    if answer == "async":
        ready.close()
        until(lambda: not ready.is_open)


def test_closed_by_the_page(pages):
    closed = []
    window, _ = pages.open("window.close();")
    window.on("closed", lambda: closed.append(1))
    until(lambda: closed)
    assert not window.is_open


def test_destroyed_by_another_program(program):
    """As a window manager does that cannot ask: the window is closed, and the rest goes on."""
    out, _ = program(
        """
import subprocess
import oriel

PAGE = "<p id=p>x<script>setInterval(() => { p.append('x') }, 1)</script>"

def open_one(title):
    window = oriel.Window(title=title, origins=["test:"], size=(300, 200))
    window.load_html(PAGE, "test://page/")
    window.show()
    window.evaluate_sync("1", timeout=20)
    return window

kept = open_one("kept")
for i in range(3):
    window = open_one(f"destroyed {i}")
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^destroyed {i}$"]
    found = subprocess.run(search, capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["xdotool", "windowclose", found[-1]], check=True)
    while window.is_open:
        oriel.dispatch(0.1)
print(kept.is_open, kept.evaluate_sync("1 + 1", timeout=20))
"""
    )
    assert out == "True 2\n"


def test_a_hidden_window_runs_its_page(pages):
    def setup(window):
        window.on("closed", lambda: None)

    assert pages.run("return document.title;", setup, hidden=True) == "Test"


def test_run_opens_and_returns_when_closed(tmp_path):
    (tmp_path / "page.html").write_text("<p>hello")
    windows = [oriel.Window(tmp_path / "page.html", title=str(i)) for i in range(2)]
    for window in windows:
        window.on("loaded", lambda url, window=window: window.close())
    start = time.monotonic()
    assert oriel.run() == 0
    assert not any(window.is_open for window in windows)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("tail", ["", "?next=/a/b", "#/settings/profile"])
def test_files_get_bindings(tmp_path, tail):
    page = tmp_path / "page.html"
    page.write_text(
        "<script>addEventListener('PytoniumReady', () => oriel.app.hello(location.href))</script>"
    )
    seen = []
    window = oriel.Window(f"{page}{tail}")
    window.expose(seen.append, "app", name="hello")
    window.show()
    assert until(lambda: seen) == [page.as_uri() + tail]
    window.destroy()


def test_no_wake_up_while_idle(ready):
    while oriel.dispatch(0.2):
        pass
    before = oriel.app().stats()
    oriel.dispatch(1)
    assert oriel.app().stats() == before


def test_back_and_forward(pages, tmp_path):
    window, reports = pages.open("return Pytonium.appState.getState('a', 'n');")
    (tmp_path / "two.html").write_text("<title>Two</title>")
    window.state.set("a", "n", 1)
    until(lambda: reports)
    window.load("app://two.html")
    until(lambda: window.title == "Two")
    window.state.set("a", "n", 2)
    window.go_back()
    until(lambda: len(reports) == 2)
    assert reports[1] == 2
