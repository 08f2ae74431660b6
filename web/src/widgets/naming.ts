// Names for those who do not see the page: a control that shows no text of its own is called by its tooltip, or by the label
// before it.

import type { Widget } from "./widget.ts";

/** What has no name but the one it is given. */
export interface Nameable extends Widget {
  rename(name: string): void;
}

export function nameOf(widget: Widget, otherwise: string): string {
  const tooltip = widget.get_tooltip();
  if (tooltip !== "") return tooltip;
  const before = widget.element.previousElementSibling;
  const text = before?.classList.contains("o-label") ? before.textContent?.trim() : "";
  return text ? text.replace(/:$/, "") : otherwise;
}
