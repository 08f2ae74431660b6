// What every class that can be seen has. Methods whose names have no capital letter are the program's to call; everything else is
// the client's own.

import { type Color, px, setLength, WEIGHTS } from "./css.ts";
import type { Screen } from "./screen.ts";
import type { WidgetMethods } from "./types.ts";

export type Options = Readonly<Record<string, unknown>>;

/** What a constructor gets. */
export interface Made {
  readonly screen: Screen;
  readonly wid: number;
  /** The class's name in the catalogue. */
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: Options;
}

/** Where a widget is, in pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly viewport_x: number;
  readonly viewport_y: number;
  readonly width: number;
  readonly height: number;
}

export interface FontParts {
  readonly family?: string | undefined;
  readonly size?: number;
  readonly weight?: string | number;
  readonly style?: string;
}

/** So many pictures may be drawn until a new widget is as long as the old one was. */
const PICTURES = 10;

export abstract class Widget implements WidgetMethods {
  readonly wid: number;
  readonly name: string;
  readonly screen: Screen;
  readonly element: HTMLElement;
  /** What holds it. */
  holder: Holder | undefined;
  readonly listened = new Set<string>();
  #lastMap: Rectangle | undefined;
  #lastSize = "";
  #expanding: readonly [boolean, boolean] = [false, false];
  #isEnabled = true;
  #tooltip = "";
  #cursors: Map<string, string> | undefined;
  #cursor: string | null = null;

  constructor(made: Made, element: HTMLElement) {
    this.wid = made.wid;
    this.name = made.name;
    this.screen = made.screen;
    this.element = element;
    element.classList.add("o-widget", `o-${made.name.toLowerCase()}`);
    element.dataset.wid = `${made.wid}`;
  }

  // --- The client's ---

  /** What style applies to: its outermost element, unless a class has another. */
  protected get styled(): HTMLElement {
    return this.element;
  }

  /** A method was not called, since it would undo what the user did. */
  passedOver(_method: string): void {}

  /** What takes the keyboard. */
  get focusable(): HTMLElement {
    return this.element;
  }

  /** Takes the keyboard as soon as it is drawn: before, a control has nothing inside that could. */
  takeFocus(options?: FocusOptions): void {
    const { focusable } = this;
    const drawn = (focusable as { updateComplete?: Promise<unknown> }).updateComplete;
    if (drawn) void drawn.then(() => focusable.focus(options));
    else focusable.focus(options);
  }

