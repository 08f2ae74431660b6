/* The value itself: making, sharing, and reading of scalars and members. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "value/number.h"
#include "value/repr.h"
#include "value/text.h"

/* Bytes of the caller's, kept until the last unref. */
struct taken {
    struct oriel_value value;
    void (*release)(void *data, void *user);
    void *user;
};

static struct oriel_value value_null = { .type = ORIEL_TYPE_NULL, .is_static = true, .len = 4, .text = "null" };
static struct oriel_value value_failed = { .type = ORIEL_TYPE_NULL, .is_static = true, .len = 4, .text = "null" };
static struct oriel_value value_true = { .type = ORIEL_TYPE_BOOL, .is_static = true, .len = 4, .text = "true" };
static struct oriel_value value_false = { .type = ORIEL_TYPE_BOOL, .is_static = true, .len = 5, .text = "false" };

const char *oriel__type_name(oriel_type_t type)
{
    static const char *const names[] = { "null",     "a bool",   "an int",    "a real",
                                         "a string", "an array", "an object", "bytes" };

    return names[type];
}

static oriel_type_t type_of(const char *text, size_t len)
{
    switch (text[0]) {
    case 'n':
        return ORIEL_TYPE_NULL;
    case 't':
    case 'f':
        return ORIEL_TYPE_BOOL;
    case '"':
        return ORIEL_TYPE_STRING;
    case '[':
        return ORIEL_TYPE_ARRAY;
    case '{':
        return ORIEL_TYPE_OBJECT;
    default:
        break;
    }
    for (size_t i = 0; i < len; i++)
        if (text[i] == '.' || text[i] == 'e' || text[i] == 'E')
            return ORIEL_TYPE_REAL;
    return ORIEL_TYPE_INT;
}

static void init(struct oriel_value *value, oriel_type_t type, const char *text, size_t len)
{
    atomic_init(&value->refs, 1);
    value->type = (uint8_t)type;
    value->depth = 0;
    value->is_static = false;
    value->len = len;
    value->text = text;
}

/* A copy of `len` bytes and a NUL behind the struct. */
static oriel_value_t *copy_of(oriel_type_t type, const void *data, size_t len)
{
    struct oriel_value *value = NULL;
    char *copy;

    if (len < SIZE_MAX - sizeof(*value))
        value = oriel__alloc(sizeof(*value) + len + 1);
    if (!value) {
        oriel__nomem();
        return NULL;
    }
    copy = (char *)(value + 1);
    if (len > 0)
        memcpy(copy, data, len);
    copy[len] = '\0';
    init(value, type, copy, len);
    return value;
}

oriel_err_t oriel__text_fail(oriel_err_t err)
{
    if (err == ORIEL_ETOOBIG)
        return oriel__fail(ORIEL_ETOOBIG, "value of more than %zu bytes of text", ORIEL_VALUE_SIZE_MAX);
    return err;
}

oriel_err_t oriel__text_begin(struct oriel_buf *buf)
{
    static const struct oriel_value blank;

    return oriel__buf_add(buf, &blank, sizeof(blank));
}

oriel_err_t oriel__text_finish(struct oriel_buf *buf, unsigned depth, oriel_value_t **ret)
{
    size_t len;
    char *data = oriel__buf_steal(buf, &len);
    struct oriel_value *value = (struct oriel_value *)(void *)data;

    if (!data)
        return oriel__nomem();
    len -= sizeof(*value);
    data += sizeof(*value);
    init(value, type_of(data, len), data, len);
    value->depth = (uint8_t)depth;
    *ret = value;
    return ORIEL_OK;
}

oriel_value_t *oriel__value_slice(const char *text, size_t len)
{
    oriel_type_t type = type_of(text, len);
    oriel_value_t *value;

    if (type == ORIEL_TYPE_NULL)
        return &value_null;
    if (type == ORIEL_TYPE_BOOL)
        return oriel_value_bool(text[0] == 't');
    value = copy_of(type, text, len);
    if (value && (type == ORIEL_TYPE_ARRAY || type == ORIEL_TYPE_OBJECT))
        value->depth = ORIEL__DEPTH_UNKNOWN;
    return value;
}

unsigned oriel__value_depth(const oriel_value_t *value)
{
    oriel_reader_t reader;
    unsigned deepest = 0;

    if (value->depth != ORIEL__DEPTH_UNKNOWN)
        return value->depth;
    reader = oriel_value_read(value);
    while (oriel_reader_next(&reader).type != ORIEL_TOKEN_END)
        if (reader.depth > deepest)
            deepest = reader.depth;
    return deepest;
}

oriel_value_t *oriel_value_null(void)
{
    return &value_null;
}

oriel_value_t *oriel__value_failed(void)
{
    return &value_failed;
}

