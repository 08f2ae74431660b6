/* The state on one thread: names, values, the store, atomic updates, limits. */
#include <math.h>

#include "fake.h"

static void test_set_and_dup(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *value;

    (void)context;
    assert_int_equal(oriel_state_get_revision(state), 0);
    assert_null(oriel_state_dup(state, "a", "k"));
    set_int(state, "a", "k", 1);
    set_int(state, "a", "k", 1); /* equal values count */
    set_int(state, "b", "k", 2);
    assert_int_equal(oriel_state_get_revision(state), 3);
    value = oriel_state_dup(state, "b", "k");
    assert_string_equal(oriel_value_get_text(value, NULL), "2");
    set_int(state, "b", "k", 3);
    assert_string_equal(oriel_value_get_text(value, NULL), "2");
    oriel_value_unref(value);
    assert_null(oriel_state_dup(state, "a", "missing"));
    assert_null(oriel_state_dup(state, NULL, "k"));
    assert_null(oriel_state_dup(state, "a", NULL));
    assert_null(oriel_state_dup(state, "", ""));
    assert_null(oriel_state_dup(NULL, "a", "k"));
    assert_ptr_equal(oriel_state_ref(state), state);
    assert_null(oriel_state_unref(state));
    assert_int_equal(fake.releases, 0);
    assert_null(oriel_state_unref(state));
    assert_int_equal(fake.releases, 1);
    assert_null(oriel_state_unref(NULL));
    assert_null(oriel_state_ref(NULL));
}

static void test_snapshot(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *value = NULL;

    (void)context;
    assert_snapshot(state, NULL, "{}");
    assert_snapshot(state, "none", "{}");
    set_int(state, "a", "k\"1", 1);
    assert_int_equal(oriel_state_set(state, "b\xC3\xA9", "x", oriel_value_string("hi")), ORIEL_OK);
    set_int(state, "a", "k2", 2);
    assert_snapshot(state, NULL, "{\"a\":{\"k\\\"1\":1,\"k2\":2},\"b\xC3\xA9\":{\"x\":\"hi\"}}");
    assert_snapshot(state, "a", "{\"k\\\"1\":1,\"k2\":2}");
    assert_snapshot(state, "", "{}");
    assert_int_equal(oriel_state_snapshot(NULL, NULL, &value), ORIEL_EINVAL);
    assert_int_equal(oriel_state_snapshot(state, NULL, NULL), ORIEL_EINVAL);
    oriel_state_unref(state);
}

/* An array in an array, `depth` times. */
static oriel_value_t *nested(size_t depth)
{
    char text[2 * ORIEL_VALUE_DEPTH_MAX];
    oriel_value_t *value = NULL;

    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    assert_int_equal(oriel_value_from_json(text, 2 * depth, &value), ORIEL_OK);
    return value;
}

static void test_snapshot_depth(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *value = NULL;

    (void)context;
    assert_int_equal(oriel_state_set(state, "n", "k", nested(ORIEL_VALUE_DEPTH_MAX - 2)), ORIEL_OK);
    assert_int_equal(oriel_state_snapshot(state, NULL, &value), ORIEL_OK);
    value = oriel_value_unref(value);
    assert_error(oriel_state_set(state, "n", "k", nested(ORIEL_VALUE_DEPTH_MAX - 1)), ORIEL_ETOOBIG,
                 "n.k: 127 levels, limit 126");
    value = nested(ORIEL_VALUE_DEPTH_MAX);
    assert_int_equal(oriel__state_set_from_page(state, "n", 1, "p", 1, value, "p"), ORIEL_ETOOBIG);
    oriel_value_unref(value);
    value = NULL;
    assert_int_equal(oriel_state_snapshot(state, NULL, &value), ORIEL_OK);
    oriel_value_unref(value);
    oriel_state_unref(state);
}

static void test_remove(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A" };
    struct spy spy = { .name = "w" };
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    set_int(state, "a", "k", 1);
    set_int(state, "a", "j", 2);
    spy_watch(&spy, state, NULL);
    listen(&a, state, NULL, 0);
    assert_int_equal(oriel_state_remove(state, "a", "none"), ORIEL_OK);
    assert_int_equal(oriel_state_remove(state, "none", "k"), ORIEL_OK);
    assert_int_equal(oriel_state_get_revision(state), 2);
    assert_story(""); /* nothing changed: nobody hears */
    assert_int_equal(oriel_state_remove(state, "a", "k"), ORIEL_OK);
    assert_story("w3:a.k=- w* "); /* no handler */
    assert_null(oriel_state_dup(state, "a", "k"));
    assert_snapshot(state, NULL, "{\"a\":{\"j\":2}}");
    assert_int_equal(oriel__state_set_from_page(state, "a", 1, "j", 1, NULL, "page"), ORIEL_OK);
    assert_story("w4:a.j=-!page w* ");
    assert_snapshot(state, NULL, "{}"); /* an empty namespace is gone */
    assert_int_equal(oriel_state_remove(state, "", "k"), ORIEL_EINVAL);
    assert_int_equal(oriel_state_remove(NULL, "a", "k"), ORIEL_EINVAL);
    oriel__state_unwatch(state, &spy.watcher);
    oriel_state_unref(state);
}

