// VBox and HBox, and the same layout for others.

import { Container } from "./container.ts";
import { make, px } from "./css.ts";
import type { BoxMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";

const ALIGN: Readonly<Record<string, string>> = {
  start: "flex-start",
  left: "flex-start",
  top: "flex-start",
  center: "center",
  middle: "center",
  end: "flex-end",
  right: "flex-end",
  bottom: "flex-end",
  fill: "stretch",
};

/** Puts `child` into a row or column before `before`; a share of free room is its when `stretch` is above 0. */
export function place(
  box: HTMLElement,
  child: Widget,
  stretch: number | null | undefined,
  before: Widget | undefined,
): void {
  const share = typeof stretch === "number" && stretch > 0 ? stretch : 0;
  child.element.style.flex = share > 0 ? `${share} 1 0` : "";
  child.element.classList.toggle("o-stretch", share > 0);
  box.insertBefore(child.element, before?.element ?? null);
}

/** Undoes place(). */
export function unplace(child: Widget): void {
  child.element.style.flex = "";
  child.element.classList.remove("o-stretch");
}

export abstract class Rows extends Container {
  /** Where children are placed. */
  protected abstract get content(): HTMLElement;

  add_widget(child: Widget, stretch?: number | null): void {
    this.insert_widget(this.children.length, child, stretch);
  }

  insert_widget(index: number, child: Widget, stretch?: number | null): void {
    const at = this.admit(child, index);
    const next = this.children[at + 1];
    place(this.content, child, stretch, next?.element.parentElement === this.content ? next : undefined);
  }

  override release(child: Widget): void {
    unplace(child);
    super.release(child);
  }

  set_spacing(gap: number): void {
    this.content.style.gap = px(gap);
  }
}

/** A box on its own: its children may stand elsewhere than across all of it. */
abstract class Box extends Rows implements BoxMethods {
  protected override get content(): HTMLElement {
    return this.element;
  }

  set_align(align: string): void {
    this.content.style.alignItems = ALIGN[align] ?? "";
  }
}

export class VBox extends Box {
  constructor(made: Made) {
    super(made, make("div", "o-column"));
  }
}

export class HBox extends Box {
  constructor(made: Made) {
    super(made, make("div", "o-row"));
  }
}
