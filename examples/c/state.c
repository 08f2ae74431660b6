/* State both ways: a thread counts, the page shows it; the page sets a volume, the program hears of it. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>State</title><h1>State</h1>"
    "<p>The program counts: <b id=count></b></p>"
    "<p><label>Volume <input id=volume type=range> <output id=level></output></label></p>"
    "<script>const show = (value) => { volume.value = level.value = value; };"
    "show(oriel.state.get('settings', 'volume'));" /* there before the first script */
    "volume.oninput = () => { show(volume.value); oriel.state.set('settings', 'volume', volume.valueAsNumber); };"
    "oriel.state.subscribe('clock', ({ value }) => { count.textContent = value; });"
    "</script>";

struct counter {
    oriel_state_t *state;
    atomic_bool is_over;
};

/* Any thread may set. */
static void *count(void *data)
{
    struct counter *counter = data;
    const struct timespec tenth = { .tv_nsec = 100000000 };

    for (int n = 1; !atomic_load(&counter->is_over); n++) {
        if (oriel_state_set(counter->state, "clock", "count", oriel_value_int(n)))
            fprintf(stderr, "count: %s\n", oriel_last_error());
        nanosleep(&tenth, NULL);
    }
    return NULL;
}

/* Runs in oriel_app_run(). */
static void on_setting(const oriel_state_event_t *event, void *user)
{
    const char *who = event->origin == ORIEL_ORIGIN_PAGE ? "the page" : "the program";

    (void)user;
    printf("%s set %s to %s\n", who, event->key, oriel_value_get_text(event->value, NULL));
}

int main(void)
{
    static const char *const settings[] = { "settings" };
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    struct counter counter = { NULL, false };
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    pthread_t thread;
    int status = 1;

    opts.width = 480;
    opts.height = 260;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    counter.state = oriel_session_get_state(oriel_window_get_session(window));
    if (oriel_state_subscribe(counter.state, settings, 1, on_setting, NULL, NULL, NULL) ||
        oriel_state_set(counter.state, "settings", "volume", oriel_value_int(75)) ||
        oriel_window_load_html(window, page, "example://state/") || oriel_window_show(window))
        goto fail;
    if (pthread_create(&thread, NULL, count, &counter))
        goto fail;
    status = oriel_app_run(app);
    atomic_store(&counter.is_over, true);
    pthread_join(thread, NULL);
fail:
    if (status)
        fprintf(stderr, "state: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
