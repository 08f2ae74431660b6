"""Python: the widget classes of `oriel.widgets` and of `oriel.sync`, kept in the tree."""

from __future__ import annotations

import pprint
import re
import textwrap
from typing import Any

from model import Catalogue, Class, Method, Param

WIDTH = 100

# What Python passes for each type of the catalogue.
TYPES = {
    "bool": "bool", "integer": "int", "number": "float", "string": "str", "color": "str",
    "list": "list[Any] | tuple[Any, ...]", "object": "dict[str, Any]", "widget": "Widget",
    "bytes": "bytes | bytearray | memoryview", "any": "Any",
}  # fmt: skip

# ... and what it gets.
RESULTS = {**TYPES, "list": "list[Any]", "bytes": "bytes"}

# The methods whose "url" may be a local file.
PICTURES = ("add_cursor", "set_icon", "set_image")

# The bases of the catalogue, and the classes for them.
BASES = {"callback": "Widget", "widget": "VisualWidget", "container": "Container"}

HEAD = '''"""{title}

Made from catalogue/widgets.json by catalogue/generate.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._widget import {first}, {second}, folded, picture, with_pictures

if TYPE_CHECKING:
{imports}

__all__ = [
{names}
]
'''


def union(types: tuple[str, ...], optional: bool, table: dict[str, str] = TYPES) -> str:
    names = list(dict.fromkeys(name for kind in types for name in table[kind].split(" | ")))
    if "Any" in names:
        return "Any"
    return " | ".join(names + ["None"] * optional)


def parameter(param: Param, optional: bool) -> str:
    return f"{param.name}: {union(param.types, optional or param.optional)}" + " = None" * optional


def spelled(text: str) -> str:
    """The catalogue's words as Python spells them."""
    return re.sub(r"\bnull\b", "None", text).replace("`", "*")


def docstring(text: str, indent: str) -> list[str]:
    """`text` as a docstring: its first sentence, then the rest."""
    first, _, rest = spelled(text).partition(". ")
    if rest:
        first += "."
    lines = textwrap.wrap(first, WIDTH - len(indent) - 6)
    quoted = [indent + '"""' + lines[0]] + [indent + line for line in lines[1:]]
    if rest:
        quoted += [""] + [indent + line for line in textwrap.wrap(rest, WIDTH - len(indent) - 3)]
    if len(quoted) == 1:
        return [quoted[0] + '"""']
    return quoted + [indent + '"""']


def signature(
    name: str, params: list[str], result: str, indent: str = "    ", remark: str = ""
) -> list[str]:
    line = f"{indent}def {name}({', '.join(params)}) -> {result}:"
    if remark and len(line) + 2 + len(remark) <= WIDTH:
        return [f"{line}  {remark}"]
    if remark:
        return [
            f"{indent}def {name}(  {remark}",
            f"{indent}    {', '.join(params)}",
            f"{indent}) -> {result}:",
        ]
    if len(line) <= WIDTH:
        return [line]
    inner = f"{indent}    {', '.join(params)}"
    if len(inner) <= WIDTH and not inner.rstrip().endswith(","):
        return [f"{indent}def {name}(", inner, f"{indent}) -> {result}:"]
    return [
        f"{indent}def {name}(",
        *[f"{indent}    {param}," for param in params],
        f"{indent}) -> {result}:",
    ]


def call(function: str, args: list[str], head: str = "return ") -> list[str]:
    line = f"        {head}self.{function}({', '.join(args)})"
    if len(line) <= WIDTH:
        return [line]
    inner = f"            {', '.join(args)}"
    if len(inner) <= WIDTH:
        return [f"        {head}self.{function}(", inner, "        )"]
    return [
        f"        {head}self.{function}(",
        *[f"            {arg}," for arg in args],
        "        )",
    ]


