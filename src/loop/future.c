/* Futures: results that arrive later. */
#include "loop/future.h"

#include <stdatomic.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "loop/loop.h"
#include "loop/turn.h"

struct oriel_future {
    _Atomic unsigned refs;
    pthread_mutex_t mutex;
    pthread_cond_t settled;
    struct oriel__inbox *inbox;
    oriel_future_status_t status;
    bool is_told;  /* callbacks have heard of the outcome: there is no progress any more */
    bool was_seen; /* someone looked at the outcome, or will hear of it */
    oriel_value_t *value;
    oriel_err_t err;
    char *name, *text;
    struct oriel_list thens, hooks;
    struct progress *progress; /* NULL: nobody listens */
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

/* Who listens to progress, and the latest that is not dispatched yet. */
struct progress {
    struct oriel__task task;
    oriel_future_t *future; /* a reference while the task is posted */
    bool is_posted;
    oriel_value_t *latest;
    oriel_progress_cb cb;
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
    oriel__list_init(&future->hooks);
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

    oriel__lock(&then->future->mutex);
    then->future->is_told = true;
    oriel__unlock(&then->future->mutex);
    then->cb(then->future, then->user);
    then_free(then);
}

static void then_drop(struct oriel__task *task)
{
    then_free(oriel__container(task, struct then, task));
}

static void progress_free(struct progress *progress)
{
    if (!progress)
        return;
    if (progress->destroy)
        progress->destroy(progress->user);
    oriel_value_unref(progress->latest);
    oriel__free(progress);
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
    for (struct oriel_list *l; (l = oriel__list_pop(&future->hooks));) {
        struct oriel__future_hook *hook = oriel__container(l, struct oriel__future_hook, link);

        hook->gone(hook);
    }
    if (future->status == ORIEL_FUTURE_REJECTED && !future->was_seen)
        oriel__log(ORIEL_LOG_WARNING, "loop", "a rejected future was never looked at: %s: %s",
                   future->name ? future->name : oriel_err_name(future->err),
                   future->text ? future->text : oriel_err_text(future->err));
    if (future->release)
        future->release(future->user);
    progress_free(future->progress);
    oriel_value_unref(future->value);
    oriel__free(future->name);
    oriel__free(future->text);
    oriel__inbox_unref(future->inbox);
    oriel__cond_fini(&future->settled);
    oriel__mutex_fini(&future->mutex);
    oriel__free(future);
    return NULL;
}

/* They may free themselves, and one may take others back meanwhile. */
static void call_hooks(oriel_future_t *future, struct oriel_list *hooks)
{
    for (;;) {
        oriel__lock(&future->mutex);
        struct oriel_list *link = oriel__list_pop(hooks);

        oriel__unlock(&future->mutex);
        if (!link)
            return;
        struct oriel__future_hook *hook = oriel__container(link, struct oriel__future_hook, link);

        hook->settled(hook, future);
    }
}

/* Ends in `status`; false when something else came first. Callbacks are pushed
 * outside of the lock, in order: only the one settlement gets there. */
static bool settle(oriel_future_t *future, oriel_future_status_t status, oriel_value_t *value, oriel_err_t err,
                   char *name, char *text)
{
    struct oriel_list thens, hooks;

    oriel__list_init(&thens);
    oriel__list_init(&hooks);
    oriel__lock(&future->mutex);
    bool first = future->status == ORIEL_FUTURE_PENDING, hooked = false;

    if (first) {
        future->status = status;
        future->value = value;
        future->err = err;
        future->name = name;
        future->text = text;
        oriel__list_splice(&thens, &future->thens);
        oriel__list_splice(&hooks, &future->hooks);
        for (struct oriel_list *l = thens.next; l != &thens; l = l->next)
            oriel_future_ref(future);
        hooked = !oriel__list_is_empty(&hooks);
        if (hooked) /* who waits may let go of it once it is unlocked */
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
    if (hooked) {
        call_hooks(future, &hooks);
        oriel_future_unref(future);
    }
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
    if (oriel__loop_current() && timeout_ms != 0 && oriel_future_get_status(future) == ORIEL_FUTURE_PENDING)
        return oriel__fail(ORIEL_EDEADLK, "future: waiting would block the runtime's own thread");
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
    then->task.stays = true; /* who waits must not wait for ever */
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

/* --- Progress ------------------------------------------------------------------- */

/* `is_due`: someone may hear of it. The report may have been pushed after the
 * callbacks of a settlement that came later. */
static oriel_value_t *take_latest(struct progress *progress, bool *is_due)
{
    oriel__lock(&progress->future->mutex);
    oriel_value_t *value = progress->latest;

    *is_due = !progress->future->is_told;
    progress->latest = NULL;
    progress->is_posted = false;
    oriel__unlock(&progress->future->mutex);
    return value;
}

static void drop_progress(struct oriel__task *task)
{
    struct progress *progress = oriel__container(task, struct progress, task);
    oriel_future_t *future = progress->future;
    bool is_due;

    oriel_value_unref(take_latest(progress, &is_due));
    oriel_future_unref(future);
}

static void run_progress(struct oriel__task *task)
{
    struct progress *progress = oriel__container(task, struct progress, task);
    oriel_future_t *future = progress->future;
    bool is_due;
    oriel_value_t *value = take_latest(progress, &is_due);

    if (is_due)
        progress->cb(future, value, progress->user);
    oriel_value_unref(value);
    oriel_future_unref(future);
}

oriel_err_t oriel_future_on_progress(oriel_future_t *future, oriel_progress_cb cb, void *user, oriel_destroy_cb destroy)
{
    if (!future || !cb)
        return oriel__fail(ORIEL_EINVAL, "progress: future and callback must not be NULL");
    struct progress *progress = oriel__new0(sizeof(*progress));

    if (!progress)
        return oriel__nomem();
    progress->task.run = run_progress;
    progress->task.drop = drop_progress;
    progress->future = future;
    progress->cb = cb;
    progress->user = user;
    progress->destroy = destroy;

    oriel__lock(&future->mutex);
    bool taken = future->progress != NULL;

    if (!taken)
        future->progress = progress;
    oriel__unlock(&future->mutex);
    if (!taken)
        return ORIEL_OK;
    oriel__free(progress);
    return oriel__fail(ORIEL_EEXIST, "progress: someone listens already");
}

bool oriel_future_report(oriel_future_t *future, oriel_value_t *value)
{
    if (!future) {
        oriel_value_unref(value);
        return false;
    }
    oriel__lock(&future->mutex);
    bool pending = future->status == ORIEL_FUTURE_PENDING;
    struct progress *progress = pending ? future->progress : NULL;
    bool posts = progress && !progress->is_posted;

    if (progress) {
        oriel_value_t *before = progress->latest;

        progress->latest = value ? value : oriel_value_null();
        progress->is_posted = true;
        value = before;
    }
    if (posts)
        oriel_future_ref(future);
    oriel__unlock(&future->mutex);
    oriel_value_unref(value);
    if (posts)
        oriel__inbox_push(future->inbox, &progress->task);
    return pending;
}

/* --- What other rooms build on futures --------------------------------------------- */

void oriel__future_hook(oriel_future_t *future, struct oriel__future_hook *hook)
{
    oriel__list_init(&hook->link);
    oriel__lock(&future->mutex);
    bool pending = future->status == ORIEL_FUTURE_PENDING;

    future->was_seen = true;
    if (pending)
        oriel__list_add(&future->hooks, &hook->link);
    oriel__unlock(&future->mutex);
    if (!pending)
        hook->settled(hook, future);
}

bool oriel__future_unhook(oriel_future_t *future, struct oriel__future_hook *hook)
{
    oriel__lock(&future->mutex);
    bool waits = !oriel__list_is_empty(&hook->link);

    oriel__list_remove(&hook->link);
    oriel__unlock(&future->mutex);
    return waits;
}

void oriel__future_copy(oriel_future_t *to, oriel_future_t *from)
{
    const char *name = NULL, *text = NULL;
    oriel_err_t err = oriel_future_get_error(from, &name, &text);

    switch (oriel_future_get_status(from)) {
    case ORIEL_FUTURE_RESOLVED:
        (void)oriel_future_resolve(to, oriel_future_dup_value(from));
        break;
    case ORIEL_FUTURE_REJECTED:
        (void)oriel_future_reject(to, err, name, text);
        break;
    default:
        (void)settle(to, ORIEL_FUTURE_CANCELED, NULL, ORIEL_ECANCELED, NULL, NULL);
    }
}

void oriel__future_run(oriel_future_t *future, oriel_work_cb work, void *user)
{
    oriel__forget_error(); /* of what ran here before */
    oriel_err_t err = work(future, user);

    if (err == ORIEL_OK)
        (void)oriel_future_resolve(future, NULL);
    else if (err != ORIEL_PENDING)
        (void)oriel_future_reject(future, err, NULL,
                                  oriel__last_err() == err && oriel_last_error()[0] ? oriel_last_error() : NULL);
}
