/* What the rooms above use of values beside the public API. */
#ifndef ORIEL_VALUE_VALUE_H
#define ORIEL_VALUE_VALUE_H

#include <oriel/value.h>

#include "base/buf.h"

/* Messages wrap values in arrays of their own, this many levels at the most. */
#define ORIEL__MESSAGE_DEPTH 4

/* oriel_value_from_json() for a message whose values may reach the limit. What
 * is sliced from it within ORIEL__MESSAGE_DEPTH levels is no deeper than that. */
oriel_err_t oriel__value_from_message(const char *text, size_t len, oriel_value_t **ret) ORIEL_MUST_CHECK;
/* A value of text that a reader of ours produced (a slice of another value):
 * not checked again. NULL when out of memory, error text set. */
oriel_value_t *oriel__value_slice(const char *text, size_t len);
/* The depth of nesting, measured where it is unknown. */
unsigned oriel__value_depth(const oriel_value_t *value);
/* A text that becomes a value is written behind room for its struct, so that it
 * need not be copied: oriel__text_begin(), any oriel__buf_add*(), and
 * oriel__text_finish(), which empties the buffer on success. `depth`: how deep it
 * nests. */
oriel_err_t oriel__text_begin(struct oriel_buf *buf) ORIEL_MUST_CHECK;
oriel_err_t oriel__text_finish(struct oriel_buf *buf, unsigned depth, oriel_value_t **ret) ORIEL_MUST_CHECK;
/* What a maker returns that failed where NULL would be no value at all: known by
 * its address, and to others a null. */
oriel_value_t *oriel__value_failed(void);
/* A writer of a value that stays inside: of `limit` bytes of text, which may be more
 * than the public limit. */
oriel_err_t oriel__writer_new_wide(size_t limit, oriel_writer_t **ret) ORIEL_MUST_CHECK;
/* oriel_value_vpack() with one more letter: 'w' takes a pointer and does this. */
typedef oriel_err_t (*oriel__pack_pointer)(oriel_writer_t *writer, void *pointer);
oriel_err_t oriel__value_vpack(oriel_value_t **ret, const char *format, va_list list,
                               oriel__pack_pointer put_pointer) ORIEL_MUST_CHECK;
/* Appends `text` as a JSON string, quoted and escaped; U+2028, U+2029 and '<'
 * too are left as they are: frames are parsed, never spliced into scripts.
 * ESYNTAX when not UTF-8. */
oriel_err_t oriel__json_add_string(struct oriel_buf *buf, const char *text, size_t len) ORIEL_MUST_CHECK;
/* Passes over one whole value from the reader's position and gives its text. */
void oriel__reader_raw(oriel_reader_t *reader, const char **text, size_t *len);

#endif
