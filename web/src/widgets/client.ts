// Draws the widgets of a session: applies what the program says, in order, and tells what the user does.

import type { WidgetReceiver, WidgetSend } from "../page/widgets.ts";
import { callMethod, fromWire, methodsOf, toWire } from "./dispatch.ts";
import { type Edit, Edits } from "./edits.ts";
import { FACTS } from "./facts.ts";
import { registerFont, setDefaultFont } from "./fonts.ts";
import type { Call, Message } from "./messages.ts";
import { nameOf } from "./naming.ts";
import type { Notice } from "./notice.ts";
import { Observer } from "./observer.ts";
import type { Registry, WidgetClass } from "./registry.ts";
import type { Screen } from "./screen.ts";
import { Stage } from "./stage.ts";
import { Uploads } from "./uploads.ts";
import type { Options, Widget } from "./widget.ts";

export interface ClientPorts {
  /** Where the picture stands. */
  readonly root: HTMLElement;
  readonly registry: Registry;
  readonly notice: Notice;
  /** Characters that were sent and did not arrive yet. */
  backlog(): number;
  openUrl(url: string): void;
  report(error: unknown): void;
}

/** One thing to do, in the order in which the program said it. */
type Step = () => unknown;

type Handler = (message: Message, bytes: Uint8Array | undefined) => unknown;

/** The picture before a rebuild, until the new one is complete. */
interface Before {
  readonly stage: Stage;
  readonly widgets: ReadonlyMap<number, Widget>;
}

const NAMES: Readonly<Record<string, string>> = {
  TextEntry: "Text",
  TextArea: "Text",
  ComboBox: "Choice",
  Slider: "Number",
  ProgressBar: "Progress",
  CheckBox: "Option",
};

/** Methods after which something may have another name. */
const RENAMES = /^(add|insert|append|delete)_(widget|button|row|column)$|^remove|^set_(tooltip|widget)$/;

/** What nobody misses when it was not heard. */
const FLEETING: ReadonlySet<string> = new Set(
  "map resize enter leave focus-in focus-out pointer-move drag-over scroll scrolled".split(" "),
);

export class Client implements Screen, WidgetReceiver {
  stage = new Stage();
  readonly #ports: ClientPorts;
  #edits = new Edits();
  readonly #observer = new Observer();
  readonly #uploads: Uploads;
  #widgets = new Map<number, Widget>();
  #before: Before | undefined;
  #send: WidgetSend = () => {};
  #steps: Step[] = [];
  #isBusy = false;
  #silent = 0;
  /** Callbacks told in this document. */
  #told = 0;
  /** How many of them the program has. */
  #confirmed = 0;
  /** The number of the last one that was no edit: it cannot be told again, since nobody knows whether it was heard. */
  #lastTell = 0;
  /** Where edits go while a document begins that does not know of the page yet. */
  #collected: Edit[] | undefined;
  readonly #foreign = new WeakSet<Widget>();
  /** What the user did in the document before, to be told again once its widgets are there again. */
  #again: Edit[] = [];
  /** Whether something was made or moved since names were given. */
  #isUnnamed = false;
  #isEnded = false;

