/* Arguments of calls: typed readers. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "page/call.h"
#include "value/value.h"

/* A pull's is that of the call which the stream answered. */
static const struct oriel__binding *binding_of(const oriel_call_t *call)
{
    if (!call)
        return NULL;
    return call->is_pull ? call->stream->binding : call->binding;
}

const char *oriel_call_get_object(oriel_call_t *call)
{
    const struct oriel__binding *binding = binding_of(call);

    return binding ? binding->object : "";
}

const char *oriel_call_get_name(oriel_call_t *call)
{
    const struct oriel__binding *binding = binding_of(call);

    return binding ? binding->name : "";
}

oriel_value_t *oriel_call_get_args(oriel_call_t *call)
{
    return call ? call->args : NULL;
}

size_t oriel_call_get_arg_count(oriel_call_t *call)
{
    return call ? call->arg_count : 0;
}

oriel_value_t *oriel_call_dup_arg(oriel_call_t *call, size_t index)
{
    if (!call || index >= call->arg_count)
        return NULL;
    if (call->blocks && call->blocks[index])
        return oriel_value_ref(call->blocks[index]);
    return oriel_value_dup_element(call->args, index);
}

static const char *type_name(oriel_type_t type)
{
    static const char *const names[] = { "null", "boolean", "integer", "number", "string", "array", "object", "bytes" };

    return names[type];
}

/* The argument, or ETYPE when it is missing; `ret` is the reader's. */
static oriel_err_t get_arg(oriel_call_t *call, size_t index, const char *wanted, const void *ret,
                           oriel_value_t **ret_value)
{
    if (!call || !ret)
        return oriel__fail(ORIEL_EINVAL, "argument: call and ret must not be NULL");
    *ret_value = oriel_call_dup_arg(call, index);
    if (*ret_value)
        return ORIEL_OK;
    if (index < call->arg_count)
        return ORIEL_ENOMEM;
    return oriel__fail(ORIEL_ETYPE, "%s: argument %zu is missing, %s is wanted", oriel_call_get_name(call), index + 1,
                       wanted);
}

static oriel_err_t wrong_type(oriel_call_t *call, size_t index, const oriel_value_t *value, const char *wanted)
{
    return oriel__fail(ORIEL_ETYPE, "%s: argument %zu is of type %s, %s is wanted", oriel_call_get_name(call),
                       index + 1, type_name(oriel_value_get_type(value)), wanted);
}

oriel_err_t oriel_call_arg_bool(oriel_call_t *call, size_t index, bool *ret)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = get_arg(call, index, "a boolean", ret, &value);

    if (!err && oriel_value_get_bool(value, ret))
        err = wrong_type(call, index, value, "a boolean");
    oriel_value_unref(value);
    return err;
}

oriel_err_t oriel_call_arg_int(oriel_call_t *call, size_t index, int64_t *ret)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = get_arg(call, index, "an integer", ret, &value);

    if (!err && oriel_value_get_int(value, ret))
        err = wrong_type(call, index, value, "an integer");
    oriel_value_unref(value);
    return err;
}

oriel_err_t oriel_call_arg_real(oriel_call_t *call, size_t index, double *ret)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = get_arg(call, index, "a number", ret, &value);

    if (!err && oriel_value_get_real(value, ret))
        err = wrong_type(call, index, value, "a number");
    oriel_value_unref(value);
    return err;
}

/* Keeps `text` until the call is freed: a list link heads the copy. */
static const char *keep_string(oriel_call_t *call, const char *text, size_t len)
{
    struct oriel_list *link = oriel__alloc(sizeof(*link) + len + 1);

    if (!link)
        return NULL;
    char *copy = (char *)(link + 1);

    memcpy(copy, text, len + 1);
    oriel__lock(&call->mutex);
    oriel__list_add(&call->strings, link);
    oriel__unlock(&call->mutex);
    return copy;
}

oriel_err_t oriel_call_arg_string(oriel_call_t *call, size_t index, const char **ret, size_t *len)
{
    oriel_value_t *value = NULL;
    char *text = NULL;
    size_t n = 0;
    oriel_err_t err = get_arg(call, index, "a string", ret, &value);

    if (!err && oriel_value_get_type(value) != ORIEL_TYPE_STRING)
        err = wrong_type(call, index, value, "a string");
    if (!err)
        err = oriel_value_dup_string(value, &text, &n);
    if (!err) {
        const char *kept = keep_string(call, text, n);

        if (kept) {
            *ret = kept;
            if (len)
                *len = n;
        } else {
            err = oriel__nomem();
        }
    }
    oriel__free(text);
    oriel_value_unref(value);
    return err;
}

oriel_err_t oriel_call_arg_bytes(oriel_call_t *call, size_t index, const void **ret, size_t *len)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = get_arg(call, index, "a Uint8Array", ret, &value);

    if (err)
        return err;
    const void *data = oriel_value_get_bytes(value, len);

    if (data)
        *ret = data; /* the call keeps a reference of its own */
    else
        err = wrong_type(call, index, value, "a Uint8Array");
    oriel_value_unref(value);
    return err;
}
