"""Documents come and go: state and functions are there in each, and what waited is told."""

import asyncio
import os
import pathlib
import signal

import pytest

import oriel
from pages import until

# Each document tells, in its first script, whether the state was true, and once ready what a call
# gives. `mark` is the document's own: it is gone when another document took its place.
PAGE = """<!DOCTYPE html><title>%(name)s</title><script>
const first = window.Pytonium && Pytonium.appState.getState("app", "turn");
const mark = Math.random();
addEventListener("PytoniumReady", async () => {
  const answer = await oriel.app.echo("%(name)s");
  oriel.test.report([document.title, first, answer, Pytonium.appState.getState("app", "turn")]);
});
</script>"""


class Browser:
    """A window on pages `one`, `two` and `three`; each step has a new value in the state."""

    def __init__(self, pages, **options):
        for name in ("one", "two", "three"):
            (pages.folder / f"{name}.html").write_text(PAGE % {"name": name})
        self.reports = []
        self.events = []
        self.started = 0
        self.canceled = 0
        self.turn = 0
        self.window = window = oriel.Window("app://site/one.html", **options)
        pages.windows.append(window)
        window.serve("app", pages.folder)
        window.expose(self.reports.append, "test", name="report", returns=False)
        window.expose(lambda value: value, "app", name="echo")
        window.expose(self.slow, "app", name="slow")
        window.state.set("app", "turn", 0)
        window.on("crashed", lambda *args: self.events.append("crashed"))
        window.show()
        self.arrive("one")

    async def slow(self):
        self.started += 1
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            self.canceled += 1
            raise

    def arrive(self, name):
        """The next report is that of page *name*, and all was right in it."""
        until(lambda: self.reports)
        assert self.reports == [[name, self.turn, name, self.turn]]
        self.reports.clear()

    def go(self, name, step):
        """Do *step* while a call is under way; page *name* arrives, and the call is canceled."""
        self.wait_for_a_call()
        self.turn += 1
        self.window.state.set("app", "turn", self.turn)
        canceled = self.canceled
        if callable(step):
            step()
        else:
            self.window.execute(step)
        self.arrive(name)
        until(lambda: self.canceled == canceled + 1)

    def wait_for_a_call(self):
        started = self.started
        self.window.execute("oriel.app.slow().catch(() => {})")
        until(lambda: self.started == started + 1)


@pytest.fixture
def browser(pages):
    return Browser(pages)


@pytest.mark.parametrize("by", ["program", "page"])
def test_back_forward_and_reload(browser, by):
    window = browser.window
    if by == "program":
        two, back, forward, again = (
            lambda: window.load("app://site/two.html"),
            window.go_back,
            window.go_forward,
            window.reload,
        )
    else:
        two, back, forward, again = (
            "location.href = 'two.html'",
            "history.back()",
            "history.forward()",
            "location.reload()",
        )
    browser.go("two", two)
    for _ in range(3):
        browser.go("one", back)
        browser.go("two", forward)
        browser.go("two", again)
    browser.go("three", "location.assign('three.html')")
    browser.go("one", "history.go(-2)")
    assert browser.canceled == browser.started


def test_replaced_documents(browser):
    browser.go("two", "location.href = 'two.html'")
    browser.go("three", "location.replace('three.html')")
    browser.go("one", "history.back()")  # two is no entry any more
    browser.go("three", "history.forward()")


def test_forms_and_links(browser):
    browser.go(
        "two",
        "const a = document.createElement('a'); a.href = 'two.html'; document.body.append(a);"
        "a.click();",
    )
    browser.go(
        "three",
        "const f = document.createElement('form'); f.action = 'three.html';"
        "document.body.append(f); f.submit();",
    )
    browser.go("two", browser.window.go_back)


