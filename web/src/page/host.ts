// What the script needs of the browser, captured before any script of the page, and the only place that knows WebKit's names.

import type { Base64Scope } from "./codec.ts";
import { apply, safeMap } from "./natives.ts";

interface Handler {
  postMessage(text: string): Promise<unknown>;
}

export type View = Window &
  typeof globalThis & {
    readonly webkit?: { readonly messageHandlers?: { readonly oriel?: Handler } };
    reportError?(error: unknown): void;
  };

export interface Host {
  readonly view: View;
  readonly base64: Base64Scope;
  microtask(run: () => void): void;
  /** Runs `run` after the current script, and before any timer. */
  macrotask(run: () => void): void;
  /** Dispatches a CustomEvent on the document, bubbling up to the window. */
  dispatch(name: string, detail: unknown): void;
  makeEvent(name: string): Event;
  announce(event: Event): void;
  parsed(run: () => void): void;
  report(error: unknown): void;
}

/** How a native window carries texts. */
export interface Engine {
  /** Asks the program at once; null is its refusal. */
  prompt(text: string): string | null;
  post(text: string): Promise<unknown>;
}

/** Undefined where the program does not listen. */
export function captureEngine(view: View): Engine | undefined {
  const handler = view.webkit?.messageHandlers?.oriel;
  if (!handler) return undefined;
  const { postMessage } = handler;
  const { prompt } = view;
  return {
    prompt: (text) => apply(prompt, view, [text]),
    post: (text) => apply(postMessage, handler, [text]),
  };
}

export function captureHost(view: View): Host {
  const { document, queueMicrotask, reportError, CustomEvent, Event, dispatchEvent, btoa, atob } = view;
  const dispatchOnDocument = document.dispatchEvent;
  const listenOnDocument = document.addEventListener;
  const microtask = (run: () => void) => apply(queueMicrotask, view, [run]);
  return {
    view,
    base64: { btoa, atob },
    microtask,
    macrotask: createMacrotask(view),
    dispatch(name, detail) {
      apply(dispatchOnDocument, document, [new CustomEvent(name, { bubbles: true, detail })]);
    },
    makeEvent: (name) => new Event(name),
    announce(event) {
      apply(dispatchEvent, view, [event]);
    },
    parsed(run) {
      if (document.readyState === "loading")
        apply(listenOnDocument, document, ["DOMContentLoaded", run, { once: true }]);
      else microtask(run);
    },
    report(error) {
      if (reportError) apply(reportError, view, [error]);
    },
  };
}

/** A channel of messages to oneself: unlike timers, it is not slowed down in hidden pages. */
function createMacrotask(view: View): (run: () => void) => void {
  const { port1, port2 } = new view.MessageChannel();
  const { postMessage } = port2;
  const waiting = safeMap<number, () => void>();
  let first = 0;
  let end = 0;
  port1.onmessage = () => {
    const run = waiting.get(first);
    waiting.delete(first++);
    run?.();
  };
  return (run) => {
    waiting.set(end++, run);
    apply(postMessage as (message: null) => void, port2, [null]);
  };
}
