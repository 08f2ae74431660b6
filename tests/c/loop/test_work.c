/* Work on the pool: results, progress, cancellation, the end. */
#include "play_runtime.h"

static oriel_future_t *submit(oriel_work_cb work, void *user)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_runtime_submit(runtime, work, user, NULL, &future), ORIEL_OK);
    return future;
}

static oriel_err_t answer(oriel_future_t *future, void *user)
{
    assert_false(oriel_runtime_is_current(user));
    assert_true(oriel_future_resolve(future, oriel_value_int(42)));
    return ORIEL_OK;
}

static oriel_err_t say_nothing(oriel_future_t *future, void *user)
{
    (void)future;
    (void)user;
    return ORIEL_OK;
}

static oriel_err_t refuse(oriel_future_t *future, void *user)
{
    (void)future;
    return user ? oriel_future_wait(NULL, 0) : ORIEL_EIO; /* one with a text, one without */
}

static oriel_err_t later(oriel_future_t *future, void *user)
{
    *(oriel_future_t **)user = oriel_future_ref(future);
    say_reached(NULL);
    return ORIEL_PENDING;
}

static void test_results(void **context)
{
    oriel_future_t *kept = NULL;
    oriel_future_t *futures[] = { submit(answer, runtime), submit(say_nothing, NULL), submit(refuse, NULL),
                                  submit(refuse, runtime), submit(later, &kept) };
    const char *name = NULL, *text = NULL;

    (void)context;
    for (size_t i = 0; i < 4; i++)
        wait_for(futures[i]);
    oriel_value_t *value = oriel_future_dup_value(futures[0]);

    assert_string_equal(oriel_value_get_text(value, NULL), "42");
    oriel_value_unref(value);
    value = oriel_future_dup_value(futures[1]);
    assert_string_equal(oriel_value_get_text(value, NULL), "null");
    oriel_value_unref(value);
    assert_int_equal(oriel_future_get_error(futures[2], &name, &text), ORIEL_EIO);
    assert_string_equal(name, "EIO");
    assert_string_equal(text, "input or output failed");
    assert_int_equal(oriel_future_get_error(futures[3], &name, &text), ORIEL_EINVAL);
    assert_string_equal(text, "future: must not be NULL");
    await_reached();
    assert_int_equal(oriel_future_get_status(futures[4]), ORIEL_FUTURE_PENDING);
    assert_true(oriel_future_resolve(kept, NULL));
    oriel_future_unref(kept);
    for (size_t i = 0; i < 5; i++)
        oriel_future_unref(futures[i]);
}

static oriel_err_t wait_to_leave(oriel_future_t *future, void *user)
{
    (void)future;
    block(user);
    return ORIEL_OK;
}

static oriel_err_t say_work(oriel_future_t *future, void *user)
{
    (void)future;
    tell("%s ", (const char *)user);
    return ORIEL_OK;
}

/* With one thread, in order; what is canceled before it begins does not run. */
static void test_cancel_before_it_begins(void **context)
{
    oriel_runtime_opts_t opts = ORIEL_RUNTIME_OPTS_INIT;
    oriel_runtime_t *single = NULL;
    oriel_future_t *futures[3] = { NULL };
    static const char *const names[] = { "a", "b", "c" };

    (void)context;
    opts.pool_size = 1;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &single), ORIEL_OK);
    assert_int_equal(oriel_runtime_submit(single, wait_to_leave, NULL, NULL, NULL), ORIEL_OK);
    await_reached();
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(oriel_runtime_submit(single, say_work, word(names[i]), gone, &futures[i]), ORIEL_OK);
    assert_true(oriel_future_cancel(futures[1]));
    let_go();
    wait_for(futures[2]);
    oriel_runtime_unref(single);
    assert_story("a ~a ~b c ~c ");
    for (size_t i = 0; i < 3; i++)
        oriel_future_unref(futures[i]);
}

static oriel_err_t until_canceled(oriel_future_t *future, void *user)
{
    say_reached(user);
    while (oriel_future_get_status(future) == ORIEL_FUTURE_PENDING)
        ;
    assert_false(oriel_future_report(future, oriel_value_int(1)));
    say_reached(user);
    return ORIEL_OK;
}

