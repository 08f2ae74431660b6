/* Fonts that the program registered. */
#include "server/fonts.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/mime.h"
#include "base/sync.h"
#include "server/internal.h"

#define FONT_BYTES_MAX ((size_t)64 << 20)

struct font {
    const char *type; /* static */
    char etag[40];
    oriel_value_t *bytes, *message;
};

struct oriel__fonts {
    pthread_mutex_t mutex;
    struct font *items;
    size_t count;
    oriel_value_t *preferred; /* the message of the default font; NULL: never set */
};

oriel_err_t oriel__fonts_new(struct oriel__fonts **ret)
{
    struct oriel__fonts *fonts = oriel__new0(sizeof(*fonts));

    if (!fonts)
        return oriel__nomem();
    oriel__mutex_init(&fonts->mutex);
    *ret = fonts;
    return ORIEL_OK;
}

void oriel__fonts_free(struct oriel__fonts *fonts)
{
    for (size_t i = 0; i < fonts->count; i++) {
        oriel_value_unref(fonts->items[i].bytes);
        oriel_value_unref(fonts->items[i].message);
    }
    oriel_value_unref(fonts->preferred);
    oriel__free(fonts->items);
    oriel__mutex_fini(&fonts->mutex);
    oriel__free(fonts);
}

static void release_bytes(void *data, void *user)
{
    (void)user;
    oriel__free(data);
}

static oriel_err_t fail_file(const char *path, int error)
{
    char text[128];

    return oriel__fail(error == EACCES ? ORIEL_EPERM : ORIEL_ENOENT, "font: %s: %s", path,
                       strerror_r(error, text, sizeof(text)));
}

static oriel_err_t read_file(int fd, const char *path, oriel_value_t **ret)
{
    struct stat st;
    size_t len = 0;

    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return oriel__fail(ORIEL_EINVAL, "font: %s is not a file", path);
    if ((uint64_t)st.st_size > FONT_BYTES_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "font: %s has %lld bytes, limit %zu", path, (long long)st.st_size,
                           FONT_BYTES_MAX);
    char *data = oriel__alloc((size_t)st.st_size + 1);

    if (!data)
        return oriel__nomem();
    while (len < (size_t)st.st_size) {
        ssize_t n = read(fd, data + len, (size_t)st.st_size - len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        len += (size_t)n;
    }
    *ret = oriel_value_bytes_take(data, len, release_bytes, NULL);
    return *ret ? ORIEL_OK : oriel__last_err();
}

static oriel_err_t load(const char *path, oriel_value_t **ret)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return fail_file(path, errno);
    oriel_err_t err = read_file(fd, path, ret);

    (void)close(fd);
    return err;
}

static const char *type_of(const char *path)
{
    const char *extension = path ? oriel__mime_extension(path) : NULL;
    const char *type = extension ? oriel__mime_lookup(extension) : NULL;

    return type ? type : "font/ttf";
}

/* Numbers are given anew with each start of the program: what a browser has kept is
 * known by the bytes (FNV-1a). */
static void name_bytes(struct font *font)
{
    size_t len = 0;
    const unsigned char *bytes = oriel_value_get_bytes(font->bytes, &len);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    (void)snprintf(font->etag, sizeof(font->etag), "\"%zx-%016llx\"", len, (unsigned long long)hash);
}

static oriel_err_t add(struct oriel__fonts *fonts, struct font *font, const char *family, const char *weight,
                       const char *style, size_t *number)
{
    char url[64];
    oriel_err_t err = ORIEL_OK;

    oriel__lock(&fonts->mutex);
    *number = fonts->count + 1;
    struct font *items = NULL;

    if (fonts->count >= ORIEL__FONTS_MAX)
        err = oriel__fail(ORIEL_ETOOBIG, "font: %zu fonts, limit %d", fonts->count + 1, ORIEL__FONTS_MAX);
    if (!err)
        items = oriel__realloc(fonts->items, (fonts->count + 1) * sizeof(*items));
    if (items)
        fonts->items = items;
    else if (!err)
        err = oriel__nomem();
    (void)snprintf(url, sizeof(url), ORIEL__FONT_PATH "%zu", *number);
    if (!err)
        err = oriel_value_pack(&font->message, "{s:s,s:s,s:s,s:s,s:s}", "type", "register-font", "family", family,
                               "weight", weight ? weight : "normal", "style", style ? style : "normal", "url", url);
    if (!err)
        fonts->items[fonts->count++] = *font;
    oriel__unlock(&fonts->mutex);
    return err;
}

