/* Futures: results that arrive later. */
#include "loop/future.h"

#include <stdatomic.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "loop/turn.h"

struct oriel_future {
    _Atomic unsigned refs;
    pthread_mutex_t mutex;
    pthread_cond_t settled;
    struct oriel__inbox *inbox;
    oriel_future_status_t status;
    bool was_seen; /* someone looked at the outcome, or will hear of it */
    oriel_value_t *value;
    oriel_err_t err;
    char *name, *text;
    struct oriel_list thens;
    void (*on_cancel)(void *user);
    void (*release)(void *user);
    void *user;
};

/* A callback that waits for the future, then in the inbox. */
struct then {
    struct oriel__task task;
    oriel_future_t *future; /* a reference once it settled; before, it would keep itself alive */
    oriel_future_cb cb;
    void *user;
    oriel_destroy_cb destroy;
};

oriel_err_t oriel__future_make(struct oriel__inbox *inbox, void (*on_cancel)(void *user), void (*release)(void *user),
                               void *user, oriel_future_t **ret)
{
    oriel_future_t *future = oriel__new0(sizeof(*future));

    if (!future)
        return oriel__nomem();
    future->refs = 1;
    future->inbox = oriel__inbox_ref(inbox);
    future->on_cancel = on_cancel;
    future->release = release;
    future->user = user;
    oriel__mutex_init(&future->mutex);
    oriel__cond_init(&future->settled);
    oriel__list_init(&future->thens);
    *ret = future;
    return ORIEL_OK;
}

oriel_err_t oriel_future_new(oriel_app_t *app, oriel_future_t **ret)
{
    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "future: app and ret must not be NULL");
    return oriel__future_make(oriel__app_inbox(app), NULL, NULL, NULL, ret);
}

oriel_future_t *oriel_future_ref(oriel_future_t *future)
{
    if (future)
        atomic_fetch_add_explicit(&future->refs, 1, memory_order_relaxed);
    return future;
}

static void then_free(struct then *then)
{
    if (then->destroy)
        then->destroy(then->user);
    oriel_future_unref(then->future);
    oriel__free(then);
}

static void then_run(struct oriel__task *task)
{
    struct then *then = oriel__container(task, struct then, task);

    then->cb(then->future, then->user);
    then_free(then);
}

static void then_drop(struct oriel__task *task)
{
    then_free(oriel__container(task, struct then, task));
}

