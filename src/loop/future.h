/* What the rooms above use of futures beside the public API. */
#ifndef ORIEL_LOOP_FUTURE_H
#define ORIEL_LOOP_FUTURE_H

#include <oriel/runtime.h>

#include "loop/inbox.h"

/* `on_cancel` (may be NULL) runs once, on the thread that cancels, when the
 * future is canceled before it settles; `release` (may be NULL) frees `user`
 * with the future. Neither may call the user's code. */
oriel_err_t oriel__future_make(struct oriel__inbox *inbox, void (*on_cancel)(void *user), void (*release)(void *user),
                               void *user, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* Hears of a settlement at once, on the thread that settles, outside of locks;
 * must not call the user's code. */
struct oriel__future_hook {
    struct oriel_list link;
    void (*settled)(struct oriel__future_hook *hook, oriel_future_t *future);
    void (*gone)(struct oriel__future_hook *hook); /* it will never settle */
};

/* Calls the hook once: now, if the future is settled. Who hooks counts as having
 * looked, and holds a reference, unless the hook has `gone`, which is called then
 * when the last one goes. */
void oriel__future_hook(oriel_future_t *future, struct oriel__future_hook *hook);
/* False when it was called, or is about to be. */
bool oriel__future_unhook(oriel_future_t *future, struct oriel__future_hook *hook);
/* Settles `to` as `from`, which is settled; a cancellation as if it had come from
 * the work, without telling it. */
void oriel__future_copy(oriel_future_t *to, oriel_future_t *from);
/* Settles it with what `work` returns, unless it is settled or that is
 * ORIEL_PENDING. */
void oriel__future_run(oriel_future_t *future, oriel_work_cb work, void *user);

#endif
