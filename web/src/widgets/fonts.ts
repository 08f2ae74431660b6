// Fonts of the program.

import { px, setProperty, WEIGHTS } from "./css.ts";
import type { FontFacts, Message } from "./messages.ts";

/** Fonts that are there, or come: a rebuild registers them all again. */
const registered = new Map<string, FontFace>();

/** Returns at once; the letters come when the font is there. */
export function registerFont({ family, weight, style, url }: Message, report: (error: unknown) => void): void {
  const address = new URL(url ?? "", document.baseURI).href;
  const name = JSON.stringify([family, weight, style, address]);
  const known = registered.get(name);
  if (known && known.status !== "error") return;
  if (known) document.fonts.delete(known);
  const face = new FontFace(family ?? "", `url(${JSON.stringify(address)})`, {
    weight: WEIGHTS[weight ?? "normal"] ?? weight ?? "normal",
    style: style ?? "normal",
  });
  document.fonts.add(face);
  registered.set(name, face);
  face.load().catch(report);
}

export function setDefaultFont(font: FontFacts | null): void {
  const root = document.documentElement;
  setProperty(root, "--o-font-family", font?.family);
  setProperty(root, "--o-font-size", font?.size ? px(font.size) : null);
  setProperty(root, "--o-font-weight", font?.weight ? (WEIGHTS[`${font.weight}`] ?? `${font.weight}`) : null);
  setProperty(root, "--o-font-style", font?.style);
}
