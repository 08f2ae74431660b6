/* Media types by file name. */
#ifndef ORIEL_BASE_MIME_H
#define ORIEL_BASE_MIME_H

#include <stdbool.h>
#include <stddef.h>

/* What the longest type takes, its NUL included. */
#define ORIEL__MIME_SIZE 128

/* What follows the last dot of the last segment of `path`, NULL when there is
 * none. Points into `path`. */
const char *oriel__mime_extension(const char *path);
/* The type of files with `extension` (no dot, any case), NULL when unknown.
 * Static. Texts say that they are UTF-8. */
const char *oriel__mime_lookup(const char *extension);
/* Whether `type` reads "name/name" with optional parameters, in one line that
 * fits. */
bool oriel__mime_is_type(const char *type);
/* Writes a type, and its charset where a text does not name one. */
void oriel__mime_copy(char ret[ORIEL__MIME_SIZE], const char *type);

#endif
