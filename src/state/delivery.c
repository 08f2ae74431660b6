/* Subscriptions, and the queue of what they have not heard yet. One thread at
 * a time delivers; only that thread takes subscriptions out of the list, so
 * that it may walk the list with the mutex released during callbacks. */
#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "state/internal.h"

struct oriel_subscription {
    struct oriel_list link;
    oriel_state_cb cb;
    void *user;
    oriel_destroy_cb destroy;
    uint64_t since; /* hears revisions after this one */
    bool is_dead;
    bool hears_all;
    size_t names_len;
    char names[]; /* the namespaces, each with its NUL */
};

static bool wants(const struct oriel_subscription *subscription, const struct oriel__change *change)
{
    const char *name = subscription->names, *end = name + subscription->names_len;

    if (subscription->is_dead)
        return false;
    if (subscription->hears_all)
        return true;
    while (name < end) {
        size_t len = strlen(name);

        if (len == change->ns_len && memcmp(name, change->ns, len) == 0)
            return true;
        name += len + 1;
    }
    return false;
}

static uint64_t queued_size(const struct oriel__change *change)
{
    size_t len = 0;

    (void)oriel_value_get_text(change->value, &len);
    return (uint64_t)change->ns_len + change->key_len + len + ORIEL__STATE_KEY_COST;
}

oriel_err_t oriel__state_admit(oriel_state_t *state, struct oriel__step *steps, size_t count)
{
    uint64_t total = state->queue_size;

    for (size_t i = 0; i < count; i++) {
        const struct oriel_list *link = state->subscriptions.next;

        steps[i].is_heard = false;
        for (; steps[i].change->value && link != &state->subscriptions && !steps[i].is_heard; link = link->next)
            steps[i].is_heard = wants(oriel__container(link, struct oriel_subscription, link), steps[i].change);
        if (steps[i].is_heard)
            total += queued_size(steps[i].change);
    }
    if (total > state->queue_limit && total > state->queue_size)
        return oriel__fail(ORIEL_ETOOBIG, "changes not yet delivered to handlers %llu bytes, limit %llu",
                           (unsigned long long)total, (unsigned long long)state->queue_limit);
    return ORIEL_OK;
}

void oriel__state_enqueue(oriel_state_t *state, struct oriel__change *change)
{
    struct oriel__queued *queued = (struct oriel__queued *)oriel__change_ref(change);

    queued->next = NULL;
    *state->last = queued;
    state->last = &queued->next;
    state->queue_size += queued_size(change);
}

static struct oriel__change *dequeue(oriel_state_t *state)
{
    struct oriel__queued *queued = state->first;

    if (!queued)
        return NULL;
    state->first = queued->next;
    if (!state->first)
        state->last = &state->first;
    state->queue_size -= queued_size(&queued->change);
    return &queued->change;
}

/* Takes a change that nobody will hear of. */
static void pass_over(oriel_state_t *state, struct oriel__change *change)
{
    oriel__unlock(&state->mutex);
    oriel__change_unref(change);
    oriel__lock(&state->mutex);
}

/* Calls who wants the change, in order of subscription. Takes it. */
static void deliver(oriel_state_t *state, struct oriel__change *change)
{
    const oriel_state_event_t event = {
        .struct_size = sizeof(event),
        .ns = change->ns,
        .key = change->key,
        .value = change->value,
        .revision = change->revision,
        .origin = change->origin,
    };

    for (struct oriel_list *link = state->subscriptions.next; link != &state->subscriptions; link = link->next) {
        struct oriel_subscription *subscription = oriel__container(link, struct oriel_subscription, link);

        if (change->revision <= subscription->since || !wants(subscription, change))
            continue;
        oriel__unlock(&state->mutex);
        subscription->cb(&event, subscription->user);
        oriel__lock(&state->mutex);
    }
    pass_over(state, change);
}

static void subscription_free(struct oriel_subscription *subscription)
{
    if (subscription->destroy)
        subscription->destroy(subscription->user);
    oriel__free(subscription);
}

/* Frees one dead subscription. */
static void bury(oriel_state_t *state)
{
    struct oriel_list *link = state->subscriptions.next;

    while (!oriel__container(link, struct oriel_subscription, link)->is_dead)
        link = link->next;
    oriel__list_remove(link);
    state->dead--;
    oriel__unlock(&state->mutex);
    subscription_free(oriel__container(link, struct oriel_subscription, link));
    oriel__lock(&state->mutex);
}

