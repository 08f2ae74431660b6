"""Many sessions at once: most of them idle, some clicking; each must end in the right state.

Every page has a session with a label and a button of its own. A busy one clicks as soon as the
last click came back, and checks that its label counts its own clicks, one by one. The pages are
bench/load.c, the program is bench/sessions_oriel.c.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
from sessions import BUILD, cpu_seconds, resident_kb  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10000, help="all of them")
    parser.add_argument("--busy", type=int, default=100, help="how many of them click")
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    server = subprocess.Popen([str(BUILD / "bench/sessions_oriel")], **pipes)
    try:
        port = server.stdout.readline().strip()
        before = resident_kb(server.pid)
        numbers = [str(options.pages), str(options.busy), str(options.seconds)]
        load = subprocess.Popen([str(BUILD / "bench/load"), "oriel", port, *numbers], **pipes)
        if load.stdout.readline().strip() != "idle":
            sys.exit("the pages did not all come in")
        time.sleep(1)
        idle_kb = (resident_kb(server.pid) - before) / options.pages
        cpu = cpu_seconds(server.pid)
        time.sleep(5)
        idle = (cpu_seconds(server.pid) - cpu) / 5
        print(f"{options.pages:,} idle: {idle_kb:.1f} KB each, {idle:.1%} of a core", flush=True)
        cpu = cpu_seconds(server.pid)
        print("go", file=load.stdin, flush=True)
        figures = json.loads(load.stdout.readline())
        spent = cpu_seconds(server.pid) - cpu
        busy_kb = (resident_kb(server.pid) - before) / options.pages
        print("end", file=load.stdin, flush=True)
        status = load.wait()
    finally:
        server.kill()
        server.wait()
    clicks = figures["clicks"]
    each = spent / max(clicks, 1) * 1e6
    print(f"{options.busy} busy for {options.seconds:.0f} s: {clicks:,} clicks")
    print(f"a click: {figures['p50_us']:.0f} us in the middle, {each:.1f} us CPU")
    print(f"afterwards: {busy_kb:.1f} KB each")
    print(f"{figures['wrong']} updates that did not count their page's clicks")
    if figures["wrong"] or status or clicks < options.busy:
        sys.exit(1)


if __name__ == "__main__":
    main()
