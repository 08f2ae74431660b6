/* Work: what may block, on a pool, with a future for its result. */
#include "base/alloc.h"
#include "base/error.h"
#include "loop/future.h"
#include "loop/runtime.h"

struct work {
    struct oriel__pool_task task;
    oriel_future_t *future;
    oriel_work_cb fn;
    void *user;
    oriel_destroy_cb destroy;
};

static void run_work(struct oriel__pool_task *task)
{
    struct work *work = oriel__container(task, struct work, task);

    if (oriel_future_get_status(work->future) == ORIEL_FUTURE_PENDING)
        oriel__future_run(work->future, work->fn, work->user);
}

static void end_work(struct oriel__pool_task *task, bool did_run)
{
    struct work *work = oriel__container(task, struct work, task);

    if (!did_run)
        (void)oriel_future_cancel(work->future);
    if (work->destroy)
        work->destroy(work->user);
    oriel_future_unref(work->future);
    oriel__free(work);
}

static oriel_err_t push(oriel_runtime_t *runtime, oriel_future_t *future, oriel_work_cb fn, void *user,
                        oriel_destroy_cb destroy)
{
    struct work *work = oriel__new0(sizeof(*work));

    if (!work)
        return oriel__nomem();
    work->task.run = run_work;
    work->task.end = end_work;
    work->future = oriel_future_ref(future);
    work->fn = fn;
    work->user = user;
    work->destroy = destroy;
    oriel_err_t err = oriel__pool_push(oriel__runtime_pool(runtime), &work->task);

    if (err) {
        oriel_future_unref(future); /* never the last */
        oriel__free(work);
    }
    return err;
}

oriel_err_t oriel_runtime_submit(oriel_runtime_t *runtime, oriel_work_cb work, void *user, oriel_destroy_cb destroy,
                                 oriel_future_t **ret)
{
    oriel_future_t *future = NULL;

    if (!runtime || !work)
        return oriel__fail(ORIEL_EINVAL, "work: runtime and function must not be NULL");
    oriel_err_t err = oriel__runtime_check(runtime);

    if (!err)
        err = oriel__future_make(oriel__runtime_inbox(runtime), NULL, NULL, NULL, &future);
    if (!err)
        err = push(runtime, future, work, user, destroy);
    if (err || !ret)
        oriel_future_unref(future);
    else
        *ret = future;
    return err;
}

/* At most one a thread of the pool. */
struct running {
    unsigned count;
    oriel_future_t *futures[ORIEL__POOL_LIMIT];
};

static void gather(struct oriel__pool_task *task, void *user)
{
    struct running *running = user;

    if (task->run == run_work)
        running->futures[running->count++] = oriel_future_ref(oriel__container(task, struct work, task)->future);
}

void oriel__work_stop_all(struct oriel__pool *pool)
{
    struct running running = { .count = 0 };

    oriel__pool_visit(pool, gather, &running);
    for (unsigned i = 0; i < running.count; i++) {
        (void)oriel_future_cancel(running.futures[i]);
        oriel_future_unref(running.futures[i]);
    }
}
