// Made by catalogue/generate.py from catalogue/widgets.json: do not edit.

/** A widget that stands in arguments. */
export interface Widget {
  readonly wid: number;
}

/** What every class has. */
export interface CallbackMethods {
  /** Takes it, and what is in it, away for good. */
  destroy(): unknown;
}

/** What every class that can be seen has. */
export interface WidgetMethods extends CallbackMethods {
  /** Sets the width of the border in pixels. */
  set_border_width(width: number): unknown;
  /** Sets the color of the border. */
  set_border_color(color: string): unknown;
  /** Sets the color behind it. */
  set_bg(color: string): unknown;
  /** Sets the least size in pixels; null leaves a side free. */
  set_min_size(width?: number | null, height?: number | null): unknown;
  /** Sets the largest size in pixels; null leaves a side free. */
  set_max_size(width?: number | null, height?: number | null): unknown;
  /** Says in which directions it takes up free room. */
  set_expanding(horizontal: boolean, vertical: boolean): unknown;
  /** Whether it takes up free room across and down. */
  get_expanding(): unknown;
  /** Sets the size in pixels. */
  resize(width: number, height: number): unknown;
  /** The size in pixels as a page last told; asking makes pages tell. */
  get_size(): unknown;
  /** Where it is, in pixels, as a page says. */
  get_position(): unknown;
  /** Sets the room within its edges: pixels, a list of them, or a CSS length. */
  set_padding(padding: number | string | readonly unknown[]): unknown;
  /** Sets family, size in pixels, weight and style of its text; what is null stays. */
  set_font(font?: string | Readonly<Record<string, unknown>> | null, size?: number | null, weight?: string | number | null, style?: string | null): unknown;
  /** Lets the user use it, or not. */
  set_enabled(tf: boolean): unknown;
  /** Whether the user may use it. */
  get_enabled(): unknown;
  /** Sets the text shown when the pointer rests on it; null for none. */
  set_tooltip(msg?: string | null): unknown;
  /** The text shown when the pointer rests on it. */
  get_tooltip(): unknown;
  /** Whether it holds others. */
  is_container(): unknown;
  /** Lets the user select its text, or not. */
  set_allow_text_selection(tf: boolean): unknown;
  /** Shows it. */
  show(): unknown;
  /** Hides it; it keeps its state. */
  hide(): unknown;
  /** Whether it is shown. */
  is_visible(): unknown;
  /** Gives it the keyboard. */
  set_focus(): unknown;
  /** Defines a pointer shape from a picture, with the spot that points. */
  add_cursor(name: string, url: string, hotspot_x?: number | null, hotspot_y?: number | null, size?: number | readonly unknown[] | null): unknown;
  /** Sets the shape of the pointer over it, by name; null for the usual one. */
  set_cursor(name?: string | null): unknown;
}

/** What every class that holds others has. */
export interface ContainerMethods extends WidgetMethods {
  /** Its children, in order. */
  get_children(): unknown;
  /** How many children it has. */
  num_children(): unknown;
  /** Takes a child out; it stays, placed nowhere, unless `destroy` is true. */
  remove(child: Widget, destroy?: boolean | null): unknown;
  /** Takes a child out; it stays, placed nowhere, unless `destroy` is true. */
  remove_widget(child: Widget, destroy?: boolean | null): unknown;
  /** Takes all children out; they stay, placed nowhere, unless `destroy` is true. */
  remove_all(destroy?: boolean | null): unknown;
}

/** Stacks its children in a row or a column. */
export interface BoxMethods extends ContainerMethods {
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget, stretch?: number | null): unknown;
  /** Puts a child before the one at `index`, or at the end. */
  insert_widget(index: number, child: Widget, stretch?: number | null): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(gap: number): unknown;
  /** Sets where children stand across the box: start, center, end or fill. */
  set_align(align: string): unknown;
}

/** Stacks its children from top to bottom. */
export interface VBoxMethods extends ContainerMethods {
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget, stretch?: number | null): unknown;
  /** Puts a child before the one at `index`, or at the end. */
  insert_widget(index: number, child: Widget, stretch?: number | null): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(gap: number): unknown;
  /** Sets where children stand across the box: start, center, end or fill. */
  set_align(align: string): unknown;
}

/** Lays its children out from left to right. */
export interface HBoxMethods extends ContainerMethods {
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget, stretch?: number | null): unknown;
  /** Puts a child before the one at `index`, or at the end. */
  insert_widget(index: number, child: Widget, stretch?: number | null): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(gap: number): unknown;
  /** Sets where children stand across the box: start, center, end or fill. */
  set_align(align: string): unknown;
}

/** A row or column for buttons, all of one width. */
export interface ButtonBoxMethods extends ContainerMethods {
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget, stretch?: number | null): unknown;
  /** Puts a child before the one at `index`, or at the end. */
  insert_widget(index: number, child: Widget, stretch?: number | null): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(gap: number): unknown;
  /** Sets where the buttons stand: left, center or right. */
  set_halign(halign: string): unknown;
}

/** Places each child at a position in pixels. */
export interface FixedLayoutMethods extends ContainerMethods {
  /** Puts a child at a position in pixels. */
  add_widget(child: Widget, x: number, y: number): unknown;
}

