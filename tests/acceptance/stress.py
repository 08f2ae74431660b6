"""Threads set state and pages call back, all at once, for a while; nothing may be lost.

Eight threads set a sequence number, each in a namespace of its own, in the states of two windows.
Each page checks that every number is the last one plus one, and keeps 1,000 calls in flight, whose
numbers the program checks on arrival and the page on return. The pages tell what they have seen,
and no thread runs more than CREDIT numbers ahead of that: so what is due to a page stays below the
mark above which changes of one key collapse, and stats()["collapsed"] must be 0 in the end.

The memory (PSS) of this process and of its web processes is sampled each second; runs of 30 seconds
and more fail when the last third needs more than a tenth more than seconds 10 to 20 did.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import threading
import time

import oriel
import proc

THREADS = 8
WINDOWS = 2
IN_FLIGHT = 1000
CREDIT = 1000
GROWTH = 1.1

PAGE = """<!DOCTYPE html>
<title>Stress</title>
<script>
const THREADS = %(threads)d, IN_FLIGHT = %(in_flight)d;
const namespaces = Array.from({length: THREADS}, (_, i) => "t" + i);
const last = new Array(THREADS).fill(0);
const faults = [];
let updates = 0, called = 0, returned = 0, stopping = false;
function fault(text) { if (faults.length < 20) faults.push(text); }

function changed({namespace, key, value}) {
  const i = +namespace.slice(1);
  if (key !== "n" || value !== last[i] + 1) fault(`${namespace}: ${value} after ${last[i]}`);
  last[i] = value;
  updates++;
}

function call() {
  const n = ++called;
  oriel.app.echo(n).then((answer) => {
    returned++;
    if (answer !== n) fault(`the answer to ${n} is ${answer}`);
    if (returned !== n) fault(`the answer to ${n} is number ${returned}`);
    if (!stopping) call();
  }, (error) => { returned++; fault(`call ${n}: ${error.name}: ${error.message}`); });
}

// The documents' way in one page, ours in the other.
function listen(events) {
  if (!events) return oriel.state.subscribe(namespaces, changed);
  document.addEventListener("news", (event) => changed(event.detail));
  return Pytonium.appState.registerForStateUpdates("news", namespaces, false, true);
}

