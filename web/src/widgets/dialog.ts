// A window with buttons that asks for something. It is the browser's own dialog: modal ones keep focus and readers inside.

import { Rows } from "./box.ts";
import { type ButtonControl, type Control, create } from "./controls.ts";
import { make, makeText } from "./css.ts";
import type { DialogMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";
import { WindowFrame } from "./window.ts";

export class Dialog extends Rows implements DialogMethods {
  declare readonly element: HTMLDialogElement;
  readonly #frame: WindowFrame;
  readonly #content = make("div", "o-column o-dialog-content");
  readonly #buttons = make("div", "o-dialog-buttons");
  readonly #added = new Map<Widget, () => void>();
  readonly #closesItself: boolean;
  #isModal: boolean;
  #isWanted = false;

  constructor(made: Made) {
    super(made, make("dialog", ""));
    const { autoclose, resizable, moveable, modal } = made.options;
    this.#closesItself = Boolean(autoclose);
    this.#isModal = Boolean(modal);
    this.#frame = new WindowFrame(
      this.element,
      { isResizable: Boolean(resizable), isMoveable: moveable !== false, buttons: ["close"] },
      {
        bounds: () => this.screen.stage.size,
        begin: (key) => this.screen.hold(this, key),
        moved: (x, y) => this.screen.edit(this, "move", [x, y], { position: [x, y] }),
        resized: (width, height) => this.screen.edit(this, "resize", [{ width, height }], { size: [width, height] }),
        pressed: () => this.#close(),
        touched: () => this.screen.stage.raise(this.element),
      },
    );
    this.element.classList.add("o-framed");
    this.#frame.body.append(this.#content, this.#buttons);
    this.#frame.setTitle(`${made.args[0] ?? ""}`);
    this.#makeButtons(made.args[1]);
    this.screen.stage.add(this.element);
    // Escape: the browser would close it without telling anyone.
    this.element.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close();
    });
  }

  protected override get content(): HTMLElement {
    return this.#content;
  }

  protected override get styled(): HTMLElement {
    return this.#frame.body;
  }

  override get focusable(): HTMLElement {
    return this.#frame.bar;
  }

  override leaving(): void {
    super.leaving();
    this.#frame.letGo();
  }

  protected override get scroller(): Element {
    return this.#frame.body;
  }

  #makeButtons(buttons: unknown): void {
    if (!Array.isArray(buttons)) return;
    buttons.forEach((given: unknown, index) => {
      const [text, value] = Array.isArray(given) ? [given[0], given.length > 1 ? given[1] : given[0]] : [given, given];
      const button = create<ButtonControl>("wa-button");
      const shown = makeText("span", "");
      shown.textContent = `${text}`;
      button.append(shown);
      button.appearance = index === 0 ? "accent" : "outlined";
      if (index === 0) button.variant = "brand";
      button.addEventListener("click", () => this.#press(value));
      this.#buttons.append(button);
    });
  }

  add_button(child: Widget, value?: unknown): void {
    this.admit(child);
    const press = (): void => this.#press(value ?? null);
    child.element.addEventListener("click", press);
    this.#added.set(child, () => child.element.removeEventListener("click", press));
    this.#buttons.append(child.element);
  }

  override release(child: Widget): void {
    this.#added.get(child)?.();
    this.#added.delete(child);
    super.release(child);
  }

  override insert_widget(index: number, child: Widget, stretch?: number | null): void {
    // Buttons that are widgets are children too; the others keep their places before them.
    const last = this.children.findIndex((other) => this.#added.has(other));
    super.insert_widget(last >= 0 ? Math.min(index, last) : index, child, stretch);
  }

  set_modal(tf: boolean): void {
    if (this.#isModal === tf) return;
    this.#isModal = tf;
    if (!this.element.open) return;
    this.element.close();
    this.show();
  }

  set_title(title: string): void {
    this.#frame.setTitle(title);
  }

  set_position(x: number, y: number): void {
    this.#frame.setPosition(x, y);
  }

  override get_position(): [number, number] {
    return [...this.#frame.position] as [number, number];
  }

  override resize(width: number, height: number): void {
    this.#frame.setSize(width, height);
  }

  popup(x?: number | null, y?: number | null): void {
    if (typeof x === "number" && typeof y === "number") this.set_position(x, y);
    else this.#frame.center();
    this.show();
  }

  override show(): void {
    this.#isWanted = true;
    if (!this.element.isConnected || this.element.open) return;
    this.#open();
    this.screen.stage.raise(this.element);
    this.set_focus();
  }

  #open(): void {
    if (this.#isModal) this.element.showModal();
    else this.element.show();
  }

  override hide(): void {
    this.#isWanted = false;
    if (this.element.open) this.element.close();
  }

  override is_visible(): boolean {
    return this.#isWanted;
  }

  /** One that was open before a rebuild keeps its place, and takes the keyboard from nobody. */
  override entered(old?: Widget): void {
    if (!this.#isWanted || this.element.open) return;
    if (old instanceof Dialog && old.#isWanted) this.#open();
    else this.show();
  }

  override set_focus(): void {
    const first = this.#frame.body.querySelector<Control>(
      "wa-input, wa-textarea, wa-slider, wa-checkbox, input, wa-button",
    );
    // Before it is drawn, a control has nothing inside that could take the keyboard.
    void Promise.resolve(first?.updateComplete).then(() => first?.focus());
  }

  override orphan(): void {}

  override destroy(): void {
    this.hide();
    this.screen.stage.remove(this.element);
    super.destroy();
  }

  #press(value: unknown): void {
    if (!this.#closesItself) {
      this.screen.tell(this, "activated", [value]);
      return;
    }
    this.hide();
    this.screen.edit(this, "activated", [value], { visible: false });
  }

  #close(): void {
    this.hide();
    this.screen.edit(this, "close", [], { visible: false });
  }
}
