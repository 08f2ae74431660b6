"""Who gets the bridge: main frames of allowed origins, and nobody else, whatever they try."""

import functools
import http.server
import threading
import urllib.parse

import pytest

import oriel
from pages import until

# Runs in every frame. Posts what a message might look like wherever a handler is in reach, and
# tells its answers to the parent, or keeps them for evaluate() in a main frame.
PROBE = r"""
const OPS = '[["c",1,"app","secret",[]],["s","app","stolen",1],["r","app","keep"],["k"]]';
const TEXTS = ["", "[]", "\n[]", OPS, "\n" + OPS, " 1\n" + OPS, "KEY 1\n" + OPS,
  "undefined 1\n" + OPS,
  "__ORIEL_CONFIG__ 1\n" + OPS, "A".repeat(32) + " 1\n" + OPS, "A".repeat(48) + " 1\n" + OPS,
  " 2\n[]\nAAAA",
  "A".repeat(1 << 16), "\0 1\n" + OPS, {key: "", ops: OPS}, [OPS], null, undefined, 1, true,
  {toString: undefined, text: " 1\n" + OPS}, new String(" 1\n" + OPS), new Uint8Array(64)];
async function post(handler, text) {
  const late = new Promise((resolve) => setTimeout(resolve, 8000, "no answer"));
  try {
    const answer = handler.postMessage(text).then((a) => "answered " + a, () => "refused");
    return await Promise.race([late, answer]);
  } catch (error) {
    return "threw " + error.name;
  }
}
async function probe() {
  const names = [];
  for (const name of ["Pytonium", "oriel", "PytoniumReady"]) if (name in window) names.push(name);
  const handlers = [];
  for (const get of [() => webkit, () => parent.webkit, () => top.webkit]) {
    try { handlers.push(get().messageHandlers.oriel); } catch {}
  }
  const answers = [];
  for (const handler of handlers) for (const text of TEXTS) answers.push(post(handler, text));
  return [names, handlers.length, Array.from(new Set(await Promise.all(answers)))];
}
const probed = probe();
if (parent !== window) probed.then((result) => parent.postMessage([window.name, result], "*"));
"""

FRAME = f"<!DOCTYPE html><title>Frame</title><script>{PROBE}</script>"

MAIN = """<!DOCTYPE html><title>Main</title><body><script>
const results = {}, SOURCE = %(frame)s, expected = %(expected)s;
let done;
const all = new Promise((resolve) => { done = resolve; setTimeout(resolve, 15000); });
addEventListener("message", ({data: [name, result]}) => {
  results[name] = result;
  if (expected.every((name) => name in results)) done();
});
function add(name, attributes) {
  const frame = Object.assign(document.createElement("iframe"), {name});
  for (const key in attributes) frame.setAttribute(key, attributes[key]);
  return document.body.appendChild(frame);
}
const url = %(urls)s;
for (const name in url) add(name, {src: url[name]});
add("data", {src: "data:text/html," + encodeURIComponent(SOURCE)});
add("srcdoc", {srcdoc: SOURCE});
add("blob", {src: URL.createObjectURL(new Blob([SOURCE], {type: "text/html"}))});
add("javascript", {src: "javascript:" + encodeURIComponent(JSON.stringify(SOURCE))});
const blank = add("blank", {src: "about:blank"}).contentDocument;
blank.open();
blank.write(SOURCE);
blank.close();
const ways = ["", "allow-scripts", "allow-same-origin", "allow-scripts allow-same-origin",
  "allow-scripts allow-modals allow-top-navigation allow-popups"];
for (const sandbox of ways) {
  add("sandbox " + sandbox, {sandbox, srcdoc: SOURCE});
  add("sandbox url " + sandbox, {sandbox, src: "frame.html"});
}
addEventListener("PytoniumReady", async () => {
  await all;
  const hello = await oriel.app.hello("main");
  oriel.test.report([results, hello, Pytonium.appState.getState("app", "keep")]);
});
</script>"""

