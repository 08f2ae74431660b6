/* What the rooms above use of a runtime beside the public API. */
#ifndef ORIEL_LOOP_RUNTIME_H
#define ORIEL_LOOP_RUNTIME_H

#include <oriel/runtime.h>

#include "loop/loop.h"
#include "loop/pool.h"

#define ORIEL__RUNTIME_CLOSE_MS 2000
#define ORIEL__POOL_LIMIT 64u

/* `opts` may be NULL. */
oriel_err_t oriel__runtime_make(struct oriel__inbox *inbox, const oriel_runtime_opts_t *opts,
                                oriel_runtime_t **ret) ORIEL_MUST_CHECK;
/* Closes it without waiting: oriel__runtime_stop() was called before. */
void oriel__runtime_end(oriel_runtime_t *runtime);
/* ECLOSED when it was closed for good. */
oriel_err_t oriel__runtime_check(oriel_runtime_t *runtime) ORIEL_MUST_CHECK;
/* All borrowed. The loop may have no thread: oriel__loop_start(). */
struct oriel__loop *oriel__runtime_loop(oriel_runtime_t *runtime);
struct oriel__pool *oriel__runtime_pool(oriel_runtime_t *runtime);
struct oriel__inbox *oriel__runtime_inbox(oriel_runtime_t *runtime);
/* Whether the caller is on one of its threads, which cannot wait for its end. */
bool oriel__runtime_is_own_thread(oriel_runtime_t *runtime);

/* Ends what it does; the next use starts it anew. Waits at most `timeout_ms`
 * (0: only asks, and what runs ends later). False: something still runs. */
bool oriel__runtime_stop(oriel_runtime_t *runtime, int timeout_ms);

/* Cancels the futures of all work of oriel_runtime_submit() that runs. */
void oriel__work_stop_all(struct oriel__pool *pool);

#endif
