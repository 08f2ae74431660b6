/* A libuv loop on a thread of its own, started when first needed. Any thread
 * posts tasks; everything of libuv's is done by tasks, on the loop's thread. */
#ifndef ORIEL_LOOP_LOOP_H
#define ORIEL_LOOP_LOOP_H

#include <uv.h>

#include "loop/inbox.h"

struct oriel__loop;

/* What has to end before the loop does: `close` runs once, on the loop's
 * thread, unlinked; it gives up what waits and closes its handles. */
struct oriel__closer {
    struct oriel_list link;
    void (*close)(struct oriel__closer *closer);
};

/* Makes a loop that has no thread yet, named `name` (at most 15 bytes). */
oriel_err_t oriel__loop_new(const char *name, struct oriel__loop **ret) ORIEL_MUST_CHECK;
struct oriel__loop *oriel__loop_ref(struct oriel__loop *loop);
/* A loop that runs keeps itself: stop it first. */
void oriel__loop_unref(struct oriel__loop *loop);

/* Starts the thread, unless it runs; after a stop, anew. Errors: EPERM (in a
 * forked child), ECLOSED (it is about to stop), EBUSY, EIO. Any thread. */
oriel_err_t oriel__loop_start(struct oriel__loop *loop) ORIEL_MUST_CHECK;
/* Has `task` run on the loop's thread, in the order of posting; a wake-up is
 * sent only when the loop sleeps. On a loop that does not run, and in a forked
 * child, it is dropped before this returns. Any thread; async-signal-safe if
 * the task's drop is. */
void oriel__loop_post(struct oriel__loop *loop, struct oriel__task *task);
/* Runs what was posted before, closes the closers, and ends the thread; waits
 * at most `timeout_ms` for that (0: not at all). On the loop's own thread it
 * only asks, and the end comes after the callback that runs. Errors: ETIMEDOUT
 * (a callback blocks the thread; it ends when that returns). Any thread. */
oriel_err_t oriel__loop_stop(struct oriel__loop *loop, int timeout_ms);

/* The loop whose thread this is, or NULL. */
struct oriel__loop *oriel__loop_current(void);

/* The rest is for the loop's thread only. */
uv_loop_t *oriel__loop_uv(struct oriel__loop *loop);
void oriel__loop_add_closer(struct oriel__loop *loop, struct oriel__closer *closer);
void oriel__loop_remove_closer(struct oriel__closer *closer); /* twice is fine */

struct oriel__loop_stats {
    uint64_t wakeups; /* descriptor raised */
    uint64_t ran;     /* tasks run */
};
void oriel__loop_get_stats(struct oriel__loop *loop, struct oriel__loop_stats *stats); /* any thread */

#endif
