// The page that draws widgets, in a browser's tab or in a native window.

import type { View } from "../page/host.ts";
import type { WidgetAttachment } from "../page/widgets.ts";
import { startSocket } from "../socket/start.ts";
import { Client } from "./client.ts";
import { createNotice } from "./notice.ts";
import { createRegistry } from "./registry.ts";
import { dress } from "./theme.ts";

/** The file stands in the folder of assets; the socket, and everything else, beside that folder. */
const BASE = new URL("..", import.meta.url);

/** A server with a second port for sockets says so, without a host: it has the page's. */
function socketUrl(): URL {
  const given = document.querySelector<HTMLMetaElement>("meta[name=oriel-ws]")?.content;
  return new URL(given?.replace("//:", `//${location.hostname}:`) || "ws", BASE);
}

dress(window);
startSocket(window as View, socketUrl());
const { attachWidgets } = (window as unknown as { oriel: { attachWidgets: WidgetAttachment } }).oriel;
const notice = createNotice();
let attachment: ReturnType<WidgetAttachment> | undefined;
const client = new Client({
  root: document.body,
  registry: createRegistry(() => import("../../vendor/webawesome.js")),
  notice,
  backlog: () => attachment?.backlog() ?? 0,
  openUrl: (url) => void open(url, "_blank", "noopener"),
  report: (error) => reportError(error),
});
attachment = attachWidgets(client);
client.start(attachment.send);

// A file that is dropped where nothing takes it would be opened in place of the page.
for (const type of ["dragover", "drop"] as const) {
  addEventListener(type, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}

let isTelling = false;
addEventListener("resize", () => {
  if (isTelling) return;
  isTelling = true;
  requestAnimationFrame(() => {
    isTelling = false;
    client.tellViewport();
  });
});
const flush = (): void => client.flush();
addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", flush);
