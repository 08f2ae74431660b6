// From names on the wire to methods of widgets, and from arguments to values and back.

import { isReference } from "./messages.ts";
import { Widget } from "./widget.ts";

type Method = (this: Widget, ...args: unknown[]) => unknown;

/** The program's names have no capital letter, the client's own have one; the catalogue has one exception. */
const CALLABLE = /^_?[a-z]+(_[a-z]+)*_?$/;
const EXCEPTIONS: readonly string[] = ["toggleContent"];
/** The client's own, without a capital letter. */
const OWN: readonly string[] = [
  "constructor",
  "adopt",
  "entered",
  "leaving",
  "flush",
  "dispose",
  "orphan",
  "rectangle",
  "release",
  "rename",
  "unlisten",
  "admit",
  "enable",
  "edited",
  "write",
  "select",
];

const tables = new WeakMap<object, Map<string, Method>>();

/** The methods of a class that the program may call. */
export function methodsOf(widgetClass: { readonly prototype: object }): ReadonlyMap<string, Method> {
  const { prototype } = widgetClass;
  const known = tables.get(prototype);
  if (known) return known;
  const methods = new Map<string, Method>();
  for (let at: object | null = prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      const isCallable = (CALLABLE.test(name) && !OWN.includes(name)) || EXCEPTIONS.includes(name);
      if (typeof value === "function" && isCallable && !methods.has(name)) methods.set(name, value as Method);
    }
  }
  tables.set(prototype, methods);
  return methods;
}

export function callMethod(widget: Widget, name: string, args: readonly unknown[]): unknown {
  const method = methodsOf(widget.constructor as { prototype: object } & typeof Widget).get(name);
  if (!method) throw new Error(`Unknown method: ${name} on ${widget.name}`);
  return Reflect.apply(method, widget, filled(args, method.length));
}

/** Nulls at the end are not sent, and a method that knows null need not know what is missing too. */
function filled(args: readonly unknown[], count: number): readonly unknown[] {
  return args.length >= count ? args : [...args, ...new Array<null>(count - args.length).fill(null)];
}

/** Arguments of the program, with widgets in place of references. */
export function fromWire(value: unknown, find: (wid: number) => Widget): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((item) => fromWire(item, find));
  if (isReference(value)) return find(value.__wid__);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromWire(item, find)]));
}

/** The reverse; what means nothing to the program is left out. */
export function toWire(value: unknown): unknown {
  if (value instanceof Widget) return { __wid__: value.wid, __class__: value.name };
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(item)]));
}
