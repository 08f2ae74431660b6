/* Header lines, and the response they make. */
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "service/fetch.h"

bool oriel__is_header_name(const char *text)
{
    static const char token[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    return text && *text && text[strspn(text, token)] == '\0';
}

bool oriel__is_header_value(const char *text)
{
    return text && !strpbrk(text, "\r\n");
}

/* Header bytes are UTF-8 or, as of old, Latin-1. */
static void put_text(oriel_writer_t *writer, const char *text, size_t len)
{
    oriel_value_t *value = oriel_value_string_n(text, len);

    if (!value) {
        char *wide = oriel__alloc(2 * len + 1);
        size_t used = 0;

        for (size_t i = 0; wide && i < len; i++) {
            unsigned char c = (unsigned char)text[i];

            if (c >= 0x80)
                wide[used++] = (char)(0xC0 | (c >> 6));
            wide[used++] = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
        }
        value = wide ? oriel_value_string_n(wide, used) : NULL;
        oriel__free(wide);
    }
    oriel_writer_value(writer, value); /* NULL sticks as an error */
    oriel_value_unref(value);
}

static void put_lower(oriel_writer_t *writer, const char *name, size_t len)
{
    char lower[256];

    if (len > sizeof(lower)) {
        put_text(writer, name, len);
        return;
    }
    for (size_t i = 0; i < len; i++)
        lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
    put_text(writer, lower, len);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Splits a line at its colon; false where there is none. */
static bool split(const char *line, size_t len, size_t *name_len, const char **value, size_t *value_len)
{
    const char *colon = memchr(line, ':', len);
    const char *at = colon ? colon + 1 : NULL, *end = line + len;

    if (!colon || colon == line)
        return false;
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    *name_len = (size_t)(colon - line);
    *value = at;
    *value_len = (size_t)(end - at);
    return true;
}

/* The line at `*at`, which goes on to the next one; NULL at the end. */
static const char *next_line(const struct oriel_buf *head, size_t *at, size_t *len)
{
    const char *line = head->data + *at;
    const char *newline = *at < head->len ? memchr(line, '\n', head->len - *at) : NULL;

    if (*at >= head->len)
        return NULL;
    *len = newline ? (size_t)(newline + 1 - line) : head->len - *at;
    *at += *len;
    return line;
}

const char *oriel__head_line(const struct oriel_buf *head, const char *name, size_t *len)
{
    size_t at = 0, line_len = 0, name_len = 0;
    const char *line, *value = NULL;

    while ((line = next_line(head, &at, &line_len)))
        if (split(line, line_len, &name_len, &value, len) && name_len == strlen(name) &&
            strncasecmp(line, name, name_len) == 0)
            return value;
    return NULL;
}

/* [name, value] of a line. */
static void put_line(oriel_writer_t *writer, const char *line, size_t len)
{
    size_t name_len = 0, value_len = 0;
    const char *value = NULL;

    if (!split(line, len, &name_len, &value, &value_len))
        return;
    oriel_writer_begin_array(writer);
    put_lower(writer, line, name_len);
    put_text(writer, value, value_len);
    oriel_writer_end(writer);
}

oriel_err_t oriel__head_value(const struct oriel_buf *head, int status, const char *url, oriel_value_t **ret)
{
    oriel_writer_t *writer = NULL;
    const char *line;
    size_t at = 0, len = 0;
    oriel_err_t err = oriel_writer_new(&writer);

    if (err)
        return err;
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "status", 6);
    oriel_writer_int(writer, status);
    oriel_writer_key(writer, "url", 3);
    put_text(writer, url, strlen(url));
    oriel_writer_key(writer, "headers", 7);
    oriel_writer_begin_array(writer);
    while ((line = next_line(head, &at, &len)))
        put_line(writer, line, len);
    oriel_writer_end(writer);
    oriel_writer_end(writer);
    err = oriel_writer_finish(writer, ret);
    oriel_writer_free(writer);
    return err;
}

char *oriel__head_find(const oriel_value_t *response, const char *name)
{
    oriel_value_t *headers = oriel_value_dup_member(response, "headers");
    size_t count = oriel_value_get_count(headers);
    char *found = NULL;

    for (size_t i = 0; i < count && !found; i++) {
        oriel_value_t *pair = oriel_value_dup_element(headers, i);
        oriel_value_t *key = oriel_value_dup_element(pair, 0), *value = oriel_value_dup_element(pair, 1);
        char *text = NULL;

        if (oriel_value_dup_string(key, &text, NULL) == ORIEL_OK && strcasecmp(text, name) == 0 &&
            oriel_value_dup_string(value, &found, NULL) != ORIEL_OK)
            found = NULL;
        oriel_free(text);
        oriel_value_unref(key);
        oriel_value_unref(value);
        oriel_value_unref(pair);
    }
    oriel_value_unref(headers);
    return found;
}
