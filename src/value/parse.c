/* Text of others becomes a value: in one pass it is checked, and copied without
 * its white space and with numbers that a page can hold.
 *
 * Strict as jansson is, of which the tests know that both agree; it is not used
 * here because it builds a tree (docs/decisions/0008). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "value/number.h"
#include "value/repr.h"
#include "value/text.h"

#define LEVELS (ORIEL_VALUE_DEPTH_MAX + ORIEL__MESSAGE_DEPTH)
#define SAFE_DIGITS 15 /* an integer of so many always fits */
#define SAFE_REAL 300  /* a real of so many characters too, without an exponent */
#define FEW_KEYS 16    /* compared each with each; more are sorted */

/* A key of an object that is still open: where it stands in the copy, without its
 * quotes, and in the text. */
struct key {
    uint32_t at, len, from;
};

struct level {
    uint32_t keys; /* of the levels around it */
    bool is_object;
};

struct parser {
    struct oriel_buf out;
    const char *text, *at, *end;
    unsigned depth, deepest, limit;
    struct level levels[LEVELS];
    struct key *keys;
    size_t key_count, key_cap;
};

/* --- Errors ------------------------------------------------------------------ */

/* ESYNTAX, about what stands at `where`. */
static oriel_err_t wrong_at(const struct parser *p, const char *where, const char *what)
{
    size_t line = 1, column = 1;

    for (const char *c = p->text; c < where; c++) {
        if (*c == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            column++;
        }
    }
    return oriel__fail(ORIEL_ESYNTAX, "line %zu, column %zu: %s", line, column, what);
}

static oriel_err_t wrong(const struct parser *p, const char *what)
{
    return wrong_at(p, p->at, what);
}

/* The same where something else stands than what may. */
static oriel_err_t unexpected(const struct parser *p, const char *wanted)
{
    char text[80];

    if (p->at == p->end)
        (void)snprintf(text, sizeof(text), "%s is wanted, and the text ends", wanted);
    else if (*p->at > 0x20 && *p->at < 0x7F)
        (void)snprintf(text, sizeof(text), "%s is wanted, not '%c'", wanted, *p->at);
    else
        (void)snprintf(text, sizeof(text), "%s is wanted, not byte 0x%02x", wanted, (unsigned char)*p->at);
    return wrong(p, text);
}

/* What stands `ahead` of here; a NUL, which nobody wants, past the end. */
static char peek(const struct parser *p, size_t ahead)
{
    if ((size_t)(p->end - p->at) <= ahead)
        return '\0';
    return p->at[ahead];
}

/* --- Scalars ------------------------------------------------------------------- */

static void skip_space(struct parser *p)
{
    for (char c = peek(p, 0); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek(p, 0))
        p->at++;
}

static oriel_err_t add_literal(struct parser *p, const char *literal)
{
    size_t len = strlen(literal);

    if ((size_t)(p->end - p->at) < len || memcmp(p->at, literal, len) != 0)
        return unexpected(p, "a value");
    p->at += len;
    return oriel__buf_add(&p->out, literal, len);
}

static bool skip_digits(struct parser *p)
{
    const char *from = p->at;

    while (peek(p, 0) >= '0' && peek(p, 0) <= '9')
        p->at++;
    return p->at > from;
}

/* Passes over a number; says whether it has a point, and an exponent. */
static oriel_err_t skip_number(struct parser *p, bool *has_point, bool *has_exponent)
{
    if (*p->at == '-')
        p->at++;
    if (peek(p, 0) == '0')
        p->at++;
    else if (!skip_digits(p))
        return unexpected(p, "a digit");
    *has_point = peek(p, 0) == '.';
    if (*has_point) {
        p->at++;
        if (!skip_digits(p))
            return unexpected(p, "a digit");
    }
    *has_exponent = peek(p, 0) == 'e' || peek(p, 0) == 'E';
    if (*has_exponent) {
        p->at++;
        if (peek(p, 0) == '+' || peek(p, 0) == '-')
            p->at++;
        if (!skip_digits(p))
            return unexpected(p, "a digit");
    }
    return ORIEL_OK;
}

/* A number that may be more than a page can hold. Reading wants something behind
 * it that no number has, which only the copy is sure to have. */
static oriel_err_t add_large(struct parser *p, const char *digits, size_t len, bool is_real)
{
    struct oriel__number number;
    char text[ORIEL__NUMBER_SIZE];
    size_t before = p->out.len;
    oriel_err_t err = oriel__buf_add(&p->out, digits, len);

    if (!err)
        err = oriel__buf_addc(&p->out, '\0');
    if (err)
        return err;
    p->out.len--;
    oriel__number_parse(p->out.data + before, p->out.data + before + len, &number);
    if (isinf(number.real))
        return wrong_at(p, digits, "a number that no double can hold");
    if (is_real || number.is_int)
        return ORIEL_OK;
    p->out.len = before;
    return oriel__buf_add(&p->out, text, oriel__real_format(text, number.real));
}

