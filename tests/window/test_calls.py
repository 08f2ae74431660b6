"""Pages call Python: every kind of function, result and failure."""

import asyncio
import logging
import threading

import pytest

import oriel
from pages import until


def test_values_both_ways(pages):
    def echo(window):
        window.expose(lambda *args: list(args), "app", name="echo")

    values = '[[null, true, false, 0, -1, 2**31, 2**53 - 1, 0.5, 1e300, "", "é😀\\u0000", [], {}]]'
    expected = [None, True, False, 0, -1, 2**31, 2**53 - 1, 0.5, 1e300, "", "é😀\0", [], {}]
    result = pages.run(f"const v = {values}[0]; return await oriel.app.echo(...v);", echo)
    assert result == expected
    assert [type(item) for item in result] == [type(item) for item in expected]


def test_arguments(pages):
    def setup(window):
        def two(a, b=2):
            return [a, b]

        def rest(*args):
            return len(args)

        window.expose(two, "app")
        window.expose(rest, "app")

    script = """
      const wrong = async (...args) => {
        try { await oriel.app.two(...args); } catch (e) { return [e.name, e instanceof Error]; }
      };
      return [await oriel.app.two(1), await oriel.app.two(1, 5), await oriel.app.two(null),
        await oriel.app.rest(), await oriel.app.rest(1, undefined, 3),
        await wrong(), await wrong(1, 2, 3)];"""
    assert pages.run(script, setup) == [
        [1, 2],
        [1, 5],
        [None, 2],
        0,
        3,
        ["TypeError", True],
        ["TypeError", True],
    ]


def test_results(pages):
    def setup(window):
        window.expose(lambda: None, "app", name="none")
        window.expose(lambda: [None], "app", name="inside")
        window.expose(lambda: (1, 2), "app", name="tuple")
        window.expose(lambda: 5, "app", name="dropped", returns=False)
        window.expose(lambda: {1, 2}, "app", name="set")
        window.expose(lambda: [float("nan")], "app", name="nan")

    script = """
      const error = async (name) => {
        try { await oriel.app[name](); } catch (e) { return [e.name, e.message]; }
      };
      return [(await oriel.app.none()) === undefined, await oriel.app.inside(),
        await oriel.app.tuple(), (await oriel.app.dropped()) === undefined,
        await error("set"), await error("nan")];"""
    assert pages.run(script, setup) == [
        True,
        [None],
        [1, 2],
        True,
        ["TypeError", "result: set has no JSON form"],
        ["ValueError", "result[0]: NaN has no JSON form"],
    ]


def test_exceptions(pages, caplog):
    class Odd(Exception):
        pass

    def setup(window):
        @window.expose("app")
        def bad():
            raise Odd("what happened: é\0!")

        @window.expose("app")
        async def later():
            await asyncio.sleep(0)
            raise KeyError("k")

    script = """
      const out = [];
      for (const name of ["bad", "later"])
        try { await oriel.app[name](); } catch (e) {
          out.push([e instanceof Error, e.name, e.message]);
        }
      return out;"""
    with caplog.at_level(logging.ERROR, logger="oriel"):
        assert pages.run(script, setup) == [
            [True, "Odd", "what happened: é\ufffd!"],
            [True, "KeyError", "'k'"],
        ]
    assert [record.exc_info[0].__name__ for record in caplog.records] == ["Odd", "KeyError"]
    assert "app.bad" in caplog.records[0].getMessage()


def test_methods_and_lookup_by_object(pages):
    class Api:
        def __init__(self, name):
            self.name = name

        def who(self):
            return self.name

        def _hidden(self):
            raise AssertionError

    def setup(window):
        window.expose_object(Api("first"), "a")
        window.expose_object(Api("second"), "b")
        window.expose(Api("third").who)

    script = """
      return [await oriel.a.who(), await oriel.b.who(), await oriel.who(),
        typeof oriel.a._hidden, await Pytonium.a.who()];"""
    assert pages.run(script, setup) == ["first", "second", "third", "undefined", "first"]


