/* Persistent state: loaded at the beginning, written as it changes. */
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <sqlite3.h>

#include "base/sync.h"
#include "fake.h"
#include "service/storage.h"
#include "state/internal.h"
#include "state/state.h"

static oriel_state_t *new_state(struct place *place)
{
    oriel_state_t *state = NULL;

    assert_int_equal(oriel_state_new(place->app, &state), ORIEL_OK);
    return state;
}

static void set(oriel_state_t *state, const char *ns, const char *key, const char *text)
{
    assert_int_equal(oriel_state_set(state, ns, key, oriel_value_string(text)), ORIEL_OK);
}

static void assert_state(oriel_state_t *state, const char *ns, const char *expected)
{
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_state_snapshot(state, ns, &value), ORIEL_OK);
    assert_string_equal(oriel_value_get_text(value, NULL), expected);
    oriel_value_unref(value);
}

/* What a new program finds. */
static void assert_stored(struct place *place, const char *ns, const char *expected)
{
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);

    assert_int_equal(oriel_state_persist(state, ns, storage, LONG_MS), ORIEL_OK);
    assert_state(state, ns, expected);
    oriel_state_unref(state);
    oriel_storage_unref(storage);
}

static void test_what_changes_is_kept(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);

    set(state, "settings", "default", "as before");
    assert_int_equal(oriel_state_persist(state, "settings", storage, LONG_MS), ORIEL_OK);
    set(state, "settings", "theme", "dark");
    set(state, "settings", "theme", "light");
    set(state, "settings", "gone", "x");
    set(state, "other", "theme", "none");
    assert_int_equal(oriel_state_remove(state, "settings", "gone"), ORIEL_OK);
    assert_answer("[]", oriel_storage_all_keys, storage); /* apart from the program's own keys */
    assert_answer("null", oriel_storage_clear, storage);
    oriel_storage_unref(storage); /* lets go of the state, too */
    oriel_state_unref(state);
    assert_stored(place, "settings", "{\"theme\":\"light\"}");
    assert_stored(place, "other", "{}");
}

static void test_changes_by_pages(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);
    oriel_value_t *value = oriel_value_int(7);

    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel__state_set_from_page(state, "s", 1, "k", 1, value, "page"), ORIEL_OK);
    assert_int_equal(oriel__state_set_from_page(state, "s", 1, "gone", 4, value, "page"), ORIEL_OK);
    assert_int_equal(oriel__state_set_from_page(state, "s", 1, "gone", 4, NULL, "page"), ORIEL_OK);
    oriel_value_unref(value);
    oriel_storage_unref(storage);
    oriel_state_unref(state);
    assert_stored(place, "s", "{\"k\":7}");
}

static void test_what_is_stored_replaces_defaults(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);

    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    set(state, "s", "a \"key\"\n", "stored");
    assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
    set(state, "s", "later", "not kept");
    oriel_state_unref(state);
    state = new_state(place);
    set(state, "s", "a \"key\"\n", "default");
    set(state, "s", "b", "default");
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_state(state, "s", "{\"a \\\"key\\\"\\n\":\"stored\",\"b\":\"default\"}");
    oriel_state_unref(state);
    oriel_storage_unref(storage);
}

static void hear(const oriel_state_event_t *event, void *user)
{
    (void)snprintf(user, 64, "%s.%s=%s", event->ns, event->key, oriel_value_get_text(event->value, NULL));
}

static void test_handlers_hear_what_was_stored(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);
    char heard[64] = "";

    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    set(state, "s", "k", "v");
    assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
    oriel_state_unref(state);
    state = new_state(place);
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, hear, heard, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_string_equal(heard, "s.k=\"v\"");
    oriel_storage_unref(storage);
    oriel_state_unref(state);
}

