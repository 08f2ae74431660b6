/* Life and end of a window. */
#include "window/webkit/native.h"

#include "window/webkit/context.h"
#include "window/webkit/thread.h"

#define NATIVE_KEY "oriel-native"
#define FAREWELL_MS 250

static void clear(gpointer data)
{
    struct oriel__native *native = data;

    g_clear_pointer(&native->script, webkit_user_script_unref);
    g_clear_object(&native->content);
    g_clear_object(&native->canceled);
    oriel__wk_page_fini(native);
    oriel__wk_menu_fini(native);
    g_free(native->title);
}

struct oriel__native *oriel__wk_ref(struct oriel__native *native)
{
    return g_rc_box_acquire(native);
}

void oriel__wk_unref(struct oriel__native *native)
{
    g_rc_box_release_full(native, clear);
}

struct oriel__native *oriel__wk_native_of(WebKitWebView *view)
{
    return g_object_get_data(G_OBJECT(view), NATIVE_KEY);
}

static WebKitWebView *view_new(struct oriel__native *native)
{
    native->content = webkit_user_content_manager_new();
    return g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", oriel__wk_context(), "user-content-manager",
                        native->content, NULL);
}

oriel_err_t oriel__wk_create(void *window, const struct oriel__native_opts *opts, struct oriel__native **ret)
{
    struct oriel__native *native = g_rc_box_new0(struct oriel__native);

    native->title = g_strdup(opts->title ? opts->title : "");
    native->window = window;
    native->canceled = g_cancellable_new();
    native->frame = GTK_WINDOW(g_object_ref_sink(gtk_window_new(GTK_WINDOW_TOPLEVEL)));
    native->view = g_object_ref_sink(view_new(native));
    g_object_set_data(G_OBJECT(native->view), NATIVE_KEY, native);

    oriel__wk_slots_init(native);
    oriel__wk_page_init(native, opts);
    oriel__wk_guard_init(native);
    oriel__wk_menu_init(native);
    oriel__wk_frame_init(native, opts);
    *ret = native;
    if (!opts->hidden)
        oriel__wk_show(native);
    return ORIEL_OK;
}

struct remains {
    GtkWindow *frame;
    WebKitWebView *view;
};

/* WebKit keeps the connection of a web process that ends by itself, with a
 * thread and descriptors, in one of ten windows; never that of one it ended. */
static gboolean bury(gpointer data)
{
    struct remains *remains = data;

    webkit_web_view_terminate_web_process(remains->view);
    gtk_widget_destroy(GTK_WIDGET(remains->frame));
    g_object_unref(remains->frame);
    g_object_unref(remains->view);
    g_free(remains);
    return G_SOURCE_REMOVE;
}

/* Has the page run its last handlers ("pagehide"), and gives it time for them. */
static gboolean leave(gpointer data)
{
    struct remains *remains = data;

    webkit_web_view_load_uri(remains->view, "about:blank");
    g_timeout_add(FAREWELL_MS, bury, remains);
    return G_SOURCE_REMOVE;
}

/* Often we stand in a signal of WebKit's, which does not expect its view to go
 * meanwhile: it goes in the next turn of the loop, invisible until then. */
void oriel__wk_destroy(struct oriel__native *native)
{
    if (native->closed)
        return;
    native->closed = true;
    g_object_set_data(G_OBJECT(native->view), NATIVE_KEY, NULL);
    g_signal_handlers_disconnect_by_data(native->view, native);
    g_signal_handlers_disconnect_by_data(native->content, native);
    g_signal_handlers_disconnect_by_data(native->frame, native);
    g_cancellable_cancel(native->canceled);
    oriel__wk_slots_drop(native);
    oriel__wk_set_script(native, NULL, NULL);

    struct remains *remains = g_new(struct remains, 1);
    *remains = (struct remains){ native->frame, native->view };
    gtk_widget_hide(GTK_WIDGET(native->frame));
    g_idle_add_full(G_PRIORITY_HIGH, leave, remains, NULL);
    native->frame = NULL;
    native->view = NULL;
    oriel__wk_host->closed(native->window);
    native->window = NULL;
    oriel__wk_unref(native);
}

void oriel__wk_request_close(struct oriel__native *native)
{
    oriel__wk_ref(native);
    native->asked_to_close = false;
    if (oriel__wk_host->close_requested(native->window) && !native->closed)
        oriel__wk_destroy(native);
    oriel__wk_unref(native);
}
