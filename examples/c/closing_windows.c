/* Close one window, close all, and begin again in the same process. */
#include <stdio.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style><title>Window</title><h1 id=out>...</h1>"
    "<script>oriel.app.greet('The page').then((text) => { out.textContent = text; });</script>";

struct greetings {
    int count;
};

static oriel_err_t greet(oriel_call_t *call, void *user)
{
    struct greetings *greetings = user;
    const char *name;
    char text[64];
    oriel_err_t err = oriel_call_arg_string(call, 0, &name, NULL);

    if (err)
        return err;
    snprintf(text, sizeof(text), "%s, number %d", name, ++greetings->count);
    oriel_call_reply(call, oriel_value_string(text));
    return ORIEL_OK;
}

static void on_closed(oriel_window_t *window, void *user)
{
    (void)user;
    printf("window %d is closed\n", oriel_window_get_id(window));
}

static oriel_err_t open_window(oriel_app_t *app, struct greetings *greetings, oriel_window_t **ret)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_err_t err;

    events.closed = on_closed;
    opts.width = 420;
    opts.height = 200;
    opts.origins = (const char *const[]){ "example:", NULL };
    err = oriel_window_new(app, &opts, ret);
    if (!err)
        err = oriel_session_expose(oriel_window_get_session(*ret), "app", "greet", greet, greetings);
    if (!err)
        err = oriel_window_set_events(*ret, &events, NULL, NULL);
    if (!err)
        err = oriel_window_load_html(*ret, page, "example://window/");
    if (!err)
        err = oriel_window_show(*ret);
    return err;
}

int main(void)
{
    oriel_window_t *first = NULL, *second = NULL, *third = NULL;
    struct greetings greetings = { 0 };
    oriel_app_t *app = NULL;
    int status = 1;

    if (oriel_app_new(NULL, &app) || open_window(app, &greetings, &first) || open_window(app, &greetings, &second))
        goto fail;
    while (greetings.count < 2) /* both pages have called */
        oriel_app_dispatch(app, -1);

    oriel_window_destroy(second); /* at once */
    printf("second: %d, first: %d\n", oriel_window_is_open(second), oriel_window_is_open(first));
    if (oriel_window_close(first)) /* asks the page: beforeunload */
        goto fail;
    while (oriel_window_is_open(first))
        oriel_app_dispatch(app, -1);
    oriel_app_shutdown(app); /* whatever is still open */

    if (open_window(app, &greetings, &third))
        goto fail;
    printf("again, with window %d\n", oriel_window_get_id(third));
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "closing_windows: %s\n", oriel_last_error());
    oriel_window_unref(first);
    oriel_window_unref(second);
    oriel_window_unref(third);
    oriel_app_unref(app);
    return status;
}
