/* Watchers, and the seed a page starts from. */
#include <inttypes.h>
#include <string.h>

#include "base/sync.h"
#include "state/internal.h"
#include "value/value.h"

/* A buffer whose first error sticks. */
struct out {
    struct oriel_buf *buf;
    oriel_err_t err;
};

static void put(struct out *out, const char *text, size_t len)
{
    if (out->err == ORIEL_OK)
        out->err = oriel__buf_add(out->buf, text, len);
}

static void put_string(struct out *out, const char *text, size_t len)
{
    if (out->err == ORIEL_OK)
        out->err = oriel__json_add_string(out->buf, text, len);
}

/* "," but before the first. */
static void put_comma(struct out *out, bool *is_first)
{
    if (!*is_first)
        put(out, ",", 1);
    *is_first = false;
}

static void put_space(struct out *out, const struct oriel__space *space)
{
    struct oriel__entry *entry;
    const char *key;
    size_t key_len, cursor = 0;
    bool is_first = true;

    put(out, "{", 1);
    while (out->err == ORIEL_OK && (entry = oriel__hash_each(&space->keys, &cursor, &key, &key_len))) {
        size_t len = 0;
        const char *text = oriel_value_get_text(entry->value, &len);

        put_comma(out, &is_first);
        put_string(out, key, key_len);
        put(out, ":", 1);
        put(out, text, len);
    }
    put(out, "}", 1);
}

static void put_spaces(struct out *out, const struct oriel__store *store)
{
    struct oriel__space *space;
    const char *ns;
    size_t ns_len, cursor = 0;
    bool is_first = true;

    put(out, "{", 1);
    while (out->err == ORIEL_OK && (space = oriel__hash_each(&store->spaces, &cursor, &ns, &ns_len))) {
        put_comma(out, &is_first);
        put_string(out, ns, ns_len);
        put(out, ":", 1);
        put_space(out, space);
    }
    put(out, "}", 1);
}

/* The names of the keys whose latest value a page made. */
static void put_page_made(struct out *out, const struct oriel__store *store)
{
    struct oriel__space *space;
    struct oriel__entry *entry;
    const char *ns, *key;
    size_t ns_len, key_len, ns_cursor = 0;
    bool is_first = true;

    put(out, "[", 1);
    while (out->err == ORIEL_OK && (space = oriel__hash_each(&store->spaces, &ns_cursor, &ns, &ns_len))) {
        size_t cursor = 0;

        while (out->err == ORIEL_OK && (entry = oriel__hash_each(&space->keys, &cursor, &key, &key_len))) {
            if (entry->origin != ORIEL_ORIGIN_PAGE)
                continue;
            put_comma(out, &is_first);
            put(out, "[", 1);
            put_string(out, ns, ns_len);
            put(out, ",", 1);
            put_string(out, key, key_len);
            put(out, "]", 1);
        }
    }
    put(out, "]", 1);
}

/* Appends the seed, or nothing. */
static oriel_err_t put_seed(oriel_state_t *state, struct oriel_buf *seed)
{
    size_t before = seed->len;
    struct out out = { .buf = seed, .err = oriel__buf_addf(seed, "{\"rev\":%" PRIu64 ",\"s\":", state->revision) };

    put_spaces(&out, &state->store);
    put(&out, ",\"p\":", 5);
    put_page_made(&out, &state->store);
    put(&out, "}", 1);
    if (out.err != ORIEL_OK)
        seed->len = before;
    return out.err;
}

oriel_err_t oriel__state_watch(oriel_state_t *state, struct oriel__watcher *watcher, struct oriel_buf *seed)
{
    oriel_err_t err;

    oriel__list_init(&watcher->link);
    oriel__lock(&state->mutex);
    err = put_seed(state, seed);
    if (err == ORIEL_OK)
        oriel__list_add(&state->watchers, &watcher->link);
    oriel__unlock(&state->mutex);
    return err;
}

void oriel__state_unwatch(oriel_state_t *state, struct oriel__watcher *watcher)
{
    bool was_waking;

    oriel__lock(&state->mutex);
    oriel__list_remove(&watcher->link);
    was_waking = watcher->is_waking;
    if (was_waking)
        oriel__list_remove(&watcher->wake_link);
    watcher->is_waking = false;
    oriel__unlock(&state->mutex);
    if (was_waking && watcher->unref)
        watcher->unref(watcher);
}

oriel_err_t oriel__state_seed(oriel_state_t *state, struct oriel_buf *seed, void (*under_lock)(void *user), void *user)
{
    oriel_err_t err;

    oriel__lock(&state->mutex);
    err = put_seed(state, seed);
    if (err == ORIEL_OK && under_lock)
        under_lock(user);
    oriel__unlock(&state->mutex);
    return err;
}

static void push(struct oriel__watcher *watcher, struct oriel__change *const *changes, size_t count)
{
    if (watcher->push_update) {
        watcher->push_update(watcher, changes, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        watcher->push(watcher, changes[i]);
}

void oriel__state_push(oriel_state_t *state, struct oriel__change *const *changes, size_t count)
{
    for (struct oriel_list *link = state->watchers.next; link != &state->watchers; link = link->next) {
        struct oriel__watcher *watcher = oriel__container(link, struct oriel__watcher, link);

        push(watcher, changes, count);
        if (watcher->is_waking)
            continue;
        if (watcher->ref)
            watcher->ref(watcher);
        watcher->is_waking = true;
        oriel__list_add(&state->waking, &watcher->wake_link);
    }
}

/* Who finds a watcher here may wake it for another thread's push, too: the push
 * came first, so nothing goes unheard. */
void oriel__state_wake(oriel_state_t *state)
{
    for (;;) {
        struct oriel__watcher *watcher = NULL;
        struct oriel_list *link;

        oriel__lock(&state->mutex);
        link = oriel__list_pop(&state->waking);
        if (link) {
            watcher = oriel__container(link, struct oriel__watcher, wake_link);
            watcher->is_waking = false;
        }
        oriel__unlock(&state->mutex);
        if (!watcher)
            return;
        watcher->wake(watcher);
        if (watcher->unref)
            watcher->unref(watcher);
    }
}
