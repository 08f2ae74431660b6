/* Windows: made, opened, closed. */
#include "window/window.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "window/url.h"

/* --- The windows of an app ------------------------------------------------- */

void oriel__windows_init(struct oriel__windows *windows, const char *backend_name)
{
    memset(windows, 0, sizeof(*windows));
    oriel__mutex_init(&windows->mutex);
    oriel__cond_init(&windows->changed);
    oriel__list_init(&windows->list);
    windows->backend_name = backend_name;
    windows->close_answer_ms = ORIEL__CLOSE_ANSWER_MS;
}

void oriel__windows_fini(struct oriel__windows *windows)
{
    oriel__engine_forget(windows);
    oriel__cond_fini(&windows->changed);
    oriel__mutex_fini(&windows->mutex);
}

size_t oriel__windows_count(struct oriel__windows *windows)
{
    oriel__lock(&windows->mutex);
    size_t n = windows->count;

    oriel__unlock(&windows->mutex);
    return n;
}

void oriel__windows_stats(struct oriel__windows *windows, uint64_t *wakeups, uint64_t *collapsed)
{
    oriel__lock(&windows->mutex);
    *wakeups += windows->wakeups;
    *collapsed += windows->collapsed;
    for (struct oriel_list *l = windows->list.next; l != &windows->list; l = l->next) {
        oriel_window_t *window = oriel__container(l, struct oriel_window, link);

        if (!window->page)
            continue; /* added above */
        *wakeups += atomic_load_explicit(&window->page->wakeups, memory_order_relaxed);
        *collapsed += atomic_load_explicit(&window->page->collapsed, memory_order_relaxed);
    }
    oriel__unlock(&windows->mutex);
}

static void run_mark(void *data)
{
    struct oriel__windows *windows = data;

    oriel__lock(&windows->mutex);
    windows->marks--;
    oriel__cond_broadcast(&windows->changed);
    oriel__unlock(&windows->mutex);
}

/* Has the UI thread say when it has done all that was posted so far: until then
 * it may hold references. */
static void mark(struct oriel__windows *windows)
{
    const struct oriel__backend *backend = NULL;

    oriel__lock(&windows->mutex);
    if (windows->backend && !windows->backend->is_ui_thread()) {
        backend = windows->backend;
        windows->marks++;
    }
    oriel__unlock(&windows->mutex);
    if (backend && backend->post(run_mark, windows))
        run_mark(windows);
}

static bool destroy(oriel_window_t *window);

/* A new reference to one that is open, or NULL. Under the lock. */
static oriel_window_t *find_open(struct oriel__windows *windows)
{
    for (struct oriel_list *l = windows->list.next; l != &windows->list; l = l->next) {
        oriel_window_t *window = oriel__container(l, struct oriel_window, link);

        if (oriel_window_is_open(window))
            return oriel_window_ref(window);
    }
    return NULL;
}

oriel_err_t oriel__windows_shutdown(struct oriel__windows *windows, int timeout_ms)
{
    struct timespec deadline = oriel__deadline(timeout_ms);
    bool in_time = true;

    oriel__lock(&windows->mutex);
    while (windows->count > 0 && in_time) { /* others may open more meanwhile */
        oriel_window_t *window = find_open(windows);

        if (!window) {
            in_time = oriel__cond_wait(&windows->changed, &windows->mutex, &deadline);
            continue;
        }
        oriel__unlock(&windows->mutex); /* destroying takes it */
        in_time = destroy(window);
        oriel_window_unref(window);
        oriel__lock(&windows->mutex);
    }
    oriel__unlock(&windows->mutex);
    mark(windows);
    oriel__lock(&windows->mutex);
    while (windows->marks > 0 && in_time)
        in_time = oriel__cond_wait(&windows->changed, &windows->mutex, &deadline);
    size_t left = windows->count;
    bool busy = left > 0 || windows->marks > 0;

    oriel__unlock(&windows->mutex);
    return busy ? oriel__fail(ORIEL_ETIMEDOUT, "%zu windows did not close within %d ms", left, timeout_ms) : ORIEL_OK;
}

