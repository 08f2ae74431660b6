// The classes that this client draws. Those that need more than the client's own file are loaded when the first is made.

import { HBox, VBox } from "./box.ts";
import { Button } from "./button.ts";
import { CheckBox } from "./checkbox.ts";
import { ComboBox } from "./combobox.ts";
import { Dialog } from "./dialog.ts";
import { Frame } from "./frame.ts";
import { GridBox } from "./gridbox.ts";
import { Image } from "./image.ts";
import { Label } from "./label.ts";
import { ProgressBar } from "./progressbar.ts";
import { Slider } from "./slider.ts";
import { TabWidget } from "./tabwidget.ts";
import { TextArea } from "./textarea.ts";
import { TextEntry } from "./textentry.ts";
import { TopLevel } from "./toplevel.ts";
import type { Made, Widget } from "./widget.ts";

export type WidgetClass = new (made: Made) => Widget;

/** A class, at once or as soon as it was loaded; undefined when there is none of that name. */
export type Registry = (name: string) => WidgetClass | Promise<WidgetClass> | undefined;

const OWN: Readonly<Record<string, WidgetClass>> = { ComboBox, Frame, GridBox, HBox, Image, Label, TopLevel, VBox };
const OF_CONTROLS: Readonly<Record<string, WidgetClass>> = {
  Button,
  CheckBox,
  Dialog,
  ProgressBar,
  Slider,
  TabWidget,
  TextArea,
  TextEntry,
};

/** Every class, for those who want to look at them all. */
export const CLASSES: Readonly<Record<string, WidgetClass>> = { ...OWN, ...OF_CONTROLS };

/** @param loadControls defines the elements that controls are made of */
export function createRegistry(loadControls: () => Promise<unknown>): Registry {
  let loading: Promise<unknown> | undefined;
  let areControlsThere = false;
  return (name) => {
    if (Object.hasOwn(OWN, name)) return OWN[name];
    const found = Object.hasOwn(OF_CONTROLS, name) ? OF_CONTROLS[name] : undefined;
    if (!found || areControlsThere) return found;
    loading ??= loadControls().then(
      () => {
        areControlsThere = true;
      },
      (error: unknown) => {
        loading = undefined; // The next widget tries again.
        throw error;
      },
    );
    return loading.then(() => found);
  };
}
