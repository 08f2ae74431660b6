/* Tests of values themselves: makers, references, readers of scalars. */
#include "check.h"

#include <math.h>
#include <pthread.h>

static void test_scalars(void **state)
{
    (void)state;
    check_text(oriel_value_null(), "null");
    check_text(oriel_value_bool(true), "true");
    check_text(oriel_value_bool(false), "false");
    check_text(oriel_value_int(0), "0");
    check_text(oriel_value_int(-42), "-42");
    check_text(oriel_value_int(ORIEL_VALUE_INT_MAX), "9007199254740991");
    check_text(oriel_value_int(-ORIEL_VALUE_INT_MAX), "-9007199254740991");
    check_text(oriel_value_real(42.5), "42.5");
    check_text(oriel_value_real(64), "64.0");
    check_text(oriel_value_string("a\"b"), "\"a\\\"b\"");
    check_text(oriel_value_string_n(NULL, 0), "\"\"");
}

static void test_makers_refuse(void **state)
{
    (void)state;
    check_null(oriel_value_int(ORIEL_VALUE_INT_MAX + 1), "integer 9007199254740992, limit 9007199254740991");
    check_null(oriel_value_int(INT64_MIN), "integer -9223372036854775808, limit 9007199254740991");
    check_null(oriel_value_real(NAN), "NaN is not a JSON number");
    check_null(oriel_value_real(INFINITY), "infinity is not a JSON number");
    check_null(oriel_value_real(-INFINITY), "infinity is not a JSON number");
    check_null(oriel_value_string(NULL), "text is NULL");
    check_null(oriel_value_string_n(NULL, 1), "text is NULL");
    check_null(oriel_value_bytes(NULL, 1), "data is NULL");
    check_null(oriel_value_string("\xff"), "text is not UTF-8 at byte 0 of 1 (0xff)");
    check_null(oriel_value_string_n("", ORIEL_VALUE_SIZE_MAX), "value of more than 67108864 bytes of text");
}

static void test_string_limit(void **state)
{
    size_t max = ORIEL_VALUE_SIZE_MAX - 2; /* the quotes */
    char *text = malloc(max);
    oriel_value_t *value;
    size_t len;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', max);
    value = oriel_value_string_n(text, max);
    assert_non_null(value);
    assert_non_null(oriel_value_get_text(value, &len));
    assert_int_equal(len, ORIEL_VALUE_SIZE_MAX);
    oriel_value_unref(value);
    text[max - 1] = '"'; /* one byte more, escaped */
    check_null(oriel_value_string_n(text, max), "value of more than 67108864 bytes of text");
    free(text);
}

static void test_null_is_the_makers_error(void **state)
{
    bool b = true;
    int64_t i = 7;
    double d = 7;
    char *text = NULL;

    (void)state;
    assert_int_equal(oriel_value_get_bool(oriel_value_real(NAN), &b), ORIEL_ERANGE);
    assert_int_equal(oriel_value_get_int(oriel_value_string("\x80"), &i), ORIEL_ESYNTAX);
    assert_int_equal(oriel_value_get_real(oriel_value_string(NULL), &d), ORIEL_EINVAL);
    assert_int_equal(oriel_value_dup_string(oriel_value_int(INT64_MAX), &text, NULL), ORIEL_ERANGE);
    assert_true(b && i == 7 && d == 7 && !text);
    assert_int_equal(oriel_value_get_type(NULL), ORIEL_TYPE_NULL);
    assert_null(oriel_value_get_text(NULL, NULL));
    assert_null(oriel_value_get_bytes(NULL, NULL));
    assert_null(oriel_value_ref(NULL));
    assert_null(oriel_value_unref(NULL));
    assert_int_equal(oriel_value_get_count(NULL), 0);
}

static void test_ret_null(void **state)
{
    oriel_value_t *value = oriel_value_int(1);

    (void)state;
    check_error(oriel_value_get_bool(value, NULL), ORIEL_EINVAL, "ret is NULL");
    check_error(oriel_value_get_int(value, NULL), ORIEL_EINVAL, "ret is NULL");
    check_error(oriel_value_get_real(value, NULL), ORIEL_EINVAL, "ret is NULL");
    check_error(oriel_value_dup_string(value, NULL, NULL), ORIEL_EINVAL, "ret is NULL");
    oriel_value_unref(value);
}

