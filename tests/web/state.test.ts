import assert from "node:assert/strict";
import { test } from "node:test";
import type { StateChange } from "../../web/src/page/state.ts";
import { FakePage, type FakeTarget, settle } from "./fake.ts";

/** Notes the events of a name as "namespace.key=value". */
function listen(target: FakeTarget, name: string): string[] {
  const seen: string[] = [];
  target.addEventListener(name, ({ detail }) => {
    const { namespace, key, value } = detail as { namespace: string; key: string; value: unknown };
    seen.push(`${namespace}.${key}=${JSON.stringify(value)}`);
  });
  return seen;
}

test("the seed's values are there for the first script", () => {
  const { appState } = new FakePage({ s: { system: { cpu: 42.5, list: [1] } } });
  assert.equal(appState.getState("system", "cpu"), 42.5);
  assert.deepEqual(appState.getState("system", "list"), [1]);
  assert.equal(appState.getState("system", "none"), undefined);
  assert.equal(appState.getState("none", "cpu"), undefined);
});

test("values that come out are the caller's own", async () => {
  const page = new FakePage({ s: { a: { seed: { x: [1] } } } });
  const set = { x: [1] };
  page.appState.setState("a", "own", set);
  set.x.push(2);
  await settle();
  await page.down([["s", "a", "down", { x: [1] }, 2, 0]]);
  for (const key of ["seed", "own", "down"]) {
    const first = page.appState.getState("a", key) as { x: number[] };
    first.x.push(9);
    assert.deepEqual(page.appState.getState("a", key), { x: [1] }, key);
  }
});

test("own changes are true at once and sent in order", async () => {
  const page = new FakePage();
  await page.ups();
  page.appState.setState("user", "name", "Bob");
  page.appState.setState("user", "when", new Date(0));
  assert.equal(page.appState.getState("user", "name"), "Bob");
  assert.equal(page.appState.getState("user", "when"), "1970-01-01T00:00:00.000Z");
  page.appState.removeState("user", "name");
  assert.equal(page.appState.getState("user", "name"), undefined);
  assert.deepEqual(await page.ups(), [
    ["s", "user", "name", "Bob"],
    ["s", "user", "when", "1970-01-01T00:00:00.000Z"],
    ["r", "user", "name"],
  ]);
});

test("setState dispatches before it returns, on the document and up to the window, equal values too", () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("both", ["n"], true, true);
  page.appState.registerForStateUpdates("program", ["n"], false, true);
  const seen = [listen(page.document, "both"), listen(page.view, "both"), listen(page.view, "program")];
  page.appState.setState("n", "k", 1);
  page.appState.setState("n", "k", 1);
  page.appState.setState("other", "k", 1);
  assert.deepEqual(seen, [["n.k=1", "n.k=1"], ["n.k=1", "n.k=1"], []]);
});

test("changes from elsewhere go to whom they concern, in order", async () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("js", ["n"], true, false);
  page.appState.registerForStateUpdates("py", ["n"], false, true);
  const js = listen(page.view, "js");
  const py = listen(page.view, "py");
  await settle();
  await page.down([
    ["s", "n", "a", 1, 1, 0],
    ["s", "n", "a", 2, 2, 1],
    ["s", "n", "a", 3, 3, 0],
    ["r", "n", "a", 4],
  ]);
  assert.deepEqual(py, ["n.a=1", "n.a=3"]);
  assert.deepEqual(js, ["n.a=2"]);
  assert.equal(page.appState.getState("n", "a"), undefined);
});

