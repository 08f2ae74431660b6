import assert from "node:assert/strict";
import { test } from "node:test";
import { outcome, settle } from "./fake.ts";
import { FakeSocketPage, HELLO } from "./socket_fake.ts";

test("a new page introduces itself, and is told who it is", async () => {
  const page = new FakeSocketPage({ query: "a=1" });
  assert.deepEqual(await page.ups(), []);
  await page.down(HELLO);
  assert.deepEqual(await page.ups(), ['{"type":"result","id":0,"oriel":1,"query":"a=1"}']);
  await page.welcome();
  assert.deepEqual(page.stored, { session_id: "s1", token: "t1" });
  assert.deepEqual(page.statuses, [{ is: "online" }]);
  assert.deepEqual(page.begun, [false]);
});

test("a tab that was here comes with its credentials, and a joining one with its code alone", async () => {
  const stored = { session_id: "s1", token: "t1" };
  const page = new FakeSocketPage({ stored });
  await page.down(HELLO);
  assert.deepEqual(await page.ups(), ['{"type":"result","id":0,"oriel":1,"session_id":"s1","token":"t1"}']);
  const joining = new FakeSocketPage({ stored, code: "abc" });
  await joining.down(HELLO);
  assert.deepEqual(await joining.ups(), ['{"type":"result","id":0,"oriel":1,"code":"abc"}']);
  await joining.welcome();
  await joining.cut();
  joining.clock.pass(250);
  await joining.down(HELLO);
  assert.match((await joining.ups())[0] as string, /"session_id":"s1","token":"t1","doc":3/);
});

test("the state is undefined before the seed, and ready means that it is there and the document parsed", async () => {
  const page = new FakeSocketPage();
  const ready = outcome(page.oriel.ready);
  page.view.document.parsed();
  await settle();
  assert.deepEqual(ready, ["open"]);
  assert.equal(page.appState.getState("system", "cpu"), undefined);
  const seen: unknown[] = [];
  page.oriel.state.subscribe("system", ({ value }) => seen.push(value));
  await page.welcome(3, { s: { system: { cpu: 7 } }, b: { app: ["save"] } });
  assert.equal(page.appState.getState("system", "cpu"), 7);
  assert.deepEqual(seen, [7]);
  page.view.document.readyState = "complete";
  await settle();
  assert.deepEqual(ready, ["ok", undefined]);
  assert.equal(typeof page.pytonium.app?.save, "function");
});

test("what is asked before the seed waits for it", async () => {
  const page = new FakeSocketPage();
  const answer = outcome(page.oriel.call("app", "add", 1));
  page.appState.setState("n", "k", 5);
  await page.welcome(3, { s: { n: { k: 4 } } });
  const [, text] = await page.ups();
  assert.equal(text, '1 0 K 3\n[["c",1,"app","add",[1]],["s","n","k",5]]');
  assert.equal(page.appState.getState("n", "k"), 5);
  await page.frame(1, [["v", 1, 2]]);
  assert.deepEqual(answer, ["ok", 2]);
});

test("after a break both sides send what the other did not get, and nothing twice", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.ups();
  const one = outcome(page.oriel.call("", "one"));
  await settle();
  const two = outcome(page.oriel.call("", "two"));
  assert.deepEqual(await page.ups(), ['1 0 K 3\n[["c",1,"","one",[]]]', '2 0 K 3\n[["c",2,"","two",[]]]']);
  await page.frame(1, [["v", 1, "a"]]);
  await page.cut();
  assert.deepEqual(page.statuses.at(-1), { is: "offline" });
  const three = outcome(page.oriel.call("", "three"));
  await settle();
  page.clock.pass(250);
  await page.down(HELLO);
  assert.match((await page.ups())[0] as string, /"doc":3,"seen":1/);
  await page.resume(2);
  assert.deepEqual((await page.ups()).slice(1), ['3 1 K 3\n[["c",3,"","three",[]]]']);
  await page.down('2 1\n[["v",1,"again"]]');
  await page.frame(3, [
    ["v", 2, "b"],
    ["v", 3, "c"],
  ]);
  assert.deepEqual(
    [one, two, three],
    [
      ["ok", "a"],
      ["ok", "b"],
      ["ok", "c"],
    ],
  );
  assert.deepEqual(page.begun, [false]);
});

