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

#endif
