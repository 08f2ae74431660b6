// Tabs: late ones, and how they are moved.

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
