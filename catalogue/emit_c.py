"""C: the tables of src/widget/catalogue.h, and typed functions on top of oriel/widget.h."""

from __future__ import annotations

import json
import re

from model import Callback, Catalogue, Class, Method, Param

TAKES = {
    "bool": "BOOL", "integer": "INT", "number": "NUMBER", "string": "STRING", "color": "STRING",
    "list": "LIST", "object": "OBJECT", "widget": "WIDGET", "bytes": "BYTES", "any": "ANY",
}  # fmt: skip

# The keys that src/widget/catalogue.h names, in its order.
KEYS_OF_RULES = ["text", "index", "size", "position", "visible", "limit", "duration"]

HEAD = "/* Made from catalogue/widgets.json by catalogue/generate.py. */\n"


def quote(text: str) -> str:
    return json.dumps(text)


def snake(name: str) -> str:
    """TextEntry: text_entry; HBox: hbox; MDIWidget: mdi_widget; HtmlView: html_view."""
    special = {"HBox": "hbox", "VBox": "vbox", "ComboBox": "combo_box", "GridBox": "grid_box"}
    if name in special:
        return special[name]
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


# --- Tables -------------------------------------------------------------------


class Tables:
    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue
        self.out: list[str] = []
        self.arrays: dict[str, str] = {}
        keys = {m.key for c in self.everything() for m in c.methods.values() if m.key}
        keys |= {k for c in self.everything() for m in c.methods.values() for k in m.resets}
        keys |= {k for c in self.everything() for cb in c.callbacks.values() for _, k in cb.sync}
        keys |= {k for c in self.everything() for k in c.defaults}
        self.keys = KEYS_OF_RULES + sorted(keys - set(KEYS_OF_RULES))

    def everything(self) -> list[Class]:
        return [*self.catalogue.bases.values(), *self.catalogue.classes.values()]

    def key(self, name: str | None) -> int:
        return self.keys.index(name) + 1 if name else 0

    def array(self, kind: str, prefix: str, rows: list[str]) -> str:
        """The name of a constant array of these rows, which may be shared."""
        if not rows:
            return "NULL"
        text = kind + "{ " + ", ".join(rows) + " }"
        if text not in self.arrays:
            self.arrays[text] = f"{prefix}{len(self.arrays)}"
            body = ",\n    ".join(rows)
            self.out.append(f"static const {kind} {self.arrays[text]}[] = {{\n    {body},\n}};\n")
        return self.arrays[text]

    def params(self, params: tuple[Param, ...]) -> str:
        rows = []
        for param in params:
            takes = [f"ORIEL__TAKES_{TAKES[name]}" for name in param.types]
            if param.optional:
                takes.append("ORIEL__TAKES_NULL")
            rows.append(f"{{ {quote(param.name)}, {' | '.join(takes)} }}")
        return self.array("struct oriel__param", "params_", rows)

    def method(self, method: Method) -> str:
        resets = self.array(
            "uint16_t",
            "resets_",
            [f"{self.key(k)}" for k in method.resets] + ["0"] * bool(method.resets),
        )
        fields = [
            f".name = {quote(method.name)}",
            f".params = {self.params(method.params)}",
            f".resets = {resets}",
            f".key = {self.key(method.key)}",
            f".param_count = {len(method.params)}",
            f".required = {method.required}",
            f".kind = ORIEL__KIND_{method.kind.upper()}",
            f".rule = ORIEL__RULE_{(method.rule or 'none').upper()}",
            f".keep = {'ORIEL__KEEP_NOT' if method.keep is None else method.keep}",
        ]
        for flag, name in (
            ("single", "is_single"),
            ("late", "is_late"),
            ("binary", "is_binary"),
            ("value", "value"),
        ):
            if getattr(method, flag):
                fields.append(f".{name} = true")
        return "{ " + ", ".join(fields) + " }"

    def action(self, callback: Callback) -> str:
        syncs = [
            f"{{ {-1 if arg == 'all' else arg}, {self.key(key)} }}" for arg, key in callback.sync
        ]
        fields = [
            f".name = {quote(callback.name)}",
            f".arg_count = {len(callback.args)}",
            f".required = {len(callback.args) - callback.optional}",
            f".rule = ORIEL__RULE_{(callback.rule or 'none').upper()}",
            f".sync_count = {len(syncs)}",
        ]
        if callback.auto:
            fields.append(".is_auto = true")
        if callback.program:
            fields.append(".is_program = true")
        if syncs:
            fields.append(f".sync = {{ {', '.join(syncs)} }}")
        return "{ " + ", ".join(fields) + " }"

    def row(self, cls: Class, base: str) -> str:
        methods = [self.method(m) for _, m in sorted(cls.methods.items())]
        actions = [self.action(c) for _, c in sorted(cls.callbacks.items())]
        defaults = [
            f"{{ {self.key(k)}, {quote(json.dumps(v, separators=(',', ':')))} }}"
            for k, v in cls.defaults.items()
        ]
        options = tuple(sorted(cls.options, key=lambda param: param.name))
        fields = [
            f".name = {quote(cls.name)}",
            f".base = {base}",
            f".args = {self.params(cls.args)}",
            f".arg_count = {len(cls.args)}",
            f".options = {self.params(options)}",
            f".option_count = {len(options)}",
            f".methods = {self.array('struct oriel__method', 'methods_', methods)}",
            f".method_count = {len(methods)}",
            f".actions = {self.array('struct oriel__action', 'actions_', actions)}",
            f".action_count = {len(actions)}",
            f".defaults = {self.array('struct oriel__default', 'defaults_', defaults)}",
            f".default_count = {len(defaults)}",
        ]
        flags = {
            "is_container": cls.is_a("container"),
            "is_visual": cls.is_a("widget"),
            "has_page": cls.page,
            "is_program": cls.program,
            "is_windowed": cls.windowed,
            "has_items": cls.items,
            "has_grid": cls.grid,
        }
        fields += [f".{name} = true" for name, is_set in flags.items() if is_set]
        return "{\n        " + ",\n        ".join(fields) + ",\n    }"

    def text(self) -> str:
        bases = []
        for name, cls in self.catalogue.bases.items():
            base = f"&base_{cls.base.name}" if cls.base else "NULL"
            row = self.row(cls, base)
            bases.append(name)
            self.out.append(f"static const struct oriel__class base_{name} = {row};\n")
        rows = [
            self.row(cls, f"&base_{cls.base.name if cls.base else ''}")
            for _, cls in sorted(self.catalogue.classes.items())
        ]
        body = ",\n    ".join(rows)
        names = ",\n    ".join(["NULL", *map(quote, self.keys)])
        self.out.append(f"const char *const oriel__keys[] = {{\n    {names},\n}};\n")
        self.out.append(f"const struct oriel__class oriel__classes[] = {{\n    {body},\n}};\n")
        self.out.append(f"const size_t oriel__class_count = {len(rows)};\n")
        return HEAD + '#include "widget/catalogue.h"\n\n' + "\n".join(self.out)