static void test_cancel_while_it_runs(void **context)
{
    oriel_future_t *future = submit(until_canceled, NULL);

    (void)context;
    await_reached();
    assert_true(oriel_future_cancel(future));
    await_reached();
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(future);
}

static atomic_int destroyed;

static void count_destroyed(void *unused)
{
    (void)unused;
    atomic_fetch_add(&destroyed, 1);
}

/* Work that runs is asked to stop and waited for; what waits is canceled. */
static void test_close(void **context)
{
    oriel_runtime_opts_t opts = ORIEL_RUNTIME_OPTS_INIT;
    oriel_runtime_t *single = NULL;
    oriel_future_t *runs = NULL, *waits = NULL;

    (void)context;
    opts.pool_size = 1;
    assert_int_equal(oriel__runtime_make(inbox, &opts, &single), ORIEL_OK);
    assert_int_equal(oriel_runtime_submit(single, until_canceled, NULL, count_destroyed, &runs), ORIEL_OK);
    await_reached();
    assert_int_equal(oriel_runtime_submit(single, say_work, word("waits"), count_destroyed, &waits), ORIEL_OK);
    oriel_runtime_close(single);
    assert_int_equal(oriel_future_get_status(runs), ORIEL_FUTURE_CANCELED);
    assert_int_equal(oriel_future_get_status(waits), ORIEL_FUTURE_CANCELED);
    assert_int_equal(destroyed, 2);
    assert_story("");
    assert_int_equal(oriel_runtime_submit(single, say_work, NULL, NULL, NULL), ORIEL_ECLOSED);
    oriel_future_unref(runs);
    oriel_future_unref(waits);
    oriel_runtime_unref(single);
}

/* Work that does not stop cannot keep anybody: it ends later, by itself. */
static void test_stop_while_work_blocks(void **context)
{
    oriel_future_t *future = submit(wait_to_leave, NULL);

    (void)context;
    await_reached();
    assert_false(oriel__runtime_stop(runtime, 1));
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_CANCELED);
    let_go();
    oriel_future_unref(future);
}

static oriel_err_t close_it(oriel_future_t *future, void *user)
{
    (void)future;
    oriel_runtime_close(user);
    return ORIEL_OK;
}

static void test_close_from_work(void **context)
{
    oriel_future_t *future = submit(close_it, runtime);

    (void)context;
    wait_for(future);
    oriel_runtime_close(runtime);
    oriel_future_unref(future);
}

/* Each of the threads has one. */
static void test_threads_as_needed(void **context)
{
    oriel_future_t *futures[4];

    (void)context;
    for (size_t i = 0; i < 4; i++)
        futures[i] = submit(wait_to_leave, NULL);
    for (size_t i = 0; i < 4; i++)
        await_reached();
    for (size_t i = 0; i < 4; i++)
        let_go();
    for (size_t i = 0; i < 4; i++) {
        wait_for(futures[i]);
        oriel_future_unref(futures[i]);
    }
}

static oriel_err_t fail_silently(oriel_future_t *future, void *user)
{
    (void)future;
    (void)user;
    return ORIEL_EINVAL;
}

/* The text is the work's, not of what ran on its thread before. */
static void test_old_errors(void **context)
{
    const char *text = NULL;

    (void)context;
    for (int i = 0; i < 4; i++) {
        oriel_future_t *future = submit(refuse, runtime);

        wait_for(future);
        assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_EINVAL);
        oriel_future_unref(future);
        future = submit(fail_silently, NULL);
        wait_for(future);
        assert_int_equal(oriel_future_get_error(future, NULL, &text), ORIEL_EINVAL);
        assert_string_equal(text, oriel_err_text(ORIEL_EINVAL));
        oriel_future_unref(future);
    }
}

static void on_progress(oriel_future_t *future, const oriel_value_t *value, void *user)
{
    (void)future;
    (void)user;
    tell("%s ", oriel_value_get_text(value, NULL));
}

