/* Numbers to and from text, whatever the locale. The common ones, of up to 15
 * digits and small exponents, are exact in double arithmetic; the C library
 * does the others, in a locale of ours. */
#include "value/number.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/value.h>

#define EXACT_MAX 1e15    /* integers below have at most 15 digits */
#define EXACT_EXPONENT 22 /* the powers of ten up to here are exact */
#define FRACTION_MAX 9    /* decimals tried the quick way */

static const double powers[EXACT_EXPONENT + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static pthread_once_t locale_once = PTHREAD_ONCE_INIT;
static locale_t c_locale;

static void make_locale(void)
{
    c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

/* Never freed. NULL if there is no memory for it, and then the locale of the
 * moment must do: glibc's "C" locale is static and never fails. */
static locale_t get_locale(void)
{
    (void)pthread_once(&locale_once, make_locale);
    return c_locale;
}

static size_t format_digits(char *out, uint64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    memcpy(out, digits + at, sizeof(digits) - at);
    return sizeof(digits) - at;
}

size_t oriel__int_format(char *out, int64_t i)
{
    if (i >= 0)
        return format_digits(out, (uint64_t)i);
    out[0] = '-';
    return 1 + format_digits(out + 1, 0 - (uint64_t)i);
}

/* Writes digits * 10^-decimals. */
static size_t format_fixed(char *out, uint64_t digits, unsigned decimals)
{
    uint64_t scale = (uint64_t)powers[decimals];
    size_t len = format_digits(out, digits / scale);
    uint64_t rest = digits % scale;

    out[len++] = '.';
    if (decimals == 0) {
        out[len++] = '0';
        return len;
    }
    for (size_t i = decimals; i-- > 0; rest /= 10)
        out[len + i] = (char)('0' + rest % 10);
    return len + decimals;
}

/* Numbers of few digits: `digits` and the power are exact, so that their
 * quotient is what a reader of the text computes; and of 15 digits or fewer no
 * two make the same double, so that the first to fit is the shortest. */
static size_t format_short(char *out, double d)
{
    for (unsigned decimals = 0; decimals <= FRACTION_MAX; decimals++) {
        double scaled = d * powers[decimals] + 0.5;
        uint64_t digits;

        if (scaled >= EXACT_MAX)
            return 0;
        digits = (uint64_t)scaled;
        if ((double)digits / powers[decimals] == d)
            return format_fixed(out, digits, decimals);
    }
    return 0;
}

static size_t format_long(char *out, double d)
{
    locale_t ours = get_locale();
    locale_t before = ours ? uselocale(ours) : (locale_t)0;
    int len = 0;

    for (int precision = 15; precision <= 17; precision++) {
        len = snprintf(out, ORIEL__NUMBER_SIZE, "%.*g", precision, d);
        if (strtod(out, NULL) == d)
            break;
    }
    if (ours)
        (void)uselocale(before);
    if (!strpbrk(out, ".e")) {
        out[len++] = '.';
        out[len++] = '0';
    }
    return (size_t)len;
}

size_t oriel__real_format(char *out, double d)
{
    size_t sign = signbit(d) ? 1 : 0;
    size_t len = 0;

    if (sign) {
        *out++ = '-';
        d = -d;
    }
    if (d == 0 || (d >= 1e-5 && d < EXACT_MAX))
        len = format_short(out, d);
    if (len == 0)
        len = format_long(out, d);
    return sign + len;
}

static double parse_slow(const char *text, size_t len)
{
    char copy[64];
    locale_t ours = get_locale();
    double d;

    /* `text` ends in a NUL or a delimiter, and strtod() stops there; but as
     * few as possible of the pages of a huge text should be touched twice. */
    if (len < sizeof(copy)) {
        memcpy(copy, text, len);
        copy[len] = '\0';
        text = copy;
    }
    d = ours ? strtod_l(text, NULL, ours) : strtod(text, NULL);
    return d;
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* The exponent after an 'e'; beyond what matters it stays large. */
static int parse_exponent(const char **at, const char *end)
{
    bool is_negative = *at < end && **at == '-';
    int exponent = 0;

    if (*at < end && (**at == '-' || **at == '+'))
        (*at)++;
    for (; *at < end && **at >= '0' && **at <= '9'; (*at)++)
        if (exponent < 10000)
            exponent = exponent * 10 + (**at - '0');
    return is_negative ? -exponent : exponent;
}

/* digits * 10^exponent where double arithmetic is exact; false elsewhere. */
static bool scale(uint64_t digits, int exponent, double *ret)
{
    if (digits > (uint64_t)ORIEL_VALUE_INT_MAX || exponent < -EXACT_EXPONENT || exponent > EXACT_EXPONENT)
        return false;
    *ret = exponent < 0 ? (double)digits / powers[-exponent] : (double)digits * powers[exponent];
    return true;
}

size_t oriel__number_parse(const char *text, const char *end, struct oriel__number *ret)
{
    bool is_negative = text < end && *text == '-';
    const char *digits = text + is_negative;
    const char *at = skip_digits(digits, end);
    size_t count = (size_t)(at - digits);
    const char *fraction = at;
    uint64_t value = 0;
    int exponent = 0;

    *ret = (struct oriel__number){ 0 };
    if (count <= 18)
        for (const char *p = digits; p < at; p++)
            value = value * 10 + (uint64_t)(*p - '0');
    if (at == end || (*at != '.' && *at != 'e' && *at != 'E')) {
        if (count <= 18 && value <= (uint64_t)ORIEL_VALUE_INT_MAX) {
            ret->is_int = true;
            ret->integer = is_negative ? -(int64_t)value : (int64_t)value;
            ret->real = (double)ret->integer;
        } else {
            ret->real = parse_slow(text, (size_t)(at - text));
        }
        return (size_t)(at - text);
    }
    if (*at == '.') {
        fraction = ++at;
        at = skip_digits(at, end);
        count += (size_t)(at - fraction);
        if (count <= 18)
            for (const char *p = fraction; p < at; p++)
                value = value * 10 + (uint64_t)(*p - '0');
        exponent = (int)(fraction - at);
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        exponent += parse_exponent(&at, end);
    }
    if (count > 18 || !scale(value, exponent, &ret->real))
        ret->real = parse_slow(text, (size_t)(at - text));
    else if (is_negative)
        ret->real = -ret->real;
    return (size_t)(at - text);
}
