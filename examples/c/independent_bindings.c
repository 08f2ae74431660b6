/* Two windows with a session each: the same name is another function, and one state is not the other's.
 * The second, without a frame, has a function that sets what the first shows. */
#include <stdio.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<h1 id=out>...</h1><p>Theme, in the state of this window: <b id=theme>not set</b></p>"
    "<p id=row hidden><label>Theme of window 1 <select id=choice><option>light<option>dark</select></label></p>"
    "<script>oriel.app.greet().then((text) => { out.textContent = text; });"
    "oriel.state.subscribe(['settings'], ({ value }) => { theme.textContent = value; });"
    "addEventListener('PytoniumReady', () => { row.hidden = !oriel.settings; });" /* window 2 has them */
    "choice.onchange = () => oriel.settings.apply('theme', choice.value);</script>";

static oriel_err_t greet(oriel_call_t *call, void *text)
{
    oriel_call_reply(call, oriel_value_string(text));
    return ORIEL_OK;
}

static oriel_err_t apply(oriel_call_t *call, void *state)
{
    const char *key;
    oriel_err_t err = oriel_call_arg_string(call, 0, &key, NULL);

    if (err)
        return err;
    printf("setting applied: %s\n", key);
    return oriel_state_set(state, "settings", key, oriel_call_dup_arg(call, 1));
}

static oriel_err_t make_window(oriel_app_t *app, const char *text, int x, bool frameless, oriel_window_t **ret)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_err_t err;

    opts.width = 480;
    opts.height = 240;
    opts.frameless = frameless;
    opts.origins = (const char *const[]){ "example:", NULL };
    err = oriel_window_new(app, &opts, ret);
    if (!err)
        err = oriel_session_expose(oriel_window_get_session(*ret), "app", "greet", greet, (void *)text);
    if (!err)
        err = oriel_window_set_position(*ret, x, 40);
    if (!err)
        err = oriel_window_load_html(*ret, page, "example://windows/");
    return err;
}

int main(void)
{
    oriel_window_t *first = NULL, *second = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    if (oriel_app_new(NULL, &app) || make_window(app, "Hello from window 1", 20, false, &first) ||
        make_window(app, "Goodbye from window 2", 520, true, &second))
        goto fail;
    oriel_state_t *state = oriel_session_get_state(oriel_window_get_session(first));

    if (oriel_session_expose(oriel_window_get_session(second), "settings", "apply", apply, state) ||
        oriel_state_set(state, "settings", "theme", oriel_value_string("dark")) || oriel_window_show(first) ||
        oriel_window_show(second))
        goto fail;
    status = oriel_app_run(app); /* until both are closed */
fail:
    if (status)
        fprintf(stderr, "independent_bindings: %s\n", oriel_last_error());
    oriel_window_unref(first);
    oriel_window_unref(second);
    oriel_app_unref(app);
    return status;
}
