/* Text of others becomes a value: jansson says whether it is JSON, and what
 * passed is kept without its white space and with numbers that a page can hold.
 *
 * jansson refuses what UTF-8 could not carry, lone surrogates ("\ud800") above
 * all, and a NUL in a key. It stops at a NUL outside of strings as if the text
 * ended there: no JSON text holds one, so they are refused before. */
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "value/number.h"
#include "value/repr.h"
#include "value/text.h"

/* All numbers as reals: then only what no double can hold is an error. */
#define FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL)

#define SAFE_DIGITS 15 /* so many always fit */

/* jansson takes 8 ns for each byte of a string; we check plain ones ourselves,
 * 16 times as fast, and spare it those that are at least so long. */
#define LONG_STRING 256

struct compact {
    struct oriel_buf buf;
    const char *at;
    const char *end;
    unsigned depth, deepest, limit;
};

static oriel_err_t refuse_nul(const char *text, const char *nul)
{
    int line = 1;
    int column = 1;

    for (const char *p = text; p < nul; p++) {
        column = *p == '\n' ? 1 : column + 1;
        line += *p == '\n';
    }
    return oriel__fail(ORIEL_ESYNTAX, "line %d, column %d: NUL in the text", line, column);
}

static oriel_err_t validate_all(const char *text, size_t len)
{
    json_error_t error = { .line = -1 };
    json_t *tree = json_loadb(text, len, FLAGS, &error);

    if (tree) {
        json_decref(tree);
        return ORIEL_OK;
    }
    if (!error.text[0] || json_error_code(&error) == json_error_out_of_memory)
        return oriel__nomem();
    if (json_error_code(&error) == json_error_stack_overflow)
        return oriel__fail(ORIEL_ETOOBIG, "nesting of more than %d levels", ORIEL_VALUE_DEPTH_MAX);
    return oriel__fail(ORIEL_ESYNTAX, "line %d, column %d: %s", error.line, error.column, error.text);
}

/* Whether the string that ends with the quote at `stop` is a member's key. */
static bool is_key(const char *stop, const char *end)
{
    const char *at = stop + 1;

    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at < end && *at == ':';
}

/* Copies the text without the content of its long strings, but for keys, which
 * must be compared, and for those that are not plain, on which jansson speaks.
 * The copy is JSON if and only if the text is. Nothing is added if there is no
 * such string. */
static oriel_err_t add_skeleton(struct oriel_buf *buf, const char *text, const char *end)
{
    const char *from = text; /* what is to be copied */
    const char *at = text;

    while ((at = memchr(at, '"', (size_t)(end - at)))) {
        const char *stop = oriel__string_end(at + 1, end);

        if (stop == end)
            break; /* jansson will say so */
        if (stop - at > LONG_STRING && oriel__is_plain(at + 1, stop) && !is_key(stop, end)) {
            oriel_err_t err = oriel__buf_add(buf, from, (size_t)(at + 1 - from));

            if (err != ORIEL_OK)
                return err;
            from = stop;
        }
        at = stop + 1;
    }
    return from == text ? ORIEL_OK : oriel__buf_add(buf, from, (size_t)(end - from));
}

static oriel_err_t validate(const char *text, size_t len)
{
    struct oriel_buf skeleton;
    oriel_err_t err;

    if (len <= LONG_STRING)
        return validate_all(text, len);
    oriel__buf_init(&skeleton, len);
    err = add_skeleton(&skeleton, text, text + len);
    if (err == ORIEL_OK && skeleton.len > 0)
        err = validate_all(skeleton.data, skeleton.len);
    if (err == ORIEL_ESYNTAX || (err == ORIEL_OK && skeleton.len == 0))
        err = validate_all(text, len); /* for the column, or for all */
    oriel__buf_fini(&skeleton);
    return err;
}

