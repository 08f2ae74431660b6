// A browser and a program of a few lines each, so that the whole page script runs in Node, step by step.

import type { Config, Seed } from "../../web/src/page/config.ts";
import type { View } from "../../web/src/page/host.ts";
import { startPage } from "../../web/src/page/page.ts";
import type { AppState, State } from "../../web/src/page/state.ts";

export const KEY = "b5f1d2c86a0e";

export class FakeEvent {
  readonly detail: unknown;
  readonly bubbles: boolean;

  constructor(
    readonly type: string,
    init: { readonly bubbles?: boolean; readonly detail?: unknown } = {},
  ) {
    this.bubbles = init.bubbles === true;
    this.detail = init.detail;
  }
}

export type Listener = (event: FakeEvent) => void;

/** An EventTarget with a parent, whose listeners' mistakes are noted instead of ending the process. */
export class FakeTarget {
  parent: FakeTarget | undefined;
  readonly thrown: unknown[] = [];
  #listeners: { readonly type: string; readonly listener: Listener; readonly once: boolean }[] = [];

  addEventListener(type: string, listener: Listener, options?: { readonly once?: boolean }): void {
    this.#listeners.push({ type, listener, once: options?.once === true });
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners = this.#listeners.filter((entry) => entry.type !== type || entry.listener !== listener);
  }

  dispatchEvent(event: FakeEvent): boolean {
    for (const { type, listener, once } of [...this.#listeners]) {
      if (type !== event.type) continue;
      if (once) this.removeEventListener(type, listener);
      try {
        listener.call(this, event);
      } catch (error) {
        this.thrown.push(error);
      }
    }
    if (event.bubbles) this.parent?.dispatchEvent(event);
    return true;
  }
}

export class FakeDocument extends FakeTarget {
  readyState = "loading";

  /** What the parser does at its end. */
  parsed(): void {
    this.readyState = "interactive";
    this.dispatchEvent(new FakeEvent("DOMContentLoaded", { bubbles: true }));
  }
}

/** A post of the page that waits for its answer. */
export interface Post {
  readonly text: string;
  readonly isAnswered: boolean;
  answer(text: unknown): void;
  refuse(): void;
}

/** What every document of the fake browser has; the page script adds Pytonium and oriel. */
export class FakeWindow extends FakeTarget {
  top: unknown = this;
  location = { protocol: "app:", origin: "app://index.html" };
  document = new FakeDocument();
  CustomEvent = FakeEvent;
  Event = FakeEvent;
  btoa = btoa;
  atob = atob;
  queueMicrotask = queueMicrotask;
  readonly prompts: string[] = [];
  readonly posts: Post[] = [];
  readonly reported: unknown[] = [];
  readonly webkit = { messageHandlers: { oriel: { postMessage: (text: string) => this.#post(text) } } };
  readonly MessageChannel: new () => unknown;
  #tasks: (() => void)[] = [];
  #seed: string | null;

  constructor(seed: string | null) {
    super();
    this.#seed = seed;
    this.document.parent = this;
    const tasks = () => this.#tasks;
    this.MessageChannel = class {
      readonly port1 = { onmessage: () => {} };
      readonly port2 = { postMessage: () => void tasks().push(() => this.port1.onmessage()) };
    };
  }

  prompt(text: string): string | null {
    this.prompts.push(text);
    return this.#seed;
  }

  reportError(error: unknown): void {
    this.reported.push(error);
  }

  /** Runs the tasks that wait, as the event loop does after the current script. */
  turn(): void {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) task();
  }

  #post(text: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      this.posts.push({
        text,
        get isAnswered() {
          return isAnswered;
        },
        answer(answer) {
          isAnswered = true;
          resolve(answer);
        },
        refuse() {
          isAnswered = true;
          reject(new Error("refused"));
        },
      });
    });
  }
}

export const SEED: Seed = { doc: 3, rev: 0, s: {}, p: [], b: {} };
export const CONFIG: Config = { key: KEY, origins: ["app:", "http://127.0.0.1:8000", "file:"] };

type Functions = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;

export class FakePage {
  readonly view: FakeWindow;
  #frame = 0;
  #read = 0;

  constructor(seed: Partial<Seed> = {}, prepare: (view: FakeWindow) => void = () => {}) {
    this.view = new FakeWindow(JSON.stringify({ ...SEED, ...seed }));
    prepare(this.view);
    startPage(CONFIG, this.view as unknown as View);
  }

  get document(): FakeDocument {
    return this.view.document;
  }

  get appState(): AppState {
    return (this.view as unknown as { Pytonium: { appState: AppState } }).Pytonium.appState;
  }

  get pytonium(): Functions {
    return (this.view as unknown as { Pytonium: Functions }).Pytonium;
  }

  get oriel(): {
    call(object: string, name: string, ...args: unknown[]): Promise<unknown>;
    state: State;
    ready: Promise<void>;
  } {
    return (this.view as unknown as { oriel: FakePage["oriel"] }).oriel;
  }

  get unanswered(): number {
    return this.view.posts.filter((post) => !post.isAnswered).length;
  }

  /** Answers the oldest post with a frame of these operations, and lets the page act on it. */
  async down(ops: readonly unknown[], ...blocks: string[]): Promise<void> {
    await this.raw([`${++this.#frame}`, JSON.stringify(ops), ...blocks].join("\n"));
  }

  /** Answers the oldest post with this text. */
  async raw(text: unknown): Promise<void> {
    const post = this.view.posts.find((waiting) => !waiting.isAnswered);
    if (!post) throw new Error("the page has no post waiting");
    post.answer(text);
    await settle();
  }

  /** What the page asked for since the last time; blocks of bytes follow as strings. */
  async ups(): Promise<unknown[]> {
    await settle();
    const ops: unknown[] = [];
    for (const { text } of this.view.posts.slice(this.#read)) {
      const [head, list, ...blocks] = text.split("\n");
      if (head !== `${KEY} 3`) throw new Error(`begins with ${head}`);
      ops.push(...(JSON.parse(list as string) as unknown[]), ...blocks);
    }
    this.#read = this.view.posts.length;
    return ops;
  }
}

/** Lets every microtask run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How a promise went: ["ok", value], ["no", "Name: message"], or ["open"]. */
export function outcome(promise: Promise<unknown>): unknown[] {
  const result: unknown[] = ["open"];
  promise.then(
    (value) => result.splice(0, 1, "ok", value),
    (error: unknown) => result.splice(0, 1, "no", `${error}`),
  );
  return result;
}
