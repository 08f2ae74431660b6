#!/usr/bin/env python3
"""Sums up what the test runners reported: count.py FOLDER. Exits with 1 when anything failed."""

import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

Counts = tuple[int, int, int]  # passed, failed, skipped


def from_meson(text: str) -> Counts:
    """cmocka prints totals; a program that prints none, or died before, counts as one test."""
    passed = failed = skipped = 0
    for line in text.splitlines():
        test = json.loads(line)
        output = test.get("stdout", "") + test.get("stderr", "")
        found = {
            word: sum(int(n) for n in re.findall(rf"\[\s+{word}\s+\] (\d+) test\(s\)", output))
            for word in ("PASSED", "FAILED", "SKIPPED")
        }
        ok = test["result"] in ("OK", "EXPECTEDFAIL")
        passed += found["PASSED"] or (ok and not any(found.values()))
        failed += found["FAILED"] or (not ok and test["result"] != "SKIP")
        skipped += found["SKIPPED"] + (test["result"] == "SKIP")
    return passed, failed, skipped


def from_pytest(text: str) -> Counts:
    passed = failed = skipped = 0
    for suite in ET.fromstring(text).iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        out = int(suite.get("skipped", 0))
        passed += int(suite.get("tests", 0)) - bad - out
        failed += bad
        skipped += out
    return passed, failed, skipped


def from_node(text: str) -> Counts:
    totals = dict(re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", text, re.M))
    number = {key: int(value) for key, value in totals.items()}
    return (
        number.get("pass", 0),
        number.get("fail", 0) + number.get("cancelled", 0),
        number.get("skipped", 0) + number.get("todo", 0),
    )


def from_lint(text: str) -> Counts:
    return (
        len(re.findall(r"^lint: \S+ ok$", text, re.M)),
        len(re.findall(r"^lint: \S+ FAILED$", text, re.M)),
        0,
    )


READERS: dict[str, Callable[[str], Counts]] = {
    ".json": from_meson,
    ".xml": from_pytest,
    ".tap": from_node,
    ".lint": from_lint,
}


def main(folder: str) -> int:
    rows: list[tuple[str, int, int, int, int]] = []
    for line in Path(folder, "status").read_text().splitlines():
        name, status, seconds = line.split()
        passed = failed = skipped = 0
        for report in sorted(Path(folder).glob(f"{name}*")):
            if report.suffix in READERS and re.fullmatch(rf"{name}(-.*)?", report.stem):
                p, f, k = READERS[report.suffix](report.read_text())
                passed, failed, skipped = passed + p, failed + f, skipped + k
        # A suite that failed without saying which test did is one failure more.
        if status != "0" and not failed:
            failed = 1
        rows.append((name, passed, failed, skipped, int(seconds)))

    print(f"\n{'suite':<10} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}")
    for row in rows:
        print(f"{row[0]:<10} {row[1]:>7} {row[2]:>7} {row[3]:>8} {row[4]:>8}")
    passed = sum(row[1] for row in rows)
    failed = sum(row[2] for row in rows)
    skipped = sum(row[3] for row in rows)
    print(f"\n{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
