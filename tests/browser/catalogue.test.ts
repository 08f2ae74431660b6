// Every method, every callback and every option of every class that the catalogue says pages draw. A name without a way to try it
// fails here, so that no new one is forgotten.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

interface Row {
  readonly args: readonly string[];
  readonly options: readonly string[];
  readonly methods: Readonly<Record<string, readonly string[]>>;
  readonly callbacks: readonly string[];
}

const catalogue = JSON.parse(readFileSync("tests/web/classes.json", "utf8")) as Record<string, Row>;
const PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/>";

/** The widget that is tried, a child that is in it where it takes one, and one that is nowhere. */
const WID = 10;
const INSIDE = 11;
const OUTSIDE = 12;

after(closeBrowser);

const placing: Readonly<Record<string, (child: number) => Message>> = {
  GridBox: (child) => call(WID, "add_widget", ref(child), 0, 0),
  Frame: (child) => call(WID, "set_widget", ref(child)),
  TopLevel: (child) => call(WID, "set_widget", ref(child)),
  TabWidget: (child) => call(WID, "add_widget", ref(child), { title: "Page" }),
  VBox: (child) => call(WID, "add_widget", ref(child), 0),
  HBox: (child) => call(WID, "add_widget", ref(child), 0),
  Dialog: (child) => call(WID, "add_widget", ref(child), 0),
};

const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = { Dialog: ["Title", [["OK", 1]]] };

function tree(name: string, options: Message = {}, more: Message = {}): Message[] {
  const isWindow = name === "TopLevel" || name === "Dialog";
  const args = ARGUMENTS[name] ?? (catalogue[name]?.args.length ? ["text"] : []);
  return [
    create(1, "TopLevel", [{}]),
    create(2, "VBox"),
    create(WID, name, [...args, options], more),
    create(INSIDE, "Label", ["inside"]),
    create(OUTSIDE, "Label", ["outside"]),
    ...(placing[name] ? [placing[name](INSIDE)] : []),
    ...(isWindow ? [call(WID, "show")] : [call(2, "add_widget", ref(WID), 0)]),
    ...(name === "ComboBox" ? ["a", "b", "c"].map((text) => call(WID, "append_text", text)) : []),
    call(1, "set_widget", ref(2)),
    call(1, "show"),
  ];
}

// --- Methods ---

const VALUES: Readonly<Record<string, unknown>> = {
  bool: true,
  integer: 0,
  number: 1,
  string: "left",
  color: "red",
  list: [null],
  object: {},
  any: "value",
};

/** Where any value would not do. */
const SPECIAL: Readonly<Record<string, readonly unknown[]>> = {
  set_window_state: ["normal"],
  set_image: [PICTURE],
  set_icon: [PICTURE, 10],
  add_cursor: ["mine", PICTURE, 0, 0, 16],
  set_limits: [0, 10, 1],
};

const TAKES_INSIDE = new Set([
  "remove",
  "remove_widget",
  "show_widget",
  "close_widget",
  "get_tab_id",
  "highlight_tab",
  "index_of",
]);

function argumentsOf(method: string, types: readonly string[]): unknown[] {
  if (SPECIAL[method]) return [...SPECIAL[method]];
  return types.map((type) => (type === "widget" ? ref(TAKES_INSIDE.has(method) ? INSIDE : OUTSIDE) : VALUES[type]));
}

for (const [name, { methods }] of Object.entries(catalogue)) {
  test(`${name}: every method can be called`, async () => {
    const program = await Program.open();
    for (const [method, types] of Object.entries(methods)) {
      if (method === "set_binary_image") continue; // Bytes: see the test of Image.
      await program.build(...tree(name));
      const answer = await program.request(call(WID, method, ...argumentsOf(method, types)));
      assert.equal(answer.type, "result", `${method}: ${answer.error}`);
    }
    assert.deepEqual(program.errors, []);
    assert.deepEqual(program.failures, []);
    await program.close();
  });
}

// --- Callbacks ---