test("a program that knows the page no more begins anew: what waited rejects, old texts are not sent", async () => {
  const page = new FakeSocketPage();
  await page.welcome(3, { b: { app: ["old"], both: ["f"] }, s: { n: { a: 1, b: 2 } } });
  page.view.document.parsed();
  const call = outcome(page.oriel.call("app", "old"));
  page.appState.setState("n", "b", 9);
  await settle();
  await page.cut();
  page.clock.pass(250);
  await page.welcome(1, { b: { app: ["young"], both: ["f"] }, s: { n: { b: 3 } } });
  assert.equal(call[0], "no");
  assert.match(call[1] as string, /^ClosedError/);
  assert.deepEqual(Object.keys(page.pytonium.app as object), ["young"]);
  assert.equal(typeof page.pytonium.both?.f, "function");
  assert.equal(page.appState.getState("n", "a"), undefined);
  assert.equal(page.appState.getState("n", "b"), 3);
  const texts = (await page.ups()).slice(1);
  assert.deepEqual(texts, ['1 0 K 1\n[["k"]]']);
  assert.deepEqual(page.begun, [false, true]);
});

test("a stream that was under way ends with the document", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  const asked = page.oriel.call("", "count") as Promise<AsyncIterableIterator<unknown>>;
  await settle();
  await page.frame(1, [["i", 1]]);
  const stream = await asked;
  await page.cut();
  page.clock.pass(250);
  await page.welcome(4);
  await assert.rejects(stream.next(), { name: "ClosedError" });
});

test("it tries again ever more rarely, with jitter, and at once when the tab is seen", async () => {
  const page = new FakeSocketPage();
  await page.cut();
  const delays: number[] = [];
  for (let i = 0; i < 9; i++) {
    const before = page.sockets.length;
    const from = page.clock.time;
    while (page.sockets.length === before) page.clock.pass(25);
    delays.push(page.clock.time - from);
    await page.cut();
  }
  assert.deepEqual(delays, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  const before = page.sockets.length;
  page.carrier.hurry();
  assert.equal(page.sockets.length, before + 1);
  page.clock.pass(20_000);
  assert.equal(page.sockets.length, before + 1, "the pending retry is gone");
});

test("a silent connection is asked, and given up when it does not answer", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.ups();
  page.clock.pass(25_000);
  assert.deepEqual(await page.ups(), ['{"type":"ping","n":1}']);
  await page.down('{"type":"pong","n":1}');
  page.clock.pass(25_000);
  assert.deepEqual(await page.ups(), ['{"type":"ping","n":2}']);
  const old = page.socket;
  page.clock.pass(10_000);
  assert.ok(old.isClosed);
  assert.deepEqual(page.statuses.at(-1), { is: "offline" });
  page.clock.pass(1000);
  assert.equal(page.sockets.length, 2);
});

test("a connection that never opens is given up too", async () => {
  const page = new FakeSocketPage();
  page.clock.pass(35_000);
  assert.ok(page.sockets[0]?.isClosed);
  page.clock.pass(250);
  assert.equal(page.sockets.length, 2);
});

test("a tab that wakes up asks at once whether the program is there", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.ups();
  page.clock.pass(5000);
  page.carrier.hurry();
  assert.deepEqual(await page.ups(), ['{"type":"ping","n":1}']);
  page.clock.pass(10_000);
  assert.ok(page.sockets[0]?.isClosed);
});

test("a ping is answered", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.ups();
  await page.down('{"type":"ping","n":7}');
  assert.deepEqual(await page.ups(), ['{"type":"pong","n":7}']);
});

test("frames are acknowledged after 32, after 256 KiB, after a second, or with a text", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.ups();
  for (let i = 0; i < 31; i++) await page.frame(0, []);
  assert.deepEqual(await page.ups(), []);
  await page.frame(0, []);
  assert.deepEqual(await page.ups(), ["0 32 "]);
  await page.frame(0, [["s", "n", "k", "x".repeat(300_000), 1, 0]]);
  assert.deepEqual(await page.ups(), ["0 33 "]);
  await page.frame(0, []);
  page.clock.pass(999);
  assert.deepEqual(await page.ups(), []);
  page.clock.pass(1);
  assert.deepEqual(await page.ups(), ["0 34 "]);
  await page.frame(0, []);
  void page.oriel.call("", "f").catch(() => {});
  assert.deepEqual(await page.ups(), ['1 35 K 3\n[["c",1,"","f",[]]]']);
  page.clock.pass(2000);
  assert.deepEqual(await page.ups(), []);
});

test("a bare acknowledgement frees what was kept", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  void page.oriel.call("", "f").catch(() => {});
  await settle();
  await page.down("1 ");
  await page.cut();
  page.clock.pass(250);
  await page.resume(1);
  assert.deepEqual((await page.ups()).length, 1, "nothing but the introduction");
});

