/* Every allocation of every operation fails once: what was stored stays. */
#include "base/alloc.h"
#include "fake.h"
#include "service/storage.h"

static oriel_storage_t *storage;
static oriel_state_t *state;
static struct place *here;
static oriel_value_t *shared;

static void ignore(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)topic;
    (void)text;
    (void)user;
}

/* --- On the program's thread ------------------------------------------------------ */

static oriel_err_t settle(oriel_err_t err, oriel_future_t *future)
{
    assert_int_equal(err == ORIEL_OK, future != NULL);
    if (future) /* the storage's thread has memory */
        assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    oriel_future_unref(future);
    return err;
}

static oriel_err_t do_open(void)
{
    oriel_storage_t *one = NULL;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    oriel_err_t err;

    opts.path = here->path;
    err = oriel_storage_open(here->app, &opts, &one);
    assert_int_equal(err == ORIEL_OK, one != NULL);
    oriel_storage_unref(one);
    return err;
}

static oriel_err_t do_open_default(void)
{
    oriel_storage_t *one = NULL;
    oriel_err_t err = oriel_storage_open(here->app, NULL, &one);

    oriel_storage_unref(one);
    return err;
}

static oriel_err_t do_get(void)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_get(storage, "k", &future);

    return settle(err, future);
}

static oriel_err_t do_get_many(void)
{
    const char *const keys[] = { "k", "l", "m", "n", "o", "p", "q", "r", "s" };
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_get_many(storage, keys, 9, &future);

    return settle(err, future);
}

static oriel_err_t do_set(void)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_set(storage, "k", "v", 1, &future);

    return settle(err, future);
}

static oriel_err_t do_set_json(void)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_set_json(storage, "k", oriel_value_ref(shared), &future);

    return settle(err, future);
}

static oriel_err_t do_set_without_future(void)
{
    return oriel_storage_set(storage, "k", "v", 1, NULL);
}

static oriel_err_t do_persist(void)
{
    oriel_err_t err = oriel_state_persist(state, "s", storage, LONG_MS);

    if (!err)
        assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
    return err;
}

static void test_of_the_program(void **context)
{
    oriel_err_t (*const acts[])(void) = { do_open, do_open_default, do_get,     do_get_many,
                                          do_set,  do_set_json,     do_persist, do_set_without_future };

    here = *context;
    setenv("PN_STORAGE_DIR", here->folder, 1);
    storage = open_here(here);
    shared = oriel_value_string("shared");
    assert_int_equal(oriel_state_new(here->app, &state), ORIEL_OK);
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_state_set(state, "s", "a \"b\"", oriel_value_int(1)), ORIEL_OK);
    assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        bool has_failed = true;

        for (long n = 1; has_failed; n++) {
            oriel__alloc_fail_at(n);
            oriel_err_t err = acts[i]();

            has_failed = oriel__alloc_has_failed();
            oriel__alloc_fail_at(0);
            /* What was loaded and cannot be noted is only written once more. */
            if (err || acts[i] != do_persist)
                assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
            assert_true(n < 200);
        }
    }
    oriel_value_unref(shared);
    oriel_state_unref(state);
    oriel_storage_unref(storage);
}

/* A change that cannot be noted or sent is written with the next one. */
static void test_of_changes(void **context)
{
    here = *context;
    storage = open_here(here);
    assert_int_equal(oriel_state_new(here->app, &state), ORIEL_OK);
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    oriel_set_log(ignore, NULL);
    for (long n = 1; n < 25; n++) {
        char key[16];

        (void)snprintf(key, sizeof(key), "k%ld", n);
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_state_set(state, "s", key, oriel_value_int(n));

        oriel__alloc_fail_at(0);
        if (err)
            assert_int_equal(oriel_state_set(state, "s", key, oriel_value_int(n)), ORIEL_OK);
        assert_int_equal(oriel_state_set(state, "s", "other", oriel_value_int(n)), ORIEL_OK);
        assert_answer("null", oriel_storage_get, storage, "barrier");
    }
    oriel_value_t *before = NULL, *after = NULL;

    assert_int_equal(oriel_state_snapshot(state, "s", &before), ORIEL_OK);
    oriel_storage_unref(storage);
    oriel_state_unref(state);
    storage = open_here(here);
    assert_int_equal(oriel_state_new(here->app, &state), ORIEL_OK);
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_state_snapshot(state, "s", &after), ORIEL_OK);
    assert_int_equal(oriel_value_get_count(after), oriel_value_get_count(before));
    oriel_value_unref(before);
    oriel_value_unref(after);
    oriel_storage_unref(storage);
    oriel_state_unref(state);
}

/* --- On the storage's thread: a batch ------------------------------------------------ */

static struct oriel__request *request(struct oriel_list *batch, enum oriel__request_kind kind, const char *key,
                                      const char *text)
{
    const struct oriel__item items[] = { { key, text, strlen(key), text ? strlen(text) : 0 }, { "other", "o", 5, 1 } };
    struct oriel__request *one = NULL;
    size_t count = kind == ORIEL__REQUEST_KEYS || kind == ORIEL__REQUEST_LOAD ? 0
                   : kind == ORIEL__REQUEST_UPDATE                            ? 2
                                                                              : 1;

    assert_int_equal(oriel__request_new(kind, ORIEL__SPACE_ITEMS, items, count, &one), ORIEL_OK);
    one->refs++; /* ours */
    oriel__list_add(batch, &one->link);
    return one;
}

static void test_of_a_batch(void **context)
{
    struct place *place = *context;
    static const enum oriel__request_kind kinds[] = { ORIEL__REQUEST_UPDATE,   ORIEL__REQUEST_GET,
                                                      ORIEL__REQUEST_GET_JSON, ORIEL__REQUEST_GET_MANY,
                                                      ORIEL__REQUEST_KEYS,     ORIEL__REQUEST_LOAD };
    struct oriel__database db;
    bool has_failed = true;

    oriel_set_log(ignore, NULL);
    assert_int_equal(oriel__database_init(&db, place->path, false, 1000), ORIEL_OK);
    for (long n = 1; has_failed; n++) {
        struct oriel__request *requests[6];
        struct oriel_list batch;
        int failures = 0;

        oriel__list_init(&batch);
        for (int i = 0; i < 6; i++)
            requests[i] = request(&batch, kinds[i], "key", "[1]");
        if (n % 2)
            oriel__database_close(&db); /* opening again, too */
        oriel__alloc_fail_at(n);
        oriel__batch_run(&db, &batch);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_true(oriel__list_is_empty(&batch));
        for (int i = 0; i < 6; i++) {
            assert_true(requests[i]->err == ORIEL_OK || requests[i]->err == ORIEL_ENOMEM);
            failures += requests[i]->err != ORIEL_OK;
            oriel__request_unref(requests[i]);
        }
        assert_true(has_failed || failures == 0);
        assert_true(n < 500);
    }
    oriel__database_fini(&db);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_of_the_program),
        TEST(test_of_changes),
        TEST(test_of_a_batch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
