// The client over breaks, rebuilds and changes that cross.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { EXAMPLE } from "./gallery.ts";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

let program: Program;

afterEach(async () => {
  await program.close();
});

after(closeBrowser);

const FORM: readonly Message[] = [
  create(1, "TopLevel", [{}]),
  create(2, "VBox"),
  create(3, "TextEntry", ["begin"]),
  create(4, "CheckBox", ["Check"]),
  create(5, "TextArea", [Array.from({ length: 80 }, (_, i) => `line ${i}`).join("\n")], {
    set: [["resize", [300, 100]]],
  }),
  ...[3, 4, 5].map((wid) => call(2, "add_widget", ref(wid), 0)),
  call(1, "set_widget", ref(2)),
  call(1, "show"),
];

test("the example of the documentation: click, type, and what the program answers", async () => {
  program = await Program.open();
  await program.build(...EXAMPLE);
  const window = await program.widget(1).boundingBox();
  assert.deepEqual([window?.width, window?.height], [400, 300]);
  assert.ok(await program.page.getByText("Async Demo").isVisible());
  await program.page.getByRole("button", { name: "Hello" }).click();
  await program.untilTold("activated");
  program.send(call(3, "set_text", "Hello!"));
  await program.settled();
  assert.equal(await program.widget(3).textContent(), "Hello!");
  await program.widget(6).click();
  await program.page.keyboard.press("Control+A");
  await program.page.keyboard.type("me");
  await program.page.keyboard.press("Enter");
  assert.deepEqual((await program.untilTold("activated", 2)).args, ["me"]);
});

test("a page says its size at first and when it changes", async () => {
  program = await Program.open({ viewport: { width: 500, height: 400 } });
  await program.until(() => program.messages.some(({ type }) => type === "viewport"));
  assert.deepEqual(
    program.messages.find(({ type }) => type === "viewport"),
    { type: "viewport", width: 500, height: 400 },
  );
  await program.page.setViewportSize({ width: 600, height: 450 });
  await program.until(() => program.messages.some(({ type, width }) => type === "viewport" && width === 600));
});

test("windows: moved, resized, maximized, rolled up and closed, by pointer and by keyboard", async () => {
  program = await Program.open({ viewport: { width: 800, height: 600 } });
  const options = {
    title: "W",
    resizable: true,
    minimizable: true,
    maximizable: true,
    shadeable: true,
    lowerable: true,
  };
  await program.build(
    create(1, "TopLevel", [options], {
      set: [
        ["resize", [300, 200]],
        ["set_position", [100, 80]],
      ],
    }),
    create(2, "TopLevel", [{ title: "V" }], {
      set: [
        ["resize", [200, 150]],
        ["set_position", [150, 100]],
      ],
    }),
    call(1, "show"),
    call(2, "show"),
  );
  const { page } = program;
  const bar = program.widget(1).locator(".o-window-bar");
  await page.mouse.move(130, 92);
  await page.mouse.down();
  await page.mouse.move(180, 132, { steps: 3 });
  await page.mouse.up();
  assert.deepEqual((await program.untilTold("move")).args, [150, 120]);
  await bar.press("ArrowRight");
  assert.deepEqual((await program.untilTold("move", 2)).args, [160, 120]);
  await bar.press("Shift+ArrowDown");
  assert.deepEqual((await program.untilTold("resize")).args, [{ width: 300, height: 210 }]);
  const box = await program.widget(1).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width - 5, box.y + box.height - 5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 45, box.y + box.height + 15, { steps: 3 });
  await page.mouse.up();
  assert.deepEqual((await program.untilTold("resize", 2)).args, [{ width: 350, height: 230 }]);
  await program.widget(1).getByRole("button", { name: "Maximize" }).click();
  assert.deepEqual((await program.untilTold("window-state")).args, ["maximized"]);
  assert.equal((await program.widget(1).boundingBox())?.width, 800);
  await program.widget(1).getByRole("button", { name: "Maximize" }).click();
  assert.deepEqual((await program.untilTold("window-state", 2)).args, ["normal"]);
  await program.widget(1).getByRole("button", { name: "Roll up" }).click();
  assert.deepEqual((await program.untilTold("window-state", 3)).args, ["shaded"]);
  program.send(call(1, "set_window_state", "minimized"));
  assert.equal(await program.ask(1, "get_window_state"), "minimized");
  program.send(call(1, "toggle_minimize"), call(1, "raise_"));
  await program.settled();
  assert.equal(await program.ask(1, "get_window_state"), "normal");
  await program.widget(1).getByRole("button", { name: "Put behind" }).click();
  await program.widget(2).getByRole("button", { name: "Close" }).click();
  await program.untilTold("close");
  assert.equal(await program.ask(2, "is_visible"), false);
});

