/* Starts threads of the library's own. */
#ifndef ORIEL_BASE_SPAWN_H
#define ORIEL_BASE_SPAWN_H

#include <pthread.h>
#include <stdbool.h>

#include <oriel/error.h>

/* Starts a joinable thread with every signal blocked but those of faults:
 * signals belong to the program's threads. `name` shows in ps and debuggers,
 * cut at 15 bytes. Errors: EBUSY (no more threads). */
oriel_err_t oriel__spawn(pthread_t *ret, const char *name, void *(*run)(void *user), void *user) ORIEL_MUST_CHECK;

/* How often this process was forked off another since the first call of
 * oriel__fork_watch(): what belongs to threads remembers it, and does nothing
 * in a child. Async-signal-safe. */
unsigned oriel__fork_count(void);
void oriel__fork_watch(void);

#endif
