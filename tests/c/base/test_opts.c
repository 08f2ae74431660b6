/* Tests of structures that grow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/opts.h"

/* One struct as three versions of a library know it. */
struct old {
    size_t struct_size;
    size_t a;
};
struct now {
    size_t struct_size;
    size_t a, b;
};
struct later {
    size_t struct_size;
    size_t a, b, c;
};

static bool read_now(struct now *to, const void *from)
{
    *to = (struct now){ sizeof(*to), 10, 20 };
    return oriel__opts_read(to, sizeof(*to), from, ORIEL__OPTS_END(struct now, a));
}

static void test_same(void **state)
{
    struct now given = { sizeof(given), 1, 2 }, got;

    (void)state;
    assert_true(read_now(&got, &given));
    assert_int_equal(got.a, 1);
    assert_int_equal(got.b, 2);
}

static void test_older_caller_keeps_defaults(void **state)
{
    struct old given = { sizeof(given), 1 };
    struct now got;

    (void)state;
    assert_true(read_now(&got, &given));
    assert_int_equal(got.struct_size, sizeof(got));
    assert_int_equal(got.a, 1);
    assert_int_equal(got.b, 20);
}

static void test_newer_caller(void **state)
{
    struct later given = { sizeof(given), 1, 2, 0 };
    struct now got;

    (void)state;
    assert_true(read_now(&got, &given));
    assert_int_equal(got.struct_size, sizeof(got));
    assert_int_equal(got.b, 2);
    given.c = 1; /* an option that this library cannot honour */
    assert_false(read_now(&got, &given));
}

static void test_nonsense(void **state)
{
    struct now given = { 0, 1, 2 }, got;

    (void)state;
    assert_false(read_now(&got, &given));
    given.struct_size = sizeof(struct old) - 1;
    assert_false(read_now(&got, &given));
    given.struct_size = SIZE_MAX;
    assert_false(read_now(&got, &given));
    assert_int_equal(got.a, 10); /* untouched */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_older_caller_keeps_defaults),
        cmocka_unit_test(test_newer_caller),
        cmocka_unit_test(test_nonsense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
