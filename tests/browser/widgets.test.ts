// What each class shows, and what it tells when the user does something with it.

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

test("Label: text is text, however it looks", async () => {
  const { page } = await show(create(3, "Label", ["<img src=x onerror=alert(1)><b>bold</b>"]));
  assert.equal(await program.widget(3).textContent(), "<img src=x onerror=alert(1)><b>bold</b>");
  assert.equal(await page.locator("[data-wid='3'] b, [data-wid='3'] img").count(), 0);
  program.send(
    call(3, "set_text", "second\nline"),
    call(3, "set_halign", "right"),
    call(3, "set_color", "black", "yellow"),
  );
  assert.equal(await program.ask(3, "get_text"), "second\nline");
  await program.widget(3).evaluate((element) => {
    const style = getComputedStyle(element);
    if (style.color !== "rgb(255, 255, 0)") throw new Error(style.color);
    if (style.backgroundColor !== "rgb(0, 0, 0)") throw new Error(style.backgroundColor);
  });
});

test("Label: pointer, keys, focus and menus are told when listened to, with their details", async () => {
  const { page } = await show(create(3, "Label", ["Touch me", { interactive: true }]));
  const box = (await program.widget(3).boundingBox()) as { x: number; y: number };
  await page.mouse.click(box.x + 5, box.y + 6);
  await program.settled();
  assert.deepEqual(program.told(), []);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const actions = "pointer-down pointer-up pointer-move enter leave click dblclick scroll key-down key-up key-press";
  const all = `${actions} focus-in focus-out contextmenu`.split(" ");
  program.send(...all.map((action) => ({ type: "listen", wid: 3, action })));
  await program.settled();
  await page.mouse.move(600, 400);
  await page.mouse.move(box.x + 5, box.y + 6);
  await page.mouse.dblclick(box.x + 5, box.y + 6, { button: "left" });
  await page.mouse.wheel(0, 30);
  await page.keyboard.press("Shift+A");
  await page.keyboard.press("Escape");
  await page.mouse.click(box.x + 5, box.y + 6, { button: "right" });
  await page.mouse.move(600, 400);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await program.settled();
  assert.deepEqual(
    all.filter((action) => program.told(action).length === 0),
    [],
  );
  const down = program.told("pointer-down")[0]?.args[0] as Record<string, unknown>;
  assert.equal(down.x, 5);
  assert.equal(down.y, 6);
  assert.equal(down.button_trigger, 1);
  assert.equal(down.button_mask, 1);
  assert.equal(down.pointer_type, "mouse");
  assert.deepEqual(down.modifiers, []);
  const wheel = program.told("scroll")[0]?.args[0] as Record<string, unknown>;
  assert.equal(wheel.delta_y, 30);
  const keys = program.told("key-press").map(({ args }) => (args[0] as Record<string, unknown>).key);
  assert.deepEqual(keys, ["A"]);
  const right = program.told("pointer-down").at(-1)?.args[0] as Record<string, unknown>;
  assert.equal(right.button_mask, 4);
  program.send({ type: "unlisten", wid: 3, action: "click" });
  await program.settled();
  const clicks = program.told("click").length;
  await page.mouse.click(box.x + 5, box.y + 6);
  await program.settled();
  assert.equal(program.told("click").length, clicks);
});

test("Label: a menu opens where the pointer is", async () => {
  await show(
    create(3, "Label", ["Right here"]),
    create(4, "Dialog", ["Menu"]),
    call(3, "set_menu", ref(4)),
    call(2, "add_widget", ref(3), 0),
  );
  await program.widget(3).click({ button: "right", position: { x: 12, y: 8 } });
  await program.page.getByRole("dialog", { name: "Menu" }).waitFor();
  assert.deepEqual(await program.ask(4, "get_position"), [12, 8]);
});

