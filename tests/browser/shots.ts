// Takes the pictures of docs/img that show widgets; script/shots runs it.

import { EXAMPLE, GALLERY } from "./gallery.ts";
import { call, closeBrowser, Program } from "./harness.ts";

const DESK = { viewport: { width: 760, height: 520 } };
const PHONE = { viewport: { width: 360, height: 560 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true };

for (const [name, options, messages] of [
  ["widgets-example", { viewport: { width: 560, height: 380 } }, EXAMPLE],
  ["widgets-light", { ...DESK, colorScheme: "light" as const }, GALLERY],
  ["widgets-dark", { ...DESK, colorScheme: "dark" as const }, GALLERY],
  ["widgets-phone", PHONE, GALLERY],
] as const) {
  const program = await Program.open({ reducedMotion: "reduce", ...options });
  await program.build(...messages);
  if (name === "widgets-dark") program.send(call(4, "set_index", 1));
  await program.settled();
  await program.page.screenshot({ path: `docs/img/${name}.png`, animations: "disabled" });
  await program.close();
}
await closeBrowser();
