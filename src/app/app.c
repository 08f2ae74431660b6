/* The app: the composition root. */
#include <oriel/app.h>
#include <oriel/oriel.h>

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/opts.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "loop/mailbox.h"
#include "loop/post.h"
#include "loop/runtime.h"
#include "loop/turn.h"
#include "server/server.h"
#include "state/state.h"
#include "window/window.h"

/* Makes dispatch drain states. It outlives the app as long as a state does. */
struct drain {
    struct oriel__drain_hook hook;
    _Atomic unsigned refs;
    struct oriel__inbox *inbox;
    pthread_mutex_t mutex;
    struct oriel_list states; /* a reference each */
    struct oriel__task task;
    bool is_posted;
};

struct oriel_app {
    _Atomic unsigned refs;
    struct oriel__inbox *inbox;
    struct oriel__mailbox *global;
    struct drain *drain;
    struct oriel__windows windows;
    struct oriel__servers servers;
    oriel_runtime_t *runtime;
    char backend_name[16];
    _Atomic int status;
    _Atomic unsigned runs; /* how many threads run, and QUITS until the last one knows */
};

#define QUITS 0x80000000u

static pthread_mutex_t alive_mutex = PTHREAD_MUTEX_INITIALIZER;
static bool is_alive;
static oriel_app_t *alive; /* NULL while it is made and unmade */
static _Atomic bool is_forked;

/* --- What the rooms below need --------------------------------------------- */

struct oriel__inbox *oriel__app_inbox(oriel_app_t *app)
{
    return app->inbox;
}

struct oriel__mailbox *oriel__app_global_mailbox(oriel_app_t *app)
{
    return app->global;
}

struct oriel__windows *oriel__app_windows(oriel_app_t *app)
{
    return &app->windows;
}

struct oriel__servers *oriel__app_servers(oriel_app_t *app)
{
    return &app->servers;
}

bool oriel__app_is_forked(void)
{
    return atomic_load_explicit(&is_forked, memory_order_relaxed);
}

/* --- Draining states -------------------------------------------------------- */

static void drain_unref(struct drain *drain)
{
    if (atomic_fetch_sub_explicit(&drain->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel__inbox_unref(drain->inbox);
    oriel__mutex_fini(&drain->mutex);
    oriel__free(drain);
}

static void empty_drain(struct drain *drain, void (*empty)(oriel_state_t *state))
{
    struct oriel_list *link;

    for (;;) {
        oriel__lock(&drain->mutex);
        link = oriel__list_pop(&drain->states);
        if (!link)
            drain->is_posted = false;
        oriel__unlock(&drain->mutex);
        if (!link)
            break;
        oriel_state_t *state = oriel__state_of_hook_link(link);

        empty(state);
        oriel_state_unref(state);
    }
    drain_unref(drain);
}

static void run_drain(struct oriel__task *task)
{
    empty_drain(oriel__container(task, struct drain, task), oriel__state_drain);
}

static void drop_drain(struct oriel__task *task)
{
    empty_drain(oriel__container(task, struct drain, task), oriel__state_discard);
}

static bool drain_is_turn(struct oriel__drain_hook *hook)
{
    return oriel__inbox_is_mine(oriel__container(hook, struct drain, hook)->inbox);
}

static void drain_request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    struct drain *drain = oriel__container(hook, struct drain, hook);
    struct oriel_list *link = oriel__state_get_hook_link(state);

    oriel__lock(&drain->mutex);
    bool posts = !drain->is_posted;

    if (oriel__list_is_empty(link)) {
        oriel_state_ref(state);
        oriel__list_add(&drain->states, link);
        drain->is_posted = true;
    } else {
        posts = false;
    }
    oriel__unlock(&drain->mutex);
    if (posts) {
        atomic_fetch_add_explicit(&drain->refs, 1, memory_order_relaxed);
        oriel__inbox_push(drain->inbox, &drain->task);
    }
}

static void drain_release(struct oriel__drain_hook *hook)
{
    drain_unref(oriel__container(hook, struct drain, hook));
}

static oriel_err_t drain_new(struct oriel__inbox *inbox, struct drain **ret)
{
    struct drain *drain = oriel__new0(sizeof(*drain));

    if (!drain)
        return oriel__nomem();
    drain->refs = 1;
    drain->hook = (struct oriel__drain_hook){ drain_is_turn, drain_request, drain_release };
    drain->inbox = oriel__inbox_ref(inbox);
    drain->task.run = run_drain;
    drain->task.drop = drop_drain;
    oriel__mutex_init(&drain->mutex);
    oriel__list_init(&drain->states);
    *ret = drain;
    return ORIEL_OK;
}

oriel_err_t oriel_state_new(oriel_app_t *app, oriel_state_t **ret)
{
    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "state: app and ret must not be NULL");
    atomic_fetch_add_explicit(&app->drain->refs, 1, memory_order_relaxed);
    oriel_err_t err = oriel__state_make(&app->drain->hook, ret);

    if (err)
        drain_unref(app->drain);
    return err;
}

