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

/** The middle of a title bar. */
async function bar(wid: number): Promise<readonly [x: number, y: number]> {
  const box = await program.widget(wid).locator(".o-window-bar").boundingBox();
  assert.ok(box);
  return [box.x + 60, box.y + box.height / 2];
}

test("a window that is dragged while all is drawn anew stays where it was dragged, and hears the program again", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const { page } = program;
  await program.build(placed(1, "TopLevel", 100, 100), call(1, "show"));
  const [x, y] = await bar(1);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 50, y + 20, { steps: 3 });
  await program.build(placed(1, "TopLevel", 100, 100), call(1, "show"));
  assert.deepEqual((await program.untilTold("move")).args, [150, 120]);
  assert.deepEqual(await program.ask(1, "get_position"), [150, 120]);
  await page.mouse.up();
  program.send(call(1, "set_position", 10, 20));
  assert.deepEqual(await program.ask(1, "get_position"), [10, 20]);
});

test("the place that is told is the one that is seen", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const { page } = program;
  await program.build(placed(1, "TopLevel", 100, 100), call(1, "show"));
  const [x, y] = await bar(1);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 600, y + 20, { steps: 3 });
  await page.mouse.up();
  const box = await program.widget(1).boundingBox();
  assert.deepEqual((await program.untilTold("move")).args, [box?.x, box?.y]);
  assert.equal(box?.x, 600);
});

test("minimized windows lie beside each other, and are not moved", async () => {
  program = await Program.open({ viewport: { width: 500, height: 400 } });
  const wids = [1, 2, 3];
  await program.build(
    ...wids.map((wid) => placed(wid, "TopLevel", 0, 0)),
    ...wids.flatMap((wid) => [call(wid, "show"), call(wid, "set_window_state", "minimized")]),
  );
  const boxes = await Promise.all(wids.map((wid) => program.widget(wid).boundingBox()));
  assert.deepEqual(
    boxes.map((box) => box?.x),
    [0, 224, 0],
  );
  const [first, , third] = boxes;
  assert.ok(first && third && third.y + third.height <= first.y);
  await program.widget(2).locator(".o-window-bar").press("ArrowUp");
  await program.settled();
  assert.deepEqual(program.told("move"), []);
});

test("what the client itself says can be read and used while a modal dialog is open", async () => {
  program = await Program.open();
  const { page } = program;
  await program.build(create(1, "Dialog", ["D", [["OK", 1]], { modal: true }]), call(1, "show"));
  await program.socket?.close({ code: 4003, reason: "Staff only" });
  const reload = page.getByRole("alert").getByRole("button", { name: "Reload" });
  await reload.click({ trial: true });
  await page.evaluate(() => document.querySelector("dialog")?.close());
  await reload.click({ trial: true });
});

test("a session that ends under a modal dialog leaves the page to be read", async () => {
  program = await Program.open();
  await program.build(create(1, "Dialog", ["D", [["OK", 1]], { modal: true }]), call(1, "show"));
  program.send({ type: "bye", text: "Until tomorrow" });
  await program.page.getByRole("status").getByText("Until tomorrow").click({ trial: true });
  assert.equal(await program.page.locator("dialog:modal").count(), 0);
  assert.ok(await program.widget(1).isVisible());
});

test("the keyboard stays: in the tabs when one is closed, in the title bar when all is drawn anew", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const { page } = program;
  const messages = [
    placed(1, "TopLevel", 0, 0),
    create(2, "TabWidget", [{ closable: true }]),
    ...[3, 4, 5].map((wid) => create(wid, "Label", [`page ${wid}`])),
    ...[3, 4, 5].map((wid) => call(2, "add_widget", ref(wid), { title: `tab ${wid}` })),
    call(1, "set_widget", ref(2)),
    call(1, "show"),
  ];
  await program.build(...messages);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.slice(0, 5));
  await page.getByRole("tab", { name: "tab 3" }).click();
  await page.keyboard.press("Delete");
  await program.untilTold("page-close");
  await program.settled();
  assert.equal(await focused(), "tab 4");
  await program.build(...messages);
  assert.equal(await focused(), "tab 3");
  await program.widget(1).locator(".o-window-bar").focus();
  await program.build(...messages);
  assert.equal(await page.evaluate(() => document.activeElement?.className.includes("o-window-bar")), true);
});

test("a window without a size is as wide as what is in it, on a phone too", async () => {
  const long = "a line that says more than there is room for in one line of a phone ".repeat(4);
  for (const [width, least, most] of [
    [360, 350, 360],
    [1600, 790, 800],
  ] as const) {
    program = await Program.open({ viewport: { width, height: 640 } });
    await program.build(
      create(1, "TopLevel", [{ resizable: true, moveable: true, maximizable: true }]),
      create(2, "Label", [long]),
      call(1, "set_widget", ref(2)),
      call(1, "show"),
    );
    const measure = async () => (await program.page.locator(".o-window").boundingBox())?.width ?? 0;
    const found = await measure();
    assert.ok(found >= least && found <= most, `${found}`);
    program.send(call(1, "set_position", width / 2, 20));
    await program.settled();
    assert.equal(await measure(), found, "where it stands makes no difference");
    program.send(call(1, "set_window_state", "maximized"));
    await program.settled();
    assert.equal(await measure(), width);
    if (width === 360) await program.close();
  }
});