/** Lays its children out in rows and columns. */
export interface GridBoxMethods extends ContainerMethods {
  /** Puts a child into a cell, counted from 0. */
  add_widget(child: Widget, row: number, col: number): unknown;
  /** Sets the room between rows in pixels. */
  set_row_spacing(px: number): unknown;
  /** Sets the room between columns in pixels. */
  set_column_spacing(px: number): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(px: number): unknown;
  /** How many rows and columns there are: an array of two. */
  get_row_column_count(): unknown;
  /** The child in a cell, or null. */
  get_widget_at_cell(row: number, col: number): unknown;
  /** Makes room for a row before `index` and puts the widgets into it. */
  insert_row(index: number, widgets: readonly unknown[]): unknown;
  /** Adds a row of widgets below the last. */
  append_row(widgets: readonly unknown[]): unknown;
  /** Takes a row out; what was in it is placed nowhere. */
  delete_row(index: number): unknown;
  /** Makes room for a column before `index` and puts the widgets into it. */
  insert_column(index: number, widgets: readonly unknown[]): unknown;
  /** Adds a column of widgets after the last. */
  append_column(widgets: readonly unknown[]): unknown;
  /** Takes a column out; what was in it is placed nowhere. */
  delete_column(index: number): unknown;
}

/** Divides its area between its children, with handles to drag. */
export interface SplitterMethods extends ContainerMethods {
  /** Adds a child at the end. */
  add_widget(child: Widget): unknown;
  /** Sets the size of each child in pixels. */
  set_sizes(sizes: readonly unknown[]): unknown;
  /** The size of each child in pixels. */
  get_sizes(): unknown;
  /** Sets the least size of a child in pixels. */
  set_minimum_size(child: Widget, min_px: number): unknown;
}

/** A border with a title around one child. */
export interface FrameMethods extends ContainerMethods {
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
  /** Sets the title. */
  set_title(text: string): unknown;
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
}

/** A line between other widgets. */
export interface SeparatorMethods extends WidgetMethods {
  /** Sets the direction: horizontal or vertical. */
  set_orientation(orientation: string): unknown;
}

/** A title that shows and hides one child. */
export interface ExpanderMethods extends ContainerMethods {
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
  /** Hides the child, or shows it. */
  set_collapsed(collapsed: boolean): unknown;
  /** Whether the child is hidden. */
  get_collapsed(): unknown;
  /** Shows the child when it is hidden, and hides it when not. */
  toggleContent(): unknown;
}