class Module:
    """One module of classes; `is_sync` says for which of the two APIs."""

    def __init__(self, catalogue: Catalogue, is_sync: bool):
        self.catalogue = catalogue
        self.is_sync = is_sync

    def awaitable(self, result: str) -> str:
        return result if self.is_sync else f"Awaitable[{result}]"

    def getter_result(self, cls: Class, method: Method) -> tuple[str, str]:
        """The function that answers, and the type of what it says."""
        setters = [
            other
            for other in cls.all_methods().values()
            if other.kind == "setter" and other.key == method.key
        ]
        if not setters:
            fixed = any(
                m.kind == "fixed" and m.key == method.key for m in cls.all_methods().values()
            )
            return "_get", "bool" if fixed else "Any"
        if len(setters[0].params) > 1:
            return "_get_tuple", "Any"
        param = setters[0].params[0]
        default = self.default(cls, method.key)
        return "_get", union(param.types, param.optional or default is None, RESULTS)

    def default(self, cls: Class | None, key: str | None) -> object:
        while cls is not None:
            if key in cls.defaults:
                return cls.defaults[key]
            cls = cls.base
        return None

    def method(self, cls: Class, method: Method) -> list[str]:
        names = [param.name for param in method.params]
        required = method.required
        params = ["self"] + [
            parameter(param, number >= required) for number, param in enumerate(method.params)
        ]
        name = f'"{method.name}"'
        done = self.awaitable("None")
        match method.kind:
            case "destroy":
                return self.function(method, params, done, call("_destroy", []))
            case "getter":
                function, result = self.getter_result(cls, method)
                body = call(function, [name])
                if result != "Any":
                    body = call(function, [name], f"found: {result} = ") + ["        return found"]
                return self.function(method, params, result, body)
            case "local":
                return self.function(method, params, "Any", call("_get", [name] + names))
            case "query" | "factory":
                result = self.awaitable("Any")
                return self.function(method, params, result, call("_ask", [name] + names))
            case "remove":
                return self.function(method, params, done, call("_remove", [name] + names))
        if method.binary:
            return self.function(method, params, done, call("_call_bytes", [name] + names))
        if method.name in PICTURES:
            names = ["picture(url)" if each == "url" else each for each in names]
        if method.kind == "child" and names[-1] == "options":
            params.append("**more: Any")
            names[-1] = "folded(options, more)"
        if required < len(names):
            args = [name, str(required)] + names
            return self.function(method, params, done, call("_call_optional", args))
        return self.function(method, params, done, call("_call", [name] + names))

    def function(
        self, method: Method, params: list[str], result: str, body: list[str]
    ) -> list[str]:
        remark = "# type: ignore[override]" if self.differs(method) else ""
        return (
            signature(method.name, params, result, remark=remark)
            + docstring(method.doc, " " * 8)
            + body
        )

    def differs(self, method: Method) -> bool:
        """Whether a base has a method of that name with other parameters."""
        return any(
            other is not method and other.params != method.params
            for base in self.catalogue.bases.values()
            for other in [base.methods.get(method.name, method)]
        )

    def members(self, cls: Class) -> list[str]:
        lines: list[str] = []
        for method in cls.methods.values():
            if not method.private:
                lines += [""] + self.method(cls, method)
        return lines

    def class_doc(self, cls: Class) -> list[str]:
        lines = docstring(cls.doc, "    ")
        lines = [line.removesuffix('"""') if line is lines[-1] else line for line in lines]
        if lines[-1].strip() == "":
            lines.pop()
        given = [(param.name, param.doc) for param in cls.args + cls.options]
        told = [
            (f'"{name}" ({", ".join(callback.args)})', callback.doc)
            for name, callback in cls.callbacks.items()
        ]
        for title, rows in (("", given), ("Callbacks:", told)):
            if rows:
                lines += [""] + ([f"    {title}", ""] if title else [])
            for name, doc in rows:
                text = f"{name}: {doc}" if title else f"*{name}*: {doc}"
                text = spelled(text.rstrip("."))
                head, tail = ("    - ", "      ")
                lines += textwrap.wrap(
                    text, WIDTH, initial_indent=head, subsequent_indent=tail, break_on_hyphens=False
                )
        if len(lines) == 1:
            return [lines[0] + '"""']
        return lines + ['    """']

    def constructor(self, cls: Class) -> list[str]:
        given = list(cls.args + cls.options)
        params = ["self"] + [parameter(param, True) for param in given]
        params += ["*", "session: Session | None = None", "**properties: Any"]
        names = [f'"{cls.name}"', str(len(cls.args))] + [f'"{param.name}"' for param in cls.options]
        row = f"    _names = ({', '.join(names)})"
        lines = [row]
        if len(row) > WIDTH:
            lines = ["    _names = (", *[f"        {name}," for name in names], "    )"]
        lines += [""] + signature("__init__", params, "None")
        pictures = ("icon", "url") if cls.name == "Image" else ("icon",)
        takes = any(name in PICTURES for name in cls.methods)
        args = ["session", "with_pictures(properties)" if takes else "properties"]
        args += [f"picture({p.name})" if p.name in pictures else p.name for p in given]
        return lines + call("_create", args, "")

    def concrete(self, cls: Class) -> list[str]:
        base = next(name for name, one in self.catalogue.bases.items() if one is cls.base)
        lines = [f"class {cls.name}({BASES[base]}):"] + self.class_doc(cls) + [""]
        return lines + self.constructor(cls) + self.members(cls)

    def base(self, name: str, cls: Class) -> list[str]:
        above = "SyncWidget" if self.is_sync else "AsyncWidget"
        if cls.base is not None:
            above = BASES[next(k for k, one in self.catalogue.bases.items() if one is cls.base)]
        return [f"class {BASES[name]}({above}):"] + self.class_doc(cls) + self.members(cls)

    def namespace(self) -> list[str]:
        lines = ["class Widgets(Namespace):"]
        lines += docstring("The classes bound to a session. See Session.get_widgets().", "    ")
        lines += [""] + [f"    {name}: type[{name}]" for name in self.catalogue.classes]
        return lines

    def text(self) -> str:
        names = [*BASES.values(), *self.catalogue.classes, "Widgets"]
        kind = "synchronous" if self.is_sync else "asynchronous"
        imports = [] if self.is_sync else ["    from collections.abc import Awaitable", ""]
        module = "_sync_session" if self.is_sync else "_session"
        imports += [f"    from .{module} import Session"]
        parts = [
            HEAD.format(
                title=f"The classes of widgets, for the {kind} API.",
                first="Namespace" if self.is_sync else "AsyncWidget",
                second="SyncWidget" if self.is_sync else "Namespace",
                imports="\n".join(imports),
                names="\n".join(f'    "{name}",' for name in sorted(names)),
            )
        ]
        for name, cls in self.catalogue.bases.items():
            parts.append("\n".join(self.base(name, cls)) + "\n")
        for cls in self.catalogue.classes.values():
            parts.append("\n".join(self.concrete(cls)) + "\n")
        parts.append("\n".join(self.namespace()) + "\n")
        return "\n\n".join(parts)


