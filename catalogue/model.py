"""The catalogue of widgets, read and checked: what every part of the generator works on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent / "widgets.json"

TYPES = {
    "bool", "integer", "number", "string", "color", "list", "object", "widget", "bytes", "any"
}  # fmt: skip
KINDS = {
    "setter", "fixed", "getter", "local", "child", "remove", "factory", "action", "query", "destroy"
}  # fmt: skip


@dataclass(frozen=True)
class Param:
    """An argument, or an option: `types` of TYPES, any of which will do."""

    name: str
    types: tuple[str, ...]
    optional: bool  # null will do, and so will leaving it out
    doc: str = ""

    @staticmethod
    def read(row: list[str], optional: bool = False) -> Param:
        text = row[1]
        types = tuple(text.rstrip("?").split("|"))
        unknown = set(types) - TYPES
        if unknown:
            raise ValueError(f"parameter {row[0]}: type {unknown} is unknown")
        return Param(row[0], types, optional or text.endswith("?"), row[2] if len(row) > 2 else "")

    def __str__(self) -> str:
        return " or ".join(self.types + (("null",) if self.optional else ()))


@dataclass(frozen=True)
class Method:
    name: str
    kind: str
    doc: str
    params: tuple[Param, ...]
    key: str | None  # of the value it keeps, or says
    rule: str | None
    value: bool  # of a fixed setter
    single: bool
    late: bool
    binary: bool
    private: bool
    keep: int | None
    resets: tuple[str, ...]
    returns: str | None  # the class of what a factory makes

    @property
    def required(self) -> int:
        """How many arguments there must be."""
        needed = [i + 1 for i, param in enumerate(self.params) if not param.optional]
        return needed[-1] if needed else 0

    @staticmethod
    def read(name: str, row: dict[str, Any]) -> Method:
        if row["kind"] not in KINDS:
            raise ValueError(f"method {name}: kind {row['kind']} is unknown")
        return Method(
            name=name,
            kind=row["kind"],
            doc=row["doc"],
            params=tuple(Param.read(param) for param in row.get("params", [])),
            key=row.get("key"),
            rule=row.get("rule"),
            value=row.get("value", False),
            single=row.get("single", False),
            late=row.get("late", False),
            binary=row.get("binary", False),
            private=row.get("private", False),
            keep=row.get("keep"),
            resets=tuple(row.get("resets", [])),
            returns=row.get("returns"),
        )


@dataclass(frozen=True)
class Callback:
    name: str
    doc: str
    args: tuple[str, ...]
    optional: int  # how many of the last may be missing
    auto: bool  # pages tell it by themselves
    program: bool  # it comes from the program, never from a page
    rule: str | None
    sync: tuple[tuple[int | str, str], ...]  # which argument ("all": all) is kept under which key

    @staticmethod
    def read(name: str, row: dict[str, Any]) -> Callback:
        return Callback(
            name=name,
            doc=row["doc"],
            args=tuple(row["args"]),
            optional=row.get("optional", 0),
            auto=row.get("auto", False),
            program=row.get("program", False),
            rule=row.get("rule"),
            sync=tuple((pair[0], pair[1]) for pair in row.get("sync", [])),
        )


@dataclass(frozen=True)
class Class:
    """A class, or what classes have in common (`Widget` and the like). Lists hold its own only."""

    name: str
    doc: str
    base: Class | None
    page: bool
    program: bool
    windowed: bool
    items: bool
    grid: bool
    args: tuple[Param, ...]
    options: tuple[Param, ...]
    methods: dict[str, Method]
    callbacks: dict[str, Callback]
    defaults: dict[str, Any] = field(default_factory=dict)

    def is_a(self, name: str) -> bool:
        return self.name == name or (self.base is not None and self.base.is_a(name))

    def all_methods(self) -> dict[str, Method]:
        """With what it inherits; its own come first."""
        return {**self.methods, **{k: v for k, v in self.inherited() if k not in self.methods}}

    def inherited(self) -> list[tuple[str, Method]]:
        return list(self.base.all_methods().items()) if self.base else []

    def all_callbacks(self) -> dict[str, Callback]:
        base = self.base.all_callbacks() if self.base else {}
        return {**self.callbacks, **{k: v for k, v in base.items() if k not in self.callbacks}}

    def options_by_keyword(self) -> dict[str, Param]:
        """What may be given by name: arguments, options, and what has a setter of one argument."""
        found = {param.name: param for param in self.args + self.options}
        for name, method in self.all_methods().items():
            if method.kind == "setter" and name.startswith("set_") and not method.binary:
                if len(method.params) == 1:
                    param = method.params[0]
                    found.setdefault(name[4:], Param(name[4:], param.types, True, method.doc))
        return found


@dataclass(frozen=True)
class Catalogue:
    bases: dict[str, Class]
    classes: dict[str, Class]


def read_class(name: str, row: dict[str, Any], base: Class | None) -> Class:
    return Class(
        name=name,
        doc=row["doc"],
        base=base,
        page=row.get("page", False),
        program=row.get("program", False),
        windowed=row.get("windowed", False),
        items=row.get("items", False),
        grid=row.get("grid", False),
        args=tuple(Param.read(param, optional=True) for param in row.get("args", [])),
        options=tuple(Param.read(param, optional=True) for param in row.get("options", [])),
        methods={k: Method.read(k, v) for k, v in row["methods"].items()},
        callbacks={k: Callback.read(k, v) for k, v in row["callbacks"].items()},
        defaults=row.get("defaults", {}),
    )


def load(source: Path = SOURCE) -> Catalogue:
    """The catalogue of *source*; raises ValueError where it is wrong."""
    data = json.loads(source.read_text(encoding="utf-8"))
    bases: dict[str, Class] = {}
    for name, row in data["bases"].items():
        bases[name] = read_class(name, row, bases.get(row.get("extends", "")))
    classes = {
        name: read_class(name, row, bases[row["base"]]) for name, row in data["classes"].items()
    }
    return Catalogue(bases, classes)
