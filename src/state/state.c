/* The public face of a state, and the one way changes take through it. */
#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "state/internal.h"

oriel_err_t oriel__state_make(struct oriel__drain_hook *hook, oriel_state_t **ret)
{
    oriel_state_t *state = oriel__new0(sizeof(*state));

    assert(hook && hook->is_turn && hook->request);
    if (!state)
        return oriel__nomem();
    atomic_init(&state->refs, 1);
    state->hook = hook;
    oriel__list_init(&state->hook_link);
    oriel__mutex_init(&state->mutex);
    oriel__store_init(&state->store, ORIEL__STATE_LIMIT);
    oriel__list_init(&state->watchers);
    oriel__list_init(&state->waking);
    oriel__list_init(&state->subscriptions);
    state->last = &state->first;
    state->queue_limit = ORIEL__STATE_LIMIT;
    *ret = state;
    return ORIEL_OK;
}

oriel_state_t *oriel_state_ref(oriel_state_t *state)
{
    if (state)
        (void)atomic_fetch_add_explicit(&state->refs, 1, memory_order_relaxed);
    return state;
}

oriel_state_t *oriel_state_unref(oriel_state_t *state)
{
    struct oriel__drain_hook *hook;

    if (!state || atomic_fetch_sub_explicit(&state->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    assert(oriel__list_is_empty(&state->watchers) && oriel__list_is_empty(&state->waking));
    assert(oriel__list_is_empty(&state->hook_link));
    hook = state->hook;
    if (oriel__state_end_delivery(state)) {
        atomic_store_explicit(&state->refs, 1, memory_order_relaxed); /* for this once */
        hook->request(hook, state);
        return oriel_state_unref(state);
    }
    oriel__state_fini_delivery(state);
    oriel__store_fini(&state->store);
    oriel__mutex_fini(&state->mutex);
    oriel__free(state);
    if (hook->release)
        hook->release(hook);
    return NULL;
}

struct oriel_list *oriel__state_get_hook_link(oriel_state_t *state)
{
    return &state->hook_link;
}

oriel_state_t *oriel__state_of_hook_link(struct oriel_list *link)
{
    return oriel__container(link, struct oriel_state, hook_link);
}

void oriel__state_set_limit(oriel_state_t *state, size_t limit)
{
    oriel__lock(&state->mutex);
    state->store.limit = limit;
    state->queue_limit = limit;
    oriel__unlock(&state->mutex);
}

/* Applies all steps or none: store, then the queue, then watchers, at once. `made`
 * has room for a change of each. `*is_heard`: whether the queue got any. Then
 * watchers are woken. The caller frees the steps. */
static oriel_err_t commit(oriel_state_t *state, struct oriel__step *steps, size_t count, struct oriel__change **made,
                          bool *is_heard)
{
    size_t made_count = 0;
    oriel_err_t err;

    *is_heard = false;
    oriel__lock(&state->mutex);
    err = oriel__store_prepare(&state->store, steps, count);
    if (err == ORIEL_OK) {
        err = oriel__state_admit(state, steps, count);
        if (err != ORIEL_OK)
            oriel__store_abandon(&state->store, steps, count);
    }
    for (size_t i = 0; err == ORIEL_OK && i < count; i++) {
        if (!oriel__store_apply(&state->store, &steps[i], state->revision + 1) && !steps[i].change->source)
            continue;
        steps[i].change->revision = ++state->revision; /* a page hears of all that it did */
        made[made_count++] = steps[i].change;
        if (steps[i].is_heard) {
            oriel__state_enqueue(state, steps[i].change);
            *is_heard = true;
        }
    }
    if (err == ORIEL_OK)
        oriel__store_prune(&state->store, steps, count);
    if (made_count > 0)
        oriel__state_push(state, made, made_count);
    oriel__unlock(&state->mutex);
    if (made_count > 0)
        oriel__state_wake(state);
    return err;
}

/* Commits and frees the steps, then has handlers called. */
static oriel_err_t finish(oriel_state_t *state, struct oriel__step *steps, size_t count, struct oriel__change **made,
                          bool may_deliver)
{
    bool is_heard;
    oriel_err_t err = commit(state, steps, count, made, &is_heard);

    for (size_t i = 0; i < count; i++) {
        oriel_value_unref(steps[i].old);
        oriel__change_unref(steps[i].change);
    }
    if (is_heard)
        oriel__state_kick(state, may_deliver);
    return err;
}

/* One change by the program; `value` NULL removes. */
static oriel_err_t change_one(oriel_state_t *state, const char *ns, const char *key, oriel_value_t *value)
{
    struct oriel__step step = { 0 };
    struct oriel__change *made;
    oriel_err_t err;

    if (!state)
        return oriel__fail(ORIEL_EINVAL, "state is NULL");
    err = oriel__change_new(ns, ns ? strlen(ns) : 0, key, key ? strlen(key) : 0, value, ORIEL_ORIGIN_PROGRAM, NULL,
                            &step.change);
    return err == ORIEL_OK ? finish(state, &step, 1, &made, true) : err;
}

oriel_err_t oriel_state_set(oriel_state_t *state, const char *ns, const char *key, oriel_value_t *value)
{
    oriel_err_t err;

    if (!value) /* a maker failed, and said why */
        return oriel__last_err();
    err = change_one(state, ns, key, value);
    oriel_value_unref(value);
    return err;
}

oriel_err_t oriel_state_remove(oriel_state_t *state, const char *ns, const char *key)
{
    return change_one(state, ns, key, NULL);
}

oriel_err_t oriel__state_set_from_page(oriel_state_t *state, const char *ns, size_t ns_len, const char *key,
                                       size_t key_len, oriel_value_t *value, const void *source)
{
    struct oriel__step step = { 0 };
    struct oriel__change *made;
    oriel_err_t err = oriel__change_new(ns, ns_len, key, key_len, value, ORIEL_ORIGIN_PAGE, source, &step.change);

    return err == ORIEL_OK ? finish(state, &step, 1, &made, false) : err;
}

oriel_err_t oriel_state_update(oriel_state_t *state, const oriel_state_change_t *changes, size_t count)
{
    const size_t room = sizeof(struct oriel__step) + sizeof(struct oriel__change *); /* of each */
    struct oriel__step *steps;
    oriel_err_t err = ORIEL_OK;
    size_t made = 0;

    if (!state || (!changes && count > 0))
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", state ? "changes" : "state");
    if (count == 0)
        return ORIEL_OK;
    if (count > SIZE_MAX / room)
        return oriel__fail(ORIEL_ETOOBIG, "%zu changes, limit %zu", count, SIZE_MAX / room);
    steps = oriel__new0(count * room);
    if (!steps)
        return oriel__nomem();
    for (; made < count; made++) {
        const oriel_state_change_t *c = &changes[made];

        err = oriel__change_new(c->ns, c->ns ? strlen(c->ns) : 0, c->key, c->key ? strlen(c->key) : 0, c->value,
                                ORIEL_ORIGIN_PROGRAM, NULL, &steps[made].change);
        if (err != ORIEL_OK)
            break;
    }
    if (err == ORIEL_OK) {
        err = finish(state, steps, count, (struct oriel__change **)(steps + count), true);
    } else {
        while (made > 0)
            oriel__change_unref(steps[--made].change);
    }
    oriel__free(steps);
    return err;
}

oriel_value_t *oriel_state_dup(oriel_state_t *state, const char *ns, const char *key)
{
    struct oriel__entry *entry;
    oriel_value_t *value;

    if (!state || !ns || !key)
        return NULL;
    oriel__lock(&state->mutex);
    entry = oriel__store_get(&state->store, ns, strlen(ns), key, strlen(key));
    value = entry ? oriel_value_ref(entry->value) : NULL;
    oriel__unlock(&state->mutex);
    return value;
}

uint64_t oriel_state_get_revision(oriel_state_t *state)
{
    uint64_t revision;

    if (!state)
        return 0;
    oriel__lock(&state->mutex);
    revision = state->revision;
    oriel__unlock(&state->mutex);
    return revision;
}
