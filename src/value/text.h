/* JSON strings: where they end, and what they say. */
#ifndef ORIEL_VALUE_TEXT_H
#define ORIEL_VALUE_TEXT_H

#include <oriel/value.h>

/* The quote that ends the string whose first character, after the quote, is
 * `at`; a trusted text has one before `end`. */
const char *oriel__string_end(const char *at, const char *end);
/* Whether this is UTF-8 that stands in a JSON string as it is. */
bool oriel__is_plain(const char *at, const char *end);
/* Whether a STRING or KEY says `text`. */
bool oriel__token_equals(const oriel_token_t *token, const char *text, size_t len);

#endif
