/* A hash map from text to pointers. */
#ifndef ORIEL_BASE_HASH_H
#define ORIEL_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include <oriel/error.h>

/* Open addressing, seeded per process (getrandom), so
 * that pages cannot choose collisions. Keys are copied; iteration is in
 * insertion order (removed slots are skipped). */
struct oriel_hash {
    struct oriel__hash_entry *entries; /* insertion order */
    uint32_t *slots;
    size_t used, live, cap, slot_mask;
};

void oriel__hash_init(struct oriel_hash *hash);
/* Frees keys and table; `drop` (may be NULL) is called for each value. */
void oriel__hash_fini(struct oriel_hash *hash, void (*drop)(void *value));
void *oriel__hash_get(const struct oriel_hash *hash, const char *key, size_t len);
/* Sets; the previous value goes to `*old` (NULL if none). Unchanged on ENOMEM. */
oriel_err_t oriel__hash_set(struct oriel_hash *hash, const char *key, size_t len, void *value,
                            void **old) ORIEL_MUST_CHECK;
/* Removes and returns the value, NULL when absent. */
void *oriel__hash_remove(struct oriel_hash *hash, const char *key, size_t len);
size_t oriel__hash_count(const struct oriel_hash *hash);
/* Iterates: start with `*cursor` 0; returns the value, NULL at the end. The map
 * must not change meanwhile. `key`: borrowed, NUL-terminated. */
void *oriel__hash_each(const struct oriel_hash *hash, size_t *cursor, const char **key, size_t *len);

#endif
