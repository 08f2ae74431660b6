/* The file behind a storage: its place, its damage, its other users. */
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include "base/alloc.h"
#include "fake.h"
#include "service/damaged.h"
#include "service/place.h"

/* --- Its place ------------------------------------------------------------------- */

static void assert_default(struct place *place, const char *name, const char *expected)
{
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    oriel_storage_t *storage = NULL;
    char path[256];

    opts.name = name;
    (void)snprintf(path, sizeof(path), "%s%s", place->folder, expected);
    assert_int_equal(oriel_storage_open(place->app, &opts, &storage), ORIEL_OK);
    assert_string_equal(oriel_storage_get_path(storage), path);
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    oriel_storage_unref(storage);
    assert_int_equal(access(path, F_OK), 0);
}

static void test_default_places(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = NULL;
    struct stat info;
    char data[128];

    setenv("PN_STORAGE_DIR", place->folder, 1);
    assert_default(place, "app", "/storage.db");
    assert_int_equal(stat(place->folder, &info), 0);
    setenv("PN_STORAGE_DIR", "", 1); /* as if it were not set */
    (void)snprintf(data, sizeof(data), "%s/data", place->folder);
    setenv("XDG_DATA_HOME", data, 1);
    assert_default(place, "app", "/data/app/storage.db");
    assert_default(place, NULL, "/data/service_test_storage_file/storage.db");
    setenv("XDG_DATA_HOME", "relative", 1);
    setenv("HOME", place->folder, 1);
    assert_default(place, "app", "/.local/share/app/storage.db");
    (void)snprintf(data, sizeof(data), "%s/.local/share/app/storage.db", place->folder);
    assert_int_equal(stat(data, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    (void)snprintf(data, sizeof(data), "%s/.local/share/app", place->folder);
    assert_int_equal(stat(data, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    unsetenv("HOME");
    assert_fails(ORIEL_ENOENT, "storage: none of PN_STORAGE_DIR, XDG_DATA_HOME and HOME is set",
                 oriel_storage_open(place->app, NULL, &storage));
}

static void test_a_relative_path(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char path[256];

    assert_int_equal(chdir(place->folder), 0);
    opts.path = ":memory:"; /* a name as good as any */
    oriel_storage_t *storage = open_with(place, opts);

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_int_equal(chdir("/"), 0);
    assert_answer("\"v\"", oriel_storage_get, storage, "k"); /* the same file still */
    oriel_storage_unref(storage);
    (void)snprintf(path, sizeof(path), "%s/:memory:", place->folder);
    opts.path = path;
    storage = open_with(place, opts);
    assert_string_equal(oriel_storage_get_path(storage), path);
    assert_answer("\"v\"", oriel_storage_get, storage, "k");
    oriel_storage_unref(storage);
}

static void test_where_it_cannot_be(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char path[128], text[512];

    (void)snprintf(path, sizeof(path), "%s/file/s.db", place->folder);
    (void)snprintf(text, sizeof(text), "%s/file", place->folder);
    int fd = open(text, O_WRONLY | O_CREAT, 0600);

    assert_true(fd >= 0);
    close(fd);
    opts.path = path;
    oriel_storage_t *storage = open_with(place, opts);

    (void)snprintf(text, sizeof(text), "EIO: storage %s: cannot be opened: Not a directory", path);
    assert_answer(text, oriel_storage_get, storage, "k");
    assert_answer(text, oriel_storage_set, storage, "k", "v", 1);
    (void)snprintf(text, sizeof(text), "%s/file", place->folder);
    assert_int_equal(unlink(text), 0);
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1); /* it was tried anew */
    oriel_storage_unref(storage);
}

static void test_a_file_that_vanishes(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_int_equal(unlink(place->path), 0);
    assert_answer("null", oriel_storage_get, storage, "k"); /* a new one */
    assert_answer("null", oriel_storage_set, storage, "k", "w", 1);
    oriel_storage_unref(storage);
    storage = open_here(place);
    assert_answer("\"w\"", oriel_storage_get, storage, "k");
    oriel_storage_unref(storage);
}

static void test_large_values_are_not_read_on_the_way(void **context)
{
    static char big[4 * 1024 * 1024];
    static const char *const asked[] = { "SELECT value FROM item WHERE space = 'item' AND key = 'small'",
                                         "SELECT key, '' FROM item WHERE space = 'item' ORDER BY key" };
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    sqlite3 *db = NULL;
    int pages = 0, high = 0;

    memset(big, 'x', sizeof(big));
    assert_answer("null", oriel_storage_set, storage, "big", big, sizeof(big));
    assert_answer("null", oriel_storage_set, storage, "small", "v", 1);
    assert_answer("[\"big\",\"small\"]", oriel_storage_all_keys, storage);
    oriel_storage_unref(storage);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
        assert_int_equal(sqlite3_exec(db, asked[i], NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_db_status(db, SQLITE_DBSTATUS_CACHE_MISS, &pages, &high, 0), SQLITE_OK);
    assert_in_range(pages, 1, 10); /* of more than a thousand */
    sqlite3_close(db);
}

static void test_a_newer_layout(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    sqlite3 *db = NULL;
    char text[256];

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    oriel_storage_unref(storage);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 9", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    storage = open_here(place);
    (void)snprintf(text, sizeof(text), "EIO: storage %s: version 9, this library knows up to 1", place->path);
    assert_answer(text, oriel_storage_get, storage, "k");
    assert_null(oriel_storage_dup_damaged(storage)); /* it is none of our business */
    oriel_storage_unref(storage);
}

static void test_full_synchronous(void **context)
{
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;

    opts.synchronous = ORIEL_STORAGE_FULL;
    oriel_storage_t *storage = open_with(*context, opts);

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_answer("\"v\"", oriel_storage_get, storage, "k");
    oriel_storage_unref(storage);
}

/* --- Damage ------------------------------------------------------------------------ */

static void write_at(const char *path, long offset, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, text, len, offset), len);
    close(fd);
}

static int logged;

static void on_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)user;
    (void)text;
    if (level == ORIEL_LOG_ERROR && strcmp(topic, "service") == 0)
        logged++;
}

