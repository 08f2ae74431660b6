// A real Chromium, the files that the library embeds, and a program of a few lines at the other end of the socket.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page, WebSocketRoute } from "playwright-core";

export const { chromium } = createRequire(join(process.cwd(), "package.json"))(
  "playwright-core",
) as typeof import("playwright-core");

/** Where the build laid the files out. */
const FILES = join(process.env.ORIEL_BUILD_DIR ?? "build", "src", "assets.c.p");
const ORIGIN = "http://oriel.test";
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".svg": "image/svg+xml",
};

export type Message = Readonly<Record<string, unknown>>;

/** What the page told of a widget. */
export interface Told {
  readonly wid: number;
  readonly action: string;
  readonly args: readonly unknown[];
}

let browser: Promise<Browser> | undefined;

export function launch(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

export class Program {
  readonly page: Page;
  readonly requests: string[] = [];
  readonly errors: string[] = [];
  /** Every widget message of the page, in order; blocks of bytes under "block". */
  readonly messages: Message[] = [];
  readonly html: string | undefined;
  doc = 1;
  /** Another one: the program was started anew. */
  session = "s";
  heard = 0;
  frame = 0;
  /** Callbacks that came in this document. */
  callbacks = 0;
  /** Confirms callbacks as they come. */
  confirms = true;
  socket: WebSocketRoute | undefined;
  /** What happens on a new connection before the program says anything. */
  beforeInit: (() => Promise<void>) | undefined;
  /** What no page may do; told when it is closed. */
  readonly #misconduct: string[] = [];
  /** A document says so before it says anything else of widgets. */
  #isAttached = false;
  #questions = 0;
  #waiting: (() => void)[] = [];
  #files: Readonly<Record<string, string>>;

  private constructor(page: Page, files: Readonly<Record<string, string>>, html?: string) {
    this.page = page;
    this.#files = files;
    this.html = html;
  }

  /** Opens the page that draws widgets, or `html`. */
  static async open(options: BrowserContextOptions & { html?: string; query?: string } = {}): Promise<Program> {
    const { html, query = "", ...rest } = options;
    const context: BrowserContext = await (await launch()).newContext(rest);
    const page = await context.newPage();
    const program = new Program(page, {}, html);
    page.on("pageerror", (error) => program.errors.push(`${error}`));
    page.on("console", (message) => {
      if (message.type() === "error") program.errors.push(message.text());
    });
    await page.route("**/*", (route) => program.#serve(route));
    await page.routeWebSocket(/ws$/, (socket) => program.#connected(socket));
    await page.goto(`${ORIGIN}/${query}`);
    if (!html) await program.until(() => program.messages.some(({ type }) => type === "attach"));
    return program;
  }

  /** Opens a page with a window (1) that fills it and holds these, those that are placed nowhere in a column (2). */
  static async show(...messages: readonly Message[]): Promise<Program> {
    const program = await Program.open({ viewport: { width: 700, height: 500 } });
    const wids = messages.filter(({ type }) => type === "create").map(({ wid }) => wid as number);
    const refs = messages.flatMap(({ args }) => (args as unknown[]).flat()) as ({ __wid__?: number } | null)[];
    const placed = new Set(refs.map((arg) => arg?.__wid__));
    await program.build(
      create(1, "TopLevel", [{}]),
      create(2, "VBox", [], { set: [["set_spacing", [8]]] }),
      ...messages,
      ...wids.filter((wid) => !placed.has(wid)).map((wid) => call(2, "add_widget", ref(wid), 0)),
      call(1, "set_widget", ref(2)),
      call(1, "show"),
    );
    assert.deepEqual(program.failures, []);
    return program;
  }

  async close(): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.#misconduct, []);
  }

  async #serve(route: import("playwright-core").Route): Promise<void> {
    const path = new URL(route.request().url()).pathname;
    this.requests.push(path);
    if (path === "/" && this.html) return route.fulfill({ contentType: "text/html", body: this.html });
    const name = path === "/" ? "index.html" : path.slice(1);
    const contentType = TYPES[extname(name)] ?? "application/octet-stream";
    try {
      return await route.fulfill({ contentType, body: this.#files[path] ?? readFileSync(join(FILES, name)) });
    } catch {
      return route.fulfill({ status: 404, body: "not found" });
    }
  }

  #connected(socket: WebSocketRoute): void {
    this.socket = socket;
    socket.onMessage((text) => this.#received(`${text}`));
    void this.beforeInit?.().then(() => this.#greet());
    if (!this.beforeInit) this.#greet();
  }

  #greet(): void {
    this.socket?.send('{"type":"init","id":0,"oriel":1}');
  }

  #received(text: string): void {
    if (text.startsWith("{")) this.#control(JSON.parse(text) as Message);
    else this.#text(text);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const look of waiting) look();
  }

  #control(message: Message): void {
    if (message.type !== "result") return;
    const isResumed = message.doc === this.doc && this.frame > 0;
    if (!isResumed) this.#restart();
    const seed = { doc: this.doc, rev: 0, s: {}, p: [], b: {} };
    const oriel = { key: "K", doc: this.doc, heard: this.heard, ...(isResumed ? {} : { seed }) };
    this.socket?.send(JSON.stringify({ type: "session-info", session_id: this.session, token: "t", oriel }));
  }

  #restart(): void {
    this.doc++;
    this.heard = 0;
    this.frame = 0;
    this.callbacks = 0;
    this.#isAttached = false;
  }

  #text(text: string): void {
    const [head, list, ...blocks] = text.split("\n");
    const number = Number((head as string).split(" ")[0]);
    if (number === 0 || number <= this.heard) return;
    this.heard = number;
    for (const op of JSON.parse(list as string) as unknown[][]) {
      if (op[0] !== "w") continue;
      const message = op[1] as Message;
      if (!this.#isAttached && message.type !== "attach") this.#misconduct.push(`${message.type} before attach`);
      this.#isAttached = true;
      this.messages.push(op.length > 2 ? { ...message, block: blocks[op[2] as number] } : message);
      if (message.type !== "callback") continue;
      this.callbacks++;
      if (this.confirms) this.ops(["W", this.callbacks]);
    }
  }

  /** Sends operations as one frame. */
  ops(...ops: readonly (readonly unknown[])[]): void {
    this.socket?.send(`${this.heard} ${++this.frame}\n${JSON.stringify(ops)}`);
  }

  /** Sends widget messages as one frame. */
  send(...messages: readonly Message[]): void {
    this.ops(...messages.map((message) => ["w", message]));
  }

  sendBytes(message: Message, base64: string): void {
    this.socket?.send(`${this.heard} ${++this.frame}\n${JSON.stringify([["w", message, 0]])}\n${base64}`);
  }

  /** Makes widgets: rebuilds with these messages. */
  async build(...messages: readonly Message[]): Promise<void> {
    this.send({ type: "reconstruct-start", next_wid: 1000 }, ...messages, { type: "reconstruct-end" });
    await this.settled();
  }

  /** Calls a method and waits for the answer. */
  async ask(wid: number, method: string, ...args: readonly unknown[]): Promise<unknown> {
    return (await this.request({ type: "call", wid, method, args })).value;
  }

  /** Sends a message with an id and waits for what comes back. */
  async request(message: Message): Promise<Message> {
    const id = ++this.#questions;
    this.send({ ...message, id });
    const isAnswer = (answer: Message) => answer.id === id;
    await this.until(() => this.messages.some(isAnswer));
    return this.messages.find(isAnswer) as Message;
  }

  /** Everything that was sent is drawn. */
  async settled(): Promise<void> {
    await this.request({ type: "batch", calls: [] });
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** What was told, of one action or of all, except sizes of windows that fill the page. */
  told(action?: string): Told[] {
    const told = this.#callbacks.filter((one) => !isObserved(one));
    return action === undefined ? told : told.filter((one) => one.action === action);
  }

  /** Those sizes. */
  get observed(): Told[] {
    return this.#callbacks.filter(isObserved);
  }

  get #callbacks(): Told[] {
    return this.messages.filter(({ type }) => type === "callback") as unknown as Told[];
  }

  /** Waits for the next message of the page that makes `isTrue` so. */
  until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain for ${isTrue}`)), 10_000);
      const look = (): void => {
        if (isTrue()) {
          clearTimeout(timer);
          resolve();
        } else this.#waiting.push(look);
      };
      look();
    });
  }

  /** Waits until the page told `action` that often. */
  async untilTold(action: string, times = 1): Promise<Told> {
    await this.until(() => this.told(action).length >= times);
    return this.told(action)[times - 1] as Told;
  }

  /** What the page said went wrong, without being asked. */
  get failures(): unknown[] {
    return this.messages.filter(({ type, id }) => type === "error" && id === undefined).map(({ error }) => error);
  }

  /** The element of a widget. */
  widget(wid: number): import("playwright-core").Locator {
    return this.page.locator(`[data-wid="${wid}"]`);
  }

  /** Cuts the connection; the page comes back by itself. */
  async cut(): Promise<void> {
    await this.socket?.close({ code: 4008 });
  }
}

function isObserved({ args }: Told): boolean {
  return (args[0] as { observed?: boolean } | undefined)?.observed === true;
}

/** A widget's number in arguments. */
export function ref(wid: number): Message {
  return { __wid__: wid };
}

export function create(wid: number, name: string, args: readonly unknown[] = [], more: Message = {}): Message {
  return { type: "create", wid, class: name, args, ...more };
}

export function call(wid: number, method: string, ...args: readonly unknown[]): Message {
  return { type: "call", wid, method, args };
}
