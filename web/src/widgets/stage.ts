// The picture: the windows of one tree, in the order in which they cover each other.

import { make } from "./css.ts";

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

  raise(element: HTMLElement): void {
    this.#move(element, this.#windows.length);
  }

  lower(element: HTMLElement): void {
    this.#move(element, 0);
  }

  isFront(element: HTMLElement): boolean {
    return this.#windows[this.#windows.length - 1] === element;
  }

  /** How many windows were added before. */
  indexOf(element: HTMLElement): number {
    return this.#windows.indexOf(element);
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

  // By number, not by place in the document: moving an element there would lose its focus and scroll position.
  #order(): void {
    this.#windows.forEach((element, index) => {
      element.style.zIndex = `${index + 1}`;
    });
  }
}
