/* Watchers and seeds. */
#include "fake.h"

static void test_watch(void **context)
{
    struct fake_hook fake;
    struct spy v = { .name = "v" }, w = { .name = "w" };
    oriel_state_t *state = fake_state(&fake, true);
    struct listener a = { .name = "A" };

    (void)context;
    spy_watch(&v, state, "{\"rev\":0,\"s\":{},\"p\":[]}");
    set_int(state, "a", "x", 1);
    page_set(state, "a", "\"y\n", 2, "p1");
    page_set(state, "b", "z", 3, "p2");
    set_int(state, "a", "w", 4);
    assert_story("v1:a.x=1 v* v2:a.\"y\n=2!p1 v* v3:b.z=3!p2 v* v4:a.w=4 v* ");
    listen(&a, state, NULL, 0);
    spy_watch(&w, state,
              "{\"rev\":4,\"s\":{\"a\":{\"x\":1,\"\\\"y\\n\":2,\"w\":4},\"b\":{\"z\":3}},"
              "\"p\":[[\"a\",\"\\\"y\\n\"],[\"b\",\"z\"]]}");
    set_int(state, "b", "z", 5); /* the program's now; pages hear before handlers */
    assert_story("v5:b.z=5 w5:b.z=5 v* w* A5:b.z=5 ");
    oriel__state_unwatch(state, &v.watcher);
    oriel__state_unwatch(state, &v.watcher);
    page_set(state, "b", "z", 6, "p1");
    assert_story("w6:b.z=6!p1 w* ");
    oriel__state_unwatch(state, &w.watcher);
    oriel_state_unref(state);
}

static void note(void *user)
{
    ++*(int *)user;
}

static void test_seed(void **context)
{
    static const char expected[] = "head{\"rev\":1,\"s\":{\"a\":{\"x\":1}},\"p\":[]}";
    struct fake_hook fake;
    struct spy spy = { .name = "w", .watcher = { .push = spy_push, .wake = spy_wake } };
    oriel_state_t *state = fake_state(&fake, true);
    struct oriel_buf buf;
    int notes = 0;

    (void)context;
    set_int(state, "a", "x", 1);
    for (size_t limit = 4; limit < sizeof(expected); limit++) {
        oriel_err_t want = limit == sizeof(expected) - 1 ? ORIEL_OK : ORIEL_ETOOBIG;

        oriel__buf_init(&buf, limit);
        assert_int_equal(oriel__buf_adds(&buf, "head"), ORIEL_OK);
        assert_int_equal(oriel__state_seed(state, &buf, note, &notes), want);
        assert_int_equal(notes, want == ORIEL_OK);
        assert_int_equal(buf.len, want == ORIEL_OK ? sizeof(expected) - 1 : 4);
        assert_memory_equal(buf.data, expected, buf.len);
        if (want != ORIEL_OK) { /* a watcher that got no seed hears nothing */
            assert_int_equal(oriel__state_watch(state, &spy.watcher, &buf), want);
            assert_int_equal(buf.len, 4);
            oriel__state_unwatch(state, &spy.watcher);
        }
        oriel__buf_fini(&buf);
    }
    oriel__buf_init(&buf, 4096);
    assert_int_equal(oriel__state_seed(state, &buf, NULL, NULL), ORIEL_OK);
    oriel__buf_fini(&buf);
    set_int(state, "a", "x", 2);
    assert_story("");
    oriel_state_unref(state);
}

static void test_hook_link(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    struct oriel_list *link = oriel__state_get_hook_link(state), list;

    (void)context;
    assert_true(oriel__list_is_empty(link));
    oriel__list_init(&list);
    oriel__list_add(&list, link);
    assert_ptr_equal(oriel__state_of_hook_link(oriel__list_pop(&list)), state);
    oriel_state_unref(state);
}

/* A watcher whose wake does what a page's may do: it reads the state, changes
 * it, and goes, with its last reference. */
struct mayfly {
    struct oriel__watcher watcher;
    oriel_state_t *state;
    int refs;
};

static void mayfly_push(struct oriel__watcher *watcher, struct oriel__change *change)
{
    (void)watcher;
    tell("push%d ", (int)change->revision);
}

static void mayfly_ref(struct oriel__watcher *watcher)
{
    ((struct mayfly *)watcher)->refs++;
}

static void mayfly_unref(struct oriel__watcher *watcher)
{
    if (--((struct mayfly *)watcher)->refs > 0)
        return;
    tell("gone ");
    oriel__free(watcher);
}

