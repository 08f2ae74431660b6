// Widgets that tell of pointers, keys and drops: each kind of event is looked at only when someone listens to it.

import { payloadOf, readDrop } from "./events.ts";
import { type Made, Widget } from "./widget.ts";

/** Actions, and the browser's events that they are made of. */
const EVENTS: Readonly<Record<string, keyof HTMLElementEventMap>> = {
  "pointer-down": "pointerdown",
  "pointer-up": "pointerup",
  "pointer-move": "pointermove",
  enter: "pointerenter",
  leave: "pointerleave",
  click: "click",
  dblclick: "dblclick",
  scroll: "wheel",
  "key-down": "keydown",
  "key-up": "keyup",
  "key-press": "keydown",
  "focus-in": "focusin",
  "focus-out": "focusout",
  contextmenu: "contextmenu",
};

const DROPS = new Set(["drop-start", "drop-end", "drag-over"]);

export abstract class Interactive extends Widget {
  #takesDrops = false;
  /** Actions whose events are looked at already: they may be listened to, left and listened to again. */
  readonly #wired = new Set<string>();
  #moving: PointerEvent | undefined;
  #over: DragEvent | undefined;
  /** Moves are told with the screen's rhythm, the last of each picture, unless this is off. */
  protected isPaced = true;

  constructor(made: Made, element: HTMLElement) {
    super(made, element);
    if (made.options.interactive) this.#takeKeys();
  }

  protected override listenedTo(action: string): void {
    const event = EVENTS[action];
    if (event && !this.#wired.has(action))
      this.element.addEventListener(event, (occurred) => this.#happened(action, occurred));
    this.#wired.add(action);
    if (action.startsWith("key-") || action.startsWith("focus-")) this.#takeKeys();
    if (DROPS.has(action)) this.#takeDrops();
  }

  #takeKeys(): void {
    if (!this.element.hasAttribute("tabindex")) this.element.tabIndex = 0;
  }

  #happened(action: string, event: Event): void {
    if (!this.listened.has(action) || !this.get_enabled()) return;
    if (action === "pointer-move" && this.isPaced) {
      if (!this.#moving) requestAnimationFrame(() => this.#moved());
      this.#moving = event as PointerEvent;
      return;
    }
    // What would be no character: the browser says so by the length of its name.
    if (action === "key-press" && [...(event as KeyboardEvent).key].length !== 1) return;
    if (action === "contextmenu") event.preventDefault();
    this.screen.tell(this, action, [payloadOf(event, this.element)]);
  }

  #moved(): void {
    const event = this.#moving;
    this.#moving = undefined;
    if (event && this.listened.has("pointer-move")) {
      this.screen.tell(this, "pointer-move", [payloadOf(event, this.element)]);
    }
  }

  #takeDrops(): void {
    if (this.#takesDrops) return;
    this.#takesDrops = true;
    this.element.addEventListener("dragover", (event) => this.#draggedOver(event));
    this.element.addEventListener("dragleave", () => this.element.classList.remove("o-drop"));
    this.element.addEventListener("drop", (event) => this.#dropped(event));
  }

  #draggedOver(event: DragEvent): void {
    event.preventDefault();
    this.element.classList.toggle("o-drop", this.listened.has("drop-end") || this.listened.has("drop-start"));
    if (!this.listened.has("drag-over")) return;
    if (!this.#over) requestAnimationFrame(() => this.#draggedOn());
    this.#over = event;
  }

  #draggedOn(): void {
    const event = this.#over;
    this.#over = undefined;
    if (!event) return;
    const types = [...(event.dataTransfer?.types ?? [])];
    this.screen.tell(this, "drag-over", [{ ...payloadOf(event, this.element), types }]);
  }

  #dropped(event: DragEvent): void {
    event.preventDefault();
    this.element.classList.remove("o-drop");
    const { payload, files } = readDrop(event, this.element);
    const described = { ...payload, files: files.map(({ name, size, type }) => ({ name, size, type })) };
    this.screen.tell(this, "drop-start", [described]);
    if (!this.listened.has("drop-end")) return;
    if (files.length > 0) this.screen.upload(this, "drop-end", payload, files);
    else this.screen.tell(this, "drop-end", [described]);
  }
}
