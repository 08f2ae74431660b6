/* Tests of the reader. */
#include "check.h"

#include "value/value.h"

/* One character a token, with its text for those that have one. */
static void check_tokens(const char *json, const char *expected)
{
    static const char letters[] = ".nbirsk[]{}";
    oriel_value_t *value = parsed(json);
    oriel_reader_t reader = oriel_value_read(value);
    char got[1024] = "";

    for (;;) {
        oriel_token_t token = oriel_reader_next(&reader);
        char *end = got + strlen(got);

        if (token.type == ORIEL_TOKEN_END)
            break;
        if (token.type >= ORIEL_TOKEN_INT && token.type <= ORIEL_TOKEN_KEY)
            (void)sprintf(end, "%c(%.*s)", letters[token.type], (int)token.len, token.text);
        else if (token.type == ORIEL_TOKEN_BOOL)
            (void)sprintf(end, "b%d", token.boolean);
        else
            (void)sprintf(end, "%c", letters[token.type]);
    }
    assert_string_equal(got, expected);
    assert_int_equal(reader.depth, 0);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END);
    oriel_value_unref(value);
}

static void test_tokens(void **state)
{
    (void)state;
    check_tokens("null", "n");
    check_tokens("true", "b1");
    check_tokens("12", "i(12)");
    check_tokens("-1.5", "r(-1.5)");
    check_tokens("\"a b\"", "s(a b)");
    check_tokens("[]", "[]");
    check_tokens("{}", "{}");
    check_tokens("[[],{},[1]]", "[[]{}[i(1)]]");
    check_tokens(" { \"a\" : [ 1 , 2.0 , null ] , \"b\" : { \"c\" : \"d\" , \"\" : false } , \"e\" : \"\" } ",
                 "{k(a)[i(1)r(2.0)n]k(b){k(c)s(d)k()b0}k(e)s()}");
    check_tokens("[\"\\\"\",\"\\\\\",\"a\\\\\\\"b\",{\"\\\"\":\"]\"}]", "[s(\\\")s(\\\\)s(a\\\\\\\"b){k(\\\")s(])}]");
    check_tokens("[{\"a\":[{\"b\":1}],\"c\":2},3]", "[{k(a)[{k(b)i(1)}]k(c)i(2)}i(3)]");
}

static void test_values(void **state)
{
    oriel_value_t *value = parsed("[7,-7.25,true,\"a\\n\"]");
    oriel_reader_t reader = oriel_value_read(value);
    oriel_token_t token;

    (void)state;
    oriel_reader_next(&reader);
    token = oriel_reader_next(&reader);
    assert_true(token.integer == 7 && token.real == 7.0);
    token = oriel_reader_next(&reader);
    assert_true(token.type == ORIEL_TOKEN_REAL && token.real == -7.25);
    assert_true(oriel_reader_next(&reader).boolean);
    assert_true(oriel_reader_next(&reader).has_escapes);
    oriel_value_unref(value);
}

static void test_bytes_and_null(void **state)
{
    oriel_value_t *bytes = oriel_value_bytes("[1]", 3);
    oriel_reader_t reader = oriel_value_read(bytes);

    (void)state;
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_NULL);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END);
    oriel_value_unref(bytes);
    reader = oriel_value_read(NULL);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_NULL);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END);
}

static void test_skip(void **state)
{
    oriel_value_t *value = parsed("{\"a\":[1,[2,\"]\",{\"x\":\"\\\"]\"}],3],\"b\":4}");
    oriel_reader_t reader = oriel_value_read(value);

    (void)state;
    oriel_reader_skip(&reader); /* nothing was begun */
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_BEGIN_OBJECT);
    oriel_reader_next(&reader);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_BEGIN_ARRAY);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_INT);
    oriel_reader_skip(&reader);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_KEY);
    oriel_reader_skip(&reader);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END);
    assert_int_equal(reader.depth, 0);
    oriel_value_unref(value);
}

static void test_copies_are_positions(void **state)
{
    oriel_value_t *value = parsed("[1,2]");
    oriel_reader_t reader = oriel_value_read(value), saved;

    (void)state;
    oriel_reader_next(&reader);
    saved = reader;
    assert_true(oriel_reader_next(&reader).integer == 1);
    assert_true(oriel_reader_next(&reader).integer == 2);
    assert_true(oriel_reader_next(&saved).integer == 1);
    oriel_value_unref(value);
}

static void test_raw(void **state)
{
    static const char *const expected[] = { "1", "\"a,]\"", "[1,[\"]\"]]", "{\"k\":{}}", "true", "-2.5e3" };
    oriel_value_t *value = parsed("{\"k\": [1, \"a,]\", [1,[\"]\"]], {\"k\":{}}, true, -2.5e3], \"z\": null}");
    oriel_reader_t reader = oriel_value_read(value);
    const char *text;
    size_t len;

    (void)state;
    oriel_reader_next(&reader);
    oriel_reader_next(&reader);
    oriel_reader_next(&reader);
    for (size_t i = 0; i < 6; i++) {
        oriel__reader_raw(&reader, &text, &len);
        assert_int_equal(len, strlen(expected[i]));
        assert_memory_equal(text, expected[i], len);
        check_text(oriel__value_slice(text, len), expected[i]);
    }
    oriel__reader_raw(&reader, &text, &len);
    assert_null(text);
    assert_int_equal(len, 0);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END_ARRAY);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_KEY);
    oriel__reader_raw(&reader, &text, &len);
    assert_int_equal(len, 4);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END_OBJECT);
    oriel__reader_raw(&reader, &text, &len);
    assert_null(text);
    oriel_value_unref(value);
}

static void test_deepest(void **state)
{
    char json[3 * ORIEL_VALUE_DEPTH_MAX + 1];
    oriel_value_t *value;
    oriel_reader_t reader;
    char *to = json;

    (void)state;
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        *to++ = '[';
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        *to++ = ']';
    *to = '\0';
    value = parsed(json);
    reader = oriel_value_read(value);
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_BEGIN_ARRAY);
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END_ARRAY);
    assert_int_equal(oriel_reader_next(&reader).type, ORIEL_TOKEN_END);
    oriel_value_unref(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_bytes_and_null),
        cmocka_unit_test(test_skip),
        cmocka_unit_test(test_copies_are_positions),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_deepest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
