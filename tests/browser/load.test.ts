// The first load: how many requests, and how large.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { EXAMPLE } from "./gallery.ts";
import { closeBrowser, Program } from "./harness.ts";

after(closeBrowser);

const folder = join(process.env.ORIEL_BUILD_DIR ?? "build", "src", "assets.c.p");

interface Sizes {
  readonly size: number;
  readonly gzip: number;
  readonly br: number;
}

test("the example takes three requests and less than 100 KB, by gzip and by brotli", async () => {
  const program = await Program.open();
  await program.build(...EXAMPLE);
  // The icon is asked for by the browser's frame, not for the page.
  const paths = program.requests.filter((path) => path !== "/favicon.svg");
  assert.equal(paths.length, 3, `${paths}`);
  const sizes = JSON.parse(readFileSync(join(folder, "sizes.json"), "utf8")) as Record<string, Sizes>;
  const sum = (form: "gzip" | "br") => paths.reduce((all, path) => all + (sizes[path] as Sizes)[form], 0);
  assert.ok(sum("gzip") < 100_000, `gzip: ${sum("gzip")} bytes`);
  assert.ok(sum("br") < 90_000, `brotli: ${sum("br")} bytes`);
  assert.deepEqual(program.errors, []);
  await program.close();
});

test("the page has no script and no style but its own files", () => {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*src=)|\son\w+=/);
  assert.match(html, /default-src 'none'; script-src 'self'; style-src 'self'/);
});
