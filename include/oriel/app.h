/* The app: the process-wide root. It owns the threads and the inbox, and
 * dispatches everything that handlers hear. Since 0.1. */
#ifndef ORIEL_APP_H
#define ORIEL_APP_H

#include <oriel/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_app_opts {
    size_t struct_size;
    /* NULL: "webkit". "headless" has windows without an engine, for tests. */
    const char *backend;
} oriel_app_opts_t;

#define ORIEL_APP_OPTS_INIT                                                                                            \
    {                                                                                                                  \
        sizeof(oriel_app_opts_t), NULL                                                                                 \
    }

/* The app of this process; there is at most one at a time. `opts` may be NULL.
 * `*ret`: one reference. Starts no thread and loads no engine: the first window
 * does. Errors: EINVAL, EEXIST (an app is alive), EPERM (in a forked child,
 * where neither threads nor engine survive), ENOMEM. Any thread. */
ORIEL_API oriel_err_t oriel_app_new(const oriel_app_opts_t *opts, oriel_app_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_app_t *oriel_app_ref(oriel_app_t *app);
/* Always NULL. The last one shuts down, as oriel_app_shutdown() does. */
ORIEL_API oriel_app_t *oriel_app_unref(oriel_app_t *app);

/* Dispatches until every window and server is closed, oriel_app_quit() is called
 * or the display is lost. Without any it returns at once. Returns 0, or the
 * status given to oriel_app_quit(). Holds the app meanwhile. Any thread; several
 * may run at once. */
ORIEL_API int oriel_app_run(oriel_app_t *app);
/* Ends all oriel_app_run(). Any thread, also a signal handler. */
ORIEL_API void oriel_app_quit(oriel_app_t *app, int status);

/* A descriptor that is readable (POLLIN) when there is something to dispatch;
 * the library's, until the last unref. Level-triggered: give it to poll, epoll,
 * GLib, libuv or asyncio and call oriel_app_dispatch(app, 0). */
ORIEL_API int oriel_app_fd(oriel_app_t *app);
/* Runs the handlers that are due; waits at most `timeout_ms` for the first
 * (0: not at all, negative: no limit). Returns how many ran. A call from within
 * a handler returns 0. Any thread. */
ORIEL_API int oriel_app_dispatch(oriel_app_t *app, int timeout_ms);

/* Runs `fn(user)` in dispatch, in the order of posting. `destroy` (may be NULL)
 * runs after it, or alone when the app ends first. Errors: EINVAL, EPERM (in a
 * forked child), ENOMEM; then neither is called. Any thread. */
ORIEL_API oriel_err_t oriel_app_post(oriel_app_t *app, void (*fn)(void *user), void *user,
                                     oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* Runs `work` on the thread that dispatches the app, in the order of posting:
 * the one that is in oriel_app_run() or oriel_app_dispatch(), or, while windows
 * are open, the one that was there last. At once, when that is the caller or
 * nobody dispatches. `destroy` (may be NULL) runs after it. `*ret` (may be NULL):
 * its result, rejected with ECLOSED when the app ends first; a work not begun is
 * given up when it is canceled. Errors: EINVAL, EPERM, ENOMEM; then neither is
 * called. Any thread. */
ORIEL_API oriel_err_t oriel_call_on_main(oriel_app_t *app, oriel_work_cb work, void *user, oriel_destroy_cb destroy,
                                         oriel_future_t **ret) ORIEL_MUST_CHECK;

/* The app's runtime: a thread for timers, descriptors and posts, and a pool.
 * Borrowed until the last unref of the app; starts no thread by itself.
 * oriel_app_shutdown() ends what it does; the next use starts it anew. Any
 * thread. */
ORIEL_API oriel_runtime_t *oriel_app_get_runtime(oriel_app_t *app);

/* How many windows are open. */
ORIEL_API size_t oriel_app_get_window_count(oriel_app_t *app);

/* Closes all windows that are open now without asking their pages, settles what waits (ECLOSED),
 * and parks the engine's thread; 2 s at most. What handlers were due is
 * dropped, their data destroyed; but callbacks of settled futures and of canceled
 * calls, and `closed` events of windows, are still dispatched. Idempotent; windows may be made again
 * afterwards. Any thread, also from within a handler. */
ORIEL_API void oriel_app_shutdown(oriel_app_t *app);

/* How often the library woke its own threads since the start, and how often a
 * dispatching thread: stands still while the program is idle. */
typedef struct oriel_app_stats {
    size_t struct_size;
    uint64_t inbox_wakeups; /* descriptor raised */
    uint64_t page_wakeups;  /* UI thread woken for a page */
    uint64_t dispatched;    /* handlers run */
    uint64_t collapsed;     /* state changes a slow page was spared */
} oriel_app_stats_t;
ORIEL_API void oriel_app_get_stats(oriel_app_t *app, oriel_app_stats_t *stats);

#ifdef __cplusplus
}
#endif

#endif
