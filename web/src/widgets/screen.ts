// What widgets know of the client that draws them.

import type { Stage } from "./stage.ts";
import type { Widget } from "./widget.ts";

export interface Screen {
  readonly stage: Stage;
  /** Tells the program of an action, if it wants to know. */
  tell(widget: Widget, action: string, args: readonly unknown[]): void;
  /**
   * Tells that the user changed something; `values` are what the tree then holds, by key. Returns the callback's number, or 0
   * when nobody was told.
   */
  edit(widget: Widget, action: string, args: readonly unknown[], values: Readonly<Record<string, unknown>>): number;
  /** How many callbacks the program has. */
  readonly confirmed: number;
  /** The user began to change `key`, and it will be told later. */
  hold(widget: Widget, key: string): void;
  /** That came to nothing. */
  release(widget: Widget, key: string): void;
  /** Whether the program set it meanwhile, and that was passed over. */
  isMissed(widget: Widget, key: string): boolean;
  /** Sends files; `action` fires in the program once they are there. */
  upload(widget: Widget, action: string, payload: object, files: readonly File[]): void;
  /** Tells the widget of changes of its box. */
  observe(widget: Widget): void;
  unobserve(widget: Widget): void;
  forget(widget: Widget): void;
  report(error: unknown): void;
}
