// A line of text to edit.

import { create, type InputControl } from "./controls.ts";
import { setProperty } from "./css.ts";
import { ControlText, isComposing } from "./text.ts";
import type { TextEntryMethods } from "./types.ts";
import type { Made } from "./widget.ts";

/** `linehistory: true` keeps so many. */
const USUAL_HISTORY = 100;

export class TextEntry extends ControlText implements TextEntryMethods {
  readonly #limit: number;
  readonly #history: string[] = [];
  /** Where in the history the text comes from; its length: it is new. */
  #at = 0;

  constructor(made: Made) {
    super(made, create<InputControl>("wa-input"));
    const { editable, password, linehistory } = made.options;
    if (editable === false) this.element.readonly = true;
    if (password) {
      this.element.type = "password";
      this.element.passwordToggle = true;
    }
    this.#limit = linehistory === true ? USUAL_HISTORY : Math.max(0, Number(linehistory ?? 0) || 0);
    this.set_text(made.args[0]);
    this.element.addEventListener("keydown", (event) => this.#pressed(event));
  }

  set_length(numchars: number): void {
    setProperty(this.element, "--o-length", `${numchars}`);
    this.element.classList.add("o-has-length");
  }

  #pressed(event: KeyboardEvent): void {
    // The field has buttons of its own: the eye of a password.
    if (isComposing(event) || event.composedPath()[0] !== this.caret) return;
    if (event.key === "Enter") this.#entered();
    else if (event.key === "ArrowUp") this.#recall(event, -1);
    else if (event.key === "ArrowDown") this.#recall(event, 1);
  }

  #entered(): void {
    const text = this.get_text();
    this.flush();
    this.toldOtherwise(text);
    this.screen.edit(this, "activated", [text], { text });
    if (this.#limit === 0 || text === "") return;
    if (this.#history[this.#history.length - 1] !== text) this.#history.push(text);
    if (this.#history.length > this.#limit) this.#history.shift();
    this.#at = this.#history.length;
  }

  #recall(event: KeyboardEvent, step: number): void {
    if (this.#limit === 0 || this.element.readonly) return;
    const at = this.#at + step;
    if (at < 0 || at > this.#history.length) return;
    event.preventDefault();
    this.#at = at;
    this.write(this.#history[at] ?? "");
    this.edited();
  }
}
