/* JSON strings: written with their escapes, read without them. */
#include "value/text.h"

#include <string.h>

#include "base/error.h"
#include "value/value.h"

#define BYTES(x) (UINT64_C(0x0101010101010101) * (x))

/* Whether eight bytes are ASCII that needs no escape. A byte below a special
 * one may be taken for special too: the loop over bytes then decides. */
static bool are_plain(const char *at)
{
    uint64_t word, quote, slash;

    memcpy(&word, at, sizeof(word));
    quote = word ^ BYTES('"');
    slash = word ^ BYTES('\\');
    return ((word | (word - BYTES(0x20)) | (quote - BYTES(1)) | (slash - BYTES(1))) & BYTES(0x80)) == 0;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* The length of the character at `at` that takes two bytes or more, 0 if it is
 * not UTF-8: cut, overlong, a surrogate, or past U+10FFFF. */
static size_t char_len(const unsigned char *at, size_t left)
{
    unsigned char c = at[0];

    if (c >= 0xC2 && c <= 0xDF)
        return left >= 2 && is_tail(at[1]) ? 2 : 0;
    if (c >= 0xE0 && c <= 0xEF) {
        if (left < 3 || !is_tail(at[1]) || !is_tail(at[2]))
            return 0;
        return (c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F) ? 0 : 3;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        if (left < 4 || !is_tail(at[1]) || !is_tail(at[2]) || !is_tail(at[3]))
            return 0;
        return (c == 0xF0 && at[1] < 0x90) || (c == 0xF4 && at[1] > 0x8F) ? 0 : 4;
    }
    return 0;
}

const char *oriel__plain_end(const char *at, const char *end, bool *is_bad)
{
    for (;;) {
        size_t len;

        while (end - at >= 8 && are_plain(at))
            at += 8;
        while (at < end && is_plain((unsigned char)*at))
            at++;
        if (at == end || (unsigned char)*at < 0x80)
            return at;
        len = char_len((const unsigned char *)at, (size_t)(end - at));
        if (len == 0) {
            *is_bad = true;
            return at;
        }
        at += len;
    }
}

bool oriel__is_plain(const char *at, const char *end)
{
    bool is_bad = false;

    return oriel__plain_end(at, end, &is_bad) == end;
}

static oriel_err_t add_escape(struct oriel_buf *buf, unsigned char c)
{
    static const char short_forms[] = "btn?fr"; /* 8 to 13; 11 has none */
    static const char hex[] = "0123456789abcdef";

    if (c >= 0x20)
        return oriel__buf_add(buf, (const char[]){ '\\', (char)c }, 2);
    if (c >= 8 && c <= 13 && c != 11)
        return oriel__buf_add(buf, (const char[]){ '\\', short_forms[c - 8] }, 2);
    return oriel__buf_add(buf, (const char[]){ '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] }, 6);
}

static oriel_err_t add_content(struct oriel_buf *buf, const char *text, size_t len)
{
    const char *end = text + len;
    const char *at = text;

    while (at < end) {
        bool is_bad = false;
        const char *stop = oriel__plain_end(at, end, &is_bad);
        oriel_err_t err = oriel__buf_add(buf, at, (size_t)(stop - at));

        if (err != ORIEL_OK)
            return err;
        if (is_bad)
            return oriel__fail(ORIEL_ESYNTAX, "text is not UTF-8 at byte %zu of %zu (0x%02x)", (size_t)(stop - text),
                               len, (unsigned char)*stop);
        if (stop < end) {
            err = add_escape(buf, (unsigned char)*stop++);
            if (err != ORIEL_OK)
                return err;
        }
        at = stop;
    }
    return ORIEL_OK;
}

oriel_err_t oriel__json_add_string(struct oriel_buf *buf, const char *text, size_t len)
{
    size_t before = buf->len;
    oriel_err_t err = oriel__buf_reserve(buf, len < SIZE_MAX - 2 ? len + 2 : SIZE_MAX); /* the quotes too */

    if (err != ORIEL_OK)
        return err;
    err = oriel__buf_addc(buf, '"');
    if (err == ORIEL_OK && len > 0)
        err = add_content(buf, text, len);
    if (err == ORIEL_OK)
        err = oriel__buf_addc(buf, '"');
    if (err != ORIEL_OK)
        buf->len = before;
    return err;
}

const char *oriel__string_end(const char *at, const char *end)
{
    for (const char *from = at;; at++) {
        const char *back;

        at = memchr(at, '"', (size_t)(end - at));
        if (!at)
            return end;
        back = at;
        while (back > from && back[-1] == '\\')
            back--;
        if ((at - back) % 2 == 0)
            return at;
    }
}

static unsigned hex4(const char *at)
{
    unsigned value = 0;

    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)at[i];

        value = value << 4 | (c <= '9' ? c - (unsigned)'0' : (c | 0x20U) - 'a' + 10);
    }
    return value;
}

static size_t encode(char *out, unsigned code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Decodes the escape whose backslash is at `*at`, and passes over it. */
static size_t decode_escape(const char **at, char *out)
{
    const char *p = *at + 1;
    unsigned code;

    *at += 2;
    switch (*p) {
    case 'b':
        *out = '\b';
        return 1;
    case 't':
        *out = '\t';
        return 1;
    case 'n':
        *out = '\n';
        return 1;
    case 'f':
        *out = '\f';
        return 1;
    case 'r':
        *out = '\r';
        return 1;
    case 'u':
        break;
    default: /* quote, backslash, slash */
        *out = *p;
        return 1;
    }
    code = hex4(p + 1);
    *at += 4;
    if (code >= 0xD800 && code < 0xDC00) { /* the other half follows: checked when parsed */
        code = 0x10000 + ((code - 0xD800) << 10) + (hex4(p + 7) - 0xDC00);
        *at += 6;
    }
    return encode(out, code);
}

size_t oriel_token_decode(const oriel_token_t *token, char *out)
{
    const char *at = token->text;
    const char *end = at + token->len;
    char *to = out;

    while (at < end) {
        const char *stop = token->has_escapes ? memchr(at, '\\', (size_t)(end - at)) : NULL;
        size_t run = (size_t)((stop ? stop : end) - at);

        memcpy(to, at, run);
        to += run;
        at += run;
        if (stop)
            to += decode_escape(&at, to);
    }
    return (size_t)(to - out);
}

bool oriel__token_equals(const oriel_token_t *token, const char *text, size_t len)
{
    const char *at = token->text;
    const char *end = at + token->len;
    const char *text_end = text + len;

    if (!token->has_escapes)
        return token->len == len && memcmp(at, text, len) == 0;
    while (at < end && text < text_end) {
        char c[4];
        size_t n = 1;

        if (*at == '\\')
            n = decode_escape(&at, c);
        else
            c[0] = *at++;
        if ((size_t)(text_end - text) < n || memcmp(c, text, n) != 0)
            return false;
        text += n;
    }
    return at == end && text == text_end;
}
