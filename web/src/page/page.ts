// The start in a document of a native window, at document start, before its first script.

import { createBridge } from "./bridge.ts";
import { type Config, isAllowed, type Seed } from "./config.ts";
import { captureEngine, captureHost, type View } from "./host.ts";
import { has, parse } from "./natives.ts";
import { createPosts } from "./posts.ts";

/** Starts in `view`, if it is a main frame of an allowed origin that the program wants. */
export function startPage(config: Config, view: View): void {
  // A document that is opened anew by document.open() keeps its window: the bridge that is there goes on, and none of the
  // functions, which the page may have replaced, is asked or told anything.
  if (has(view, "oriel")) return;
  if (view !== view.top || !isAllowed(config.origins, view.location.protocol, view.location.origin)) return;
  const engine = captureEngine(view);
  const answer = engine?.prompt(`oriel:${config.key}`);
  const seed = answer ? (parse(answer) as Seed | null) : null;
  if (!engine || !seed) return;
  const ports = { key: config.key, doc: seed.doc, post: engine.post };
  const bridge = createBridge(captureHost(view), (events) => createPosts(ports, events), seed);
  bridge.open();
}
