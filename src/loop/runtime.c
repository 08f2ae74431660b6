/* A runtime: a loop, a pool, and where its futures are dispatched. */
#include "loop/runtime.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/spawn.h"
#include "loop/host.h"
#include "loop/post.h"

#define NAME "oriel-loop"
#define POOL_SIZE 4u
#define NS_PER_MS 1000000u

struct oriel_runtime {
    _Atomic unsigned refs;
    _Atomic bool is_closed;
    unsigned forks;
    struct oriel__inbox *inbox;
    struct oriel__loop *loop;
    struct oriel__pool *pool;
};

/* --- Life ----------------------------------------------------------------------- */

static void runtime_free(oriel_runtime_t *runtime)
{
    oriel__pool_unref(runtime->pool);
    oriel__loop_unref(runtime->loop);
    oriel__inbox_unref(runtime->inbox);
    oriel__free(runtime);
}

oriel_err_t oriel__runtime_make(struct oriel__inbox *inbox, const oriel_runtime_opts_t *opts, oriel_runtime_t **ret)
{
    oriel_runtime_opts_t all = ORIEL_RUNTIME_OPTS_INIT;

    if (oriel__fork_count() > 0)
        return oriel__fail(ORIEL_EPERM, "runtime: a forked child has none: make it in the parent, or exec");
    if (opts && (opts->struct_size < sizeof(size_t) || opts->struct_size > sizeof(all)))
        return oriel__fail(ORIEL_EINVAL, "runtime: options of %zu bytes, these are %zu", opts->struct_size,
                           sizeof(all));
    if (opts) /* of an older program: the fields that it knows */
        memcpy(&all, opts, opts->struct_size);
    const char *name = all.name ? all.name : NAME;
    unsigned pool_size = all.pool_size ? all.pool_size : POOL_SIZE;

    if (pool_size > ORIEL__POOL_LIMIT)
        return oriel__fail(ORIEL_EINVAL, "runtime: a pool of %u threads, limit %u", pool_size, ORIEL__POOL_LIMIT);
    oriel_runtime_t *runtime = oriel__new0(sizeof(*runtime));

    if (!runtime)
        return oriel__nomem();
    runtime->refs = 1;
    runtime->inbox = oriel__inbox_ref(inbox);
    oriel_err_t err = oriel__loop_new(name, &runtime->loop);

    if (!err)
        err = oriel__pool_new(name, pool_size, &runtime->pool);
    if (err) {
        runtime_free(runtime);
        return err;
    }
    runtime->forks = oriel__fork_count();
    *ret = runtime;
    return ORIEL_OK;
}

oriel_err_t oriel_runtime_new(oriel_app_t *app, const oriel_runtime_opts_t *opts, oriel_runtime_t **ret)
{
    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "runtime: app and ret must not be NULL");
    return oriel__runtime_make(oriel__app_inbox(app), opts, ret);
}

oriel_runtime_t *oriel_runtime_ref(oriel_runtime_t *runtime)
{
    if (runtime)
        atomic_fetch_add_explicit(&runtime->refs, 1, memory_order_relaxed);
    return runtime;
}

oriel_runtime_t *oriel_runtime_unref(oriel_runtime_t *runtime)
{
    if (!runtime || atomic_fetch_sub_explicit(&runtime->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    if (runtime->forks != oriel__fork_count())
        return NULL; /* its threads are the parent's: nothing can be ended here */
    if (atomic_load(&runtime->is_closed))
        (void)oriel__runtime_stop(runtime, 0); /* who closed it has waited */
    else
        oriel_runtime_close(runtime);
    runtime_free(runtime);
    return NULL;
}

bool oriel__runtime_is_own_thread(oriel_runtime_t *runtime)
{
    return oriel__loop_current() == runtime->loop || oriel__pool_is_current(runtime->pool);
}

static int left_ms(uint64_t deadline_ns)
{
    uint64_t now = oriel__now_ns();

    return now < deadline_ns ? (int)((deadline_ns - now) / NS_PER_MS) : 0;
}

bool oriel__runtime_stop(oriel_runtime_t *runtime, int timeout_ms)
{
    uint64_t deadline = oriel__now_ns() + (uint64_t)timeout_ms * NS_PER_MS;
    bool waits = !oriel__runtime_is_own_thread(runtime);
    oriel_err_t err = oriel__loop_stop(runtime->loop, waits ? timeout_ms : 0); /* first: it may submit work */

    oriel__work_stop_all(runtime->pool);
    bool clear = oriel__pool_clear(runtime->pool, waits ? left_ms(deadline) : 0);

    return !waits || (clear && !err);
}

void oriel_runtime_close(oriel_runtime_t *runtime)
{
    if (!runtime || runtime->forks != oriel__fork_count())
        return;
    atomic_store(&runtime->is_closed, true);
    if (!oriel__runtime_stop(runtime, ORIEL__RUNTIME_CLOSE_MS))
        oriel__log(ORIEL_LOG_WARNING, "loop", "a runtime was closed while a callback or work of its went on");
}

void oriel__runtime_end(oriel_runtime_t *runtime)
{
    atomic_store(&runtime->is_closed, true);
}

oriel_err_t oriel__runtime_check(oriel_runtime_t *runtime)
{
    return atomic_load_explicit(&runtime->is_closed, memory_order_relaxed)
               ? oriel__fail(ORIEL_ECLOSED, "the runtime is closed")
               : ORIEL_OK;
}

struct oriel__loop *oriel__runtime_loop(oriel_runtime_t *runtime)
{
    return runtime->loop;
}

struct oriel__pool *oriel__runtime_pool(oriel_runtime_t *runtime)
{
    return runtime->pool;
}

struct oriel__inbox *oriel__runtime_inbox(oriel_runtime_t *runtime)
{
    return runtime->inbox;
}

bool oriel_runtime_is_current(oriel_runtime_t *runtime)
{
    return runtime && oriel__loop_current() == runtime->loop;
}

/* --- Posts --------------------------------------------------------------- */

oriel_err_t oriel_runtime_post(oriel_runtime_t *runtime, void (*fn)(void *user), void *user, oriel_destroy_cb destroy)
{
    struct oriel__task *task = NULL;

    if (!runtime || !fn)
        return oriel__fail(ORIEL_EINVAL, "post: runtime and function must not be NULL");
    oriel_err_t err = oriel__runtime_check(runtime);

    if (!err)
        err = oriel__loop_start(runtime->loop);
    if (!err)
        err = oriel__post_new(fn, user, destroy, &task);
    if (err)
        return err;
    oriel__loop_post(runtime->loop, task);
    return ORIEL_OK;
}
