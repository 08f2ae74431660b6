// What the socket carrier needs from outside; tests give it fakes.

import type { Seed } from "../page/config.ts";

/** Of a WebSocket, what is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface Clock {
  /** Calls `run` after so many milliseconds; returns what prevents it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Milliseconds since any moment. */
  now(): number;
}

/** What the tab was told to come back with. */
export interface Credentials {
  readonly session_id: string | number;
  readonly token: string;
}

export type Status =
  | { readonly is: "online" }
  /** It comes back by itself. `text`: what the program said when it left. */
  | { readonly is: "offline"; readonly text?: string }
  /** The program is full, and so many are before this page. */
  | { readonly is: "waiting"; readonly place: number }
  /** It does not come back. */
  | { readonly is: "ended"; readonly text: string };

export interface SocketPorts {
  connect(): Socket;
  readonly clock: Clock;
  /** From 0 up to, but not including, 1. */
  random(): number;
  load(): Credentials | undefined;
  /** Undefined: forget them. */
  store(credentials: Credentials | undefined): void;
  /** The code of a page that joins a session; it is used up once the session is joined. */
  readonly code: string | undefined;
  /** The page's own query, without the question mark. */
  readonly query: string;
  status(status: Status): void;
  /** A document begins. */
  begin(seed: Seed, isSameSession: boolean): void;
}
