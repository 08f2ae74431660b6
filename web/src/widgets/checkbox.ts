// A box to check, with a text.

import { type CheckboxControl, create } from "./controls.ts";
import { makeText } from "./css.ts";
import type { CheckBoxMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class CheckBox extends Widget implements CheckBoxMethods {
  declare readonly element: CheckboxControl;

  constructor(made: Made) {
    super(made, create<CheckboxControl>("wa-checkbox"));
    const [given] = made.args;
    this.element.append(makeText(given === null || given === undefined ? "" : `${given}`));
    this.element.addEventListener("change", () => {
      const { checked } = this.element;
      this.screen.edit(this, "activated", [checked], { state: checked });
    });
  }

  set_state(tf: boolean): void {
    this.element.checked = tf;
  }

  get_state(): boolean {
    return this.element.checked;
  }

  /** One without a text of its own. */
  rename(name: string): void {
    if ((this.element.textContent ?? "") === "") this.element.setAttribute("aria-label", name);
  }

  protected override enable(tf: boolean): void {
    this.element.disabled = !tf;
  }
}
