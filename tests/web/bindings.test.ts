import assert from "node:assert/strict";
import { test } from "node:test";
import { FakePage } from "./fake.ts";

test("bindings are functions by object, on both faces, from the first script on", async () => {
  const page = new FakePage({ b: { app: ["get_version", "save"], "": ["beep"] } });
  const { Pytonium, oriel } = page.view as unknown as Record<string, Record<string, unknown>>;
  assert.deepEqual(Object.keys(Pytonium?.app as object), ["get_version", "save"]);
  void page.pytonium.app?.save?.(1);
  void (Pytonium?.beep as () => unknown)();
  void (oriel?.app as Record<string, () => unknown>).get_version?.();
  assert.deepEqual(await page.ups(), [
    ["c", 1, "app", "save", [1]],
    ["c", 2, "", "beep", []],
    ["c", 3, "app", "get_version", []],
  ]);
});

test("a stub always returns a promise", () => {
  const page = new FakePage({ b: { app: ["f"] } });
  const wrong = page.pytonium.app?.f?.(() => 1);
  assert.ok(wrong instanceof Promise);
  wrong.catch(() => {});
});

test("functions come and go while the page runs", async () => {
  const page = new FakePage({ b: { app: ["old"] } });
  await page.ups();
  await page.down([
    ["f", "app", "new"],
    ["f", "other", "g"],
    ["f", "", "top"],
    ["u", "app", "old"],
    ["u", "never", "there"],
  ]);
  assert.deepEqual(Object.keys(page.pytonium.app as object), ["new"]);
  assert.equal(typeof page.pytonium.other?.g, "function");
  assert.equal(typeof page.pytonium.top, "function");
  await page.down([["u", "", "top"]]);
  assert.equal("top" in page.pytonium, false);
});

test("exposing again keeps the function", async () => {
  const page = new FakePage({ b: { app: ["f"] } });
  const before = page.pytonium.app?.f;
  await page.ups();
  await page.down([["f", "app", "f"]]);
  assert.equal(page.pytonium.app?.f, before);
});

test("what the page puts there is the page's", async () => {
  const page = new FakePage({ b: { app: ["f"] } });
  const own = () => Promise.resolve("own");
  const app = page.pytonium.app as Record<string, unknown>;
  app.f = own;
  app.helper = own;
  await page.ups();
  await page.down([["u", "app", "f"]]);
  assert.equal(app.f, own);
  assert.equal(app.helper, own);
});

test("bindings named appState join the state object and replace nothing of it", async () => {
  const page = new FakePage({ b: { appState: ["setState", "export_all"] } });
  await page.ups();
  page.appState.setState("n", "k", 1);
  void page.pytonium.appState?.export_all?.();
  assert.deepEqual(await page.ups(), [
    ["s", "n", "k", 1],
    ["c", 1, "appState", "export_all", []],
  ]);
});

test("oriel's own names stay; such functions are reached through call", async () => {
  const page = new FakePage({ b: { "": ["call", "ready", "state"], state: ["get", "dump"] }, s: { n: { k: 1 } } });
  await page.ups();
  assert.equal(page.oriel.state.get("n", "k"), 1);
  assert.ok(page.oriel.ready instanceof Promise);
  void page.oriel.call("state", "get", 5);
  void (page.pytonium.state as Record<string, () => unknown>).get?.();
  void (page.oriel.state as unknown as Record<string, () => unknown>).dump?.();
  assert.deepEqual(await page.ups(), [
    ["c", 1, "state", "get", [5]],
    ["c", 2, "state", "get", []],
    ["c", 3, "state", "dump", []],
  ]);
});

test("names with dots, blanks and of prototypes are literal", async () => {
  const page = new FakePage({ b: JSON.parse('{"a.b":["c.d","x y"],"__proto__":["toString"],"constructor":["f"]}') });
  await page.ups();
  const pytonium = page.pytonium as Record<string, unknown>;
  assert.ok(Object.hasOwn(pytonium, "__proto__") && Object.hasOwn(pytonium, "constructor"));
  void page.pytonium["a.b"]?.["x y"]?.();
  void (pytonium.constructor as unknown as Record<string, () => unknown>).f?.();
  assert.deepEqual(await page.ups(), [
    ["c", 1, "a.b", "x y", []],
    ["c", 2, "constructor", "f", []],
  ]);
  assert.equal(Object.getPrototypeOf(pytonium), Object.prototype);
});

test("an object and a function of the same name share the place", async () => {
  const page = new FakePage({ b: { "": ["app"], app: ["f"] } });
  await page.ups();
  void (page.pytonium.app as unknown as () => unknown)();
  void page.pytonium.app?.f?.();
  assert.deepEqual(await page.ups(), [
    ["c", 1, "", "app", []],
    ["c", 2, "app", "f", []],
  ]);
});

test("window.Pytonium and window.oriel cannot be replaced, but extended", () => {
  const { view } = new FakePage();
  for (const name of ["Pytonium", "oriel"]) {
    const { configurable, writable, value } = Object.getOwnPropertyDescriptor(view, name) as PropertyDescriptor;
    assert.deepEqual([configurable, writable, Object.isExtensible(value)], [false, false, true]);
  }
});
