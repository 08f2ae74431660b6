// The page's copy of the state, and who watches it. The hot path is a change that the program made: one look-up in a map, and
// copies of the value only for watchers.

import type { StateSeed } from "./config.ts";
import { ownKeys, parse, type SafeMap, safeMap, withItem, withoutItem } from "./natives.ts";
import { copy, isSame } from "./value.ts";

/** What watchers are told. The value is theirs to change; undefined when the key was removed. */
export interface Change {
  readonly namespace: string;
  readonly key: string;
  readonly value: unknown;
}

export type Origin = "program" | "page";

export interface Watcher {
  readonly fromPage: boolean;
  readonly fromProgram: boolean;
  readonly changed: (change: Change, origin: Origin) => void;
  /** Without it, removals pass unnoticed. */
  readonly removed?: (change: Change, origin: Origin) => void;
}

export interface Mirror {
  read(namespace: string, key: string): unknown;
  /**
   * A change made by the program or by another page; `value` becomes the mirror's. `isFollowed`: more of the same update
   * comes next, and nobody is told before it is all there.
   */
  set(namespace: string, key: string, value: unknown, origin: Origin, isFollowed: boolean): void;
  /** A change made by this page, as JSON text. */
  setText(namespace: string, key: string, text: string): void;
  remove(namespace: string, key: string, origin: Origin, isFollowed: boolean): void;
  /** Nothing follows for now: tells what has not been told. */
  settle(): void;
  /** A removal made by this page. */
  removeOwn(namespace: string, key: string): void;
  /** The program has this page's first `count` changes. */
  confirm(count: number): void;
  /** Puts the whole state in place of what was, and tells what differs. */
  replace(seed: StateSeed): void;
  /** Another document begins: this page's changes that were not confirmed are lost, and are counted from 1 again. */
  restart(): void;
  /** Tells `watcher` of changes; soon after, of values that the program made before. Returns what ends it. */
  watch(namespaces: readonly string[], watcher: Watcher): () => void;
}

interface Entry {
  /** The value itself, or what parses to it: a page's own values are kept as text, apart from the page's objects. */
  value: unknown;
  text: string | undefined;
  origin: Origin;
  /** The change's place among all changes of this document. */
  stamp: number;
}

interface Space {
  readonly name: string;
  readonly entries: SafeMap<string, Entry>;
  /** The number of this page's last change of a key, until the program has it. */
  readonly own: SafeMap<string, number>;
  watches: readonly Watch[];
}

interface Watch extends Watcher {
  readonly spaces: readonly Space[];
  readonly since: number;
  isActive: boolean;
}

