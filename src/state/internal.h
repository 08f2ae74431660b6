/* The inside of a state, shared by the files of this room. */
#ifndef ORIEL_STATE_INTERNAL_H
#define ORIEL_STATE_INTERNAL_H

#include <pthread.h>

#include "state/store.h"

/* How much a state, and separately what it has not delivered yet, may hold. */
#define ORIEL__STATE_LIMIT ((uint64_t)256 * 1024 * 1024)
/* As one value, with the escapes that names may need. */
#define ORIEL__STATE_TEXT_LIMIT ((size_t)(2 * ORIEL__STATE_LIMIT))

/* How deep a value may be: a snapshot adds two levels, and is a value itself; so is
 * what a storage keeps of a namespace. */
#define ORIEL__STATE_DEPTH_MAX (ORIEL_VALUE_DEPTH_MAX - 2)

/* A change as it is allocated: with its place in the delivery queue, so that
 * queueing cannot fail. */
struct oriel__queued {
    struct oriel__change change;
    struct oriel__queued *next;
};

struct oriel_state {
    _Atomic unsigned refs;
    struct oriel__drain_hook *hook;
    struct oriel_list hook_link; /* the hook's */
    pthread_mutex_t mutex;       /* guards what follows */
    uint64_t revision;
    struct oriel__store store;
    struct oriel_list watchers;
    struct oriel_list waking;        /* watchers that were pushed to and not yet woken */
    struct oriel_list subscriptions; /* dead ones too, until the deliverer buries them */
    size_t dead;
    struct oriel__queued *first, **last; /* the delivery queue; each holds a reference */
    uint64_t queue_size, queue_limit;
    bool is_delivering; /* some thread is in oriel__state_drain() */
    bool is_requested;  /* the hook was asked for a drain that has not begun */
    bool has_ended;     /* the last reference went, on a thread that must not call `destroy` */
};

/* A name as the API and pages give it: EINVAL when NULL, empty, not UTF-8 or
 * with a NUL in it, ETOOBIG. `what`: "namespace" or "key". */
oriel_err_t oriel__state_check_name(const char *what, const char *name, size_t len) ORIEL_MUST_CHECK;

/* A change without revision; its names and its depth are checked. `value` is borrowed. */
oriel_err_t oriel__change_new(const char *ns, size_t ns_len, const char *key, size_t key_len, oriel_value_t *value,
                              oriel_origin_t origin, const void *source, struct oriel__change **ret) ORIEL_MUST_CHECK;

/* oriel_state_snapshot() of a namespace, however large: for whoever keeps it. */
oriel_err_t oriel__state_snapshot_whole(oriel_state_t *state, const char *ns, oriel_value_t **ret) ORIEL_MUST_CHECK;

/* In what follows the caller holds the mutex, unless it says otherwise. */

/* Marks the steps that subscriptions want, and checks that the queue takes them. */
oriel_err_t oriel__state_admit(oriel_state_t *state, struct oriel__step *steps, size_t count) ORIEL_MUST_CHECK;
/* Appends the change to the queue. */
void oriel__state_enqueue(oriel_state_t *state, struct oriel__change *change);
/* Tells every watcher of an update's changes, and notes whom to wake. */
void oriel__state_push(oriel_state_t *state, struct oriel__change *const *changes, size_t count);
/* Wakes them. Without the mutex. */
void oriel__state_wake(oriel_state_t *state);
/* Delivers now when this thread may, otherwise asks the hook to. Without the
 * mutex. */
void oriel__state_kick(oriel_state_t *state, bool may_deliver);
/* The last reference is gone: whether subscriptions must be destroyed elsewhere, for
 * which a drain is due then. Without the mutex. */
bool oriel__state_end_delivery(oriel_state_t *state);
/* The state's end: drops the queue, destroys the subscriptions' data. Without
 * the mutex. */
void oriel__state_fini_delivery(oriel_state_t *state);

#endif
