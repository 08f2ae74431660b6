/* Mutexes and conditions whose failure is a bug, not a case. */
#ifndef ORIEL_BASE_SYNC_H
#define ORIEL_BASE_SYNC_H

#include <pthread.h>
#include <stdbool.h>

void oriel__mutex_init(pthread_mutex_t *mutex);
void oriel__mutex_fini(pthread_mutex_t *mutex);
void oriel__lock(pthread_mutex_t *mutex);
void oriel__unlock(pthread_mutex_t *mutex);
void oriel__cond_init(pthread_cond_t *cond); /* CLOCK_MONOTONIC */
void oriel__cond_fini(pthread_cond_t *cond);
void oriel__cond_broadcast(pthread_cond_t *cond);
void oriel__cond_signal(pthread_cond_t *cond); /* wakes one */
/* False when `deadline` (NULL: none) passed first; the caller loops. */
bool oriel__cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline);

#endif
