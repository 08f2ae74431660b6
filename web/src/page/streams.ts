// A stream of the program in the page: an async iterator whose items are pulled one at a time, so that a slow page slows the
// program down.

import { asyncIterator, NativePromise, put, safeMap } from "./natives.ts";

/** Who waits for an answer; exactly one of the three is called, once. */
export interface Waiter {
  value(value: unknown): void;
  fail(reason: unknown): void;
  end(): void;
}

export interface StreamPorts {
  /** Asks for the next item; returns the id of that question. */
  pull(waiter: Waiter): number;
  /** The answer to that question is not wanted any more. */
  forget(pull: number): void;
  /** Tells the program to give up the stream. */
  cancel(): void;
  /** The stream is over, for whatever reason. */
  closed(): void;
}

export interface Stream {
  readonly iterator: AsyncIterableIterator<unknown>;
  /** Ends it from outside: what waits rejects with `reason`, or else the next call of next(). */
  abort(reason: unknown): void;
}

type Result = IteratorResult<unknown>;

interface Asked {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

export function createStream(ports: StreamPorts): Stream {
  // next() may be called before the last one settled: the questions stand in line, one pull is under way for the first.
  const line = safeMap<number, Asked>();
  let first = 0;
  let end = 0;
  let pulling = 0;
  let isOpen = true;
  let failure: { readonly reason: unknown } | undefined;

  function takeFirst(): Asked | undefined {
    const asked = line.get(first);
    if (asked) line.delete(first++);
    return asked;
  }

  function step(): void {
    if (isOpen && pulling === 0 && first < end) pulling = ports.pull(waiter);
  }

  function close(): void {
    isOpen = false;
    if (pulling) ports.forget(pulling);
    pulling = 0;
    ports.closed();
  }

  function endAll(): void {
    for (let asked = takeFirst(); asked; asked = takeFirst()) asked.resolve({ value: undefined, done: true });
  }

  function failFirst(reason: unknown): void {
    close();
    const asked = takeFirst();
    if (asked) asked.reject(reason);
    else failure = { reason };
    endAll();
  }

  const waiter: Waiter = {
    value(value) {
      pulling = 0;
      takeFirst()?.resolve({ value, done: false });
      step();
    },
    fail: failFirst,
    end() {
      close();
      endAll();
    },
  };

  function giveUp(): void {
    if (!isOpen) return;
    close();
    ports.cancel();
    endAll();
  }

  const iterator = {
    next: () =>
      new NativePromise<Result>((resolve, reject) => {
        if (failure) {
          reject(failure.reason);
          failure = undefined;
        } else if (isOpen) {
          line.set(end++, { resolve, reject });
          step();
        } else {
          resolve({ value: undefined, done: true });
        }
      }),
    return: (value?: unknown) =>
      new NativePromise<Result>((resolve) => {
        giveUp();
        resolve({ value, done: true });
      }),
    throw: (reason?: unknown) =>
      new NativePromise<Result>((_resolve, reject) => {
        giveUp();
        reject(reason);
      }),
  } as AsyncIterableIterator<unknown>;
  put(iterator, asyncIterator, () => iterator);

  return {
    iterator,
    abort(reason) {
      if (!isOpen) return;
      ports.cancel();
      failFirst(reason);
    },
  };
}
