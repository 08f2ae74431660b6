/* Pictures of the page. */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/thread.h"

struct snapshot {
    char *path;
    void (*done)(oriel_err_t err, void *user);
    void *user;
};

static void on_done(GObject *object, GAsyncResult *async, gpointer data)
{
    struct snapshot *snapshot = data;
    g_autoptr(GError) error = NULL;
    cairo_surface_t *surface = webkit_web_view_get_snapshot_finish(WEBKIT_WEB_VIEW(object), async, &error);
    oriel_err_t err = ORIEL_OK;

    if (!surface) {
        bool is_closed = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        err = oriel__wk_fail(is_closed ? ORIEL_ECLOSED : ORIEL_EIO, "no picture of the page: %s", error->message);
    } else {
        cairo_status_t status = cairo_surface_write_to_png(surface, snapshot->path);
        if (status != CAIRO_STATUS_SUCCESS)
            err = oriel__wk_fail(ORIEL_EIO, "picture \"%s\": %s", snapshot->path, cairo_status_to_string(status));
        cairo_surface_destroy(surface);
    }
    snapshot->done(err, snapshot->user);
    free(snapshot->path);
    free(snapshot);
}

void oriel__wk_snapshot(struct oriel__native *native, const char *path, void (*done)(oriel_err_t err, void *user),
                        void *user)
{
    struct snapshot *snapshot = malloc(sizeof(*snapshot));
    char *copy = strdup(path);

    if (!snapshot || !copy) {
        free(snapshot);
        free(copy);
        done(ORIEL_ENOMEM, user);
        return;
    }
    *snapshot = (struct snapshot){ .path = copy, .done = done, .user = user };
    webkit_web_view_get_snapshot(native->view, WEBKIT_SNAPSHOT_REGION_VISIBLE, WEBKIT_SNAPSHOT_OPTIONS_NONE,
                                 native->canceled, on_done, snapshot);
}