  listenTo(action: string): void {
    const isNew = !this.listened.has(action);
    this.listened.add(action);
    if (action === "map" || action === "resize") this.screen.observe(this);
    if (action === "map" && this.#lastMap) this.screen.tell(this, "map", [this.#lastMap]);
    if (isNew) this.listenedTo(action);
  }

  /** For classes that look at the browser only when someone wants to know. */
  protected listenedTo(_action: string): void {}

  unlisten(action: string): void {
    this.listened.delete(action);
  }

  /** Its box changed; told by the one observer. */
  boxChanged(): void {
    const rectangle = this.rectangle();
    if (rectangle.width === 0 && rectangle.height === 0) return;
    if (!this.#lastMap) this.screen.tell(this, "map", [rectangle]);
    this.#lastMap = rectangle;
    const size = `${rectangle.width} ${rectangle.height}`;
    if (size === this.#lastSize) return;
    this.#lastSize = size;
    this.screen.tell(this, "resize", [this.sizeFacts(rectangle.width, rectangle.height)]);
  }

  /** What is told of a size that was observed. */
  protected sizeFacts(width: number, height: number): object {
    return { width, height };
  }

  rectangle(): Rectangle {
    const box = this.element.getBoundingClientRect();
    const outer = this.element.offsetParent?.getBoundingClientRect() ?? { x: 0, y: 0 };
    return {
      x: Math.round(box.x - outer.x),
      y: Math.round(box.y - outer.y),
      viewport_x: Math.round(box.x),
      viewport_y: Math.round(box.y),
      width: Math.round(box.width),
      height: Math.round(box.height),
    };
  }

  /** Takes over what the user was doing in `old`, the same widget before a rebuild. Called once it can be seen. */
  adopt(old: Widget): void {
    const { scrollLeft, scrollTop } = old.lastScroll;
    if (scrollLeft !== 0 || scrollTop !== 0) this.scrollBack(scrollLeft, scrollTop);
  }

  /** What is scrolled when there is too little room; null before it is drawn. */
  protected get scroller(): Element | null {
    return this.element;
  }

  protected scrollBack(left: number, top: number): void {
    void this.whenDrawn().then(() => this.#scrollTo(left, top, PICTURES));
  }

  /** What is in it may be drawn later, and not be long enough before. */
  #scrollTo(left: number, top: number, pictures: number): void {
    const { scroller } = this;
    scroller?.scrollTo(left, top);
    const isThere = scroller && Math.ceil(scroller.scrollTop) >= Math.floor(top);
    if (!isThere && pictures > 0) requestAnimationFrame(() => this.#scrollTo(left, top, pictures - 1));
  }

  protected whenDrawn(): Promise<unknown> {
    return (this.element as { updateComplete?: Promise<unknown> }).updateComplete ?? Promise.resolve();
  }

  /** Where it was scrolled to when it was last seen. */
  lastScroll = { scrollLeft: 0, scrollTop: 0 };

  /** About to leave the picture. */
  leaving(): void {
    const { scroller } = this;
    if (scroller) this.lastScroll = { scrollLeft: scroller.scrollLeft, scrollTop: scroller.scrollTop };
  }

  /** It is in the document now; `old` was, before a rebuild. */
  entered(_old?: Widget): void {}

  /** Tells what the user changed and was not told yet. */
  flush(): void {}

  /** Its end: listeners beyond its own elements go. */
  dispose(): void {
    this.screen.unobserve(this);
  }

  /** Takes it out of what holds it. */
  orphan(): void {
    this.holder?.release(this);
    this.holder = undefined;
    this.element.remove();
  }

  // --- The program's ---

  set_border_width(width: number): void {
    const { style } = this.styled;
    style.borderWidth = px(width);
    if (style.borderStyle === "") style.borderStyle = "solid";
  }

  set_border_color(color: Color): void {
    this.styled.style.borderColor = color ?? "";
    if (this.styled.style.borderStyle === "") this.styled.style.borderStyle = "solid";
  }

  set_bg(color: Color): void {
    this.styled.style.backgroundColor = color ?? "";
  }

  set_min_size(width: number | null, height: number | null): void {
    setLength(this.element, "minWidth", width);
    setLength(this.element, "minHeight", height);
  }

  set_max_size(width: number | null, height: number | null): void {
    setLength(this.element, "maxWidth", width);
    setLength(this.element, "maxHeight", height);
  }

  set_expanding(horizontal: boolean, vertical: boolean): void {
    this.#expanding = [horizontal, vertical];
    this.element.classList.toggle("o-expand-h", horizontal);
    this.element.classList.toggle("o-expand-v", vertical);
  }

  get_expanding(): readonly [boolean, boolean] {
    return this.#expanding;
  }

  resize(width: number, height: number): void {
    setLength(this.element, "width", width);
    setLength(this.element, "height", height);
  }

  get_size(): [number, number] {
    const { width, height } = this.rectangle();
    return [width, height];
  }

  get_position(): [number, number] {
    const { x, y } = this.rectangle();
    return [x, y];
  }

  set_padding(padding: number | string | readonly unknown[]): void {
    const parts = Array.isArray(padding) ? (padding as unknown[]) : [padding];
    this.styled.style.padding = parts.map((part) => (typeof part === "number" ? px(part) : `${part}`)).join(" ");
  }

  set_font(
    font?: string | FontParts | null,
    size?: number | null,
    weight?: string | number | null,
    style?: string | null,
  ): void {
    const given: FontParts = typeof font === "object" && font !== null ? font : { family: font ?? undefined };
    const target = this.styled.style;
    const family = given.family;
    if (family !== undefined) target.fontFamily = family;
    const finalSize = size ?? given.size;
    if (finalSize !== undefined) target.fontSize = px(finalSize);
    const finalWeight = weight ?? given.weight;
    if (finalWeight !== undefined) target.fontWeight = WEIGHTS[`${finalWeight}`] ?? `${finalWeight}`;
    const finalStyle = style ?? given.style;
    if (finalStyle !== undefined) target.fontStyle = finalStyle;
  }

  set_enabled(tf: boolean): void {
    this.#isEnabled = tf;
    this.element.classList.toggle("o-disabled", !tf);
    this.enable(tf);
  }

  /** How a class is made usable, or not. */
  protected enable(tf: boolean): void {
    this.element.inert = !tf;
  }

  get_enabled(): boolean {
    return this.#isEnabled;
  }

  set_tooltip(msg: string | null): void {
    this.#tooltip = msg ?? "";
    // Controls have a property of their own by that name, which an attribute that goes does not empty.
    this.element.title = this.#tooltip;
    if (this.#tooltip === "") this.element.removeAttribute("title");
  }

  get_tooltip(): string {
    return this.#tooltip;
  }

  is_container(): boolean {
    return false;
  }

  set_allow_text_selection(tf: boolean): void {
    const value = tf ? "text" : "none";
    this.element.style.userSelect = value;
    this.element.style.setProperty("-webkit-user-select", value);
  }

  show(): void {
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
  }

  is_visible(): boolean {
    return !this.element.hidden;
  }

  set_focus(): void {
    this.takeFocus();
  }

  add_cursor(
    name: string,
    url: string,
    hotspot_x?: number | null,
    hotspot_y?: number | null,
    size?: number | readonly unknown[] | null,
  ): void {
    this.#cursors ??= new Map();
    const cursors = this.#cursors;
    const use = (address: string): void => {
      cursors.set(name, `url("${quoted(address)}") ${hotspot_x ?? 0} ${hotspot_y ?? 0}, auto`);
      if (this.#cursor === name) this.set_cursor(name);
    };
    use(url);
    const [width, height] = (Array.isArray(size) ? size : [size, size]) as [number?, number?];
    // Browsers draw pointers in their picture's own size: another size is another picture.
    if (width) scaled(url, width, height || width).then(use, (error: unknown) => this.screen.report(error));
  }

  set_cursor(name: string | null): void {
    this.#cursor = name;
    this.element.style.cursor = name === null ? "" : (this.#cursors?.get(name) ?? name);
  }

  destroy(): void {
    this.orphan();
    this.screen.forget(this);
  }
}

/** An address within quotes of a style. */
function quoted(address: string): string {
  return address.replace(/["\\\n\r\f]/g, (sign) => encodeURIComponent(sign));
}

/** A picture in another size. */
async function scaled(url: string, width: number, height: number): Promise<string> {
  const image = new Image(width, height);
  image.crossOrigin = "anonymous";
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return canvas.toDataURL();
}

/** What holds widgets. */
export interface Holder {
  /** `child` goes somewhere else. */
  release(child: Widget): void;
}
