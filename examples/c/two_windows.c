/* Two windows of one session: what is set in one shows in the other, and both have the same functions. */
#include <stdio.h>

#include <oriel/oriel.h>

#define HEAD                                                                                                           \
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"           \
    "body { margin: 2rem } h1 { font-size: 1.5em }</style>"

static const char main_page[] = HEAD
    "<title>Main</title><h1 id=heading>...</h1><p>Size of the text: <b id=size></b></p>"
    "<script>const show = (value) => {"
    "  size.textContent = `${value} %`; document.body.style.fontSize = `${value}%`; };"
    "show(oriel.state.get('settings', 'size'));"
    "oriel.state.subscribe('settings', ({ value }) => show(value));"
    "oriel.app.get_name().then((text) => { heading.textContent = text; });"
    "</script>";

static const char panel_page[] = HEAD
    "<title>Settings</title><h1>Settings</h1>"
    "<label>Size of the text <input id=size type=range min=60 max=200 step=10></label>"
    "<script>size.value = oriel.state.get('settings', 'size');"
    "size.oninput = () => oriel.state.set('settings', 'size', size.valueAsNumber);"
    "</script>";

static oriel_err_t get_name(oriel_call_t *call, void *user)
{
    (void)user;
    oriel_call_reply(call, oriel_value_string("Two windows, one program"));
    return ORIEL_OK;
}

static oriel_err_t open_window(oriel_app_t *app, oriel_session_t *session, const char *html, int x, int width,
                               oriel_window_t **ret)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_err_t err;

    opts.width = width;
    opts.height = 300;
    opts.session = session;
    opts.origins = (const char *const[]){ "example:", NULL };
    err = oriel_window_new(app, &opts, ret);
    if (!err)
        err = oriel_window_set_position(*ret, x, 40);
    if (!err)
        err = oriel_window_load_html(*ret, html, "example://windows/");
    if (!err)
        err = oriel_window_show(*ret);
    return err;
}

int main(void)
{
    oriel_window_t *main_window = NULL, *panel = NULL;
    oriel_session_t *session = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    if (oriel_app_new(NULL, &app) || oriel_session_new(app, NULL, &session))
        goto fail;
    if (oriel_session_expose(session, "app", "get_name", get_name, NULL) ||
        oriel_state_set(oriel_session_get_state(session), "settings", "size", oriel_value_int(100)) ||
        open_window(app, session, main_page, 40, 560, &main_window) ||
        open_window(app, session, panel_page, 640, 400, &panel))
        goto fail;
    printf("windows %d and %d\n", oriel_window_get_id(main_window), oriel_window_get_id(panel));
    status = oriel_app_run(app); /* until both are closed */
fail:
    if (status)
        fprintf(stderr, "two_windows: %s\n", oriel_last_error());
    oriel_window_unref(main_window);
    oriel_window_unref(panel);
    oriel_session_unref(session);
    oriel_app_unref(app);
    return status;
}