/** An area with scroll bars whose content the program moves. */
export interface AbstractScrollAreaMethods extends ContainerMethods {
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
  /** Sets how much of the content is to be seen, 0 to 1. */
  set_thumb_percent(h_pct: number, v_pct: number): unknown;
  /** How much of the content is to be seen, 0 to 1. */
  get_thumb_percent(): unknown;
  /** Scrolls, 0 to 1. */
  set_scroll_percent(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled, 0 to 1. */
  get_scroll_percent(): unknown;
  /** Sets when scroll bars are shown: true, false or "auto". */
  set_scroll_bar_visibility(horizontal: boolean | string, vertical: boolean | string): unknown;
}

/** Scrolls one child that is larger than itself. */
export interface ScrollAreaMethods extends ContainerMethods {
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
  /** Sets how much of the content is to be seen, 0 to 1. */
  set_thumb_percent(h_pct: number, v_pct: number): unknown;
  /** How much of the content is to be seen, 0 to 1. */
  get_thumb_percent(): unknown;
  /** Scrolls, 0 to 1. */
  set_scroll_percent(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled, 0 to 1. */
  get_scroll_percent(): unknown;
  /** Sets when scroll bars are shown: true, false or "auto". */
  set_scroll_bar_visibility(horizontal: boolean | string, vertical: boolean | string): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
}

/** Shows one of its children at a time, chosen by tabs. */
export interface TabWidgetMethods extends ContainerMethods {
  /** Adds a page. `options` is its title, or an object with `title`, `icon`, `closable`. */
  add_widget(child: Widget, options?: Readonly<Record<string, unknown>> | string | null): unknown;
  /** Brings a child to the front. */
  show_widget(child: Widget): unknown;
  /** Closes the page of a child; the child is placed nowhere. */
  close_widget(child: Widget): unknown;
  /** Brings the child with that number to the front, from 0. */
  set_index(index: number): unknown;
  /** The number of the child in front, -1 for none. */
  get_index(): unknown;
  /** What the page calls the tab of a child. */
  get_tab_id(child: Widget): unknown;
  /** The child whose tab the page calls that. */
  get_child(tab_id: unknown): unknown;
  /** The number of a child, -1 when it is none. */
  index_of(child: Widget): unknown;
  /** The child with that number, or null. */
  index_to_widget(index: number): unknown;
  /** Sets the color of a child's tab; null for the usual one. */
  highlight_tab(child: Widget, bgcolor?: string | null): unknown;
  /** Sets where the tabs are: top, bottom, left or right. */
  set_tab_position(tabpos: string): unknown;
}

/** Shows one of its children at a time, chosen by the program. */
export interface StackWidgetMethods extends ContainerMethods {
  /** Adds a page. */
  add_widget(child: Widget, options?: Readonly<Record<string, unknown>> | string | null): unknown;
  /** Brings a child to the front. */
  show_widget(child: Widget): unknown;
  /** Brings the child with that number to the front, from 0. */
  set_index(index: number): unknown;
  /** The number of the child in front, -1 for none. */
  get_index(): unknown;
  /** The number of a child, -1 when it is none. */
  index_of(child: Widget): unknown;
  /** The child with that number, or null. */
  index_to_widget(index: number): unknown;
}

/** Holds its children as windows within its area. */
export interface MDIWidgetMethods extends ContainerMethods {
  /** Adds a window that holds the child; `options` says `title`, place and size. */
  add_widget(child: Widget, options?: Readonly<Record<string, unknown>> | null): unknown;
  /** Lays the windows over one another, each a little further. */
  cascade_windows(): unknown;
  /** Lays the windows beside one another. */
  tile_windows(): unknown;
  /** The windows within. */
  get_subwindows(): unknown;
  /** The window of a child. */
  get_subwin(child: Widget): unknown;
  /** Place, size and state of a child's window. */
  get_configuration(child: Widget): unknown;
  /** Moves the window of a child. */
  move_child(child: Widget, x: number, y: number): unknown;
  /** Sets the size of a child's window. */
  resize_child(child: Widget, width: number, height: number): unknown;
  /** The size of a child's window. */
  get_child_size(child: Widget): unknown;
  /** Where a child's window is. */
  get_child_position(child: Widget): unknown;
  /** Closes the window of a child; the child is placed nowhere. */
  close_child(child: Widget): unknown;
  /** The number of the child in front, -1 for none. */
  get_index(): unknown;
  /** Brings the child with that number to the front, from 0. */
  set_index(index: number): unknown;
  /** The number of a child, -1 when it is none. */
  index_of(child: Widget): unknown;
  /** The child with that number, or null. */
  index_to_widget(index: number): unknown;
  /** Sets how many pixels windows stick to edges. */
  set_resistance(value: number): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
}

/** One window of an MDIWidget. */
export interface MDISubWindowMethods extends WidgetMethods {
  /** Sets the size in pixels. */
  resize(width: number, height: number): unknown;
  /** Where it is, in pixels, as a page says. */
  get_position(): unknown;
  /** Moves it, in pixels from the page's upper left corner. */
  set_position(x: number, y: number): unknown;
  /** Moves it. */
  move(x: number, y: number): unknown;
  /** Sets the title. */
  set_title(title: string): unknown;
  /** Brings it before the others. */
  raise_(): unknown;
  /** Puts it behind the others. */
  lower(): unknown;
  /** Minimizes it, or restores it. */
  toggle_minimize(): unknown;
  /** Maximizes it, or restores it. */
  toggle_maximize(): unknown;
  /** Rolls it up to its title bar, or down. */
  toggle_shade(): unknown;
  /** Closes it. */
  close(): unknown;
  /** The child it holds. */
  get_child(): unknown;
}

/** A window within the page, with a title bar; it holds one child and is hidden until it is shown. */
export interface TopLevelMethods extends ContainerMethods {
  /** Where it is, in pixels, as a page says. */
  get_position(): unknown;
  /** Moves it, in pixels from the page's upper left corner. */
  set_position(x: number, y: number): unknown;
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
  /** Sets the title. */
  set_title(title: string): unknown;
  /** Sets the icon: an address, or null for none; from Python also a picture's path. */
  set_icon(url?: string | null): unknown;
  /** Lets the user move it, or not. */
  set_moveable(tf: boolean): unknown;
  /** Brings it before the others. */
  raise_(): unknown;
  /** Puts it behind the others. */
  lower(): unknown;
  /** Minimizes it, or restores it. */
  toggle_minimize(): unknown;
  /** Maximizes it, or restores it. */
  toggle_maximize(): unknown;
  /** Rolls it up to its title bar, or down. */
  toggle_shade(): unknown;
  /** Sets its state: normal, minimized, maximized or shaded. */
  set_window_state(state: string): unknown;
  /** Its state: normal, minimized, maximized or shaded. */
  get_window_state(): unknown;
}

/** Fills the whole page with one child. */
export interface PageMethods extends ContainerMethods {
  /** Sets the one child; the one before is placed nowhere. */
  set_widget(child: Widget): unknown;
}

/** A window with buttons that asks for something; it is hidden until it is shown. */
export interface DialogMethods extends ContainerMethods {
  /** Where it is, in pixels, as a page says. */
  get_position(): unknown;
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget, stretch?: number | null): unknown;
  /** Puts a child before the one at `index`, or at the end. */
  insert_widget(index: number, child: Widget, stretch?: number | null): unknown;
  /** Adds a button to the row at the bottom; pressing it says `value` to "activated". */
  add_button(child: Widget, value?: unknown | null): unknown;
  /** Sets the room between children in pixels. */
  set_spacing(gap: number): unknown;
  /** Moves it, in pixels from the page's upper left corner. */
  set_position(x: number, y: number): unknown;
  /** Shows it, at a position or in the middle. */
  popup(x?: number | null, y?: number | null): unknown;
  /** Keeps the user from the rest of the page while it is shown, or not. */
  set_modal(tf: boolean): unknown;
  /** Sets the title. */
  set_title(title: string): unknown;
}

/** Picks a color. */
export interface ColorWidgetMethods extends WidgetMethods {
  /** The color, as #rrggbb. */
  get_color(): unknown;
  /** Sets the color, as #rrggbb. */
  set_color(hex_string: string): unknown;
}

/** A window that picks a color. */
export interface ColorDialogMethods extends WidgetMethods {
  /** Where it is, in pixels, as a page says. */
  get_position(): unknown;
  /** The color, as #rrggbb. */
  get_color(): unknown;
  /** Sets the color, as #rrggbb. */
  set_color(hex_string: string): unknown;
  /** Shows it, at a position or in the middle. */
  popup(x?: number | null, y?: number | null): unknown;
  /** Moves it, in pixels from the page's upper left corner. */
  set_position(x: number, y: number): unknown;
  /** Keeps the user from the rest of the page while it is shown, or not. */
  set_modal(tf: boolean): unknown;
}

/** A button to press. */
export interface ButtonMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Sets the icon: an address, or null for none; from Python also a picture's path. */
  set_icon(url?: string | null, size?: number | readonly unknown[] | null): unknown;
  /** The icon's address. */
  get_icon(): unknown;
  /** Sets the colors of background and text; what is null stays as usual. */
  set_color(bg?: string | null, fg?: string | null): unknown;
  /** Sets the colors of background and text under the pointer. */
  set_hover(bg?: string | null, fg?: string | null): unknown;
}

/** A box to check, with a text. */
export interface CheckBoxMethods extends WidgetMethods {
  /** Checks it, or not. */
  set_state(tf: boolean): unknown;
  /** Whether it is checked. */
  get_state(): unknown;
}

/** One choice of a group. */
export interface RadioButtonMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** Checks it, or not. */
  set_state(value: boolean): unknown;
  /** Whether it is checked. */
  get_state(): unknown;
}

