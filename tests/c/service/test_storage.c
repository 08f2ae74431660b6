/* Storage: texts by key, in order, within limits. */
#include <pthread.h>

#include "fake.h"

static void test_get_set_delete(void **context)
{
    oriel_storage_t *storage = open_here(*context);

    assert_answer("null", oriel_storage_get, storage, "name");
    assert_answer("null", oriel_storage_set, storage, "name", "Ada", 3);
    assert_answer("\"Ada\"", oriel_storage_get, storage, "name");
    assert_answer("null", oriel_storage_set, storage, "name", "", 0);
    assert_answer("\"\"", oriel_storage_get, storage, "name");
    assert_answer("null", oriel_storage_delete, storage, "name");
    assert_answer("null", oriel_storage_delete, storage, "name");
    assert_answer("null", oriel_storage_get, storage, "name");
    assert_null(oriel_storage_unref(storage));
    assert_null(oriel_storage_unref(NULL));
}

static void test_texts_are_kept_as_they_are(void **context)
{
    oriel_storage_t *storage = open_here(*context);

    assert_answer("null", oriel_storage_set, storage, "a", "x\0y\n\"", 5);
    assert_answer("\"x\\u0000y\\n\\\"\"", oriel_storage_get, storage, "a");
    assert_answer("null", oriel_storage_set, storage, "schl\xC3\xBCssel \xE2\x82\xAC", "\xF0\x9F\x8E\x88", 4);
    assert_answer("\"\xF0\x9F\x8E\x88\"", oriel_storage_get, storage, "schl\xC3\xBCssel \xE2\x82\xAC");
    oriel_storage_unref(storage);
}

static void test_json(void **context)
{
    oriel_storage_t *storage = open_here(*context);
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_value_pack(&value, "{s:[ifs]}", "k", 1, 2.5, "x"), ORIEL_OK);
    assert_answer("null", oriel_storage_get_json, storage, "j");
    assert_answer("null", oriel_storage_set_json, storage, "j", value);
    assert_answer("{\"k\":[1,2.5,\"x\"]}", oriel_storage_get_json, storage, "j");
    assert_answer("\"{\\\"k\\\":[1,2.5,\\\"x\\\"]}\"", oriel_storage_get, storage, "j");
    assert_answer("null", oriel_storage_set, storage, "bad", "{", 1);
    oriel_future_t *future = NULL;
    const char *text = NULL;

    assert_int_equal(oriel_storage_get_json(storage, "bad", &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, &text), ORIEL_ESYNTAX);
    assert_non_null(strstr(text, "storage: \"bad\" is no JSON: "));
    oriel_future_unref(future);
    assert_fails(ORIEL_ETYPE, "storage: value of \"b\": bytes have no JSON form",
                 oriel_storage_set_json(storage, "b", oriel_value_bytes("x", 1), NULL));
    assert_int_equal(oriel_storage_set_json(storage, "b", oriel_value_real(0.0 / 0.0), NULL), ORIEL_ERANGE);
    oriel_storage_unref(storage);
}

static void test_many(void **context)
{
    static const char *const keys[] = { "b", "none", "a", "b" };
    const oriel_storage_change_t changes[] = { { "b", "2", 1 }, { "a", "1", 1 }, { "c", "3", 1 }, { "c", NULL, 0 } };
    oriel_storage_t *storage = open_here(*context);

    assert_answer("{}", oriel_storage_get_many, storage, keys, 4);
    assert_answer("null", oriel_storage_update, storage, changes, 4);
    assert_answer("{\"b\":\"2\",\"a\":\"1\"}", oriel_storage_get_many, storage, keys, 4);
    assert_answer("[\"a\",\"b\"]", oriel_storage_all_keys, storage);
    assert_answer("{}", oriel_storage_get_many, storage, NULL, 0);
    assert_answer("null", oriel_storage_update, storage, NULL, 0);
    assert_answer("null", oriel_storage_clear, storage);
    assert_answer("[]", oriel_storage_all_keys, storage);
    oriel_storage_unref(storage);
}

static void test_requests_run_in_order(void **context)
{
    oriel_storage_t *storage = open_here(*context);
    oriel_future_t *futures[300];
    char text[16];

    for (int i = 0; i < 100; i++) {
        int len = snprintf(text, sizeof(text), "%d", i);

        assert_int_equal(oriel_storage_set(storage, "n", text, (size_t)len, &futures[3 * i]), ORIEL_OK);
        assert_int_equal(oriel_storage_get(storage, "n", &futures[3 * i + 1]), ORIEL_OK);
        assert_int_equal(oriel_storage_delete(storage, "n", &futures[3 * i + 2]), ORIEL_OK);
    }
    for (int i = 0; i < 100; i++) {
        (void)snprintf(text, sizeof(text), "\"%d\"", i);
        assert_string_equal(answer(futures[3 * i]), "null");
        assert_string_equal(answer(futures[3 * i + 1]), text);
        assert_string_equal(answer(futures[3 * i + 2]), "null");
    }
    oriel_storage_unref(storage);
}

