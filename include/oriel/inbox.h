/* An inbox of one's own: where callbacks are dispatched for an event loop that
 * does not dispatch the app. Since 0.1. */
#ifndef ORIEL_INBOX_H
#define ORIEL_INBOX_H

#include <oriel/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_inbox oriel_inbox_t;

/* `*ret`: one reference. Errors: EINVAL, EIO, ENOMEM. Any thread. */
ORIEL_API oriel_err_t oriel_inbox_new(oriel_inbox_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_inbox_t *oriel_inbox_ref(oriel_inbox_t *inbox);
/* Always NULL. The last one closes it. */
ORIEL_API oriel_inbox_t *oriel_inbox_unref(oriel_inbox_t *inbox);
/* As oriel_app_fd(): readable when there is something to dispatch. */
ORIEL_API int oriel_inbox_fd(oriel_inbox_t *inbox);
/* As oriel_app_dispatch(), for what is due here alone; also from within a handler
 * that something else dispatched. */
ORIEL_API int oriel_inbox_dispatch(oriel_inbox_t *inbox, int timeout_ms);
/* Drops what is due now and later, destroying its data; idempotent. Any thread. */
ORIEL_API void oriel_inbox_close(oriel_inbox_t *inbox);

/* As oriel_future_then(), but `cb` is dispatched by `inbox`. */
ORIEL_API oriel_err_t oriel_future_then_in(oriel_future_t *future, oriel_inbox_t *inbox, oriel_future_cb cb, void *user,
                                           oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