/** A button that stays down until it is pressed again. */
export interface ToggleButtonMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** Checks it, or not. */
  set_state(value: boolean): unknown;
  /** Whether it is checked. */
  get_state(): unknown;
}

/** A line of text. */
export interface LabelMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Sets the colors of background and text; what is null stays as usual. */
  set_color(bg?: string | null, fg?: string | null): unknown;
  /** Sets where the text stands: left, center or right. */
  set_halign(align: string): unknown;
  /** Sets where the text stands: top, middle or bottom. */
  set_valign(align: string): unknown;
  /** Sets the menu that it opens; null for none. */
  set_menu(menu?: Widget | null): unknown;
}

/** A line for messages at the edge of a window. */
export interface StatusBarMethods extends WidgetMethods {
  /** Shows a message, for `duration` seconds when that is given. */
  set_message(text: string, duration?: number | null): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Sets the colors of background and text; what is null stays as usual. */
  set_color(bg?: string | null, fg?: string | null): unknown;
  /** Sets where the text stands: left, center or right. */
  set_halign(align: string): unknown;
}

/** A line of text to edit. */
export interface TextEntryMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Sets how many characters wide it is. */
  set_length(numchars: number): unknown;
}

/** A line of text to edit, with a button that sets it. */
export interface TextEntrySetMethods extends WidgetMethods {
  /** Sets the text of the button. */
  set_button_text(text: string): unknown;
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Sets how many characters wide it is. */
  set_length(numchars: number): unknown;
}

/** Several lines of text to edit. */
export interface TextAreaMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Adds text at the end. */
  append_text(text: string): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Lets the user edit, or not. */
  set_editable(tf: boolean): unknown;
  /** Breaks long lines, or not. */
  set_wrap(tf: boolean): unknown;
  /** Keeps the last lines only, that many; null for all. */
  set_limit(numlines?: number | null): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
  /** Scrolls to a line, from 1. */
  scroll_to_lineno(lineno: number, align?: string | null): unknown;
  /** Scrolls to the end. */
  scroll_to_end(): unknown;
}

/** An editor for source text, with line numbers, tags and icons. */
export interface TextSourceMethods extends WidgetMethods {
  /** Sets family, size in pixels, weight and style of its text; what is null stays. */
  set_font(family?: string | null, size?: number | null): unknown;
  /** Puts the caret at a position. */
  set_cursor(ref: unknown): unknown;
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** How many characters there are. */
  get_length(): unknown;
  /** The text between two positions. */
  get_text_range(start_ref: unknown, end_ref: unknown): unknown;
  /** Inserts text at a position, with tags. */
  insert_text(ref: unknown, text: string, tags?: readonly unknown[] | null): unknown;
  /** Removes the text between two positions. */
  delete_range(start_ref: unknown, end_ref: unknown): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Lets the user edit, or not. */
  set_editable(tf: boolean): unknown;
  /** Breaks long lines, or not. */
  set_wrap(mode: string | boolean): unknown;
  /** Shows line numbers, or not. */
  set_line_numbers(tf: boolean): unknown;
  /** Shows the column for icons, or not. */
  set_icon_gutter(tf: boolean): unknown;
  /** Shows tooltips over the text, or not. */
  set_tooltips_enabled(tf: boolean): unknown;
  /** Puts an icon beside the line of a position; null removes it. */
  set_icon(ref: unknown, icon_url?: string | null): unknown;
  /** Where the caret is. */
  get_cursor(): unknown;
  /** Sets shape and color of the caret. */
  set_cursor_style(style: string, color?: string | null): unknown;
  /** The ends of the selection. */
  get_selection_range(): unknown;
  /** Whether something is selected. */
  has_selection(): unknown;
  /** The ends of the selection. */
  get_selection_bounds(): unknown;
  /** Selects the text between two positions. */
  set_selection_range(start_ref: unknown, end_ref: unknown): unknown;
  /** Defines a tag: how text that has it looks. */
  create_tag(name: string, attrs: Readonly<Record<string, unknown>>): unknown;
  /** Forgets a tag. */
  remove_tag_def(name: string): unknown;
  /** Whether there is such a tag. */
  has_tag(name: string): unknown;
  /** Gives the text between two positions a tag. */
  apply_tag(name: string, start_ref: unknown, end_ref: unknown): unknown;
  /** Takes a tag from the text between two positions. */
  remove_tag(name: string, start_ref: unknown, end_ref: unknown): unknown;
  /** The tags at a position. */
  get_tags_at(ref: unknown): unknown;
  /** The tags between two positions. */
  get_tags_range(start_ref: unknown, end_ref: unknown): unknown;
  /** Where a tag is first. */
  get_tag_region(name: string): unknown;
  /** All places where a tag is. */
  get_tag_regions(name: string): unknown;
  /** A position that moves with the text. */
  create_ref(offset: number, gravity?: string | null): unknown;
  /** Forgets a position. */
  remove_ref(ref: unknown): unknown;
  /** A position with a name. */
  create_named_ref(name: string, offset: number, gravity?: string | null): unknown;
  /** The position with that name. */
  get_named_ref(name: string): unknown;
  /** Forgets the position with that name. */
  remove_named_ref(name: string): unknown;
  /** For a rebuild: all places of all tags. */
  _restoreTagIntervals(intervals: readonly unknown[]): unknown;
  /** For a rebuild: names a position. */
  _bindNamedRef(name: string, ref: unknown): unknown;
  /** For a rebuild: puts the caret at a character. */
  _setCursorOffset(offset: number): unknown;
  /** For a rebuild: selects by characters. */
  _setSelectionOffsets(start: number, end: number): unknown;
  /** The beginning of the text. */
  get_ref_start(): unknown;
  /** The end of the text. */
  get_ref_end(): unknown;
  /** Beginning and end of the text. */
  get_ref_bounds(): unknown;
  /** The beginning of a line. */
  get_ref_line_start(lineno: number): unknown;
  /** The end of a line. */
  get_ref_line_end(lineno: number): unknown;
  /** Takes the last edit back. */
  undo(): unknown;
  /** Makes the edit again that was taken back. */
  redo(): unknown;
  /** Whether there is an edit to take back. */
  can_undo(): unknown;
  /** Whether there is an edit to make again. */
  can_redo(): unknown;
  /** The next place of a text. */
  find(query: string, opts?: Readonly<Record<string, unknown>> | null): unknown;
  /** All places of a text. */
  find_all(query: string, opts?: Readonly<Record<string, unknown>> | null): unknown;
  /** Replaces a text by another. */
  replace(query: string, replacement: string, opts?: Readonly<Record<string, unknown>> | null): unknown;
  /** Scrolls to a position. */
  scroll_to_ref(ref: unknown, align?: string | null): unknown;
  /** Scrolls to the caret. */
  scroll_to_cursor(): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
}