static void test_updates_and_two_states(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *one = new_state(place), *two = new_state(place);
    oriel_value_t *value = oriel_value_int(1);
    const oriel_state_change_t changes[] = { { "s", "a", value }, { "t", "b", value }, { "s", "c", value } };

    assert_int_equal(oriel_state_persist(one, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_state_persist(two, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_state_persist(one, "t", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_state_update(one, changes, 3), ORIEL_OK);
    assert_int_equal(oriel_state_remove(one, "s", "a"), ORIEL_OK);
    oriel_value_unref(value);
    oriel_storage_unref(storage);
    oriel_state_unref(one);
    oriel_state_unref(two);
    assert_stored(place, "s", "{\"c\":1}");
    assert_stored(place, "t", "{\"b\":1}");
}

static void test_refusals(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);
    char text[200];

    assert_int_equal(oriel_state_persist(NULL, "s", storage, 0), ORIEL_EINVAL);
    assert_int_equal(oriel_state_persist(state, "s", NULL, 0), ORIEL_EINVAL);
    assert_fails(ORIEL_EINVAL, "namespace is empty", oriel_state_persist(state, "", storage, 0));
    assert_int_equal(oriel_state_persist(state, NULL, storage, 0), ORIEL_EINVAL);
    assert_int_equal(oriel_state_unpersist(NULL, "s", storage), ORIEL_EINVAL);
    (void)snprintf(text, sizeof(text), "state \"s\" is not kept in storage %s", place->path);
    assert_fails(ORIEL_ENOENT, text, oriel_state_unpersist(state, "s", storage));
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    (void)snprintf(text, sizeof(text), "state \"s\" is kept in storage %s already", place->path);
    assert_fails(ORIEL_EEXIST, text, oriel_state_persist(state, "s", storage, LONG_MS));
    assert_int_equal(oriel_storage_close(storage, LONG_MS), ORIEL_OK);
    (void)snprintf(text, sizeof(text), "storage %s: closed", place->path);
    assert_fails(ORIEL_ECLOSED, text, oriel_state_persist(state, "s", storage, LONG_MS));
    oriel_state_unref(state);
    oriel_storage_unref(storage);
}

static void test_a_file_that_fails(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char path[128], text[256];

    (void)snprintf(path, sizeof(path), "%s/s.db/below.db", place->folder);
    opts.path = path;
    oriel_storage_t *file = open_here(place), *storage = open_with(place, opts);
    oriel_state_t *state = new_state(place);

    assert_answer("null", oriel_storage_set, file, "k", "v", 1);
    (void)snprintf(text, sizeof(text), "state \"s\": storage %s: cannot be opened: Not a directory", path);
    assert_fails(ORIEL_EIO, text, oriel_state_persist(state, "s", storage, LONG_MS));
    set(state, "s", "k", "nobody keeps it");
    oriel_storage_unref(storage);
    oriel_storage_unref(file);
    oriel_state_unref(state);
}

static void *change(void *user)
{
    for (int i = 0; i < 300; i++)
        assert_int_equal(oriel_state_set(user, "s", i % 2 ? "odd" : "even", oriel_value_int(i)), ORIEL_OK);
    return NULL;
}

static void test_threads(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);
    pthread_t threads[4];

    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, change, state), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
        assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    }
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    set(state, "s", "odd", "last");
    set(state, "s", "even", "last");
    oriel_storage_unref(storage);
    oriel_state_unref(state);
    oriel_app_dispatch(place->app, 0);
    oriel_storage_t *again = open_here(place);

    state = new_state(place);
    assert_int_equal(oriel_state_persist(state, "s", again, LONG_MS), ORIEL_OK);
    oriel_value_t *odd = oriel_state_dup(state, "s", "odd"), *even = oriel_state_dup(state, "s", "even");

    assert_string_equal(oriel_value_get_text(odd, NULL), "\"last\"");
    assert_string_equal(oriel_value_get_text(even, NULL), "\"last\"");
    oriel_value_unref(odd);
    oriel_value_unref(even);
    oriel_state_unref(state);
    oriel_storage_unref(again);
}

/* --- Ended by another thread ------------------------------------------------- */

struct persisting {
    oriel_storage_t *storage;
    oriel_state_t *state;
    oriel_err_t err;
    sem_t go;
};

static void hold_up(void *user, oriel_err_t err)
{
    struct persisting *persisting = user;

    assert_int_equal(err, ORIEL_OK);
    sem_wait(&persisting->go);
}

static void *persist(void *user)
{
    struct persisting *persisting = user;

    persisting->err = oriel_state_persist(persisting->state, "s", persisting->storage, LONG_MS);
    return NULL;
}

static bool is_empty(oriel_storage_t *storage, const struct oriel_list *list)
{
    oriel__lock(&storage->mutex);
    bool is = oriel__list_is_empty(list);

    oriel__unlock(&storage->mutex);
    return is;
}

/* While what is stored is loaded: it is not kept then, and what is stored stays. */
static void test_ended_while_it_loads(void **context)
{
    struct place *place = *context;
    struct persisting persisting = { .storage = open_here(place), .state = new_state(place) };
    struct oriel__request *request = NULL;
    pthread_t thread;

    assert_int_equal(oriel_state_persist(persisting.state, "s", persisting.storage, LONG_MS), ORIEL_OK);
    set(persisting.state, "s", "k", "stored");
    oriel_storage_unref(persisting.storage);
    oriel_state_unref(persisting.state);
    for (int i = 0; i < 2; i++) {
        persisting.storage = open_here(place);
        persisting.state = new_state(place);
        sem_init(&persisting.go, 0, 0);
        assert_int_equal(oriel__request_new(ORIEL__REQUEST_KEYS, ORIEL__SPACE_ITEMS, NULL, 0, &request), ORIEL_OK);
        request->done = hold_up;
        request->user = &persisting;
        assert_int_equal(oriel__storage_send(persisting.storage, request, NULL), ORIEL_OK);
        assert_int_equal(pthread_create(&thread, NULL, persist, &persisting), 0);
        while (is_empty(persisting.storage, &persisting.storage->persists))
            sched_yield();
        if (i == 0)
            assert_int_equal(oriel_state_unpersist(persisting.state, "s", persisting.storage), ORIEL_OK);
        else
            assert_int_equal(oriel_storage_close(persisting.storage, 0), ORIEL_ETIMEDOUT);
        sem_post(&persisting.go);
        pthread_join(thread, NULL);
        assert_int_equal(persisting.err, ORIEL_ECLOSED);
        oriel_state_unref(persisting.state);
        oriel_storage_unref(persisting.storage);
        sem_destroy(&persisting.go);
    }
    assert_stored(place, "s", "{\"k\":\"stored\"}");
}

