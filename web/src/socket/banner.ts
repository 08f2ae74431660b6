// Tells the person before the page how the connection is, whatever else the page shows.

import { createFront, type Front } from "./front.ts";
import type { Status } from "./ports.ts";

const ATTRIBUTE = "data-oriel-offline";

/** Styles set through the object model: a strict content policy allows those. */
const STYLE = {
  position: "fixed",
  insetInline: "0",
  top: "0",
  zIndex: "2147483647",
  display: "flex",
  gap: "0.75em",
  justifyContent: "center",
  alignItems: "center",
  padding: "0.5em 1em",
  font: "14px/1.4 system-ui, sans-serif",
  color: "#fff",
  background: "#8a3b00",
  boxShadow: "0 1px 4px rgb(0 0 0 / 40%)",
} as const;

export interface Banner {
  show(status: Status): void;
}

export function createBanner(document: Document, reload: () => void): Banner {
  let box: HTMLElement | undefined;
  let front: Front | undefined;

  function write(text: string, isFinal: boolean): void {
    if (!box) {
      box = document.createElement("div");
      Object.assign(box.style, STYLE);
      front = createFront(document, box);
    }
    box.setAttribute("role", isFinal ? "alert" : "status");
    const line = document.createElement("span");
    line.textContent = text;
    box.replaceChildren(line);
    if (isFinal) box.append(reloadButton());
    front?.show();
  }

  function reloadButton(): HTMLElement {
    const button = document.createElement("button");
    button.textContent = "Reload";
    button.addEventListener("click", reload);
    return button;
  }

  return {
    show(status) {
      document.documentElement.toggleAttribute(ATTRIBUTE, status.is !== "online");
      switch (status.is) {
        case "online":
          front?.hide();
          box = undefined;
          break;
        case "offline":
          write(status.text ?? "No connection. Trying again\u2026", false);
          break;
        case "waiting":
          write(status.place > 0 ? `Full: ${status.place} before you.` : "Full: you are next.", false);
          break;
        case "ended":
          write(status.text, true);
          break;
      }
    },
  };
}
