/* Posts: a user's function as a task. */
#ifndef ORIEL_LOOP_POST_H
#define ORIEL_LOOP_POST_H

#include "loop/inbox.h"

/* A task that runs `fn(user)`, then `destroy(user)` (may be NULL), and frees
 * itself; dropped, it only destroys. Both may run anywhere. */
oriel_err_t oriel__post_new(void (*fn)(void *user), void *user, oriel_destroy_cb destroy,
                            struct oriel__task **ret) ORIEL_MUST_CHECK;

/* The same for work whose result is `future`, of which it takes a reference.
 * Canceled before it begins, it does not run; dropped, the future is rejected
 * with ECLOSED. */
oriel_err_t oriel__post_work_new(oriel_future_t *future, oriel_work_cb work, void *user, oriel_destroy_cb destroy,
                                 struct oriel__task **ret) ORIEL_MUST_CHECK;

#endif