test("an update is all there before anyone is told of a part of it", async () => {
  const page = new FakePage({ s: { n: { old: 1 } } });
  const seen: string[] = [];
  const note = ({ key, value }: StateChange) => {
    const { getState } = page.appState;
    seen.push(`${key}=${value}: ${getState("n", "a")} ${getState("n", "b")} ${getState("n", "old")}`);
  };
  page.oriel.state.subscribe(["n"], note);
  await settle();
  seen.length = 0;
  await page.down([
    ["s", "n", "a", 1, 1, 0],
    ["s", "n", "a", 2, 2, 0, 1],
    ["r", "n", "old", 3, 1],
    ["s", "n", "b", 2, 4, 0],
    ["s", "n", "b", 3, 5, 0],
  ]);
  const whole = "2 2 undefined";
  assert.deepEqual(seen, [
    "a=1: 1 undefined 1",
    `a=2: ${whole}`,
    `old=undefined: ${whole}`,
    `b=2: ${whole}`,
    "b=3: 2 3 undefined",
  ]);
  // What stands alone after all is told, too.
  await page.down([["s", "n", "a", 4, 6, 0, 1]]);
  assert.equal(seen.length, 6);
});

test("a namespace listed twice counts once; the same event registered twice fires twice", async () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("e", ["n", "n"], true, true);
  const seen = listen(page.view, "e");
  page.appState.setState("n", "a", 1);
  assert.deepEqual(seen, ["n.a=1"]);
  page.appState.registerForStateUpdates("e", ["n"], true, true);
  page.appState.setState("n", "a", 2);
  assert.deepEqual(seen, ["n.a=1", "n.a=2", "n.a=2"]);
});

test("what registerForStateUpdates returns ends the registration", async () => {
  const page = new FakePage({ s: { n: { early: 1 } } });
  const end = page.appState.registerForStateUpdates("e", ["n", "m"], true, true);
  const seen = listen(page.view, "e");
  page.appState.setState("m", "a", 1);
  end();
  end();
  page.appState.setState("n", "a", 2);
  page.view.turn();
  assert.deepEqual(seen, ["m.a=1"]);
});

test("values that the program made before registration arrive once, after the current script", async () => {
  const page = new FakePage({ s: { n: { a: 1, b: [2], mine: 3 }, m: { x: 0 }, o: { y: 1 } }, p: [["n", "mine"]] });
  page.appState.registerForStateUpdates("e", ["m", "n"], true, true);
  page.appState.registerForStateUpdates("js", ["n"], true, false);
  const seen = listen(page.view, "e"); // After registering, as the examples do.
  const js = listen(page.view, "js");
  await settle();
  assert.deepEqual(seen, []);
  page.view.turn();
  page.view.turn();
  assert.deepEqual(seen, ["m.x=0", "n.a=1", "n.b=[2]"]);
  assert.deepEqual(js, []);
});

test("what was told or replaced meanwhile is not told again", async () => {
  const page = new FakePage({ s: { n: { a: 1, b: 2, c: 3, d: 4 } } });
  page.appState.registerForStateUpdates("e", ["n"], false, true);
  const seen = listen(page.view, "e");
  await settle();
  await page.down([["s", "n", "a", 10, 5, 0]]);
  page.appState.setState("n", "b", 20);
  page.appState.removeState("n", "c");
  page.view.turn();
  assert.deepEqual(seen, ["n.a=10", "n.d=4"]);
});

test("each registration is told for itself", async () => {
  const page = new FakePage({ s: { n: { a: 1 } } });
  page.appState.registerForStateUpdates("first", ["n"], false, true);
  const first = listen(page.view, "first");
  page.view.turn();
  await settle();
  await page.down([["s", "n", "b", 2, 2, 0]]);
  page.appState.registerForStateUpdates("second", ["n"], false, true);
  const second = listen(page.view, "second");
  page.view.turn();
  assert.deepEqual(first, ["n.a=1", "n.b=2"]);
  assert.deepEqual(second, ["n.a=1", "n.b=2"]);
});

test("a listener that throws does not stop the others, nor the rest of the frame", async () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("e", ["n"], true, true);
  page.document.addEventListener("e", () => {
    throw new Error("listener");
  });
  const seen = listen(page.document, "e");
  page.oriel.state.subscribe("n", () => {
    throw new Error("subscriber");
  });
  const changes: unknown[] = [];
  page.oriel.state.subscribe("n", (change) => changes.push(change.value));
  await settle();
  await page.down([
    ["s", "n", "a", 1, 1, 0],
    ["s", "n", "a", 2, 2, 0],
  ]);
  assert.deepEqual(seen, ["n.a=1", "n.a=2"]);
  assert.deepEqual(changes, [1, 2]);
  assert.equal(page.view.reported.length, 2);
});

