// Built-in functions as they were before any script of the page ran. A page may replace JSON.stringify, Promise.prototype.then
// or Array.prototype.push at any time, to help itself or to listen; what the bridge does must neither change nor show by that.
// So nothing here is reached through a prototype again: functions are called directly, or with `apply`.

export const apply = Reflect.apply;
export const { stringify, parse } = JSON;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { isFinite: isFiniteNumber, isSafeInteger, isInteger } = Number;
export const { fromCharCode } = String;
export const { keys: ownKeys, getPrototypeOf, defineProperty, create } = Object;
export const objectPrototype = Object.prototype;
const { hasOwnProperty: hasOwn, toString: objectToString } = Object.prototype;
export const { indexOf, slice, charCodeAt } = String.prototype;
export const promiseThen = Promise.prototype.then;
export const asyncIterator: typeof Symbol.asyncIterator = Symbol.asyncIterator;
export const NativePromise = Promise;
export const NativeError = Error;
export const NativeRangeError = RangeError;
export const NativeTypeError = TypeError;
export const NativeMap = Map;
export const Bytes = Uint8Array;

const { setPrototypeOf } = Object;
const mapMethods = create(
  null,
  Object.getOwnPropertyDescriptors({
    get: Map.prototype.get,
    set: Map.prototype.set,
    has: Map.prototype.has,
    delete: Map.prototype.delete,
    clear: Map.prototype.clear,
    forEach: Map.prototype.forEach,
  }),
);
defineProperty(mapMethods, "size", Object.getOwnPropertyDescriptor(Map.prototype, "size") as PropertyDescriptor);

/** What of a Map is safe to use: methods that no script of the page can replace. */
export type SafeMap<K, V> = Pick<Map<K, V>, "get" | "set" | "has" | "delete" | "clear" | "forEach" | "size">;

/** A Map that does not look at Map.prototype, so that its methods can be called plainly, at full speed. */
export function safeMap<K, V>(): SafeMap<K, V> {
  return setPrototypeOf(new NativeMap<K, V>(), mapMethods) as SafeMap<K, V>;
}

export function has(object: object, name: PropertyKey): boolean {
  return apply(hasOwn, object, [name]);
}

/** The name in "[object Name]". */
export function tagOf(value: object): string {
  return apply(slice, apply(objectToString, value, []), [8, -1]);
}

/** Adds or replaces an ordinary property, whatever setters and read-only properties the prototypes have. */
export function put(object: object, name: PropertyKey, value: unknown, enumerable = true): void {
  const descriptor = { __proto__: null, value, configurable: true, enumerable, writable: true };
  defineProperty(object, name, descriptor as PropertyDescriptor);
}

/** `list` with `item` at its end, as a new array: whoever walks along the old one is not disturbed. */
export function withItem<T>(list: readonly T[], item: T): readonly T[] {
  const copy: T[] = [];
  for (let i = 0; i < list.length; i++) put(copy, i, list[i]);
  put(copy, list.length, item);
  return copy;
}

/** `list` without `item`, as a new array. */
export function withoutItem<T>(list: readonly T[], item: T): readonly T[] {
  const copy: T[] = [];
  for (let i = 0; i < list.length; i++) if (list[i] !== item) put(copy, copy.length, list[i]);
  return copy;
}
