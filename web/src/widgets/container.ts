// What every class that holds others has.

import type { ContainerMethods } from "./types.ts";
import { type Holder, Widget } from "./widget.ts";

export abstract class Container extends Widget implements Holder, ContainerMethods {
  protected readonly children: Widget[] = [];

  /** Takes `child` in at `index`; a class places the element itself. */
  protected admit(child: Widget, index = this.children.length): number {
    if (contains(child, this)) throw new Error("a widget cannot be placed within itself");
    child.orphan();
    const at = Math.max(0, Math.min(index, this.children.length));
    this.children.splice(at, 0, child);
    child.holder = this;
    return at;
  }

  release(child: Widget): void {
    const at = this.children.indexOf(child);
    if (at >= 0) this.children.splice(at, 1);
    child.holder = undefined;
  }

  override is_container(): boolean {
    return true;
  }

  get_children(): readonly Widget[] {
    return [...this.children];
  }

  num_children(): number {
    return this.children.length;
  }

  remove(child: Widget, destroy?: boolean | null): void {
    if (child.holder !== this) return;
    if (destroy) child.destroy();
    else child.orphan();
  }

  remove_widget(child: Widget, destroy?: boolean | null): void {
    this.remove(child, destroy);
  }

  remove_all(destroy?: boolean | null): void {
    for (const child of [...this.children]) this.remove(child, destroy);
  }

  override destroy(): void {
    for (const child of [...this.children]) child.destroy();
    super.destroy();
  }
}

function contains(outer: Widget, inner: Widget): boolean {
  for (let at: unknown = inner; at instanceof Widget; at = at.holder) if (at === outer) return true;
  return false;
}

/** Holds one child at most. */
export abstract class Single extends Container {
  /** Where the child is placed. */
  protected abstract get slot(): HTMLElement;

  set_widget(child: Widget): void {
    for (const other of [...this.children]) if (other !== child) other.orphan();
    this.admit(child);
    child.element.classList.add("o-only");
    this.slot.append(child.element);
  }

  override release(child: Widget): void {
    child.element.classList.remove("o-only");
    super.release(child);
  }
}
