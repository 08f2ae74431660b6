// The Web Awesome elements that widgets are made of, as far as they are used. They come in one file that is loaded with the first
// widget that needs it.

export interface Control extends HTMLElement {
  disabled: boolean;
  /** Resolves once what was set shows in its inner elements. */
  readonly updateComplete: Promise<unknown>;
}

export interface InputControl extends Control {
  value: string | null;
  readonly: boolean;
  label: string;
  type: string;
  passwordToggle: boolean;
  setSelectionRange(start: number, end: number): void;
}

export interface TextareaControl extends InputControl {
  resize: string;
  rows: number;
}

export interface CheckboxControl extends Control {
  checked: boolean;
}

export interface SliderControl extends Control {
  value: number;
  min: number;
  max: number;
  step: number;
  orientation: string;
  clampAndRoundToStep(value: number): number;
  label: string;
}

export interface ProgressControl extends Control {
  value: number;
  label: string;
}

export interface TabControl extends Control {
  active: boolean;
}

export interface TabGroupControl extends Control {
  active: string;
  placement: string;
}

export interface ButtonControl extends Control {
  appearance: string;
  variant: string;
  size: string;
}

/** The element in an input or text area that holds the text; null before it was drawn. */
export function innerText(control: Control): HTMLInputElement | HTMLTextAreaElement | null {
  return control.shadowRoot?.querySelector("input, textarea") ?? null;
}

export function create<T extends Control>(tag: string): T {
  return document.createElement(tag) as T;
}