def test_the_same_document_goes_on(browser):
    """Fragments and pushState change the address, and nothing else."""
    window = browser.window
    mark = window.evaluate_sync("mark")
    browser.wait_for_a_call()
    steps = [
        ("location.hash = 'a'", "#a"),
        ("location.href = '#b'", "#b"),
        ("location.replace('#c')", "#c"),
        ("history.pushState({n: 1}, '', 'pushed?x')", "/pushed?x"),
        ("history.replaceState({n: 2}, '', 'replaced')", "/replaced"),
        ("history.back()", "#c"),
        ("history.forward()", "/replaced"),
    ]
    for turn, (script, tail) in enumerate(steps, 1):
        window.execute(script)
        until(lambda: window.url.endswith(tail))
        window.state.set("app", "turn", turn)
        window.execute("oriel.app.echo(location.href).then((x) => oriel.test.report(x))")
        until(lambda: browser.reports)
        assert browser.reports.pop().endswith(tail)
        script = "[mark, Pytonium.appState.getState('app', 'turn')]"
        assert window.evaluate_sync(script) == [mark, turn]
    window.go_back()
    until(lambda: window.url.endswith("#c"))
    assert window.evaluate_sync("mark") == mark
    assert (browser.started, browser.canceled) == (1, 0)
    browser.turn = len(steps)
    window.load("app://site/two.html")
    browser.arrive("two")
    until(lambda: browser.canceled == 1)
    # Back to an address of the first document, which is gone: it is loaded anew.
    browser.turn += 1
    window.state.set("app", "turn", browser.turn)
    window.go_back()
    browser.arrive("one")
    assert window.url.endswith("one.html#c") and window.evaluate_sync("mark") != mark


def test_evaluate_after_a_navigation_is_of_the_new_page(browser):
    window = browser.window
    for name in ("two", "three", "one"):
        window.load(f"app://site/{name}.html")
        window.execute("window.marked = document.title")
        assert window.evaluate_sync("[document.title, marked]") == [name, name]
    mark = window.evaluate_sync("mark")
    window.reload()
    assert window.evaluate_sync("mark") != mark


@pytest.mark.parametrize("step", ["load", "reload", "go_back", "page"])
def test_evaluations_under_way_fail_when_the_page_goes(browser, step):
    async def main():
        window = browser.window
        window.load("app://site/two.html")
        assert await window.evaluate("document.title") == "two"
        waiting = asyncio.ensure_future(window.evaluate("new Promise(() => {})"))
        assert await window.evaluate("1") == 1
        if step == "load":
            window.load("app://site/three.html")
        elif step == "page":
            window.execute("location.href = 'three.html'")
        else:
            getattr(window, step)()
        with pytest.raises(oriel.ClosedError):
            await asyncio.wait_for(waiting, 20)

    asyncio.run(main())


# --- crashes ---


def web_processes():
    """The web processes that we started, on whatever level."""
    parents, found = {}, []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            name, _, rest = stat.partition(" (")[2].rpartition(") ")
            parents[int(entry.name)] = int(rest.split()[1])
            if name.startswith("WebKitWebProces") and rest[0] != "Z":
                found.append(int(entry.name))

    def is_ours(pid):
        while pid and pid != os.getpid():
            pid = parents.get(pid, 0)
        return bool(pid)

    return {pid for pid in found if is_ours(pid)}


def test_a_crash_is_survived(pages):
    before = web_processes()
    browser = Browser(pages)
    window = browser.window
    window.load("app://site/two.html")
    browser.arrive("two")
    for crash in range(1, 3):
        browser.wait_for_a_call()
        evaluation = window._core.evaluate("new Promise(() => {})", 20000)
        assert window.evaluate_sync("1") == 1
        browser.turn += 1
        window.state.set("app", "turn", browser.turn)
        victims = web_processes() - before
        assert victims
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        browser.arrive("two")
        assert browser.events == ["crashed"] * crash
        until(lambda: browser.canceled == browser.started)
        with pytest.raises(oriel.ClosedError):
            evaluation.result()
    browser.go("one", window.go_back)
    browser.go("two", window.go_forward)
    assert window.is_open


def test_a_crash_leaves_other_windows_alone(pages):
    first, before = Browser(pages), web_processes()
    second = Browser(pages)
    first.wait_for_a_call()
    victims = web_processes() - before
    assert victims
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    until(lambda: second.events)
    second.arrive("one")
    assert first.events == [] and first.canceled == 0
    assert first.window.evaluate_sync("document.title") == "one"


def test_a_page_that_crashes_again_and_again_is_given_up(pages):
    before = web_processes()
    browser = Browser(pages)
    failed = []
    browser.window.on("load-failed", lambda url, reason: failed.append(reason))
    for _ in range(3):
        for pid in web_processes() - before:
            os.kill(pid, signal.SIGKILL)
        browser.arrive("one")
    for pid in web_processes() - before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: failed)
    assert "again and again" in failed[0]
    assert browser.window.is_open and browser.reports == []
