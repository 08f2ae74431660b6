/* Scripts that the program runs in the page: kept until the page is ready, and
 * settled whatever becomes of it. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "window/window.h"

/* One script. UI thread only. Without a future: execute. */
struct evaluation {
    struct oriel_list link;
    uint64_t token;
    bool is_sent;
    char *script;
    oriel_future_t *future;
};

static void evaluation_free(struct evaluation *e)
{
    oriel__list_remove(&e->link);
    oriel__free(e->script);
    oriel_future_unref(e->future);
    oriel__free(e);
}

static struct evaluation *find(oriel_window_t *window, uint64_t token)
{
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = l->next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        if (e->token == token)
            return e;
    }
    return NULL;
}

static void send_script(oriel_window_t *window, struct evaluation *e)
{
    e->is_sent = true;
    if (e->future && oriel_future_get_status(e->future) == ORIEL_FUTURE_PENDING) {
        window->backend->evaluate(window->native, e->script, e->token);
        return;
    }
    if (!e->future)
        window->backend->execute(window->native, e->script);
    evaluation_free(e);
}

void oriel__window_set_ready(oriel_window_t *window)
{
    struct oriel_list *next;

    if (window->is_ready || !window->native)
        return;
    window->is_ready = true;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations && window->native; l = next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        next = l->next;
        if (!e->is_sent)
            send_script(window, e);
    }
}

void oriel__window_page_gone(oriel_window_t *window, const char *why, bool all)
{
    struct oriel_list *next;

    window->is_ready = false;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        next = l->next;
        if (!e->is_sent && !all)
            continue;
        if (e->future)
            oriel_future_reject(e->future, ORIEL_ECLOSED, NULL, why);
        evaluation_free(e);
    }
}

void oriel__window_evaluated(oriel_window_t *window, uint64_t token, const struct oriel__evaluation *result)
{
    struct evaluation *e = find(window, token);
    oriel_value_t *value = NULL;
    oriel_err_t err;

    if (!e)
        return;
    if (result->err) {
        oriel_future_reject(e->future, result->err, result->name, result->text);
    } else if (!result->json) {
        oriel_future_resolve(e->future, NULL);
    } else {
        err = oriel_value_from_json(result->json, result->json_len, &value);
        if (err)
            oriel_future_reject(e->future, err, NULL, oriel_last_error());
        else
            oriel_future_resolve(e->future, value);
    }
    evaluation_free(e);
}

static void run_timeout(oriel_window_t *window, struct oriel__job *job)
{
    struct evaluation *e = find(window, job->token);
    char text[80];

    if (!e)
        return;
    snprintf(text, sizeof(text), "evaluate: no answer from the page for %d ms", job->a);
    oriel_future_reject(e->future, ORIEL_ETIMEDOUT, NULL, text);
    evaluation_free(e);
}

static void start_timer(oriel_window_t *window, uint64_t token, int timeout_ms)
{
    struct oriel__job *timer = NULL;

    if (timeout_ms < 0)
        return;
    if (oriel__job_new(window, run_timeout, NULL, NULL, &timer) == ORIEL_OK) {
        timer->token = token;
        timer->a = timeout_ms;
        if (oriel__job_post_after(timer, (unsigned)timeout_ms) == ORIEL_OK)
            return;
    }
    oriel__log(ORIEL_LOG_WARNING, "window", "evaluate goes on without a timeout: %s", oriel_last_error());
}

static void run_script(oriel_window_t *window, struct oriel__job *job)
{
    struct evaluation *e = oriel__new0(sizeof(*e));

    if (!e) {
        if (job->future)
            oriel_future_reject(job->future, ORIEL_ENOMEM, NULL, NULL);
        return;
    }
    e->token = ++window->next_token;
    e->script = job->text;
    e->future = job->future;
    job->text = NULL;
    job->future = NULL;
    oriel__list_add(&window->evaluations, &e->link);
    if (e->future)
        start_timer(window, e->token, job->a);
    if (window->is_ready)
        send_script(window, e);
}

/* A window that is not open yet has no UI thread that keeps the time. */
struct early_timeout {
    oriel_future_t *future;
    int ms;
};

static void run_early_timeout(void *user)
{
    struct early_timeout *timeout = user;
    char text[96];

    snprintf(text, sizeof(text), "evaluate: no answer from the page for %d ms; was the window opened?", timeout->ms);
    oriel_future_reject(timeout->future, ORIEL_ETIMEDOUT, NULL, text);
}

static void drop_early_timeout(void *user)
{
    struct early_timeout *timeout = user;

    oriel_future_unref(timeout->future);
    oriel__free(timeout);
}

static oriel_err_t start_early_timeout(oriel_window_t *window, oriel_future_t *future, int timeout_ms)
{
    struct early_timeout *timeout = oriel__new0(sizeof(*timeout));

    if (!timeout)
        return oriel__nomem();
    timeout->future = oriel_future_ref(future);
    timeout->ms = timeout_ms;
    oriel_err_t err = oriel_timer_new(oriel__app_runtime(window->app), (uint64_t)timeout_ms, 0, run_early_timeout,
                                      timeout, drop_early_timeout, NULL);

    if (err)
        drop_early_timeout(timeout);
    return err;
}

static bool is_new(oriel_window_t *window)
{
    oriel__lock(&window->mutex);
    bool fresh = window->phase == ORIEL__WINDOW_NEW;

    oriel__unlock(&window->mutex);
    return fresh;
}

oriel_err_t oriel_window_execute(oriel_window_t *window, const char *script)
{
    if (!script)
        return oriel__fail(ORIEL_EINVAL, "execute: the script is NULL");
    return oriel__window_do(window, run_script, script, NULL, 0, 0);
}

oriel_err_t oriel_window_evaluate(oriel_window_t *window, const char *script, int timeout_ms, oriel_future_t **ret)
{
    if (!window || !script || !ret)
        return oriel__fail(ORIEL_EINVAL, "evaluate: window, script and ret must not be NULL");
    if (timeout_ms == 0)
        timeout_ms = ORIEL__EVALUATE_TIMEOUT_MS;
    bool early = is_new(window);
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel__window_ask(window, run_script, script, timeout_ms, &future);

    if (!err && early && timeout_ms > 0)
        err = start_early_timeout(window, future, timeout_ms);
    if (!err) {
        *ret = future;
        return ORIEL_OK;
    }
    if (future)
        oriel_future_cancel(future); /* what waits for the page is given up */
    oriel_future_unref(future);
    return err;
}
