/* Jobs: what any thread asks of a window, done on the UI thread. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "window/window.h"

oriel_err_t oriel__job_new(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                           const char *text, const char *text2, struct oriel__job **ret)
{
    struct oriel__job *job = oriel__new0(sizeof(*job));

    if (!job)
        return oriel__nomem();
    oriel__list_init(&job->link);
    job->run = run;
    job->text = text ? oriel__strdup(text) : NULL;
    job->text2 = text2 ? oriel__strdup(text2) : NULL;
    if ((text && !job->text) || (text2 && !job->text2)) {
        oriel__job_free(job);
        return oriel__nomem();
    }
    job->window = oriel_window_ref(window);
    *ret = job;
    return ORIEL_OK;
}

void oriel__job_free(struct oriel__job *job)
{
    if (!job)
        return;
    if (job->future)
        oriel_future_reject(job->future, ORIEL_ECLOSED, NULL, "the window is closed");
    oriel_future_unref(job->future);
    oriel__free(job->text);
    oriel__free(job->text2);
    oriel_window_unref(job->window);
    oriel__free(job);
}

static void run_job(void *data)
{
    struct oriel__job *job = data;

    if (job->window->native)
        job->run(job->window, job);
    oriel__job_free(job);
}

oriel_err_t oriel__job_post(struct oriel__job *job)
{
    oriel_window_t *window = job->window;
    oriel_err_t err = ORIEL_OK;

    if (oriel__app_is_forked()) { /* nobody would do it, and the lock may be held for ever */
        oriel__job_free(job);
        return oriel__fail(ORIEL_EPERM, "a forked child has no engine: windows belong to the parent");
    }
    oriel__lock(&window->mutex);
    enum oriel__window_phase phase = window->phase;
    bool early = phase == ORIEL__WINDOW_NEW || phase == ORIEL__WINDOW_OPENING;

    if (early) {
        job->window = NULL;
        oriel__list_add(&window->early, &job->link);
    }
    oriel__unlock(&window->mutex);
    if (early)
        oriel_window_unref(window); /* never the last: the caller has one */
    else if (phase == ORIEL__WINDOW_CLOSED)
        err = oriel__fail(ORIEL_ECLOSED, "the window is closed");
    else
        err = window->backend->post(run_job, job);
    if (err)
        oriel__job_free(job);
    return err;
}

static void run_timer(void *data)
{
    struct oriel__job *job = data;
    oriel_window_t *window = oriel_window_ref(job->owner);

    oriel__list_remove(&job->link);
    if (window && window->native)
        job->run(window, job);
    oriel__job_free(job);
    oriel_window_unref(window);
}

oriel_err_t oriel__job_post_after(struct oriel__job *job, unsigned ms)
{
    oriel_window_t *window = job->window;
    oriel_err_t err = window->backend->after(ms, run_timer, job);

    if (err) {
        oriel__job_free(job);
        return err;
    }
    job->owner = window;
    job->window = NULL;
    oriel__list_add(&window->timers, &job->link);
    oriel_window_unref(window); /* never the last: the native window has one */
    return ORIEL_OK;
}

oriel_err_t oriel__window_do(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                             const char *text, const char *text2, int a, int b)
{
    struct oriel__job *job = NULL;

    if (!window)
        return oriel__fail(ORIEL_EINVAL, "the window is NULL");
    oriel_err_t err = oriel__job_new(window, run, text, text2, &job);

    if (err)
        return err;
    job->a = a;
    job->b = b;
    return oriel__job_post(job);
}

oriel_err_t oriel__window_ask(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                              const char *text, int a, oriel_future_t **ret)
{
    oriel_future_t *future = NULL;
    struct oriel__job *job = NULL;
    oriel_err_t err = oriel__future_make(window->inbox, NULL, NULL, NULL, &future);

    if (!err)
        err = oriel__job_new(window, run, text, NULL, &job);
    if (!err) {
        job->a = a;
        job->future = oriel_future_ref(future);
        err = oriel__job_post(job);
    }
    if (err) {
        oriel_future_get_error(future, NULL, NULL); /* told by the return value */
        oriel_future_unref(future);
        return err;
    }
    *ret = future;
    return ORIEL_OK;
}