oriel_value_t *oriel_value_bool(bool b)
{
    return b ? &value_true : &value_false;
}

oriel_value_t *oriel_value_int(int64_t i)
{
    char text[ORIEL__NUMBER_SIZE];

    if (i > ORIEL_VALUE_INT_MAX || i < -ORIEL_VALUE_INT_MAX) {
        oriel__fail(ORIEL_ERANGE, "integer %lld, limit %lld", (long long)i, (long long)ORIEL_VALUE_INT_MAX);
        return NULL;
    }
    return copy_of(ORIEL_TYPE_INT, text, oriel__int_format(text, i));
}

oriel_value_t *oriel_value_real(double d)
{
    char text[ORIEL__NUMBER_SIZE];

    if (!isfinite(d)) {
        oriel__fail(ORIEL_ERANGE, "%s is not a JSON number", isnan(d) ? "NaN" : "infinity");
        return NULL;
    }
    return copy_of(ORIEL_TYPE_REAL, text, oriel__real_format(text, d));
}

oriel_value_t *oriel_value_string(const char *text)
{
    if (!text) {
        oriel__fail(ORIEL_EINVAL, "text is NULL");
        return NULL;
    }
    return oriel_value_string_n(text, strlen(text));
}

oriel_value_t *oriel_value_string_n(const char *text, size_t len)
{
    struct oriel_buf buf;
    oriel_value_t *value = NULL;
    oriel_err_t err;

    if (!text && len > 0) {
        oriel__fail(ORIEL_EINVAL, "text is NULL");
        return NULL;
    }
    oriel__buf_init(&buf, ORIEL__TEXT_LIMIT);
    err = len < ORIEL_VALUE_SIZE_MAX ? oriel__buf_reserve(&buf, sizeof(struct oriel_value) + len + 2) : ORIEL_ETOOBIG;
    if (err == ORIEL_OK)
        err = oriel__text_begin(&buf);
    if (err == ORIEL_OK)
        err = oriel__json_add_string(&buf, text, len);
    if (err == ORIEL_OK)
        err = oriel__text_finish(&buf, 0, &value);
    if (err != ORIEL_OK)
        oriel__text_fail(err);
    oriel__buf_fini(&buf);
    return value;
}

oriel_value_t *oriel_value_bytes(const void *data, size_t len)
{
    if (!data && len > 0) {
        oriel__fail(ORIEL_EINVAL, "data is NULL");
        return NULL;
    }
    return copy_of(ORIEL_TYPE_BYTES, data, len);
}

/* The caller gave the data away, const or not: `release` may free it. */
static void *unconst(const void *data)
{
    void *plain;

    memcpy(&plain, &data, sizeof(plain));
    return plain;
}

oriel_value_t *oriel_value_bytes_take(const void *data, size_t len, void (*release)(void *data, void *user), void *user)
{
    struct taken *taken = NULL;

    if (!data && len > 0)
        oriel__fail(ORIEL_EINVAL, "data is NULL");
    else if (!(taken = oriel__alloc(sizeof(*taken))))
        oriel__nomem();
    if (!taken) {
        if (release)
            release(unconst(data), user);
        return NULL;
    }
    init(&taken->value, ORIEL_TYPE_BYTES, data, len);
    taken->release = release;
    taken->user = user;
    return &taken->value;
}

oriel_value_t *oriel_value_ref(oriel_value_t *value)
{
    if (value && !value->is_static)
        atomic_fetch_add_explicit(&value->refs, 1, memory_order_relaxed);
    return value;
}

oriel_value_t *oriel_value_unref(oriel_value_t *value)
{
    if (!value || value->is_static)
        return NULL;
    if (atomic_fetch_sub_explicit(&value->refs, 1, memory_order_acq_rel) > 1)
        return NULL;
    if (value->type == ORIEL_TYPE_BYTES && value->text != (const char *)(value + 1)) {
        struct taken *taken = (struct taken *)(void *)value;

        if (taken->release)
            taken->release(unconst(value->text), taken->user);
    }
    oriel__free(value);
    return NULL;
}

oriel_type_t oriel_value_get_type(const oriel_value_t *value)
{
    return value ? (oriel_type_t)value->type : ORIEL_TYPE_NULL;
}

const char *oriel_value_get_text(const oriel_value_t *value, size_t *len)
{
    bool has_text = value && value->type != ORIEL_TYPE_BYTES;

    if (len)
        *len = has_text ? value->len : 0;
    return has_text ? value->text : NULL;
}

const void *oriel_value_get_bytes(const oriel_value_t *value, size_t *len)
{
    bool has_bytes = value && value->type == ORIEL_TYPE_BYTES;

    if (len)
        *len = has_bytes ? value->len : 0;
    return has_bytes ? value->text : NULL;
}

void oriel_free(void *memory)
{
    oriel__free(memory);
}