/** A position in the text of a TextSource that moves with it. */
export interface TextBufferRefMethods extends CallbackMethods {
  /** How many characters are before it. */
  get_offset(): unknown;
  /** To which side it goes when text is inserted there: left or right. */
  get_gravity(): unknown;
  /** Whether it is still a position of a text. */
  is_valid(): unknown;
  /** Its line and column. */
  get_line_column(): unknown;
  /** Its line. */
  get_line(): unknown;
  /** Moves it to a character. */
  set_offset(offset: number): unknown;
  /** Moves it to the beginning of a line. */
  set_line(lineno: number): unknown;
  /** Moves it to where another is. */
  to_ref(other: unknown): unknown;
  /** Another position at the same place. */
  copy(): unknown;
  /** Moves it to the beginning of its line. */
  to_line_start(): unknown;
  /** Moves it to the end of its line. */
  to_line_end(): unknown;
  /** Moves it to the next line. */
  to_next_line(): unknown;
  /** Moves it to the line before. */
  to_prev_line(): unknown;
  /** Moves it one character on. */
  to_next_char(): unknown;
  /** Moves it one character back. */
  to_prev_char(): unknown;
}

/** A list to choose from, with a text that may be edited. */
export interface ComboBoxMethods extends WidgetMethods {
  /** Adds an item at the end. */
  append_text(text: string): unknown;
  /** Adds an item in alphabetical order. */
  insert_alpha(text: string): unknown;
  /** Removes the item with that text. */
  delete_alpha(text: string): unknown;
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Chooses the item with that number, from 0; -1 for none. */
  set_index(idx: number): unknown;
  /** The number of the chosen item, -1 for none. */
  get_index(): unknown;
  /** The text of an item, by number from 0. */
  get_alpha(idx: number): unknown;
  /** Chooses the item with that text; without one, shows the text. */
  show_text(text: string): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Sets how many characters wide it is. */
  set_length(numchars: number): unknown;
}

/** A number to edit, with buttons for one step. */
export interface SpinBoxMethods extends WidgetMethods {
  /** Sets the number. */
  set_value(val: number): unknown;
  /** The number. */
  get_value(): unknown;
  /** Sets the least and the largest number, and the step. */
  set_limits(minval: number, maxval: number, incrval?: number | null): unknown;
  /** Sets how many digits are shown after the point; null for as many as needed. */
  set_decimals(num?: number | null): unknown;
}

/** Picks a number by a handle on a track. */
export interface SliderMethods extends WidgetMethods {
  /** Sets the number. */
  set_value(num: number): unknown;
  /** The number. */
  get_value(): unknown;
  /** Sets the least and the largest number, and the step. */
  set_limits(minval: number, maxval: number, incrval?: number | null): unknown;
  /** Tells of every move, or only of the last. */
  set_tracking(track: boolean): unknown;
  /** Sets how many digits are shown after the point; null for as many as needed. */
  set_decimals(num?: number | null): unknown;
}

/** Picks a number by turning a knob. */
export interface DialMethods extends WidgetMethods {
  /** Sets the number. */
  set_value(num: number): unknown;
  /** The number. */
  get_value(): unknown;
  /** Sets the least and the largest number, and the step. */
  set_limits(minval: number, maxval: number, incrval?: number | null): unknown;
  /** Tells of every move, or only of the last. */
  set_tracking(track: boolean): unknown;
  /** Sets how many digits are shown after the point; null for as many as needed. */
  set_decimals(num?: number | null): unknown;
  /** Sets the diameter of the knob in pixels. */
  set_knob_diameter(len_px: number): unknown;
  /** Sets the icon: an address, or null for none; from Python also a picture's path. */
  set_icon(url?: string | null, size?: number | readonly unknown[] | null): unknown;
}

/** A scroll bar of its own. */
export interface ScrollBarMethods extends WidgetMethods {
  /** Scrolls, 0 to 1. */
  set_scroll_percent(pct: number): unknown;
  /** How far it is scrolled, 0 to 1. */
  get_scroll_percent(): unknown;
  /** Sets how much of the content is to be seen, 0 to 1. */
  set_thumb_percent(pct: number): unknown;
  /** How much of the content is to be seen, 0 to 1. */
  get_thumb_percent(): unknown;
}

/** How much of something is done. */
export interface ProgressBarMethods extends WidgetMethods {
  /** Sets how much is done, 0 to 1. */
  set_value(value: number): unknown;
  /** How much is done, 0 to 1. */
  get_value(): unknown;
}

/** A picture. */
export interface ImageMethods extends WidgetMethods {
  /** Shows a picture: an address, or null for none; from Python also a picture's path. */
  set_image(url?: string | null): unknown;
  /** Shows a picture from its bytes; `format` is its type, such as png. */
  set_binary_image(data: Uint8Array, format?: string | null): unknown;
  /** Draws it again. */
  update(): unknown;
}