type Gesture = (program: Program, name: string) => Promise<unknown>;

const middle = async (program: Program): Promise<[x: number, y: number]> => {
  const box = await program.widget(WID).boundingBox();
  if (!box) throw new Error("it is not shown");
  return [box.x + Math.min(10, box.width / 2), box.y + Math.min(10, box.height / 2)];
};
const click: Gesture = async (program) => program.page.mouse.click(...(await middle(program)));
const key: Gesture = async (program) => {
  await click(program, "");
  await program.page.keyboard.press("x");
};
const drop =
  (type: string): Gesture =>
  (program) =>
    program.widget(WID).evaluate((element, kind) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/plain", "words");
      element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, type);
const bar =
  (keys: string): Gesture =>
  (program) =>
    program.widget(WID).locator(".o-window-bar").press(keys);

const activations: Readonly<Record<string, Gesture>> = {
  Button: click,
  CheckBox: click,
  TextEntry: async (program) => {
    await click(program, "");
    await program.page.keyboard.press("Enter");
  },
  Slider: async (program) => {
    await program.ask(WID, "set_focus");
    await program.page.keyboard.press("ArrowRight");
  },
  ComboBox: async ({ page }) => {
    await page.getByRole("combobox").click();
    await page.getByRole("option").first().click();
  },
  Dialog: ({ page }) => page.getByRole("button", { name: "OK" }).click(),
};

const GESTURES: Readonly<Record<string, Gesture>> = {
  map: async () => {},
  resize: async (program, name) => {
    if (name === "TopLevel" || name === "Dialog") await bar("Shift+ArrowDown")(program, name);
  },
  move: bar("ArrowRight"),
  close: (program) => program.widget(WID).getByRole("button", { name: "Close" }).click(),
  "window-state": (program) => program.widget(WID).getByRole("button", { name: "Maximize" }).click(),
  activated: (program, name) => (activations[name] as Gesture)(program, name),
  modified: async (program) => {
    await click(program, "");
    await program.page.keyboard.type("more");
  },
  scrolled: async (program) => {
    program.send(call(WID, "set_text", "line\n".repeat(99)), call(WID, "scroll_to_end"));
  },
  "page-switch": async (program) => {
    program.send(call(WID, "add_widget", ref(OUTSIDE), { title: "Other" }));
    await program.settled();
    await program.page.getByRole("tab", { name: "Other" }).click();
  },
  "page-close": ({ page }) => page.getByRole("tab").press("Delete"),
  "pointer-down": click,
  "pointer-up": click,
  "pointer-move": async (program) => program.page.mouse.move(...(await middle(program))),
  enter: async (program) => program.page.mouse.move(...(await middle(program))),
  leave: async (program) => {
    await program.page.mouse.move(...(await middle(program)));
    await program.page.mouse.move(1, 599);
  },
  click,
  dblclick: async (program) => program.page.mouse.dblclick(...(await middle(program))),
  scroll: async (program) => {
    await program.page.mouse.move(...(await middle(program)));
    await program.page.mouse.wheel(0, 10);
  },
  "key-down": key,
  "key-up": key,
  "key-press": key,
  "focus-in": (program) => program.ask(WID, "set_focus"),
  "focus-out": async (program) => {
    await program.ask(WID, "set_focus");
    await program.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  },
  "drop-start": drop("drop"),
  "drop-end": drop("drop"),
  "drag-over": drop("dragover"),
  contextmenu: async (program) => program.page.mouse.click(...(await middle(program)), { button: "right" }),
};

const WINDOW = { title: "W", resizable: true, maximizable: true, closable: true };

