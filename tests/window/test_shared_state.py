"""State, both ways between Python and pages."""

import threading

import oriel
from pages import until


def test_the_first_script_sees_what_was_set_before(pages, tmp_path):
    (tmp_path / "first.html").write_text(
        "<script>const s = Pytonium.appState;"
        "oriel.test.report([s.getState('a', 'b'), s.getState('a', 'none') === undefined])</script>"
    )
    reports = []
    window = oriel.Window("app://first.html")
    window.serve("app", tmp_path)
    window.expose(reports.append, "test", name="report", returns=False)
    window.state.set("a", "b", {"x": [1, True, None]})
    window.show()
    assert until(lambda: reports) == [[{"x": [1, True, None]}, True]]
    window.destroy()


LISTEN = """
  const heard = [];
  for (const target of [window, document])
    target.addEventListener("update", (e) => heard.push([e.detail.key, e.detail.value]));
  Pytonium.appState.registerForStateUpdates("update", ["a"], false, true);
  const now = heard.length;
"""


def test_earlier_values_arrive_once_after_the_registration(pages):
    script = LISTEN + "await $until(() => heard.length >= 4); return [now, heard];"

    def setup(window):
        window.state.set("a", "x", 0)
        window.state.set("a", "x", 1)
        window.state.set("a", "y", 2)
        window.state.set("other", "z", 3)

    now, heard = pages.run(script, setup)
    assert now == 0
    assert sorted(heard) == [["x", 1], ["x", 1], ["y", 2], ["y", 2]]


def test_every_set_is_heard_in_order(pages):
    def setup(window):
        @window.expose("app")
        def go():
            for i in range(500):
                window.state.set("a", "n", i)

    script = (
        LISTEN
        + """
      await oriel.app.go();
      await $until(() => heard.length === 1000);
      return heard.every(([k, v], i) => v === i >> 1);"""
    )
    assert pages.run(script, setup) is True


def test_pages_set_and_remove(pages):
    heard = []

    def setup(window):
        window.state.set("a", "gone", 1)
        window.state.subscribe(lambda *change: heard.append(change))
        window.state.subscribe(lambda *change: heard.append("page"), origin="page")

    script = """
      Pytonium.appState.setState("a", "x", {list: [1, true]});
      Pytonium.appState.setState("a", "x", {list: [1, true]});
      Pytonium.appState.removeState("a", "gone");
      return Pytonium.appState.getState("a", "x");"""
    window, reports = pages.open(script, setup)
    assert until(lambda: reports) == [{"list": [1, True]}]
    until(lambda: len(heard) == 4)
    assert heard == [("a", "x", {"list": [1, True]}), "page"] * 2
    assert window.state.snapshot("a") == {"x": {"list": [1, True]}}


def test_wrong_arguments_throw(pages):
    script = """
      const s = Pytonium.appState, out = [];
      for (const f of [() => s.setState("a", "b"), () => s.setState(1, "b", 2),
          () => s.getState("a"), () => s.removeState("a", 3),
          () => s.registerForStateUpdates("e", "a", true, true),
          () => s.registerForStateUpdates("e", ["a"], 1, true)])
        try { f(); out.push("no"); } catch (e) { out.push(e.name); }
      return out;"""
    assert pages.run(script) == ["TypeError"] * 6


def test_two_windows_have_no_cross_talk_unless_they_share(pages):
    script = """
      await $until(() => Pytonium.appState.getState("a", "go"));
      await oriel.app.mark();
      return Pytonium.appState.getState("a", "who") ?? "nobody";"""

    def setup(window):
        window.expose(lambda: window.state.set("a", "who", window.id), "app", name="mark")

    first, first_reports = pages.open(script, setup)
    second, second_reports = pages.open(script, setup)
    first.state.set("a", "go", True)
    until(lambda: first_reports)
    assert not second_reports and second.state.get("a", "who") is None
    second.state.set("a", "go", True)
    until(lambda: second_reports)
    assert (first_reports, second_reports) == ([first.id], [second.id])

    shared = oriel.State()
    script = "await $until(() => Pytonium.appState.getState('a', 'go')); return 1;"
    one, one_reports = pages.open(script, state=shared)
    two, two_reports = pages.open(script, state=shared)
    shared.set("a", "go", True)
    until(lambda: one_reports and two_reports)


def test_state_survives_a_reload(pages):
    script = """
      const n = (Pytonium.appState.getState("a", "n") ?? 0) + 1;
      Pytonium.appState.setState("a", "n", n);
      return n;"""
    window, reports = pages.open(script)
    until(lambda: len(reports) == 1)
    until(lambda: window.state.get("a", "n") == 1)
    window.reload()
    until(lambda: len(reports) == 2)
    assert reports == [1, 2]


def test_threads_lose_nothing(pages):
    """Eight threads set, the page counts by sequence number."""
    script = """
      const last = {}, seen = {};
      let bad = 0;
      document.addEventListener("update", ({detail: {key, value}}) => {
        if (value <= (last[key] ?? -1)) bad++;
        last[key] = value;
        seen[key] = (seen[key] ?? 0) + 1;
      });
      Pytonium.appState.registerForStateUpdates("update", ["a"], false, true);
      await oriel.app.start();
      await $until(() => Object.keys(last).length === 8
        && Object.values(last).every((n) => n === 999));
      return [bad, Object.values(seen)];"""

    def setup(window):
        def work(name):
            for i in range(1000):
                window.state.set("a", name, i)

        @window.expose("app")
        def start():
            for i in range(8):
                threading.Thread(target=work, args=(str(i),)).start()

    bad, seen = pages.run(script, setup)
    assert bad == 0
    assert seen == [1000] * 8
