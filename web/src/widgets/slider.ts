// A number picked by a handle on a track.

import { create, type SliderControl } from "./controls.ts";
import { clamp, make } from "./css.ts";
import type { SliderMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class Slider extends Widget implements SliderMethods {
  readonly #control = create<SliderControl>("wa-slider");
  readonly #output = make("output", "o-slider-value");
  readonly #isInteger: boolean;
  #isTracking: boolean;
  #decimals: number | null;
  #isDragged = false;
  /** What was asked for: the limits may be wider later. */
  #wanted = 0;

  constructor(made: Made) {
    super(made, make("div", ""));
    const { orientation, track, dtype, min, max, step, value, show_value, show_value_position, decimals } =
      made.options;
    this.#isInteger = dtype !== "float";
    this.#isTracking = track !== false;
    this.#decimals = typeof decimals === "number" ? decimals : null;
    const isUpright = orientation === "vertical";
    if (isUpright) this.#control.orientation = "vertical";
    this.element.classList.toggle("o-upright", isUpright);
    this.element.dataset.value = `${show_value_position ?? (isUpright ? "bottom" : "right")}`;
    // The slider says its value itself.
    this.#output.setAttribute("aria-live", "off");
    this.element.append(this.#control);
    if (show_value) this.element.append(this.#output);
    // Steps count from the least value, as everywhere else.
    this.#control.clampAndRoundToStep = (number) => this.#rounded(number);
    this.#wanted = typeof value === "number" ? value : Number(min ?? 0);
    this.set_limits(Number(min ?? 0), Number(max ?? 100), typeof step === "number" ? step : null);
    this.#control.addEventListener("input", () => this.#moved());
    this.#control.addEventListener("change", () => this.#settled());
  }

  override get focusable(): HTMLElement {
    return this.#control;
  }

  set_value(num: number): void {
    this.#wanted = num;
    this.#control.value = clamp(num, this.#control.min, this.#control.max);
    this.#write();
  }

  get_value(): number {
    return this.#control.value;
  }

  set_limits(minval: number, maxval: number, incrval?: number | null): void {
    this.#control.min = minval;
    this.#control.max = maxval;
    this.#control.step = incrval ?? (this.#isInteger ? 1 : (maxval - minval) / 100 || 1);
    this.set_value(this.#wanted);
  }

  set_tracking(track: boolean): void {
    this.#isTracking = track;
  }

  set_decimals(num: number | null): void {
    this.#decimals = num;
    this.#write();
  }

  rename(name: string): void {
    this.#control.label = name;
  }

  protected override enable(tf: boolean): void {
    this.#control.disabled = !tf;
  }

  #moved(): void {
    this.#write();
    if (this.#isTracking) this.#tell();
    else {
      if (!this.#isDragged) this.#awaitEnd();
      this.#isDragged = true;
      this.screen.hold(this, "value");
    }
  }

  /** A drag that ends where it began is no change, and the browser says nothing of it. */
  #awaitEnd(): void {
    const over = new AbortController();
    const ended = (): void => {
      over.abort();
      void this.#control.updateComplete.then(() => {
        if (this.#isDragged) this.#settled();
      });
    };
    for (const type of ["pointerup", "pointercancel", "touchend", "keyup"])
      document.addEventListener(type, ended, { capture: true, signal: over.signal });
  }

  #rounded(number: number): number {
    const { min, max, step } = this.#control;
    if (!(step > 0)) return clamp(number, min, max);
    return Number(clamp(min + Math.round((number - min) / step) * step, min, max).toPrecision(12));
  }

  #settled(): void {
    this.#write();
    if (!this.#isTracking || this.#isDragged) this.#tell();
    this.#isDragged = false;
  }

  #tell(): void {
    const value = this.get_value();
    this.#wanted = value;
    this.screen.edit(this, "activated", [value], { value });
  }

  #write(): void {
    const { value } = this.#control;
    this.#output.textContent =
      this.#decimals === null ? `${Number(value.toPrecision(12))}` : value.toFixed(clamp(this.#decimals, 0, 100));
  }
}
