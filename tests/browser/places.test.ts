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

test("minimized windows can all be reached", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const wids = [1, 2, 3];
  await program.build(
    ...wids.map((wid) => create(wid, "TopLevel", [{ title: `W${wid}`, minimizable: true }])),
    ...wids.flatMap((wid) => [call(wid, "set_window_state", "minimized"), call(wid, "show")]),
  );
  const boxes = async () =>
    Promise.all(
      wids.map(async (wid) => {
        const box = await program.widget(wid).boundingBox();
        assert.ok(box);
        return box;
      }),
    );
  const apart = await boxes();
  for (const [i, box] of apart.entries())
    for (const other of apart.slice(i + 1))
      assert.ok(box.y >= other.y + other.height || other.y >= box.y + box.height, JSON.stringify(apart));
  await program.widget(1).getByRole("button", { name: "Minimize" }).click();
  assert.deepEqual((await program.untilTold("window-state")).args, ["normal"]);
  await program.widget(1).getByRole("button", { name: "Minimize" }).click();
  await program.untilTold("window-state", 2);
  assert.deepEqual(await boxes(), apart, "each keeps its place");
  await program.widget(3).getByRole("button", { name: "Minimize" }).click();
  assert.deepEqual((await program.untilTold("window-state", 3)).args, ["normal"]);
});
