/* Tests of the error table and the last error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>

#include "base/error.h"

static void test_table(void **state)
{
    (void)state;
#define CHECK(name, value, text, python, http)                                                                         \
    assert_int_equal(ORIEL_##name, value);                                                                             \
    assert_string_equal(oriel_err_name(ORIEL_##name), #name);                                                          \
    assert_string_equal(oriel_err_text(ORIEL_##name), text);                                                           \
    assert_string_equal(oriel_err_python(ORIEL_##name), python);                                                       \
    assert_int_equal(oriel_err_http(ORIEL_##name), http);
    ORIEL_ERR_MAP(CHECK)
#undef CHECK
}

static void test_values_are_unique(void **state)
{
    static const int values[] = {
#define VALUE(name, value, text, python, http) value,
        ORIEL_ERR_MAP(VALUE)
#undef VALUE
    };

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        assert_int_equal(values[i], -(int)i - 1);
}

static void test_outside_the_table(void **state)
{
    (void)state;
    assert_string_equal(oriel_err_name(ORIEL_OK), "OK");
    assert_string_equal(oriel_err_text(ORIEL_OK), "no error");
    assert_int_equal(oriel_err_http(ORIEL_OK), 200);
    assert_string_equal(oriel_err_name(ORIEL_PENDING), "PENDING");
    assert_string_equal(oriel_err_text(ORIEL_PENDING), "pending");
    assert_string_equal(oriel_err_name((oriel_err_t)-999), "UNKNOWN");
    assert_string_equal(oriel_err_text((oriel_err_t)-999), "unknown error");
    assert_string_equal(oriel_err_python((oriel_err_t)-999), "RuntimeError");
    assert_int_equal(oriel_err_http((oriel_err_t)-999), 500);
}

static void test_version(void **state)
{
    char text[32];

    (void)state;
    (void)snprintf(text, sizeof(text), "%d.%d.%d", ORIEL_VERSION_MAJOR, ORIEL_VERSION_MINOR, ORIEL_VERSION_PATCH);
    assert_string_equal(oriel_version(), text);
    assert_string_equal(ORIEL_VERSION_STRING, text);
}

static void *other_thread(void *arg)
{
    (void)arg;
    assert_string_equal(oriel_last_error(), "");
    assert_int_equal(oriel__last_err(), ORIEL_EINVAL);
    assert_int_equal(oriel__fail(ORIEL_EBUSY, "theirs"), ORIEL_EBUSY);
    return NULL;
}

static void test_last_error_is_per_thread(void **state)
{
    pthread_t thread;

    (void)state;
    assert_int_equal(oriel__fail(ORIEL_ETOOBIG, "message %d bytes, limit %d", 70000, 65536), ORIEL_ETOOBIG);
    assert_int_equal(pthread_create(&thread, NULL, other_thread, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_string_equal(oriel_last_error(), "message 70000 bytes, limit 65536");
    assert_int_equal(oriel__last_err(), ORIEL_ETOOBIG);
}

static void test_quotes_itself(void **state)
{
    (void)state;
    oriel__fail(ORIEL_EIO, "inner");
    oriel__fail(ORIEL_EINVAL, "outer (%s)", oriel_last_error());
    assert_string_equal(oriel_last_error(), "outer (inner)");
    assert_int_equal(oriel__last_err(), ORIEL_EINVAL);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_int_equal(oriel__nomem(), ORIEL_ENOMEM);
    assert_string_equal(oriel_last_error(), "out of memory");
    assert_int_equal(oriel__last_err(), ORIEL_ENOMEM);
}

/* The text ends after `keep` of the 511 bytes, for a character that begins at
 * byte `at` and is cut. */
static void check_cut(const char *character, size_t at, size_t keep)
{
    char text[600];

    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    memcpy(text + at, character, strlen(character));
    oriel__fail(ORIEL_EINVAL, "%s", text);
    assert_int_equal(strlen(oriel_last_error()), keep);
}

static void test_cut_on_a_character(void **state)
{
    (void)state;
    check_cut("x", 0, 511);
    check_cut("\xc3\xa9", 509, 511);
    check_cut("\xc3\xa9", 510, 510);
    check_cut("\xe2\x82\xac", 508, 511);
    check_cut("\xe2\x82\xac", 509, 509);
    check_cut("\xe2\x82\xac", 510, 510);
    check_cut("\xf0\x9f\x98\x80", 507, 511);
    check_cut("\xf0\x9f\x98\x80", 508, 508);
    check_cut("\xf0\x9f\x98\x80", 509, 509);
    check_cut("\xf0\x9f\x98\x80", 510, 510);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_values_are_unique),
        cmocka_unit_test(test_outside_the_table),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_last_error_is_per_thread),
        cmocka_unit_test(test_quotes_itself),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_cut_on_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