static oriel_err_t add_number(struct parser *p)
{
    const char *from = p->at;
    bool has_point = false, has_exponent = false;
    oriel_err_t err = skip_number(p, &has_point, &has_exponent);
    size_t len = (size_t)(p->at - from);
    bool is_real = has_point || has_exponent;

    if (err)
        return err;
    if (has_exponent || len > (is_real ? SAFE_REAL : SAFE_DIGITS))
        return add_large(p, from, len, is_real);
    if (len == 2 && memcmp(from, "-0", 2) == 0) /* an int has no sign at zero */
        return oriel__buf_adds(&p->out, "-0.0");
    return oriel__buf_add(&p->out, from, len);
}

/* --- Strings --------------------------------------------------------------------- */

/* The code of the four hexadecimal digits there, or -1. */
static int read_hex4(const struct parser *p, size_t ahead)
{
    int code = 0;

    for (size_t i = 0; i < 4; i++) {
        char c = peek(p, ahead + i);
        bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');

        if (!is_letter && (c < '0' || c > '9'))
            return -1;
        code = code * 16 + (is_letter ? (c | 0x20) - 'a' + 10 : c - '0');
    }
    return code;
}

/* An escape, at its backslash. Surrogates come in pairs: nothing else could be
 * said in UTF-8. */
static oriel_err_t skip_escape(struct parser *p, bool *has_nul)
{
    char c = peek(p, 1);

    if (c == 'u') {
        int code = read_hex4(p, 2);
        bool is_pair = code >= 0xD800 && code < 0xDC00 && peek(p, 6) == '\\' && peek(p, 7) == 'u';
        int low = is_pair ? read_hex4(p, 8) : -1;

        if (code < 0)
            return wrong(p, "\\u without four hexadecimal digits");
        if (code >= 0xD800 && code < 0xE000 && (low < 0xDC00 || low >= 0xE000))
            return wrong(p, "half of a surrogate pair");
        *has_nul = *has_nul || code == 0;
        p->at += code >= 0xD800 && code < 0xE000 ? 12 : 6;
        return ORIEL_OK;
    }
    if (c == '\0' || !strchr("\"\\/bfnrt", c))
        return wrong(p, "an escape that JSON does not have");
    p->at += 2;
    return ORIEL_OK;
}

/* A string, at its quote. */
static oriel_err_t add_string(struct parser *p, bool *has_escapes, bool *has_nul)
{
    const char *from = p->at++;

    for (;;) {
        bool is_bad = false;

        p->at = oriel__plain_end(p->at, p->end, &is_bad);
        if (is_bad)
            return wrong(p, "text that is not UTF-8");
        if (p->at == p->end)
            return wrong(p, "a string without its end");
        if (*p->at == '"')
            break;
        if (*p->at != '\\')
            return wrong(p, "a control character in a string");
        oriel_err_t err = skip_escape(p, has_nul);

        if (err)
            return err;
        *has_escapes = true;
    }
    p->at++;
    return oriel__buf_add(&p->out, from, (size_t)(p->at - from));
}

/* --- Keys -------------------------------------------------------------------------- */

/* Writes the key that stands in the copy from `before` on as we would have written
 * it: then two keys are the same if their texts are. */
static oriel_err_t normalize_key(struct parser *p, size_t before)
{
    oriel_token_t token = { .type = ORIEL_TOKEN_KEY, .has_escapes = true };
    char *text = oriel__alloc(p->out.len - before);

    if (!text)
        return oriel__nomem();
    token.text = p->out.data + before + 1;
    token.len = p->out.len - before - 2;
    size_t len = oriel_token_decode(&token, text);

    p->out.len = before;
    oriel_err_t err = oriel__json_add_string(&p->out, text, len);

    oriel__free(text);
    return err;
}

static oriel_err_t note_key(struct parser *p, size_t before, const char *from)
{
    if (p->key_count == p->key_cap) {
        size_t cap = p->key_cap ? p->key_cap * 2 : 32;
        struct key *keys = oriel__realloc(p->keys, cap * sizeof(*keys));

        if (!keys)
            return oriel__nomem();
        p->keys = keys;
        p->key_cap = cap;
    }
    p->keys[p->key_count++] = (struct key){
        .at = (uint32_t)before + 1,
        .len = (uint32_t)(p->out.len - before - 2),
        .from = (uint32_t)(from - p->text),
    };
    return ORIEL_OK;
}

/* A key and its colon. */
static oriel_err_t add_key(struct parser *p)
{
    bool has_escapes = false, has_nul = false;
    size_t before = p->out.len;

    skip_space(p);
    const char *from = p->at;

    if (peek(p, 0) != '"')
        return unexpected(p, "a key");
    oriel_err_t err = add_string(p, &has_escapes, &has_nul);

    if (!err && has_nul)
        return wrong_at(p, from, "a key with a NUL");
    if (!err && has_escapes)
        err = normalize_key(p, before);
    if (!err)
        err = note_key(p, before, from);
    skip_space(p);
    if (!err && peek(p, 0) != ':')
        return unexpected(p, "':'");
    p->at++;
    return err ? err : oriel__buf_addc(&p->out, ':');
}

