// What the user changed and the program has not confirmed. As long as a key of a widget is in here, what the program says of it is
// older than what the user did, and the page passes over it: so page, program and the other pages end with the same value.

export interface Edit {
  readonly wid: number;
  readonly action: string;
  readonly args: readonly unknown[];
  /** What it set, by key. */
  readonly values: Readonly<Record<string, unknown>>;
  /** It was told in a document before, and lost with that. */
  readonly isAgain?: boolean;
}

interface Entry {
  /** The number of the callback that told it last, until the program confirms that; then 0. */
  count: number;
  /** What was told by it. */
  edit: Edit | undefined;
  /** The user is still at it: what is there now was not told yet. */
  isHeld: boolean;
  /** The program said something newer than all that was told, and it was passed over. */
  isMissed: boolean;
}

export class Edits {
  readonly #widgets = new Map<number, Map<string, Entry>>();

  /** The user began to change `key`. */
  hold(wid: number, key: string): void {
    const keys = this.#of(wid);
    const entry = keys.get(key);
    if (entry) entry.isHeld = true;
    else keys.set(key, { count: 0, edit: undefined, isHeld: true, isMissed: false });
  }

  /** The user stopped, and there was nothing to tell. */
  release(wid: number, key: string): void {
    const keys = this.#widgets.get(wid);
    const entry = keys?.get(key);
    if (!keys || !entry) return;
    entry.isHeld = false;
    if (entry.count === 0) keys.delete(key);
  }

  isHeld(wid: number, key: string): boolean {
    return this.#widgets.get(wid)?.get(key)?.isHeld === true;
  }

  /** Whether the program has another value than the one that was told last: the user's is to be told, whatever it is. */
  isMissed(wid: number, key: string): boolean {
    return this.#widgets.get(wid)?.get(key)?.isMissed === true;
  }

  /** `edit` was told as the page's callback number `count`. */
  told(count: number, edit: Edit): void {
    const keys = this.#of(edit.wid);
    for (const key of Object.keys(edit.values)) {
      keys.delete(key); // They stand in the order in which they were told, and are applied in it.
      keys.set(key, { count, edit, isHeld: false, isMissed: false });
    }
  }

  /** The program has the first `count` callbacks. */
  confirm(count: number): void {
    for (const [wid, keys] of this.#widgets) {
      for (const [key, entry] of keys) {
        if (entry.count === 0 || entry.count > count) continue;
        entry.count = 0;
        entry.edit = undefined;
        if (!entry.isHeld) keys.delete(key);
      }
      if (keys.size === 0) this.#widgets.delete(wid);
    }
  }

  /** Whether one of these keys is the user's at the moment. */
  isAhead(wid: number, keys: readonly string[]): boolean {
    const own = this.#widgets.get(wid);
    return own !== undefined && keys.some((key) => own.has(key));
  }

  /** What the program said of these keys was passed over. */
  pass(wid: number, keys: readonly string[]): void {
    for (const key of keys) {
      const entry = this.#widgets.get(wid)?.get(key);
      // What comes before a confirmation is older than what that confirms, and the program has the newer already.
      if (entry && entry.count === 0) entry.isMissed = true;
    }
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
      for (const [key, entry] of keys) {
        if (entry.edit) told.set(entry.edit, entry.count);
        entry.count = 0;
        entry.edit = undefined;
        if (!entry.isHeld) keys.delete(key);
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
