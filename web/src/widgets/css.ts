// Values of the program as values of styles. They pass through the object model, whose parser drops what is no such value.

export type Color = string | null | undefined;

/** Names of weights, as numbers. */
export const WEIGHTS: Readonly<Record<string, string>> = {
  thin: "100",
  extralight: "200",
  light: "300",
  normal: "400",
  regular: "400",
  medium: "500",
  semibold: "600",
  demibold: "600",
  bold: "700",
  extrabold: "800",
  heavy: "900",
  black: "900",
};

export function px(value: number): string {
  return `${value}px`;
}

type Length = "width" | "height" | "minWidth" | "minHeight" | "maxWidth" | "maxHeight";

/** Null, and what is below 0, leave the side free. */
export function setLength(element: HTMLElement, side: Length, value: number | null | undefined): void {
  element.style[side] = typeof value === "number" && value >= 0 ? px(value) : "";
}

/** A custom property, or none. */
export function setProperty(element: HTMLElement, name: string, value: Color): void {
  if (value === null || value === undefined || value === "") element.style.removeProperty(name);
  else element.style.setProperty(name, value);
}

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** An element for a text in any language: it runs as its first letters do. */
export function makeText<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const element = make(tag, className);
  element.dir = "auto";
  return element;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