static void assert_moved(struct place *place, oriel_storage_t *storage)
{
    char *moved = oriel_storage_dup_damaged(storage), begin[128];

    assert_non_null(moved);
    (void)snprintf(begin, sizeof(begin), "%s.damaged-2", place->path);
    assert_memory_equal(moved, begin, strlen(begin));
    assert_int_equal(access(moved, F_OK), 0);
    oriel_free(moved);
}

static void test_what_is_no_database(void **context)
{
    struct place *place = *context;
    char junk[4096];

    memset(junk, 'j', sizeof(junk));
    write_at(place->path, 0, junk, sizeof(junk));
    logged = 0;
    oriel_set_log(on_log, NULL);
    oriel_storage_t *storage = open_here(place);

    assert_null(oriel_storage_dup_damaged(storage));
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_answer("\"v\"", oriel_storage_get, storage, "k");
    assert_moved(place, storage);
    oriel_set_log(NULL, NULL);
    assert_int_equal(logged, 2); /* what is wrong, where it went */
    oriel_storage_unref(storage);
    storage = open_here(place);
    assert_answer("\"v\"", oriel_storage_get, storage, "k");
    assert_null(oriel_storage_dup_damaged(storage));
    oriel_storage_unref(storage);
}

/* Fills several pages. */
static void fill(oriel_storage_t *storage)
{
    char key[16], text[500];

    memset(text, 't', sizeof(text));
    for (int i = 0; i < 200; i++) {
        (void)snprintf(key, sizeof(key), "%03d", i);
        assert_int_equal(oriel_storage_set(storage, key, text, sizeof(text), NULL), ORIEL_OK);
    }
    assert_answer("null", oriel_storage_set, storage, "last", "v", 1);
}

static void test_damage_found_at_the_beginning(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    char junk[8192];

    fill(storage);
    oriel_storage_unref(storage);
    memset(junk, 'j', sizeof(junk));
    write_at(place->path, 4096, junk, sizeof(junk));
    oriel_set_log(on_log, NULL);
    storage = open_here(place);
    assert_answer("[]", oriel_storage_all_keys, storage);
    assert_moved(place, storage);
    oriel_set_log(NULL, NULL);
    oriel_storage_unref(storage);
}

