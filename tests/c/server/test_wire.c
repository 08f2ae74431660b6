/* Heads of texts, introductions, secrets, ranges, deadlines: what needs no socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <oriel/oriel.h>

#include "base/alloc.h"
#include "server/http.h"
#include "server/timeouts.h"
#include "server/title.h"
#include "server/wire.h"

static void test_heads(void **context)
{
    static const struct {
        const char *text;
        bool is_good;
        uint64_t number, seen;
        const char *rest;
    } rows[] = {
        { "8 12 KEY", true, 8, 12, "KEY" },
        { "0 3 ", true, 0, 3, "" },
        { "0 0 x", true, 0, 0, "x" },
        { "8 12", false, 0, 0, "" },
        { "", false, 0, 0, "" },
        { "8", false, 0, 0, "" },
        { " 8 12 ", false, 0, 0, "" },
        { "-1 2 ", false, 0, 0, "" },
        { "8  12 ", false, 0, 0, "" },
        { "a 12 ", false, 0, 0, "" },
        { "99999999999999999999 1 ", false, 0, 0, "" },
    };

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint64_t number = 0, seen = 0;
        const char *rest;

        assert_int_equal(oriel__wire_head(rows[i].text, strlen(rows[i].text), &number, &seen, &rest), rows[i].is_good);
        if (!rows[i].is_good)
            continue;
        assert_int_equal(number, rows[i].number);
        assert_int_equal(seen, rows[i].seen);
        assert_string_equal(rest, rows[i].rest);
    }
}

static void test_greetings(void **context)
{
    static const char *const bad[] = { "",
                                       "x",
                                       "[]",
                                       "1",
                                       "null",
                                       "{\"oriel\":\"1\"}",
                                       "{\"oriel\":-1}",
                                       "{\"oriel\":1,\"token\":[]}",
                                       "{\"oriel\":1,\"token\":\"a\\u0000b\"}",
                                       "{\"oriel\":1,\"doc\":\"x\"}",
                                       "{\"oriel\":1,\"seen\":1.5}",
                                       "{\"oriel\":1,\"code\":{}}" };
    static const char good[] = "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"session_id\":\"a\",\"token\":\"b\","
                               "\"code\":null,\"doc\":3,\"seen\":17,\"query\":\"x=\\u00e4\"}";
    struct oriel__greeting greeting;

    (void)context;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        if (oriel__greeting_read(bad[i], strlen(bad[i]), &greeting) == ORIEL_OK)
            fail_msg("%s", bad[i]);
    assert_int_equal(oriel__greeting_read(good, sizeof(good) - 1, &greeting), ORIEL_OK);
    assert_true(greeting.is_ours);
    assert_string_equal(greeting.session_id, "a");
    assert_string_equal(greeting.token, "b");
    assert_null(greeting.code);
    assert_string_equal(greeting.query, "x=\xc3\xa4");
    assert_int_equal(greeting.document, 3);
    assert_int_equal(greeting.seen, 17);
    oriel__greeting_fini(&greeting);
    assert_int_equal(oriel__greeting_read("{\"session_id\":7}", 16, &greeting), ORIEL_OK);
    assert_false(greeting.is_ours);
    assert_string_equal(greeting.session_id, "7");
    oriel__greeting_fini(&greeting);
}

static void test_long_greeting(void **context)
{
    struct oriel__greeting greeting;
    char text[1200];

    (void)context;
    size_t n = (size_t)sprintf(text, "{\"oriel\":1,\"token\":\"");

    memset(text + n, 'a', 300);
    strcpy(text + n + 300, "\"}");
    assert_int_equal(oriel__greeting_read(text, strlen(text), &greeting), ORIEL_ETOOBIG);
    assert_non_null(strstr(oriel_last_error(), "300 bytes, limit 256"));
}

/* Every allocation fails once. */
static void test_greeting_memory(void **context)
{
    static const char text[] =
        "{\"oriel\":1,\"session_id\":\"a\",\"token\":\"b\",\"code\":\"c\",\"query\":\"d\",\"doc\":1}";
    struct oriel__greeting greeting;
    oriel_err_t err = ORIEL_ENOMEM;

    (void)context;
    for (long n = 1; err == ORIEL_ENOMEM; n++) {
        oriel__alloc_fail_at(n);
        err = oriel__greeting_read(text, sizeof(text) - 1, &greeting);
        bool has_failed = oriel__alloc_has_failed();

        oriel__alloc_fail_at(0);
        assert_true(err == ORIEL_OK || has_failed);
        if (err == ORIEL_OK)
            oriel__greeting_fini(&greeting);
        if (has_failed && err != ORIEL_OK)
            err = ORIEL_ENOMEM;
    }
    assert_int_equal(err, ORIEL_OK);
}

static void test_secrets(void **context)
{
    (void)context;
    assert_true(oriel__secret_is("abc", "abc"));
    assert_false(oriel__secret_is("abc", "abd"));
    assert_false(oriel__secret_is("abc", "ab"));
    assert_false(oriel__secret_is("abc", "abcd"));
    assert_false(oriel__secret_is("abc", "abcabc"));
    assert_false(oriel__secret_is("abc", ""));
    assert_false(oriel__secret_is("", "a"));
    assert_true(oriel__session_id_is("a-B_9"));
    assert_false(oriel__session_id_is(""));
    assert_false(oriel__session_id_is("a b"));
    assert_true(oriel__token_is("a.b+c/d="));
    assert_false(oriel__token_is("a b"));
    assert_false(oriel__token_is("\xc3\xa4"));
}

