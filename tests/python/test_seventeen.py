"""The widget classes that pages draw: each member of each, from the catalogue.

Each is made, every setter called, every callback told; what the program knows, what a page shows,
what a page shows that comes back anew and what a second page shows is the same. A member of the
catalogue without a check fails the run.
"""

import pytest
from serving import Flag, serving

import oriel

CLASSES = oriel.catalogue.CLASSES
BASES = oriel.catalogue.BASES
DRAWN = [name for name, row in CLASSES.items() if row["page"]]

# Values for parameters, by name; what is not here gets its type's from the signature.
SAMPLES = {
    "url": "data:image/png;base64,iVBORw0KGgo=",
    "halign": "right",
    "align": "center",
    "tabpos": "left",
    "state": "maximized",
    "style": "italic",
    "weight": "bold",
    "color": "#123456",
    "bg": "#010203",
    "fg": "#040506",
    "padding": 7,
    "format": "png",
    "orientation": "vertical",
    "buttons": [["OK", 1], ["Cancel", 0]],
    "tab_position": "left",
    "rows": 2,
    "columns": 2,
    "dtype": "int",
    "show_value_position": "above",
    "track": True,
}
BY_TYPE = {"bool": True, "int": 3, "float": 4.5, "str": "some text", "bytes": b"\x89PNG", "Any": 5}


def members(name, which):
    row = CLASSES[name]
    found = {}
    base = row["base"]
    rows = [row]
    while base is not None:
        rows.append(BASES[base])
        base = BASES[base]["extends"]
    for each in reversed(rows):
        found.update(each[which])
    return found


def sample(cls, function, param):
    if param in SAMPLES:
        return SAMPLES[param]
    annotation = str(function.__annotations__[param]).split(" | ")[0]
    if annotation == "Widget":
        return None
    if annotation.startswith("list"):
        return []
    if annotation.startswith("dict"):
        return {}
    return BY_TYPE[annotation]


def arguments(widget, method, params):
    function = getattr(type(widget), method)
    return [sample(type(widget), function, param) for param in params]


def make(W, name):
    """A widget of the class with all its arguments and options, and two children if it has any."""
    cls = getattr(oriel.sync.widgets, name)
    row = CLASSES[name]
    options = {p: sample(cls, cls.__init__, p) for p in row["args"] + row["options"]}
    widget = getattr(W, name)(**options)
    for text in ("first", "second"):
        if name in ("TopLevel", "Frame"):
            if text == "first":
                widget.set_widget(W.Label(text))
        elif name == "GridBox":
            widget.add_widget(W.Label(text), 0, int(text == "second"))
        elif row["base"] == "container":
            widget.add_widget(W.Label(text))
        elif name == "ComboBox":
            widget.append_text(text)
    return widget


def shown(page):
    page.wait_for(lambda: page.find_all("Label", text="last"), "the end")
    return page.text()


def built(name):
    """on_connect for a session with the widget in a window; the widget is session.widget."""

    def build(session):
        W = session.get_widgets()
        session.widget = make(W, name)
        if name not in ("TopLevel", "Dialog"):
            top = W.TopLevel(title="x")
            box = W.VBox()
            top.set_widget(box)
            if name != "Timer":
                box.add_widget(session.widget)
            top.show()
        else:
            session.widget.show()
        W.Label("last")

    return build


def found(page, widget):
    """What the page shows for it."""
    return next(drawn for drawn in page.find_all() if drawn.wid == widget.wid)


def shown_widget(page, widget):
    drawn = found(page, widget)
    return drawn if drawn.visible else None


def only_session(app):
    (session,) = app.sessions.values()
    return session


def catch_up(app, page):
    """Wait until the page has all that the program said so far."""
    mark = only_session(app).get_widgets().Label("mark")
    page.wait_for(lambda: any(drawn.wid == mark.wid for drawn in page.find_all()), "the mark")
    mark.destroy()
    page.wait_for(lambda: all(drawn.wid != mark.wid for drawn in page.find_all()), "its end")


def same_for_others(app, page):
    """What the page shows, a page that comes back anew and one that joins show."""
    catch_up(app, page)
    expected = page.text()
    session = only_session(app)
    joined = app.page(session)
    assert shown(joined) == expected
    page.anew()
    assert shown(page) == expected
    before = {each: each.rebuilds for each in (page, joined)}
    session.reconstruct()
    for each, rebuilds in before.items():
        each.wait_for(lambda: each.rebuilds > rebuilds, "a rebuild")
        assert each.text() == expected
    joined.close()


