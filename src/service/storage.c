/* A storage: its life, its queue and its thread. */
#include "service/storage.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/spawn.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "loop/turn.h"
#include "service/place.h"

/* --- The thread ------------------------------------------------------------------- */

struct oriel_storage *oriel__storage_hold(oriel_storage_t *storage)
{
    atomic_fetch_add_explicit(&storage->holds, 1, memory_order_relaxed);
    return storage;
}

void oriel__storage_let_go(oriel_storage_t *storage)
{
    if (atomic_fetch_sub_explicit(&storage->holds, 1, memory_order_acq_rel) != 1)
        return;
    oriel__database_fini(&storage->db);
    oriel__inbox_unref(storage->inbox);
    oriel__cond_fini(&storage->changed);
    oriel__mutex_fini(&storage->mutex);
    oriel__free(storage);
}

/* What is due, in `batch`; false at the end. */
static bool take(oriel_storage_t *storage, struct oriel_list *batch)
{
    oriel__lock(&storage->mutex);
    while (oriel__list_is_empty(&storage->queue) && !storage->is_closing)
        oriel__cond_wait(&storage->changed, &storage->mutex, NULL);
    oriel__list_splice(batch, &storage->queue);
    storage->waiting = 0;
    oriel__unlock(&storage->mutex);
    return !oriel__list_is_empty(batch);
}

static void *serve(void *user)
{
    oriel_storage_t *storage = user;
    struct oriel_list batch;

    oriel__list_init(&batch);
    while (take(storage, &batch))
        oriel__batch_run(&storage->db, &batch);
    oriel__database_close(&storage->db);
    oriel__lock(&storage->mutex);
    storage->is_closed = true;
    oriel__cond_broadcast(&storage->changed);
    oriel__unlock(&storage->mutex);
    oriel__storage_let_go(storage);
    return NULL;
}

/* Starts the thread, with all signals blocked. Under the mutex, so that it finds
 * its own id there. */
static oriel_err_t start(oriel_storage_t *storage)
{
    pthread_t thread;

    if (storage->has_thread)
        return ORIEL_OK;
    oriel_err_t err = oriel__spawn(&thread, "oriel-storage", serve, oriel__storage_hold(storage));

    if (err) {
        oriel__storage_let_go(storage);
        return err;
    }
    (void)pthread_detach(thread);
    storage->thread = thread;
    storage->has_thread = true;
    return ORIEL_OK;
}

/* --- Life ---------------------------------------------------------------------------- */

static oriel_err_t check_opts(const oriel_storage_opts_t *given, oriel_storage_opts_t *opts)
{
    const oriel_storage_opts_t defaults = ORIEL_STORAGE_OPTS_INIT;

    *opts = defaults;
    if (!given)
        return ORIEL_OK;
    if (given->struct_size < offsetof(oriel_storage_opts_t, name) || given->struct_size > sizeof(*opts))
        return oriel__fail(ORIEL_EINVAL, "storage: opts must come from ORIEL_STORAGE_OPTS_INIT");
    memcpy(opts, given, given->struct_size);
    if (opts->path && !*opts->path)
        return oriel__fail(ORIEL_EINVAL, "storage: the path is empty");
    if (opts->synchronous != ORIEL_STORAGE_NORMAL && opts->synchronous != ORIEL_STORAGE_FULL)
        return oriel__fail(ORIEL_EINVAL, "storage: synchronous is %d", (int)opts->synchronous);
    if (opts->busy_timeout_ms < 0)
        return oriel__fail(ORIEL_EINVAL, "storage: busy_timeout_ms is %d", opts->busy_timeout_ms);
    if (opts->value_size == 0 || opts->value_size > ORIEL_VALUE_SIZE_MAX - 2)
        return oriel__fail(ORIEL_EINVAL, "storage: value_size %zu, limit %zu", opts->value_size,
                           ORIEL_VALUE_SIZE_MAX - 2);
    return ORIEL_OK;
}

/* The path that the options mean, and its folder. */
static oriel_err_t find_path(const oriel_storage_opts_t *opts, char **ret)
{
    char *path = NULL;

    if (opts->path)
        return oriel__place_absolute(opts->path, ret);
    oriel_err_t err = oriel__place_storage(opts->name, &path);

    if (!err)
        err = oriel__place_absolute(path, ret);
    oriel__free(path);
    return err;
}

oriel_err_t oriel_storage_open(oriel_app_t *app, const oriel_storage_opts_t *given, oriel_storage_t **ret)
{
    oriel_storage_opts_t opts;
    char *path = NULL;

    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "storage: app and ret must not be NULL");
    oriel_err_t err = check_opts(given, &opts);

    if (!err)
        err = find_path(&opts, &path);
    if (err)
        return err;
    oriel_storage_t *storage = oriel__new0(sizeof(*storage));

    err = storage
              ? oriel__database_init(&storage->db, path, opts.synchronous == ORIEL_STORAGE_FULL, opts.busy_timeout_ms)
              : oriel__nomem();
    oriel__free(path);
    if (err) {
        oriel__free(storage);
        return err;
    }
    atomic_init(&storage->refs, 1);
    atomic_init(&storage->holds, 1);
    storage->forks = oriel__fork_count();
    storage->value_size = opts.value_size;
    storage->pending_size = opts.pending_size;
    storage->inbox = oriel__inbox_ref(oriel__app_inbox(app));
    oriel__fork_watch();
    oriel__mutex_init(&storage->mutex);
    oriel__cond_init(&storage->changed);
    oriel__list_init(&storage->queue);
    oriel__list_init(&storage->persists);
    *ret = storage;
    return ORIEL_OK;
}