struct round {
    oriel_state_t *state;
    int number;
};

static void *set_number(void *user)
{
    struct round *round = user;

    assert_int_equal(oriel_state_set(round->state, "s", "k", oriel_value_int(round->number)), ORIEL_OK);
    return NULL;
}

static bool has_number(oriel_state_t *state, int number)
{
    oriel_value_t *value = oriel_state_dup(state, "s", "k");
    char text[16];

    (void)snprintf(text, sizeof(text), "%d", number);
    bool has = value && strcmp(oriel_value_get_text(value, NULL), text) == 0;

    oriel_value_unref(value);
    return has;
}

/* What was set before is written, although the thread that set it has not sent it yet. */
static void test_ended_while_others_write(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    pthread_t thread;

    for (int i = 1; i <= 200; i++) {
        struct round round = { new_state(place), i };
        oriel_state_t *again = new_state(place);

        assert_int_equal(oriel_state_persist(round.state, "s", storage, LONG_MS), ORIEL_OK);
        assert_int_equal(pthread_create(&thread, NULL, set_number, &round), 0);
        while (!has_number(round.state, i))
            sched_yield();
        assert_int_equal(oriel_state_unpersist(round.state, "s", storage), ORIEL_OK);
        assert_int_equal(oriel_state_persist(again, "s", storage, LONG_MS), ORIEL_OK);
        assert_true(has_number(again, i));
        assert_int_equal(oriel_state_unpersist(again, "s", storage), ORIEL_OK);
        pthread_join(thread, NULL);
        oriel_state_unref(again);
        oriel_state_unref(round.state);
        oriel_app_dispatch(place->app, 0);
    }
    oriel_storage_unref(storage);
}

static void unlock(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)topic;
    (void)text;
    assert_int_equal(sqlite3_exec(user, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

/* A write fails that was under way when it ended: the last one has its changes. */
static void test_ended_while_a_write_fails(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;

    opts.busy_timeout_ms = 300;
    oriel_storage_t *storage = open_with(place, opts);
    oriel_state_t *state = new_state(place);
    sqlite3 *db = NULL;

    set(state, "s", "default", "not written");
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    oriel_set_log(unlock, db);
    set(state, "s", "a", "1");
    while (!is_empty(storage, &storage->queue)) /* not in one transaction with the last */
        sched_yield();
    set(state, "s", "b", "2");
    assert_int_equal(oriel_state_unpersist(state, "s", storage), ORIEL_OK);
    oriel_storage_unref(storage);
    oriel_set_log(NULL, NULL);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    oriel_state_unref(state);
    assert_stored(place, "s", "{\"a\":\"1\",\"b\":\"2\"}");
}

/* More than one value may have, which is what a namespace is on its way to the
 * file, when all of it is written, and back. */
static void test_a_large_namespace(void **context)
{
    static const char *const keys[] = { "a", "b", "c", "d", "e" };
    const size_t len = (size_t)14 << 20;
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    oriel_state_t *state = new_state(place);
    oriel_value_t *whole = NULL, *value;
    char *text = malloc(len + 1);

    assert_non_null(text);
    memset(text, 'x', len);
    text[len] = '\0';
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        set(state, "s", keys[i], text);
    assert_int_equal(oriel__state_snapshot_whole(state, "s", &whole), ORIEL_OK);
    assert_int_equal(oriel_value_get_count(whole), 5);
    oriel_value_unref(whole);
    oriel_storage_unref(storage);
    oriel_state_unref(state);

    storage = open_here(place);
    state = new_state(place);
    assert_int_equal(oriel_state_persist(state, "s", storage, LONG_MS), ORIEL_OK);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        size_t stored = 0;

        value = oriel_state_dup(state, "s", keys[i]);
        assert_non_null(value);
        (void)oriel_value_get_text(value, &stored);
        assert_int_equal(stored, len + 2);
        oriel_value_unref(value);
    }
    oriel_state_unref(state);
    oriel_storage_unref(storage);
    free(text);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_what_changes_is_kept),
        TEST(test_changes_by_pages),
        TEST(test_what_is_stored_replaces_defaults),
        TEST(test_handlers_hear_what_was_stored),
        TEST(test_updates_and_two_states),
        TEST(test_refusals),
        TEST(test_a_file_that_fails),
        TEST(test_threads),
        TEST(test_ended_while_it_loads),
        TEST(test_ended_while_others_write),
        TEST(test_ended_while_a_write_fails),
        TEST(test_a_large_namespace),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
