/* A dashboard: two timers set what the page shows, without a thread of the program's, and the page calls a function. */
#include <stdio.h>
#include <sys/sysinfo.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem } dt { opacity: .6 } dd { margin: 0; font-size: 2rem }"
    "dl { display: flex; gap: 3rem }</style><title>Dashboard</title>"
    "<h1>Dashboard <small id=version></small></h1><dl><div><dt>Load, 1 min</dt><dd id=load>–</dd></div>"
    "<div><dt>Memory, %</dt><dd id=memory>–</dd></div></dl><p id=latest></p>"
    "<script>const show = ({ key, value }) => {"
    "  document.getElementById(key).textContent = key === 'latest' ? value : value.toFixed(2); };"
    "oriel.state.subscribe(['system', 'notifications'], show);"
    "oriel.app.get_version().then((text) => { version.textContent = text; });</script>";

struct dashboard {
    oriel_state_t *state;
    size_t notified;
};

static oriel_err_t get_version(oriel_call_t *call, void *user)
{
    (void)user;
    oriel_call_reply(call, oriel_value_string("1.0.0"));
    return ORIEL_OK;
}

/* Both run on the runtime's thread. Both keys change at once, or neither. */
static void measure(void *user)
{
    const struct dashboard *dashboard = user;
    struct sysinfo info;

    if (sysinfo(&info))
        return;
    oriel_value_t *load = oriel_value_real((double)info.loads[0] / (1 << SI_LOAD_SHIFT));
    oriel_value_t *memory = oriel_value_real(100 - 100.0 * (double)info.freeram / (double)info.totalram);
    const oriel_state_change_t figures[] = { { "system", "load", load }, { "system", "memory", memory } };

    if (oriel_state_update(dashboard->state, figures, 2))
        fprintf(stderr, "measure: %s\n", oriel_last_error());
    oriel_value_unref(load);
    oriel_value_unref(memory);
}

static void notify(void *user)
{
    static const char *const messages[] = { "System running normally", "Backup completed", "Update available" };
    struct dashboard *dashboard = user;
    const char *message = messages[dashboard->notified++ % 3];

    if (oriel_state_set(dashboard->state, "notifications", "latest", oriel_value_string(message)))
        fprintf(stderr, "notify: %s\n", oriel_last_error());
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    struct dashboard dashboard = { NULL, 0 };
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.width = 560;
    opts.height = 280;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    oriel_session_t *session = oriel_window_get_session(window);
    oriel_runtime_t *runtime = oriel_app_get_runtime(app);

    dashboard.state = oriel_state_ref(oriel_session_get_state(session)); /* the timers' own */
    if (oriel_session_expose(session, "app", "get_version", get_version, NULL) ||
        oriel_timer_new(runtime, 0, 1000, measure, &dashboard, NULL, NULL) ||
        oriel_timer_new(runtime, 0, 5000, notify, &dashboard, NULL, NULL) ||
        oriel_window_load_html(window, page, "example://dashboard/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "live_dashboard: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app); /* ends the runtime first: no timer goes off any more */
    oriel_state_unref(dashboard.state);
    return status;
}
