// The way to the program and back. What a page asks within one turn is posted as one text, in a microtask; every post that the
// program has not answered yet is a free way down, and the link sees to it that there is always one.

import { type Frame, parseFrame } from "./codec.ts";
import { apply, NativeError, promiseThen, safeMap } from "./natives.ts";

/** A text this long is posted at once, so that many large operations in one turn do not become one huge text. */
const FULL = 1 << 20;

/** Posts dropped without an answer: a few are an accident, more in a row mean that nobody is there any more. */
const MAX_LOST = 8;

export interface LinkPorts {
  /** The window's secret. It goes into posted texts and nowhere else. */
  readonly key: string;
  readonly doc: number;
  post(text: string): Promise<unknown>;
  microtask(run: () => void): void;
  /** Takes one frame; frames come in the order of their numbers. */
  receive(frame: Frame): void;
  /** The program refused a post: nothing will come or go any more. */
  closed(error: Error): void;
  report(error: unknown): void;
}

export interface Link {
  /** Begins to listen: posts even when there is nothing to say. */
  open(): void;
  /** Adds an operation (its JSON text) to the text of this turn. */
  send(op: string): void;
  /** Adds a block to the same text and returns its index. To be followed by send() without a call between them. */
  attach(base64: string): number;
  readonly isClosed: boolean;
}

export function createLink(ports: LinkPorts): Link {
  const { key, doc, post, microtask, receive, report } = ports;
  const early = safeMap<number, Frame>();
  let ops = "";
  let blocks = "";
  let blockCount = 0;
  let isScheduled = false;
  let isClosed = false;
  let unanswered = 0;
  let lost = 0;
  let next = 1;

  function schedule(): void {
    if (isScheduled || isClosed) return;
    isScheduled = true;
    microtask(flush);
  }

  function flush(): void {
    isScheduled = false;
    if (isClosed || (ops === "" && unanswered > 0)) return;
    // Nothing of this may pass through an array or an object that the page could watch: the text holds the key.
    const text = `${key} ${doc}\n[${ops}]${blocks}`;
    ops = "";
    blocks = "";
    blockCount = 0;
    unanswered++;
    try {
      apply(promiseThen, post(text), [answered, refused]);
    } catch {
      refused();
    }
  }

  function answered(text: unknown): void {
    if (isClosed) return;
    unanswered--;
    lost = typeof text === "string" ? 0 : lost + 1;
    if (lost > MAX_LOST) refused();
    else if (typeof text === "string" && text !== "") take(text);
    // After the frame, so that what the page does about it goes with the new post; and a slow page gets no more to do.
    if (unanswered === 0) schedule();
  }

  function take(text: string): void {
    try {
      let frame: Frame | undefined = parseFrame(text);
      if (frame.number < next) return;
      if (frame.number > next) {
        early.set(frame.number, frame);
        return;
      }
      while (frame) {
        next++;
        receive(frame);
        frame = early.get(next);
        if (frame) early.delete(next);
      }
    } catch (error) {
      report(error);
    }
  }

  function refused(): void {
    if (isClosed) return;
    isClosed = true;
    ops = "";
    blocks = "";
    ports.closed(closedError());
  }

  return {
    open: schedule,
    send(op) {
      if (isClosed) return;
      ops = ops === "" ? op : `${ops},${op}`;
      if (ops.length + blocks.length >= FULL) flush();
      else schedule();
    },
    attach(base64) {
      blocks += `\n${base64}`;
      return blockCount++;
    },
    get isClosed() {
      return isClosed;
    },
  };
}

export function closedError(): Error {
  const error = new NativeError("the program does not answer this page any more");
  error.name = "ClosedError";
  return error;
}