test("a window without size or place fills the page, and names it", async () => {
  program = await Program.open({ viewport: { width: 500, height: 400 } });
  await program.build(create(1, "TopLevel", [{ title: "Whole" }]), call(1, "show"));
  assert.deepEqual(await program.ask(1, "get_size"), [500, 400]);
  assert.equal(await program.page.title(), "Whole");
  await program.until(() => program.observed.length === 1);
  assert.deepEqual(program.observed[0]?.args, [{ width: 500, height: 400, observed: true }]);
  await program.page.setViewportSize({ width: 520, height: 400 });
  await program.until(() => program.observed.length === 2);
  assert.ok(!(await program.page.getByRole("button", { name: "Close" }).isVisible()));
});

test("a dialog: buttons, widgets as buttons, escape, modal or not", async () => {
  program = await Program.open();
  await program.build(
    create(1, "TopLevel", [{}]),
    create(2, "Button", ["Behind"], { listen: ["activated"] }),
    call(1, "set_widget", ref(2)),
    call(1, "show"),
    create(3, "Dialog", [
      "Sure?",
      [
        ["Yes", 1],
        ["No", { no: true }],
      ],
      { autoclose: true, modal: true, resizable: true },
    ]),
    create(4, "Label", ["Really?"]),
    create(5, "Button", ["Maybe"]),
    call(3, "add_widget", ref(4), 1),
    call(3, "add_button", ref(5), "maybe"),
  );
  const { page } = program;
  assert.ok(!(await page.getByRole("dialog").isVisible()));
  program.send(call(3, "popup"));
  await program.settled();
  assert.ok(await page.getByRole("dialog", { name: "Sure?" }).isVisible());
  await page.getByRole("button", { name: "No" }).click();
  assert.deepEqual((await program.untilTold("activated")).args, [{ no: true }]);
  assert.ok(!(await page.getByRole("dialog").isVisible()));
  program.send(call(3, "popup", 40, 30));
  assert.deepEqual(await program.ask(3, "get_position"), [40, 30]);
  await page.getByRole("button", { name: "Maybe" }).click();
  assert.deepEqual((await program.untilTold("activated", 2)).args, ["maybe"]);
  program.send(call(3, "show"));
  await program.settled();
  await page.keyboard.press("Escape");
  await program.untilTold("close");
  assert.equal(await program.ask(3, "is_visible"), false);
  program.send(
    call(3, "set_modal", false),
    call(3, "set_title", "Other"),
    call(3, "set_spacing", 5),
    call(3, "resize", 300, 250),
  );
  program.send(call(3, "show"));
  await program.settled();
  assert.deepEqual(await program.ask(3, "get_size"), [300, 250]);
  await page.getByRole("button", { name: "Behind" }).click({ position: { x: 3, y: 3 } });
  await program.untilTold("activated", 3);
  await page.locator("dialog .o-window-bar").press("ArrowDown");
  assert.equal((await program.untilTold("move")).wid, 3);
  await page.locator("dialog .o-window-bar").press("Shift+ArrowDown");
  assert.deepEqual((await program.untilTold("resize")).args, [{ width: 300, height: 260 }]);
});

test("a rebuild keeps focus, caret, selection, scroll position and what is being typed", async () => {
  program = await Program.open();
  await program.build(...FORM);
  const { page } = program;
  program.send(call(5, "scroll_to_lineno", 40));
  await program.settled();
  const scrolled = (await program.ask(5, "get_scroll_position")) as [number, number];
  assert.ok(scrolled[1] > 0.2);
  await program.widget(3).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("1");
  await program.build(...FORM);
  await page.keyboard.type("2");
  assert.equal(await program.ask(3, "get_text"), "b12egin");
  assert.deepEqual(await program.ask(5, "get_scroll_position"), scrolled);
  await program.until(() => program.told("modified").at(-1)?.args[0] === "b12egin");
});

