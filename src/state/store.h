/* The namespaces, their keys and values. Knows no locks and no listeners. */
#ifndef ORIEL_STATE_STORE_H
#define ORIEL_STATE_STORE_H

#include "base/hash.h"
#include "state/state.h"

/* What each key counts for beside its text, so that the limit bounds memory
 * whatever the shape of the state. A seed has each name twice at the most, so
 * that it takes less than two times what the state counts for: a frame holds it. */
#define ORIEL__STATE_KEY_COST 256

struct oriel__entry {
    oriel_value_t *value; /* NULL only between prepare and prune */
    uint64_t revision;
    oriel_origin_t origin;
    uint64_t size, next_size; /* what it counts for now, and after the prepared steps */
};

struct oriel__space {
    struct oriel_hash keys; /* to struct oriel__entry */
};

struct oriel__store {
    struct oriel_hash spaces; /* to struct oriel__space; none is empty */
    uint64_t size, limit;
    size_t absent; /* entries without value */
};

/* One change on its way into the store. */
struct oriel__step {
    struct oriel__change *change;
    struct oriel__entry *entry; /* NULL: removal of what is absent */
    oriel_value_t *old;         /* the value it replaced, owned */
    bool is_heard;              /* a subscription wants it */
};

void oriel__store_init(struct oriel__store *store, uint64_t limit);
void oriel__store_fini(struct oriel__store *store);
/* NULL when absent. */
struct oriel__space *oriel__store_get_space(const struct oriel__store *store, const char *ns, size_t len);
struct oriel__entry *oriel__store_get(const struct oriel__store *store, const char *ns, size_t ns_len, const char *key,
                                      size_t key_len);

/* Checks the limit and makes room, so that applying cannot fail. On failure the
 * store is as before. */
oriel_err_t oriel__store_prepare(struct oriel__store *store, struct oriel__step *steps, size_t count) ORIEL_MUST_CHECK;
/* Undoes a successful prepare. */
void oriel__store_abandon(struct oriel__store *store, struct oriel__step *steps, size_t count);
/* Applies a prepared step. False when it changes nothing: it removes what is
 * absent. Otherwise the change has `revision` now. */
bool oriel__store_apply(struct oriel__store *store, struct oriel__step *step, uint64_t revision);
/* Drops what the applied steps left without value. */
void oriel__store_prune(struct oriel__store *store, const struct oriel__step *steps, size_t count);

#endif
