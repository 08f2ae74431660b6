// Plays the program's part of the golden transcripts and checks every word of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CONFIG, FakePage, outcome, settle } from "./fake.ts";

interface Line {
  readonly dir: "up" | "down";
  readonly text: string;
}

type Step = (page: FakePage) => void;

const nothing: Step = () => {};
const ready: Step = (page) => page.document.parsed();

/** Opens the page of a transcript; before each of its posts the next step is taken. */
async function play(name: string, steps: readonly Step[]): Promise<FakePage> {
  const lines = JSON.parse(readFileSync(join("tests/golden/page", `${name}.json`), "utf8")) as Line[];
  const [prompt, seed, ...rest] = lines;
  assert.equal(prompt?.text, `oriel:${CONFIG.key}`);
  const page = new FakePage(JSON.parse(seed?.text as string) as object);
  assert.deepEqual(page.view.prompts, [prompt?.text]);
  let posts = 0;
  let step = 0;
  for (const { dir, text } of rest) {
    if (dir === "down") {
      await page.raw(text);
      continue;
    }
    if (page.view.posts.length === posts) (steps[step++] ?? nothing)(page);
    await settle();
    assert.equal(page.view.posts[posts++]?.text, text, `post ${posts}`);
  }
  assert.equal(page.view.posts.length, posts, "the page says no more than this");
  assert.equal(step, steps.length, "all steps were taken");
  assert.deepEqual(page.view.reported, []);
  return page;
}

test("calls", async () => {
  const results: unknown[][] = [];
  const call = (page: FakePage, name: string, ...args: unknown[]) => {
    results.push(outcome(page.pytonium.app?.[name]?.(...args) as Promise<unknown>));
  };
  await play("calls", [
    (page) => {
      call(page, "get_version");
      call(page, "add", 1, 2.5);
      call(page, "greet", "Zoë \u{1f600}", { polite: true, titles: ["Dr"] }, undefined);
    },
    ready,
    (page) => call(page, "add", "a", null),
    (page) => call(page, "quiet", undefined, 1),
  ]);
  assert.deepEqual(results, [
    ["ok", "1.0"],
    ["ok", 3.5],
    ["ok", { text: "Good day" }],
    ["no", 'TypeError: can only concatenate str (not "NoneType") to str'],
    ["ok", undefined],
  ]);
});

test("bytes", async () => {
  const results: unknown[][] = [];
  await play("bytes", [
    (page) => {
      results.push(
        outcome(page.oriel.call("files", "join", new Uint8Array([1, 2, 3]), "x", new Uint8Array([255]).buffer)),
      );
      results.push(outcome(page.oriel.call("files", "size", new Uint8Array(0))));
    },
    ready,
  ]);
  assert.deepEqual(results, [
    ["ok", new Uint8Array([1, 2, 3, 255])],
    ["ok", 0],
  ]);
});

test("streams", async () => {
  const seen: unknown[] = [];
  await play("streams", [
    (page) => {
      void (async () => {
        for await (const item of (await page.oriel.call("", "count", 2)) as AsyncIterable<unknown>) seen.push(item);
        seen.push("end");
        for await (const item of (await page.oriel.call("", "count", 9)) as AsyncIterable<unknown>) {
          seen.push(item);
          break;
        }
      })();
    },
    ready,
  ]);
  assert.deepEqual(seen, [0, 1, "end", 0]);
});

test("abort", async () => {
  const controller = new AbortController();
  let result: unknown[] = [];
  await play("abort", [
    (page) => {
      result = outcome(page.oriel.call("jobs", "run", "all", { signal: controller.signal }));
    },
    ready,
    () => controller.abort(new Error("changed my mind")),
  ]);
  assert.deepEqual(result, ["no", "Error: changed my mind"]);
});

test("state", async () => {
  const page = await play("state", [
    ({ appState }) => {
      appState.setState("settings", "theme", "light");
      appState.setState("settings", "sizes", { font: 12, lines: [1, 1.5, null] });
      appState.removeState("settings", "old");
    },
    ready,
  ]);
  assert.equal(page.appState.getState("settings", "theme"), "dark");
  assert.equal(page.appState.getState("system", "cpu"), 43);
  assert.equal(page.appState.getState("system", "gone"), undefined);
});

test("snapshot", async () => {
  const page = await play("snapshot", [nothing, ready]);
  assert.equal(page.appState.getState("system", "cpu"), 99);
  assert.equal(page.appState.getState("system", "mem"), undefined);
  assert.equal(page.appState.getState("settings", "theme"), "light");
});

test("exposed", async () => {
  const page = await play("exposed", [nothing, ready, ({ pytonium }) => void pytonium.late?.hello?.()]);
  assert.deepEqual(Object.keys(page.pytonium.app as object), []);
});

test("order", async () => {
  const seen: unknown[] = [];
  await play("order", [
    (page) => {
      page.oriel.state.subscribe("n", (change) => seen.push(change.value));
    },
    ready,
    (page) => void page.oriel.call("", "slow"),
    (page) => void page.oriel.call("", "slow"),
  ]);
  assert.deepEqual(seen, [1, 2, 3]);
});
