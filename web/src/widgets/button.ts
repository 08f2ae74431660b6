// A button to press.

import { type ButtonControl, create } from "./controls.ts";
import { type Color, make, makeText, setLength, setProperty } from "./css.ts";
import type { ButtonMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class Button extends Widget implements ButtonMethods {
  declare readonly element: ButtonControl;
  readonly #text = makeText("span", "o-button-text");
  #icon: HTMLImageElement | undefined;

  constructor(made: Made) {
    super(made, create<ButtonControl>("wa-button"));
    this.element.appearance = "outlined";
    this.element.append(this.#text);
    this.set_text(made.args[0]);
    this.element.addEventListener("click", () => this.screen.tell(this, "activated", []));
  }

  set_text(text: unknown): void {
    this.#text.textContent = text === null || text === undefined ? "" : `${text}`;
  }

  get_text(): string {
    return this.#text.textContent ?? "";
  }

  set_icon(url: string | null, size?: number | readonly unknown[] | null): void {
    this.#icon?.remove();
    this.#icon = undefined;
    if (url === null) return;
    const icon = make("img", "o-icon");
    icon.slot = "start";
    icon.alt = "";
    icon.src = url;
    const [width, height] = Array.isArray(size) ? (size as number[]) : [size, size];
    setLength(icon, "width", width as number | null);
    setLength(icon, "height", height as number | null);
    this.#icon = icon;
    this.element.prepend(icon);
  }

  get_icon(): string | null {
    return this.#icon?.getAttribute("src") ?? null;
  }

  set_color(bg: Color, fg: Color): void {
    setProperty(this.element, "--o-bg", bg);
    setProperty(this.element, "--o-fg", fg);
    this.element.classList.toggle("o-has-bg", Boolean(bg));
    this.element.classList.toggle("o-has-fg", Boolean(fg));
  }

  set_hover(bg: Color, fg: Color): void {
    setProperty(this.element, "--o-hover-bg", bg);
    setProperty(this.element, "--o-hover-fg", fg);
    this.element.classList.toggle("o-has-hover", Boolean(bg || fg));
  }

  override set_bg(color: Color): void {
    setProperty(this.element, "--o-bg", color);
    this.element.classList.toggle("o-has-bg", Boolean(color));
  }

  override set_border_width(width: number): void {
    setProperty(this.element, "--o-border-width", `${width}px`);
    this.element.classList.add("o-has-border");
  }

  override set_border_color(color: Color): void {
    setProperty(this.element, "--o-border-color", color);
    this.element.classList.add("o-has-border");
  }

  protected override enable(tf: boolean): void {
    this.element.disabled = !tf;
  }
}
