/* Every allocation of every operation fails once: nothing may change. */
#include "fake.h"

static oriel_value_t *shared; /* made while memory is fine */

static oriel_err_t do_set(oriel_state_t *state)
{
    return oriel_state_set(state, "a", "x", oriel_value_ref(shared));
}

static oriel_err_t do_set_new(oriel_state_t *state)
{
    return oriel_state_set(state, "new", "key", oriel_value_ref(shared));
}

static oriel_err_t do_set_made(oriel_state_t *state)
{
    return oriel_state_set(state, "a", "x", oriel_value_string("made here"));
}

static oriel_err_t do_page_set(oriel_state_t *state)
{
    return oriel__state_set_from_page(state, "page", 4, "k", 1, shared, "p");
}

static oriel_err_t do_remove(oriel_state_t *state)
{
    return oriel_state_remove(state, "a", "x");
}

static oriel_err_t do_update(oriel_state_t *state)
{
    oriel_state_change_t changes[40];
    char keys[40][8];

    for (int i = 0; i < 40; i++) {
        (void)snprintf(keys[i], sizeof(keys[i]), "k%d", i / 2);
        changes[i] = (oriel_state_change_t){ .ns = i % 2 ? "odd" : "a", .key = keys[i], .value = shared };
    }
    changes[39].value = NULL;
    changes[20].ns = "third";
    changes[20].key = "x";
    return oriel_state_update(state, changes, 40);
}

static oriel_err_t do_subscribe(oriel_state_t *state)
{
    static const char *const namespaces[] = { "a", "b" };
    static struct listener ignored = { .name = "" };

    return oriel_state_subscribe(state, namespaces, 2, on_event, &ignored, NULL, NULL);
}

static oriel_err_t do_snapshot(oriel_state_t *state)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_state_snapshot(state, NULL, &value);

    assert_true((err == ORIEL_OK) == (value != NULL));
    oriel_value_unref(value);
    return err;
}

static oriel_err_t do_watch(oriel_state_t *state)
{
    struct spy spy = { .name = "s", .watcher = { .push = spy_push, .wake = spy_wake } };
    struct oriel_buf buf;
    oriel_err_t err;

    oriel__buf_init(&buf, 4096);
    err = oriel__state_watch(state, &spy.watcher, &buf);
    assert_true((err == ORIEL_OK) == (buf.len > 0));
    oriel__state_unwatch(state, &spy.watcher);
    oriel__buf_fini(&buf);
    return err;
}

/* Makes the n-th allocation of `act` fail, n = 1, 2, ... until it passes; each
 * failure must leave the state as it was, and tell nobody. */
static void torture(oriel_err_t (*act)(oriel_state_t *state))
{
    static const char before[] = "{\"a\":{\"x\":1},\"b\":{\"long enough to grow a buffer\":2}}";
    bool has_failed = true;

    for (long n = 1; has_failed; n++) {
        struct fake_hook fake;
        struct listener a = { .name = "A" };
        struct spy spy = { .name = "w" };
        oriel_state_t *state = fake_state(&fake, true);
        oriel_err_t err;

        assert_true(n < 1000);
        set_int(state, "a", "x", 1);
        set_int(state, "b", "long enough to grow a buffer", 2);
        listen(&a, state, NULL, 0);
        spy_watch(&spy, state, NULL);
        oriel__alloc_fail_at(n);
        err = act(state);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        if (has_failed) {
            assert_story("");
            assert_snapshot(state, NULL, before);
            assert_int_equal(oriel_state_get_revision(state), 2);
            assert_int_equal(act(state), ORIEL_OK); /* and it works again */
        }
        oriel__state_unwatch(state, &spy.watcher);
        oriel_state_unref(state);
        story[0] = '\0';
    }
}

static void test_no_memory(void **context)
{
    oriel_err_t (*const acts[])(oriel_state_t *) = { do_set,    do_set_new,   do_set_made, do_page_set, do_remove,
                                                     do_update, do_subscribe, do_snapshot, do_watch };
    struct fake_hook fake = { .is_turn = true };
    oriel_state_t *state = NULL;

    (void)context;
    shared = oriel_value_string("shared");
    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
        torture(acts[i]);
    shared = oriel_value_unref(shared);
    fake.hook.is_turn = fake_is_turn;
    fake.hook.request = fake_request; /* no release: it may be NULL */
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__state_make(&fake.hook, &state), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(state);
    assert_int_equal(oriel__state_make(&fake.hook, &state), ORIEL_OK);
    oriel_state_unref(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_no_memory, clear_story),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
