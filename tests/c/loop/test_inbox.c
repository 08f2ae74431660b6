/* The inbox: order, its descriptor, pokes, nesting, dropping. */
#include "fake.h"

#include <signal.h>

static void test_order(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b"), c = teller("c");

    (void)context;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_push(inbox, &b.task);
    oriel__inbox_push(inbox, &c.task);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 3);
    assert_story("a b c ");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    oriel__inbox_unref(inbox);
}

/* Raised once for many, lowered with the last, whoever takes it. */
static void test_descriptor(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    assert_false(is_raised(inbox));
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_push(inbox, &b.task);
    assert_true(is_raised(inbox));
    assert_int_equal(inbox->wakeups, 1);
    assert_int_equal(oriel__inbox_dispatch(inbox, -1), 2);
    assert_false(is_raised(inbox));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    oriel__inbox_push(inbox, &a.task);
    assert_true(is_raised(inbox));
    assert_int_equal(inbox->wakeups, 2);
    oriel__inbox_drop_all(inbox);
    assert_false(is_raised(inbox));
    assert_story("a b -a ");
    assert_int_equal(inbox->dispatched, 2);
    oriel__inbox_unref(inbox);
}

static void push_user(struct teller *from)
{
    struct teller *next = from->user;

    oriel__inbox_push(next->user, &next->task);
}

/* What a handler posts waits for the next dispatch, so that a batch ends. */
static void test_batch_is_what_was_due(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    a.then = push_user;
    a.user = &b;
    b.user = inbox;
    oriel__inbox_push(inbox, &a.task);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("a ");
    assert_true(is_raised(inbox));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("b ");
    oriel__inbox_unref(inbox);
}

static void dispatch_inside(struct teller *from)
{
    struct oriel__inbox *inbox = from->user;

    assert_true(oriel__inbox_is_dispatching(inbox));
    tell("%d ", oriel__inbox_dispatch(inbox, -1));
}

static void test_dispatch_inside_dispatch(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    a.then = dispatch_inside;
    a.user = inbox;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_push(inbox, &b.task);
    assert_false(oriel__inbox_is_dispatching(inbox));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2);
    assert_false(oriel__inbox_is_dispatching(inbox));
    assert_story("a 0 b ");
    oriel__inbox_unref(inbox);
}

/* A poke ends a wait and leaves nothing behind; it swallows no task. */
static void test_poke(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a");

    (void)context;
    oriel__inbox_poke(inbox);
    oriel__inbox_poke(inbox);
    assert_true(is_raised(inbox));
    assert_int_equal(oriel__inbox_dispatch(inbox, -1), 0);
    assert_false(is_raised(inbox));
    assert_int_equal(inbox->wakeups, 0);
    oriel__inbox_poke(inbox);
    oriel__inbox_push(inbox, &a.task);
    assert_int_equal(oriel__inbox_dispatch(inbox, -1), 1);
    assert_false(is_raised(inbox));
    assert_story("a ");
    oriel__inbox_unref(inbox);
}

static struct oriel__inbox *poked_by_signal;

static void on_signal(int number)
{
    (void)number;
    oriel__inbox_poke(poked_by_signal);
}

static void test_poke_in_signal_handler(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct sigaction action = { .sa_handler = on_signal }, before;

    (void)context;
    poked_by_signal = inbox;
    assert_int_equal(sigaction(SIGUSR2, &action, &before), 0);
    assert_int_equal(raise(SIGUSR2), 0);
    assert_int_equal(sigaction(SIGUSR2, &before, NULL), 0);
    assert_int_equal(oriel__inbox_dispatch(inbox, -1), 0);
    oriel__inbox_unref(inbox);
}

static void test_take_back(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    oriel__list_init(&b.task.link);
    oriel__inbox_push(inbox, &a.task);
    assert_false(oriel__inbox_take_back(inbox, &b.task));
    oriel__inbox_push(inbox, &b.task);
    assert_true(oriel__inbox_take_back(inbox, &a.task));
    assert_false(oriel__inbox_take_back(inbox, &a.task));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_false(oriel__inbox_take_back(inbox, &b.task));
    assert_story("b ");
    oriel__inbox_push(inbox, &a.task);
    assert_true(oriel__inbox_take_back(inbox, &a.task));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0); /* raised in vain */
    assert_false(is_raised(inbox));
    oriel__inbox_unref(inbox);
}

