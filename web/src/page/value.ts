// Values on their way to the program: checked, and written as JSON text. What JSON would lose in silence (functions, NaN, a Map,
// bytes inside an object) is refused with a TypeError that names the place: "args[0].stats.cpu[3] is a function".

import {
  apply,
  charCodeAt,
  fromCharCode,
  getPrototypeOf,
  has,
  indexOf,
  isArray,
  isFiniteNumber,
  isInteger,
  isSafeInteger,
  isView,
  NativeRangeError,
  NativeTypeError,
  objectPrototype,
  ownKeys,
  put,
  slice,
  stringify,
  tagOf,
} from "./natives.ts";

/** How deep a value may nest; the library refuses more. */
export const MAX_DEPTH = 128;

interface Walk {
  readonly label: string;
  readonly limit: number;
  depth: number;
  /** The containers on the way down to the place at hand, and the keys by which they were left. */
  readonly parents: object[];
  readonly keys: (string | number)[];
}

/**
 * The JSON text of `value`; undefined for undefined. Dates and other objects with a toJSON method are what that returns.
 * @param label what errors call the value
 * @param limit how deep it may nest
 */
export function encode(value: unknown, label: string, limit = MAX_DEPTH): string | undefined {
  if (typeof value === "string") return quote(value);
  return write(value, { label, limit, depth: 0, parents: [], keys: [] });
}

/** A JSON string. Halves of surrogate pairs, which have no UTF-8, become U+FFFD. */
export function quote(text: string): string {
  const json = stringify(text);
  if (json.length === text.length + 2 || apply(indexOf, json, ["\\ud"]) < 0) return json;
  let whole = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = apply(charCodeAt, text, [i]);
    if ((code & 0xf800) !== 0xd800) continue;
    if (code < 0xdc00 && i + 1 < text.length && (apply(charCodeAt, text, [i + 1]) & 0xfc00) === 0xdc00) {
      i++;
      continue;
    }
    whole += apply(slice, text, [start, i]) + fromCharCode(0xfffd);
    start = i + 1;
  }
  return stringify(whole + apply(slice, text, [start]));
}

/** A copy of a JSON value that shares nothing with it. */
export function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) {
    const items: unknown[] = [];
    for (let i = 0; i < value.length; i++) items[i] = copy(value[i]);
    return items;
  }
  const source = value as Record<string, unknown>;
  const names = ownKeys(source);
  const object: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name in objectPrototype) put(object, name, copy(source[name]));
    else object[name] = copy(source[name]);
  }
  return object;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isArray(a) !== isArray(b)) return false;
  const names = ownKeys(a);
  if (names.length !== ownKeys(b).length) return false;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (!has(b, name)) return false;
    if (!isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false;
  }
  return true;
}

function write(value: unknown, walk: Walk): string | undefined {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      if (!isFiniteNumber(value)) throw refusal(walk, `is ${value}`);
      // Integers that a double does not hold exactly are spelled as reals: a reader of integers would refuse them.
      return isInteger(value) && !isSafeInteger(value) && value < 1e21 && value > -1e21 ? `${value}.0` : `${value}`;
    case "boolean":
      return value ? "true" : "false";
    case "undefined":
      return undefined;
    case "object":
      return value === null ? "null" : writeObject(value, walk);
    default:
      throw refusal(walk, `is a ${typeof value}`);
  }
}

function writeObject(value: object, walk: Walk): string | undefined {
  if (isArray(value)) return writeContainer(value, walk);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") {
    const plain: unknown = apply(toJSON, value, [""]);
    if (plain === null && tagOf(value) === "Date") throw refusal(walk, "is an invalid Date");
    return typeof plain === "object" && plain !== null ? writeContainer(plain, walk) : write(plain, walk);
  }
  const prototype: unknown = getPrototypeOf(value);
  if (prototype !== objectPrototype && prototype !== null) {
    if (isView(value) || tagOf(value) === "ArrayBuffer") {
      throw refusal(walk, "holds bytes, which can only be a whole argument or result");
    }
    if (tagOf(value) !== "Object") throw refusal(walk, `is a ${tagOf(value)}`);
  }
  return writeContainer(value, walk);
}

function writeContainer(value: object, walk: Walk): string {
  const { depth } = walk;
  for (let i = 0; i < depth; i++)
    if (walk.parents[i] === value) throw refusal(walk, "is an object that contains itself");
  if (depth === walk.limit) throw refusal(walk, `is nested deeper than ${walk.limit} levels`);
  walk.parents[depth] = value;
  walk.depth = depth + 1;
  let text = "";
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      walk.keys[depth] = i;
      const item = write(value[i], walk) ?? "null";
      text += i === 0 ? item : `,${item}`;
    }
    text = `[${text}]`;
  } else {
    const names = ownKeys(value);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      walk.keys[depth] = name;
      const item = write((value as Record<string, unknown>)[name], walk);
      if (item === undefined) continue;
      const member = `${keyOf(names, i, walk)}:${item}`;
      text += text === "" ? member : `,${member}`;
    }
    text = `{${text}}`;
  }
  walk.depth = depth;
  return text;
}

/** The key `names[at]` as JSON. The program takes no NUL there, and no key twice: either would cost it the whole text. */
function keyOf(names: readonly string[], at: number, walk: Walk): string {
  const name = names[at] as string;
  const json = quote(name);
  if (apply(indexOf, name, ["\0"]) >= 0) throw refusal(walk, "has a NUL character in its key");
  if (apply(indexOf, json, ["\ufffd"]) < 0) return json;
  for (let i = 0; i < at; i++) {
    if (quote(names[i] as string) === json)
      throw refusal(walk, "has the key of another member: halves of surrogate pairs become U+FFFD");
  }
  return json;
}

function refusal(walk: Walk, reason: string): TypeError {
  let path = walk.label;
  for (let i = 0; i < walk.depth; i++) {
    const key = walk.keys[i];
    path += typeof key === "number" ? `[${key}]` : `.${key}`;
  }
  return new NativeTypeError(`${path} ${reason}`);
}

/** The program takes texts of 64 MiB; a character may take three bytes there. */
const MAX_TEXT = 20 << 20;

/** Refuses here what the program would have to refuse as a whole, together with all else in the same text. */
export function checkSize(size: number, path: string, limit = MAX_TEXT): void {
  if (size > limit) throw new NativeRangeError(`${path}: ${size} characters, limit ${limit}`);
}
