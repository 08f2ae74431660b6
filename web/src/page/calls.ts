// Calls of the page to the program: ids, promises, arguments, and what the program answers.

import { closedError } from "./carrier.ts";
import { type Base64, bytesOf } from "./codec.ts";
import type { Link } from "./link.ts";
import { NativeError, NativePromise, NativeTypeError, put, safeMap } from "./natives.ts";
import { hasAborted, onAbort, reasonOf, signalIn, withoutSignal } from "./signal.ts";
import { createStream, type Stream, type Waiter } from "./streams.ts";
import { checkSize, encode, MAX_DEPTH, quote } from "./value.ts";

/** In base64 characters, all that a call brings; the program takes 256 MiB at once. */
const MAX_BYTES = 240 << 20;
/** Of an object and a function, as JSON; the program takes 255 bytes for each. */
const MAX_NAMES = 4096;

export interface Calls {
  /** Always a promise, also for what is wrong with the arguments. */
  call(object: string, name: string, args: readonly unknown[]): Promise<unknown>;
  /** The program's answers; unknown ids are of calls that the page gave up. */
  value(id: number, value: unknown): void;
  bytes(id: number, base64: string): void;
  fail(id: number, name: string, message: string): void;
  stream(id: number): void;
  end(id: number): void;
  /** The program is gone: everything that waits rejects. */
  close(error: Error): void;
}

/** A call or a pull under way. */
interface Open extends Waiter {
  /** Lets go of the call's AbortSignal. */
  release?: () => void;
  /** What the answer turned out to be, when it is a stream. */
  stream?: Stream;
}

/** Arguments as text, and the bytes among them, latest first. */
interface Encoded {
  readonly text: string;
  readonly bytes: BytesArgument | undefined;
  readonly blocks: number;
  /** Characters of all blocks. */
  readonly size: number;
}

interface BytesArgument {
  readonly index: number;
  readonly base64: string;
  readonly previous: BytesArgument | undefined;
}

export function createCalls(link: Link, base64: Base64): Calls {
  const open = safeMap<number, Open>();
  const streams = safeMap<number, Stream>();
  let lastId = 0;

  function take(id: number): Open | undefined {
    const entry = open.get(id);
    if (entry) open.delete(id);
    return entry;
  }

  function settled(id: number): Open | undefined {
    const entry = take(id);
    entry?.release?.();
    return entry;
  }

  function encodeArgs(args: readonly unknown[], count: number): Encoded {
    let text = "";
    let bytes: BytesArgument | undefined;
    let blocks = 0;
    let size = 0;
    for (let index = 0; index < count; index++) {
      const block = bytesOf(args[index]);
      if (block) {
        blocks++;
        size += ((block.length + 2 - ((block.length + 2) % 3)) / 3) * 4;
        checkSize(size, `the bytes up to args[${index}]`, MAX_BYTES);
        bytes = { index, base64: base64.encode(block), previous: bytes };
      }
      const item = block ? "null" : (encode(args[index], `args[${index}]`, MAX_DEPTH - 1) ?? "null");
      text += index === 0 ? item : `,${item}`;
    }
    return { text, bytes, blocks, size };
  }

  /** Sends a call whose arguments may hold a signal at the end, and undefined after the last that counts. */
  function send(entry: Open, object: string, name: string, given: readonly unknown[]): void {
    let count = given.length;
    let args = given;
    const last: unknown = given[count - 1];
    const signal = count > 0 ? signalIn(last) : undefined;
    if (signal) {
      if (hasAborted(signal)) throw reasonOf(signal);
      const rest = withoutSignal(last as object);
      if (rest) args = replaceLast(given, rest);
      else count--;
    }
    while (count > 0 && args[count - 1] === undefined) count--;
    const { text, bytes, blocks, size } = encodeArgs(args, count);
    const names = `${quote(object)},${quote(name)}`;
    checkSize(names.length, "the name of a function", MAX_NAMES);
    checkSize(text.length, `the arguments of ${name}`);
    checkSize(size + text.length * 3, `the arguments of ${name} with their bytes`, MAX_BYTES);
    link.check(size + text.length, text, blocks);
    const id = ++lastId;
    let places = "";
    for (let part = bytes; part; part = part.previous) {
      places = `[${part.index},${link.attach(part.base64)}]${places === "" ? "" : `,${places}`}`;
    }
    open.set(id, entry);
    link.send(`["c",${id},${names},[${text}]${places === "" ? "" : `,[${places}]`}]`);
    if (signal) entry.release = onAbort(signal, () => abort(id, entry, reasonOf(signal)));
  }

  function abort(id: number, entry: Open, reason: unknown): void {
    entry.release?.();
    if (entry.stream) {
      entry.stream.abort(reason);
    } else if (take(id)) {
      link.send(`["x",${id}]`);
      entry.fail(reason);
    }
  }

  function pull(stream: number, waiter: Waiter): number {
    const id = ++lastId;
    open.set(id, { value: waiter.value, fail: waiter.fail, end: waiter.end });
    link.send(`["n",${stream},${id}]`);
    return id;
  }

  return {
    call: (object, name, args) =>
      new NativePromise((resolve, reject) => {
        // The promise turns what is thrown here into its rejection.
        if (link.isClosed) throw closedError();
        if (typeof object !== "string" || typeof name !== "string") {
          throw new NativeTypeError("Invalid arguments for call: expected (object: string, name: string, ...args)");
        }
        send({ value: resolve, fail: reject, end: () => resolve(undefined) }, object, name, args);
      }),
    value: (id, value) => settled(id)?.value(value),
    bytes(id, text) {
      const entry = settled(id);
      if (entry) entry.value(base64.decode(text));
    },
    fail: (id, name, message) => settled(id)?.fail(errorOf(name, message)),
    end: (id) => settled(id)?.end(),
    stream(id) {
      const entry = take(id);
      if (!entry) return;
      const stream = createStream({
        pull: (waiter) => pull(id, waiter),
        forget: take,
        cancel: () => link.send(`["x",${id}]`),
        closed() {
          streams.delete(id);
          entry.release?.();
        },
      });
      entry.stream = stream;
      streams.set(id, stream);
      entry.value(stream.iterator);
    },
    close(error) {
      streams.forEach((stream) => {
        stream.abort(error);
      });
      open.forEach((entry, id) => {
        open.delete(id);
        entry.release?.();
        entry.fail(error);
      });
    },
  };
}

/** An Error as the program described it: its class by name, for there is no such class here. */
function errorOf(name: string, message: string): Error {
  const error = new NativeError(message);
  put(error, "name", name, false);
  return error;
}

function replaceLast(args: readonly unknown[], last: unknown): readonly unknown[] {
  const copy: unknown[] = [];
  for (let i = 0; i < args.length; i++) copy[i] = i === args.length - 1 ? last : args[i];
  return copy;
}