static void test_what_was_asked_is_done_at_the_end(void **context)
{
    oriel_storage_t *storage = open_here(*context);
    char key[16];

    for (int i = 0; i < 500; i++) {
        (void)snprintf(key, sizeof(key), "%03d", i);
        assert_int_equal(oriel_storage_set(storage, key, key, 3, NULL), ORIEL_OK);
    }
    oriel_storage_unref(storage);
    storage = open_here(*context);
    assert_answer("\"499\"", oriel_storage_get, storage, "499");
    assert_answer("\"000\"", oriel_storage_get, storage, "000");
    oriel_storage_unref(storage);
}

static void test_close(void **context)
{
    oriel_storage_t *storage = open_here(*context);
    oriel_future_t *future = NULL;
    char text[160];

    assert_int_equal(oriel_storage_set(storage, "k", "v", 1, &future), ORIEL_OK);
    assert_int_equal(oriel_storage_close(storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(future);
    (void)snprintf(text, sizeof(text), "storage %s: closed", oriel_storage_get_path(storage));
    assert_fails(ORIEL_ECLOSED, text, oriel_storage_set(storage, "k", "w", 1, NULL));
    assert_fails(ORIEL_ECLOSED, text, oriel_storage_get(storage, "k", &future));
    assert_int_equal(oriel_storage_close(storage, 0), ORIEL_OK);
    assert_int_equal(oriel_storage_close(NULL, 0), ORIEL_OK);
    oriel_storage_unref(storage);
    storage = open_here(*context); /* never used: no file, no thread */
    assert_int_equal(oriel_storage_close(storage, 0), ORIEL_OK);
    oriel_storage_unref(storage);
}

static void count_one(oriel_future_t *future, void *user)
{
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_RESOLVED);
    ++*(int *)user;
}

static void test_callbacks_are_dispatched(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_future_t *future = NULL;
    int heard = 0;

    assert_int_equal(oriel_storage_get(storage, "k", &future), ORIEL_OK);
    assert_int_equal(oriel_future_then(future, count_one, &heard, NULL), ORIEL_OK);
    oriel_future_unref(future);
    while (heard == 0)
        oriel_app_dispatch(place->app, LONG_MS);
    assert_int_equal(heard, 1);
    oriel_storage_unref(storage);
}

static void test_bad_arguments(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place), *none = NULL;
    oriel_future_t *future = NULL;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    const char *const keys[] = { NULL };
    const oriel_storage_change_t bad = { "k", "\xFF", 1 };
    char longest[ORIEL_STORAGE_KEY_MAX + 2];

    memset(longest, 'k', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    assert_fails(ORIEL_ETOOBIG, "storage: key 1025 bytes, limit 1024", oriel_storage_get(storage, longest, &future));
    longest[ORIEL_STORAGE_KEY_MAX] = '\0';
    assert_answer("null", oriel_storage_set, storage, longest, "v", 1);
    assert_answer("\"v\"", oriel_storage_get, storage, longest);
    assert_fails(ORIEL_EINVAL, "storage: key is NULL", oriel_storage_get(storage, NULL, &future));
    assert_fails(ORIEL_EINVAL, "storage: key is empty", oriel_storage_delete(storage, "", NULL));
    assert_fails(ORIEL_EINVAL, "storage: key is not UTF-8 at byte 1", oriel_storage_delete(storage, "a\xFF", NULL));
    assert_fails(ORIEL_EINVAL, "storage: key is NULL", oriel_storage_get_many(storage, keys, 1, &future));
    assert_fails(ORIEL_EINVAL, "storage: keys must not be NULL", oriel_storage_get_many(storage, NULL, 1, &future));
    assert_fails(ORIEL_EINVAL, "storage: changes must not be NULL", oriel_storage_update(storage, NULL, 1, NULL));
    assert_int_equal(oriel_storage_get_many(storage, keys, SIZE_MAX / 16, &future), ORIEL_ETOOBIG);
    assert_int_equal(oriel_storage_update(storage, &bad, 1, NULL), ORIEL_ESYNTAX);
    assert_non_null(strstr(oriel_last_error(), "storage: value of \"k\": "));
    assert_fails(ORIEL_EINVAL, "storage: storage and ret must not be NULL", oriel_storage_get(storage, "k", NULL));
    assert_fails(ORIEL_EINVAL, "storage: storage and ret must not be NULL", oriel_storage_get(NULL, "k", &future));
    assert_fails(ORIEL_EINVAL, "storage: storage and ret must not be NULL", oriel_storage_clear(NULL, &future));
    assert_int_equal(oriel_storage_open(NULL, NULL, &none), ORIEL_EINVAL);
    assert_int_equal(oriel_storage_open(place->app, NULL, NULL), ORIEL_EINVAL);
    opts.struct_size = 3;
    assert_int_equal(oriel_storage_open(place->app, &opts, &none), ORIEL_EINVAL);
    opts = (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT;
    opts.path = "";
    assert_fails(ORIEL_EINVAL, "storage: the path is empty", oriel_storage_open(place->app, &opts, &none));
    opts = (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT;
    opts.name = "a/b";
    assert_fails(ORIEL_EINVAL, "storage: \"a/b\" is no name for a folder",
                 oriel_storage_open(place->app, &opts, &none));
    opts.name = "..";
    assert_int_equal(oriel_storage_open(place->app, &opts, &none), ORIEL_EINVAL);
    opts = (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT;
    opts.busy_timeout_ms = -1;
    assert_fails(ORIEL_EINVAL, "storage: busy_timeout_ms is -1", oriel_storage_open(place->app, &opts, &none));
    opts = (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT;
    opts.synchronous = 7;
    assert_fails(ORIEL_EINVAL, "storage: synchronous is 7", oriel_storage_open(place->app, &opts, &none));
    opts = (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT;
    opts.value_size = 0;
    assert_int_equal(oriel_storage_open(place->app, &opts, &none), ORIEL_EINVAL);
    assert_null(none);
    assert_fails(ORIEL_EINVAL, "storage: value of \"k\": 5 bytes, which are NULL",
                 oriel_storage_set(storage, "k", NULL, 5, NULL));
    oriel_storage_unref(storage);
}

static void test_limits(void **context)
{
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char text[200] = { 0 }, big[64];

    opts.value_size = 50;
    opts.pending_size = 1;
    oriel_storage_t *storage = open_with(*context, opts);

    memset(big, 'x', sizeof(big));
    assert_fails(ORIEL_ETOOBIG, "storage: value of \"k\" 51 bytes, limit 50",
                 oriel_storage_set(storage, "k", big, 51, NULL));
    assert_answer("null", oriel_storage_set, storage, "k", big, 50); /* alone it passes */
    assert_fails(ORIEL_ETOOBIG, "storage: value of \"k\" 64 bytes, limit 50",
                 oriel_storage_set_json(storage, "k", oriel_value_string_n(big, 62), NULL));
    /* The thread may take them one by one, but not for ever. */
    oriel_err_t err = ORIEL_OK;

    for (int i = 0; i < 100000 && !err; i++)
        err = oriel_storage_set(storage, "k", big, 1, NULL);
    assert_int_equal(err, ORIEL_ETOOBIG);
    (void)snprintf(text, sizeof(text), "storage %s: ", oriel_storage_get_path(storage));
    assert_non_null(strstr(oriel_last_error(), text));
    assert_non_null(strstr(oriel_last_error(), " bytes wait already, limit 1"));
    oriel_storage_unref(storage);
}

static void test_an_older_program_gives_fewer_options(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    oriel_storage_t *storage = NULL;

    opts.struct_size = offsetof(oriel_storage_opts_t, name);
    opts.path = place->path;
    opts.name = "not/read";
    opts.value_size = 0;
    assert_int_equal(oriel_storage_open(place->app, &opts, &storage), ORIEL_OK);
    assert_string_equal(oriel_storage_get_path(storage), place->path);
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    oriel_storage_unref(storage);
}

static void test_canceled(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_future_t *future = NULL;

    for (int i = 0; i < 100; i++) { /* before, while or after it is done */
        assert_int_equal(oriel_storage_set(storage, "k", "v", 1, &future), ORIEL_OK);
        bool was_first = oriel_future_cancel(future);

        assert_int_equal(oriel_future_get_status(future), was_first ? ORIEL_FUTURE_CANCELED : ORIEL_FUTURE_RESOLVED);
        oriel_future_unref(future);
    }
    assert_answer("null", oriel_storage_clear, storage);
    assert_answer("[]", oriel_storage_all_keys, storage);
    oriel_storage_unref(storage);
}

static void *write_many(void *user)
{
    char key[32];

    for (int i = 0; i < 200; i++) {
        int len = snprintf(key, sizeof(key), "%p-%d", (void *)&key, i);
        oriel_future_t *future = NULL;

        assert_int_equal(oriel_storage_set(user, key, key, (size_t)len, i % 3 ? &future : NULL), ORIEL_OK);
        if (i % 3 == 1)
            oriel_future_cancel(future);
        oriel_future_unref(future);
    }
    return NULL;
}

static void test_many_threads(void **context)
{
    oriel_storage_t *storage = open_here(*context);
    pthread_t threads[8];

    for (int i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, storage), 0);
    for (int i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    assert_answer("null", oriel_storage_clear, storage);
    oriel_storage_unref(storage);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_get_set_delete),
        TEST(test_texts_are_kept_as_they_are),
        TEST(test_json),
        TEST(test_many),
        TEST(test_requests_run_in_order),
        TEST(test_what_was_asked_is_done_at_the_end),
        TEST(test_close),
        TEST(test_callbacks_are_dispatched),
        TEST(test_bad_arguments),
        TEST(test_limits),
        TEST(test_an_older_program_gives_fewer_options),
        TEST(test_canceled),
        TEST(test_many_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
