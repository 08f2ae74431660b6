"""The TypeScript declarations of bound functions, laid out byte for byte as Pytonium does."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["declarations"]

_TYPES: dict[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    object: "object",
    None: "void",
    type(None): "void",
}

_APP_STATE = """\
  export namespace appState {
    function registerForStateUpdates(eventName: string, namespaces: string[], \
getUpdatesFromJavascript: boolean, getUpdatesFromPytonium: boolean): void;
    function setState(namespace: string, key: string, value: any): void;
    function getState(namespace: string, key: string): any;
    function removeState(namespace: string, key: string): void;
  }
"""

_TAIL = """\
}
interface Window {
  PytoniumReady: boolean;
}
interface WindowEventMap {
  PytoniumReady: Event;
}"""


def _function(name: str, function: Callable[..., object]) -> str:
    try:
        arguments = ", ".join(
            f"{parameter.name}: {_type(parameter.annotation)}"
            for parameter in inspect.signature(function).parameters.values()
        )
    except ValueError:  # some of those written in C do not tell
        arguments = "...args: any[]"
    returns = "void"
    if getattr(function, "returns_value_to_javascript", False):
        declared = getattr(function, "return_type", "any")
        returns = declared if isinstance(declared, str) else _type(declared)
    return f"    function {name}({arguments}): {returns};\n"


def _type(annotation: Any) -> str:
    try:
        return _TYPES.get(annotation, "any")
    except TypeError:  # not hashable
        return "any"


def declarations(bindings: Iterable[tuple[str, str, Callable[..., object]]]) -> str:
    """The declarations of ``(object, name, function)``, in the order of binding."""
    objects: dict[str, list[str]] = {}
    for place, name, function in bindings:
        objects.setdefault(place, []).append(_function(name, function))
    objects.pop("appState", None)
    lines = ["declare namespace Pytonium {\n"]
    for place, functions in objects.items():
        if place:
            lines += [f"  export namespace {place} {{\n", *functions, "  }\n"]
        else:
            lines += functions
    return "".join(lines) + _APP_STATE + _TAIL
