import assert from "node:assert/strict";
import { test } from "node:test";
import type { WidgetAttachment } from "../../web/src/page/widgets.ts";
import { FakePage, outcome, settle } from "./fake.ts";

test("answers of every kind settle the promise of their id", async () => {
  const page = new FakePage();
  const results = ["a", "b", "c", "d", "e"].map((name) => outcome(page.oriel.call("app", name)));
  await page.ups();
  await page.down(
    [
      ["v", 5, null],
      ["e", 4, "KeyError", "'name: x'"],
      ["b", 3, 0],
      ["v", 2],
      ["v", 1, { list: [true, 1.5, "é"] }],
    ],
    "AQID",
  );
  assert.deepEqual(results, [
    ["ok", { list: [true, 1.5, "é"] }],
    ["ok", undefined],
    ["ok", new Uint8Array([1, 2, 3])],
    ["no", "KeyError: 'name: x'"],
    ["ok", null],
  ]);
});

test("an error is an Error with the program's name and message", async () => {
  const page = new FakePage();
  const call = page.oriel.call("app", "f");
  await page.ups();
  const caught = call.catch((error: unknown) => error);
  await page.down([["e", 1, "ValueError", "too big"]]);
  const error = (await caught) as Error;
  assert.ok(error instanceof Error);
  assert.equal(error.name, "ValueError");
  assert.equal(error.message, "too big");
  assert.deepEqual(Object.keys(error), []);
});

test("arguments: trailing undefined is left out, others are null", async () => {
  const page = new FakePage();
  void page.oriel.call("", "f", 1, undefined, "x", { a: undefined, b: [undefined] }, undefined, undefined);
  void page.oriel.call("o", "g", undefined);
  assert.deepEqual(await page.ups(), [
    ["c", 1, "", "f", [1, null, "x", { b: [null] }]],
    ["c", 2, "o", "g", []],
  ]);
});

test("arguments are taken when the call is made", async () => {
  const page = new FakePage();
  const list = [1];
  void page.oriel.call("o", "f", list);
  list.push(2);
  assert.deepEqual(await page.ups(), [["c", 1, "o", "f", [[1]]]]);
});

test("what cannot cross rejects with a TypeError that names the place, and is not sent", async () => {
  const page = new FakePage();
  await page.ups();
  const circle: unknown[] = [];
  circle.push(circle);
  const cases: [unknown[], string][] = [
    [[1, { on: () => 1 }], "args[1].on is a function"],
    [[Symbol("x")], "args[0] is a symbol"],
    [[10n], "args[0] is a bigint"],
    [[Number.NaN], "args[0] is NaN"],
    [[[1, Number.NEGATIVE_INFINITY]], "args[0][1] is -Infinity"],
    [[circle], "args[0][0] is an object that contains itself"],
    [[{ data: new Uint8Array(2) }], "args[0].data holds bytes, which can only be a whole argument or result"],
    [[new Set([1])], "args[0] is a Set"],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(page.oriel.call("o", "f", ...args), { name: "TypeError", message });
  }
  await assert.rejects(page.oriel.call(1 as unknown as string, "f"), { name: "TypeError" });
  assert.deepEqual(await page.ups(), []);
});

test("more blocks in one turn than the program takes at once are several posts", async () => {
  const page = new FakePage();
  await page.ups();
  const byte = new Uint8Array([1]);
  for (let i = 0; i < 5000; i++) void page.oriel.call("o", "f", byte);
  void page.oriel.call("o", "g", ...new Array(4000).fill(byte));
  await settle();
  const counts = page.view.posts.slice(1).map(({ text }) => text.split("\n").length - 2);
  assert.deepEqual(counts, [4096, 904, 4000]);
  const asked = (await page.ups()).filter((op) => Array.isArray(op));
  assert.equal(asked.length, 5001);
  assert.deepEqual(asked[4999], ["c", 5000, "o", "f", [null], [[0, 903]]]);
});

test("blocks of widgets are split likewise", async () => {
  const page = new FakePage();
  await page.ups();
  const { attachWidgets } = page.oriel as unknown as { attachWidgets: WidgetAttachment };
  const port = attachWidgets({ message() {}, confirm() {}, begin() {} });
  for (let i = 0; i < 5000; i++) port.send({ i }, new Uint8Array([1]));
  await settle();
  const counts = page.view.posts.slice(1).map(({ text }) => text.split("\n").length - 2);
  assert.deepEqual(counts, [4096, 904]);
});

