// A line of text.

import { type Color, make, makeText, setProperty } from "./css.ts";
import { Interactive } from "./interactive.ts";
import type { LabelMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";

const HALIGN: Readonly<Record<string, string>> = {
  left: "start",
  start: "start",
  center: "center",
  right: "end",
  end: "end",
};
const VALIGN: Readonly<Record<string, string>> = { top: "start", middle: "center", center: "center", bottom: "end" };

/** A menu, whatever its class. */
interface Menu extends Widget {
  popup?(x: number, y: number): void;
}

export class Label extends Interactive implements LabelMethods {
  readonly #text = makeText("span", "o-label-text");
  #menu: Menu | null = null;

  constructor(made: Made) {
    super(made, make("div", ""));
    this.element.append(this.#text);
    this.set_text(made.args[0]);
  }

  set_text(text: unknown): void {
    this.#text.textContent = text === null || text === undefined ? "" : `${text}`;
  }

  get_text(): string {
    return this.#text.textContent ?? "";
  }

  set_color(bg: Color, fg: Color): void {
    setProperty(this.element, "background-color", bg);
    setProperty(this.element, "color", fg);
  }

  set_halign(align: string): void {
    const value = HALIGN[align] ?? "";
    this.element.style.justifyContent = value;
    this.element.style.textAlign = align === "left" || align === "right" ? align : value;
  }

  set_valign(align: string): void {
    this.element.style.alignItems = VALIGN[align] ?? "";
  }

  set_menu(menu: Widget | null): void {
    if (!this.#menu) this.element.addEventListener("contextmenu", (event) => this.#openMenu(event));
    this.#menu = menu;
  }

  #openMenu(event: MouseEvent): void {
    if (!this.#menu?.popup) return;
    event.preventDefault();
    this.#menu.popup(event.clientX, event.clientY);
  }

  protected override enable(tf: boolean): void {
    if (tf) this.element.removeAttribute("aria-disabled");
    else this.element.setAttribute("aria-disabled", "true");
  }
}