static void test_damage_met_later(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    static char junk[200 * 1024];

    fill(storage);
    oriel_storage_unref(storage);
    storage = open_here(place);
    assert_answer("\"v\"", oriel_storage_get, storage, "last");
    oriel_set_log(on_log, NULL);
    oriel_future_t *future = NULL;
    sqlite3 *db = NULL; /* what another process writes empties the cache */

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "INSERT INTO item VALUES ('x', 'y', 'z')", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    memset(junk, 'j', sizeof(junk));
    write_at(place->path, 4096, junk, 110000);
    /* Who meets it is told; the next request has a new file. */
    assert_int_equal(oriel_storage_get(storage, "100", &future), ORIEL_OK);
    assert_memory_equal(answer(future), "EIO: storage ", 13);
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_answer("[\"k\"]", oriel_storage_all_keys, storage);
    assert_moved(place, storage);
    oriel_set_log(NULL, NULL);
    oriel_storage_unref(storage);
}

static void test_names_of_what_was_moved(void **context)
{
    struct place *place = *context;
    char *first = NULL, *second = NULL, path[256];

    write_at(place->path, 0, "1", 1);
    (void)snprintf(path, sizeof(path), "%s-wal", place->path);
    write_at(path, 0, "w", 1);
    int lock = -1;

    assert_int_equal(oriel__damaged_lock(place->path, true, LONG_MS, &lock), ORIEL_OK);
    assert_int_equal(oriel__damaged_move(place->path, &first), ORIEL_OK);
    (void)snprintf(path, sizeof(path), "%s-wal", first);
    assert_int_equal(access(path, F_OK), 0);
    write_at(place->path, 0, "2", 1);
    assert_int_equal(oriel__damaged_move(place->path, &second), ORIEL_OK);
    oriel__damaged_unlock(lock);
    assert_string_not_equal(first, second); /* also within one second */
    oriel__free(first);
    first = NULL;
    assert_int_equal(oriel__damaged_move(place->path, &first), ORIEL_EIO); /* it is gone */
    oriel__free(second);
    assert_int_equal(oriel__damaged_lock("/nowhere/at/all", true, 0, &lock), ORIEL_EIO);
    char *folder = oriel__folder_of("/top");

    assert_string_equal(folder, "/");
    oriel__free(folder);
}

/* --- Other users --------------------------------------------------------------------- */

/* Nobody opens a file while one is moved aside, nor the other way round. */
static void test_a_move_under_way(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char text[256];
    int lock = -1, another = -1;

    opts.busy_timeout_ms = 0;
    oriel_storage_t *storage = open_with(place, opts);

    (void)snprintf(text, sizeof(text), "EBUSY: storage %s: another process has kept its folder for 0 ms", place->path);
    assert_int_equal(oriel__damaged_lock(place->path, true, 0, &lock), ORIEL_OK);
    assert_answer(text, oriel_storage_set, storage, "k", "v", 1);
    assert_int_equal(oriel__damaged_lock(place->path, false, 0, &another), ORIEL_EBUSY);
    oriel__damaged_unlock(lock);
    assert_int_equal(oriel__damaged_lock(place->path, false, 0, &lock), ORIEL_OK);
    assert_answer("null", oriel_storage_set, storage, "k", "v", 1); /* others open theirs */
    assert_int_equal(oriel__damaged_lock(place->path, true, 0, &another), ORIEL_EBUSY);
    oriel__damaged_unlock(lock);
    oriel_storage_unref(storage);
}

static void test_another_process_keeps_it(void **context)
{
    struct place *place = *context;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    sqlite3 *db = NULL;
    char text[256];

    opts.busy_timeout_ms = 0;
    oriel_storage_t *storage = open_with(place, opts);

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    (void)snprintf(text, sizeof(text), "EBUSY: storage %s: another process has kept it for 0 ms", place->path);
    assert_answer(text, oriel_storage_set, storage, "k", "w", 1);
    assert_answer("\"v\"", oriel_storage_get, storage, "k"); /* readers are not kept waiting */
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_answer("null", oriel_storage_set, storage, "k", "w", 1);
    oriel_storage_unref(storage);
}

