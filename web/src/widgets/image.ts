// A picture, from an address or from bytes.

import { make } from "./css.ts";
import { Interactive } from "./interactive.ts";
import type { ImageMethods } from "./types.ts";
import type { Made } from "./widget.ts";

export class Image extends Interactive implements ImageMethods {
  declare readonly element: HTMLImageElement;
  /** An address of our own, of bytes that are kept as long as it is. */
  #blob: string | undefined;

  constructor(made: Made) {
    super(made, make("img", ""));
    this.element.alt = "";
    this.element.draggable = false;
    this.isPaced = made.options.use_animation_frame !== false;
    if (typeof made.options.url === "string") this.set_image(made.options.url);
  }

  set_image(url: string | null): void {
    this.#release();
    if (url === null) this.element.removeAttribute("src");
    else this.element.src = url;
  }

  set_binary_image(data: Uint8Array, format?: string | null): void {
    const type = format?.includes("/") ? format : `image/${formatName(format ?? "png")}`;
    this.#release();
    this.#blob = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type }));
    this.element.src = this.#blob;
  }

  update(): void {
    const { src } = this.element;
    if (src !== "") this.element.src = src;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.alt = msg ?? "";
  }

  override dispose(): void {
    super.dispose();
    this.#release();
  }

  #release(): void {
    if (this.#blob) URL.revokeObjectURL(this.#blob);
    this.#blob = undefined;
  }
}

function formatName(format: string): string {
  const name = format.toLowerCase();
  if (name === "jpg") return "jpeg";
  return name === "svg" ? "svg+xml" : name;
}
