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

/* --- Every class: what every class that can be seen has. */
/* Sets the width of the border in pixels. */
ORIEL_API oriel_err_t oriel_widget_set_border_width(oriel_widget_t *widget,
                                                    double width) ORIEL_MUST_CHECK;
/* Sets the color of the border. */
ORIEL_API oriel_err_t oriel_widget_set_border_color(oriel_widget_t *widget,
                                                    const char *color) ORIEL_MUST_CHECK;
/* Sets the color behind it. */
ORIEL_API oriel_err_t oriel_widget_set_bg(oriel_widget_t *widget,
                                          const char *color) ORIEL_MUST_CHECK;
/* Sets the least size in pixels; null leaves a side free. */
ORIEL_API oriel_err_t oriel_widget_set_min_size(oriel_widget_t *widget, double width,
                                                double height) ORIEL_MUST_CHECK;
/* Sets the largest size in pixels; null leaves a side free. */
ORIEL_API oriel_err_t oriel_widget_set_max_size(oriel_widget_t *widget, double width,
                                                double height) ORIEL_MUST_CHECK;
/* Says in which directions it takes up free room. */
ORIEL_API oriel_err_t oriel_widget_set_expanding(oriel_widget_t *widget, bool horizontal,
                                                 bool vertical) ORIEL_MUST_CHECK;