  constructor(ports: ClientPorts) {
    this.#ports = ports;
    ports.root.append(this.stage.element);
    this.#uploads = new Uploads({
      send: (message, bytes) => this.#send(message, bytes),
      backlog: ports.backlog,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    });
  }

  /** Begins to draw. `send` goes to the program. */
  start(send: WidgetSend): void {
    this.#send = send;
    this.#attach();
  }

  #attach(): void {
    this.#send({ type: "attach" });
    this.tellViewport();
  }

  tellViewport(): void {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    this.#say({ type: "viewport", width, height });
  }

  /** Tells at once what would be told soon: the page is about to be left or hidden. */
  flush(): void {
    for (const widget of this.#widgets.values()) widget.flush();
  }

  // --- From the program ---

  message(message: unknown, bytes: Uint8Array | undefined): void {
    this.#enqueue(() => this.#handle(message as Message, bytes));
  }

  confirm(count: number): void {
    this.#enqueue(() => {
      this.#confirmed = count;
      this.#edits.confirm(count);
    });
  }

  begin(isSameSession: boolean): void {
    // What is due of the document before means nothing in this one.
    this.#steps = [];
    const unsent = [...this.#again, ...this.#edits.takeTold(), ...this.#collect()];
    const hasLostMore = this.#uploads.restart() || this.#lastTell > this.#confirmed;
    // What was lost twice may be what loses the document.
    this.#again = isSameSession ? unsent.filter(({ isAgain }) => !isAgain) : [];
    if (!isSameSession) this.#disown();
    if (this.#again.length < unsent.length || hasLostMore)
      this.#ports.notice(
        isSameSession
          ? "What you did last could not be sent. Please look whether it is to be done again."
          : "What you did last could not be sent: the program was started anew.",
      );
    this.#told = this.#confirmed = this.#lastTell = 0;
    this.#attach();
  }

  /** What would be told soon, instead of telling it. */
  #collect(): Edit[] {
    const collected: Edit[] = [];
    this.#collected = collected;
    this.flush();
    this.#collected = undefined;
    return collected;
  }

  /** The widgets that are there are those of a program that is gone: what is done with them concerns nobody. */
  #disown(): void {
    for (const widgets of [this.#widgets, this.#before?.widgets ?? []])
      for (const [, widget] of widgets) this.#foreign.add(widget);
    this.#edits = new Edits();
  }

  #enqueue(step: Step): void {
    this.#steps.push(step);
    if (!this.#isBusy) this.#work();
  }

  /** Does what is due; a step that has to load something holds up those behind it. */
  #work(): void {
    this.#isBusy = true;
    while (this.#steps.length > 0) {
      const waits = (this.#steps.shift() as Step)();
      if (!(waits instanceof Promise)) continue;
      void waits.finally(() => this.#work());
      return;
    }
    this.#isBusy = false;
  }

  /** Runs one message and answers it, if an answer is wanted. */
  #handle(message: Message, bytes: Uint8Array | undefined): unknown {
    const done = (value: unknown): void => {
      if (message.id === undefined) return;
      this.#say({ type: "result", id: message.id, ...(value === undefined ? {} : { value: toWire(value) }) });
    };
    const failed = (error: unknown): void => {
      const text = error instanceof Error ? error.message : `${error}`;
      if (message.id === undefined) this.#failed(message.wid, text);
      else this.#say({ type: "error", id: message.id, error: text });
    };
    try {
      const handler = Object.hasOwn(this.#handlers, message.type) ? this.#handlers[message.type] : undefined;
      if (!handler) throw new Error(`Unknown message type: ${message.type}`);
      const value = handler(message, bytes);
      if (value instanceof Promise) return value.then(done, failed);
      done(value);
    } catch (error) {
      failed(error);
    }
    return undefined;
  }

  #failed(wid: number | undefined, error: string): void {
    this.#ports.report(new Error(error));
    this.#say({ type: "error", ...(wid === undefined ? {} : { wid }), error });
  }

  readonly #handlers: Readonly<Record<string, Handler>> = {
    create: (message) => this.#create(message),
    call: (message) => this.#call(message as Call),
    batch: (message) => this.#batch(message.calls ?? [], message.id !== undefined),
    listen: ({ wid, action }) => this.#find(wid).listenTo(action ?? ""),
    unlisten: ({ wid, action }) => this.#find(wid).unlisten(action ?? ""),
    destroy: ({ wid }) => this.#widgets.get(wid ?? 0)?.destroy(),
    "reconstruct-start": () => this.#startRebuild(),
    "reconstruct-end": () => this.#endRebuild(),
    "register-font": (message) => registerFont(message, this.#ports.report),
    "set-default-font": ({ font }) => setDefaultFont(font ?? null),
    "open-url": ({ url }) => this.#ports.openUrl(url ?? ""),
    "binary-call": ({ wid, method, args }, bytes) =>
      this.#call({ wid: wid ?? 0, method: method ?? "", args: [bytes ?? new Uint8Array(0), ...(args ?? [])] }),
    bye: ({ text }) => this.#end(text ?? ""),
  };

  #find(wid: number | undefined): Widget {
    const widget = this.#widgets.get(wid ?? 0);
    if (!widget) throw new Error(`Unknown widget id: ${wid}`);
    return widget;
  }

  #resolve(value: unknown): unknown {
    return fromWire(value, (wid) => this.#find(wid));
  }

  #create(message: Message): unknown {
    const name = message.class ?? "";
    const found = this.#ports.registry(name);
    if (!found) throw new Error(`Unknown widget class: ${name}`);
    if (found instanceof Promise) return found.then((loaded) => this.#make(loaded, message));
    this.#make(found, message);
    return undefined;
  }

  #make(widgetClass: WidgetClass, { wid = 0, class: name = "", args = [], set = [], listen = [] }: Message): void {
    this.#widgets.get(wid)?.destroy();
    const { positional, options } = this.#split(name, args);
    const widget = this.#quietly(true, () => new widgetClass({ screen: this, wid, name, args: positional, options }));
    this.#widgets.set(wid, widget);
    this.#nameSoon();
    const methods = methodsOf(widgetClass);
    for (const [key, value] of Object.entries(options)) {
      if (methods.has(`set_${key}`)) this.#try(widget, `set_${key}`, [value]);
    }
    for (const [method, values] of set) this.#try(widget, method, values);
    for (const [key, value] of this.#edits.values(wid)) this.#apply(widget, key, value);
    for (const action of listen) widget.listenTo(action);
  }

  /** The options stand behind the arguments, or in place of those that are missing. */
  #split(name: string, args: readonly unknown[]): { positional: readonly unknown[]; options: Options } {
    const count = FACTS[name]?.args ?? 0;
    const resolved = this.#resolve(args) as unknown[];
    const last = resolved[resolved.length - 1];
    const hasOptions = typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
    return {
      positional: resolved.slice(0, Math.min(count, resolved.length - (hasOptions ? 1 : 0))),
      options: hasOptions ? (last as Options) : {},
    };
  }

  /** One setter of a new widget: what goes wrong with it is no other one's harm. */
  #try(widget: Widget, method: string, args: readonly unknown[]): void {
    try {
      this.#invoke(widget, method, args, true);
    } catch (error) {
      this.#failed(widget.wid, (error as Error).message);
    }
  }

  #call({ wid, method, args, silent }: Call): unknown {
    return this.#invoke(this.#find(wid), method, args, silent === true);
  }

  #batch(calls: readonly Call[], wantsErrors: boolean): unknown {
    const errors: { wid: number; method: string; error: string }[] = [];
    for (const call of calls) {
      try {
        this.#call(call);
      } catch (error) {
        const text = (error as Error).message;
        if (wantsErrors) errors.push({ wid: call.wid, method: call.method, error: text });
        else this.#failed(call.wid, text);
      }
    }
    return errors.length > 0 ? { errors } : undefined;
  }

  #invoke(widget: Widget, method: string, args: readonly unknown[], isSilent: boolean): unknown {
    const sets = FACTS[widget.name]?.sets[method];
    if (sets && this.#edits.isAhead(widget.wid, sets)) {
      this.#edits.pass(widget.wid, sets);
      widget.passedOver(method);
      return undefined;
    }
    if (RENAMES.test(method) || this.#isName(widget)) this.#nameSoon();
    const values = this.#resolve(args) as unknown[];
    return this.#quietly(isSilent, () => callMethod(widget, method, values));
  }

  /** Runs without callbacks, whatever comes of it. */
  #quietly<T>(isSilent: boolean, run: () => T): T {
    if (!isSilent) return run();
    this.#silent++;
    try {
      return run();
    } finally {
      this.#silent--;
    }
  }

  /** Gives a widget a value that the user gave it. */
  #apply(widget: Widget, key: string, value: unknown): void {
    const [method, args] = setterOf(key, value);
    try {
      this.#quietly(true, () => callMethod(widget, method, args));
    } catch (error) {
      this.#ports.report(error); // There is another widget by that number now.
    }
  }

  // --- Rebuilds ---

  #startRebuild(): void {
    // A rebuild on top of an unfinished one: the picture that is seen is still the first.
    if (this.#before) for (const widget of this.#widgets.values()) widget.dispose();
    else this.#before = { stage: this.stage, widgets: this.#widgets };
    this.#widgets = new Map();
    this.stage = new Stage();
  }

  #endRebuild(): void {
    const before = this.#before;
    if (!before) return;
    const focused = widgetAt(document.activeElement, before.widgets);
    const isAtControl = focused !== undefined;
    for (const widget of before.widgets.values()) widget.leaving();
    this.stage.adopt(before.stage);
    // A text that loses the keyboard by this is told by the old widget, and applied to the new one below.
    before.stage.element.replaceWith(this.stage.element);
    this.#before = undefined;
    for (const [wid, widget] of this.#widgets) {
      const known = before.widgets.get(wid);
      const old = known?.name === widget.name ? known : undefined;
      widget.entered(old);
      if (!old) continue;
      for (const [key, value] of this.#edits.values(wid)) this.#apply(widget, key, value);
      widget.adopt(old);
    }
    for (const widget of before.widgets.values()) {
      widget.dispose();
      if (!this.#widgets.has(widget.wid)) this.#edits.forget(widget.wid);
    }
    if (isAtControl && this.#widgets.get(focused.wid)?.name === focused.name)
      this.#find(focused.wid).takeFocus({ preventScroll: true });
    this.#tellAgain();
  }

  /** What the user changed while a document was lost, in the one that follows. */
  #tellAgain(): void {
    const again = this.#again;
    this.#again = [];
    for (const { wid, action, args, values } of again) {
      const widget = this.#widgets.get(wid);
      if (!widget || !FACTS[widget.name]?.edits[action]) continue;
      const keys = Object.keys(values);
      if (this.#edits.isAhead(wid, keys)) {
        this.#edits.pass(wid, keys); // The user is at it again.
        continue;
      }
      for (const [key, value] of Object.entries(values)) this.#apply(widget, key, value);
      this.#tellEdit(widget, { wid, action, args, values, isAgain: true });
    }
  }

  /** Soon, once for all that one frame brings. */
  #nameSoon(): void {
    if (this.#isUnnamed) return;
    this.#isUnnamed = true;
    queueMicrotask(() => this.#giveNames());
  }

  /** Whether `widget` is the label before something that is called by it. */
  #isName(widget: Widget): boolean {
    return widget.name === "Label" && "rename" in (widgetAt(widget.element.nextElementSibling, this.#widgets) ?? {});
  }

  #giveNames(): void {
    this.#isUnnamed = false;
    for (const widget of this.#widgets.values()) {
      const { rename } = widget as { rename?: (name: string) => void };
      if (rename) Reflect.apply(rename, widget, [nameOf(widget, NAMES[widget.name] ?? widget.name)]);
    }
  }

  #end(text: string): void {
    this.#isEnded = true;
    // What is modal would keep the user from the rest of the page, and from the way back.
    for (const dialog of this.stage.element.querySelectorAll<HTMLDialogElement>("dialog:modal")) {
      dialog.close();
      dialog.show();
    }
    this.stage.element.inert = true;
    this.#ports.notice(text === "" ? "The session has ended." : text, true);
  }

  // --- To the program (Screen) ---

  tell(widget: Widget, action: string, args: readonly unknown[]): void {
    if (!this.#wants(widget, action)) return;
    if (this.#callback(widget.wid, action, args) && !FLEETING.has(action)) this.#lastTell = this.#told;
  }

  edit(widget: Widget, action: string, args: readonly unknown[], values: Readonly<Record<string, unknown>>): number {
    const edit = { wid: widget.wid, action, args, values };
    if (!this.#collected || !this.#wants(widget, action)) return this.#tellEdit(widget, edit);
    this.#collected.push(edit);
    for (const key of Object.keys(values)) this.#edits.release(widget.wid, key);
    return 0;
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  #tellEdit(widget: Widget, edit: Edit): number {
    const { wid, action, args, values } = edit;
    const keys = Object.keys(values);
    const isTold = this.#wants(widget, action) && this.#callback(wid, action, args);
    if (!isTold) {
      for (const key of keys) this.release(widget, key);
      return 0;
    }
    this.#edits.told(this.#told, edit);
    // What is waiting to be told again is older.
    this.#again = this.#again.filter((old) => old.wid !== wid || !Object.keys(old.values).some((key) => key in values));
    return this.#told;
  }

  /** False when there is no room for it: the user sees that it was not sent. */
  #callback(wid: number, action: string, args: readonly unknown[]): boolean {
    if (!this.#say({ type: "callback", wid, action, args: toWire(args) })) return false;
    this.#told++;
    return true;
  }

  #wants(widget: Widget, action: string): boolean {
    if (this.#silent > 0 || this.#isEnded || !this.#isCurrent(widget)) return false;
    return widget.listened.has(action) || FACTS[widget.name]?.auto.includes(action) === true;
  }

  /** A widget of the picture before a rebuild has no say. */
  #isCurrent(widget: Widget): boolean {
    if (this.#foreign.has(widget)) return false;
    return this.#widgets.get(widget.wid) === widget || this.#before?.widgets.get(widget.wid) === widget;
  }

  #say(message: object): boolean {
    try {
      this.#send(message);
      return true;
    } catch (error) {
      this.#ports.report(error);
      const isTooLong = error instanceof RangeError;
      this.#ports.notice(`This could not be sent: ${isTooLong ? "it is too long" : "there is no connection"}.`);
      return false;
    }
  }

  hold(widget: Widget, key: string): void {
    if (this.#isCurrent(widget)) this.#edits.hold(widget.wid, key);
  }

  release(widget: Widget, key: string): void {
    if (this.#isCurrent(widget)) this.#edits.release(widget.wid, key);
  }

  isMissed(widget: Widget, key: string): boolean {
    return this.#edits.isMissed(widget.wid, key);
  }

  upload(widget: Widget, action: string, payload: object, files: readonly File[]): void {
    this.#uploads.start({ wid: widget.wid, action, payload, files }).catch((error: unknown) => {
      this.#ports.report(error);
      this.#ports.notice("The files could not be sent.");
    });
  }

  report(error: unknown): void {
    this.#ports.report(error);
  }

  observe(widget: Widget): void {
    this.#observer.observe(widget);
  }

  unobserve(widget: Widget): void {
    this.#observer.unobserve(widget);
  }

  forget(widget: Widget): void {
    widget.dispose();
    if (this.#widgets.get(widget.wid) !== widget) return;
    this.#widgets.delete(widget.wid);
    this.#edits.forget(widget.wid);
    if (widget.name === "Label") this.#nameSoon();
  }
}

function setterOf(key: string, value: unknown): [method: string, args: readonly unknown[]] {
  if (key === "size") return ["resize", value as readonly unknown[]];
  if (key === "visible") return [value ? "show" : "hide", []];
  return [`set_${key}`, Array.isArray(value) ? (value as readonly unknown[]) : [value]];
}

function widgetAt(element: Element | null, widgets: ReadonlyMap<number, Widget>): Widget | undefined {
  const found = element?.closest<HTMLElement>("[data-wid]");
  const widget = found ? widgets.get(Number(found.dataset.wid)) : undefined;
  return widget?.element === found ? widget : undefined;
}
