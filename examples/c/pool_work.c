/* A button starts work on the pool; the page shows how far it is, and may cancel it. */
#include <stdio.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style><title>Work on the pool</title><h1>Work on the pool</h1>"
    "<p><progress id=bar max=100 value=0></progress></p><button id=start>Start</button> <button id=stop>Cancel</button>"
    "<p id=out>&nbsp;</p><script>start.onclick = () => oriel.primes.start(); stop.onclick = () => oriel.primes.cancel();"
    "oriel.state.subscribe('primes', ({ key, value }) => {"
    "  if (key === 'percent') bar.value = value; else out.textContent = value; }); start.click();</script>";

struct program {
    oriel_app_t *app;
    oriel_session_t *session;
    oriel_future_t *future; /* of the work under way, or of the last */
};

/* On a thread of the pool, so that window and handlers go on. */
static oriel_err_t count_primes(oriel_future_t *future, void *user)
{
    int count = 0, limit = *(const int *)user;

    for (int n = 2, d; n <= limit; n++) {
        for (d = 2; d * d <= n && n % d;)
            d++;
        count += d * d > n;
        if (n % 1000 == 0 && !oriel_future_report(future, oriel_value_int(100 * n / limit)))
            return ORIEL_ECANCELED; /* nobody waits any more */
    }
    oriel_future_resolve(future, oriel_value_int(count));
    return ORIEL_OK;
}

/* The rest is dispatched: handlers, progress, and what came of it. */
static void set(struct program *program, const char *key, oriel_value_t *value)
{
    if (oriel_state_set(oriel_session_get_state(program->session), "primes", key, value))
        fprintf(stderr, "pool_work: %s\n", oriel_last_error());
}

static void show_progress(oriel_future_t *future, const oriel_value_t *percent, void *user)
{
    (void)future;
    set(user, "percent", oriel_value_ref((oriel_value_t *)percent));
}

static void show_result(oriel_future_t *future, void *user)
{
    oriel_value_t *count = oriel_future_dup_value(future); /* NULL: canceled */

    set(user, "result", count ? count : oriel_value_string("canceled"));
}

static oriel_err_t cancel(oriel_call_t *call, void *user)
{
    (void)call;
    oriel_future_cancel(((struct program *)user)->future);
    return ORIEL_OK;
}

static oriel_err_t start(oriel_call_t *call, void *user)
{
    static int limit = 3000000;
    struct program *program = user;
    (void)cancel(call, user);
    program->future = oriel_future_unref(program->future);
    oriel_err_t err =
        oriel_runtime_submit(oriel_app_get_runtime(program->app), count_primes, &limit, NULL, &program->future);
    if (!err)
        err = oriel_future_on_progress(program->future, show_progress, program, NULL);
    return err ? err : oriel_future_then(program->future, show_result, program, NULL);
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    struct program program = { NULL, NULL, NULL };
    oriel_window_t *window = NULL;
    int status = 1;

    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &program.app) || oriel_window_new(program.app, &opts, &window))
        goto fail;
    program.session = oriel_window_get_session(window);
    if (oriel_session_expose(program.session, "primes", "start", start, &program) ||
        oriel_session_expose(program.session, "primes", "cancel", cancel, &program) ||
        oriel_window_load_html(window, page, "example://primes/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(program.app);
fail:
    if (status)
        fprintf(stderr, "pool_work: %s\n", oriel_last_error());
    oriel_future_unref(program.future);
    oriel_window_unref(window);
    oriel_app_unref(program.app);
    return status;
}
