/* Futures: results that arrive later, settled once from any thread. Since 0.1. */
#ifndef ORIEL_RUNTIME_H
#define ORIEL_RUNTIME_H

#include <stdbool.h>

#include <oriel/error.h>
#include <oriel/value.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_app oriel_app_t;
typedef struct oriel_future oriel_future_t;

typedef enum oriel_future_status {
    ORIEL_FUTURE_PENDING,
    ORIEL_FUTURE_RESOLVED,
    ORIEL_FUTURE_REJECTED,
    ORIEL_FUTURE_CANCELED
} oriel_future_status_t;

/* Runs in oriel_app_dispatch(), once, after `future` settled. */
typedef void (*oriel_future_cb)(oriel_future_t *future, void *user);
/* Frees user data; runs in oriel_app_dispatch() or in the last unref. */
typedef void (*oriel_destroy_cb)(void *user);

/* A pending future. `app` is where its callbacks are dispatched. `*ret`: one
 * reference, the caller's. Errors: EINVAL, ENOMEM. Any thread. */
ORIEL_API oriel_err_t oriel_future_new(oriel_app_t *app, oriel_future_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_future_t *oriel_future_ref(oriel_future_t *future);
/* Always returns NULL. A rejection that nobody looked at is logged here, once,
 * when the last reference goes. */
ORIEL_API oriel_future_t *oriel_future_unref(oriel_future_t *future);

/* Settle. The first settlement wins; a later one changes nothing and returns
 * false. `value` is taken in either case, NULL means null. Any thread. */
ORIEL_API bool oriel_future_resolve(oriel_future_t *future, oriel_value_t *value);
/* `name` is the error's name as a page or Python shows it ("TypeError"), NULL
 * for the code's own; `text` NULL for the code's own. Copied. */
ORIEL_API bool oriel_future_reject(oriel_future_t *future, oriel_err_t code, const char *name, const char *text);
/* Settles as canceled and tells the work behind it. */
ORIEL_API bool oriel_future_cancel(oriel_future_t *future);

/* Waits until settled, at most `timeout_ms` (negative: no limit). ORIEL_OK when
 * settled, whatever the outcome; ETIMEDOUT. Waiting does not dispatch, so what
 * only a handler settles needs another thread to dispatch. Any thread. */
ORIEL_API oriel_err_t oriel_future_wait(oriel_future_t *future, int timeout_ms) ORIEL_MUST_CHECK;

ORIEL_API oriel_future_status_t oriel_future_get_status(oriel_future_t *future);
/* The value, a new reference, or NULL when not resolved. */
ORIEL_API oriel_value_t *oriel_future_dup_value(oriel_future_t *future);
/* ORIEL_OK when pending or resolved, ECANCELED when canceled, or the code it
 * was rejected with; `name` and `text` (may be NULL) are borrowed until the
 * last unref, and counts as having looked. */
ORIEL_API oriel_err_t oriel_future_get_error(oriel_future_t *future, const char **name, const char **text);

/* Calls `cb` in dispatch once settled (soon, if it is already). `user` is
 * destroyed after that, or in the last unref. Several are called in order.
 * Errors: EINVAL, ENOMEM (then `destroy` was not called). Any thread. */
ORIEL_API oriel_err_t oriel_future_then(oriel_future_t *future, oriel_future_cb cb, void *user,
                                        oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