static void empty_queue(oriel_state_t *state, void (*take)(oriel_state_t *state, struct oriel__change *change))
{
    struct oriel__change *change;

    oriel__lock(&state->mutex);
    state->is_requested = false;
    if (state->is_delivering) {
        oriel__unlock(&state->mutex);
        return;
    }
    state->is_delivering = true;
    (void)oriel_state_ref(state); /* a handler may drop the caller's */
    for (;;) {
        if (state->dead > 0)
            bury(state);
        else if ((change = dequeue(state)))
            take(state, change);
        else
            break;
    }
    state->is_delivering = false;
    oriel__unlock(&state->mutex);
    oriel_state_unref(state);
}

void oriel__state_drain(oriel_state_t *state)
{
    empty_queue(state, deliver);
}

void oriel__state_discard(oriel_state_t *state)
{
    empty_queue(state, pass_over);
}

void oriel__state_kick(oriel_state_t *state, bool may_deliver)
{
    bool asks;

    if (may_deliver && state->hook->is_turn(state->hook)) {
        oriel__state_drain(state);
        return;
    }
    oriel__lock(&state->mutex);
    asks = (state->first || state->dead > 0) && !state->is_delivering && !state->is_requested;
    if (asks)
        state->is_requested = true;
    oriel__unlock(&state->mutex);
    if (asks)
        state->hook->request(state->hook, state);
}

bool oriel__state_end_delivery(oriel_state_t *state)
{
    bool has_destroy = false;

    if (state->has_ended)
        return false;
    for (struct oriel_list *link = state->subscriptions.next; link != &state->subscriptions; link = link->next)
        has_destroy = has_destroy || oriel__container(link, struct oriel_subscription, link)->destroy;
    if (!has_destroy || state->hook->is_turn(state->hook))
        return false;
    oriel__lock(&state->mutex);
    for (struct oriel_list *link = state->subscriptions.next; link != &state->subscriptions; link = link->next) {
        struct oriel_subscription *subscription = oriel__container(link, struct oriel_subscription, link);

        state->dead += subscription->is_dead ? 0 : 1;
        subscription->is_dead = true;
    }
    state->has_ended = true;
    state->is_requested = true;
    oriel__unlock(&state->mutex);
    return true;
}

void oriel__state_fini_delivery(oriel_state_t *state)
{
    struct oriel__change *change;
    struct oriel_list *link;

    while ((change = dequeue(state)))
        oriel__change_unref(change);
    while ((link = oriel__list_pop(&state->subscriptions)))
        subscription_free(oriel__container(link, struct oriel_subscription, link));
}

/* Checks the namespaces and adds up their room. */
static oriel_err_t measure(const char *const *namespaces, size_t count, size_t *ret)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        size_t len = namespaces[i] ? strlen(namespaces[i]) : 0;
        oriel_err_t err = oriel__state_check_name("namespace", namespaces[i], len);

        if (err != ORIEL_OK)
            return err;
        total += len + 1; /* each has a pointer of the caller's: cannot wrap */
    }
    *ret = total;
    return ORIEL_OK;
}

oriel_err_t oriel_state_subscribe(oriel_state_t *state, const char *const *namespaces, size_t count, oriel_state_cb cb,
                                  void *user, oriel_destroy_cb destroy, oriel_subscription_t **ret)
{
    struct oriel_subscription *subscription;
    size_t len = 0;
    char *at;
    oriel_err_t err;

    if (!state || !cb)
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", state ? "cb" : "state");
    err = measure(namespaces, namespaces ? count : 0, &len);
    if (err != ORIEL_OK)
        return err;
    subscription = oriel__alloc(sizeof(*subscription) + len);
    if (!subscription)
        return oriel__nomem();
    subscription->cb = cb;
    subscription->user = user;
    subscription->destroy = destroy;
    subscription->is_dead = false;
    subscription->hears_all = !namespaces;
    subscription->names_len = len;
    at = subscription->names;
    for (size_t i = 0; namespaces && i < count; i++) {
        size_t n = strlen(namespaces[i]) + 1;

        memcpy(at, namespaces[i], n);
        at += n;
    }
    oriel__lock(&state->mutex);
    subscription->since = state->revision;
    oriel__list_add(&state->subscriptions, &subscription->link);
    if (ret) /* before another thread can deliver to it */
        *ret = subscription;
    oriel__unlock(&state->mutex);
    return ORIEL_OK;
}

void oriel_state_unsubscribe(oriel_state_t *state, oriel_subscription_t *subscription)
{
    if (!state || !subscription)
        return;
    oriel__lock(&state->mutex);
    if (!subscription->is_dead) {
        subscription->is_dead = true;
        state->dead++;
    }
    oriel__unlock(&state->mutex);
    oriel__state_kick(state, true);
}
