// A box to check, with a text.

import { type CheckboxControl, create } from "./controls.ts";
import { make, makeText } from "./css.ts";
import type { CheckBoxMethods } from "./types.ts";
import { type Made, Widget } from "./widget.ts";

export class CheckBox extends Widget implements CheckBoxMethods {
  declare readonly element: CheckboxControl;
  readonly #hasText: boolean;

  constructor(made: Made) {
    super(made, create<CheckboxControl>("wa-checkbox"));
    const text = `${made.args[0] ?? ""}`;
    this.#hasText = text !== "";
    const shown = makeText("span", "");
    shown.textContent = text;
    this.element.append(shown);
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
    if (this.#hasText) return;
    const unseen = make("span", "o-unseen");
    unseen.textContent = name;
    this.element.replaceChildren(unseen);
  }

  protected override enable(tf: boolean): void {
    this.element.disabled = !tf;
  }
}
