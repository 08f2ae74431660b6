// The picture: the windows of one tree, in the order in which they cover each other.

import { make } from "./css.ts";

export class Stage {
  readonly element = make("div", "o-stage");
  readonly #windows: HTMLElement[] = [];
  /** Minimized ones, each at a place that it keeps. */
  readonly #slots: (HTMLElement | undefined)[] = [];

  add(element: HTMLElement): void {
    this.#windows.push(element);
    this.element.append(element);
    this.#order();
  }

  remove(element: HTMLElement): void {
    const at = this.#windows.indexOf(element);
    if (at >= 0) this.#windows.splice(at, 1);
    this.dock(element, false);
    element.remove();
  }

  raise(element: HTMLElement): void {
    this.#move(element, this.#windows.length);
  }

  lower(element: HTMLElement): void {
    this.#move(element, 0);
  }

  /** Gives a minimized window a place of its own, or takes it back. */
  dock(element: HTMLElement, tf: boolean): void {
    const had = this.#slots.indexOf(element);
    if (tf === had >= 0) return;
    const free = this.#slots.indexOf(undefined);
    const at = tf ? (free >= 0 ? free : this.#slots.length) : had;
    this.#slots[at] = tf ? element : undefined;
    element.style.setProperty("--o-slot", `${at}`);
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

  /** Orders them again: one fills the page now, or no longer. */
  settle(): void {
    this.#order();
  }

  // What fills the page lies below all that does not, or a click on it would hide the rest for good.
  // By number, not by place in the document: moving an element there would lose its focus and scroll position.
  #order(): void {
    const isFilling = (element: HTMLElement): boolean => element.classList.contains("o-filling");
    const ground = this.#windows.filter(isFilling);
    const above = this.#windows.filter((element) => !isFilling(element));
    [...ground, ...above].forEach((element, index) => {
      element.style.zIndex = `${index + 1}`;
    });
  }
}