oriel_storage_t *oriel_storage_ref(oriel_storage_t *storage)
{
    if (storage)
        atomic_fetch_add_explicit(&storage->refs, 1, memory_order_relaxed);
    return storage;
}

/* Ends the intake; the thread does what was asked, and goes. */
static void begin_end(oriel_storage_t *storage)
{
    oriel__lock(&storage->mutex);
    storage->is_ending = true; /* no more persists */
    oriel__unlock(&storage->mutex);
    oriel__persist_end_all(storage);
    oriel__lock(&storage->mutex);
    storage->is_closing = true;
    if (!storage->has_thread)
        storage->is_closed = true;
    oriel__cond_broadcast(&storage->changed);
    oriel__unlock(&storage->mutex);
}

oriel_err_t oriel_storage_close(oriel_storage_t *storage, int timeout_ms)
{
    if (!storage)
        return ORIEL_OK;
    oriel_err_t err = oriel__storage_check(storage);

    if (err)
        return err;
    struct timespec deadline = oriel__deadline(timeout_ms);

    oriel__turn_flush();
    begin_end(storage);
    oriel__lock(&storage->mutex);
    while (!storage->is_closed && !err) {
        if (storage->has_thread && pthread_equal(storage->thread, pthread_self()))
            break;
        if (!oriel__cond_wait(&storage->changed, &storage->mutex, timeout_ms < 0 ? NULL : &deadline))
            err = ORIEL_ETIMEDOUT;
    }
    if (storage->is_closed)
        err = ORIEL_OK;
    oriel__unlock(&storage->mutex);
    return err ? oriel__fail(err, "storage %s: not closed after %d ms", storage->db.path, timeout_ms) : ORIEL_OK;
}

oriel_storage_t *oriel_storage_unref(oriel_storage_t *storage)
{
    if (!storage || atomic_fetch_sub_explicit(&storage->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    if (storage->forks != oriel__fork_count())
        return NULL; /* thread, locks and connection are the parent's */
    (void)oriel_storage_close(storage, -1);
    oriel__storage_let_go(storage);
    return NULL;
}

oriel_err_t oriel__storage_check(const oriel_storage_t *storage)
{
    if (storage->forks != oriel__fork_count())
        return oriel__fail(ORIEL_EPERM, "storage %s: the process was forked: open another one", storage->db.path);
    return ORIEL_OK;
}

const char *oriel_storage_get_path(oriel_storage_t *storage)
{
    return storage ? storage->db.path : NULL;
}

char *oriel_storage_dup_damaged(oriel_storage_t *storage)
{
    if (!storage || storage->forks != oriel__fork_count())
        return NULL;
    oriel__lock(&storage->db.mutex);
    char *moved = storage->db.moved ? oriel__strdup(storage->db.moved) : NULL;

    oriel__unlock(&storage->db.mutex);
    return moved;
}

/* --- Sending ----------------------------------------------------------------------------- */

static void cancel_request(void *user)
{
    atomic_store(&((struct oriel__request *)user)->is_canceled, true);
}

static void release_request(void *user)
{
    oriel__request_unref(user);
}

/* Puts it into the queue, under the mutex. */
static oriel_err_t enqueue(oriel_storage_t *storage, struct oriel__request *request)
{
    size_t size = request->size + sizeof(*request);

    if (storage->is_closing)
        return oriel__fail(ORIEL_ECLOSED, "storage %s: closed", storage->db.path);
    /* A persist has one request under way at a time, and gathers meanwhile. */
    if (storage->waiting > 0 && size + storage->waiting > storage->pending_size && !request->done)
        return oriel__fail(ORIEL_ETOOBIG, "storage %s: %zu bytes wait already, limit %zu", storage->db.path,
                           storage->waiting, storage->pending_size);
    oriel_err_t err = start(storage);

    if (err)
        return err;
    if (oriel__list_is_empty(&storage->queue))
        oriel__cond_broadcast(&storage->changed);
    oriel__list_add(&storage->queue, &request->link);
    storage->waiting += size;
    return ORIEL_OK;
}

oriel_err_t oriel__storage_send(oriel_storage_t *storage, struct oriel__request *request, oriel_future_t **ret)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel__storage_check(storage);

    if (!err && ret) {
        atomic_fetch_add(&request->refs, 1);
        err = oriel__future_make(storage->inbox, cancel_request, release_request, request, &future);
        if (err)
            oriel__request_unref(request);
    }
    if (!err) {
        request->future = oriel_future_ref(future);
        oriel__lock(&storage->mutex);
        err = enqueue(storage, request);
        oriel__unlock(&storage->mutex);
        if (err) {
            request->future = NULL;
            oriel_future_unref(future);
        }
    }
    if (err) {
        oriel_future_unref(future);
        oriel__request_unref(request);
        return err;
    }
    if (ret)
        *ret = future;
    return ORIEL_OK;
}
