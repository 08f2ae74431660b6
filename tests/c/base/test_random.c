/* Tests of random tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"

static void test_sizes(void **state)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    (void)state;
    for (size_t len = 0; len <= 200; len++) {
        size_t size = oriel__token_size(len);
        char *token = malloc(size); /* exactly: a sanitizer sees one byte too many */

        assert_non_null(token);
        assert_int_equal(oriel__token(token, len), ORIEL_OK);
        assert_int_equal(strlen(token), size - 1);
        assert_int_equal(strspn(token, alphabet), size - 1);
        free(token);
    }
}

static void test_no_two_alike(void **state)
{
    char tokens[64][oriel__token_size(32)];

    (void)state;
    for (size_t i = 0; i < 64; i++) {
        assert_int_equal(oriel__token(tokens[i], 32), ORIEL_OK);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tokens[i], tokens[j]);
    }
}

static void test_every_digit_comes(void **state)
{
    char token[oriel__token_size(30000)];
    int seen[256] = { 0 };
    int count = 0;

    (void)state;
    assert_int_equal(oriel__token(token, 30000), ORIEL_OK);
    for (const char *p = token; *p; p++)
        if (seen[(unsigned char)*p]++ == 0)
            count++;
    assert_int_equal(count, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_no_two_alike),
        cmocka_unit_test(test_every_digit_comes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
