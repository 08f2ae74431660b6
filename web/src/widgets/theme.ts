// Light or dark, as the system wants it.

import tokens from "../../vendor/webawesome.css";
import sheet from "./style.css";

export function dress(view: Window & typeof globalThis): void {
  view.document.adoptedStyleSheets = [...view.document.adoptedStyleSheets, sheetOf(view, tokens), sheetOf(view, sheet)];
  const dark = view.matchMedia("(prefers-color-scheme: dark)");
  const turn = (): void => {
    view.document.documentElement.classList.toggle("wa-dark", dark.matches);
    view.document.documentElement.classList.toggle("wa-light", !dark.matches);
  };
  turn();
  dark.addEventListener("change", turn);
}

function sheetOf(view: Window & typeof globalThis, text: string): CSSStyleSheet {
  const made = new view.CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