for (const [what, text] of [
  ["a gap", '0 2\n[["s","n","k",1,1,0]]'],
  ["no frame", "0 1\nnonsense"],
  ["an acknowledgement of what was not sent", "5 1\n[]"],
  ["a negative acknowledgement", "-1 1\n[]"],
  ["no number", "hello"],
  ["an empty text", ""],
  ["broken control", "{"],
] as const) {
  test(`${what} closes, and everything begins anew`, async () => {
    const page = new FakeSocketPage();
    await page.welcome();
    await page.down(text);
    assert.equal(page.sockets[0]?.closed, 4002);
    assert.equal(page.appState.getState("n", "k"), undefined);
    page.clock.pass(250);
    await page.down(HELLO);
    assert.doesNotMatch((await page.ups())[0] as string, /"doc"/);
  });
}

test("bytes instead of text close too", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  page.socket.onmessage?.({ data: new ArrayBuffer(3) });
  assert.equal(page.sockets[0]?.closed, 4002);
});

test("wrong credentials, a refusal and an end are final", async () => {
  for (const [code, forgotten] of [
    [4001, true],
    [4003, false],
    [4004, true],
  ] as const) {
    const page = new FakeSocketPage();
    await page.welcome();
    const call = outcome(page.oriel.call("", "f"));
    await page.cut(code, "no, thank you");
    assert.deepEqual(page.statuses.at(-1), { is: "ended", text: "no, thank you" });
    assert.equal(page.stored === undefined, forgotten);
    assert.equal(call[0], "no");
    page.clock.pass(100_000);
    page.carrier.hurry();
    assert.equal(page.sockets.length, 1);
  }
});

test("a goodbye is shown; the page comes back only when it may", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.down('{"type":"bye","text":"Back in a minute","again":true}');
  await page.cut(1001);
  assert.deepEqual(page.statuses.at(-1), { is: "offline", text: "Back in a minute" });
  page.clock.pass(250);
  await page.cut(1006);
  assert.deepEqual(page.statuses.at(-1), { is: "offline", text: "Back in a minute" }, "nobody is there yet");
  page.clock.pass(500);
  await page.welcome();
  await page.cut(1006);
  assert.deepEqual(page.statuses.at(-1), { is: "offline" });
  page.clock.pass(1000);
  await page.welcome();
  await page.down('{"type":"bye","text":"It was a pleasure"}');
  await page.cut(1000);
  assert.deepEqual(page.statuses.at(-1), { is: "ended", text: "It was a pleasure" });
  page.clock.pass(100_000);
  assert.equal(page.sockets.length, 4);
});

test("a full program says how many are before", async () => {
  const page = new FakeSocketPage();
  await page.down(HELLO);
  await page.down('{"type":"wait","place":2}');
  await page.down('{"type":"wait","place":1}');
  await page.welcome();
  assert.deepEqual(page.statuses, [{ is: "waiting", place: 2 }, { is: "waiting", place: 1 }, { is: "online" }]);
});

test("what waits while there is no connection is bounded", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.cut();
  const megabyte = "x".repeat(1 << 20);
  const calls: unknown[][] = [];
  for (let i = 0; i < 10; i++) {
    calls.push(outcome(page.oriel.call("", "f", megabyte)));
    await settle();
  }
  assert.deepEqual(
    calls.map(([state]) => state),
    [...Array(7).fill("open"), "no", "no", "no"],
  );
  assert.match(calls[9]?.[1] as string, /^ClosedError/);
  assert.throws(() => page.appState.setState("a", "b", megabyte), { name: "ClosedError" });
  assert.equal(page.appState.getState("a", "b"), undefined);
});

test("a message that the program would not take is refused here", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await assert.rejects(
    page.oriel.call("", "f", "x".repeat(16 << 20)),
    /RangeError: message of 167\d+ bytes, limit 16776960/,
  );
});

test("the program says how long a message may be, in bytes of UTF-8", async () => {
  const page = new FakeSocketPage();
  await page.welcome(3, {}, { max_message: 4096 });
  await page.ups();
  const fits = (text: string) => outcome(page.oriel.call("", "f", text));
  const calls = ["x".repeat(3800), "\u00e9".repeat(1900), "\u20ac".repeat(1270), "\ud83d\ude00".repeat(950)].map(fits);
  const texts = await page.ups();
  assert.deepEqual(
    calls.map(([state]) => state),
    ["open", "open", "open", "open"],
  );
  assert.equal(texts.length, 4, "together they would be too long");
  for (const text of texts) assert.ok(Buffer.byteLength(text) <= 4096, `${Buffer.byteLength(text)}`);
  const more = ["x".repeat(3850), "\u00e9".repeat(1925), "\u20ac".repeat(1290), "\ud83d\ude00".repeat(965)].map(fits);
  await settle();
  for (const [state, error] of more) {
    assert.equal(state, "no");
    assert.match(error as string, /^RangeError: message of 38\d\d bytes, limit 3840/);
  }
  assert.throws(() => page.appState.setState("n", "k", "x".repeat(4000)), { name: "RangeError" });
  assert.deepEqual(await page.ups(), []);
});

