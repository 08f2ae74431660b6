/* Starts the UI thread, and carries work to it: posts in order, and timers. */
#include "window/webkit/thread.h"

#include <gtk/gtk.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "window/webkit/context.h"
#include "window/webkit/display.h"
#include "window/webkit/end.h"

#define START_TIMEOUT_S 10

const struct oriel__host *oriel__wk_host;

struct job {
    struct job *next;
    void (*fn)(void *data);
    void *data;
};

/* NONE and REFUSED wait for a start(); REFUSED has found no display and tries again then. */
enum phase {
    PHASE_NONE,
    PHASE_STARTING,
    PHASE_RUNNING,
    PHASE_REFUSED
};

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed; /* `phase` did; on CLOCK_MONOTONIC */
    enum phase phase;
    bool has_cond, is_lost;
    struct job *first, **last; /* posted, not yet run */
    GSource *source;           /* runs them; ready when `first` is set */
} ui = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Thread_local bool on_ui_thread;

void oriel__wk_log(oriel_log_level_t level, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    oriel__wk_host->log(level, text);
}

oriel_err_t oriel__wk_fail(oriel_err_t err, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    return oriel__wk_host->fail(err, text);
}

bool oriel__wk_is_ui_thread(void)
{
    return on_ui_thread;
}

static struct job *take_job(void)
{
    pthread_mutex_lock(&ui.lock);
    struct job *job = ui.first;
    if (job) {
        ui.first = job->next;
        if (!ui.first)
            ui.last = &ui.first;
    }
    pthread_mutex_unlock(&ui.lock);
    return job;
}

/* Runs what had been posted when it began; what these post waits for the next
 * turn of the loop, so that painting gets its share. */
static gboolean run_jobs(gpointer data)
{
    (void)data;
    pthread_mutex_lock(&ui.lock);
    struct job *const *end = ui.last;
    pthread_mutex_unlock(&ui.lock);

    for (bool more = true; more;) {
        struct job *job = take_job();
        if (!job)
            break;
        more = &job->next != end;
        job->fn(job->data);
        free(job);
    }

    pthread_mutex_lock(&ui.lock);
    g_source_set_ready_time(ui.source, ui.first ? 0 : -1);
    pthread_mutex_unlock(&ui.lock);
    return G_SOURCE_CONTINUE;
}

static gboolean dispatch_jobs(GSource *source, GSourceFunc callback, gpointer data)
{
    (void)source;
    (void)callback;
    return run_jobs(data);
}

static GSourceFuncs job_source_funcs = { .dispatch = dispatch_jobs };

static struct job *new_job(void (*fn)(void *data), void *data)
{
    struct job *job = malloc(sizeof(*job));

    if (job)
        *job = (struct job){ .fn = fn, .data = data };
    return job;
}

oriel_err_t oriel__wk_post(void (*fn)(void *data), void *data)
{
    struct job *job = new_job(fn, data);

    if (!job)
        return ORIEL_ENOMEM;
    pthread_mutex_lock(&ui.lock);
    bool usable = ui.source && !ui.is_lost;
    if (usable) {
        bool wake = !ui.first;
        *ui.last = job;
        ui.last = &job->next;
        if (wake)
            g_source_set_ready_time(ui.source, 0);
        job = NULL;
    }
    pthread_mutex_unlock(&ui.lock);
    free(job);
    return usable ? ORIEL_OK : ORIEL_ENODISPLAY;
}

static gboolean run_timer(gpointer data)
{
    struct job *job = data;

    job->fn(job->data);
    return G_SOURCE_REMOVE;
}

oriel_err_t oriel__wk_after(unsigned ms, void (*fn)(void *data), void *data)
{
    struct job *job = new_job(fn, data);

    if (!job)
        return ORIEL_ENOMEM;
    pthread_mutex_lock(&ui.lock);
    bool usable = ui.source && !ui.is_lost;
    if (usable) {
        /* Made under the lock: sources that fall due together run in the
         * order in which they were attached. */
        GSource *timer = g_timeout_source_new(ms);
        g_source_set_callback(timer, run_timer, job, free);
        g_source_attach(timer, NULL);
        g_source_unref(timer);
        // cppcheck-suppress memleak ; the timer owns it
        job = NULL;
    }
    pthread_mutex_unlock(&ui.lock);
    free(job);
    return usable ? ORIEL_OK : ORIEL_ENODISPLAY;
}

void oriel__wk_thread_lost(void)
{
    pthread_mutex_lock(&ui.lock);
    ui.is_lost = true;
    pthread_mutex_unlock(&ui.lock);
}

static enum phase get_phase(void)
{
    pthread_mutex_lock(&ui.lock);
    enum phase phase = ui.phase;
    pthread_mutex_unlock(&ui.lock);
    return phase;
}

bool oriel__wk_has_thread(void)
{
    return get_phase() != PHASE_NONE;
}

bool oriel__wk_is_starting(void)
{
    return get_phase() == PHASE_STARTING;
}

