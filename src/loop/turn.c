/* Turns: wake-ups gathered within a batch of handlers. */
#include "loop/turn.h"

#include <stddef.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/spawn.h"
#include "base/sync.h"

/* A handler that has run this long does not expect its page to wait for it. */
#define SLOW_NS 1000000u
/* Nor does one that gathered something and then does not return. */
#define LONG_MS 16
#define LONG_NS (UINT64_C(1000000) * LONG_MS)
/* Rounds without anything to look after before the thread sleeps for good. */
#define IDLE_ROUNDS 8

static _Thread_local struct oriel__turn *current, *left;

/* The turns that have gathered something, and the thread that looks after them. */
static struct {
    pthread_once_t once;
    pthread_mutex_t mutex;
    pthread_cond_t wanted;
    struct oriel_list turns;
    unsigned forks;
    bool is_watched, is_idle;
} gathered = { .once = PTHREAD_ONCE_INIT, .mutex = PTHREAD_MUTEX_INITIALIZER };

/* --- Firing ------------------------------------------------------------------ */

/* Under the mutex: what `turn` has gathered is the caller's. */
static unsigned take(struct oriel__turn *turn, struct oriel__waker **ret)
{
    unsigned n = turn->count;

    memcpy(ret, turn->wakers, n * sizeof(*ret));
    turn->count = 0;
    oriel__list_remove(&turn->link);
    return n;
}

static void fire(struct oriel__waker **wakers, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        wakers[i]->fire(wakers[i]);
        wakers[i]->unref(wakers[i]);
    }
}

static void flush(struct oriel__turn *turn)
{
    struct oriel__waker *wakers[ORIEL__TURN_WAKERS];

    if (!turn->has_gathered)
        return;
    turn->has_gathered = false;
    if (gathered.forks != oriel__fork_count())
        return; /* a child: nobody is there to be woken */
    oriel__lock(&gathered.mutex);
    unsigned n = take(turn, wakers);

    oriel__unlock(&gathered.mutex);
    fire(wakers, n);
}

/* --- Looking after long turns -------------------------------------------------- */

/* Under the mutex: the turn that has waited longest, or NULL. */
static struct oriel__turn *oldest(void)
{
    struct oriel__turn *found = NULL;

    for (struct oriel_list *l = gathered.turns.next; l != &gathered.turns; l = l->next) {
        struct oriel__turn *turn = oriel__container(l, struct oriel__turn, link);

        if (!found || turn->gathered_ns < found->gathered_ns)
            found = turn;
    }
    return found;
}

static void pause_ms(int ms)
{
    struct timespec deadline = oriel__deadline(ms);

    (void)oriel__cond_wait(&gathered.wanted, &gathered.mutex, &deadline);
}

/* While handlers run it looks every 16 ms; nobody has to wake it then. */
static void *look_after(void *user)
{
    struct oriel__waker *wakers[ORIEL__TURN_WAKERS];
    int rounds = 0;

    (void)user;
    oriel__lock(&gathered.mutex);
    for (;;) {
        struct oriel__turn *turn = oldest();

        rounds = turn ? 0 : rounds + 1;
        if (rounds > IDLE_ROUNDS) {
            gathered.is_idle = true;
            while (gathered.is_idle)
                (void)oriel__cond_wait(&gathered.wanted, &gathered.mutex, NULL);
            rounds = 0;
        } else if (!turn || oriel__now_ns() < turn->gathered_ns + LONG_NS) {
            pause_ms(LONG_MS);
        } else {
            unsigned n = take(turn, wakers);

            oriel__unlock(&gathered.mutex);
            fire(wakers, n);
            oriel__lock(&gathered.mutex);
        }
    }
    return NULL;
}

static void start(void)
{
    pthread_t thread;

    oriel__fork_watch();
    gathered.forks = oriel__fork_count();
    oriel__list_init(&gathered.turns);
    oriel__cond_init(&gathered.wanted);
    gathered.is_watched = oriel__spawn(&thread, "oriel-turns", look_after, NULL) == ORIEL_OK;
    if (gathered.is_watched)
        (void)pthread_detach(thread); /* it ends with the process */
    else
        oriel__log(ORIEL_LOG_WARNING, "loop", "changes are not gathered to frames: %s", oriel_last_error());
}

/* Has `waker` wait for the end of the turn. False: it cannot. */
static bool gather(struct oriel__turn *turn, struct oriel__waker *waker)
{
    bool is_there = false, is_first, wakes;

    (void)pthread_once(&gathered.once, start);
    if (!gathered.is_watched || gathered.forks != oriel__fork_count())
        return false;
    oriel__lock(&gathered.mutex);
    for (unsigned i = 0; i < turn->count && !is_there; i++)
        is_there = turn->wakers[i] == waker;
    if (!is_there && turn->count == ORIEL__TURN_WAKERS) {
        oriel__unlock(&gathered.mutex);
        return false;
    }
    is_first = turn->count == 0;
    if (!is_there) {
        waker->ref(waker);
        turn->wakers[turn->count++] = waker;
    }
    if (is_first) {
        turn->gathered_ns = turn->began_ns;
        oriel__list_add(&gathered.turns, &turn->link);
    }
    turn->has_gathered = true;
    wakes = gathered.is_idle;
    gathered.is_idle = false;
    oriel__unlock(&gathered.mutex);
    if (wakes)
        oriel__cond_signal(&gathered.wanted);
    return true;
}

/* --- Turns ----------------------------------------------------------------------- */

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
    turn->began_ns = oriel__now_ns();
    turn->has_gathered = false;
    turn->count = 0;
    oriel__list_init(&turn->link);
    current = turn;
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

    if (!turn || oriel__now_ns() > turn->began_ns + SLOW_NS || !gather(turn, waker))
        waker->fire(waker);
}
