// The bundle as the library injects it, in a realm of its own whose page then replaces what it can reach and listens.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { CONFIG, FakeWindow, KEY, SEED, settle } from "./fake.ts";

const options = "--bundle --format=iife --target=safari16 --charset=utf8 --minify-whitespace --minify-syntax";
const bundle = execFileSync("esbuild", [...options.split(" "), "--legal-comments=none", "web/src/page/main.ts"], {
  encoding: "utf8",
});

interface Realm {
  readonly view: FakeWindow;
  readonly posts: string[];
  run(script: string): unknown;
  answer(text: string): Promise<void>;
}

/** A realm with a window whose message handler is native to it, and the script started in it. */
function inject(): Realm {
  const view = new FakeWindow(JSON.stringify({ ...SEED, s: { n: { k: 1 } }, b: { app: ["f", "g"] } }));
  const posts: string[] = [];
  const answers: ((text: string) => void)[] = [];
  const context = createContext({ window: view, AbortSignal, AbortController, EventTarget, posts, answers });
  const run = (script: string) => runInContext(script, context) as unknown;
  run(`(() => {
    const NativePromise = Promise, { push } = Array.prototype, { apply } = Reflect;
    window.webkit.messageHandlers.oriel.postMessage = (text) => new NativePromise((resolve) => {
      apply(push, posts, [text]);
      apply(push, answers, [resolve]);
    });
  })()`);
  run(bundle.replace("__ORIEL_CONFIG__", () => JSON.stringify(CONFIG)));
  return {
    view,
    posts,
    run,
    async answer(text) {
      answers.shift()?.(text);
      await settle();
    },
  };
}

/** Replaces every function of the language that a page can reach by one that notes what passes through it. */
const LISTEN = `
  const heard = [];
  (() => {
    const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
    const { toString } = Object.prototype;
    let count = 0;
    let busy = false;
    const note = (value) => {
      if (typeof value === "string") heard[count++] = value;
      else if (typeof value === "object" && value !== null && apply(toString, value, []) !== "[object Window]") {
        for (const name in value) {
          let inner;
          try { inner = value[name]; } catch {}
          if (typeof inner === "string") heard[count++] = inner;
        }
      }
    };
    const listen = (self, args) => {
      if (busy) return;
      busy = true;
      note(self);
      for (let i = 0; i < args.length; i++) note(args[i]);
      busy = false;
    };
    const wrap = (native) => function (...args) {
      listen(this, args);
      return new.target ? Reflect_construct(native, args) : apply(native, this, args);
    };
    const Reflect_construct = Reflect.construct;
    const owners = [Array, String, Object, Promise, Map, Set, WeakMap, Function, Number, RegExp, Error, Uint8Array, Symbol,
      AbortSignal, EventTarget];
    const objects = [JSON, Reflect, Object.getPrototypeOf(Uint8Array.prototype), Object.getPrototypeOf(Uint8Array)];
    for (let i = 0; i < owners.length; i++) { objects[objects.length] = owners[i]; objects[objects.length] = owners[i].prototype; }
    const work = [];
    for (let i = 0; i < objects.length; i++) {
      const names = ownKeys(objects[i]);
      for (let j = 0; j < names.length; j++) {
        const found = getOwnPropertyDescriptor(objects[i], names[j]);
        if (!found.configurable || names[j] === "constructor") continue;
        if (typeof found.value === "function") work[work.length] = [objects[i], names[j], { ...found, value: wrap(found.value) }];
        else if (found.get) work[work.length] = [objects[i], names[j], { ...found, get: wrap(found.get) }];
      }
    }
    heard[9999] = ""; // Filled before the setters below stand in the way.
    for (let i = 0; i < 9999; i++) heard[i] = "";
    for (let i = 0; i < work.length; i++) defineProperty(work[i][0], work[i][1], work[i][2]);
    const trap = (target, name) => defineProperty(target, name, {
      __proto__: null,
      configurable: true,
      get() { return undefined; },
      set(value) {
        listen(this, [value]);
        defineProperty(this, name, { __proto__: null, value, configurable: true, enumerable: true, writable: true });
      },
    });
    for (const name in { key: 1, text: 1, doc: 1, ops: 1, value: 1, done: 1, then: 1, id: 1, ports: 1, stream: 1, release: 1 }) {
      trap(Object.prototype, name);
    }
    for (let i = 0; i < 8; i++) trap(Array.prototype, i);
    defineProperty(Promise.prototype, "constructor", { __proto__: null, configurable: true, get() { listen(this, []); return NoPromise; } });
    function NoPromise(run) {
      run((value) => listen(undefined, [value]), (value) => listen(undefined, [value]));
    }
    defineProperty(NoPromise, Symbol.species, { __proto__: null, value: NoPromise });
  })();
`;