test("a change of the program that crosses the user's is passed over until that is confirmed", async () => {
  program = await Program.open();
  await program.build(...FORM);
  program.confirms = false;
  await program.widget(4).click();
  await program.untilTold("activated");
  program.send(call(4, "set_state", false));
  assert.equal(await program.ask(4, "get_state"), true);
  program.ops(
    ["w", call(4, "set_state", false)],
    ["W", program.callbacks],
    ["w", { ...call(4, "set_state", false), silent: true }],
  );
  assert.equal(await program.ask(4, "get_state"), false);
  await program.widget(3).click();
  await program.page.keyboard.press("End");
  await program.page.keyboard.type("!");
  program.send(call(3, "set_text", "older"), call(3, "clear"));
  assert.equal(await program.ask(3, "get_text"), "begin!");
  await program.untilTold("modified");
  program.send(call(3, "set_text", "older"));
  assert.equal(await program.ask(3, "get_text"), "begin!");
  program.ops(["W", program.callbacks], ["w", call(3, "set_text", "newer")]);
  assert.equal(await program.ask(3, "get_text"), "newer");
});

test("a silent call tells nothing, also when it fails, and the next is heard again", async () => {
  program = await Program.open();
  await program.build(create(1, "TopLevel", [{}], { listen: ["window-state"] }), call(1, "show"));
  program.send(
    { ...call(1, "toggle_maximize"), silent: true },
    { ...call(1, "set_window_state", "odd"), silent: true },
  );
  await program.settled();
  assert.deepEqual(program.told(), []);
  assert.equal(program.failures.length, 1);
  program.send(call(1, "toggle_maximize"));
  await program.settled();
  assert.deepEqual(
    program.told("window-state").map(({ args }) => args),
    [["normal"]],
  );
});

/** A page that can be kept from connecting. */
interface Broken {
  cut(isDown: boolean): void;
}

test("a break loses nothing: edits made meanwhile are sent, and changes come after", async () => {
  program = await Program.open();
  await program.build(...FORM);
  const { page } = program;
  await page.evaluate(() => {
    const own = WebSocket;
    let isDown = false;
    Object.assign(window, {
      cut: (down: boolean) => {
        isDown = down;
      },
      WebSocket: function Fake(url: string) {
        return new own(isDown ? "ws://127.0.0.1:9/" : url); // nobody is there
      },
    });
  });
  const reach = (down: boolean) => page.evaluate((no) => (window as unknown as Broken).cut(no), down);
  await reach(true);
  await program.cut();
  await page.locator("html[data-oriel-offline]").waitFor();
  assert.ok(await page.getByText("No connection").isVisible());
  await program.widget(4).click();
  await reach(false);
  await page.locator("html:not([data-oriel-offline])").waitFor();
  assert.deepEqual((await program.untilTold("activated")).args, [true]);
  program.send(call(3, "set_text", "after"));
  assert.equal(await program.ask(3, "get_text"), "after");
  assert.equal(program.messages.filter(({ type }) => type === "attach").length, 1);
});

test("a program that lost the document gets the edits again once the tree is drawn anew", async () => {
  program = await Program.open();
  await program.build(...FORM);
  program.confirms = false;
  await program.widget(4).click();
  await program.untilTold("activated");
  program.frame = 0; // It has forgotten the document.
  await program.cut();
  await program.until(() => program.messages.filter(({ type }) => type === "attach").length === 2);
  await program.build(...FORM);
  assert.deepEqual((await program.untilTold("activated", 2)).args, [true]);
  assert.equal(await program.ask(4, "get_state"), true);
});

test("the end of a session is shown, and the page stays as it is", async () => {
  program = await Program.open();
  await program.build(...FORM);
  program.send({ type: "bye", text: "Until tomorrow" });
  await program.page.getByText("Until tomorrow").waitFor();
  assert.equal(await program.page.locator(".o-stage").evaluate((stage) => (stage as HTMLElement).inert), true);
});

test("a full program says so, and a refusal is shown with a way back", async () => {
  program = await Program.open();
  program.socket?.send('{"type":"wait","place":2}');
  await program.page.getByText("Full: 2 before you.").waitFor();
  await program.socket?.close({ code: 4003, reason: "Staff only" });
  await program.page.getByText("Staff only").waitFor();
  assert.ok(await program.page.getByRole("button", { name: "Reload" }).isVisible());
});

