// What brings texts to the program and frames back: script messages in a native window, a WebSocket in a browser.

import type { Frame } from "./codec.ts";
import { NativeError } from "./natives.ts";

export interface Carrier {
  /** Takes one text: its operations and blocks, without the line before them. */
  post(body: string): void;
  /** Whether it wants a text even when there is nothing to say. */
  readonly isHungry: boolean;
  /** Characters that were taken and did not arrive yet, as far as is known. */
  readonly backlog: number;
  /** Bytes that a text may have. */
  readonly most: number;
  /** Throws when an operation of `size` characters cannot be taken now; those of it that may not be ASCII are `text`. */
  check(size: number, text: string): void;
}

/** What a carrier tells. */
export interface CarrierEvents {
  /** One frame; frames come in the order of their numbers. */
  frame(frame: Frame): void;
  /** It became hungry. */
  hungry(): void;
  /** Nothing will come or go any more. */
  closed(): void;
  report(error: unknown): void;
}

export function closedError(): Error {
  const error = new NativeError("the program does not answer this page any more");
  error.name = "ClosedError";
  return error;
}
