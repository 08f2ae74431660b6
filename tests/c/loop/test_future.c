/* Futures on one thread: settling, callbacks, cancellation, what is logged. */
#include "fake.h"

#include "loop/future.h"

static struct oriel__inbox *inbox;
static char logged[1024];

static void keep_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)user;
    (void)snprintf(logged, sizeof(logged), "%d %s: %s", (int)level, topic, text);
}

static int set_up(void **context)
{
    (void)context;
    story[0] = logged[0] = '\0';
    oriel_set_log(keep_log, NULL);
    return oriel__inbox_new(&inbox) == ORIEL_OK ? 0 : -1;
}

static int tear_down(void **context)
{
    (void)context;
    oriel__inbox_unref(inbox);
    oriel_set_log(NULL, NULL);
    return 0;
}

static oriel_future_t *new_future(void)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    return future;
}

static void settled(oriel_future_t *future, void *user)
{
    tell("%s%d ", (const char *)user, (int)oriel_future_get_status(future));
}

static void destroyed(void *user)
{
    tell("~%s ", (const char *)user);
}

static void then(oriel_future_t *future, const char *name)
{
    assert_int_equal(oriel_future_then(future, settled, (void *)(uintptr_t)name, destroyed), ORIEL_OK);
}

static void test_resolve(void **context)
{
    oriel_future_t *future = new_future();
    const char *name = NULL, *text = NULL;

    (void)context;
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_PENDING);
    assert_null(oriel_future_dup_value(future));
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_OK);
    assert_true(oriel_future_resolve(future, oriel_value_int(7)));
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_RESOLVED);
    assert_int_equal(oriel_future_get_error(future, &name, &text), ORIEL_OK);
    oriel_value_t *value = oriel_future_dup_value(future);

    assert_string_equal(oriel_value_get_text(value, NULL), "7");
    oriel_value_unref(value);
    assert_null(oriel_future_unref(future));
    assert_string_equal(logged, "");
}

static void test_first_settlement_wins(void **context)
{
    oriel_future_t *future = new_future();
    const char *name = NULL, *text = NULL;

    (void)context;
    assert_true(oriel_future_reject(future, ORIEL_EHANDLER, "TypeError", "no such thing"));
    assert_false(oriel_future_resolve(future, oriel_value_string("late")));
    assert_false(oriel_future_reject(future, ORIEL_EIO, "Late", "late"));
    assert_false(oriel_future_cancel(future));
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_REJECTED);
    assert_int_equal(oriel_future_get_error(future, &name, &text), ORIEL_EHANDLER);
    assert_string_equal(name, "TypeError");
    assert_string_equal(text, "no such thing");
    assert_null(oriel_future_dup_value(future));
    oriel_future_unref(future);
    assert_string_equal(logged, "");
}

static void test_defaults(void **context)
{
    oriel_future_t *null = new_future(), *plain = new_future(), *ok = new_future();
    const char *name = NULL, *text = NULL;
    oriel_value_t *value;

    (void)context;
    assert_true(oriel_future_resolve(null, NULL));
    value = oriel_future_dup_value(null);
    assert_int_equal(oriel_value_get_type(value), ORIEL_TYPE_NULL);
    oriel_value_unref(value);
    assert_true(oriel_future_reject(plain, ORIEL_ECLOSED, NULL, NULL));
    assert_int_equal(oriel_future_get_error(plain, &name, &text), ORIEL_ECLOSED);
    assert_string_equal(name, "ECLOSED");
    assert_string_equal(text, "closed");
    assert_true(oriel_future_reject(ok, ORIEL_OK, NULL, NULL)); /* a rejection has a code */
    assert_int_equal(oriel_future_get_error(ok, NULL, NULL), ORIEL_EHANDLER);
    oriel_future_unref(null);
    oriel_future_unref(plain);
    oriel_future_unref(ok);
}

