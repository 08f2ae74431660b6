// Pages of the program's own that include page.js.

import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { closeBrowser, Program } from "./harness.ts";

let program: Program;

afterEach(async () => {
  assert.deepEqual(program.errors, []);
  await program.close();
});

after(closeBrowser);

test("an element may have the name of the bridge", async () => {
  const html = `<!doctype html><div id="oriel"></div><script src="/oriel/page.js"></script>`;
  program = await Program.open({ html });
  const type = await program.page.evaluate(() => typeof (window as unknown as { oriel: { call: unknown } }).oriel.call);
  assert.equal(type, "function");
});

test("a code leaves the address once; what the page makes of the address stays", async () => {
  const html = `<!doctype html><script src="/oriel/page.js"></script>`;
  program = await Program.open({ html, query: "?join=abc&x=1#there" });
  const { page } = program;
  await page.waitForURL("http://oriel.test/?x=1#there");
  await page.evaluate(() => history.pushState(null, "", "/?join=mine"));
  program.frame = 0;
  const { doc } = program;
  await program.cut();
  await program.until(() => program.doc > doc);
  await page.locator("html:not([data-oriel-offline])").waitFor();
  assert.equal(page.url(), "http://oriel.test/?join=mine");
});
