// A line at the bottom of the page, for what the client itself has to say.

import { createFront } from "../socket/front.ts";
import { make } from "./css.ts";

const SHOWN = 8000;

/** @param isFinal it stays */
export type Notice = (text: string, isFinal?: boolean) => void;

export function createNotice(): Notice {
  const box = make("div", "o-notice");
  box.setAttribute("role", "status");
  const front = createFront(document, box);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  return (text, isFinal = false) => {
    if (isOver) return;
    isOver = isFinal;
    clearTimeout(timer);
    box.textContent = text;
    front.show();
    if (!isFinal) timer = setTimeout(() => front.hide(), SHOWN);
  };
}
