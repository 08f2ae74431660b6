/* Windows: made and opened. */
#include "window/window.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/opts.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "window/url.h"

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
    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "window: app and ret must not be NULL");
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
    if (!err && window->url && strncmp(window->url, ORIEL_WIDGETS_URL, sizeof(ORIEL_WIDGETS_URL) - 1) == 0) {
        err = oriel__schemes_add_embedded(&window->schemes);
        if (!err)
            err = oriel__window_allow(window, window->url);
    }
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
    if (!err)
        err = dup_or_null(opts->title, &window->own_title);
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

oriel_err_t oriel_window_new(oriel_app_t *app, const oriel_window_opts_t *given, oriel_window_t **ret)
{
    oriel_window_opts_t all = ORIEL_WINDOW_OPTS_INIT, *opts = &all;

    if (given && !oriel__opts_read(&all, sizeof(all), given, ORIEL__OPTS_END(oriel_window_opts_t, origins)))
        return oriel__fail(ORIEL_EINVAL, "window: opts are not from ORIEL_WINDOW_OPTS_INIT");
    oriel_err_t err = check_opts(app, opts, ret);

    if (err)
        return err;
    oriel_window_t *window = oriel__new0(sizeof(*window));

    if (!window)
        return oriel__nomem();
    window->refs = 1;
    window->app = app;
    window->windows = oriel__app_windows(app);
    window->inbox = oriel__inbox_ref(oriel__app_inbox(app));
    window->carrier = (struct oriel__carrier){ carrier_wake, carrier_ready, carrier_ref, carrier_unref, NULL };
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

void oriel__window_free_early(oriel_window_t *window)
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
    oriel__window_free_early(window);
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
    oriel__free(window->own_title);
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
        oriel__windows_enter(window);
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
