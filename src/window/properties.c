/* Properties of windows: getters answer from a copy, setters post. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "window/url.h"
#include "window/window.h"

/* --- Pages ----------------------------------------------------------------- */

static void run_register(oriel_window_t *window, struct oriel__job *job)
{
    oriel_err_t err = window->backend->register_scheme(job->text);

    if (!err)
        err = oriel__window_update_script(window);
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "window", "scheme %s is not served: %s", job->text, oriel_last_error());
}

oriel_err_t oriel_window_serve(oriel_window_t *window, const char *scheme, const char *root)
{
    char url[ORIEL__SCHEME_LEN_MAX + sizeof("://x")];

    if (!window || !scheme || !root)
        return oriel__fail(ORIEL_EINVAL, "serve: window, scheme and root must not be NULL");
    oriel_err_t err = oriel__schemes_add(&window->schemes, scheme, root);

    if (err)
        return err;
    (void)snprintf(url, sizeof(url), "%s://x", scheme);
    err = oriel__window_allow(window, url);
    oriel__lock(&window->mutex);
    bool fresh = window->phase == ORIEL__WINDOW_NEW;

    oriel__unlock(&window->mutex);
    if (!err && !fresh) /* otherwise opening registers it */
        err = oriel__window_do(window, run_register, scheme, NULL, 0, 0);
    return err;
}

oriel_err_t oriel_window_add_mime_type(oriel_window_t *window, const char *extension, const char *type)
{
    if (!window || !extension || !type)
        return oriel__fail(ORIEL_EINVAL, "add_mime_type: window, extension and type must not be NULL");
    return oriel__schemes_add_mime(&window->schemes, extension, type);
}

static void run_load(oriel_window_t *window, struct oriel__job *job)
{
    if (job->a && oriel__window_update_script(window))
        return;
    window->is_ready = false;
    window->is_loading = true;
    window->backend->load_url(window->native, job->text);
}

oriel_err_t oriel_window_load_url(oriel_window_t *window, const char *url)
{
    char *full = NULL;
    bool is_file;

    if (!window || !url)
        return oriel__fail(ORIEL_EINVAL, "load_url: window and url must not be NULL");
    oriel_err_t err = oriel__url_from_user(url, &full);

    if (err)
        return err;
    is_file = strncmp(full, "file:", 5) == 0;
    if (is_file)
        err = oriel__window_allow(window, full);
    if (!err)
        err = oriel__window_do(window, run_load, full, NULL, is_file, 0);
    oriel__free(full);
    return err;
}

static void run_load_html(oriel_window_t *window, struct oriel__job *job)
{
    window->is_ready = false;
    window->is_loading = true;
    window->backend->load_html(window->native, job->text, job->text2);
}

oriel_err_t oriel_window_load_html(oriel_window_t *window, const char *html, const char *base_url)
{
    if (!window || !html)
        return oriel__fail(ORIEL_EINVAL, "load_html: window and html must not be NULL");
    return oriel__window_do(window, run_load_html, html, base_url, 0, 0);
}

static void run_go(oriel_window_t *window, struct oriel__job *job)
{
    /* What is evaluated from now on is of the new document. Only of a reload it
     * is certain that one comes. */
    if (job->a == 0)
        window->is_ready = false;
    window->backend->go(window->native, job->a);
}

oriel_err_t oriel_window_reload(oriel_window_t *window)
{
    return oriel__window_do(window, run_go, NULL, NULL, 0, 0);
}

oriel_err_t oriel_window_go_back(oriel_window_t *window)
{
    return oriel__window_do(window, run_go, NULL, NULL, -1, 0);
}

oriel_err_t oriel_window_go_forward(oriel_window_t *window)
{
    return oriel__window_do(window, run_go, NULL, NULL, 1, 0);
}

/* --- The frame ------------------------------------------------------------- */

static void run_set_title(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->set_title(window->native, job->text);
}

oriel_err_t oriel_window_set_title(oriel_window_t *window, const char *title)
{
    if (!window || !title)
        return oriel__fail(ORIEL_EINVAL, "set_title: window and title must not be NULL");
    char *copy = oriel__strdup(title), *own = oriel__strdup(title);

    if (!copy || !own) {
        oriel__free(copy);
        oriel__free(own);
        return oriel__nomem();
    }
    oriel__lock(&window->mutex);
    char *old = window->title, *old_own = window->own_title;

    window->title = copy;
    window->own_title = own;
    oriel__unlock(&window->mutex);
    oriel__free(old);
    oriel__free(old_own);
    return oriel__window_do(window, run_set_title, title, NULL, 0, 0);
}