oriel_err_t oriel_server_register_font(oriel_server_t *server, const char *family, const char *source,
                                       oriel_value_t *bytes, const char *weight, const char *style, int *id)
{
    struct font font = { .type = type_of(source) };
    oriel_err_t err = ORIEL_OK;
    size_t number = 0;

    if (!server)
        return oriel__fail(ORIEL_EINVAL, "font: the server is NULL");
    font.bytes = oriel_value_ref(bytes);
    if (!family || (!source && oriel_value_get_type(bytes) != ORIEL_TYPE_BYTES))
        err = oriel__fail(ORIEL_EINVAL, "font: a family, and a file or bytes are wanted");
    if (!err && source) {
        font.bytes = oriel_value_unref(font.bytes);
        err = load(source, &font.bytes);
    }
    if (!err)
        name_bytes(&font);
    if (!err)
        err = add(server->fonts, &font, family, weight, style, &number);
    if (err) {
        oriel_value_unref(font.bytes);
        return err;
    }
    if (id)
        *id = (int)number;
    oriel__server_tell(server, font.message);
    return ORIEL_OK;
}

oriel_err_t oriel_server_set_default_font(oriel_server_t *server, const char *family, double size, const char *weight,
                                          const char *style)
{
    oriel_value_t *message = NULL, *font = NULL;
    oriel_err_t err = ORIEL_OK;

    if (!server)
        return oriel__fail(ORIEL_EINVAL, "font: the server is NULL");
    if (family)
        err = oriel_value_pack(&font, "{s:s,s:v,s:z,s:z}", "family", family, "size",
                               size > 0 ? oriel_value_real(size) : oriel_value_null(), "weight", weight, "style",
                               style);
    else
        font = oriel_value_null();
    if (!err)
        err = oriel_value_pack(&message, "{s:s,s:v}", "type", "set-default-font", "font", font);
    oriel_value_unref(font);
    if (err)
        return err;
    oriel__lock(&server->fonts->mutex);
    oriel_value_t *old = server->fonts->preferred;

    server->fonts->preferred = oriel_value_ref(message); /* another caller may replace it while it is told */
    oriel__unlock(&server->fonts->mutex);
    oriel_value_unref(old);
    oriel__server_tell(server, message);
    oriel_value_unref(message);
    return ORIEL_OK;
}

oriel_value_t *oriel__fonts_find(struct oriel__fonts *fonts, const char *number, const char **type, char *etag,
                                 size_t size)
{
    oriel_value_t *bytes = NULL;
    char *end = NULL;
    unsigned long n = *number >= '0' && *number <= '9' ? strtoul(number, &end, 10) : 0;

    if (!end || *end || n == 0)
        return NULL;
    oriel__lock(&fonts->mutex);
    if (n <= fonts->count) {
        bytes = oriel_value_ref(fonts->items[n - 1].bytes);
        *type = fonts->items[n - 1].type;
        (void)snprintf(etag, size, "%s", fonts->items[n - 1].etag);
    }
    oriel__unlock(&fonts->mutex);
    return bytes;
}

oriel_value_t *oriel__fonts_dup(struct oriel__fonts *fonts)
{
    oriel_writer_t *writer = NULL;
    oriel_value_t *all = NULL;
    oriel_err_t err = ORIEL_OK;

    oriel__lock(&fonts->mutex);
    bool has_any = fonts->count > 0 || fonts->preferred;

    if (has_any)
        err = oriel_writer_new(&writer);
    if (writer)
        (void)oriel_writer_begin_array(writer);
    for (size_t i = 0; writer && i < fonts->count; i++)
        (void)oriel_writer_value(writer, fonts->items[i].message);
    if (writer && fonts->preferred)
        (void)oriel_writer_value(writer, fonts->preferred);
    oriel__unlock(&fonts->mutex);
    if (writer)
        (void)oriel_writer_end(writer);
    if (writer)
        err = oriel_writer_finish(writer, &all);
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "server", "a page was not told of fonts: %s", oriel_last_error());
    oriel_writer_free(writer);
    return all;
}
