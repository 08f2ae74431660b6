/* Deadlines: one queue a kind, each with a delay of its own. */
#include "server/timeouts.h"

#include <stddef.h>

void oriel__timeouts_init(struct oriel__timeouts *timeouts)
{
    for (int kind = 0; kind < ORIEL__TIMEOUT_KINDS; kind++) {
        oriel__list_init(&timeouts->kinds[kind].list);
        timeouts->kinds[kind].delay_ms = -1;
    }
}

void oriel__timeouts_set_delay(struct oriel__timeouts *timeouts, enum oriel__timeout_kind kind, int64_t delay_ms)
{
    timeouts->kinds[kind].delay_ms = delay_ms;
}

void oriel__timeout_clear(struct oriel__timeout *timeout)
{
    if (timeout->link.next)
        oriel__list_remove(&timeout->link);
    timeout->link.next = NULL;
}

bool oriel__timeout_is_set(const struct oriel__timeout *timeout)
{
    return timeout->link.next != NULL;
}

void oriel__timeouts_set(struct oriel__timeouts *timeouts, enum oriel__timeout_kind kind,
                         struct oriel__timeout *timeout, uint64_t now_ms)
{
    oriel__timeout_clear(timeout);
    if (timeouts->kinds[kind].delay_ms < 0)
        return;
    timeout->due_ms = now_ms + (uint64_t)timeouts->kinds[kind].delay_ms;
    oriel__list_add(&timeouts->kinds[kind].list, &timeout->link);
}

static struct oriel__timeout *first(const struct oriel__timeouts *timeouts, int kind)
{
    const struct oriel_list *list = &timeouts->kinds[kind].list;

    return oriel__list_is_empty(list) ? NULL : oriel__container(list->next, struct oriel__timeout, link);
}

uint64_t oriel__timeouts_next(const struct oriel__timeouts *timeouts)
{
    uint64_t next = ORIEL__TIMEOUT_NEVER;

    for (int kind = 0; kind < ORIEL__TIMEOUT_KINDS; kind++) {
        const struct oriel__timeout *timeout = first(timeouts, kind);

        if (timeout && timeout->due_ms < next)
            next = timeout->due_ms;
    }
    return next;
}

struct oriel__timeout *oriel__timeouts_pop(struct oriel__timeouts *timeouts, uint64_t now_ms,
                                           enum oriel__timeout_kind *kind)
{
    for (int k = 0; k < ORIEL__TIMEOUT_KINDS; k++) {
        struct oriel__timeout *timeout = first(timeouts, k);

        if (!timeout || timeout->due_ms > now_ms)
            continue;
        oriel__timeout_clear(timeout);
        *kind = (enum oriel__timeout_kind)k;
        return timeout;
    }
    return NULL;
}
