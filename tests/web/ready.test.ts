import assert from "node:assert/strict";
import { test } from "node:test";
import { FakePage, FakeTarget, FakeWindow, outcome, settle } from "./fake.ts";

function flag(page: FakePage): unknown {
  return (page.view as unknown as { PytoniumReady?: unknown }).PytoniumReady;
}

test("flag, event and promise come together once the document is parsed; then the program is told", async () => {
  const page = new FakePage();
  const ready = outcome(page.oriel.ready);
  const events: unknown[] = [];
  page.view.addEventListener("PytoniumReady", () => events.push(flag(page)));
  await page.ups();
  assert.equal(flag(page), undefined);
  assert.deepEqual(ready, ["open"]);
  page.document.parsed();
  assert.deepEqual(events, [true]);
  assert.deepEqual(await page.ups(), [["k"]]);
  assert.deepEqual(ready, ["ok", undefined]);
  page.document.parsed();
  page.view.turn();
  await settle();
  assert.deepEqual(events, [true]);
  assert.deepEqual(await page.ups(), []);
});

test("a page that asks either flag or event runs once", () => {
  const page = new FakePage();
  let runs = 0;
  const start = () => {
    if (flag(page)) runs++;
    else page.view.addEventListener("PytoniumReady", () => runs++);
  };
  start();
  page.document.parsed();
  assert.equal(runs, 1);
  start();
  page.view.turn();
  assert.equal(runs, 2);
});

test("what the page asks in its listener follows in the same post", async () => {
  const page = new FakePage({ b: { app: ["f"] } });
  page.view.addEventListener("PytoniumReady", () => void page.pytonium.app?.f?.());
  await page.ups();
  const before = page.view.posts.length;
  page.document.parsed();
  assert.deepEqual(await page.ups(), [["c", 1, "app", "f", []], ["k"]]);
  assert.equal(page.view.posts.length, before + 1);
});

test("in a document that is parsed already, readiness follows at once", async () => {
  const page = new FakePage({}, (view) => {
    view.document.readyState = "complete";
  });
  assert.equal(flag(page), undefined);
  assert.deepEqual(await page.ups(), [["k"]]);
  assert.equal(flag(page), true);
});

test("a listener that comes too late is called once, after the current script", () => {
  const page = new FakePage();
  page.document.parsed();
  const calls: unknown[] = [];
  page.view.addEventListener("PytoniumReady", function (this: unknown, event) {
    calls.push([this === page.view, event.type]);
  });
  const object = { handleEvent: () => calls.push("object") };
  page.view.addEventListener("PytoniumReady", object as unknown as () => void);
  assert.deepEqual(calls, []);
  page.view.turn();
  page.view.turn();
  assert.deepEqual(calls, [[true, "PytoniumReady"], "object"]);
});

test("a late listener that throws is reported", () => {
  const page = new FakePage();
  page.document.parsed();
  page.view.addEventListener("PytoniumReady", () => {
    throw new Error("late");
  });
  page.view.turn();
  assert.equal(page.view.reported.length, 1);
});

test("other listeners of the window are none of our business, and wrappers of the prototype see them all", () => {
  const page = new FakePage();
  const wrapped: string[] = [];
  const native = FakeTarget.prototype.addEventListener;
  FakeTarget.prototype.addEventListener = function (type, listener, options) {
    wrapped.push(type);
    native.call(this, type, listener, options);
  };
  try {
    page.document.parsed();
    let clicks = 0;
    page.view.addEventListener("click", () => clicks++, { once: true });
    page.view.turn();
    assert.equal(clicks, 0);
    assert.deepEqual(wrapped, ["click"]);
  } finally {
    FakeTarget.prototype.addEventListener = native;
  }
});

test("addEventListener without a window before it means the window", () => {
  const page = new FakePage();
  page.document.parsed();
  let calls = 0;
  const bare = page.view.addEventListener;
  Reflect.apply(bare, undefined, ["PytoniumReady", () => calls++]);
  page.view.turn();
  assert.equal(calls, 1);
  const other = new FakeWindow(null);
  Reflect.apply(bare, other, ["PytoniumReady", () => calls++]);
  page.view.turn();
  assert.equal(calls, 1);
});
