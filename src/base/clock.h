/* Monotonic time. */
#ifndef ORIEL_BASE_CLOCK_H
#define ORIEL_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

uint64_t oriel__now_ns(void);
/* The CLOCK_MONOTONIC moment `timeout_ms` from now, for
 * pthread_cond_timedwait() on a condition made with oriel__cond_init(). */
struct timespec oriel__deadline(int timeout_ms);

#endif
