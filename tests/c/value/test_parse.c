/* Tests of parsing. */
#include "check.h"

static void test_canonical(void **state)
{
    static const struct {
        const char *json, *text;
    } rows[] = {
        { "null", "null" },
        { " \t\r\n[ 1 ,\n2 ]\n", "[1,2]" },
        { "{ \"a b\" : \" c \" }", "{\"a b\":\" c \"}" },
        { "\"\\u00e9\\/\"", "\"\\u00e9\\/\"" },
        { "1.50", "1.50" },
        { "1E5", "1E5" },
        { "-0", "-0.0" },
        { "[-0,-0]", "[-0.0,-0.0]" },
        { "9007199254740991", "9007199254740991" },
        { "-9007199254740991", "-9007199254740991" },
        { "9007199254740992", "9007199254740992.0" },
        { "[-9007199254740993]", "[-9007199254740992.0]" },
        { "18446744073709551616", "1.8446744073709552e+19" },
        { "{\"n\":100000000000000000000}", "{\"n\":1e+20}" },
        { "1e-400", "1e-400" },
        { "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"" },
        { "\"\x7f\xe2\x80\xa8\"", "\"\x7f\xe2\x80\xa8\"" },
        { "{\"a\":1,\"A\":2,\"\":3}", "{\"a\":1,\"A\":2,\"\":3}" },
        { "{\"\\u0061\\/\\n\\\"\":1}", "{\"a/\\n\\\"\":1}" }, /* keys say the same in the same way */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        oriel_value_t *value = parsed(rows[i].json);

        check_text(parsed(oriel_value_get_text(value, NULL)), rows[i].text); /* what it gives it takes */
        check_text(value, rows[i].text);
    }
}

/* Nothing is read behind the text: a sanitizer sees it. */
static void test_no_nul_behind(void **state)
{
    static const char *const texts[] = {
        "1",
        "-0",
        "12345678901234567890",
        "0.5e-7",
        "true",
        "\"x\"",
        "[]",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        size_t len = strlen(texts[i]);
        char *copy = malloc(len);

        assert_non_null(copy);
        memcpy(copy, texts[i], len);
        oriel_value_unref(parsed_n(copy, len));
        free(copy);
    }
}

static void check_refused(const char *json, size_t len, const char *message)
{
    oriel_value_t *value = NULL;
    char *copy = malloc(len ? len : 1); /* no NUL behind it */

    assert_non_null(copy);
    memcpy(copy, json, len);
    assert_int_equal(oriel_value_from_json(copy, len, &value), ORIEL_ESYNTAX);
    if (message)
        assert_string_equal(oriel_last_error(), message);
    assert_memory_equal(oriel_last_error(), "line ", 5);
    assert_null(value);
    free(copy);
}

static void test_refused(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "tru",
        "nulll",
        "NaN",
        "Infinity",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "-a",
        "1.e5",
        "+1",
        "0x10",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "[",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "1 2",
        "[] []",
        "// x\n1",
        "/**/1",
        "[1}",
        "{\"a\":1]",
        "\"\n\"",
        "\"\t\"",
        "\"\x01\"",
        "\v1",
        "1e400",
        "-1e400",
        "\xef\xbb\xbf\x31",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800x\"",
        "\"\\udc00\\ud800\"",
        "{\"\\ud800\":1}",
        "{\"\\u0000\":1}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_refused(texts[i], strlen(texts[i]), NULL);
}

static void test_messages(void **state)
{
    (void)state;
    check_refused("[1,\n 2,\n  x]", 12, "line 3, column 3: a value is wanted, not 'x'");
    check_refused("[1,,2]", 6, "line 1, column 4: a value is wanted, not ','");
    check_refused("[\"\xe2\x82\xac\" 1]", 9, "line 1, column 6: ',' or ']' is wanted, not '1'");
    check_refused("{\"a\":1]", 7, "line 1, column 7: ',' or '}' is wanted, not ']'");
    check_refused("{\"a\":1,}", 8, "line 1, column 8: a key is wanted, not '}'");
    check_refused("{\"a\" 1}", 7, "line 1, column 6: ':' is wanted, not '1'");
    check_refused("[1", 2, "line 1, column 3: ',' or ']' is wanted, and the text ends");
    check_refused("1 2", 3, "line 1, column 3: the end is wanted, not '2'");
    check_refused("-x", 2, "line 1, column 2: a digit is wanted, not 'x'");
    check_refused("[1,1e400]", 9, "line 1, column 4: a number that no double can hold");
    check_refused("{\"a\":1,\"a\":2}", 13, "line 1, column 8: a key that the object has already");
    check_refused("{\"a\\u0000\":1}", 13, "line 1, column 2: a key with a NUL");
    check_refused("\"\\ud800\"", 8, "line 1, column 2: half of a surrogate pair");
    check_refused("\"\\u12x4\"", 8, "line 1, column 2: \\u without four hexadecimal digits");
    check_refused("\"\\x\"", 4, "line 1, column 2: an escape that JSON does not have");
    check_refused("\"ab", 3, "line 1, column 4: a string without its end");
    check_refused("\"a\xff\"", 4, "line 1, column 3: text that is not UTF-8");
    check_refused("[1,\n2]\0 garbage", 15, "line 2, column 3: the end is wanted, not byte 0x00");
    check_refused("\"a\0b\"", 5, "line 1, column 3: a control character in a string");
    check_refused("\0", 1, "line 1, column 1: a value is wanted, not byte 0x00");
}

static void test_bad_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < BAD_UTF8; i++) {
        char json[32] = "\"";

        memcpy(json + 1, bad_utf8[i].text, bad_utf8[i].len);
        json[bad_utf8[i].len + 1] = '"';
        check_refused(json, bad_utf8[i].len + 2, NULL);
        check_refused(json, bad_utf8[i].len + 1, NULL);
        check_refused(json + 1, bad_utf8[i].len, NULL);
    }
}