static void test_names(void **context)
{
    static const char *const bad[] = { "\x80",         "a\xC3",        "\xC0\x80",         "\xC1\xBF",
                                       "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                                       "\xF5\x80",     "\xE2\x82",     "\xE2\x28\xA1",     "\xF0\x9F\x98" };
    static const char *const good[] = {
        "a", ".", "\x01", "\xC3\xA9", "\xE2\x82\xAC", "\xED\x9F\xBF", "\xF0\x9F\x98\x80"
    };
    char name[ORIEL_STATE_NAME_MAX + 2];
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        set_int(state, good[i], good[i], 1);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        assert_int_equal(oriel_state_set(state, bad[i], "k", oriel_value_int(1)), ORIEL_EINVAL);
        assert_int_equal(oriel_state_set(state, "n", bad[i], oriel_value_int(1)), ORIEL_EINVAL);
        assert_int_equal(oriel_state_remove(state, "n", bad[i]), ORIEL_EINVAL);
    }
    assert_error(oriel_state_set(state, "n", "a\xFF", oriel_value_int(1)), ORIEL_EINVAL, "key is not UTF-8 at byte 1");
    assert_error(oriel_state_set(state, NULL, "k", oriel_value_int(1)), ORIEL_EINVAL, "namespace is NULL");
    assert_error(oriel_state_set(state, "", "k", oriel_value_int(1)), ORIEL_EINVAL, "namespace is empty");
    assert_error(oriel_state_set(state, "n", NULL, oriel_value_int(1)), ORIEL_EINVAL, "key is NULL");
    assert_error(oriel_state_set(state, "n", "", oriel_value_int(1)), ORIEL_EINVAL, "key is empty");
    assert_error(oriel_state_set(NULL, "n", "k", oriel_value_int(1)), ORIEL_EINVAL, "state is NULL");
    memset(name, 'x', sizeof(name));
    name[ORIEL_STATE_NAME_MAX + 1] = '\0';
    assert_error(oriel_state_set(state, name, "k", oriel_value_int(1)), ORIEL_ETOOBIG,
                 "namespace 1025 bytes, limit 1024");
    assert_error(oriel_state_set(state, "n", name, oriel_value_int(1)), ORIEL_ETOOBIG, "key 1025 bytes, limit 1024");
    name[ORIEL_STATE_NAME_MAX] = '\0';
    set_int(state, name, name, 1);
    assert_int_equal(oriel_state_get_revision(state), sizeof(good) / sizeof(*good) + 1);
    oriel_state_unref(state);
}

static void test_page_names(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *one = oriel_value_int(1);

    (void)context;
    assert_error(oriel__state_set_from_page(state, "", 0, "k", 1, one, "p"), ORIEL_EINVAL, "namespace is empty");
    assert_error(oriel__state_set_from_page(state, "n", 1, "", 0, one, "p"), ORIEL_EINVAL, "key is empty");
    assert_error(oriel__state_set_from_page(state, "n\0m", 3, "k", 1, one, "p"), ORIEL_EINVAL,
                 "namespace holds a NUL at byte 1");
    assert_error(oriel__state_set_from_page(state, "n", 1, "\0", 1, NULL, "p"), ORIEL_EINVAL,
                 "key holds a NUL at byte 0");
    assert_int_equal(oriel__state_set_from_page(state, "nx\xFF", 2, "kx\xFF", 2, one, "p"), ORIEL_OK);
    assert_snapshot(state, NULL, "{\"nx\":{\"kx\":1}}");
    oriel_value_unref(one);
    oriel_state_unref(state);
}

static void test_values(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *bytes = oriel_value_bytes("abc", 3), *none = oriel_value_real(NAN);
    const oriel_state_change_t change = { .ns = "n", .key = "image", .value = bytes };
    oriel_err_t why = oriel__last_err();

    (void)context;
    assert_null(none);
    assert_int_not_equal(why, ORIEL_OK);
    assert_int_equal(oriel_state_set(state, "n", "k", none), why);
    assert_error(oriel_state_update(state, &change, 1), ORIEL_ETYPE, "n.image: state holds JSON values, not bytes");
    assert_int_equal(oriel__state_set_from_page(state, "n", 1, "k", 1, bytes, "p"), ORIEL_ETYPE);
    set_int(state, "n", "image", 1);
    assert_error(oriel_state_set(state, "n", "image", bytes), ORIEL_ETYPE,
                 "n.image: state holds JSON values, not bytes");
    assert_snapshot(state, NULL, "{\"n\":{\"image\":1}}"); /* the old value stays */
    oriel_state_unref(state);
}

