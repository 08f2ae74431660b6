"""The windows benchmark's peer: pywebview on GTK, from PyPI where it installs."""

import os
import sys
import time

import webview

ADAPTER = """
window.addEventListener('pywebviewready', async () => {
  const bridge = window.pywebview.api;
  await bridge.first();
  const api = {
    total: 4000,
    ping: (x) => bridge.ping(x),
    bytes: (u) => bridge.take(u.toBase64()),
    fetch: async (n) => Uint8Array.fromBase64(await bridge.fetch(n)),
  };
  try { bridge.report(JSON.stringify(await benchmark(api))); }
  catch (e) { bridge.report(JSON.stringify({error: String(e)})); }
});
"""


class Api:
    def ping(self, text):
        return text

    def take(self, text):
        return len(text)

    def fetch(self, n):
        return "AAAA" * (n // 3) + "AA=="

    def first(self):
        print("first", time.monotonic_ns() // 1000, file=sys.stderr, flush=True)
        if "BENCH_FIRST" in os.environ:
            os._exit(0)

    def report(self, text):
        print(text, flush=True)
        os._exit(0)


with open(sys.argv[1]) as file:
    script = file.read()
html = f"<!DOCTYPE html><script>{script}</script><script>{ADAPTER}</script>"
webview.create_window("bench", html=html, js_api=Api())
webview.start(gui="gtk")
