/* Several futures as one: all, any, race. */
#include <oriel/app.h>

#include "play_runtime.h"

static oriel_app_t *app;
static oriel_future_t *members[3];

static int set_up_app(void **context)
{
    (void)context;
    story[0] = '\0';
    if (oriel_app_new(NULL, &app) != ORIEL_OK)
        return -1;
    for (size_t i = 0; i < 3; i++)
        if (oriel_future_new(app, &members[i]) != ORIEL_OK)
            return -1;
    return 0;
}

static int tear_down_app(void **context)
{
    (void)context;
    for (size_t i = 0; i < 3; i++)
        oriel_future_unref(members[i]);
    oriel_app_unref(app);
    return 0;
}

typedef oriel_err_t (*maker)(oriel_app_t *app, oriel_future_t *const *futures, size_t count, oriel_future_t **ret);

static oriel_future_t *make(maker group, size_t count)
{
    oriel_future_t *future = NULL;

    assert_int_equal(group(app, members, count, &future), ORIEL_OK);
    return future;
}

static void assert_pending(oriel_future_t *future)
{
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_PENDING);
}

/* Also lets go of it. */
static void assert_resolved(oriel_future_t *future, const char *text)
{
    oriel_value_t *value = oriel_future_dup_value(future);

    assert_non_null(value);
    assert_string_equal(oriel_value_get_text(value, NULL), text);
    oriel_value_unref(value);
    oriel_future_unref(future);
}

static void assert_rejected(oriel_future_t *future, oriel_err_t err, const char *name, const char *text)
{
    const char *its_name = NULL, *its_text = NULL;

    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_REJECTED);
    assert_int_equal(oriel_future_get_error(future, &its_name, &its_text), err);
    assert_string_equal(its_name, name);
    assert_string_equal(its_text, text);
    oriel_future_unref(future);
}

static void assert_canceled(oriel_future_t *future)
{
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(future);
}

static void test_all(void **context)
{
    oriel_future_t *all = make(oriel_future_all, 3);

    (void)context;
    oriel_future_resolve(members[2], oriel_value_string("c"));
    oriel_future_resolve(members[0], oriel_value_int(1));
    assert_pending(all);
    oriel_future_resolve(members[1], oriel_value_bytes("\0\1", 2));
    assert_resolved(all, "[1,null,\"c\"]");
    assert_resolved(make(oriel_future_all, 3), "[1,null,\"c\"]"); /* of settled ones */
    assert_resolved(make(oriel_future_all, 0), "[]");
}

static void test_all_ends_with_the_first_failure(void **context)
{
    oriel_future_t *all = make(oriel_future_all, 3), *another;

    (void)context;
    oriel_future_resolve(members[0], NULL);
    oriel_future_reject(members[2], ORIEL_EIO, "DiskError", "it is full");
    another = make(oriel_future_all, 3);
    assert_rejected(all, ORIEL_EIO, "DiskError", "it is full");
    assert_pending(members[1]); /* it goes on */
    assert_rejected(another, ORIEL_EIO, "DiskError", "it is full");
    another = make(oriel_future_all, 2);
    oriel_future_cancel(members[1]);
    assert_canceled(another);
}

static void test_any(void **context)
{
    oriel_future_t *any = make(oriel_future_any, 3), *none = make(oriel_future_any, 2);

    (void)context;
    oriel_future_reject(members[0], ORIEL_EIO, "First", "one");
    oriel_future_cancel(members[1]);
    assert_pending(any);
    assert_canceled(none); /* as the last one */
    oriel_future_resolve(members[2], oriel_value_int(3));
    assert_resolved(any, "3");
    assert_resolved(make(oriel_future_any, 3), "3");
    assert_rejected(make(oriel_future_any, 1), ORIEL_EIO, "First", "one");
    assert_rejected(make(oriel_future_any, 0), ORIEL_ENOENT, "ENOENT", "any of no futures");
}

