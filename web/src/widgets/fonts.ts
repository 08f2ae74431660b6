// Fonts of the program.

import { px, setProperty } from "./css.ts";
import type { FontFacts, Message } from "./messages.ts";

const WEIGHTS: Readonly<Record<string, string>> = {
  thin: "100",
  extralight: "200",
  light: "300",
  normal: "400",
  regular: "400",
  medium: "500",
  semibold: "600",
  bold: "700",
  extrabold: "800",
  black: "900",
};

/** Those that are there: a rebuild names them all again, and one that could not be loaded gets another try. */
const faces = new Map<string, FontFace>();

/** Returns at once; the letters come when the font is there. */
export function registerFont({ family, weight, style, url }: Message, report: (error: unknown) => void): void {
  const address = new URL(url ?? "", document.baseURI).href;
  const facts = {
    weight: WEIGHTS[weight ?? "normal"] ?? weight ?? "normal",
    style: style ?? "normal",
  };
  const key = JSON.stringify([family, facts.weight, facts.style, address]);
  const known = faces.get(key);
  if (known && known.status !== "error") return;
  if (known) document.fonts.delete(known);
  const face = new FontFace(family ?? "", `url(${JSON.stringify(address)})`, facts);
  faces.set(key, face);
  document.fonts.add(face);
  face.load().catch(report);
}

export function setDefaultFont(font: FontFacts | null): void {
  const root = document.documentElement;
  setProperty(root, "--o-font-family", font?.family);
  setProperty(root, "--o-font-size", font?.size ? px(font.size) : null);
  setProperty(root, "--o-font-weight", font?.weight ? (WEIGHTS[`${font.weight}`] ?? `${font.weight}`) : null);
  setProperty(root, "--o-font-style", font?.style);
}
