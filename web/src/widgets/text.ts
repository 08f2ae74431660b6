// Texts that the user edits: told 300 ms after the last key, and at once when the keyboard goes elsewhere or the page is left.

import { type InputControl, innerText } from "./controls.ts";
import { type Made, Widget } from "./widget.ts";

const PAUSE = 300;

export abstract class EditableText extends Widget {
  #told = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is being typed is no text yet, only the keys that make one. */
  #isComposing = false;

  constructor(made: Made, element: HTMLElement) {
    super(made, element);
    element.addEventListener("input", () => this.edited());
    element.addEventListener("compositionstart", () => this.#composing());
    element.addEventListener("compositionend", () => this.#composed());
    element.addEventListener("focusout", () => this.flush());
  }

  /** The text as it stands in the control. */
  abstract get_text(): string;
  protected abstract write(text: string): void;

  /** The element with the caret, once it was drawn. */
  protected abstract get caret(): HTMLInputElement | HTMLTextAreaElement | null;

  set_text(text: unknown): void {
    const next = this.asShown(text === null || text === undefined ? "" : `${text}`);
    this.#told = next;
    if (next === this.get_text()) return;
    const { caret } = this;
    const isEditing = caret !== null && isFocused(caret);
    const [start, end] = isEditing ? [caret.selectionStart, caret.selectionEnd] : [null, null];
    this.write(next);
    // Where the user's caret is, it stays, as far as the new text goes.
    if (isEditing && start !== null && end !== null) this.select(start, end);
  }

  /** As the browser keeps it: with another text than its own, a control would be written anew with every picture. */
  protected asShown(text: string): string {
    return text.replace(/[\r\n]/g, "");
  }

  clear(): void {
    this.set_text("");
  }

  protected edited(): void {
    this.screen.hold(this, "text");
    clearTimeout(this.#timer);
    this.#timer = this.#isComposing ? undefined : setTimeout(() => this.flush(), PAUSE);
  }

  #composing(): void {
    this.#isComposing = true;
    this.screen.hold(this, "text");
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #composed(): void {
    this.#isComposing = false;
    this.edited();
  }

  override flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.get_text();
    if (text === this.#told && !this.screen.isMissed(this, "text")) {
      this.screen.release(this, "text");
      return;
    }
    this.#told = text;
    this.screen.edit(this, "modified", [text], { text });
  }

  /** `text` was told by another action. */
  protected toldOtherwise(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = text;
  }

  override adopt(old: Widget): void {
    super.adopt(old);
    if (!(old instanceof EditableText)) return;
    if (old.#timer !== undefined || old.#isComposing) {
      clearTimeout(old.#timer);
      this.write(old.get_text());
      this.edited();
    }
    const { lastCaret } = old;
    if (lastCaret) void this.whenDrawn().then(() => this.select(...lastCaret));
  }

  protected override get scroller(): Element | null {
    return this.caret;
  }

  /** The selection when it left the picture. */
  lastCaret: readonly [number, number] | undefined;

  override leaving(): void {
    super.leaving();
    const { caret } = this;
    if (caret && isFocused(caret)) this.lastCaret = [caret.selectionStart ?? 0, caret.selectionEnd ?? 0];
  }

  protected select(start: number, end: number): void {
    this.caret?.setSelectionRange(start, end);
  }

  override dispose(): void {
    super.dispose();
    clearTimeout(this.#timer);
  }
}

/** A text in a Web Awesome control. */
export abstract class ControlText extends EditableText {
  declare readonly element: InputControl;

  constructor(made: Made, element: HTMLElement) {
    super(made, element);
    void this.whenDrawn().then(() => {
      if (this.caret) this.caret.dir = "auto";
    });
  }

  override get_text(): string {
    return this.element.value ?? "";
  }

  protected override write(text: string): void {
    this.element.value = text;
    // The inner element shows it with the next picture; the caret and others want it now.
    const { caret } = this;
    if (caret && caret.value !== text) caret.value = text;
  }

  protected override get caret(): HTMLInputElement | HTMLTextAreaElement | null {
    return innerText(this.element);
  }

  rename(name: string): void {
    this.element.label = name;
  }

  protected override enable(tf: boolean): void {
    this.element.disabled = !tf;
  }
}

/** Whether a key belongs to a text that is being composed; some browsers say so only by the number that no key has. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Also within other elements' shadows. */
export function isFocused(element: Element): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  return root.activeElement === element;
}
