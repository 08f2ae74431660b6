/* Batches: all requests that are due, in one transaction. */
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "service/storage.h"
#include "state/internal.h"
#include "value/value.h"

static bool writes(const struct oriel__request *request)
{
    return request->kind >= ORIEL__REQUEST_UPDATE;
}

/* --- Reading -------------------------------------------------------------------- */

static oriel_err_t get(struct oriel__database *db, struct oriel__request *request)
{
    const struct oriel__item *item = &request->items[0];
    const char *text = NULL;
    size_t len = 0;
    oriel_err_t err = oriel__database_get(db, request->space, item->key, item->key_len, &text, &len);

    if (err)
        return err;
    if (!text) {
        request->value = oriel_value_null();
        return ORIEL_OK;
    }
    if (request->kind == ORIEL__REQUEST_GET_JSON) {
        err = oriel_value_from_json(text, len, &request->value);
        return err == ORIEL_ESYNTAX ? oriel__fail(err, "storage: \"%s\" is no JSON: %s", item->key, oriel_last_error())
                                    : err;
    }
    request->value = oriel_value_string_n(text, len);
    return request->value ? ORIEL_OK : oriel__last_err();
}

static oriel_err_t get_many(struct oriel__database *db, struct oriel__request *request)
{
    oriel_writer_t *writer;
    oriel_err_t err = oriel_writer_new(&writer);

    if (err)
        return err;
    oriel_writer_begin_object(writer);
    for (size_t i = 0; i < request->count && !err; i++) {
        const struct oriel__item *item = &request->items[i];
        const char *text = NULL;
        size_t len = 0;

        err = oriel__database_get(db, request->space, item->key, item->key_len, &text, &len);
        if (err || !text)
            continue;
        oriel_writer_key(writer, item->key, item->key_len);
        oriel_writer_string(writer, text, len);
    }
    oriel_writer_end(writer);
    if (!err)
        err = oriel_writer_finish(writer, &request->value);
    oriel_writer_free(writer);
    return err;
}

static oriel_err_t add_key(void *user, const char *key, size_t key_len, const char *text, size_t len)
{
    (void)text;
    (void)len;
    return oriel_writer_string(user, key, key_len);
}

static oriel_err_t add_member(void *user, const char *key, size_t key_len, const char *text, size_t len)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_value_from_json(text, len, &value);

    if (err == ORIEL_ENOMEM)
        return err;
    if (err) /* not written by us: as if it were not there */
        return ORIEL_OK;
    oriel_writer_key(user, key, key_len);
    err = oriel_writer_value(user, value);
    oriel_value_unref(value);
    return err;
}

static oriel_err_t each(struct oriel__database *db, struct oriel__request *request)
{
    bool is_load = request->kind == ORIEL__REQUEST_LOAD;
    oriel_writer_t *writer;
    oriel_err_t err = is_load ? oriel__writer_new_wide(ORIEL__STATE_TEXT_LIMIT, &writer) : oriel_writer_new(&writer);

    if (err)
        return err;
    if (is_load)
        oriel_writer_begin_object(writer);
    else
        oriel_writer_begin_array(writer);
    err = oriel__database_each(db, is_load ? ORIEL__SQL_EACH : ORIEL__SQL_KEYS, request->space,
                               is_load ? add_member : add_key, writer);
    oriel_writer_end(writer);
    if (!err)
        err = oriel_writer_finish(writer, &request->value);
    oriel_writer_free(writer);
    return err;
}

/* --- Writing -------------------------------------------------------------------- */

static oriel_err_t write_items(struct oriel__database *db, const struct oriel__request *request)
{
    oriel_err_t err = ORIEL_OK;

    if (request->kind != ORIEL__REQUEST_UPDATE)
        err = oriel__database_clear(db, request->space);
    for (size_t i = 0; i < request->count && !err; i++) {
        const struct oriel__item *item = &request->items[i];

        if (item->text)
            err = oriel__database_set(db, request->space, item->key, item->key_len, item->text, item->len);
        else
            err = oriel__database_delete(db, request->space, item->key, item->key_len);
    }
    return err;
}

/* All of it or nothing; a single statement is that by itself. */
static oriel_err_t write(struct oriel__database *db, const struct oriel__request *request)
{
    if (request->kind == ORIEL__REQUEST_UPDATE && request->count <= 1)
        return write_items(db, request);
    oriel_err_t err = oriel__database_save(db);

    if (err)
        return err;
    err = write_items(db, request);
    if (!err)
        err = oriel__database_release(db);
    if (err && oriel__database_restore(db))
        oriel__database_rollback(db); /* half of it must not be committed with the others */
    return err;
}

/* --- The batch ------------------------------------------------------------------- */

static oriel_err_t run(struct oriel__database *db, struct oriel__request *request)
{
    switch (request->kind) {
    case ORIEL__REQUEST_GET:
    case ORIEL__REQUEST_GET_JSON:
        return get(db, request);
    case ORIEL__REQUEST_GET_MANY:
        return get_many(db, request);
    case ORIEL__REQUEST_KEYS:
    case ORIEL__REQUEST_LOAD:
        return each(db, request);
    default:
        return write(db, request);
    }
}

/* Fails those that have not failed by themselves. */
static void fail_all(struct oriel_list *requests, oriel_err_t err)
{
    for (struct oriel_list *link = requests->next; link != requests; link = link->next)
        oriel__request_fail(oriel__container(link, struct oriel__request, link), err);
}

static oriel_err_t run_all(struct oriel__database *db, struct oriel_list *requests, bool any_writes)
{
    oriel_err_t err = oriel__database_open(db);

    if (!err)
        err = oriel__database_begin(db, any_writes);
    for (struct oriel_list *link = requests->next; link != requests && !err; link = link->next) {
        struct oriel__request *request = oriel__container(link, struct oriel__request, link);

        if (atomic_load(&request->is_canceled))
            continue;
        oriel_err_t one = run(db, request);

        if (one)
            oriel__request_fail(request, one);
        /* Damage, a full disk and the like end the transaction, and with it what came before. */
        if (one && (db->is_damaged || !oriel__database_is_within(db)))
            err = one;
    }
    if (!err)
        err = oriel__database_commit(db);
    if (err)
        oriel__database_rollback(db);
    return err;
}

void oriel__batch_run(struct oriel__database *db, struct oriel_list *requests)
{
    bool any_writes = false;
    struct oriel_list *link;

    for (link = requests->next; link != requests; link = link->next)
        any_writes |= writes(oriel__container(link, struct oriel__request, link));
    oriel_err_t err = run_all(db, requests, any_writes);

    if (err)
        fail_all(requests, err);
    while ((link = oriel__list_pop(requests)))
        oriel__request_settle(oriel__container(link, struct oriel__request, link));
}
