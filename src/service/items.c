/* The program's own keys: the requests of the public API. */
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"
#include "service/storage.h"
#include "state/internal.h"

_Static_assert(ORIEL_STORAGE_KEY_MAX == ORIEL_STATE_NAME_MAX, "keys are checked as names of the state");

static oriel_err_t check_key(const char *key, struct oriel__item *item)
{
    memset(item, 0, sizeof(*item));
    item->key = key;
    item->key_len = key ? strlen(key) : 0;
    oriel_err_t err = oriel__state_check_name("key", key, item->key_len);

    return err ? oriel__fail(err, "storage: %s", oriel_last_error()) : ORIEL_OK;
}

static oriel_err_t check_text(const oriel_storage_t *storage, const char *text, size_t len, struct oriel__item *item)
{
    if (len > storage->value_size)
        return oriel__fail(ORIEL_ETOOBIG, "storage: value of \"%s\" %zu bytes, limit %zu", item->key, len,
                           storage->value_size);
    oriel_value_t *value = oriel_value_string_n(text, len); /* says whether it is UTF-8 */

    if (!value)
        return oriel__fail(oriel__last_err(), "storage: value of \"%s\": %s", item->key, oriel_last_error());
    oriel_value_unref(value);
    item->text = text;
    item->len = len;
    return ORIEL_OK;
}

/* Makes a request of the program's own keys and sends it. */
static oriel_err_t ask(oriel_storage_t *storage, enum oriel__request_kind kind, const struct oriel__item *items,
                       size_t count, oriel_future_t **ret)
{
    struct oriel__request *request = NULL;
    oriel_err_t err = oriel__request_new(kind, ORIEL__SPACE_ITEMS, items, count, &request);

    return err ? err : oriel__storage_send(storage, request, ret);
}

static oriel_err_t need(const void *storage, const void *ret)
{
    return storage && ret ? ORIEL_OK : oriel__fail(ORIEL_EINVAL, "storage: storage and ret must not be NULL");
}

static oriel_err_t ask_one(oriel_storage_t *storage, enum oriel__request_kind kind, const char *key,
                           oriel_future_t **ret)
{
    struct oriel__item item;
    oriel_err_t err = check_key(key, &item);

    return err ? err : ask(storage, kind, &item, 1, ret);
}

oriel_err_t oriel_storage_get(oriel_storage_t *storage, const char *key, oriel_future_t **ret)
{
    oriel_err_t err = need(storage, ret);

    return err ? err : ask_one(storage, ORIEL__REQUEST_GET, key, ret);
}

oriel_err_t oriel_storage_get_json(oriel_storage_t *storage, const char *key, oriel_future_t **ret)
{
    oriel_err_t err = need(storage, ret);

    return err ? err : ask_one(storage, ORIEL__REQUEST_GET_JSON, key, ret);
}

oriel_err_t oriel_storage_all_keys(oriel_storage_t *storage, oriel_future_t **ret)
{
    oriel_err_t err = need(storage, ret);

    return err ? err : ask(storage, ORIEL__REQUEST_KEYS, NULL, 0, ret);
}

oriel_err_t oriel_storage_delete(oriel_storage_t *storage, const char *key, oriel_future_t **ret)
{
    oriel_err_t err = need(storage, storage);

    return err ? err : ask_one(storage, ORIEL__REQUEST_UPDATE, key, ret);
}

oriel_err_t oriel_storage_clear(oriel_storage_t *storage, oriel_future_t **ret)
{
    oriel_err_t err = need(storage, storage);

    return err ? err : ask(storage, ORIEL__REQUEST_CLEAR, NULL, 0, ret);
}

oriel_err_t oriel_storage_set(oriel_storage_t *storage, const char *key, const char *text, size_t len,
                              oriel_future_t **ret)
{
    oriel_storage_change_t change = { key, text ? text : "", len };

    if (!text && len > 0)
        return oriel__fail(ORIEL_EINVAL, "storage: value of \"%s\": %zu bytes, which are NULL", key ? key : "", len);
    return oriel_storage_update(storage, &change, 1, ret);
}

oriel_err_t oriel_storage_set_json(oriel_storage_t *storage, const char *key, oriel_value_t *value,
                                   oriel_future_t **ret)
{
    struct oriel__item item;
    oriel_err_t err = value ? need(storage, storage) : oriel__last_err();

    if (!err)
        err = check_key(key, &item);
    if (!err && oriel_value_get_type(value) == ORIEL_TYPE_BYTES)
        err = oriel__fail(ORIEL_ETYPE, "storage: value of \"%s\": bytes have no JSON form", key);
    if (!err) {
        item.text = oriel_value_get_text(value, &item.len);
        if (item.len > storage->value_size)
            err = oriel__fail(ORIEL_ETOOBIG, "storage: value of \"%s\" %zu bytes, limit %zu", key, item.len,
                              storage->value_size);
    }
    if (!err)
        err = ask(storage, ORIEL__REQUEST_UPDATE, &item, 1, ret);
    oriel_value_unref(value);
    return err;
}

/* Room for `count` items. */
static oriel_err_t items_new(size_t count, struct oriel__item **ret)
{
    if (count > SIZE_MAX / sizeof(**ret)) {
        (void)oriel__fail(ORIEL_ETOOBIG, "storage: %zu keys at once", count);
        return ORIEL_ETOOBIG;
    }
    struct oriel__item *items = oriel__new0(count * sizeof(**ret));

    if (!items)
        return oriel__nomem();
    *ret = items;
    return ORIEL_OK;
}

/* Each key once: the answer is an object. */
static oriel_err_t check_keys(const char *const *keys, size_t *count, struct oriel__item *items)
{
    struct oriel_hash seen;
    size_t used = 0;
    oriel_err_t err = ORIEL_OK;

    oriel__hash_init(&seen);
    for (size_t i = 0; i < *count && !err; i++) {
        void *old = NULL;

        err = check_key(keys[i], &items[used]);
        if (!err)
            err = oriel__hash_set(&seen, keys[i], items[used].key_len, items, &old);
        if (!err && !old)
            used++;
    }
    oriel__hash_fini(&seen, NULL);
    *count = used;
    return err;
}

oriel_err_t oriel_storage_get_many(oriel_storage_t *storage, const char *const *keys, size_t count,
                                   oriel_future_t **ret)
{
    struct oriel__item *items = NULL;
    oriel_err_t err = need(storage, ret);

    if (err)
        return err;
    if (!keys && count > 0)
        return oriel__fail(ORIEL_EINVAL, "storage: keys must not be NULL");
    err = items_new(count, &items);
    if (!err)
        err = check_keys(keys, &count, items);
    if (!err)
        err = ask(storage, ORIEL__REQUEST_GET_MANY, items, count, ret);
    oriel__free(items);
    return err;
}

oriel_err_t oriel_storage_update(oriel_storage_t *storage, const oriel_storage_change_t *changes, size_t count,
                                 oriel_future_t **ret)
{
    struct oriel__item *items = NULL;
    oriel_err_t err = need(storage, storage);

    if (err)
        return err;
    if (!changes && count > 0)
        return oriel__fail(ORIEL_EINVAL, "storage: changes must not be NULL");
    err = items_new(count, &items);
    for (size_t i = 0; i < count && !err; i++) {
        err = check_key(changes[i].key, &items[i]);
        if (!err && changes[i].text)
            err = check_text(storage, changes[i].text, changes[i].len, &items[i]);
    }
    if (!err)
        err = ask(storage, ORIEL__REQUEST_UPDATE, items, count, ret);
    oriel__free(items);
    return err;
}