test("a listener that sets the key again leaves everyone with the last value", async () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("e", ["n"], true, true);
  page.appState.registerForStateUpdates("f", ["n"], true, true);
  page.document.addEventListener("e", () => {
    if (page.appState.getState("n", "a") === 1) page.appState.setState("n", "a", 2);
  });
  const seen = listen(page.document, "f");
  page.appState.setState("n", "a", 1);
  assert.equal(seen[seen.length - 1], "n.a=2");
});

test("oriel.state has the same state by shorter names, and tells of removals and origins", async () => {
  const page = new FakePage({ s: { n: { early: true } } });
  const seen: StateChange[] = [];
  const { state } = page.oriel;
  const end = state.subscribe(["n"], (change) => seen.push(change));
  state.set("n", "a", { x: 1 });
  assert.deepEqual(state.get("n", "a"), { x: 1 });
  state.remove("n", "a");
  await page.ups();
  await page.down([
    ["s", "n", "b", 1, 3, 1],
    ["r", "n", "b", 4],
    ["r", "n", "never", 5],
  ]);
  page.view.turn();
  end();
  state.set("n", "a", 1);
  const change = (key: string, value: unknown, origin: string, removed = false) => {
    return { namespace: "n", key, value, origin, removed };
  };
  assert.deepEqual(seen, [
    change("a", { x: 1 }, "page"),
    change("a", undefined, "page", true),
    change("b", 1, "page"),
    change("b", undefined, "program", true),
    change("early", true, "program"),
  ]);
});

test("a new seed replaces the state and tells what differs, as the program's doing", async () => {
  const page = new FakePage({ s: { n: { same: { x: [1] }, old: 1, gone: 2 } } });
  page.appState.setState("n", "own", [1, { a: 2 }]);
  page.appState.registerForStateUpdates("py", ["n", "m"], false, true);
  const seen = listen(page.view, "py");
  page.view.turn();
  seen.length = 0;
  await page.ups();
  await page.down([
    ["z", { rev: 9, s: { n: { same: { x: [1] }, old: 2, own: [1, { a: 2 }] }, m: { k: 1 } }, p: [["n", "own"]] }],
    ["s", "n", "old", 3, 10, 0],
  ]);
  assert.deepEqual(seen, ["n.old=2", "m.k=1", "n.old=3"]);
  assert.equal(page.appState.getState("n", "gone"), undefined);
  page.appState.registerForStateUpdates("late", ["n"], false, true);
  const late = listen(page.view, "late");
  page.view.turn();
  assert.deepEqual(late, ['n.same={"x":[1]}', "n.old=3"]);
});

test("names of 1,024 bytes and values of 126 levels pass", async () => {
  const page = new FakePage();
  const name = "é".repeat(512);
  let deep: unknown = 1;
  for (let i = 0; i < 126; i++) deep = [deep];
  page.appState.setState(name, "😀".repeat(256), deep);
  assert.deepEqual(page.appState.getState(name, "😀".repeat(256)), deep);
  assert.deepEqual(await page.ups(), [["s", name, "😀".repeat(256), deep]]);
});