test("after the end nothing is kept", async () => {
  const page = new FakeSocketPage();
  const { send, backlog } = page.widgets({ begin() {} });
  await page.welcome();
  await page.ups();
  await page.cut(4004);
  assert.throws(() => send({ type: "chunk" }, new Uint8Array(1000)), { name: "ClosedError" });
  assert.equal(backlog(), 0);
});

test("an address that no socket can have is told, and ends what waits", async () => {
  const page = new FakeSocketPage({ isUnreachable: true });
  const call = outcome(page.oriel.call("", "f"));
  await settle();
  assert.deepEqual(page.statuses, [{ is: "ended", text: "This page cannot reach its program." }]);
  assert.match(call[1] as string, /^ClosedError/);
  assert.equal(page.view.reported.length, 1);
});

test("who waits for a place is asked, and keeps it", async () => {
  const page = new FakeSocketPage();
  await page.down(HELLO);
  await page.down('{"type":"wait","place":2}');
  await page.ups();
  page.clock.pass(25_000);
  assert.deepEqual(await page.ups(), ['{"type":"ping","n":1}']);
  await page.down('{"type":"pong","n":1}');
  page.clock.pass(10_000);
  assert.equal(page.socket.isClosed, false);
});

test("a connection that does not last is no success", async () => {
  const page = new FakeSocketPage();
  const retry = async (): Promise<number> => {
    const before = page.sockets.length;
    const from = page.clock.time;
    await page.cut();
    while (page.sockets.length === before) page.clock.pass(25);
    return page.clock.time - from;
  };
  const delays: number[] = [];
  for (let i = 0; i < 4; i++) {
    await page.welcome();
    await page.frame(0, []);
    delays.push(await retry());
  }
  assert.deepEqual(delays, [250, 500, 1000, 2000]);
  await page.welcome();
  page.clock.pass(10_000);
  assert.equal(await retry(), 250);
  await page.welcome();
  await page.frame(0, []);
  await page.frame(0, []);
  assert.equal(await retry(), 250);
});

test("after a message over the program's limit everything begins anew, so that it is not sent for ever", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  const call = outcome(page.oriel.call("", "f", "x".repeat(2 << 20)));
  await settle();
  await page.cut(1009);
  page.clock.pass(250);
  await page.welcome(4);
  assert.equal(call[0], "no");
  assert.equal((await page.ups()).length, 1);
});

test("a program that goes on with another document is not believed", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  await page.cut();
  page.clock.pass(250);
  await page.resume(0, 9);
  assert.equal(page.sockets[1]?.closed, 4002);
});

test("an old connection has no say any more", async () => {
  const page = new FakeSocketPage();
  await page.welcome();
  const old = page.socket;
  page.clock.pass(35_000);
  page.clock.pass(250);
  await page.resume(0);
  old.onclose?.({ code: 1006, reason: "" });
  old.onmessage?.({ data: "rubbish" });
  assert.deepEqual(page.statuses.at(-1), { is: "online" });
});

test("the script that draws gets widget messages, confirmations and beginnings, and sends", async () => {
  const page = new FakeSocketPage();
  const told: unknown[] = [];
  const { send } = page.widgets({
    message: (message: unknown, bytes?: Uint8Array) => told.push(["message", message, bytes && [...bytes]]),
    confirm: (count: number) => told.push(["confirm", count]),
    begin: (isSameSession: boolean) => told.push(["begin", isSameSession]),
  });
  assert.throws(() => page.widgets({}), /already/);
  await page.welcome();
  send({ type: "attach" });
  assert.equal((await page.ups())[1], '1 0 K 3\n[["w",{"type":"attach"}]]');
  await page.down('1 1\n[["w",{"type":"x"}],["W",4],["w",{"type":"y"},0]]\nAQI=');
  assert.deepEqual(told, [
    ["message", { type: "x" }, undefined],
    ["confirm", 4],
    ["message", { type: "y" }, [1, 2]],
  ]);
  await page.cut();
  page.clock.pass(250);
  await page.welcome(4);
  assert.deepEqual(told.at(-1), ["begin", true]);
});
