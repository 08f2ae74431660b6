// The client against the catalogue: every class, every method, and not one more that the program could call.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromWire, methodsOf, toWire } from "../../web/src/widgets/dispatch.ts";
import { FACTS } from "../../web/src/widgets/facts.ts";
import { CLASSES, createRegistry, type WidgetClass } from "../../web/src/widgets/registry.ts";
import type { Widget } from "../../web/src/widgets/widget.ts";

interface Row {
  readonly methods: Readonly<Record<string, readonly string[]>>;
}

const catalogue = JSON.parse(readFileSync("tests/web/classes.json", "utf8")) as Record<string, Row>;

test("the client draws the classes that the catalogue says it does", () => {
  assert.deepEqual(Object.keys(CLASSES).sort(), Object.keys(catalogue).sort());
  assert.deepEqual(Object.keys(FACTS).sort(), Object.keys(catalogue).sort());
});

for (const [name, { methods }] of Object.entries(catalogue)) {
  test(`${name} has the methods of the catalogue, and no others`, () => {
    const found = [...methodsOf(CLASSES[name] as WidgetClass).keys()];
    assert.deepEqual(found.sort(), Object.keys(methods).sort());
  });
}

test("classes that need no controls are there at once; the others once the controls are, and from then on at once", async () => {
  let loads = 0;
  const registry = createRegistry(() => {
    loads++;
    return Promise.resolve();
  });
  assert.equal(registry("Label"), CLASSES.Label);
  assert.equal(loads, 0);
  const first = registry("Button");
  const second = registry("Slider");
  assert.ok(first instanceof Promise && second instanceof Promise);
  assert.equal(await first, CLASSES.Button);
  assert.equal(await second, CLASSES.Slider);
  assert.equal(loads, 1);
  assert.equal(registry("Button"), CLASSES.Button);
  assert.equal(registry("Nothing"), undefined);
  assert.equal(registry("toString"), undefined);
});

test("controls that could not be loaded are tried again with the next widget", async () => {
  let loads = 0;
  const registry = createRegistry(() => (loads++ === 0 ? Promise.reject(new Error("offline")) : Promise.resolve()));
  await assert.rejects(registry("Button") as Promise<unknown>, /offline/);
  assert.equal(await registry("Button"), CLASSES.Button);
});

test("widgets within arguments are found however deep, and unknown ones are an error", () => {
  const label = { wid: 3 } as Widget;
  const find = (wid: number): Widget => {
    if (wid !== 3) throw new Error(`Unknown widget id: ${wid}`);
    return label;
  };
  assert.deepEqual(fromWire([1, { a: [{ __wid__: 3 }] }, null], find), [1, { a: [label] }, null]);
  assert.throws(() => fromWire({ x: { __wid__: 4 } }, find), /Unknown widget id: 4/);
  const bytes = new Uint8Array([1]);
  assert.equal(fromWire(bytes, find), bytes);
  assert.deepEqual(toWire([1, { a: null, b: ["x"] }]), [1, { a: null, b: ["x"] }]);
});
