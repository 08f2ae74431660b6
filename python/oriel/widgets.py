"""The classes of widgets, for the asynchronous API.

Made from catalogue/widgets.json by catalogue/generate.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._widget import AsyncWidget, Namespace, folded, picture, with_pictures

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from ._session import Session

__all__ = [
    "AbstractScrollArea",
    "Box",
    "Button",
    "ButtonBox",
    "Canvas",
    "CheckBox",
    "ColorDialog",
    "ColorWidget",
    "ComboBox",
    "Container",
    "Dial",
    "Dialog",
    "Expander",
    "ExternalWidget",
    "FileDialog",
    "FixedLayout",
    "Frame",
    "GridBox",
    "HBox",
    "HtmlView",
    "Image",
    "Label",
    "MDISubWindow",
    "MDIWidget",
    "Menu",
    "MenuAction",
    "MenuBar",
    "Page",
    "ProgressBar",
    "RadioButton",
    "ScrollArea",
    "ScrollBar",
    "Separator",
    "Slider",
    "SpinBox",
    "Splitter",
    "StackWidget",
    "StatusBar",
    "TabWidget",
    "TableView",
    "TextArea",
    "TextBufferRef",
    "TextEntry",
    "TextEntrySet",
    "TextSource",
    "Timer",
    "ToggleButton",
    "ToolBar",
    "ToolBarAction",
    "TopLevel",
    "TreeView",
    "VBox",
    "VideoWidget",
    "VisualWidget",
    "Widget",
    "Widgets",
]


class Widget(AsyncWidget):
    """What every class has."""

    def destroy(self) -> Awaitable[None]:
        """Takes it, and what is in it, away for good."""
        return self._destroy()


class VisualWidget(Widget):
    """What every class that can be seen has.

    Callbacks:

    - "map" (rectangle): It was drawn: where, and how large
    - "resize" (size): Its size changed
    """

    def set_border_width(self, width: float) -> Awaitable[None]:
        """Sets the width of the border in pixels."""
        return self._call("set_border_width", width)

    def set_border_color(self, color: str) -> Awaitable[None]:
        """Sets the color of the border."""
        return self._call("set_border_color", color)

    def set_bg(self, color: str) -> Awaitable[None]:
        """Sets the color behind it."""
        return self._call("set_bg", color)

    def set_min_size(
        self, width: float | None = None, height: float | None = None
    ) -> Awaitable[None]:
        """Sets the least size in pixels; None leaves a side free."""
        return self._call_optional("set_min_size", 0, width, height)

    def set_max_size(
        self, width: float | None = None, height: float | None = None
    ) -> Awaitable[None]:
        """Sets the largest size in pixels; None leaves a side free."""
        return self._call_optional("set_max_size", 0, width, height)

    def set_expanding(self, horizontal: bool, vertical: bool) -> Awaitable[None]:
        """Says in which directions it takes up free room."""
        return self._call("set_expanding", horizontal, vertical)

    def get_expanding(self) -> Any:
        """Whether it takes up free room across and down."""
        return self._get_tuple("get_expanding")

    def resize(self, width: float, height: float) -> Awaitable[None]:
        """Sets the size in pixels."""
        return self._call("resize", width, height)

    def get_size(self) -> Any:
        """The size in pixels as a page last told; asking makes pages tell."""
        return self._get_tuple("get_size")

    def get_position(self) -> Awaitable[Any]:
        """Where it is, in pixels, as a page says."""
        return self._ask("get_position")

    def set_padding(self, padding: float | str | list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets the room within its edges: pixels, a list of them, or a CSS length."""
        return self._call("set_padding", padding)

    def set_font(
        self,
        font: str | dict[str, Any] | None = None,
        size: float | None = None,
        weight: str | float | None = None,
        style: str | None = None,
    ) -> Awaitable[None]:
        """Sets family, size in pixels, weight and style of its text; what is None stays."""
        return self._call_optional("set_font", 0, font, size, weight, style)

    def set_enabled(self, tf: bool) -> Awaitable[None]:
        """Lets the user use it, or not."""
        return self._call("set_enabled", tf)

    def get_enabled(self) -> bool:
        """Whether the user may use it."""
        found: bool = self._get("get_enabled")
        return found

    def set_tooltip(self, msg: str | None = None) -> Awaitable[None]:
        """Sets the text shown when the pointer rests on it; None for none."""
        return self._call_optional("set_tooltip", 0, msg)

    def get_tooltip(self) -> str | None:
        """The text shown when the pointer rests on it."""
        found: str | None = self._get("get_tooltip")
        return found

    def is_container(self) -> Any:
        """Whether it holds others."""
        return self._get("is_container")

    def set_allow_text_selection(self, tf: bool) -> Awaitable[None]:
        """Lets the user select its text, or not."""
        return self._call("set_allow_text_selection", tf)

    def show(self) -> Awaitable[None]:
        """Shows it."""
        return self._call("show")

    def hide(self) -> Awaitable[None]:
        """Hides it; it keeps its state."""
        return self._call("hide")

    def is_visible(self) -> bool:
        """Whether it is shown."""
        found: bool = self._get("is_visible")
        return found

    def set_focus(self) -> Awaitable[None]:
        """Gives it the keyboard."""
        return self._call("set_focus")

    def add_cursor(
        self,
        name: str,
        url: str,
        hotspot_x: float | None = None,
        hotspot_y: float | None = None,
        size: float | list[Any] | tuple[Any, ...] | None = None,
    ) -> Awaitable[None]:
        """Defines a pointer shape from a picture, with the spot that points."""
        return self._call_optional("add_cursor", 2, name, picture(url), hotspot_x, hotspot_y, size)

    def set_cursor(self, name: str | None = None) -> Awaitable[None]:
        """Sets the shape of the pointer over it, by name; None for the usual one."""
        return self._call_optional("set_cursor", 0, name)


class Container(VisualWidget):
    """What every class that holds others has."""

    def get_children(self) -> Any:
        """Its children, in order."""
        return self._get("get_children")

    def num_children(self) -> Any:
        """How many children it has."""
        return self._get("num_children")

    def remove(self, child: Widget, destroy: bool | None = None) -> Awaitable[None]:
        """Takes a child out; it stays, placed nowhere, unless *destroy* is true."""
        return self._remove("remove", child, destroy)

    def remove_widget(self, child: Widget, destroy: bool | None = None) -> Awaitable[None]:
        """Takes a child out; it stays, placed nowhere, unless *destroy* is true."""
        return self._remove("remove_widget", child, destroy)

    def remove_all(self, destroy: bool | None = None) -> Awaitable[None]:
        """Takes all children out; they stay, placed nowhere, unless *destroy* is true."""
        return self._remove("remove_all", destroy)