test("Image: moves are told with the screen's rhythm, or each", async () => {
  await show(
    create(3, "Image", [{ use_animation_frame: true }], { set: [["resize", [80, 40]]], listen: ["pointer-move"] }),
    create(4, "Image", [{ use_animation_frame: false }], { set: [["resize", [80, 40]]], listen: ["pointer-move"] }),
  );
  for (const wid of [3, 4]) {
    await program.widget(wid).evaluate((element) => {
      for (let clientX = 1; clientX <= 5; clientX++)
        element.dispatchEvent(new PointerEvent("pointermove", { clientX }));
    });
  }
  await program.settled();
  const xs = (wid: number) =>
    program
      .told("pointer-move")
      .flatMap((told) => (told.wid === wid ? [(told.args[0] as { viewport_x: number }).viewport_x] : []));
  assert.deepEqual(xs(3), [5]);
  assert.deepEqual(xs(4), [1, 2, 3, 4, 5]);
});

test("Button: pressed by pointer and by keyboard, not while it is off", async () => {
  const { page } = await show(create(3, "Button", ["Go"], { listen: ["activated"] }));
  await program.widget(3).click();
  await program.widget(3).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press(" ");
  await program.untilTold("activated", 3);
  program.send(call(3, "set_enabled", false), call(3, "set_text", "Gone"));
  await program.settled();
  await program.widget(3).click({ force: true });
  await program.settled();
  assert.equal(program.told("activated").length, 3);
  assert.equal((await program.widget(3).textContent())?.trim(), "Gone");
  program.send(call(3, "set_icon", "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", [20, 10]));
  assert.match((await program.ask(3, "get_icon")) as string, /^data:image/);
  assert.equal(await page.locator("[data-wid='3'] img").evaluate((icon) => icon.clientWidth), 20);
  program.send(call(3, "set_color", "rgb(1, 2, 3)", null));
  await program.settled();
  const color = await program.widget(3).evaluate((element) => {
    const base = element.shadowRoot?.querySelector("[part~=base]") as Element;
    return getComputedStyle(base).backgroundColor;
  });
  assert.match(color, /rgba?\(1, 2, 3/);
});

test("TextEntry: what is typed is told once, 300 ms later or when the keyboard leaves; Enter tells at once", async () => {
  const { page } = await show(create(3, "TextEntry", ["abc", { linehistory: 2 }]), create(4, "Button", ["Else"]));
  await program.widget(3).click();
  await page.keyboard.press("End");
  await page.keyboard.type("def");
  await program.untilTold("modified");
  assert.deepEqual(
    program.told().map(({ action, args }) => [action, args]),
    [["modified", ["abcdef"]]],
  );
  await page.keyboard.type("g");
  await page.keyboard.press("Enter");
  await program.untilTold("activated");
  assert.deepEqual(
    program
      .told()
      .slice(1)
      .map(({ action, args }) => [action, args]),
    [
      ["modified", ["abcdefg"]],
      ["activated", ["abcdefg"]],
    ],
  );
  await page.keyboard.type("h");
  await program.widget(4).focus();
  await program.untilTold("modified", 3);
  assert.equal(await program.ask(3, "get_text"), "abcdefgh");
  program.send(call(3, "set_text", "new"));
  await program.widget(3).click();
  await page.keyboard.press("ArrowUp");
  assert.equal(await program.ask(3, "get_text"), "abcdefg");
  await page.keyboard.press("ArrowDown");
  assert.equal(await program.ask(3, "get_text"), "");
});

test("TextEntry: the caret stays where it is when the program changes the text", async () => {
  const { page } = await show(create(3, "TextEntry", ["abcdef"]));
  await program.widget(3).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  program.send(call(3, "set_text", "abXXXX"));
  await program.settled();
  await page.keyboard.type("-");
  assert.equal(await program.ask(3, "get_text"), "ab-XXXX");
});

test("TextEntry: password, read-only, length", async () => {
  await show(
    create(3, "TextEntry", ["secret", { password: true }]),
    create(4, "TextEntry", ["fixed", { editable: false }]),
    create(5, "TextEntry", [""], { set: [["set_length", [4]]] }),
  );
  const type = await program.widget(3).evaluate((element) => element.shadowRoot?.querySelector("input")?.type);
  assert.equal(type, "password");
  await program.widget(4).click();
  await program.page.keyboard.type("x");
  assert.equal(await program.ask(4, "get_text"), "fixed");
  const width = await program.widget(5).evaluate((element) => element.clientWidth);
  assert.ok(width < 130, `${width}`);
  program.send(call(4, "clear"));
  assert.equal(await program.ask(4, "get_text"), "");
});

test("TextArea: edits, appends, limits, scrolls", async () => {
  const { page } = await show(
    create(3, "TextArea", ["one\n"], { set: [["resize", [300, 100]]], listen: ["scrolled"] }),
  );
  await program.widget(3).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("two");
  await program.untilTold("modified");
  assert.equal(program.told("modified")[0]?.args[0], "one\ntwo");
  program.send(call(3, "append_text", "\nthree\n"), call(3, "set_limit", 2));
  assert.equal(await program.ask(3, "get_text"), "two\nthree\n");
  program.send(
    call(3, "set_limit", null),
    call(3, "set_text", Array.from({ length: 60 }, (_, i) => `line ${i}`).join("\n")),
  );
  program.send(call(3, "scroll_to_end"));
  await program.untilTold("scrolled");
  assert.deepEqual(program.told("scrolled").at(-1)?.args, [0, 1]);
  program.send(call(3, "set_scroll_position", 0, 0.5));
  await program.settled();
  const [, half] = (await program.ask(3, "get_scroll_position")) as [number, number];
  assert.ok(Math.abs(half - 0.5) < 0.05, `${half}`);
  program.send(call(3, "scroll_to_lineno", 1));
  await program.settled();
  assert.deepEqual(await program.ask(3, "get_scroll_position"), [0, 0]);
  program.send(call(3, "set_editable", false), call(3, "set_wrap", false));
  await program.settled();
  await page.keyboard.type("!");
  assert.ok(!((await program.ask(3, "get_text")) as string).includes("!"));
});

test("CheckBox: checked by pointer and keyboard", async () => {
  const { page } = await show(create(3, "CheckBox", ["Agree"]));
  await program.widget(3).click();
  await page.keyboard.press(" ");
  await program.untilTold("activated", 2);
  assert.deepEqual(
    program.told().map(({ args }) => args),
    [[true], [false]],
  );
  program.send(call(3, "set_state", true));
  assert.equal(await program.ask(3, "get_state"), true);
  assert.equal(program.told().length, 2);
});

test("Slider: keys, limits, decimals, tracking", async () => {
  const { page } = await show(
    create(3, "Slider", [{ min: 0, max: 10, step: 2, value: 4, show_value: true }]),
    create(4, "Slider", [{ min: 0, max: 1, dtype: "float", value: 0.5, show_value: true, decimals: 2, track: false }]),
  );
  await program.ask(3, "set_focus");
  await page.keyboard.press("ArrowRight");
  await program.untilTold("activated");
  assert.deepEqual(program.told("activated")[0]?.args, [6]);
  assert.equal(await page.locator("[data-wid='3'] .o-slider-value").textContent(), "6");
  assert.equal(await page.locator("[data-wid='4'] .o-slider-value").textContent(), "0.50");
  program.send(call(3, "set_limits", 0, 5, 1));
  assert.equal(await program.ask(3, "get_value"), 5);
  program.send(call(4, "set_value", 0.25), call(4, "set_decimals", 1), call(4, "set_tracking", true));
  await program.settled();
  assert.equal(await page.locator("[data-wid='4'] .o-slider-value").textContent(), "0.3");
});

test("Slider: a drag without tracking is told at its end", async () => {
  const { page } = await show(create(3, "Slider", [{ min: 0, max: 100, value: 0, track: false }]));
  const box = (await program.widget(3).boundingBox()) as { x: number; y: number; width: number; height: number };
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 6, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, y, { steps: 5 });
  await program.settled();
  assert.equal(program.told().length, 0);
  program.send(call(3, "set_value", 1));
  await program.settled();
  await page.mouse.up();
  const { args } = await program.untilTold("activated");
  assert.ok(Math.abs((args[0] as number) - 50) < 5, `${args[0]}`);
});

