/* Requests to a storage, from their making to their settlement. */
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "service/storage.h"

static char *put(char *at, const char *text, size_t len)
{
    memcpy(at, text, len);
    at[len] = '\0';
    return at + len + 1;
}

oriel_err_t oriel__request_new(enum oriel__request_kind kind, const char *space, const struct oriel__item *items,
                               size_t count, struct oriel__request **ret)
{
    size_t space_len = strlen(space), size = 0;

    for (size_t i = 0; i < count; i++)
        size += items[i].key_len + (items[i].text ? items[i].len : 0) + 2;
    struct oriel__request *request =
        oriel__alloc(sizeof(*request) + count * sizeof(struct oriel__item) + space_len + 1 + size);

    if (!request)
        return oriel__nomem();
    memset(request, 0, sizeof(*request));
    oriel__list_init(&request->link);
    atomic_init(&request->refs, 1);
    request->kind = kind;
    request->size = size;
    request->count = count;
    char *at = (char *)(request->items + count);

    request->space = at;
    at = put(at, space, space_len);
    for (size_t i = 0; i < count; i++) {
        struct oriel__item *item = &request->items[i];

        *item = items[i];
        item->key = at;
        at = put(at, items[i].key, items[i].key_len);
        if (!items[i].text)
            continue;
        item->text = at;
        at = put(at, items[i].text, items[i].len);
    }
    *ret = request;
    return ORIEL_OK;
}

void oriel__request_unref(struct oriel__request *request)
{
    if (!request || atomic_fetch_sub_explicit(&request->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel_value_unref(request->value);
    oriel__free(request->text);
    oriel__free(request);
}

void oriel__request_fail(struct oriel__request *request, oriel_err_t err)
{
    if (request->err)
        return;
    request->err = err;
    request->text = oriel__strdup(oriel_last_error()); /* without memory the code alone must do */
    request->value = oriel_value_unref(request->value);
}

void oriel__request_settle(struct oriel__request *request)
{
    oriel_future_t *future = request->future;
    oriel_value_t *value = request->value;

    request->future = NULL;
    request->value = NULL;
    if (request->done)
        request->done(request->user, request->err);
    else if (future && request->err)
        oriel_future_reject(future, request->err, NULL, request->text);
    else if (future)
        oriel_future_resolve(future, oriel_value_ref(value));
    else if (request->err)
        oriel__log(ORIEL_LOG_ERROR, "service", "a write that nobody waits for failed: %s",
                   request->text ? request->text : oriel_err_text(request->err));
    oriel_value_unref(value);
    oriel_future_unref(future);
    oriel__request_unref(request);
}
