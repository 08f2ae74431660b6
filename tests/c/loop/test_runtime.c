/* Runtimes: their life, posts, triggers, waiting, forks. */
#include "play_runtime.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_posts(void **context)
{
    (void)context;
    hold();
    assert_int_equal(oriel_runtime_post(runtime, say, word("a"), gone), ORIEL_OK);
    assert_int_equal(oriel_runtime_post(runtime, say, word("b"), NULL), ORIEL_OK);
    assert_story("");
    let_go();
    settle_down();
    assert_story("a ~a b ");
}

static void is_current(void *user)
{
    tell("%d", oriel_runtime_is_current(user));
}

static void test_is_current(void **context)
{
    oriel_runtime_t *other = NULL;
    oriel_runtime_opts_t opts = ORIEL_RUNTIME_OPTS_INIT;

    (void)context;
    opts.name = "a name that is far too long for a thread";
    opts.pool_size = 1;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &other), ORIEL_OK);
    assert_false(oriel_runtime_is_current(runtime));
    assert_false(oriel_runtime_is_current(NULL));
    post(is_current, runtime);
    post(is_current, other);
    settle_down();
    assert_story("10");
    assert_null(oriel_runtime_unref(other));
}

static void test_bad_arguments(void **context)
{
    oriel_runtime_opts_t opts = ORIEL_RUNTIME_OPTS_INIT;
    oriel_runtime_t *ret = NULL;
    oriel_trigger_t *trigger = NULL;

    (void)context;
    assert_int_equal(oriel_runtime_new(NULL, NULL, &ret), ORIEL_EINVAL);
    opts.pool_size = 65;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &ret), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "runtime: a pool of 65 threads, limit 64");
    opts.struct_size = sizeof(opts) + 8;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &ret), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "runtime: options of 32 bytes, these are 24");
    opts.struct_size = 0;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &ret), ORIEL_EINVAL);
    assert_null(ret);
    opts.struct_size = offsetof(oriel_runtime_opts_t, pool_size); /* of before there was this field */
    assert_int_equal(oriel__runtime_make(inbox, &opts, &ret), ORIEL_OK);
    ret = oriel_runtime_unref(ret);
    assert_int_equal(oriel_runtime_post(NULL, say, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_runtime_post(runtime, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_trigger_new(NULL, say, NULL, NULL, &trigger), ORIEL_EINVAL);
    assert_int_equal(oriel_trigger_new(runtime, NULL, NULL, NULL, &trigger), ORIEL_EINVAL);
    assert_int_equal(oriel_trigger_new(runtime, say, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_null(oriel_runtime_ref(NULL));
    assert_null(oriel_runtime_unref(NULL));
    assert_null(oriel_trigger_ref(NULL));
    assert_null(oriel_trigger_unref(NULL));
    oriel_trigger_raise(NULL);
    oriel_runtime_close(NULL);
}

/* What was posted runs, and later uses are refused. */
static void test_close(void **context)
{
    oriel_future_t *future = NULL;
    oriel_timer_t *timer = NULL;
    oriel_watch_t *watch = NULL;
    oriel_trigger_t *trigger = NULL;

    (void)context;
    assert_int_equal(oriel_trigger_new(runtime, say, word("never"), gone, &trigger), ORIEL_OK);
    post(say, word("a"));
    oriel_runtime_close(runtime);
    oriel_runtime_close(runtime);
    assert_story("a ");
    assert_int_equal(oriel_runtime_post(runtime, say, word("late"), gone), ORIEL_ECLOSED);
    assert_string_equal(oriel_last_error(), "the runtime is closed");
    assert_int_equal(oriel_runtime_submit(runtime, NULL, NULL, gone, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_runtime_delay(runtime, 1, &future), ORIEL_ECLOSED);
    assert_int_equal(oriel_timer_new(runtime, 1, 0, say, NULL, gone, &timer), ORIEL_ECLOSED);
    assert_int_equal(
        oriel_watch_new(runtime, 0, ORIEL_WATCH_READABLE, (oriel_watch_cb)(void (*)(void))abort, NULL, gone, &watch),
        ORIEL_ECLOSED);
    oriel_trigger_raise(trigger);
    assert_story("");
    oriel_trigger_unref(trigger);
    assert_story("~never ");
}

/* The app's shutdown ends what it does; it begins anew. */
static void test_stop_and_go_on(void **context)
{
    (void)context;
    for (int i = 0; i < 3; i++) {
        post(say, word("a"));
        assert_true(oriel__runtime_stop(runtime, LONG_MS));
        assert_story("a ");
    }
}

static void close_it(void *user)
{
    oriel_runtime_close(user);
    tell("closed ");
    assert_int_equal(oriel_runtime_post(user, say, word("late"), gone), ORIEL_ECLOSED);
    say_reached(NULL);
}

static void test_close_from_within(void **context)
{
    (void)context;
    post(close_it, runtime);
    await_reached();
    oriel_runtime_close(runtime);
    assert_story("closed ");
}

static void unref_it(void *user)
{
    oriel_runtime_unref(user);
    say_reached(NULL);
}

static void test_last_unref_from_within(void **context)
{
    oriel_runtime_t *own = NULL;

    (void)context;
    assert_int_equal(oriel__runtime_make(inbox, NULL, &own), ORIEL_OK);
    assert_int_equal(oriel_runtime_post(own, unref_it, own, NULL), ORIEL_OK);
    await_reached();
}

static void test_stop_while_a_callback_blocks(void **context)
{
    (void)context;
    hold();
    assert_false(oriel__runtime_stop(runtime, 1));
    let_go();
}

/* --- triggers --- */

static void test_trigger(void **context)
{
    oriel_trigger_t *trigger = NULL;

    (void)context;
    assert_int_equal(oriel_trigger_new(runtime, say, word("a"), gone, &trigger), ORIEL_OK);
    hold();
    oriel_trigger_raise(trigger);
    oriel_trigger_raise(trigger); /* once for both */
    let_go();
    settle_down();
    assert_story("a ");
    oriel_trigger_raise(trigger);
    settle_down();
    assert_story("a ");
    hold();
    oriel_trigger_raise(trigger);
    oriel_trigger_unref(trigger); /* it runs all the same */
    let_go();
    settle_down();
    assert_story("a ~a ");
}

static oriel_trigger_t *in_handler;

static void on_signal(int number)
{
    (void)number;
    oriel_trigger_raise(in_handler);
}

static void test_trigger_in_a_signal_handler(void **context)
{
    struct sigaction action = { .sa_handler = on_signal }, before;

    (void)context;
    assert_int_equal(oriel_trigger_new(runtime, say_reached, NULL, NULL, &in_handler), ORIEL_OK);
    assert_int_equal(sigaction(SIGUSR2, &action, &before), 0);
    for (int i = 0; i < 1000; i++) {
        post(say_reached, NULL);
        assert_int_equal(raise(SIGUSR2), 0);
        await_reached();
        await_reached();
    }
    assert_int_equal(sigaction(SIGUSR2, &before, NULL), 0);
    oriel_trigger_unref(in_handler);
}

/* --- waiting --- */

static void wait_here(void *user)
{
    oriel_future_t *future = user;

    assert_int_equal(oriel_future_wait(future, -1), ORIEL_EDEADLK);
    assert_string_equal(oriel_last_error(), "future: waiting would block the runtime's own thread");
    assert_int_equal(oriel_future_wait(future, 0), ORIEL_ETIMEDOUT);
    oriel_future_resolve(future, NULL);
    assert_int_equal(oriel_future_wait(future, -1), ORIEL_OK); /* it would not block */
}

static void test_waiting_on_its_own_thread(void **context)
{
    oriel_future_t *future = NULL;

    (void)context;
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    post(wait_here, future);
    wait_for(future);
    settle_down();
    oriel_future_unref(future);
}

/* --- forks --- */

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            _exit(__LINE__ % 90 + 2);                                                                                  \
    } while (0)

static oriel_err_t nothing(oriel_future_t *future, void *user)
{
    (void)future;
    (void)user;
    return ORIEL_OK;
}

static void in_child(oriel_trigger_t *trigger)
{
    oriel_future_t *future = NULL;
    oriel_timer_t *timer = NULL;

    CHECK(oriel_runtime_post(runtime, say, NULL, NULL) == ORIEL_EPERM);
    CHECK(strstr(oriel_last_error(), "forked child"));
    CHECK(oriel_runtime_submit(runtime, nothing, NULL, NULL, &future) == ORIEL_EPERM && !future);
    CHECK(oriel_runtime_delay(runtime, 0, &future) == ORIEL_EPERM && !future);
    CHECK(oriel_timer_new(runtime, 0, 0, say, NULL, NULL, &timer) == ORIEL_EPERM && !timer);
    oriel_trigger_raise(trigger);
    oriel_runtime_close(runtime);
    oriel_runtime_unref(runtime);
    CHECK(oriel__runtime_make(inbox, NULL, &runtime) == ORIEL_EPERM);
    _exit(0);
}

static void test_fork(void **context)
{
    oriel_trigger_t *trigger = NULL;
    oriel_future_t *future = NULL;
    int status = -1;

    (void)context;
    assert_int_equal(oriel_trigger_new(runtime, say, word("never"), NULL, &trigger), ORIEL_OK);
    assert_int_equal(oriel_runtime_submit(runtime, nothing, NULL, NULL, &future), ORIEL_OK);
    wait_for(future);
    oriel_future_unref(future);
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0)
        in_child(trigger);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    post(say, word("a")); /* the parent's is as it was */
    settle_down();
    assert_story("a ");
    oriel_trigger_unref(trigger);
}

/* --- memory --- */

static oriel_err_t try_new(void)
{
    oriel_runtime_t *own = NULL;
    oriel_err_t err = oriel__runtime_make(inbox, NULL, &own);

    assert_int_equal(own != NULL, err == ORIEL_OK);
    oriel_runtime_unref(own);
    return err;
}

static oriel_err_t try_post(void)
{
    return oriel_runtime_post(runtime, say, word("a"), NULL);
}

static oriel_err_t try_trigger(void)
{
    oriel_trigger_t *trigger = NULL;
    oriel_err_t err = oriel_trigger_new(runtime, say, NULL, NULL, &trigger);

    oriel_trigger_unref(trigger);
    return err;
}

static void test_no_memory(void **context)
{
    (void)context;
    torture(try_new, 3);
    torture(try_post, 1);
    torture(try_trigger, 1);
    settle_down();
    assert_story("a ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_posts),
        TEST(test_is_current),
        TEST(test_bad_arguments),
        TEST(test_close),
        TEST(test_stop_and_go_on),
        TEST(test_close_from_within),
        TEST(test_last_unref_from_within),
        TEST(test_stop_while_a_callback_blocks),
        TEST(test_trigger),
        TEST(test_trigger_in_a_signal_handler),
        TEST(test_waiting_on_its_own_thread),
        TEST(test_fork),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
