#!/usr/bin/env python3
"""Write a file as a C array of characters: embed.py NAME HEADER INPUT OUTPUT."""

import sys
from pathlib import Path


def literal(byte: int) -> str:
    return str(byte) if byte < 128 else f"(char){byte}"


def main(name: str, header: str, source: str, target: str) -> None:
    data = Path(source).read_bytes()
    with open(target, "w", encoding="ascii") as out:
        out.write(f"/* {Path(source).name}, embedded; made by script/embed.py */\n")
        out.write(f'#include "{header}"\n\nconst char {name}[] = {{\n')
        for start in range(0, len(data), 24):
            out.write("    " + ", ".join(map(literal, data[start : start + 24])) + ",\n")
        out.write(f"    0,\n}};\nconst size_t {name}_len = sizeof({name}) - 1;\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
