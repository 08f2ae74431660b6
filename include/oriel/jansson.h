/* Values from and to jansson's trees, for programs that use jansson. Not in
 * the umbrella header: including it makes jansson (2.14 or newer) a dependency
 * of the program. Since 0.1. */
#ifndef ORIEL_JANSSON_H
#define ORIEL_JANSSON_H

#include <jansson.h>

#include <oriel/value.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline void oriel_jansson__write(oriel_writer_t *writer, json_t *json);

static inline void oriel_jansson__write_array(oriel_writer_t *writer, json_t *json)
{
    size_t i;

    if (oriel_writer_begin_array(writer) != ORIEL_OK)
        return; /* too deep, or a cycle */
    for (i = 0; i < json_array_size(json); i++)
        oriel_jansson__write(writer, json_array_get(json, i));
    oriel_writer_end(writer);
}

static inline void oriel_jansson__write_object(oriel_writer_t *writer, json_t *json)
{
    void *at;

    if (oriel_writer_begin_object(writer) != ORIEL_OK)
        return;
    for (at = json_object_iter(json); at; at = json_object_iter_next(json, at)) {
        oriel_writer_key(writer, json_object_iter_key(at), json_object_iter_key_len(at));
        oriel_jansson__write(writer, json_object_iter_value(at));
    }
    oriel_writer_end(writer);
}

static inline void oriel_jansson__write_integer(oriel_writer_t *writer, json_int_t i)
{
    if (i > ORIEL_VALUE_INT_MAX || i < -ORIEL_VALUE_INT_MAX)
        oriel_writer_real(writer, (double)i);
    else
        oriel_writer_int(writer, (int64_t)i);
}

static inline void oriel_jansson__write(oriel_writer_t *writer, json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        oriel_jansson__write_object(writer, json);
        break;
    case JSON_ARRAY:
        oriel_jansson__write_array(writer, json);
        break;
    case JSON_STRING:
        oriel_writer_string(writer, json_string_value(json), json_string_length(json));
        break;
    case JSON_INTEGER:
        oriel_jansson__write_integer(writer, json_integer_value(json));
        break;
    case JSON_REAL:
        oriel_writer_real(writer, json_real_value(json));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        oriel_writer_bool(writer, json_is_true(json));
        break;
    default:
        oriel_writer_null(writer);
        break;
    }
}

/* A value with the content of `json` (borrowed). Integers beyond
 * ORIEL_VALUE_INT_MAX become reals. `*ret`: a new reference. Errors: EINVAL
 * (NULL, or a key with a NUL in it), ETOOBIG (over the limits of values, a
 * cycle among them), ENOMEM. */
static inline oriel_err_t ORIEL_MUST_CHECK oriel_value_from_jansson(json_t *json, oriel_value_t **ret)
{
    oriel_writer_t *writer;
    oriel_err_t err;

    if (!json || !ret)
        return ORIEL_EINVAL;
    err = oriel_writer_new(&writer);
    if (err != ORIEL_OK)
        return err;
    oriel_jansson__write(writer, json);
    err = oriel_writer_finish(writer, ret);
    oriel_writer_free(writer);
    return err;
}

/* A tree with the content of `value` (borrowed). `*ret`: a new reference of
 * jansson's. Errors: EINVAL (NULL), ETYPE (bytes), ENOMEM. */
static inline oriel_err_t ORIEL_MUST_CHECK oriel_value_to_jansson(const oriel_value_t *value, json_t **ret)
{
    json_t *json;
    size_t len;
    const char *text = oriel_value_get_text(value, &len);

    if (!value || !ret)
        return ORIEL_EINVAL;
    if (!text)
        return ORIEL_ETYPE;
    json = json_loadb(text, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    if (!json)
        return ORIEL_ENOMEM;
    *ret = json;
    return ORIEL_OK;
}

#ifdef __cplusplus
}
#endif

#endif