addEventListener("PytoniumReady", async () => {
  listen(await oriel.app.start());
  oriel.app.seen(last);
  for (let i = 0; i < IN_FLIGHT; i++) call();
  let told = 0;
  while (!Pytonium.appState.getState("control", "stop")) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (updates !== told) { told = updates; oriel.app.seen(last); }
  }
  stopping = true;
  while (returned < called) await new Promise((resolve) => setTimeout(resolve, 5));
  const ends = Pytonium.appState.getState("control", "stop");
  const due = performance.now() + 20000;
  while (last.some((n, i) => n < ends[i]) && performance.now() < due)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const mirror = namespaces.map((name) => oriel.state.get(name, "n") ?? 0);
  oriel.app.report({last, mirror, updates, called, returned, faults});
});
</script>
"""


class Receiver:
    """A window, and what the program hears of its page."""

    def __init__(self, folder, index):
        self.arrived = 0
        self.faults = []
        self.report = None
        self.seen = None  # per thread; None before the page is ready
        self.changed = threading.Condition()
        self.window = oriel.Window("app://stress.html", size=(300, 200))
        self.window.serve("app", folder)
        self.window.expose(lambda: index == 0, "app", name="start")
        self.window.expose(self.echo, "app", name="echo")
        self.window.expose(self.on_seen, "app", name="seen", returns=False)
        self.window.expose(self.on_report, "app", name="report", returns=False)
        self.window.show()

    def echo(self, n):
        self.arrived += 1
        if n != self.arrived and len(self.faults) < 20:
            self.faults.append(f"call {n} is number {self.arrived}")
        return n

    def on_seen(self, last):
        with self.changed:
            self.seen = last
            self.changed.notify_all()

    def on_report(self, report):
        self.report = report

    def has_credit(self, thread, number):
        """Wait until the page has seen enough for *number* to be sent; False: not now."""
        with self.changed:
            return self.changed.wait_for(
                lambda: self.seen is not None and number - self.seen[thread] <= CREDIT, 0.2
            )


def setter(index, receivers, ends, stop):
    """Counts up in its namespace of both states."""
    number = 0
    while not stop.is_set():
        if not all(receiver.has_credit(index, number + 1) for receiver in receivers):
            continue
        number += 1
        for receiver in receivers:
            receiver.window.state.set(f"t{index}", "n", number)
    ends[index] = number


def sample(began):
    web = [proc.pss(pid) for pid in proc.web_processes()]
    return {"at": time.monotonic() - began, "own": proc.pss(), "web": sum(web), "webs": len(web)}


def sampler(began, samples, stop):
    while not stop.wait(max(0.0, began + len(samples) + 1 - time.monotonic())):
        samples.append(sample(began))


def dispatch_until(ready, timeout):
    end = time.monotonic() + timeout
    while not ready() and time.monotonic() < end:
        oriel.dispatch(0.05)
    return ready()


def check(receivers, ends, collapsed):
    """What went wrong, as a list of texts."""
    faults = []
    for index, receiver in enumerate(receivers):
        report = receiver.report
        if report is None:
            faults.append(f"window {index}: no report; {receiver.arrived} calls arrived")
            continue
        faults += [f"window {index}, page: {text}" for text in report["faults"]]
        faults += [f"window {index}: {text}" for text in receiver.faults]
        for what, found, due in [
            ("last numbers seen", report["last"], ends),
            ("last numbers kept", report["mirror"], ends),
            ("updates seen", report["updates"], sum(ends)),
            ("calls arrived", receiver.arrived, report["called"]),
            ("answers seen", report["returned"], report["called"]),
        ]:
            if found != due:
                faults.append(f"window {index}: {what}: {found}, not {due}")
    if collapsed:
        faults.append(f"{collapsed} changes collapsed")
    return faults


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def check_memory(samples):
    faults, lines = [], []
    third = len(samples) - len(samples) // 3
    for name in ("own", "web"):
        early = mean(s[name] for s in samples if 10 <= s["at"] <= 20.5)
        late = mean(s[name] for s in samples[third:])
        lines.append(f"{name}: {early:.1f} MB in seconds 10-20, {late:.1f} MB in the last third")
        if late > early * GROWTH:
            faults.append(f"the memory grows: {lines[-1]}")
    return faults, lines


def run(folder, seconds):
    text = PAGE % {"threads": THREADS, "in_flight": IN_FLIGHT}
    (folder / "stress.html").write_text(text)
    receivers = [Receiver(folder, index) for index in range(WINDOWS)]
    if not dispatch_until(lambda: all(r.seen is not None for r in receivers), 30):
        return ["the pages did not start"]
    stop, ends, samples = threading.Event(), [0] * THREADS, []
    began = time.monotonic()
    cpu = time.process_time()
    workers = [
        threading.Thread(target=setter, args=(index, receivers, ends, stop))
        for index in range(THREADS)
    ]
    workers.append(threading.Thread(target=sampler, args=(began, samples, stop)))
    for worker in workers:
        worker.start()
    while (left := began + seconds - time.monotonic()) > 0:
        oriel.dispatch(min(left, 0.1))
    stop.set()
    while any(worker.is_alive() for worker in workers):
        oriel.dispatch(0.02)
    took, cpu = time.monotonic() - began, time.process_time() - cpu
    arrived = sum(receiver.arrived for receiver in receivers)
    for receiver in receivers:
        receiver.window.state.set("control", "stop", ends)
    dispatch_until(lambda: all(r.report is not None for r in receivers), 60)
    stats = oriel.app().stats()
    faults = check(receivers, ends, stats["collapsed"])

    print("second  own MB  web MB (processes)")
    for s in samples:
        print(f"{s['at']:6.1f} {s['own']:7.1f} {s['web']:7.1f} ({s['webs']})")
    updates = WINDOWS * sum(ends)
    print(f"\n{took:.1f} s, {THREADS} threads, {WINDOWS} windows, {IN_FLIGHT} calls in flight each")
    print(f"updates  {updates:>10} sent and seen, {updates / took:>8.0f}/s")
    print(f"calls    {arrived:>10} there and back, {arrived / took:>7.0f}/s")
    print(f"CPU      {cpu / took:>10.2f} of one, this process; {json.dumps(stats)}")
    if seconds >= 30:
        more, lines = check_memory(samples)
        faults += more
        for line in lines:
            print(f"PSS      {line}")
    for receiver in receivers:
        receiver.window.destroy()
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = run(pathlib.Path(folder), args.seconds)
    for fault in faults:
        print("FAILED:", fault)
    if not faults:
        print("nothing lost, nothing out of order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
