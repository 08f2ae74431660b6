/* State: namespaces of keys that the program and its pages share. Since 0.1.
 * All functions: any thread. Strings are UTF-8; a namespace or key has at most
 * ORIEL_STATE_NAME_MAX bytes. */
#ifndef ORIEL_STATE_H
#define ORIEL_STATE_H

#include <oriel/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ORIEL_STATE_NAME_MAX 1024

typedef struct oriel_state oriel_state_t;
typedef struct oriel_subscription oriel_subscription_t;

typedef enum oriel_origin {
    ORIEL_ORIGIN_PROGRAM,
    ORIEL_ORIGIN_PAGE
} oriel_origin_t;

/* One change, as handlers see it. Borrowed during the callback. */
typedef struct oriel_state_event {
    size_t struct_size;
    const char *ns;
    const char *key;
    oriel_value_t *value;
    uint64_t revision;
    oriel_origin_t origin;
} oriel_state_event_t;

/* One change of an atomic update. `value` NULL removes the key. */
typedef struct oriel_state_change {
    const char *ns;
    const char *key;
    oriel_value_t *value; /* borrowed */
} oriel_state_change_t;

/* Hears changes by program and pages, in revision order. See the header of
 * oriel_state_set() for when. */
typedef void (*oriel_state_cb)(const oriel_state_event_t *event, void *user);

/* A state of its own, to share between sessions (oriel_session_opts_t.state).
 * Each session otherwise makes its own. `*ret`: one reference. */
ORIEL_API oriel_err_t oriel_state_new(oriel_app_t *app, oriel_state_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_state_t *oriel_state_ref(oriel_state_t *state);
ORIEL_API oriel_state_t *oriel_state_unref(oriel_state_t *state);

/* Sets a key. `value`: transfer take; NULL returns the error of the maker that
 * returned it. Equal values count as changes too. Pages hear of it at the end
 * of the turn, in order. Handlers run before this returns when the caller is the
 * thread that dispatches, now or last, or when nobody ever dispatched; otherwise
 * in the next dispatch. A set within a handler is delivered after that handler returned.
 * Errors: EINVAL (name NULL, empty or not UTF-8), ETYPE (bytes), ETOOBIG (a name;
 * more than 126 levels; the state past 256 MiB; as much waiting for handlers),
 * ENOMEM; the old value stays. */
ORIEL_API oriel_err_t oriel_state_set(oriel_state_t *state, const char *ns, const char *key,
                                      oriel_value_t *value) ORIEL_MUST_CHECK;
/* The value of a key, a new reference; NULL when absent. */
ORIEL_API oriel_value_t *oriel_state_dup(oriel_state_t *state, const char *ns, const char *key);
/* Removes a key; ORIEL_OK also when it was absent. Pages' copies follow; no
 * handler is called. */
ORIEL_API oriel_err_t oriel_state_remove(oriel_state_t *state, const char *ns, const char *key) ORIEL_MUST_CHECK;
/* All of `changes` or none, under one lock: no page and no snapshot sees half. */
ORIEL_API oriel_err_t oriel_state_update(oriel_state_t *state, const oriel_state_change_t *changes,
                                         size_t count) ORIEL_MUST_CHECK;
/* {ns: {key: value}}, or {key: value} of one namespace ({} when absent). */
ORIEL_API oriel_err_t oriel_state_snapshot(oriel_state_t *state, const char *ns, oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Grows by one with each change; 0 before the first. */
ORIEL_API uint64_t oriel_state_get_revision(oriel_state_t *state);

/* Calls `cb` for every later set of a key in one of `namespaces` (NULL: all).
 * `destroy` (may be NULL) frees `user` after the unsubscription or the state's end,
 * never on a thread of the library's. `*ret` (may be NULL): borrowed, until
 * unsubscribed. */
ORIEL_API oriel_err_t oriel_state_subscribe(oriel_state_t *state, const char *const *namespaces, size_t count,
                                            oriel_state_cb cb, void *user, oriel_destroy_cb destroy,
                                            oriel_subscription_t **ret) ORIEL_MUST_CHECK;
/* Ends it; `cb` is not called after this returns, unless it is running. */
ORIEL_API void oriel_state_unsubscribe(oriel_state_t *state, oriel_subscription_t *subscription);

#ifdef __cplusplus
}
#endif

#endif