static void run_set_size(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->set_size(window->native, job->a, job->b);
}

oriel_err_t oriel_window_set_size(oriel_window_t *window, int width, int height)
{
    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    if (width < 1 || width > ORIEL__SIZE_MAX || height < 1 || height > ORIEL__SIZE_MAX)
        return oriel__fail(ORIEL_EINVAL, "set_size: %d by %d, limits 1 to %d", width, height, ORIEL__SIZE_MAX);
    oriel__lock(&window->mutex);
    window->width = width;
    window->height = height;
    oriel__unlock(&window->mutex);
    return oriel__window_do(window, run_set_size, NULL, NULL, width, height);
}

static void run_set_position(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->set_position(window->native, job->a, job->b);
}

oriel_err_t oriel_window_set_position(oriel_window_t *window, int x, int y)
{
    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    oriel__lock(&window->mutex);
    window->x = x;
    window->y = y;
    oriel__unlock(&window->mutex);
    return oriel__window_do(window, run_set_position, NULL, NULL, x, y);
}

static void run_set_icon(oriel_window_t *window, struct oriel__job *job)
{
    oriel_err_t err = window->backend->set_icon(window->native, job->text);

    if (err)
        oriel_future_reject(job->future, err, NULL, oriel_last_error());
    else
        oriel_future_resolve(job->future, NULL);
}

/* An icon can be wrong, so its setter waits for the answer. */
oriel_err_t oriel_window_set_icon(oriel_window_t *window, const char *path)
{
    oriel_future_t *done = NULL;
    const char *text = NULL;
    oriel_err_t outcome;

    if (!window || !path)
        return oriel__fail(ORIEL_EINVAL, "set_icon: window and path must not be NULL");
    if ((outcome = oriel__window_check_icon(path)))
        return outcome;
    char *copy = oriel__strdup(path);

    if (!copy)
        return oriel__nomem();
    oriel__lock(&window->mutex);
    bool fresh = window->phase == ORIEL__WINDOW_NEW;

    oriel__free(window->icon);
    window->icon = copy;
    oriel__unlock(&window->mutex);
    if (fresh)
        return ORIEL_OK; /* opening takes it */
    oriel_err_t err = oriel__window_ask(window, run_set_icon, path, 0, &done);

    if (err)
        return err;
    err = oriel_future_wait(done, ORIEL__OPEN_TIMEOUT_MS);
    if (!err && (outcome = oriel_future_get_error(done, NULL, &text)))
        err = oriel__fail(outcome, "%s", text);
    oriel_future_unref(done);
    return err;
}

static void run_set_fullscreen(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->set_fullscreen(window->native, job->a);
}

oriel_err_t oriel_window_set_fullscreen(oriel_window_t *window, bool on)
{
    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    oriel__lock(&window->mutex);
    window->is_fullscreen = on;
    oriel__unlock(&window->mutex);
    return oriel__window_do(window, run_set_fullscreen, NULL, NULL, on, 0);
}

static void run_minimize(oriel_window_t *window, struct oriel__job *job)
{
    (void)job;
    window->backend->minimize(window->native);
}

oriel_err_t oriel_window_minimize(oriel_window_t *window)
{
    return oriel__window_do(window, run_minimize, NULL, NULL, 0, 0);
}

static void run_maximize(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->maximize(window->native, job->a);
}

oriel_err_t oriel_window_maximize(oriel_window_t *window, bool on)
{
    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    oriel__lock(&window->mutex);
    window->is_maximized = on;
    oriel__unlock(&window->mutex);
    return oriel__window_do(window, run_maximize, NULL, NULL, on, 0);
}

static void run_add_menu_item(oriel_window_t *window, struct oriel__job *job)
{
    window->backend->add_menu_item(window->native, job->text, job->text2);
}

oriel_err_t oriel_window_add_menu_item(oriel_window_t *window, const char *id, const char *label)
{
    if (!id != !label || (id && (!*id || !*label)))
        return oriel__fail(ORIEL_EINVAL, "menu item: id and label must both be texts, or both NULL for a line");
    return oriel__window_do(window, run_add_menu_item, id, label, 0, 0);
}

static void run_clear_menu(oriel_window_t *window, struct oriel__job *job)
{
    (void)job;
    window->backend->clear_menu(window->native);
}

oriel_err_t oriel_window_clear_menu(oriel_window_t *window)
{
    return oriel__window_do(window, run_clear_menu, NULL, NULL, 0, 0);
}