export function createMirror(seed: StateSeed, macrotask: (run: () => void) => void): Mirror {
  const spaces = safeMap<string, Space>();
  let stamp = 0;
  let made = 0;
  let confirmed = 0;
  // What is to be told of an update that is not all there yet.
  const held = safeMap<number, () => void>();
  let heldCount = 0;
  let isHolding = false;

  /**
   * Whether this page's own change of the key is newer than anything the program has told so far: then what others did is
   * older, and passing over it is what makes both sides end with the same value.
   */
  function isAhead(space: Space, key: string): boolean {
    return made > confirmed && (space.own.get(key) ?? 0) > confirmed;
  }

  function spaceOf(name: string): Space {
    let space = spaces.get(name);
    if (!space) {
      space = { name, entries: safeMap(), own: safeMap(), watches: [] };
      spaces.set(name, space);
    }
    return space;
  }

  function put(space: Space, key: string, value: unknown, text: string | undefined, origin: Origin): Entry {
    let entry = space.entries.get(key);
    if (entry) {
      entry.value = value;
      entry.text = text;
      entry.origin = origin;
      entry.stamp = ++stamp;
    } else {
      entry = { value, text, origin, stamp: ++stamp };
      space.entries.set(key, entry);
    }
    return entry;
  }

  function current(entry: Entry): unknown {
    return entry.text === undefined ? copy(entry.value) : parse(entry.text);
  }

  function tell(space: Space, key: string, entry: Entry, origin: Origin): void {
    const list = space.watches;
    for (let i = 0; i < list.length; i++) {
      const watch = list[i] as Watch;
      if (!watch.isActive || !(origin === "program" ? watch.fromProgram : watch.fromPage)) continue;
      // Read anew for each: a watcher may have set the key again, and the last that anyone hears must be what is.
      if (space.entries.get(key) !== entry) return;
      watch.changed({ namespace: space.name, key, value: current(entry) }, origin);
    }
  }

  function settle(): void {
    const count = heldCount;
    isHolding = false;
    heldCount = 0;
    for (let i = 0; i < count; i++) {
      const run = held.get(i);
      held.delete(i);
      run?.();
    }
  }

  function change(name: string, key: string, value: unknown, text: string | undefined, origin: Origin): void {
    const space = spaceOf(name);
    if (text !== undefined) space.own.set(key, ++made);
    else if (isAhead(space, key)) return;
    const entry = put(space, key, value, text, origin);
    if (isHolding) held.set(heldCount++, () => tell(space, key, entry, origin));
    else if (space.watches.length > 0) tell(space, key, entry, origin);
  }

  function tellRemoved(space: Space, key: string, origin: Origin): void {
    const list = space.watches;
    for (let i = 0; i < list.length; i++) {
      const watch = list[i] as Watch;
      if (!watch.isActive || !(origin === "program" ? watch.fromProgram : watch.fromPage)) continue;
      watch.removed?.({ namespace: space.name, key, value: undefined }, origin);
    }
  }

  function remove(name: string, key: string, origin: Origin): void {
    const space = spaces.get(name);
    if (!space || (origin === "program" && isAhead(space, key)) || !space.entries.delete(key)) return;
    if (isHolding) held.set(heldCount++, () => tellRemoved(space, key, origin));
    else tellRemoved(space, key, origin);
  }

  /** Values that the program made before the watch began and that nothing has replaced since. */
  function tellEarlier(watch: Watch): void {
    for (let i = 0; i < watch.spaces.length; i++) {
      const space = watch.spaces[i] as Space;
      space.entries.forEach((entry, key) => {
        if (!watch.isActive || entry.origin !== "program" || entry.stamp > watch.since) return;
        watch.changed({ namespace: space.name, key, value: current(entry) }, "program");
      });
    }
  }

  /** Calls `visit` for each key of the seed. */
  function walk({ s, p }: StateSeed, visit: (space: Space, key: string, value: unknown, origin: Origin) => void): void {
    const byPages = safeMap<string, SafeMap<string, true>>();
    for (let i = 0; i < p.length; i++) {
      const pair = p[i] as readonly [string, string];
      const keys = byPages.get(pair[0]) ?? safeMap<string, true>();
      keys.set(pair[1], true);
      byPages.set(pair[0], keys);
    }
    const names = ownKeys(s);
    for (let i = 0; i < names.length; i++) {
      const space = spaceOf(names[i] as string);
      const values = s[space.name] as Record<string, unknown>;
      const keys = ownKeys(values);
      for (let j = 0; j < keys.length; j++) {
        const key = keys[j] as string;
        visit(space, key, values[key], byPages.get(space.name)?.has(key) ? "page" : "program");
      }
    }
  }

  walk(seed, (space, key, value, origin) => put(space, key, value, undefined, origin));

  return {
    read(namespace, key) {
      const entry = spaces.get(namespace)?.entries.get(key);
      return entry && current(entry);
    },
    set(namespace, key, value, origin, isFollowed) {
      if (isFollowed) isHolding = true;
      change(namespace, key, value, undefined, origin);
      if (isHolding && !isFollowed) settle();
    },
    setText: (namespace, key, text) => change(namespace, key, undefined, text, "page"),
    remove(namespace, key, origin, isFollowed) {
      if (isFollowed) isHolding = true;
      remove(namespace, key, origin);
      if (isHolding && !isFollowed) settle();
    },
    settle,
    removeOwn(namespace, key) {
      spaceOf(namespace).own.set(key, ++made);
      remove(namespace, key, "page");
    },
    confirm(count) {
      confirmed = count;
      if (confirmed < made) return;
      spaces.forEach((space) => {
        if (space.own.size > 0) space.own.clear();
      });
    },
    replace(next) {
      // All values first, then the news: a watcher sees the whole new state.
      const begun = stamp;
      const kept = safeMap<Entry, true>();
      const news = safeMap<Entry, () => void>();
      walk(next, (space, key, value, origin) => {
        let entry = space.entries.get(key);
        if (isAhead(space, key)) {
          if (entry) kept.set(entry, true);
          return;
        }
        if (entry && isSame(entry.text === undefined ? entry.value : parse(entry.text), value)) {
          entry.origin = origin;
        } else {
          const changed = put(space, key, value, undefined, origin);
          const at = changed.stamp;
          entry = changed;
          // Told as the program's doing, whoever made it: the changes themselves are lost.
          news.set(entry, () => changed.stamp === at && tell(space, key, changed, "program"));
        }
        kept.set(entry, true);
      });
      spaces.forEach((space) => {
        space.entries.forEach((entry, key) => {
          if (!kept.has(entry) && entry.stamp <= begun) remove(space.name, key, "program");
        });
      });
      news.forEach((run) => {
        run();
      });
    },
    restart() {
      made = 0;
      confirmed = 0;
      spaces.forEach((space) => {
        space.own.clear();
      });
    },
    watch(namespaces, watcher) {
      const { fromPage, fromProgram, changed, removed } = watcher;
      let watched: readonly Space[] = [];
      for (let i = 0; i < namespaces.length; i++) {
        const space = spaceOf(namespaces[i] as string);
        let isNew = true;
        for (let j = 0; j < watched.length; j++) isNew &&= watched[j] !== space;
        if (isNew) watched = withItem(watched, space);
      }
      const base = { fromPage, fromProgram, changed, spaces: watched, since: stamp, isActive: true };
      const watch: Watch = removed ? { ...base, removed } : base;
      for (let i = 0; i < watched.length; i++) {
        const space = watched[i] as Space;
        space.watches = withItem(space.watches, watch);
      }
      if (fromProgram) macrotask(() => tellEarlier(watch));
      return () => {
        watch.isActive = false;
        for (let i = 0; i < watched.length; i++) {
          const space = watched[i] as Space;
          space.watches = withoutItem(space.watches, watch);
        }
      };
    },
  };
}
