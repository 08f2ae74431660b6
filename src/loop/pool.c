/* A pool of threads for work that may block.
 *
 * Not libuv's, which is shared by everybody in the process and whose threads are
 * joined by a destructor: work that hangs would hang the exit. */
#include "loop/pool.h"

#include <stdio.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/spawn.h"
#include "base/sync.h"

/* A thread that had nothing to do for so long leaves. */
#define IDLE_MS 10000
#define NAME_SIZE 16

/* One thread; lies on its stack. */
struct worker {
    struct oriel_list link;
    struct oriel__pool_task *task; /* what runs and has not ended */
    bool is_busy;
};

struct oriel__pool {
    pthread_mutex_t mutex;
    pthread_cond_t pushed, changed;
    struct oriel_list tasks, workers;
    unsigned refs; /* under the mutex; one a thread */
    unsigned limit, threads, idle, due;
    unsigned forks;
    bool ends; /* nobody pushes any more */
    char name[NAME_SIZE];
};

static _Thread_local struct oriel__pool *current;

oriel_err_t oriel__pool_new(const char *name, unsigned limit, struct oriel__pool **ret)
{
    struct oriel__pool *pool = oriel__new0(sizeof(*pool));

    if (!pool)
        return oriel__nomem();
    oriel__fork_watch();
    pool->refs = 1;
    pool->limit = limit;
    pool->forks = oriel__fork_count();
    (void)snprintf(pool->name, sizeof(pool->name), "%s", name);
    oriel__mutex_init(&pool->mutex);
    oriel__cond_init(&pool->pushed);
    oriel__cond_init(&pool->changed);
    oriel__list_init(&pool->tasks);
    oriel__list_init(&pool->workers);
    *ret = pool;
    return ORIEL_OK;
}

/* Locked; unlocks. */
static void let_go(struct oriel__pool *pool)
{
    bool last = --pool->refs == 0;

    oriel__unlock(&pool->mutex);
    if (!last)
        return;
    oriel__cond_fini(&pool->changed);
    oriel__cond_fini(&pool->pushed);
    oriel__mutex_fini(&pool->mutex);
    oriel__free(pool);
}

void oriel__pool_unref(struct oriel__pool *pool)
{
    if (!pool || pool->forks != oriel__fork_count())
        return;
    oriel__lock(&pool->mutex);
    pool->ends = true;
    oriel__cond_broadcast(&pool->pushed);
    let_go(pool);
}

/* Locked. The next task, or NULL when the thread should leave. */
static struct oriel__pool_task *next(struct oriel__pool *pool)
{
    struct timespec deadline = oriel__deadline(IDLE_MS);
    bool has_time = true;

    pool->idle++;
    while (oriel__list_is_empty(&pool->tasks) && !pool->ends && has_time)
        has_time = oriel__cond_wait(&pool->pushed, &pool->mutex, &deadline);
    pool->idle--;
    struct oriel_list *link = oriel__list_pop(&pool->tasks);

    if (!link)
        return NULL;
    pool->due--;
    return oriel__container(link, struct oriel__pool_task, link);
}

static void *run(void *user)
{
    struct oriel__pool *pool = current = user;
    struct worker worker = { .task = NULL };

    oriel__lock(&pool->mutex);
    oriel__list_add(&pool->workers, &worker.link);
    for (struct oriel__pool_task *task; (task = next(pool));) {
        worker.task = task;
        worker.is_busy = true;
        oriel__unlock(&pool->mutex);
        task->run(task);
        oriel__lock(&pool->mutex);
        worker.task = NULL;
        oriel__unlock(&pool->mutex);
        task->end(task, true);
        oriel__lock(&pool->mutex);
        worker.is_busy = false;
        oriel__cond_broadcast(&pool->changed);
    }
    oriel__list_remove(&worker.link);
    pool->threads--;
    let_go(pool);
    return NULL;
}

/* Locked. */
static oriel_err_t add_thread(struct oriel__pool *pool)
{
    pthread_t thread;
    oriel_err_t err = oriel__spawn(&thread, pool->name, run, pool);

    if (err)
        return err;
    (void)pthread_detach(thread);
    pool->threads++;
    pool->refs++;
    return ORIEL_OK;
}

oriel_err_t oriel__pool_push(struct oriel__pool *pool, struct oriel__pool_task *task)
{
    oriel_err_t err = ORIEL_OK;

    if (pool->forks != oriel__fork_count())
        return oriel__fail(ORIEL_EPERM, "pool %s: its threads are the parent's: a forked child must exec", pool->name);
    oriel__lock(&pool->mutex);
    if (pool->idle <= pool->due && pool->threads < pool->limit)
        err = add_thread(pool);
    if (pool->threads > 0) { /* those there are will do */
        err = ORIEL_OK;
        oriel__list_add(&pool->tasks, &task->link);
        pool->due++;
        oriel__cond_signal(&pool->pushed);
    }
    oriel__unlock(&pool->mutex);
    return err;
}

/* Locked. How many work, the caller apart. */
static unsigned count_busy(struct oriel__pool *pool)
{
    unsigned busy = 0;

    for (struct oriel_list *l = pool->workers.next; l != &pool->workers; l = l->next)
        busy += oriel__container(l, struct worker, link)->is_busy;
    return current == pool && busy ? busy - 1 : busy;
}

bool oriel__pool_clear(struct oriel__pool *pool, int timeout_ms)
{
    struct timespec deadline = oriel__deadline(timeout_ms);
    struct oriel_list dropped;
    bool has_time = timeout_ms > 0;

    if (pool->forks != oriel__fork_count())
        return true;
    oriel__list_init(&dropped);
    oriel__lock(&pool->mutex);
    oriel__list_splice(&dropped, &pool->tasks);
    pool->due = 0;
    oriel__unlock(&pool->mutex);
    for (struct oriel_list *l; (l = oriel__list_pop(&dropped));) {
        struct oriel__pool_task *task = oriel__container(l, struct oriel__pool_task, link);

        task->end(task, false);
    }
    oriel__lock(&pool->mutex);
    while (count_busy(pool) > 0 && has_time)
        has_time = oriel__cond_wait(&pool->changed, &pool->mutex, &deadline);
    bool clear = count_busy(pool) == 0;

    oriel__unlock(&pool->mutex);
    return clear;
}

void oriel__pool_visit(struct oriel__pool *pool, void (*visit)(struct oriel__pool_task *task, void *user), void *user)
{
    oriel__lock(&pool->mutex);
    for (struct oriel_list *l = pool->workers.next; l != &pool->workers; l = l->next) {
        struct worker *worker = oriel__container(l, struct worker, link);

        if (worker->task)
            visit(worker->task, user);
    }
    oriel__unlock(&pool->mutex);
}

bool oriel__pool_is_current(struct oriel__pool *pool)
{
    return current == pool;
}
