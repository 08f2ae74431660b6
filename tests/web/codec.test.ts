import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, createBase64, parseFrame } from "../../web/src/page/codec.ts";

function bytes(length: number): Uint8Array {
  const made = new Uint8Array(length);
  for (let i = 0; i < length; i++) made[i] = (i * 7 + (i >> 8)) & 255;
  return made;
}

test("frames come apart into number, operations and blocks", () => {
  assert.deepEqual(parseFrame('7\n[["v",1]]'), { number: 7, ops: [["v", 1]], blocks: [] });
  assert.deepEqual(parseFrame("12\n[]\nAQI=\n\nAw=="), { number: 12, ops: [], blocks: ["AQI=", "", "Aw=="] });
});

test("what is no frame is refused", () => {
  for (const text of ["", "1", "1\n", "x\n[]", "0\n[]", '1\n{"a":1}', "1\n[", "\n[]", "[]"]) {
    assert.throws(() => parseFrame(text), `accepted ${JSON.stringify(text)}`);
  }
});

test("base64 both ways, across the borders of chunks", () => {
  const { encode, decode } = createBase64(globalThis);
  for (const length of [0, 1, 2, 3, 255, 8191, 8192, 8193, 100_000]) {
    const text = encode(bytes(length));
    assert.equal(text, Buffer.from(bytes(length)).toString("base64"));
    assert.deepEqual(decode(text), bytes(length));
  }
});

test("the engine's own base64 is used where there is one", () => {
  const descriptors = [
    [Uint8Array.prototype, "toBase64"],
    [Uint8Array, "fromBase64"],
  ] as const;
  const before = descriptors.map(([object, name]) => Object.getOwnPropertyDescriptor(object, name));
  Object.defineProperty(Uint8Array.prototype, "toBase64", { value: () => "native", configurable: true });
  Object.defineProperty(Uint8Array, "fromBase64", { value: () => bytes(5), configurable: true });
  try {
    const { encode, decode } = createBase64(globalThis);
    assert.equal(encode(bytes(3)), "native");
    assert.equal(decode("AA==").length, 5);
  } finally {
    descriptors.forEach(([object, name], i) => {
      const descriptor = before[i];
      if (descriptor) Object.defineProperty(object, name, descriptor);
      else Reflect.deleteProperty(object, name);
    });
  }
});

test("bytes are seen whatever view they come in, without a copy", () => {
  const buffer = bytes(16).buffer as ArrayBuffer;
  assert.equal(bytesOf(buffer)?.length, 16);
  assert.deepEqual(bytesOf(new Uint16Array(buffer, 4, 3)), bytes(16).subarray(4, 10));
  assert.deepEqual(bytesOf(new DataView(buffer, 15)), bytes(16).subarray(15));
  assert.equal(bytesOf(new Uint8Array(buffer))?.buffer, buffer);
  for (const other of [null, undefined, 1, "x", [], {}, new Date()]) assert.equal(bytesOf(other), undefined);
});
