// Functions of the program as functions of the page: Pytonium.<object>.<name>(...) and oriel.<object>.<name>(...).

import type { Calls } from "./calls.ts";
import { has, ownKeys, put, type SafeMap, safeMap } from "./natives.ts";

type Stub = (...args: unknown[]) => Promise<unknown>;

export interface Bindings {
  /** A function was exposed. */
  expose(object: string, name: string): void;
  /** A function was withdrawn: its stub goes, unless the page put something else there. */
  withdraw(object: string, name: string): void;
  /** Another program answers now: its functions in place of those that were. */
  replace(exposed: Exposed): void;
}

/** Names of functions by object. */
export type Exposed = Readonly<Record<string, readonly string[]>>;

/**
 * @param faces the objects that get stubs. What they have from the start (appState, call, ready...) stays theirs: of a binding
 * by the same name, an object's functions are added to it, and a function is left to oriel.call().
 */
export function createBindings(calls: Calls, faces: readonly object[], exposed: Exposed) {
  const stubs = safeMap<string, SafeMap<string, Stub>>();
  const own = safeMap<object, SafeMap<string, true>>();
  for (let i = 0; i < faces.length; i++) reserve(faces[i] as object);

  /** Notes what is there before any binding. */
  function reserve(target: object): SafeMap<string, true> {
    const names = safeMap<string, true>();
    const keys = ownKeys(target);
    for (let i = 0; i < keys.length; i++) names.set(keys[i] as string, true);
    own.set(target, names);
    return names;
  }

  function container(face: object, object: string): object {
    if (object === "") return face;
    const there: unknown = has(face, object) ? (face as Record<string, unknown>)[object] : undefined;
    if ((typeof there === "object" && there !== null) || typeof there === "function") return there;
    const made = {};
    put(face, object, made);
    return made;
  }

  function expose(object: string, name: string): void {
    const functions = stubs.get(object) ?? safeMap<string, Stub>();
    const stub: Stub = functions.get(name) ?? ((...args) => calls.call(object, name, args));
    stubs.set(object, functions);
    functions.set(name, stub);
    for (let i = 0; i < faces.length; i++) {
      const target = container(faces[i] as object, object);
      if (!(own.get(target) ?? reserve(target)).has(name)) put(target, name, stub);
    }
  }

  function withdraw(object: string, name: string): void {
    const stub = stubs.get(object)?.get(name);
    stubs.get(object)?.delete(name);
    for (let i = 0; i < faces.length; i++) {
      const target = container(faces[i] as object, object) as Record<string, unknown>;
      if (stub && has(target, name) && target[name] === stub) delete target[name];
    }
  }

  function exposeAll(all: Exposed): void {
    const objects = ownKeys(all);
    for (let i = 0; i < objects.length; i++) {
      const object = objects[i] as string;
      const names = all[object] as readonly string[];
      for (let j = 0; j < names.length; j++) expose(object, names[j] as string);
    }
  }

  function replace(next: Exposed): void {
    stubs.forEach((functions, object) => {
      const kept = safeMap<string, true>();
      const names = has(next, object) ? (next[object] as readonly string[]) : [];
      for (let i = 0; i < names.length; i++) kept.set(names[i] as string, true);
      functions.forEach((_, name) => {
        if (!kept.has(name)) withdraw(object, name);
      });
    });
    exposeAll(next);
  }

  exposeAll(exposed);
  return { expose, withdraw, replace } satisfies Bindings;
}
