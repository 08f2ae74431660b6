// One observer of boxes for all widgets that someone wants to know the box of.

import type { Widget } from "./widget.ts";

export class Observer {
  readonly #widgets = new Map<Element, Widget>();
  #resize: ResizeObserver | undefined;

  observe(widget: Widget): void {
    if (this.#widgets.has(widget.element)) return;
    this.#widgets.set(widget.element, widget);
    this.#resize ??= new ResizeObserver((entries) => {
      for (const { target } of entries) this.#widgets.get(target)?.boxChanged();
    });
    this.#resize.observe(widget.element);
  }

  unobserve(widget: Widget): void {
    if (!this.#widgets.delete(widget.element)) return;
    this.#resize?.unobserve(widget.element);
  }
}
