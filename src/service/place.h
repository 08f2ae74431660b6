/* Where files of the program's own belong. */
#ifndef ORIEL_SERVICE_PLACE_H
#define ORIEL_SERVICE_PLACE_H

#include <oriel/error.h>

/* The folder of `path`, "." when it names none; oriel__free(). NULL without
 * memory. */
char *oriel__folder_of(const char *path);
/* The default file of the program `name` (NULL: the executable's); oriel__free().
 * EINVAL for a name that is no file name, ENOENT without a home. */
oriel_err_t oriel__place_storage(const char *name, char **ret) ORIEL_MUST_CHECK;
/* Makes the folder of `path` and what is missing above it, for this user alone. */
oriel_err_t oriel__make_folder_of(const char *path) ORIEL_MUST_CHECK;
/* `path` from the root: the same file wherever the program goes, and no name that SQLite takes for something else;
 * oriel__free(). */
oriel_err_t oriel__place_absolute(const char *path, char **ret) ORIEL_MUST_CHECK;
/* Notes that `what` ("cannot be opened") is the case because of `error`, an errno: EPERM or EIO. */
oriel_err_t oriel__place_fail(const char *path, const char *what, int error);

#endif
