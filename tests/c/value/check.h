/* What the tests of values share. */
#ifndef ORIEL_TESTS_VALUE_CHECK_H
#define ORIEL_TESTS_VALUE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <oriel/value.h>

#include "base/alloc.h"

/* The value's text is `text`; the reference is given up. */
#define check_text(value, text)                                                                                        \
    do {                                                                                                               \
        oriel_value_t *value_ = (value);                                                                               \
        const char *text_ = (text);                                                                                    \
        size_t len_ = 0;                                                                                               \
        assert_non_null(value_);                                                                                       \
        assert_string_equal(oriel_value_get_text(value_, &len_), text_);                                               \
        assert_int_equal(len_, strlen(text_));                                                                         \
        oriel_value_unref(value_);                                                                                     \
    } while (0)

/* `call` returned `err`, with this text. */
#define check_error(call, err, text)                                                                                   \
    do {                                                                                                               \
        assert_int_equal((call), (err));                                                                               \
        assert_string_equal(oriel_last_error(), (text));                                                               \
    } while (0)

/* A maker gave NULL, with this text. */
#define check_null(call, text)                                                                                         \
    do {                                                                                                               \
        assert_null(call);                                                                                             \
        assert_string_equal(oriel_last_error(), (text));                                                               \
    } while (0)

static inline oriel_value_t *parsed_n(const char *text, size_t len)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_value_from_json(text, len, &value);

    if (err != ORIEL_OK)
        fail_msg("%s: %s", text, oriel_last_error());
    return value;
}

static inline oriel_value_t *parsed(const char *text)
{
    return parsed_n(text, strlen(text));
}

/* Bytes that are not UTF-8, and how many of them are. */
static const struct {
    const char *text;
    size_t len, good;
} bad_utf8[] = {
    { "\x80", 1, 0 },              /* a tail alone */
    { "a\xbf", 2, 1 },             /* after text */
    { "\xc0\x80", 2, 0 },          /* overlong NUL */
    { "\xc1\xbf", 2, 0 },          /* overlong 7f */
    { "\xc3", 1, 0 },              /* cut */
    { "\xc3(", 2, 0 },             /* no tail */
    { "\xe0\x9f\xbf", 3, 0 },      /* overlong 7ff */
    { "\xe2\x82", 2, 0 },          /* cut */
    { "\xe2(\xac", 3, 0 },         /* bad second */
    { "\xe2\x82(", 3, 0 },         /* bad third */
    { "\xed\xa0\x80", 3, 0 },      /* U+D800 */
    { "\xed\xbf\xbf", 3, 0 },      /* U+DFFF */
    { "\xf0\x8f\xbf\xbf", 4, 0 },  /* overlong ffff */
    { "\xf0\x9f\x98", 3, 0 },      /* cut */
    { "\xf0\x9f\x98(", 4, 0 },     /* bad fourth */
    { "\xf4\x90\x80\x80", 4, 0 },  /* U+110000 */
    { "\xf5\x80\x80\x80", 4, 0 },  /* beyond */
    { "\xfe", 1, 0 },              /* never */
    { "\xff", 1, 0 },              /* never */
    { "12345678901\xff", 12, 11 }, /* past the eight bytes at once */
    { "\xe2\x82\xac"
      "12345678\x80",
      12, 11 }, /* after a good one */
};
#define BAD_UTF8 (sizeof(bad_utf8) / sizeof(bad_utf8[0]))

/* The first and last characters of each length, and around the surrogates. */
static const char *const good_utf8[] = {
    "",
    "\x7f",
    "\xc2\x80",
    "\xdf\xbf",
    "\xe0\xa0\x80",
    "\xed\x9f\xbf",
    "\xee\x80\x80",
    "\xef\xbf\xbf",
    "\xf0\x90\x80\x80",
    "\xf4\x8f\xbf\xbf",
    "\xe2\x80\xa8</script>",
};
#define GOOD_UTF8 (sizeof(good_utf8) / sizeof(good_utf8[0]))

/* Runs `scenario` while the first, the second, ... of its allocations fails,
 * until none does. It returns its error, and asserts what must hold either way. */
static inline void torture(oriel_err_t (*scenario)(void), long at_least)
{
    for (long n = 1;; n++) {
        oriel_err_t err;
        int has_failed;

        oriel__alloc_fail_at(n);
        err = scenario();
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        if (!has_failed) {
            assert_int_equal(err, ORIEL_OK);
            assert_true(n > at_least);
            return;
        }
        assert_int_equal(err, ORIEL_ENOMEM);
        assert_string_equal(oriel_last_error(), "out of memory");
    }
}

#endif
