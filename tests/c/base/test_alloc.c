/* Tests of the allocator seam. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>

#include "base/alloc.h"

static void test_plain(void **state)
{
    char *memory = oriel__alloc(0);

    (void)state;
    assert_non_null(memory);
    memory = oriel__realloc(memory, 100);
    assert_non_null(memory);
    oriel__free(memory);
    memory = oriel__new0(16);
    assert_non_null(memory);
    for (int i = 0; i < 16; i++)
        assert_int_equal(memory[i], 0);
    oriel__free(memory);
    oriel__free(NULL);
}

static void test_texts(void **state)
{
    char *text = oriel__strdup("abc");

    (void)state;
    assert_string_equal(text, "abc");
    oriel__free(text);
    text = oriel__strndup("a\0b?", 3);
    assert_memory_equal(text, "a\0b", 4);
    oriel__free(text);
    text = oriel__strndup(NULL, 0);
    assert_string_equal(text, "");
    oriel__free(text);
}

static void test_fails_once(void **state)
{
    void *first, *second, *third;

    (void)state;
    oriel__alloc_fail_at(2);
    first = oriel__alloc(1);
    assert_int_equal(oriel__alloc_has_failed(), 0);
    second = oriel__alloc(1);
    assert_int_equal(oriel__alloc_has_failed(), 1);
    third = oriel__alloc(1);
    oriel__alloc_fail_at(0);
    assert_non_null(first);
    assert_null(second);
    assert_non_null(third);
    assert_int_equal(oriel__alloc_has_failed(), 0);
    oriel__free(first);
    oriel__free(third);
}

static void test_every_kind_fails(void **state)
{
    char *memory = oriel__alloc(1);

    (void)state;
    oriel__alloc_fail_at(1);
    assert_null(oriel__new0(1));
    oriel__alloc_fail_at(1);
    assert_null(oriel__realloc(memory, 10));
    oriel__alloc_fail_at(1);
    assert_null(oriel__strdup("x"));
    oriel__alloc_fail_at(0);
    oriel__free(memory);
}

static void *other_thread(void *arg)
{
    void **ret = arg;

    *ret = oriel__alloc(1);
    return NULL;
}

static void test_is_per_thread(void **state)
{
    pthread_t thread;
    void *memory = NULL;

    (void)state;
    oriel__alloc_fail_at(1);
    assert_int_equal(pthread_create(&thread, NULL, other_thread, &memory), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_non_null(memory);
    assert_int_equal(oriel__alloc_has_failed(), 0);
    oriel__alloc_fail_at(0);
    oriel__free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),         cmocka_unit_test(test_texts),
        cmocka_unit_test(test_fails_once),    cmocka_unit_test(test_every_kind_fails),
        cmocka_unit_test(test_is_per_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