/* --- Life -------------------------------------------------------------------- */

/* A fork copies locks as they are, and not the threads that hold them. So that
 * a child can let go of what it has, and end, the locks that every object's end
 * goes through are taken over the fork. */
static void before_fork(void)
{
    oriel__lock(&alive_mutex);
    if (alive) {
        oriel__lock(&alive->windows.mutex);
        oriel__lock(&alive->inbox->mutex);
    }
}

static void after_fork(void)
{
    if (alive) {
        oriel__unlock(&alive->inbox->mutex);
        oriel__unlock(&alive->windows.mutex);
    }
    oriel__unlock(&alive_mutex);
}

static void after_fork_in_child(void)
{
    atomic_store_explicit(&is_forked, true, memory_order_relaxed);
    after_fork();
}

static void watch_forks(void)
{
    if (pthread_atfork(before_fork, after_fork, after_fork_in_child))
        oriel__log(ORIEL_LOG_WARNING, "app", "forks cannot be noticed: children must exec");
}

static void set_alive(oriel_app_t *app)
{
    oriel__lock(&alive_mutex);
    alive = app;
    oriel__unlock(&alive_mutex);
}

static void app_free(oriel_app_t *app)
{
    oriel_runtime_unref(app->runtime);
    oriel__mailbox_unref(app->global);
    if (app->drain)
        drain_unref(app->drain);
    oriel__servers_fini(&app->servers);
    oriel__windows_fini(&app->windows);
    oriel__inbox_unref(app->inbox);
    oriel__free(app);
}

static oriel_err_t claim_process(void)
{
    oriel__lock(&alive_mutex);
    bool taken = is_alive;

    is_alive = true;
    oriel__unlock(&alive_mutex);
    return taken ? oriel__fail(ORIEL_EEXIST, "app: this process has one already") : ORIEL_OK;
}

static void release_process(void)
{
    oriel__lock(&alive_mutex);
    is_alive = false;
    oriel__unlock(&alive_mutex);
}

oriel_err_t oriel_app_new(const oriel_app_opts_t *given, oriel_app_t **ret)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    oriel_app_opts_t opts = ORIEL_APP_OPTS_INIT;

    if (!ret || (given && !oriel__opts_read(&opts, sizeof(opts), given, ORIEL__OPTS_END(oriel_app_opts_t, backend))))
        return oriel__fail(ORIEL_EINVAL, "app: ret must not be NULL, opts from ORIEL_APP_OPTS_INIT");
    const char *backend = opts.backend ? opts.backend : "webkit";

    if (strcmp(backend, "webkit") != 0 && strcmp(backend, "headless") != 0)
        return oriel__fail(ORIEL_EINVAL, "app: backend \"%s\" is unknown, there are webkit and headless", backend);
    if (oriel__app_is_forked())
        return oriel__fail(ORIEL_EPERM, "app: a forked child has no engine: make the app in the parent, or exec");
    oriel_err_t err = claim_process();

    if (err)
        return err;
    pthread_once(&once, watch_forks);
    oriel_app_t *app = oriel__new0(sizeof(*app));

    if (!app) {
        release_process();
        return oriel__nomem();
    }
    app->refs = 1;
    memcpy(app->backend_name, backend, strlen(backend) + 1);
    oriel__windows_init(&app->windows, app->backend_name);
    oriel__servers_init(&app->servers);
    err = oriel__inbox_new_to_run(&app->inbox);
    if (!err)
        err = oriel__mailbox_new(app->inbox, true, &app->global);
    if (!err)
        err = drain_new(app->inbox, &app->drain);
    if (!err)
        err = oriel__runtime_make(app->inbox, NULL, &app->runtime);
    if (err) {
        app_free(app);
        release_process();
        return err;
    }
    set_alive(app);
    *ret = app;
    return ORIEL_OK;
}

