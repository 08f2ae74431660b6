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
  assert.equal(await program.widget(5).locator("output").textContent(), "0");
  assert.equal(await program.widget(6).evaluate((element) => element.style.cursor), "");
  assert.equal(await program.page.locator("[src=undefined]").count(), 0);
});

test("a font that a rebuild registers again is there once", async () => {
  await show(create(3, "Label", ["x"]));
  const font: Message = { type: "register-font", family: "Mine", weight: "bold", style: "normal", url: "/font.woff2" };
  await program.page.route("**/font.woff2", () => {}); // It takes its time.
  program.send(font, font, { ...font, weight: "light" });
  await program.settled();
  assert.equal(await program.page.evaluate(() => document.fonts.size), 2);
});

test("TextArea: a scroll position of the program is not told back; line ends are those of the browser", async () => {
  const text = Array.from({ length: 83 }, (_, i) => `line ${i}`).join("\r\n");
  await show(create(3, "TextArea", [text], { set: [["resize", [300, 107]]], listen: ["scrolled"] }));
  program.send(call(3, "set_scroll_position", 0, 0.3337));
  await program.settled();
  await program.settled();
  assert.deepEqual(program.told("scrolled"), []);
  const [, share] = (await program.ask(3, "get_scroll_position")) as [number, number];
  assert.ok(Math.abs(share - 0.3337) < 0.01, `${share}`);
  assert.equal(await program.ask(3, "get_text"), text.replaceAll("\r", ""));
});

test("a file that is dropped where nothing takes it does not replace the page", async () => {
  await show(create(3, "Label", ["x"]), create(4, "TextEntry", ["y"]));
  for (const wid of [1, 4]) {
    const prevented = await program.widget(wid).evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "x.txt"));
      return ["dragover", "drop"].map(
        (type) => !element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
      );
    });
    assert.deepEqual(prevented, [true, true]);
  }
});

test("TabWidget: an empty one harms nothing", async () => {
  await show(create(3, "TabWidget", [{}]), create(4, "Label", ["x"]));
  await program.settled();
  program.send(call(3, "add_widget", { __wid__: 4 }, { title: "late" }));
  await program.page.getByRole("tab", { name: "late" }).waitFor();
  await program.page.getByText("x", { exact: true }).waitFor({ timeout: 5000 });
});

test("a text entry with a length is no wider than its place", async () => {
  await show(create(3, "TextEntry", ["x"], { set: [["set_length", [500]]] }));
  const box = await program.widget(3).boundingBox();
  assert.ok(box && box.x + box.width <= 700);
});

test("texts run as their language does", async () => {
  const text = "\u05e9\u05dc\u05d5\u05dd";
  await show(
    create(3, "Label", [text]),
    create(4, "Button", [text]),
    create(5, "TextEntry", [text]),
    create(6, "ComboBox", [{}], { set: [["set_text", [text]]] }),
    create(7, "Label", ["hello"]),
  );
  const directions = await program.page.evaluate(() =>
    [3, 4, 5, 6, 7].map((wid) => {
      const element = document.querySelector(`[data-wid="${wid}"]`) as HTMLElement;
      const inner = (element.shadowRoot?.querySelector("input") ?? element.querySelector("[dir]")) as Element;
      return getComputedStyle(inner).direction;
    }),
  );
  assert.deepEqual(directions, ["rtl", "rtl", "rtl", "rtl", "ltr"]);
});
