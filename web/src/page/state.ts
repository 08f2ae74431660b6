// The state as page scripts see it: Pytonium.appState, by the names of the Pytonium documents, and oriel.state.

import type { Link } from "./link.ts";
import type { Change, Mirror, Origin } from "./mirror.ts";
import { apply, charCodeAt, isArray, NativeTypeError, stringify, withItem } from "./natives.ts";
import { checkSize, encode, MAX_DEPTH } from "./value.ts";

/** Bytes of a namespace's or key's name. */
const MAX_NAME = 1024;
/** A value's levels: the whole state has two more. */
const MAX_LEVELS = MAX_DEPTH - 2;

/** What happened to a key, as oriel.state.subscribe() tells it. */
export interface StateChange extends Change {
  /** Who did it: the program, or a page (this one or another). */
  readonly origin: Origin;
  readonly removed: boolean;
}

export interface AppState {
  setState(namespace: string, key: string, value: unknown): void;
  getState(namespace: string, key: string): unknown;
  removeState(namespace: string, key: string): void;
  /** Returns a function that ends the registration. */
  registerForStateUpdates(
    eventName: string,
    namespaces: readonly string[],
    getUpdatesFromJavascript: boolean,
    getUpdatesFromPytonium: boolean,
  ): () => void;
}

export interface State {
  get(namespace: string, key: string): unknown;
  set(namespace: string, key: string, value: unknown): void;
  remove(namespace: string, key: string): void;
  /** Returns a function that ends the subscription. */
  subscribe(namespaces: string | readonly string[], callback: (change: StateChange) => void): () => void;
}

export interface StatePorts {
  /** Dispatches a CustomEvent on the document, bubbling. */
  dispatch(name: string, detail: Change): void;
  report(error: unknown): void;
}

export function createState(mirror: Mirror, link: Link, ports: StatePorts): { appState: AppState; state: State } {
  const isName = (value: unknown) => typeof value === "string" && value !== "";

  function check(isRight: boolean, name: string, expected: string): void {
    if (!isRight) throw new NativeTypeError(`Invalid arguments for ${name}: expected (${expected})`);
  }

  function set(name: string, args: readonly unknown[]): void {
    const isRight = args.length === 3 && isName(args[0]) && isName(args[1]) && args[2] !== undefined;
    check(isRight, name, "namespace: string, key: string, value");
    const namespace = args[0] as string;
    const key = args[1] as string;
    const names = namesAsJson(name, namespace, key);
    const text = encode(args[2], `Invalid arguments for ${name}: value`, MAX_LEVELS) ?? "null";
    checkSize(text.length, `Invalid arguments for ${name}: value`);
    const op = `["s",${names},${text}]`;
    link.check(op.length, op);
    link.send(op);
    mirror.setText(namespace, key, text);
  }

  function get(name: string, args: readonly unknown[]): unknown {
    const isRight = args.length === 2 && typeof args[0] === "string" && typeof args[1] === "string";
    check(isRight, name, "namespace: string, key: string");
    return mirror.read(args[0] as string, args[1] as string);
  }

  function remove(name: string, args: readonly unknown[]): void {
    const isRight = args.length === 2 && isName(args[0]) && isName(args[1]);
    check(isRight, name, "namespace: string, key: string");
    const namespace = args[0] as string;
    const key = args[1] as string;
    const op = `["r",${namesAsJson(name, namespace, key)}]`;
    link.check(op.length, op);
    link.send(op);
    mirror.removeOwn(namespace, key);
  }

  function register(args: readonly unknown[]): () => void {
    const namespaces = namesIn(args[1]);
    const isRight =
      args.length === 4 && isName(args[0]) && typeof args[2] === "boolean" && typeof args[3] === "boolean";
    check(
      isRight && namespaces !== undefined,
      "registerForStateUpdates",
      "eventName: string, namespaces: string[], getUpdatesFromJavascript: boolean, getUpdatesFromPytonium: boolean",
    );
    const event = args[0] as string;
    return mirror.watch(namespaces as readonly string[], {
      fromPage: args[2] as boolean,
      fromProgram: args[3] as boolean,
      changed: (change) => ports.dispatch(event, change),
    });
  }

  function subscribe(namespaces: unknown, callback: unknown): () => void {
    const names = typeof namespaces === "string" ? [namespaces] : namesIn(namespaces);
    const isRight = names !== undefined && typeof callback === "function";
    check(isRight, "subscribe", "namespaces: string | string[], callback: (change) => void");
    const tell = (change: Change, origin: Origin, removed: boolean): void => {
      try {
        const { namespace, key, value } = change;
        (callback as (change: StateChange) => void)({ namespace, key, value, origin, removed });
      } catch (error) {
        ports.report(error); // One watcher's mistake is not the next one's.
      }
    };
    return mirror.watch(names as readonly string[], {
      fromPage: true,
      fromProgram: true,
      changed: (change, origin) => tell(change, origin, false),
      removed: (change, origin) => tell(change, origin, true),
    });
  }

  return {
    appState: {
      setState: (...args: unknown[]) => set("setState", args),
      getState: (...args: unknown[]) => get("getState", args),
      removeState: (...args: unknown[]) => remove("removeState", args),
      registerForStateUpdates: (...args: unknown[]) => register(args),
    },
    state: {
      get: (...args: unknown[]) => get("get", args),
      set: (...args: unknown[]) => set("set", args),
      remove: (...args: unknown[]) => remove("remove", args),
      subscribe,
    },
  };
}

function namesAsJson(name: string, namespace: string, key: string): string {
  const start = `Invalid arguments for ${name}:`;
  return `${nameAsJson(namespace, `${start} namespace`)},${nameAsJson(key, `${start} key`)}`;
}

/** A name that the program takes, as JSON; throws what is wrong with it. */
function nameAsJson(name: string, label: string): string {
  const json = stringify(name);
  // Nothing is escaped, and there are three bytes to a character at most.
  if (json.length === name.length + 2 && name.length * 3 <= MAX_NAME) return json;
  let bytes = 0;
  for (let i = 0; i < name.length; i++) {
    const code = apply(charCodeAt, name, [i]);
    if (code === 0) throw new NativeTypeError(`${label} holds a NUL character`);
    if ((code & 0xfc00) === 0xd800 && (apply(charCodeAt, name, [i + 1]) & 0xfc00) === 0xdc00) {
      i++;
      bytes += 4;
    } else if ((code & 0xf800) === 0xd800) {
      throw new NativeTypeError(`${label} holds half a surrogate pair`);
    } else {
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    }
  }
  if (bytes > MAX_NAME) throw new NativeTypeError(`${label} has ${bytes} bytes, limit ${MAX_NAME}`);
  return json;
}

/** A copy of an array of strings; undefined when it is anything else. */
function namesIn(value: unknown): readonly string[] | undefined {
  if (!isArray(value)) return undefined;
  let names: readonly string[] = [];
  for (let i = 0; i < value.length; i++) {
    if (typeof value[i] !== "string") return undefined;
    names = withItem(names, value[i] as string);
  }
  return names;
}