oriel_app_t *oriel_app_ref(oriel_app_t *app)
{
    if (app)
        atomic_fetch_add_explicit(&app->refs, 1, memory_order_relaxed);
    return app;
}

/* Whether the engine has let go of everything. Half of the time is for what the
 * runtime still runs, the rest for the engine. */
static bool shut_down(oriel_app_t *app)
{
    const int half_ms = ORIEL__SHUTDOWN_MS / 2;
    uint64_t began = oriel__now_ns();

    oriel__turn_flush();
    if (!oriel__runtime_stop(app->runtime, half_ms))
        oriel__log(ORIEL_LOG_WARNING, "app", "shutdown: a callback or work of the runtime goes on");
    oriel__servers_shutdown(&app->servers);
    uint64_t took_ms = (oriel__now_ns() - began) / 1000000u;
    oriel_err_t err = oriel__windows_shutdown(
        &app->windows, took_ms < (uint64_t)half_ms ? ORIEL__SHUTDOWN_MS - (int)took_ms : half_ms);

    if (err)
        oriel__log(ORIEL_LOG_ERROR, "app", "shutdown: %s", oriel_last_error());
    return err == ORIEL_OK;
}

oriel_app_t *oriel_app_unref(oriel_app_t *app)
{
    if (!app || atomic_fetch_sub_explicit(&app->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    if (oriel__app_is_forked())
        return NULL; /* its threads are the parent's: nothing can be ended here */
    if (!shut_down(app))
        return NULL; /* the engine hangs and still uses it; the log tells */
    oriel__runtime_end(app->runtime);
    oriel__inbox_close(app->inbox);
    set_alive(NULL);
    app_free(app);
    release_process();
    return NULL;
}

void oriel_app_shutdown(oriel_app_t *app)
{
    if (!app || oriel__app_is_forked())
        return;
    (void)shut_down(app);
    oriel__inbox_shut_down(app->inbox);
}

/* --- Dispatch ---------------------------------------------------------------- */

int oriel_app_fd(oriel_app_t *app)
{
    return app ? app->inbox->fd : -1;
}

int oriel_app_dispatch(oriel_app_t *app, int timeout_ms)
{
    if (!app || oriel__app_is_forked())
        return 0;
    return oriel__inbox_dispatch(app->inbox, timeout_ms);
}

static bool quits(oriel_app_t *app)
{
    return atomic_load(&app->runs) & QUITS;
}

static bool is_over(oriel_app_t *app)
{
    oriel__inbox_take_note(app->inbox);
    return quits(app) || oriel__windows_count(&app->windows) + oriel__servers_count(&app->servers) == 0;
}

/* One thread less runs. Gives what `runs` was. */
static unsigned leave_run(oriel_app_t *app)
{
    unsigned runs = atomic_load(&app->runs);

    while (!atomic_compare_exchange_weak(&app->runs, &runs, (runs & ~QUITS) == 1 ? 0 : runs - 1))
        ;
    return runs;
}

/* Others that run learn of the end, too. */
static void tell_runners(oriel_app_t *app, unsigned runs)
{
    if ((runs & ~QUITS) > 1)
        oriel__inbox_poke(app->inbox);
}

int oriel_app_run(oriel_app_t *app)
{
    if (!app || oriel__app_is_forked() || oriel__turn_current())
        return 1; /* a handler waits for itself */
    oriel_app_ref(app);
    atomic_fetch_add(&app->runs, 1);
    oriel__inbox_enter(app->inbox);
    while (!is_over(app))
        oriel__inbox_run_once(app->inbox);
    tell_runners(app, atomic_load(&app->runs));
    while (oriel__inbox_dispatch(app->inbox, 0) > 0 && !quits(app))
        ; /* what the last window left: its closed event */
    oriel__inbox_leave(app->inbox);
    while (!quits(app) && oriel__inbox_dispatch(app->inbox, 0) > 0)
        ; /* what others posted here just before */
    oriel__inbox_forget(app->inbox);
    unsigned runs = leave_run(app);
    int status = runs & QUITS ? atomic_load(&app->status) : 0;

    tell_runners(app, runs); /* of a quit that came meanwhile */
    oriel_app_unref(app);
    return status;
}

void oriel_app_quit(oriel_app_t *app, int status)
{
    if (!app || oriel__app_is_forked())
        return; /* the descriptor is the parent's too */
    atomic_store(&app->status, status);
    atomic_fetch_or(&app->runs, QUITS);
    oriel__inbox_poke(app->inbox);
}

oriel_err_t oriel_app_post(oriel_app_t *app, void (*fn)(void *user), void *user, oriel_destroy_cb destroy)
{
    struct oriel__task *task = NULL;

    if (!app || !fn)
        return oriel__fail(ORIEL_EINVAL, "post: app and fn must not be NULL");
    if (oriel__app_is_forked())
        return oriel__fail(ORIEL_EPERM, "post: a forked child does not dispatch");
    oriel_err_t err = oriel__post_new(fn, user, destroy, &task);

    if (!err)
        oriel__inbox_push(app->inbox, task);
    return err;
}

/* As long as there are windows, who dispatched last will do so again. */
static bool is_dispatched_elsewhere(oriel_app_t *app)
{
    return oriel__inbox_is_dispatched_elsewhere(app->inbox, oriel__windows_count(&app->windows) > 0);
}

oriel_err_t oriel_call_on_main(oriel_app_t *app, oriel_work_cb work, void *user, oriel_destroy_cb destroy,
                               oriel_future_t **ret)
{
    struct oriel__task *task = NULL;
    oriel_future_t *future = NULL;

    if (!app || !work)
        return oriel__fail(ORIEL_EINVAL, "call on main: app and function must not be NULL");
    if (oriel__app_is_forked())
        return oriel__fail(ORIEL_EPERM, "call on main: a forked child does not dispatch");
    oriel_err_t err = oriel__future_make(app->inbox, NULL, NULL, NULL, &future);

    if (!err)
        err = oriel__post_work_new(future, work, user, destroy, &task);
    if (err) {
        oriel_future_unref(future);
        return err;
    }
    bool here = !is_dispatched_elsewhere(app);

    if (!here) {
        oriel__inbox_push(app->inbox, task);
        /* The one that dispatched may have left before it came. */
        here = !is_dispatched_elsewhere(app) && oriel__inbox_take_back(app->inbox, task);
    }
    if (here)
        task->run(task);
    if (ret)
        *ret = future;
    else
        oriel_future_unref(future);
    return ORIEL_OK;
}

oriel_runtime_t *oriel_app_get_runtime(oriel_app_t *app)
{
    return app ? app->runtime : NULL;
}

oriel_runtime_t *oriel__app_runtime(oriel_app_t *app)
{
    return app->runtime;
}

/* --- Figures ------------------------------------------------------------------ */

size_t oriel_app_get_window_count(oriel_app_t *app)
{
    return app ? oriel__windows_count(&app->windows) : 0;
}

void oriel_app_get_stats(oriel_app_t *app, oriel_app_stats_t *stats)
{
    oriel_app_stats_t all = { .struct_size = sizeof(all) };
    size_t size = stats ? stats->struct_size : 0;

    if (!app || size < ORIEL__OPTS_END(oriel_app_stats_t, collapsed))
        return;
    all.inbox_wakeups = atomic_load_explicit(&app->inbox->wakeups, memory_order_relaxed);
    all.dispatched = atomic_load_explicit(&app->inbox->dispatched, memory_order_relaxed);
    oriel__windows_stats(&app->windows, &all.page_wakeups, &all.collapsed);
    memset(stats, 0, size);
    memcpy(stats, &all, size < sizeof(all) ? size : sizeof(all));
    stats->struct_size = size;
}
