/* Calls: what a page asks of the program. Since 0.1. */
#ifndef ORIEL_PAGE_H
#define ORIEL_PAGE_H

#include <oriel/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One invocation of a binding, answered once. Any thread may hold a reference
 * and answer. */
typedef struct oriel_call oriel_call_t;

/* A binding's handler; runs in oriel_app_dispatch(). It returns
 *   ORIEL_OK       the call is over; without a reply the page gets undefined;
 *   ORIEL_PENDING  the call goes on: someone will call oriel_call_done(call),
 *                  from any thread, and the handler took one reference for that;
 *   an error       the page's promise rejects with oriel_last_error(), or if nothing
 *                  failed with that error, with oriel_err_text(). */
typedef oriel_err_t (*oriel_call_cb)(oriel_call_t *call, void *user);

ORIEL_API oriel_call_t *oriel_call_ref(oriel_call_t *call);
ORIEL_API oriel_call_t *oriel_call_unref(oriel_call_t *call);

/* The names it was called by, a pull's those of the call that its stream answered;
 * borrowed until the last unref. */
ORIEL_API const char *oriel_call_get_object(oriel_call_t *call);
ORIEL_API const char *oriel_call_get_name(oriel_call_t *call);

/* Arguments. The array as a whole (bytes stand as null in it), borrowed: */
ORIEL_API oriel_value_t *oriel_call_get_args(oriel_call_t *call);
ORIEL_API size_t oriel_call_get_arg_count(oriel_call_t *call);
/* One argument, a new reference; NULL past the end. */
ORIEL_API oriel_value_t *oriel_call_dup_arg(oriel_call_t *call, size_t index);
/* Typed readers. ETYPE names the argument and both types, also when it is
 * missing. Returned strings and bytes live until the last unref. */
ORIEL_API oriel_err_t oriel_call_arg_bool(oriel_call_t *call, size_t index, bool *ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_call_arg_int(oriel_call_t *call, size_t index, int64_t *ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_call_arg_real(oriel_call_t *call, size_t index, double *ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_call_arg_string(oriel_call_t *call, size_t index, const char **ret,
                                            size_t *len) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_call_arg_bytes(oriel_call_t *call, size_t index, const void **ret,
                                           size_t *len) ORIEL_MUST_CHECK;

/* Answers; only the first answer counts, later ones return false. `value`:
 * transfer take, NULL rejects with the maker's error. Any thread. */
ORIEL_API bool oriel_call_reply(oriel_call_t *call, oriel_value_t *value);
/* Answers undefined. */
ORIEL_API bool oriel_call_reply_undefined(oriel_call_t *call);
/* The promise rejects with an Error of that name and message. Copied. */
ORIEL_API bool oriel_call_reply_error(oriel_call_t *call, const char *name, const char *message);

/* Ends a call whose handler returned ORIEL_PENDING: without a reply so far the
 * page gets undefined; the mailbox goes on; the handler's reference goes. */
ORIEL_API void oriel_call_done(oriel_call_t *call);

/* Whether the page no longer waits: it aborted, navigated or closed. Answers
 * are dropped then. A call that has not begun by then is begun all the same,
 * unless the page aborted it. */
ORIEL_API bool oriel_call_is_canceled(oriel_call_t *call);
/* Calls `cb(call, user)` in dispatch when that happens, once (soon, when it
 * happened already); not after oriel_call_done(). `destroy` frees `user`. */
ORIEL_API oriel_err_t oriel_call_on_cancel(oriel_call_t *call, void (*cb)(oriel_call_t *call, void *user), void *user,
                                           oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* Answers with an async iterator. For each item the page asks for, `next` runs
 * in dispatch with a call of its own (`pull`): it replies the item, or
 * oriel_call_reply_end(), or an error; it may return ORIEL_PENDING. The next
 * pull comes after the page consumed this one: that is the back-pressure.
 * `close` runs once in dispatch, last: after the end, an error, `break` in the
 * page, navigation or close. Frees `user`. */
typedef struct oriel_stream_ops {
    size_t struct_size;
    oriel_err_t (*next)(oriel_call_t *pull, void *user);
    void (*close)(void *user); /* may be NULL */
} oriel_stream_ops_t;
ORIEL_API oriel_err_t oriel_call_reply_stream(oriel_call_t *call, const oriel_stream_ops_t *ops,
                                              void *user) ORIEL_MUST_CHECK;
/* To a pull: the stream has ended. */
ORIEL_API bool oriel_call_reply_end(oriel_call_t *pull);

#ifdef __cplusplus
}
#endif

#endif
