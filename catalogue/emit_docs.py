"""Reference pages in Markdown: docs/widgets/<class>.md, and a list of them."""

from __future__ import annotations

import json

from emit_c import constructor, own_methods, signature, snake
from model import Catalogue, Class, Method, Param


def cell(text: str) -> str:
    return (
        text.replace("|", "\\|").replace("_", "\\_")
        if "`" not in text
        else text.replace("|", "\\|")
    )


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def call(method: Method) -> str:
    names = [f"{param.name}{'=None' if param.optional else ''}" for param in method.params]
    return f"`{method.name}({', '.join(names)})`"


def types(params: tuple[Param, ...]) -> str:
    return "; ".join(f"{param.name}: {param}" for param in params)


def methods(cls: Class) -> list[str]:
    rows = [
        [call(m), m.kind, cell(types(m.params)), cell(m.doc)]
        for m in cls.methods.values()
        if not m.private
    ]
    return table(["method", "kind", "takes", "what it does"], rows) if rows else []


def callbacks(cls: Class) -> list[str]:
    rows = []
    for callback in cls.callbacks.values():
        kept = ", ".join(f"`{key}`" for _, key in callback.sync)
        rows.append(
            [f"`{callback.name}`", cell(", ".join(callback.args)), kept, cell(callback.doc)]
        )
    return table(["callback", "arguments", "sets", "when"], rows) if rows else []


def page(cls: Class) -> str:
    lines = [f"# {cls.name}", "", cls.doc, ""]
    if not cls.page:
        lines += ["No page draws it yet: constructing one is an error that says so.", ""]
    if cls.args or cls.options:
        lines += ["## Constructor", ""]
        rows = [[f"`{p.name}`", "argument", str(p), cell(p.doc)] for p in cls.args]
        rows += [[f"`{p.name}`", "option", str(p), cell(p.doc)] for p in cls.options]
        lines += table(["name", "", "takes", "what it is"], rows)
    own = methods(cls)
    if own:
        lines += ["## Methods", "", *own]
    base = cls.base.name if cls.base else ""
    lines += [f"It also has [what every {base} has](base.md#{base}).", ""]
    heard = callbacks(cls)
    if heard:
        lines += ["## Callbacks", "", *heard]
    if cls.defaults:
        given = ", ".join(f"`{key}` {json.dumps(value)}" for key, value in cls.defaults.items())
        lines += [f"Before they are set: {given}.", ""]
    lines += ["## C", "", "```c", constructor(cls) + ";"]
    lines += [signature(cls, method) + ";" for method in own_methods(cls)]
    lines += ["```", ""]
    return "\n".join(lines)


def base_page(catalogue: Catalogue) -> str:
    lines = ["# What classes have in common", ""]
    for name, cls in catalogue.bases.items():
        lines += [f"## {name}", "", cls.doc, ""]
        if cls.base:
            lines += [f"It has what every [{cls.base.name}](#{cls.base.name}) has.", ""]
        lines += methods(cls) + callbacks(cls)
    return "\n".join(lines).rstrip("\n") + "\n"


INTRO = """\
# Widget classes

Made from `catalogue/widgets.json` by `catalogue/generate.py`. [widget.md](../widget.md) says how
they are used.

The kinds of methods:

- *setter*: keeps its arguments; pages are told, nothing is waited for. *fixed*: the same without
  arguments.
- *getter*: says what was set, or what the user made of it, without asking a page. *local*: so too.
- *child*: places a child. *remove*: takes one out. *factory*: makes something within.
- *action*: does something. *query*: asks a page, and is answered later.

A number is an integer or a real; a color is a CSS color; a list is an array.

"""


def index(catalogue: Catalogue) -> str:
    rows = [
        [f"[{cls.name}]({snake(cls.name)}.md)", "yes" if cls.page else "", cell(cls.doc)]
        for cls in catalogue.classes.values()
    ]
    rows.append(["[all](base.md)", "", "What classes have in common."])
    return INTRO + "\n".join(table(["class", "drawn", "what it is"], rows)).rstrip("\n") + "\n"


def pages(catalogue: Catalogue) -> dict[str, str]:
    made = {"README.md": index(catalogue), "base.md": base_page(catalogue)}
    for cls in catalogue.classes.values():
        made[f"{snake(cls.name)}.md"] = page(cls)
    return made


OUTPUTS = {"docs": pages}
KEPT = {"docs": "docs/widgets"}
