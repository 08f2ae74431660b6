// The carrier of a native window. Every post that the program has not answered yet is a free way down, so one is always wanted.

import type { Carrier, CarrierEvents } from "./carrier.ts";
import { type Frame, numberOf, parseFrame } from "./codec.ts";
import { apply, promiseThen, safeMap } from "./natives.ts";

/** Posts dropped without an answer: a few are an accident, more in a row mean that nobody is there any more. */
const MAX_LOST = 8;

export interface PostsPorts {
  /** The window's secret. It goes into posted texts and nowhere else. */
  readonly key: string;
  readonly doc: number;
  post(text: string): Promise<unknown>;
}

export function createPosts({ key, doc, post }: PostsPorts, events: CarrierEvents): Carrier {
  const early = safeMap<number, Frame>();
  let isClosed = false;
  let unanswered = 0;
  let lost = 0;
  let next = 1;

  function answered(text: unknown): void {
    if (isClosed) return;
    unanswered--;
    lost = typeof text === "string" ? 0 : lost + 1;
    if (lost > MAX_LOST) refused();
    else if (typeof text === "string" && text !== "") take(text);
    // After the frame, so that what the page does about it goes with the new post; and a slow page gets no more to do.
    if (unanswered === 0) events.hungry();
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
        events.frame(frame);
        frame = early.get(next);
        if (frame) early.delete(next);
      }
    } catch (error) {
      events.report(error);
      // A frame is lost that those behind it would wait for without end.
      if (numberOf(text) >= next) refused();
    }
  }

  function refused(): void {
    if (isClosed) return;
    isClosed = true;
    events.closed();
  }

  return {
    post(body) {
      unanswered++;
      try {
        // Nothing of this may pass through an array or an object that the page could watch: the text holds the key.
        apply(promiseThen, post(`${key} ${doc}\n${body}`), [answered, refused]);
      } catch {
        refused();
      }
    },
    get isHungry() {
      return unanswered === 0;
    },
    backlog: 0,
    most: Number.POSITIVE_INFINITY,
    check() {},
  };
}
