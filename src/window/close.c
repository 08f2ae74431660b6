/* How windows close: asked, agreed, or at once. */
#include <stdatomic.h>

#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "window/window.h"

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

void oriel__window_tell_closed(oriel_window_t *window)
{
    oriel__window_emit(window, ORIEL__EVENT_CLOSED, NULL, NULL, false);
    oriel_future_resolve(window->closed, NULL);
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
    oriel__window_free_early(window);
    oriel__window_page_gone(window, "the window is closed", true);
    struct oriel_page *page = drop_page(window);

    oriel__session_remove_page(window->session, page);
    oriel__page_unref(page);
    oriel_future_unref(opening);
    oriel__schemes_clear(&window->schemes); /* users may keep a closed window for long */
    if (window->backend)
        oriel__windows_leave(window);
    else
        oriel__window_tell_closed(window);
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

bool oriel__window_try_destroy(oriel_window_t *window)
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
    (void)oriel__window_try_destroy(window);
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
