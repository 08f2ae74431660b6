// The moment from which pages count on the bridge: PytoniumReady, the flag and the event together, once in a document.

import { apply, NativePromise, put } from "./natives.ts";

const EVENT = "PytoniumReady";

export interface ReadyPorts {
  readonly view: Window;
  /** Calls `run` when the document is parsed, or soon when it was already. */
  parsed(run: () => void): void;
  macrotask(run: () => void): void;
  report(error: unknown): void;
  makeEvent(name: string): Event;
  /** Dispatches on the window. */
  announce(event: Event): void;
}

/** Announces readiness, then calls `done`. Returns a promise of the same moment. */
export function createReady(ports: ReadyPorts, done: () => void): Promise<void> {
  const { view } = ports;
  let isReady = false;
  lateListeners(ports, () => isReady);
  return new NativePromise<void>((resolve) => {
    ports.parsed(() => {
      isReady = true;
      put(view, EVENT, true);
      resolve();
      ports.announce(ports.makeEvent(EVENT));
      done();
    });
  });
}

/** The event never comes twice; a listener that comes too late for it is called once, after the script that added it. */
function lateListeners({ view, macrotask, report, makeEvent }: ReadyPorts, isReady: () => boolean): void {
  const targets = Object.getPrototypeOf(view) as EventTarget;

  function addEventListener(this: unknown, ...args: unknown[]): void {
    // Whoever wraps the prototype's method, before or later, still sees the window's listeners.
    apply(targets.addEventListener as (...args: unknown[]) => void, this ?? view, args);
    const listener = args[1] as EventListenerOrEventListenerObject | null | undefined;
    if (args[0] !== EVENT || !isReady() || (this ?? view) !== view || !listener) return;
    macrotask(() => {
      try {
        if (typeof listener === "function") apply(listener, view, [makeEvent(EVENT)]);
        else listener.handleEvent(makeEvent(EVENT));
      } catch (error) {
        report(error);
      }
    });
  }

  put(view, "addEventListener", addEventListener, false);
}
