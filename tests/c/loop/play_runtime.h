/* A runtime of a test's own, whose thread can be held, and whose story is told
 * by one thread at a time. */
#ifndef ORIEL_TEST_LOOP_PLAY_RUNTIME_H
#define ORIEL_TEST_LOOP_PLAY_RUNTIME_H

#include "fake.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "loop/future.h"
#include "loop/runtime.h"

#define LONG_MS 20000

static struct oriel__inbox *inbox;
static oriel_runtime_t *runtime;
static sem_t reached, leave;

static inline int set_up(void **context)
{
    (void)context;
    story[0] = '\0';
    if (sem_init(&reached, 0, 0) || sem_init(&leave, 0, 0) || oriel__inbox_new(&inbox) != ORIEL_OK)
        return -1;
    return oriel__runtime_make(inbox, NULL, &runtime) == ORIEL_OK ? 0 : -1;
}

static inline int tear_down(void **context)
{
    (void)context;
    oriel_runtime_unref(runtime);
    oriel__inbox_unref(inbox);
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static inline void say(void *user)
{
    tell("%s ", (const char *)user);
}

static inline void gone(void *user)
{
    tell("~%s ", (const char *)user);
}

/* A string literal as user data. */
static inline void *word(const char *text)
{
    return (void *)(uintptr_t)text;
}

static inline void say_reached(void *unused)
{
    (void)unused;
    assert_int_equal(sem_post(&reached), 0);
}

/* Destroyed; libuv closes in a turn of its own. */
static inline void gone_reached(void *user)
{
    gone(user);
    say_reached(NULL);
}

static inline void await_reached(void)
{
    assert_int_equal(sem_wait(&reached), 0);
}

static inline void block(void *unused)
{
    say_reached(unused);
    assert_int_equal(sem_wait(&leave), 0);
}

static inline void post(void (*fn)(void *user), void *user)
{
    assert_int_equal(oriel_runtime_post(runtime, fn, user, NULL), ORIEL_OK);
}

/* The runtime's thread waits until let_go(). */
static inline void hold(void)
{
    post(block, NULL);
    await_reached();
}

static inline void let_go(void)
{
    assert_int_equal(sem_post(&leave), 0);
}

/* Returns when all that was posted before has run. */
static inline void settle_down(void)
{
    post(say_reached, NULL);
    await_reached();
}

static inline void wait_for(oriel_future_t *future)
{
    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
}

/* The first `count` allocations fail one after the other; `try` then succeeds. */
static inline void torture(oriel_err_t (*attempt)(void), int least)
{
    int failures = 0;

    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = attempt();
        bool failed = oriel__alloc_has_failed();

        oriel__alloc_fail_at(0);
        if (!failed) {
            assert_int_equal(err, ORIEL_OK);
            break;
        }
        assert_int_equal(err, ORIEL_ENOMEM);
        failures++;
    }
    assert_true(failures >= least);
}

#endif
