// Windows and dialogs: which covers which, and what a rebuild leaves as it was.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

let program: Program;

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

/** The window at a point of the page. */
function at(x: number, y: number): Promise<string | undefined> {
  return program.page.evaluate(
    ([left, top]) => document.elementFromPoint(left, top)?.closest<HTMLElement>(".o-window")?.dataset.wid,
    [x, y] as const,
  );
}

const placed = (wid: number, name: string, x: number, y: number, options: Message = {}): Message =>
  create(wid, name, name === "Dialog" ? ["D", [], options] : [{ title: `W${wid}`, ...options }], {
    set: [
      ["resize", [200, 150]],
      ["set_position", [x, y]],
    ],
  });

test("a click on a window that fills the page hides no other one and no dialog", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  await program.build(
    create(1, "TopLevel", [{}]),
    placed(2, "TopLevel", 100, 80),
    placed(3, "Dialog", 400, 300),
    create(4, "TopLevel", [{}]),
    ...[1, 2, 3, 4].map((wid) => call(wid, "show")),
  );
  await program.page.mouse.click(5, 5);
  assert.deepEqual([await at(120, 90), await at(420, 320), await at(5, 5)], ["2", "3", "4"]);
  program.send(call(1, "raise_"), call(2, "lower"));
  await program.settled();
  assert.deepEqual([await at(120, 90), await at(420, 320), await at(5, 5)], ["2", "3", "1"]);
  program.send(call(1, "resize", 300, 300), call(1, "set_position", 90, 70), call(1, "raise_"));
  await program.settled();
  assert.equal(await at(120, 90), "1", "it has a frame now, and may cover others");
});

test("a rebuild leaves windows as they covered each other, and scrolled as they were", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const tall = (wid: number): Message =>
    create(wid, "TextArea", ["x"], {
      set: [
        ["resize", [100, 900]],
        ["set_min_size", [100, 900]],
      ],
    });
  const messages = [
    placed(1, "TopLevel", 0, 0),
    placed(2, "TopLevel", 50, 50),
    placed(3, "Dialog", 300, 0),
    create(4, "TabWidget", [{}], { set: [["resize", [150, 200]]] }),
    ...[5, 6, 7].map(tall),
    call(1, "set_widget", ref(5)),
    call(3, "add_widget", ref(6)),
    call(2, "set_widget", ref(4)),
    call(4, "add_widget", ref(7), { title: "t" }),
    ...[1, 2, 3].map((wid) => call(wid, "show")),
  ];
  await program.build(...messages);
  program.send(call(1, "raise_"));
  await program.settled();
  const tops = (to?: number): Promise<number[]> =>
    program.page.evaluate((top) => {
      const inner = document.querySelector("[data-wid='4']")?.shadowRoot?.querySelector("[part~=body]") as Element;
      const bodies = [...document.querySelectorAll("[data-wid='1'], [data-wid='3']")];
      const scrollers = [...bodies.map((window) => window.querySelector(":scope > .o-window-body") as Element), inner];
      if (top !== undefined) for (const one of scrollers) one.scrollTop = top;
      return scrollers.map(({ scrollTop }) => scrollTop);
    }, to);
  assert.deepEqual(await tops(40), [40, 40, 40]);
  await program.build(...messages);
  assert.deepEqual(await tops(), [40, 40, 40]);
  assert.equal(await at(60, 60), "1");
});

test("Dialog: widgets come before its buttons, whichever was added first", async () => {
  program = await Program.open();
  await program.build(
    create(1, "Dialog", ["D"]),
    create(2, "Button", ["ok"]),
    create(3, "Label", ["first"]),
    create(4, "Label", ["second"]),
    call(1, "add_button", ref(2), 1),
    call(1, "add_widget", ref(4)),
    call(1, "insert_widget", 0, ref(3)),
    call(1, "show"),
  );
  assert.deepEqual(program.failures, []);
  const labels = await program.page.locator(".o-dialog-content .o-label").allTextContents();
  assert.deepEqual(labels, ["first", "second"]);
});
