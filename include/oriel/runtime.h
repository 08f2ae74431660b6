/* Futures: results that arrive later, settled once from any thread. Runtimes:
 * a thread that waits for timers, descriptors and posts, and a pool for work
 * that takes its time. Since 0.1. */
#ifndef ORIEL_RUNTIME_H
#define ORIEL_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
 * only a handler settles needs another thread to dispatch. Any thread but a
 * runtime's own, which must not be blocked: there EDEADLK at once, when it would
 * wait. */
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

/* --- Progress -------------------------------------------------------------------- */

/* Runs in oriel_app_dispatch(), with the latest of what was reported since. */
typedef void (*oriel_progress_cb)(oriel_future_t *future, const oriel_value_t *value, void *user);

/* Calls `cb` when progress is reported. At most one a future. `user` is
 * destroyed in the last unref. Errors: EINVAL, EEXIST, ENOMEM (then `destroy`
 * was not called). Any thread. */
ORIEL_API oriel_err_t oriel_future_on_progress(oriel_future_t *future, oriel_progress_cb cb, void *user,
                                               oriel_destroy_cb destroy) ORIEL_MUST_CHECK;
/* Tells how far the work is; `value` is taken. Cheap: what was not dispatched
 * yet is replaced, and nothing is kept where nobody listens. Never comes after
 * the future's callbacks. False when the future is settled: work that is
 * canceled sees it here, too. Any thread. */
ORIEL_API bool oriel_future_report(oriel_future_t *future, oriel_value_t *value);

/* --- Several futures ---------------------------------------------------------------
 *
 * `*ret`: one reference. The futures are referenced until `*ret` settles, and
 * count as looked at. Canceling `*ret` cancels them all; otherwise they go on,
 * also when `*ret` settles before them. Errors: EINVAL (a NULL among them),
 * ENOMEM. Any thread. */

/* Resolves with an array of all values, in order, null for bytes, which an array
 * cannot hold: take them from their future. Settles as the first one that is
 * rejected or canceled. Of none: an empty array. */
