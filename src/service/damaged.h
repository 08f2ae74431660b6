/* Damaged files are moved aside, by one process at a time. */
#ifndef ORIEL_SERVICE_DAMAGED_H
#define ORIEL_SERVICE_DAMAGED_H

#include <stdbool.h>

#include <oriel/error.h>

/* Locks the folder of `path`: `moves`, against all that open files there or move
 * them, otherwise against those that move. `*ret`: for the second. EBUSY when they
 * have not gone after `timeout_ms`. */
oriel_err_t oriel__damaged_lock(const char *path, bool moves, int timeout_ms, int *ret) ORIEL_MUST_CHECK;
void oriel__damaged_unlock(int lock); /* -1 is fine */
/* Moves the file, and those that SQLite keeps beside it. `*moved`: its new
 * path, oriel__free(). */
oriel_err_t oriel__damaged_move(const char *path, char **moved) ORIEL_MUST_CHECK;

#endif