static void check_type(oriel_value_t *value, oriel_type_t type)
{
    assert_non_null(value);
    assert_int_equal(oriel_value_get_type(value), type);
    oriel_value_unref(value);
}

static void test_types(void **state)
{
    (void)state;
    check_type(oriel_value_null(), ORIEL_TYPE_NULL);
    check_type(oriel_value_bool(true), ORIEL_TYPE_BOOL);
    check_type(oriel_value_int(1), ORIEL_TYPE_INT);
    check_type(oriel_value_real(1), ORIEL_TYPE_REAL);
    check_type(oriel_value_string(""), ORIEL_TYPE_STRING);
    check_type(oriel_value_bytes("", 0), ORIEL_TYPE_BYTES);
    check_type(parsed("null"), ORIEL_TYPE_NULL);
    check_type(parsed("false"), ORIEL_TYPE_BOOL);
    check_type(parsed("-5"), ORIEL_TYPE_INT);
    check_type(parsed("1e2"), ORIEL_TYPE_REAL);
    check_type(parsed("1.5"), ORIEL_TYPE_REAL);
    check_type(parsed("9007199254740992"), ORIEL_TYPE_REAL);
    check_type(parsed("\"e.\""), ORIEL_TYPE_STRING);
    check_type(parsed("[]"), ORIEL_TYPE_ARRAY);
    check_type(parsed("{}"), ORIEL_TYPE_OBJECT);
}

static void test_get_int(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        { "0", 0 },      { "-7", -7 },      { "9007199254740991", ORIEL_VALUE_INT_MAX },  { "64.0", 64 }, { "-0.0", 0 },
        { "1e3", 1000 }, { "-2.5e1", -25 }, { "9007199254740991.0", ORIEL_VALUE_INT_MAX }
    };
    static const struct {
        const char *text;
        oriel_err_t err;
        const char *message;
    } bad[] = {
        { "0.5", ORIEL_ETYPE, "value is a real with a fraction, 0.5, not an int" },
        { "9007199254740993", ORIEL_ERANGE, "integer 9007199254740992.0, limit 9007199254740991" },
        { "-1e300", ORIEL_ERANGE, "integer -1e300, limit 9007199254740991" },
        { "\"1\"", ORIEL_ETYPE, "value is a string, not an int" },
        { "true", ORIEL_ETYPE, "value is a bool, not an int" },
        { "null", ORIEL_ETYPE, "value is null, not an int" },
        { "[1]", ORIEL_ETYPE, "value is an array, not an int" },
        { "{}", ORIEL_ETYPE, "value is an object, not an int" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        oriel_value_t *value = parsed(good[i].text);
        int64_t got = 99;

        assert_int_equal(oriel_value_get_int(value, &got), ORIEL_OK);
        assert_true(got == good[i].value);
        oriel_value_unref(value);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        oriel_value_t *value = parsed(bad[i].text);
        int64_t got = 99;

        check_error(oriel_value_get_int(value, &got), bad[i].err, bad[i].message);
        assert_true(got == 99);
        oriel_value_unref(value);
    }
}

static void test_get_bool_and_real(void **state)
{
    oriel_value_t *number = oriel_value_int(3);
    oriel_value_t *flag = oriel_value_bool(true);
    oriel_value_t *bytes = oriel_value_bytes("x", 1);
    double d = 0;
    bool b = false;

    (void)state;
    assert_int_equal(oriel_value_get_real(number, &d), ORIEL_OK);
    assert_true(d == 3);
    assert_int_equal(oriel_value_get_bool(flag, &b), ORIEL_OK);
    assert_true(b);
    check_error(oriel_value_get_bool(number, &b), ORIEL_ETYPE, "value is an int, not a bool");
    check_error(oriel_value_get_real(flag, &d), ORIEL_ETYPE, "value is a bool, not a real");
    check_error(oriel_value_get_real(bytes, &d), ORIEL_ETYPE, "value is bytes, not a real");
    oriel_value_unref(number);
    oriel_value_unref(flag);
    oriel_value_unref(bytes);
}

