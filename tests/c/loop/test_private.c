/* Inboxes of programs' own. */
#include "fake.h"

#include <oriel/oriel.h>

static void on_settled(oriel_future_t *future, void *user)
{
    tell("%s=%d ", (const char *)user, (int)oriel_future_get_status(future));
}

static void on_destroy(void *user)
{
    tell("~%s ", (const char *)user);
}

static int setup(void **context)
{
    const oriel_app_opts_t opts = { sizeof(opts), "headless" };

    story[0] = '\0';
    return oriel_app_new(&opts, (oriel_app_t **)context);
}

static int teardown(void **context)
{
    oriel_app_unref(*context);
    return 0;
}

static void test_callbacks_go_where_they_are_wanted(void **context)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_ptr_equal(oriel_inbox_ref(inbox), inbox);
    assert_null(oriel_inbox_unref(inbox));
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"mine", on_destroy), ORIEL_OK);
    assert_int_equal(oriel_future_then(future, on_settled, (char *)"app", on_destroy), ORIEL_OK);
    assert_true(oriel_future_resolve(future, NULL));
    struct pollfd p = { .fd = oriel_inbox_fd(inbox), .events = POLLIN };

    assert_int_equal(poll(&p, 1, 0), 1);
    assert_int_equal(oriel_inbox_dispatch(inbox, 0), 1);
    assert_story("mine=1 ~mine ");
    assert_int_equal(oriel_app_dispatch(*context, 0), 1);
    assert_story("app=1 ~app ");
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"late", NULL),
                     ORIEL_OK); /* it is settled */
    assert_int_equal(oriel_inbox_dispatch(inbox, 0), 1);
    assert_story("late=1 ");
    oriel_future_unref(future);
    oriel_inbox_unref(inbox);
}

struct nested {
    oriel_inbox_t *inbox;
    oriel_future_t *future;
    int ran, again;
};

static void dispatch_again(oriel_future_t *future, void *user)
{
    struct nested *nested = user;

    (void)future;
    nested->again = oriel_inbox_dispatch(nested->inbox, 0);
}

static void run_nested(void *user)
{
    struct nested *nested = user;

    assert_int_equal(oriel_future_then_in(nested->future, nested->inbox, dispatch_again, nested, NULL), ORIEL_OK);
    nested->ran = oriel_inbox_dispatch(nested->inbox, 0);
}

static void test_within_a_handler(void **context)
{
    struct nested nested = { .again = -1 };

    assert_int_equal(oriel_inbox_new(&nested.inbox), ORIEL_OK);
    assert_int_equal(oriel_future_new(*context, &nested.future), ORIEL_OK);
    assert_true(oriel_future_resolve(nested.future, NULL));
    assert_int_equal(oriel_app_post(*context, run_nested, &nested, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_dispatch(*context, 0), 1);
    assert_int_equal(nested.ran, 1);
    assert_int_equal(nested.again, 0); /* it is at it */
    oriel_future_unref(nested.future);
    oriel_inbox_unref(nested.inbox);
}

static void test_a_closed_one_drops(void **context)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"a", on_destroy), ORIEL_OK);
    oriel_inbox_close(inbox);
    oriel_inbox_close(inbox);
    oriel_inbox_unref(inbox);
    assert_story("");
    assert_true(oriel_future_cancel(future));
    assert_story("~a ");
    oriel_future_unref(future);
}

static void unref_inbox(oriel_future_t *future, void *user)
{
    (void)future;
    oriel_inbox_unref(user);
}

/* The last reference goes in a callback that it dispatches. */
static void test_unref_in_a_callback(void **context)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_true(oriel_future_resolve(future, NULL));
    assert_int_equal(oriel_future_then_in(future, inbox, unref_inbox, inbox, NULL), ORIEL_OK);
    assert_int_equal(oriel_inbox_dispatch(inbox, 0), 1);
    oriel_future_unref(future);
}

/* The future never settles, or nobody dispatches: what waits is destroyed. */
static void test_abandoned(void **context)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"a", on_destroy), ORIEL_OK);
    oriel_future_unref(future);
    assert_story("~a ");
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"b", on_destroy), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"c", on_destroy), ORIEL_OK);
    assert_true(oriel_future_resolve(future, NULL));
    assert_int_equal(oriel_future_then_in(future, oriel_inbox_ref(inbox), on_settled, (char *)"d", on_destroy),
                     ORIEL_OK);
    oriel_inbox_unref(inbox);
    assert_story("");
    oriel_inbox_unref(inbox);
    assert_story("~b ~c ~d ");
    oriel_future_unref(future);
}

static oriel_err_t say_work(oriel_future_t *future, void *user)
{
    (void)future;
    tell("%s ", (const char *)user);
    return ORIEL_OK;
}

static void call_main(oriel_future_t *future, void *user)
{
    (void)future;
    assert_int_equal(oriel_call_on_main(user, say_work, (char *)"here", NULL, NULL), ORIEL_OK);
    tell("after ");
}

static void dispatch_own(void *user)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_int_equal(oriel_future_new(user, &future), ORIEL_OK);
    assert_true(oriel_future_resolve(future, NULL));
    assert_int_equal(oriel_future_then_in(future, inbox, call_main, user, NULL), ORIEL_OK);
    assert_int_equal(oriel_inbox_dispatch(inbox, 0), 1);
    oriel_future_unref(future);
    oriel_inbox_unref(inbox);
}

/* The thread dispatches the app, further out. */
static void test_call_on_main_within(void **context)
{
    assert_int_equal(oriel_app_post(*context, dispatch_own, *context, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_dispatch(*context, 0), 1);
    assert_story("here after ");
}

static void test_refusals(void **context)
{
    oriel_inbox_t *inbox = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_inbox_new(NULL), ORIEL_EINVAL);
    assert_null(oriel_inbox_ref(NULL));
    assert_null(oriel_inbox_unref(NULL));
    assert_int_equal(oriel_inbox_fd(NULL), -1);
    assert_int_equal(oriel_inbox_dispatch(NULL, 0), 0);
    oriel_inbox_close(NULL);
    assert_int_equal(oriel_future_new(*context, &future), ORIEL_OK);
    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    assert_int_equal(oriel_future_then_in(NULL, inbox, on_settled, (char *)"", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_then_in(future, NULL, on_settled, (char *)"", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_then_in(future, inbox, NULL, (char *)"", NULL), ORIEL_EINVAL);
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel_future_then_in(future, inbox, on_settled, (char *)"", NULL), ORIEL_ENOMEM);
    oriel__alloc_fail_at(1);
    oriel_inbox_t *none = NULL;

    assert_int_equal(oriel_inbox_new(&none), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(none);
    oriel_future_unref(future);
    oriel_inbox_unref(inbox);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_callbacks_go_where_they_are_wanted),
        TEST(test_within_a_handler),
        TEST(test_a_closed_one_drops),
        TEST(test_unref_in_a_callback),
        TEST(test_abandoned),
        TEST(test_call_on_main_within),
        TEST(test_refusals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