class Box(Container):
    """Stacks its children in a row or a column.

    - *orientation*: horizontal or vertical

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("Box", 0, "orientation")

    def __init__(
        self, orientation: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, orientation)

    def add_widget(self, child: Widget, stretch: float | None = None) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call_optional("add_widget", 1, child, stretch)

    def insert_widget(
        self, index: int, child: Widget, stretch: float | None = None
    ) -> Awaitable[None]:
        """Puts a child before the one at *index*, or at the end."""
        return self._call_optional("insert_widget", 2, index, child, stretch)

    def set_spacing(self, gap: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", gap)

    def set_align(self, align: str) -> Awaitable[None]:
        """Sets where children stand across the box: start, center, end or fill."""
        return self._call("set_align", align)


class VBox(Container):
    """Stacks its children from top to bottom.

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("VBox", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(self, child: Widget, stretch: float | None = None) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call_optional("add_widget", 1, child, stretch)

    def insert_widget(
        self, index: int, child: Widget, stretch: float | None = None
    ) -> Awaitable[None]:
        """Puts a child before the one at *index*, or at the end."""
        return self._call_optional("insert_widget", 2, index, child, stretch)

    def set_spacing(self, gap: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", gap)

    def set_align(self, align: str) -> Awaitable[None]:
        """Sets where children stand across the box: start, center, end or fill."""
        return self._call("set_align", align)


class HBox(Container):
    """Lays its children out from left to right.

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("HBox", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(self, child: Widget, stretch: float | None = None) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call_optional("add_widget", 1, child, stretch)

    def insert_widget(
        self, index: int, child: Widget, stretch: float | None = None
    ) -> Awaitable[None]:
        """Puts a child before the one at *index*, or at the end."""
        return self._call_optional("insert_widget", 2, index, child, stretch)

    def set_spacing(self, gap: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", gap)

    def set_align(self, align: str) -> Awaitable[None]:
        """Sets where children stand across the box: start, center, end or fill."""
        return self._call("set_align", align)


class ButtonBox(Container):
    """A row or column for buttons, all of one width.

    - *orientation*: horizontal or vertical
    - *halign*: left, center or right
    - *min_button_width*: least width of the buttons in pixels

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("ButtonBox", 0, "orientation", "halign", "min_button_width")

    def __init__(
        self,
        orientation: str | None = None,
        halign: str | None = None,
        min_button_width: float | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, orientation, halign, min_button_width)

    def add_widget(self, child: Widget, stretch: float | None = None) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call_optional("add_widget", 1, child, stretch)

    def insert_widget(
        self, index: int, child: Widget, stretch: float | None = None
    ) -> Awaitable[None]:
        """Puts a child before the one at *index*, or at the end."""
        return self._call_optional("insert_widget", 2, index, child, stretch)

    def set_spacing(self, gap: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", gap)

    def set_halign(self, halign: str) -> Awaitable[None]:
        """Sets where the buttons stand: left, center or right."""
        return self._call("set_halign", halign)


class FixedLayout(Container):
    """Places each child at a position in pixels.

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("FixedLayout", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(self, child: Widget, x: float, y: float) -> Awaitable[None]:
        """Puts a child at a position in pixels."""
        return self._call("add_widget", child, x, y)


class GridBox(Container):
    """Lays its children out in rows and columns.

    - *rows*: how many rows there are at first
    - *columns*: how many columns there are at first

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    """

    _names = ("GridBox", 0, "rows", "columns")

    def __init__(
        self,
        rows: int | None = None,
        columns: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, rows, columns)

    def add_widget(self, child: Widget, row: int, col: int) -> Awaitable[None]:
        """Puts a child into a cell, counted from 0."""
        return self._call("add_widget", child, row, col)

    def set_row_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between rows in pixels."""
        return self._call("set_row_spacing", px)

    def set_column_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between columns in pixels."""
        return self._call("set_column_spacing", px)

    def set_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", px)

    def get_row_column_count(self) -> Any:
        """How many rows and columns there are: an array of two."""
        return self._get("get_row_column_count")

    def get_widget_at_cell(self, row: int, col: int) -> Any:
        """The child in a cell, or None."""
        return self._get("get_widget_at_cell", row, col)

    def insert_row(self, index: int, widgets: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Makes room for a row before *index* and puts the widgets into it."""
        return self._call("insert_row", index, widgets)

    def append_row(self, widgets: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Adds a row of widgets below the last."""
        return self._call("append_row", widgets)

    def delete_row(self, index: int) -> Awaitable[None]:
        """Takes a row out; what was in it is placed nowhere."""
        return self._call("delete_row", index)

    def insert_column(self, index: int, widgets: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Makes room for a column before *index* and puts the widgets into it."""
        return self._call("insert_column", index, widgets)

    def append_column(self, widgets: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Adds a column of widgets after the last."""
        return self._call("append_column", widgets)

    def delete_column(self, index: int) -> Awaitable[None]:
        """Takes a column out; what was in it is placed nowhere."""
        return self._call("delete_column", index)


class Splitter(Container):
    """Divides its area between its children, with handles to drag.

    - *orientation*: horizontal or vertical

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    - "sizing" (sizes): The user moved a handle: all sizes
    """

    _names = ("Splitter", 0, "orientation")

    def __init__(
        self, orientation: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, orientation)

    def add_widget(self, child: Widget) -> Awaitable[None]:
        """Adds a child at the end."""
        return self._call("add_widget", child)

    def set_sizes(self, sizes: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets the size of each child in pixels."""
        return self._call("set_sizes", sizes)

    def get_sizes(self) -> list[Any] | None:
        """The size of each child in pixels."""
        found: list[Any] | None = self._get("get_sizes")
        return found

    def set_minimum_size(self, child: Widget, min_px: float) -> Awaitable[None]:
        """Sets the least size of a child in pixels."""
        return self._call("set_minimum_size", child, min_px)


class Frame(Container):
    """A border with a title around one child.

    - *title*: the title
    """

    _names = ("Frame", 0, "title")

    def __init__(
        self, title: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, title)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)

    def set_title(self, text: str) -> Awaitable[None]:
        """Sets the title."""
        return self._call("set_title", text)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found


class Separator(VisualWidget):
    """A line between other widgets.

    - *orientation*: horizontal or vertical
    """

    _names = ("Separator", 1)

    def __init__(
        self, orientation: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, orientation)

    def set_orientation(self, orientation: str) -> Awaitable[None]:
        """Sets the direction: horizontal or vertical."""
        return self._call("set_orientation", orientation)


class Expander(Container):
    """A title that shows and hides one child.

    - *title*: the title
    - *collapsible*: whether the user may hide the child
    - *shadow*: whether it has a shadow
    - *bg_color*: the color behind it

    Callbacks:

    - "toggled" (collapsed): The child was hidden or shown
    """

    _names = ("Expander", 0, "title", "collapsible", "shadow", "bg_color")

    def __init__(
        self,
        title: str | None = None,
        collapsible: bool | None = None,
        shadow: bool | None = None,
        bg_color: str | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, title, collapsible, shadow, bg_color)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)

    def set_collapsed(self, collapsed: bool) -> Awaitable[None]:
        """Hides the child, or shows it."""
        return self._call("set_collapsed", collapsed)

    def get_collapsed(self) -> Awaitable[Any]:
        """Whether the child is hidden."""
        return self._ask("get_collapsed")

    def toggleContent(self) -> Awaitable[None]:
        """Shows the child when it is hidden, and hides it when not."""
        return self._call("toggleContent")


class AbstractScrollArea(Container):
    """An area with scroll bars whose content the program moves.

    - *thickness*: of the scroll bars, in pixels

    Callbacks:

    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "area-resize" (width, height, vbar_width, hbar_height): The area changed its size
    """

    _names = ("AbstractScrollArea", 0, "thickness")

    def __init__(
        self, thickness: float | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, thickness)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)

    def set_thumb_percent(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Sets how much of the content is to be seen, 0 to 1."""
        return self._call("set_thumb_percent", h_pct, v_pct)

    def get_thumb_percent(self) -> Any:
        """How much of the content is to be seen, 0 to 1."""
        return self._get_tuple("get_thumb_percent")

    def set_scroll_percent(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls, 0 to 1."""
        return self._call("set_scroll_percent", h_pct, v_pct)

    def get_scroll_percent(self) -> Any:
        """How far it is scrolled, 0 to 1."""
        return self._get_tuple("get_scroll_percent")

    def set_scroll_bar_visibility(
        self, horizontal: bool | str, vertical: bool | str
    ) -> Awaitable[None]:
        """Sets when scroll bars are shown: true, false or "auto"."""
        return self._call("set_scroll_bar_visibility", horizontal, vertical)


class ScrollArea(Container):
    """Scrolls one child that is larger than itself.

    - *hscrollbar*: when the lower scroll bar is shown
    - *vscrollbar*: when the right scroll bar is shown
    - *thickness*: of the scroll bars, in pixels

    Callbacks:

    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "area-resize" (width, height, vbar_width, hbar_height): The area changed its size
    """

    _names = ("ScrollArea", 0, "hscrollbar", "vscrollbar", "thickness")

    def __init__(
        self,
        hscrollbar: str | bool | None = None,
        vscrollbar: str | bool | None = None,
        thickness: float | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, hscrollbar, vscrollbar, thickness)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)

    def set_thumb_percent(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Sets how much of the content is to be seen, 0 to 1."""
        return self._call("set_thumb_percent", h_pct, v_pct)

    def get_thumb_percent(self) -> Any:
        """How much of the content is to be seen, 0 to 1."""
        return self._get_tuple("get_thumb_percent")

    def set_scroll_percent(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls, 0 to 1."""
        return self._call("set_scroll_percent", h_pct, v_pct)

    def get_scroll_percent(self) -> Any:
        """How far it is scrolled, 0 to 1."""
        return self._get_tuple("get_scroll_percent")

    def set_scroll_bar_visibility(
        self, horizontal: bool | str, vertical: bool | str
    ) -> Awaitable[None]:
        """Sets when scroll bars are shown: true, false or "auto"."""
        return self._call("set_scroll_bar_visibility", horizontal, vertical)

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")


class TabWidget(Container):
    """Shows one of its children at a time, chosen by tabs.

    - *closable*: whether the user may close pages
    - *reorderable*: whether the user may move tabs
    - *tab_position*: top, bottom, left or right

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    - "page-switch" (child, index): Another child came to the front
    - "page-close" (child): The user closed the page of a child
    """

    _names = ("TabWidget", 0, "closable", "reorderable", "tab_position")

    def __init__(
        self,
        closable: bool | None = None,
        reorderable: bool | None = None,
        tab_position: str | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, closable, reorderable, tab_position)

    def add_widget(
        self, child: Widget, options: dict[str, Any] | str | None = None, **more: Any
    ) -> Awaitable[None]:
        """Adds a page.

        *options* is its title, or an object with *title*, *icon*, *closable*.
        """
        return self._call_optional("add_widget", 1, child, folded(options, more))

    def show_widget(self, child: Widget) -> Awaitable[None]:
        """Brings a child to the front."""
        return self._call("show_widget", child)

    def close_widget(self, child: Widget) -> Awaitable[None]:
        """Closes the page of a child; the child is placed nowhere."""
        return self._call("close_widget", child)

    def set_index(self, index: int) -> Awaitable[None]:
        """Brings the child with that number to the front, from 0."""
        return self._call("set_index", index)

    def get_index(self) -> int:
        """The number of the child in front, -1 for none."""
        found: int = self._get("get_index")
        return found

    def get_tab_id(self, child: Widget) -> Awaitable[Any]:
        """What the page calls the tab of a child."""
        return self._ask("get_tab_id", child)

    def get_child(self, tab_id: Any) -> Awaitable[Any]:
        """The child whose tab the page calls that."""
        return self._ask("get_child", tab_id)

    def index_of(self, child: Widget) -> Any:
        """The number of a child, -1 when it is none."""
        return self._get("index_of", child)

    def index_to_widget(self, index: int) -> Any:
        """The child with that number, or None."""
        return self._get("index_to_widget", index)

    def highlight_tab(self, child: Widget, bgcolor: str | None = None) -> Awaitable[None]:
        """Sets the color of a child's tab; None for the usual one."""
        return self._call_optional("highlight_tab", 1, child, bgcolor)

    def set_tab_position(self, tabpos: str) -> Awaitable[None]:
        """Sets where the tabs are: top, bottom, left or right."""
        return self._call("set_tab_position", tabpos)


class StackWidget(Container):
    """Shows one of its children at a time, chosen by the program.

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    - "page-switch" (child, index): Another child came to the front
    - "page-close" (child): The user closed the page of a child
    """

    _names = ("StackWidget", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(
        self, child: Widget, options: dict[str, Any] | str | None = None, **more: Any
    ) -> Awaitable[None]:
        """Adds a page."""
        return self._call_optional("add_widget", 1, child, folded(options, more))

    def show_widget(self, child: Widget) -> Awaitable[None]:
        """Brings a child to the front."""
        return self._call("show_widget", child)

    def set_index(self, index: int) -> Awaitable[None]:
        """Brings the child with that number to the front, from 0."""
        return self._call("set_index", index)

    def get_index(self) -> int:
        """The number of the child in front, -1 for none."""
        found: int = self._get("get_index")
        return found

    def index_of(self, child: Widget) -> Any:
        """The number of a child, -1 when it is none."""
        return self._get("index_of", child)

    def index_to_widget(self, index: int) -> Any:
        """The child with that number, or None."""
        return self._get("index_to_widget", index)


class MDIWidget(Container):
    """Holds its children as windows within its area.

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    - "page-switch" (child): Another child came to the front
    - "page-close" (child): The user closed the page of a child
    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    """

    _names = ("MDIWidget", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(
        self, child: Widget, options: dict[str, Any] | None = None, **more: Any
    ) -> Awaitable[None]:
        """Adds a window that holds the child; *options* says *title*, place and size."""
        return self._call_optional("add_widget", 1, child, folded(options, more))

    def cascade_windows(self) -> Awaitable[None]:
        """Lays the windows over one another, each a little further."""
        return self._call("cascade_windows")

    def tile_windows(self) -> Awaitable[None]:
        """Lays the windows beside one another."""
        return self._call("tile_windows")

    def get_subwindows(self) -> Awaitable[Any]:
        """The windows within."""
        return self._ask("get_subwindows")

    def get_subwin(self, child: Widget) -> Awaitable[Any]:
        """The window of a child."""
        return self._ask("get_subwin", child)

    def get_configuration(self, child: Widget) -> Awaitable[Any]:
        """Place, size and state of a child's window."""
        return self._ask("get_configuration", child)

    def move_child(self, child: Widget, x: float, y: float) -> Awaitable[None]:
        """Moves the window of a child."""
        return self._call("move_child", child, x, y)

    def resize_child(self, child: Widget, width: float, height: float) -> Awaitable[None]:
        """Sets the size of a child's window."""
        return self._call("resize_child", child, width, height)

    def get_child_size(self, child: Widget) -> Awaitable[Any]:
        """The size of a child's window."""
        return self._ask("get_child_size", child)

    def get_child_position(self, child: Widget) -> Awaitable[Any]:
        """Where a child's window is."""
        return self._ask("get_child_position", child)

    def close_child(self, child: Widget) -> Awaitable[None]:
        """Closes the window of a child; the child is placed nowhere."""
        return self._call("close_child", child)

    def get_index(self) -> int:
        """The number of the child in front, -1 for none."""
        found: int = self._get("get_index")
        return found

    def set_index(self, index: int) -> Awaitable[None]:
        """Brings the child with that number to the front, from 0."""
        return self._call("set_index", index)

    def index_of(self, child: Widget) -> Any:
        """The number of a child, -1 when it is none."""
        return self._get("index_of", child)

    def index_to_widget(self, index: int) -> Any:
        """The child with that number, or None."""
        return self._get("index_to_widget", index)

    def set_resistance(self, value: float) -> Awaitable[None]:
        """Sets how many pixels windows stick to edges."""
        return self._call("set_resistance", value)

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")


class MDISubWindow(VisualWidget):
    """One window of an MDIWidget.

    - *shadeable*: whether the user may roll it up

    Callbacks:

    - "move" (x, y): The user moved it
    """

    _names = ("MDISubWindow", 0, "shadeable")

    def __init__(
        self, shadeable: bool | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, shadeable)

    def resize(self, width: float, height: float) -> Awaitable[None]:
        """Sets the size in pixels."""
        return self._call("resize", width, height)

    def get_position(self) -> Any:
        """Where it is, in pixels, as a page says."""
        return self._get_tuple("get_position")

    def set_position(self, x: float, y: float) -> Awaitable[None]:
        """Moves it, in pixels from the page's upper left corner."""
        return self._call("set_position", x, y)

    def move(self, x: float, y: float) -> Awaitable[None]:
        """Moves it."""
        return self._call("move", x, y)

    def set_title(self, title: str) -> Awaitable[None]:
        """Sets the title."""
        return self._call("set_title", title)

    def raise_(self) -> Awaitable[None]:
        """Brings it before the others."""
        return self._call("raise_")

    def lower(self) -> Awaitable[None]:
        """Puts it behind the others."""
        return self._call("lower")

    def toggle_minimize(self) -> Awaitable[None]:
        """Minimizes it, or restores it."""
        return self._call("toggle_minimize")

    def toggle_maximize(self) -> Awaitable[None]:
        """Maximizes it, or restores it."""
        return self._call("toggle_maximize")

    def toggle_shade(self) -> Awaitable[None]:
        """Rolls it up to its title bar, or down."""
        return self._call("toggle_shade")

    def close(self) -> Awaitable[None]:
        """Closes it."""
        return self._call("close")

    def get_child(self) -> Awaitable[Any]:
        """The child it holds."""
        return self._ask("get_child")


class TopLevel(Container):
    """A window within the page, with a title bar; it holds one child and is hidden until it is
    shown.

    - *resizable*: whether the user may change its size
    - *title*: the title
    - *icon*: address of an icon
    - *moveable*: whether the user may move it
    - *closeable*: whether the user may close it
    - *minimizable*: whether the user may minimize it
    - *maximizable*: whether the user may maximize it
    - *lowerable*: whether the user may put it behind others
    - *shadeable*: whether the user may roll it up

    Callbacks:

    - "move" (x, y): The user moved it
    - "close" (): The user closed it. It is hidden then
    - "window-state" (state): The user changed its state
    - "resize" (size): Its size changed
    """

    _names = (
        "TopLevel",
        0,
        "resizable",
        "title",
        "icon",
        "moveable",
        "closeable",
        "minimizable",
        "maximizable",
        "lowerable",
        "shadeable",
    )

    def __init__(
        self,
        resizable: bool | None = None,
        title: str | None = None,
        icon: str | None = None,
        moveable: bool | None = None,
        closeable: bool | None = None,
        minimizable: bool | None = None,
        maximizable: bool | None = None,
        lowerable: bool | None = None,
        shadeable: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            with_pictures(properties),
            resizable,
            title,
            picture(icon),
            moveable,
            closeable,
            minimizable,
            maximizable,
            lowerable,
            shadeable,
        )

    def get_position(self) -> Any:
        """Where it is, in pixels, as a page says."""
        return self._get_tuple("get_position")

    def set_position(self, x: float, y: float) -> Awaitable[None]:
        """Moves it, in pixels from the page's upper left corner."""
        return self._call("set_position", x, y)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)

    def set_title(self, title: str) -> Awaitable[None]:
        """Sets the title."""
        return self._call("set_title", title)

    def set_icon(self, url: str | None = None) -> Awaitable[None]:
        """Sets the icon: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_icon", 0, picture(url))

    def set_moveable(self, tf: bool) -> Awaitable[None]:
        """Lets the user move it, or not."""
        return self._call("set_moveable", tf)

    def raise_(self) -> Awaitable[None]:
        """Brings it before the others."""
        return self._call("raise_")

    def lower(self) -> Awaitable[None]:
        """Puts it behind the others."""
        return self._call("lower")

    def toggle_minimize(self) -> Awaitable[None]:
        """Minimizes it, or restores it."""
        return self._call("toggle_minimize")

    def toggle_maximize(self) -> Awaitable[None]:
        """Maximizes it, or restores it."""
        return self._call("toggle_maximize")

    def toggle_shade(self) -> Awaitable[None]:
        """Rolls it up to its title bar, or down."""
        return self._call("toggle_shade")

    def set_window_state(self, state: str) -> Awaitable[None]:
        """Sets its state: normal, minimized, maximized or shaded."""
        return self._call("set_window_state", state)

    def get_window_state(self) -> str:
        """Its state: normal, minimized, maximized or shaded."""
        found: str = self._get("get_window_state")
        return found


class Page(Container):
    """Fills the whole page with one child."""

    _names = ("Page", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def set_widget(self, child: Widget) -> Awaitable[None]:
        """Sets the one child; the one before is placed nowhere."""
        return self._call("set_widget", child)


class Dialog(Container):
    """A window with buttons that asks for something; it is hidden until it is shown.

    - *title*: the title
    - *buttons*: the buttons: a list of [text, value]
    - *autoclose*: whether pressing a button hides it
    - *resizable*: whether the user may change its size
    - *moveable*: whether the user may move it
    - *modal*: whether it keeps the user from the rest of the page

    Callbacks:

    - "child-added" (child): A child was added
    - "child-removed" (child): A child was taken out
    - "activated" (value): A button was pressed: its value
    - "move" (x, y): The user moved it
    - "close" (): The user closed it. It is hidden then
    - "resize" (size): Its size changed
    """

    _names = ("Dialog", 2, "autoclose", "resizable", "moveable", "modal")

    def __init__(
        self,
        title: str | None = None,
        buttons: list[Any] | tuple[Any, ...] | None = None,
        autoclose: bool | None = None,
        resizable: bool | None = None,
        moveable: bool | None = None,
        modal: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, title, buttons, autoclose, resizable, moveable, modal)

    def get_position(self) -> Any:
        """Where it is, in pixels, as a page says."""
        return self._get_tuple("get_position")

    def add_widget(self, child: Widget, stretch: float | None = None) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call_optional("add_widget", 1, child, stretch)

    def insert_widget(
        self, index: int, child: Widget, stretch: float | None = None
    ) -> Awaitable[None]:
        """Puts a child before the one at *index*, or at the end."""
        return self._call_optional("insert_widget", 2, index, child, stretch)

    def add_button(self, child: Widget, value: Any = None) -> Awaitable[None]:
        """Adds a button to the row at the bottom; pressing it says *value* to "activated"."""
        return self._call_optional("add_button", 1, child, value)

    def set_spacing(self, gap: float) -> Awaitable[None]:
        """Sets the room between children in pixels."""
        return self._call("set_spacing", gap)

    def set_position(self, x: float, y: float) -> Awaitable[None]:
        """Moves it, in pixels from the page's upper left corner."""
        return self._call("set_position", x, y)

    def popup(self, x: float | None = None, y: float | None = None) -> Awaitable[None]:
        """Shows it, at a position or in the middle."""
        return self._call_optional("popup", 0, x, y)

    def set_modal(self, tf: bool) -> Awaitable[None]:
        """Keeps the user from the rest of the page while it is shown, or not."""
        return self._call("set_modal", tf)

    def set_title(self, title: str) -> Awaitable[None]:
        """Sets the title."""
        return self._call("set_title", title)


class ColorWidget(VisualWidget):
    """Picks a color.

    - *color*: the color, as #rrggbb

    Callbacks:

    - "pick" (hex): The user touched a color
    """

    _names = ("ColorWidget", 0, "color")

    def __init__(
        self, color: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, color)

    def get_color(self) -> str:
        """The color, as #rrggbb."""
        found: str = self._get("get_color")
        return found

    def set_color(self, hex_string: str) -> Awaitable[None]:
        """Sets the color, as #rrggbb."""
        return self._call("set_color", hex_string)


class ColorDialog(VisualWidget):
    """A window that picks a color.

    - *color*: the color, as #rrggbb
    - *title*: the title
    - *modal*: whether it keeps the user from the rest of the page
    - *moveable*: whether the user may move it

    Callbacks:

    - "activated" (hex): The user set it
    - "pick" (hex): The user touched a color
    - "move" (x, y): The user moved it
    - "close" (): The user closed it. It is hidden then
    """

    _names = ("ColorDialog", 0, "color", "title", "modal", "moveable")

    def __init__(
        self,
        color: str | None = None,
        title: str | None = None,
        modal: bool | None = None,
        moveable: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, color, title, modal, moveable)

    def get_position(self) -> Any:
        """Where it is, in pixels, as a page says."""
        return self._get_tuple("get_position")

    def get_color(self) -> str:
        """The color, as #rrggbb."""
        found: str = self._get("get_color")
        return found

    def set_color(self, hex_string: str) -> Awaitable[None]:
        """Sets the color, as #rrggbb."""
        return self._call("set_color", hex_string)

    def popup(self, x: float | None = None, y: float | None = None) -> Awaitable[None]:
        """Shows it, at a position or in the middle."""
        return self._call_optional("popup", 0, x, y)

    def set_position(self, x: float, y: float) -> Awaitable[None]:
        """Moves it, in pixels from the page's upper left corner."""
        return self._call("set_position", x, y)

    def set_modal(self, tf: bool) -> Awaitable[None]:
        """Keeps the user from the rest of the page while it is shown, or not."""
        return self._call("set_modal", tf)


class Button(VisualWidget):
    """A button to press.

    - *text*: the text

    Callbacks:

    - "activated" (): The button was pressed
    """

    _names = ("Button", 1)

    def __init__(
        self, text: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, with_pictures(properties), text)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def set_icon(
        self, url: str | None = None, size: float | list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Sets the icon: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_icon", 0, picture(url), size)

    def get_icon(self) -> Awaitable[Any]:
        """The icon's address."""
        return self._ask("get_icon")

    def set_color(self, bg: str | None = None, fg: str | None = None) -> Awaitable[None]:
        """Sets the colors of background and text; what is None stays as usual."""
        return self._call_optional("set_color", 0, bg, fg)

    def set_hover(self, bg: str | None = None, fg: str | None = None) -> Awaitable[None]:
        """Sets the colors of background and text under the pointer."""
        return self._call_optional("set_hover", 0, bg, fg)


class CheckBox(VisualWidget):
    """A box to check, with a text.

    - *text*: the text

    Callbacks:

    - "activated" (checked): The user checked it, or not
    """

    _names = ("CheckBox", 1)

    def __init__(
        self, text: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, text)

    def set_state(self, tf: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_state", tf)

    def get_state(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_state")
        return found


class RadioButton(VisualWidget):
    """One choice of a group.

    - *text*: the text
    - *group*: another of the same group

    Callbacks:

    - "activated" (state): The user set it
    """

    _names = ("RadioButton", 1, "group")

    def __init__(
        self,
        text: str | None = None,
        group: Widget | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, group)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def set_state(self, value: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_state", value)

    def get_state(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_state")
        return found


class ToggleButton(VisualWidget):
    """A button that stays down until it is pressed again.

    - *text*: the text
    - *group*: another of the same group

    Callbacks:

    - "activated" (state): The user set it
    """

    _names = ("ToggleButton", 1, "group")

    def __init__(
        self,
        text: str | None = None,
        group: Widget | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, group)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def set_state(self, value: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_state", value)

    def get_state(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_state")
        return found


class Label(VisualWidget):
    """A line of text.

    - *text*: the text
    - *halign*: left, center or right
    - *interactive*: whether it tells of pointer and keys
    - *menu*: the menu it opens

    Callbacks:

    - "pointer-down" (event): A pointer was pressed
    - "pointer-up" (event): A pointer was released
    - "pointer-move" (event): A pointer moved
    - "enter" (event): A pointer came in
    - "leave" (event): A pointer left
    - "click" (event): It was clicked
    - "dblclick" (event): It was double-clicked
    - "scroll" (event): The wheel was turned
    - "key-down" (event): A key was pressed
    - "key-up" (event): A key was released
    - "key-press" (event): A key made a character
    - "focus-in" (event): It got the keyboard
    - "focus-out" (event): It lost the keyboard
    - "drop-start" (payload): Something was dropped; files follow
    - "drop-end" (payload): Something was dropped: text, address, HTML, and files, each with the
      path of its bytes
    - "drag-over" (event): Something is held above it
    - "drop-progress" (progress): Some bytes of dropped files are here
    - "contextmenu" (event): A context menu was asked for
    """

    _names = ("Label", 1, "halign", "interactive", "menu")

    def __init__(
        self,
        text: str | None = None,
        halign: str | None = None,
        interactive: bool | None = None,
        menu: Widget | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, halign, interactive, menu)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def set_color(self, bg: str | None = None, fg: str | None = None) -> Awaitable[None]:
        """Sets the colors of background and text; what is None stays as usual."""
        return self._call_optional("set_color", 0, bg, fg)

    def set_halign(self, align: str) -> Awaitable[None]:
        """Sets where the text stands: left, center or right."""
        return self._call("set_halign", align)

    def set_valign(self, align: str) -> Awaitable[None]:
        """Sets where the text stands: top, middle or bottom."""
        return self._call("set_valign", align)

    def set_menu(self, menu: Widget | None = None) -> Awaitable[None]:
        """Sets the menu that it opens; None for none."""
        return self._call_optional("set_menu", 0, menu)


class StatusBar(VisualWidget):
    """A line for messages at the edge of a window.

    - *halign*: left, center or right
    """

    _names = ("StatusBar", 0, "halign")

    def __init__(
        self, halign: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, halign)

    def set_message(self, text: str, duration: float | None = None) -> Awaitable[None]:
        """Shows a message, for *duration* seconds when that is given."""
        return self._call_optional("set_message", 1, text, duration)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_color(self, bg: str | None = None, fg: str | None = None) -> Awaitable[None]:
        """Sets the colors of background and text; what is None stays as usual."""
        return self._call_optional("set_color", 0, bg, fg)

    def set_halign(self, align: str) -> Awaitable[None]:
        """Sets where the text stands: left, center or right."""
        return self._call("set_halign", align)


class TextEntry(VisualWidget):
    """A line of text to edit.

    - *text*: the text
    - *editable*: whether the user may edit
    - *linehistory*: how many earlier lines the arrow keys bring back
    - *password*: whether dots stand for the characters

    Callbacks:

    - "activated" (text): The user pressed Enter: the text
    - "modified" (text): The user edited the text
    """

    _names = ("TextEntry", 1, "editable", "linehistory", "password")

    def __init__(
        self,
        text: str | None = None,
        editable: bool | None = None,
        linehistory: int | None = None,
        password: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, editable, linehistory, password)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_length(self, numchars: int) -> Awaitable[None]:
        """Sets how many characters wide it is."""
        return self._call("set_length", numchars)


class TextEntrySet(VisualWidget):
    """A line of text to edit, with a button that sets it.

    - *text*: the text
    - *label*: the text of the button
    - *editable*: whether the user may edit
    - *linehistory*: how many earlier lines the arrow keys bring back

    Callbacks:

    - "activated" (text): The user set the text
    - "modified" (text): The user edited the text
    """

    _names = ("TextEntrySet", 1, "label", "editable", "linehistory")

    def __init__(
        self,
        text: str | None = None,
        label: str | None = None,
        editable: bool | None = None,
        linehistory: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, label, editable, linehistory)

    def set_button_text(self, text: str) -> Awaitable[None]:
        """Sets the text of the button."""
        return self._call("set_button_text", text)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_length(self, numchars: int) -> Awaitable[None]:
        """Sets how many characters wide it is."""
        return self._call("set_length", numchars)


class TextArea(VisualWidget):
    """Several lines of text to edit.

    - *text*: the text
    - *wrap*: whether long lines are broken
    - *editable*: whether the user may edit

    Callbacks:

    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "modified" (text): The user edited the text
    """

    _names = ("TextArea", 1, "wrap", "editable")

    def __init__(
        self,
        text: str | None = None,
        wrap: bool | None = None,
        editable: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, text, wrap, editable)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def append_text(self, text: str) -> Awaitable[None]:
        """Adds text at the end."""
        return self._call("append_text", text)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_editable(self, tf: bool) -> Awaitable[None]:
        """Lets the user edit, or not."""
        return self._call("set_editable", tf)

    def set_wrap(self, tf: bool) -> Awaitable[None]:
        """Breaks long lines, or not."""
        return self._call("set_wrap", tf)

    def set_limit(self, numlines: int | None = None) -> Awaitable[None]:
        """Keeps the last lines only, that many; None for all."""
        return self._call_optional("set_limit", 0, numlines)

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")

    def scroll_to_lineno(self, lineno: int, align: str | None = None) -> Awaitable[None]:
        """Scrolls to a line, from 1."""
        return self._call_optional("scroll_to_lineno", 1, lineno, align)

    def scroll_to_end(self) -> Awaitable[None]:
        """Scrolls to the end."""
        return self._call("scroll_to_end")


class TextSource(VisualWidget):
    """An editor for source text, with line numbers, tags and icons.

    - *text*: the text
    - *wrap*: whether long lines are broken
    - *line_numbers*: whether line numbers are shown
    - *icon_gutter*: whether the column for icons is shown
    - *editable*: whether the user may edit
    - *font_family*: family of the font
    - *font_size*: size of the font in pixels

    Callbacks:

    - "changed" (): Its content changed
    - "cursor_moved" (ref): The caret moved
    - "line_clicked" (line): A line was clicked
    - "icon_clicked" (line, ref): An icon beside a line was clicked
    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "tooltip" (line, col, text, x, y): The pointer rests on the text
    """

    _names = (
        "TextSource",
        1,
        "wrap",
        "line_numbers",
        "icon_gutter",
        "editable",
        "font_family",
        "font_size",
    )

    def __init__(
        self,
        text: str | None = None,
        wrap: str | bool | None = None,
        line_numbers: bool | None = None,
        icon_gutter: bool | None = None,
        editable: bool | None = None,
        font_family: str | None = None,
        font_size: float | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            with_pictures(properties),
            text,
            wrap,
            line_numbers,
            icon_gutter,
            editable,
            font_family,
            font_size,
        )

    def set_font(  # type: ignore[override]
        self, family: str | None = None, size: float | None = None
    ) -> Awaitable[None]:
        """Sets family, size in pixels, weight and style of its text; what is None stays."""
        return self._call_optional("set_font", 0, family, size)

    def set_cursor(self, ref: Any) -> Awaitable[None]:  # type: ignore[override]
        """Puts the caret at a position."""
        return self._call("set_cursor", ref)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def get_length(self) -> Awaitable[Any]:
        """How many characters there are."""
        return self._ask("get_length")

    def get_text_range(self, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """The text between two positions."""
        return self._call("get_text_range", start_ref, end_ref)

    def insert_text(
        self, ref: Any, text: str, tags: list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Inserts text at a position, with tags."""
        return self._call_optional("insert_text", 2, ref, text, tags)

    def delete_range(self, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """Removes the text between two positions."""
        return self._call("delete_range", start_ref, end_ref)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_editable(self, tf: bool) -> Awaitable[None]:
        """Lets the user edit, or not."""
        return self._call("set_editable", tf)

    def set_wrap(self, mode: str | bool) -> Awaitable[None]:
        """Breaks long lines, or not."""
        return self._call("set_wrap", mode)

    def set_line_numbers(self, tf: bool) -> Awaitable[None]:
        """Shows line numbers, or not."""
        return self._call("set_line_numbers", tf)

    def set_icon_gutter(self, tf: bool) -> Awaitable[None]:
        """Shows the column for icons, or not."""
        return self._call("set_icon_gutter", tf)

    def set_tooltips_enabled(self, tf: bool) -> Awaitable[None]:
        """Shows tooltips over the text, or not."""
        return self._call("set_tooltips_enabled", tf)

    def set_icon(self, ref: Any, icon_url: str | None = None) -> Awaitable[None]:
        """Puts an icon beside the line of a position; None removes it."""
        return self._call_optional("set_icon", 1, ref, icon_url)

    def get_cursor(self) -> Awaitable[Any]:
        """Where the caret is."""
        return self._ask("get_cursor")

    def set_cursor_style(self, style: str, color: str | None = None) -> Awaitable[None]:
        """Sets shape and color of the caret."""
        return self._call_optional("set_cursor_style", 1, style, color)

    def get_selection_range(self) -> Any:
        """The ends of the selection."""
        return self._get_tuple("get_selection_range")

    def has_selection(self) -> Awaitable[None]:
        """Whether something is selected."""
        return self._call("has_selection")

    def get_selection_bounds(self) -> Awaitable[Any]:
        """The ends of the selection."""
        return self._ask("get_selection_bounds")

    def set_selection_range(self, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """Selects the text between two positions."""
        return self._call("set_selection_range", start_ref, end_ref)

    def create_tag(self, name: str, attrs: dict[str, Any]) -> Awaitable[None]:
        """Defines a tag: how text that has it looks."""
        return self._call("create_tag", name, attrs)

    def remove_tag_def(self, name: str) -> Awaitable[None]:
        """Forgets a tag."""
        return self._call("remove_tag_def", name)

    def has_tag(self, name: str) -> Awaitable[None]:
        """Whether there is such a tag."""
        return self._call("has_tag", name)

    def apply_tag(self, name: str, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """Gives the text between two positions a tag."""
        return self._call("apply_tag", name, start_ref, end_ref)

    def remove_tag(self, name: str, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """Takes a tag from the text between two positions."""
        return self._call("remove_tag", name, start_ref, end_ref)

    def get_tags_at(self, ref: Any) -> Awaitable[Any]:
        """The tags at a position."""
        return self._ask("get_tags_at", ref)

    def get_tags_range(self, start_ref: Any, end_ref: Any) -> Awaitable[None]:
        """The tags between two positions."""
        return self._call("get_tags_range", start_ref, end_ref)

    def get_tag_region(self, name: str) -> Awaitable[None]:
        """Where a tag is first."""
        return self._call("get_tag_region", name)

    def get_tag_regions(self, name: str) -> Awaitable[None]:
        """All places where a tag is."""
        return self._call("get_tag_regions", name)

    def create_ref(self, offset: int, gravity: str | None = None) -> Awaitable[None]:
        """A position that moves with the text."""
        return self._call_optional("create_ref", 1, offset, gravity)

    def remove_ref(self, ref: Any) -> Awaitable[None]:
        """Forgets a position."""
        return self._call("remove_ref", ref)

    def create_named_ref(
        self, name: str, offset: int, gravity: str | None = None
    ) -> Awaitable[None]:
        """A position with a name."""
        return self._call_optional("create_named_ref", 2, name, offset, gravity)

    def get_named_ref(self, name: str) -> Awaitable[None]:
        """The position with that name."""
        return self._call("get_named_ref", name)

    def remove_named_ref(self, name: str) -> Awaitable[None]:
        """Forgets the position with that name."""
        return self._call("remove_named_ref", name)

    def get_ref_start(self) -> Awaitable[Any]:
        """The beginning of the text."""
        return self._ask("get_ref_start")

    def get_ref_end(self) -> Awaitable[Any]:
        """The end of the text."""
        return self._ask("get_ref_end")

    def get_ref_bounds(self) -> Awaitable[Any]:
        """Beginning and end of the text."""
        return self._ask("get_ref_bounds")

    def get_ref_line_start(self, lineno: int) -> Awaitable[None]:
        """The beginning of a line."""
        return self._call("get_ref_line_start", lineno)

    def get_ref_line_end(self, lineno: int) -> Awaitable[None]:
        """The end of a line."""
        return self._call("get_ref_line_end", lineno)

    def undo(self) -> Awaitable[None]:
        """Takes the last edit back."""
        return self._call("undo")

    def redo(self) -> Awaitable[None]:
        """Makes the edit again that was taken back."""
        return self._call("redo")

    def can_undo(self) -> Awaitable[Any]:
        """Whether there is an edit to take back."""
        return self._ask("can_undo")

    def can_redo(self) -> Awaitable[Any]:
        """Whether there is an edit to make again."""
        return self._ask("can_redo")

    def find(self, query: str, opts: dict[str, Any] | None = None) -> Awaitable[None]:
        """The next place of a text."""
        return self._call_optional("find", 1, query, opts)

    def find_all(self, query: str, opts: dict[str, Any] | None = None) -> Awaitable[None]:
        """All places of a text."""
        return self._call_optional("find_all", 1, query, opts)

    def replace(
        self, query: str, replacement: str, opts: dict[str, Any] | None = None
    ) -> Awaitable[None]:
        """Replaces a text by another."""
        return self._call_optional("replace", 2, query, replacement, opts)

    def scroll_to_ref(self, ref: Any, align: str | None = None) -> Awaitable[None]:
        """Scrolls to a position."""
        return self._call_optional("scroll_to_ref", 1, ref, align)

    def scroll_to_cursor(self) -> Awaitable[None]:
        """Scrolls to the caret."""
        return self._call("scroll_to_cursor")

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")


class TextBufferRef(Widget):
    """A position in the text of a TextSource that moves with it.

    - *buffer*: the TextSource
    - *offset*: how many characters are before it
    - *gravity*: left or right

    Callbacks:

    - "invalidated" (): Its text is gone
    """

    _names = ("TextBufferRef", 3)

    def __init__(
        self,
        buffer: Widget | None = None,
        offset: int | None = None,
        gravity: str | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, buffer, offset, gravity)

    def get_offset(self) -> int | None:
        """How many characters are before it."""
        found: int | None = self._get("get_offset")
        return found

    def get_gravity(self) -> Awaitable[Any]:
        """To which side it goes when text is inserted there: left or right."""
        return self._ask("get_gravity")

    def is_valid(self) -> Awaitable[None]:
        """Whether it is still a position of a text."""
        return self._call("is_valid")

    def get_line_column(self) -> Awaitable[Any]:
        """Its line and column."""
        return self._ask("get_line_column")

    def get_line(self) -> int | None:
        """Its line."""
        found: int | None = self._get("get_line")
        return found

    def set_offset(self, offset: int) -> Awaitable[None]:
        """Moves it to a character."""
        return self._call("set_offset", offset)

    def set_line(self, lineno: int) -> Awaitable[None]:
        """Moves it to the beginning of a line."""
        return self._call("set_line", lineno)

    def to_ref(self, other: Any) -> Awaitable[None]:
        """Moves it to where another is."""
        return self._call("to_ref", other)

    def copy(self) -> Awaitable[None]:
        """Another position at the same place."""
        return self._call("copy")

    def to_line_start(self) -> Awaitable[None]:
        """Moves it to the beginning of its line."""
        return self._call("to_line_start")

    def to_line_end(self) -> Awaitable[None]:
        """Moves it to the end of its line."""
        return self._call("to_line_end")

    def to_next_line(self) -> Awaitable[None]:
        """Moves it to the next line."""
        return self._call("to_next_line")

    def to_prev_line(self) -> Awaitable[None]:
        """Moves it to the line before."""
        return self._call("to_prev_line")

    def to_next_char(self) -> Awaitable[None]:
        """Moves it one character on."""
        return self._call("to_next_char")

    def to_prev_char(self) -> Awaitable[None]:
        """Moves it one character back."""
        return self._call("to_prev_char")


class ComboBox(VisualWidget):
    """A list to choose from, with a text that may be edited.

    - *editable*: whether the user may edit
    - *dropdown_limit*: how many items are shown at once

    Callbacks:

    - "activated" (index, text): The user chose an item, or entered a text (index -1)
    - "modified" (text): The user edited the text
    """

    _names = ("ComboBox", 0, "editable", "dropdown_limit")

    def __init__(
        self,
        editable: bool | None = None,
        dropdown_limit: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, editable, dropdown_limit)

    def append_text(self, text: str) -> Awaitable[None]:
        """Adds an item at the end."""
        return self._call("append_text", text)

    def insert_alpha(self, text: str) -> Awaitable[None]:
        """Adds an item in alphabetical order."""
        return self._call("insert_alpha", text)

    def delete_alpha(self, text: str) -> Awaitable[None]:
        """Removes the item with that text."""
        return self._call("delete_alpha", text)

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def set_index(self, idx: int) -> Awaitable[None]:
        """Chooses the item with that number, from 0; -1 for none."""
        return self._call("set_index", idx)

    def get_index(self) -> int:
        """The number of the chosen item, -1 for none."""
        found: int = self._get("get_index")
        return found

    def get_alpha(self, idx: int) -> Any:
        """The text of an item, by number from 0."""
        return self._get("get_alpha", idx)

    def show_text(self, text: str) -> Awaitable[None]:
        """Chooses the item with that text; without one, shows the text."""
        return self._call("show_text", text)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def set_length(self, numchars: int) -> Awaitable[None]:
        """Sets how many characters wide it is."""
        return self._call("set_length", numchars)


class SpinBox(VisualWidget):
    """A number to edit, with buttons for one step.

    - *dtype*: int or float
    - *min*: the least number
    - *max*: the largest number
    - *step*: the step
    - *value*: the number
    - *decimals*: digits after the point

    Callbacks:

    - "activated" (value): The user set it
    """

    _names = ("SpinBox", 0, "dtype", "min", "max", "step", "value", "decimals")

    def __init__(
        self,
        dtype: str | None = None,
        min: float | None = None,
        max: float | None = None,
        step: float | None = None,
        value: float | None = None,
        decimals: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, dtype, min, max, step, value, decimals)

    def set_value(self, val: float) -> Awaitable[None]:
        """Sets the number."""
        return self._call("set_value", val)

    def get_value(self) -> float:
        """The number."""
        found: float = self._get("get_value")
        return found

    def set_limits(
        self, minval: float, maxval: float, incrval: float | None = None
    ) -> Awaitable[None]:
        """Sets the least and the largest number, and the step."""
        return self._call_optional("set_limits", 2, minval, maxval, incrval)

    def set_decimals(self, num: int | None = None) -> Awaitable[None]:
        """Sets how many digits are shown after the point; None for as many as needed."""
        return self._call_optional("set_decimals", 0, num)


class Slider(VisualWidget):
    """Picks a number by a handle on a track.

    - *orientation*: horizontal or vertical
    - *track*: whether it tells of every move
    - *dtype*: int or float
    - *min*: the least number
    - *max*: the largest number
    - *step*: the step
    - *value*: the number
    - *show_value*: whether the number is shown
    - *show_value_position*: where the number is shown: left, right, top or bottom
    - *decimals*: digits after the point

    Callbacks:

    - "activated" (value): The user set it
    """

    _names = (
        "Slider",
        0,
        "orientation",
        "track",
        "dtype",
        "min",
        "max",
        "step",
        "value",
        "show_value",
        "show_value_position",
        "decimals",
    )

    def __init__(
        self,
        orientation: str | None = None,
        track: bool | None = None,
        dtype: str | None = None,
        min: float | None = None,
        max: float | None = None,
        step: float | None = None,
        value: float | None = None,
        show_value: bool | None = None,
        show_value_position: str | None = None,
        decimals: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            properties,
            orientation,
            track,
            dtype,
            min,
            max,
            step,
            value,
            show_value,
            show_value_position,
            decimals,
        )

    def set_value(self, num: float) -> Awaitable[None]:
        """Sets the number."""
        return self._call("set_value", num)

    def get_value(self) -> float:
        """The number."""
        found: float = self._get("get_value")
        return found

    def set_limits(
        self, minval: float, maxval: float, incrval: float | None = None
    ) -> Awaitable[None]:
        """Sets the least and the largest number, and the step."""
        return self._call_optional("set_limits", 2, minval, maxval, incrval)

    def set_tracking(self, track: bool) -> Awaitable[None]:
        """Tells of every move, or only of the last."""
        return self._call("set_tracking", track)

    def set_decimals(self, num: int | None = None) -> Awaitable[None]:
        """Sets how many digits are shown after the point; None for as many as needed."""
        return self._call_optional("set_decimals", 0, num)


class Dial(VisualWidget):
    """Picks a number by turning a knob.

    - *track*: whether it tells of every move
    - *dtype*: int or float
    - *min*: the least number
    - *max*: the largest number
    - *step*: the step
    - *value*: the number
    - *show_value*: whether the number is shown
    - *show_value_position*: where the number is shown: left, right, top or bottom
    - *decimals*: digits after the point

    Callbacks:

    - "activated" (value): The user set it
    """

    _names = (
        "Dial",
        0,
        "track",
        "dtype",
        "min",
        "max",
        "step",
        "value",
        "show_value",
        "show_value_position",
        "decimals",
    )

    def __init__(
        self,
        track: bool | None = None,
        dtype: str | None = None,
        min: float | None = None,
        max: float | None = None,
        step: float | None = None,
        value: float | None = None,
        show_value: bool | None = None,
        show_value_position: str | None = None,
        decimals: int | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            with_pictures(properties),
            track,
            dtype,
            min,
            max,
            step,
            value,
            show_value,
            show_value_position,
            decimals,
        )

    def set_value(self, num: float) -> Awaitable[None]:
        """Sets the number."""
        return self._call("set_value", num)

    def get_value(self) -> float:
        """The number."""
        found: float = self._get("get_value")
        return found

    def set_limits(
        self, minval: float, maxval: float, incrval: float | None = None
    ) -> Awaitable[None]:
        """Sets the least and the largest number, and the step."""
        return self._call_optional("set_limits", 2, minval, maxval, incrval)

    def set_tracking(self, track: bool) -> Awaitable[None]:
        """Tells of every move, or only of the last."""
        return self._call("set_tracking", track)

    def set_decimals(self, num: int | None = None) -> Awaitable[None]:
        """Sets how many digits are shown after the point; None for as many as needed."""
        return self._call_optional("set_decimals", 0, num)

    def set_knob_diameter(self, len_px: float) -> Awaitable[None]:
        """Sets the diameter of the knob in pixels."""
        return self._call("set_knob_diameter", len_px)

    def set_icon(
        self, url: str | None = None, size: float | list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Sets the icon: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_icon", 0, picture(url), size)


class ScrollBar(VisualWidget):
    """A scroll bar of its own.

    - *orientation*: horizontal or vertical
    - *thickness*: of the scroll bars, in pixels

    Callbacks:

    - "activated" (pct): The user set it
    """

    _names = ("ScrollBar", 0, "orientation", "thickness")

    def __init__(
        self,
        orientation: str | None = None,
        thickness: float | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, orientation, thickness)

    def set_scroll_percent(self, pct: float) -> Awaitable[None]:
        """Scrolls, 0 to 1."""
        return self._call("set_scroll_percent", pct)

    def get_scroll_percent(self) -> float:
        """How far it is scrolled, 0 to 1."""
        found: float = self._get("get_scroll_percent")
        return found

    def set_thumb_percent(self, pct: float) -> Awaitable[None]:
        """Sets how much of the content is to be seen, 0 to 1."""
        return self._call("set_thumb_percent", pct)

    def get_thumb_percent(self) -> float:
        """How much of the content is to be seen, 0 to 1."""
        found: float = self._get("get_thumb_percent")
        return found


class ProgressBar(VisualWidget):
    """How much of something is done."""

    _names = ("ProgressBar", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def set_value(self, value: float) -> Awaitable[None]:
        """Sets how much is done, 0 to 1."""
        return self._call("set_value", value)

    def get_value(self) -> float:
        """How much is done, 0 to 1."""
        found: float = self._get("get_value")
        return found


class Image(VisualWidget):
    """A picture.

    - *url*: address of the picture
    - *interactive*: whether it tells of pointer and keys
    - *use_animation_frame*: whether it is drawn with the screen's rhythm

    Callbacks:

    - "pointer-down" (event): A pointer was pressed
    - "pointer-up" (event): A pointer was released
    - "pointer-move" (event): A pointer moved
    - "enter" (event): A pointer came in
    - "leave" (event): A pointer left
    - "click" (event): It was clicked
    - "dblclick" (event): It was double-clicked
    - "scroll" (event): The wheel was turned
    - "key-down" (event): A key was pressed
    - "key-up" (event): A key was released
    - "key-press" (event): A key made a character
    - "focus-in" (event): It got the keyboard
    - "focus-out" (event): It lost the keyboard
    - "drop-start" (payload): Something was dropped; files follow
    - "drop-end" (payload): Something was dropped: text, address, HTML, and files, each with the
      path of its bytes
    - "drag-over" (event): Something is held above it
    - "drop-progress" (progress): Some bytes of dropped files are here
    - "contextmenu" (event): A context menu was asked for
    """

    _names = ("Image", 0, "url", "interactive", "use_animation_frame")

    def __init__(
        self,
        url: str | None = None,
        interactive: bool | None = None,
        use_animation_frame: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session, with_pictures(properties), picture(url), interactive, use_animation_frame
        )

    def set_image(self, url: str | None = None) -> Awaitable[None]:
        """Shows a picture: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_image", 0, picture(url))

    def set_binary_image(
        self, data: bytes | bytearray | memoryview, format: str | None = None
    ) -> Awaitable[None]:
        """Shows a picture from its bytes; *format* is its type, such as png."""
        return self._call_bytes("set_binary_image", data, format)

    def update(self) -> Awaitable[None]:
        """Draws it again."""
        return self._call("update")


class TreeView(VisualWidget):
    """Rows with columns, in a tree.

    - *columns*: the columns, see set_columns
    - *show_header*: whether titles are shown
    - *selection_mode*: none, single or multiple
    - *alternate_row_colors*: whether every second row is tinted
    - *show_grid*: whether lines are shown between cells
    - *show_row_numbers*: whether row numbers are shown
    - *sortable*: whether the user may sort
    - *allow_text_selection*: whether text may be selected
    - *cell_cursor*: whether cells are selected, not rows

    Callbacks:

    - "activated" (values, path, col_key): A row was double-clicked
    - "selected" (items): The selection changed
    - "expanded" (values, path): The user opened a row
    - "collapsed" (values, path): The user closed a row
    - "sorted" (col_key, ascending): The user sorted by a column
    - "cell_edited" (path, col_key, old, new): The user edited a cell
    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "cell_selected" (cells): The selection of cells changed
    - "cell_action" (path, values, col_key): A cell was double-clicked
    - "changed" (): Its content changed
    - "copy" (tsv): The user copied
    - "cut" (tsv): The user cut
    - "paste" (text): The user pasted
    """

    _names = (
        "TreeView",
        0,
        "columns",
        "show_header",
        "selection_mode",
        "alternate_row_colors",
        "show_grid",
        "show_row_numbers",
        "sortable",
        "allow_text_selection",
        "cell_cursor",
    )

    def __init__(
        self,
        columns: list[Any] | tuple[Any, ...] | None = None,
        show_header: bool | None = None,
        selection_mode: str | None = None,
        alternate_row_colors: bool | None = None,
        show_grid: bool | None = None,
        show_row_numbers: bool | None = None,
        sortable: bool | None = None,
        allow_text_selection: bool | None = None,
        cell_cursor: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            properties,
            columns,
            show_header,
            selection_mode,
            alternate_row_colors,
            show_grid,
            show_row_numbers,
            sortable,
            allow_text_selection,
            cell_cursor,
        )

    def set_columns(self, columns: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets the columns: a list of titles, or of objects with *label* and *key*."""
        return self._call("set_columns", columns)

    def set_editable(self, tf: bool) -> Awaitable[None]:
        """Lets the user edit, or not."""
        return self._call("set_editable", tf)

    def set_header_font(
        self,
        family: str | None = None,
        size: float | None = None,
        weight: str | float | None = None,
        style: str | None = None,
    ) -> Awaitable[None]:
        """Sets the font of the titles."""
        return self._call_optional("set_header_font", 0, family, size, weight, style)

    def set_tree(self, tree: dict[str, Any]) -> Awaitable[None]:
        """Sets all rows from nested objects."""
        return self._call("set_tree", tree)

    def add_tree(self, tree: dict[str, Any], parent: Any) -> Awaitable[None]:
        """Adds rows from nested objects below a row."""
        return self._call("add_tree", tree, parent)

    def update_tree(self, tree: dict[str, Any]) -> Awaitable[None]:
        """Sets all rows, drawing only what changed."""
        return self._call("update_tree", tree)

    def set_data(self, data: Any) -> Awaitable[None]:
        """Sets all rows."""
        return self._call("set_data", data)

    def update_data(self, data: Any) -> Awaitable[None]:
        """Sets all rows, drawing only what changed."""
        return self._call("update_data", data)

    def add_item(
        self,
        parent: Any,
        key: str | None = None,
        values: dict[str, Any] | list[Any] | tuple[Any, ...] | None = None,
    ) -> Awaitable[None]:
        """Adds a row below another."""
        return self._call_optional("add_item", 1, parent, key, values)

    def remove_item(self, path: Any) -> Awaitable[None]:
        """Removes a row and what is below it."""
        return self._call("remove_item", path)

    def remove_items(self, paths: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Removes rows and what is below them."""
        return self._call("remove_items", paths)

    def delete_tree(self, tree: dict[str, Any], prune_empty: bool | None = None) -> Awaitable[None]:
        """Removes the rows that nested objects name."""
        return self._call_optional("delete_tree", 1, tree, prune_empty)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def expand_all(self) -> Awaitable[None]:
        """Opens all rows."""
        return self._call("expand_all")

    def collapse_all(self) -> Awaitable[None]:
        """Closes all rows."""
        return self._call("collapse_all")

    def get_expanded(self) -> Awaitable[Any]:
        """The rows that are open."""
        return self._ask("get_expanded")

    def get_collapsed(self) -> Awaitable[Any]:
        """The rows that are closed."""
        return self._ask("get_collapsed")

    def expand_item(self, path: Any) -> Awaitable[None]:
        """Opens a row."""
        return self._call("expand_item", path)

    def collapse_item(self, path: Any) -> Awaitable[None]:
        """Closes a row."""
        return self._call("collapse_item", path)

    def get_selected(self) -> Awaitable[Any]:
        """The rows that are selected."""
        return self._ask("get_selected")

    def get_subtree(self, status: str | None = None) -> Awaitable[None]:
        """The rows as nested objects."""
        return self._call_optional("get_subtree", 0, status)

    def set_row_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between rows in pixels."""
        return self._call("set_row_spacing", px)

    def set_column_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between columns in pixels."""
        return self._call("set_column_spacing", px)

    def set_selected(self, paths: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Selects rows, and no others."""
        return self._call("set_selected", paths)

    def clear_selection(self) -> Awaitable[None]:
        """Selects nothing."""
        return self._call("clear_selection")

    def select_path(self, path: Any, state: bool | None = None) -> Awaitable[None]:
        """Selects a row, or no more."""
        return self._call_optional("select_path", 1, path, state)

    def select_paths(
        self, paths: list[Any] | tuple[Any, ...], state: bool | None = None
    ) -> Awaitable[None]:
        """Selects rows, or no more."""
        return self._call_optional("select_paths", 1, paths, state)

    def select_all(self, state: bool | None = None) -> Awaitable[None]:
        """Selects all rows, or none."""
        return self._call_optional("select_all", 0, state)

    def set_column_width(self, col_key: str | int | None, width: float) -> Awaitable[None]:
        """Sets the width of a column in pixels."""
        return self._call("set_column_width", col_key, width)

    def get_column_widths(self) -> Awaitable[Any]:
        """The width of each column in pixels."""
        return self._ask("get_column_widths")

    def set_optimal_column_widths(self) -> Awaitable[None]:
        """Makes each column as wide as its content."""
        return self._call("set_optimal_column_widths")

    def sort_by_column(
        self, col_key: str | int | None = None, ascending: bool | None = None
    ) -> Awaitable[None]:
        """Sorts the rows by a column."""
        return self._call_optional("sort_by_column", 0, col_key, ascending)

    def scroll_to_path(self, path: Any) -> Awaitable[None]:
        """Scrolls to a row."""
        return self._call("scroll_to_path", path)

    def scroll_to_end(self) -> Awaitable[None]:
        """Scrolls to the end."""
        return self._call("scroll_to_end")

    def get_column_count(self) -> Awaitable[Any]:
        """How many columns there are."""
        return self._ask("get_column_count")

    def get_row_count(self) -> Awaitable[Any]:
        """How many rows there are."""
        return self._ask("get_row_count")

    def set_show_grid(self, tf: bool) -> Awaitable[None]:
        """Shows lines between cells, or not."""
        return self._call("set_show_grid", tf)

    def set_show_row_numbers(self, tf: bool) -> Awaitable[None]:
        """Shows row numbers, or not."""
        return self._call("set_show_row_numbers", tf)

    def set_sortable(self, tf: bool) -> Awaitable[None]:
        """Lets the user sort, or not."""
        return self._call("set_sortable", tf)

    def set_column_editable(self, col_key: str | int | None, tf: bool) -> Awaitable[None]:
        """Lets the user edit a column, or not."""
        return self._call("set_column_editable", col_key, tf)

    def set_cell(self, path: Any, col_key: str | int | None, value: Any) -> Awaitable[None]:
        """Sets one cell."""
        return self._call("set_cell", path, col_key, value)

    def insert_column(self, column: dict[str, Any] | str, before: Any = None) -> Awaitable[None]:
        """Adds a column before another."""
        return self._call_optional("insert_column", 1, column, before)

    def append_column(self, column: dict[str, Any] | str) -> Awaitable[None]:
        """Adds a column at the end."""
        return self._call("append_column", column)

    def delete_column(self, col_key: str | int | None = None) -> Awaitable[None]:
        """Removes a column."""
        return self._call_optional("delete_column", 0, col_key)

    def insert_row(
        self,
        values: dict[str, Any] | list[Any] | tuple[Any, ...],
        key: str | None = None,
        before: Any = None,
    ) -> Awaitable[None]:
        """Adds a row before another."""
        return self._call_optional("insert_row", 1, values, key, before)

    def append_row(self, values: dict[str, Any] | list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Adds a row at the end."""
        return self._call("append_row", values)

    def delete_row(self, path_or_key: Any) -> Awaitable[None]:
        """Removes a row."""
        return self._call("delete_row", path_or_key)

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")

    def get_selected_cells(self) -> Awaitable[Any]:
        """The cells that are selected."""
        return self._ask("get_selected_cells")

    def select_cell(
        self, path: Any, col_key: str | int | None = None, state: bool | None = None
    ) -> Awaitable[None]:
        """Selects a cell, or no more."""
        return self._call_optional("select_cell", 1, path, col_key, state)

    def select_cells(
        self, cells: list[Any] | tuple[Any, ...], state: bool | None = None
    ) -> Awaitable[None]:
        """Selects cells, or no more."""
        return self._call_optional("select_cells", 1, cells, state)

    def clear_cell_selection(self) -> Awaitable[None]:
        """Selects no cell."""
        return self._call("clear_cell_selection")

    def copy_selection(self) -> Awaitable[None]:
        """Copies the selection."""
        return self._call("copy_selection")

    def cut_selection(self) -> Awaitable[None]:
        """Cuts the selection."""
        return self._call("cut_selection")

    def paste_selection(self) -> Awaitable[None]:
        """Pastes at the selection."""
        return self._call("paste_selection")

    def set_colors(self, spec: dict[str, Any]) -> Awaitable[None]:
        """Sets colors of cells, rows, columns and the table at once."""
        return self._call("set_colors", spec)

    def set_cell_color(
        self,
        path: Any,
        col_key: str | int | None = None,
        fg: str | None = None,
        bg: str | None = None,
        bold: bool | None = None,
    ) -> Awaitable[None]:
        """Sets the colors of a cell."""
        return self._call_optional("set_cell_color", 1, path, col_key, fg, bg, bold)

    def set_row_color(
        self, path: Any, fg: str | None = None, bg: str | None = None, bold: bool | None = None
    ) -> Awaitable[None]:
        """Sets the colors of a row."""
        return self._call_optional("set_row_color", 1, path, fg, bg, bold)

    def set_column_color(
        self,
        col_key: str | int | None = None,
        fg: str | None = None,
        bg: str | None = None,
        bold: bool | None = None,
    ) -> Awaitable[None]:
        """Sets the colors of a column."""
        return self._call_optional("set_column_color", 0, col_key, fg, bg, bold)

    def set_table_color(
        self, fg: str | None = None, bg: str | None = None, bold: bool | None = None
    ) -> Awaitable[None]:
        """Sets the colors of the whole table."""
        return self._call_optional("set_table_color", 0, fg, bg, bold)

    def clear_cell_color(self, path: Any, col_key: str | int | None = None) -> Awaitable[None]:
        """Takes the colors of a cell back."""
        return self._call_optional("clear_cell_color", 1, path, col_key)

    def clear_row_color(self, path: Any) -> Awaitable[None]:
        """Takes the colors of a row back."""
        return self._call("clear_row_color", path)

    def clear_column_color(self, col_key: str | int | None = None) -> Awaitable[None]:
        """Takes the colors of a column back."""
        return self._call_optional("clear_column_color", 0, col_key)

    def clear_all_colors(self) -> Awaitable[None]:
        """Takes all colors back."""
        return self._call("clear_all_colors")


class TableView(VisualWidget):
    """Rows with columns.

    - *columns*: the columns, see set_columns
    - *show_header*: whether titles are shown
    - *selection_mode*: none, single or multiple
    - *alternate_row_colors*: whether every second row is tinted
    - *show_grid*: whether lines are shown between cells
    - *show_row_numbers*: whether row numbers are shown
    - *sortable*: whether the user may sort
    - *allow_text_selection*: whether text may be selected
    - *cell_cursor*: whether cells are selected, not rows

    Callbacks:

    - "activated" (values, path, col_key): A row was double-clicked
    - "selected" (items): The selection changed
    - "sorted" (col_key, ascending): The user sorted by a column
    - "cell_edited" (path, col_key, old, new): The user edited a cell
    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    - "cell_selected" (cells): The selection of cells changed
    - "cell_action" (path, values, col_key): A cell was double-clicked
    - "copy" (tsv): The user copied
    - "cut" (tsv): The user cut
    - "paste" (text): The user pasted
    """

    _names = (
        "TableView",
        0,
        "columns",
        "show_header",
        "selection_mode",
        "alternate_row_colors",
        "show_grid",
        "show_row_numbers",
        "sortable",
        "allow_text_selection",
        "cell_cursor",
    )

    def __init__(
        self,
        columns: list[Any] | tuple[Any, ...] | None = None,
        show_header: bool | None = None,
        selection_mode: str | None = None,
        alternate_row_colors: bool | None = None,
        show_grid: bool | None = None,
        show_row_numbers: bool | None = None,
        sortable: bool | None = None,
        allow_text_selection: bool | None = None,
        cell_cursor: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session,
            properties,
            columns,
            show_header,
            selection_mode,
            alternate_row_colors,
            show_grid,
            show_row_numbers,
            sortable,
            allow_text_selection,
            cell_cursor,
        )

    def set_columns(self, columns: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets the columns: a list of titles, or of objects with *label* and *key*."""
        return self._call("set_columns", columns)

    def set_editable(self, tf: bool) -> Awaitable[None]:
        """Lets the user edit, or not."""
        return self._call("set_editable", tf)

    def set_header_font(
        self,
        family: str | None = None,
        size: float | None = None,
        weight: str | float | None = None,
        style: str | None = None,
    ) -> Awaitable[None]:
        """Sets the font of the titles."""
        return self._call_optional("set_header_font", 0, family, size, weight, style)

    def set_rows(self, rows: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets all rows."""
        return self._call("set_rows", rows)

    def update_rows(self, rows: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets all rows, drawing only what changed."""
        return self._call("update_rows", rows)

    def set_data(self, data: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Sets all rows."""
        return self._call("set_data", data)

    def update_data(self, data: Any) -> Awaitable[None]:
        """Sets all rows, drawing only what changed."""
        return self._call("update_data", data)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def get_selected(self) -> Awaitable[Any]:
        """The rows that are selected."""
        return self._ask("get_selected")

    def set_selected(self, items: list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Selects rows, and no others."""
        return self._call("set_selected", items)

    def clear_selection(self) -> Awaitable[None]:
        """Selects nothing."""
        return self._call("clear_selection")

    def select_path(self, path: Any, state: bool | None = None) -> Awaitable[None]:
        """Selects a row, or no more."""
        return self._call_optional("select_path", 1, path, state)

    def select_paths(
        self, paths: list[Any] | tuple[Any, ...], state: bool | None = None
    ) -> Awaitable[None]:
        """Selects rows, or no more."""
        return self._call_optional("select_paths", 1, paths, state)

    def select_all(self, state: bool | None = None) -> Awaitable[None]:
        """Selects all rows, or none."""
        return self._call_optional("select_all", 0, state)

    def set_column_width(self, col_index: int, width: float) -> Awaitable[None]:
        """Sets the width of a column in pixels."""
        return self._call("set_column_width", col_index, width)

    def get_column_widths(self) -> Awaitable[Any]:
        """The width of each column in pixels."""
        return self._ask("get_column_widths")

    def set_optimal_column_widths(self) -> Awaitable[None]:
        """Makes each column as wide as its content."""
        return self._call("set_optimal_column_widths")

    def set_row_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between rows in pixels."""
        return self._call("set_row_spacing", px)

    def set_column_spacing(self, px: float) -> Awaitable[None]:
        """Sets the room between columns in pixels."""
        return self._call("set_column_spacing", px)

    def sort_by_column(self, col_index: int, ascending: bool | None = None) -> Awaitable[None]:
        """Sorts the rows by a column."""
        return self._call_optional("sort_by_column", 1, col_index, ascending)

    def scroll_to_path(self, path: Any) -> Awaitable[None]:
        """Scrolls to a row."""
        return self._call("scroll_to_path", path)

    def scroll_to_end(self) -> Awaitable[None]:
        """Scrolls to the end."""
        return self._call("scroll_to_end")

    def get_column_count(self) -> Awaitable[Any]:
        """How many columns there are."""
        return self._ask("get_column_count")

    def get_row_count(self) -> Awaitable[Any]:
        """How many rows there are."""
        return self._ask("get_row_count")

    def set_show_grid(self, tf: bool) -> Awaitable[None]:
        """Shows lines between cells, or not."""
        return self._call("set_show_grid", tf)

    def set_show_row_numbers(self, tf: bool) -> Awaitable[None]:
        """Shows row numbers, or not."""
        return self._call("set_show_row_numbers", tf)

    def set_sortable(self, tf: bool) -> Awaitable[None]:
        """Lets the user sort, or not."""
        return self._call("set_sortable", tf)

    def set_column_editable(self, col_index: int, tf: bool) -> Awaitable[None]:
        """Lets the user edit a column, or not."""
        return self._call("set_column_editable", col_index, tf)

    def set_cell(self, row: int, col_index: int, value: Any) -> Awaitable[None]:
        """Sets one cell."""
        return self._call("set_cell", row, col_index, value)

    def insert_column(self, index: int, column: dict[str, Any] | str) -> Awaitable[None]:
        """Adds a column before another."""
        return self._call("insert_column", index, column)

    def append_column(self, column: dict[str, Any] | str) -> Awaitable[None]:
        """Adds a column at the end."""
        return self._call("append_column", column)

    def delete_column(self, index: int) -> Awaitable[None]:
        """Removes a column."""
        return self._call("delete_column", index)

    def insert_row(
        self, index: int, values: dict[str, Any] | list[Any] | tuple[Any, ...]
    ) -> Awaitable[None]:
        """Adds a row before another."""
        return self._call("insert_row", index, values)

    def append_row(self, values: dict[str, Any] | list[Any] | tuple[Any, ...]) -> Awaitable[None]:
        """Adds a row at the end."""
        return self._call("append_row", values)

    def delete_row(self, index: int) -> Awaitable[None]:
        """Removes a row."""
        return self._call("delete_row", index)

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")

    def get_selected_cells(self) -> Awaitable[Any]:
        """The cells that are selected."""
        return self._ask("get_selected_cells")

    def select_cell(
        self, path: Any, col_key: str | int | None = None, state: bool | None = None
    ) -> Awaitable[None]:
        """Selects a cell, or no more."""
        return self._call_optional("select_cell", 1, path, col_key, state)

    def select_cells(
        self, cells: list[Any] | tuple[Any, ...], state: bool | None = None
    ) -> Awaitable[None]:
        """Selects cells, or no more."""
        return self._call_optional("select_cells", 1, cells, state)

    def clear_cell_selection(self) -> Awaitable[None]:
        """Selects no cell."""
        return self._call("clear_cell_selection")

    def copy_selection(self) -> Awaitable[None]:
        """Copies the selection."""
        return self._call("copy_selection")

    def cut_selection(self) -> Awaitable[None]:
        """Cuts the selection."""
        return self._call("cut_selection")

    def paste_selection(self) -> Awaitable[None]:
        """Pastes at the selection."""
        return self._call("paste_selection")

    def set_colors(self, spec: dict[str, Any]) -> Awaitable[None]:
        """Sets colors of cells, rows, columns and the table at once."""
        return self._call("set_colors", spec)

    def set_cell_color(
        self,
        path: Any,
        col_key: str | int | None = None,
        fg: str | None = None,
        bg: str | None = None,
        bold: bool | None = None,
    ) -> Awaitable[None]:
        """Sets the colors of a cell."""
        return self._call_optional("set_cell_color", 1, path, col_key, fg, bg, bold)

    def set_row_color(
        self, path: Any, fg: str | None = None, bg: str | None = None, bold: bool | None = None
    ) -> Awaitable[None]:
        """Sets the colors of a row."""
        return self._call_optional("set_row_color", 1, path, fg, bg, bold)

    def set_column_color(
        self,
        col_key: str | int | None = None,
        fg: str | None = None,
        bg: str | None = None,
        bold: bool | None = None,
    ) -> Awaitable[None]:
        """Sets the colors of a column."""
        return self._call_optional("set_column_color", 0, col_key, fg, bg, bold)

    def set_table_color(
        self, fg: str | None = None, bg: str | None = None, bold: bool | None = None
    ) -> Awaitable[None]:
        """Sets the colors of the whole table."""
        return self._call_optional("set_table_color", 0, fg, bg, bold)

    def clear_cell_color(self, path: Any, col_key: str | int | None = None) -> Awaitable[None]:
        """Takes the colors of a cell back."""
        return self._call_optional("clear_cell_color", 1, path, col_key)

    def clear_row_color(self, path: Any) -> Awaitable[None]:
        """Takes the colors of a row back."""
        return self._call("clear_row_color", path)

    def clear_column_color(self, col_key: str | int | None = None) -> Awaitable[None]:
        """Takes the colors of a column back."""
        return self._call_optional("clear_column_color", 0, col_key)

    def clear_all_colors(self) -> Awaitable[None]:
        """Takes all colors back."""
        return self._call("clear_all_colors")


class Timer(Widget):
    """Fires once, after some time.

    It runs in the program: once, however many pages there are, and with none.

    - *duration*: seconds

    Callbacks:

    - "expired" (duration): The time is over: how many seconds it was
    - "cancelled" (elapsed): It was canceled: after how many seconds
    """

    _names = ("Timer", 0, "duration")

    def __init__(
        self, duration: float | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, duration)

    def start(self, duration: float | None = None) -> Awaitable[None]:
        """Starts it anew, for *duration* seconds or those it has."""
        return self._call_optional("start", 0, duration)

    def stop(self) -> Awaitable[None]:
        """Stops it, silently."""
        return self._call("stop")

    def cancel(self) -> Awaitable[None]:
        """Stops it and says "cancelled"."""
        return self._call("cancel")

    def set(self, duration: float | None = None) -> Awaitable[None]:
        """Starts it anew, as start does."""
        return self._call_optional("set", 0, duration)

    def cond_set(self, duration: float | None = None) -> Awaitable[None]:
        """Starts it when it is not running."""
        return self._call_optional("cond_set", 0, duration)

    def is_set(self) -> Any:
        """Whether it is running."""
        return self._get("is_set")

    def elapsed_time(self) -> Any:
        """How many seconds ago it was started; 0 when it is not running."""
        return self._get("elapsed_time")

    def time_left(self) -> Any:
        """In how many seconds it fires; 0 when it is not running."""
        return self._get("time_left")

    def set_duration(self, duration: float) -> Awaitable[None]:
        """Sets how many seconds it takes from the next start on."""
        return self._call("set_duration", duration)

    def get_duration(self) -> float:
        """How many seconds it takes."""
        found: float = self._get("get_duration")
        return found


class Canvas(VisualWidget):
    """An area to draw on.

    - *use_animation_frame*: whether it is drawn with the screen's rhythm
    - *interactive*: whether it tells of pointer and keys

    Callbacks:

    - "pointer-down" (event): A pointer was pressed
    - "pointer-up" (event): A pointer was released
    - "pointer-move" (event): A pointer moved
    - "enter" (event): A pointer came in
    - "leave" (event): A pointer left
    - "click" (event): It was clicked
    - "dblclick" (event): It was double-clicked
    - "scroll" (event): The wheel was turned
    - "key-down" (event): A key was pressed
    - "key-up" (event): A key was released
    - "key-press" (event): A key made a character
    - "focus-in" (event): It got the keyboard
    - "focus-out" (event): It lost the keyboard
    - "drop-start" (payload): Something was dropped; files follow
    - "drop-end" (payload): Something was dropped: text, address, HTML, and files, each with the
      path of its bytes
    - "drag-over" (event): Something is held above it
    - "contextmenu" (event): A context menu was asked for
    - "activated" (): The user set it
    """

    _names = ("Canvas", 0, "use_animation_frame", "interactive")

    def __init__(
        self,
        use_animation_frame: bool | None = None,
        interactive: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, use_animation_frame, interactive)

    def draw_image(self, imgInfo: dict[str, Any]) -> Awaitable[None]:
        """Draws a picture."""
        return self._call("draw_image", imgInfo)

    def update(self) -> Awaitable[None]:
        """Draws it again."""
        return self._call("update")


class HtmlView(VisualWidget):
    """Shows HTML.

    - *html*: the content

    Callbacks:

    - "scrolled" (h_pct, v_pct): The user scrolled, 0 to 1 each way
    """

    _names = ("HtmlView", 1)

    def __init__(
        self, html: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, html)

    def set_html(self, html: str) -> Awaitable[None]:
        """Sets the content.

        It is HTML: never pass on what a stranger wrote.
        """
        return self._call("set_html", html)

    def get_html(self) -> str:
        """The content."""
        found: str = self._get("get_html")
        return found

    def append_html(self, html: str) -> Awaitable[None]:
        """Adds HTML at the end."""
        return self._call("append_html", html)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")

    def scroll_to_top(self) -> Awaitable[None]:
        """Scrolls to the beginning."""
        return self._call("scroll_to_top")

    def scroll_to_bottom(self) -> Awaitable[None]:
        """Scrolls to the end."""
        return self._call("scroll_to_bottom")

    def set_scroll_position(self, h_pct: float, v_pct: float) -> Awaitable[None]:
        """Scrolls across and down, 0 to 1 each."""
        return self._call("set_scroll_position", h_pct, v_pct)

    def get_scroll_position(self) -> Any:
        """How far it is scrolled across and down, 0 to 1 each."""
        return self._get_tuple("get_scroll_position")


class VideoWidget(VisualWidget):
    """Plays a video.

    - *url*: address of the video
    - *autoplay*: whether it begins by itself
    - *controls*: whether buttons are shown
    - *muted*: whether the sound is off
    - *loop*: whether it begins again at the end

    Callbacks:

    - "play" (): It plays
    - "pause" (): It is paused
    - "ended" (): It came to its end
    - "error" (message): It cannot be played
    - "timeupdate" (current, duration): The moment changed
    - "volumechange" (volume, muted): The volume changed
    """

    _names = ("VideoWidget", 0, "url", "autoplay", "controls", "muted", "loop")

    def __init__(
        self,
        url: str | None = None,
        autoplay: bool | None = None,
        controls: bool | None = None,
        muted: bool | None = None,
        loop: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, url, autoplay, controls, muted, loop)

    def set_url(self, url: str) -> Awaitable[None]:
        """Sets the address of the video."""
        return self._call("set_url", url)

    def set_stream(self, stream: Any) -> Awaitable[None]:
        """Plays a stream of the page."""
        return self._call("set_stream", stream)

    def play(self) -> Awaitable[None]:
        """Plays."""
        return self._call("play")

    def pause(self) -> Awaitable[None]:
        """Pauses."""
        return self._call("pause")

    def stop(self) -> Awaitable[None]:
        """Stops, and goes back to the beginning."""
        return self._call("stop")

    def set_muted(self, tf: bool) -> Awaitable[None]:
        """Turns the sound off, or on."""
        return self._call("set_muted", tf)

    def get_muted(self) -> bool:
        """Whether the sound is off."""
        found: bool = self._get("get_muted")
        return found

    def set_volume(self, vol: float) -> Awaitable[None]:
        """Sets the volume, 0 to 1."""
        return self._call("set_volume", vol)

    def get_volume(self) -> float:
        """The volume, 0 to 1."""
        found: float = self._get("get_volume")
        return found

    def set_loop(self, tf: bool) -> Awaitable[None]:
        """Begins again at the end, or not."""
        return self._call("set_loop", tf)

    def get_loop(self) -> bool:
        """Whether it begins again at the end."""
        found: bool = self._get("get_loop")
        return found

    def set_controls(self, tf: bool) -> Awaitable[None]:
        """Shows buttons for the user, or not."""
        return self._call("set_controls", tf)

    def get_controls(self) -> bool:
        """Whether buttons are shown."""
        found: bool = self._get("get_controls")
        return found

    def set_current_time(self, seconds: float) -> Awaitable[None]:
        """Goes to a moment, in seconds."""
        return self._call("set_current_time", seconds)

    def get_current_time(self) -> float | None:
        """The moment, in seconds."""
        found: float | None = self._get("get_current_time")
        return found

    def get_duration(self) -> Awaitable[Any]:
        """How many seconds the video has."""
        return self._ask("get_duration")

    def get_paused(self) -> Awaitable[Any]:
        """Whether it is paused."""
        return self._ask("get_paused")

    def fullscreen(self) -> Awaitable[None]:
        """Fills the screen."""
        return self._call("fullscreen")


class ExternalWidget(VisualWidget):
    """A place for content of the page's own."""

    _names = ("ExternalWidget", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def set_content(self, html: str) -> Awaitable[None]:
        """Sets the content.

        It is HTML: never pass on what a stranger wrote.
        """
        return self._call("set_content", html)

    def clear(self) -> Awaitable[None]:
        """Empties it."""
        return self._call("clear")


class FileDialog(Widget):
    """Lets the user choose files, or save one.

    - *mode*: file, files or folder
    - *accept*: which types of files are shown

    Callbacks:

    - "activated" (payload): Files were chosen, and are here
    - "progress" (progress): Some bytes of chosen files are here
    """

    _names = ("FileDialog", 0, "mode", "accept")

    def __init__(
        self,
        mode: str | None = None,
        accept: str | list[Any] | tuple[Any, ...] | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(session, properties, mode, accept)

    def open(self) -> Awaitable[None]:
        """Opens the chooser."""
        return self._call("open")

    def show(self) -> Awaitable[None]:
        """Shows it."""
        return self._call("show")

    def popup(self, x: float | None = None, y: float | None = None) -> Awaitable[None]:
        """Opens the chooser."""
        return self._call_optional("popup", 0, x, y)

    def save(self, filename: str, data: Any, mime_type: str | None = None) -> Awaitable[None]:
        """Offers data as a file to save."""
        return self._call_optional("save", 2, filename, data, mime_type)

    def set_mode(self, mode: str) -> Awaitable[None]:
        """Sets what to choose: file, files or folder."""
        return self._call("set_mode", mode)

    def get_mode(self) -> str | None:
        """What is chosen: file, files or folder."""
        found: str | None = self._get("get_mode")
        return found

    def set_accept(
        self, accept: str | list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Sets which types of files are shown."""
        return self._call_optional("set_accept", 0, accept)

    def get_accept(self) -> str | list[Any] | None:
        """Which types of files are shown."""
        found: str | list[Any] | None = self._get("get_accept")
        return found


class MenuBar(Container):
    """A row of menus."""

    _names = ("MenuBar", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_menu(
        self, menu: Any, name: str, options: dict[str, Any] | str | None = None
    ) -> Awaitable[Any]:
        """Adds a menu."""
        return self._ask("add_menu", menu, name, options)

    def add_name(self, name: str) -> Awaitable[Any]:
        """Adds an entry with that name."""
        return self._ask("add_name", name)

    def get_menu(self, name: str) -> Awaitable[None]:
        """The menu with that name."""
        return self._call("get_menu", name)


class Menu(Container):
    """A list of actions."""

    _names = ("Menu", 0)

    def __init__(self, *, session: Session | None = None, **properties: Any) -> None:
        self._create(session, properties)

    def add_widget(self, child: Widget) -> Awaitable[None]:
        """Adds an action or a widget at the end."""
        return self._call("add_widget", child)

    def add_name(self, name: str, checkable: bool | None = None) -> Awaitable[Any]:
        """Adds an entry with that name."""
        return self._ask("add_name", name, checkable)

    def add_menu(self, name: str, menu: Widget | None = None) -> Awaitable[None]:
        """Adds a menu."""
        return self._call_optional("add_menu", 1, name, menu)

    def add_separator(self) -> Awaitable[Any]:
        """Adds a line."""
        return self._ask("add_separator")

    def get_menu(self, name: str) -> Awaitable[None]:
        """The menu with that name."""
        return self._call("get_menu", name)

    def popup(self, x: float | None = None, y: float | None = None) -> Awaitable[None]:
        """Shows the menu at a position."""
        return self._call_optional("popup", 0, x, y)


class MenuAction(VisualWidget):
    """An entry of a menu.

    - *text*: the text
    - *icon_url*: address of an icon
    - *iconsize*: size of the icon in pixels
    - *checkable*: whether it can be checked
    - *name*: the name
    - *icon_only*: whether the text is hidden

    Callbacks:

    - "activated" (checked): The user set it
    """

    _names = ("MenuAction", 0, "text", "icon_url", "iconsize", "checkable", "name", "icon_only")

    def __init__(
        self,
        text: str | None = None,
        icon_url: str | None = None,
        iconsize: float | list[Any] | tuple[Any, ...] | None = None,
        checkable: bool | None = None,
        name: str | None = None,
        icon_only: bool | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session, with_pictures(properties), text, icon_url, iconsize, checkable, name, icon_only
        )

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def set_icon(
        self, url: str | None = None, iconsize: float | list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Sets the icon: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_icon", 0, picture(url), iconsize)

    def set_checked(self, checked: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_checked", checked)

    def get_checked(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_checked")
        return found

    def set_state(self, tf: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_state", tf)

    def get_state(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_state")
        return found


class ToolBar(Container):
    """A row of actions with icons.

    - *orientation*: horizontal or vertical
    """

    _names = ("ToolBar", 0, "orientation")

    def __init__(
        self, orientation: str | None = None, *, session: Session | None = None, **properties: Any
    ) -> None:
        self._create(session, properties, orientation)

    def add_widget(self, child: Widget) -> Awaitable[None]:
        """Adds a child at the end; with *stretch* above 0 it takes that share of free room."""
        return self._call("add_widget", child)

    def add_separator(self) -> Awaitable[Any]:
        """Adds a line."""
        return self._ask("add_separator")

    def add_spacer(self) -> Awaitable[Any]:
        """Adds room that grows."""
        return self._ask("add_spacer")

    def add_action(self, options: dict[str, Any] | None = None) -> Awaitable[Any]:
        """Adds an action."""
        return self._ask("add_action", options)


class ToolBarAction(VisualWidget):
    """An entry of a tool bar.

    - *text*: the text
    - *icon_url*: address of an icon
    - *iconsize*: size of the icon in pixels
    - *toggle*: whether it stays down
    - *group*: another of the same group
    - *menu*: the menu it opens

    Callbacks:

    - "activated" (state): The user set it
    """

    _names = ("ToolBarAction", 0, "text", "icon_url", "iconsize", "toggle", "group", "menu")

    def __init__(
        self,
        text: str | None = None,
        icon_url: str | None = None,
        iconsize: float | list[Any] | tuple[Any, ...] | None = None,
        toggle: bool | None = None,
        group: Widget | None = None,
        menu: Widget | None = None,
        *,
        session: Session | None = None,
        **properties: Any,
    ) -> None:
        self._create(
            session, with_pictures(properties), text, icon_url, iconsize, toggle, group, menu
        )

    def set_text(self, text: str) -> Awaitable[None]:
        """Sets the text."""
        return self._call("set_text", text)

    def get_text(self) -> str:
        """The text."""
        found: str = self._get("get_text")
        return found

    def set_icon(
        self, url: str | None = None, iconsize: float | list[Any] | tuple[Any, ...] | None = None
    ) -> Awaitable[None]:
        """Sets the icon: an address, or None for none; from Python also a picture's path."""
        return self._call_optional("set_icon", 0, picture(url), iconsize)

    def set_state(self, value: bool) -> Awaitable[None]:
        """Checks it, or not."""
        return self._call("set_state", value)

    def get_state(self) -> bool:
        """Whether it is checked."""
        found: bool = self._get("get_state")
        return found

    def set_menu(self, menu: Widget | None = None) -> Awaitable[None]:
        """Sets the menu that it opens; None for none."""
        return self._call_optional("set_menu", 0, menu)


class Widgets(Namespace):
    """The classes bound to a session.

    See Session.get_widgets().
    """

    Box: type[Box]
    VBox: type[VBox]
    HBox: type[HBox]
    ButtonBox: type[ButtonBox]
    FixedLayout: type[FixedLayout]
    GridBox: type[GridBox]
    Splitter: type[Splitter]
    Frame: type[Frame]
    Separator: type[Separator]
    Expander: type[Expander]
    AbstractScrollArea: type[AbstractScrollArea]
    ScrollArea: type[ScrollArea]
    TabWidget: type[TabWidget]
    StackWidget: type[StackWidget]
    MDIWidget: type[MDIWidget]
    MDISubWindow: type[MDISubWindow]
    TopLevel: type[TopLevel]
    Page: type[Page]
    Dialog: type[Dialog]
    ColorWidget: type[ColorWidget]
    ColorDialog: type[ColorDialog]
    Button: type[Button]
    CheckBox: type[CheckBox]
    RadioButton: type[RadioButton]
    ToggleButton: type[ToggleButton]
    Label: type[Label]
    StatusBar: type[StatusBar]
    TextEntry: type[TextEntry]
    TextEntrySet: type[TextEntrySet]
    TextArea: type[TextArea]
    TextSource: type[TextSource]
    TextBufferRef: type[TextBufferRef]
    ComboBox: type[ComboBox]
    SpinBox: type[SpinBox]
    Slider: type[Slider]
    Dial: type[Dial]
    ScrollBar: type[ScrollBar]
    ProgressBar: type[ProgressBar]
    Image: type[Image]
    TreeView: type[TreeView]
    TableView: type[TableView]
    Timer: type[Timer]
    Canvas: type[Canvas]
    HtmlView: type[HtmlView]
    VideoWidget: type[VideoWidget]
    ExternalWidget: type[ExternalWidget]
    FileDialog: type[FileDialog]
    MenuBar: type[MenuBar]
    Menu: type[Menu]
    MenuAction: type[MenuAction]
    ToolBar: type[ToolBar]
    ToolBarAction: type[ToolBarAction]
