/* Tests of numbers to and from text. */
#include "check.h"

#include <float.h>
#include <locale.h>
#include <math.h>

#include "value/number.h"

static void check_real(double d, const char *text)
{
    char got[ORIEL__NUMBER_SIZE + 1];
    struct oriel__number number;
    size_t len = oriel__real_format(got, d);

    assert_true(len <= ORIEL__NUMBER_SIZE);
    got[len] = '\0';
    assert_string_equal(got, text);
    assert_int_equal(oriel__number_parse(got, got + len, &number), len);
    assert_false(number.is_int);
    assert_memory_equal(&number.real, &d, sizeof(d)); /* the sign of zero too */
}

static void test_reals(void **state)
{
    (void)state;
    check_real(0.0, "0.0");
    check_real(-0.0, "-0.0");
    check_real(1.0, "1.0");
    check_real(64.0, "64.0");
    check_real(-64.0, "-64.0");
    check_real(42.5, "42.5");
    check_real(0.1, "0.1");
    check_real(0.3, "0.3");
    check_real(0.1 + 0.2, "0.30000000000000004");
    check_real(1.0 / 3.0, "0.3333333333333333");
    check_real(2.0 / 3.0, "0.6666666666666666");
    check_real(100.05, "100.05");
    check_real(0.00012, "0.00012");
    check_real(123456789.123456, "123456789.123456");
    check_real(999999999999999.0, "999999999999999.0");
    check_real(1e15, "1000000000000000.0");
    check_real(0.0001, "0.0001");
    check_real(0.00001, "1e-05");
    check_real(-0.000123456, "-0.000123456");
    check_real(9.5e15, "9500000000000000.0");
    check_real(12345678901234567.0, "1.2345678901234568e+16");
    check_real(1234567890123456.0, "1234567890123456.0");
    check_real(9007199254740993.0, "9007199254740992.0");
    check_real(1e16, "1e+16");
    check_real(1e21, "1e+21");
    check_real(1e22, "1e+22");
    check_real(1e23, "1e+23");
    check_real(1e300, "1e+300");
    check_real(-2.5e-7, "-2.5e-07");
    check_real(5e-324, "5e-324");
    check_real(2.2250738585072014e-308, "2.2250738585072014e-308");
    check_real(DBL_MAX, "1.7976931348623157e+308");
}

static void test_ints(void **state)
{
    static const struct {
        int64_t value;
        const char *text;
    } rows[] = { { 0, "0" },
                 { 7, "7" },
                 { -1, "-1" },
                 { 1000000, "1000000" },
                 { INT64_MAX, "9223372036854775807" },
                 { INT64_MIN, "-9223372036854775808" } };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char got[ORIEL__NUMBER_SIZE + 1];

        got[oriel__int_format(got, rows[i].value)] = '\0';
        assert_string_equal(got, rows[i].text);
    }
}

static void check_parse(const char *text, bool is_int, double real)
{
    struct oriel__number number;

    assert_int_equal(oriel__number_parse(text, text + strlen(text), &number), strcspn(text, ",]"));
    assert_int_equal(number.is_int, is_int);
    assert_memory_equal(&number.real, &real, sizeof(real));
    if (is_int)
        assert_true(number.integer == (int64_t)real);
}

static void test_parse(void **state)
{
    (void)state;
    check_parse("0", true, 0);
    check_parse("-5,", true, -5);
    check_parse("9007199254740991]", true, 9007199254740991.0);
    check_parse("-9007199254740991", true, -9007199254740991.0);
    check_parse("9007199254740992", false, 9007199254740992.0);
    check_parse("123456789012345678901234567890", false, 123456789012345678901234567890.0);
    check_parse("-0.0", false, -0.0);
    check_parse("1.5e3]", false, 1500);
    check_parse("1E+2", false, 100);
    check_parse("1e-2", false, 0.01);
    check_parse("1e22", false, 1e22);
    check_parse("1e23", false, 1e23);
    check_parse("1e-23", false, 1e-23);
    check_parse("-1.7976931348623157e308", false, -DBL_MAX);
    check_parse("5e-324", false, 5e-324);
    check_parse("1e-99999999999999999999", false, 0);
    check_parse("0.30000000000000004", false, 0.1 + 0.2);
    check_parse("0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000001", false,
                1e-87);
    check_parse("3.141592653589793238462643383279502884197169399375105820974944592307816406286", false,
                3.141592653589793);
}

/* Any double, from any bits, comes back. */
static void test_round_trips(void **state)
{
    uint64_t seed = 0x9E3779B97F4A7C15;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        struct oriel__number number;
        char text[ORIEL__NUMBER_SIZE + 1];
        double d;
        size_t len;

        seed = seed * 6364136223846793005u + 1442695040888963407u;
        if (i % 2)
            d = (double)(seed >> 40) / 1000.0; /* as people write them */
        else
            memcpy(&d, &seed, sizeof(d));
        if (!isfinite(d))
            continue;
        len = oriel__real_format(text, d);
        text[len] = '\0';
        oriel__number_parse(text, text + len, &number);
        if (number.real != d)
            fail_msg("%.17g came back as %.17g", d, number.real);
        assert_true(len <= 25);
    }
}

/* The digits are as few as can be: one less does not come back. */
static void test_shortest(void **state)
{
    uint64_t seed = 42;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[ORIEL__NUMBER_SIZE + 1], shorter[400];
        double d;
        int digits = 0;
        bool is_zero = true;

        seed = seed * 6364136223846793005u + 1442695040888963407u;
        memcpy(&d, &seed, sizeof(d));
        if (!isfinite(d))
            continue;
        text[oriel__real_format(text, d)] = '\0';
        for (const char *p = text; *p && *p != 'e'; p++) {
            is_zero = is_zero && (*p < '1' || *p > '9');
            digits += !is_zero && *p >= '0' && *p <= '9';
        }
        if (digits < 3)
            continue;
        (void)snprintf(shorter, sizeof(shorter), "%.*g", digits - 1, d);
        if (strtod(shorter, NULL) == d && !strstr(text, ".0"))
            fail_msg("%s could be %s", text, shorter);
    }
}

static void test_locale_does_not_matter(void **state)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "fr_FR" };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (setlocale(LC_NUMERIC, names[i]))
            break;
    if (strcmp(localeconv()->decimal_point, ",") != 0)
        skip(); /* no such locale here */
    check_real(0.1 + 0.2, "0.30000000000000004");
    check_real(1.5, "1.5");
    check_parse("3.14159265358979323846", false, 3.141592653589793);
    check_text(parsed("[1.5,9007199254740993]"), "[1.5,9007199254740992.0]");
    (void)setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reals),    cmocka_unit_test(test_ints),
        cmocka_unit_test(test_parse),    cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_shortest), cmocka_unit_test(test_locale_does_not_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