test("dropped files are sent piece by piece; dropped text at once", async () => {
  program = await Program.open();
  await program.build(
    create(1, "TopLevel", [{}]),
    create(2, "Label", ["Drop here"], { listen: ["drop-start", "drop-end", "drag-over"] }),
    call(1, "set_widget", ref(2)),
    call(1, "show"),
  );
  const drop = (size: number | null) =>
    program.widget(2).evaluate((element, bytes) => {
      const data = new DataTransfer();
      if (bytes === null) data.setData("text/plain", "words");
      else data.items.add(new File([new Uint8Array(bytes).fill(7)], "seven.bin", { type: "application/x-seven" }));
      for (const type of ["dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, clientX: 5 }));
      }
    }, size);
  await drop(null);
  const text = (await program.untilTold("drop-end")).args[0] as Record<string, unknown>;
  assert.equal(text.text, "words");
  assert.deepEqual(text.files, []);
  await program.untilTold("drag-over");
  await drop(300_000);
  await program.until(() => program.messages.some(({ type }) => type === "upload-end"));
  const start = program.told("drop-start").at(-1)?.args[0] as Record<string, unknown>;
  const described = [{ name: "seven.bin", size: 300_000, type: "application/x-seven" }];
  assert.deepEqual(start.files, described);
  const upload = program.messages.find(({ type }) => type === "upload") as Message;
  assert.deepEqual([upload.transfer, upload.wid, upload.action, upload.files], [1, 2, "drop-end", described]);
  const chunks = program.messages.filter(({ type }) => type === "chunk");
  assert.deepEqual(
    chunks.map(({ transfer, file }) => [transfer, file]),
    [
      [1, 0],
      [1, 0],
    ],
  );
  const bytes = Buffer.concat(chunks.map(({ block }) => Buffer.from(block as string, "base64")));
  assert.equal(bytes.length, 300_000);
  assert.ok(bytes.every((byte) => byte === 7));
  assert.equal(program.told("drop-end").length, 1, "the program fires it once the files are there");
});

test("fonts, the usual font and other tabs", async () => {
  program = await Program.open();
  await program.build(
    create(1, "TopLevel", [{}]),
    create(2, "Label", ["x"]),
    call(1, "set_widget", ref(2)),
    call(1, "show"),
  );
  program.send({
    type: "register-font",
    family: "Mine",
    weight: "bold",
    style: "italic",
    url: "data:font/woff2;base64,AA==",
  });
  program.send({ type: "set-default-font", font: { family: "monospace", size: 21, weight: "bold" } });
  await program.settled();
  const style = () =>
    program.widget(2).evaluate((element) => [getComputedStyle(element).fontFamily, getComputedStyle(element).fontSize]);
  assert.deepEqual(await style(), ["monospace", "21px"]);
  assert.ok(await program.page.evaluate(() => [...document.fonts].some(({ family }) => family === "Mine")));
  program.send({ type: "set-default-font", font: null });
  await program.settled();
  assert.equal((await style())[1], "15px");
  const popup = program.page.context().waitForEvent("page");
  program.send({ type: "open-url", url: "http://oriel.test/favicon.svg" });
  assert.equal(await (await popup).evaluate(() => window.opener), null);
});

test("any page that includes page.js has the bridge over the socket", async () => {
  const html = `<!doctype html><title>Own</title><script src="/oriel/page.js"></script>
    <script>
      window.before = Pytonium.appState.getState("system", "cpu") === undefined;
      window.addEventListener("PytoniumReady", () => { window.at = Pytonium.appState.getState("system", "cpu"); });
      oriel.call("app", "early", 1);
    </script>`;
  program = await Program.open({ html });
  await program.page.waitForFunction(() => "at" in window || "PytoniumReady" in window);
  assert.equal(await program.page.evaluate(() => (window as unknown as { before: boolean }).before), true);
  program.ops(["s", "system", "cpu", 42, 1, 0], ["f", "app", "save"]);
  await program.page.waitForFunction(() => {
    const { Pytonium } = window as unknown as { Pytonium: Record<string, Record<string, unknown>> };
    const state = Pytonium.appState as { getState(ns: string, key: string): unknown };
    return state.getState("system", "cpu") === 42 && typeof Pytonium.app?.save === "function";
  });
});

test("ten thousand labels are drawn in one go", async () => {
  program = await Program.open();
  const labels: Message[] = [];
  for (let wid = 3; wid < 10_003; wid++)
    labels.push(create(wid, "Label", [`label ${wid}`]), call(2, "add_widget", ref(wid), 0));
  await program.build(
    create(1, "TopLevel", [{}]),
    create(2, "VBox"),
    ...labels,
    call(1, "set_widget", ref(2)),
    call(1, "show"),
  );
  assert.equal(await program.page.locator(".o-label").count(), 10_000);
  assert.deepEqual(program.failures, []);
});
