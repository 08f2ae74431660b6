// What the user changed and the program has not confirmed. As long as a key of a widget is in here, what the program says of it is
// older than what the user did, and the page passes over it: so page, program and the other pages end with the same value.

/** Not told yet: the user is still at it. */
const HELD = Number.POSITIVE_INFINITY;

export interface Edit {
  readonly wid: number;
  readonly action: string;
  readonly args: readonly unknown[];
  /** What it set, by key. */
  readonly values: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly count: number;
  readonly edit: Edit | undefined;
}

export class Edits {
  readonly #widgets = new Map<number, Map<string, Entry>>();

  /** The user began to change `key`. */
  hold(wid: number, key: string): void {
    const entry = this.#of(wid).get(key);
    this.#of(wid).set(key, { count: HELD, edit: entry?.edit });
  }

  /** The user stopped, and there was nothing to tell. */
  release(wid: number, key: string): void {
    const keys = this.#of(wid);
    if (keys.get(key)?.count === HELD) keys.delete(key);
  }

  isHeld(wid: number, key: string): boolean {
    return this.#widgets.get(wid)?.get(key)?.count === HELD;
  }

  /** `edit` was told as the page's callback number `count`. */
  told(count: number, edit: Edit): void {
    const keys = this.#of(edit.wid);
    for (const key of Object.keys(edit.values)) keys.set(key, { count, edit });
  }

  /** The program has the first `count` callbacks. */
  confirm(count: number): void {
    for (const [wid, keys] of this.#widgets) {
      for (const [key, entry] of keys) if (entry.count <= count) keys.delete(key);
      if (keys.size === 0) this.#widgets.delete(wid);
    }
  }

  /** Whether one of these keys is the user's at the moment. */
  isAhead(wid: number, keys: readonly string[]): boolean {
    const own = this.#widgets.get(wid);
    return own !== undefined && keys.some((key) => own.has(key));
  }

  /** What was told of a widget and not confirmed, by key. */
  values(wid: number): [key: string, value: unknown][] {
    const found: [string, unknown][] = [];
    for (const [key, { edit }] of this.#widgets.get(wid) ?? []) if (edit) found.push([key, edit.values[key]]);
    return found;
  }

  /** Everything that was told and not confirmed, in the order in which it was told; nothing of it is waited for any more. */
  takeTold(): Edit[] {
    const told = new Map<Edit, number>();
    for (const keys of this.#widgets.values()) {
      for (const [key, { count, edit }] of keys) {
        if (edit) told.set(edit, Math.min(count, told.get(edit) ?? HELD));
        if (count !== HELD) keys.delete(key);
      }
    }
    return [...told].sort((a, b) => a[1] - b[1]).map(([edit]) => edit);
  }

  forget(wid: number): void {
    this.#widgets.delete(wid);
  }

  #of(wid: number): Map<string, Entry> {
    let keys = this.#widgets.get(wid);
    if (!keys) {
      keys = new Map();
      this.#widgets.set(wid, keys);
    }
    return keys;
  }
}
