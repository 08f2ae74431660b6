"""The widgets as data: their arguments, options, methods and callbacks."""

from __future__ import annotations

from typing import Any

import oriel

__all__ = ["CALLBACK_METHODS", "CONTAINER_METHODS", "WIDGETS", "WIDGET_METHODS"]


def _methods(row: dict[str, Any]) -> dict[str, list[str]]:
    return {name: list(facts[4]) for name, facts in row["methods"].items()}


def _base(name: str | None) -> dict[str, list[str]]:
    if name is None:
        return {}
    row = oriel.catalogue.BASES[name]
    return {**_base(row["extends"]), **_methods(row)}


CALLBACK_METHODS = _base("callback")
WIDGET_METHODS = _base("widget")
CONTAINER_METHODS = _base("container")

WIDGETS: dict[str, dict[str, Any]] = {
    name: {
        "base": row["base"],
        "args": list(row["args"]),
        "options": list(row["options"]),
        "methods": _methods(row),
        "callbacks": list(row["callbacks"]),
    }
    for name, row in oriel.catalogue.CLASSES.items()
}
