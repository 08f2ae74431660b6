/* A growing byte buffer that knows its limit. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

#define FIRST_CAP 64
#define SLACK 32 /* not worth giving back */

void oriel__buf_init(struct oriel_buf *buf, size_t limit)
{
    *buf = (struct oriel_buf){ .limit = limit };
}

void oriel__buf_fini(struct oriel_buf *buf)
{
    oriel__free(buf->data);
    *buf = (struct oriel_buf){ .limit = buf->limit };
}

oriel_err_t oriel__buf_reserve(struct oriel_buf *buf, size_t len)
{
    size_t cap = buf->cap ? buf->cap : FIRST_CAP / 2;
    char *data;

    if (len > buf->limit - buf->len)
        return oriel__fail(ORIEL_ETOOBIG, "buffer of %zu and %zu more bytes, limit %zu", buf->len, len, buf->limit);
    if (len <= buf->cap - buf->len)
        return ORIEL_OK;
    cap = cap > buf->limit / 2 ? buf->limit : cap * 2;
    if (cap - buf->len < len)
        cap = buf->len + len;

    data = oriel__realloc(buf->data, cap);
    if (!data)
        return oriel__nomem();
    buf->data = data;
    buf->cap = cap;
    return ORIEL_OK;
}

oriel_err_t oriel__buf_add(struct oriel_buf *buf, const void *data, size_t len)
{
    if (len == 0)
        return ORIEL_OK;
    if (len > buf->cap - buf->len) {
        oriel_err_t err = oriel__buf_reserve(buf, len);

        if (err != ORIEL_OK)
            return err;
    }
    memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    return ORIEL_OK;
}

oriel_err_t oriel__buf_adds(struct oriel_buf *buf, const char *text)
{
    return oriel__buf_add(buf, text, strlen(text));
}

oriel_err_t oriel__buf_addc(struct oriel_buf *buf, char c)
{
    if (buf->len == buf->cap) {
        oriel_err_t err = oriel__buf_reserve(buf, 1);

        if (err != ORIEL_OK)
            return err;
    }
    buf->data[buf->len++] = c;
    return ORIEL_OK;
}

/* vsnprintf() ends with a NUL, which may lie past the limit: the text goes
 * through memory of its own when the room left cannot hold it. */
ORIEL_PRINTF(3, 0)
static oriel_err_t add_formatted(struct oriel_buf *buf, size_t len, const char *format, va_list args)
{
    oriel_err_t err;
    char *text = oriel__alloc(len + 1);

    if (!text)
        return oriel__nomem();
    if (vsnprintf(text, len + 1, format, args) < 0)
        err = oriel__fail(ORIEL_EINVAL, "format \"%s\"", format);
    else
        err = oriel__buf_add(buf, text, len);
    oriel__free(text);
    return err;
}

oriel_err_t oriel__buf_addf(struct oriel_buf *buf, const char *format, ...)
{
    char text[256];
    oriel_err_t err;
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    if (len < 0)
        return oriel__fail(ORIEL_EINVAL, "format \"%s\"", format);
    if ((size_t)len < sizeof(text))
        return oriel__buf_add(buf, text, (size_t)len);

    va_start(args, format);
    err = add_formatted(buf, (size_t)len, format, args);
    va_end(args);
    return err;
}

char *oriel__buf_steal(struct oriel_buf *buf, size_t *len)
{
    char *data = buf->data;

    if (buf->cap == buf->len || buf->cap - buf->len > SLACK) {
        data = oriel__realloc(buf->data, buf->len + 1);
        if (!data)
            return NULL;
    }
    data[buf->len] = '\0';
    if (len)
        *len = buf->len;
    *buf = (struct oriel_buf){ .limit = buf->limit };
    return data;
}

void oriel__buf_clear(struct oriel_buf *buf)
{
    buf->len = 0;
}
