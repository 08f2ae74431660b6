import assert from "node:assert/strict";
import { test } from "node:test";
import { copy, encode, isSame, MAX_DEPTH, quote } from "../../web/src/page/value.ts";

const same = [
  null,
  true,
  false,
  0,
  -0,
  1.5,
  -1e-7,
  1e300,
  Number.MAX_SAFE_INTEGER,
  "",
  'é 😀 \u0000 \n " \\ \u2028 \\ud800',
  [],
  {},
  [1, [2, [3]], { a: { b: [null] } }],
  { "": 1, "a b": 2, é: 3 },
  JSON.parse('{"__proto__":{"x":1},"constructor":2,"toString":null}'),
];

test("JSON values are written as JSON.stringify writes them", () => {
  for (const value of same) assert.equal(encode(value, "v"), JSON.stringify(value));
});

test("undefined is nothing; inside, it is what JSON makes of it", () => {
  assert.equal(encode(undefined, "v"), undefined);
  assert.equal(encode([undefined, 1], "v"), "[null,1]");
  assert.equal(encode({ a: undefined, b: 1 }, "v"), '{"b":1}');
  assert.equal(encode(new Array(2), "v"), "[null,null]");
});

test("integers beyond 2^53 are spelled as reals", () => {
  assert.equal(encode(2 ** 53, "v"), "9007199254740992.0");
  assert.equal(encode(-1e20, "v"), "-100000000000000000000.0");
  assert.equal(encode(1e21, "v"), "1e+21");
});

test("dates and other objects with toJSON are what it returns", () => {
  const date = new Date(Date.UTC(2026, 0, 2));
  assert.equal(encode([date], "v"), '["2026-01-02T00:00:00.000Z"]');
  assert.equal(encode(new URL("http://a/b"), "v"), '"http://a/b"');
  assert.equal(encode({ toJSON: () => ({ a: 1 }) }, "v"), '{"a":1}');
});

test("instances of classes are their own properties", () => {
  class Point {
    x = 1;
    y = [2];
  }
  assert.equal(encode(new Point(), "v"), '{"x":1,"y":[2]}');
});

test("halves of surrogate pairs become U+FFFD, whole pairs stay", () => {
  assert.equal(quote("a\ud83d"), '"a\ufffd"');
  assert.equal(quote("\ude00\ud83d\ude00\ud83dz"), '"\ufffd😀\ufffdz"');
  assert.equal(encode({ "\ud800": "\\ud800" }, "v"), '{"\ufffd":"\\\\ud800"}');
});

const circle: { a: unknown[] } = { a: [] };
circle.a.push(1, circle);

const refused: [unknown, string][] = [
  [() => 1, "v is a function"],
  [{ stats: { cpu: [1, 2, 3, () => 1] } }, "v.stats.cpu[3] is a function"],
  [[Symbol("s")], "v[0] is a symbol"],
  [{ n: 1n }, "v.n is a bigint"],
  [Number.NaN, "v is NaN"],
  [[[Number.POSITIVE_INFINITY]], "v[0][0] is Infinity"],
  [circle, "v.a[1] is an object that contains itself"],
  [{ m: new Map() }, "v.m is a Map"],
  [[Promise.resolve(1)], "v[0] is a Promise"],
  [{ d: new Date(Number.NaN) }, "v.d is an invalid Date"],
  [{ d: [new Uint8Array(1)] }, "v.d[0] holds bytes, which can only be a whole argument or result"],
  [[new ArrayBuffer(1)], "v[0] holds bytes, which can only be a whole argument or result"],
  [{ a: [{ "b\0": 1 }] }, "v.a[0].b\0 has a NUL character in its key"],
  [{ "a\ud800": 1, "a\udc00": 2 }, "v.a\udc00 has the key of another member: halves of surrogate pairs become U+FFFD"],
  [{ "\ufffd": 1, "\ud800": 2 }, "v.\ud800 has the key of another member: halves of surrogate pairs become U+FFFD"],
];

test("what JSON would lose is refused, by its place", () => {
  for (const [value, message] of refused) assert.throws(() => encode(value, "v"), { name: "TypeError", message });
});

test("the same object twice is no cycle", () => {
  const shared = { a: 1 };
  assert.equal(encode([shared, { shared }], "v"), '[{"a":1},{"shared":{"a":1}}]');
});

test("nesting ends at the limit", () => {
  let value: unknown = 1;
  for (let i = 0; i < MAX_DEPTH; i++) value = [value];
  assert.equal(encode(value, "v")?.length, 2 * MAX_DEPTH + 1);
  assert.throws(() => encode([value], "v"), /nested deeper than 128 levels/);
});

test("copies share nothing and equal the original", () => {
  for (const value of same) {
    const twin = copy(value);
    assert.equal(JSON.stringify(twin), JSON.stringify(value));
    assert.ok(isSame(twin, value));
    if (typeof value === "object" && value !== null) assert.notEqual(twin, value);
  }
});

test("equality sees values, not the order of keys", () => {
  assert.ok(isSame({ a: 1, b: [2] }, { b: [2], a: 1 }));
  for (const other of [{ a: 1 }, { a: 1, b: [3] }, { a: 1, c: [2] }, [1, [2]], null, "x"]) {
    assert.ok(!isSame({ a: 1, b: [2] }, other));
  }
  assert.ok(!isSame([], {}));
  assert.ok(!isSame([1], [1, 2]));
});
