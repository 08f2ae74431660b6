// Several lines of text to edit, or to read, such as a log.

import { create, type TextareaControl } from "./controls.ts";
import { ControlText } from "./text.ts";
import type { TextAreaMethods } from "./types.ts";
import type { Made } from "./widget.ts";

export class TextArea extends ControlText implements TextAreaMethods {
  declare readonly element: TextareaControl;
  #limit = 0;
  #position: readonly [number, number] = [0, 0];
  #watched: Element | undefined;

  constructor(made: Made) {
    super(made, create<TextareaControl>("wa-textarea"));
    this.element.resize = "none";
    const { wrap, editable } = made.options;
    if (wrap !== undefined) this.set_wrap(wrap as boolean);
    if (editable !== undefined) this.set_editable(editable as boolean);
    this.set_text(made.args[0]);
  }

  append_text(text: string): void {
    const { caret } = this;
    // Whoever reads at the end goes on reading there; whoever has scrolled up stays.
    const isAtEnd = !caret || caret.scrollTop + caret.clientHeight >= caret.scrollHeight - 4;
    this.set_text(this.get_text() + text);
    if (isAtEnd) this.scroll_to_end();
  }

  protected override asShown(text: string): string {
    return this.#cut(text.replace(/\r\n?/g, "\n"));
  }

  set_editable(tf: boolean): void {
    this.element.readonly = !tf;
  }

  set_wrap(tf: boolean): void {
    this.element.classList.toggle("o-no-wrap", !tf);
  }

  set_limit(numlines: number | null): void {
    this.#limit = numlines ?? 0;
    this.set_text(this.get_text());
  }

  /** The last lines, as many as there may be; a line's end at the very end begins no line. */
  #cut(text: string): string {
    if (this.#limit <= 0) return text;
    let at = text.length - (text.endsWith("\n") ? 1 : 0);
    for (let i = 0; i < this.#limit; i++) {
      at = text.lastIndexOf("\n", at - 1);
      if (at < 0) return text;
    }
    return text.slice(at + 1);
  }

  set_scroll_position(h_pct: number, v_pct: number): void {
    this.#position = [h_pct, v_pct];
    void this.#withText((text) => {
      text.scrollLeft = h_pct * (text.scrollWidth - text.clientWidth);
      text.scrollTop = v_pct * (text.scrollHeight - text.clientHeight);
      // Where that is, in this size and these letters, is no news.
      this.#position = this.get_scroll_position();
    });
  }

  get_scroll_position(): readonly [number, number] {
    const { caret } = this;
    if (!caret) return this.#position;
    return [
      share(caret.scrollLeft, caret.scrollWidth - caret.clientWidth),
      share(caret.scrollTop, caret.scrollHeight - caret.clientHeight),
    ];
  }

  scroll_to_lineno(lineno: number, align?: string | null): void {
    void this.#withText((text) => {
      const height = Number.parseFloat(getComputedStyle(text).lineHeight) || 20;
      const top = (lineno - 1) * height;
      const room = text.clientHeight - height;
      const above =
        align === "center" || align === "middle" ? room / 2 : align === "bottom" || align === "end" ? room : 0;
      text.scrollTop = top - above;
    });
  }

  scroll_to_end(): void {
    void this.#withText((text) => {
      text.scrollTop = text.scrollHeight;
    });
  }

  /** Once the inner element is there and shows the text. */
  async #withText(run: (text: HTMLElement) => void): Promise<void> {
    await this.element.updateComplete;
    if (this.caret) run(this.caret);
  }

  protected override listenedTo(action: string): void {
    if (action === "scrolled") void this.#withText((text) => this.#watch(text));
  }

  override entered(): void {
    if (this.listened.has("scrolled")) void this.#withText((text) => this.#watch(text));
  }

  #watch(text: HTMLElement): void {
    if (this.#watched === text) return;
    this.#watched = text;
    let isWaiting = false;
    text.addEventListener("scroll", () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        this.#scrolled();
      });
    });
  }

  #scrolled(): void {
    const position = this.get_scroll_position();
    if (position[0] === this.#position[0] && position[1] === this.#position[1]) return;
    this.#position = position;
    if (this.listened.has("scrolled")) this.screen.edit(this, "scrolled", position, { scroll_position: position });
  }
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 1e4) / 1e4 : 0;
}
