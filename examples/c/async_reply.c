/* A call that takes its time: a thread works on it, tells how far it is, answers, and stops when the page gives up. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>A long call</title><h1>A long call</h1>"
    "<p><progress id=bar max=100 value=0></progress> <button id=start>Start</button> <button id=stop>Cancel</button></p>"
    "<p id=out>&nbsp;</p><script>let controller; start.onclick = async () => {"
    "  controller?.abort(); const { signal } = controller = new AbortController();"
    "  out.textContent = 'working';"
    "  try { out.textContent = `the sum is ${await oriel.job.sum(100, { signal })}`; }"
    "  catch (error) { out.textContent = `${error.name}: ${error.message}`; } };"
    "stop.onclick = () => controller?.abort();"
    "oriel.state.subscribe('job', ({ value }) => { bar.value = value; });"
    "start.click();</script>";

struct job {
    oriel_call_t *call;
    oriel_state_t *state;
    int64_t steps;
};

static void *work(void *data)
{
    struct job *job = data;
    const struct timespec moment = { .tv_nsec = 20000000 };
    int64_t sum = 0, step;

    for (step = 1; step <= job->steps && !oriel_call_is_canceled(job->call); step++) {
        nanosleep(&moment, NULL);
        sum += step;
        if (oriel_state_set(job->state, "job", "percent", oriel_value_int(100 * step / job->steps)))
            break;
    }
    if (!oriel_call_reply(job->call, oriel_value_int(sum))) /* nobody waits any more */
        printf("given up after %lld steps\n", (long long)step - 1);
    oriel_call_done(job->call); /* gives the handler's reference back */
    oriel_state_unref(job->state);
    free(job);
    return NULL;
}

static oriel_err_t sum(oriel_call_t *call, void *user)
{
    struct job *job = calloc(1, sizeof(*job));
    pthread_t thread;

    if (!job)
        return ORIEL_ENOMEM;
    oriel_err_t err = oriel_call_arg_int(call, 0, &job->steps);
    if (!err && (job->steps < 1 || job->steps > 1000))
        err = ORIEL_ERANGE;
    if (err) {
        free(job);
        return err;
    }
    job->call = oriel_call_ref(call);
    job->state = oriel_state_ref(user);
    if (pthread_create(&thread, NULL, work, job)) {
        oriel_call_unref(call);
        oriel_state_unref(job->state);
        free(job);
        return ORIEL_EBUSY;
    }
    pthread_detach(thread);
    return ORIEL_PENDING;
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.width = 480;
    opts.height = 260;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    oriel_session_t *session = oriel_window_get_session(window);
    if (oriel_session_expose(session, "job", "sum", sum, oriel_session_get_state(session)) ||
        oriel_window_load_html(window, page, "example://job/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "async_reply: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
