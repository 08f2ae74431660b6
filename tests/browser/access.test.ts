// For those who do not see, and those who have no mouse; and for phones.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { EXAMPLE, GALLERY } from "./gallery.ts";
import { call, closeBrowser, create, type Message, Program, ref } from "./harness.ts";

after(closeBrowser);

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds that is serious or worse. */
async function findings({ page }: Program): Promise<unknown[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)}: ${failureSummary}`)]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe-core finds nothing serious, ${colorScheme}`, async () => {
    const program = await Program.open({
      viewport: { width: 900, height: 640 },
      colorScheme,
      bypassCSP: true,
      reducedMotion: "reduce",
    });
    await program.build(...GALLERY);
    await program.page.evaluate(axe);
    assert.deepEqual(await findings(program), []);
    await program.page.getByRole("combobox", { name: "Unit" }).click();
    assert.deepEqual(await findings(program), [], "with an open list");
    await program.page.keyboard.press("Escape");
    program.send(call(4, "set_index", 1));
    await program.settled();
    await program.page.getByRole("tabpanel", { name: "Notes" }).waitFor();
    assert.deepEqual(await findings(program), [], "the other page");
    program.send(call(70, "popup"));
    await program.settled();
    assert.deepEqual(await findings(program), [], "with a dialog");
    await program.build(...EXAMPLE);
    assert.deepEqual(await findings(program), [], "the example");
    await program.close();
  });
}

test("every control is reached by the Tab key, and has a name", async () => {
  const program = await Program.open({ viewport: { width: 900, height: 640 } });
  await program.build(...GALLERY);
  const { page } = program;
  const reached: string[] = [];
  for (let i = 0; i < 24; i++) {
    await page.keyboard.press("Tab");
    const wid = await page.evaluate(
      () => document.activeElement?.closest<HTMLElement>("[data-wid]")?.dataset.wid ?? "",
    );
    reached.push(wid);
  }
  for (const wid of [4, 12, 14, 16, 18, 20, 23, 24, 26, 27])
    assert.ok(reached.includes(`${wid}`), `${wid} of ${reached}`);
  for (const [role, name] of [
    ["textbox", "Name"],
    ["textbox", "Password"],
    ["combobox", "Unit"],
    ["slider", "Threshold"],
    ["combobox", "Place"],
    ["progressbar", "Calibration"],
    ["checkbox", "Warn by mail"],
    ["button", "Save"],
    ["tab", "Settings"],
  ] as const) {
    assert.equal(await page.getByRole(role, { name, exact: role !== "tab" }).count(), 1, `${role} ${name}`);
  }
  await program.close();
});

test("a control's name follows the label before it", async () => {
  const program = await Program.show(
    create(3, "Label", ["Mass:"]),
    create(4, "TextEntry", [""]),
    create(5, "GridBox", [{ rows: 0, columns: 2 }]),
    create(6, "Label", ["Length:"]),
    create(7, "TextEntry", [""]),
    create(8, "Frame", []),
    create(9, "TextEntry", [""]),
  );
  const named = (name: string) => program.page.getByRole("textbox", { name, exact: true }).count();
  program.send(call(3, "set_text", "Weight:"), call(5, "append_row", [ref(6), ref(7)]), call(8, "set_widget", ref(9)));
  await program.settled();
  assert.deepEqual(
    [await named("Mass"), await named("Weight"), await named("Length"), await named("Text")],
    [0, 1, 1, 1],
  );
  program.send({ type: "destroy", wid: 3 }, call(5, "delete_column", 0));
  await program.settled();
  assert.deepEqual([await named("Weight"), await named("Length"), await named("Text")], [0, 0, 3]);
  await program.close();
});

test("on a phone nothing is wider than the screen", async () => {
  const program = await Program.open({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  const long: readonly Message[] = [
    ...GALLERY,
    create(80, "TextEntry", ["in a row"]),
    create(81, "ComboBox", [{ editable: true }]),
    create(82, "HBox", []),
    call(82, "add_widget", ref(80), 0),
    call(2, "add_widget", ref(81), 0),
    call(2, "add_widget", ref(82), 0),
    ...[12, 20, 80, 81].map((wid) => call(wid, "set_length", 80)),
  ];
  for (const messages of [GALLERY, EXAMPLE, long]) {
    await program.build(...messages);
    const wide = await program.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".o-widget")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.className),
    );
    assert.deepEqual(wide, []);
  }
  await program.close();
});

test("the page follows the system from light to dark", async () => {
  const program = await Program.open({ colorScheme: "light" });
  const background = () => program.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await program.page.emulateMedia({ colorScheme: "dark" });
  await program.page.locator("html.wa-dark").waitFor();
  assert.notEqual(await background(), light);
  await program.close();
});
