/* What the backend tells windows: all of it on the UI thread. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "window/error_page.h"
#include "window/window.h"

static bool host_prompt(void *data, const char *message, char **answer)
{
    oriel_window_t *window = data;
    static const char prefix[] = "oriel:";
    struct oriel_buf seed;
    size_t len = sizeof(prefix) - 1;

    if (strncmp(message, prefix, len) != 0 || strcmp(message + len, oriel__page_get_key(window->page)) != 0)
        return false;
    oriel__window_page_gone(window, "the page was left", false);
    window->has_begun = true;
    window->is_refused = false;
    oriel__buf_init(&seed, (size_t)512 << 20);
    oriel_err_t err = oriel__page_begin(window->page, &seed);

    if (!err)
        err = oriel__buf_addc(&seed, '\0');
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "window", "a page was not connected: %s", oriel_last_error());
    *answer = malloc(err ? 5 : seed.len); /* the backend frees it, and does not know our allocator */
    if (*answer)
        memcpy(*answer, err ? "null" : seed.data, err ? 5 : seed.len);
    oriel__buf_fini(&seed);
    return true;
}

static bool host_message(void *data, const char *text, size_t len)
{
    oriel_window_t *window = data;

    if (oriel__page_receive(window->page, text, len))
        return true;
    window->is_refused = true;
    return false;
}

static bool host_take(void *data, char **text, size_t *len)
{
    oriel_window_t *window = data;

    if (!oriel__page_take(window->page, text, len))
        return false;
    oriel__window_frame_taken(window);
    return true;
}

static void host_load(void *data, enum oriel__load phase, const char *url)
{
    oriel_window_t *window = data;

    switch (phase) {
    case ORIEL__LOAD_STARTED:
        window->is_ready = false;
        window->has_begun = false;
        break;
    case ORIEL__LOAD_COMMITTED:
        /* A document that may not have the bridge does not ask for it: then
         * nothing else ends the old one. */
        if (!window->has_begun) {
            oriel__window_page_gone(window, "the page was left", false);
            oriel__page_end(window->page);
        }
        window->has_begun = false;
        break;
    case ORIEL__LOAD_FINISHED:
        oriel__window_set_ready(window);
        oriel__window_emit(window, ORIEL__EVENT_LOADED, url, NULL, false);
        break;
    }
}

static void host_load_failed(void *data, const char *url, const char *why)
{
    oriel__log(ORIEL_LOG_WARNING, "window", "%s could not be loaded: %s", url, why);
    oriel__window_emit(data, ORIEL__EVENT_LOAD_FAILED, url, why, false);
}

/* Keeps a copy for the getter; out of memory the old one stays. */
static void keep(oriel_window_t *window, char **where, const char *text)
{
    char *copy = oriel__strdup(text);

    if (!copy)
        return;
    oriel__lock(&window->mutex);
    char *old = *where;

    *where = copy;
    oriel__unlock(&window->mutex);
    oriel__free(old);
}

/* The page has no title, so the window shows the program's own again. */
static void keep_own_title(oriel_window_t *window)
{
    oriel__lock(&window->mutex);
    char *copy = oriel__strdup(window->own_title ? window->own_title : ""), *old = NULL;

    if (copy) {
        old = window->title;
        window->title = copy;
    }
    oriel__unlock(&window->mutex);
    oriel__free(old);
}

static void host_title_changed(void *data, const char *title)
{
    oriel_window_t *window = data;

    if (!*title) {
        keep_own_title(window);
        return;
    }
    keep(window, &window->title, title);
    oriel__window_emit(window, ORIEL__EVENT_TITLE, title, NULL, false);
}

static void host_address_changed(void *data, const char *url)
{
    oriel_window_t *window = data;

    keep(window, &window->url, url);
    oriel__window_emit(window, ORIEL__EVENT_ADDRESS, url, NULL, false);
}

static void host_geometry_changed(void *data, int x, int y, int width, int height)
{
    oriel_window_t *window = data;

    oriel__lock(&window->mutex);
    window->x = x;
    window->y = y;
    window->width = width;
    window->height = height;
    oriel__unlock(&window->mutex);
}

static void host_fullscreen_changed(void *data, bool fullscreen)
{
    oriel_window_t *window = data;

    oriel__lock(&window->mutex);
    window->is_fullscreen = fullscreen;
    oriel__unlock(&window->mutex);
    oriel__window_emit(window, ORIEL__EVENT_FULLSCREEN, NULL, NULL, fullscreen);
}

static void host_maximized_changed(void *data, bool maximized)
{
    oriel_window_t *window = data;

    oriel__lock(&window->mutex);
    window->is_maximized = maximized;
    oriel__unlock(&window->mutex);
}

static void host_menu_chosen(void *data, const char *id)
{
    oriel__window_emit(data, ORIEL__EVENT_MENU, id, NULL, false);
}

static bool host_close_requested(void *data)
{
    return oriel__window_ask_close(data);
}

static void host_closed(void *data)
{
    oriel__window_over(data);
}

static void host_crashed(void *data, const char *reason)
{
    oriel_window_t *window = data;

    oriel__log(ORIEL_LOG_ERROR, "window", "the page's process ended (%s); the page is loaded anew", reason);
    oriel__window_page_gone(window, "the page's process ended", false);
    oriel__page_end(window->page);
    oriel__window_emit(window, ORIEL__EVENT_CRASHED, reason, NULL, false);
}

static void host_resource(void *data, const char *method, const char *url, const char *range,
                          struct oriel__resource *ret)
{
    oriel_window_t *window = data;

    oriel__schemes_resolve(&window->schemes, method, url, range, ret);
}

static void host_evaluated(void *data, uint64_t token, const struct oriel__evaluation *result)
{
    oriel__window_evaluated(data, token, result);
}

static void host_log(oriel_log_level_t level, const char *text)
{
    oriel__log(level, "engine", "%s", text);
}

static void host_display_lost(void)
{
    struct oriel__windows *windows = oriel__engine_windows();

    oriel__log(ORIEL_LOG_ERROR, "engine", "the connection to the display is lost: the program ends");
    if (windows)
        oriel__windows_lost(windows);
}

static oriel_err_t host_fail(oriel_err_t err, const char *text)
{
    return oriel__fail(err, "%s", text);
}

const struct oriel__host oriel__window_host = {
    .prompt = host_prompt,
    .message = host_message,
    .take = host_take,
    .load = host_load,
    .load_failed = host_load_failed,
    .title_changed = host_title_changed,
    .address_changed = host_address_changed,
    .geometry_changed = host_geometry_changed,
    .fullscreen_changed = host_fullscreen_changed,
    .maximized_changed = host_maximized_changed,
    .menu_chosen = host_menu_chosen,
    .close_requested = host_close_requested,
    .closed = host_closed,
    .crashed = host_crashed,
    .resource = host_resource,
    .evaluated = host_evaluated,
    .error_page = oriel__error_page,
    .log = host_log,
    .display_lost = host_display_lost,
    .fail = host_fail,
};
