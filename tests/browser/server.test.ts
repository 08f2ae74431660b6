// The example of the documentation, as a program of its own, over real sockets.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { closeBrowser, launch } from "./harness.ts";

let program: ChildProcess;
let url: string;
let context: BrowserContext;
const errors: string[] = [];

before(async () => {
  const build = resolve(process.env.ORIEL_BUILD_DIR ?? "build");
  const env = { ...process.env, PYTHONPATH: join(build, "python"), PYTHONDONTWRITEBYTECODE: "1" };
  program = spawn("/usr/bin/python3", ["tests/browser/served.py"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: program.stdout as NodeJS.ReadableStream });
  [url] = (await once(lines, "line")) as [string];
  context = await (await launch()).newContext();
});

after(async () => {
  await context.close();
  program.kill("SIGINT");
  await once(program, "exit");
  await closeBrowser();
});

async function open(address: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  await page.getByRole("button", { name: "Hello" }).waitFor();
  return page;
}

const see = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: true }).waitFor();

test("click, type, reload: the page shows what was", async () => {
  const page = await open(url);
  await see(page, "Click a button!");
  await page.getByRole("button", { name: "Hello" }).click();
  await see(page, "Hello!");
  await page.getByRole("textbox").fill("me");
  await page.getByRole("textbox").press("Enter");
  await see(page, "Entered: me");
  await page.getByRole("textbox").fill("not yet entered");
  await page.reload();
  await see(page, "Entered: me");
  assert.equal(await page.getByRole("textbox").inputValue(), "not yet entered");
  await page.close();
});

test("another browser has a session of its own", async () => {
  const one = await open(url);
  const two = await open(url);
  await one.getByRole("button", { name: "Hello" }).click();
  await see(one, "Hello!");
  await see(two, "Click a button!");
  await one.close();
  await two.close();
});

test("a copy of the tab shows the same session, and both follow each other", async () => {
  const one = await open(url);
  // What browsers do with the storage of a tab that is duplicated.
  const storage = await one.evaluate(() => ({ ...sessionStorage }));
  const two = await context.newPage();
  await two.addInitScript((items) => Object.assign(sessionStorage, items), storage);
  await two.goto(url);
  await see(two, "Click a button!");
  await two.getByRole("textbox").fill("from two");
  await two.getByRole("textbox").press("Enter");
  await see(two, "Entered: from two");
  await see(one, "Entered: from two");
  assert.equal(await one.getByRole("textbox").inputValue(), "from two");
  await one.close();
  await two.close();
});

test("a program that is stopped and goes on has lost nothing", async () => {
  const page = await open(url);
  program.kill("SIGSTOP");
  await page.getByRole("button", { name: "Hello" }).click();
  await page.getByRole("textbox").fill("meanwhile");
  await page.getByRole("textbox").press("Enter");
  program.kill("SIGCONT");
  await see(page, "Entered: meanwhile");
  await page.close();
});

test("nothing went wrong in any page", () => {
  assert.deepEqual(errors, []);
});
