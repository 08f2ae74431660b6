"""What kind of method a method is."""

from __future__ import annotations

from .defs import WIDGETS, _base

import oriel

__all__ = ["classify_method"]

_KINDS = {
    "setter": "setter", "fixed": "fixed_setter", "getter": "getter", "local": "js_only",
    "query": "js_only", "child": "child", "factory": "child", "remove": "child",
    "action": "action", "destroy": "action",
}  # fmt: skip


def classify_method(widget: str, method: str) -> str:
    """setter, fixed_setter, getter, js_only, child or action; ``KeyError`` for what is not there.

    js_only: what is asked of a page in the original.
    """
    row = oriel.catalogue.CLASSES[widget]
    if method not in row["methods"] and method not in _base(WIDGETS[widget]["base"]):
        raise KeyError(f"{widget} has no method {method!r}")
    base = row["base"]
    facts = row["methods"].get(method)
    while facts is None:
        facts = oriel.catalogue.BASES[base]["methods"].get(method)
        base = oriel.catalogue.BASES[base]["extends"]
    return _KINDS[facts[0]]