test("ProgressBar: 0 to 1", async () => {
  await show(create(3, "ProgressBar"));
  program.send(call(3, "set_value", 0.25));
  await program.settled();
  assert.equal(await program.ask(3, "get_value"), 0.25);
  const now = await program
    .widget(3)
    .evaluate((element) => element.shadowRoot?.querySelector("[role=progressbar]")?.ariaValueNow);
  assert.equal(now, "25");
});

const items = (...texts: readonly string[]) => ({ set: texts.map((text) => ["append_text", [text]]) });

test("ComboBox: chosen by pointer, by arrows and by letters", async () => {
  const { page } = await show(create(3, "ComboBox", [{ editable: false }], items("Red", "Green", "Blue")));
  const input = page.getByRole("combobox");
  await input.click();
  await page.getByRole("option", { name: "Green" }).click();
  assert.deepEqual((await program.untilTold("activated")).args, [1, "Green"]);
  await input.press("ArrowDown");
  await input.press("ArrowDown");
  await input.press("Enter");
  assert.deepEqual((await program.untilTold("activated", 2)).args, [2, "Blue"]);
  await input.press("r");
  await input.press("Enter");
  assert.deepEqual((await program.untilTold("activated", 3)).args, [0, "Red"]);
  await input.press("ArrowDown");
  await input.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  assert.equal(program.told("activated").length, 3);
});

