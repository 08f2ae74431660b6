/* Bodies as text: from the character set that the server names to UTF-8. */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "service/fetch.h"

#define NAME_SIZE 64
#define REPLACEMENT "\xEF\xBF\xBD"

/* The charset parameter of a Content-Type, "UTF-8" without one. */
static void charset_of(const char *type, char out[NAME_SIZE])
{
    const char *at = type ? strcasestr(type, "charset=") : NULL;
    size_t len = 0;

    if (at) {
        at += strlen("charset=");
        at += *at == '"' || *at == '\'';
        len = strcspn(at, "\"'; \t,");
    }
    if (len == 0 || len >= NAME_SIZE || memchr(at, '/', len)) { /* slashes are iconv's own options */
        at = "UTF-8";
        len = strlen(at);
    }
    memcpy(out, at, len);
    out[len] = '\0';
}

static const char *without_dashes(char name[NAME_SIZE])
{
    size_t used = 0;

    for (size_t i = 0; name[i]; i++)
        if (name[i] != '-' && name[i] != '_')
            name[used++] = name[i];
    name[used] = '\0';
    return name;
}

static bool is_open(iconv_t way)
{
    return (intptr_t)way != -1;
}

/* Converts all of `data`; what does not fit becomes U+FFFD. */
static oriel_err_t convert(iconv_t way, const char *data, size_t len, struct oriel_buf *out)
{
    char *in = (char *)data; /* iconv does not write to it */
    size_t left = len;
    oriel_err_t err = ORIEL_OK;

    while (left > 0 && !err) {
        char piece[4096], *to = piece;
        size_t room = sizeof(piece);
        size_t result = iconv(way, &in, &left, &to, &room);
        int problem = result == (size_t)-1 ? errno : 0;

        err = oriel__buf_add(out, piece, (size_t)(to - piece));
        if (err || problem == 0 || problem == E2BIG)
            continue;
        err = oriel__buf_adds(out, REPLACEMENT);
        in += left > 0;
        left -= left > 0;
        if (problem == EINVAL) /* cut at the end */
            break;
    }
    return err;
}

oriel_err_t oriel__decode(const char *data, size_t len, const char *type, oriel_value_t **ret)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct oriel_buf out;
    char name[NAME_SIZE];

    charset_of(type, name);
    if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "utf8") == 0) {
        if (len >= 3 && memcmp(data, mark, 3) == 0) {
            data += 3;
            len -= 3;
        }
        *ret = oriel_value_string_n(data, len);
        if (*ret || oriel__last_err() != ORIEL_ESYNTAX)
            return *ret ? ORIEL_OK : oriel__last_err();
    }
    iconv_t way = iconv_open("UTF-8", name);

    if (!is_open(way))
        way = iconv_open("UTF-8", without_dashes(name)); /* "latin-1" */
    if (!is_open(way))
        way = iconv_open("UTF-8", "UTF-8"); /* a set nobody knows */
    if (!is_open(way))
        return oriel__nomem();
    oriel__buf_init(&out, ORIEL_VALUE_SIZE_MAX);
    oriel_err_t err = convert(way, data, len, &out);

    (void)iconv_close(way);
    if (!err) {
        *ret = oriel_value_string_n(out.len ? out.data : "", out.len);
        err = *ret ? ORIEL_OK : oriel__last_err();
    }
    oriel__buf_fini(&out);
    return err;
}
