/* Threads by name: who someone was, and whether it still lives. */
#ifndef ORIEL_LOOP_WHO_H
#define ORIEL_LOOP_WHO_H

#include <stdbool.h>

struct oriel__who;

/* The calling thread's; borrowed, for as long as the thread lives. NULL without
 * memory. */
struct oriel__who *oriel__who_am_i(void);
struct oriel__who *oriel__who_ref(struct oriel__who *who);
void oriel__who_unref(struct oriel__who *who);
bool oriel__who_is_alive(const struct oriel__who *who);

#endif
