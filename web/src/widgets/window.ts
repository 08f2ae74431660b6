// The frame of a window within the page: title bar, buttons, moving and resizing, by pointer and by keyboard.

import { clamp, make, makeText, px } from "./css.ts";

export type WindowState = "normal" | "minimized" | "maximized" | "shaded";

export interface FrameOptions {
  readonly isResizable: boolean;
  readonly isMoveable: boolean;
  readonly buttons: readonly FrameButton[];
}

export type FrameButton = "shade" | "lower" | "minimize" | "maximize" | "close";

/** What the frame tells. The user did all of it. */
export interface FramePorts {
  bounds(): { readonly width: number; readonly height: number };
  begin(key: "position" | "size"): void;
  moved(x: number, y: number): void;
  resized(width: number, height: number): void;
  pressed(button: FrameButton): void;
  touched(): void;
}

const SIGNS: Readonly<Record<FrameButton, readonly [sign: string, name: string]>> = {
  shade: ["\u25b4", "Roll up"],
  lower: ["\u2913", "Put behind"],
  minimize: ["\u2013", "Minimize"],
  maximize: ["\u25a1", "Maximize"],
  close: ["\u00d7", "Close"],
};

const KEY_STEP = 10;
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 60;
let frames = 0;

export class WindowFrame {
  readonly root: HTMLElement;
  readonly body = make("div", "o-window-body");
  readonly bar = make("div", "o-window-bar");
  readonly #title = makeText("span", "o-window-title");
  readonly #icon = make("img", "o-icon");
  readonly #grip = make("div", "o-window-grip");
  readonly #ports: FramePorts;
  readonly #isResizable: boolean;
  #isMoveable: boolean;
  #position: readonly [number, number] | undefined;
  /** Ends what the pointer is doing with it. */
  #ended: (() => void) | undefined;

