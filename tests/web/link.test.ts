import assert from "node:assert/strict";
import { test } from "node:test";
import { FakePage, KEY, outcome, settle } from "./fake.ts";

test("the first post waits before the page says anything", async () => {
  const page = new FakePage();
  await settle();
  assert.deepEqual(
    page.view.posts.map((post) => post.text),
    [`${KEY} 3\n[]`],
  );
});

test("what is asked in one turn is one post, in order", async () => {
  const page = new FakePage();
  await page.ups();
  void page.oriel.call("app", "one");
  page.appState.setState("ns", "key", 1);
  void page.oriel.call("app", "two");
  assert.equal(page.view.posts.length, 1);
  await settle();
  assert.equal(page.view.posts.length, 2);
  assert.deepEqual(await page.ups(), [
    ["c", 1, "app", "one", []],
    ["s", "ns", "key", 1],
    ["c", 2, "app", "two", []],
  ]);
});

test("ten thousand calls at once are one post, and each gets its own answer", async () => {
  const page = new FakePage();
  await settle();
  const calls: Promise<unknown>[] = [];
  for (let i = 0; i < 10_000; i++) calls.push(page.oriel.call("app", "echo", i));
  const asked = await page.ups();
  assert.equal(asked.length, 10_000);
  assert.equal(page.view.posts.length, 2);
  await page.down(asked.map((op) => ["v", (op as unknown[])[1], ((op as unknown[])[4] as unknown[])[0]]).reverse());
  assert.deepEqual(
    await Promise.all(calls),
    calls.map((_, i) => i),
  );
});

test("one call at a time costs one post each, and one post always waits", async () => {
  const page = new FakePage({ b: { app: ["add"] } });
  page.document.parsed();
  await settle();
  const before = page.view.posts.length;
  let total = 0;
  const loop = (async () => {
    for (let i = 0; i < 50; i++) total += (await page.pytonium.app?.add?.(i)) as number;
  })();
  for (let i = 0; i < 50; i++) {
    const [op] = (await page.ups()).filter((up) => (up as unknown[])[0] === "c");
    assert.ok(page.unanswered >= 1);
    await page.down([["v", (op as unknown[])[1], 2]]);
    assert.ok(page.unanswered >= 1, `after answer ${i}`);
  }
  await loop;
  assert.equal(total, 100);
  assert.equal(page.view.posts.length - before, 50);
});

test("an answer that leaves no post waiting is followed by one that carries what the page then wants", async () => {
  const page = new FakePage();
  page.appState.registerForStateUpdates("changed", ["a"], false, true);
  page.document.addEventListener("changed", () => page.appState.setState("b", "seen", true));
  await settle();
  assert.equal(page.unanswered, 1);
  await page.down([["s", "a", "k", 1, 1, 0]]);
  assert.equal(page.view.posts.length, 2);
  assert.deepEqual(await page.ups(), [["s", "b", "seen", true]]);
  assert.equal(page.unanswered, 1);
});

test("empty answers, which the program gives when too many posts wait, are no frames", async () => {
  const page = new FakePage();
  for (let i = 0; i < 10; i++) {
    void page.oriel.call("app", "slow");
    await settle();
  }
  await page.raw("");
  await page.raw("");
  const value = outcome(page.oriel.call("app", "fast"));
  await settle();
  assert.equal(page.unanswered, 9);
  await page.down([["v", 11, "x"]]);
  assert.deepEqual(value, ["ok", "x"]);
});

test("frames are applied in the order of their numbers, whatever order they arrive in, and once", async () => {
  const page = new FakePage();
  const seen: unknown[] = [];
  page.oriel.state.subscribe("n", (change) => seen.push(change.value));
  for (let i = 0; i < 3; i++) {
    void page.oriel.call("a", "b");
    await settle();
  }
  const frame = (number: number) => `${number}\n[["s","n","k",${number},${number},0]]`;
  await page.raw(frame(3));
  assert.deepEqual(seen, []);
  await page.raw(frame(2));
  await page.raw(frame(1));
  assert.deepEqual(seen, [1, 2, 3]);
  await page.raw(frame(2));
  assert.deepEqual(seen, [1, 2, 3]);
});

test("a frame that cannot be read is the end, and no silent one", async () => {
  const page = new FakePage();
  const first = outcome(page.oriel.call("app", "f"));
  await settle();
  await page.raw('1\n[["v",1,');
  const text = "ClosedError: the program does not answer this page any more";
  assert.deepEqual(first, ["no", text]);
  assert.equal((page.view.reported[0] as Error).name, "SyntaxError");
  const second = outcome(page.oriel.call("app", "f"));
  await settle();
  assert.deepEqual(second, ["no", text]);
  assert.equal(page.view.posts.length, 1);
});

test("a long turn is posted in parts instead of as one huge text", async () => {
  const page = new FakePage();
  await settle();
  const big = "x".repeat(400_000);
  for (let i = 0; i < 6; i++) void page.oriel.call("app", "big", big);
  assert.equal(page.view.posts.length, 3);
  void page.oriel.call("app", "last");
  await settle();
  assert.equal(page.view.posts.length, 4);
});

test("after a refusal the page is silent, and what waits rejects", async () => {
  const page = new FakePage();
  const first = outcome(page.oriel.call("app", "f"));
  await settle();
  page.view.posts[0]?.refuse();
  await settle();
  const after = outcome(page.oriel.call("app", "f"));
  page.appState.setState("a", "b", 1);
  page.document.parsed();
  await settle();
  const text = "ClosedError: the program does not answer this page any more";
  assert.deepEqual(first, ["no", text]);
  assert.deepEqual(after, ["no", text]);
  assert.equal(page.appState.getState("a", "b"), 1);
  assert.equal(page.view.posts.length, 1);
});

test("posts dropped without an answer are made good, but not for ever", async () => {
  const page = new FakePage();
  await settle();
  await page.raw(undefined);
  assert.equal(page.unanswered, 1);
  await page.down([["s", "a", "k", 1, 1, 0]]);
  assert.equal(page.appState.getState("a", "k"), 1);
  for (let i = 0; page.unanswered > 0; i++) {
    assert.ok(i < 20);
    await page.raw(undefined);
  }
});

test("a handler that cannot be posted to is a refusal", async () => {
  const page = new FakePage({}, (view) => {
    view.webkit.messageHandlers.oriel.postMessage = () => {
      throw new Error("no such handler");
    };
  });
  await settle();
  const call = outcome(page.oriel.call("app", "f"));
  await settle();
  assert.equal(call[0], "no");
});

test("text that is no frame, and operations that fail or are unknown, do not stop the rest", async () => {
  const page = new FakePage();
  await settle();
  await page.raw("what is this");
  await page.raw("[1]");
  assert.equal(page.view.reported.length, 2);
  await page.down([
    ["?", 1],
    ["z", null],
    ["s", "a", "k", 1, 1, 0],
    ["v", 99, 1],
  ]);
  assert.equal(page.view.reported.length, 3);
  assert.equal(page.appState.getState("a", "k"), 1);
  assert.equal(page.unanswered, 1);
});
