/* Mutexes and conditions whose failure is a bug, not a case. */
#include "base/sync.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The message says which call broke; there is no way on from here. */
static void check(int result, const char *what)
{
    if (result == 0)
        return;
    (void)fprintf(stderr, "oriel: %s failed with %d\n", what, result);
    abort();
}

void oriel__mutex_init(pthread_mutex_t *mutex)
{
    check(pthread_mutex_init(mutex, NULL), "pthread_mutex_init");
}

void oriel__mutex_fini(pthread_mutex_t *mutex)
{
    check(pthread_mutex_destroy(mutex), "pthread_mutex_destroy");
}

void oriel__lock(pthread_mutex_t *mutex)
{
    check(pthread_mutex_lock(mutex), "pthread_mutex_lock");
}

void oriel__unlock(pthread_mutex_t *mutex)
{
    check(pthread_mutex_unlock(mutex), "pthread_mutex_unlock");
}

void oriel__cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t attr;

    check(pthread_condattr_init(&attr), "pthread_condattr_init");
    check(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC), "pthread_condattr_setclock");
    check(pthread_cond_init(cond, &attr), "pthread_cond_init");
    check(pthread_condattr_destroy(&attr), "pthread_condattr_destroy");
}

void oriel__cond_fini(pthread_cond_t *cond)
{
    check(pthread_cond_destroy(cond), "pthread_cond_destroy");
}

void oriel__cond_broadcast(pthread_cond_t *cond)
{
    check(pthread_cond_broadcast(cond), "pthread_cond_broadcast");
}

void oriel__cond_signal(pthread_cond_t *cond)
{
    check(pthread_cond_signal(cond), "pthread_cond_signal");
}

bool oriel__cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline)
{
    int result = deadline ? pthread_cond_timedwait(cond, mutex, deadline) : pthread_cond_wait(cond, mutex);

    if (result == ETIMEDOUT)
        return false;
    check(result, "pthread_cond_wait");
    return true;
}