def tables(catalogue: Catalogue) -> str:
    return Tables(catalogue).text()


# --- Functions ------------------------------------------------------------------


def c_param(param: Param) -> tuple[str, str]:
    """Its C type, and the letter of oriel__widget_args()."""
    kind = param.types[0] if len(param.types) == 1 else "any"
    match kind, param.optional:
        case ("string" | "color"), optional:
            return "const char *", "z" if optional else "s"
        case "number", optional:
            return "double ", "F" if optional else "f"
        case "integer", optional:
            return "int64_t ", "J" if optional else "I"
        case "bool", False:
            return "bool ", "b"
        case "bool", True:
            return "int ", "B"
        case "widget", optional:
            return "oriel_widget_t *", "W" if optional else "w"
    return "oriel_value_t *", "V"


RESERVED = {"format", "default", "register", "auto", "char", "int"}


def c_name(name: str) -> str:
    return name + "_" if name in RESERVED else re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


# Base methods whose name is one of widget.h's own.
SKIPPED = {"destroy", "get_children", "num_children"}


def names(cls: Class) -> str:
    """What its functions begin with, after oriel_."""
    special = {"widget": "widget", "callback": "widget", "Timer": "timer_widget"}
    return special.get(cls.name) or snake(cls.name)


def own_methods(cls: Class) -> list[Method]:
    found = []
    for method in cls.methods.values():
        if not method.private and method.name not in SKIPPED:
            found.append(method)
    return found


def signature(cls: Class, method: Method) -> str:
    params = ["oriel_widget_t *widget"]
    params += [c_param(param)[0] + c_name(param.name) for param in method.params]
    if method.kind == "query":
        params += ["int timeout_ms", "oriel_future_t **ret"]
    elif method.kind in ("getter", "local"):
        params += ["oriel_value_t **ret"]
    return f"oriel_err_t oriel_{names(cls)}_{c_name(method.name).rstrip('_')}({', '.join(params)})"


def constructor(cls: Class) -> str:
    params = ["oriel_session_t *session"]
    params += [c_param(param)[0] + c_name(param.name) for param in cls.args]
    params += ["oriel_value_t *options", "oriel_widget_t **ret"]
    return f"oriel_err_t oriel_{names(cls)}_new({', '.join(params)})"


def wrap(text: str, width: int = 100) -> str:
    """A declaration, its parameters aligned."""
    if len(text) <= width:
        return text
    head, rest = text.split("(", 1)
    indent = " " * (len(head) + 1 if len(head) < 60 else 8)
    lines, line = [], head + "("
    for i, part in enumerate(rest.split(", ")):
        part += "," if i < rest.count(", ") else ""
        if len(line) + len(part) + 1 > width and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += part + " "
    return "\n".join([*lines, line.rstrip()])


