// The way to the program. What a page asks within one turn becomes one text, handed to the carrier in a microtask.

import { type Carrier, type CarrierEvents, closedError } from "./carrier.ts";
import type { Frame } from "./codec.ts";
import { NativeRangeError } from "./natives.ts";

/** A text this long is posted at once, so that many large operations in one turn do not become one huge text. */
const FULL = 1 << 20;
/** The program takes no more blocks in one text. */
export const MAX_BLOCKS = 4096;

export interface LinkPorts {
  carrier(events: CarrierEvents): Carrier;
  microtask(run: () => void): void;
  /** Takes one frame. */
  receive(frame: Frame): void;
  /** Nothing will come or go any more. */
  closed(error: Error): void;
  report(error: unknown): void;
}

export interface Link {
  /** Begins to listen: posts even when there is nothing to say. */
  open(): void;
  /**
   * Throws when an operation of `size` characters, its `count` blocks among them, cannot be taken now; those of it that may
   * not be ASCII are `text`. To be followed by attach() and send() without a call between them.
   */
  check(size: number, text: string, count?: number): void;
  /** Adds an operation (its JSON text) to the text of this turn. */
  send(op: string): void;
  /** Adds a block to the same text and returns its index. To be followed by send() without a call between them. */
  attach(base64: string): number;
  /** Forgets what was not posted yet. */
  clear(): void;
  readonly isClosed: boolean;
  /** Characters that were sent and did not arrive yet, as far as is known. */
  readonly backlog: number;
}

export function createLink(ports: LinkPorts): Link {
  const { microtask, receive, report } = ports;
  let ops = "";
  let blocks = "";
  let blockCount = 0;
  let isScheduled = false;
  let isClosed = false;

  function clear(): void {
    ops = "";
    blocks = "";
    blockCount = 0;
  }

  function schedule(): void {
    if (isScheduled || isClosed) return;
    isScheduled = true;
    microtask(flush);
  }

  function flush(): void {
    isScheduled = false;
    if (isClosed || (ops === "" && !carrier.isHungry)) return;
    const body = `[${ops}]${blocks}`;
    clear();
    carrier.post(body);
  }

  const carrier = ports.carrier({
    frame: receive,
    hungry: schedule,
    report,
    closed() {
      isClosed = true;
      clear();
      // Not at once: a carrier that can do nothing closes before the rest of the bridge is there.
      microtask(() => ports.closed(closedError()));
    },
  });

  return {
    open: schedule,
    check(size, text, count = 0) {
      if (count > MAX_BLOCKS) throw new NativeRangeError(`${count} blocks of bytes, limit ${MAX_BLOCKS}`);
      carrier.check(size, text);
      // Each fits; all together they may not. A character has three bytes at most.
      const isFull = (ops.length + blocks.length + size) * 3 > carrier.most || blockCount + count > MAX_BLOCKS;
      if (ops !== "" && isFull) flush();
    },
    send(op) {
      if (isClosed) return;
      ops = ops === "" ? op : `${ops},${op}`;
      if (ops.length + blocks.length >= Math.min(FULL, carrier.most / 4)) flush();
      else schedule();
    },
    attach(base64) {
      if (isClosed) return 0;
      blocks += `\n${base64}`;
      return blockCount++;
    },
    clear,
    get backlog() {
      return carrier.backlog;
    },
    get isClosed() {
      return isClosed;
    },
  };
}
