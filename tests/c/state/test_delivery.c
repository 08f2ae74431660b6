/* Handlers: who hears what, when, and in which order. */
#include "fake.h"

static void test_namespaces(void **context)
{
    static const char *const some[] = { "b", "a", "a" }, *const wrong[] = { "a", "" }, *const null[] = { NULL };
    struct fake_hook fake;
    struct listener all = { .name = "*" }, ab = { .name = "ab" }, none = { .name = "none" };
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    set_int(state, "a", "early", 0);
    listen(&all, state, NULL, 0);
    listen(&ab, state, some, 3);
    listen(&none, state, some, 0);
    set_int(state, "a", "k", 1);
    set_int(state, "aa", "k", 2);
    set_int(state, "b", "k", 3);
    assert_story("*2:a.k=1 ab2:a.k=1 *3:aa.k=2 *4:b.k=3 ab4:b.k=3 ");
    assert_int_equal(oriel_state_subscribe(state, wrong, 2, on_event, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_state_subscribe(state, null, 1, on_event, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, NULL, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_state_subscribe(NULL, NULL, 0, on_event, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_state_subscribe(state, wrong, 1, on_event, &none, NULL, NULL), ORIEL_OK);
    oriel_state_unsubscribe(state, NULL);
    oriel_state_unsubscribe(NULL, all.subscription);
    oriel_state_unref(state);
    assert_story("~* ~ab ~none ");
}

static void test_nested_sets(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A", .sets_left = 2 }, b = { .name = "B" };
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    listen(&a, state, NULL, 0);
    listen(&b, state, NULL, 0);
    set_int(state, "n", "k", 9);
    assert_story("A1:n.k=9 (A returns) B1:n.k=9 A2:n.echo=1 (A returns) B2:n.echo=1 A3:n.echo=0 B3:n.echo=0 ");
    assert_int_equal(fake.requests, 0);
    oriel_state_unref(state);
}

static void test_unsubscribe_inside(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A" }, b = { .name = "B" }, c = { .name = "C" };
    oriel_state_t *state = fake_state(&fake, true);

    (void)context;
    listen(&a, state, NULL, 0);
    listen(&b, state, NULL, 0);
    listen(&c, state, NULL, 0);
    a.victim = b.subscription; /* before its turn */
    c.victim = c.subscription; /* itself */
    set_int(state, "n", "k", 1);
    assert_story("A1:n.k=1 C1:n.k=1 ~B ~C ");
    set_int(state, "n", "k", 2);
    assert_story("A2:n.k=2 ");
    a.victim = a.subscription;
    a.sets_left = 1; /* hears no more of its own */
    set_int(state, "n", "k", 3);
    assert_story("A3:n.k=3 (A returns) ~A ");
    listen(&b, state, NULL, 0);
    b.sets_left = -1; /* its destroy sets, which the new one hears */
    listen(&c, state, NULL, 0);
    oriel_state_unsubscribe(state, b.subscription);
    assert_story("~B C5:n.last=1 ");
    oriel_state_unref(state);
    assert_story("~C ");
}

static void test_subscribe_late(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A" }, b = { .name = "B" };
    oriel_state_t *state = fake_state(&fake, false);

    (void)context;
    listen(&a, state, NULL, 0);
    set_int(state, "n", "k", 1);
    listen(&b, state, NULL, 0); /* hears later sets only */
    set_int(state, "n", "k", 2);
    assert_story("");
    oriel__state_drain(state);
    assert_story("A1:n.k=1 A2:n.k=2 B2:n.k=2 ");
    set_int(state, "n", "k", 3);
    oriel_state_unsubscribe(state, a.subscription); /* not even what is queued */
    oriel__state_drain(state);
    assert_story("~A B3:n.k=3 ");
    oriel_state_unref(state);
    assert_story("~B ");
}

static void test_request(void **context)
{
    static const char *const other[] = { "other" };
    struct fake_hook fake;
    struct listener a = { .name = "A" }, b = { .name = "B" };
    oriel_state_t *state = fake_state(&fake, false);

    (void)context;
    listen(&b, state, other, 1);
    set_int(state, "n", "k", 1); /* nobody listens: nothing to drain */
    assert_int_equal(fake.requests, 0);
    listen(&a, state, NULL, 0);
    set_int(state, "n", "k", 2);
    set_int(state, "n", "k", 3);
    assert_int_equal(fake.requests, 1);
    oriel__state_drain(state);
    assert_story("A2:n.k=2 A3:n.k=3 ");
    oriel__state_drain(state);
    set_int(state, "n", "k", 4);
    assert_int_equal(fake.requests, 2);
    fake.is_turn = true;
    set_int(state, "n", "k", 5); /* in a turn: now, and with what was waiting */
    assert_story("A4:n.k=4 A5:n.k=5 ");
    page_set(state, "n", "k", 6, "page"); /* never on the page's thread */
    assert_story("");
    assert_int_equal(fake.requests, 3);
    oriel__state_drain(state);
    assert_story("A6:n.k=6! ");
    fake.is_turn = false;
    oriel_state_unsubscribe(state, a.subscription); /* destroy waits for a drain too */
    assert_int_equal(fake.requests, 4);
    assert_story("");
    oriel__state_drain(state);
    assert_story("~A ");
    set_int(state, "other", "k", 7);
    oriel_state_unref(state); /* what is queued goes unheard */
    assert_story("~B ");
}

static void test_last_unref_inside(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A", .drops_state = true }, b = { .name = "B" };
    oriel_state_t *state = fake_state(&fake, false);

    (void)context;
    listen(&a, state, NULL, 0);
    listen(&b, state, NULL, 0);
    set_int(state, "n", "k", 1);
    oriel__state_drain(state);
    assert_story("A1:n.k=1 B1:n.k=1 ~A ~B ");
    assert_int_equal(fake.releases, 1);
}

static void test_queue_limit(void **context)
{
    struct fake_hook fake;
    struct listener a = { .name = "A" };
    oriel_state_t *state = fake_state(&fake, false);

    (void)context;
    listen(&a, state, NULL, 0);
    oriel__state_set_limit(state, 2 * (256 + 3));
    set_int(state, "n", "k", 1);
    set_int(state, "n", "k", 2);
    assert_error(oriel_state_set(state, "n", "k", oriel_value_int(3)), ORIEL_ETOOBIG,
                 "changes not yet delivered to handlers 777 bytes, limit 518");
    assert_int_equal(oriel_state_set(state, "n", "new", oriel_value_int(3)), ORIEL_ETOOBIG);
    assert_snapshot(state, NULL, "{\"n\":{\"k\":2}}");
    assert_int_equal(oriel_state_remove(state, "n", "k"), ORIEL_OK); /* not queued */
    oriel__state_drain(state);
    set_int(state, "n", "k", 4);
    oriel__state_drain(state);
    assert_story("A1:n.k=1 A2:n.k=2 A4:n.k=4 ");
    oriel_state_unref(state);
}

/* As the app does it: what is asked for is kept. */
static oriel_state_t *kept;

static void keep_request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    fake_request(hook, state);
    kept = oriel_state_ref(state);
}

/* The last reference goes on a thread that runs nothing of the program's. */
static void test_data_is_freed_in_dispatch(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, false);
    struct listener a = { .name = "A" }, b = { .name = "B" };

    (void)context;
    fake.hook.request = keep_request;
    listen(&a, state, NULL, 0);
    listen(&b, state, NULL, 0);
    oriel_state_unref(state);
    assert_story("");
    assert_int_equal(fake.requests, 1);
    assert_int_equal(fake.releases, 0);
    fake.is_turn = true;
    oriel__state_drain(kept);
    assert_story("~A ~B ");
    kept = oriel_state_unref(kept);
    assert_int_equal(fake.releases, 1);
    assert_int_equal(fake.requests, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_namespaces, clear_story),
        cmocka_unit_test_setup(test_nested_sets, clear_story),
        cmocka_unit_test_setup(test_unsubscribe_inside, clear_story),
        cmocka_unit_test_setup(test_subscribe_late, clear_story),
        cmocka_unit_test_setup(test_request, clear_story),
        cmocka_unit_test_setup(test_last_unref_inside, clear_story),
        cmocka_unit_test_setup(test_queue_limit, clear_story),
        cmocka_unit_test_setup(test_data_is_freed_in_dispatch, clear_story),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
