/* A hash map from text to pointers: entries in insertion order, and a table of
 * slots that lead to them. A removed entry stays in its place, dead, until the
 * map is rebuilt, so that probes pass over it. */
#include "base/hash.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"

#define FIRST_CAP 8
#define MAX_CAP ((size_t)1 << 30)
#define EMPTY 0 /* a slot holds the number of its entry, from 1 */

struct oriel__hash_entry {
    char *key; /* NULL: removed */
    size_t len;
    void *value;
    uint32_t hash;
};

static pthread_once_t seed_once = PTHREAD_ONCE_INIT;
static uint64_t seed[2];

static void make_seed(void)
{
    if (getrandom(seed, sizeof(seed), 0) == (ssize_t)sizeof(seed))
        return;
    seed[0] = oriel__now_ns();
    seed[1] = (uint64_t)(uintptr_t)&seed;
}

static uint64_t rotl(uint64_t x, int b)
{
    return x << b | x >> (64 - b);
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotl(v[1], 13) ^ v[0];
    v[0] = rotl(v[0], 32);
    v[2] += v[3];
    v[3] = rotl(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotl(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotl(v[1], 17) ^ v[2];
    v[2] = rotl(v[2], 32);
}

/* SipHash-1-3, whose collisions cannot be computed without the seed. */
static uint32_t hash_of(const char *key, size_t len)
{
    uint64_t v[4], word, last = (uint64_t)len << 56;
    size_t i;

    (void)pthread_once(&seed_once, make_seed);
    v[0] = seed[0] ^ UINT64_C(0x736f6d6570736575);
    v[1] = seed[1] ^ UINT64_C(0x646f72616e646f6d);
    v[2] = seed[0] ^ UINT64_C(0x6c7967656e657261);
    v[3] = seed[1] ^ UINT64_C(0x7465646279746573);
    for (i = 0; i + 8 <= len; i += 8) {
        memcpy(&word, key + i, 8);
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    for (unsigned shift = 0; i < len; i++, shift += 8)
        last |= (uint64_t)(unsigned char)key[i] << shift;
    v[3] ^= last;
    sip_round(v);
    v[0] ^= last;
    v[2] ^= 0xff;
    for (i = 0; i < 3; i++)
        sip_round(v);
    word = v[0] ^ v[1] ^ v[2] ^ v[3];
    return (uint32_t)(word ^ word >> 32);
}

void oriel__hash_init(struct oriel_hash *hash)
{
    *hash = (struct oriel_hash){ 0 };
}

void oriel__hash_fini(struct oriel_hash *hash, void (*drop)(void *value))
{
    for (size_t i = 0; i < hash->used; i++) {
        if (!hash->entries[i].key)
            continue;
        oriel__free(hash->entries[i].key);
        if (drop)
            drop(hash->entries[i].value);
    }
    oriel__free(hash->entries);
    oriel__free(hash->slots);
    oriel__hash_init(hash);
}

static struct oriel__hash_entry *find(const struct oriel_hash *hash, uint32_t code, const char *key, size_t len)
{
    if (hash->live == 0)
        return NULL;
    for (size_t at = code & hash->slot_mask; hash->slots[at] != EMPTY; at = (at + 1) & hash->slot_mask) {
        struct oriel__hash_entry *entry = &hash->entries[hash->slots[at] - 1];

        if (entry->key && entry->hash == code && entry->len == len && memcmp(entry->key, key, len) == 0)
            return entry;
    }
    return NULL;
}

static void put_slot(uint32_t *slots, size_t mask, uint32_t code, size_t index)
{
    size_t at = code & mask;

    while (slots[at] != EMPTY)
        at = (at + 1) & mask;
    slots[at] = (uint32_t)(index + 1);
}

/* Makes the map anew without its dead entries, twice as large if they are few. */
static oriel_err_t rebuild(struct oriel_hash *hash)
{
    size_t cap = hash->cap ? hash->cap : FIRST_CAP;
    size_t used = 0;
    struct oriel__hash_entry *entries;
    uint32_t *slots;

    if (hash->live > cap / 2)
        cap *= 2;
    if (cap > MAX_CAP)
        return oriel__fail(ORIEL_ETOOBIG, "map of %zu keys, limit %zu", hash->live + 1, MAX_CAP);
    entries = oriel__new0(cap * sizeof(*entries));
    slots = oriel__new0(cap * 2 * sizeof(*slots));
    if (!entries || !slots) {
        oriel__free(entries);
        oriel__free(slots);
        return oriel__nomem();
    }
    for (size_t i = 0; i < hash->used; i++) {
        if (!hash->entries[i].key)
            continue;
        put_slot(slots, cap * 2 - 1, hash->entries[i].hash, used);
        entries[used++] = hash->entries[i];
    }
    oriel__free(hash->entries);
    oriel__free(hash->slots);
    *hash = (struct oriel_hash){ entries, slots, used, used, cap, cap * 2 - 1 };
    return ORIEL_OK;
}

void *oriel__hash_get(const struct oriel_hash *hash, const char *key, size_t len)
{
    struct oriel__hash_entry *entry;

    if (hash->live == 0)
        return NULL;
    entry = find(hash, hash_of(key, len), key, len);
    return entry ? entry->value : NULL;
}

oriel_err_t oriel__hash_set(struct oriel_hash *hash, const char *key, size_t len, void *value, void **old)
{
    uint32_t code = hash_of(key, len);
    struct oriel__hash_entry *entry = find(hash, code, key, len);
    char *copy;

    assert(value);
    if (entry) {
        *old = entry->value;
        entry->value = value;
        return ORIEL_OK;
    }
    copy = oriel__strndup(key, len);
    if (!copy)
        return oriel__nomem();
    if (hash->used == hash->cap) {
        oriel_err_t err = rebuild(hash);

        if (err != ORIEL_OK) {
            oriel__free(copy);
            return err;
        }
    }
    put_slot(hash->slots, hash->slot_mask, code, hash->used);
    hash->entries[hash->used++] = (struct oriel__hash_entry){ copy, len, value, code };
    hash->live++;
    *old = NULL;
    return ORIEL_OK;
}

void *oriel__hash_remove(struct oriel_hash *hash, const char *key, size_t len)
{
    struct oriel__hash_entry *entry;
    void *value;

    if (hash->live == 0)
        return NULL;
    entry = find(hash, hash_of(key, len), key, len);
    if (!entry)
        return NULL;
    value = entry->value;
    oriel__free(entry->key);
    *entry = (struct oriel__hash_entry){ 0 };
    hash->live--;
    if (hash->live == 0) { /* all dead: start over in the same memory */
        memset(hash->slots, 0, (hash->slot_mask + 1) * sizeof(*hash->slots));
        hash->used = 0;
    }
    return value;
}

size_t oriel__hash_count(const struct oriel_hash *hash)
{
    return hash->live;
}

void *oriel__hash_each(const struct oriel_hash *hash, size_t *cursor, const char **key, size_t *len)
{
    while (*cursor < hash->used) {
        const struct oriel__hash_entry *entry = &hash->entries[(*cursor)++];

        if (!entry->key)
            continue;
        if (key)
            *key = entry->key;
        if (len)
            *len = entry->len;
        return entry->value;
    }
    return NULL;
}
