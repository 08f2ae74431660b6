// The whole bridge in one document: asks for the seed, puts window.Pytonium and window.oriel together, applies what comes.

import { createBindings } from "./bindings.ts";
import { createCalls } from "./calls.ts";
import { createBase64, type Frame, type Op } from "./codec.ts";
import { type Config, isAllowed, type Seed, type StateSeed } from "./config.ts";
import { captureHost, type Host, type View } from "./host.ts";
import { createLink } from "./link.ts";
import { createMirror } from "./mirror.ts";
import { defineProperty, parse } from "./natives.ts";
import { createReady } from "./ready.ts";
import { createState } from "./state.ts";

/** Starts in `view`, if it is a main frame of an allowed origin that the program wants. */
export function startPage(config: Config, view: View): void {
  // A document that is opened anew by document.open() keeps its window: the bridge that is there goes on, and none of the
  // functions, which the page may have replaced, is asked or told anything.
  if ("oriel" in view) return;
  if (view !== view.top || !isAllowed(config.origins, view.location.protocol, view.location.origin)) return;
  const host = captureHost(view);
  const answer = host?.prompt(`oriel:${config.key}`);
  const seed = answer ? (parse(answer) as Seed | null) : null;
  if (host && seed) connect(config.key, seed, host);
}

function connect(key: string, seed: Seed, host: Host): void {
  const { view, post, microtask, macrotask, dispatch, report } = host;

  // One operation of the program. Those that are not known are of a newer library, and mean nothing here.
  function run(op: Op, blocks: readonly string[]): void {
    switch (op[0]) {
      case "s":
        mirror.set(op[1] as string, op[2] as string, op[3], op[5] === 1 ? "page" : "program");
        break;
      case "v":
        calls.value(op[1] as number, op.length > 2 ? op[2] : undefined);
        break;
      case "b":
        calls.bytes(op[1] as number, blocks[op[2] as number] as string);
        break;
      case "e":
        calls.fail(op[1] as number, op[2] as string, op[3] as string);
        break;
      case "i":
        calls.stream(op[1] as number);
        break;
      case "d":
        calls.end(op[1] as number);
        break;
      case "r":
        mirror.remove(op[1] as string, op[2] as string, "program");
        break;
      case "o":
        mirror.confirm(op[1] as number);
        break;
      case "z":
        mirror.replace(op[1] as StateSeed);
        break;
      case "f":
        bindings.expose(op[1] as string, op[2] as string);
        break;
      case "u":
        bindings.withdraw(op[1] as string, op[2] as string);
        break;
    }
  }

  function receive({ ops, blocks }: Frame): void {
    for (let i = 0; i < ops.length; i++) {
      try {
        run(ops[i] as Op, blocks);
      } catch (error) {
        report(error);
      }
    }
  }

  const link = createLink({
    key,
    doc: seed.doc,
    post,
    microtask,
    receive,
    report,
    closed: (error) => calls.close(error),
  });
  const calls = createCalls(link, createBase64(host.base64));
  const mirror = createMirror(seed, macrotask);
  const { appState, state } = createState(mirror, link, { dispatch, report });
  const ready = createReady(host, () => link.send('["k"]'));
  const call = (object: string, name: string, ...args: unknown[]) => calls.call(object, name, args);
  const pytonium = { appState };
  const oriel = { call, state, ready };
  const bindings = createBindings(calls, [pytonium, oriel], seed.b);
  // Page authors may add to the objects; nobody can put another in their place.
  defineProperty(view, "Pytonium", { value: pytonium, enumerable: true });
  defineProperty(view, "oriel", { value: oriel, enumerable: true });
  link.open();
}