void oriel__windows_lost(struct oriel__windows *windows)
{
    oriel_window_t *window = NULL;

    do {
        oriel__lock(&windows->mutex);
        bool empty = oriel__list_is_empty(&windows->list);

        window = empty ? NULL : oriel_window_ref(oriel__container(windows->list.next, struct oriel_window, link));
        oriel__unlock(&windows->mutex);
        if (window)
            oriel__window_over(window);
        oriel_window_unref(window);
    } while (window);
}

static void enter_list(oriel_window_t *window)
{
    oriel__lock(&window->windows->mutex);
    oriel__list_add(&window->windows->list, &oriel_window_ref(window)->link);
    window->windows->count++;
    oriel__cond_broadcast(&window->windows->changed);
    oriel__unlock(&window->windows->mutex);
}

static void leave_list(oriel_window_t *window)
{
    oriel__lock(&window->windows->mutex);
    bool listed = !oriel__list_is_empty(&window->link);

    oriel__list_remove(&window->link);
    window->windows->count -= listed;
    oriel__cond_broadcast(&window->windows->changed);
    oriel__unlock(&window->windows->mutex);
    oriel__inbox_poke(window->inbox); /* oriel_app_run() may have seen the closed event before */
    if (listed)
        oriel_window_unref(window);
}

/* --- The page's carrier ---------------------------------------------------- */

static void run_flush(void *data)
{
    oriel_window_t *window = data;

    if (window->native)
        window->backend->flush(window->native);
    oriel_window_unref(window);
}

static void carrier_wake(struct oriel__carrier *carrier)
{
    oriel_window_t *window = oriel__container(carrier, struct oriel_window, carrier);

    if (window->backend->post(run_flush, oriel_window_ref(window)))
        oriel_window_unref(window);
}

static void carrier_ready(struct oriel__carrier *carrier)
{
    oriel__window_set_ready(oriel__container(carrier, struct oriel_window, carrier));
}

static void carrier_ref(struct oriel__carrier *carrier)
{
    oriel_window_ref(oriel__container(carrier, struct oriel_window, carrier));
}

static void carrier_unref(struct oriel__carrier *carrier)
{
    oriel_window_unref(oriel__container(carrier, struct oriel_window, carrier));
}

/* --- Making ---------------------------------------------------------------- */

static oriel_err_t check_opts(oriel_app_t *app, const oriel_window_opts_t *opts, oriel_window_t **ret)
{
    if (!app || !ret || opts->struct_size != sizeof(*opts))
        return oriel__fail(ORIEL_EINVAL, "window: app and ret must not be NULL, opts from ORIEL_WINDOW_OPTS_INIT");
    if (opts->width < 1 || opts->width > ORIEL__SIZE_MAX || opts->height < 1 || opts->height > ORIEL__SIZE_MAX)
        return oriel__fail(ORIEL_EINVAL, "window: size %d by %d, limits 1 to %d", opts->width, opts->height,
                           ORIEL__SIZE_MAX);
    if (opts->session && oriel__session_get_app(opts->session) != app)
        return oriel__fail(ORIEL_EINVAL, "window: the session belongs to another app");
    return ORIEL_OK;
}

static oriel_err_t dup_or_null(const char *text, char **ret)
{
    *ret = text ? oriel__strdup(text) : NULL;
    return text && !*ret ? oriel__nomem() : ORIEL_OK;
}

oriel_err_t oriel__window_check_icon(const char *path)
{
    return access(path, R_OK) ? oriel__fail(ORIEL_ENOENT, "icon %s: cannot be read", path) : ORIEL_OK;
}

