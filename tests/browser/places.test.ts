// Where windows are: what is told is what is seen.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, Program } from "./harness.ts";

let program: Program;

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

/** Where a window is seen. */
async function corner(wid: number): Promise<[number, number]> {
  const box = await program.widget(wid).boundingBox();
  assert.ok(box);
  return [box.x, box.y];
}

async function drag(x: number, y: number, dx: number, dy: number): Promise<void> {
  const { mouse } = program.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + dx, y + dy, { steps: 3 });
  await mouse.up();
}

test("a window that is moved to the edge is told where it is seen, and goes on from there", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  await program.build(
    create(1, "TopLevel", [{ title: "W", resizable: true, maximizable: true }], {
      set: [
        ["resize", [300, 200]],
        ["set_position", [5000, 100]],
      ],
    }),
    call(1, "show"),
  );
  assert.deepEqual(await corner(1), [500, 100]);
  await drag(520, 115, -50, 0);
  assert.deepEqual((await program.untilTold("move")).args, [450, 100], "it was seen at the edge");
  await drag(470, 115, 300, 0);
  assert.deepEqual((await program.untilTold("move", 2)).args, [500, 100]);
  assert.deepEqual(await corner(1), [500, 100]);
  await drag(520, 115, 0, 470);
  assert.deepEqual(await corner(1), (await program.untilTold("move", 3)).args);
  await drag(520, 580, -400, -400);
  const [x, y] = (await program.untilTold("move", 4)).args as [number, number];
  await drag(x + 295, y + 195, 700, 0);
  assert.deepEqual((await program.untilTold("resize")).args, [{ width: 800 - x, height: 200 }]);
  assert.deepEqual(await corner(1), [x, y]);
  program.send(call(1, "set_window_state", "maximized"));
  await program.settled();
  await drag(300, 15, 50, 50);
  await program.widget(1).locator(".o-window-bar").press("ArrowRight");
  await program.settled();
  assert.equal(program.told("move").length, 4, "a maximized one is not moved");
});