static void test_dup_string(void **state)
{
    oriel_value_t *value = oriel_value_string_n("a\0b\n\xe2\x82\xac", 7);
    oriel_value_t *number = oriel_value_int(1);
    char *text = NULL;
    size_t len = 0;

    (void)state;
    assert_string_equal(oriel_value_get_text(value, NULL), "\"a\\u0000b\\n\xe2\x82\xac\"");
    assert_int_equal(oriel_value_dup_string(value, &text, &len), ORIEL_OK);
    assert_int_equal(len, 7);
    assert_memory_equal(text, "a\0b\n\xe2\x82\xac", 8);
    oriel_free(text);
    assert_int_equal(oriel_value_dup_string(value, &text, NULL), ORIEL_OK);
    oriel_free(text);
    text = NULL;
    check_error(oriel_value_dup_string(number, &text, NULL), ORIEL_ETYPE, "value is an int, not a string");
    assert_null(text);
    oriel_free(NULL);
    oriel_value_unref(value);
    oriel_value_unref(number);
}

static void test_bytes(void **state)
{
    char data[] = { 1, 0, 2 };
    oriel_value_t *value = oriel_value_bytes(data, 3);
    size_t len = 99;

    (void)state;
    data[0] = 9;
    assert_memory_equal(oriel_value_get_bytes(value, &len), "\1\0\2", 3);
    assert_int_equal(len, 3);
    assert_null(oriel_value_get_text(value, &len));
    assert_int_equal(len, 0);
    oriel_value_unref(value);

    value = oriel_value_int(1);
    len = 99;
    assert_null(oriel_value_get_bytes(value, &len));
    assert_int_equal(len, 0);
    oriel_value_unref(value);
}

static void release(void *data, void *user)
{
    assert_non_null(data);
    (*(int *)user)++;
    free(data);
}

static void test_bytes_take(void **state)
{
    int count = 0;
    void *data = calloc(1, 4);
    oriel_value_t *value = oriel_value_bytes_take(data, 4, release, &count);

    (void)state;
    assert_ptr_equal(oriel_value_get_bytes(value, NULL), data);
    assert_ptr_equal(oriel_value_ref(value), value);
    assert_null(oriel_value_unref(value));
    assert_int_equal(count, 0);
    assert_null(oriel_value_unref(value));
    assert_int_equal(count, 1);

    value = oriel_value_bytes_take("static", 6, NULL, NULL);
    assert_int_equal(oriel_value_get_type(value), ORIEL_TYPE_BYTES);
    oriel_value_unref(value);
}

static void count_release(void *data, void *user)
{
    (void)data;
    (*(int *)user)++;
}

static void test_bytes_take_failing(void **state)
{
    int count = 0;

    (void)state;
    oriel__alloc_fail_at(1);
    check_null(oriel_value_bytes_take(calloc(1, 4), 4, release, &count), "out of memory");
    oriel__alloc_fail_at(0);
    assert_int_equal(count, 1);
    check_null(oriel_value_bytes_take(NULL, 4, count_release, &count), "data is NULL");
    assert_int_equal(count, 2);
    check_null(oriel_value_bytes_take(NULL, 4, NULL, NULL), "data is NULL");
}

static void test_members(void **state)
{
    oriel_value_t *value =
        parsed("{\"a\":1,\"b\":{\"a\":[1,[2]]},\"\\u00e9\":\"x\",\"l\":null,\"t\\n\":true,\"\":0.5}");

    (void)state;
    assert_int_equal(oriel_value_get_count(value), 6);
    check_text(oriel_value_dup_member(value, "a"), "1");
    check_text(oriel_value_dup_member(value, "b"), "{\"a\":[1,[2]]}");
    check_text(oriel_value_dup_member(value, "\xc3\xa9"), "\"x\"");
    check_text(oriel_value_dup_member(value, "l"), "null");
    check_text(oriel_value_dup_member(value, "t\n"), "true");
    check_text(oriel_value_dup_member(value, ""), "0.5");
    check_null(oriel_value_dup_member(value, "t"), "no member \"t\"");
    check_null(oriel_value_dup_member(value, "t\nx"), "no member \"t\nx\"");
    check_null(oriel_value_dup_member(value, "\\u00e9"), "no member \"\\u00e9\"");
    check_null(oriel_value_dup_member(value, NULL), "an object has no member");
    check_null(oriel_value_dup_element(value, 0), "an object has no element");
    oriel_value_unref(value);
}