test("ComboBox: a text of one's own, and the list that goes with it", async () => {
  const { page } = await show(create(3, "ComboBox", [{ editable: true }], items("Apple", "Apricot", "Banana")));
  const input = page.getByRole("combobox");
  await input.click();
  await page.keyboard.type("ap");
  assert.equal(await page.getByRole("option").count(), 2);
  await program.untilTold("modified");
  await page.keyboard.type("e");
  await page.keyboard.press("Enter");
  assert.deepEqual((await program.untilTold("activated")).args, [-1, "ape"]);
  assert.equal(await program.ask(3, "get_alpha", 3), "ape");
});

test("ComboBox: the program's calls", async () => {
  await show(create(3, "ComboBox", [{ editable: true, dropdown_limit: 2 }], items("b", "d")));
  program.send(call(3, "insert_alpha", "c"), call(3, "set_index", 1));
  assert.equal(await program.ask(3, "get_text"), "c");
  program.send(call(3, "delete_alpha", "b"));
  assert.equal(await program.ask(3, "get_index"), 0);
  program.send(call(3, "show_text", "elsewhere"));
  assert.equal(await program.ask(3, "get_index"), -1);
  assert.equal(await program.ask(3, "get_text"), "elsewhere");
  program.send(call(3, "clear"), call(3, "set_length", 5));
  assert.equal(await program.ask(3, "get_alpha", 0), null);
  assert.equal(await program.ask(3, "get_text"), "");
  assert.deepEqual(program.told(), []);
});

