/* Reading a value without a reader: scalars, and members by name or place. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "value/number.h"
#include "value/repr.h"
#include "value/text.h"

static oriel_err_t check(const oriel_value_t *value, const void *ret)
{
    if (!ret)
        return oriel__fail(ORIEL_EINVAL, "ret is NULL");
    return value ? ORIEL_OK : oriel__last_err(); /* the maker's */
}

static oriel_err_t mismatch(const oriel_value_t *value, oriel_type_t wanted)
{
    return oriel__fail(ORIEL_ETYPE, "value is %s, not %s", oriel__type_name(oriel_value_get_type(value)),
                       oriel__type_name(wanted));
}

oriel_err_t oriel_value_get_bool(const oriel_value_t *value, bool *ret)
{
    oriel_err_t err = check(value, ret);

    if (err != ORIEL_OK)
        return err;
    if (value->type != ORIEL_TYPE_BOOL)
        return mismatch(value, ORIEL_TYPE_BOOL);
    *ret = value->text[0] == 't';
    return ORIEL_OK;
}

oriel_err_t oriel_value_get_int(const oriel_value_t *value, int64_t *ret)
{
    oriel_err_t err = check(value, ret);
    struct oriel__number number;

    if (err != ORIEL_OK)
        return err;
    if (value->type != ORIEL_TYPE_INT && value->type != ORIEL_TYPE_REAL)
        return mismatch(value, ORIEL_TYPE_INT);
    oriel__number_parse(value->text, value->text + value->len, &number);
    if (number.is_int) {
        *ret = number.integer;
        return ORIEL_OK;
    }
    if (fabs(number.real) > (double)ORIEL_VALUE_INT_MAX) /* so large, it has no fraction */
        return oriel__fail(ORIEL_ERANGE, "integer %.40s, limit %lld", value->text, (long long)ORIEL_VALUE_INT_MAX);
    if (number.real != (double)(int64_t)number.real)
        return oriel__fail(ORIEL_ETYPE, "value is a real with a fraction, %.40s, not an int", value->text);
    *ret = (int64_t)number.real;
    return ORIEL_OK;
}

oriel_err_t oriel_value_get_real(const oriel_value_t *value, double *ret)
{
    oriel_err_t err = check(value, ret);
    struct oriel__number number;

    if (err != ORIEL_OK)
        return err;
    if (value->type != ORIEL_TYPE_INT && value->type != ORIEL_TYPE_REAL)
        return mismatch(value, ORIEL_TYPE_REAL);
    oriel__number_parse(value->text, value->text + value->len, &number);
    *ret = number.real;
    return ORIEL_OK;
}

oriel_err_t oriel_value_dup_string(const oriel_value_t *value, char **ret, size_t *len)
{
    oriel_err_t err = check(value, ret);
    oriel_reader_t reader;
    oriel_token_t token;
    char *text;
    size_t decoded;

    if (err != ORIEL_OK)
        return err;
    if (value->type != ORIEL_TYPE_STRING)
        return mismatch(value, ORIEL_TYPE_STRING);
    reader = oriel_value_read(value);
    token = oriel_reader_next(&reader);
    text = oriel__alloc(token.len + 1);
    if (!text)
        return oriel__nomem();
    decoded = oriel_token_decode(&token, text);
    text[decoded] = '\0';
    if (len)
        *len = decoded;
    *ret = text;
    return ORIEL_OK;
}

size_t oriel_value_get_count(const oriel_value_t *value)
{
    oriel_type_t type = oriel_value_get_type(value);
    oriel_reader_t reader = oriel_value_read(value);
    size_t count = 0;
    const char *text;
    size_t len;

    if (type != ORIEL_TYPE_ARRAY && type != ORIEL_TYPE_OBJECT)
        return 0;
    oriel_reader_next(&reader);
    for (;;) {
        if (type == ORIEL_TYPE_OBJECT && oriel_reader_next(&reader).type != ORIEL_TOKEN_KEY)
            return count;
        oriel__reader_raw(&reader, &text, &len);
        if (!text)
            return count;
        count++;
    }
}

oriel_value_t *oriel_value_dup_member(const oriel_value_t *value, const char *key)
{
    oriel_reader_t reader = oriel_value_read(value);
    size_t key_len = key ? strlen(key) : 0;
    oriel_token_t token;
    const char *text;
    size_t len;

    if (!key || oriel_value_get_type(value) != ORIEL_TYPE_OBJECT) {
        oriel__fail(ORIEL_ETYPE, "%s has no member", oriel__type_name(oriel_value_get_type(value)));
        return NULL;
    }
    oriel_reader_next(&reader);
    while ((token = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        oriel__reader_raw(&reader, &text, &len);
        if (oriel__token_equals(&token, key, key_len))
            return oriel__value_slice(text, len);
    }
    oriel__fail(ORIEL_ENOENT, "no member \"%.100s\"", key);
    return NULL;
}

oriel_value_t *oriel_value_dup_element(const oriel_value_t *value, size_t index)
{
    oriel_reader_t reader = oriel_value_read(value);
    const char *text;
    size_t len;

    if (oriel_value_get_type(value) != ORIEL_TYPE_ARRAY) {
        oriel__fail(ORIEL_ETYPE, "%s has no element", oriel__type_name(oriel_value_get_type(value)));
        return NULL;
    }
    oriel_reader_next(&reader);
    for (size_t i = 0;; i++) {
        oriel__reader_raw(&reader, &text, &len);
        if (!text) {
            oriel__fail(ORIEL_ENOENT, "no element %zu of %zu", index, i);
            return NULL;
        }
        if (i == index)
            return oriel__value_slice(text, len);
    }
}