/* `depth` levels, of arrays and objects by turns. */
static oriel_err_t parse_deep(int depth, const char *inside)
{
    char *json = malloc((size_t)depth * 6 + strlen(inside) + 1);
    oriel_value_t *value = NULL;
    oriel_err_t err;
    char *to = json;

    assert_non_null(json);
    for (int i = 0; i < depth; i++)
        to += sprintf(to, "%s", i % 2 ? "{\"\":" : "[");
    to += sprintf(to, "%s", inside);
    for (int i = depth; i-- > 0;)
        to += sprintf(to, "%s", i % 2 ? "}" : "]");
    err = oriel_value_from_json(json, strlen(json), &value);
    assert_int_equal(value != NULL, err == ORIEL_OK);
    oriel_value_unref(value);
    free(json);
    return err;
}

static void test_depth(void **state)
{
    (void)state;
    assert_int_equal(parse_deep(ORIEL_VALUE_DEPTH_MAX, "\"[[[\""), ORIEL_OK);
    check_error(parse_deep(ORIEL_VALUE_DEPTH_MAX + 1, "1"), ORIEL_ETOOBIG, "nesting of more than 128 levels");
    check_error(parse_deep(2000, "1"), ORIEL_ETOOBIG, "nesting of more than 128 levels");
    check_error(parse_deep(100000, "1"), ORIEL_ETOOBIG, "nesting of more than 128 levels");
}

static void test_size(void **state)
{
    char *json = malloc(ORIEL_VALUE_SIZE_MAX + 1);
    oriel_value_t *value = NULL;
    size_t len;

    (void)state;
    assert_non_null(json);
    memset(json, ' ', ORIEL_VALUE_SIZE_MAX + 1);
    memcpy(json + 100, "\"x\"", 3);
    check_error(oriel_value_from_json(json, ORIEL_VALUE_SIZE_MAX + 1, &value), ORIEL_ETOOBIG,
                "text of 67108865 bytes, limit 67108864");
    assert_null(value);
    memset(json, 'x', ORIEL_VALUE_SIZE_MAX);
    json[0] = json[ORIEL_VALUE_SIZE_MAX - 1] = '"';
    assert_int_equal(oriel_value_from_json(json, ORIEL_VALUE_SIZE_MAX, &value), ORIEL_OK);
    assert_non_null(oriel_value_get_text(value, &len));
    assert_int_equal(len, ORIEL_VALUE_SIZE_MAX);
    oriel_value_unref(value);
    free(json);
}

static void test_arguments(void **state)
{
    oriel_value_t *value = NULL;

    (void)state;
    check_error(oriel_value_from_json(NULL, 0, &value), ORIEL_EINVAL, "text is NULL");
    check_error(oriel_value_from_json("1", 1, NULL), ORIEL_EINVAL, "ret is NULL");
}

/* A text with one long string: its prefix, `len` times 'x', and the rest. */
static oriel_err_t parse_long(const char *before, const char *middle, const char *after, oriel_value_t **ret)
{
    size_t len = 5000;
    char *json = malloc(strlen(before) + 2 * len + strlen(middle) + strlen(after) + 1);
    oriel_err_t err;
    char *to = json;

    assert_non_null(json);
    to += sprintf(to, "%s", before);
    memset(to, 'x', len);
    to += len;
    to += sprintf(to, "%s", middle);
    memset(to, 'y', len);
    to += len;
    (void)sprintf(to, "%s", after);
    err = oriel_value_from_json(json, strlen(json), ret);
    if (err == ORIEL_OK)
        assert_string_equal(oriel_value_get_text(*ret, NULL), json);
    free(json);
    return err;
}

