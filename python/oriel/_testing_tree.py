"""What a page without a browser has drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .catalogue import BASES, CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Drawn", "PageError", "Tree"]


class PageError(Exception):
    """What a page says of a message that it cannot carry out."""


class Kind:
    """A class of the catalogue, with what it inherits."""

    def __init__(self, name: str) -> None:
        row = CLASSES[name]
        rows = [row]
        base: str | None = row["base"]
        while base is not None:
            rows.append(BASES[base])
            base = BASES[base]["extends"]
        self.name = name
        self.args: list[str] = row["args"]
        self.options: list[str] = row["options"]
        self.methods: dict[str, list[Any]] = {}
        self.callbacks: dict[str, dict[str, Any]] = {}
        self.defaults: dict[str, Any] = {}
        for each in reversed(rows):
            self.methods.update(each["methods"])
            self.callbacks.update(each["callbacks"])
            self.defaults.update(each["defaults"])


_kinds: dict[str, Kind] = {}


def kind_named(name: str) -> Kind:
    if name not in CLASSES:
        raise PageError(f"Unknown widget class: {name}")
    if name not in _kinds:
        _kinds[name] = Kind(name)
    return _kinds[name]


class Drawn:
    """A widget as a page shows it.

    Its properties are attributes: ``label.text``, ``slider.value``, ``entry.enabled``.
    """

    def __init__(self, wid: int, kind: Kind) -> None:
        self.wid = wid
        self.kind = kind.name
        self.properties: dict[str, Any] = dict(kind.defaults)
        self.children: list[Drawn] = []
        self.parent: Drawn | None = None
        self.listens: set[str] = set()
        self.calls: list[tuple[str, list[Any]]] = []  # of methods that keep nothing
        self.items: list[str] = []  # of a ComboBox
        self.is_gone = False
        self._kind = kind
        self._is_button = False  # of a Dialog

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.properties[name]
        except KeyError:
            raise AttributeError(f"the {self.kind} shows no {name!r}") from None

    def get(self, name: str, default: Any = None) -> Any:
        """A property, or *default*."""
        return self.properties.get(name, default)

    def walk(self) -> Iterator[Drawn]:
        """It, and what is in it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_shown(self) -> bool:
        """Whether a person could see it."""
        widget: Drawn | None = self
        while widget is not None:
            if not widget.properties.get("visible", True):
                return False
            widget = widget.parent
        return True

    @property
    def _cells(self) -> list[int]:
        """How many rows and columns a GridBox has."""
        return [self.properties["rows"], self.properties["columns"]]

    @_cells.setter
    def _cells(self, cells: list[int]) -> None:
        self.properties["rows"], self.properties["columns"] = cells

    def matches(self, kind: str | None, properties: dict[str, Any]) -> bool:
        if kind is not None and self.kind != kind:
            return False
        missing = object()
        return all(self.properties.get(k, missing) == v for k, v in properties.items())

    def leave(self) -> None:
        """Go out of what it is in."""
        parent = self.parent
        if parent is None:
            return
        at = parent.children.index(self)
        del parent.children[at]
        self.parent = None
        self._is_button = False
        self.properties.pop("placed", None)
        self.properties.pop("tab", None)
        front = parent.properties.get("index", -1)
        if parent.kind == "TabWidget" and front >= at:
            # What is in front stays there; when it left, the next one comes.
            parent.properties["index"] = front - (front > at or front >= len(parent.children))

    def lines(self, depth: int = 0) -> Iterator[str]:
        shown = {k: v for k, v in self.properties.items() if v != self._kind.defaults.get(k)}
        rest = " ".join(f"{key}={value!r}" for key, value in sorted(shown.items()))
        yield f"{'  ' * depth}{self.kind} {self.wid} {rest}".rstrip()
        children = self.children
        if self.kind == "GridBox":
            children = sorted(children, key=lambda child: list(child.properties["placed"]))
        for child in children:
            yield from child.lines(depth + 1)

    def __repr__(self) -> str:
        return f"<{next(iter(self.lines()))}>"


