/* Fonts that the program registered, served to pages. Any thread. */
#ifndef ORIEL_SERVER_FONTS_H
#define ORIEL_SERVER_FONTS_H

#include <oriel/server.h>

#include "base/buf.h"

#define ORIEL__FONTS_MAX 1000
#define ORIEL__FONT_PATH "/_pgwidgets/font/"

struct oriel__fonts;

oriel_err_t oriel__fonts_new(struct oriel__fonts **ret) ORIEL_MUST_CHECK;
void oriel__fonts_free(struct oriel__fonts *fonts);
/* The bytes, type and tag of a font (`number`: what follows ORIEL__FONT_PATH); a new
 * reference, or NULL. `etag` has room for `size` bytes. */
oriel_value_t *oriel__fonts_find(struct oriel__fonts *fonts, const char *number, const char **type, char *etag,
                                 size_t size);
/* The messages that tell a page of all of them: an array, a new reference; NULL:
 * there are none. */
oriel_value_t *oriel__fonts_dup(struct oriel__fonts *fonts);

#endif