/** Rows with columns, in a tree. */
export interface TreeViewMethods extends WidgetMethods {
  /** Sets the columns: a list of titles, or of objects with `label` and `key`. */
  set_columns(columns: readonly unknown[]): unknown;
  /** Lets the user edit, or not. */
  set_editable(tf: boolean): unknown;
  /** Sets the font of the titles. */
  set_header_font(family?: string | null, size?: number | null, weight?: string | number | null, style?: string | null): unknown;
  /** Sets all rows from nested objects. */
  set_tree(tree: Readonly<Record<string, unknown>>): unknown;
  /** Adds rows from nested objects below a row. */
  add_tree(tree: Readonly<Record<string, unknown>>, parent: unknown): unknown;
  /** Sets all rows, drawing only what changed. */
  update_tree(tree: Readonly<Record<string, unknown>>): unknown;
  /** Sets all rows. */
  set_data(data: unknown): unknown;
  /** Sets all rows, drawing only what changed. */
  update_data(data: unknown): unknown;
  /** Adds a row below another. */
  add_item(parent: unknown, key?: string | null, values?: Readonly<Record<string, unknown>> | readonly unknown[] | null): unknown;
  /** Removes a row and what is below it. */
  remove_item(path: unknown): unknown;
  /** Removes rows and what is below them. */
  remove_items(paths: readonly unknown[]): unknown;
  /** Removes the rows that nested objects name. */
  delete_tree(tree: Readonly<Record<string, unknown>>, prune_empty?: boolean | null): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Opens all rows. */
  expand_all(): unknown;
  /** Closes all rows. */
  collapse_all(): unknown;
  /** The rows that are open. */
  get_expanded(): unknown;
  /** The rows that are closed. */
  get_collapsed(): unknown;
  /** Opens a row. */
  expand_item(path: unknown): unknown;
  /** Closes a row. */
  collapse_item(path: unknown): unknown;
  /** The rows that are selected. */
  get_selected(): unknown;
  /** The rows as nested objects. */
  get_subtree(status?: string | null): unknown;
  /** Sets the room between rows in pixels. */
  set_row_spacing(px: number): unknown;
  /** Sets the room between columns in pixels. */
  set_column_spacing(px: number): unknown;
  /** Selects rows, and no others. */
  set_selected(paths: readonly unknown[]): unknown;
  /** Selects nothing. */
  clear_selection(): unknown;
  /** Selects a row, or no more. */
  select_path(path: unknown, state?: boolean | null): unknown;
  /** Selects rows, or no more. */
  select_paths(paths: readonly unknown[], state?: boolean | null): unknown;
  /** Selects all rows, or none. */
  select_all(state?: boolean | null): unknown;
  /** Sets the width of a column in pixels. */
  set_column_width(col_key: string | number | null, width: number): unknown;
  /** The width of each column in pixels. */
  get_column_widths(): unknown;
  /** Makes each column as wide as its content. */
  set_optimal_column_widths(): unknown;
  /** Sorts the rows by a column. */
  sort_by_column(col_key?: string | number | null, ascending?: boolean | null): unknown;
  /** Scrolls to a row. */
  scroll_to_path(path: unknown): unknown;
  /** Scrolls to the end. */
  scroll_to_end(): unknown;
  /** How many columns there are. */
  get_column_count(): unknown;
  /** How many rows there are. */
  get_row_count(): unknown;
  /** Shows lines between cells, or not. */
  set_show_grid(tf: boolean): unknown;
  /** Shows row numbers, or not. */
  set_show_row_numbers(tf: boolean): unknown;
  /** Lets the user sort, or not. */
  set_sortable(tf: boolean): unknown;
  /** Lets the user edit a column, or not. */
  set_column_editable(col_key: string | number | null, tf: boolean): unknown;
  /** Sets one cell. */
  set_cell(path: unknown, col_key: string | number | null, value: unknown): unknown;
  /** Adds a column before another. */
  insert_column(column: Readonly<Record<string, unknown>> | string, before?: unknown | null): unknown;
  /** Adds a column at the end. */
  append_column(column: Readonly<Record<string, unknown>> | string): unknown;
  /** Removes a column. */
  delete_column(col_key?: string | number | null): unknown;
  /** Adds a row before another. */
  insert_row(values: Readonly<Record<string, unknown>> | readonly unknown[], key?: string | null, before?: unknown | null): unknown;
  /** Adds a row at the end. */
  append_row(values: Readonly<Record<string, unknown>> | readonly unknown[]): unknown;
  /** Removes a row. */
  delete_row(path_or_key: unknown): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
  /** The cells that are selected. */
  get_selected_cells(): unknown;
  /** Selects a cell, or no more. */
  select_cell(path: unknown, col_key?: string | number | null, state?: boolean | null): unknown;
  /** Selects cells, or no more. */
  select_cells(cells: readonly unknown[], state?: boolean | null): unknown;
  /** Selects no cell. */
  clear_cell_selection(): unknown;
  /** Copies the selection. */
  copy_selection(): unknown;
  /** Cuts the selection. */
  cut_selection(): unknown;
  /** Pastes at the selection. */
  paste_selection(): unknown;
  /** Sets colors of cells, rows, columns and the table at once. */
  set_colors(spec: Readonly<Record<string, unknown>>): unknown;
  /** Sets the colors of a cell. */
  set_cell_color(path: unknown, col_key?: string | number | null, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of a row. */
  set_row_color(path: unknown, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of a column. */
  set_column_color(col_key?: string | number | null, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of the whole table. */
  set_table_color(fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Takes the colors of a cell back. */
  clear_cell_color(path: unknown, col_key?: string | number | null): unknown;
  /** Takes the colors of a row back. */
  clear_row_color(path: unknown): unknown;
  /** Takes the colors of a column back. */
  clear_column_color(col_key?: string | number | null): unknown;
  /** Takes all colors back. */
  clear_all_colors(): unknown;
}

/** Rows with columns. */
export interface TableViewMethods extends WidgetMethods {
  /** Sets the columns: a list of titles, or of objects with `label` and `key`. */
  set_columns(columns: readonly unknown[]): unknown;
  /** Lets the user edit, or not. */
  set_editable(tf: boolean): unknown;
  /** Sets the font of the titles. */
  set_header_font(family?: string | null, size?: number | null, weight?: string | number | null, style?: string | null): unknown;
  /** Sets all rows. */
  set_rows(rows: readonly unknown[]): unknown;
  /** Sets all rows, drawing only what changed. */
  update_rows(rows: readonly unknown[]): unknown;
  /** Sets all rows. */
  set_data(data: readonly unknown[]): unknown;
  /** Sets all rows, drawing only what changed. */
  update_data(data: unknown): unknown;
  /** Empties it. */
  clear(): unknown;
  /** The rows that are selected. */
  get_selected(): unknown;
  /** Selects rows, and no others. */
  set_selected(items: readonly unknown[]): unknown;
  /** Selects nothing. */
  clear_selection(): unknown;
  /** Selects a row, or no more. */
  select_path(path: unknown, state?: boolean | null): unknown;
  /** Selects rows, or no more. */
  select_paths(paths: readonly unknown[], state?: boolean | null): unknown;
  /** Selects all rows, or none. */
  select_all(state?: boolean | null): unknown;
  /** Sets the width of a column in pixels. */
  set_column_width(col_index: number, width: number): unknown;
  /** The width of each column in pixels. */
  get_column_widths(): unknown;
  /** Makes each column as wide as its content. */
  set_optimal_column_widths(): unknown;
  /** Sets the room between rows in pixels. */
  set_row_spacing(px: number): unknown;
  /** Sets the room between columns in pixels. */
  set_column_spacing(px: number): unknown;
  /** Sorts the rows by a column. */
  sort_by_column(col_index: number, ascending?: boolean | null): unknown;
  /** Scrolls to a row. */
  scroll_to_path(path: unknown): unknown;
  /** Scrolls to the end. */
  scroll_to_end(): unknown;
  /** How many columns there are. */
  get_column_count(): unknown;
  /** How many rows there are. */
  get_row_count(): unknown;
  /** Shows lines between cells, or not. */
  set_show_grid(tf: boolean): unknown;
  /** Shows row numbers, or not. */
  set_show_row_numbers(tf: boolean): unknown;
  /** Lets the user sort, or not. */
  set_sortable(tf: boolean): unknown;
  /** Lets the user edit a column, or not. */
  set_column_editable(col_index: number, tf: boolean): unknown;
  /** Sets one cell. */
  set_cell(row: number, col_index: number, value: unknown): unknown;
  /** Adds a column before another. */
  insert_column(index: number, column: Readonly<Record<string, unknown>> | string): unknown;
  /** Adds a column at the end. */
  append_column(column: Readonly<Record<string, unknown>> | string): unknown;
  /** Removes a column. */
  delete_column(index: number): unknown;
  /** Adds a row before another. */
  insert_row(index: number, values: Readonly<Record<string, unknown>> | readonly unknown[]): unknown;
  /** Adds a row at the end. */
  append_row(values: Readonly<Record<string, unknown>> | readonly unknown[]): unknown;
  /** Removes a row. */
  delete_row(index: number): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
  /** The cells that are selected. */
  get_selected_cells(): unknown;
  /** Selects a cell, or no more. */
  select_cell(path: unknown, col_key?: string | number | null, state?: boolean | null): unknown;
  /** Selects cells, or no more. */
  select_cells(cells: readonly unknown[], state?: boolean | null): unknown;
  /** Selects no cell. */
  clear_cell_selection(): unknown;
  /** Copies the selection. */
  copy_selection(): unknown;
  /** Cuts the selection. */
  cut_selection(): unknown;
  /** Pastes at the selection. */
  paste_selection(): unknown;
  /** Sets colors of cells, rows, columns and the table at once. */
  set_colors(spec: Readonly<Record<string, unknown>>): unknown;
  /** Sets the colors of a cell. */
  set_cell_color(path: unknown, col_key?: string | number | null, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of a row. */
  set_row_color(path: unknown, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of a column. */
  set_column_color(col_key?: string | number | null, fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Sets the colors of the whole table. */
  set_table_color(fg?: string | null, bg?: string | null, bold?: boolean | null): unknown;
  /** Takes the colors of a cell back. */
  clear_cell_color(path: unknown, col_key?: string | number | null): unknown;
  /** Takes the colors of a row back. */
  clear_row_color(path: unknown): unknown;
  /** Takes the colors of a column back. */
  clear_column_color(col_key?: string | number | null): unknown;
  /** Takes all colors back. */
  clear_all_colors(): unknown;
}

/** Fires once, after some time. It runs in the program: once, however many pages there are, and with none. */
export interface TimerMethods extends CallbackMethods {
  /** Starts it anew, for `duration` seconds or those it has. */
  start(duration?: number | null): unknown;
  /** Stops it, silently. */
  stop(): unknown;
  /** Stops it and says "cancelled". */
  cancel(): unknown;
  /** Starts it anew, as start does. */
  set(duration?: number | null): unknown;
  /** Starts it when it is not running. */
  cond_set(duration?: number | null): unknown;
  /** Whether it is running. */
  is_set(): unknown;
  /** How many seconds ago it was started; 0 when it is not running. */
  elapsed_time(): unknown;
  /** In how many seconds it fires; 0 when it is not running. */
  time_left(): unknown;
  /** Sets how many seconds it takes from the next start on. */
  set_duration(duration: number): unknown;
  /** How many seconds it takes. */
  get_duration(): unknown;
}

/** An area to draw on. */
export interface CanvasMethods extends WidgetMethods {
  /** Draws a picture. */
  draw_image(imgInfo: Readonly<Record<string, unknown>>): unknown;
  /** Draws it again. */
  update(): unknown;
}

/** Shows HTML. */
export interface HtmlViewMethods extends WidgetMethods {
  /** Sets the content. It is HTML: never pass on what a stranger wrote. */
  set_html(html: string): unknown;
  /** The content. */
  get_html(): unknown;
  /** Adds HTML at the end. */
  append_html(html: string): unknown;
  /** Empties it. */
  clear(): unknown;
  /** Scrolls to the beginning. */
  scroll_to_top(): unknown;
  /** Scrolls to the end. */
  scroll_to_bottom(): unknown;
  /** Scrolls across and down, 0 to 1 each. */
  set_scroll_position(h_pct: number, v_pct: number): unknown;
  /** How far it is scrolled across and down, 0 to 1 each. */
  get_scroll_position(): unknown;
}

/** Plays a video. */
export interface VideoWidgetMethods extends WidgetMethods {
  /** Sets the address of the video. */
  set_url(url: string): unknown;
  /** Plays a stream of the page. */
  set_stream(stream: unknown): unknown;
  /** Plays. */
  play(): unknown;
  /** Pauses. */
  pause(): unknown;
  /** Stops, and goes back to the beginning. */
  stop(): unknown;
  /** Turns the sound off, or on. */
  set_muted(tf: boolean): unknown;
  /** Whether the sound is off. */
  get_muted(): unknown;
  /** Sets the volume, 0 to 1. */
  set_volume(vol: number): unknown;
  /** The volume, 0 to 1. */
  get_volume(): unknown;
  /** Begins again at the end, or not. */
  set_loop(tf: boolean): unknown;
  /** Whether it begins again at the end. */
  get_loop(): unknown;
  /** Shows buttons for the user, or not. */
  set_controls(tf: boolean): unknown;
  /** Whether buttons are shown. */
  get_controls(): unknown;
  /** Goes to a moment, in seconds. */
  set_current_time(seconds: number): unknown;
  /** The moment, in seconds. */
  get_current_time(): unknown;
  /** How many seconds the video has. */
  get_duration(): unknown;
  /** Whether it is paused. */
  get_paused(): unknown;
  /** Fills the screen. */
  fullscreen(): unknown;
}

/** A place for content of the page's own. */
export interface ExternalWidgetMethods extends WidgetMethods {
  /** Sets the content. It is HTML: never pass on what a stranger wrote. */
  set_content(html: string): unknown;
  /** Empties it. */
  clear(): unknown;
}

/** Lets the user choose files, or save one. */
export interface FileDialogMethods extends CallbackMethods {
  /** Opens the chooser. */
  open(): unknown;
  /** Shows it. */
  show(): unknown;
  /** Opens the chooser. */
  popup(x?: number | null, y?: number | null): unknown;
  /** Offers data as a file to save. */
  save(filename: string, data: unknown, mime_type?: string | null): unknown;
  /** Sets what to choose: file, files or folder. */
  set_mode(mode: string): unknown;
  /** What is chosen: file, files or folder. */
  get_mode(): unknown;
  /** Sets which types of files are shown. */
  set_accept(accept?: string | readonly unknown[] | null): unknown;
  /** Which types of files are shown. */
  get_accept(): unknown;
}

/** A row of menus. */
export interface MenuBarMethods extends ContainerMethods {
  /** Adds a menu. */
  add_menu(menu: unknown, name: string, options?: Readonly<Record<string, unknown>> | string | null): unknown;
  /** Adds an entry with that name. */
  add_name(name: string): unknown;
  /** The menu with that name. */
  get_menu(name: string): unknown;
}

/** A list of actions. */
export interface MenuMethods extends ContainerMethods {
  /** Adds an action or a widget at the end. */
  add_widget(child: Widget): unknown;
  /** Adds an entry with that name. */
  add_name(name: string, checkable?: boolean | null): unknown;
  /** Adds a menu. */
  add_menu(name: string, menu?: Widget | null): unknown;
  /** Adds a line. */
  add_separator(): unknown;
  /** The menu with that name. */
  get_menu(name: string): unknown;
  /** Shows the menu at a position. */
  popup(x?: number | null, y?: number | null): unknown;
}

/** An entry of a menu. */
export interface MenuActionMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Sets the icon: an address, or null for none; from Python also a picture's path. */
  set_icon(url?: string | null, iconsize?: number | readonly unknown[] | null): unknown;
  /** Checks it, or not. */
  set_checked(checked: boolean): unknown;
  /** Whether it is checked. */
  get_checked(): unknown;
  /** Checks it, or not. */
  set_state(tf: boolean): unknown;
  /** Whether it is checked. */
  get_state(): unknown;
}

/** A row of actions with icons. */
export interface ToolBarMethods extends ContainerMethods {
  /** Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
  add_widget(child: Widget): unknown;
  /** Adds a line. */
  add_separator(): unknown;
  /** Adds room that grows. */
  add_spacer(): unknown;
  /** Adds an action. */
  add_action(options?: Readonly<Record<string, unknown>> | null): unknown;
}

/** An entry of a tool bar. */
export interface ToolBarActionMethods extends WidgetMethods {
  /** Sets the text. */
  set_text(text: string): unknown;
  /** The text. */
  get_text(): unknown;
  /** Sets the icon: an address, or null for none; from Python also a picture's path. */
  set_icon(url?: string | null, iconsize?: number | readonly unknown[] | null): unknown;
  /** Checks it, or not. */
  set_state(value: boolean): unknown;
  /** Whether it is checked. */
  get_state(): unknown;
  /** Sets the menu that it opens; null for none. */
  set_menu(menu?: Widget | null): unknown;
}
