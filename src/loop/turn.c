/* Turns: wake-ups gathered within a batch of handlers. */
#include "loop/turn.h"

#include <stddef.h>

#include "base/clock.h"

/* A handler that has run this long does not expect its page to wait for it. */
#define SLOW_NS 1000000u

static _Thread_local struct oriel__turn *current, *left;

struct oriel__turn *oriel__turn_current(void)
{
    return current;
}

bool oriel__turn_is_of(const void *owner)
{
    const struct oriel__turn *turn = current ? current : left;

    while (turn && turn->owner != owner)
        turn = turn->outer;
    return turn != NULL;
}

void oriel__turn_begin(struct oriel__turn *turn, const void *owner)
{
    turn->owner = owner;
    turn->outer = left;
    turn->count = 0;
    turn->began_ns = oriel__now_ns();
    current = turn;
}

static void flush(struct oriel__turn *turn)
{
    for (unsigned i = 0; i < turn->count; i++) {
        turn->wakers[i]->fire(turn->wakers[i]);
        turn->wakers[i]->unref(turn->wakers[i]);
    }
    turn->count = 0;
}

void oriel__turn_end(struct oriel__turn *turn)
{
    flush(turn);
    current = NULL;
}

void oriel__turn_flush(void)
{
    if (current)
        flush(current);
}

struct oriel__turn *oriel__turn_suspend(void)
{
    struct oriel__turn *turn = current;

    oriel__turn_flush();
    current = NULL;
    if (turn)
        left = turn;
    return turn;
}

void oriel__turn_resume(struct oriel__turn *turn)
{
    current = turn;
    if (turn)
        left = turn->outer;
}

void oriel__turn_wake(struct oriel__waker *waker)
{
    struct oriel__turn *turn = current;

    if (!turn || turn->count == ORIEL__TURN_WAKERS || oriel__now_ns() > turn->began_ns + SLOW_NS) {
        waker->fire(waker);
        return;
    }
    for (unsigned i = 0; i < turn->count; i++)
        if (turn->wakers[i] == waker)
            return;
    waker->ref(waker);
    turn->wakers[turn->count++] = waker;
}
