"""TypeScript: types of all classes, and what the page client must know of those that it draws."""

from __future__ import annotations

import json

from model import Callback, Catalogue, Class, Method, Param

TYPES = {
    "bool": "boolean",
    "integer": "number",
    "number": "number",
    "string": "string",
    "color": "string",
    "list": "readonly unknown[]",
    "object": "Readonly<Record<string, unknown>>",
    "widget": "Widget",
    "bytes": "Uint8Array",
    "any": "unknown",
}

HEAD = """// Made by catalogue/generate.py from catalogue/widgets.json: do not edit.

"""

# What a rule of a callback or a method sets, besides its key.
CALLBACK_RULES = {"move": ["position"], "resize": ["size"], "hide": ["visible"]}
METHOD_RULES = {
    "combo_text": ["text", "index"],
    "combo_index": ["index", "text"],
    "items_clear": ["text", "index"],
    "popup": ["visible"],
}


def drawn(cls: Class) -> bool:
    return cls.page and not cls.program


def parameter(param: Param) -> str:
    text = " | ".join(dict.fromkeys(TYPES[name] for name in param.types))
    return f"{param.name}: {text} | null" if param.optional else f"{param.name}: {text}"


def parameters(method: Method) -> str:
    parts = [parameter(param) for param in method.params]
    for i in range(method.required, len(parts)):
        parts[i] = parts[i].replace(":", "?:", 1)
    return ", ".join(parts)


def title(name: str) -> str:
    return name[0].upper() + name[1:]


def methods_interface(cls: Class, base: str | None) -> str:
    heritage = f" extends {base}Methods" if base else ""
    lines = [f"/** {cls.doc} */", f"export interface {title(cls.name)}Methods{heritage} {{"]
    for method in cls.methods.values():
        lines.append(f"  /** {method.doc} */")
        lines.append(f"  {method.name}({parameters(method)}): unknown;")
    return "\n".join(lines) + "\n}\n"


def types(catalogue: Catalogue) -> str:
    out = [HEAD]
    out.append(
        "/** A widget that stands in arguments. */\n"
        "export interface Widget {\n  readonly wid: number;\n}\n"
    )
    for cls in [*catalogue.bases.values(), *catalogue.classes.values()]:
        out.append("\n" + methods_interface(cls, title(cls.base.name) if cls.base else None))
    return "".join(out)


def callback_keys(cls: Class, callback: Callback) -> list[str]:
    """What a callback changes in the tree."""
    keys: list[str] = [key for _, key in callback.sync]
    if cls.windowed or callback.rule == "combo":
        keys += CALLBACK_RULES.get(callback.rule or "", [])
    return keys


def method_keys(method: Method, edited: set[str]) -> list[str]:
    """What a method sets of that which the user can change."""
    keys = [method.key] if method.key and method.kind not in ("getter", "local", "query") else []
    keys += list(method.resets) + METHOD_RULES.get(method.rule or "", [])
    return sorted({key for key in keys if key in edited})


def facts(cls: Class) -> dict[str, object]:
    callbacks = {
        name: callback for name, callback in cls.all_callbacks().items() if not callback.program
    }
    edits = {name: callback_keys(cls, callback) for name, callback in callbacks.items()}
    edited = {key for keys in edits.values() for key in keys}
    sets = {name: method_keys(method, edited) for name, method in cls.all_methods().items()}
    return {
        "args": len(cls.args),
        "auto": [name for name, callback in callbacks.items() if callback.auto],
        "edits": {name: keys for name, keys in edits.items() if keys},
        "sets": {name: keys for name, keys in sets.items() if keys},
    }


def tables(catalogue: Catalogue) -> str:
    """Of the classes that pages draw."""
    out = [HEAD]
    out.append(
        "/** What the client goes by, class by class. */\n"
        "export interface ClassFacts {\n"
        "  /** How many arguments come before the options. */\n"
        "  readonly args: number;\n"
        "  /** Actions that are told without being listened to. */\n"
        "  readonly auto: readonly string[];\n"
        "  /** Which keys an action of the user changes. */\n"
        "  readonly edits: Readonly<Record<string, readonly string[]>>;\n"
        "  /** Which of those keys a method sets. */\n"
        "  readonly sets: Readonly<Record<string, readonly string[]>>;\n"
        "}\n\n"
    )
    out.append("export const FACTS: Readonly<Record<string, ClassFacts>> = {\n")
    for cls in catalogue.classes.values():
        if drawn(cls):
            out.append(f"  {cls.name}: {literal(facts(cls))},\n")
    return "".join(out) + "};\n"


def literal(value: object) -> str:
    if isinstance(value, dict):
        names = [name if name.isidentifier() else json.dumps(name) for name in value]
        return (
            "{ " + ", ".join(f"{n}: {literal(v)}" for n, v in zip(names, value.values())) + " }"
            if value
            else "{}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


def listing(catalogue: Catalogue) -> str:
    """What tests hold the client against: every name of every class that pages draw."""
    rows = {
        cls.name: {
            "args": [param.name for param in cls.args],
            "options": [param.name for param in cls.options],
            "methods": {
                name: [param.types[0] for param in method.params]
                for name, method in cls.all_methods().items()
                if not method.private
            },
            "callbacks": [n for n, callback in cls.all_callbacks().items() if not callback.program],
            "programCallbacks": [
                n for n, callback in cls.all_callbacks().items() if callback.program
            ],
        }
        for cls in catalogue.classes.values()
        if drawn(cls)
    }
    return json.dumps(rows, indent=1) + "\n"


OUTPUTS = {"ts-types": types, "ts-tables": tables, "ts-listing": listing}
KEPT = {
    "ts-types": "web/src/widgets/types.ts",
    "ts-tables": "web/src/widgets/facts.ts",
    "ts-listing": "tests/web/classes.json",
}
