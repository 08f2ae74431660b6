/* The store: a map of maps. A change is prepared, which may fail, and then
 * applied, which may not. */
#include <assert.h>

#include "base/alloc.h"
#include "base/error.h"
#include "state/store.h"

static void entry_free(void *memory)
{
    struct oriel__entry *entry = memory;

    oriel_value_unref(entry->value);
    oriel__free(entry);
}

static void space_free(void *memory)
{
    struct oriel__space *space = memory;

    oriel__hash_fini(&space->keys, entry_free);
    oriel__free(space);
}

void oriel__store_init(struct oriel__store *store, uint64_t limit)
{
    oriel__hash_init(&store->spaces);
    store->size = 0;
    store->limit = limit;
    store->absent = 0;
}

void oriel__store_fini(struct oriel__store *store)
{
    oriel__hash_fini(&store->spaces, space_free);
}

struct oriel__space *oriel__store_get_space(const struct oriel__store *store, const char *ns, size_t len)
{
    return oriel__hash_get(&store->spaces, ns, len);
}

struct oriel__entry *oriel__store_get(const struct oriel__store *store, const char *ns, size_t ns_len, const char *key,
                                      size_t key_len)
{
    struct oriel__space *space = oriel__store_get_space(store, ns, ns_len);

    return space ? oriel__hash_get(&space->keys, key, key_len) : NULL;
}

/* A namespace for the change, made when missing. */
static oriel_err_t reserve_space(struct oriel__store *store, const struct oriel__change *change,
                                 struct oriel__space **ret)
{
    struct oriel__space *space = oriel__store_get_space(store, change->ns, change->ns_len);
    void *old;
    oriel_err_t err;

    if (!space) {
        space = oriel__new0(sizeof(*space));
        if (!space)
            return oriel__nomem();
        oriel__hash_init(&space->keys);
        err = oriel__hash_set(&store->spaces, change->ns, change->ns_len, space, &old);
        if (err != ORIEL_OK) {
            space_free(space);
            return err;
        }
    }
    *ret = space;
    return ORIEL_OK;
}

/* Drops a namespace that has no keys. */
static void prune_space(struct oriel__store *store, const struct oriel__change *change)
{
    struct oriel__space *space = oriel__store_get_space(store, change->ns, change->ns_len);

    if (space && oriel__hash_count(&space->keys) == 0)
        space_free(oriel__hash_remove(&store->spaces, change->ns, change->ns_len));
}

/* An entry for the change; a key that is missing gets one without value. */
static oriel_err_t reserve(struct oriel__store *store, const struct oriel__change *change, struct oriel__entry **ret)
{
    struct oriel__space *space = NULL;
    struct oriel__entry *entry;
    void *old;
    oriel_err_t err = reserve_space(store, change, &space);

    if (err != ORIEL_OK)
        return err;
    entry = oriel__hash_get(&space->keys, change->key, change->key_len);
    if (!entry) {
        entry = oriel__new0(sizeof(*entry));
        err = entry ? oriel__hash_set(&space->keys, change->key, change->key_len, entry, &old) : oriel__nomem();
        if (err != ORIEL_OK) {
            oriel__free(entry);
            prune_space(store, change);
            return err;
        }
        store->absent++;
    }
    *ret = entry;
    return ORIEL_OK;
}

/* What the change's key will count for. */
static uint64_t size_after(const struct oriel__change *change)
{
    size_t len = 0;

    if (!change->value)
        return 0;
    (void)oriel_value_get_text(change->value, &len);
    return (uint64_t)change->names_size + len + ORIEL__STATE_KEY_COST;
}

void oriel__store_prune(struct oriel__store *store, const struct oriel__step *steps, size_t count)
{
    for (size_t i = 0; i < count && store->absent > 0; i++) {
        const struct oriel__change *change = steps[i].change;
        struct oriel__space *space = oriel__store_get_space(store, change->ns, change->ns_len);
        struct oriel__entry *entry = space ? oriel__hash_get(&space->keys, change->key, change->key_len) : NULL;

        if (!entry || entry->value)
            continue;
        entry_free(oriel__hash_remove(&space->keys, change->key, change->key_len));
        store->absent--;
        prune_space(store, change);
    }
    assert(store->absent == 0);
}

void oriel__store_abandon(struct oriel__store *store, struct oriel__step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (steps[i].entry)
            steps[i].entry->next_size = steps[i].entry->size;
    }
    oriel__store_prune(store, steps, count);
    for (size_t i = 0; i < count; i++)
        steps[i].entry = NULL;
}

oriel_err_t oriel__store_prepare(struct oriel__store *store, struct oriel__step *steps, size_t count)
{
    uint64_t total = store->size;
    oriel_err_t err = ORIEL_OK;
    size_t i;

    for (i = 0; i < count; i++) {
        struct oriel__change *change = steps[i].change;
        struct oriel__entry *entry = NULL;

        if (change->value)
            err = reserve(store, change, &entry);
        else
            entry = oriel__store_get(store, change->ns, change->ns_len, change->key, change->key_len);
        if (err != ORIEL_OK)
            break;
        steps[i].entry = entry;
        if (entry) {
            total -= entry->next_size;
            entry->next_size = size_after(change);
            total += entry->next_size;
        }
    }
    if (err == ORIEL_OK && total > store->limit && total > store->size)
        err = oriel__fail(ORIEL_ETOOBIG, "state %llu bytes, limit %llu", (unsigned long long)total,
                          (unsigned long long)store->limit);
    if (err != ORIEL_OK)
        oriel__store_abandon(store, steps, i);
    return err;
}

bool oriel__store_apply(struct oriel__store *store, struct oriel__step *step, uint64_t revision)
{
    struct oriel__change *change = step->change;
    struct oriel__entry *entry = step->entry;
    uint64_t size = size_after(change);

    if (!entry || (!entry->value && !change->value))
        return false;
    store->absent += (change->value ? 0U : 1U);
    store->absent -= (entry->value ? 0U : 1U);
    store->size = store->size - entry->size + size;
    step->old = entry->value;
    entry->value = oriel_value_ref(change->value);
    entry->revision = revision;
    entry->origin = change->origin;
    entry->size = size;
    change->revision = revision;
    return true;
}
