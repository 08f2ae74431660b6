/* Events: something that happened, on its way to the handlers of one action. */
#ifndef ORIEL_SESSION_EVENT_H
#define ORIEL_SESSION_EVENT_H

#include <pthread.h>

#include <oriel/widget.h>

#include "loop/inbox.h"
#include "loop/mailbox.h"

struct oriel__handler;

/* The handlers of one thing: a widget, a server. Any thread. */
struct oriel__handlers {
    pthread_mutex_t mutex;
    struct oriel__handler **items; /* in the order they were added, a reference each */
    size_t count, cap;
    uint64_t last_id;
};

void oriel__handlers_init(struct oriel__handlers *handlers);
/* Frees them; the users' data goes in dispatch. Fine on what is empty. */
void oriel__handlers_fini(struct oriel__handlers *handlers);
/* Appends. `*id` (may be NULL) is for removing it. On failure `destroy` was not
 * called. */
oriel_err_t oriel__handlers_add(struct oriel__handlers *handlers, struct oriel__inbox *inbox, const char *action,
                                oriel_event_cb cb, void *user, oriel_destroy_cb destroy, uint64_t *id) ORIEL_MUST_CHECK;
/* Removes all; more may be added. */
void oriel__handlers_clear(struct oriel__handlers *handlers);
/* False: there is none such. */
bool oriel__handlers_remove(struct oriel__handlers *handlers, uint64_t id);
/* The same for one that was not added after all: `destroy` will not be called. */
bool oriel__handlers_take_back(struct oriel__handlers *handlers, uint64_t id);
/* What a handler is for: copied to `out`, empty when there is none such. */
void oriel__handlers_name(struct oriel__handlers *handlers, uint64_t id, char *out, size_t size);
bool oriel__handlers_has(struct oriel__handlers *handlers, const char *action);

/* Posts the event to those handlers that there are now, in the session's order;
 * does nothing when there are none. `session` NULL: straight to `inbox`.
 * `widget` may be NULL, and is referenced; `args`: an array, taken, also on
 * failure. */
oriel_err_t oriel__event_post(struct oriel__inbox *inbox, oriel_session_t *session, oriel_widget_t *widget,
                              struct oriel__handlers *handlers, const char *action,
                              oriel_value_t *args) ORIEL_MUST_CHECK;
/* The same, and calls `returned(user)` once the handlers have returned, also with
 * ORIEL_PENDING, or there are none; not on failure. On the thread that ran them. */
oriel_err_t oriel__event_post_told(struct oriel__inbox *inbox, oriel_session_t *session, oriel_widget_t *widget,
                                   struct oriel__handlers *handlers, const char *action, oriel_value_t *args,
                                   void (*returned)(void *user), void *user) ORIEL_MUST_CHECK;

#endif