def test_expose_and_withdraw_while_the_page_lives(pages):
    def setup(window):
        @window.expose("app")
        def swap():
            window.expose(lambda: "new", "late", name="f")
            window.session.withdraw("swap", "app")

    script = """
      await oriel.app.swap();
      await $until(() => oriel.late && oriel.late.f && !oriel.app.swap);
      return await oriel.late.f();"""
    assert pages.run(script, setup) == "new"


def test_early_calls_are_queued(pages, tmp_path):
    (tmp_path / "early.html").write_text(
        "<script>oriel.test.report('early');"
        "oriel.test.report(String(window.PytoniumReady))</script>"
    )
    reports = []
    window = oriel.Window("app://early.html")
    window.serve("app", tmp_path)
    window.expose(reports.append, "test", name="report", returns=False)
    window.show()
    until(lambda: len(reports) == 2)
    assert reports[0] == "early" and reports[1] != "true"
    window.destroy()


# --- async def ---


def test_async_handlers_without_a_loop_run_on_the_runtime(pages):
    def setup(window):
        @window.expose("app")
        async def where(x):
            await asyncio.sleep(0.01)
            return [x, threading.current_thread().name]

    assert pages.run("return await oriel.app.where(3);", setup) == [3, "pn-asyncio"]


def test_async_handlers_run_on_the_loop_that_drives_the_app(pages):
    async def main():
        names = []

        def setup(window):
            @window.expose("app")
            async def where():
                await asyncio.sleep(0)
                names.append(threading.current_thread() is threading.main_thread())
                return 1

        window, reports = pages.open("return await oriel.app.where();", setup)
        oriel.attach()
        while not reports:
            await asyncio.sleep(0.01)
        assert reports == [1] and names == [True]

    asyncio.run(main())


ABORT = """
  const controller = new AbortController();
  const promise = oriel.app.slow(1, {signal: controller.signal});
  await $until(() => Pytonium.appState.getState("test", "started"));
  controller.abort();
  let error;
  try { await promise; } catch (e) { error = e.name; }
  await $until(() => Pytonium.appState.getState("test", "canceled"));
  return error;"""


@pytest.mark.parametrize("way", ["abort", "navigate", "html", "close", "shutdown"])
def test_cancellation(pages, way):
    seen = []

    def setup(window):
        @window.expose("app")
        async def slow(x):
            seen.append("started")
            window.state.set("test", "started", True)
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                seen.append("canceled")
                window.state.set("test", "canceled", True)
                raise

    if way == "abort":
        assert pages.run(ABORT, setup) == "AbortError"
    else:
        window, _ = pages.open("await oriel.app.slow(1);", setup)
        until(lambda: "started" in seen)
        if way == "navigate":
            (pages.folder / "other.html").write_text("<p>other")
            window.load("app://other.html")
        elif way == "html":
            window.load_html("<p>other")
        elif way == "close":
            window.destroy()
        else:
            oriel.shutdown()
        until(lambda: "canceled" in seen)
    assert seen == ["started", "canceled"]


# --- streams ---


def test_generators(pages):
    def setup(window):
        @window.expose("app")
        def plain(n):
            for i in range(n):
                yield {"i": i}

        @window.expose("app")
        async def awaiting(n):
            for i in range(n):
                await asyncio.sleep(0)
                yield i

        @window.expose("app")
        def broken():
            yield 1
            raise ValueError("broke")

    script = """
      const all = async (it) => { const out = []; for await (const x of await it) out.push(x);
        return out; };
      let error;
      try { await all(oriel.app.broken()); } catch (e) { error = [e.name, e.message]; }
      return [await all(oriel.app.plain(3)), await all(oriel.app.awaiting(3)),
        await all(oriel.app.plain(0)), error];"""
    assert pages.run(script, setup) == [
        [{"i": 0}, {"i": 1}, {"i": 2}],
        [0, 1, 2],
        [],
        ["ValueError", "broke"],
    ]


