// The `signal` option of a call: foo(1, 2, { signal }).

import { apply, has, NativeError, ownKeys, put } from "./natives.ts";

const { addEventListener, removeEventListener } = EventTarget.prototype;
const isAborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "aborted")?.get as () => boolean;

/** The AbortSignal in an object's own property `signal`; undefined when there is none. */
export function signalIn(value: unknown): AbortSignal | undefined {
  if (typeof value !== "object" || value === null || !has(value, "signal")) return undefined;
  const { signal } = value as { signal: unknown };
  try {
    apply(isAborted, signal as AbortSignal, []);
    return signal as AbortSignal;
  } catch {
    return undefined; // Another kind of signal: an argument like any other.
  }
}

/** The same object without its signal; undefined when nothing else is in it. */
export function withoutSignal(value: object): object | undefined {
  const names = ownKeys(value);
  let rest: object | undefined;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name === "signal") continue;
    rest ??= {};
    put(rest, name, (value as Record<string, unknown>)[name]);
  }
  return rest;
}

export function hasAborted(signal: AbortSignal): boolean {
  return apply(isAborted, signal, []);
}

/** Why it was aborted: what a promise rejects with. */
export function reasonOf(signal: AbortSignal): unknown {
  if (signal.reason !== undefined) return signal.reason;
  const error = new NativeError("the call was aborted");
  error.name = "AbortError";
  return error;
}

/** Calls `run` when `signal` aborts, once; the function that it returns ends that. */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  apply(addEventListener, signal, ["abort", run]);
  return () => apply(removeEventListener, signal, ["abort", run]);
}
