/* Numbers to and from text, whatever the locale. Reals are written as Python
 * writes them. Those of few digits and a small exponent are read exactly in
 * double arithmetic; the C library reads the others, in a locale of ours. */
#include "value/number.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/value.h>

#include "value/shortest.h"

#define EXACT_EXPONENT 22 /* the powers of ten up to here are exact */
#define FIXED_MIN (-4)    /* the point's places without an exponent: after this */
#define FIXED_MAX 16      /* up to this */

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

/* digits * 10^exponent without an exponent: 0.00425, 4.25, 42500.0. */
static size_t format_fixed(char *out, const char *digits, size_t count, int exponent)
{
    size_t zeros = exponent > 0 ? (size_t)exponent : 0;
    size_t decimals = exponent < 0 ? (size_t)-exponent : 0;
    size_t len = 0;

    if (decimals >= count) {
        zeros = decimals - count;
        out[0] = '0';
        out[1] = '.';
        memset(out + 2, '0', zeros);
        memcpy(out + 2 + zeros, digits, count);
        return 2 + zeros + count;
    }
    memcpy(out, digits, count - decimals);
    len = count - decimals;
    memset(out + len, '0', zeros);
    len += zeros;
    out[len++] = '.';
    if (decimals == 0)
        out[len++] = '0';
    memcpy(out + len, digits + count - decimals, decimals);
    return len + decimals;
}

/* The same with one: 4.25e+20, 1e-05. */
static size_t format_exponent(char *out, const char *digits, size_t count, int exponent)
{
    unsigned size = (unsigned)(exponent < 0 ? -exponent : exponent);
    size_t len = 0;

    out[len++] = digits[0];
    if (count > 1) {
        out[len++] = '.';
        memcpy(out + len, digits + 1, count - 1);
        len += count - 1;
    }
    out[len++] = 'e';
    out[len++] = exponent < 0 ? '-' : '+';
    if (size < 10)
        out[len++] = '0';
    return len + format_digits(out + len, size);
}

size_t oriel__real_format(char *out, double d)
{
    char text[20];
    uint64_t digits = 0;
    size_t sign = signbit(d) ? 1 : 0;
    size_t count;
    int exponent = 0;
    int point; /* where it belongs among the digits */

    if (sign)
        *out++ = '-';
    if (d != 0)
        exponent = oriel__shortest(sign ? -d : d, &digits);
    count = format_digits(text, digits);
    point = (int)count + exponent;
    if (point > FIXED_MIN && point <= FIXED_MAX)
        return sign + format_fixed(out, text, count, exponent);
    return sign + format_exponent(out, text, count, point - 1);
}

static double parse_slow(const char *text)
{
    locale_t ours = get_locale();

    return ours ? strtod_l(text, NULL, ours) : strtod(text, NULL);
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
            ret->real = parse_slow(text);
        }
        return (size_t)(at - text);
    }
    if (*at == '.') {
        const char *fraction = ++at;

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
        ret->real = parse_slow(text);
    else if (is_negative)
        ret->real = -ret->real;
    return (size_t)(at - text);
}
