// A page over a socket, with a network, a clock and a program of a few lines each: years of reconnecting in microseconds.

import { type Bridge, createBridge } from "../../web/src/page/bridge.ts";
import { captureHost, type View } from "../../web/src/page/host.ts";
import type { WidgetAttachment, WidgetReceiver } from "../../web/src/page/widgets.ts";
import { createSocketCarrier, type SocketCarrier } from "../../web/src/socket/carrier.ts";
import type { Credentials, Socket, SocketPorts, Status } from "../../web/src/socket/ports.ts";
import { type FakePage, FakeWindow, SEED, settle } from "./fake.ts";

export class FakeClock {
  time = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  now(): number {
    return this.time;
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.run();
    }
    this.time = end;
  }
}

export class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: string[] = [];
  closed: number | undefined;
  isClosed = false;

  send(text: string): void {
    if (this.isClosed) throw new Error("the socket is closed");
    this.sent.push(text);
  }

  close(code?: number): void {
    this.isClosed = true;
    this.closed = code;
  }
}

export const HELLO = '{"type":"init","id":0,"oriel":1}';

export class FakeSocketPage {
  readonly view = new FakeWindow(null);
  readonly clock = new FakeClock();
  readonly sockets: FakeSocket[] = [];
  readonly statuses: Status[] = [];
  readonly begun: boolean[] = [];
  readonly bridge: Bridge;
  stored: Credentials | undefined;
  carrier!: SocketCarrier;
  #frame = 0;
  #read = new Map<FakeSocket, number>();

  constructor(
    options: Partial<Pick<SocketPorts, "code" | "query">> & {
      readonly stored?: Credentials;
      readonly isUnreachable?: boolean;
    } = {},
  ) {
    this.stored = options.stored;
    this.bridge = createBridge(captureHost(this.view as unknown as View), (events) => {
      this.carrier = createSocketCarrier(
        {
          connect: () => {
            if (options.isUnreachable) throw new Error("no such address");
            const socket = new FakeSocket();
            this.sockets.push(socket);
            return socket;
          },
          clock: this.clock,
          random: () => 0.5,
          load: () => this.stored,
          store: (credentials) => {
            this.stored = credentials;
          },
          code: options.code,
          query: options.query ?? "",
          status: (status) => this.statuses.push(status),
          begin: (seed, isSameSession) => {
            this.begun.push(isSameSession);
            this.bridge.begin(seed, isSameSession);
          },
        },
        events,
      );
      return this.carrier;
    });
  }

  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1] as FakeSocket;
  }

  get oriel(): FakePage["oriel"] {
    return (this.view as unknown as { oriel: FakePage["oriel"] }).oriel;
  }

  get pytonium(): FakePage["pytonium"] {
    return (this.view as unknown as { Pytonium: FakePage["pytonium"] }).Pytonium;
  }

  get appState(): FakePage["appState"] {
    return (this.view as unknown as { Pytonium: { appState: FakePage["appState"] } }).Pytonium.appState;
  }

  /** Draws widgets in the page. */
  widgets(receiver: Partial<WidgetReceiver>): ReturnType<WidgetAttachment> {
    const { attachWidgets } = this.oriel as unknown as { attachWidgets: WidgetAttachment };
    return attachWidgets(receiver as WidgetReceiver);
  }

  async down(text: string): Promise<void> {
    this.socket.onmessage?.({ data: text });
    await settle();
  }

  /** A frame of these operations, saying that the texts up to `heard` came. */
  async frame(heard: number, ops: readonly unknown[]): Promise<void> {
    await this.down(`${heard} ${++this.#frame}\n${JSON.stringify(ops)}`);
  }

  /** The program takes the page in, with a document of its own. */
  async welcome(doc = 3, seed: object = {}, more: object = {}): Promise<void> {
    await this.down(HELLO);
    this.#frame = 0;
    await this.down(
      JSON.stringify({
        type: "session-info",
        session_id: "s1",
        token: "t1",
        oriel: { key: "K", doc, heard: 0, ...more, seed: { ...SEED, doc, ...seed } },
      }),
    );
  }

  /** The program goes on with the document that was. */
  async resume(heard: number, doc = 3): Promise<void> {
    await this.down(HELLO);
    const oriel = { key: "K", doc, heard };
    await this.down(JSON.stringify({ type: "session-info", session_id: "s1", token: "t1", oriel }));
  }

  /** The connection breaks. */
  async cut(code = 1006, reason = ""): Promise<void> {
    this.socket.isClosed = true;
    this.socket.onclose?.({ code, reason });
    await settle();
  }

  /** What the page sent on this connection since the last time. */
  async ups(): Promise<string[]> {
    await settle();
    const { sent } = this.socket;
    const from = this.#read.get(this.socket) ?? 0;
    this.#read.set(this.socket, sent.length);
    return sent.slice(from);
  }
}
