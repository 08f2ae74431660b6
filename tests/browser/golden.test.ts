// Plays the program's part of the golden transcripts, and the person's before the page. Those without a person are drawn by the
// pages that only watch: the second one, and one that comes later. Both must then answer as the program does.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { closeBrowser, type Message, Program } from "./harness.ts";

interface Line {
  readonly dir?: "up" | "down";
  readonly op?: readonly unknown[];
  readonly user?: readonly [gesture: string, wid: number, text: string];
}

const folder = "tests/golden/widgets";

after(closeBrowser);

for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  test(name, async () => {
    const lines = JSON.parse(readFileSync(join(folder, name), "utf8")) as Line[];
    const program = await Program.open({ viewport: { width: 800, height: 500 } });
    program.confirms = false;
    let heard = 0;
    for (const { dir, op, user } of lines) {
      if (user) await gesture(program, ...user);
      else if (dir === "down") program.ops(op as readonly unknown[]);
      else {
        await program.until(() => program.messages.length > heard);
        assert.deepEqual(["w", program.messages[heard++] as Message], op);
      }
    }
    assert.equal(program.messages.length, heard, "the page says no more than this");
    assert.deepEqual(program.errors, []);
    await program.close();
  });
}

interface Step {
  readonly down?: readonly (readonly unknown[])[];
  readonly join?: boolean;
  readonly other?: readonly (readonly unknown[])[];
  readonly rebuild?: readonly (readonly unknown[])[];
  readonly get?: string;
  readonly wid?: number;
  readonly args?: readonly unknown[];
  readonly value?: unknown;
}

for (const name of readdirSync(folder).filter((file) => file.endsWith(".jsonl"))) {
  test(name, async () => {
    const steps = readFileSync(join(folder, name), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Step);
    const second = await Program.open();
    const late = await Program.open();
    const asked: Step[] = [];
    const before: (readonly unknown[])[] = [];
    let isThere = false;
    for (const step of steps) {
      if (step.down && !isThere) before.push(...step.down);
      if (step.join) {
        // It is told what there is; what the first was told until then comes to the same.
        isThere = true;
        second.ops(...before.filter(([op]) => op === "w"));
      }
      if (step.other) second.ops(...step.other);
      if (step.get) asked.push(step);
      if (step.get && isThere) await compare(second, step);
      if (step.rebuild) {
        late.ops(...step.rebuild);
        // Only what was asked since anything last changed is what a page that comes now must show.
        for (const question of asked) await compare(late, question);
      }
      if (!step.get) asked.length = 0;
    }
    for (const page of [second, late]) {
      assert.deepEqual(page.failures, []);
      assert.deepEqual(page.errors, []);
      await page.close();
    }
  });
}

async function compare(program: Program, { get, wid, args = [], value }: Step): Promise<void> {
  const answer = await program.request({ type: "call", wid, method: get, args });
  assert.deepEqual(withoutClasses(answer.value ?? null), withoutClasses(value), `${get} of ${wid}: ${answer.error}`);
}

/** A page says the class of a widget, too. */
function withoutClasses(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item: unknown) => (key === "__class__" ? undefined : item));
}

async function gesture(program: Program, what: string, wid: number, text: string): Promise<void> {
  const widget = program.widget(wid);
  if (what === "click") await widget.click();
  else if (what === "type") await widget.getByRole("textbox").fill(text);
  else if (what === "press") await widget.getByRole("textbox").press(text);
  else assert.fail(`nobody knows how to ${what}`);
}