@pytest.mark.parametrize("name", DRAWN)
def test_construction(name):
    with serving(built(name)) as app:
        page = app.page()
        before = shown(page)
        assert name == "Timer" or f"{name} " in before
        same_for_others(app, page)


def check_setter(app, page, widget, drawn, method, key, params):
    args = arguments(widget, method, params)
    getattr(widget, method)(*args)
    expected = args[0] if len(args) == 1 else args
    for getter, facts in members(drawn.kind, "methods").items():
        if facts[0] == "getter" and facts[1] == key:
            got = getattr(widget, getter)()
            assert (list(got) if isinstance(got, tuple) else got) == expected, getter
    if key == "binary_image":
        page.wait_for(lambda: drawn.get(key) == args, method)
    else:
        page.wait_for(lambda: drawn.get(key) == expected, f"{method} {expected!r}")


SPECIAL = {
    # (class, method): how to call it with other arguments than the samples
    ("ComboBox", "set_index"): [1],
    ("ComboBox", "show_text"): ["second"],
    ("TabWidget", "set_index"): [1],
    ("TextArea", "set_scroll_position"): [0.0, 0.5],
}


@pytest.mark.parametrize("name", [name for name in DRAWN if name != "Timer"])
def test_setters(name):
    with serving(built(name)) as app:
        page = app.page()
        shown(page)
        widget = only_session(app).widget
        drawn = found(page, widget)
        for method, (kind, key, _, _, params) in members(name, "methods").items():
            if kind == "fixed":
                getattr(widget, method)()
                page.wait_for(lambda: drawn.visible is (method == "show"), method)
            elif kind == "setter" and (name, method) in SPECIAL:
                args = SPECIAL[name, method]
                getattr(widget, method)(*args)
                expected = args[0] if len(args) == 1 else args
                page.wait_for(lambda: drawn.get(key) == expected, method)
            elif kind == "setter":
                check_setter(app, page, widget, drawn, method, key, params)
        widget.show()
        page.wait_for(lambda: drawn.visible, "show")
        same_for_others(app, page)


# Actions that leave a trace of their own; all others are seen as calls by the page.
def rows(widget):
    return widget.get_row_column_count()


def act_grid(app, page, widget, drawn):
    W = only_session(app).get_widgets()
    assert list(rows(widget)) == [2, 2]
    widget.append_row([W.Label("a"), W.Label("b")])
    widget.insert_row(0, [W.Label("c")])
    widget.append_column([W.Label("d")])
    widget.insert_column(0, [W.Label("e")])
    assert list(rows(widget)) == [4, 4]
    assert widget.get_widget_at_cell(0, 1).get_text() == "c"
    assert widget.get_widget_at_cell(0, 0).get_text() == "e"
    widget.delete_row(0)
    widget.delete_column(0)
    assert list(rows(widget)) == [3, 3]
    assert widget.get_widget_at_cell(0, 0).get_text() == "first"


def act_combo(app, page, widget, drawn):
    widget.append_text("third")
    widget.insert_alpha("middle")
    assert [widget.get_alpha(i) for i in range(4)] == ["first", "middle", "second", "third"]
    widget.delete_alpha("second")
    page.wait_for(lambda: drawn.items == ["first", "middle", "third"], "items")
    widget.clear()
    page.wait_for(lambda: drawn.items == [] and drawn.text == "", "clear")
    assert widget.get_text() == "" and widget.get_index() == -1


def act_text(app, page, widget, drawn):
    widget.clear()
    assert widget.get_text() == ""
    page.wait_for(lambda: drawn.text == "", "clear")
    if drawn.kind == "TextArea":
        widget.append_text("one")
        widget.append_text("two")
        assert widget.get_text() == "onetwo"
        page.wait_for(lambda: drawn.text == "onetwo", "append_text")
        called(page, drawn, widget, "scroll_to_lineno", 3)
        called(page, drawn, widget, "scroll_to_end")


def act_tabs(app, page, widget, drawn):
    first, second = widget.children
    widget.show_widget(second)
    assert widget.get_index() == 1
    page.wait_for(lambda: drawn.index == 1, "show_widget")
    assert widget.index_of(first) == 0 and widget.index_to_widget(1) is second
    assert widget.index_to_widget(7) is None
    called(page, drawn, widget, "highlight_tab", first, "#ff0000")
    page.answer("TabWidget", "get_tab_id", lambda tabs, child: f"tab{child.wid}")
    page.answer("TabWidget", "get_child", lambda tabs, tab: tabs.children[0])
    assert widget.get_tab_id(first) == f"tab{first.wid}"
    assert widget.get_child("x") is first
    widget.close_widget(second)
    assert widget.children == [first]
    page.wait_for(lambda: len(drawn.children) == 1, "close_widget")


