/* The native window around the page. */
#include "window/webkit/native.h"

#include "window/webkit/thread.h"

/* GTK's own way to forbid resizing jumps to the natural size of the page. */
static void pin_size(struct oriel__native *native, int width, int height)
{
    GdkGeometry geometry = { .min_width = width, .min_height = height, .max_width = width, .max_height = height };

    if (!native->is_resizable)
        gtk_window_set_geometry_hints(native->frame, NULL, &geometry, GDK_HINT_MIN_SIZE | GDK_HINT_MAX_SIZE);
}

static void tell_geometry(struct oriel__native *native)
{
    int x, y, width, height;

    gtk_window_get_position(native->frame, &x, &y);
    gtk_window_get_size(native->frame, &width, &height);
    if (native->has_geometry && x == native->x && y == native->y && width == native->width && height == native->height)
        return;
    native->has_geometry = true;
    native->x = x;
    native->y = y;
    native->width = width;
    native->height = height;
    oriel__wk_host->geometry_changed(native->window, x, y, width, height);
}

static gboolean on_configure(GtkWidget *frame, GdkEvent *event, gpointer data)
{
    (void)frame;
    (void)event;
    tell_geometry(data);
    return FALSE;
}

static void on_size(GtkWidget *frame, GdkRectangle *size, gpointer data)
{
    (void)frame;
    (void)size;
    tell_geometry(data);
}

static gboolean on_window_state(GtkWidget *frame, GdkEventWindowState *event, gpointer data)
{
    struct oriel__native *native = data;
    bool is_fullscreen = event->new_window_state & GDK_WINDOW_STATE_FULLSCREEN;
    bool is_maximized = event->new_window_state & GDK_WINDOW_STATE_MAXIMIZED;

    (void)frame;
    if (is_maximized != native->is_maximized) {
        native->is_maximized = is_maximized;
        oriel__wk_host->maximized_changed(native->window, is_maximized);
    }
    if (is_fullscreen != native->is_fullscreen) {
        native->is_fullscreen = is_fullscreen;
        oriel__wk_host->fullscreen_changed(native->window, is_fullscreen);
    }
    return FALSE;
}

/* The button of the frame asks the page too. A page that does not even answer
 * is not asked twice. */
static gboolean on_delete(GtkWidget *frame, GdkEvent *event, gpointer data)
{
    struct oriel__native *native = data;

    (void)frame;
    (void)event;
    if (native->asked_to_close)
        oriel__wk_request_close(native);
    else
        oriel__wk_try_close(native);
    return TRUE;
}

/* Someone else destroyed it (a window manager that kills, say). */
static void on_destroy(GtkWidget *frame, gpointer data)
{
    (void)frame;
    oriel__wk_destroy(data);
}

void oriel__wk_frame_init(struct oriel__native *native, const struct oriel__native_opts *opts)
{
    native->is_resizable = opts->resizable;
    gtk_window_set_title(native->frame, native->title);
    gtk_window_set_decorated(native->frame, !opts->frameless);
    gtk_window_set_default_size(native->frame, opts->width, opts->height);
    pin_size(native, opts->width, opts->height);
    /* A program does not fail for want of a picture. */
    if (opts->icon && oriel__wk_set_icon(native, opts->icon) != ORIEL_OK)
        oriel__wk_log(ORIEL_LOG_WARNING, "the icon \"%s\" could not be loaded", opts->icon);

    g_signal_connect(native->frame, "configure-event", G_CALLBACK(on_configure), native);
    g_signal_connect_after(native->frame, "size-allocate", G_CALLBACK(on_size), native);
    g_signal_connect(native->frame, "window-state-event", G_CALLBACK(on_window_state), native);
    g_signal_connect(native->frame, "delete-event", G_CALLBACK(on_delete), native);
    g_signal_connect(native->frame, "destroy", G_CALLBACK(on_destroy), native);
    gtk_container_add(GTK_CONTAINER(native->frame), GTK_WIDGET(native->view));
    gtk_widget_show(GTK_WIDGET(native->view));
    gtk_widget_grab_focus(GTK_WIDGET(native->view));
}

void oriel__wk_show(struct oriel__native *native)
{
    gtk_widget_show(GTK_WIDGET(native->frame));
    gtk_window_deiconify(native->frame);
}

void oriel__wk_set_title(struct oriel__native *native, const char *title)
{
    g_free(native->title);
    native->title = g_strdup(title);
    gtk_window_set_title(native->frame, title);
}

/* A window that fills the screen keeps its size and place, and no event says
 * so: the host hears them anew, for it believes in those that were set. */
static void tell_if_kept(struct oriel__native *native)
{
    if (!native->is_maximized && !native->is_fullscreen)
        return;
    native->has_geometry = false;
    tell_geometry(native);
}

void oriel__wk_set_size(struct oriel__native *native, int width, int height)
{
    pin_size(native, width, height);
    gtk_window_resize(native->frame, width, height);
    tell_if_kept(native);
}

void oriel__wk_set_position(struct oriel__native *native, int x, int y)
{
    gtk_window_move(native->frame, x, y);
    tell_if_kept(native);
}

oriel_err_t oriel__wk_set_icon(struct oriel__native *native, const char *path)
{
    g_autoptr(GError) error = NULL;

    if (gtk_window_set_icon_from_file(native->frame, path, &error))
        return ORIEL_OK;
    bool is_absent = g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    return oriel__wk_fail(is_absent ? ORIEL_ENOENT : ORIEL_EIO, "icon \"%s\": %s", path, error->message);
}

void oriel__wk_set_fullscreen(struct oriel__native *native, bool on)
{
    if (on)
        gtk_window_fullscreen(native->frame);
    else
        gtk_window_unfullscreen(native->frame);
}

void oriel__wk_minimize(struct oriel__native *native)
{
    gtk_window_iconify(native->frame);
}

void oriel__wk_maximize(struct oriel__native *native, bool on)
{
    if (on)
        gtk_window_maximize(native->frame);
    else
        gtk_window_unmaximize(native->frame);
}
