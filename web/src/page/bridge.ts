// The whole bridge in one document: puts window.Pytonium and window.oriel together, applies what comes, whatever carries it.

import { createBindings } from "./bindings.ts";
import { createCalls } from "./calls.ts";
import { type Carrier, type CarrierEvents, closedError } from "./carrier.ts";
import { createBase64, type Frame, type Op } from "./codec.ts";
import type { Seed, StateSeed } from "./config.ts";
import type { Host } from "./host.ts";
import { createLink } from "./link.ts";
import { createMirror } from "./mirror.ts";
import { defineProperty, put } from "./natives.ts";
import { createReady } from "./ready.ts";
import { createState } from "./state.ts";
import { createWidgetPort } from "./widgets.ts";

/** Before the program said anything. */
const NOTHING: Seed = { doc: 0, rev: 0, s: {}, p: [], b: {} };

export interface Bridge {
  /** Begins to listen. */
  open(): void;
  /** The program's first word, when there was no seed yet, or its word that everything begins anew. */
  begin(seed: Seed, isSameSession: boolean): void;
}

/** @param seed where it is known from the start */
export function createBridge(host: Host, carrier: (events: CarrierEvents) => Carrier, seed?: Seed): Bridge {
  const { view, microtask, macrotask, dispatch, report } = host;
  let isSeeded = seed !== undefined;
  let isReady = false;
  let seeded = (): void => {};

  // One operation of the program. Those that are not known are of a newer library, and mean nothing here.
  function run(op: Op, blocks: readonly string[]): void {
    switch (op[0]) {
      case "s":
        mirror.set(op[1] as string, op[2] as string, op[3], op[5] === 1 ? "page" : "program", op[6] === 1);
        break;
      case "w":
        widgets.message(op[1], op.length > 2 ? base64.decode(blocks[op[2] as number] as string) : undefined);
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
        mirror.remove(op[1] as string, op[2] as string, "program", op[4] === 1);
        break;
      case "o":
        mirror.confirm(op[1] as number);
        break;
      case "W":
        widgets.confirm(op[1] as number);
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
    mirror.settle();
  }

  const base64 = createBase64(host.base64);
  const link = createLink({ carrier, microtask, receive, report, closed: (error) => calls.close(error) });
  const calls = createCalls(link, base64);
  const mirror = createMirror(seed ?? NOTHING, macrotask);
  const widgets = createWidgetPort(link, base64);
  const { appState, state } = createState(mirror, link, { dispatch, report });
  const parsed = (run: () => void) => {
    if (isSeeded) host.parsed(run);
    else seeded = () => host.parsed(run);
  };
  const ready = createReady({ ...host, parsed }, () => {
    isReady = true;
    link.send('["k"]');
  });
  const call = (object: string, name: string, ...args: unknown[]) => calls.call(object, name, args);
  const pytonium = { appState };
  const oriel = { call, state, ready };
  put(oriel, "attachWidgets", widgets.attach, false);
  const bindings = createBindings(calls, [pytonium, oriel], (seed ?? NOTHING).b);
  // Page authors may add to the objects; nobody can put another in their place.
  defineProperty(view, "Pytonium", { value: pytonium, enumerable: true });
  defineProperty(view, "oriel", { value: oriel, enumerable: true });

  return {
    open: link.open,
    begin(next, isSameSession) {
      if (isSeeded) {
        link.clear();
        calls.close(closedError());
        mirror.restart();
      }
      const isFirst = !isSeeded;
      isSeeded = true;
      bindings.replace(next.b);
      mirror.replace(next);
      if (isReady) link.send('["k"]');
      if (isFirst) seeded();
      else widgets.begin(isSameSession);
    },
  };
}