def act_dialog(app, page, widget, drawn):
    W = only_session(app).get_widgets()
    widget.add_button(W.Button("Help"), "help")
    widget.insert_widget(0, W.Label("zero"))
    assert [child.get_text() for child in widget.children][0] == "zero"
    page.wait_for(lambda: len(drawn.children) == 4, "add_button")
    widget.hide()
    widget.popup(3, 4)
    assert widget.is_visible()
    page.wait_for(lambda: drawn.visible, "popup")


def act_box(app, page, widget, drawn):
    W = only_session(app).get_widgets()
    widget.insert_widget(0, W.Label("zero"), 1)
    widget.insert_widget(2, W.Label("half"))
    texts = ["zero", "first", "half", "second"]
    assert [child.get_text() for child in widget.children] == texts
    page.wait_for(lambda: [child.text for child in drawn.children] == texts, "insert_widget")


def called(page, drawn, widget, method, *args):
    getattr(widget, method)(*args)
    page.wait_for(lambda: any(name == method for name, _ in drawn.calls), method)


def act_window(app, page, widget, drawn):
    for method in ("raise_", "lower", "toggle_minimize", "toggle_maximize", "toggle_shade"):
        called(page, drawn, widget, method)


def act_timer(app, page, widget, drawn):
    fired = Flag()
    widget.on("expired", lambda _: fired.set())
    widget.set_duration(0.001)
    assert widget.get_duration() == 0.001
    widget.start()
    fired.wait()
    canceled = Flag()
    widget.on("cancelled", lambda _: canceled.set())
    for start in (widget.set, widget.cond_set, widget.start):
        start(100)
        assert widget.is_set() and 0 < widget.time_left() <= 100 and widget.elapsed_time() >= 0
        widget.stop()
        assert not widget.is_set()
    widget.start(100)
    widget.cancel()
    canceled.wait()


def act_none(app, page, widget, drawn):
    """It has none of its own."""


ACTS = {
    "GridBox": act_grid,
    "ComboBox": act_combo,
    "TextEntry": act_text,
    "TextArea": act_text,
    "TabWidget": act_tabs,
    "Dialog": act_dialog,
    "VBox": act_box,
    "HBox": act_box,
    "TopLevel": act_window,
    "Timer": act_timer,
    "Image": lambda app, page, widget, drawn: called(page, drawn, widget, "update"),
    "Button": lambda app, page, widget, drawn: asked(page, widget, "get_icon", "icon.png"),
}

# What the acts of each class above check; the rest is checked for all.
ACTED = {
    "GridBox": "add_widget get_row_column_count get_widget_at_cell insert_row append_row delete_row"
    " insert_column append_column delete_column",
    "ComboBox": "append_text insert_alpha delete_alpha get_alpha clear",
    "TextEntry": "clear",
    "TextArea": "clear append_text scroll_to_lineno scroll_to_end",
    "TabWidget": "add_widget show_widget close_widget get_tab_id get_child index_of index_to_widget"
    " highlight_tab",
    "Dialog": "add_widget add_button insert_widget popup",
    "VBox": "add_widget insert_widget",
    "HBox": "add_widget insert_widget",
    "TopLevel": "set_widget raise_ lower toggle_minimize toggle_maximize toggle_shade",
    "Frame": "set_widget",
    "Timer": "start stop cancel set cond_set is_set elapsed_time time_left set_duration"
    " get_duration",
    "Image": "update",
    "Button": "get_icon",
}
FOR_ALL = {
    "get_position", "is_container", "set_focus", "add_cursor", "set_cursor", "destroy",
    "get_children", "num_children", "remove", "remove_widget", "remove_all",
}  # fmt: skip


def asked(page, widget, method, answer):
    page.answer(widget._kind, method, lambda *_: answer)
    assert getattr(widget, method)() == answer


def check_common(app, page, widget, drawn):
    methods = members(drawn.kind, "methods")
    if methods["get_position"][0] == "query":
        asked(page, widget, "get_position", [5, 6])
    else:
        assert widget.get_position() is not None
    assert widget.is_container() is ("get_children" in methods)
    called(page, drawn, widget, "set_focus")
    called(page, drawn, widget, "add_cursor", "cross", SAMPLES["url"], 1, 2)
    called(page, drawn, widget, "set_cursor", "cross")