test("TabWidget: switched by pointer and arrows, closed, highlighted, put elsewhere", async () => {
  const { page } = await show(
    create(3, "TabWidget", [{ closable: true, reorderable: true }]),
    create(4, "Label", ["first page"]),
    create(5, "Label", ["second page"]),
    create(6, "Label", ["third page"]),
    call(3, "add_widget", ref(4), { title: "One" }),
    call(3, "add_widget", ref(5), "Two"),
    call(3, "add_widget", ref(6), { title: "Three", closable: false }),
  );
  await page.getByRole("tab", { name: "Two" }).click();
  const { args } = await program.untilTold("page-switch");
  assert.deepEqual(args, [{ __wid__: 5, __class__: "Label" }, 1]);
  assert.ok(await program.widget(5).isVisible());
  assert.ok(!(await program.widget(4).isVisible()));
  await page.keyboard.press("ArrowRight");
  assert.equal((await program.untilTold("page-switch", 2)).args[1], 2);
  program.send(call(3, "set_index", 0));
  await program.settled();
  assert.ok(await program.widget(4).isVisible());
  assert.equal(program.told("page-switch").length, 2);
  const id = await program.ask(3, "get_tab_id", ref(5));
  assert.deepEqual(await program.ask(3, "get_child", id), { __wid__: 5, __class__: "Label" });
  program.send(call(3, "highlight_tab", ref(5), "rgb(9, 9, 9)"), call(3, "set_tab_position", "bottom"));
  await program.settled();
  await page.getByRole("tab", { name: "Two" }).locator(".o-tab-close").click();
  assert.deepEqual((await program.untilTold("page-close")).args, [{ __wid__: 5, __class__: "Label" }]);
  assert.equal(await page.getByRole("tab").count(), 2);
  await page.getByRole("tab", { name: "One" }).press("Delete");
  await program.untilTold("page-close", 2);
  assert.equal(await program.ask(3, "get_index"), 0);
  assert.ok(await program.widget(6).isVisible());
  await page.getByRole("tab", { name: "Three" }).press("Delete");
  await program.settled();
  assert.equal(program.told("page-close").length, 2);
  program.send(call(3, "close_widget", ref(6)));
  assert.equal(await program.ask(3, "get_index"), -1);
  assert.deepEqual(await program.ask(3, "index_to_widget", 0), null);
});

test("TabWidget: tabs are moved by keyboard", async () => {
  const { page } = await show(
    create(3, "TabWidget", [{ reorderable: true }]),
    create(4, "Label", ["first page"]),
    create(5, "Label", ["second page"]),
    call(3, "add_widget", ref(4), "One"),
    call(3, "add_widget", ref(5), "Two"),
  );
  await page.getByRole("tab", { name: "One" }).press("Control+ArrowRight");
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Two", "One"]);
});

