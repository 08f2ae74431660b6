/* Turns: within a batch of handlers, wake-ups of pages wait until the batch
 * returns, so that one frame carries all that it produced. A handler that goes
 * on for long does not hold them back: a thread of the library's looks after
 * that, asleep unless handlers run. */
#ifndef ORIEL_LOOP_TURN_H
#define ORIEL_LOOP_TURN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"

/* Someone to wake, reference counted. `fire` may run on any thread. */
struct oriel__waker {
    void (*fire)(struct oriel__waker *waker);
    void (*ref)(struct oriel__waker *waker);
    void (*unref)(struct oriel__waker *waker);
};

#define ORIEL__TURN_WAKERS 16

struct oriel__turn {
    const void *owner;         /* the inbox that dispatches */
    struct oriel__turn *outer; /* the one that was left for it */
    uint64_t began_ns;         /* when the running handler began */
    bool has_gathered;         /* since the last flush */

    /* Shared with the thread that looks after long turns. */
    struct oriel_list link;
    struct oriel__waker *wakers[ORIEL__TURN_WAKERS];
    unsigned count;
    uint64_t gathered_ns; /* when the handler began that gathered the first */
};

/* The turn of this thread, NULL outside of dispatch. */
struct oriel__turn *oriel__turn_current(void);
/* Whether it is of `owner`, or one that was left for it is. */
bool oriel__turn_is_of(const void *owner);
void oriel__turn_begin(struct oriel__turn *turn, const void *owner);
void oriel__turn_end(struct oriel__turn *turn); /* flushes */
/* Leaves the turn of this thread, after firing what waits, to dispatch something
 * else within it, and takes it up again. NULL outside of a turn. */
struct oriel__turn *oriel__turn_suspend(void);
void oriel__turn_resume(struct oriel__turn *turn);
/* Fires `waker` at the end of this thread's turn, or when that goes on for more
 * than 16 ms, on another thread; at once outside of a turn, or when the running
 * handler has taken its time already. */
void oriel__turn_wake(struct oriel__waker *waker);
/* Fires what waits: before blocking, and between handlers of a long batch. */
void oriel__turn_flush(void);

#endif