ORIEL_API oriel_err_t oriel_future_all(oriel_app_t *app, oriel_future_t *const *futures, size_t count,
                                       oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Resolves as the first one that resolves; when none does, it is rejected as the
 * last one was. Of none: rejected with ENOENT. */
ORIEL_API oriel_err_t oriel_future_any(oriel_app_t *app, oriel_future_t *const *futures, size_t count,
                                       oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Settles as the first one that settles. Of none: EINVAL. */
ORIEL_API oriel_err_t oriel_future_race(oriel_app_t *app, oriel_future_t *const *futures, size_t count,
                                        oriel_future_t **ret) ORIEL_MUST_CHECK;

/* --- Runtimes ------------------------------------------------------------------------
 *
 *     oriel_runtime_t *runtime = oriel_app_get_runtime(app);
 *     err = oriel_runtime_submit(runtime, count_words, path, free, &future);
 */
typedef struct oriel_runtime oriel_runtime_t;

typedef struct oriel_runtime_opts {
    size_t struct_size;
    const char *name;   /* of its threads, at most 15 bytes; NULL: "oriel-loop" */
    unsigned pool_size; /* threads of the pool at most, 0: 4; at most 64 */
} oriel_runtime_opts_t;

#define ORIEL_RUNTIME_OPTS_INIT                                                                                        \
    {                                                                                                                  \
        sizeof(oriel_runtime_opts_t), NULL, 0                                                                          \
    }

/* A runtime of one's own, beside oriel_app_get_runtime(). Its futures' callbacks
 * are dispatched by `app`. `opts` may be NULL. `*ret`: one reference. Its thread
 * starts with the first use, those of its pool as they are needed; they block
 * all signals but those of faults. Errors: EINVAL, EPERM, EIO, ENOMEM. Any thread.
 *
 * In a forked child, where its threads are not, all uses fail with EPERM, as do
 * new ones. */
ORIEL_API oriel_err_t oriel_runtime_new(oriel_app_t *app, const oriel_runtime_opts_t *opts,
                                        oriel_runtime_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_runtime_t *oriel_runtime_ref(oriel_runtime_t *runtime);
/* Always NULL. The last one closes it. */
ORIEL_API oriel_runtime_t *oriel_runtime_unref(oriel_runtime_t *runtime);
/* Ends it: what was posted runs; timers and watches are given up and their data
 * destroyed; futures of work and delays are canceled. Waits for the callback and
 * the work that run, 2 s at most together, but on the runtime's own threads not at
 * all. Later uses fail with ECLOSED. Idempotent. Any thread. */
ORIEL_API void oriel_runtime_close(oriel_runtime_t *runtime);
/* Whether the caller is on its loop's thread. */
ORIEL_API bool oriel_runtime_is_current(oriel_runtime_t *runtime);

/* Runs `fn(user)` on the runtime's thread, in the order of posting. `destroy`
 * (may be NULL) runs after it, or alone when the runtime ends first. `fn` must
 * not block: the pool may. Errors: EINVAL, ECLOSED, EPERM, EBUSY, ENOMEM; then
 * neither is called. Any thread. */
ORIEL_API oriel_err_t oriel_runtime_post(oriel_runtime_t *runtime, void (*fn)(void *user), void *user,
                                         oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* --- Triggers: posts made in advance ---------------------------------------------- */
typedef struct oriel_trigger oriel_trigger_t;

/* `*ret`: one reference. `user` is destroyed with the last, on whichever thread
 * that is. Errors as of oriel_runtime_post(). Any thread. */
ORIEL_API oriel_err_t oriel_trigger_new(oriel_runtime_t *runtime, void (*fn)(void *user), void *user,
                                        oriel_destroy_cb destroy, oriel_trigger_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_trigger_t *oriel_trigger_ref(oriel_trigger_t *trigger);
ORIEL_API oriel_trigger_t *oriel_trigger_unref(oriel_trigger_t *trigger); /* always NULL */
/* Runs `fn(user)` on the runtime's thread, once for all raises until it begins.
 * Does nothing when the runtime has ended, and in a forked child. Cannot fail. Any thread, also a signal
 * handler. */
ORIEL_API void oriel_trigger_raise(oriel_trigger_t *trigger);

/* --- Timers ---------------------------------------------------------------------- */
typedef struct oriel_timer oriel_timer_t;

/* Runs `fn(user)` on the runtime's thread `delay_ms` from now, never earlier,
 * then every `repeat_ms` (0: only once). Of timers that are due, the one due
 * first runs first; those that a busy thread learns of too late run in the order
 * they were made, after others that are due. An armed timer lives without references: `ret` may be NULL.
 * `user` is destroyed on the runtime's thread after the last run. Errors as of
 * oriel_runtime_post(); EINVAL, too, for more than 2^42 ms, 139 years, here and
 * in the two that follow. Any thread. */
ORIEL_API oriel_err_t oriel_timer_new(oriel_runtime_t *runtime, uint64_t delay_ms, uint64_t repeat_ms,
                                      void (*fn)(void *user), void *user, oriel_destroy_cb destroy,
                                      oriel_timer_t **ret) ORIEL_MUST_CHECK;
/* No run begins after this; one may be under way on the runtime's thread. False
 * when it was canceled, or ran for the last time, before. Any thread. */
ORIEL_API bool oriel_timer_cancel(oriel_timer_t *timer);
ORIEL_API oriel_timer_t *oriel_timer_ref(oriel_timer_t *timer);
ORIEL_API oriel_timer_t *oriel_timer_unref(oriel_timer_t *timer); /* always NULL; leaves it armed */

/* A future that resolves with null `delay_ms` from now, and is canceled when the
 * runtime ends before. Errors as of oriel_runtime_post(). Any thread. */
ORIEL_API oriel_err_t oriel_runtime_delay(oriel_runtime_t *runtime, uint64_t delay_ms,
                                          oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Settles as `future`, unless that takes more than `timeout_ms`: then `future` is
 * canceled, and `*ret` rejected with ETIMEDOUT. Canceling `*ret` cancels `future`.
 * Errors as of oriel_runtime_post(). Any thread. */
ORIEL_API oriel_err_t oriel_future_with_timeout(oriel_runtime_t *runtime, oriel_future_t *future, uint64_t timeout_ms,
                                                oriel_future_t **ret) ORIEL_MUST_CHECK;

/* --- Watches --------------------------------------------------------------------- */
typedef struct oriel_watch oriel_watch_t;

enum {
    ORIEL_WATCH_READABLE = 1,
    ORIEL_WATCH_WRITABLE = 2,
    ORIEL_WATCH_HANGUP = 4, /* the other end closed; told in any case */
    ORIEL_WATCH_FAILED = 8  /* an error, or it cannot be watched: it is closed, a file, or watched already */
};

/* On the runtime's thread; `events` are what is the case now. */
typedef void (*oriel_watch_cb)(int fd, unsigned events, void *user);

/* Calls `cb` as long as one of `events` (READABLE, WRITABLE) is the case. The
 * descriptor stays the caller's, is made non-blocking, and is closed after the
 * watch has ended: in `destroy`, say, which runs on the runtime's thread when it
 * has. One watch a descriptor. After ORIEL_WATCH_FAILED the watch has ended. A watch lives without references:
 * `ret` may be NULL. Errors as of oriel_runtime_post(). Any thread. */
ORIEL_API oriel_err_t oriel_watch_new(oriel_runtime_t *runtime, int fd, unsigned events, oriel_watch_cb cb, void *user,
                                      oriel_destroy_cb destroy, oriel_watch_t **ret) ORIEL_MUST_CHECK;
/* As oriel_timer_cancel(). */
ORIEL_API bool oriel_watch_cancel(oriel_watch_t *watch);
ORIEL_API oriel_watch_t *oriel_watch_ref(oriel_watch_t *watch);
ORIEL_API oriel_watch_t *oriel_watch_unref(oriel_watch_t *watch); /* always NULL; goes on watching */

/* --- Work ------------------------------------------------------------------------ */

/* Does something and settles `future` with what comes of it, now or, returning
 * ORIEL_PENDING, later through a reference of its own. Settled by nobody, it
 * resolves with null on ORIEL_OK, and is rejected on an error, with
 * oriel_last_error() for a text where that goes with it. */
typedef oriel_err_t (*oriel_work_cb)(oriel_future_t *future, void *user);

/* Runs `work` on a thread of the pool, where it may block. The result is
 * `future`: canceled before the work begins, the work does not run; canceled
 * later, it finds oriel_future_get_status() changed and should stop. `destroy`
 * (may be NULL) runs after it, or alone, on a thread of the pool or in
 * oriel_runtime_close(). `ret` may be NULL. Errors as of oriel_runtime_post().
 * Any thread. */
ORIEL_API oriel_err_t oriel_runtime_submit(oriel_runtime_t *runtime, oriel_work_cb work, void *user,
                                           oriel_destroy_cb destroy, oriel_future_t **ret) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