test("what no message can hold rejects in the page", async () => {
  const page = new FakePage();
  await page.ups();
  const refused = [
    outcome(page.oriel.call("o", "f", ...new Array(4097).fill(new Uint8Array(1)))),
    outcome(page.oriel.call("o".repeat(5000), "f")),
    outcome(page.oriel.call("o", "f", 1, new Uint8Array(181 << 20))),
  ];
  await settle();
  assert.deepEqual(refused, [
    ["no", "RangeError: 4097 blocks of bytes, limit 4096"],
    ["no", "RangeError: the name of a function: 5006 characters, limit 4096"],
    ["no", "RangeError: the bytes up to args[1]: 253056344 characters, limit 251658240"],
  ]);
  assert.deepEqual(await page.ups(), []);
});

test("bytes cross as blocks beside the arguments", async () => {
  const page = new FakePage();
  await page.ups();
  const shorts = new Uint16Array([1, 2, 3]);
  void page.oriel.call("o", "f", new Uint8Array([1, 2]), "x", shorts.subarray(1, 2));
  void page.oriel.call("o", "g", new Uint8Array([3]).buffer, null);
  assert.deepEqual(await page.ups(), [
    [
      "c",
      1,
      "o",
      "f",
      [null, "x", null],
      [
        [0, 1],
        [2, 0],
      ],
    ],
    ["c", 2, "o", "g", [null, null], [[0, 2]]],
    "AgA=",
    "AQI=",
    "Aw==",
  ]);
});

test("a signal is taken out of the last argument", async () => {
  const page = new FakePage();
  const { signal } = new AbortController();
  void page.oriel.call("o", "f", 1, { signal });
  void page.oriel.call("o", "f", 1, { signal, depth: 2 });
  void page.oriel.call("o", "f", { signal: "red" });
  void page.oriel.call("o", "f", undefined, { signal });
  assert.deepEqual(await page.ups(), [
    ["c", 1, "o", "f", [1]],
    ["c", 2, "o", "f", [1, { depth: 2 }]],
    ["c", 3, "o", "f", [{ signal: "red" }]],
    ["c", 4, "o", "f", []],
  ]);
});

test("aborting rejects with the reason and tells the program, once", async () => {
  const page = new FakePage();
  const controller = new AbortController();
  const result = outcome(page.oriel.call("o", "f", { signal: controller.signal }));
  const other = outcome(page.oriel.call("o", "g"));
  await page.ups();
  controller.abort(new RangeError("enough"));
  assert.deepEqual(await page.ups(), [["x", 1]]);
  assert.deepEqual(result, ["no", "RangeError: enough"]);
  await page.down([
    ["v", 1, "late"],
    ["v", 2, "fine"],
  ]);
  assert.deepEqual(other, ["ok", "fine"]);
  assert.deepEqual(result, ["no", "RangeError: enough"]);
});

test("without a reason of its own, aborting rejects with an AbortError", async () => {
  const page = new FakePage();
  const controller = new AbortController();
  const call = page.oriel.call("o", "f", { signal: controller.signal });
  await page.ups();
  controller.abort();
  await assert.rejects(call, { name: "AbortError" });
});

test("a signal that has aborted already: nothing is sent", async () => {
  const page = new FakePage();
  await page.ups();
  await assert.rejects(page.oriel.call("o", "f", { signal: AbortSignal.abort(new Error("no")) }), { message: "no" });
  assert.deepEqual(await page.ups(), []);
});

test("aborting after the answer does nothing", async () => {
  const page = new FakePage();
  const controller = new AbortController();
  const result = outcome(page.oriel.call("o", "f", { signal: controller.signal }));
  await page.ups();
  await page.down([["v", 1, 1]]);
  controller.abort();
  assert.deepEqual(result, ["ok", 1]);
  assert.deepEqual(await page.ups(), []);
});

test("calls made before the page is ready are sent at once and answered in any order", async () => {
  const page = new FakePage({ b: { app: ["f"] } });
  const early = outcome(page.pytonium.app?.f?.(1) as Promise<unknown>);
  assert.deepEqual(await page.ups(), [["c", 1, "app", "f", [1]]]);
  page.document.parsed();
  assert.deepEqual(await page.ups(), [["k"]]);
  await page.down([["v", 1, "early"]]);
  assert.deepEqual(early, ["ok", "early"]);
});

test("a toJSON that calls the program itself does not mix the two", async () => {
  const page = new FakePage();
  const nested = { toJSON: () => void page.oriel.call("o", "inner", new Uint8Array([1])) };
  void page.oriel.call("o", "outer", new Uint8Array([2]), [nested]);
  await settle();
  assert.deepEqual(await page.ups(), [
    ["c", 1, "o", "inner", [null], [[0, 0]]],
    ["c", 2, "o", "outer", [null, [null]], [[0, 1]]],
    "AQ==",
    "Ag==",
  ]);
});
