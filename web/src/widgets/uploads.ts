// Files on their way to the program, piece by piece, so that neither side ever holds more than a few.

import type { WidgetSend } from "../page/widgets.ts";

const PIECE = 256 << 10;
/** Characters that may be under way; then the files wait. */
const MAX_UNDER_WAY = 4 << 20;
const PAUSE = 50;

export interface UploadPorts {
  send: WidgetSend;
  /** Characters that were sent and did not arrive yet. */
  backlog(): number;
  pause(milliseconds: number): Promise<void>;
}

export interface Upload {
  readonly wid: number;
  readonly action: string;
  readonly payload: object;
  readonly files: readonly File[];
}

export class Uploads {
  readonly #ports: UploadPorts;
  #last = 0;
  /** Counts documents: what began in an earlier one is given up. */
  #epoch = 0;
  /** Transfers of this document that did not end. */
  #underWay = 0;

  constructor(ports: UploadPorts) {
    this.#ports = ports;
  }

  /** Another document begins. True: something was under way, and is lost. */
  restart(): boolean {
    this.#epoch++;
    const wasUnderWay = this.#underWay > 0;
    this.#underWay = 0;
    return wasUnderWay;
  }

  async start({ wid, action, payload, files }: Upload): Promise<void> {
    const transfer = ++this.#last;
    const epoch = this.#epoch;
    const { send } = this.#ports;
    const described = files.map(({ name, size, type }) => ({ name, size, type }));
    send({ type: "upload", transfer, wid, action, payload, files: described });
    this.#underWay++;
    try {
      for (const [index, file] of files.entries()) {
        for (let at = 0; at < file.size; at += PIECE) {
          const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
          while (this.#ports.backlog() > MAX_UNDER_WAY) await this.#ports.pause(PAUSE);
          if (epoch !== this.#epoch) return;
          send({ type: "chunk", transfer, file: index }, piece);
        }
      }
      send({ type: "upload-end", transfer });
    } catch (error) {
      // A file that went away, or cannot be read; or no connection, and too much waits already.
      if (epoch === this.#epoch) send({ type: "upload-end", transfer, error: `${(error as Error).message}` });
    }
    if (epoch === this.#epoch) this.#underWay--;
  }
}
