// A border with a title around one child.

import { Single } from "./container.ts";
import { make, makeText } from "./css.ts";
import type { FrameMethods } from "./types.ts";
import type { Made } from "./widget.ts";

export class Frame extends Single implements FrameMethods {
  readonly #title = makeText("legend", "o-frame-title");

  constructor(made: Made) {
    super(made, make("fieldset", ""));
  }

  protected override get slot(): HTMLElement {
    return this.element;
  }

  set_title(text: string): void {
    this.#title.textContent = text;
    if (text === "") this.#title.remove();
    else this.element.prepend(this.#title);
  }

  set_text(text: string): void {
    this.set_title(text);
  }

  get_text(): string {
    return this.#title.textContent ?? "";
  }
}
