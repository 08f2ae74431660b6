// /oriel/page.js: gives any page that includes it window.Pytonium and window.oriel. The socket is /ws beside the script's folder,
// or what the attribute data-socket of its element says.

import type { View } from "../page/host.ts";
import { startSocket } from "./start.ts";

const script = document.currentScript as HTMLScriptElement | null;
const from = script?.src || location.href;
startSocket(window as View, new URL(script?.dataset.socket ?? "../ws", from));
