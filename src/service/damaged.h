/* Damaged files are moved aside, by one process at a time. */
#ifndef ORIEL_SERVICE_DAMAGED_H
#define ORIEL_SERVICE_DAMAGED_H

#include <oriel/error.h>

/* Locks the folder of `path` against other processes that do this, and waits for
 * them. A descriptor for the second, or -1 with the error noted. */
int oriel__damaged_lock(const char *path);
void oriel__damaged_unlock(int lock); /* -1 is fine */
/* Moves the file, and those that SQLite keeps beside it. `*moved`: its new
 * path, oriel__free(). */
oriel_err_t oriel__damaged_move(const char *path, char **moved) ORIEL_MUST_CHECK;

#endif
