// Texts: which way they run, their line ends, and where they are scrolled to.

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

test("every text runs the way it is written", async () => {
  const text = "\u05e9\u05dc\u05d5\u05dd (1)!";
  const { page } = await show(
    create(3, "Label", [text]),
    create(4, "Button", [text]),
    create(5, "CheckBox", [text]),
    create(6, "TextEntry", [text]),
    create(7, "TextArea", [text]),
    create(8, "ComboBox", [{}]),
    create(9, "Frame", [], { set: [["set_title", [text]]] }),
    create(10, "TabWidget", []),
    create(11, "Label", ["left"]),
    call(10, "add_widget", { __wid__: 11 }, { title: text }),
    create(12, "Dialog", [text, [[text, 1]]]),
    call(8, "append_text", text),
    call(8, "set_index", 0),
    call(12, "popup", 300, 20),
  );
  const leftToRight = await page.evaluate((written) => {
    const shown: Element[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        const isText = [...element.childNodes].some((node) => node instanceof Text && node.data === written);
        if (isText || (element as HTMLInputElement).value === written) shown.push(element);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    const inner = shown.filter((element) => !element.shadowRoot || element.textContent === written);
    return inner.filter((element) => getComputedStyle(element).direction !== "rtl").map((element) => element.outerHTML);
  }, text);
  assert.deepEqual(leftToRight, []);
  assert.equal(
    await program
      .widget(11)
      .locator("span")
      .evaluate((span) => getComputedStyle(span).direction),
    "ltr",
  );
  const input = page.getByRole("combobox");
  assert.deepEqual(
    await input.evaluate((element) => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      return [Number.parseFloat(paddingLeft) < 20, paddingRight];
    }),
    [true, "32px"],
    "the arrow stays at the right",
  );
  await input.click();
  const item = page.getByRole("option");
  assert.equal(await item.evaluate((element) => getComputedStyle(element).direction), "rtl");
});

test("line ends of other systems leave the caret alone", async () => {
  await show(create(3, "TextArea", ["one\r\ntwo\rthree"]), create(4, "TextEntry", ["one\r\ntwo"]));
  assert.equal(await program.ask(3, "get_text"), "one\ntwo\nthree");
  assert.equal(await program.ask(4, "get_text"), "onetwo");
  for (const wid of [3, 4]) {
    const inner = program.widget(wid).getByRole("textbox");
    await inner.evaluate((element: HTMLTextAreaElement) => {
      element.focus();
      element.setSelectionRange(2, 2);
    });
    program.send(call(wid, "set_enabled", true), call(wid, "set_tooltip", "drawn anew"));
    await program.widget(wid).evaluate((element) => {
      (element as unknown as { requestUpdate(): void }).requestUpdate();
      return (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
    });
    assert.equal(await inner.evaluate((element: HTMLTextAreaElement) => element.selectionStart), 2);
  }
  program.send(call(3, "append_text", "\r\nfour"), call(3, "set_limit", 2));
  assert.equal(await program.ask(3, "get_text"), "three\nfour");
});

test("TextArea: where the program scrolls to is not told back, where the user does is told", async () => {
  const lines = Array.from({ length: 61 }, (_, i) => `line ${i}`).join("\n");
  const { page } = await show(
    create(3, "TextArea", [lines], { set: [["resize", [300, 103]]], listen: ["scrolled"] }),
    call(3, "set_scroll_position", 0, 0.33333),
  );
  await program.settled();
  await program.settled();
  const [, near] = (await program.ask(3, "get_scroll_position")) as [number, number];
  assert.notEqual(near, 0.33333);
  assert.ok(Math.abs(near - 0.33333) < 0.01, `${near}`);
  assert.deepEqual(program.told("scrolled"), []);
  await program.widget(3).hover();
  await page.mouse.wheel(0, 40);
  const { args } = await program.untilTold("scrolled");
  assert.ok((args[1] as number) > near);
});