test("wrong arguments throw a TypeError that says so, and change nothing", async () => {
  const page = new FakePage({ s: { n: { k: 1 } } });
  await page.ups();
  const call = (name: string, ...args: unknown[]) =>
    (page.appState as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args);
  const wrong: [string, unknown[]][] = [
    ["setState", []],
    ["setState", ["n", "k"]],
    ["setState", ["n", "k", undefined]],
    ["setState", ["n", "k", 1, 2]],
    ["setState", [1, "k", 2]],
    ["setState", ["n", null, 2]],
    ["setState", ["", "k", 2]],
    ["setState", ["n", "k", { f() {} }]],
    ["getState", ["n"]],
    ["getState", ["n", 1]],
    ["removeState", ["n"]],
    ["registerForStateUpdates", ["e", "n", true, true]],
    ["registerForStateUpdates", ["e", ["n", 1], true, true]],
    ["registerForStateUpdates", ["e", ["n"], 1, 0]],
    ["registerForStateUpdates", ["e", ["n"], true]],
    ["registerForStateUpdates", [{}, ["n"], true, true]],
  ];
  for (const [name, args] of wrong) {
    assert.throws(
      () => call(name, ...args),
      (error: Error) => error instanceof TypeError && error.message.startsWith(`Invalid arguments for ${name}: `),
    );
  }
  const long = `${"é".repeat(512)}x`;
  const named: [string, unknown[], string][] = [
    ["setState", [`n${"\0"}`, "k", 2], "namespace holds a NUL character"],
    ["setState", ["n", "k\ud83d", 2], "key holds half a surrogate pair"],
    ["setState", ["n", "\ude00\ud83d", 2], "key holds half a surrogate pair"],
    ["setState", [long, "k", 2], "namespace has 1025 bytes, limit 1024"],
    ["removeState", ["n", "😀".repeat(257)], "key has 1028 bytes, limit 1024"],
    ["setState", ["n", "k", { "a\0": 2 }], "value.a\0 has a NUL character in its key"],
  ];
  for (const [name, args, message] of named) {
    assert.throws(() => call(name, ...args), {
      name: "TypeError",
      message: `Invalid arguments for ${name}: ${message}`,
    });
  }
  let deep: unknown = 1;
  for (let i = 0; i < 127; i++) deep = [deep];
  assert.throws(() => call("setState", "n", "k", deep), /is nested deeper than 126 levels/);
  assert.throws(() => call("setState", "n", "k", [Number.NaN]), {
    message: "Invalid arguments for setState: value[0] is NaN",
  });
  assert.throws(() => page.oriel.state.subscribe("n", null as never), TypeError);
  assert.equal(page.appState.getState("n", "k"), 1);
  assert.deepEqual(await page.ups(), []);
});

test("names that objects have of themselves are names like others", async () => {
  const page = new FakePage({ s: JSON.parse('{"__proto__":{"constructor":{"__proto__":1}}}') });
  assert.equal(JSON.stringify(page.appState.getState("__proto__", "constructor")), '{"__proto__":1}');
  page.appState.setState("constructor", "__proto__", 1);
  assert.equal(page.appState.getState("constructor", "__proto__"), 1);
  assert.equal(page.appState.getState("constructor", "toString"), undefined);
});

test("what others did before this page's own change was known is passed over until the program confirms", async () => {
  const page = new FakePage({ s: { n: { k: 0, gone: 0 } } });
  const seen = ((): string[] => {
    page.appState.registerForStateUpdates("all", ["n"], true, true);
    return listen(page.document, "all");
  })();
  await settle();
  seen.length = 0;
  page.appState.setState("n", "k", "mine");
  page.appState.removeState("n", "gone");
  await page.down([
    ["s", "n", "k", "theirs", 5, 0],
    ["s", "n", "gone", "theirs", 6, 0],
    ["z", { rev: 6, s: { n: { k: "theirs", gone: "theirs", other: 1 } }, p: [] }],
  ]);
  assert.equal(page.appState.getState("n", "k"), "mine");
  assert.equal(page.appState.getState("n", "gone"), undefined);
  assert.equal(page.appState.getState("n", "other"), 1);
  await page.down([
    ["o", 2],
    ["s", "n", "k", "later", 9, 0],
    ["s", "n", "gone", "back", 10, 0],
  ]);
  assert.equal(page.appState.getState("n", "k"), "later");
  assert.equal(page.appState.getState("n", "gone"), "back");
  assert.deepEqual(seen, ['n.k="mine"', "n.other=1", 'n.k="later"', 'n.gone="back"']);
});

test("a value too large for the program is refused where it is set", () => {
  const page = new FakePage();
  assert.throws(() => page.appState.setState("n", "k", "x".repeat((20 << 20) + 1)), RangeError);
});
