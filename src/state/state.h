/* What pages and sessions use of a state beside the public API. */
#ifndef ORIEL_STATE_STATE_H
#define ORIEL_STATE_STATE_H

#include <oriel/state.h>

#include "base/buf.h"
#include "base/list.h"

/* One change, immutable, reference counted, shared by all outboxes. */
struct oriel__change {
    _Atomic unsigned refs;
    uint64_t revision;
    oriel_origin_t origin;
    const void *source;   /* the page that made it, compared only; NULL: program */
    oriel_value_t *value; /* NULL: removed */
    size_t ns_len, key_len;
    size_t names_size; /* of both within JSON text */
    char *ns;          /* NUL-terminated, within this allocation */
    char *key;         /* likewise */
};

struct oriel__change *oriel__change_ref(struct oriel__change *change);
void oriel__change_unref(struct oriel__change *change);

/* Someone who must hear of every change at once (a page's outbox). `push` runs
 * under the state's lock: it may only append and mark, with the outbox's lock at
 * most. `wake` runs without the lock, on a thread that made a change, after
 * everything was pushed; changes that several threads make at once may share a
 * wake. Several changes of one update are pushed, then one wake. The page that
 * made a change is pushed it too: see `source`. `ref` and `unref` (both or
 * neither) keep the watcher from its push until its wake has returned; no lock
 * is held in `unref`, which may be the last. Zeroed at first. */
struct oriel__watcher {
    struct oriel_list link;
    void (*push)(struct oriel__watcher *watcher, struct oriel__change *change);
    /* All changes of one update at once; NULL: `push` gets one after the other. */
    void (*push_update)(struct oriel__watcher *watcher, struct oriel__change *const *changes, size_t count);
    void (*wake)(struct oriel__watcher *watcher);
    void (*ref)(struct oriel__watcher *watcher); /* under the state's lock */
    void (*unref)(struct oriel__watcher *watcher);
    struct oriel_list wake_link; /* the state's, while it owes a wake */
    bool is_waking;
};

/* Starts watching and gives the state as it is at that very revision:
 * `seed` gets {"rev":N,"s":{ns:{key:value}},"p":[[ns,key],...]} where "p" lists
 * the keys whose latest value a page made. The watcher is not added on failure. */
oriel_err_t oriel__state_watch(oriel_state_t *state, struct oriel__watcher *watcher,
                               struct oriel_buf *seed) ORIEL_MUST_CHECK;
/* Once it returns, `push` is not called any more; `wake` may still be running on
 * another thread, which holds a reference if the watcher has any. Its link must
 * be initialised or once have been watched; twice is fine. Watchers go before
 * the state's last reference. */
void oriel__state_unwatch(oriel_state_t *state, struct oriel__watcher *watcher);
/* The seed text alone, for a snapshot sent to a page that fell behind: appended
 * under the state's lock, and `under_lock(user)` is called before unlocking so
 * that the caller can drop what the snapshot supersedes. */
oriel_err_t oriel__state_seed(oriel_state_t *state, struct oriel_buf *seed, void (*under_lock)(void *user),
                              void *user) ORIEL_MUST_CHECK;

/* A set or removal (value NULL) that a page made. `value` is borrowed. The
 * removal of an absent key counts as a change, unlike the program's: the page
 * waits until it hears that its own is in. Errors as
 * of oriel_state_set(), EINVAL also for a NUL within a name. Handlers are never
 * called from here, whatever the thread: the hook is asked for a drain. */
oriel_err_t oriel__state_set_from_page(oriel_state_t *state, const char *ns, size_t ns_len, const char *key,
                                       size_t key_len, oriel_value_t *value, const void *source) ORIEL_MUST_CHECK;

/* How the state asks for a drain: the app gives it to every state it makes.
 * `is_turn()` tells whether the caller may run handlers now (a dispatching
 * thread, or nobody ever dispatched); `request(hook, state)` makes the next
 * dispatch call oriel__state_drain(), keeps a reference to the state until then
 * and cannot fail: the state lends it a link. It runs without the state's lock,
 * and not again until a drain begins (which may be another than the one asked
 * for: then the link may still be linked, and that is enough). `release` (may be
 * NULL) is called once at the end of each state: until then the hook must live. A
 * drain is asked for, too, when the last reference of a state with subscriptions
 * goes where handlers must not run: their data is freed there.
 * All: any thread. */
struct oriel__drain_hook {
    bool (*is_turn)(struct oriel__drain_hook *hook);
    void (*request)(struct oriel__drain_hook *hook, oriel_state_t *state);
    void (*release)(struct oriel__drain_hook *hook);
};
/* A link that belongs to the hook, so that its list of states to drain needs no
 * memory. Unlinked at first; the hook guards it, and unlinks it before the drain. */
struct oriel_list *oriel__state_get_hook_link(oriel_state_t *state);
oriel_state_t *oriel__state_of_hook_link(struct oriel_list *link);

oriel_err_t oriel__state_make(struct oriel__drain_hook *hook, oriel_state_t **ret) ORIEL_MUST_CHECK;
/* Delivers what is queued, in order. When another thread (or this one, further
 * up the stack) is delivering already, that one goes on with it and this call
 * returns. */
void oriel__state_drain(oriel_state_t *state);
/* The same in a shutdown: what is queued is dropped instead. */
void oriel__state_discard(oriel_state_t *state);
/* Tests: how many bytes the store, and the queue of what is not yet delivered,
 * may each hold (256 MiB otherwise). */
void oriel__state_set_limit(oriel_state_t *state, size_t limit);

#endif