static void mayfly_wake(struct oriel__watcher *watcher)
{
    struct mayfly *mayfly = (struct mayfly *)watcher;

    tell("wake%d ", (int)oriel_state_get_revision(mayfly->state));
    if (oriel_state_get_revision(mayfly->state) == 2)
        set_int(mayfly->state, "n", "k", 3); /* wakes anew, in here */
    oriel__state_unwatch(mayfly->state, watcher);
    mayfly_unref(watcher);
}

static void test_wake_may_end_it(void **context)
{
    struct fake_hook fake;
    struct mayfly *mayfly = oriel__new0(sizeof(*mayfly));
    oriel_state_t *state = fake_state(&fake, true);
    struct oriel_buf buf;

    (void)context;
    mayfly->watcher =
        (struct oriel__watcher){ .push = mayfly_push, .wake = mayfly_wake, .ref = mayfly_ref, .unref = mayfly_unref };
    mayfly->state = state;
    mayfly->refs = 2; /* each of the two wakes drops one */
    set_int(state, "n", "k", 1);
    oriel__buf_init(&buf, 4096);
    assert_int_equal(oriel__state_watch(state, &mayfly->watcher, &buf), ORIEL_OK);
    oriel__buf_fini(&buf);
    set_int(state, "n", "k", 2);
    assert_story("push2 wake2 push3 wake3 gone ");
    set_int(state, "n", "k", 4);
    assert_story("");
    oriel_state_unref(state);
}

/* The first woken ends the second, which was pushed to and is owed a wake. */
static struct spy *prey;
static oriel_state_t *prey_state;

static void hunter_wake(struct oriel__watcher *watcher)
{
    (void)watcher;
    oriel__state_unwatch(prey_state, &prey->watcher);
    tell("hunt ");
}

static void test_unwatch_before_wake(void **context)
{
    struct fake_hook fake;
    struct spy hunter = { .name = "h" }, spy = { .name = "w" };

    (void)context;
    prey = &spy;
    prey_state = fake_state(&fake, true);
    spy_watch(&hunter, prey_state, NULL);
    hunter.watcher.wake = hunter_wake;
    spy_watch(&spy, prey_state, NULL);
    set_int(prey_state, "n", "k", 1);
    assert_story("h1:n.k=1 w1:n.k=1 hunt ");
    spy_watch(&spy, prey_state, NULL); /* again is fine */
    hunter.watcher.wake = spy_wake;
    set_int(prey_state, "n", "k", 2);
    assert_story("h2:n.k=2 w2:n.k=2 h* w* ");
    oriel__state_unwatch(prey_state, &spy.watcher);
    oriel__state_unwatch(prey_state, &hunter.watcher);
    oriel_state_unref(prey_state);
}

static void spy_push_update(struct oriel__watcher *watcher, struct oriel__change *const *changes, size_t count)
{
    tell("[");
    for (size_t i = 0; i < count; i++)
        spy_push(watcher, changes[i]);
    tell("] ");
}

/* An update comes whole: nobody can look at a half of it. */
static void test_updates_come_whole(void **context)
{
    struct fake_hook fake;
    oriel_state_t *state = fake_state(&fake, true);
    struct spy spy = { .name = "w", .watcher = { .push_update = spy_push_update } };
    oriel_value_t *one = oriel_value_int(1);
    const oriel_state_change_t changes[] = { { "n", "a", one }, { "n", "none", NULL }, { "n", "b", one } };
    const oriel_state_change_t nothing = { "n", "none", NULL };

    (void)context;
    spy_watch(&spy, state, NULL);
    assert_int_equal(oriel_state_update(state, changes, 3), ORIEL_OK);
    assert_story("[w1:n.a=1 w2:n.b=1 ] w* ");
    assert_int_equal(oriel_state_set(state, "n", "a", oriel_value_int(2)), ORIEL_OK);
    assert_story("[w3:n.a=2 ] w* ");
    assert_int_equal(oriel_state_update(state, &nothing, 1), ORIEL_OK);
    assert_story("");
    oriel__state_unwatch(state, &spy.watcher);
    oriel_value_unref(one);
    oriel_state_unref(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_watch, clear_story),
        cmocka_unit_test_setup(test_seed, clear_story),
        cmocka_unit_test_setup(test_hook_link, clear_story),
        cmocka_unit_test_setup(test_wake_may_end_it, clear_story),
        cmocka_unit_test_setup(test_unwatch_before_wake, clear_story),
        cmocka_unit_test_setup(test_updates_come_whole, clear_story),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