static void test_long_strings(void **state)
{
    static const char *const good[][3] = {
        { "\"", "", "\"" },
        { "[\"", "\\\"", "\"]" },
        { "[\"", "\xe2\x82\xac", "\",1]" },
        { "{\"a\":\"", "\",\"b\":\"", "\"}" },
        { "{\"", "1", "\":2}" },
        { "[\"", "\\\\\",\"", "\",{\"\":[]}]" },
    };
    static const char *const bad[][3] = {
        { "\"", "", "" },       { "[\"", "\"", "\"]" },     { "[\"", "\xff", "\"]" },
        { "[\"", "\n", "\"]" }, { "[\"", "\\u12", "\"]" },  { "[\"", "\\ud800", "\"]" },
        { "{\"", "", "\"}" },   { "[\"", "\",,\"", "\"]" }, { "[\"", "", "\"}" },
    };
    oriel_value_t *value = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        assert_int_equal(parse_long(good[i][0], good[i][1], good[i][2], &value), ORIEL_OK);
        value = oriel_value_unref(value);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_int_equal(parse_long(bad[i][0], bad[i][1], bad[i][2], &value), ORIEL_ESYNTAX);
        assert_null(value);
    }
    assert_int_equal(parse_long("[\"", "\",\"", "\",x]", &value), ORIEL_ESYNTAX);
    assert_string_equal(oriel_last_error(), "line 1, column 10008: a value is wanted, not 'x'");
}

/* Long keys that differ, or do not, only at their end. */
static void test_long_keys(void **state)
{
    char key[2001], json[8000];
    oriel_value_t *value = NULL;

    (void)state;
    memset(key, 'k', 2000);
    key[2000] = '\0';
    (void)sprintf(json, "{\"%sa\":1,\"%sb\":\"%s\"}", key, key, key);
    check_text(parsed(json), json);
    (void)sprintf(json, "{\"%sa\" :1,\"%sa\" \n:2}", key, key);
    assert_int_equal(oriel_value_from_json(json, strlen(json), &value), ORIEL_ESYNTAX);
    assert_non_null(strstr(oriel_last_error(), "line 1, column 2009: a key that the object has already"));
}

/* An object with `count` keys, of which the last one is as `last`. */
static oriel_err_t parse_many(int count, const char *last)
{
    char *json = malloc((size_t)count * 16 + 64);
    oriel_value_t *value = NULL;
    char *to = json;

    assert_non_null(json);
    to += sprintf(to, "[{\"0\":1},{");
    for (int i = 0; i < count; i++)
        to += sprintf(to, "\"%d\":{\"0\":[]},", i);
    (void)sprintf(to, "\"%s\":0},{\"0\":1}]", last);
    oriel_err_t err = oriel_value_from_json(json, strlen(json), &value);

    assert_int_equal(value != NULL, err == ORIEL_OK);
    oriel_value_unref(value);
    free(json);
    return err;
}

/* Objects of few keys and of many, wherever the key stands that is there twice. */
static void test_many_keys(void **state)
{
    static const int counts[] = { 1, 2, 14, 15, 16, 17, 40, 5000 };

    (void)state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        char last[16];

        assert_int_equal(parse_many(counts[i], "x"), ORIEL_OK);
        assert_int_equal(parse_many(counts[i], "0"), ORIEL_ESYNTAX);
        assert_int_equal(parse_many(counts[i], "\\u0030"), ORIEL_ESYNTAX);
        (void)sprintf(last, "%d", counts[i] - 1);
        assert_int_equal(parse_many(counts[i], last), ORIEL_ESYNTAX);
        (void)sprintf(last, "%d", counts[i] / 2);
        assert_int_equal(parse_many(counts[i], last), ORIEL_ESYNTAX);
    }
}

static const char *torture_text;

static oriel_err_t parse_it(void)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_value_from_json(torture_text, strlen(torture_text), &value);

    assert_int_equal(value != NULL, err == ORIEL_OK);
    oriel_value_unref(value);
    return err;
}

static void test_out_of_memory(void **state)
{
    static char text[4000];

    (void)state;
    torture_text = "[-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0]"; /* grows */
    torture(parse_it, 2);
    memset(text, 'x', sizeof(text) - 1);
    text[0] = '[';
    text[1] = text[3997] = '"';
    text[3998] = ']';
    torture_text = text;
    torture(parse_it, 1);
    torture_text = "{\"\\u00e9\":[1,{\"b\":2}],\"\\n\":{}}";
    torture(parse_it, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canonical), cmocka_unit_test(test_no_nul_behind), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_messages),  cmocka_unit_test(test_bad_utf8),      cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),      cmocka_unit_test(test_arguments),     cmocka_unit_test(test_long_strings),
        cmocka_unit_test(test_long_keys), cmocka_unit_test(test_many_keys),     cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