static void set_phase(enum phase phase)
{
    pthread_mutex_lock(&ui.lock);
    ui.phase = phase;
    pthread_cond_broadcast(&ui.changed);
    pthread_mutex_unlock(&ui.lock);
}

/* The thread's body. Without a display it waits for another start() instead of
 * ending: GTK must only ever be tried from one thread. */
static void *ui_main(void *arg)
{
    (void)arg;
    on_ui_thread = true;
    gtk_disable_setlocale();
    while (!gtk_init_check(NULL, NULL)) {
        set_phase(PHASE_REFUSED);
        pthread_mutex_lock(&ui.lock);
        while (ui.phase == PHASE_REFUSED)
            pthread_cond_wait(&ui.changed, &ui.lock);
        pthread_mutex_unlock(&ui.lock);
    }
    oriel__wk_watch_display();
    oriel__wk_context_init();

    pthread_mutex_lock(&ui.lock);
    ui.last = &ui.first;
    ui.source = g_source_new(&job_source_funcs, sizeof(GSource));
    g_source_set_can_recurse(ui.source, TRUE);
    g_source_set_name(ui.source, "oriel posts");
    g_source_attach(ui.source, NULL);
    pthread_mutex_unlock(&ui.lock);
    set_phase(PHASE_RUNNING);

    gtk_main();
    return NULL;
}

/* Leaves the UI thread, and all that GTK and WebKit start from it, only the
 * signals that are about itself, and USR1, by which JavaScriptCore stops its
 * own threads. All others belong to the program's threads. */
static oriel_err_t spawn(void)
{
    static const int own[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGUSR1 };
    sigset_t blocked, before;
    pthread_attr_t attr;
    pthread_t thread;

    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        sigdelset(&blocked, own[i]);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    int err = pthread_create(&thread, &attr, ui_main, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    if (err)
        return oriel__wk_fail(ORIEL_ENOMEM, "the window thread could not be started");
    return ORIEL_OK;
}

static oriel_err_t refusal(void)
{
    const char *x11 = g_getenv("DISPLAY");
    const char *wayland = g_getenv("WAYLAND_DISPLAY");
    const char *kind = g_getenv("GDK_BACKEND");

    if (kind && *kind && ((x11 && *x11) || (wayland && *wayland)))
        return oriel__wk_fail(ORIEL_ENODISPLAY,
                              "cannot open display \"%s\" as GDK_BACKEND=%s; is its server running, and of that kind?",
                              x11 && *x11 ? x11 : wayland, kind);
    if (x11 && *x11)
        return oriel__wk_fail(ORIEL_ENODISPLAY, "cannot open display \"%s\" (DISPLAY); is its server running?", x11);
    if (wayland && *wayland)
        return oriel__wk_fail(ORIEL_ENODISPLAY, "cannot open display \"%s\" (WAYLAND_DISPLAY); is its server running?",
                              wayland);
    return oriel__wk_fail(ORIEL_ENODISPLAY, "no display: neither DISPLAY nor WAYLAND_DISPLAY is set; start the program "
                                            "in a desktop session, or with xvfb-run");
}

static oriel_err_t begin(void)
{
    if (!ui.has_cond) {
        pthread_condattr_t attr;

        pthread_condattr_init(&attr);
        pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
        pthread_cond_init(&ui.changed, &attr);
        pthread_condattr_destroy(&attr);
        ui.has_cond = true;
    }
    if (ui.phase == PHASE_NONE) {
        oriel__wk_prepare_environment();
        if (!oriel__wk_end_init())
            return oriel__wk_fail(ORIEL_ENODISPLAY, "the program is ending");
        oriel_err_t err = spawn();
        if (err != ORIEL_OK)
            return err;
    }
    if (ui.phase == PHASE_NONE || ui.phase == PHASE_REFUSED) {
        ui.phase = PHASE_STARTING;
        pthread_cond_broadcast(&ui.changed);
    }
    return ORIEL_OK;
}

oriel_err_t oriel__wk_start(const struct oriel__host *host)
{
    struct timespec until;
    oriel_err_t err;

    pthread_mutex_lock(&ui.lock);
    if (!oriel__wk_host)
        oriel__wk_host = host;
    err = begin();
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += START_TIMEOUT_S;
    int late = 0;
    while (err == ORIEL_OK && ui.phase == PHASE_STARTING && !late)
        late = pthread_cond_timedwait(&ui.changed, &ui.lock, &until);
    enum phase phase = ui.phase;
    bool is_lost = ui.is_lost;
    pthread_mutex_unlock(&ui.lock);

    if (err != ORIEL_OK)
        return err;
    if (is_lost)
        return oriel__wk_fail(ORIEL_ENODISPLAY, "the connection to the display is lost");
    if (phase == PHASE_STARTING)
        return oriel__wk_fail(ORIEL_ENODISPLAY, "the display did not answer within %d s", START_TIMEOUT_S);
    return phase == PHASE_RUNNING ? ORIEL_OK : refusal();
}