def test_what_generators_raise_is_logged_by_name(pages, caplog):
    def setup(window):
        @window.expose("app")
        def plain():
            try:
                yield 1
                raise KeyError("midst")
            finally:
                raise ValueError("closing")

        @window.expose("app")
        async def awaiting():
            try:
                yield 1
                raise KeyError("midst")
            finally:
                raise ValueError("closing")

    script = """
      const all = async (it) => { for await (const _ of await it); };
      await all(oriel.app.plain()).catch(() => {});
      await all(oriel.app.awaiting()).catch(() => {});
      for await (const _ of await oriel.app.plain()) break;
      for await (const _ of await oriel.app.awaiting()) break;"""
    window, reports = pages.open(script, setup)
    until(lambda: reports)
    until(lambda: len(caplog.records) == 4)
    assert [(record.name, record.getMessage()) for record in caplog.records] == [
        ("oriel", "app.plain raised ValueError"),
        ("oriel", "app.awaiting raised ValueError"),
        ("oriel", "closing the stream of app.plain raised ValueError"),
        ("oriel", "closing the stream of app.awaiting raised ValueError"),
    ]


@pytest.mark.parametrize("kind", ["plain", "awaiting"])
def test_back_pressure_and_break(pages, kind):
    made = []

    def setup(window):
        @window.expose("app")
        def plain():
            try:
                for i in range(1000):
                    made.append(i)
                    yield i
            finally:
                made.append("closed")

        @window.expose("app")
        async def awaiting():
            try:
                for i in range(1000):
                    made.append(i)
                    yield i
            finally:
                await asyncio.sleep(0)
                made.append("closed")

    script = f"""
      for await (const x of await oriel.app.{kind}()) if (x === 2) break;
      return 1;"""
    assert pages.run(script, setup) == 1
    until(lambda: "closed" in made)
    assert made == [0, 1, 2, "closed"]


def test_navigation_closes_a_stream(pages):
    made = []

    def setup(window):
        @window.expose("app")
        async def ticks():
            try:
                while True:
                    made.append(1)
                    yield 1
                    await asyncio.sleep(60)
            finally:
                made.append("closed")

    window, _ = pages.open("for await (const x of await oriel.app.ticks()) ;", setup)
    until(lambda: made)
    (pages.folder / "other.html").write_text("<p>other")
    window.load("app://other.html")
    until(lambda: "closed" in made)


# --- bytes ---


def test_bytes(pages):
    seen = []

    def setup(window):
        @window.expose("app")
        def turn(data, other, kind):
            seen.append((type(data), other))
            out = data[::-1]
            if kind == "parts":
                return memoryview(data)[::-1]
            return {"bytes": bytes, "bytearray": bytearray, "memoryview": memoryview}[kind](out)

        @window.expose("app")
        async def later(data):
            return data

    script = """
      const out = [];
      for (const kind of ["bytes", "bytearray", "memoryview", "parts"]) {
        const r = await oriel.app.turn(new Uint8Array([1, 2, 255, 0]), null, kind);
        out.push([r instanceof Uint8Array, Array.from(r)]);
      }
      const empty = await oriel.app.later(new Uint8Array(0));
      return [out, empty instanceof Uint8Array, empty.length];"""
    result = pages.run(script, setup)
    assert result == [[[True, [0, 255, 2, 1]]] * 4, True, 0]
    assert seen == [(bytes, None)] * 4


