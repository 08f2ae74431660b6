import assert from "node:assert/strict";
import { test } from "node:test";
import { type Edit, Edits } from "../../web/src/widgets/edits.ts";

const edit = (wid: number, text: string): Edit => ({ wid, action: "modified", args: [text], values: { text } });

test("a key is the user's from the first touch until it is confirmed", () => {
  const edits = new Edits();
  assert.equal(edits.isAhead(3, ["text"]), false);
  edits.hold(3, "text");
  assert.equal(edits.isAhead(3, ["text"]), true);
  assert.equal(edits.isAhead(3, ["index"]), false);
  assert.equal(edits.isAhead(4, ["text"]), false);
  edits.confirm(10);
  assert.equal(edits.isAhead(3, ["text"]), true, "it was not told yet");
  edits.told(11, edit(3, "a"));
  edits.confirm(10);
  assert.equal(edits.isAhead(3, ["text", "index"]), true);
  edits.confirm(11);
  assert.equal(edits.isAhead(3, ["text"]), false);
});

test("a newer edit is confirmed by its own number", () => {
  const edits = new Edits();
  edits.told(1, edit(3, "a"));
  edits.told(2, edit(3, "ab"));
  edits.confirm(1);
  assert.equal(edits.isAhead(3, ["text"]), true);
  assert.deepEqual(edits.values(3), [["text", "ab"]]);
  edits.confirm(2);
  assert.deepEqual(edits.values(3), []);
});

test("what came to nothing is released; what was told before stays", () => {
  const edits = new Edits();
  edits.hold(3, "text");
  edits.release(3, "text");
  assert.equal(edits.isAhead(3, ["text"]), false);
  edits.told(1, edit(3, "a"));
  edits.release(3, "text");
  assert.equal(edits.isAhead(3, ["text"]), true);
});

test("what was told and not confirmed is told again in its order, each once", () => {
  const edits = new Edits();
  edits.told(1, { wid: 5, action: "activated", args: [2, "c"], values: { index: 2, text: "c" } });
  edits.told(3, edit(3, "b"));
  edits.told(2, edit(4, "a"));
  edits.hold(9, "text");
  assert.deepEqual(
    edits.takeTold().map(({ wid }) => wid),
    [5, 4, 3],
  );
  assert.deepEqual(edits.takeTold(), []);
  assert.equal(edits.isHeld(9, "text"), true);
});

test("a widget that is gone has no edits", () => {
  const edits = new Edits();
  edits.told(1, edit(3, "a"));
  edits.forget(3);
  assert.deepEqual(edits.takeTold(), []);
});

test("who types on and takes it back still waits for what was told before", () => {
  const edits = new Edits();
  edits.told(1, edit(3, "a"));
  edits.hold(3, "text");
  edits.release(3, "text");
  assert.equal(edits.isAhead(3, ["text"]), true);
  assert.deepEqual(edits.values(3), [["text", "a"]]);
  edits.hold(3, "text");
  edits.confirm(1);
  assert.equal(edits.isHeld(3, "text"), true);
  assert.deepEqual(edits.values(3), [], "the program has it");
  assert.deepEqual(edits.takeTold(), []);
  edits.release(3, "text");
  assert.equal(edits.isAhead(3, ["text"]), false);
});

test("what was passed over counts when it is newer than all that was told", () => {
  const edits = new Edits();
  edits.pass(3, ["text"]);
  assert.equal(edits.isMissed(3, "text"), false);
  edits.told(1, edit(3, "a"));
  edits.hold(3, "text");
  edits.pass(3, ["text"]);
  assert.equal(edits.isMissed(3, "text"), false, "it is older than callback 1");
  edits.confirm(1);
  edits.pass(3, ["text"]);
  assert.equal(edits.isMissed(3, "text"), true);
  edits.told(2, edit(3, "b"));
  assert.equal(edits.isMissed(3, "text"), false);
});

test("values stand in the order in which they were told", () => {
  const edits = new Edits();
  edits.told(1, edit(3, "x"));
  edits.told(2, { wid: 3, action: "activated", args: [-1, "x"], values: { index: -1, text: "x" } });
  assert.deepEqual(edits.values(3), [
    ["index", -1],
    ["text", "x"],
  ]);
});
