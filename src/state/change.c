/* Changes, and the names in them. */
#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "state/internal.h"
#include "value/value.h"

/* The length of the UTF-8 character at `p`, 0 when there is none. */
static size_t character(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80, high = 0xBF;
    size_t len;

    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4)
        return 0;
    len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (left < len)
        return 0;
    if (p[0] == 0xE0) /* overlong */
        low = 0xA0;
    else if (p[0] == 0xED) /* surrogates */
        high = 0x9F;
    else if (p[0] == 0xF0) /* overlong */
        low = 0x90;
    else if (p[0] == 0xF4) /* past U+10FFFF */
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    }
    return len;
}

oriel_err_t oriel__state_check_name(const char *what, const char *name, size_t len)
{
    const unsigned char *p = (const unsigned char *)name;
    size_t n;

    if (!name || len == 0)
        return oriel__fail(ORIEL_EINVAL, "%s is %s", what, name ? "empty" : "NULL");
    if (len > ORIEL_STATE_NAME_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "%s %zu bytes, limit %d", what, len, ORIEL_STATE_NAME_MAX);
    for (size_t i = 0; i < len; i += n) {
        if (p[i] == 0)
            return oriel__fail(ORIEL_EINVAL, "%s holds a NUL at byte %zu", what, i);
        n = character(p + i, len - i);
        if (n == 0)
            return oriel__fail(ORIEL_EINVAL, "%s is not UTF-8 at byte %zu", what, i);
    }
    return ORIEL_OK;
}

/* How much the name takes in a seed, without its quotes. */
static size_t json_size(const char *name, size_t len)
{
    size_t size = len;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)name[i];

        if (c < 0x20)
            size += 5; /* most of them: \u0001 */
        else if (c == '"' || c == '\\')
            size++;
    }
    return size;
}

oriel_err_t oriel__change_new(const char *ns, size_t ns_len, const char *key, size_t key_len, oriel_value_t *value,
                              oriel_origin_t origin, const void *source, struct oriel__change **ret)
{
    struct oriel__queued *queued;
    struct oriel__change *change;
    oriel_err_t err = oriel__state_check_name("namespace", ns, ns_len);

    if (err == ORIEL_OK)
        err = oriel__state_check_name("key", key, key_len);
    if (err != ORIEL_OK)
        return err;
    if (value && oriel_value_get_type(value) == ORIEL_TYPE_BYTES)
        return oriel__fail(ORIEL_ETYPE, "%.*s.%.*s: state holds JSON values, not bytes", (int)ns_len, ns, (int)key_len,
                           key);
    if (value && oriel__value_depth(value) > ORIEL__STATE_DEPTH_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "%.*s.%.*s: %u levels, limit %d", (int)ns_len, ns, (int)key_len, key,
                           oriel__value_depth(value), ORIEL__STATE_DEPTH_MAX);
    queued = oriel__alloc(sizeof(*queued) + ns_len + key_len + 2);
    if (!queued)
        return oriel__nomem();
    queued->next = NULL;
    change = &queued->change;
    atomic_init(&change->refs, 1);
    change->revision = 0;
    change->origin = origin;
    change->source = source;
    change->value = oriel_value_ref(value);
    change->ns_len = ns_len;
    change->key_len = key_len;
    change->names_size = json_size(ns, ns_len) + json_size(key, key_len);
    change->ns = (char *)(queued + 1);
    change->key = change->ns + ns_len + 1;
    memcpy(change->ns, ns, ns_len);
    change->ns[ns_len] = '\0';
    memcpy(change->key, key, key_len);
    change->key[key_len] = '\0';
    *ret = change;
    return ORIEL_OK;
}

struct oriel__change *oriel__change_ref(struct oriel__change *change)
{
    if (change)
        (void)atomic_fetch_add_explicit(&change->refs, 1, memory_order_relaxed);
    return change;
}

void oriel__change_unref(struct oriel__change *change)
{
    if (!change || atomic_fetch_sub_explicit(&change->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel_value_unref(change->value);
    oriel__free(change); /* the first member of what was allocated */
}
