// Controls in the corners where users, programs and browsers meet.

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

test("Slider: a drag without tracking that ends where it began leaves the value to the program", async () => {
  const { page } = await show(
    create(3, "Slider", [{ track: false, value: 50 }], { set: [["resize", [200, 30]]] }),
    create(4, "Label", ["x"]),
  );
  const box = await program.widget(3).boundingBox();
  assert.ok(box);
  const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 40, middle[1], { steps: 3 });
  await page.mouse.move(...middle, { steps: 3 });
  await page.mouse.up();
  assert.deepEqual((await program.untilTold("activated")).args, [50]);
  program.send(call(3, "set_value", 70));
  assert.equal(await program.ask(3, "get_value"), 70);
});

test("Slider: a value beyond the limits waits for wider ones; steps count from the least value", async () => {
  const { page } = await show(
    create(3, "Slider", [{ min: 0, max: 100 }], {
      set: [
        ["set_value", [150]],
        ["set_limits", [0, 200]],
      ],
    }),
    create(4, "Slider", [{ min: 1, max: 10, step: 3, value: 4 }]),
    create(5, "Slider", [{ dtype: "float", min: 0, max: 1, value: 0.5, show_value: true }]),
  );
  assert.equal(await program.ask(3, "get_value"), 150);
  program.send(call(4, "set_focus"));
  await program.settled();
  await page.keyboard.press("ArrowRight");
  assert.deepEqual((await program.untilTold("activated")).args, [7]);
  program.send(call(5, "set_decimals", 1000));
  await program.settled();
  assert.deepEqual(program.failures, []);
});

test("ComboBox: what is chosen is the item that is seen, also when the items change while the list is open", async () => {
  const { page } = await show(create(3, "ComboBox", [{}]));
  program.send(...["b", "c", "d"].map((text) => call(3, "append_text", text)));
  await program.settled();
  await program.widget(3).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  program.send(call(3, "insert_alpha", "a"), call(3, "append_text", "e"));
  await program.settled();
  const shown = await page.getByRole("option").allTextContents();
  assert.deepEqual(shown, ["a", "b", "c", "d", "e"]);
  assert.equal(await page.locator("[aria-selected=true]").textContent(), "c");
  await page.keyboard.press(" ");
  assert.deepEqual((await program.untilTold("activated")).args, [2, "c"]);
  await program.widget(3).click();
  program.send(call(3, "delete_alpha", "a"));
  await program.settled();
  await page.getByRole("option", { name: "d" }).click();
  assert.deepEqual((await program.untilTold("activated", 2)).args, [2, "d"]);
});

test("ComboBox: the list goes along when the page is scrolled under it", async () => {
  const { page } = await show(
    create(3, "Label", ["x"], { set: [["resize", [50, 100]]] }),
    create(4, "ComboBox", [{}]),
    create(5, "Label", ["y"], { set: [["resize", [50, 900]]] }),
  );
  program.send(call(4, "append_text", "one"));
  await program.settled();
  await program.widget(4).click();
  const below = () =>
    program.widget(4).evaluate((element) => {
      const list = element.querySelector("ul") as Element;
      return list.getBoundingClientRect().top - element.getBoundingClientRect().bottom;
    });
  const before = await below();
  await page.locator(".o-window-body").evaluate((body) => body.scrollTo(0, 60));
  await program.settled();
  assert.equal(await below(), before);
});

for (const name of ["TextEntry", "ComboBox"]) {
  test(`${name}: a text that is being composed is told once it is a text`, async () => {
    const { page } = await show(create(3, name, name === "ComboBox" ? [{ editable: true }] : [""]));
    await page.clock.install();
    await program.widget(3).click();
    const input = await page.context().newCDPSession(page);
    await input.send("Input.imeSetComposition", { text: "k", selectionStart: 1, selectionEnd: 1 });
    await page.clock.runFor(1000);
    program.send(call(3, "set_text", "older"));
    await page.keyboard.press("Enter");
    await input.send("Input.imeSetComposition", { text: "\u304b", selectionStart: 1, selectionEnd: 1 });
    await page.clock.runFor(1000);
    assert.deepEqual(program.told(), []);
    await input.send("Input.insertText", { text: "\u304b" });
    await page.clock.runFor(1000);
    assert.deepEqual((await program.untilTold("modified")).args, ["\u304b"]);
    assert.equal(program.told().length, 1);
  });
}

test("the keyboard goes to a control that was made just now", async () => {
  await show(create(3, "Label", ["x"]));
  program.send(create(4, "TextEntry", [""]), call(2, "add_widget", { __wid__: 4 }, 0), call(4, "set_focus"));
  await program.settled();
  assert.deepEqual(program.failures, []);
  await program.page.keyboard.type("here");
  assert.equal(await program.ask(4, "get_text"), "here");
});

test("TextEntry: the eye of a password enters nothing", async () => {
  const { page } = await show(create(3, "TextEntry", ["secret", { password: true }]));
  await program.widget(3).click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const type = await program.widget(3).evaluate((element) => element.shadowRoot?.querySelector("input")?.type);
  assert.equal(type, "text", "the eye was pressed");
  await program.settled();
  assert.deepEqual(program.told("activated"), []);
});

test("names: of a box without a text, of a label that changes, of a tooltip that goes", async () => {
  const { page } = await show(
    create(3, "Label", ["Before:"]),
    create(4, "CheckBox", [], { set: [["set_tooltip", ["Tip"]]] }),
    create(5, "Label", ["Old:"]),
    create(6, "TextEntry", [""]),
  );
  await page.getByRole("checkbox", { name: "Tip" }).waitFor();
  program.send(call(4, "set_tooltip"), call(5, "set_text", "New:"));
  await page.getByRole("checkbox", { name: "Before" }).waitFor();
  await page.getByRole("textbox", { name: "New" }).waitFor();
  assert.equal(await program.widget(4).evaluate((element) => (element as HTMLElement).title), "");
  program.send(call(2, "remove_widget", { __wid__: 5 }));
  await page.getByRole("textbox", { name: "Text" }).waitFor();
});

test("ComboBox: items that two users enter at once come in the order that the program has, each once", async () => {
  const { page } = await show(create(3, "ComboBox", [{ editable: true }]));
  program.send(call(3, "append_text", "m"));
  await program.settled();
  program.confirms = false;
  const enter = async (text: string, times: number): Promise<void> => {
    await program.widget(3).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await program.untilTold("activated", times);
  };
  const items = async (): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (let i = 0; i < 6; i++) found.push(await program.ask(3, "get_alpha", i));
    return found.filter((text) => text !== null);
  };
  await enter("mine", 1);
  await enter("both", 2);
  program.send(call(3, "append_text", "theirs"), call(3, "append_text", "both"), call(3, "insert_alpha", "a"));
  program.send(call(3, "delete_alpha", "mine"));
  assert.deepEqual(await items(), ["a", "m", "theirs", "both", "mine"]);
  assert.equal(await program.ask(3, "get_index"), 3);
  program.ops(["W", program.callbacks], ["w", call(3, "append_text", "later")]);
  assert.deepEqual(await items(), ["a", "m", "theirs", "both", "mine", "later"]);
  await enter("last", 3);
  program.send(call(3, "clear"), call(3, "append_text", "new"));
  assert.deepEqual(await items(), ["new", "last"]);
  assert.equal(await program.ask(3, "get_text"), "last");
});