const USE = `
  ["the page's own words"].join();
  const settled = [];
  const controller = new AbortController();
  const { Pytonium, oriel } = window;
  const note = (slot) => [(value) => { settled[slot] = value; }, (error) => { settled[slot] = error; }];
  window.addEventListener("PytoniumReady", () => Pytonium.app.f("ready"));
  Pytonium.appState.registerForStateUpdates("e", ["n"], true, true);
  oriel.state.subscribe(["n"], () => {});
  Pytonium.appState.setState("n", "k", { a: [1, "two"] });
  Pytonium.app.f(1, { a: ["x"] }, new Uint8Array([1, 2, 3]), { signal: controller.signal });
  Pytonium.app.g("stream");
  Pytonium.appState.getState("n", "k");
  Pytonium.appState.removeState("n", "k");
`;

test("the configuration stands in the bundle once, in strict code", () => {
  assert.equal(bundle.split("__ORIEL_CONFIG__").length, 2);
  assert.ok(bundle.startsWith('"use strict";'));
});

test("a page that listens everywhere hears its own words, but not the key", async () => {
  const realm = inject();
  await settle();
  realm.run(LISTEN);
  realm.run(USE);
  realm.view.document.parsed();
  await settle();
  realm.view.turn();
  await realm.answer('1\n[["v",1,{"a":[1]}],["i",2],["s","n","z",{"deep":["value"]},4,0]]\n');
  await realm.answer('2\n[["f","late","h"],["z",{"rev":5,"s":{"n":{"k":1}},"p":[]}],["b",3,0]]\nAQID');
  realm.run("controller.abort(); Pytonium.late.h();");
  await settle();
  const heard = realm.run("heard") as string[];
  const texts: string[] = [];
  for (let i = 0; i < 9999; i++) texts.push(heard[i] as string);
  assert.ok(
    texts.some((text) => text === "the page's own words"),
    "the listening works",
  );
  for (const text of texts) assert.ok(!text.includes(KEY), `heard ${text}`);
  assert.ok(realm.posts.length >= 3);
  for (const text of realm.posts) assert.ok(text.startsWith(`${KEY} 3\n`));
});

test("a page that breaks every built-in function does not break the bridge", async () => {
  const realm = inject();
  realm.run(
    `
    globalThis.results = { push(value) { this[this.length++] = value; }, length: 0 };
    globalThis.bytes = new Uint8Array([255]);
    const fail = () => { throw new Error("broken"); };
    for (const object of [JSON, Promise, Map, Number, Promise.prototype, Map.prototype, String.prototype, Array.prototype]) {
      for (const name of Reflect.ownKeys(object)) {
        const { value } = Reflect.getOwnPropertyDescriptor(object, name);
        if (name !== "constructor" && typeof value === "function") Object.defineProperty(object, name, { value: fail });
      }
    }
    window.oriel.state.subscribe("n", (change) => window.results.push(change.value));
  `.replace("window.results", "results"),
  );
  realm.run(`
    window.Pytonium.app.f({ list: [1, "é"] }, [new Date(0)], bytes);
    window.Pytonium.appState.setState("n", "own", { a: [1] });
  `);
  await settle();
  assert.equal(
    realm.posts[realm.posts.length - 1],
    `${KEY} 3\n[["c",1,"app","f",[{"list":[1,"é"]},["1970-01-01T00:00:00.000Z"],null],[[2,0]]],["s","n","own",{"a":[1]}]]\n/w==`,
  );
  await realm.answer('1\n[["s","n","x",{"b":[2]},1,0],["v",1,3]]');
  assert.equal(realm.run("results.length"), 2);
  assert.deepEqual(realm.view.reported, []);
});

test("nothing that a page can hold leads to the key", async () => {
  const realm = inject();
  await settle();
  const texts = realm.run(`(() => {
    const seen = new Set(), texts = [];
    const walk = (value) => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
      seen.add(value);
      if (typeof value === "function") texts.push(Function.prototype.toString.call(value));
      for (const name of Reflect.ownKeys(value)) {
        const { value: inner, get } = Reflect.getOwnPropertyDescriptor(value, name);
        if (typeof inner === "string") texts.push(inner);
        walk(inner);
        walk(get);
      }
    };
    walk(window.Pytonium);
    walk(window.oriel);
    texts.push(Function.prototype.toString.call(window.addEventListener));
    Error.prepareStackTrace = (_error, frames) => {
      for (const frame of frames) texts.push(String(frame.getFunction()), String(frame.getThis()));
      return "";
    };
    const spy = { toJSON() { texts.push(new Error().stack); try { texts.push(String(spy.toJSON.caller)); } catch {} return 1; } };
    window.Pytonium.app.f(spy);
    return texts;
  })()`) as string[];
  assert.ok(texts.length > 10);
  for (const text of [...texts]) assert.ok(!`${text}`.includes(KEY), text);
});
