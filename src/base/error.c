/* The error table, the calling thread's last error, and the version. */
#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512

static _Thread_local char last_text[TEXT_SIZE];
static _Thread_local oriel_err_t last_err = ORIEL_EINVAL;

static const struct row {
    oriel_err_t err;
    int http;
    const char *name, *text, *python;
} rows[] = {
#define ROW(name, value, text, python, http) { ORIEL_##name, http, #name, text, python },
    ORIEL_ERR_MAP(ROW)
#undef ROW
};

static const struct row *find(oriel_err_t err)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].err == err)
            return &rows[i];
    return NULL;
}

const char *oriel_version(void)
{
    return ORIEL_VERSION_STRING;
}

const char *oriel_err_name(oriel_err_t err)
{
    const struct row *row = find(err);

    if (row)
        return row->name;
    if (err == ORIEL_OK)
        return "OK";
    return err == ORIEL_PENDING ? "PENDING" : "UNKNOWN";
}

const char *oriel_err_text(oriel_err_t err)
{
    const struct row *row = find(err);

    if (row)
        return row->text;
    if (err == ORIEL_OK)
        return "no error";
    return err == ORIEL_PENDING ? "pending" : "unknown error";
}

const char *oriel_err_python(oriel_err_t err)
{
    const struct row *row = find(err);

    return row ? row->python : "RuntimeError";
}

int oriel_err_http(oriel_err_t err)
{
    const struct row *row = find(err);

    if (row)
        return row->http;
    return err == ORIEL_OK ? 200 : 500;
}

const char *oriel_last_error(void)
{
    return last_text;
}

/* How much of the first `len` bytes ends on a whole character, if the text was
 * UTF-8 before it was cut there. */
static size_t whole(const char *text, size_t len)
{
    size_t at = len;
    size_t need = 1;

    while (at > 0 && len - at < 4 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
        at--;
    if (at == 0)
        return len;

    unsigned char lead = (unsigned char)text[at - 1];

    if (lead >= 0xF0)
        need = 4;
    else if (lead >= 0xE0)
        need = 3;
    else if (lead >= 0xC0)
        need = 2;
    return len - (at - 1) < need ? at - 1 : len;
}

oriel_err_t oriel__fail(oriel_err_t err, const char *format, ...)
{
    char text[TEXT_SIZE]; /* the arguments may quote oriel_last_error() */
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(text, sizeof(text), format, args);
    va_end(args);

    if (len < 0)
        len = snprintf(text, sizeof(text), "%s", oriel_err_text(err));
    if ((size_t)len >= sizeof(text)) {
        len = (int)whole(text, sizeof(text) - 1);
        text[len] = '\0';
    }
    memcpy(last_text, text, (size_t)len + 1);
    last_err = err;
    return err;
}

void oriel__note_nomem(void)
{
    static const char text[] = "out of memory";

    memcpy(last_text, text, sizeof(text));
    last_err = ORIEL_ENOMEM;
}

void oriel__forget_error(void)
{
    last_text[0] = '\0';
    last_err = ORIEL_EINVAL;
}

oriel_err_t oriel__last_err(void)
{
    return last_err;
}
