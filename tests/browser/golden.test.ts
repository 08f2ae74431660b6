// Plays the program's part of the golden transcripts, and the person's before the page.

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

async function gesture(program: Program, what: string, wid: number, text: string): Promise<void> {
  const widget = program.widget(wid);
  if (what === "click") await widget.click();
  else if (what === "type") await widget.getByRole("textbox").fill(text);
  else if (what === "press") await widget.getByRole("textbox").press(text);
  else assert.fail(`nobody knows how to ${what}`);
}