static oriel_err_t take_url(oriel_window_t *window, const char *text)
{
    oriel_err_t err = text ? oriel__url_from_user(text, &window->url) : ORIEL_OK;

    if (!err && window->url && strncmp(window->url, "file:", 5) == 0)
        err = oriel__window_allow(window, window->url);
    return err;
}

static oriel_err_t fill(oriel_window_t *window, const oriel_window_opts_t *opts)
{
    oriel_err_t err = ORIEL_OK;

    if (opts->session)
        window->session = oriel_session_ref(opts->session);
    else
        err = oriel_session_new(window->app, NULL, &window->session);
    if (!err)
        err = oriel__session_add_page(window->session, &window->carrier, &window->page);
    if (!err)
        err = oriel__future_make(window->inbox, NULL, NULL, NULL, &window->closed);
    if (!err)
        err = dup_or_null(opts->title, &window->title);
    if (!err && opts->icon)
        err = oriel__window_check_icon(opts->icon);
    if (!err)
        err = dup_or_null(opts->icon, &window->icon);
    if (!err)
        err = take_url(window, opts->url);
    for (const char *const *origin = opts->origins; !err && origin && *origin; origin++)
        err = oriel__window_allow(window, *origin);
    return err;
}

oriel_err_t oriel_window_new(oriel_app_t *app, const oriel_window_opts_t *opts, oriel_window_t **ret)
{
    const oriel_window_opts_t defaults = ORIEL_WINDOW_OPTS_INIT;
    oriel_err_t err = check_opts(app, opts ? opts : &defaults, ret);

    if (err)
        return err;
    if (!opts)
        opts = &defaults;
    oriel_window_t *window = oriel__new0(sizeof(*window));

    if (!window)
        return oriel__nomem();
    window->refs = 1;
    window->app = app;
    window->windows = oriel__app_windows(app);
    window->inbox = oriel__inbox_ref(oriel__app_inbox(app));
    window->carrier = (struct oriel__carrier){ carrier_wake, carrier_ready, carrier_ref, carrier_unref };
    window->width = opts->width;
    window->height = opts->height;
    window->frameless = opts->frameless;
    window->resizable = opts->resizable;
    window->devtools = opts->devtools;
    oriel__mutex_init(&window->mutex);
    oriel__list_init(&window->link);
    oriel__list_init(&window->early);
    oriel__list_init(&window->evaluations);
    oriel__list_init(&window->timers);
    oriel__schemes_init(&window->schemes);
    err = fill(window, opts);
    if (err) {
        oriel_window_unref(window);
        return err;
    }
    *ret = window;
    return ORIEL_OK;
}

oriel_window_t *oriel_window_ref(oriel_window_t *window)
{
    if (window)
        atomic_fetch_add_explicit(&window->refs, 1, memory_order_relaxed);
    return window;
}

static void free_early(oriel_window_t *window)
{
    struct oriel_list early;
    struct oriel_list *l;

    oriel__list_init(&early);
    oriel__lock(&window->mutex);
    oriel__list_splice(&early, &window->early);
    oriel__unlock(&window->mutex);
    while ((l = oriel__list_pop(&early)))
        oriel__job_free(oriel__container(l, struct oriel__job, link));
}

static void free_strings(char **strings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        oriel__free(strings[i]);
    oriel__free(strings);
}

