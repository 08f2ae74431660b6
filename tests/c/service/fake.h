/* What the tests of this room share: an app, a folder that goes away, answers. */
#ifndef ORIEL_TEST_SERVICE_FAKE_H
#define ORIEL_TEST_SERVICE_FAKE_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <oriel/oriel.h>

#define LONG_MS 30000 /* only for what goes wrong */

struct place {
    oriel_app_t *app;
    char folder[64];
    char path[80]; /* a file in it */
};

static inline int place_setup(void **context)
{
    struct place *place = calloc(1, sizeof(*place));
    const oriel_app_opts_t opts = { sizeof(opts), "headless" };

    assert_non_null(place);
    (void)snprintf(place->folder, sizeof(place->folder), "/tmp/oriel-test-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    (void)snprintf(place->path, sizeof(place->path), "%s/s.db", place->folder);
    assert_int_equal(oriel_app_new(&opts, &place->app), ORIEL_OK);
    *context = place;
    return 0;
}

static inline int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

static inline void remove_folder(const char *folder)
{
    (void)nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline int place_teardown(void **context)
{
    struct place *place = *context;

    oriel_app_unref(place->app);
    remove_folder(place->folder);
    free(place);
    return 0;
}

static inline oriel_storage_t *open_with(struct place *place, oriel_storage_opts_t opts)
{
    oriel_storage_t *storage = NULL;

    if (!opts.path)
        opts.path = place->path;
    assert_int_equal(oriel_storage_open(place->app, &opts, &storage), ORIEL_OK);
    return storage;
}

static inline oriel_storage_t *open_here(struct place *place)
{
    return open_with(place, (oriel_storage_opts_t)ORIEL_STORAGE_OPTS_INIT);
}

/* Waits, and gives the JSON text of the value; the future goes. */
static inline const char *answer(oriel_future_t *future)
{
    static char text[4096];
    const char *error = NULL;
    oriel_value_t *value;

    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    oriel_err_t err = oriel_future_get_error(future, NULL, &error);

    value = oriel_future_dup_value(future);
    (void)snprintf(text, sizeof(text), "%s%s%s", err ? oriel_err_name(err) : "", err ? ": " : "",
                   err ? error : oriel_value_get_text(value, NULL));
    oriel_value_unref(value);
    oriel_future_unref(future);
    return text;
}

/* `call(..., &future)` gives `expected`. */
#define assert_answer(expected, call, ...)                                                                             \
    do {                                                                                                               \
        oriel_future_t *future_ = NULL;                                                                                \
        assert_int_equal(call(__VA_ARGS__, &future_), ORIEL_OK);                                                       \
        assert_string_equal(answer(future_), expected);                                                                \
    } while (0)

#define assert_fails(expected, text, call)                                                                             \
    do {                                                                                                               \
        assert_int_equal(call, expected);                                                                              \
        assert_string_equal(oriel_last_error(), text);                                                                 \
    } while (0)

#endif
