// What the page has sent and the program has not acknowledged: kept to be sent again after a break.

export interface History {
  /** Keeps a text and returns its number, from 1. */
  add(body: string): number;
  /** The program has the texts up to `number`. False: it cannot have them. */
  confirm(number: number): boolean;
  each(visit: (number: number, body: string) => void): void;
  /** Forgets all, and numbers from 1 again. */
  clear(): void;
  /** Characters that are kept. */
  readonly size: number;
}

export function createHistory(): History {
  const kept = new Map<number, string>();
  let last = 0;
  let first = 1;
  let size = 0;

  return {
    add(body) {
      kept.set(++last, body);
      size += body.length;
      return last;
    },
    confirm(number) {
      if (!Number.isSafeInteger(number) || number < 0 || number > last) return false;
      for (; first <= number; first++) {
        size -= kept.get(first)?.length ?? 0;
        kept.delete(first);
      }
      return true;
    },
    each(visit) {
      for (let number = first; number <= last; number++) visit(number, kept.get(number) as string);
    },
    clear() {
      kept.clear();
      last = 0;
      first = 1;
      size = 0;
    },
    get size() {
      return size;
    },
  };
}
