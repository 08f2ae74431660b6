/* A stream over part of a file. Reading asynchronously, as WebKit does, comes
 * from GInputStream, which reads on a thread of GLib's pool: a slow disk does
 * not hold up the windows. */
#include "window/webkit/body.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define IN_MEMORY 262144 /* up to here, threads cost more than the disk */

typedef struct {
    GInputStream parent;
    int fd;
    uint64_t left;
} OrielBody;

typedef struct {
    GInputStreamClass parent;
} OrielBodyClass;

static GType oriel_body_get_type(void);
// cppcheck-suppress unknownMacro
G_DEFINE_TYPE(OrielBody, oriel_body, G_TYPE_INPUT_STREAM)

static gssize body_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
    OrielBody *body = (OrielBody *)(void *)stream;
    ssize_t n;

    (void)cancellable;
    if (count > body->left)
        count = (gsize)body->left;
    if (count == 0)
        return 0;
    do
        n = read(body->fd, buffer, count);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        int err = errno;
        g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(err), "%s", g_strerror(err));
        return -1;
    }
    body->left -= (uint64_t)n;
    return n;
}

static void body_finalize(GObject *object)
{
    OrielBody *body = (OrielBody *)(void *)object;

    if (body->fd >= 0)
        close(body->fd);
    G_OBJECT_CLASS(oriel_body_parent_class)->finalize(object);
}

static void oriel_body_class_init(OrielBodyClass *class)
{
    G_OBJECT_CLASS(class)->finalize = body_finalize;
    G_INPUT_STREAM_CLASS(class)->read_fn = body_read;
}

static void oriel_body_init(OrielBody *body)
{
    body->fd = -1;
}

GInputStream *oriel__wk_body_new(int fd, uint64_t length)
{
    OrielBody *body = g_object_new(oriel_body_get_type(), NULL);
    GInputStream *stream = (GInputStream *)(void *)body;

    body->fd = fd;
    body->left = length;
    if (length > IN_MEMORY)
        return stream;

    char *text = g_malloc(length ? (gsize)length : 1);
    gsize n = 0;
    if (!g_input_stream_read_all(stream, text, (gsize)length, &n, NULL, NULL))
        n = 0;
    g_object_unref(stream);
    return g_memory_input_stream_new_from_data(text, (gssize)n, g_free);
}