/* --- Getters --------------------------------------------------------------- */

int oriel_window_get_id(oriel_window_t *window)
{
    if (!window)
        return 0;
    oriel__lock(&window->mutex);
    int id = window->id;

    oriel__unlock(&window->mutex);
    return id;
}

bool oriel_window_is_open(oriel_window_t *window)
{
    if (!window)
        return false;
    oriel__lock(&window->mutex);
    bool open = window->phase == ORIEL__WINDOW_OPEN || window->phase == ORIEL__WINDOW_OPENING;

    oriel__unlock(&window->mutex);
    return open;
}

oriel_session_t *oriel_window_get_session(oriel_window_t *window)
{
    return window ? window->session : NULL;
}

oriel_app_t *oriel_window_get_app(oriel_window_t *window)
{
    return window ? window->app : NULL;
}

oriel_err_t oriel_window_dup_closed(oriel_window_t *window, oriel_future_t **ret)
{
    if (!window || !ret)
        return oriel__fail(ORIEL_EINVAL, "closed: window and ret must not be NULL");
    *ret = oriel_future_ref(window->closed);
    return ORIEL_OK;
}

static char *dup_text(oriel_window_t *window, char *const *where)
{
    if (!window)
        return NULL;
    oriel__lock(&window->mutex);
    char *copy = oriel__strdup(*where ? *where : "");

    oriel__unlock(&window->mutex);
    return copy;
}

char *oriel_window_dup_title(oriel_window_t *window)
{
    return dup_text(window, window ? &window->title : NULL);
}

char *oriel_window_dup_url(oriel_window_t *window)
{
    return dup_text(window, window ? &window->url : NULL);
}

void oriel_window_get_size(oriel_window_t *window, int *width, int *height)
{
    int w = 0, h = 0;

    if (window) {
        oriel__lock(&window->mutex);
        w = window->width;
        h = window->height;
        oriel__unlock(&window->mutex);
    }
    if (width)
        *width = w;
    if (height)
        *height = h;
}

void oriel_window_get_position(oriel_window_t *window, int *x, int *y)
{
    int left = 0, top = 0;

    if (window) {
        oriel__lock(&window->mutex);
        left = window->x;
        top = window->y;
        oriel__unlock(&window->mutex);
    }
    if (x)
        *x = left;
    if (y)
        *y = top;
}

bool oriel_window_is_fullscreen(oriel_window_t *window)
{
    if (!window)
        return false;
    oriel__lock(&window->mutex);
    bool on = window->is_fullscreen;

    oriel__unlock(&window->mutex);
    return on;
}

bool oriel_window_is_maximized(oriel_window_t *window)
{
    if (!window)
        return false;
    oriel__lock(&window->mutex);
    bool on = window->is_maximized;

    oriel__unlock(&window->mutex);
    return on;
}

/* --- Waiting --------------------------------------------------------------- */

static void snapshot_done(oriel_err_t err, void *user)
{
    oriel_future_t *future = user;

    if (err)
        oriel_future_reject(future, err, NULL, oriel_last_error());
    else
        oriel_future_resolve(future, NULL);
    oriel_future_unref(future);
}

static void run_snapshot(oriel_window_t *window, struct oriel__job *job)
{
    oriel_future_t *future = job->future;

    job->future = NULL;
    window->backend->snapshot(window->native, job->text, snapshot_done, future);
}

static void run_sync(oriel_window_t *window, struct oriel__job *job)
{
    (void)window;
    oriel_future_resolve(job->future, NULL);
}

oriel_err_t oriel_window_snapshot(oriel_window_t *window, const char *path, oriel_future_t **ret)
{
    if (!window || !path || !ret)
        return oriel__fail(ORIEL_EINVAL, "snapshot: window, path and ret must not be NULL");
    return oriel__window_ask(window, run_snapshot, path, 0, ret);
}

oriel_err_t oriel_window_sync(oriel_window_t *window)
{
    oriel_future_t *done = NULL;

    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    oriel__lock(&window->mutex);
    bool fresh = window->phase == ORIEL__WINDOW_NEW;

    oriel__unlock(&window->mutex);
    if (fresh)
        return ORIEL_OK; /* nothing is under way */
    oriel_err_t err = oriel__window_ask(window, run_sync, NULL, 0, &done);

    if (err)
        return err;
    err = oriel_future_wait(done, ORIEL__OPEN_TIMEOUT_MS);
    oriel_future_get_error(done, NULL, NULL);
    oriel_future_unref(done);
    return err;
}
