/* The whole path: a page calls C, C answers, and pushes state to the page.
 *
 *     cc hello.c $(pkg-config --cflags --libs oriel) && ./a.out
 */
#include <stdio.h>

#include <oriel/oriel.h>

static const char *const page =
    "<!DOCTYPE html><meta charset=utf-8><title>Hello</title>"
    "<body style='font:1.2rem system-ui;margin:3rem;color-scheme:light dark'>"
    "<h1 id=out>...</h1><p>Clicked <b id=n>0</b> times <button onclick='Pytonium.app.click()'>Click</button></p>"
    "<script>addEventListener('PytoniumReady', async () => {"
    "  oriel.state.subscribe(['app'], (change) => { n.textContent = change.value; });"
    "  out.textContent = await oriel.app.greet('page');"
    "  for (let i = 0; i < 3; i++) await oriel.app.click();"
    "  await oriel.app.done(document.body.innerText);"
    "});</script>";

static oriel_err_t greet(oriel_call_t *call, void *user)
{
    const char *name;
    char text[128];
    oriel_err_t err = oriel_call_arg_string(call, 0, &name, NULL);

    (void)user;
    if (err)
        return err; /* the page's promise rejects: TypeError */
    snprintf(text, sizeof(text), "Hello, %s, this is C", name);
    oriel_call_reply(call, oriel_value_string(text));
    return ORIEL_OK;
}

static oriel_err_t click(oriel_call_t *call, void *user)
{
    oriel_state_t *state = oriel_session_get_state(oriel_window_get_session(user));
    static int clicks; /* handlers run on one thread here: the one in oriel_app_run() */

    (void)call;
    return oriel_state_set(state, "app", "clicks", oriel_value_int(++clicks));
}

static oriel_err_t done(oriel_call_t *call, void *user)
{
    const char *text;
    oriel_err_t err = oriel_call_arg_string(call, 0, &text, NULL);

    if (!err)
        printf("the page shows: %s\n", text);
    if (!err && oriel_app_get_window_count(oriel_window_get_app(user)) == 1)
        err = oriel_window_close(user);
    return err;
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    oriel_session_t *session;
    int status = 1;

    opts.width = 480;
    opts.height = 260;
    opts.origins = (const char *const[]){ "hello:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    session = oriel_window_get_session(window);
    if (oriel_session_expose(session, "app", "greet", greet, NULL) ||
        oriel_session_expose(session, "app", "click", click, window) ||
        oriel_session_expose(session, "app", "done", done, window) ||
        oriel_window_load_html(window, page, "hello://page/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "hello: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
