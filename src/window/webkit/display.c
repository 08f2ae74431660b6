/* What happens when the connection to the display breaks. Xlib does not let
 * its caller go on, so the thread that finds out is parked for good, and the
 * process ends: by itself, if the program sees to it at once, otherwise by us.
 * GDK's own answer, _exit() on the spot, would skip atexit(). */
#include "window/webkit/display.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdatomic.h>
#include <unistd.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/gdkx.h>
#endif

#include "window/webkit/end.h"
#include "window/webkit/thread.h"

#ifdef GDK_WINDOWING_X11
static atomic_bool is_lost;

static _Noreturn void on_lost(void)
{
    if (!atomic_exchange(&is_lost, true)) {
        oriel__wk_thread_lost();
        oriel__wk_end_soon();
        oriel__wk_host->display_lost();
    }
    for (;;)
        pause();
}

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

/* GDK ends the process at an error that it did not expect, say because another
 * program destroyed a window that was being drawn. A trap around everything, never
 * popped, catches these; what became of the window is told by its own events. */
static void survive_errors(GdkDisplay *display)
{
    gdk_x11_display_error_trap_push(display);
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

    if (!GDK_IS_X11_DISPLAY(display))
        return;
    survive_errors(display);
    watch_x11(GDK_DISPLAY_XDISPLAY(display));
#endif
}
