/* The windows of an app: which there are, and how they end together. */
#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/sync.h"
#include "window/window.h"

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

/* Under the lock: how many windows there are of those that came before `limit`,
 * and a new reference to one that is open, or NULL. */
static size_t count_old(struct oriel__windows *windows, uint64_t limit, oriel_window_t **ret_open)
{
    size_t count = 0;

    *ret_open = NULL;
    for (struct oriel_list *l = windows->list.next; l != &windows->list; l = l->next) {
        oriel_window_t *window = oriel__container(l, struct oriel_window, link);

        if (window->number > limit)
            continue;
        count++;
        if (!*ret_open && oriel_window_is_open(window))
            *ret_open = oriel_window_ref(window);
    }
    return count;
}

oriel_err_t oriel__windows_shutdown(struct oriel__windows *windows, int timeout_ms)
{
    struct timespec deadline = oriel__deadline(timeout_ms);
    oriel_window_t *window = NULL;
    bool in_time = true;
    size_t left;

    oriel__lock(&windows->mutex);
    uint64_t limit = windows->entered; /* what opens from now on is not meant */

    while ((left = count_old(windows, limit, &window)) > 0 && in_time) {
        if (!window) {
            in_time = oriel__cond_wait(&windows->changed, &windows->mutex, &deadline);
            continue;
        }
        oriel__unlock(&windows->mutex); /* destroying takes it */
        in_time = oriel__window_try_destroy(window);
        window = oriel_window_unref(window);
        oriel__lock(&windows->mutex);
    }
    oriel__unlock(&windows->mutex);
    oriel_window_unref(window);
    mark(windows);
    oriel__lock(&windows->mutex);
    while (windows->marks > 0 && in_time)
        in_time = oriel__cond_wait(&windows->changed, &windows->mutex, &deadline);
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

void oriel__windows_enter(oriel_window_t *window)
{
    oriel__lock(&window->windows->mutex);
    oriel__list_add(&window->windows->list, &oriel_window_ref(window)->link);
    window->windows->count++;
    window->number = ++window->windows->entered;
    oriel__cond_broadcast(&window->windows->changed);
    oriel__unlock(&window->windows->mutex);
}

/* The count and the news in one: who sees that no window is left finds the
 * closed event in the inbox, and who hears that finds the window gone. */
void oriel__windows_leave(oriel_window_t *window)
{
    struct oriel__windows *windows = window->windows;

    oriel__lock(&windows->mutex);
    bool listed = !oriel__list_is_empty(&window->link);

    oriel__list_remove(&window->link);
    windows->count -= listed;
    oriel__window_tell_closed(window); /* only pushes */
    oriel__cond_broadcast(&windows->changed);
    oriel__unlock(&windows->mutex);
    oriel__inbox_poke(window->inbox); /* oriel_app_run() counts again */
    if (listed)
        oriel_window_unref(window);
}
