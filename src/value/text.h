/* JSON strings: where they end, and what they say. */
#ifndef ORIEL_VALUE_TEXT_H
#define ORIEL_VALUE_TEXT_H

#include <oriel/value.h>

/* The quote that ends the string whose first character, after the quote, is
 * `at`; a trusted text has one before `end`. */
const char *oriel__string_end(const char *at, const char *end);
/* The end of what stands in a JSON string as it is; `*is_bad` is set when the text
 * is not UTF-8 there. */
const char *oriel__plain_end(const char *at, const char *end, bool *is_bad);
/* Whether this is UTF-8 that stands in a JSON string as it is. */
bool oriel__is_plain(const char *at, const char *end);
/* Whether a STRING or KEY says `text`. */
bool oriel__token_equals(const oriel_token_t *token, const char *text, size_t len);

#endif