static void test_elements(void **state)
{
    oriel_value_t *value = parsed("[1,\"]\",[],{\"a\":[]},false]");
    oriel_value_t *empty = parsed("[]");
    oriel_value_t *text = oriel_value_string("[1]");

    (void)state;
    assert_int_equal(oriel_value_get_count(value), 5);
    check_text(oriel_value_dup_element(value, 0), "1");
    check_text(oriel_value_dup_element(value, 1), "\"]\"");
    check_text(oriel_value_dup_element(value, 2), "[]");
    check_text(oriel_value_dup_element(value, 3), "{\"a\":[]}");
    check_text(oriel_value_dup_element(value, 4), "false");
    check_null(oriel_value_dup_element(value, 5), "no element 5 of 5");
    check_null(oriel_value_dup_element(empty, 0), "no element 0 of 0");
    check_null(oriel_value_dup_element(text, 0), "a string has no element");
    check_null(oriel_value_dup_member(value, "a"), "an array has no member");
    assert_int_equal(oriel_value_get_count(empty), 0);
    assert_int_equal(oriel_value_get_count(text), 0);
    oriel_value_unref(value);
    oriel_value_unref(empty);
    oriel_value_unref(text);
}

static void *share(void *arg)
{
    for (int i = 0; i < 10000; i++)
        oriel_value_unref(oriel_value_ref(arg));
    return NULL;
}

static void test_shared_by_threads(void **state)
{
    oriel_value_t *value = oriel_value_string("shared");
    pthread_t threads[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, share, value), 0);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    check_text(value, "\"shared\"");
}

static oriel_err_t make_all(void)
{
    static const char *const texts[] = { "12", "2.5", "\"abc\"", "[1]", "{\"a\":[]}" };
    oriel_value_t *values[] = { oriel_value_int(5),
                                oriel_value_real(0.5),
                                oriel_value_string("long enough to grow"),
                                oriel_value_bytes("abc", 3),
                                NULL,
                                NULL };
    oriel_err_t err = values[0] && values[1] && values[2] && values[3] ? ORIEL_OK : ORIEL_ENOMEM;
    char *text = NULL;

    for (size_t i = 0; err == ORIEL_OK && i < 5; i++) {
        err = oriel_value_from_json(texts[i], strlen(texts[i]), &values[4]);
        if (err == ORIEL_OK && i == 2)
            err = oriel_value_dup_string(values[4], &text, NULL);
        if (err == ORIEL_OK && i == 3)
            err = (values[5] = oriel_value_dup_element(values[4], 0)) ? ORIEL_OK : ORIEL_ENOMEM;
        if (err == ORIEL_OK && i == 4)
            err = (values[5] = oriel_value_dup_member(values[4], "a")) ? ORIEL_OK : ORIEL_ENOMEM;
        values[4] = oriel_value_unref(values[4]);
        values[5] = oriel_value_unref(values[5]);
    }
    oriel_free(text);
    for (size_t i = 0; i < 4; i++)
        oriel_value_unref(values[i]);
    return err;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    torture(make_all, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scalars),           cmocka_unit_test(test_makers_refuse),
        cmocka_unit_test(test_string_limit),      cmocka_unit_test(test_null_is_the_makers_error),
        cmocka_unit_test(test_ret_null),          cmocka_unit_test(test_types),
        cmocka_unit_test(test_get_int),           cmocka_unit_test(test_get_bool_and_real),
        cmocka_unit_test(test_dup_string),        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_bytes_take),        cmocka_unit_test(test_bytes_take_failing),
        cmocka_unit_test(test_members),           cmocka_unit_test(test_elements),
        cmocka_unit_test(test_shared_by_threads), cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
