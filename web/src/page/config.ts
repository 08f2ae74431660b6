// What the library tells the script when it injects it, and whether this document may have the bridge at all.

import { apply, indexOf } from "./natives.ts";

/** Put into the script's text by the library, in place of the identifier. */
export interface Config {
  /** The window's key: every text that is posted begins with it. No page script may ever see it. */
  readonly key: string;
  /** Origins ("http://127.0.0.1:8000") and whole protocols ("app:", "file:"). */
  readonly origins: readonly string[];
}

/** How a document begins: the program's answer to the first prompt. */
export interface Seed {
  readonly doc: number;
  readonly rev: number;
  readonly s: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly p: readonly (readonly [namespace: string, key: string])[];
  readonly b: Readonly<Record<string, readonly string[]>>;
}

/** The whole state, in place of changes that were not sent one by one. */
export type StateSeed = Pick<Seed, "rev" | "s" | "p">;

/** The library's own list is checked here too: WebKit matches patterns, which are coarser than origins. */
export function isAllowed(origins: readonly string[], protocol: string, origin: string): boolean {
  for (let i = 0; i < origins.length; i++) {
    const entry = origins[i] as string;
    const isProtocol = apply(indexOf, entry, [":"]) === entry.length - 1;
    if (entry === (isProtocol ? protocol : origin)) return true;
  }
  return false;
}
