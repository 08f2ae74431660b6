// Documents that are lost: what the user did meanwhile is told again, once, or said to be lost.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

let program: Program;

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

const FORM: readonly Message[] = [
  create(1, "TopLevel", [{}]),
  create(2, "VBox"),
  create(3, "TextEntry", ["begin"]),
  create(4, "CheckBox", ["Check"]),
  create(5, "Button", ["Press"], { listen: ["activated"] }),
  create(6, "ComboBox", [{ editable: true }]),
  ...[3, 4, 5, 6].map((wid) => call(2, "add_widget", ref(wid), 0)),
  call(1, "set_widget", ref(2)),
  call(1, "show"),
];

async function open(): Promise<Program> {
  program = await Program.open();
  await program.build(...FORM);
  program.confirms = false;
  return program;
}

/** The program forgets the document; another begins, which is not drawn yet. */
async function lose(isSameSession = true): Promise<void> {
  const attached = () => program.messages.filter(({ type }) => type === "attach").length;
  const before = attached();
  program.frame = 0;
  if (!isSameSession) program.session += "'";
  await program.cut();
  await program.until(() => attached() > before);
}

const notice = (text: string) => program.page.locator(".o-notice", { hasText: text });

test("what is being typed when the document is lost is told in the next, and not before it is drawn", async () => {
  const { page } = await open();
  await program.widget(3).click();
  await page.keyboard.press("End");
  program.beforeInit = () => page.keyboard.type("!");
  await lose();
  assert.deepEqual(program.told("modified").length, 0);
  await program.build(...FORM);
  assert.deepEqual((await program.untilTold("modified")).args, ["begin!"]);
  assert.equal(await program.ask(3, "get_text"), "begin!");
  assert.equal(await notice("could not be sent").count(), 0);
});

test("what is told again does not undo what was typed since", async () => {
  const { page } = await open();
  await program.widget(3).click();
  await page.keyboard.press("End");
  await page.keyboard.type("1");
  await program.untilTold("modified");
  await lose();
  await page.keyboard.type("2");
  await program.untilTold("modified", 2);
  program.ops(["W", program.callbacks]);
  await program.build(...FORM, call(3, "set_text", "begin12"));
  assert.equal(await program.ask(3, "get_text"), "begin12");
  await page.keyboard.type("3");
  await program.build(...FORM, call(3, "set_text", "begin12"));
  await program.untilTold("modified", 3);
  assert.deepEqual(
    program.told("modified").map(({ args }) => args[0]),
    ["begin1", "begin12", "begin123"],
  );
});

test("an edit with which the document is lost twice is not told a third time", async () => {
  await open();
  await program.widget(4).click();
  await program.untilTold("activated");
  await lose();
  await program.build(...FORM);
  await program.untilTold("activated", 2);
  await lose();
  await program.build(...FORM);
  await program.settled();
  assert.equal(program.told("activated").length, 2);
  assert.equal(await program.ask(4, "get_state"), false);
  await notice("could not be sent").waitFor();
});

test("a click that may not have been heard is said to be lost", async () => {
  await open();
  await program.widget(5).click();
  await program.untilTold("activated");
  program.ops(["W", program.callbacks]);
  await program.settled();
  await lose();
  await program.build(...FORM);
  assert.equal(await notice("could not be sent").count(), 0, "it was heard");
  await program.widget(5).click();
  await program.untilTold("activated", 2);
  await lose();
  await notice("Please look whether").waitFor();
});

test("a program that was started anew is told nothing of the widgets that were", async () => {
  const { page } = await open();
  await program.widget(3).click();
  await page.keyboard.type("x");
  await lose(false);
  await notice("started anew").waitFor();
  await program.widget(4).click();
  await program.build(...FORM);
  await program.settled();
  assert.deepEqual(program.told(), []);
  assert.deepEqual([await program.ask(3, "get_text"), await program.ask(4, "get_state")], ["begin", false]);
});

test("ComboBox: a text of one's own is there again after a rebuild", async () => {
  const { page } = await open();
  await program.widget(6).click();
  await page.keyboard.type("own");
  await page.keyboard.press("Enter");
  await program.untilTold("activated");
  for (const text of ["own", "more"]) {
    await program.build(...FORM, call(6, "append_text", "tree's"));
    assert.equal(await program.ask(6, "get_text"), text);
    assert.deepEqual([await program.ask(6, "get_alpha", 0), await program.ask(6, "get_alpha", 1)], ["tree's", text]);
    if (text === "more") break;
    program.ops(["W", program.callbacks]);
    await program.widget(6).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("more");
    await page.keyboard.press("Enter");
    await program.untilTold("activated", 2);
    await lose();
  }
});

test("a text that is typed and taken back ends as the program has it, or as the user left it for all", async () => {
  const { page } = await open();
  await program.widget(3).click();
  await page.keyboard.press("End");
  await page.keyboard.type("1");
  await program.untilTold("modified");
  await page.keyboard.type("2");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Tab");
  program.send(call(3, "set_text", "older"));
  assert.equal(await program.ask(3, "get_text"), "begin1", "the program does not have it yet");
  program.ops(["W", program.callbacks], ["w", call(3, "set_text", "newer")]);
  assert.equal(await program.ask(3, "get_text"), "newer");
  await program.widget(3).click();
  await page.keyboard.press("End");
  await page.keyboard.type("3");
  program.send(call(3, "set_text", "passed over"));
  await program.settled();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Tab");
  assert.deepEqual((await program.untilTold("modified", 2)).args, ["newer"]);
});

test("a text that is being composed while all is drawn anew is told in the end", async () => {
  const { page } = await open();
  await program.widget(3).click();
  await page.keyboard.press("End");
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "k", selectionStart: 1, selectionEnd: 1 });
  await program.build(...FORM);
  assert.deepEqual((await program.untilTold("modified")).args, ["begink"]);
  program.ops(["W", program.callbacks]);
  await program.settled();
  program.send(call(3, "set_text", "heard"));
  assert.equal(await program.ask(3, "get_text"), "heard");
});
