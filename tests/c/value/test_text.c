/* Tests of JSON strings. */
#include "check.h"

#include "base/buf.h"
#include "value/text.h"
#include "value/value.h"

static void test_escapes(void **state)
{
    char text[128], expected[512] = "\"";

    (void)state;
    for (int c = 0; c < 128; c++)
        text[c] = (char)c;
    for (int c = 0; c < 128; c++) {
        char *end = expected + strlen(expected);

        if (c == '"' || c == '\\')
            (void)sprintf(end, "\\%c", c);
        else if (c >= 8 && c <= 13 && c != 11)
            (void)sprintf(end, "\\%c", "btn?fr"[c - 8]);
        else if (c < 0x20)
            (void)sprintf(end, "\\u%04x", (unsigned)c);
        else
            (void)sprintf(end, "%c", c);
    }
    (void)strcat(expected, "\"");
    check_text(oriel_value_string_n(text, 128), expected);
}

static void test_good_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < GOOD_UTF8; i++) {
        char expected[64];

        (void)snprintf(expected, sizeof(expected), "\"%s\"", good_utf8[i]);
        check_text(oriel_value_string(good_utf8[i]), expected);
        check_text(parsed(expected), expected);
    }
}

static void test_bad_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < BAD_UTF8; i++) {
        struct oriel_buf buf;
        char expected[80];

        (void)snprintf(expected, sizeof(expected), "text is not UTF-8 at byte %zu of %zu (0x%02x)", bad_utf8[i].good,
                       bad_utf8[i].len, (unsigned char)bad_utf8[i].text[bad_utf8[i].good]);
        oriel__buf_init(&buf, 100);
        assert_int_equal(oriel__buf_adds(&buf, "keep"), ORIEL_OK);
        check_error(oriel__json_add_string(&buf, bad_utf8[i].text, bad_utf8[i].len), ORIEL_ESYNTAX, expected);
        assert_int_equal(buf.len, 4);
        oriel__buf_fini(&buf);
    }
}

/* Special characters at every place around the eight bytes looked at once. */
static void test_every_offset(void **state)
{
    static const char specials[] = { '"', '\\', '\n', 0, 0x1f, 0x7f };

    (void)state;
    for (size_t at = 0; at < 24; at++) {
        for (size_t i = 0; i < sizeof(specials); i++) {
            char text[24], *got = NULL;
            oriel_value_t *value;
            size_t len = 0;

            memset(text, 'x', sizeof(text));
            text[at] = specials[i];
            value = oriel_value_string_n(text, sizeof(text));
            assert_int_equal(oriel_value_dup_string(value, &got, &len), ORIEL_OK);
            assert_int_equal(len, sizeof(text));
            assert_memory_equal(got, text, len);
            oriel_free(got);
            check_text(oriel_value_ref(value), oriel_value_get_text(value, NULL));
            oriel_value_unref(value);
        }
    }
}

static void check_decoded(const char *json, const char *text, size_t len)
{
    oriel_value_t *value = parsed(json);
    oriel_reader_t reader = oriel_value_read(value);
    oriel_token_t token = oriel_reader_next(&reader);
    char *out = malloc(token.len ? token.len : 1); /* no byte more: a sanitizer sees it */

    assert_non_null(out);
    assert_int_equal(token.type, ORIEL_TOKEN_STRING);
    assert_int_equal(token.has_escapes, strchr(json, '\\') != NULL);
    assert_int_equal(oriel_token_decode(&token, out), len);
    assert_memory_equal(out, text, len);
    assert_true(oriel__token_equals(&token, text, len));
    if (len > 0)
        assert_false(oriel__token_equals(&token, text, len - 1));
    free(out);
    oriel_value_unref(value);
}

static void test_decode(void **state)
{
    (void)state;
    check_decoded("\"\"", "", 0);
    check_decoded("\"plain\"", "plain", 5);
    check_decoded("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
    check_decoded("\"\\u0000\"", "\0", 1);
    check_decoded("\"\\u0041\\u00e9\\u20AC\\uD83D\\ude00\"", "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 10);
    check_decoded("\"\\ud800\\udc00\\udbff\\uDFFF\"", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8);
    check_decoded("\"\\uffff\\ud7ff\\ue000\"", "\xef\xbf\xbf\xed\x9f\xbf\xee\x80\x80", 9);
    check_decoded("\"a\\\\\"", "a\\", 2);
    check_decoded("\"\\\\\\\"\"", "\\\"", 2);
}

static void test_limit(void **state)
{
    struct oriel_buf buf;

    (void)state;
    oriel__buf_init(&buf, 6);
    assert_int_equal(oriel__json_add_string(&buf, "12345", 5), ORIEL_ETOOBIG);
    assert_int_equal(oriel__json_add_string(&buf, "123\n", 4), ORIEL_ETOOBIG);
    assert_int_equal(oriel__json_add_string(&buf, "x", SIZE_MAX), ORIEL_ETOOBIG);
    assert_int_equal(buf.len, 0);
    assert_int_equal(oriel__json_add_string(&buf, "12\n", 3), ORIEL_OK);
    assert_memory_equal(buf.data, "\"12\\n\"", 6);
    oriel__buf_fini(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),      cmocka_unit_test(test_good_utf8), cmocka_unit_test(test_bad_utf8),
        cmocka_unit_test(test_every_offset), cmocka_unit_test(test_decode),    cmocka_unit_test(test_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
