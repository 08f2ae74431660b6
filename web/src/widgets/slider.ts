// A number picked by a handle on a track.

import { create, type SliderControl } from "./controls.ts";
import { make } from "./css.ts";
import type { SliderMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class Slider extends Widget implements SliderMethods {
  readonly #control = create<SliderControl>("wa-slider");
  readonly #output = make("output", "o-slider-value");
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
    this.#decimals = typeof decimals === "number" ? decimals : null;
    const isUpright = orientation === "vertical";
    if (isUpright) this.#control.orientation = "vertical";
    this.element.classList.toggle("o-upright", isUpright);
    this.element.dataset.value = `${show_value_position ?? (isUpright ? "bottom" : "right")}`;
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
