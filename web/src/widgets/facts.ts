// Made by catalogue/generate.py from catalogue/widgets.json: do not edit.

/** What the client goes by, class by class. */
export interface ClassFacts {
  /** How many arguments come before the options. */
  readonly args: number;
  /** Actions that are told without being listened to. */
  readonly auto: readonly string[];
  /** Which keys an action of the user changes. */
  readonly edits: Readonly<Record<string, readonly string[]>>;
  /** Which of those keys a method sets. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
}

export const FACTS: Readonly<Record<string, ClassFacts>> = {
  VBox: { args: 0, auto: [], edits: {}, sets: {} },
  HBox: { args: 0, auto: [], edits: {}, sets: {} },
  GridBox: { args: 0, auto: [], edits: {}, sets: {} },
  Frame: { args: 0, auto: [], edits: {}, sets: {} },
  TabWidget: { args: 0, auto: ["page-switch", "page-close"], edits: { "page-switch": ["index"] }, sets: { show_widget: ["index"], set_index: ["index"] } },
  TopLevel: { args: 0, auto: ["move", "close", "window-state", "resize"], edits: { move: ["position"], close: ["visible"], "window-state": ["window_state"], resize: ["size"] }, sets: { set_position: ["position"], set_window_state: ["window_state"], resize: ["size"], show: ["visible"], hide: ["visible"] } },
  Dialog: { args: 2, auto: ["activated", "move", "close", "resize"], edits: { move: ["position"], close: ["visible"], resize: ["size"] }, sets: { set_position: ["position"], popup: ["visible"], resize: ["size"], show: ["visible"], hide: ["visible"] } },
  Button: { args: 1, auto: [], edits: {}, sets: {} },
  CheckBox: { args: 1, auto: ["activated"], edits: { activated: ["state"] }, sets: { set_state: ["state"] } },
  Label: { args: 1, auto: [], edits: {}, sets: {} },
  TextEntry: { args: 1, auto: ["activated", "modified"], edits: { activated: ["text"], modified: ["text"] }, sets: { set_text: ["text"], clear: ["text"] } },
  TextArea: { args: 1, auto: ["modified"], edits: { scrolled: ["scroll_position"], modified: ["text"] }, sets: { set_text: ["text"], append_text: ["text"], clear: ["text"], set_scroll_position: ["scroll_position"] } },
  ComboBox: { args: 0, auto: ["activated", "modified"], edits: { activated: ["index", "text"], modified: ["text"] }, sets: { set_text: ["index", "text"], set_index: ["index", "text"], show_text: ["index", "text"], clear: ["index", "text"] } },
  Slider: { args: 0, auto: ["activated"], edits: { activated: ["value"] }, sets: { set_value: ["value"] } },
  ProgressBar: { args: 0, auto: [], edits: {}, sets: {} },
  Image: { args: 0, auto: [], edits: {}, sets: {} },
};
