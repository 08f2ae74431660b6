// How much of something is done, 0 to 1.

import { create, type ProgressControl } from "./controls.ts";
import { clamp } from "./css.ts";
import type { ProgressBarMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class ProgressBar extends Widget implements ProgressBarMethods {
  declare readonly element: ProgressControl;
  #value = 0;

  constructor(made: Made) {
    super(made, create<ProgressControl>("wa-progress-bar"));
    this.set_value(0);
  }

  set_value(value: number): void {
    this.#value = value;
    const percent = Math.round(clamp(value, 0, 1) * 1000) / 10;
    this.element.value = percent;
    this.element.textContent = `${Math.round(percent)}\u202f%`;
  }

  get_value(): number {
    return this.#value;
  }

  rename(name: string): void {
    this.element.label = name;
  }
}
