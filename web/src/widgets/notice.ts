// A line at the bottom of the page, for what the client itself has to say.

import { make } from "./css.ts";

const SHOWN = 8000;

/** @param isFinal it stays */
export type Notice = (text: string, isFinal?: boolean) => void;

export function createNotice(root: HTMLElement): Notice {
  const box = make("div", "o-notice");
  box.setAttribute("role", "status");
  box.hidden = true;
  root.append(box);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  return (text, isFinal = false) => {
    if (isOver) return;
    isOver = isFinal;
    clearTimeout(timer);
    box.textContent = text;
    box.hidden = false;
    if (isFinal) return;
    timer = setTimeout(() => {
      box.hidden = true;
    }, SHOWN);
  };
}