static void test_encodings(void **context)
{
    (void)context;
    assert_true(oriel__http_accepts("gzip, deflate, br", "br"));
    assert_true(oriel__http_accepts("BR;q=0.5", "br"));
    assert_false(oriel__http_accepts("br;q=0", "br"));
    assert_false(oriel__http_accepts("br;q=0.0, gzip", "br"));
    assert_true(oriel__http_accepts("br;q=0, gzip", "gzip"));
    assert_false(oriel__http_accepts("brotli", "br"));
    assert_false(oriel__http_accepts("", "br"));
    assert_false(oriel__http_accepts(NULL, "br"));
}

static void test_ranges(void **context)
{
    static const struct {
        const char *range;
        uint64_t total;
        int part;
        uint64_t start, length;
    } rows[] = {
        { NULL, 10, 0, 0, 10 },
        { "bytes=0-4", 10, 1, 0, 5 },
        { "bytes=5-", 10, 1, 5, 5 },
        { "bytes=-3", 10, 1, 7, 3 },
        { "bytes=-30", 10, 1, 0, 10 },
        { "bytes=9-99", 10, 1, 9, 1 },
        { "bytes=10-", 10, -1, 0, 10 },
        { "bytes=-0", 10, -1, 0, 10 },
        { "bytes=4-3", 10, 0, 0, 10 },
        { "bytes=a-b", 10, 0, 0, 10 },
        { "bytes=0-1,3-4", 10, 0, 0, 10 },
        { "lines=0-1", 10, 0, 0, 10 },
        { "bytes=-", 10, 0, 0, 10 },
        { "bytes=0-0", 0, -1, 0, 0 },
        { "bytes=0-99999999999999999999", 10, 1, 0, 10 },
    };

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint64_t start, length;

        assert_int_equal(oriel__http_range(rows[i].range, rows[i].total, &start, &length), rows[i].part);
        assert_int_equal(start, rows[i].start);
        assert_int_equal(length, rows[i].length);
    }
}

static void check_title(const char *page, const char *title, int ws_port, const char *want)
{
    size_t len = 0;
    char *text = oriel__page_titled(page, strlen(page), title, ws_port, false, &len);

    assert_non_null(text);
    assert_int_equal(len, strlen(want));
    assert_string_equal(text, want);
    oriel__free(text);
}

static void test_titles(void **context)
{
    (void)context;
    check_title("<head><title>a</title></head>", "<b>", -1, "<head><title>&lt;b&gt;</title></head>");
    check_title("<head><title>a</title></head>", NULL, -1, "<head><title>a</title></head>");
    check_title("<head><title>a</title></head>", "b", 7,
                "<head><title>b</title><meta name=\"oriel-ws\" content=\"ws://:7/\"></head>");
    check_title("nothing", "b", 7, "nothing");
    check_title("</title><title>", "b", -1, "</title><title>");
}

static void test_timeouts(void **context)
{
    struct oriel__timeouts timeouts;
    struct oriel__timeout a = { .due_ms = 0 }, b = a, c = a;
    enum oriel__timeout_kind kind;

    (void)context;
    oriel__timeouts_init(&timeouts);
    oriel__timeouts_set_delay(&timeouts, ORIEL__TIMEOUT_PING, 100);
    oriel__timeouts_set_delay(&timeouts, ORIEL__TIMEOUT_ACK, 10);
    assert_true(oriel__timeouts_next(&timeouts) == ORIEL__TIMEOUT_NEVER);
    oriel__timeouts_set(&timeouts, ORIEL__TIMEOUT_PING, &a, 0);
    oriel__timeouts_set(&timeouts, ORIEL__TIMEOUT_PING, &b, 5);
    oriel__timeouts_set(&timeouts, ORIEL__TIMEOUT_ACK, &c, 50);
    assert_int_equal(oriel__timeouts_next(&timeouts), 60);
    assert_null(oriel__timeouts_pop(&timeouts, 59, &kind));
    assert_ptr_equal(oriel__timeouts_pop(&timeouts, 60, &kind), &c);
    assert_int_equal(kind, ORIEL__TIMEOUT_ACK);
    assert_false(oriel__timeout_is_set(&c));
    oriel__timeouts_set(&timeouts, ORIEL__TIMEOUT_PING, &a, 60); /* anew */
    assert_ptr_equal(oriel__timeouts_pop(&timeouts, 200, &kind), &b);
    oriel__timeout_clear(&a);
    oriel__timeout_clear(&a);
    assert_null(oriel__timeouts_pop(&timeouts, 1000, &kind));
    oriel__timeouts_set(&timeouts, ORIEL__TIMEOUT_PARK, &a, 0); /* that kind never comes */
    assert_false(oriel__timeout_is_set(&a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),           cmocka_unit_test(test_greetings), cmocka_unit_test(test_long_greeting),
        cmocka_unit_test(test_greeting_memory), cmocka_unit_test(test_secrets),   cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_ranges),          cmocka_unit_test(test_titles),    cmocka_unit_test(test_timeouts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