/* Whether it takes up free room across and down. */
ORIEL_API oriel_err_t oriel_widget_get_expanding(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the size in pixels. */
ORIEL_API oriel_err_t oriel_widget_resize(oriel_widget_t *widget, double width,
                                          double height) ORIEL_MUST_CHECK;
/* The size in pixels as a page last told; asking makes pages tell. */
ORIEL_API oriel_err_t oriel_widget_get_size(oriel_widget_t *widget,
                                            oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Where it is, in pixels, as a page says. */
ORIEL_API oriel_err_t oriel_widget_get_position(oriel_widget_t *widget, int timeout_ms,
                                                oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Sets the room within its edges: pixels, a list of them, or a CSS length. */
ORIEL_API oriel_err_t oriel_widget_set_padding(oriel_widget_t *widget,
                                               oriel_value_t *padding) ORIEL_MUST_CHECK;
/* Sets family, size in pixels, weight and style of its text; what is null stays. */
ORIEL_API oriel_err_t oriel_widget_set_font(oriel_widget_t *widget, oriel_value_t *font,
                                            double size, oriel_value_t *weight,
                                            const char *style) ORIEL_MUST_CHECK;
/* Lets the user use it, or not. */
ORIEL_API oriel_err_t oriel_widget_set_enabled(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Whether the user may use it. */
ORIEL_API oriel_err_t oriel_widget_get_enabled(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the text shown when the pointer rests on it; null for none. */
ORIEL_API oriel_err_t oriel_widget_set_tooltip(oriel_widget_t *widget,
                                               const char *msg) ORIEL_MUST_CHECK;
/* The text shown when the pointer rests on it. */
ORIEL_API oriel_err_t oriel_widget_get_tooltip(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Whether it holds others. */
ORIEL_API oriel_err_t oriel_widget_is_container(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Lets the user select its text, or not. */
ORIEL_API oriel_err_t oriel_widget_set_allow_text_selection(oriel_widget_t *widget,
                                                            bool tf) ORIEL_MUST_CHECK;
/* Shows it. */
ORIEL_API oriel_err_t oriel_widget_show(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Hides it; it keeps its state. */
ORIEL_API oriel_err_t oriel_widget_hide(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Whether it is shown. */
ORIEL_API oriel_err_t oriel_widget_is_visible(oriel_widget_t *widget,
                                              oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Gives it the keyboard. */
ORIEL_API oriel_err_t oriel_widget_set_focus(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Defines a pointer shape from a picture, with the spot that points. */
ORIEL_API oriel_err_t oriel_widget_add_cursor(oriel_widget_t *widget, const char *name,
                                              const char *url, double hotspot_x, double hotspot_y,
                                              oriel_value_t *size) ORIEL_MUST_CHECK;
/* Sets the shape of the pointer over it, by name; null for the usual one. */
ORIEL_API oriel_err_t oriel_widget_set_cursor(oriel_widget_t *widget,
                                              const char *name) ORIEL_MUST_CHECK;

/* --- Every container: what every class that holds others has. */
/* Takes a child out; it stays, placed nowhere, unless `destroy` is true. */
ORIEL_API oriel_err_t oriel_container_remove(oriel_widget_t *widget, oriel_widget_t *child,
                                             int destroy) ORIEL_MUST_CHECK;
/* Takes a child out; it stays, placed nowhere, unless `destroy` is true. */
ORIEL_API oriel_err_t oriel_container_remove_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                    int destroy) ORIEL_MUST_CHECK;
/* Takes all children out; they stay, placed nowhere, unless `destroy` is true. */
ORIEL_API oriel_err_t oriel_container_remove_all(oriel_widget_t *widget,
                                                 int destroy) ORIEL_MUST_CHECK;

/* --- Box: stacks its children in a row or a column. */
/* option orientation: string or null; horizontal or vertical */
ORIEL_API oriel_err_t oriel_box_new(oriel_session_t *session, oriel_value_t *options,
                                    oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_box_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                           double stretch) ORIEL_MUST_CHECK;
/* Puts a child before the one at `index`, or at the end. */
ORIEL_API oriel_err_t oriel_box_insert_widget(oriel_widget_t *widget, int64_t index,
                                              oriel_widget_t *child,
                                              double stretch) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_box_set_spacing(oriel_widget_t *widget, double gap) ORIEL_MUST_CHECK;
/* Sets where children stand across the box: start, center, end or fill. */
ORIEL_API oriel_err_t oriel_box_set_align(oriel_widget_t *widget,
                                          const char *align) ORIEL_MUST_CHECK;

/* --- VBox: stacks its children from top to bottom. */
ORIEL_API oriel_err_t oriel_vbox_new(oriel_session_t *session, oriel_value_t *options,
                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_vbox_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                            double stretch) ORIEL_MUST_CHECK;
/* Puts a child before the one at `index`, or at the end. */
ORIEL_API oriel_err_t oriel_vbox_insert_widget(oriel_widget_t *widget, int64_t index,
                                               oriel_widget_t *child,
                                               double stretch) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_vbox_set_spacing(oriel_widget_t *widget, double gap) ORIEL_MUST_CHECK;
/* Sets where children stand across the box: start, center, end or fill. */
ORIEL_API oriel_err_t oriel_vbox_set_align(oriel_widget_t *widget,
                                           const char *align) ORIEL_MUST_CHECK;

/* --- HBox: lays its children out from left to right. */
ORIEL_API oriel_err_t oriel_hbox_new(oriel_session_t *session, oriel_value_t *options,
                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_hbox_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                            double stretch) ORIEL_MUST_CHECK;
/* Puts a child before the one at `index`, or at the end. */
ORIEL_API oriel_err_t oriel_hbox_insert_widget(oriel_widget_t *widget, int64_t index,
                                               oriel_widget_t *child,
                                               double stretch) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_hbox_set_spacing(oriel_widget_t *widget, double gap) ORIEL_MUST_CHECK;
/* Sets where children stand across the box: start, center, end or fill. */
ORIEL_API oriel_err_t oriel_hbox_set_align(oriel_widget_t *widget,
                                           const char *align) ORIEL_MUST_CHECK;

/* --- ButtonBox: a row or column for buttons, all of one width. */
/* option orientation: string or null; horizontal or vertical */
/* option halign: string or null; left, center or right */
/* option min_button_width: number or null; least width of the buttons in pixels */
ORIEL_API oriel_err_t oriel_button_box_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_button_box_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                  double stretch) ORIEL_MUST_CHECK;
/* Puts a child before the one at `index`, or at the end. */
ORIEL_API oriel_err_t oriel_button_box_insert_widget(oriel_widget_t *widget, int64_t index,
                                                     oriel_widget_t *child,
                                                     double stretch) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_button_box_set_spacing(oriel_widget_t *widget,
                                                   double gap) ORIEL_MUST_CHECK;
/* Sets where the buttons stand: left, center or right. */
ORIEL_API oriel_err_t oriel_button_box_set_halign(oriel_widget_t *widget,
                                                  const char *halign) ORIEL_MUST_CHECK;

/* --- FixedLayout: places each child at a position in pixels. */
ORIEL_API oriel_err_t oriel_fixed_layout_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Puts a child at a position in pixels. */
ORIEL_API oriel_err_t oriel_fixed_layout_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                    double x, double y) ORIEL_MUST_CHECK;

/* --- GridBox: lays its children out in rows and columns. */
/* option rows: integer or null; how many rows there are at first */
/* option columns: integer or null; how many columns there are at first */
ORIEL_API oriel_err_t oriel_grid_box_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Puts a child into a cell, counted from 0. */
ORIEL_API oriel_err_t oriel_grid_box_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                int64_t row, int64_t col) ORIEL_MUST_CHECK;
/* Sets the room between rows in pixels. */
ORIEL_API oriel_err_t oriel_grid_box_set_row_spacing(oriel_widget_t *widget,
                                                     double px) ORIEL_MUST_CHECK;
/* Sets the room between columns in pixels. */
ORIEL_API oriel_err_t oriel_grid_box_set_column_spacing(oriel_widget_t *widget,
                                                        double px) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_grid_box_set_spacing(oriel_widget_t *widget,
                                                 double px) ORIEL_MUST_CHECK;
/* How many rows and columns there are: an array of two. */
ORIEL_API oriel_err_t oriel_grid_box_get_row_column_count(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The child in a cell, or null. */
ORIEL_API oriel_err_t oriel_grid_box_get_widget_at_cell(oriel_widget_t *widget, int64_t row,
                                                        int64_t col,
                                                        oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Makes room for a row before `index` and puts the widgets into it. */
ORIEL_API oriel_err_t oriel_grid_box_insert_row(oriel_widget_t *widget, int64_t index,
                                                oriel_value_t *widgets) ORIEL_MUST_CHECK;
/* Adds a row of widgets below the last. */
ORIEL_API oriel_err_t oriel_grid_box_append_row(oriel_widget_t *widget,
                                                oriel_value_t *widgets) ORIEL_MUST_CHECK;
/* Takes a row out; what was in it is placed nowhere. */
ORIEL_API oriel_err_t oriel_grid_box_delete_row(oriel_widget_t *widget,
                                                int64_t index) ORIEL_MUST_CHECK;
/* Makes room for a column before `index` and puts the widgets into it. */
ORIEL_API oriel_err_t oriel_grid_box_insert_column(oriel_widget_t *widget, int64_t index,
                                                   oriel_value_t *widgets) ORIEL_MUST_CHECK;
/* Adds a column of widgets after the last. */
ORIEL_API oriel_err_t oriel_grid_box_append_column(oriel_widget_t *widget,
                                                   oriel_value_t *widgets) ORIEL_MUST_CHECK;
/* Takes a column out; what was in it is placed nowhere. */
ORIEL_API oriel_err_t oriel_grid_box_delete_column(oriel_widget_t *widget,
                                                   int64_t index) ORIEL_MUST_CHECK;

/* --- Splitter: divides its area between its children, with handles to drag. */
/* option orientation: string or null; horizontal or vertical */
ORIEL_API oriel_err_t oriel_splitter_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end. */
ORIEL_API oriel_err_t oriel_splitter_add_widget(oriel_widget_t *widget,
                                                oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Sets the size of each child in pixels. */
ORIEL_API oriel_err_t oriel_splitter_set_sizes(oriel_widget_t *widget,
                                               oriel_value_t *sizes) ORIEL_MUST_CHECK;
/* The size of each child in pixels. */
ORIEL_API oriel_err_t oriel_splitter_get_sizes(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the least size of a child in pixels. */
ORIEL_API oriel_err_t oriel_splitter_set_minimum_size(oriel_widget_t *widget,
                                                      oriel_widget_t *child,
                                                      double min_px) ORIEL_MUST_CHECK;

/* --- Frame: a border with a title around one child. */
/* option title: string or null; the title */
ORIEL_API oriel_err_t oriel_frame_new(oriel_session_t *session, oriel_value_t *options,
                                      oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_frame_set_widget(oriel_widget_t *widget,
                                             oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Sets the title. */
ORIEL_API oriel_err_t oriel_frame_set_title(oriel_widget_t *widget,
                                            const char *text) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_frame_set_text(oriel_widget_t *widget,
                                           const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_frame_get_text(oriel_widget_t *widget,
                                           oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Separator: a line between other widgets. */
ORIEL_API oriel_err_t oriel_separator_new(oriel_session_t *session, const char *orientation,
                                          oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the direction: horizontal or vertical. */
ORIEL_API oriel_err_t oriel_separator_set_orientation(oriel_widget_t *widget,
                                                      const char *orientation) ORIEL_MUST_CHECK;

/* --- Expander: a title that shows and hides one child. */
/* option title: string or null; the title */
/* option collapsible: bool or null; whether the user may hide the child */
/* option shadow: bool or null; whether it has a shadow */
/* option bg_color: color or null; the color behind it */
ORIEL_API oriel_err_t oriel_expander_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_expander_set_widget(oriel_widget_t *widget,
                                                oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Hides the child, or shows it. */
ORIEL_API oriel_err_t oriel_expander_set_collapsed(oriel_widget_t *widget,
                                                   bool collapsed) ORIEL_MUST_CHECK;
/* Whether the child is hidden. */
ORIEL_API oriel_err_t oriel_expander_get_collapsed(oriel_widget_t *widget, int timeout_ms,
                                                   oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Shows the child when it is hidden, and hides it when not. */
ORIEL_API oriel_err_t oriel_expander_toggle_content(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- AbstractScrollArea: an area with scroll bars whose content the program moves. */
/* option thickness: number or null; of the scroll bars, in pixels */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_new(oriel_session_t *session,
                                                     oriel_value_t *options,
                                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_set_widget(oriel_widget_t *widget,
                                                            oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Sets how much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_set_thumb_percent(oriel_widget_t *widget,
        double h_pct, double v_pct) ORIEL_MUST_CHECK;
/* How much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_get_thumb_percent(oriel_widget_t *widget,
        oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Scrolls, 0 to 1. */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_set_scroll_percent(oriel_widget_t *widget,
        double h_pct, double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled, 0 to 1. */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_get_scroll_percent(oriel_widget_t *widget,
        oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets when scroll bars are shown: true, false or "auto". */
ORIEL_API oriel_err_t oriel_abstract_scroll_area_set_scroll_bar_visibility(oriel_widget_t *widget,
        oriel_value_t *horizontal, oriel_value_t *vertical) ORIEL_MUST_CHECK;

/* --- ScrollArea: scrolls one child that is larger than itself. */
/* option hscrollbar: string or bool or null; when the lower scroll bar is shown */
/* option vscrollbar: string or bool or null; when the right scroll bar is shown */
/* option thickness: number or null; of the scroll bars, in pixels */
ORIEL_API oriel_err_t oriel_scroll_area_new(oriel_session_t *session, oriel_value_t *options,
                                            oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_scroll_area_set_widget(oriel_widget_t *widget,
                                                   oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Sets how much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_area_set_thumb_percent(oriel_widget_t *widget, double h_pct,
                                                          double v_pct) ORIEL_MUST_CHECK;
/* How much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_area_get_thumb_percent(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Scrolls, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_area_set_scroll_percent(oriel_widget_t *widget, double h_pct,
                                                           double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_area_get_scroll_percent(oriel_widget_t *widget,
                                                           oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets when scroll bars are shown: true, false or "auto". */
ORIEL_API oriel_err_t oriel_scroll_area_set_scroll_bar_visibility(oriel_widget_t *widget,
        oriel_value_t *horizontal, oriel_value_t *vertical) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_scroll_area_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                            double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_scroll_area_get_scroll_position(oriel_widget_t *widget,
                                                            oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- TabWidget: shows one of its children at a time, chosen by tabs. */
/* option closable: bool or null; whether the user may close pages */
/* option reorderable: bool or null; whether the user may move tabs */
/* option tab_position: string or null; top, bottom, left or right */
ORIEL_API oriel_err_t oriel_tab_widget_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a page. `options` is its title, or an object with `title`, `icon`, `closable`. */
ORIEL_API oriel_err_t oriel_tab_widget_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                  oriel_value_t *options) ORIEL_MUST_CHECK;
/* Brings a child to the front. */
ORIEL_API oriel_err_t oriel_tab_widget_show_widget(oriel_widget_t *widget,
                                                   oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Closes the page of a child; the child is placed nowhere. */
ORIEL_API oriel_err_t oriel_tab_widget_close_widget(oriel_widget_t *widget,
                                                    oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Brings the child with that number to the front, from 0. */
ORIEL_API oriel_err_t oriel_tab_widget_set_index(oriel_widget_t *widget,
                                                 int64_t index) ORIEL_MUST_CHECK;
/* The number of the child in front, -1 for none. */
ORIEL_API oriel_err_t oriel_tab_widget_get_index(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* What the page calls the tab of a child. */
ORIEL_API oriel_err_t oriel_tab_widget_get_tab_id(oriel_widget_t *widget, oriel_widget_t *child,
                                                  int timeout_ms,
                                                  oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The child whose tab the page calls that. */
ORIEL_API oriel_err_t oriel_tab_widget_get_child(oriel_widget_t *widget, oriel_value_t *tab_id,
                                                 int timeout_ms,
                                                 oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The number of a child, -1 when it is none. */
ORIEL_API oriel_err_t oriel_tab_widget_index_of(oriel_widget_t *widget, oriel_widget_t *child,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The child with that number, or null. */
ORIEL_API oriel_err_t oriel_tab_widget_index_to_widget(oriel_widget_t *widget, int64_t index,
                                                       oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the color of a child's tab; null for the usual one. */
ORIEL_API oriel_err_t oriel_tab_widget_highlight_tab(oriel_widget_t *widget, oriel_widget_t *child,
                                                     const char *bgcolor) ORIEL_MUST_CHECK;
/* Sets where the tabs are: top, bottom, left or right. */
ORIEL_API oriel_err_t oriel_tab_widget_set_tab_position(oriel_widget_t *widget,
                                                        const char *tabpos) ORIEL_MUST_CHECK;

/* --- StackWidget: shows one of its children at a time, chosen by the program. */
ORIEL_API oriel_err_t oriel_stack_widget_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a page. */
ORIEL_API oriel_err_t oriel_stack_widget_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                    oriel_value_t *options) ORIEL_MUST_CHECK;
/* Brings a child to the front. */
ORIEL_API oriel_err_t oriel_stack_widget_show_widget(oriel_widget_t *widget,
                                                     oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Brings the child with that number to the front, from 0. */
ORIEL_API oriel_err_t oriel_stack_widget_set_index(oriel_widget_t *widget,
                                                   int64_t index) ORIEL_MUST_CHECK;
/* The number of the child in front, -1 for none. */
ORIEL_API oriel_err_t oriel_stack_widget_get_index(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The number of a child, -1 when it is none. */
ORIEL_API oriel_err_t oriel_stack_widget_index_of(oriel_widget_t *widget, oriel_widget_t *child,
                                                  oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The child with that number, or null. */
ORIEL_API oriel_err_t oriel_stack_widget_index_to_widget(oriel_widget_t *widget, int64_t index,
                                                         oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- MDIWidget: holds its children as windows within its area. */
ORIEL_API oriel_err_t oriel_mdi_widget_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a window that holds the child; `options` says `title`, place and size. */
ORIEL_API oriel_err_t oriel_mdi_widget_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                                  oriel_value_t *options) ORIEL_MUST_CHECK;
/* Lays the windows over one another, each a little further. */
ORIEL_API oriel_err_t oriel_mdi_widget_cascade_windows(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Lays the windows beside one another. */
ORIEL_API oriel_err_t oriel_mdi_widget_tile_windows(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The windows within. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_subwindows(oriel_widget_t *widget, int timeout_ms,
                                                      oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The window of a child. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_subwin(oriel_widget_t *widget, oriel_widget_t *child,
                                                  int timeout_ms,
                                                  oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Place, size and state of a child's window. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_configuration(oriel_widget_t *widget,
                                                         oriel_widget_t *child, int timeout_ms,
                                                         oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Moves the window of a child. */
ORIEL_API oriel_err_t oriel_mdi_widget_move_child(oriel_widget_t *widget, oriel_widget_t *child,
                                                  double x, double y) ORIEL_MUST_CHECK;
/* Sets the size of a child's window. */
ORIEL_API oriel_err_t oriel_mdi_widget_resize_child(oriel_widget_t *widget, oriel_widget_t *child,
                                                    double width, double height) ORIEL_MUST_CHECK;
/* The size of a child's window. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_child_size(oriel_widget_t *widget,
                                                      oriel_widget_t *child, int timeout_ms,
                                                      oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Where a child's window is. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_child_position(oriel_widget_t *widget,
                                                          oriel_widget_t *child, int timeout_ms,
                                                          oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Closes the window of a child; the child is placed nowhere. */
ORIEL_API oriel_err_t oriel_mdi_widget_close_child(oriel_widget_t *widget,
                                                   oriel_widget_t *child) ORIEL_MUST_CHECK;
/* The number of the child in front, -1 for none. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_index(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Brings the child with that number to the front, from 0. */
ORIEL_API oriel_err_t oriel_mdi_widget_set_index(oriel_widget_t *widget,
                                                 int64_t index) ORIEL_MUST_CHECK;
/* The number of a child, -1 when it is none. */
ORIEL_API oriel_err_t oriel_mdi_widget_index_of(oriel_widget_t *widget, oriel_widget_t *child,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The child with that number, or null. */
ORIEL_API oriel_err_t oriel_mdi_widget_index_to_widget(oriel_widget_t *widget, int64_t index,
                                                       oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets how many pixels windows stick to edges. */
ORIEL_API oriel_err_t oriel_mdi_widget_set_resistance(oriel_widget_t *widget,
                                                      double value) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_mdi_widget_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                           double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_mdi_widget_get_scroll_position(oriel_widget_t *widget,
                                                           oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- MDISubWindow: one window of an MDIWidget. */
/* option shadeable: bool or null; whether the user may roll it up */
ORIEL_API oriel_err_t oriel_mdi_sub_window_new(oriel_session_t *session, oriel_value_t *options,
                                               oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the size in pixels. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_resize(oriel_widget_t *widget, double width,
                                                  double height) ORIEL_MUST_CHECK;
/* Where it is, in pixels, as a page says. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_get_position(oriel_widget_t *widget,
                                                        oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Moves it, in pixels from the page's upper left corner. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_set_position(oriel_widget_t *widget, double x,
                                                        double y) ORIEL_MUST_CHECK;
/* Moves it. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_move(oriel_widget_t *widget, double x,
                                                double y) ORIEL_MUST_CHECK;
/* Sets the title. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_set_title(oriel_widget_t *widget,
                                                     const char *title) ORIEL_MUST_CHECK;
/* Brings it before the others. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_raise(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Puts it behind the others. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_lower(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Minimizes it, or restores it. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_toggle_minimize(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Maximizes it, or restores it. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_toggle_maximize(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Rolls it up to its title bar, or down. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_toggle_shade(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Closes it. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_close(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The child it holds. */
ORIEL_API oriel_err_t oriel_mdi_sub_window_get_child(oriel_widget_t *widget, int timeout_ms,
                                                     oriel_future_t **ret) ORIEL_MUST_CHECK;

/* --- TopLevel: a window within the page, with a title bar; it holds one child and is hidden until it is shown. */
/* option resizable: bool or null; whether the user may change its size */
/* option title: string or null; the title */
/* option icon: string or null; address of an icon */
/* option moveable: bool or null; whether the user may move it */
/* option closeable: bool or null; whether the user may close it */
/* option minimizable: bool or null; whether the user may minimize it */
/* option maximizable: bool or null; whether the user may maximize it */
/* option lowerable: bool or null; whether the user may put it behind others */
/* option shadeable: bool or null; whether the user may roll it up */
ORIEL_API oriel_err_t oriel_top_level_new(oriel_session_t *session, oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Where it is, in pixels, as a page says. */
ORIEL_API oriel_err_t oriel_top_level_get_position(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Moves it, in pixels from the page's upper left corner. */
ORIEL_API oriel_err_t oriel_top_level_set_position(oriel_widget_t *widget, double x,
                                                   double y) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_top_level_set_widget(oriel_widget_t *widget,
                                                 oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Sets the title. */
ORIEL_API oriel_err_t oriel_top_level_set_title(oriel_widget_t *widget,
                                                const char *title) ORIEL_MUST_CHECK;
/* Sets the icon: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_top_level_set_icon(oriel_widget_t *widget,
                                               const char *url) ORIEL_MUST_CHECK;
/* Lets the user move it, or not. */
ORIEL_API oriel_err_t oriel_top_level_set_moveable(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;
/* Brings it before the others. */
ORIEL_API oriel_err_t oriel_top_level_raise(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Puts it behind the others. */
ORIEL_API oriel_err_t oriel_top_level_lower(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Minimizes it, or restores it. */
ORIEL_API oriel_err_t oriel_top_level_toggle_minimize(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Maximizes it, or restores it. */
ORIEL_API oriel_err_t oriel_top_level_toggle_maximize(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Rolls it up to its title bar, or down. */
ORIEL_API oriel_err_t oriel_top_level_toggle_shade(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets its state: normal, minimized, maximized or shaded. */
ORIEL_API oriel_err_t oriel_top_level_set_window_state(oriel_widget_t *widget,
                                                       const char *state) ORIEL_MUST_CHECK;
/* Its state: normal, minimized, maximized or shaded. */
ORIEL_API oriel_err_t oriel_top_level_get_window_state(oriel_widget_t *widget,
                                                       oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Page: fills the whole page with one child. */
ORIEL_API oriel_err_t oriel_page_new(oriel_session_t *session, oriel_value_t *options,
                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the one child; the one before is placed nowhere. */
ORIEL_API oriel_err_t oriel_page_set_widget(oriel_widget_t *widget,
                                            oriel_widget_t *child) ORIEL_MUST_CHECK;

/* --- Dialog: a window with buttons that asks for something; it is hidden until it is shown. */
/* option autoclose: bool or null; whether pressing a button hides it */
/* option resizable: bool or null; whether the user may change its size */
/* option moveable: bool or null; whether the user may move it */
/* option modal: bool or null; whether it keeps the user from the rest of the page */
ORIEL_API oriel_err_t oriel_dialog_new(oriel_session_t *session, const char *title,
                                       oriel_value_t *buttons, oriel_value_t *options,
                                       oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Where it is, in pixels, as a page says. */
ORIEL_API oriel_err_t oriel_dialog_get_position(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_dialog_add_widget(oriel_widget_t *widget, oriel_widget_t *child,
                                              double stretch) ORIEL_MUST_CHECK;
/* Puts a child before the one at `index`, or at the end. */
ORIEL_API oriel_err_t oriel_dialog_insert_widget(oriel_widget_t *widget, int64_t index,
                                                 oriel_widget_t *child,
                                                 double stretch) ORIEL_MUST_CHECK;
/* Adds a button to the row at the bottom; pressing it says `value` to "activated". */
ORIEL_API oriel_err_t oriel_dialog_add_button(oriel_widget_t *widget, oriel_widget_t *child,
                                              oriel_value_t *value) ORIEL_MUST_CHECK;
/* Sets the room between children in pixels. */
ORIEL_API oriel_err_t oriel_dialog_set_spacing(oriel_widget_t *widget, double gap) ORIEL_MUST_CHECK;
/* Moves it, in pixels from the page's upper left corner. */
ORIEL_API oriel_err_t oriel_dialog_set_position(oriel_widget_t *widget, double x,
                                                double y) ORIEL_MUST_CHECK;
/* Shows it, at a position or in the middle. */
ORIEL_API oriel_err_t oriel_dialog_popup(oriel_widget_t *widget, double x,
                                         double y) ORIEL_MUST_CHECK;
/* Keeps the user from the rest of the page while it is shown, or not. */
ORIEL_API oriel_err_t oriel_dialog_set_modal(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Sets the title. */
ORIEL_API oriel_err_t oriel_dialog_set_title(oriel_widget_t *widget,
                                             const char *title) ORIEL_MUST_CHECK;

/* --- ColorWidget: picks a color. */
/* option color: color or null; the color, as #rrggbb */
ORIEL_API oriel_err_t oriel_color_widget_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* The color, as #rrggbb. */
ORIEL_API oriel_err_t oriel_color_widget_get_color(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the color, as #rrggbb. */
ORIEL_API oriel_err_t oriel_color_widget_set_color(oriel_widget_t *widget,
                                                   const char *hex_string) ORIEL_MUST_CHECK;

/* --- ColorDialog: a window that picks a color. */
/* option color: color or null; the color, as #rrggbb */
/* option title: string or null; the title */
/* option modal: bool or null; whether it keeps the user from the rest of the page */
/* option moveable: bool or null; whether the user may move it */
ORIEL_API oriel_err_t oriel_color_dialog_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Where it is, in pixels, as a page says. */
ORIEL_API oriel_err_t oriel_color_dialog_get_position(oriel_widget_t *widget,
                                                      oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The color, as #rrggbb. */
ORIEL_API oriel_err_t oriel_color_dialog_get_color(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the color, as #rrggbb. */
ORIEL_API oriel_err_t oriel_color_dialog_set_color(oriel_widget_t *widget,
                                                   const char *hex_string) ORIEL_MUST_CHECK;
/* Shows it, at a position or in the middle. */
ORIEL_API oriel_err_t oriel_color_dialog_popup(oriel_widget_t *widget, double x,
                                               double y) ORIEL_MUST_CHECK;
/* Moves it, in pixels from the page's upper left corner. */
ORIEL_API oriel_err_t oriel_color_dialog_set_position(oriel_widget_t *widget, double x,
                                                      double y) ORIEL_MUST_CHECK;
/* Keeps the user from the rest of the page while it is shown, or not. */
ORIEL_API oriel_err_t oriel_color_dialog_set_modal(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;

/* --- Button: a button to press. */
ORIEL_API oriel_err_t oriel_button_new(oriel_session_t *session, const char *text,
                                       oriel_value_t *options,
                                       oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_button_set_text(oriel_widget_t *widget,
                                            const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_button_get_text(oriel_widget_t *widget,
                                            oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the icon: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_button_set_icon(oriel_widget_t *widget, const char *url,
                                            oriel_value_t *size) ORIEL_MUST_CHECK;
/* The icon's address. */
ORIEL_API oriel_err_t oriel_button_get_icon(oriel_widget_t *widget, int timeout_ms,
                                            oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Sets the colors of background and text; what is null stays as usual. */
ORIEL_API oriel_err_t oriel_button_set_color(oriel_widget_t *widget, const char *bg,
                                             const char *fg) ORIEL_MUST_CHECK;
/* Sets the colors of background and text under the pointer. */
ORIEL_API oriel_err_t oriel_button_set_hover(oriel_widget_t *widget, const char *bg,
                                             const char *fg) ORIEL_MUST_CHECK;

/* --- CheckBox: a box to check, with a text. */
ORIEL_API oriel_err_t oriel_check_box_new(oriel_session_t *session, const char *text,
                                          oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_check_box_set_state(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_check_box_get_state(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- RadioButton: one choice of a group. */
/* option group: widget or null; another of the same group */
ORIEL_API oriel_err_t oriel_radio_button_new(oriel_session_t *session, const char *text,
                                             oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_radio_button_set_text(oriel_widget_t *widget,
                                                  const char *text) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_radio_button_set_state(oriel_widget_t *widget,
                                                   bool value) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_radio_button_get_state(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- ToggleButton: a button that stays down until it is pressed again. */
/* option group: widget or null; another of the same group */
ORIEL_API oriel_err_t oriel_toggle_button_new(oriel_session_t *session, const char *text,
                                              oriel_value_t *options,
                                              oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_toggle_button_set_text(oriel_widget_t *widget,
                                                   const char *text) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_toggle_button_set_state(oriel_widget_t *widget,
                                                    bool value) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_toggle_button_get_state(oriel_widget_t *widget,
                                                    oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Label: a line of text. */
/* option halign: string or null; left, center or right */
/* option interactive: bool or null; whether it tells of pointer and keys */
/* option menu: widget or null; the menu it opens */
ORIEL_API oriel_err_t oriel_label_new(oriel_session_t *session, const char *text,
                                      oriel_value_t *options,
                                      oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_label_set_text(oriel_widget_t *widget,
                                           const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_label_get_text(oriel_widget_t *widget,
                                           oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the colors of background and text; what is null stays as usual. */
ORIEL_API oriel_err_t oriel_label_set_color(oriel_widget_t *widget, const char *bg,
                                            const char *fg) ORIEL_MUST_CHECK;
/* Sets where the text stands: left, center or right. */
ORIEL_API oriel_err_t oriel_label_set_halign(oriel_widget_t *widget,
                                             const char *align) ORIEL_MUST_CHECK;
/* Sets where the text stands: top, middle or bottom. */
ORIEL_API oriel_err_t oriel_label_set_valign(oriel_widget_t *widget,
                                             const char *align) ORIEL_MUST_CHECK;
/* Sets the menu that it opens; null for none. */
ORIEL_API oriel_err_t oriel_label_set_menu(oriel_widget_t *widget,
                                           oriel_widget_t *menu) ORIEL_MUST_CHECK;

/* --- StatusBar: a line for messages at the edge of a window. */
/* option halign: string or null; left, center or right */
ORIEL_API oriel_err_t oriel_status_bar_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Shows a message, for `duration` seconds when that is given. */
ORIEL_API oriel_err_t oriel_status_bar_set_message(oriel_widget_t *widget, const char *text,
                                                   double duration) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_status_bar_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets the colors of background and text; what is null stays as usual. */
ORIEL_API oriel_err_t oriel_status_bar_set_color(oriel_widget_t *widget, const char *bg,
                                                 const char *fg) ORIEL_MUST_CHECK;
/* Sets where the text stands: left, center or right. */
ORIEL_API oriel_err_t oriel_status_bar_set_halign(oriel_widget_t *widget,
                                                  const char *align) ORIEL_MUST_CHECK;

/* --- TextEntry: a line of text to edit. */
/* option editable: bool or null; whether the user may edit */
/* option linehistory: integer or null; how many earlier lines the arrow keys bring back */
/* option password: bool or null; whether dots stand for the characters */
ORIEL_API oriel_err_t oriel_text_entry_new(oriel_session_t *session, const char *text,
                                           oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_text_entry_set_text(oriel_widget_t *widget,
                                                const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_text_entry_get_text(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_text_entry_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets how many characters wide it is. */
ORIEL_API oriel_err_t oriel_text_entry_set_length(oriel_widget_t *widget,
                                                  int64_t numchars) ORIEL_MUST_CHECK;

/* --- TextEntrySet: a line of text to edit, with a button that sets it. */
/* option label: string or null; the text of the button */
/* option editable: bool or null; whether the user may edit */
/* option linehistory: integer or null; how many earlier lines the arrow keys bring back */
ORIEL_API oriel_err_t oriel_text_entry_set_new(oriel_session_t *session, const char *text,
                                               oriel_value_t *options,
                                               oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text of the button. */
ORIEL_API oriel_err_t oriel_text_entry_set_set_button_text(oriel_widget_t *widget,
                                                           const char *text) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_text_entry_set_set_text(oriel_widget_t *widget,
                                                    const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_text_entry_set_get_text(oriel_widget_t *widget,
                                                    oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_text_entry_set_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets how many characters wide it is. */
ORIEL_API oriel_err_t oriel_text_entry_set_set_length(oriel_widget_t *widget,
                                                      int64_t numchars) ORIEL_MUST_CHECK;

/* --- TextArea: several lines of text to edit. */
/* option wrap: bool or null; whether long lines are broken */
/* option editable: bool or null; whether the user may edit */
ORIEL_API oriel_err_t oriel_text_area_new(oriel_session_t *session, const char *text,
                                          oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_text_area_set_text(oriel_widget_t *widget,
                                               const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_text_area_get_text(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Adds text at the end. */
ORIEL_API oriel_err_t oriel_text_area_append_text(oriel_widget_t *widget,
                                                  const char *text) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_text_area_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Lets the user edit, or not. */
ORIEL_API oriel_err_t oriel_text_area_set_editable(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;
/* Breaks long lines, or not. */
ORIEL_API oriel_err_t oriel_text_area_set_wrap(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Keeps the last lines only, that many; null for all. */
ORIEL_API oriel_err_t oriel_text_area_set_limit(oriel_widget_t *widget,
                                                int64_t numlines) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_text_area_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                          double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_text_area_get_scroll_position(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Scrolls to a line, from 1. */
ORIEL_API oriel_err_t oriel_text_area_scroll_to_lineno(oriel_widget_t *widget, int64_t lineno,
                                                       const char *align) ORIEL_MUST_CHECK;
/* Scrolls to the end. */
ORIEL_API oriel_err_t oriel_text_area_scroll_to_end(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- TextSource: an editor for source text, with line numbers, tags and icons. */
/* option wrap: string or bool or null; whether long lines are broken */
/* option line_numbers: bool or null; whether line numbers are shown */
/* option icon_gutter: bool or null; whether the column for icons is shown */
/* option editable: bool or null; whether the user may edit */
/* option font_family: string or null; family of the font */
/* option font_size: number or null; size of the font in pixels */
ORIEL_API oriel_err_t oriel_text_source_new(oriel_session_t *session, const char *text,
                                            oriel_value_t *options,
                                            oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets family, size in pixels, weight and style of its text; what is null stays. */
ORIEL_API oriel_err_t oriel_text_source_set_font(oriel_widget_t *widget, const char *family,
                                                 double size) ORIEL_MUST_CHECK;
/* Puts the caret at a position. */
ORIEL_API oriel_err_t oriel_text_source_set_cursor(oriel_widget_t *widget,
                                                   oriel_value_t *ref) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_text_source_set_text(oriel_widget_t *widget,
                                                 const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_text_source_get_text(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* How many characters there are. */
ORIEL_API oriel_err_t oriel_text_source_get_length(oriel_widget_t *widget, int timeout_ms,
                                                   oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The text between two positions. */
ORIEL_API oriel_err_t oriel_text_source_get_text_range(oriel_widget_t *widget,
                                                       oriel_value_t *start_ref,
                                                       oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* Inserts text at a position, with tags. */
ORIEL_API oriel_err_t oriel_text_source_insert_text(oriel_widget_t *widget, oriel_value_t *ref,
                                                    const char *text,
                                                    oriel_value_t *tags) ORIEL_MUST_CHECK;
/* Removes the text between two positions. */
ORIEL_API oriel_err_t oriel_text_source_delete_range(oriel_widget_t *widget,
                                                     oriel_value_t *start_ref,
                                                     oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_text_source_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Lets the user edit, or not. */
ORIEL_API oriel_err_t oriel_text_source_set_editable(oriel_widget_t *widget,
                                                     bool tf) ORIEL_MUST_CHECK;
/* Breaks long lines, or not. */
ORIEL_API oriel_err_t oriel_text_source_set_wrap(oriel_widget_t *widget,
                                                 oriel_value_t *mode) ORIEL_MUST_CHECK;
/* Shows line numbers, or not. */
ORIEL_API oriel_err_t oriel_text_source_set_line_numbers(oriel_widget_t *widget,
                                                         bool tf) ORIEL_MUST_CHECK;
/* Shows the column for icons, or not. */
ORIEL_API oriel_err_t oriel_text_source_set_icon_gutter(oriel_widget_t *widget,
                                                        bool tf) ORIEL_MUST_CHECK;
/* Shows tooltips over the text, or not. */
ORIEL_API oriel_err_t oriel_text_source_set_tooltips_enabled(oriel_widget_t *widget,
        bool tf) ORIEL_MUST_CHECK;
/* Puts an icon beside the line of a position; null removes it. */
ORIEL_API oriel_err_t oriel_text_source_set_icon(oriel_widget_t *widget, oriel_value_t *ref,
                                                 const char *icon_url) ORIEL_MUST_CHECK;
/* Where the caret is. */
ORIEL_API oriel_err_t oriel_text_source_get_cursor(oriel_widget_t *widget, int timeout_ms,
                                                   oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Sets shape and color of the caret. */
ORIEL_API oriel_err_t oriel_text_source_set_cursor_style(oriel_widget_t *widget, const char *style,
                                                         const char *color) ORIEL_MUST_CHECK;
/* The ends of the selection. */
ORIEL_API oriel_err_t oriel_text_source_get_selection_range(oriel_widget_t *widget,
                                                            oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Whether something is selected. */
ORIEL_API oriel_err_t oriel_text_source_has_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The ends of the selection. */
ORIEL_API oriel_err_t oriel_text_source_get_selection_bounds(oriel_widget_t *widget,
        int timeout_ms, oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Selects the text between two positions. */
ORIEL_API oriel_err_t oriel_text_source_set_selection_range(oriel_widget_t *widget,
                                                            oriel_value_t *start_ref,
                                                            oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* Defines a tag: how text that has it looks. */
ORIEL_API oriel_err_t oriel_text_source_create_tag(oriel_widget_t *widget, const char *name,
                                                   oriel_value_t *attrs) ORIEL_MUST_CHECK;
/* Forgets a tag. */
ORIEL_API oriel_err_t oriel_text_source_remove_tag_def(oriel_widget_t *widget,
                                                       const char *name) ORIEL_MUST_CHECK;
/* Whether there is such a tag. */
ORIEL_API oriel_err_t oriel_text_source_has_tag(oriel_widget_t *widget,
                                                const char *name) ORIEL_MUST_CHECK;
/* Gives the text between two positions a tag. */
ORIEL_API oriel_err_t oriel_text_source_apply_tag(oriel_widget_t *widget, const char *name,
                                                  oriel_value_t *start_ref,
                                                  oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* Takes a tag from the text between two positions. */
ORIEL_API oriel_err_t oriel_text_source_remove_tag(oriel_widget_t *widget, const char *name,
                                                   oriel_value_t *start_ref,
                                                   oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* The tags at a position. */
ORIEL_API oriel_err_t oriel_text_source_get_tags_at(oriel_widget_t *widget, oriel_value_t *ref,
                                                    int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The tags between two positions. */
ORIEL_API oriel_err_t oriel_text_source_get_tags_range(oriel_widget_t *widget,
                                                       oriel_value_t *start_ref,
                                                       oriel_value_t *end_ref) ORIEL_MUST_CHECK;
/* Where a tag is first. */
ORIEL_API oriel_err_t oriel_text_source_get_tag_region(oriel_widget_t *widget,
                                                       const char *name) ORIEL_MUST_CHECK;
/* All places where a tag is. */
ORIEL_API oriel_err_t oriel_text_source_get_tag_regions(oriel_widget_t *widget,
                                                        const char *name) ORIEL_MUST_CHECK;
/* A position that moves with the text. */
ORIEL_API oriel_err_t oriel_text_source_create_ref(oriel_widget_t *widget, int64_t offset,
                                                   const char *gravity) ORIEL_MUST_CHECK;
/* Forgets a position. */
ORIEL_API oriel_err_t oriel_text_source_remove_ref(oriel_widget_t *widget,
                                                   oriel_value_t *ref) ORIEL_MUST_CHECK;
/* A position with a name. */
ORIEL_API oriel_err_t oriel_text_source_create_named_ref(oriel_widget_t *widget, const char *name,
                                                         int64_t offset,
                                                         const char *gravity) ORIEL_MUST_CHECK;
/* The position with that name. */
ORIEL_API oriel_err_t oriel_text_source_get_named_ref(oriel_widget_t *widget,
                                                      const char *name) ORIEL_MUST_CHECK;
/* Forgets the position with that name. */
ORIEL_API oriel_err_t oriel_text_source_remove_named_ref(oriel_widget_t *widget,
                                                         const char *name) ORIEL_MUST_CHECK;
/* The beginning of the text. */
ORIEL_API oriel_err_t oriel_text_source_get_ref_start(oriel_widget_t *widget, int timeout_ms,
                                                      oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The end of the text. */
ORIEL_API oriel_err_t oriel_text_source_get_ref_end(oriel_widget_t *widget, int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Beginning and end of the text. */
ORIEL_API oriel_err_t oriel_text_source_get_ref_bounds(oriel_widget_t *widget, int timeout_ms,
                                                       oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The beginning of a line. */
ORIEL_API oriel_err_t oriel_text_source_get_ref_line_start(oriel_widget_t *widget,
                                                           int64_t lineno) ORIEL_MUST_CHECK;
/* The end of a line. */
ORIEL_API oriel_err_t oriel_text_source_get_ref_line_end(oriel_widget_t *widget,
                                                         int64_t lineno) ORIEL_MUST_CHECK;
/* Takes the last edit back. */
ORIEL_API oriel_err_t oriel_text_source_undo(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Makes the edit again that was taken back. */
ORIEL_API oriel_err_t oriel_text_source_redo(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Whether there is an edit to take back. */
ORIEL_API oriel_err_t oriel_text_source_can_undo(oriel_widget_t *widget, int timeout_ms,
                                                 oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Whether there is an edit to make again. */
ORIEL_API oriel_err_t oriel_text_source_can_redo(oriel_widget_t *widget, int timeout_ms,
                                                 oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The next place of a text. */
ORIEL_API oriel_err_t oriel_text_source_find(oriel_widget_t *widget, const char *query,
                                             oriel_value_t *opts) ORIEL_MUST_CHECK;
/* All places of a text. */
ORIEL_API oriel_err_t oriel_text_source_find_all(oriel_widget_t *widget, const char *query,
                                                 oriel_value_t *opts) ORIEL_MUST_CHECK;
/* Replaces a text by another. */
ORIEL_API oriel_err_t oriel_text_source_replace(oriel_widget_t *widget, const char *query,
                                                const char *replacement,
                                                oriel_value_t *opts) ORIEL_MUST_CHECK;
/* Scrolls to a position. */
ORIEL_API oriel_err_t oriel_text_source_scroll_to_ref(oriel_widget_t *widget, oriel_value_t *ref,
                                                      const char *align) ORIEL_MUST_CHECK;
/* Scrolls to the caret. */
ORIEL_API oriel_err_t oriel_text_source_scroll_to_cursor(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_text_source_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                            double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_text_source_get_scroll_position(oriel_widget_t *widget,
                                                            oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- TextBufferRef: a position in the text of a TextSource that moves with it. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_new(oriel_session_t *session, oriel_widget_t *buffer,
                                                int64_t offset, const char *gravity,
                                                oriel_value_t *options,
                                                oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* How many characters are before it. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_get_offset(oriel_widget_t *widget,
                                                       oriel_value_t **ret) ORIEL_MUST_CHECK;
/* To which side it goes when text is inserted there: left or right. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_get_gravity(oriel_widget_t *widget, int timeout_ms,
                                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Whether it is still a position of a text. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_is_valid(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Its line and column. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_get_line_column(oriel_widget_t *widget, int timeout_ms,
                                                            oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Its line. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_get_line(oriel_widget_t *widget,
                                                     oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Moves it to a character. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_set_offset(oriel_widget_t *widget,
                                                       int64_t offset) ORIEL_MUST_CHECK;
/* Moves it to the beginning of a line. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_set_line(oriel_widget_t *widget,
                                                     int64_t lineno) ORIEL_MUST_CHECK;
/* Moves it to where another is. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_ref(oriel_widget_t *widget,
                                                   oriel_value_t *other) ORIEL_MUST_CHECK;
/* Another position at the same place. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_copy(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it to the beginning of its line. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_line_start(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it to the end of its line. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_line_end(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it to the next line. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_next_line(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it to the line before. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_prev_line(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it one character on. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_next_char(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Moves it one character back. */
ORIEL_API oriel_err_t oriel_text_buffer_ref_to_prev_char(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- ComboBox: a list to choose from, with a text that may be edited. */
/* option editable: bool or null; whether the user may edit */
/* option dropdown_limit: integer or null; how many items are shown at once */
ORIEL_API oriel_err_t oriel_combo_box_new(oriel_session_t *session, oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds an item at the end. */
ORIEL_API oriel_err_t oriel_combo_box_append_text(oriel_widget_t *widget,
                                                  const char *text) ORIEL_MUST_CHECK;
/* Adds an item in alphabetical order. */
ORIEL_API oriel_err_t oriel_combo_box_insert_alpha(oriel_widget_t *widget,
                                                   const char *text) ORIEL_MUST_CHECK;
/* Removes the item with that text. */
ORIEL_API oriel_err_t oriel_combo_box_delete_alpha(oriel_widget_t *widget,
                                                   const char *text) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_combo_box_set_text(oriel_widget_t *widget,
                                               const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_combo_box_get_text(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Chooses the item with that number, from 0; -1 for none. */
ORIEL_API oriel_err_t oriel_combo_box_set_index(oriel_widget_t *widget,
                                                int64_t idx) ORIEL_MUST_CHECK;
/* The number of the chosen item, -1 for none. */
ORIEL_API oriel_err_t oriel_combo_box_get_index(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The text of an item, by number from 0. */
ORIEL_API oriel_err_t oriel_combo_box_get_alpha(oriel_widget_t *widget, int64_t idx,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Chooses the item with that text; without one, shows the text. */
ORIEL_API oriel_err_t oriel_combo_box_show_text(oriel_widget_t *widget,
                                                const char *text) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_combo_box_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets how many characters wide it is. */
ORIEL_API oriel_err_t oriel_combo_box_set_length(oriel_widget_t *widget,
                                                 int64_t numchars) ORIEL_MUST_CHECK;

/* --- SpinBox: a number to edit, with buttons for one step. */
/* option dtype: string or null; int or float */
/* option min: number or null; the least number */
/* option max: number or null; the largest number */
/* option step: number or null; the step */
/* option value: number or null; the number */
/* option decimals: integer or null; digits after the point */
ORIEL_API oriel_err_t oriel_spin_box_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the number. */
ORIEL_API oriel_err_t oriel_spin_box_set_value(oriel_widget_t *widget, double val) ORIEL_MUST_CHECK;
/* The number. */
ORIEL_API oriel_err_t oriel_spin_box_get_value(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the least and the largest number, and the step. */
ORIEL_API oriel_err_t oriel_spin_box_set_limits(oriel_widget_t *widget, double minval,
                                                double maxval, double incrval) ORIEL_MUST_CHECK;
/* Sets how many digits are shown after the point; null for as many as needed. */
ORIEL_API oriel_err_t oriel_spin_box_set_decimals(oriel_widget_t *widget,
                                                  int64_t num) ORIEL_MUST_CHECK;

/* --- Slider: picks a number by a handle on a track. */
/* option orientation: string or null; horizontal or vertical */
/* option track: bool or null; whether it tells of every move */
/* option dtype: string or null; int or float */
/* option min: number or null; the least number */
/* option max: number or null; the largest number */
/* option step: number or null; the step */
/* option value: number or null; the number */
/* option show_value: bool or null; whether the number is shown */
/* option show_value_position: string or null; where the number is shown: left, right, top or bottom */
/* option decimals: integer or null; digits after the point */
ORIEL_API oriel_err_t oriel_slider_new(oriel_session_t *session, oriel_value_t *options,
                                       oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the number. */
ORIEL_API oriel_err_t oriel_slider_set_value(oriel_widget_t *widget, double num) ORIEL_MUST_CHECK;
/* The number. */
ORIEL_API oriel_err_t oriel_slider_get_value(oriel_widget_t *widget,
                                             oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the least and the largest number, and the step. */
ORIEL_API oriel_err_t oriel_slider_set_limits(oriel_widget_t *widget, double minval, double maxval,
                                              double incrval) ORIEL_MUST_CHECK;
/* Tells of every move, or only of the last. */
ORIEL_API oriel_err_t oriel_slider_set_tracking(oriel_widget_t *widget,
                                                bool track) ORIEL_MUST_CHECK;
/* Sets how many digits are shown after the point; null for as many as needed. */
ORIEL_API oriel_err_t oriel_slider_set_decimals(oriel_widget_t *widget,
                                                int64_t num) ORIEL_MUST_CHECK;

/* --- Dial: picks a number by turning a knob. */
/* option track: bool or null; whether it tells of every move */
/* option dtype: string or null; int or float */
/* option min: number or null; the least number */
/* option max: number or null; the largest number */
/* option step: number or null; the step */
/* option value: number or null; the number */
/* option show_value: bool or null; whether the number is shown */
/* option show_value_position: string or null; where the number is shown: left, right, top or bottom */
/* option decimals: integer or null; digits after the point */
ORIEL_API oriel_err_t oriel_dial_new(oriel_session_t *session, oriel_value_t *options,
                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the number. */
ORIEL_API oriel_err_t oriel_dial_set_value(oriel_widget_t *widget, double num) ORIEL_MUST_CHECK;
/* The number. */
ORIEL_API oriel_err_t oriel_dial_get_value(oriel_widget_t *widget,
                                           oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the least and the largest number, and the step. */
ORIEL_API oriel_err_t oriel_dial_set_limits(oriel_widget_t *widget, double minval, double maxval,
                                            double incrval) ORIEL_MUST_CHECK;
/* Tells of every move, or only of the last. */
ORIEL_API oriel_err_t oriel_dial_set_tracking(oriel_widget_t *widget, bool track) ORIEL_MUST_CHECK;
/* Sets how many digits are shown after the point; null for as many as needed. */
ORIEL_API oriel_err_t oriel_dial_set_decimals(oriel_widget_t *widget, int64_t num) ORIEL_MUST_CHECK;
/* Sets the diameter of the knob in pixels. */
ORIEL_API oriel_err_t oriel_dial_set_knob_diameter(oriel_widget_t *widget,
                                                   double len_px) ORIEL_MUST_CHECK;
/* Sets the icon: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_dial_set_icon(oriel_widget_t *widget, const char *url,
                                          oriel_value_t *size) ORIEL_MUST_CHECK;

/* --- ScrollBar: a scroll bar of its own. */
/* option orientation: string or null; horizontal or vertical */
/* option thickness: number or null; of the scroll bars, in pixels */
ORIEL_API oriel_err_t oriel_scroll_bar_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Scrolls, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_bar_set_scroll_percent(oriel_widget_t *widget,
                                                          double pct) ORIEL_MUST_CHECK;
/* How far it is scrolled, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_bar_get_scroll_percent(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets how much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_bar_set_thumb_percent(oriel_widget_t *widget,
                                                         double pct) ORIEL_MUST_CHECK;
/* How much of the content is to be seen, 0 to 1. */
ORIEL_API oriel_err_t oriel_scroll_bar_get_thumb_percent(oriel_widget_t *widget,
                                                         oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- ProgressBar: how much of something is done. */
ORIEL_API oriel_err_t oriel_progress_bar_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets how much is done, 0 to 1. */
ORIEL_API oriel_err_t oriel_progress_bar_set_value(oriel_widget_t *widget,
                                                   double value) ORIEL_MUST_CHECK;
/* How much is done, 0 to 1. */
ORIEL_API oriel_err_t oriel_progress_bar_get_value(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Image: a picture. */
/* option url: string or null; address of the picture */
/* option interactive: bool or null; whether it tells of pointer and keys */
/* option use_animation_frame: bool or null; whether it is drawn with the screen's rhythm */
ORIEL_API oriel_err_t oriel_image_new(oriel_session_t *session, oriel_value_t *options,
                                      oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Shows a picture: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_image_set_image(oriel_widget_t *widget,
                                            const char *url) ORIEL_MUST_CHECK;
/* Shows a picture from its bytes; `format` is its type, such as png. */
ORIEL_API oriel_err_t oriel_image_set_binary_image(oriel_widget_t *widget, oriel_value_t *data,
                                                   const char *format_) ORIEL_MUST_CHECK;
/* Draws it again. */
ORIEL_API oriel_err_t oriel_image_update(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- TreeView: rows with columns, in a tree. */
/* option columns: list or null; the columns, see set_columns */
/* option show_header: bool or null; whether titles are shown */
/* option selection_mode: string or null; none, single or multiple */
/* option alternate_row_colors: bool or null; whether every second row is tinted */
/* option show_grid: bool or null; whether lines are shown between cells */
/* option show_row_numbers: bool or null; whether row numbers are shown */
/* option sortable: bool or null; whether the user may sort */
/* option allow_text_selection: bool or null; whether text may be selected */
/* option cell_cursor: bool or null; whether cells are selected, not rows */
ORIEL_API oriel_err_t oriel_tree_view_new(oriel_session_t *session, oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the columns: a list of titles, or of objects with `label` and `key`. */
ORIEL_API oriel_err_t oriel_tree_view_set_columns(oriel_widget_t *widget,
                                                  oriel_value_t *columns) ORIEL_MUST_CHECK;
/* Lets the user edit, or not. */
ORIEL_API oriel_err_t oriel_tree_view_set_editable(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;
/* Sets the font of the titles. */
ORIEL_API oriel_err_t oriel_tree_view_set_header_font(oriel_widget_t *widget, const char *family,
                                                      double size, oriel_value_t *weight,
                                                      const char *style) ORIEL_MUST_CHECK;
/* Sets all rows from nested objects. */
ORIEL_API oriel_err_t oriel_tree_view_set_tree(oriel_widget_t *widget,
                                               oriel_value_t *tree) ORIEL_MUST_CHECK;
/* Adds rows from nested objects below a row. */
ORIEL_API oriel_err_t oriel_tree_view_add_tree(oriel_widget_t *widget, oriel_value_t *tree,
                                               oriel_value_t *parent) ORIEL_MUST_CHECK;
/* Sets all rows, drawing only what changed. */
ORIEL_API oriel_err_t oriel_tree_view_update_tree(oriel_widget_t *widget,
                                                  oriel_value_t *tree) ORIEL_MUST_CHECK;
/* Sets all rows. */
ORIEL_API oriel_err_t oriel_tree_view_set_data(oriel_widget_t *widget,
                                               oriel_value_t *data) ORIEL_MUST_CHECK;
/* Sets all rows, drawing only what changed. */
ORIEL_API oriel_err_t oriel_tree_view_update_data(oriel_widget_t *widget,
                                                  oriel_value_t *data) ORIEL_MUST_CHECK;
/* Adds a row below another. */
ORIEL_API oriel_err_t oriel_tree_view_add_item(oriel_widget_t *widget, oriel_value_t *parent,
                                               const char *key,
                                               oriel_value_t *values) ORIEL_MUST_CHECK;
/* Removes a row and what is below it. */
ORIEL_API oriel_err_t oriel_tree_view_remove_item(oriel_widget_t *widget,
                                                  oriel_value_t *path) ORIEL_MUST_CHECK;
/* Removes rows and what is below them. */
ORIEL_API oriel_err_t oriel_tree_view_remove_items(oriel_widget_t *widget,
                                                   oriel_value_t *paths) ORIEL_MUST_CHECK;
/* Removes the rows that nested objects name. */
ORIEL_API oriel_err_t oriel_tree_view_delete_tree(oriel_widget_t *widget, oriel_value_t *tree,
                                                  int prune_empty) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_tree_view_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Opens all rows. */
ORIEL_API oriel_err_t oriel_tree_view_expand_all(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Closes all rows. */
ORIEL_API oriel_err_t oriel_tree_view_collapse_all(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The rows that are open. */
ORIEL_API oriel_err_t oriel_tree_view_get_expanded(oriel_widget_t *widget, int timeout_ms,
                                                   oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The rows that are closed. */
ORIEL_API oriel_err_t oriel_tree_view_get_collapsed(oriel_widget_t *widget, int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Opens a row. */
ORIEL_API oriel_err_t oriel_tree_view_expand_item(oriel_widget_t *widget,
                                                  oriel_value_t *path) ORIEL_MUST_CHECK;
/* Closes a row. */
ORIEL_API oriel_err_t oriel_tree_view_collapse_item(oriel_widget_t *widget,
                                                    oriel_value_t *path) ORIEL_MUST_CHECK;
/* The rows that are selected. */
ORIEL_API oriel_err_t oriel_tree_view_get_selected(oriel_widget_t *widget, int timeout_ms,
                                                   oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The rows as nested objects. */
ORIEL_API oriel_err_t oriel_tree_view_get_subtree(oriel_widget_t *widget,
                                                  const char *status) ORIEL_MUST_CHECK;
/* Sets the room between rows in pixels. */
ORIEL_API oriel_err_t oriel_tree_view_set_row_spacing(oriel_widget_t *widget,
                                                      double px) ORIEL_MUST_CHECK;
/* Sets the room between columns in pixels. */
ORIEL_API oriel_err_t oriel_tree_view_set_column_spacing(oriel_widget_t *widget,
                                                         double px) ORIEL_MUST_CHECK;
/* Selects rows, and no others. */
ORIEL_API oriel_err_t oriel_tree_view_set_selected(oriel_widget_t *widget,
                                                   oriel_value_t *paths) ORIEL_MUST_CHECK;
/* Selects nothing. */
ORIEL_API oriel_err_t oriel_tree_view_clear_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Selects a row, or no more. */
ORIEL_API oriel_err_t oriel_tree_view_select_path(oriel_widget_t *widget, oriel_value_t *path,
                                                  int state) ORIEL_MUST_CHECK;
/* Selects rows, or no more. */
ORIEL_API oriel_err_t oriel_tree_view_select_paths(oriel_widget_t *widget, oriel_value_t *paths,
                                                   int state) ORIEL_MUST_CHECK;
/* Selects all rows, or none. */
ORIEL_API oriel_err_t oriel_tree_view_select_all(oriel_widget_t *widget,
                                                 int state) ORIEL_MUST_CHECK;
/* Sets the width of a column in pixels. */
ORIEL_API oriel_err_t oriel_tree_view_set_column_width(oriel_widget_t *widget,
                                                       oriel_value_t *col_key,
                                                       double width) ORIEL_MUST_CHECK;
/* The width of each column in pixels. */
ORIEL_API oriel_err_t oriel_tree_view_get_column_widths(oriel_widget_t *widget, int timeout_ms,
                                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Makes each column as wide as its content. */
ORIEL_API oriel_err_t oriel_tree_view_set_optimal_column_widths(
        oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sorts the rows by a column. */
ORIEL_API oriel_err_t oriel_tree_view_sort_by_column(oriel_widget_t *widget,
                                                     oriel_value_t *col_key,
                                                     int ascending) ORIEL_MUST_CHECK;
/* Scrolls to a row. */
ORIEL_API oriel_err_t oriel_tree_view_scroll_to_path(oriel_widget_t *widget,
                                                     oriel_value_t *path) ORIEL_MUST_CHECK;
/* Scrolls to the end. */
ORIEL_API oriel_err_t oriel_tree_view_scroll_to_end(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* How many columns there are. */
ORIEL_API oriel_err_t oriel_tree_view_get_column_count(oriel_widget_t *widget, int timeout_ms,
                                                       oriel_future_t **ret) ORIEL_MUST_CHECK;
/* How many rows there are. */
ORIEL_API oriel_err_t oriel_tree_view_get_row_count(oriel_widget_t *widget, int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Shows lines between cells, or not. */
ORIEL_API oriel_err_t oriel_tree_view_set_show_grid(oriel_widget_t *widget,
                                                    bool tf) ORIEL_MUST_CHECK;
/* Shows row numbers, or not. */
ORIEL_API oriel_err_t oriel_tree_view_set_show_row_numbers(oriel_widget_t *widget,
                                                           bool tf) ORIEL_MUST_CHECK;
/* Lets the user sort, or not. */
ORIEL_API oriel_err_t oriel_tree_view_set_sortable(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;
/* Lets the user edit a column, or not. */
ORIEL_API oriel_err_t oriel_tree_view_set_column_editable(oriel_widget_t *widget,
                                                          oriel_value_t *col_key,
                                                          bool tf) ORIEL_MUST_CHECK;
/* Sets one cell. */
ORIEL_API oriel_err_t oriel_tree_view_set_cell(oriel_widget_t *widget, oriel_value_t *path,
                                               oriel_value_t *col_key,
                                               oriel_value_t *value) ORIEL_MUST_CHECK;
/* Adds a column before another. */
ORIEL_API oriel_err_t oriel_tree_view_insert_column(oriel_widget_t *widget, oriel_value_t *column,
                                                    oriel_value_t *before) ORIEL_MUST_CHECK;
/* Adds a column at the end. */
ORIEL_API oriel_err_t oriel_tree_view_append_column(oriel_widget_t *widget,
                                                    oriel_value_t *column) ORIEL_MUST_CHECK;
/* Removes a column. */
ORIEL_API oriel_err_t oriel_tree_view_delete_column(oriel_widget_t *widget,
                                                    oriel_value_t *col_key) ORIEL_MUST_CHECK;
/* Adds a row before another. */
ORIEL_API oriel_err_t oriel_tree_view_insert_row(oriel_widget_t *widget, oriel_value_t *values,
                                                 const char *key,
                                                 oriel_value_t *before) ORIEL_MUST_CHECK;
/* Adds a row at the end. */
ORIEL_API oriel_err_t oriel_tree_view_append_row(oriel_widget_t *widget,
                                                 oriel_value_t *values) ORIEL_MUST_CHECK;
/* Removes a row. */
ORIEL_API oriel_err_t oriel_tree_view_delete_row(oriel_widget_t *widget,
                                                 oriel_value_t *path_or_key) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_tree_view_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                          double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_tree_view_get_scroll_position(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The cells that are selected. */
ORIEL_API oriel_err_t oriel_tree_view_get_selected_cells(oriel_widget_t *widget, int timeout_ms,
                                                         oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Selects a cell, or no more. */
ORIEL_API oriel_err_t oriel_tree_view_select_cell(oriel_widget_t *widget, oriel_value_t *path,
                                                  oriel_value_t *col_key,
                                                  int state) ORIEL_MUST_CHECK;
/* Selects cells, or no more. */
ORIEL_API oriel_err_t oriel_tree_view_select_cells(oriel_widget_t *widget, oriel_value_t *cells,
                                                   int state) ORIEL_MUST_CHECK;
/* Selects no cell. */
ORIEL_API oriel_err_t oriel_tree_view_clear_cell_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Copies the selection. */
ORIEL_API oriel_err_t oriel_tree_view_copy_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Cuts the selection. */
ORIEL_API oriel_err_t oriel_tree_view_cut_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Pastes at the selection. */
ORIEL_API oriel_err_t oriel_tree_view_paste_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets colors of cells, rows, columns and the table at once. */
ORIEL_API oriel_err_t oriel_tree_view_set_colors(oriel_widget_t *widget,
                                                 oriel_value_t *spec) ORIEL_MUST_CHECK;
/* Sets the colors of a cell. */
ORIEL_API oriel_err_t oriel_tree_view_set_cell_color(oriel_widget_t *widget, oriel_value_t *path,
                                                     oriel_value_t *col_key, const char *fg,
                                                     const char *bg, int bold) ORIEL_MUST_CHECK;
/* Sets the colors of a row. */
ORIEL_API oriel_err_t oriel_tree_view_set_row_color(oriel_widget_t *widget, oriel_value_t *path,
                                                    const char *fg, const char *bg,
                                                    int bold) ORIEL_MUST_CHECK;
/* Sets the colors of a column. */
ORIEL_API oriel_err_t oriel_tree_view_set_column_color(oriel_widget_t *widget,
                                                       oriel_value_t *col_key, const char *fg,
                                                       const char *bg, int bold) ORIEL_MUST_CHECK;
/* Sets the colors of the whole table. */
ORIEL_API oriel_err_t oriel_tree_view_set_table_color(oriel_widget_t *widget, const char *fg,
                                                      const char *bg, int bold) ORIEL_MUST_CHECK;
/* Takes the colors of a cell back. */
ORIEL_API oriel_err_t oriel_tree_view_clear_cell_color(oriel_widget_t *widget, oriel_value_t *path,
                                                       oriel_value_t *col_key) ORIEL_MUST_CHECK;
/* Takes the colors of a row back. */
ORIEL_API oriel_err_t oriel_tree_view_clear_row_color(oriel_widget_t *widget,
                                                      oriel_value_t *path) ORIEL_MUST_CHECK;
/* Takes the colors of a column back. */
ORIEL_API oriel_err_t oriel_tree_view_clear_column_color(oriel_widget_t *widget,
                                                         oriel_value_t *col_key) ORIEL_MUST_CHECK;
/* Takes all colors back. */
ORIEL_API oriel_err_t oriel_tree_view_clear_all_colors(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- TableView: rows with columns. */
/* option columns: list or null; the columns, see set_columns */
/* option show_header: bool or null; whether titles are shown */
/* option selection_mode: string or null; none, single or multiple */
/* option alternate_row_colors: bool or null; whether every second row is tinted */
/* option show_grid: bool or null; whether lines are shown between cells */
/* option show_row_numbers: bool or null; whether row numbers are shown */
/* option sortable: bool or null; whether the user may sort */
/* option allow_text_selection: bool or null; whether text may be selected */
/* option cell_cursor: bool or null; whether cells are selected, not rows */
ORIEL_API oriel_err_t oriel_table_view_new(oriel_session_t *session, oriel_value_t *options,
                                           oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the columns: a list of titles, or of objects with `label` and `key`. */
ORIEL_API oriel_err_t oriel_table_view_set_columns(oriel_widget_t *widget,
                                                   oriel_value_t *columns) ORIEL_MUST_CHECK;
/* Lets the user edit, or not. */
ORIEL_API oriel_err_t oriel_table_view_set_editable(oriel_widget_t *widget,
                                                    bool tf) ORIEL_MUST_CHECK;
/* Sets the font of the titles. */
ORIEL_API oriel_err_t oriel_table_view_set_header_font(oriel_widget_t *widget, const char *family,
                                                       double size, oriel_value_t *weight,
                                                       const char *style) ORIEL_MUST_CHECK;
/* Sets all rows. */
ORIEL_API oriel_err_t oriel_table_view_set_rows(oriel_widget_t *widget,
                                                oriel_value_t *rows) ORIEL_MUST_CHECK;
/* Sets all rows, drawing only what changed. */
ORIEL_API oriel_err_t oriel_table_view_update_rows(oriel_widget_t *widget,
                                                   oriel_value_t *rows) ORIEL_MUST_CHECK;
/* Sets all rows. */
ORIEL_API oriel_err_t oriel_table_view_set_data(oriel_widget_t *widget,
                                                oriel_value_t *data) ORIEL_MUST_CHECK;
/* Sets all rows, drawing only what changed. */
ORIEL_API oriel_err_t oriel_table_view_update_data(oriel_widget_t *widget,
                                                   oriel_value_t *data) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_table_view_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The rows that are selected. */
ORIEL_API oriel_err_t oriel_table_view_get_selected(oriel_widget_t *widget, int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Selects rows, and no others. */
ORIEL_API oriel_err_t oriel_table_view_set_selected(oriel_widget_t *widget,
                                                    oriel_value_t *items) ORIEL_MUST_CHECK;
/* Selects nothing. */
ORIEL_API oriel_err_t oriel_table_view_clear_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Selects a row, or no more. */
ORIEL_API oriel_err_t oriel_table_view_select_path(oriel_widget_t *widget, oriel_value_t *path,
                                                   int state) ORIEL_MUST_CHECK;
/* Selects rows, or no more. */
ORIEL_API oriel_err_t oriel_table_view_select_paths(oriel_widget_t *widget, oriel_value_t *paths,
                                                    int state) ORIEL_MUST_CHECK;
/* Selects all rows, or none. */
ORIEL_API oriel_err_t oriel_table_view_select_all(oriel_widget_t *widget,
                                                  int state) ORIEL_MUST_CHECK;
/* Sets the width of a column in pixels. */
ORIEL_API oriel_err_t oriel_table_view_set_column_width(oriel_widget_t *widget, int64_t col_index,
                                                        double width) ORIEL_MUST_CHECK;
/* The width of each column in pixels. */
ORIEL_API oriel_err_t oriel_table_view_get_column_widths(oriel_widget_t *widget, int timeout_ms,
                                                         oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Makes each column as wide as its content. */
ORIEL_API oriel_err_t oriel_table_view_set_optimal_column_widths(
        oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets the room between rows in pixels. */
ORIEL_API oriel_err_t oriel_table_view_set_row_spacing(oriel_widget_t *widget,
                                                       double px) ORIEL_MUST_CHECK;
/* Sets the room between columns in pixels. */
ORIEL_API oriel_err_t oriel_table_view_set_column_spacing(oriel_widget_t *widget,
                                                          double px) ORIEL_MUST_CHECK;
/* Sorts the rows by a column. */
ORIEL_API oriel_err_t oriel_table_view_sort_by_column(oriel_widget_t *widget, int64_t col_index,
                                                      int ascending) ORIEL_MUST_CHECK;
/* Scrolls to a row. */
ORIEL_API oriel_err_t oriel_table_view_scroll_to_path(oriel_widget_t *widget,
                                                      oriel_value_t *path) ORIEL_MUST_CHECK;
/* Scrolls to the end. */
ORIEL_API oriel_err_t oriel_table_view_scroll_to_end(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* How many columns there are. */
ORIEL_API oriel_err_t oriel_table_view_get_column_count(oriel_widget_t *widget, int timeout_ms,
                                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* How many rows there are. */
ORIEL_API oriel_err_t oriel_table_view_get_row_count(oriel_widget_t *widget, int timeout_ms,
                                                     oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Shows lines between cells, or not. */
ORIEL_API oriel_err_t oriel_table_view_set_show_grid(oriel_widget_t *widget,
                                                     bool tf) ORIEL_MUST_CHECK;
/* Shows row numbers, or not. */
ORIEL_API oriel_err_t oriel_table_view_set_show_row_numbers(oriel_widget_t *widget,
                                                            bool tf) ORIEL_MUST_CHECK;
/* Lets the user sort, or not. */
ORIEL_API oriel_err_t oriel_table_view_set_sortable(oriel_widget_t *widget,
                                                    bool tf) ORIEL_MUST_CHECK;
/* Lets the user edit a column, or not. */
ORIEL_API oriel_err_t oriel_table_view_set_column_editable(oriel_widget_t *widget,
                                                           int64_t col_index,
                                                           bool tf) ORIEL_MUST_CHECK;
/* Sets one cell. */
ORIEL_API oriel_err_t oriel_table_view_set_cell(oriel_widget_t *widget, int64_t row,
                                                int64_t col_index,
                                                oriel_value_t *value) ORIEL_MUST_CHECK;
/* Adds a column before another. */
ORIEL_API oriel_err_t oriel_table_view_insert_column(oriel_widget_t *widget, int64_t index,
                                                     oriel_value_t *column) ORIEL_MUST_CHECK;
/* Adds a column at the end. */
ORIEL_API oriel_err_t oriel_table_view_append_column(oriel_widget_t *widget,
                                                     oriel_value_t *column) ORIEL_MUST_CHECK;
/* Removes a column. */
ORIEL_API oriel_err_t oriel_table_view_delete_column(oriel_widget_t *widget,
                                                     int64_t index) ORIEL_MUST_CHECK;
/* Adds a row before another. */
ORIEL_API oriel_err_t oriel_table_view_insert_row(oriel_widget_t *widget, int64_t index,
                                                  oriel_value_t *values) ORIEL_MUST_CHECK;
/* Adds a row at the end. */
ORIEL_API oriel_err_t oriel_table_view_append_row(oriel_widget_t *widget,
                                                  oriel_value_t *values) ORIEL_MUST_CHECK;
/* Removes a row. */
ORIEL_API oriel_err_t oriel_table_view_delete_row(oriel_widget_t *widget,
                                                  int64_t index) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_table_view_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                           double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_table_view_get_scroll_position(oriel_widget_t *widget,
                                                           oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The cells that are selected. */
ORIEL_API oriel_err_t oriel_table_view_get_selected_cells(oriel_widget_t *widget, int timeout_ms,
                                                          oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Selects a cell, or no more. */
ORIEL_API oriel_err_t oriel_table_view_select_cell(oriel_widget_t *widget, oriel_value_t *path,
                                                   oriel_value_t *col_key,
                                                   int state) ORIEL_MUST_CHECK;
/* Selects cells, or no more. */
ORIEL_API oriel_err_t oriel_table_view_select_cells(oriel_widget_t *widget, oriel_value_t *cells,
                                                    int state) ORIEL_MUST_CHECK;
/* Selects no cell. */
ORIEL_API oriel_err_t oriel_table_view_clear_cell_selection(
                                                            oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Copies the selection. */
ORIEL_API oriel_err_t oriel_table_view_copy_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Cuts the selection. */
ORIEL_API oriel_err_t oriel_table_view_cut_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Pastes at the selection. */
ORIEL_API oriel_err_t oriel_table_view_paste_selection(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Sets colors of cells, rows, columns and the table at once. */
ORIEL_API oriel_err_t oriel_table_view_set_colors(oriel_widget_t *widget,
                                                  oriel_value_t *spec) ORIEL_MUST_CHECK;
/* Sets the colors of a cell. */
ORIEL_API oriel_err_t oriel_table_view_set_cell_color(oriel_widget_t *widget, oriel_value_t *path,
                                                      oriel_value_t *col_key, const char *fg,
                                                      const char *bg, int bold) ORIEL_MUST_CHECK;
/* Sets the colors of a row. */
ORIEL_API oriel_err_t oriel_table_view_set_row_color(oriel_widget_t *widget, oriel_value_t *path,
                                                     const char *fg, const char *bg,
                                                     int bold) ORIEL_MUST_CHECK;
/* Sets the colors of a column. */
ORIEL_API oriel_err_t oriel_table_view_set_column_color(oriel_widget_t *widget,
                                                        oriel_value_t *col_key, const char *fg,
                                                        const char *bg, int bold) ORIEL_MUST_CHECK;
/* Sets the colors of the whole table. */
ORIEL_API oriel_err_t oriel_table_view_set_table_color(oriel_widget_t *widget, const char *fg,
                                                       const char *bg, int bold) ORIEL_MUST_CHECK;
/* Takes the colors of a cell back. */
ORIEL_API oriel_err_t oriel_table_view_clear_cell_color(oriel_widget_t *widget,
                                                        oriel_value_t *path,
                                                        oriel_value_t *col_key) ORIEL_MUST_CHECK;
/* Takes the colors of a row back. */
ORIEL_API oriel_err_t oriel_table_view_clear_row_color(oriel_widget_t *widget,
                                                       oriel_value_t *path) ORIEL_MUST_CHECK;
/* Takes the colors of a column back. */
ORIEL_API oriel_err_t oriel_table_view_clear_column_color(oriel_widget_t *widget,
                                                          oriel_value_t *col_key) ORIEL_MUST_CHECK;
/* Takes all colors back. */
ORIEL_API oriel_err_t oriel_table_view_clear_all_colors(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- Timer: fires once, after some time. It runs in the program: once, however many pages there are, and with none. */
/* option duration: number or null; seconds */
ORIEL_API oriel_err_t oriel_timer_widget_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Starts it anew, for `duration` seconds or those it has. */
ORIEL_API oriel_err_t oriel_timer_widget_start(oriel_widget_t *widget,
                                               double duration) ORIEL_MUST_CHECK;
/* Stops it, silently. */
ORIEL_API oriel_err_t oriel_timer_widget_stop(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Stops it and says "cancelled". */
ORIEL_API oriel_err_t oriel_timer_widget_cancel(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Starts it anew, as start does. */
ORIEL_API oriel_err_t oriel_timer_widget_set(oriel_widget_t *widget,
                                             double duration) ORIEL_MUST_CHECK;
/* Starts it when it is not running. */
ORIEL_API oriel_err_t oriel_timer_widget_cond_set(oriel_widget_t *widget,
                                                  double duration) ORIEL_MUST_CHECK;
/* Whether it is running. */
ORIEL_API oriel_err_t oriel_timer_widget_is_set(oriel_widget_t *widget,
                                                oriel_value_t **ret) ORIEL_MUST_CHECK;
/* How many seconds ago it was started; 0 when it is not running. */
ORIEL_API oriel_err_t oriel_timer_widget_elapsed_time(oriel_widget_t *widget,
                                                      oriel_value_t **ret) ORIEL_MUST_CHECK;
/* In how many seconds it fires; 0 when it is not running. */
ORIEL_API oriel_err_t oriel_timer_widget_time_left(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets how many seconds it takes from the next start on. */
ORIEL_API oriel_err_t oriel_timer_widget_set_duration(oriel_widget_t *widget,
                                                      double duration) ORIEL_MUST_CHECK;
/* How many seconds it takes. */
ORIEL_API oriel_err_t oriel_timer_widget_get_duration(oriel_widget_t *widget,
                                                      oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Canvas: an area to draw on. */
/* option use_animation_frame: bool or null; whether it is drawn with the screen's rhythm */
/* option interactive: bool or null; whether it tells of pointer and keys */
ORIEL_API oriel_err_t oriel_canvas_new(oriel_session_t *session, oriel_value_t *options,
                                       oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Draws a picture. */
ORIEL_API oriel_err_t oriel_canvas_draw_image(oriel_widget_t *widget,
                                              oriel_value_t *img_info) ORIEL_MUST_CHECK;
/* Draws it again. */
ORIEL_API oriel_err_t oriel_canvas_update(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- HtmlView: shows HTML. */
ORIEL_API oriel_err_t oriel_html_view_new(oriel_session_t *session, const char *html,
                                          oriel_value_t *options,
                                          oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the content. It is HTML: never pass on what a stranger wrote. */
ORIEL_API oriel_err_t oriel_html_view_set_html(oriel_widget_t *widget,
                                               const char *html) ORIEL_MUST_CHECK;
/* The content. */
ORIEL_API oriel_err_t oriel_html_view_get_html(oriel_widget_t *widget,
                                               oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Adds HTML at the end. */
ORIEL_API oriel_err_t oriel_html_view_append_html(oriel_widget_t *widget,
                                                  const char *html) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_html_view_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Scrolls to the beginning. */
ORIEL_API oriel_err_t oriel_html_view_scroll_to_top(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Scrolls to the end. */
ORIEL_API oriel_err_t oriel_html_view_scroll_to_bottom(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Scrolls across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_html_view_set_scroll_position(oriel_widget_t *widget, double h_pct,
                                                          double v_pct) ORIEL_MUST_CHECK;
/* How far it is scrolled across and down, 0 to 1 each. */
ORIEL_API oriel_err_t oriel_html_view_get_scroll_position(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- VideoWidget: plays a video. */
/* option url: string or null; address of the video */
/* option autoplay: bool or null; whether it begins by itself */
/* option controls: bool or null; whether buttons are shown */
/* option muted: bool or null; whether the sound is off */
/* option loop: bool or null; whether it begins again at the end */
ORIEL_API oriel_err_t oriel_video_widget_new(oriel_session_t *session, oriel_value_t *options,
                                             oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the address of the video. */
ORIEL_API oriel_err_t oriel_video_widget_set_url(oriel_widget_t *widget,
                                                 const char *url) ORIEL_MUST_CHECK;
/* Plays a stream of the page. */
ORIEL_API oriel_err_t oriel_video_widget_set_stream(oriel_widget_t *widget,
                                                    oriel_value_t *stream) ORIEL_MUST_CHECK;
/* Plays. */
ORIEL_API oriel_err_t oriel_video_widget_play(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Pauses. */
ORIEL_API oriel_err_t oriel_video_widget_pause(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Stops, and goes back to the beginning. */
ORIEL_API oriel_err_t oriel_video_widget_stop(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Turns the sound off, or on. */
ORIEL_API oriel_err_t oriel_video_widget_set_muted(oriel_widget_t *widget,
                                                   bool tf) ORIEL_MUST_CHECK;
/* Whether the sound is off. */
ORIEL_API oriel_err_t oriel_video_widget_get_muted(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the volume, 0 to 1. */
ORIEL_API oriel_err_t oriel_video_widget_set_volume(oriel_widget_t *widget,
                                                    double vol) ORIEL_MUST_CHECK;
/* The volume, 0 to 1. */
ORIEL_API oriel_err_t oriel_video_widget_get_volume(oriel_widget_t *widget,
                                                    oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Begins again at the end, or not. */
ORIEL_API oriel_err_t oriel_video_widget_set_loop(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Whether it begins again at the end. */
ORIEL_API oriel_err_t oriel_video_widget_get_loop(oriel_widget_t *widget,
                                                  oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Shows buttons for the user, or not. */
ORIEL_API oriel_err_t oriel_video_widget_set_controls(oriel_widget_t *widget,
                                                      bool tf) ORIEL_MUST_CHECK;
/* Whether buttons are shown. */
ORIEL_API oriel_err_t oriel_video_widget_get_controls(oriel_widget_t *widget,
                                                      oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Goes to a moment, in seconds. */
ORIEL_API oriel_err_t oriel_video_widget_set_current_time(oriel_widget_t *widget,
                                                          double seconds) ORIEL_MUST_CHECK;
/* The moment, in seconds. */
ORIEL_API oriel_err_t oriel_video_widget_get_current_time(oriel_widget_t *widget,
                                                          oriel_value_t **ret) ORIEL_MUST_CHECK;
/* How many seconds the video has. */
ORIEL_API oriel_err_t oriel_video_widget_get_duration(oriel_widget_t *widget, int timeout_ms,
                                                      oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Whether it is paused. */
ORIEL_API oriel_err_t oriel_video_widget_get_paused(oriel_widget_t *widget, int timeout_ms,
                                                    oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Fills the screen. */
ORIEL_API oriel_err_t oriel_video_widget_fullscreen(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- ExternalWidget: a place for content of the page's own. */
ORIEL_API oriel_err_t oriel_external_widget_new(oriel_session_t *session, oriel_value_t *options,
                                                oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the content. It is HTML: never pass on what a stranger wrote. */
ORIEL_API oriel_err_t oriel_external_widget_set_content(oriel_widget_t *widget,
                                                        const char *html) ORIEL_MUST_CHECK;
/* Empties it. */
ORIEL_API oriel_err_t oriel_external_widget_clear(oriel_widget_t *widget) ORIEL_MUST_CHECK;

/* --- FileDialog: lets the user choose files, or save one. */
/* option mode: string or null; file, files or folder */
/* option accept: string or list or null; which types of files are shown */
ORIEL_API oriel_err_t oriel_file_dialog_new(oriel_session_t *session, oriel_value_t *options,
                                            oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Opens the chooser. */
ORIEL_API oriel_err_t oriel_file_dialog_open(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Shows it. */
ORIEL_API oriel_err_t oriel_file_dialog_show(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Opens the chooser. */
ORIEL_API oriel_err_t oriel_file_dialog_popup(oriel_widget_t *widget, double x,
                                              double y) ORIEL_MUST_CHECK;
/* Offers data as a file to save. */
ORIEL_API oriel_err_t oriel_file_dialog_save(oriel_widget_t *widget, const char *filename,
                                             oriel_value_t *data,
                                             const char *mime_type) ORIEL_MUST_CHECK;
/* Sets what to choose: file, files or folder. */
ORIEL_API oriel_err_t oriel_file_dialog_set_mode(oriel_widget_t *widget,
                                                 const char *mode) ORIEL_MUST_CHECK;
/* What is chosen: file, files or folder. */
ORIEL_API oriel_err_t oriel_file_dialog_get_mode(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets which types of files are shown. */
ORIEL_API oriel_err_t oriel_file_dialog_set_accept(oriel_widget_t *widget,
                                                   oriel_value_t *accept) ORIEL_MUST_CHECK;
/* Which types of files are shown. */
ORIEL_API oriel_err_t oriel_file_dialog_get_accept(oriel_widget_t *widget,
                                                   oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- MenuBar: a row of menus. */
ORIEL_API oriel_err_t oriel_menu_bar_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a menu. */
ORIEL_API oriel_err_t oriel_menu_bar_add_menu(oriel_widget_t *widget, oriel_value_t *menu,
                                              const char *name,
                                              oriel_value_t *options) ORIEL_MUST_CHECK;
/* Adds an entry with that name. */
ORIEL_API oriel_err_t oriel_menu_bar_add_name(oriel_widget_t *widget,
                                              const char *name) ORIEL_MUST_CHECK;
/* The menu with that name. */
ORIEL_API oriel_err_t oriel_menu_bar_get_menu(oriel_widget_t *widget,
                                              const char *name) ORIEL_MUST_CHECK;

/* --- Menu: a list of actions. */
ORIEL_API oriel_err_t oriel_menu_new(oriel_session_t *session, oriel_value_t *options,
                                     oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds an action or a widget at the end. */
ORIEL_API oriel_err_t oriel_menu_add_widget(oriel_widget_t *widget,
                                            oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Adds an entry with that name. */
ORIEL_API oriel_err_t oriel_menu_add_name(oriel_widget_t *widget, const char *name,
                                          int checkable) ORIEL_MUST_CHECK;
/* Adds a menu. */
ORIEL_API oriel_err_t oriel_menu_add_menu(oriel_widget_t *widget, const char *name,
                                          oriel_widget_t *menu) ORIEL_MUST_CHECK;
/* Adds a line. */
ORIEL_API oriel_err_t oriel_menu_add_separator(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* The menu with that name. */
ORIEL_API oriel_err_t oriel_menu_get_menu(oriel_widget_t *widget,
                                          const char *name) ORIEL_MUST_CHECK;
/* Shows the menu at a position. */
ORIEL_API oriel_err_t oriel_menu_popup(oriel_widget_t *widget, double x, double y) ORIEL_MUST_CHECK;

/* --- MenuAction: an entry of a menu. */
/* option text: string or null; the text */
/* option icon_url: string or null; address of an icon */
/* option iconsize: number or list or null; size of the icon in pixels */
/* option checkable: bool or null; whether it can be checked */
/* option name: string or null; the name */
/* option icon_only: bool or null; whether the text is hidden */
ORIEL_API oriel_err_t oriel_menu_action_new(oriel_session_t *session, oriel_value_t *options,
                                            oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_menu_action_set_text(oriel_widget_t *widget,
                                                 const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_menu_action_get_text(oriel_widget_t *widget,
                                                 oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the icon: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_menu_action_set_icon(oriel_widget_t *widget, const char *url,
                                                 oriel_value_t *iconsize) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_menu_action_set_checked(oriel_widget_t *widget,
                                                    bool checked) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_menu_action_get_checked(oriel_widget_t *widget,
                                                    oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_menu_action_set_state(oriel_widget_t *widget, bool tf) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_menu_action_get_state(oriel_widget_t *widget,
                                                  oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- ToolBar: a row of actions with icons. */
/* option orientation: string or null; horizontal or vertical */
ORIEL_API oriel_err_t oriel_tool_bar_new(oriel_session_t *session, oriel_value_t *options,
                                         oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Adds a child at the end; with `stretch` above 0 it takes that share of free room. */
ORIEL_API oriel_err_t oriel_tool_bar_add_widget(oriel_widget_t *widget,
                                                oriel_widget_t *child) ORIEL_MUST_CHECK;
/* Adds a line. */
ORIEL_API oriel_err_t oriel_tool_bar_add_separator(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Adds room that grows. */
ORIEL_API oriel_err_t oriel_tool_bar_add_spacer(oriel_widget_t *widget) ORIEL_MUST_CHECK;
/* Adds an action. */
ORIEL_API oriel_err_t oriel_tool_bar_add_action(oriel_widget_t *widget,
                                                oriel_value_t *options) ORIEL_MUST_CHECK;

/* --- ToolBarAction: an entry of a tool bar. */
/* option text: string or null; the text */
/* option icon_url: string or null; address of an icon */
/* option iconsize: number or list or null; size of the icon in pixels */
/* option toggle: bool or null; whether it stays down */
/* option group: widget or null; another of the same group */
/* option menu: widget or null; the menu it opens */
ORIEL_API oriel_err_t oriel_tool_bar_action_new(oriel_session_t *session, oriel_value_t *options,
                                                oriel_widget_t **ret) ORIEL_MUST_CHECK;
/* Sets the text. */
ORIEL_API oriel_err_t oriel_tool_bar_action_set_text(oriel_widget_t *widget,
                                                     const char *text) ORIEL_MUST_CHECK;
/* The text. */
ORIEL_API oriel_err_t oriel_tool_bar_action_get_text(oriel_widget_t *widget,
                                                     oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the icon: an address, or null for none; from Python also a picture's path. */
ORIEL_API oriel_err_t oriel_tool_bar_action_set_icon(oriel_widget_t *widget, const char *url,
                                                     oriel_value_t *iconsize) ORIEL_MUST_CHECK;
/* Checks it, or not. */
ORIEL_API oriel_err_t oriel_tool_bar_action_set_state(oriel_widget_t *widget,
                                                      bool value) ORIEL_MUST_CHECK;
/* Whether it is checked. */
ORIEL_API oriel_err_t oriel_tool_bar_action_get_state(oriel_widget_t *widget,
                                                      oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Sets the menu that it opens; null for none. */
ORIEL_API oriel_err_t oriel_tool_bar_action_set_menu(oriel_widget_t *widget,
                                                     oriel_widget_t *menu) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
