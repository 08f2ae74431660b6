/* Threads of the library's own, and the forks that lose them. */
#include "base/spawn.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"

#define NAME_SIZE 16 /* what the kernel keeps */

static _Atomic unsigned forks;

static void block_signals(sigset_t *ret_before)
{
    static const int faults[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
    sigset_t blocked;

    (void)sigfillset(&blocked);
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
        (void)sigdelset(&blocked, faults[i]);
    (void)pthread_sigmask(SIG_SETMASK, &blocked, ret_before);
}

oriel_err_t oriel__spawn(pthread_t *ret, const char *name, void *(*run)(void *user), void *user)
{
    char text[NAME_SIZE];
    sigset_t before;

    block_signals(&before);
    int error = pthread_create(ret, NULL, run, user);

    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error)
        return oriel__fail(ORIEL_EBUSY, "thread %s: cannot be started: errno %d", name, error);
    (void)snprintf(text, sizeof(text), "%s", name);
    (void)pthread_setname_np(*ret, text);
    return ORIEL_OK;
}

static void in_child(void)
{
    atomic_fetch_add_explicit(&forks, 1, memory_order_relaxed);
}

static void watch(void)
{
    if (pthread_atfork(NULL, NULL, in_child))
        oriel__log(ORIEL_LOG_WARNING, "base", "forks cannot be noticed: children must exec");
}

void oriel__fork_watch(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, watch);
}

unsigned oriel__fork_count(void)
{
    return atomic_load_explicit(&forks, memory_order_relaxed);
}
