import assert from "node:assert/strict";
import { File as NodeFile } from "node:buffer";
import { test } from "node:test";
import { Uploads } from "../../web/src/widgets/uploads.ts";

type Sent = Record<string, unknown>;

function fake(options: { backlog?: () => number; send?: (message: Sent) => void } = {}) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const uploads = new Uploads({
    send(message, bytes) {
      options.send?.(message as Sent);
      sent.push(bytes ? { ...message, bytes: bytes.length } : { ...message });
    },
    backlog: options.backlog ?? (() => 0),
    async pause(milliseconds) {
      pauses.push(milliseconds);
    },
  });
  return { sent, pauses, uploads };
}

// Node 18 has it in a module only.
const file = (name: string, size: number) =>
  new NodeFile([new Uint8Array(size)], name, { type: "text/x" }) as unknown as File;

test("files go one after the other, in pieces of 256 KiB; an empty one has none", async () => {
  const { sent, uploads } = fake();
  const files = [file("a", 600_000), file("b", 0), file("c", 1)];
  await uploads.start({ wid: 4, action: "drop-end", payload: { x: 1 }, files });
  assert.deepEqual(sent, [
    {
      type: "upload",
      transfer: 1,
      wid: 4,
      action: "drop-end",
      payload: { x: 1 },
      files: [
        { name: "a", size: 600_000, type: "text/x" },
        { name: "b", size: 0, type: "text/x" },
        { name: "c", size: 1, type: "text/x" },
      ],
    },
    { type: "chunk", transfer: 1, file: 0, bytes: 262_144 },
    { type: "chunk", transfer: 1, file: 0, bytes: 262_144 },
    { type: "chunk", transfer: 1, file: 0, bytes: 75_712 },
    { type: "chunk", transfer: 1, file: 2, bytes: 1 },
    { type: "upload-end", transfer: 1 },
  ]);
});

test("pieces wait while too much is under way", async () => {
  let backlog = 5 << 20;
  const { sent, pauses, uploads } = fake({
    backlog: () => {
      backlog -= 1 << 19;
      return backlog;
    },
  });
  await uploads.start({ wid: 4, action: "drop-end", payload: {}, files: [file("a", 10)] });
  assert.equal(pauses.length, 1);
  assert.equal(sent.length, 3);
});

test("a file that cannot be read ends its transfer with the reason", async () => {
  const { sent, uploads } = fake();
  const bad = file("a", 10);
  Object.assign(bad, {
    slice: () => {
      throw new Error("it went away");
    },
  });
  await uploads.start({ wid: 4, action: "drop-end", payload: {}, files: [bad] });
  assert.deepEqual(sent.at(-1), { type: "upload-end", transfer: 1, error: "it went away" });
});

test("a transfer of a document that is over is given up, and said to be lost", async () => {
  const lost: boolean[] = [];
  const { sent, uploads } = fake({
    send: ({ type }) => {
      if (type === "chunk") lost.push(uploads.restart(), uploads.restart());
    },
  });
  await uploads.start({ wid: 4, action: "drop-end", payload: {}, files: [file("a", 600_000)] });
  assert.deepEqual(
    sent.map(({ type }) => type),
    ["upload", "chunk"],
  );
  assert.deepEqual(lost, [true, false]);
  assert.equal(uploads.restart(), false);
});

test("a transfer that ended is not under way", async () => {
  const { uploads } = fake();
  await uploads.start({ wid: 4, action: "drop-end", payload: {}, files: [file("a", 10)] });
  assert.equal(uploads.restart(), false);
});
