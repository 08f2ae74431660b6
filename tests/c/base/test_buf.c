/* Tests of the bounded buffer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

static void check_text(struct oriel_buf *buf, const char *text)
{
    assert_int_equal(buf->len, strlen(text));
    assert_memory_equal(buf->data, text, buf->len);
}

static void test_adds(void **state)
{
    struct oriel_buf buf;

    (void)state;
    oriel__buf_init(&buf, 100);
    assert_int_equal(oriel__buf_add(&buf, NULL, 0), ORIEL_OK);
    assert_null(buf.data);
    assert_int_equal(oriel__buf_add(&buf, "ab", 2), ORIEL_OK);
    assert_int_equal(oriel__buf_addc(&buf, 'c'), ORIEL_OK);
    assert_int_equal(oriel__buf_adds(&buf, "de"), ORIEL_OK);
    assert_int_equal(oriel__buf_addf(&buf, "%d%s", 1, "f"), ORIEL_OK);
    check_text(&buf, "abcde1f");
    oriel__buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    assert_non_null(buf.data);
    oriel__buf_fini(&buf);
    oriel__buf_fini(&buf);
}

static void test_limit(void **state)
{
    struct oriel_buf buf;

    (void)state;
    oriel__buf_init(&buf, 5);
    assert_int_equal(oriel__buf_add(&buf, "123456", 6), ORIEL_ETOOBIG);
    assert_string_equal(oriel_last_error(), "buffer of 0 and 6 more bytes, limit 5");
    assert_int_equal(oriel__buf_add(&buf, "1234", 4), ORIEL_OK);
    assert_int_equal(oriel__buf_add(&buf, "56", 2), ORIEL_ETOOBIG);
    assert_int_equal(oriel__buf_addf(&buf, "%d", 56), ORIEL_ETOOBIG);
    assert_int_equal(oriel__buf_add(&buf, "x", SIZE_MAX), ORIEL_ETOOBIG);
    check_text(&buf, "1234");
    assert_int_equal(oriel__buf_addc(&buf, '5'), ORIEL_OK);
    assert_int_equal(oriel__buf_addc(&buf, '6'), ORIEL_ETOOBIG);
    assert_int_equal(oriel__buf_reserve(&buf, 0), ORIEL_OK);
    check_text(&buf, "12345");
    assert_true(buf.cap <= 5);
    oriel__buf_fini(&buf);
}

static void test_zeroed_holds_nothing(void **state)
{
    struct oriel_buf buf = { 0 };

    (void)state;
    assert_int_equal(oriel__buf_addc(&buf, 'x'), ORIEL_ETOOBIG);
    oriel__buf_fini(&buf);
}

static void test_long_format(void **state)
{
    struct oriel_buf buf;
    char text[1001];

    (void)state;
    memset(text, 'x', 1000);
    text[1000] = '\0';
    oriel__buf_init(&buf, 1000);
    assert_int_equal(oriel__buf_addf(&buf, "%s", text), ORIEL_OK);
    check_text(&buf, text);
    assert_int_equal(oriel__buf_addf(&buf, "%s", text), ORIEL_ETOOBIG);
    oriel__buf_clear(&buf);
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__buf_addf(&buf, "%s", text), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_int_equal(buf.len, 0);
    oriel__buf_fini(&buf);
}

static void test_steal(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 300; n++) {
        struct oriel_buf buf;
        size_t len = 0;
        char *data;

        oriel__buf_init(&buf, 300);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(oriel__buf_addc(&buf, 'y'), ORIEL_OK);
        data = oriel__buf_steal(&buf, n % 2 ? NULL : &len);
        assert_non_null(data);
        assert_int_equal(strlen(data), n);
        assert_int_equal(len, n % 2 ? 0 : n);
        assert_null(buf.data);
        assert_int_equal(buf.limit, 300);
        oriel__free(data);
    }
}

static void test_out_of_memory_changes_nothing(void **state)
{
    struct oriel_buf buf;

    (void)state;
    oriel__buf_init(&buf, 1000);
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__buf_adds(&buf, "ab"), ORIEL_ENOMEM);
    assert_string_equal(oriel_last_error(), "out of memory");
    oriel__alloc_fail_at(0);
    assert_int_equal(oriel__buf_adds(&buf, "ab"), ORIEL_OK);
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__buf_reserve(&buf, 900), ORIEL_ENOMEM);
    oriel__alloc_fail_at(1);
    assert_null(oriel__buf_steal(&buf, NULL));
    oriel__alloc_fail_at(0);
    check_text(&buf, "ab");
    assert_int_equal(oriel__buf_reserve(&buf, 900), ORIEL_OK);
    oriel__alloc_fail_at(1);
    for (int i = 0; i < 900; i++)
        assert_int_equal(oriel__buf_addc(&buf, 'x'), ORIEL_OK);
    assert_int_equal(oriel__alloc_has_failed(), 0);
    oriel__alloc_fail_at(0);
    oriel__buf_fini(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_zeroed_holds_nothing),
        cmocka_unit_test(test_long_format),
        cmocka_unit_test(test_steal),
        cmocka_unit_test(test_out_of_memory_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