static void on_settled(oriel_future_t *future, void *user)
{
    (void)future;
    (void)user;
    tell("settled ");
}

/* The latest is dispatched, before the callbacks of the future. */
static void test_progress(void **context)
{
    oriel_future_t *future = NULL;

    (void)context;
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    assert_true(oriel_future_report(future, oriel_value_int(1))); /* nobody listens */
    assert_int_equal(oriel_future_on_progress(future, on_progress, word("p"), gone), ORIEL_OK);
    assert_int_equal(oriel_future_on_progress(future, on_progress, word("q"), gone), ORIEL_EEXIST);
    assert_int_equal(oriel_future_then(future, on_settled, NULL, NULL), ORIEL_OK);
    assert_true(oriel_future_report(future, oriel_value_int(2)));
    assert_true(oriel_future_report(future, oriel_value_int(3)));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("3 ");
    assert_true(oriel_future_report(future, NULL));
    assert_true(oriel_future_resolve(future, NULL));
    assert_false(oriel_future_report(future, oriel_value_int(4)));
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2);
    assert_story("null settled ");
    oriel_future_unref(future);
    assert_story("~p ");
}

/* Reported, and nobody dispatches any more. */
/* A report that is pushed after the callbacks of a later settlement is too late. */
static void test_progress_comes_first(void **context)
{
    oriel_future_t *future = NULL;

    (void)context;
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    assert_int_equal(oriel_future_on_progress(future, on_progress, word("p"), gone), ORIEL_OK);
    assert_int_equal(oriel_future_then(future, on_settled, NULL, NULL), ORIEL_OK);
    assert_true(oriel_future_report(future, NULL));
    struct oriel__task *report = oriel__container(inbox->tasks.next, struct oriel__task, link);

    assert_true(oriel__inbox_take_back(inbox, report)); /* as if the reporting thread were slow */
    assert_true(oriel_future_resolve(future, NULL));
    oriel__inbox_push(inbox, report);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2);
    assert_story("settled ");
    oriel_future_unref(future);
    assert_story("~p ");
}

static void test_progress_is_dropped(void **context)
{
    oriel_future_t *future = NULL;

    (void)context;
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    assert_int_equal(oriel_future_on_progress(future, on_progress, word("p"), gone), ORIEL_OK);
    assert_true(oriel_future_report(future, oriel_value_int(2)));
    oriel__inbox_close(inbox);
    assert_true(oriel_future_report(future, oriel_value_int(3)));
    oriel_future_unref(future);
    assert_story("~p ");
}

static void test_bad_arguments(void **context)
{
    (void)context;
    assert_int_equal(oriel_runtime_submit(NULL, say_nothing, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_runtime_submit(runtime, NULL, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_on_progress(NULL, on_progress, NULL, NULL), ORIEL_EINVAL);
    assert_false(oriel_future_report(NULL, oriel_value_int(1))); /* taken all the same */
}

static oriel_err_t try_submit(void)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_runtime_submit(runtime, say_nothing, NULL, NULL, &future);

    oriel__alloc_fail_at(0);
    if (!err)
        wait_for(future);
    oriel_future_unref(future);
    return err;
}

static void test_no_memory(void **context)
{
    oriel_future_t *future = NULL;

    (void)context;
    for (long n = 1; n <= 2; n++) {
        oriel__alloc_fail_at(n);
        assert_int_equal(try_submit(), ORIEL_ENOMEM);
    }
    assert_int_equal(try_submit(), ORIEL_OK);
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel_future_on_progress(future, on_progress, NULL, gone), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    oriel_future_unref(future);
    assert_story("");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_results),
        TEST(test_cancel_before_it_begins),
        TEST(test_cancel_while_it_runs),
        TEST(test_close),
        TEST(test_stop_while_work_blocks),
        TEST(test_close_from_work),
        TEST(test_threads_as_needed),
        TEST(test_progress),
        TEST(test_progress_comes_first),
        TEST(test_old_errors),
        TEST(test_progress_is_dropped),
        TEST(test_bad_arguments),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
