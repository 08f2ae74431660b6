/* Monotonic time. */
#include "base/clock.h"

#define NS_PER_S 1000000000L
#define NS_PER_MS 1000000L

uint64_t oriel__now_ns(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

struct timespec oriel__deadline(int timeout_ms)
{
    struct timespec at;
    int ms = timeout_ms > 0 ? timeout_ms : 0;

    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += ms / 1000;
    at.tv_nsec += (ms % 1000) * NS_PER_MS;
    if (at.tv_nsec >= NS_PER_S) {
        at.tv_sec++;
        at.tv_nsec -= NS_PER_S;
    }
    return at;
}
