// Where the script that draws widgets gets hold of the bridge: oriel.attachWidgets(receiver), once in a document.

import type { Base64 } from "./codec.ts";
import type { Link } from "./link.ts";
import { NativeTypeError } from "./natives.ts";
import { encode } from "./value.ts";

/** What the script that draws is told. */
export interface WidgetReceiver {
  message(message: unknown, bytes: Uint8Array | undefined): void;
  /** The program has the first `count` callbacks of this document. */
  confirm(count: number): void;
  /** Another document begins: nothing that was sent before will be answered. */
  begin(isSameSession: boolean): void;
}

/** Sends one message. Throws when it cannot be kept until there is a connection. */
export type WidgetSend = (message: object, bytes?: Uint8Array) => void;

/** How oriel.attachWidgets() looks to its caller. */
export type WidgetAttachment = (receiver: WidgetReceiver) => {
  readonly send: WidgetSend;
  /** Characters that were sent and did not arrive yet, as far as is known. */
  backlog(): number;
};

export interface WidgetPort extends WidgetReceiver {
  readonly attach: WidgetAttachment;
}

export function createWidgetPort(link: Link, base64: Base64): WidgetPort {
  let receiver: WidgetReceiver | undefined;

  function send(message: object, bytes?: Uint8Array): void {
    const text = encode(message, "message") ?? "null";
    const block = bytes ? base64.encode(bytes) : "";
    link.check(text.length + block.length, text, bytes ? 1 : 0);
    link.send(`["w",${text}${bytes ? `,${link.attach(block)}` : ""}]`);
  }

  return {
    attach(next) {
      if (receiver) throw new NativeTypeError("something draws the widgets of this document already");
      receiver = next;
      return { send, backlog: () => link.backlog };
    },
    message: (message, bytes) => receiver?.message(message, bytes),
    confirm: (count) => receiver?.confirm(count),
    begin: (isSameSession) => receiver?.begin(isSameSession),
  };
}
