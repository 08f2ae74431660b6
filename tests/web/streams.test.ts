import assert from "node:assert/strict";
import { test } from "node:test";
import { FakePage, outcome, settle } from "./fake.ts";

/** A page with the stream of call 1 at hand. */
async function open(signal?: AbortSignal): Promise<{ page: FakePage; stream: AsyncIterableIterator<unknown> }> {
  const page = new FakePage();
  const call = page.oriel.call("app", "ticks", ...(signal ? [{ signal }] : []));
  await page.ups();
  await page.down([["i", 1]]);
  return { page, stream: (await call) as AsyncIterableIterator<unknown> };
}

test("for await pulls one item at a time, to the end", async () => {
  const { page, stream } = await open();
  const seen: unknown[] = [];
  const loop = (async () => {
    for await (const item of stream) seen.push(item);
  })();
  assert.deepEqual(await page.ups(), [["n", 1, 2]]);
  await page.down([["v", 2, "a"]]);
  assert.deepEqual(await page.ups(), [["n", 1, 3]]);
  await page.down([["b", 3, 0]], "AQI=");
  assert.deepEqual(await page.ups(), [["n", 1, 4]]);
  await page.down([["v", 4]]);
  await page.ups();
  await page.down([["d", 5]]);
  await loop;
  assert.deepEqual(seen, ["a", new Uint8Array([1, 2]), undefined]);
  assert.deepEqual(await page.ups(), []);
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
});

test("nothing is pulled before the page asks", async () => {
  const { page } = await open();
  assert.deepEqual(await page.ups(), []);
});

test("break gives the stream up", async () => {
  const { page, stream } = await open();
  const loop = (async () => {
    for await (const item of stream) if (item === 1) break;
  })();
  await page.ups();
  await page.down([["v", 2, 1]]);
  await loop;
  assert.deepEqual(await page.ups(), [["x", 1]]);
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
  assert.deepEqual(await stream.return?.("again"), { value: "again", done: true });
  assert.deepEqual(await page.ups(), []);
});

test("questions asked at once stand in line", async () => {
  const { page, stream } = await open();
  const results = [1, 2, 3, 4].map(() => outcome(stream.next()));
  assert.deepEqual(await page.ups(), [["n", 1, 2]]);
  await page.down([["v", 2, "a"]]);
  assert.deepEqual(results[0], ["ok", { value: "a", done: false }]);
  assert.deepEqual(results[1], ["open"]);
  assert.deepEqual(await page.ups(), [["n", 1, 3]]);
  await page.down([["d", 3]]);
  for (const result of results.slice(1)) assert.deepEqual(result, ["ok", { value: undefined, done: true }]);
});

test("an error rejects one question and ends the stream", async () => {
  const { page, stream } = await open();
  const results = [1, 2].map(() => outcome(stream.next()));
  await page.ups();
  await page.down([["e", 2, "OSError", "disk gone"]]);
  assert.deepEqual(results, [
    ["no", "OSError: disk gone"],
    ["ok", { value: undefined, done: true }],
  ]);
  assert.deepEqual(await page.ups(), []);
});

test("return while an item is under way settles at once; the late item goes nowhere", async () => {
  const { page, stream } = await open();
  const item = outcome(stream.next());
  await page.ups();
  const end = outcome(stream.return?.(7) as Promise<unknown>);
  assert.deepEqual(await page.ups(), [["x", 1]]);
  assert.deepEqual(end, ["ok", { value: 7, done: true }]);
  assert.deepEqual(item, ["ok", { value: undefined, done: true }]);
  await page.down([["v", 2, "late"]]);
  assert.deepEqual(page.view.reported, []);
});

test("throw gives the stream up as well", async () => {
  const { page, stream } = await open();
  const end = outcome(stream.throw?.(new Error("mine")) as Promise<unknown>);
  assert.deepEqual(await page.ups(), [["x", 1]]);
  assert.deepEqual(end, ["no", "Error: mine"]);
});

test("the call's signal ends the stream: the waiting question rejects", async () => {
  const controller = new AbortController();
  const { page, stream } = await open(controller.signal);
  const item = outcome(stream.next());
  await page.ups();
  controller.abort(new Error("stop"));
  assert.deepEqual(await page.ups(), [["x", 1]]);
  assert.deepEqual(item, ["no", "Error: stop"]);
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
});

test("the call's signal between two questions: the next one rejects", async () => {
  const controller = new AbortController();
  const { page, stream } = await open(controller.signal);
  controller.abort(new Error("stop"));
  controller.abort(new Error("again"));
  assert.deepEqual(await page.ups(), [["x", 1]]);
  await assert.rejects(stream.next(), { message: "stop" });
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
});

test("a stream whose call was aborted before the answer is not opened", async () => {
  const page = new FakePage();
  const controller = new AbortController();
  const call = outcome(page.oriel.call("app", "ticks", { signal: controller.signal }));
  await page.ups();
  controller.abort(new Error("stop"));
  await page.ups();
  await page.down([["i", 1]]);
  assert.deepEqual(call, ["no", "Error: stop"]);
  assert.deepEqual(await page.ups(), []);
});

test("when the program goes, a waiting question rejects", async () => {
  const { page, stream } = await open();
  const item = outcome(stream.next());
  await settle();
  for (const post of page.view.posts) if (!post.isAnswered) post.refuse();
  await settle();
  assert.equal(item[0], "no");
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
});