for (const [name, { callbacks, options }] of Object.entries(catalogue)) {
  test(`${name}: every callback is told`, async () => {
    const program = await Program.open({ viewport: { width: 800, height: 600 } });
    const given = Object.fromEntries(Object.entries(WINDOW).filter(([option]) => options.includes(option)));
    if (name === "Image") Object.assign(given, { url: PICTURE });
    if (name === "ComboBox") Object.assign(given, { editable: true });
    for (const action of callbacks) {
      const gesture = GESTURES[action];
      assert.ok(gesture, `nobody knows how to make ${action} happen`);
      await program.page.mouse.move(1, 599);
      await program.page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await program.build(...tree(name, given, { listen: [action] }));
      program.messages.length = 0;
      if (action === "map" || (action === "resize" && name !== "TopLevel" && name !== "Dialog")) {
        program.send({ type: "unlisten", wid: WID, action }, call(WID, "resize", 90, 60), {
          type: "listen",
          wid: WID,
          action,
        });
      }
      await gesture(program, name);
      await program.untilTold(action);
    }
    assert.deepEqual(program.errors, []);
    await program.close();
  });
}

// --- Options ---

const OPTIONS: Readonly<Record<string, unknown>> = {
  resizable: true,
  title: "Title",
  icon: PICTURE,
  moveable: true,
  closeable: true,
  minimizable: true,
  maximizable: true,
  lowerable: true,
  shadeable: true,
  rows: 2,
  columns: 3,
  halign: "center",
  interactive: true,
  menu: ref(OUTSIDE),
  editable: false,
  password: true,
  wrap: false,
  orientation: "vertical",
  min: 20,
  max: 30,
  step: 5,
  value: 7,
  show_value: true,
  show_value_position: "top",
  decimals: 3,
  dropdown_limit: 2,
  closable: true,
  tab_position: "bottom",
  url: PICTURE,
};

/** What shows only together with another. */
const TOGETHER: Readonly<Record<string, Message>> = {
  decimals: { show_value: true },
  dtype: { show_value: true, max: 1 },
};

/** What shows only in what it does, and the test that looks at it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  track: "Slider: a drag without tracking",
  dtype: "Slider: keys, limits",
  step: "Slider: keys, limits",
  linehistory: "TextEntry: what is typed",
  reorderable: "TabWidget: tabs are moved",
  autoclose: "a dialog: buttons",
  modal: "a dialog: buttons",
  menu: "Label: a menu",
  use_animation_frame: "Image: moves",
  rows: "GridBox: cells",
  columns: "GridBox: cells",
};

/** Everything that shows of a widget, as text. */
function looks(program: Program): Promise<string> {
  return program.widget(WID).evaluate((element) => {
    const describe = (at: Element): string => {
      const { value, min, max, orientation, placement, readonly, readOnly, type } = at as unknown as Record<
        string,
        unknown
      >;
      const own = JSON.stringify([
        at.tagName,
        value,
        min,
        max,
        orientation,
        placement,
        readonly,
        readOnly,
        type,
        at.textContent,
      ]);
      const attributes = [...at.attributes].map(({ name, value }) => `${name}=${value}`).join(" ");
      return `${own} ${attributes}\n${[...at.children].map(describe).join("")}`;
    };
    return describe(element).replace(/o-(title|list)-\d+/g, "");
  });
}

for (const [name, { options }] of Object.entries(catalogue)) {
  if (options.length === 0) continue;
  test(`${name}: every option shows, or has a test of its own`, async () => {
    const program = await Program.open();
    const tests =
      readFileSync("tests/browser/widgets.test.ts", "utf8") + readFileSync("tests/browser/session.test.ts", "utf8");
    for (const option of options) {
      const beside = TOGETHER[option] ?? {};
      if (ELSEWHERE[option]) {
        assert.ok(tests.includes(ELSEWHERE[option]), `no test named ${ELSEWHERE[option]}`);
        continue;
      }
      assert.ok(option in OPTIONS, `nobody knows what ${option} looks like`);
      const usual = option === "moveable" || option === "closeable" ? { ...beside, [option]: false } : beside;
      await program.build(...tree(name, usual));
      const before = await looks(program);
      const value = name === "ComboBox" && option === "editable" ? true : OPTIONS[option];
      await program.build(...tree(name, { ...beside, [option]: value }));
      assert.notEqual(await looks(program), before, option);
    }
    await program.close();
  });
}
