/* Tests of the hash map. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"

#define MANY 20000

static char values[MANY];

static size_t key_of(char *out, size_t i)
{
    return (size_t)sprintf(out, "key-%zu", i);
}

static void put(struct oriel_hash *hash, size_t i)
{
    char key[32];
    void *old = hash;

    assert_int_equal(oriel__hash_set(hash, key, key_of(key, i), &values[i], &old), ORIEL_OK);
    assert_null(old);
}

static void test_empty(void **state)
{
    struct oriel_hash hash;
    size_t cursor = 0;

    (void)state;
    oriel__hash_init(&hash);
    assert_null(oriel__hash_get(&hash, "a", 1));
    assert_null(oriel__hash_remove(&hash, "a", 1));
    assert_null(oriel__hash_each(&hash, &cursor, NULL, NULL));
    assert_int_equal(oriel__hash_count(&hash), 0);
    oriel__hash_fini(&hash, NULL);
    oriel__hash_fini(&hash, NULL);
}

static void test_replaces(void **state)
{
    struct oriel_hash hash;
    void *old = &hash;
    int one, two;

    (void)state;
    oriel__hash_init(&hash);
    assert_int_equal(oriel__hash_set(&hash, "a", 1, &one, &old), ORIEL_OK);
    assert_null(old);
    assert_int_equal(oriel__hash_set(&hash, "a", 1, &two, &old), ORIEL_OK);
    assert_ptr_equal(old, &one);
    assert_ptr_equal(oriel__hash_get(&hash, "a", 1), &two);
    assert_int_equal(oriel__hash_count(&hash), 1);
    oriel__hash_fini(&hash, NULL);
}

static void test_odd_keys(void **state)
{
    static const struct {
        const char *key;
        size_t len;
    } keys[] = {
        { "", 0 }, { "\0", 1 }, { "\0\0", 2 }, { "a", 1 }, { "a\0", 2 }, { "12345678", 8 }, { "123456789", 9 }
    };
    struct oriel_hash hash;
    void *old;

    (void)state;
    oriel__hash_init(&hash);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(oriel__hash_set(&hash, keys[i].key, keys[i].len, &values[i], &old), ORIEL_OK);
    assert_int_equal(oriel__hash_count(&hash), 7);
    for (size_t i = 0; i < 7; i++)
        assert_ptr_equal(oriel__hash_get(&hash, keys[i].key, keys[i].len), &values[i]);
    oriel__hash_fini(&hash, NULL);
}

static void test_many(void **state)
{
    struct oriel_hash hash;
    char key[32];
    const char *at_key;
    size_t len, cursor = 0;

    (void)state;
    oriel__hash_init(&hash);
    for (size_t i = 0; i < MANY; i++)
        put(&hash, i);
    for (size_t i = 0; i < MANY; i += 2)
        assert_ptr_equal(oriel__hash_remove(&hash, key, key_of(key, i)), &values[i]);
    assert_int_equal(oriel__hash_count(&hash), MANY / 2);
    for (size_t i = 0; i < MANY; i++)
        assert_ptr_equal(oriel__hash_get(&hash, key, key_of(key, i)), i % 2 ? &values[i] : NULL);
    for (size_t i = 1; i < MANY; i += 2) { /* insertion order, removed ones passed over */
        assert_ptr_equal(oriel__hash_each(&hash, &cursor, &at_key, &len), &values[i]);
        assert_int_equal(len, key_of(key, i));
        assert_string_equal(at_key, key);
    }
    assert_null(oriel__hash_each(&hash, &cursor, &at_key, &len));
    for (size_t i = 0; i < MANY; i += 2)
        put(&hash, i);
    assert_int_equal(oriel__hash_count(&hash), MANY);
    oriel__hash_fini(&hash, NULL);
}

/* A map used as a queue stays small and quick. */
static void test_churn(void **state)
{
    struct oriel_hash hash;
    char key[32];

    (void)state;
    oriel__hash_init(&hash);
    for (size_t i = 0; i < MANY; i++) {
        put(&hash, i);
        if (i >= 5)
            assert_ptr_equal(oriel__hash_remove(&hash, key, key_of(key, i - 5)), &values[i - 5]);
    }
    assert_int_equal(oriel__hash_count(&hash), 5);
    assert_true(hash.cap <= 16);
    for (size_t i = MANY - 5; i < MANY; i++)
        assert_non_null(oriel__hash_remove(&hash, key, key_of(key, i)));
    assert_int_equal(oriel__hash_count(&hash), 0);
    assert_int_equal(hash.used, 0);
    put(&hash, 1);
    assert_non_null(oriel__hash_get(&hash, key, key_of(key, 1)));
    oriel__hash_fini(&hash, NULL);
}

static void drop(void *value)
{
    *(char *)value = 1;
}

static void test_fini_drops(void **state)
{
    struct oriel_hash hash;
    char key[32];

    (void)state;
    memset(values, 0, 10);
    oriel__hash_init(&hash);
    for (size_t i = 0; i < 10; i++)
        put(&hash, i);
    oriel__hash_remove(&hash, key, key_of(key, 3));
    oriel__hash_fini(&hash, drop);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(values[i], i == 3 ? 0 : 1);
}

/* Sets 40 keys while the n-th allocation fails; whether all could be set. */
static bool fill_failing(long n)
{
    struct oriel_hash hash;
    size_t count = 0;
    oriel_err_t err = ORIEL_OK;

    oriel__hash_init(&hash);
    oriel__alloc_fail_at(n);
    for (size_t i = 0; i < 40; i++) {
        char key[32];
        size_t len = key_of(key, i);
        void *old;

        err = oriel__hash_set(&hash, key, len, &values[i], &old);
        if (err != ORIEL_OK)
            break;
        count++;
    }
    oriel__alloc_fail_at(0);
    assert_int_equal(oriel__hash_count(&hash), count);
    for (size_t i = 0; i < 40; i++) {
        char key[32];
        size_t len = key_of(key, i);

        assert_ptr_equal(oriel__hash_get(&hash, key, len), i < count ? &values[i] : NULL);
    }
    oriel__hash_fini(&hash, NULL);
    assert_true(err == ORIEL_OK || err == ORIEL_ENOMEM);
    return err == ORIEL_OK;
}

static void test_out_of_memory_changes_nothing(void **state)
{
    long n = 1;

    (void)state;
    while (!fill_failing(n))
        n++;
    assert_true(n > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_replaces),
        cmocka_unit_test(test_odd_keys),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_churn),
        cmocka_unit_test(test_fini_drops),
        cmocka_unit_test(test_out_of_memory_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
