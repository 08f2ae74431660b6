// The picture: the windows of one tree, in the order in which they cover each other.

import { make } from "./css.ts";

/** Pixels; they stand side by side. */
const MINIMIZED_WIDTH = 14 * 16;

export class Stage {
  readonly element = make("div", "o-stage");
  readonly #windows: HTMLElement[] = [];

  add(element: HTMLElement): void {
    this.#windows.push(element);
    this.element.append(element);
    this.#order();
  }

  remove(element: HTMLElement): void {
    const at = this.#windows.indexOf(element);
    if (at >= 0) this.#windows.splice(at, 1);
    element.remove();
  }

  /** Windows that were in `old` cover each other as they did there; new ones are in front. */
  adopt(old: Stage): void {
    const wids = old.#windows.map(({ dataset }) => dataset.wid);
    const place = new Map(
      this.#windows.map((element, index) => {
        const at = wids.indexOf(element.dataset.wid);
        return [element, at < 0 ? wids.length + index : at];
      }),
    );
    this.#windows.sort((a, b) => (place.get(a) as number) - (place.get(b) as number));
    this.#order();
  }

  raise(element: HTMLElement): void {
    this.#move(element, this.#windows.length);
  }

  lower(element: HTMLElement): void {
    this.#move(element, 0);
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.element.clientWidth || innerWidth, height: this.element.clientHeight || innerHeight };
  }

  #move(element: HTMLElement, to: number): void {
    const at = this.#windows.indexOf(element);
    if (at < 0) return;
    this.#windows.splice(at, 1);
    this.#windows.splice(to, 0, element);
    this.#order();
  }

  /** Orders them again: one fills the page now, or is minimized, or no longer. */
  settle(): void {
    this.#order();
  }

  // What fills the page lies below all that does not, or a click on it would hide the rest for good.
  // By number, not by place in the document: moving an element there would lose its focus and scroll position.
  #order(): void {
    const isFilling = (element: HTMLElement): boolean => element.classList.contains("o-filling");
    const ground = this.#windows.filter(isFilling);
    const above = this.#windows.filter((element) => !isFilling(element));
    const room = Math.max(1, Math.floor(this.size.width / MINIMIZED_WIDTH));
    const minimized = this.#windows.filter((element) => element.classList.contains("o-minimized"));
    minimized.sort((a, b) => Number(a.dataset.wid) - Number(b.dataset.wid));
    minimized.forEach((element, index) => {
      element.style.setProperty("--o-column", `${index % room}`);
      element.style.setProperty("--o-row", `${Math.floor(index / room)}`);
    });
    [...ground, ...above].forEach((element, index) => {
      element.style.zIndex = `${index + 1}`;
    });
  }
}