def check_removal(page, widget, drawn):
    while widget.num_children() > 1:
        child = widget.get_children()[-1]
        (widget.remove if widget.num_children() % 2 else widget.remove_widget)(child)
        assert child not in widget.children and not child.is_destroyed
    child = widget.children[0]
    widget.remove(child)
    assert widget.children == []
    page.wait_for(lambda: not drawn.children, "remove")
    (widget.set_widget if hasattr(widget, "set_widget") else place(widget))(child)
    page.wait_for(lambda: len(drawn.children) == 1, "add")
    widget.remove_all(True)
    assert widget.children == [] and child.is_destroyed
    page.wait_for(lambda: not drawn.children, "remove_all")


def place(widget):
    if widget._kind == "GridBox":
        return lambda child: widget.add_widget(child, 0, 0)
    return widget.add_widget


@pytest.mark.parametrize("name", DRAWN)
def test_other_methods(name):
    methods = members(name, "methods")
    checked = set(ACTED.get(name, "").split()) | FOR_ALL
    for method, facts in methods.items():
        assert method in checked or facts[0] in ("setter", "fixed", "getter"), method
    with serving(built(name)) as app:
        page = app.page()
        shown(page)
        widget = only_session(app).widget
        drawn = None if name == "Timer" else found(page, widget)
        ACTS.get(name, act_none)(app, page, widget, drawn)
        if drawn is not None:
            check_common(app, page, widget, drawn)
            same_for_others(app, page)
            drawn = found(page, widget)
            if "remove" in methods:
                check_removal(page, widget, drawn)
        widget.destroy()
        assert widget.is_destroyed
        if drawn is not None:
            page.wait_for(lambda: drawn.is_gone, "destroy")


EVENT = {"type": "click", "x": 1, "y": 2, "modifiers": []}


def told(name, drawn, action, args):
    """Arguments for a callback of the catalogue."""
    if (name, action) == ("ComboBox", "activated"):
        return [1, "second"]
    samples = {
        "event": EVENT,
        "payload": {"text": "dropped"},
        "size": {"width": 30, "height": 40},
        "rectangle": {"x": 1, "y": 2, "width": 3, "height": 4},
        "text": "typed",
        "checked": True,
        "value": 4,
        "state": "minimized",
        "x": 11,
        "y": 12,
        "index": 1,
        "h_pct": 0.25,
        "v_pct": 0.5,
    }
    return [drawn.children[1] if arg == "child" else samples[arg] for arg in args]


BY_PROGRAM = {
    "child-added": lambda W, widget: place(widget)(W.Label("new")),
    "child-removed": lambda W, widget: widget.remove(widget.children[0]),
}
ELSEWHERE = {"expired", "cancelled", "drop-progress"}  # test_other_methods, uploads


@pytest.mark.parametrize("name", DRAWN)
def test_callbacks(name):
    with serving(built(name)) as app:
        page = app.page()
        shown(page)
        session = only_session(app)
        other = app.page(session)
        shown(other)
        widget = session.widget
        for action, facts in members(name, "callbacks").items():
            if action in ELSEWHERE:
                continue
            heard, flag = [], Flag()

            def handler(*args, heard=heard, flag=flag):
                heard.append(args)
                flag.set()

            widget.on(action, handler)
            if facts["program"]:
                BY_PROGRAM[action](session.get_widgets(), widget)
                flag.wait()
                assert isinstance(heard[0][0], oriel.sync.widgets.Label)
                continue
            widget.show()
            drawn = page.wait_for(lambda: shown_widget(page, widget), name)
            page.wait_for(lambda: action in drawn.listens or facts["told"], f"listen {action}")
            catch_up(app, page)
            args = told(name, drawn, action, facts["args"])
            assert page.tell(drawn, action, *args)
            flag.wait()
            page.settle()
            plain = [session._core.widget(a.wid) if hasattr(a, "wid") else a for a in args]
            assert heard == [tuple(plain)], action
            check_kept(widget, facts, args)
            check_followed(other, name, drawn)
        if name not in ("TopLevel", "Dialog"):
            same_for_others(app, page)


def check_kept(widget, facts, args):
    methods = members(widget._kind, "methods")
    for which, key in facts["keeps"]:
        value = list(args) if which == "all" else args[which]
        for getter, (kind, other, *_) in methods.items():
            if kind == "getter" and other == key:
                got = getattr(widget, getter)()
                assert (list(got) if isinstance(got, tuple) else got) == value, getter


def check_followed(other, name, drawn):
    if name == "Timer":
        return
    there = next(w for w in other.find_all(name) if w.wid == drawn.wid)
    keys = set(drawn.properties) - {"visible", "placed", "tab"}
    other.wait_for(
        lambda: {k: there.get(k) for k in keys} == {k: drawn.get(k) for k in keys},
        f"the same {name}",
    )
