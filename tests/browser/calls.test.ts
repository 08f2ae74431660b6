// What the program says, in all its forms: what is left out, what is said twice, what comes in an odd order.

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

test("Label: what is listened to again is told once", async () => {
  await show(create(3, "Label", ["Again"], { listen: ["click"] }));
  for (const type of ["unlisten", "listen"]) program.send({ type, wid: 3, action: "click" });
  await program.settled();
  await program.widget(3).click();
  await program.settled();
  assert.equal(program.told("click").length, 1);
});

test("nulls at the end need not be sent", async () => {
  await show(
    create(3, "Image", [{ url: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" }]),
    create(4, "Button", ["b"], { set: [["set_icon", ["data:,"]]] }),
    create(5, "Slider", [{ dtype: "float", min: 0, max: 1, show_value: true }], { set: [["set_decimals", [2]]] }),
    create(6, "Label", ["l"], { set: [["set_cursor", ["wait"]]] }),
  );
  const methods = { 1: "set_icon", 3: "set_image", 4: "set_icon", 5: "set_decimals", 6: "set_cursor" };
  for (const [wid, method] of Object.entries(methods)) program.send(call(Number(wid), method));
  program.send(call(5, "set_limits", 0, 2));
  await program.settled();
  assert.deepEqual(program.failures, []);
  assert.equal(await program.widget(3).getAttribute("src"), null);
  assert.equal(await program.ask(4, "get_icon"), null);
  assert.equal(await program.widget(5).locator(".o-slider-value").textContent(), "0");
  assert.equal(await program.widget(6).evaluate((element) => element.style.cursor), "");
  assert.equal(await program.page.locator("[src=undefined]").count(), 0);
});
