/* Life and end of a window. */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/context.h"
#include "window/webkit/thread.h"

#define NATIVE_KEY "oriel-native"

struct oriel__native *oriel__wk_ref(struct oriel__native *native)
{
    native->refs++;
    return native;
}

void oriel__wk_unref(struct oriel__native *native)
{
    if (--native->refs > 0)
        return;
    g_clear_pointer(&native->script, webkit_user_script_unref);
    g_clear_object(&native->content);
    g_clear_object(&native->canceled);
    oriel__wk_page_fini(native);
    free(native->title);
    free(native);
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
    struct oriel__native *native = calloc(1, sizeof(*native));

    if (!native)
        return ORIEL_ENOMEM;
    native->title = strdup(opts->title ? opts->title : "");
    if (!native->title) {
        free(native);
        return ORIEL_ENOMEM;
    }
    native->refs = 1;
    native->window = window;
    native->canceled = g_cancellable_new();
    native->frame = GTK_WINDOW(g_object_ref_sink(gtk_window_new(GTK_WINDOW_TOPLEVEL)));
    native->view = g_object_ref_sink(view_new(native));
    g_object_set_data(G_OBJECT(native->view), NATIVE_KEY, native);

    oriel__wk_slots_init(native);
    oriel__wk_page_init(native, opts);
    oriel__wk_guard_init(native);
    oriel__wk_frame_init(native, opts);
    *ret = native;
    if (!opts->hidden)
        oriel__wk_show(native);
    return ORIEL_OK;
}

static gboolean release(gpointer object)
{
    g_object_unref(object);
    return G_SOURCE_REMOVE;
}

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

    gtk_widget_destroy(GTK_WIDGET(native->frame));
    /* Often we stand in a signal of one of these: they stay until it is over. */
    g_idle_add(release, native->frame);
    g_idle_add(release, native->view);
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