/* Without a drop of its own a task runs: it frees something. */
static void test_drop(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    b.task.drop = NULL;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_push(inbox, &b.task);
    oriel__inbox_drop_all(inbox);
    assert_story("-a b ");
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_unref(inbox); /* the last one drops too */
    assert_story("-a ");
}

static void *dispatch_once(void *user)
{
    (void)oriel__inbox_dispatch(user, 0);
    return NULL;
}

static void *is_mine(void *user)
{
    return oriel__inbox_is_mine(user) ? user : NULL;
}

/* The system gives the numbers of threads out again. */
static void test_a_thread_like_the_last_one(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    pthread_t first, second;
    void *mine = NULL;

    (void)context;
    assert_true(oriel__inbox_is_mine(inbox));
    assert_int_equal(pthread_create(&first, NULL, dispatch_once, inbox), 0);
    assert_int_equal(pthread_join(first, NULL), 0);
    assert_int_equal(pthread_create(&second, NULL, is_mine, inbox), 0);
    assert_int_equal(pthread_join(second, &mine), 0);
    assert_null(mine);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    assert_true(oriel__inbox_is_mine(inbox));
    oriel__inbox_forget(inbox);
    assert_true(oriel__inbox_is_mine(inbox));
    oriel__inbox_unref(inbox);
}

/* A poke reaches who runs, although a thread that only dispatches took it. */
static void test_run_once(void **context)
{
    struct oriel__inbox *inbox = NULL;
    struct teller a = teller("a");

    (void)context;
    assert_int_equal(oriel__inbox_new_to_run(&inbox), ORIEL_OK);
    oriel__inbox_poke(inbox);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    assert_false(is_raised(inbox));
    assert_int_equal(oriel__inbox_run_once(inbox), 0); /* does not wait */
    assert_int_equal(oriel__inbox_run_once(inbox), 0); /* not until it is noted */
    oriel__inbox_take_note(inbox);
    oriel__inbox_push(inbox, &a.task);
    assert_int_equal(oriel__inbox_run_once(inbox), 1);
    assert_story("a ");
    oriel__inbox_unref(inbox);
}

/* What tells of an end stays, in its place; what a drop pushes goes, too. */
static void test_shut_down(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b"), c = teller("c"), d = teller("d");

    (void)context;
    a.task.drop = NULL;
    a.then = push_user;
    a.user = &d;
    d.user = inbox;
    b.task.stays = true;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_push(inbox, &b.task);
    oriel__inbox_push(inbox, &c.task);
    oriel__inbox_shut_down(inbox);
    assert_story("a -c -d ");
    assert_true(is_raised(inbox));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("b ");
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_shut_down(inbox);
    assert_story("a -d ");
    assert_false(is_raised(inbox));
    oriel__inbox_unref(inbox);
}

/* Once closed, whatever comes is dropped at once, one after the other. */
static void test_close(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a"), b = teller("b"), c = teller("c");

    (void)context;
    a.then = push_user;
    a.user = &b;
    a.task.drop = NULL;
    b.user = inbox;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_close(inbox);
    assert_story("a -b ");
    oriel__inbox_push(inbox, &c.task);
    assert_story("-c ");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    oriel__inbox_unref(inbox);
}

static void unref_user(struct oriel__task *task)
{
    oriel__inbox_unref(oriel__container(task, struct teller, task)->user);
    tell("unref ");
}

static void test_last_reference_goes_while_dropping(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct teller a = teller("a");

    (void)context;
    a.task.drop = unref_user;
    a.user = inbox;
    oriel__inbox_push(inbox, &a.task);
    oriel__inbox_close(inbox);
    assert_story("unref ");
}

static void test_no_memory(void **context)
{
    struct oriel__inbox *inbox = NULL;

    (void)context;
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__inbox_new(&inbox), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(inbox);
    oriel__inbox_unref(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_descriptor),
        cmocka_unit_test(test_batch_is_what_was_due),
        cmocka_unit_test(test_dispatch_inside_dispatch),
        cmocka_unit_test(test_poke),
        cmocka_unit_test(test_poke_in_signal_handler),
        cmocka_unit_test(test_take_back),
        cmocka_unit_test(test_drop),
        cmocka_unit_test(test_a_thread_like_the_last_one),
        cmocka_unit_test(test_run_once),
        cmocka_unit_test(test_shut_down),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_last_reference_goes_while_dropping),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
