// Shows one of its children at a time, chosen by tabs.

import { Container } from "./container.ts";
import { type Control, create, type TabControl, type TabGroupControl } from "./controls.ts";
import { type Color, make, makeText, setProperty } from "./css.ts";
import type { TabWidgetMethods } from "./types.ts";
import type { Made, Widget } from "./widget.ts";

type PageOptions =
  | string
  | null
  | undefined
  | { readonly title?: unknown; readonly text?: unknown; readonly icon?: unknown; readonly closable?: unknown };

interface Page {
  readonly id: string;
  readonly tab: Control;
  readonly panel: HTMLElement;
}

/** The name of no page. */
const NONE = "o-none";
const PLACES: Readonly<Record<string, string>> = { top: "top", bottom: "bottom", left: "start", right: "end" };

export class TabWidget extends Container implements TabWidgetMethods {
  declare readonly element: TabGroupControl;
  readonly #pages = new Map<Widget, Page>();
  readonly #isClosable: boolean;
  readonly #isReorderable: boolean;
  #index = -1;
  #made = 0;
  #dragged: Widget | undefined;

  constructor(made: Made) {
    super(made, create<TabGroupControl>("wa-tab-group"));
    this.#isClosable = Boolean(made.options.closable);
    this.#isReorderable = Boolean(made.options.reorderable);
    this.element.active = NONE; // Without a name, it would show the first of its tabs, and fail when there is none.
    this.element.addEventListener("wa-tab-show", (event) => this.#shown(event as CustomEvent<{ name: string }>));
  }

  override get focusable(): HTMLElement {
    const child = this.children[this.#index];
    return child ? this.#page(child).tab : this.element;
  }

  protected override get scroller(): Element | null {
    return this.element.shadowRoot?.querySelector("[part~=body]") ?? null;
  }

  add_widget(child: Widget, options?: PageOptions): void {
    this.admit(child);
    const given = typeof options === "object" && options !== null ? options : { title: options ?? "" };
    const id = `o-page-${this.wid}-${++this.#made}`;
    const tab = this.#makeTab(child, id, given);
    const panel = make("wa-tab-panel" as "div", "o-tab-panel");
    panel.setAttribute("name", id);
    panel.append(child.element);
    child.element.classList.add("o-only");
    this.#pages.set(child, { id, tab, panel });
    this.element.append(tab, panel);
    if (this.#index < 0) this.set_index(0);
    // A new one makes itself a stop of the Tab key when it is drawn; the group knows only those that it has seen.
    void tab.updateComplete.then(() => {
      if (this.element.active !== id) tab.tabIndex = -1;
    });
  }

  show_widget(child: Widget): void {
    const at = this.children.indexOf(child);
    if (at >= 0) this.set_index(at);
  }

  close_widget(child: Widget): void {
    this.remove(child);
  }

  set_index(index: number): void {
    const child = this.children[index];
    if (!child) return;
    this.#index = index;
    const { id, tab } = this.#page(child);
    this.element.active = id;
    // The group may not have seen a new tab yet, and looks for it only once.
    void this.element.updateComplete.then(() => {
      if (this.element.active === id) (tab as TabControl).active = true;
    });
  }

  get_index(): number {
    return this.#index;
  }

  get_tab_id(child: Widget): string | null {
    return this.#pages.get(child)?.id ?? null;
  }

  get_child(tab_id: unknown): Widget | null {
    for (const [child, { id }] of this.#pages) if (id === tab_id) return child;
    return null;
  }

  index_of(child: Widget): number {
    return this.children.indexOf(child);
  }

  index_to_widget(index: number): Widget | null {
    return this.children[index] ?? null;
  }

  highlight_tab(child: Widget, bgcolor: Color): void {
    const page = this.#pages.get(child);
    if (!page) return;
    setProperty(page.tab, "--o-bg", bgcolor);
    page.tab.classList.toggle("o-has-bg", Boolean(bgcolor));
  }

  set_tab_position(tabpos: string): void {
    this.element.placement = PLACES[tabpos] ?? "top";
  }

  override release(child: Widget): void {
    const at = this.children.indexOf(child);
    const page = this.#pages.get(child);
    super.release(child);
    child.element.classList.remove("o-only");
    this.#pages.delete(child);
    if (this.#dragged === child) this.#dragged = undefined;
    page?.tab.remove();
    page?.panel.remove();
    if (at < this.#index || this.#index >= this.children.length) this.#index--;
    // The page that takes the place of one that was in front comes to the front.
    if (this.children.length > 0) this.set_index(Math.max(0, this.#index));
  }

  #page(child: Widget): Page {
    return this.#pages.get(child) as Page;
  }

  #makeTab(child: Widget, id: string, given: Exclude<PageOptions, string | null | undefined>): Control {
    const tab = create<Control>("wa-tab");
    tab.slot = "nav";
    tab.setAttribute("panel", id);
    if (typeof given.icon === "string") {
      const icon = make("img", "o-icon o-tab-icon");
      icon.src = given.icon;
      icon.alt = "";
      tab.append(icon);
    }
    const text = makeText("span", "o-tab-text");
    text.textContent = `${given.title ?? given.text ?? ""}`;
    tab.append(text);
    if (given.closable === undefined ? this.#isClosable : given.closable) this.#makeClosable(child, tab);
    if (this.#isReorderable) this.#makeMoveable(child, tab);
    return tab;
  }

  // A tab may hold nothing that takes the keyboard: the cross is for pointers, the Delete key for the rest.
  #makeClosable(child: Widget, tab: Control): void {
    const cross = make("span", "o-tab-close");
    cross.textContent = "\u00d7";
    cross.ariaHidden = "true";
    cross.addEventListener("click", (event) => {
      event.stopPropagation();
      this.#closed(child);
    });
    tab.append(cross);
    tab.title = "Delete closes";
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "Delete") return;
      event.preventDefault();
      this.#closed(child);
    });
  }

  #closed(child: Widget): void {
    const hadFocus = this.#page(child).tab.contains(document.activeElement);
    this.remove(child);
    if (hadFocus) this.takeFocus();
    this.screen.tell(this, "page-close", [child]);
  }

  /** By dragging, or with Ctrl and the arrow keys. The order is this page's own. */
  #makeMoveable(child: Widget, tab: Control): void {
    tab.draggable = true;
    tab.addEventListener("dragstart", (event) => {
      this.#dragged = child;
      event.dataTransfer?.setData("text/plain", "");
    });
    tab.addEventListener("dragend", () => {
      this.#dragged = undefined;
    });
    tab.addEventListener("dragover", (event) => {
      if (this.#dragged) event.preventDefault();
    });
    tab.addEventListener("drop", (event) => {
      if (!this.#dragged) return;
      event.preventDefault();
      if (this.#dragged !== child) this.#moveTab(this.#dragged, child);
      this.#dragged = undefined;
    });
    tab.addEventListener(
      "keydown",
      (event) => {
        if (!event.ctrlKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const tabs = [...this.element.querySelectorAll(":scope > wa-tab")];
        const at = tabs.indexOf(tab);
        const isForward = (event.key === "ArrowRight") !== this.element.matches(":dir(rtl)");
        if (isForward) tabs[at + 1]?.after(tab);
        else tabs[at - 1]?.before(tab);
        tab.focus();
      },
      true,
    );
  }

  #moveTab(child: Widget, onto: Widget): void {
    const { tab } = this.#page(child);
    const target = this.#page(onto).tab;
    const isForward = tab.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isForward) target.after(tab);
    else target.before(tab);
  }

  #shown({ detail }: CustomEvent<{ name: string }>): void {
    const child = this.get_child(detail.name);
    const index = child ? this.children.indexOf(child) : -1;
    if (!child || index === this.#index || detail.name !== this.element.active) return;
    this.#index = index;
    this.screen.edit(this, "page-switch", [child, index], { index });
  }
}
