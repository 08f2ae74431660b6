// A number picked by a handle on a track.

import { create, type SliderControl } from "./controls.ts";
import { clamp, make } from "./css.ts";
import type { SliderMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

/** As many as a number can be written with. */
const MOST_DECIMALS = 100;

export class Slider extends Widget implements SliderMethods {
  readonly #control = create<SliderControl>("wa-slider");
  readonly #output = make("span", "o-slider-value");
  readonly #isInteger: boolean;
  #isTracking: boolean;
  #decimals: number | null;
  #isDragged = false;

  constructor(made: Made) {
    super(made, make("div", ""));
    const { orientation, track, dtype, min, max, step, value, show_value, show_value_position, decimals } =
      made.options;
    this.#isInteger = dtype !== "float";
    this.#isTracking = track !== false;
    this.#decimals = typeof decimals === "number" ? clamp(decimals, 0, MOST_DECIMALS) : null;
    const isUpright = orientation === "vertical";
    if (isUpright) this.#control.orientation = "vertical";
    this.element.classList.toggle("o-upright", isUpright);
    this.element.dataset.value = `${show_value_position ?? (isUpright ? "bottom" : "right")}`;
    this.#control.clampAndRoundToStep = (wanted) => this.#stepNear(wanted);
    // The control says its value itself.
    this.#output.ariaHidden = "true";
    this.element.append(this.#control);
    if (show_value) this.element.append(this.#output);
    this.set_limits(Number(min ?? 0), Number(max ?? 100), typeof step === "number" ? step : null);
    this.set_value(typeof value === "number" ? value : this.#control.min);
    this.#control.addEventListener("input", () => this.#moved());
    this.#control.addEventListener("change", () => this.#settled());
  }

  override get focusable(): HTMLElement {
    return this.#control;
  }

  set_value(num: number): void {
    this.#control.value = num;
    this.#write();
  }

  get_value(): number {
    return this.#control.value;
  }

  set_limits(minval: number, maxval: number, incrval?: number | null): void {
    const { value } = this.#control;
    this.#control.min = minval;
    this.#control.max = maxval;
    this.#control.step = incrval ?? (this.#isInteger ? 1 : (maxval - minval) / 100 || 1);
    if (typeof value === "number") this.set_value(Math.max(minval, Math.min(maxval, value)));
  }

  set_tracking(track: boolean): void {
    this.#isTracking = track;
  }

  set_decimals(num: number | null): void {
    this.#decimals = num === null ? null : clamp(num, 0, MOST_DECIMALS);
    this.#write();
  }

  rename(name: string): void {
    this.#control.label = name;
  }

  protected override enable(tf: boolean): void {
    this.#control.disabled = !tf;
  }

  /** Steps count from the least number; the largest can be reached, too, when it is none of them. */
  #stepNear(wanted: number): number {
    const { min, max, step } = this.#control;
    if (wanted >= max) return max;
    const value = step > 0 ? min + Math.round((wanted - min) / step) * step : wanted;
    // Without what the sum of fractions adds in its last digits.
    const size = Math.max(Math.abs(min), Math.abs(max)) || 1;
    const digits = clamp(14 - Math.ceil(Math.log10(size)), 0, MOST_DECIMALS);
    return Number(clamp(value, min, max).toFixed(digits));
  }

  #moved(): void {
    this.#write();
    if (this.#isTracking) this.#tell();
    else {
      this.#isDragged = true;
      this.screen.hold(this, "value");
    }
  }

  #settled(): void {
    this.#write();
    if (!this.#isTracking || this.#isDragged) this.#tell();
    this.#isDragged = false;
  }

  #tell(): void {
    const value = this.get_value();
    this.screen.edit(this, "activated", [value], { value });
  }

  #write(): void {
    const { value } = this.#control;
    this.#output.textContent =
      this.#decimals === null ? `${Number(value.toPrecision(12))}` : value.toFixed(this.#decimals);
  }
}
