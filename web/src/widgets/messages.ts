// What travels between the program and the client; docs/protocol-widgets.md says what it means.

export interface Call {
  readonly wid: number;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly silent?: boolean;
}

export interface Message extends Partial<Call> {
  readonly type: string;
  readonly id?: number;
  readonly class?: string;
  readonly set?: readonly (readonly [method: string, args: readonly unknown[]])[];
  readonly listen?: readonly string[];
  readonly calls?: readonly Call[];
  readonly action?: string;
  readonly next_wid?: number;
  readonly family?: string;
  readonly weight?: string;
  readonly style?: string;
  readonly url?: string;
  readonly font?: FontFacts | null;
  readonly text?: string;
}

export interface FontFacts {
  readonly family: string;
  readonly size?: number | null;
  readonly weight?: string | number | null;
  readonly style?: string | null;
}

/** A widget in arguments of the program. */
export interface Reference {
  readonly __wid__: number;
  readonly __class__?: string;
}

export function isReference(value: object): value is Reference {
  return Object.hasOwn(value, "__wid__");
}
