// A list to choose from, with a text that may be edited: the combobox pattern, since the ready-made ones take no text of one's own.

import { clamp, make, makeText, setProperty } from "./css.ts";
import { EditableText, isComposing } from "./text.ts";
import type { ComboBoxMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";

const USUAL_LIMIT = 10;
let lists = 0;

export class ComboBox extends EditableText implements ComboBoxMethods {
  readonly #input = makeText("input", "o-combo-input");
  readonly #list = make("ul", "o-combo-list");
  readonly #items: string[] = [];
  readonly #isEditable: boolean;
  /** Of the items, those at the end that the user entered, until the tree has them. */
  #entered: { readonly text: string; readonly count: number }[] = [];
  #index = -1;
  /** The item that the keyboard or the pointer is at. */
  #active = -1;
  /** Whether the list shows only what begins as the text. */
  #isFiltered = false;
  /** Ends what is listened to while the list is open. */
  #follow: AbortController | undefined;
  #typed = "";
  #typedAt = 0;

  constructor(made: Made) {
    super(made, make("div", ""));
    this.#isEditable = Boolean(made.options.editable);
    const limit = Number(made.options.dropdown_limit ?? USUAL_LIMIT) || USUAL_LIMIT;
    setProperty(this.#list, "--o-limit", `${limit}`);
    this.#list.id = `o-list-${++lists}`;
    this.#list.setAttribute("role", "listbox");
    this.#list.popover = "manual";
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-controls", this.#list.id);
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-autocomplete", this.#isEditable ? "list" : "none");
    this.#input.autocomplete = "off";
    this.#input.spellcheck = false;
    this.#input.readOnly = !this.#isEditable;
    this.element.append(this.#input, this.#list);
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.#input.addEventListener("click", () => this.#toggle());
    this.#input.addEventListener("blur", () => this.#close());
    this.#input.addEventListener("input", () => this.#open(true));
    // The list takes no focus away from the text.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
  }

  // --- The program's ---

  append_text(text: string): void {
    this.#insert(this.#known().length, text);
  }

  insert_alpha(text: string): void {
    const known = this.#known();
    const at = known.findIndex((item) => item > text);
    this.#insert(at < 0 ? known.length : at, text);
  }

  delete_alpha(text: string): void {
    const at = this.#known().indexOf(text);
    if (at >= 0) this.#delete(at);
    this.#redraw();
  }

  /** The items without those that the user entered and the tree does not have yet: they come after all that it has. */
  #known(): readonly string[] {
    const { confirmed } = this.screen;
    this.#entered = this.#entered.filter(({ count }) => count > confirmed);
    return this.#items.slice(0, this.#items.length - this.#entered.length);
  }

  #insert(at: number, text: string): void {
    // Another user entered the same a little earlier: then this one's is no new item.
    const same = this.#entered.findIndex((own) => own.text === text);
    const isChosen = same >= 0 && this.#index === this.#items.length - this.#entered.length + same;
    if (same >= 0) {
      this.#delete(this.#items.length - this.#entered.length + same);
      this.#entered.splice(same, 1);
    }
    this.#items.splice(at, 0, text);
    if (this.#index >= at) this.#index++;
    if (this.#active >= at) this.#active++;
    if (isChosen) this.#index = at;
    this.#redraw();
  }

  #delete(at: number): void {
    this.#items.splice(at, 1);
    if (this.#index > at) this.#index--;
    else if (this.#index === at) this.#index = -1;
    if (this.#active > at) this.#active--;
    else if (this.#active === at) this.#active = -1;
  }

  override set_text(text: unknown): void {
    super.set_text(text);
    this.#index = this.#items.indexOf(this.get_text());
  }

  override get_text(): string {
    return this.#input.value;
  }

  set_index(idx: number): void {
    super.set_text(this.#items[idx] ?? "");
    this.#index = idx in this.#items ? idx : -1;
  }

  get_index(): number {
    return this.#index;
  }

  get_alpha(idx: number): string | null {
    return this.#items[idx] ?? null;
  }

  show_text(text: string): void {
    this.set_text(text);
  }

  override clear(): void {
    this.#clearItems();
    super.clear();
  }

  /** The text is the user's, but not the items. */
  override passedOver(method: string): void {
    if (method === "clear") this.#clearItems();
  }

  #clearItems(): void {
    this.#items.splice(0, this.#known().length);
    this.#close();
    this.#index = this.#items.indexOf(this.get_text());
  }

  set_length(numchars: number): void {
    setProperty(this.element, "--o-length", `${numchars}`);
    this.element.classList.add("o-has-length");
  }

  // --- The client's ---

  override get focusable(): HTMLElement {
    return this.#input;
  }

  rename(name: string): void {
    this.#input.setAttribute("aria-label", name);
    this.#list.setAttribute("aria-label", name);
  }

  /** What the tree did not have when all was drawn anew, it will have without telling this page. */
  override adopt(old: Widget): void {
    super.adopt(old);
    if (!(old instanceof ComboBox)) return;
    old.#known();
    for (const own of old.#entered) {
      if (this.#items.includes(own.text)) continue;
      this.#entered.push(own);
      this.#items.push(own.text);
    }
    this.#index = this.#items.indexOf(this.get_text());
  }

  protected override write(text: string): void {
    this.#input.value = text;
  }

  protected override edited(): void {
    super.edited();
    this.#index = this.#items.indexOf(this.get_text());
  }

  protected override get caret(): HTMLInputElement {
    return this.#input;
  }

  protected override enable(tf: boolean): void {
    this.#input.disabled = !tf;
  }

  // --- The list ---

  get #isOpen(): boolean {
    return this.#input.getAttribute("aria-expanded") === "true";
  }

  #toggle(): void {
    if (this.#input.disabled) return;
    if (this.#isOpen) this.#close();
    else this.#open(false);
  }

  /** The items changed: the rows that are seen are numbered anew. */
  #redraw(): void {
    if (!this.#isOpen) return;
    const active = this.#active;
    this.#open(this.#isFiltered);
    if (this.#isOpen) this.#point(active);
  }

  /** Shows all items, or those that begin as what was typed. */
  #open(isTyping: boolean): void {
    this.#isFiltered = isTyping;
    const start = isTyping ? this.get_text().toLowerCase() : "";
    const rows: HTMLElement[] = [];
    this.#items.forEach((item, index) => {
      if (!item.toLowerCase().startsWith(start)) return;
      const row = makeText("li", "o-combo-item");
      row.setAttribute("role", "option");
      row.id = `${this.#list.id}-${index}`;
      row.dataset.index = `${index}`;
      row.textContent = item;
      rows.push(row);
    });
    this.#list.replaceChildren(...rows);
    if (rows.length === 0) {
      this.#close();
      return;
    }
    if (!this.#isOpen) {
      this.#input.setAttribute("aria-expanded", "true");
      this.#list.showPopover();
      this.#follow = new AbortController();
      const { signal } = this.#follow;
      // It lies above everything else, and goes along with its text.
      document.addEventListener("scroll", (event) => this.#scrolled(event), { capture: true, passive: true, signal });
      window.addEventListener("resize", () => this.#putList(), { signal });
    }
    this.#putList();
    this.#point(isTyping ? -1 : this.#index);
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#list.hidePopover();
    this.#follow?.abort();
    this.#active = -1;
  }

  override dispose(): void {
    super.dispose();
    this.#follow?.abort();
  }

  #scrolled(event: Event): void {
    if (event.target !== this.#list && event.target !== this.#input) this.#putList();
  }

  /** Below the text, or above it where there is more room. */
  #putList(): void {
    const box = this.#input.getBoundingClientRect();
    const { style } = this.#list;
    style.minWidth = `${box.width}px`;
    style.left = `${clamp(box.left, 0, Math.max(0, innerWidth - this.#list.offsetWidth))}px`;
    const below = innerHeight - box.bottom;
    const height = this.#list.offsetHeight;
    style.top = `${below >= height || below >= box.top ? box.bottom + 2 : Math.max(0, box.top - height - 2)}px`;
  }

  #point(index: number): void {
    this.#active = index;
    let current: HTMLElement | undefined;
    for (const row of this.#list.children as HTMLCollectionOf<HTMLElement>) {
      const isCurrent = row.dataset.index === `${index}`;
      row.ariaSelected = `${isCurrent}`;
      if (isCurrent) current = row;
    }
    if (current) this.#input.setAttribute("aria-activedescendant", current.id);
    else this.#input.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
  }

  #step(step: number): void {
    const shown = [...(this.#list.children as HTMLCollectionOf<HTMLElement>)].map((row) => Number(row.dataset.index));
    const at = shown.indexOf(this.#active);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : clamp(at + step, 0, shown.length - 1);
    this.#point(shown[next] ?? -1);
  }

  #pressed(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (!this.#isOpen) this.#open(false);
        else this.#step(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
        event.preventDefault();
        if (this.#isOpen && this.#active >= 0) this.#choose(this.#active);
        else if (this.#isEditable) this.#enter();
        else this.#toggle();
        break;
      case "Escape":
        if (!this.#isOpen) return;
        event.preventDefault();
        event.stopPropagation();
        this.#close();
        break;
      case "Home":
      case "End":
        if (this.#isEditable || !this.#isOpen) return;
        event.preventDefault();
        this.#point(event.key === "Home" ? 0 : this.#items.length - 1);
        break;
      default:
        if (!this.#isEditable) this.#seek(event);
    }
  }

  /** Letters pick the item that begins with them; the blank opens, and chooses. */
  #seek(event: KeyboardEvent): void {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.timeStamp - this.#typedAt >= 800) this.#typed = "";
    if (event.key === " " && this.#typed === "") {
      if (this.#isOpen && this.#active >= 0) this.#choose(this.#active);
      else this.#toggle();
      return;
    }
    this.#typedAt = event.timeStamp;
    this.#typed += event.key.toLowerCase();
    const at = this.#items.findIndex((item) => item.toLowerCase().startsWith(this.#typed));
    if (at < 0) return;
    if (!this.#isOpen) this.#open(false);
    this.#point(at);
  }

  #clicked(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (row) this.#choose(Number(row.dataset.index));
  }

  #choose(index: number): void {
    const text = this.#items[index] ?? "";
    this.#close();
    this.write(text);
    this.#index = index;
    this.toldOtherwise(text);
    this.screen.edit(this, "activated", [index, text], { index, text });
  }

  /** A text of the user's own; it becomes an item, as in the tree. */
  #enter(): void {
    const text = this.get_text();
    this.#close();
    this.flush();
    this.toldOtherwise(text);
    const index = this.#items.indexOf(text);
    this.#index = index;
    const count = this.screen.edit(this, "activated", [index, text], { index, text });
    if (index >= 0 || text === "") return;
    this.#known();
    this.#entered.push({ text, count });
    this.#index = this.#items.push(text) - 1;
    this.#known(); // What was told to nobody waits for nothing.
  }
}
