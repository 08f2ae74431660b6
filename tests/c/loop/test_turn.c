/* Turns: wake-ups wait for the end of the batch, unless someone is slow. */
#include "fake.h"

#include <semaphore.h>

#include "loop/future.h"

#define HOUR_NS UINT64_C(3600000000000)

static void wake_twice(struct teller *from)
{
    struct bell *b = from->user;

    oriel__turn_wake(&b->waker);
    oriel__turn_wake(&b->waker);
}

static void test_outside_of_a_turn(void **context)
{
    struct bell b = bell("b");

    (void)context;
    assert_null(oriel__turn_current());
    oriel__turn_flush(); /* nothing to flush */
    oriel__turn_wake(&b.waker);
    oriel__turn_wake(&b.waker);
    assert_story("!b !b ");
    assert_int_equal(b.refs, 0);
}

/* Many wake-ups in one batch of handlers are one at its end. */
static void test_one_wake_for_many(void **context)
{
    struct oriel__turn turn = { .count = 0 };
    struct bell a = bell("a"), b = bell("b");

    (void)context;
    oriel__turn_begin(&turn, &turn);
    assert_ptr_equal(oriel__turn_current(), &turn);
    turn.began_ns += HOUR_NS; /* however slow the machine is, no handler is */
    for (int i = 0; i < 5; i++) {
        oriel__turn_wake(&b.waker);
        oriel__turn_wake(&a.waker);
    }
    assert_story("");
    assert_int_equal(a.refs, 1);
    oriel__turn_end(&turn);
    assert_story("!b !a ");
    assert_int_equal(a.refs + b.refs, 0);
    assert_null(oriel__turn_current());
}

static void test_dispatch_is_a_turn(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct bell b = bell("b");
    struct teller x = teller("x");

    (void)context;
    x.then = wake_twice;
    x.user = &b;
    oriel__inbox_push(inbox, &x.task);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    /* Once, or more often when the machine was slow; but after the handler. */
    assert_memory_equal(story, "x !b ", 5);
    story[0] = '\0';
    assert_int_equal(b.refs, 0);
    oriel__inbox_unref(inbox);
}

struct siren {
    struct oriel__waker waker;
    sem_t heard;
};

static void siren_fire(struct oriel__waker *waker)
{
    assert_int_equal(sem_post(&oriel__container(waker, struct siren, waker)->heard), 0);
}

static void siren_keep(struct oriel__waker *waker)
{
    (void)waker;
}

/* A handler that gathers something and then does not return does not hold it
 * back; also after everything was quiet for a while. */
static void test_blocked_handler_is_heard(void **context)
{
    struct siren siren = { .waker = { siren_fire, siren_keep, siren_keep } };
    struct oriel__turn turn = { .count = 0 };

    (void)context;
    assert_int_equal(sem_init(&siren.heard, 0, 0), 0);
    for (int i = 0; i < 3; i++) {
        oriel__turn_begin(&turn, &turn);
        oriel__turn_wake(&siren.waker);
        assert_int_equal(sem_wait(&siren.heard), 0); /* within the turn */
        oriel__turn_end(&turn);
        assert_int_equal(sem_trywait(&siren.heard), -1); /* once */
        if (i == 1)
            (void)poll(NULL, 0, 300);
    }
    assert_int_equal(sem_destroy(&siren.heard), 0);
}

/* A handler that began long ago does not make its page wait. */
static void test_slow_handler_fires_at_once(void **context)
{
    struct oriel__turn turn = { .count = 0 };
    struct bell b = bell("b");

    (void)context;
    oriel__turn_begin(&turn, &turn);
    turn.began_ns = 0;
    oriel__turn_wake(&b.waker);
    assert_story("!b ");
    oriel__turn_end(&turn);
    assert_story("");
}

static void test_too_many_wakers(void **context)
{
    struct bell bells[ORIEL__TURN_WAKERS + 2];
    struct oriel__turn turn = { .count = 0 };
    size_t fired;

    (void)context;
    oriel__turn_begin(&turn, &turn);
    turn.began_ns += HOUR_NS;
    for (size_t i = 0; i < ORIEL__TURN_WAKERS + 2; i++) {
        bells[i] = bell("b");
        oriel__turn_wake(&bells[i].waker);
    }
    fired = strlen(story) / 3;
    assert_int_equal(fired, 2); /* those that found no room */
    oriel__turn_end(&turn);
    assert_int_equal(strlen(story) / 3, ORIEL__TURN_WAKERS + 2);
    story[0] = '\0';
}

static void test_flush(void **context)
{
    struct oriel__turn turn = { .count = 0 };
    struct bell b = bell("b");

    (void)context;
    oriel__turn_begin(&turn, &turn);
    turn.began_ns += HOUR_NS;
    oriel__turn_wake(&b.waker);
    oriel__turn_flush();
    assert_story("!b ");
    oriel__turn_wake(&b.waker); /* it may be woken anew */
    oriel__turn_end(&turn);
    assert_story("!b ");
}

/* Who waits within a handler waits for a page, which must hear first. */
static void test_waiting_flushes(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    oriel_future_t *future = NULL;
    struct oriel__turn turn = { .count = 0 };
    struct bell b = bell("b");

    (void)context;
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    oriel__turn_begin(&turn, inbox);
    turn.began_ns += HOUR_NS;
    oriel__turn_wake(&b.waker);
    assert_int_equal(oriel_future_wait(future, 0), ORIEL_ETIMEDOUT);
    assert_story("!b ");
    oriel__turn_end(&turn);
    assert_story("");
    oriel_future_unref(future);
    oriel__inbox_unref(inbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outside_of_a_turn),
        cmocka_unit_test(test_one_wake_for_many),
        cmocka_unit_test(test_dispatch_is_a_turn),
        cmocka_unit_test(test_blocked_handler_is_heard),
        cmocka_unit_test(test_slow_handler_fires_at_once),
        cmocka_unit_test(test_too_many_wakers),
        cmocka_unit_test(test_flush),
        cmocka_unit_test(test_waiting_flushes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