class Tree:
    """Applies what the program says, as our page does."""

    def __init__(self) -> None:
        self.widgets: dict[int, Drawn] = {}
        self.rebuilds = 0
        self.fonts: list[dict[str, Any]] = []
        self.default_font: dict[str, Any] | None = None
        self.opened: list[str] = []
        self.answers: dict[tuple[str, str], Callable[..., Any]] = {}
        self.told = 0  # callbacks so far
        self.confirmed = 0
        self.is_rebuilding = False
        # What the user changed, until the program has it: older calls must not undo it.
        self._edits: dict[tuple[int, str], tuple[int, Any]] = {}

    # --- messages ---

    def apply(self, message: dict[str, Any], block: bytes | None) -> Any:
        """Carry out a message; what it answers, or PageError."""
        handler = getattr(self, "_" + message["type"].replace("-", "_"), None)
        if handler is None:
            raise PageError(f"Unknown message type: {message['type']}")
        return handler(message) if block is None else handler(message, block)

    def confirm(self, count: int) -> None:
        self.confirmed = count
        self._edits = {k: edit for k, edit in self._edits.items() if edit[0] > count}

    def roots(self) -> list[Drawn]:
        return [widget for widget in self.widgets.values() if widget.parent is None]

    def widget(self, wid: int) -> Drawn:
        if wid not in self.widgets:
            raise PageError(f"Unknown widget id: {wid}")
        return self.widgets[wid]

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._resolve(item) for item in value]
        if isinstance(value, dict):
            if "__wid__" in value:
                return self.widget(value["__wid__"])
            return {key: self._resolve(item) for key, item in value.items()}
        return value

    def _create(self, message: dict[str, Any]) -> Any:
        kind = kind_named(message["class"])
        widget = Drawn(message["wid"], kind)
        args = self._resolve(message.get("args") or [])
        options = {}
        if args and isinstance(args[-1], dict) and set(args[-1]) <= set(kind.options):
            options = args.pop()
        widget.properties.update(zip(kind.args, args))
        widget.properties.update(options)
        if kind.name == "GridBox":
            widget._cells = [options.get("rows") or 0, options.get("columns") or 0]
        self.widgets[widget.wid] = widget
        for method, values in message.get("set", []):
            self._invoke(widget, method, self._resolve(values))
        widget.listens.update(message.get("listen", []))
        for (wid, key), (_, value) in self._edits.items():
            if wid == widget.wid:
                widget.properties[key] = value
        return None

    def _call(self, message: dict[str, Any]) -> Any:
        args = self._resolve(message.get("args") or [])
        return self._invoke(self.widget(message["wid"]), message["method"], args)

    def _batch(self, message: dict[str, Any]) -> Any:
        errors = []
        for call in message["calls"]:
            try:
                self._call(call)
            except PageError as exc:
                errors.append(str(exc))
        return {"errors": errors} if errors else None

    def _binary_call(self, message: dict[str, Any], block: bytes) -> Any:
        widget = self.widget(message["wid"])
        return self._invoke(widget, message["method"], [block, *message.get("args", [])])

    def _listen(self, message: dict[str, Any]) -> Any:
        self.widget(message["wid"]).listens.add(message["action"])

    def _unlisten(self, message: dict[str, Any]) -> Any:
        self.widget(message["wid"]).listens.discard(message["action"])

    def _destroy(self, message: dict[str, Any]) -> Any:
        self._drop(self.widget(message["wid"]))

    def _reconstruct_start(self, message: dict[str, Any]) -> Any:
        for widget in self.widgets.values():
            widget.is_gone = True
        self.widgets = {}
        self.is_rebuilding = True

    def _reconstruct_end(self, message: dict[str, Any]) -> Any:
        self.rebuilds += 1
        self.is_rebuilding = False

    def _register_font(self, message: dict[str, Any]) -> Any:
        self.fonts.append({k: v for k, v in message.items() if k not in ("type", "id")})

    def _set_default_font(self, message: dict[str, Any]) -> Any:
        self.default_font = message["font"]

    def _open_url(self, message: dict[str, Any]) -> Any:
        self.opened.append(message["url"])

    # --- methods ---

    def _invoke(self, widget: Drawn, method: str, args: list[Any]) -> Any:
        own = self.answers.get((widget.kind, method))
        if own is not None:
            return own(widget, *args)
        row = widget._kind.methods.get(method)
        if row is None:
            raise PageError(f"Unknown method: {method} on {widget.kind}")
        kind, key, rule, resets, _ = row
        for reset in resets:
            widget.properties[reset] = widget._kind.defaults.get(reset)
        special = getattr(self, f"_do_{rule or kind}", None)
        if special is not None:
            return special(widget, method, key, args)
        if kind == "setter":
            if key in ("image", "binary_image"):
                for other in ("image", "binary_image"):
                    widget.properties.pop(other, None)
            self._set(widget, key, args)
        elif kind == "fixed":
            self._set(widget, key, [method == "show"])
        elif kind in ("getter", "local", "query"):
            return widget.properties.get(key or method.removeprefix("get_"))
        else:
            widget.calls.append((method, args))
        return None

    def _set(self, widget: Drawn, key: str, args: list[Any]) -> None:
        if (widget.wid, key) not in self._edits:
            widget.properties[key] = args[0] if len(args) == 1 else list(args) if args else None

    def _place(self, widget: Drawn, child: Drawn, index: int | None = None) -> None:
        child.leave()
        child.parent = widget
        at = len(widget.children)
        if index is not None:
            contents = [i for i, other in enumerate(widget.children) if not other._is_button]
            at = contents[max(index, 0)] if index < len(contents) else at
        widget.children.insert(at, child)

    def _do_child(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        child = next(arg for arg in args if isinstance(arg, Drawn))
        if method == "set_widget":
            for old in list(widget.children):
                old.leave()
        self._place(widget, child, args[0] if method == "insert_widget" else None)
        rest = [arg for arg in args if arg is not child]
        child.properties["placed"] = rest
        child._is_button = method == "add_button"
        if widget.kind == "GridBox":
            widget._cells = [max(n, at + 1) for n, at in zip(widget._cells, rest)]
        if widget.kind == "TabWidget":
            options = rest[0] if rest else None
            child.properties["tab"] = options.get("title") if isinstance(options, dict) else options
            if widget.properties.get("index", -1) < 0:
                widget.properties["index"] = 0

    def _do_insert_row(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        self._insert_cells(widget, int("column" in method), args[0], args[1])

    _do_insert_column = _do_insert_row

    def _do_append_row(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        axis = int("column" in method)
        self._insert_cells(widget, axis, widget._cells[axis], args[0])

    _do_append_column = _do_append_row

    def _insert_cells(self, widget: Drawn, axis: int, at: int, children: list[Any]) -> None:
        self._shift_cells(widget, axis, at, 1)
        for number, child in enumerate(children):
            if isinstance(child, Drawn):
                cell = [number, at] if axis else [at, number]
                self._do_child(widget, "add_widget", "", [child, *cell])

    def _do_delete_row(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        axis = int("column" in method)
        for child in list(widget.children):
            if child.properties["placed"][axis] == args[0]:
                child.leave()
        self._shift_cells(widget, axis, args[0] + 1, -1)

    _do_delete_column = _do_delete_row

    def _shift_cells(self, widget: Drawn, axis: int, at: int, by: int) -> None:
        cells = widget._cells
        cells[axis] += by
        widget._cells = cells
        for child in widget.children:
            if child.properties["placed"][axis] >= at:
                child.properties["placed"][axis] += by

    def _do_remove(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        child = args[0]
        child.leave()
        if len(args) > 1 and args[1]:
            self._drop(child)

    def _do_remove_all(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        for child in list(widget.children):
            self._do_remove(widget, method, key, [child, *args])

    def _do_close_child(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        args[0].leave()

    def _do_destroy(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        self._drop(widget)

    def _drop(self, widget: Drawn) -> None:
        widget.leave()
        for gone in list(widget.walk()):
            gone.is_gone = True
            self.widgets.pop(gone.wid, None)

    def _do_select(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        self._set(widget, "index", [widget.children.index(args[0])])

    def _do_popup(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        widget.properties["visible"] = True
        if len(args) > 1:
            widget.properties["position"] = args[:2]
        widget.calls.append((method, args))

    def _do_append(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        self._set(widget, "text", [(widget.properties.get("text") or "") + args[0]])

    def _do_item_append(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        widget.items.append(args[0])

    def _do_item_insert(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        at = next((i for i, text in enumerate(widget.items) if text > args[0]), len(widget.items))
        widget.items.insert(at, args[0])

    def _do_item_delete(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        if args[0] in widget.items:
            widget.items.remove(args[0])

    def _do_items_clear(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        widget.items.clear()

    def _do_combo_text(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        text = args[0]
        self._set(widget, "text", [text])
        self._set(widget, "index", [widget.items.index(text) if text in widget.items else -1])

    def _do_combo_index(self, widget: Drawn, method: str, key: str, args: list[Any]) -> None:
        index = args[0]
        self._set(widget, "index", [index])
        if 0 <= index < len(widget.items):
            self._set(widget, "text", [widget.items[index]])

    # --- what the user does ---

    def edit(self, widget: Drawn, action: str, args: list[Any]) -> bool:
        """The user did something: what follows here; False: the program does not want to hear."""
        row = widget._kind.callbacks.get(action)
        if row is None or row["program"]:
            raise ValueError(f"a page never tells {action!r} of a {widget.kind}")
        is_told = bool(row["told"]) or action in widget.listens
        number = self.told + 1
        for which, key in row["keeps"]:
            value = list(args) if which == "all" else args[which]
            widget.properties[key] = value
            if is_told:
                self._edits[widget.wid, key] = (number, value)
        match widget.kind, action:
            case ("TopLevel" | "Dialog"), "close":
                widget.properties["visible"] = False
            case "Dialog", "activated" if widget.properties.get("autoclose"):
                widget.properties["visible"] = False
            case "ComboBox", "activated" if args[1] not in widget.items:
                widget.items.append(args[1])
                widget.properties["index"] = len(widget.items) - 1
            case "ComboBox", "modified":
                text = args[0]
                index = widget.items.index(text) if text in widget.items else -1
                widget.properties["index"] = index
            case _, "page-close":
                args[0].leave()
            case _, "move":
                widget.properties["position"] = list(args)
            case ("TopLevel" | "Dialog"), "resize":
                widget.properties["size"] = [args[0]["width"], args[0]["height"]]
        self.told += is_told
        return is_told
