"""The windows benchmark's subject in Python: prints one line of JSON."""

import os
import sys
import time

import oriel

ADAPTER = """
addEventListener('PytoniumReady', async () => {
  await oriel.bench.first();
  const api = {
    ping: (x) => oriel.bench.ping(x),
    more: (n) => oriel.bench.more(n),
    bytes: (u) => oriel.bench.bytes(u),
    fetch: (n) => oriel.bench.fetch(n),
    seen: (f) => {
      Pytonium.appState.registerForStateUpdates('tick', ['tick'], false, true);
      document.addEventListener('tick', f);
    },
  };
  try { oriel.bench.report(JSON.stringify(await benchmark(api))); }
  catch (e) { oriel.bench.report(JSON.stringify({error: String(e)})); }
});
"""

window = oriel.Window(origins=["bench:"])
count = 0


@window.expose("bench")
def ping(text):
    return text


@window.expose("bench")
def more(n):
    global count
    state = window.state
    for _ in range(n):
        count += 1
        state.set("tick", "tick", count)


@window.expose("bench", name="bytes")
def take(data):
    return len(data)


@window.expose("bench")
def fetch(n):
    return bytes(n)


@window.expose("bench")
def first():
    print("first", time.monotonic_ns() // 1000, file=sys.stderr, flush=True)
    if "BENCH_FIRST" in os.environ:
        window.destroy()


@window.expose("bench")
def report(text):
    print(text, flush=True)
    window.destroy()


with open(sys.argv[1]) as file:
    script = file.read()
window.load_html(
    f"<!DOCTYPE html><script>{script}</script><script>{ADAPTER}</script>",
    "bench://page/",
)
oriel.run()