static bool is_numeric(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/* An integer of many digits, which may have to become a real. The others'
 * text need not end behind it, as reading wants: ours does. */
static oriel_err_t add_long_integer(struct oriel_buf *buf, const char *digits, size_t len)
{
    struct oriel__number number;
    char text[ORIEL__NUMBER_SIZE];
    size_t before = buf->len;
    oriel_err_t err = oriel__buf_add(buf, digits, len);

    if (err == ORIEL_OK)
        err = oriel__buf_addc(buf, '\0');
    if (err != ORIEL_OK)
        return err;
    oriel__number_parse(buf->data + before, buf->data + before + len, &number);
    if (number.is_int) {
        buf->len--;
        return ORIEL_OK;
    }
    buf->len = before;
    return oriel__buf_add(buf, text, oriel__real_format(text, number.real));
}

static oriel_err_t add_number(struct compact *to)
{
    const char *at = to->at;
    size_t len = 0;
    bool is_real = false;

    for (; at + len < to->end && is_numeric(at[len]); len++)
        is_real = is_real || at[len] == '.' || at[len] == 'e' || at[len] == 'E';
    to->at += len;
    if (!is_real && len > SAFE_DIGITS)
        return add_long_integer(&to->buf, at, len);
    if (!is_real && len == 2 && memcmp(at, "-0", 2) == 0) /* an int has no sign at zero */
        return oriel__buf_adds(&to->buf, "-0.0");
    return oriel__buf_add(&to->buf, at, len);
}

static oriel_err_t add_string(struct compact *to)
{
    const char *at = to->at;

    to->at = oriel__string_end(at + 1, to->end) + 1;
    return oriel__buf_add(&to->buf, at, (size_t)(to->at - at));
}

static oriel_err_t add_next(struct compact *to)
{
    char c = *to->at;

    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        to->at++;
        return ORIEL_OK;
    case '"':
        return add_string(to);
    case '[':
    case '{':
        if (++to->depth > to->limit)
            return oriel__fail(ORIEL_ETOOBIG, "nesting of more than %d levels", ORIEL_VALUE_DEPTH_MAX);
        if (to->depth > to->deepest)
            to->deepest = to->depth;
        break;
    case ']':
    case '}':
        to->depth--;
        break;
    default:
        if (c == '-' || (c >= '0' && c <= '9'))
            return add_number(to);
        break;
    }
    to->at++;
    return oriel__buf_addc(&to->buf, c);
}

static oriel_err_t compact(const char *text, size_t len, unsigned depth_limit, oriel_value_t **ret)
{
    struct compact to = { .at = text, .end = text + len, .limit = depth_limit };
    oriel_err_t err;

    oriel__buf_init(&to.buf, ORIEL__TEXT_LIMIT);
    err = oriel__buf_reserve(&to.buf, sizeof(struct oriel_value) + len);
    if (err == ORIEL_OK)
        err = oriel__text_begin(&to.buf);
    while (err == ORIEL_OK && to.at < to.end)
        err = add_next(&to);
    if (err == ORIEL_OK)
        err = oriel__text_finish(&to.buf, to.deepest, ret);
    oriel__buf_fini(&to.buf);
    return err;
}

static oriel_err_t from_json(const char *text, size_t len, unsigned depth_limit, oriel_value_t **ret)
{
    const char *nul;
    oriel_err_t err;

    if (!text || !ret)
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", text ? "ret" : "text");
    if (len > ORIEL_VALUE_SIZE_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "text of %zu bytes, limit %zu", len, ORIEL_VALUE_SIZE_MAX);
    nul = memchr(text, '\0', len);
    if (nul)
        return refuse_nul(text, nul);
    err = validate(text, len);
    return err != ORIEL_OK ? err : compact(text, len, depth_limit, ret);
}

oriel_err_t oriel_value_from_json(const char *text, size_t len, oriel_value_t **ret)
{
    return from_json(text, len, ORIEL_VALUE_DEPTH_MAX, ret);
}

oriel_err_t oriel__value_from_message(const char *text, size_t len, oriel_value_t **ret)
{
    return from_json(text, len, ORIEL_VALUE_DEPTH_MAX + ORIEL__MESSAGE_DEPTH, ret);
}