def facts(cls: Class) -> dict[str, Any]:
    """What `oriel.testing` and others want to know of a class, or of a base."""
    row: dict[str, Any] = {
        "methods": {
            name: [
                method.kind,
                method.key,
                method.rule,
                list(method.resets),
                [param.name for param in method.params],
            ]
            for name, method in cls.methods.items()
            if not method.private
        },
        "callbacks": {
            name: {
                "args": list(callback.args),
                "told": callback.auto,  # by pages, without being asked
                "program": callback.program,  # never by pages
                "keeps": [list(pair) for pair in callback.sync],
            }
            for name, callback in cls.callbacks.items()
        },
        "defaults": cls.defaults,
    }
    return row


def table(catalogue: Catalogue) -> str:
    names = {id(cls): name for name, cls in catalogue.bases.items()}
    bases: dict[str, Any] = {}
    classes: dict[str, Any] = {}
    for name, cls in catalogue.bases.items():
        bases[name] = {"extends": names.get(id(cls.base)), **facts(cls)}
    for name, cls in catalogue.classes.items():
        classes[name] = {
            "base": names[id(cls.base)],
            "page": cls.page,
            "program": cls.program,
            "args": [param.name for param in cls.args],
            "options": [param.name for param in cls.options],
            **facts(cls),
        }
    parts = [
        '"""The catalogue of widgets as data.\n\n'
        'Made from catalogue/widgets.json by catalogue/generate.py.\n"""\n',
        "from typing import Any\n",
        '__all__ = ["BASES", "CLASSES"]\n',
        "# fmt: off",
    ]
    for title, rows in (("BASES", bases), ("CLASSES", classes)):
        text = pprint.pformat(rows, width=WIDTH - 4, compact=True, sort_dicts=False)
        parts.append(f"{title}: dict[str, Any] = {{\n {text[1:-1]},\n}}")
    return "\n".join(parts) + "\n"


OUTPUTS = {
    "python": lambda catalogue: Module(catalogue, is_sync=False).text(),
    "python-table": table,
    "python-sync": lambda catalogue: Module(catalogue, is_sync=True).text(),
}

KEPT = {
    "python": "python/oriel/widgets.py",
    "python-sync": "python/oriel/_sync_widgets.py",
    "python-table": "python/oriel/catalogue.py",
}