/* Any order will do in which the same keys are neighbours. */
static int compare_keys(const void *a, const void *b, void *copy)
{
    const struct key *x = a, *y = b;

    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    int order = memcmp((const char *)copy + x->at, (const char *)copy + y->at, x->len);

    return order != 0 ? order : (x->from > y->from) - (x->from < y->from);
}

static bool are_same(const struct parser *p, const struct key *a, const struct key *b)
{
    return a->len == b->len && memcmp(p->out.data + a->at, p->out.data + b->at, a->len) == 0;
}

/* The key that stands a second time among these, or NULL. */
static const struct key *find_second(const struct parser *p, struct key *keys, size_t count)
{
    if (count > FEW_KEYS)
        qsort_r(keys, count, sizeof(*keys), compare_keys, p->out.data);
    for (size_t i = 1; i < count; i++)
        for (size_t j = count > FEW_KEYS ? i - 1 : 0; j < i; j++)
            if (are_same(p, &keys[i], &keys[j]))
                return &keys[i];
    return NULL;
}

/* --- Arrays and objects ---------------------------------------------------------------- */

static oriel_err_t begin(struct parser *p)
{
    if (p->depth == p->limit)
        return oriel__fail(ORIEL_ETOOBIG, "nesting of more than %d levels", ORIEL_VALUE_DEPTH_MAX);
    p->levels[p->depth++] = (struct level){ .keys = (uint32_t)p->key_count, .is_object = *p->at == '{' };
    if (p->depth > p->deepest)
        p->deepest = p->depth;
    return oriel__buf_addc(&p->out, *p->at++);
}

static oriel_err_t end(struct parser *p)
{
    size_t keys = p->levels[--p->depth].keys;
    const struct key *second = find_second(p, p->keys + keys, p->key_count - keys);

    if (second)
        return wrong_at(p, p->text + second->from, "a key that the object has already");
    p->key_count = keys;
    return oriel__buf_addc(&p->out, *p->at++);
}

/* A scalar whole, or the beginning of an array or object. */
static oriel_err_t add_value(struct parser *p, bool *has_begun)
{
    bool has_escapes = false, has_nul = false;

    switch (peek(p, 0)) {
    case '"':
        return add_string(p, &has_escapes, &has_nul);
    case '[':
    case '{':
        *has_begun = true;
        return begin(p);
    case 'n':
        return add_literal(p, "null");
    case 't':
        return add_literal(p, "true");
    case 'f':
        return add_literal(p, "false");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return add_number(p);
    default:
        return unexpected(p, "a value");
    }
}

/* A value, the ends behind it, and what leads to the next one. */
static oriel_err_t add_next(struct parser *p, bool *is_done)
{
    bool has_begun = false;

    skip_space(p);
    oriel_err_t err = add_value(p, &has_begun);

    while (!err) {
        skip_space(p);
        *is_done = p->depth == 0;
        if (*is_done)
            return p->at == p->end ? ORIEL_OK : unexpected(p, "the end");
        bool is_object = p->levels[p->depth - 1].is_object;
        char c = peek(p, 0);

        if (c == (is_object ? '}' : ']')) {
            err = end(p);
            has_begun = false;
            continue;
        }
        if (!has_begun) {
            if (c != ',')
                return unexpected(p, is_object ? "',' or '}'" : "',' or ']'");
            p->at++;
            err = oriel__buf_addc(&p->out, ',');
        }
        return err || !is_object ? err : add_key(p);
    }
    return err;
}

static oriel_err_t from_json(const char *text, size_t len, unsigned limit, oriel_value_t **ret)
{
    struct parser p = { .text = text, .at = text, .limit = limit };
    bool is_done = false;

    if (!text || !ret)
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", text ? "ret" : "text");
    if (len > ORIEL_VALUE_SIZE_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "text of %zu bytes, limit %zu", len, ORIEL_VALUE_SIZE_MAX);
    p.end = text + len;
    oriel__buf_init(&p.out, ORIEL__TEXT_LIMIT);
    size_t room = sizeof(struct oriel_value) + len;
    oriel_err_t err = oriel__buf_reserve(&p.out, room < ORIEL__TEXT_LIMIT ? room + 1 : room); /* the NUL's too */

    if (!err)
        err = oriel__text_begin(&p.out);
    while (!err && !is_done)
        err = add_next(&p, &is_done);
    if (!err)
        err = oriel__text_finish(&p.out, p.deepest, ret);
    oriel__buf_fini(&p.out);
    oriel__free(p.keys);
    return err;
}

oriel_err_t oriel_value_from_json(const char *text, size_t len, oriel_value_t **ret)
{
    return from_json(text, len, ORIEL_VALUE_DEPTH_MAX, ret);
}

oriel_err_t oriel__value_from_message(const char *text, size_t len, oriel_value_t **ret)
{
    return from_json(text, len, LEVELS, ret);
}
