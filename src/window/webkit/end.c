/* The end of the process, while the UI thread is still there.
 *
 * It is never ended, so exit() meets it at work. All that atexit() knows runs
 * beside it; but then the libraries clean up, and the thread would use what
 * they have freed. Our destructor comes before those of the libraries that we
 * use, and parks the thread.
 *
 * A thread that Xlib has parked, because the display is gone, holds Xlib's
 * locks: the destructors of the libraries would wait for them for ever. Then,
 * and when the thread does not come to be parked, ours is the last. */
#include "window/webkit/end.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "window/webkit/thread.h"

#define GRACE_MS 800  /* for the program to end by itself when the display is gone */
#define LIMIT_MS 1800 /* until the process is gone in any case */
#define PARK_MS 500

static _Atomic pid_t process; /* that has the UI thread: a fork has none */
static atomic_bool is_lost, is_parked, is_over;
static atomic_int exit_status = -1; /* of the exit() under way */

static void sleep_ms(long ms)
{
    struct timespec left = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

    while (nanosleep(&left, &left) != 0) {}
}

static _Noreturn void rest(void)
{
    for (;;)
        pause();
}

static void on_exiting(int status, void *data)
{
    (void)data;
    atomic_store(&exit_status, status);
}

static _Noreturn void end_now(void)
{
    int status = atomic_load(&exit_status);

    if (atomic_load(&is_lost) && status <= 0)
        status = EXIT_FAILURE;
    _exit(status);
}

static void park(void *data)
{
    (void)data;
    atomic_store(&is_parked, true);
    rest();
}

/* Whether nothing is left that would use the libraries. A thread that only begins
 * is asked as soon as it hears. */
static bool park_ui_thread(void)
{
    bool is_asked = false;

    if (atomic_load(&is_lost))
        return false;
    for (int ms = 0; ms < PARK_MS && !atomic_load(&is_parked); ms++) {
        bool is_starting = oriel__wk_is_starting(); /* before it is asked: it may be ready then */
        is_asked = is_asked || oriel__wk_post(park, NULL) == ORIEL_OK;
        if (!is_asked && !is_starting)
            return !oriel__wk_has_thread();
        sleep_ms(1);
    }
    return atomic_load(&is_parked);
}

__attribute__((destructor)) static void on_unload(void)
{
    atomic_store(&is_over, true);
    if (process != getpid() || oriel__wk_is_ui_thread() || park_ui_thread())
        return;
    (void)fcloseall(); // NOLINT(concurrency-mt-unsafe): as exit() itself does, without waiting for locks
    end_now();
}

bool oriel__wk_end_init(void)
{
    process = getpid();
    on_exit(on_exiting, NULL);
    return !atomic_load(&is_over);
}

static void *limit_main(void *data)
{
    (void)data;
    sleep_ms(LIMIT_MS);
    end_now();
}

static void *exit_main(void *data)
{
    (void)data;
    sleep_ms(GRACE_MS);
    if (atomic_load(&exit_status) < 0)
        exit(EXIT_FAILURE); // NOLINT(concurrency-mt-unsafe): nobody else began to
    rest();
}

static void spawn(void *(*body)(void *data))
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, body, NULL) == 0)
        pthread_detach(thread);
}

void oriel__wk_end_soon(void)
{
    atomic_store(&is_lost, true);
    on_exit(on_exiting, NULL); /* again: the newest one runs first */
    spawn(limit_main);
    spawn(exit_main);
}
