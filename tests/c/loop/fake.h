/* Tasks that tell when they run, for the tests of the loop. */
#ifndef ORIEL_TEST_LOOP_FAKE_H
#define ORIEL_TEST_LOOP_FAKE_H

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "loop/inbox.h"
#include "loop/mailbox.h"
#include "loop/turn.h"

/* What happened, a word each; tests of one thread only. */
static char story[4096];

static inline void tell(const char *format, ...) ORIEL_PRINTF(1, 2);
static inline void tell(const char *format, ...)
{
    size_t len = strlen(story);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(story + len, sizeof(story) - len, format, args);
    va_end(args);
}

/* Compares and clears it. */
#define assert_story(expected)                                                                                         \
    do {                                                                                                               \
        assert_string_equal(story, expected);                                                                          \
        story[0] = '\0';                                                                                               \
    } while (0)

struct teller {
    struct oriel__task task;
    const char *name;
    void (*then)(struct teller *teller); /* may be NULL */
    void *user;
};

static inline void teller_run(struct oriel__task *task)
{
    struct teller *teller = oriel__container(task, struct teller, task);

    tell("%s ", teller->name);
    if (teller->then)
        teller->then(teller);
}

static inline void teller_drop(struct oriel__task *task)
{
    tell("-%s ", oriel__container(task, struct teller, task)->name);
}

static inline struct teller teller(const char *name)
{
    return (struct teller){ .task = { .run = teller_run, .drop = teller_drop }, .name = name };
}

static inline struct oriel__inbox *new_inbox(void)
{
    struct oriel__inbox *inbox = NULL;

    assert_int_equal(oriel__inbox_new(&inbox), ORIEL_OK);
    return inbox;
}

static inline bool is_raised(const struct oriel__inbox *inbox)
{
    struct pollfd p = { .fd = inbox->fd, .events = POLLIN };

    return poll(&p, 1, 0) == 1;
}

/* A waker that tells. */
struct bell {
    struct oriel__waker waker;
    const char *name;
    int refs;
};

static inline void bell_fire(struct oriel__waker *waker)
{
    tell("!%s ", oriel__container(waker, struct bell, waker)->name);
}

static inline void bell_ref(struct oriel__waker *waker)
{
    oriel__container(waker, struct bell, waker)->refs++;
}

static inline void bell_unref(struct oriel__waker *waker)
{
    oriel__container(waker, struct bell, waker)->refs--;
}

static inline struct bell bell(const char *name)
{
    return (struct bell){ .waker = { bell_fire, bell_ref, bell_unref }, .name = name };
}

#endif
