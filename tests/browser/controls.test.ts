// Controls, where what they are made of does it otherwise.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, type Message, Program } from "./harness.ts";

let program: Program;

async function show(...messages: readonly Message[]): Promise<Program> {
  program = await Program.show(...messages);
  return program;
}

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

test("Slider: steps count from the least number, and may be tiny", async () => {
  const { page } = await show(
    create(3, "Slider", [{ min: 1, max: 9, step: 2, value: 1 }]),
    create(4, "Slider", [{ dtype: "float", min: 0, max: 1e-6, step: 1e-7, value: 0 }]),
    create(5, "Slider", [{ dtype: "float", min: -100, max: 100, step: 0.1, value: 0 }]),
    create(6, "Slider", [{ min: 0, max: 10, step: 3, value: 9 }]),
  );
  for (const wid of [3, 4, 5, 6]) {
    await program.ask(wid, "set_focus");
    await page.keyboard.press("ArrowRight");
  }
  await program.untilTold("activated", 4);
  assert.deepEqual(
    program.told("activated").map(({ args }) => args[0]),
    [3, 1e-7, 0.1, 10],
  );
});

test("Slider: the number beside it is not read twice, and has as many digits as there can be", async () => {
  await show(
    create(3, "Slider", [{ dtype: "float", value: 0.5, min: 0, max: 1, show_value: true, decimals: -1 }]),
    create(4, "Slider", [{ dtype: "float", value: 0.5, min: 0, max: 1, show_value: true, decimals: 101 }]),
  );
  const shown = (wid: number) => program.widget(wid).locator(".o-slider-value");
  assert.equal(await shown(3).getAttribute("aria-hidden"), "true");
  assert.equal(await program.widget(3).locator("output, [aria-live]").count(), 0);
  const inFull = (0.5).toFixed(100);
  assert.deepEqual([await shown(3).textContent(), await shown(4).textContent()], [(0.5).toFixed(0), inFull]);
  program.send(call(3, "set_decimals", 101), call(4, "set_decimals", -1), call(3, "set_value", 0.5));
  await program.settled();
  assert.deepEqual([await shown(3).textContent(), await shown(4).textContent()], [inFull, (0.5).toFixed(0)]);
  assert.deepEqual(program.failures, []);
});
