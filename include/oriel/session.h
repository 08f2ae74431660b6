/* Sessions: what the program shares with one user: bindings, state, and the
 * order in which handlers run. Since 0.1. All functions: any thread. */
#ifndef ORIEL_SESSION_H
#define ORIEL_SESSION_H

#include <oriel/page.h>
#include <oriel/state.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_session oriel_session_t;

/* In which order handlers of calls run when one takes its time
 * (ORIEL_PENDING, or several dispatching threads). They always begin in the
 * order of the page's calls. */
typedef enum oriel_order {
    ORIEL_ORDER_NONE,    /* the next begins while the last is pending */
    ORIEL_ORDER_SESSION, /* one at a time in this session */
    ORIEL_ORDER_GLOBAL   /* one at a time in all sessions that chose this */
} oriel_order_t;

typedef struct oriel_session_opts {
    size_t struct_size;
    oriel_order_t order;  /* default: ORIEL_ORDER_NONE */
    oriel_state_t *state; /* borrowed; NULL: a state of its own */
} oriel_session_opts_t;

#define ORIEL_SESSION_OPTS_INIT                                                                                        \
    {                                                                                                                  \
        sizeof(oriel_session_opts_t), ORIEL_ORDER_NONE, NULL                                                           \
    }

/* A session without a page; give it to a window (oriel_window_opts_t.session).
 * `opts` may be NULL. `*ret`: one reference. */
ORIEL_API oriel_err_t oriel_session_new(oriel_app_t *app, const oriel_session_opts_t *opts,
                                        oriel_session_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_session_t *oriel_session_ref(oriel_session_t *session);
ORIEL_API oriel_session_t *oriel_session_unref(oriel_session_t *session);

/* The session's state; borrowed until the session's last unref. */
ORIEL_API oriel_state_t *oriel_session_get_state(oriel_session_t *session);

/* Makes `handler` callable from the session's pages as
 * `Pytonium.<object>.<name>(...)` and `oriel.<object>.<name>(...)`; object ""
 * puts it directly there. Pages that are open learn of it at once. Both names
 * have 1 (object: 0) to 255 bytes without control characters. A name that
 * exists is replaced. `destroy` frees `user` after the last call.
 * Errors: EINVAL, EEXIST (a name of the page script's own, such as
 * "appState.getState"), ENOMEM. */
ORIEL_API oriel_err_t oriel_session_expose(oriel_session_t *session, const char *object, const char *name,
                                           oriel_call_cb handler, void *user) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_session_expose_full(oriel_session_t *session, const char *object, const char *name,
                                                oriel_call_cb handler, void *user,
                                                oriel_destroy_cb destroy) ORIEL_MUST_CHECK;
/* ENOENT when there is none. Calls under way go on. */
ORIEL_API oriel_err_t oriel_session_withdraw(oriel_session_t *session, const char *object,
                                             const char *name) ORIEL_MUST_CHECK;

/* How many pages are attached. */
ORIEL_API size_t oriel_session_get_page_count(oriel_session_t *session);

#ifdef __cplusplus
}
#endif

#endif
