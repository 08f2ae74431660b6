// Frames and bytes as text. A frame's lines: its number, its operations, then blocks of bytes in base64.

import {
  apply,
  Bytes,
  charCodeAt,
  fromCharCode,
  indexOf,
  isArray,
  isView,
  NativeTypeError,
  parse,
  put,
  slice,
  tagOf,
} from "./natives.ts";

export type Op = readonly unknown[];

export interface Frame {
  readonly number: number;
  readonly ops: readonly Op[];
  readonly blocks: readonly string[];
}

/** The number with which a text of the program begins; NaN or 0 when it begins with none. */
export function numberOf(text: string): number {
  return +apply(slice, text, [0, apply(indexOf, text, ["\n"])]);
}

/** Splits a text of the program; throws a SyntaxError or a TypeError when it is not a frame. */
export function parseFrame(text: string): Frame {
  const head = apply(indexOf, text, ["\n"]);
  const tail = apply(indexOf, text, ["\n", head + 1]);
  const number = numberOf(text);
  const ops: unknown = parse(apply(slice, text, [head + 1, tail < 0 ? text.length : tail]));
  if (head < 1 || !(number > 0) || !isArray(ops)) throw new NativeTypeError("the program sent what is not a frame");
  const blocks: string[] = [];
  for (let start = tail; start >= 0; ) {
    const end = apply(indexOf, text, ["\n", start + 1]);
    put(blocks, blocks.length, apply(slice, text, [start + 1, end < 0 ? text.length : end]));
    start = end;
  }
  return { number, ops, blocks };
}

/** The bytes that an argument is as a whole, without a copy; undefined when it is something else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isView(value)) return new Bytes(value.buffer, value.byteOffset, value.byteLength);
  return tagOf(value) === "ArrayBuffer" ? new Bytes(value as ArrayBuffer) : undefined;
}

export interface Base64 {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array;
}

/** What of the global object base64 needs; engines have one pair or the other. */
export interface Base64Scope {
  btoa(binary: string): string;
  atob(text: string): string;
}

/** WebKit of 2025 does it natively; before that through a string of bytes, in chunks that fit a call's arguments. */
export function createBase64(scope: Base64Scope): Base64 {
  const { toBase64 } = Bytes.prototype as { toBase64?: () => string };
  const { fromBase64 } = Bytes as { fromBase64?: (text: string) => Uint8Array };
  const { subarray } = Bytes.prototype;
  const { btoa, atob } = scope;
  const chunk = 0x2000;

  function encodeInChunks(bytes: Uint8Array): string {
    let binary = "";
    for (let i = 0; i < bytes.length; i += chunk) {
      const part = apply(subarray, bytes, [i, i + chunk]);
      binary += apply(fromCharCode, undefined, part as unknown as number[]);
    }
    return apply(btoa, scope, [binary]);
  }

  function decodeByCode(text: string): Uint8Array {
    const binary = apply(atob, scope, [text]);
    const bytes = new Bytes(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = apply(charCodeAt, binary, [i]);
    return bytes;
  }

  return {
    encode: toBase64 ? (bytes) => apply(toBase64, bytes, []) : encodeInChunks,
    decode: fromBase64 ? (text) => apply(fromBase64, Bytes, [text]) : decodeByCode,
  };
}
