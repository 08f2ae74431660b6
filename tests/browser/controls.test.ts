// Controls, where what they are made of does it otherwise.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

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

test("ComboBox: the open list stays at its text, and goes when that is out of sight", async () => {
  const { page } = await show(
    create(3, "ComboBox", [{}], { set: [["append_text", ["One"]]] }),
    create(4, "Label", ["much"], { set: [["resize", [100, 2000]]] }),
  );
  const input = page.getByRole("combobox");
  const list = page.getByRole("listbox");
  await input.click();
  const gap = async () => {
    await program.settled();
    return ((await list.boundingBox())?.y ?? 0) - ((await input.boundingBox())?.y ?? 0);
  };
  const before = await gap();
  const scroll = (top: number) => page.locator(".o-window-body").evaluate((body, y) => body.scrollTo(0, y), top);
  await scroll(10);
  assert.equal(await gap(), before);
  await program.widget(1).evaluate((window) => {
    window.style.top = "40px";
    dispatchEvent(new Event("resize"));
  });
  assert.equal(await gap(), before);
  await scroll(1500);
  await list.waitFor({ state: "hidden" });
  assert.equal(await input.getAttribute("aria-expanded"), "false");
});

test("TabWidget: it may be empty when it is seen, and gets its first page then", async () => {
  const { page } = await show(create(3, "TabWidget"));
  const box = await program.widget(3).boundingBox();
  assert.ok(box && box.height > 0);
  program.send(create(4, "Label", ["first page"]), call(3, "add_widget", ref(4), "One"));
  await program.settled();
  assert.ok(await program.widget(4).isVisible());
  program.send(create(5, "Label", ["second page"]), call(3, "add_widget", ref(5), "Two"));
  await program.settled();
  const stops = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => (tab as HTMLElement).tabIndex));
  assert.deepEqual(stops, [0, -1]);
  program.send(call(3, "close_widget", ref(4)), call(3, "close_widget", ref(5)));
  program.send(create(6, "Label", ["third page"]), call(3, "add_widget", ref(6), "Three"));
  await program.settled();
  assert.ok(await program.widget(6).isVisible());
  assert.deepEqual(program.told(), []);
});

test("TabWidget: a drag that ended elsewhere moves no tab later", async () => {
  const { page } = await show(
    create(3, "TabWidget", [{ reorderable: true }]),
    create(4, "Label", ["first page"]),
    create(5, "Label", ["second page"]),
    call(3, "add_widget", ref(4), "One"),
    call(3, "add_widget", ref(5), "Two"),
  );
  const send = (name: string, type: string) => page.getByRole("tab", { name }).dispatchEvent(type);
  await send("One", "dragstart");
  await send("One", "dragend");
  await send("Two", "drop");
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["One", "Two"]);
  await send("One", "dragstart");
  await send("Two", "drop");
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Two", "One"]);
});

test("TabWidget: keys move a tab to where they point, also where tabs run from right to left", async () => {
  const { page } = await show(
    create(3, "TabWidget", [{ reorderable: true }]),
    create(4, "Label", ["first page"]),
    create(5, "Label", ["second page"]),
    call(3, "add_widget", ref(4), "One"),
    call(3, "add_widget", ref(5), "Two"),
  );
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await page.getByRole("tab", { name: "One" }).press("Control+ArrowLeft");
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Two", "One"]);
});
