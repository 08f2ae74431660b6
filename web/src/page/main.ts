// The script that is injected at the start of a document. The library puts the configuration, as JSON, in place of the one
// occurrence of the identifier below.

import type { Config } from "./config.ts";
import type { View } from "./host.ts";
import { startPage } from "./page.ts";

declare const __ORIEL_CONFIG__: Config;

startPage(__ORIEL_CONFIG__, window as View);