  constructor(root: HTMLElement, options: FrameOptions, ports: FramePorts) {
    this.root = root;
    this.#ports = ports;
    this.#isResizable = options.isResizable;
    this.#isMoveable = options.isMoveable;
    this.#title.id = `o-title-${++frames}`;
    this.#icon.alt = "";
    root.setAttribute("aria-labelledby", this.#title.id);
    root.classList.add("o-window", "o-centered");
    this.bar.append(this.#title);
    for (const button of options.buttons) this.bar.append(this.#makeButton(button));
    root.append(this.bar, this.body);
    if (options.isResizable) root.append(this.#grip);
    root.addEventListener("pointerdown", () => ports.touched(), true);
    this.bar.addEventListener("pointerdown", (event) => this.#drag(event));
    this.bar.addEventListener("keydown", (event) => this.#key(event));
    this.#grip.addEventListener("pointerdown", (event) => this.#stretch(event));
    this.setMoveable(options.isMoveable);
  }

  get title(): string {
    return this.#title.textContent ?? "";
  }

  setTitle(text: string): void {
    this.#title.textContent = text;
  }

  setIcon(url: string | null): void {
    if (url === null || url === "") {
      this.#icon.remove();
      return;
    }
    this.#icon.src = url;
    this.bar.prepend(this.#icon);
  }

  setMoveable(tf: boolean): void {
    this.#isMoveable = tf;
    this.bar.classList.toggle("o-moveable", tf);
    if (tf || this.#isResizable) this.bar.tabIndex = 0;
    else this.bar.removeAttribute("tabindex");
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", tf ? "Title bar; arrow keys move" : "Title bar");
  }

  get position(): readonly [number, number] {
    return this.#position ?? this.#shown;
  }

  get hasPosition(): boolean {
    return this.#position !== undefined;
  }

  setPosition(x: number, y: number): void {
    this.#position = [x, y];
    this.root.classList.remove("o-centered");
    this.root.style.setProperty("--o-x", px(x));
    this.root.style.setProperty("--o-y", px(y));
  }

  center(): void {
    this.#position = undefined;
    this.root.classList.add("o-centered");
  }

  setSize(width: number, height: number): void {
    this.root.style.width = px(width);
    this.root.style.height = px(height);
    this.root.style.setProperty("--o-w", px(width));
    this.root.classList.add("o-sized");
  }

  setState(state: WindowState): void {
    for (const name of ["minimized", "maximized", "shaded"]) this.root.classList.toggle(`o-${name}`, state === name);
  }

  #makeButton(button: FrameButton): HTMLElement {
    const [sign, name] = SIGNS[button];
    const element = make("button", "o-window-button");
    element.type = "button";
    element.textContent = sign;
    element.ariaLabel = name;
    element.title = name;
    element.addEventListener("click", () => this.#ports.pressed(button));
    return element;
  }

  /** A place is of no use to what fills the page, or lies at its edge. */
  get #canMove(): boolean {
    return this.#isMoveable && !this.root.matches(".o-minimized, .o-maximized");
  }

  #drag(event: PointerEvent): void {
    if (!this.#canMove || event.button !== 0 || (event.target as Element).closest("button")) return;
    event.preventDefault();
    this.bar.focus();
    const [x, y] = this.#shown;
    this.#follow(event, this.bar, "position", (dx, dy) => this.#moveTo(x + dx, y + dy));
  }

  #stretch(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { width, height } = this.root.getBoundingClientRect();
    this.setPosition(...this.position);
    this.#follow(event, this.#grip, "size", (dx, dy) => this.#sizeTo(width + dx, height + dy));
  }

  /** Follows the pointer until it is released, then tells. */
  #follow(
    start: PointerEvent,
    element: HTMLElement,
    key: "position" | "size",
    move: (dx: number, dy: number) => void,
  ): void {
    let hasMoved = false;
    element.setPointerCapture(start.pointerId);
    const moved = (event: PointerEvent): void => {
      if (!hasMoved) this.#ports.begin(key);
      hasMoved = true;
      move(event.clientX - start.clientX, event.clientY - start.clientY);
    };
    const ended = (): void => {
      element.removeEventListener("pointermove", moved);
      element.removeEventListener("lostpointercapture", ended);
      this.#ended = undefined;
      if (hasMoved) this.#tell(key);
    };
    element.addEventListener("pointermove", moved);
    element.addEventListener("lostpointercapture", ended);
    this.#ended = ended;
  }

  /** It leaves the page: the pointer's release would not reach it any more. */
  letGo(): void {
    this.#ended?.();
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.bar) return;
    const dx = event.key === "ArrowRight" ? KEY_STEP : event.key === "ArrowLeft" ? -KEY_STEP : 0;
    const dy = event.key === "ArrowDown" ? KEY_STEP : event.key === "ArrowUp" ? -KEY_STEP : 0;
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    if (event.shiftKey && this.#isResizable) {
      const { width, height } = this.root.getBoundingClientRect();
      this.#sizeTo(width + dx, height + dy);
      this.#tell("size");
    } else if (this.#canMove) {
      const [x, y] = this.#shown;
      this.#moveTo(x + dx, y + dy);
      this.#tell("position");
    }
  }

  /** So that the title bar can always be reached. */
  #moveTo(x: number, y: number): void {
    const { width, height } = this.#ports.bounds();
    this.setPosition(
      Math.round(clamp(x, 0, Math.max(0, width - 48))),
      Math.round(clamp(y, 0, Math.max(0, height - 32))),
    );
    this.#position = this.#shown; // The style keeps it within the page, whatever its size.
  }

  get #shown(): [number, number] {
    const box = this.root.getBoundingClientRect();
    return [Math.round(box.x), Math.round(box.y)];
  }

  /** As far as the page goes: beyond, it would have to be moved to be seen. */
  #sizeTo(width: number, height: number): void {
    const room = this.#ports.bounds().width - this.#shown[0];
    const fitting = Math.max(LEAST_WIDTH, Math.min(width, room));
    this.setSize(Math.round(fitting), Math.round(Math.max(LEAST_HEIGHT, height)));
  }

  #tell(key: "position" | "size"): void {
    const { width, height } = this.root.getBoundingClientRect();
    if (key === "position") this.#ports.moved(...this.position);
    else this.#ports.resized(Math.round(width), Math.round(height));
  }
}