static void test_update(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A" };
    struct spy spy = { .name = "w" };
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *one = oriel_value_int(1), *two = oriel_value_int(2);
    const oriel_state_change_t good[] = { { "a", "x", one }, { "a", "x", NULL }, { "a", "none", NULL },
                                          { "a", "x", two }, { "b", "y", NULL }, { "c", "z", one },
                                          { "c", "z", NULL } };
    const oriel_state_change_t bad[] = { { "a", "x", one }, { "d", "new", one }, { "", "k", one } };

    (void)context;
    set_int(state, "b", "y", 0);
    spy_watch(&spy, state, NULL);
    listen(&a, state, NULL, 0);
    assert_int_equal(oriel_state_update(state, good, 7), ORIEL_OK);
    assert_story("w2:a.x=1 w3:a.x=- w4:a.x=2 w5:b.y=- w6:c.z=1 w7:c.z=- w* A2:a.x=1 A4:a.x=2 A6:c.z=1 ");
    assert_snapshot(state, NULL, "{\"a\":{\"x\":2}}");
    assert_error(oriel_state_update(state, bad, 3), ORIEL_EINVAL, "namespace is empty");
    assert_int_equal(oriel_state_update(state, bad, 0), ORIEL_OK);
    assert_int_equal(oriel_state_update(state, NULL, 0), ORIEL_OK);
    assert_int_equal(oriel_state_update(state, NULL, 1), ORIEL_EINVAL);
    assert_int_equal(oriel_state_update(NULL, good, 1), ORIEL_EINVAL);
    assert_int_equal(oriel_state_update(state, good, SIZE_MAX), ORIEL_ETOOBIG);
    assert_int_equal(oriel_state_get_revision(state), 7);
    assert_snapshot(state, NULL, "{\"a\":{\"x\":2}}");
    assert_story("");
    oriel__state_unwatch(state, &spy.watcher);
    oriel_value_unref(one);
    oriel_value_unref(two);
    oriel_state_unref(state);
}

static void test_store_limit(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    oriel_value_t *one = oriel_value_int(1), *ten = oriel_value_int(1111111111);
    const oriel_state_change_t swap[] = { { "n", "c", ten }, { "n", "a", NULL } };
    const oriel_state_change_t over[] = { { "m", "c", ten }, { "n", "a", one } };

    (void)context;
    oriel__state_set_limit(state, 2 * (256 + 2 + 10)); /* two keys with ten bytes each */
    assert_int_equal(oriel_state_set(state, "n", "a", oriel_value_ref(ten)), ORIEL_OK);
    assert_int_equal(oriel_state_set(state, "n", "b", oriel_value_ref(ten)), ORIEL_OK);
    assert_error(oriel_state_set(state, "n", "b", oriel_value_string("123456789")), ORIEL_ETOOBIG,
                 "state 537 bytes, limit 536");
    assert_error(oriel_state_set(state, "n", "c", oriel_value_ref(one)), ORIEL_ETOOBIG, "state 795 bytes, limit 536");
    assert_int_equal(oriel__state_set_from_page(state, "n", 1, "c", 1, one, "p"), ORIEL_ETOOBIG);
    assert_int_equal(oriel_state_update(state, over, 2), ORIEL_ETOOBIG);
    assert_snapshot(state, NULL, "{\"n\":{\"a\":1111111111,\"b\":1111111111}}");
    assert_int_equal(oriel_state_update(state, swap, 2), ORIEL_OK); /* the sum counts, not the way there */
    assert_snapshot(state, NULL, "{\"n\":{\"b\":1111111111,\"c\":1111111111}}");
    set_int(state, "n", "b", 1);
    assert_int_equal(oriel_state_remove(state, "n", "b"), ORIEL_OK);
    assert_int_equal(oriel_state_set(state, "n", "d", oriel_value_ref(ten)), ORIEL_OK);
    assert_int_equal(oriel_state_get_revision(state), 7);
    oriel_value_unref(one);
    oriel_value_unref(ten);
    oriel_state_unref(state);
}

/* Names count as they are written to pages. */
static void test_store_limit_of_names(void **context)
{
    static const char name[] = "\001\n\"\\/"; /* 6 bytes, 6 at the most, 2, 2, 1 */
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    oriel__state_set_limit(state, 2 * 17 + 1 + 256 - 1);
    assert_error(oriel_state_set(state, name, name, oriel_value_int(1)), ORIEL_ETOOBIG, "state 291 bytes, limit 290");
    oriel__state_set_limit(state, 2 * 17 + 1 + 256);
    assert_int_equal(oriel_state_set(state, name, name, oriel_value_int(1)), ORIEL_OK);
    oriel_state_unref(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_set_and_dup, clear_story),
        cmocka_unit_test_setup(test_snapshot, clear_story),
        cmocka_unit_test_setup(test_snapshot_depth, clear_story),
        cmocka_unit_test_setup(test_remove, clear_story),
        cmocka_unit_test_setup(test_names, clear_story),
        cmocka_unit_test_setup(test_page_names, clear_story),
        cmocka_unit_test_setup(test_values, clear_story),
        cmocka_unit_test_setup(test_update, clear_story),
        cmocka_unit_test_setup(test_store_limit, clear_story),
        cmocka_unit_test_setup(test_store_limit_of_names, clear_story),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