static void test_what_others_write_is_seen(void **context)
{
    oriel_storage_t *one = open_here(*context), *two = open_here(*context);

    assert_answer("null", oriel_storage_get, one, "k");
    assert_answer("null", oriel_storage_set, two, "k", "v", 1);
    assert_answer("\"v\"", oriel_storage_get, one, "k");
    assert_answer("null", oriel_storage_set, one, "k", "w", 1);
    assert_answer("\"w\"", oriel_storage_get, two, "k");
    oriel_storage_unref(one);
    oriel_storage_unref(two);
}

static int write_as_a_process(const char *path, char letter)
{
    oriel_app_t *app = NULL;
    oriel_storage_t *storage = NULL;
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    int failures = 0;

    opts.path = path;
    opts.busy_timeout_ms = LONG_MS;
    if (oriel_app_new(NULL, &app) || oriel_storage_open(app, &opts, &storage))
        return 100;
    for (int i = 0; i < 100; i++) {
        oriel_future_t *future = NULL;
        char key[16];

        (void)snprintf(key, sizeof(key), "%c%03d", letter, i);
        if (oriel_storage_set(storage, key, key, 4, &future) || oriel_future_wait(future, LONG_MS) ||
            oriel_future_get_error(future, NULL, NULL))
            failures++;
        oriel_future_unref(future);
    }
    oriel_storage_unref(storage);
    oriel_app_unref(app);
    return failures;
}

static char own_path[4096];

/* This program again, as another process. */
static pid_t start_process(const char *path, const char *letter)
{
    pid_t pid = fork();

    if (pid == 0) {
        execl(own_path, own_path, "--write", path, letter, (char *)NULL);
        _exit(101);
    }
    return pid;
}

static void test_two_processes(void **context)
{
    struct place *place = *context;
    pid_t pids[2] = { start_process(place->path, "a"), start_process(place->path, "b") };

    for (int i = 0; i < 2; i++) {
        int status = -1;

        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    oriel_storage_t *storage = open_here(place);
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_storage_all_keys(storage, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    oriel_value_t *keys = oriel_future_dup_value(future);

    assert_int_equal(oriel_value_get_count(keys), 200);
    oriel_value_unref(keys);
    oriel_future_unref(future);
    oriel_storage_unref(storage);
}

static void test_a_forked_child(void **context)
{
    struct place *place = *context;
    oriel_storage_t *storage = open_here(place);
    int status = -1;

    assert_answer("null", oriel_storage_set, storage, "k", "v", 1);
    pid_t pid = fork();

    if (pid == 0) {
        oriel_future_t *future = NULL;
        bool right = oriel_storage_get(storage, "k", &future) == ORIEL_EPERM && !future &&
                     oriel_storage_close(storage, 0) == ORIEL_EPERM && !oriel_storage_dup_damaged(storage) &&
                     !oriel_storage_unref(storage);

        _exit(right ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_answer("\"v\"", oriel_storage_get, storage, "k");
    oriel_storage_unref(storage);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_default_places),
        TEST(test_a_relative_path),
        TEST(test_where_it_cannot_be),
        TEST(test_a_file_that_vanishes),
        TEST(test_large_values_are_not_read_on_the_way),
        TEST(test_a_newer_layout),
        TEST(test_full_synchronous),
        TEST(test_what_is_no_database),
        TEST(test_damage_found_at_the_beginning),
        TEST(test_damage_met_later),
        TEST(test_names_of_what_was_moved),
        TEST(test_a_move_under_way),
        TEST(test_another_process_keeps_it),
        TEST(test_what_others_write_is_seen),
        TEST(test_two_processes),
        TEST(test_a_forked_child),
    };

    if (argc == 4 && strcmp(argv[1], "--write") == 0)
        return write_as_a_process(argv[2], argv[3][0]);
    assert_true(readlink("/proc/self/exe", own_path, sizeof(own_path) - 1) > 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
