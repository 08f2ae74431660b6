/* What happens when the connection to the display breaks. Xlib does not let
 * its caller go on, so the thread that finds out is parked for good, and the
 * process ends: by itself, if the program sees to it at once, otherwise from a
 * thread of ours. GDK's own answer, _exit() on the spot, would skip atexit().
 *
 * The end of exit(), where libraries clean up, never comes back with Xlib's
 * locks in the hands of a parked thread. So it ends in our destructor instead,
 * which runs before those of the libraries we use and after all that atexit()
 * knows of. */
#include "window/webkit/display.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/gdkx.h>
#endif

#include "window/webkit/thread.h"

#define GRACE_MS 1000 /* for the program to end by itself */
#define LIMIT_MS 1800 /* until the process is gone in any case */

static atomic_bool is_lost;
static atomic_int exit_status = -1; /* of the exit() under way */

static void sleep_ms(long ms)
{
    struct timespec left = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

    while (nanosleep(&left, &left) != 0) {}
}

static _Noreturn void park(void)
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

    _exit(status > 0 ? status : EXIT_FAILURE);
}

__attribute__((destructor)) static void on_unload(void)
{
    if (!atomic_load(&is_lost))
        return;
    (void)fcloseall(); // NOLINT(concurrency-mt-unsafe): as exit() itself does, without waiting for locks
    end_now();
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
    park();
}

static void spawn(void *(*body)(void *data))
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, body, NULL) == 0)
        pthread_detach(thread);
}

static _Noreturn void on_lost(void)
{
    if (!atomic_exchange(&is_lost, true)) {
        oriel__wk_thread_lost();
        on_exit(on_exiting, NULL);
        spawn(limit_main);
        spawn(exit_main);
        oriel__wk_host->display_lost();
    }
    park();
}

#ifdef GDK_WINDOWING_X11
static int on_io_error(Display *display)
{
    (void)display;
    on_lost();
}

static void on_io_exit(Display *display, void *data)
{
    (void)display;
    (void)data;
    on_lost();
}

static void watch_x11(Display *display)
{
    typedef void (*set_exit_fn)(Display *, void (*)(Display *, void *), void *);
    set_exit_fn set_exit;

    XSetIOErrorHandler(on_io_error);
    /* Since libX11 1.7; before, on_io_error() alone must do. */
    *(void **)(void *)&set_exit = dlsym(RTLD_DEFAULT, "XSetIOErrorExitHandler");
    if (set_exit)
        set_exit(display, on_io_exit, NULL);
}
#endif

void oriel__wk_watch_display(void)
{
#ifdef GDK_WINDOWING_X11
    GdkDisplay *display = gdk_display_get_default();

    if (GDK_IS_X11_DISPLAY(display))
        watch_x11(GDK_DISPLAY_XDISPLAY(display));
#endif
}