def test_what_a_page_asks_never_ends_its_connection(pages):
    def setup(window):
        window.expose(lambda *args: len(args), "app", name="count")

    script = r"""
      const error = (why) => why.name;
      const byte = new Uint8Array(1);
      const many = Array.from({ length: 5000 }, () => oriel.app.count(byte));
      let state = "";
      try { oriel.state.set("n", "k", { "a\0b": 1 }); } catch (why) { state = error(why); }
      return [state,
        await oriel.app.count({ "a\0b": 1 }).catch(error),
        await oriel.app.count({ "\ud800": 1, "\ud801": 2 }).catch(error),
        await oriel.app.count(...Array(4097).fill(byte)).catch(error),
        await oriel.call("x".repeat(70 << 20), "y").catch(error),
        await oriel.app.count(new Uint8Array(100 << 20), new Uint8Array(100 << 20)).catch(error),
        (await Promise.all(many)).length, await oriel.app.count()];"""
    assert pages.run(script, setup) == [
        "TypeError",
        "TypeError",
        "TypeError",
        "RangeError",
        "RangeError",
        "RangeError",
        5000,
        0,
    ]


def test_a_megabyte(pages):
    def setup(window):
        window.expose(lambda data: data, "app", name="same")
        window.expose(lambda: bytes(range(256)) * 4096, "app", name="make")

    script = """
      const data = new Uint8Array(1 << 20);
      for (let i = 0; i < data.length; i++) data[i] = (i * 7 + (i >> 8)) & 255;
      const back = await oriel.app.same(data), made = await oriel.app.make();
      return [back.length, back.every((b, i) => b === data[i]),
        made.length, made.every((b, i) => b === (i & 255))];"""
    assert pages.run(script, setup) == [1 << 20, True, 1 << 20, True]


# --- many at once, and order ---


def test_a_thousand_in_flight_keep_their_order(pages):
    seen = []

    def setup(window):
        @window.expose("app")
        def note(i):
            seen.append(i)
            return i + 1

    script = """
      const all = await Promise.all(Array.from({length: 1000}, (_, i) => oriel.app.note(i)));
      return all.every((x, i) => x === i + 1);"""
    assert pages.run(script, setup) is True
    assert seen == list(range(1000))


@pytest.mark.parametrize("order, expected", [("none", "bbae"), ("session", "bebe")])
def test_order_of_async_handlers(pages, order, expected):
    seen = []

    def setup(window):
        @window.expose("app")
        async def step(seconds):
            seen.append("b")
            await asyncio.sleep(seconds)
            seen.append("e" if seconds else "a")

    pages.run("await Promise.all([oriel.app.step(0.2), oriel.app.step(0)]);", setup, order=order)
    text = "".join(seen)
    assert text == (expected if order == "none" else "beba")


def test_keyboard_interrupt_in_a_handler_ends_dispatch(pages):
    def setup(window):
        @window.expose("app")
        def stop():
            raise KeyboardInterrupt("now")

    _, reports = pages.open("try { await oriel.app.stop(); } catch (e) { return e.name; }", setup)
    with pytest.raises(KeyboardInterrupt, match="now"):
        until(lambda: False)
    assert until(lambda: reports) == ["KeyboardInterrupt"]


def test_canceled_before_the_loop_comes_to_it(program, tmp_path):
    """The next call of an ordered session begins all the same."""
    (tmp_path / "page.html").write_text(
        """<script>
        const control = new AbortController();
        oriel.state.subscribe(["seen"], () => {
          control.abort();
          oriel.state.set("gate", "open", true);
        });
        oriel.app.work(1, { signal: control.signal }).catch(() => {});
        oriel.app.next().then((text) => oriel.app.report(text));
        </script>"""
    )
    code = """
import threading, oriel
gate = threading.Event()
window = oriel.Window("page.html", order="session")
@window.expose("app")
def work(n):
    async def later():
        await oriel.runtime.create_future()
    window.state.set("seen", "work", n)
    return later()
@window.expose("app")
def next():
    return "next"
@window.expose("app")
def report(text):
    print(text)
    window.close()
window.state.subscribe(lambda *change: gate.set(), ["gate"])
oriel.runtime.call_threadsafe(gate.wait)
oriel.run()
"""
    assert program(code, cwd=tmp_path)[0] == "next\n"
