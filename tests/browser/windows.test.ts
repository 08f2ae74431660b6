// Windows and dialogs: which covers which, and what a rebuild leaves as it was.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, type Message, Program } from "./harness.ts";

let program: Program;

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

/** The window at a point of the page. */
function at(x: number, y: number): Promise<string | undefined> {
  return program.page.evaluate(
    ([left, top]) => document.elementFromPoint(left, top)?.closest<HTMLElement>(".o-window")?.dataset.wid,
    [x, y] as const,
  );
}

const placed = (wid: number, name: string, x: number, y: number, options: Message = {}): Message =>
  create(wid, name, name === "Dialog" ? ["D", [], options] : [{ title: `W${wid}`, ...options }], {
    set: [
      ["resize", [200, 150]],
      ["set_position", [x, y]],
    ],
  });

test("a click on a window that fills the page hides no other one and no dialog", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  await program.build(
    create(1, "TopLevel", [{}]),
    placed(2, "TopLevel", 100, 80),
    placed(3, "Dialog", 400, 300),
    create(4, "TopLevel", [{}]),
    ...[1, 2, 3, 4].map((wid) => call(wid, "show")),
  );
  await program.page.mouse.click(5, 5);
  assert.deepEqual([await at(120, 90), await at(420, 320), await at(5, 5)], ["2", "3", "4"]);
  program.send(call(1, "raise_"), call(2, "lower"));
  await program.settled();
  assert.deepEqual([await at(120, 90), await at(420, 320), await at(5, 5)], ["2", "3", "1"]);
  program.send(call(1, "resize", 300, 300), call(1, "set_position", 90, 70), call(1, "raise_"));
  await program.settled();
  assert.equal(await at(120, 90), "1", "it has a frame now, and may cover others");
});
