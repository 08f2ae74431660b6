// What happens to connections, with the documentation's example as programs in Python and C, in a real Chromium: nothing that a
// person did is lost. ORIEL_PATIENCE is how many seconds each fault lasts (1 by default).

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { chromium } from "./harness.ts";

const PATIENCE = 1000 * Number(process.env.ORIEL_PATIENCE ?? "1");
const BUILD = resolve(process.env.ORIEL_BUILD_DIR ?? "build");
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  Python: ["/usr/bin/python3", "tests/browser/served.py"],
  C: [join(BUILD, "examples/c/widgets"), "0"],
};

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const see = (page: Page, text: string): Promise<void> =>
  page.getByText(text, { exact: true }).waitFor({ timeout: 60000 });

/** Passes bytes on, or, while silent, neither passes them nor closes. */
class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isSilent = false;

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (data) => to.write(data));
        from.on("close", () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.on("error", () => to.destroy());
        if (this.#isSilent) from.pause();
      }
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port;
  }

  silence(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  speak(): void {
    this.#isSilent = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** Connections that there are stay silent for ever; new ones work. */
  strand(): void {
    this.silence();
    this.#isSilent = false;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

class Stage {
  readonly errors: string[] = [];

  constructor(
    readonly program: ChildProcess,
    readonly lines: readonly Line[],
    readonly url: string,
    readonly context: BrowserContext,
  ) {}

  static async open(command: readonly string[]): Promise<Stage> {
    const env = { ...process.env, PYTHONPATH: join(BUILD, "python"), PYTHONDONTWRITEBYTECODE: "1" };
    const [file, ...args] = command as [string, ...string[]];
    const program = spawn(file, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    const output = createInterface({ input: program.stdout as NodeJS.ReadableStream });
    const [printed] = (await once(output, "line")) as [string];
    const own = new URL(printed.slice(printed.indexOf("http")));
    // A second port, for WebSocket alone, is in the page.
    const html = await (await fetch(own)).text();
    const ports = [own.port, ...[...html.matchAll(/ws:[^"]*:(\d+)/g)].map((match) => match[1] as string)];
    const lines = ports.map((port) => new Line(Number(port)));
    // The browser is led there without knowing: the address is the program's, and so is the Host that it checks.
    const rules: string[] = [];
    for (const [index, line] of lines.entries())
      rules.push(`MAP localhost:${ports[index]} 127.0.0.1:${await line.listen()}`);
    const lead = `--host-resolver-rules=${rules.join(",")}`;
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", lead] });
    return new Stage(program, lines, `http://localhost:${own.port}/`, await browser.newContext());
  }

  async page(storage: Record<string, string> = {}): Promise<Page> {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.errors.push(`${error}`));
    await page.addInitScript((items) => {
      if (sessionStorage.length === 0) Object.assign(sessionStorage, items);
    }, storage);
    await page.goto(this.url);
    await page.getByRole("button", { name: "Hello" }).waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.context.browser()?.close();
    for (const line of this.lines) line.close();
    this.program.kill("SIGINT");
    await once(this.program, "exit");
    assert.deepEqual(this.errors, []);
  }
}

async function enter(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox").fill(text);
  await page.getByRole("textbox").press("Enter");
}

for (const [language, command] of Object.entries(PROGRAMS)) {
  test(`${language}: click, type, reload, second tab`, async () => {
    const stage = await Stage.open(command);
    const one = await stage.page();
    await see(one, "Click a button!");
    await one.getByRole("button", { name: "Hello" }).click();
    await see(one, "Hello!");
    await enter(one, "me");
    await see(one, "Entered: me");
    await one.reload();
    await see(one, "Entered: me");
    const two = await stage.page(await one.evaluate(() => ({ ...sessionStorage })));
    await see(two, "Entered: me");
    await enter(two, "from two");
    await see(one, "Entered: from two");
    assert.equal(await one.getByRole("textbox").inputValue(), "from two");
    await stage.close();
  });

  test(`${language}: the program is stopped and goes on`, async () => {
    const stage = await Stage.open(command);
    const page = await stage.page();
    stage.program.kill("SIGSTOP");
    await page.getByRole("button", { name: "Hello" }).click();
    await enter(page, "meanwhile");
    await rest(PATIENCE);
    stage.program.kill("SIGCONT");
    await see(page, "Entered: meanwhile");
    await stage.close();
  });

  test(`${language}: a proxy is silent both ways, and goes on`, async () => {
    const stage = await Stage.open(command);
    const page = await stage.page();
    for (const line of stage.lines) line.silence();
    await page.getByRole("button", { name: "Hello" }).click();
    await enter(page, "into the silence");
    await rest(PATIENCE);
    assert.equal(await page.getByText("Entered: into the silence").count(), 0);
    for (const line of stage.lines) line.speak();
    await see(page, "Entered: into the silence");
    await enter(page, "and on");
    await see(page, "Entered: and on");
    await stage.close();
  });

  test(`${language}: a proxy strands the connection for ever, and the page finds another`, async () => {
    const stage = await Stage.open(command);
    const page = await stage.page();
    for (const line of stage.lines) line.strand();
    await enter(page, "on a dead line");
    await rest(PATIENCE);
    await page.evaluate(() => dispatchEvent(new Event("online"))); // the browser says so when a network is there again
    await see(page, "Entered: on a dead line");
    await stage.close();
  });
}