oriel_window_t *oriel_window_unref(oriel_window_t *window)
{
    if (!window || atomic_fetch_sub_explicit(&window->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    /* Only a window that was never opened still has jobs and its page here. */
    free_early(window);
    if (window->page) {
        oriel__session_remove_page(window->session, window->page);
        oriel__page_unref(window->page);
    }
    oriel_session_unref(window->session);
    oriel__events_unref(window->events);
    oriel_future_unref(window->closed);
    oriel__schemes_fini(&window->schemes);
    free_strings(window->allow, window->origin_count);
    free_strings(window->origins, window->origin_count);
    oriel__free(window->title);
    oriel__free(window->url);
    oriel__free(window->icon);
    oriel__inbox_unref(window->inbox);
    oriel__mutex_fini(&window->mutex);
    oriel__free(window);
    return NULL;
}

/* --- Opening --------------------------------------------------------------- */

/* What was asked before now comes first: the window counts as open from when
 * nothing is left of it. */
static void run_early(oriel_window_t *window)
{
    struct oriel_list *l;

    for (;;) {
        oriel__lock(&window->mutex);
        l = oriel__list_pop(&window->early);
        if (!l && window->phase == ORIEL__WINDOW_OPENING)
            window->phase = ORIEL__WINDOW_OPEN;
        oriel__unlock(&window->mutex);
        if (!l)
            return;
        struct oriel__job *job = oriel__container(l, struct oriel__job, link);

        if (window->native)
            job->run(window, job);
        oriel__job_free(job);
    }
}

static oriel_err_t register_schemes(oriel_window_t *window)
{
    oriel_err_t err = ORIEL_OK;
    const char *scheme;
    size_t cursor = 0;

    oriel__lock(&window->schemes.lock);
    while (!err && oriel__hash_each(&window->schemes.roots, &cursor, &scheme, NULL))
        err = window->backend->register_scheme(scheme);
    oriel__unlock(&window->schemes.lock);
    return err;
}

static oriel_err_t create(oriel_window_t *window)
{
    struct oriel__native_opts opts = {
        .frameless = window->frameless,
        .resizable = window->resizable,
        .devtools = window->devtools,
        .hidden = true,
    };
    char *script = NULL, *title = NULL, *icon = NULL;
    const char **allow = NULL;
    oriel_err_t err = register_schemes(window);

    if (!err)
        err = oriel__window_dup_script(window, &script);
    oriel__lock(&window->mutex); /* setters may be at work on these */
    if (!err)
        err = dup_or_null(window->title, &title);
    if (!err)
        err = dup_or_null(window->icon, &icon);
    if (!err && !(allow = oriel__new0((window->origin_count + 1) * sizeof(*allow))))
        err = oriel__nomem();
    for (size_t i = 0; allow && i < window->origin_count; i++)
        allow[i] = window->allow[i]; /* the strings stay */
    opts.width = window->width;
    opts.height = window->height;
    oriel__unlock(&window->mutex);
    opts.title = title;
    opts.icon = icon;
    opts.script = script;
    opts.allow = allow;
    if (!err)
        err = window->backend->create(window, &opts, &window->native);
    oriel__free(script);
    oriel__free(title);
    oriel__free(icon);
    oriel__free(allow);
    return err;
}

/* UI thread: the native window comes to be. */
static void run_open(void *data)
{
    oriel_window_t *window = data;
    oriel_err_t err = ORIEL_ECLOSED;

    oriel__lock(&window->mutex);
    bool wanted = window->phase == ORIEL__WINDOW_OPENING;
    oriel_future_t *opening = oriel_future_ref(window->opening);

    oriel__unlock(&window->mutex);
    if (wanted)
        err = create(window);
    else
        oriel__fail(err, "the window was closed while it opened");
    if (err) {
        oriel_future_reject(opening, err, NULL, oriel_last_error());
        oriel__window_over(window);
    } else {
        oriel__lock(&window->mutex);
        char *url = window->url ? oriel__strdup(window->url) : NULL;

        oriel__unlock(&window->mutex);
        window->is_loading = url != NULL;
        if (url)
            window->backend->load_url(window->native, url);
        oriel__free(url);
        run_early(window);
        if (window->native && !window->is_loading) /* nothing was asked for */
            window->backend->load_url(window->native, "about:blank");
        oriel_future_resolve(opening, NULL);
    }
    oriel_future_unref(opening);
    oriel_window_unref(window);
}

/* Begins the opening, unless it began; `*ret` is what to wait for. */
static oriel_err_t begin_open(oriel_window_t *window, const struct oriel__backend *backend, oriel_future_t **ret)
{
    static _Atomic int ids;
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel__future_make(window->inbox, NULL, NULL, NULL, &future);
    bool mine = false;

    if (err)
        return err;
    oriel__lock(&window->mutex);
    if (window->phase == ORIEL__WINDOW_CLOSED) {
        err = oriel__fail(ORIEL_ECLOSED, "the window is closed");
    } else if (window->phase == ORIEL__WINDOW_NEW) {
        mine = true;
        window->phase = ORIEL__WINDOW_OPENING;
        window->backend = backend;
        window->opening = oriel_future_ref(future);
        window->id = atomic_fetch_add(&ids, 1) + 1;
    } else {
        oriel_future_unref(future);
        future = oriel_future_ref(window->opening);
    }
    oriel__unlock(&window->mutex);
    if (mine) {
        enter_list(window);
        err = backend->post(run_open, oriel_window_ref(window));
        if (err) {
            oriel_window_unref(window);
            oriel__window_over(window);
        }
    }
    if (err)
        oriel_future_unref(future);
    else
        *ret = future;
    return err;
}

oriel_err_t oriel_window_open(oriel_window_t *window)
{
    const struct oriel__backend *backend = NULL;
    oriel_future_t *opening = NULL;
    const char *text = NULL;

    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    if (oriel__app_is_forked())
        return oriel__fail(ORIEL_EPERM, "a forked child has no engine: open windows in the parent, or after exec");
    oriel_err_t err = oriel__engine_start(window->windows, &backend);

    if (!err && backend->is_ui_thread())
        err = oriel__fail(ORIEL_EDEADLK, "windows cannot be opened on the engine's own thread");
    if (!err)
        err = begin_open(window, backend, &opening);
    if (err)
        return err;
    err = oriel_future_wait(opening, ORIEL__OPEN_TIMEOUT_MS);
    if (err)
        err = oriel__fail(err, "the window did not open within %d ms", ORIEL__OPEN_TIMEOUT_MS);
    else if ((err = oriel_future_get_error(opening, NULL, &text)))
        oriel__fail(err, "%s", text);
    oriel_future_unref(opening);
    return err;
}

static void run_show(oriel_window_t *window, struct oriel__job *job)
{
    (void)job;
    window->backend->show(window->native);
}

oriel_err_t oriel_window_show(oriel_window_t *window)
{
    oriel_err_t err = oriel_window_open(window);

    if (!err)
        err = oriel__window_do(window, run_show, NULL, NULL, 0, 0);
    return err;
}

/* --- Closing --------------------------------------------------------------- */

/* The window's reference to its page, which the app's figures lose sight of. A
 * window that was never opened is not in them, and may outlive the app. */
static struct oriel_page *drop_page(oriel_window_t *window)
{
    struct oriel__windows *windows = window->windows;
    struct oriel_page *page = window->page;

    if (!window->backend) {
        window->page = NULL;
        return page;
    }
    oriel__lock(&windows->mutex);
    window->page = NULL;
    windows->wakeups += atomic_load_explicit(&page->wakeups, memory_order_relaxed);
    windows->collapsed += atomic_load_explicit(&page->collapsed, memory_order_relaxed);
    oriel__unlock(&windows->mutex);
    return page;
}

void oriel__window_over(oriel_window_t *window)
{
    struct oriel_list *l;

    window->native = NULL;
    while ((l = oriel__list_pop(&window->timers)))
        oriel__container(l, struct oriel__job, link)->owner = NULL;
    oriel__lock(&window->mutex);
    window->phase = ORIEL__WINDOW_CLOSED;
    oriel_future_t *opening = window->opening;

    window->opening = NULL;
    oriel__unlock(&window->mutex);
    free_early(window);
    oriel__window_page_gone(window, "the window is closed", true);
    struct oriel_page *page = drop_page(window);

    oriel__session_remove_page(window->session, page);
    oriel__page_unref(page);
    oriel_future_unref(opening);
    oriel__window_emit(window, ORIEL__EVENT_CLOSED, NULL, NULL, false);
    oriel_future_resolve(window->closed, NULL);
    if (window->backend)
        leave_list(window);
}

static void run_try_close(oriel_window_t *window, struct oriel__job *job)
{
    (void)job;
    window->backend->try_close(window->native);
}

/* A window that was never opened goes as it is. */
static bool close_unopened(oriel_window_t *window)
{
    oriel__lock(&window->mutex);
    bool unopened = window->phase == ORIEL__WINDOW_NEW;

    if (unopened)
        window->phase = ORIEL__WINDOW_CLOSED;
    oriel__unlock(&window->mutex);
    if (unopened) {
        oriel_window_ref(window);
        oriel__window_over(window);
        oriel_window_unref(window);
    }
    return unopened;
}

oriel_err_t oriel_window_close(oriel_window_t *window)
{
    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    if (close_unopened(window))
        return ORIEL_OK;
    oriel_err_t err = oriel__window_do(window, run_try_close, NULL, NULL, 0, 0);

    return err == ORIEL_ECLOSED ? ORIEL_OK : err;
}

static void run_destroy(void *data)
{
    oriel_window_t *window = data;

    if (window->native)
        window->backend->destroy(window->native);
    oriel_window_unref(window);
}

/* False when there was no memory to ask for it: the window stays open. */
static bool destroy(oriel_window_t *window)
{
    if (!window || close_unopened(window))
        return true;
    oriel__lock(&window->mutex);
    enum oriel__window_phase phase = window->phase;

    window->phase = ORIEL__WINDOW_CLOSED;
    oriel__unlock(&window->mutex);
    if (phase == ORIEL__WINDOW_CLOSED || !window->backend->post(run_destroy, oriel_window_ref(window)))
        return true;
    oriel__log(ORIEL_LOG_ERROR, "window", "a window could not be destroyed: %s", oriel_last_error());
    oriel__lock(&window->mutex);
    if (window->opening) /* it is not over */
        window->phase = phase;
    oriel__unlock(&window->mutex);
    oriel_window_unref(window);
    return false;
}

void oriel_window_destroy(oriel_window_t *window)
{
    (void)destroy(window);
}

static void run_answer_close(oriel_window_t *window, struct oriel__job *job)
{
    oriel__lock(&window->mutex);
    bool asked = window->close_is_asked && (job->b == 0 || (unsigned)job->b == window->close_asked);

    window->close_is_asked = window->close_is_asked && !asked;
    oriel__unlock(&window->mutex);
    if (asked && job->a)
        window->backend->destroy(window->native);
}

void oriel_window_answer_close(oriel_window_t *window, bool close)
{
    if (window && oriel__window_do(window, run_answer_close, NULL, NULL, close, 0))
        return; /* closed already */
}

/* UI thread: asks the callback; without an answer it closes. */
bool oriel__window_ask_close(oriel_window_t *window)
{
    struct oriel__job *timer = NULL;

    if (!oriel__window_asks_close(window))
        return true;
    oriel__lock(&window->mutex);
    bool again = window->close_is_asked;

    window->close_is_asked = true;
    window->close_asked += !again;
    unsigned number = window->close_asked;

    oriel__unlock(&window->mutex);
    if (again)
        return false; /* the first one's time runs */
    oriel__window_emit(window, ORIEL__EVENT_CLOSE_REQUESTED, NULL, NULL, false);
    if (oriel__job_new(window, run_answer_close, NULL, NULL, &timer))
        return true;
    timer->a = 1;
    timer->b = (int)number;
    if (oriel__job_post_after(timer, window->windows->close_answer_ms))
        return true;
    return false;
}