static void test_null_arguments(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    assert_null(oriel_future_ref(NULL));
    assert_null(oriel_future_unref(NULL));
    assert_false(oriel_future_resolve(NULL, oriel_value_int(1))); /* taken all the same */
    assert_false(oriel_future_reject(NULL, ORIEL_EIO, NULL, NULL));
    assert_false(oriel_future_cancel(NULL));
    assert_int_equal(oriel_future_wait(NULL, 0), ORIEL_EINVAL);
    assert_int_equal(oriel_future_get_status(NULL), ORIEL_FUTURE_CANCELED);
    assert_null(oriel_future_dup_value(NULL));
    assert_int_equal(oriel_future_get_error(NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_then(NULL, settled, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_then(future, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_new(NULL, &future), ORIEL_EINVAL);
    oriel_future_unref(future);
}

static void test_wait(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    assert_int_equal(oriel_future_wait(future, 0), ORIEL_ETIMEDOUT);
    assert_int_equal(oriel_future_wait(future, 1), ORIEL_ETIMEDOUT);
    assert_string_equal(oriel_last_error(), "future: not settled after 1 ms");
    assert_true(oriel_future_cancel(future));
    assert_int_equal(oriel_future_wait(future, 0), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, -1), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_ECANCELED);
    oriel_future_unref(future);
}

/* Callbacks run in dispatch only, in their order, whenever they came. */
static void test_then(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    then(future, "a");
    then(future, "b");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    oriel_future_resolve(future, NULL);
    then(future, "c");
    assert_story("");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 3);
    assert_story("a1 ~a b1 ~b c1 ~c ");
    then(future, "d");
    oriel_future_unref(future); /* the callback keeps it */
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("d1 ~d ");
}

static void test_then_dropped_at_the_end(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    then(future, "a");
    oriel_future_reject(future, ORIEL_EIO, NULL, NULL);
    oriel_future_unref(future);
    assert_story("");
    oriel__inbox_close(inbox);
    assert_story("~a ");
    assert_string_equal(logged, ""); /* someone would have heard of it */
    future = new_future();
    oriel_future_resolve(future, NULL);
    then(future, "late"); /* to an app that has ended */
    assert_story("~late ");
    oriel_future_unref(future);
}

/* Nobody holds it any more, so nobody will settle it. */
static void test_then_of_a_future_that_goes(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    then(future, "a");
    then(future, "b");
    oriel_future_unref(oriel_future_ref(future));
    assert_story("");
    oriel_future_unref(future);
    assert_story("~a ~b ");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
}

static void on_cancel(void *user)
{
    tell("cancel %s ", (const char *)user);
}

static void test_cancel_reaches_the_work(void **context)
{
    static char work[] = "work";
    oriel_future_t *canceled = NULL, *resolved = NULL;

    (void)context;
    assert_int_equal(oriel__future_make(inbox, on_cancel, destroyed, work, &canceled), ORIEL_OK);
    assert_true(oriel_future_cancel(canceled));
    assert_story("cancel work ");
    assert_false(oriel_future_cancel(canceled));
    assert_int_equal(oriel_future_get_status(canceled), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(canceled);
    assert_story("~work ");
    assert_int_equal(oriel__future_make(inbox, on_cancel, destroyed, work, &resolved), ORIEL_OK);
    oriel_future_resolve(resolved, NULL);
    assert_false(oriel_future_cancel(resolved)); /* too late */
    oriel_future_unref(resolved);
    assert_story("~work ");
    assert_string_equal(logged, ""); /* a cancellation is no failure */
}

static void test_unseen_rejection_is_logged(void **context)
{
    oriel_future_t *future = new_future();

    (void)context;
    oriel_future_reject(future, ORIEL_EIO, "DiskError", "it is full");
    oriel_future_unref(future);
    assert_string_equal(logged, "2 loop: a rejected future was never looked at: DiskError: it is full");
    logged[0] = '\0';
    future = new_future();
    then(future, "a"); /* who listens has seen it */
    oriel_future_reject(future, ORIEL_EIO, NULL, NULL);
    oriel_future_unref(future);
    oriel__inbox_dispatch(inbox, 0);
    future = new_future();
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_OK); /* too early to count */
    oriel_future_reject(future, ORIEL_EIO, NULL, NULL);
    assert_string_equal(logged, "");
    oriel_future_unref(future);
    assert_string_equal(logged, "2 loop: a rejected future was never looked at: EIO: input or output failed");
}

/* Without memory for its words a rejection is one all the same. */
static void test_no_memory(void **context)
{
    oriel_future_t *future = NULL;
    const char *name = NULL;

    (void)context;
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    future = new_future();
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel_future_then(future, settled, NULL, destroyed), ORIEL_ENOMEM);
    oriel__alloc_fail_at(1);
    assert_true(oriel_future_reject(future, ORIEL_EIO, "Error", NULL));
    oriel__alloc_fail_at(0);
    assert_int_equal(oriel_future_get_error(future, &name, NULL), ORIEL_EIO);
    assert_string_equal(name, "EIO");
    oriel_future_unref(future);
    assert_story("");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_resolve),
        TEST(test_first_settlement_wins),
        TEST(test_defaults),
        TEST(test_null_arguments),
        TEST(test_wait),
        TEST(test_then),
        TEST(test_then_dropped_at_the_end),
        TEST(test_then_of_a_future_that_goes),
        TEST(test_cancel_reaches_the_work),
        TEST(test_unseen_rejection_is_logged),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
