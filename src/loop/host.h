/* What the rooms below need of the app. The app room implements it. */
#ifndef ORIEL_LOOP_HOST_H
#define ORIEL_LOOP_HOST_H

#include <oriel/runtime.h>

#include "loop/inbox.h"

struct oriel__mailbox;

/* Borrowed, for as long as the app lives. */
struct oriel__inbox *oriel__app_inbox(oriel_app_t *app);
/* The mailbox that all sessions of ORIEL_ORDER_GLOBAL share. Borrowed. */
struct oriel__mailbox *oriel__app_global_mailbox(oriel_app_t *app);
/* Whether this process is a forked child, where none of our threads live. */
bool oriel__app_is_forked(void);
/* oriel_app_get_runtime(). */
oriel_runtime_t *oriel__app_runtime(oriel_app_t *app);

#endif