HEADER_TOP = """\
/* A function for every class and method of the catalogue, on top of widget.h:
 * oriel_label_set_text(label, "Hello"). Since 0.2. All functions: any thread.
 *
 *     oriel_top_level_new(session, oriel_widget_options("{s:s}", "title", "Hello"), &top);
 *     oriel_label_new(session, "Hello", NULL, &label);
 *     oriel_top_level_set_widget(top, label);
 *     oriel_widget_show(top);
 *
 * Arguments are checked as by oriel_widget_call(), whose errors these return. An
 * argument that may be left out is NULL, ORIEL_UNSET, ORIEL_UNSET_INT or -1 (a
 * bool) then. Values are taken. Constructors give one reference; `options` may be
 * NULL, and is taken. Getters give a new reference; queries ask a page, see
 * oriel_widget_query().
 *
 * Made from catalogue/widgets.json by catalogue/generate.py. */
/* clang-format off */
#ifndef ORIEL_WIDGETS_H
#define ORIEL_WIDGETS_H

#include <float.h>

#include <oriel/widget.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A number, or an integer, that is left out. */
#define ORIEL_UNSET (-DBL_MAX)
#define ORIEL_UNSET_INT INT64_MIN

/* oriel_value_pack(), for the options of a constructor, with the letters of
 * oriel_widget_callf(). Never NULL: when it fails, the constructor that gets what
 * it returned fails as it did. */
ORIEL_API oriel_value_t *oriel_widget_options(const char *format, ...);
"""

HEADER_END = """
#ifdef __cplusplus
}
#endif

#endif
"""


def header(catalogue: Catalogue) -> str:
    out = [HEADER_TOP]
    for cls in [*catalogue.bases.values(), *catalogue.classes.values()]:
        is_base = cls.name in catalogue.bases
        methods = own_methods(cls)
        if is_base and not methods:
            continue
        title = {"widget": "Every class", "container": "Every container"}.get(cls.name, cls.name)
        out.append(f"\n/* --- {title}: {cls.doc[0].lower()}{cls.doc[1:]} */\n")
        if not is_base:
            for option in cls.options:
                out.append(f"/* option {option.name}: {option}; {option.doc} */\n")
            out.append(wrap(f"ORIEL_API {constructor(cls)} ORIEL_MUST_CHECK;") + "\n")
        for method in methods:
            out.append(f"/* {method.doc} */\n")
            out.append(wrap(f"ORIEL_API {signature(cls, method)} ORIEL_MUST_CHECK;") + "\n")
    return "".join(out) + HEADER_END


def arguments(params: tuple[Param, ...]) -> tuple[str, str]:
    letters = "".join(c_param(param)[1] for param in params)
    return quote(letters), "".join(", " + c_name(param.name) for param in params)


def body(method: Method) -> str:
    format_, rest = arguments(method.params)
    made = f"oriel__widget_args({format_}{rest})" if method.params else "NULL"
    name = quote(method.name)
    if method.binary:
        data = c_name(method.params[0].name)
        format_, rest = arguments(method.params[1:])
        return (
            f"oriel_widget_call_bytes(widget, {name}, {data}, oriel__widget_args({format_}{rest}))"
        )
    if method.kind == "query":
        given = f"widget, {name}, {made}, {bool_text(method)}"
        return f"oriel__widget_query_made({given}, timeout_ms, ret)"
    if method.kind in ("getter", "local"):
        return f"oriel__widget_get_made(widget, {name}, {made}, {bool_text(method)}, ret)"
    if not method.params:
        return f"oriel_widget_call(widget, {name}, NULL)"
    return f"oriel__widget_call_made(widget, {name}, {made})"


def bool_text(method: Method) -> str:
    return "true" if method.params else "false"


def functions(catalogue: Catalogue) -> str:
    out = [HEAD, '#include <oriel/widgets.h>\n\n#include "session/widget.h"\n']
    for cls in [*catalogue.bases.values(), *catalogue.classes.values()]:
        if cls.name not in catalogue.bases:
            format_, rest = arguments(cls.args)
            made = f"oriel__widget_args({format_}{rest})" if cls.args else "NULL"
            wants = "true" if cls.args else "false"
            call = (
                f"oriel__widget_new_made(session, {quote(cls.name)}, {made}, {wants}, options, ret)"
            )
            out.append(f"\n{constructor(cls)}\n{{\n    return {call};\n}}\n")
        for method in own_methods(cls):
            out.append(f"\n{signature(cls, method)}\n{{\n    return {body(method)};\n}}\n")
    return "".join(out)


OUTPUTS = {"c-tables": tables, "c-header": header, "c-functions": functions}
KEPT = {"c-header": "include/oriel/widgets.h"}
