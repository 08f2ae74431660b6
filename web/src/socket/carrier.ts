// The carrier of a browser's page: a WebSocket that is opened again whenever it is lost, and over which nothing is lost.
// The protocol is docs/protocol-socket.md.

import { type Carrier, type CarrierEvents, closedError } from "../page/carrier.ts";
import { parseFrame } from "../page/codec.ts";
import type { Seed } from "../page/config.ts";
import { createHistory } from "./history.ts";
import type { Credentials, Socket, SocketPorts } from "./ports.ts";

/** Texts kept while there is no connection, in characters. */
const MAX_KEPT = 8 << 20;
/** Bytes of a message that a program takes, unless it says otherwise. */
const USUAL_MOST = 16 << 20;
/** Of those, what a text has beside one operation: numbers, the key, brackets, the operation's name. */
const FRAMING = 256;
const ACK_MESSAGES = 32;
const ACK_CHARACTERS = 256 << 10;
const ACK_DELAY = 1000;
const SILENCE = 25_000;
const PATIENCE = 10_000;
const FIRST_RETRY = 250;
const LAST_RETRY = 15_000;
/** So long without a break, and a connection has proved itself. */
const PROOF = 10_000;

const WRONG_CREDENTIALS = 4001;
/** What the page says when it does not understand; scripts may not close with 1002. */
const MISUNDERSTOOD = 4002;
const REFUSED = 4003;
const ENDED = 4004;
const TOO_BIG = 1009;

interface SessionInfo {
  readonly session_id: string | number;
  readonly token: string;
  readonly oriel: {
    readonly key: string;
    readonly doc: number;
    readonly heard: number;
    readonly max_message?: number;
    readonly seed?: Seed;
  };
}

type Control = { readonly type?: unknown } & Readonly<Record<string, unknown>>;

export interface SocketCarrier extends Carrier {
  /** The tab is seen again, or the browser has a network: no more waiting. */
  hurry(): void;
}