test("Image: from an address, from bytes, drawn again", async () => {
  await show(
    create(3, "Image", [
      { url: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='20'/>" },
    ]),
  );
  const GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
  program.sendBytes({ type: "binary-call", wid: 3, method: "set_binary_image", args: ["gif"] }, GIF);
  await program.settled();
  await program.page.waitForFunction(
    () => document.querySelector<HTMLImageElement>("[data-wid='3']")?.naturalWidth === 1,
  );
  program.send(call(3, "update"), call(3, "set_tooltip", "A dot"));
  await program.settled();
  assert.equal(await program.page.getByRole("img", { name: "A dot" }).count(), 1);
  program.send(call(3, "set_image", null));
  await program.settled();
  assert.equal(await program.widget(3).getAttribute("src"), null);
});

test("Frame: a titled group around one child", async () => {
  const { page } = await show(
    create(3, "Frame", [{ title: "Settings" }]),
    create(4, "Label", ["inside"]),
    create(5, "Label", ["instead"]),
    call(3, "set_widget", ref(4)),
    call(3, "set_widget", ref(5)),
  );
  assert.equal(await page.getByRole("group", { name: "Settings" }).count(), 1);
  assert.deepEqual(await program.ask(3, "get_children"), [{ __wid__: 5, __class__: "Label" }]);
  assert.equal(await program.widget(4).count(), 0, "the one before is placed nowhere");
  program.send(call(3, "set_text", "Other"));
  assert.equal(await program.ask(3, "get_text"), "Other");
});

test("boxes: order, stretch, spacing, insertion, removal", async () => {
  await show(
    create(3, "HBox", [], {
      set: [
        ["set_spacing", [10]],
        ["resize", [600, 50]],
      ],
    }),
    create(4, "Label", ["a"]),
    create(5, "Label", ["b"]),
    create(6, "Label", ["c"]),
    call(3, "add_widget", ref(4), 1),
    call(3, "add_widget", ref(6), 3),
    call(3, "insert_widget", 1, ref(5), 0),
  );
  const boxes = await Promise.all([4, 5, 6].map((wid) => program.widget(wid).boundingBox()));
  const [a, b, c] = boxes as { x: number; width: number }[];
  assert.ok(a && b && c);
  assert.ok(a.x < b.x && b.x < c.x);
  assert.ok(Math.abs(b.x - (a.x + a.width) - 10) < 1);
  assert.ok(Math.abs(c.width / a.width - 3) < 0.1, `${c.width} ${a.width}`);
  program.send(call(3, "remove", ref(4)), call(3, "set_align", "start"));
  assert.equal(await program.ask(3, "num_children"), 2);
  program.send(call(3, "remove_all", true));
  const answer = await program.request({ ...call(5, "get_text") });
  assert.equal(answer.error, "Unknown widget id: 5");
  assert.equal(await program.ask(4, "get_text"), "a");
});

test("GridBox: cells, rows and columns", async () => {
  await show(
    create(3, "GridBox", [{ rows: 1, columns: 2 }]),
    ...[4, 5, 6, 7].map((wid) => create(wid, "Label", [`${wid}`])),
    call(3, "add_widget", ref(4), 0, 0),
    call(3, "add_widget", ref(5), 0, 1),
    call(3, "insert_row", 0, [ref(6), null]),
    call(3, "append_column", [null, ref(7)]),
  );
  assert.deepEqual(await program.ask(3, "get_row_column_count"), [2, 3]);
  assert.deepEqual(await program.ask(3, "get_widget_at_cell", 1, 2), { __wid__: 7, __class__: "Label" });
  assert.equal(await program.widget(4).evaluate((element) => getComputedStyle(element).gridRowStart), "2");
  const order = await program.widget(3).evaluate((grid) => [...grid.children].map((child) => child.textContent));
  assert.deepEqual(order, ["6", "4", "5", "7"]);
  program.send(call(3, "delete_row", 0), call(3, "delete_column", 0), call(3, "set_spacing", 4));
  assert.deepEqual(await program.ask(3, "get_row_column_count"), [1, 2]);
  assert.deepEqual(await program.ask(3, "get_children"), [
    { __wid__: 5, __class__: "Label" },
    { __wid__: 7, __class__: "Label" },
  ]);
});

test("what every widget has", async () => {
  await show(create(3, "Label", ["x"]));
  program.send(
    call(3, "set_border_width", 3),
    call(3, "set_border_color", "rgb(1, 1, 1)"),
    call(3, "set_bg", "rgb(2, 2, 2)"),
    call(3, "set_min_size", 50, null),
    call(3, "set_max_size", 400, 90),
    call(3, "set_expanding", true, true),
    call(3, "set_padding", [1, 2, 3, "4px"]),
    call(3, "set_font", "monospace", 20, "bold", "italic"),
    call(3, "set_tooltip", "tip"),
    call(3, "set_allow_text_selection", false),
    call(
      3,
      "add_cursor",
      "mine",
      "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>",
      1,
      2,
      16,
    ),
    call(3, "set_cursor", "crosshair"),
  );
  const style = await program.widget(3).evaluate((element) => {
    const s = getComputedStyle(element);
    return [
      s.borderTopWidth,
      s.borderTopColor,
      s.backgroundColor,
      s.minWidth,
      s.maxHeight,
      s.padding,
      s.fontSize,
      s.fontWeight,
      s.fontStyle,
      s.userSelect,
      s.cursor,
    ];
  });
  assert.deepEqual(style, [
    "3px",
    "rgb(1, 1, 1)",
    "rgb(2, 2, 2)",
    "50px",
    "90px",
    "1px 2px 3px 4px",
    "20px",
    "700",
    "italic",
    "none",
    "crosshair",
  ]);
  assert.deepEqual(await program.ask(3, "get_expanding"), [true, true]);
  assert.equal(await program.ask(3, "get_tooltip"), "tip");
  program.send(call(3, "set_cursor", "mine"), call(3, "set_expanding", false, false), call(3, "resize", 120, 40));
  assert.match(await program.widget(3).evaluate((element) => getComputedStyle(element).cursor), /^url\(/);
  assert.deepEqual(await program.ask(3, "get_size"), [120, 40]);
  assert.deepEqual(await program.ask(3, "get_position"), [0, 0]);
  program.send(call(3, "hide"));
  assert.equal(await program.ask(3, "is_visible"), false);
  assert.ok(!(await program.widget(3).isVisible()));
  program.send(call(3, "show"), call(3, "set_cursor", null));
  await program.settled();
  assert.ok(await program.widget(3).isVisible());
});

test("map and resize are told on demand; a late listener hears of the last map", async () => {
  await show(create(3, "Label", ["x"]));
  program.send({ type: "listen", wid: 3, action: "resize" });
  await program.untilTold("resize");
  program.send({ type: "listen", wid: 3, action: "map" });
  const { args } = await program.untilTold("map");
  assert.deepEqual(Object.keys(args[0] as object).sort(), ["height", "viewport_x", "viewport_y", "width", "x", "y"]);
  program.send(call(3, "resize", 111, 22));
  assert.deepEqual((await program.untilTold("resize", 2)).args, [{ width: 111, height: 22 }]);
});

test("wrong messages are answered, and harm no other", async () => {
  await show(create(3, "Label", ["x"]));
  const errors = [
    [{ type: "nonsense" }, "Unknown message type: nonsense"],
    [{ type: "call", wid: 99, method: "show", args: [] }, "Unknown widget id: 99"],
    [{ type: "call", wid: 3, method: "explode", args: [] }, "Unknown method: explode on Label"],
    [{ type: "call", wid: 3, method: "constructor", args: [] }, "Unknown method: constructor on Label"],
    [{ type: "call", wid: 3, method: "dispose", args: [] }, "Unknown method: dispose on Label"],
    [{ type: "call", wid: 3, method: "__proto__", args: [] }, "Unknown method: __proto__ on Label"],
    [{ type: "create", wid: 4, class: "Nothing", args: [] }, "Unknown widget class: Nothing"],
    [{ type: "create", wid: 4, class: "toString", args: [] }, "Unknown widget class: toString"],
    [{ type: "call", wid: 2, method: "add_widget", args: [ref(77)] }, "Unknown widget id: 77"],
    [{ type: "call", wid: 2, method: "add_widget", args: [ref(2)] }, "a widget cannot be placed within itself"],
  ] as const;
  for (const [message, error] of errors) assert.equal((await program.request(message)).error, error);
  const batch = await program.request({
    type: "batch",
    calls: [
      { wid: 3, method: "set_text", args: ["one"] },
      { wid: 3, method: "explode", args: [] },
      { wid: 3, method: "set_halign", args: ["left"] },
      { wid: 3, method: "set_text", args: ["two"] },
    ],
  });
  assert.deepEqual(batch.value, { errors: [{ wid: 3, method: "explode", error: "Unknown method: explode on Label" }] });
  assert.equal(await program.ask(3, "get_text"), "two");
  program.send({ type: "call", wid: 98, method: "show", args: [] });
  await program.settled();
  assert.deepEqual(program.failures, ["Unknown widget id: 98"]);
  program.errors.length = 0; // The browser's log has it too.
});