oriel_future_t *oriel_future_unref(oriel_future_t *future)
{
    if (!future || atomic_fetch_sub_explicit(&future->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    for (struct oriel_list *l; (l = oriel__list_pop(&future->thens));) { /* it will never settle */
        struct then *then = oriel__container(l, struct then, task.link);

        then->future = NULL;
        then_free(then);
    }
    if (future->status == ORIEL_FUTURE_REJECTED && !future->was_seen)
        oriel__log(ORIEL_LOG_WARNING, "loop", "a rejected future was never looked at: %s: %s",
                   future->name ? future->name : oriel_err_name(future->err),
                   future->text ? future->text : oriel_err_text(future->err));
    if (future->release)
        future->release(future->user);
    oriel_value_unref(future->value);
    oriel__free(future->name);
    oriel__free(future->text);
    oriel__inbox_unref(future->inbox);
    oriel__cond_fini(&future->settled);
    oriel__mutex_fini(&future->mutex);
    oriel__free(future);
    return NULL;
}

/* Ends in `status`; false when something else came first. Callbacks are pushed
 * outside of the lock, in order: only the one settlement gets there. */
static bool settle(oriel_future_t *future, oriel_future_status_t status, oriel_value_t *value, oriel_err_t err,
                   char *name, char *text)
{
    struct oriel_list thens;

    oriel__list_init(&thens);
    oriel__lock(&future->mutex);
    bool first = future->status == ORIEL_FUTURE_PENDING;

    if (first) {
        future->status = status;
        future->value = value;
        future->err = err;
        future->name = name;
        future->text = text;
        oriel__list_splice(&thens, &future->thens);
        for (struct oriel_list *l = thens.next; l != &thens; l = l->next)
            oriel_future_ref(future);
        oriel__cond_broadcast(&future->settled);
    }
    oriel__unlock(&future->mutex);
    if (!first) {
        oriel_value_unref(value);
        oriel__free(name);
        oriel__free(text);
    }
    for (struct oriel_list *l; (l = oriel__list_pop(&thens));)
        oriel__inbox_push(future->inbox, oriel__container(l, struct oriel__task, link));
    return first;
}

bool oriel_future_resolve(oriel_future_t *future, oriel_value_t *value)
{
    if (!future) {
        oriel_value_unref(value);
        return false;
    }
    return settle(future, ORIEL_FUTURE_RESOLVED, value ? value : oriel_value_null(), ORIEL_OK, NULL, NULL);
}

bool oriel_future_reject(oriel_future_t *future, oriel_err_t code, const char *name, const char *text)
{
    if (!future)
        return false;
    /* Without memory for the words the code alone must do. */
    return settle(future, ORIEL_FUTURE_REJECTED, NULL, code == ORIEL_OK ? ORIEL_EHANDLER : code,
                  name ? oriel__strdup(name) : NULL, text ? oriel__strdup(text) : NULL);
}

bool oriel_future_cancel(oriel_future_t *future)
{
    if (!future || !settle(future, ORIEL_FUTURE_CANCELED, NULL, ORIEL_ECANCELED, NULL, NULL))
        return false;
    if (future->on_cancel)
        future->on_cancel(future->user);
    return true;
}

oriel_err_t oriel_future_wait(oriel_future_t *future, int timeout_ms)
{
    oriel_err_t err = ORIEL_OK;

    if (!future)
        return oriel__fail(ORIEL_EINVAL, "future: must not be NULL");
    oriel__turn_flush();
    struct timespec deadline = oriel__deadline(timeout_ms);

    oriel__lock(&future->mutex);
    while (future->status == ORIEL_FUTURE_PENDING && err == ORIEL_OK)
        if (!oriel__cond_wait(&future->settled, &future->mutex, timeout_ms < 0 ? NULL : &deadline))
            err = ORIEL_ETIMEDOUT;
    if (future->status != ORIEL_FUTURE_PENDING)
        err = ORIEL_OK;
    oriel__unlock(&future->mutex);
    return err ? oriel__fail(err, "future: not settled after %d ms", timeout_ms) : ORIEL_OK;
}

oriel_future_status_t oriel_future_get_status(oriel_future_t *future)
{
    if (!future)
        return ORIEL_FUTURE_CANCELED;
    oriel__lock(&future->mutex);
    oriel_future_status_t status = future->status;

    oriel__unlock(&future->mutex);
    return status;
}

oriel_value_t *oriel_future_dup_value(oriel_future_t *future)
{
    if (!future)
        return NULL;
    oriel__lock(&future->mutex);
    oriel_value_t *value = oriel_value_ref(future->value);

    oriel__unlock(&future->mutex);
    return value;
}

oriel_err_t oriel_future_get_error(oriel_future_t *future, const char **name, const char **text)
{
    if (!future)
        return ORIEL_EINVAL;
    oriel__lock(&future->mutex);
    oriel_err_t err = future->err;

    if (future->status != ORIEL_FUTURE_PENDING)
        future->was_seen = true;
    if (name)
        *name = future->name ? future->name : oriel_err_name(err);
    if (text)
        *text = future->text ? future->text : oriel_err_text(err);
    oriel__unlock(&future->mutex);
    return err;
}

oriel_err_t oriel_future_then(oriel_future_t *future, oriel_future_cb cb, void *user, oriel_destroy_cb destroy)
{
    if (!future || !cb)
        return oriel__fail(ORIEL_EINVAL, "future: future and callback must not be NULL");
    struct then *then = oriel__new0(sizeof(*then));

    if (!then)
        return oriel__nomem();
    then->task.run = then_run;
    then->task.drop = then_drop;
    then->future = future;
    then->cb = cb;
    then->user = user;
    then->destroy = destroy;

    oriel__lock(&future->mutex);
    bool pending = future->status == ORIEL_FUTURE_PENDING;

    future->was_seen = true;
    if (pending)
        oriel__list_add(&future->thens, &then->task.link);
    else
        oriel_future_ref(future);
    oriel__unlock(&future->mutex);
    if (!pending)
        oriel__inbox_push(future->inbox, &then->task);
    return ORIEL_OK;
}
