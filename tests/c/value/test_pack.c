/* Tests of pack. */
#include "check.h"

#include <math.h>

static oriel_value_t *packed(const char *format, ...)
{
    oriel_value_t *value = NULL;
    va_list list;

    va_start(list, format);
    if (oriel_value_vpack(&value, format, list) != ORIEL_OK)
        fail_msg("%s", oriel_last_error());
    va_end(list);
    return value;
}

static void test_formats(void **state)
{
    oriel_value_t *inner = oriel_value_int(9);

    (void)state;
    check_text(packed("n"), "null");
    check_text(packed("b", 2), "true");
    check_text(packed("i", -3), "-3");
    check_text(packed("I", INT64_C(1234567890123)), "1234567890123");
    check_text(packed("f", 0.5), "0.5");
    check_text(packed("s", "x"), "\"x\"");
    check_text(packed("z", "x"), "\"x\"");
    check_text(packed("z", NULL), "null");
    check_text(packed("#", "a\0b", (size_t)3), "\"a\\u0000b\"");
    check_text(packed("#", NULL, (size_t)0), "\"\"");
    check_text(packed("v", inner), "9");
    check_text(packed("[]"), "[]");
    check_text(packed(" {\t}\n"), "{}");
    check_text(packed("[bnb]", 0, 1), "[false,null,true]");
    check_text(packed("{s:f, s:[ii]}", "load", 0.5, "size", 3, 4), "{\"load\":0.5,\"size\":[3,4]}");
    check_text(packed("{#s#{sv}}", "k!", (size_t)1, "v", "w!", (size_t)1, "in", inner),
               "{\"k\":\"v\",\"w\":{\"in\":9}}");
    check_text(packed("[[[]],{s[]}]", "a"), "[[[]],{\"a\":[]}]");
    oriel_value_unref(inner);
}

#define check_pack(err, text, ...)                                                                                     \
    do {                                                                                                               \
        oriel_value_t *value_ = NULL;                                                                                  \
        check_error(oriel_value_pack(&value_, __VA_ARGS__), err, text);                                                \
        assert_null(value_);                                                                                           \
    } while (0)

static void test_format_errors(void **state)
{
    (void)state;
    check_pack(ORIEL_EINVAL, "format \"\", character 1: ends too early", "");
    check_pack(ORIEL_EINVAL, "format \" ,\", character 3: ends too early", " ,");
    check_pack(ORIEL_EINVAL, "format \"[i\", character 3: ends too early", "[i", 1);
    check_pack(ORIEL_EINVAL, "format \"{s\", character 3: ends too early", "{s", "a");
    check_pack(ORIEL_EINVAL, "format \"[q]\", character 2: unknown", "[q]");
    check_pack(ORIEL_EINVAL, "format \"ii\", character 2: more than one value", "ii", 1, 2);
    check_pack(ORIEL_EINVAL, "format \"[]]\", character 3: more than one value", "[]]");
    check_pack(ORIEL_EINVAL, "format \"]\", character 1: ends what was not begun", "]");
    check_pack(ORIEL_EINVAL, "format \"[}\", character 2: ends what was not begun", "[}");
    check_pack(ORIEL_EINVAL, "format \"{]\", character 2: ends what was not begun", "{]");
    check_pack(ORIEL_EINVAL, "format \"{s:}\", character 4: a key without its value", "{s:}", "a");
    check_pack(ORIEL_EINVAL, "format \"{i}\", character 2: a key is 's' or '#'", "{i}", 1);
    check_pack(ORIEL_EINVAL, "format \"{z}\", character 2: a key is 's' or '#'", "{z}", "a");
    check_pack(ORIEL_EINVAL, "format \"s\", character 1: NULL", "s", NULL);
    check_pack(ORIEL_EINVAL, "format \"{s:i}\", character 2: NULL", "{s:i}", NULL, 1);
    check_pack(ORIEL_EINVAL, "format \"#\", character 1: NULL", "#", NULL, (size_t)1);
    check_pack(ORIEL_EINVAL, "key with a NUL in it", "{#:n}", "a\0b", (size_t)3);
    check_pack(ORIEL_EINVAL, "format is NULL", NULL);
    check_error(oriel_value_pack(NULL, "n"), ORIEL_EINVAL, "ret is NULL");
}

static void test_value_errors(void **state)
{
    oriel_value_t *bytes = oriel_value_bytes("x", 1);
    char deep[ORIEL_VALUE_DEPTH_MAX + 2];

    (void)state;
    check_pack(ORIEL_ERANGE, "integer 9007199254740992, limit 9007199254740991", "I", ORIEL_VALUE_INT_MAX + 1);
    check_pack(ORIEL_ERANGE, "NaN is not a JSON number", "[f]", NAN);
    check_pack(ORIEL_ETYPE, "bytes within a value", "[v]", bytes);
    check_pack(ORIEL_ESYNTAX, "text is not UTF-8 at byte 0 of 1 (0xff)", "s", "\xff");
    check_pack(ORIEL_ERANGE, "infinity is not a JSON number", "[v]", oriel_value_real(INFINITY));
    memset(deep, '[', sizeof(deep) - 1);
    deep[sizeof(deep) - 1] = '\0';
    check_pack(ORIEL_ETOOBIG, "nesting of 129 levels, limit 128", deep);
    oriel_value_unref(bytes);
}

static oriel_err_t pack_some(void)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_value_pack(&value, "{s:[ssss], s:{s:f}, s:s}", "a long key to begin with", "some text",
                                       "some more of it", "and more still", "so that it grows", "b", "c", 0.1, "d",
                                       "and grows beyond the first hundred and twenty-eight bytes");

    assert_int_equal(value != NULL, err == ORIEL_OK);
    oriel_value_unref(value);
    return err;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    torture(pack_some, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_format_errors),
        cmocka_unit_test(test_value_errors),
        cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
