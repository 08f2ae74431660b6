/* A pool of threads for work that may block. */
#ifndef ORIEL_LOOP_POOL_H
#define ORIEL_LOOP_POOL_H

#include <stdbool.h>

#include <oriel/error.h>

#include "base/list.h"

struct oriel__pool;

/* A piece of work, embedded in whatever it works on. `run` (unless it is taken
 * from the queue by oriel__pool_clear()), then `end`, which may free it. */
struct oriel__pool_task {
    struct oriel_list link;
    void (*run)(struct oriel__pool_task *task);
    void (*end)(struct oriel__pool_task *task, bool did_run);
};

/* At most `limit` threads, named `name` (at most 15 bytes); none yet. */
oriel_err_t oriel__pool_new(const char *name, unsigned limit, struct oriel__pool **ret) ORIEL_MUST_CHECK;
/* Threads keep it until they leave, which idle ones then do at once. */
void oriel__pool_unref(struct oriel__pool *pool);

/* Has `task` run on one of the threads; the first ones pushed begin first.
 * Errors: EPERM (in a forked child), EBUSY (there is no thread, and none can be
 * started); then it was not pushed. Any thread. */
oriel_err_t oriel__pool_push(struct oriel__pool *pool, struct oriel__pool_task *task) ORIEL_MUST_CHECK;
/* Drops what has not begun, on this thread, and waits for what has, at most
 * `timeout_ms`; but not for the caller itself. False: some still runs. */
bool oriel__pool_clear(struct oriel__pool *pool, int timeout_ms);
/* Calls `visit` for every task that runs now and has not ended, under the
 * pool's lock. */
void oriel__pool_visit(struct oriel__pool *pool, void (*visit)(struct oriel__pool_task *task, void *user), void *user);
/* Whether the caller is one of its threads. */
bool oriel__pool_is_current(struct oriel__pool *pool);

#endif