export function createSocketCarrier(ports: SocketPorts, events: CarrierEvents): SocketCarrier {
  const { clock, random, status } = ports;
  const history = createHistory();
  let socket: Socket | undefined;
  let credentials: Credentials | undefined = ports.code === undefined ? ports.load() : undefined;
  let isJoined = ports.code === undefined;
  let key = "";
  let doc = 0;
  let seen = 0;
  let isIntroduced = false;
  let isOpen = false;
  let isEnded = false;
  let goodbye: string | undefined;
  let mayReturn = true;
  let attempts = 0;
  let most = USUAL_MOST;
  let pings = 0;
  let heardAt = 0;
  let owed = 0;
  let owedCharacters = 0;
  let cancelRetry: (() => void) | undefined;
  let cancelWatch: (() => void) | undefined;
  let cancelAck: (() => void) | undefined;
  let cancelProof: (() => void) | undefined;

  // --- Connections ---

  function connect(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    let next: Socket;
    try {
      next = ports.connect();
    } catch (error) {
      events.report(error);
      end("This page cannot reach its program.");
      return;
    }
    socket = next;
    next.onmessage = ({ data }) => {
      if (socket === next) receive(data);
    };
    next.onclose = ({ code, reason }) => {
      if (socket === next) lost(code, reason);
    };
    heard();
  }

  /** Gives a connection up without waiting for what it has to say about that. */
  function drop(code?: number): void {
    const old = socket;
    lost(0, "");
    old?.close(code);
  }

  function misunderstood(): void {
    doc = 0; // What it did not understand would only come again.
    drop(MISUNDERSTOOD);
  }

  function lost(code: number, reason: string): void {
    socket = undefined;
    isIntroduced = false;
    isOpen = false;
    cancelWatch?.();
    cancelProof?.();
    cancelAck?.();
    cancelAck = undefined;
    if (code === TOO_BIG) doc = 0;
    if (code === WRONG_CREDENTIALS || code === ENDED) forget();
    if (code === WRONG_CREDENTIALS || code === REFUSED || code === ENDED || !mayReturn) {
      end(goodbye ?? (reason || "The session has ended."));
      return;
    }
    status(goodbye === undefined ? { is: "offline" } : { is: "offline", text: goodbye });
    const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(attempts++, 10));
    cancelRetry = clock.after(delay * (0.5 + random()), connect);
  }

  function end(text: string): void {
    isEnded = true;
    history.clear();
    status({ is: "ended", text });
    events.closed();
  }

  function forget(): void {
    credentials = undefined;
    ports.store(undefined);
  }

  // --- Is the other there? ---

  function heard(): void {
    heardAt = clock.now();
    cancelWatch?.();
    cancelWatch = clock.after(SILENCE, ask);
  }

  function ask(): void {
    cancelWatch?.();
    cancelWatch = clock.after(PATIENCE, drop);
    // A socket that is still connecting cannot be asked; it has the same time left. Who waits for a place can, and keeps it.
    if (isIntroduced) say({ type: "ping", n: ++pings });
  }

  function say(message: object): void {
    socket?.send(JSON.stringify(message));
  }

  // --- Messages ---

  function receive(data: unknown): void {
    heard();
    try {
      if (typeof data !== "string") throw new TypeError("the program sent what is not a text");
      if (data[0] === "{") control(JSON.parse(data) as Control);
      else frame(data);
    } catch (error) {
      events.report(error);
      misunderstood();
    }
  }

  function control(message: Control): void {
    switch (message.type) {
      case "init":
        introduce();
        break;
      case "wait":
        status({ is: "waiting", place: Number(message.place) });
        break;
      case "session-info":
        begin(message as unknown as SessionInfo);
        break;
      case "ping":
        say({ type: "pong", n: message.n });
        break;
      case "bye":
        goodbye = typeof message.text === "string" && message.text !== "" ? message.text : undefined;
        mayReturn = message.again === true;
        if (!mayReturn) forget();
        break;
    }
  }

  function introduce(): void {
    isIntroduced = true;
    goodbye = undefined; // What was said last stays until someone is there again.
    say({
      type: "result",
      id: 0,
      oriel: 1,
      ...(isJoined ? credentials : { code: ports.code }),
      ...(doc > 0 ? { doc, seen } : {}),
      ...(ports.query === "" ? {} : { query: ports.query }),
    });
  }

  function begin(info: SessionInfo): void {
    const { key: newKey, doc: newDoc, heard: last, seed } = info.oriel;
    const isSameSession = credentials !== undefined && info.session_id === credentials.session_id;
    const isFirst = key === "";
    credentials = { session_id: info.session_id, token: info.token };
    isJoined = true;
    ports.store(credentials);
    if (!seed && newDoc !== doc) throw new TypeError(`the program goes on with document ${newDoc} instead of ${doc}`);
    if (seed) {
      // The first document may send what gathered before it was known.
      if (!isFirst) history.clear();
      seen = 0;
    } else if (!history.confirm(last)) {
      throw new TypeError(`the program heard text ${last}, which was not sent`);
    }
    key = newKey;
    doc = newDoc;
    most = info.oriel.max_message ?? USUAL_MOST;
    isOpen = true;
    cancelProof = clock.after(PROOF, proved);
    status({ is: "online" });
    history.each(send);
    settle();
    if (seed) ports.begin(seed, isSameSession);
  }

  /** The next break is not one of a row. */
  function proved(): void {
    attempts = 0;
  }

  function frame(text: string): void {
    const blank = text.indexOf(" ");
    if (!isOpen || blank < 1 || !history.confirm(Number(text.slice(0, blank)))) {
      throw new TypeError("the program sent what is not a frame");
    }
    const rest = text.slice(blank + 1);
    if (rest === "") return;
    const next = parseFrame(rest);
    if (next.number > seen + 1) throw new TypeError(`frame ${next.number} came after frame ${seen}`);
    if (next.number <= seen) return;
    // The first frame after a seed may be what the page stumbles over.
    if (seen > 0) proved();
    seen = next.number;
    owe(text.length);
    events.frame(next);
  }

  function send(number: number, body: string): void {
    socket?.send(`${number} ${seen} ${key} ${doc}\n${body}`);
  }

  // --- Acknowledgements ---

  function owe(characters: number): void {
    owed++;
    owedCharacters += characters;
    if (owed >= ACK_MESSAGES || owedCharacters >= ACK_CHARACTERS) acknowledge();
    else cancelAck ??= clock.after(ACK_DELAY, acknowledge);
  }

  function acknowledge(): void {
    settle();
    if (isOpen) socket?.send(`0 ${seen} `);
  }

  /** Every text says what was seen. */
  function settle(): void {
    owed = 0;
    owedCharacters = 0;
    cancelAck?.();
    cancelAck = undefined;
  }

  connect();
  return {
    isHungry: false,
    get backlog() {
      return history.size;
    },
    get most() {
      return most;
    },
    check(size, text) {
      if (isEnded) throw closedError();
      const limit = most - FRAMING;
      const bytes = size * 3 > limit ? size - text.length + byteLength(text) : size;
      if (bytes > limit) throw new RangeError(`message of ${bytes} bytes, limit ${limit}`);
      if (!isOpen && history.size + size > MAX_KEPT) throw closedError();
    },
    post(body) {
      if (isEnded) return;
      const number = history.add(body);
      if (!isOpen) return;
      send(number, body);
      settle();
    },
    hurry() {
      if (isEnded) return;
      if (cancelRetry) connect();
      else if (isOpen && clock.now() - heardAt > ACK_DELAY) ask();
    },
  };
}

/** How long a text is in UTF-8. */
function byteLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Half of a pair, each of which makes two of its four bytes; one alone would be sent as three.
    length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return length;
}
