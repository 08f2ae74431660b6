// A window within the page. One that has no size, no place and cannot be moved or resized by the user fills the page, without a
// frame; any other has a title bar.

import { Single } from "./container.ts";
import { make, setLength } from "./css.ts";
import type { TopLevelMethods } from "./types.ts";
import type { Made } from "./widget.ts";
import { type FrameButton, WindowFrame, type WindowState } from "./window.ts";

const STATES: readonly string[] = ["normal", "minimized", "maximized", "shaded"];

export class TopLevel extends Single implements TopLevelMethods {
  readonly #frame: WindowFrame;
  #isFramed = false;
  #state: WindowState = "normal";

  constructor(made: Made) {
    super(made, make("section", ""));
    const { resizable, moveable, closeable, minimizable, maximizable, lowerable, shadeable } = made.options;
    const buttons: FrameButton[] = [];
    if (shadeable) buttons.push("shade");
    if (lowerable) buttons.push("lower");
    if (minimizable) buttons.push("minimize");
    if (maximizable) buttons.push("maximize");
    if (closeable !== false) buttons.push("close");
    this.#frame = new WindowFrame(
      this.element,
      { isResizable: Boolean(resizable), isMoveable: moveable !== false, buttons },
      {
        bounds: () => this.screen.stage.size,
        begin: (key) => this.screen.hold(this, key),
        moved: (x, y) => this.screen.edit(this, "move", [x, y], { position: [x, y] }),
        resized: (width, height) => this.screen.edit(this, "resize", [{ width, height }], { size: [width, height] }),
        pressed: (button) => this.#pressed(button),
        touched: () => this.screen.stage.raise(this.element),
      },
    );
    this.element.hidden = true;
    this.screen.stage.add(this.element);
    const isWindow = resizable || moveable || closeable || minimizable || maximizable || lowerable || shadeable;
    this.#setFramed(Boolean(isWindow));
    this.screen.observe(this);
  }

  protected override get slot(): HTMLElement {
    return this.#frame.body;
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

  #setFramed(tf: boolean): void {
    this.#isFramed = tf;
    this.element.classList.toggle("o-framed", tf);
    this.element.classList.toggle("o-filling", !tf);
    this.screen.stage.settle();
  }

  /** One that fills the page has the page's size; that of a frame is told by the frame, or known to the program. */
  override boxChanged(): void {
    if (!this.#isFramed || this.listened.has("map")) super.boxChanged();
  }

  protected override sizeFacts(width: number, height: number): object {
    return { width, height, observed: true };
  }

  override resize(width: number, height: number): void {
    this.#setFramed(true);
    this.#frame.setSize(width, height);
  }

  set_position(x: number, y: number): void {
    this.#setFramed(true);
    this.#frame.setPosition(x, y);
  }

  override get_position(): [number, number] {
    return [...this.#frame.position] as [number, number];
  }

  set_title(title: string): void {
    this.#frame.setTitle(title);
    this.#titlePage();
  }

  /** A window that fills the page names it. */
  #titlePage(): void {
    if (!this.#isFramed && !this.element.hidden && this.#frame.title !== "") document.title = this.#frame.title;
  }

  set_icon(url: string | null): void {
    this.#frame.setIcon(url);
  }

  set_moveable(tf: boolean): void {
    if (tf) this.#setFramed(true);
    this.#frame.setMoveable(tf);
  }

  raise_(): void {
    this.screen.stage.raise(this.element);
  }

  lower(): void {
    this.screen.stage.lower(this.element);
  }

  toggle_minimize(): void {
    this.#toggle("minimized");
  }

  toggle_maximize(): void {
    this.#toggle("maximized");
  }

  toggle_shade(): void {
    this.#toggle("shaded");
  }

  set_window_state(state: string): void {
    if (!STATES.includes(state))
      throw new Error(`window state ${JSON.stringify(state)} is none of ${STATES.join(", ")}`);
    if (state !== "normal") this.#setFramed(true);
    this.#state = state as WindowState;
    this.#frame.setState(this.#state);
    this.screen.stage.settle();
  }

  get_window_state(): string {
    return this.#state;
  }

  override show(): void {
    super.show();
    this.#titlePage();
  }

  override set_min_size(width: number | null, height: number | null): void {
    setLength(this.element, "minWidth", width);
    setLength(this.element, "minHeight", height);
  }

  override orphan(): void {}

  override destroy(): void {
    this.screen.stage.remove(this.element);
    super.destroy();
  }

  #toggle(state: WindowState): void {
    this.set_window_state(this.#state === state ? "normal" : state);
    this.screen.edit(this, "window-state", [this.#state], { window_state: this.#state });
  }

  #pressed(button: FrameButton): void {
    if (button === "minimize") this.toggle_minimize();
    else if (button === "maximize") this.toggle_maximize();
    else if (button === "shade") this.toggle_shade();
    else if (button === "lower") this.lower();
    else {
      this.hide();
      this.screen.edit(this, "close", [], { visible: false });
    }
  }
}
