import assert from "node:assert/strict";
import { test } from "node:test";
import { isAllowed } from "../../web/src/page/config.ts";
import type { View } from "../../web/src/page/host.ts";
import { startPage } from "../../web/src/page/page.ts";
import { CONFIG, FakeWindow, KEY, SEED, settle } from "./fake.ts";

/** Starts in a window that `prepare` changed; returns it. */
async function start(seed: string | null, prepare: (view: FakeWindow) => void = () => {}): Promise<FakeWindow> {
  const view = new FakeWindow(seed);
  prepare(view);
  startPage(CONFIG, view as unknown as View);
  await settle();
  return view;
}

function isUntouched(view: FakeWindow): boolean {
  return (
    !("Pytonium" in view) && !("oriel" in view) && view.posts.length === 0 && !Object.hasOwn(view, "addEventListener")
  );
}

test("a main frame of an allowed origin asks for its seed, by the key", async () => {
  const view = await start(JSON.stringify(SEED));
  assert.deepEqual(view.prompts, [`oriel:${KEY}`]);
  assert.ok("Pytonium" in view && "oriel" in view);
});

test("null means: not this document", async () => {
  assert.ok(isUntouched(await start(null)));
  assert.ok(isUntouched(await start("null")));
  assert.ok(isUntouched(await start("")));
});

test("in a frame, the script does not even ask", async () => {
  const view = await start(JSON.stringify(SEED), (frame) => {
    frame.top = {};
  });
  assert.ok(isUntouched(view));
  assert.deepEqual(view.prompts, []);
});

test("in a document of another origin, neither", async () => {
  for (const [protocol, origin] of [
    ["https:", "https://example.org"],
    ["http:", "http://127.0.0.1:8001"],
    ["data:", "null"],
    ["about:", "null"],
  ] as const) {
    const view = await start(JSON.stringify(SEED), (other) => {
      other.location = { protocol, origin };
    });
    assert.ok(isUntouched(view), protocol);
    assert.deepEqual(view.prompts, []);
  }
});

test("without the program's message handler, nothing happens", async () => {
  const view = await start(JSON.stringify(SEED), (bare) => {
    Object.defineProperty(bare, "webkit", { value: undefined });
  });
  assert.ok(isUntouched(view));
});

test("origins match whole; protocols are entries that end with their colon", () => {
  assert.ok(isAllowed(["app:"], "app:", "app://index.html"));
  assert.ok(isAllowed(["file:"], "file:", "null"));
  assert.ok(isAllowed(["http://127.0.0.1:8000"], "http:", "http://127.0.0.1:8000"));
  assert.ok(!isAllowed(["http://127.0.0.1:8000"], "http:", "http://127.0.0.1:80"));
  assert.ok(!isAllowed(["http://127.0.0.1"], "http:", "http://127.0.0.1:8000"));
  assert.ok(!isAllowed(["app:"], "app2:", "app2://x"));
  assert.ok(!isAllowed(["null"], "data:", "data:"));
  assert.ok(!isAllowed([], "app:", "app://x"));
});
