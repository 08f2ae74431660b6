// The start in a browser's page: the bridge of native windows, carried by a WebSocket.

import { type Bridge, createBridge } from "../page/bridge.ts";
import { captureHost, type View } from "../page/host.ts";
import { createBanner } from "./banner.ts";
import { createSocketCarrier, type SocketCarrier } from "./carrier.ts";
import type { Clock, Credentials, Socket, SocketPorts } from "./ports.ts";

/** @param url the socket's address; http and https mean ws and wss */
export function startSocket(view: View, url: URL): void {
  // In a native window, and where the script is included twice, the bridge is there already.
  if (Object.hasOwn(view, "oriel")) return;
  url.protocol = url.protocol.replace("http", "ws");
  const host = captureHost(view);
  const page = new URL(view.location.href);
  const code = page.searchParams.get("join") ?? undefined;
  let isCodeShown = code !== undefined;
  page.searchParams.delete("join");
  /** A code counts once: reloading must not show it again. The page may have put another address in place since. */
  const hideCode = (): void => {
    const now = new URL(view.location.href);
    now.searchParams.delete("join");
    view.history.replaceState(view.history.state, "", now);
  };
  const banner = createBanner(view.document, () => view.location.reload());
  let carrier: SocketCarrier | undefined;
  const bridge: Bridge = createBridge(host, (events) => {
    const ports: SocketPorts = {
      connect: () => new view.WebSocket(url) as Socket,
      clock: createClock(view),
      random: () => view.Math.random(),
      ...createStore(view, `oriel ${url}`),
      code,
      query: page.search.slice(1),
      status: (status) => banner.show(status),
      begin(seed, isSameSession) {
        if (isCodeShown) hideCode();
        isCodeShown = false;
        bridge.begin(seed, isSameSession);
      },
    };
    carrier = createSocketCarrier(ports, events);
    return carrier;
  });
  const hurry = (): void => carrier?.hurry();
  view.addEventListener("online", hurry);
  view.addEventListener("pageshow", hurry);
  view.document.addEventListener("visibilitychange", () => {
    if (view.document.visibilityState === "visible") hurry();
  });
}

function createClock(view: View): Clock {
  return {
    after(milliseconds, run) {
      const timer = view.setTimeout(run, milliseconds);
      return () => view.clearTimeout(timer);
    },
    now: () => view.performance.now(),
  };
}

/** A tab's storage; a browser that forbids it gets a new session each time. */
function createStore(view: View, name: string): Pick<SocketPorts, "load" | "store"> {
  return {
    load() {
      try {
        const text = view.sessionStorage.getItem(name);
        return text === null ? undefined : (JSON.parse(text) as Credentials);
      } catch {
        return undefined;
      }
    },
    store(credentials) {
      try {
        if (credentials) view.sessionStorage.setItem(name, JSON.stringify(credentials));
        else view.sessionStorage.removeItem(name);
      } catch {
        // Nothing is kept, then.
      }
    },
  };
}