WITH_SCRIPTS = [
    "allow-scripts",
    "allow-scripts allow-same-origin",
    "allow-scripts allow-modals allow-top-navigation allow-popups",
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing."""

    def log_message(self, *args):
        pass


@pytest.fixture
def serve(tmp_path):
    """Serve the folder on a port of its own; gives the origin."""
    servers = []

    def start():
        handler = functools.partial(Handler, directory=tmp_path)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Target:
    """A window whose handlers and state someone may try to reach."""

    def __init__(self, pages, url, **options):
        self.heard = []
        self.reports = []
        self.changes = []
        self.window = oriel.Window(url, **options)
        pages.windows.append(self.window)
        self.window.serve("app", pages.folder)
        self.window.serve("other", pages.folder)
        self.window.expose(self.reports.append, "test", name="report", returns=False)
        self.window.expose(lambda *args: self.heard.append("secret"), "app", name="secret")

        @self.window.expose("app")
        def hello(who):
            self.heard.append(who)
            return f"hello {who}"

        self.window.state.set("app", "keep", "kept")
        self.window.state.subscribe(lambda *change: self.changes.append(change))
        self.window.show()

    def assert_untouched(self):
        while oriel.dispatch(0.1):
            pass
        assert "secret" not in self.heard
        assert self.changes == []
        assert self.window.state.snapshot() == {"app": {"keep": "kept"}}


def quoted(value):
    """As a literal of JavaScript within an HTML page."""
    return oriel._native.dumps(value).replace("</", "<\\/")


@pytest.mark.parametrize("carrier", ["scheme", "http"])
def test_frames_of_every_kind_are_refused(pages, serve, carrier):
    own, foreign = serve(), serve()
    base = own if carrier == "http" else "app://main.html"
    urls = {
        "same origin": "frame.html",
        "other host": "app://frame.html/",
        "other scheme": "other://frame.html/",
        "other port": f"{foreign}/frame.html",
        "other name": f"{foreign.replace('127.0.0.1', 'localhost')}/frame.html",
    }
    expected = [*urls, "data", "srcdoc", "blob", "javascript", "blank"]
    expected += [f"sandbox {way}" for way in WITH_SCRIPTS]
    expected += [f"sandbox url {way}" for way in WITH_SCRIPTS]
    (pages.folder / "frame.html").write_text(FRAME)
    (pages.folder / "main.html").write_text(
        MAIN % {"frame": quoted(FRAME), "expected": quoted(expected), "urls": quoted(urls)}
    )
    target = Target(pages, f"{base}/main.html", origins=[own])
    results, hello, kept = until(lambda: target.reports, 40)[0]
    assert set(results) == set(expected)
    for name, (names, handlers, answers) in results.items():
        assert (name, names, answers) == (name, [], ["refused"] if handlers else [])
    # The engine offers its handler to some frames: those were refused, not merely out of reach.
    assert results["same origin"][1] == 3
    assert hello == "hello main" and kept == "kept"
    target.assert_untouched()
    assert target.heard == ["main"]


ALIVE = """<!DOCTYPE html><title>Alive</title><script>
addEventListener("PytoniumReady", async () => oriel.test.report(await oriel.app.hello("alive")));
</script>"""


@pytest.mark.parametrize("kind", ["port", "name", "data", "blank", "html"])
@pytest.mark.parametrize("carrier", ["scheme", "http"])
def test_foreign_main_frames_are_refused(pages, serve, carrier, kind):
    (pages.folder / "main.html").write_text(ALIVE)
    (pages.folder / "frame.html").write_text(FRAME)
    own, foreign = serve(), serve()
    url = f"{own}/main.html" if carrier == "http" else "app://main.html"
    target = Target(pages, url, origins=[own])
    window = target.window
    until(lambda: target.reports == ["hello alive"])
    if kind == "port":
        window.execute(f"location.href = '{foreign}/frame.html'")
        until(lambda: window.url.startswith(foreign))
    elif kind == "name":
        window.load(f"{foreign.replace('127.0.0.1', 'localhost')}/frame.html")
    elif kind == "data":
        window.load("data:text/html," + urllib.parse.quote(FRAME))
    elif kind == "blank":
        window.load("about:blank")
    else:
        window.load_html(FRAME)
    if kind == "blank":
        window.execute(PROBE + "; window.probed = probed;")
    until(lambda: window.url != url)
    names, handlers, answers = window.evaluate_sync("probed")
    assert (names, answers) == ([], ["refused"] if handlers else [])
    target.assert_untouched()
    if kind == "html":  # it is no entry of the history
        window.load(url)
    else:
        window.go_back()
    until(lambda: len(target.reports) == 2)
    assert target.heard == ["alive", "alive"]
    target.assert_untouched()


@pytest.mark.parametrize("listed", [True, False])
def test_http_origins_must_be_listed(pages, serve, listed):
    (pages.folder / "page.html").write_text(
        "<!DOCTYPE html><title>Page</title><script>"
        "const had = 'Pytonium' in window && 'oriel' in window;"
        "addEventListener('PytoniumReady', () => oriel.app.hello('listed'));</script>"
    )
    own, other = serve(), serve()
    target = Target(pages, f"{own}/page.html", origins=[own if listed else other])
    assert target.window.evaluate_sync("had") is listed
    if listed:
        until(lambda: target.heard == ["listed"])
    while oriel.dispatch(0.1):
        pass
    assert target.heard == (["listed"] if listed else [])


def test_a_sandboxed_main_document_has_nothing(pages):
    """Its address is an allowed one, and yet it is of no origin."""

    class Sandboxed(Handler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", "sandbox allow-scripts")
            super().end_headers()

    (pages.folder / "frame.html").write_text(FRAME)
    handler = functools.partial(Sandboxed, directory=pages.folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = f"http://127.0.0.1:{server.server_port}"
        target = Target(pages, f"{own}/frame.html", origins=[own])
        names, handlers, answers = target.window.evaluate_sync("probed")
        server.shutdown()
    assert (names, answers) == ([], ["refused"] if handlers else [])
    target.assert_untouched()


@pytest.mark.parametrize(
    "ask", ['prompt("oriel:guess")', 'prompt("oriel:")', "f.contentWindow.ask()"]
)
def test_a_guessed_prompt_is_a_question_to_the_user(pages, ask):
    """Not to the program, which hears nothing of it; the page waits for the user."""
    (pages.folder / "main.html").write_text(
        ALIVE + "<iframe id=f srcdoc='<script>"
        'function ask() { return prompt("oriel:guess"); }</script>\'></iframe>'
    )
    target = Target(pages, "app://main.html")
    until(lambda: target.reports)
    target.window.execute(f"window.answer = {ask}; oriel.app.hello('answered' + answer);")
    for _ in range(3):
        target.assert_untouched()
    assert target.heard == ["alive"]
    target.window.destroy()
    assert not target.window.is_open


# Listens wherever a page script can; what is heard is searched for something like the key.
SPY = r"""
const heard = new Set(), real = {
  stringify: JSON.stringify, apply: Reflect.apply, add: Set.prototype.add,
  define: Object.defineProperty, own: Object.getOwnPropertyNames,
  describe: Object.getOwnPropertyDescriptor,
};
const keep = (text) => real.apply(real.add, heard, ["" + text]);
let isSpying = false;
let inside = false;
function note(where, things) {
  if (!isSpying || inside) return;
  inside = true;
  try {
    keep(where);
    for (let i = 0; i < things.length; i++) {
      const thing = things[i];
      if (typeof thing === "string") keep(thing);
      else if (typeof thing === "function") {
        keep(real.apply(functionText, thing, []));
        for (const name of ["caller", "arguments"]) {
          try { if (thing[name]) keep(thing[name]); } catch {}
        }
      } else if (thing && typeof thing === "object") {
        try { keep(real.stringify(thing)); } catch {}
        const names = real.own(thing);
        for (let j = 0; j < names.length && j < 50; j++) {
          const d = real.describe(thing, names[j]);
          if (d && typeof d.value === "string") keep(d.value);
        }
      }
    }
    keep(new Error().stack);
  } finally {
    inside = false;
  }
}
const functionText = Function.prototype.toString;
function wrap(object, label, names) {
  for (const name of names ?? real.own(object)) {
    const d = real.describe(object, name);
    if (!d || !d.configurable && !d.writable || typeof d.value !== "function") continue;
    if (name === "constructor") continue;
    const original = d.value;
    const spy = function (...args) {
      // No spread: it would iterate, and that is listened to as well.
      note(label + String(name), args);
      if (this !== window) note(label + String(name) + " on", [this]);
      return new.target ? Reflect.construct(original, args) : real.apply(original, this, args);
    };
    try { object[name] = spy; } catch {}
    if (object[name] === spy) continue;
    try { real.define(object, name, {__proto__: null, value: spy}); } catch {}
  }
}
function setTraps() {
  for (const name of ["key", "doc", "ops", "text", "value", "get", "set", "then", "signal",
      "toJSON", "0", "1", "2", "post", "entry", "message", "detail", "number", "blocks", "s", "b",
      "p", "writable", "once"]) {
    if (name in Object.prototype) continue;
    real.define(Object.prototype, name, {
      __proto__: null,
      configurable: true,
      get() { note("get " + name, [this]); return undefined; },
      set(value) {
        note("set " + name, [this, value]);
        real.define(this, name, {
          __proto__: null, value, configurable: true, enumerable: true, writable: true,
        });
      },
    });
  }
}
wrap(JSON, "JSON.");
for (const type of [Array, String, Function, RegExp, Map, Set, WeakMap, Symbol, Number, Error,
    ArrayBuffer, Uint8Array, Object.getPrototypeOf(Uint8Array), EventTarget, MessagePort,
    MessageChannel, CustomEvent]) {
  wrap(type.prototype, type.name + ".prototype.");
  wrap(type, type.name + ".");
}
wrap(Array.prototype, "Array.iterator ", [Symbol.iterator]);
wrap(Promise.prototype, "Promise.prototype.");
wrap(Object, "Object.");
wrap(Object.prototype, "Object.prototype.", ["toString", "hasOwnProperty", "valueOf"]);
wrap(window, "window.", ["prompt", "queueMicrotask", "reportError", "atob", "btoa", "setTimeout",
  "dispatchEvent"]);
wrap(Reflect, "Reflect.");
const NativePromise = Promise;
real.define(NativePromise.prototype, "constructor", {
  get() { note("species", [this]); return NativePromise; },
});
try { wrap(Object.getPrototypeOf(webkit.messageHandlers.oriel), "handler."); } catch {}
for (const [object, name] of [[webkit.messageHandlers.oriel, "postMessage"],
    [webkit.messageHandlers, "oriel"], [webkit, "messageHandlers"], [window, "webkit"],
    [window, "MessageChannel"], [window, "Promise"]]) {
  const value = object[name];
  let trap = value;
  if (name === "postMessage")
    trap = function (text) { note("post", [text]); return value.call(this, text); };
  const get = () => { note("read " + name, []); return trap; };
  try { real.define(object, name, {configurable: true, get}); } catch {}
  try { object[name] = trap; } catch {}
}
setTraps();
isSpying = true;
"""

SPIED = (
    """<!DOCTYPE html><title>Spy</title><script>"""
    + SPY
    + r"""
addEventListener("PytoniumReady", () => main().catch((error) => {
  isSpying = false;
  oriel.test.report("failed: " + error + error.stack);
}));
async function main() {
  const out = [];
  const controller = new AbortController();
  const spyArgument = {toJSON: function toJSON() { note("toJSON", [toJSON]); return 5; }};
  Object.defineProperty(spyArgument, "extra", {
    __proto__: null, enumerable: true, get: function get() { note("get", [get]); },
  });
  out.push(await oriel.app.hello("main"));
  out.push(await oriel.app.same(spyArgument, {signal: controller.signal}));
  out.push(Array.from(await oriel.app.same(new Uint8Array([1, 2, 3]))));
  const items = [];
  for await (const item of await oriel.app.count(3)) items.push(item);
  out.push(items);
  try {
    await oriel.app.fails();
  } catch (error) {
    out.push(error.name);
    note("error", [error, error.stack]);
  }
  try { oriel.app.same(1n).catch(() => {}); } catch {}
  Pytonium.appState.registerForStateUpdates("update", ["spy"], true, true);
  document.addEventListener("update", (e) => note("update", [e.detail]));
  const item = {toJSON() { note("state", [this]); return "a"; }};
  Pytonium.appState.setState("spy", "x", {list: [1, item]});
  out.push(Pytonium.appState.getState("spy", "x"));
  await oriel.app.set();
  const globals = ["Pytonium", "oriel", "PytoniumReady", "addEventListener"];
  for (const object of [Pytonium, oriel, oriel.app, oriel.state, Pytonium.appState, oriel.ready,
      window]) {
    const names = Reflect.ownKeys(object);
    for (const name of names) {
      let value;
      try { value = object[name]; } catch { continue; }
      if (object === window && !globals.includes(name)) continue;
      note("own " + String(name), [value]);
      if (typeof value === "function")
        note("source", [String(value), functionText.call(value)]);
    }
  }
  for (const script of document.scripts)
    if (!script.textContent.includes("isSpying")) note("script", [script.outerHTML]);
  JSON.stringify("control 1");
  [].push("control 2");
  window.unknown = {}.key;
  webkit.messageHandlers.oriel.postMessage("control 3").catch(() => {});
  isSpying = false;
  const spoken = ["control 1", "control 2", "get key", "toJSON", "control 3"];
  const works = spoken.map((text) => heard.has(text));
  for (const name of Object.getOwnPropertyNames(Object.prototype)) {
    const d = Object.getOwnPropertyDescriptor(Object.prototype, name);
    if (d.set && d.configurable && !name.startsWith("__")) delete Object.prototype[name];
  }
  const key = /(?<![\w-])(?=[\w-]*\d)[\w-]{32}(?![\w-])|oriel:[\w-]{9,}|\w \d+\n\[/;
  const found = [];
  for (const text of heard) if (key.test(text)) found.push(text.slice(0, 2000));
  await oriel.test.report([out, works, heard.size, found]);
}
</script>"""
)


def test_the_key_cannot_be_overheard(pages):
    (pages.folder / "main.html").write_text(SPIED)

    def values(window):
        window.expose(lambda value: value, "app", name="same")
        window.expose(lambda n: (i for i in range(n)), "app", name="count")
        window.expose(lambda: 1 // 0, "app", name="fails")
        window.expose(lambda: window.state.set("spy", "y", 1), "app", name="set")

    window = oriel.Window("app://main.html")
    pages.windows.append(window)
    reports = []
    window.serve("app", pages.folder)
    window.expose(reports.append, "test", name="report", returns=False)
    window.expose(lambda who: f"hello {who}", "app", name="hello")
    values(window)
    window.show()
    until(lambda: reports)
    assert isinstance(reports[0], list), reports[0]
    out, works, count, found = reports[0]
    assert out == [
        "hello main",
        5,
        [1, 2, 3],
        [0, 1, 2],
        "ZeroDivisionError",
        {"list": [1, "a"]},
    ]
    assert works == [True] * 5  # all that was spoken aloud was heard
    assert count > 100 and found == []


@pytest.mark.parametrize("way", ["rewrite()", "replace()"])
def test_a_document_that_replaces_itself_learns_nothing(pages, way):
    """Its window may stay the same: the script must not ask through what the page put there."""
    replaced = "<!DOCTYPE html><title>Replaced</title><script>window.told = true;<\\/script>"
    (pages.folder / "main.html").write_text(
        "<!DOCTYPE html><title>First</title><script>"
        "window.mark = 'mine'; window.heard = []; const own = window.prompt;"
        "window.prompt = (text) => { heard.push(text); return own.call(window, text); };"
        "const post = webkit.messageHandlers.oriel.postMessage;"
        "webkit.messageHandlers.oriel.postMessage ="
        " function (text) { heard.push(text); return post.call(this, text); };"
        f"function rewrite() {{ document.open(); document.write('{replaced}');"
        " document.close(); }"
        f"function replace() {{ location.href = \"javascript:'{replaced}'\"; }}"
        "addEventListener('PytoniumReady', () => oriel.test.report('ready'));</script>"
    )
    target = Target(pages, "app://main.html")
    window = target.window
    until(lambda: target.reports)
    window.execute(way)
    until(lambda: window.title == "Replaced")
    assert window.evaluate_sync("window.heard ?? []") == []
    if way == "rewrite()":  # the same window: its bridge goes on
        window.execute("oriel.app.hello('again')")
        until(lambda: "again" in target.heard)
        window.state.set("app", "keep", "new")
        script = "new Promise((r) => setTimeout(() => r(oriel.state.get('app', 'keep')), 200))"
        assert window.evaluate_sync(script) == "new"
    window.destroy()


def test_a_strict_policy_does_not_stop_the_bridge(pages):
    (pages.folder / "main.html").write_text(
        "<!DOCTYPE html><meta http-equiv=Content-Security-Policy"
        " content=\"default-src 'none'; script-src 'unsafe-inline'\">"
        "<script>const first = Pytonium.appState.getState('app', 'keep');"
        "addEventListener('PytoniumReady', async () =>"
        " oriel.test.report([first, await oriel.app.hello('csp')]));</script>"
    )
    target = Target(pages, "app://main.html")
    assert until(lambda: target.reports)[0] == ["kept", "hello csp"]
    assert target.window.evaluate_sync("6 * 7") == 42
    assert target.window.evaluate_sync("Promise.resolve(first)") == "kept"
    target.window.execute("oriel.test.report('executed')")
    until(lambda: target.reports[-1] == "executed")
    target.assert_untouched()