static void test_race(void **context)
{
    oriel_future_t *race = make(oriel_future_race, 3), *one = make(oriel_future_race, 1), *none = NULL;

    (void)context;
    oriel_future_reject(members[1], ORIEL_EIO, NULL, NULL);
    assert_rejected(race, ORIEL_EIO, "EIO", "input or output failed");
    assert_pending(one);
    oriel_future_resolve(members[0], oriel_value_int(1));
    assert_resolved(one, "1");
    assert_resolved(make(oriel_future_race, 2), "1"); /* the first in order */
    assert_int_equal(oriel_future_race(app, members, 0, &none), ORIEL_EINVAL);
    assert_null(none);
}

static void test_cancel_reaches_all(void **context)
{
    oriel_future_t *all = make(oriel_future_all, 3), *race = make(oriel_future_race, 2);

    (void)context;
    assert_true(oriel_future_cancel(race));
    assert_int_equal(oriel_future_get_status(members[0]), ORIEL_FUTURE_CANCELED);
    assert_int_equal(oriel_future_get_status(members[1]), ORIEL_FUTURE_CANCELED);
    assert_pending(members[2]);
    oriel_future_unref(race);
    assert_canceled(all);
}

/* The same one twice, and groups of groups. */
static void test_nested(void **context)
{
    oriel_future_t *twice = NULL, *outer = NULL, *inner = make(oriel_future_race, 3);
    oriel_future_t *same[] = { members[0], members[0] };

    (void)context;
    assert_int_equal(oriel_future_all(app, same, 2, &twice), ORIEL_OK);
    oriel_future_t *both[] = { twice, inner };

    assert_int_equal(oriel_future_all(app, both, 2, &outer), ORIEL_OK);
    oriel_future_unref(twice);
    oriel_future_unref(inner);
    oriel_future_resolve(members[0], oriel_value_int(5));
    assert_resolved(outer, "[[5,5],5]");
}

/* Nobody is interested in the result any more. */
static void test_result_that_goes(void **context)
{
    (void)context;
    oriel_future_unref(make(oriel_future_all, 3));
    oriel_future_unref(make(oriel_future_any, 2));
    oriel_future_resolve(members[0], NULL);
    oriel_future_resolve(members[1], NULL);
    oriel_future_resolve(members[2], NULL);
}

static void test_bad_arguments(void **context)
{
    oriel_future_t *some[] = { members[0], NULL }, *ret = NULL;

    (void)context;
    assert_int_equal(oriel_future_all(NULL, members, 1, &ret), ORIEL_EINVAL);
    assert_int_equal(oriel_future_all(app, NULL, 1, &ret), ORIEL_EINVAL);
    assert_int_equal(oriel_future_all(app, members, 1, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_future_any(app, some, 2, &ret), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "futures: number 1 of 2 is NULL");
    assert_int_equal(oriel_future_all(app, members, SIZE_MAX / 8, &ret), ORIEL_ETOOBIG);
    assert_null(ret);
}

static oriel_err_t try_all(void)
{
    oriel_future_t *all = NULL;
    oriel_err_t err = oriel_future_all(app, members, 3, &all);

    assert_int_equal(all != NULL, err == ORIEL_OK);
    if (!err)
        err = oriel_future_get_error(all, NULL, NULL);
    oriel_future_unref(all);
    return err;
}

static void test_no_memory(void **context)
{
    (void)context;
    for (size_t i = 0; i < 3; i++)
        oriel_future_resolve(members[i], oriel_value_int((int64_t)i));
    torture(try_all, 4);
}

#undef TEST
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up_app, tear_down_app)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_all),
        TEST(test_all_ends_with_the_first_failure),
        TEST(test_any),
        TEST(test_race),
        TEST(test_cancel_reaches_all),
        TEST(test_nested),
        TEST(test_result_that_goes),
        TEST(test_bad_arguments),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
