/* Scripts run from C in the page; what they give comes back as futures. */
#include <stdio.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>Evaluate</title><h1>Asked from C</h1><pre id=log></pre>"
    "<script>function fail() { throw new RangeError('too far'); }</script>";

static const char *const scripts[] = {
    "document.title",
    "({ width: innerWidth, list: [1, 2, 3] })",
    "new Promise((done) => setTimeout(done, 50, 'a promise, awaited'))",
    "fail()",
    "new Promise(() => {})",
};

struct question {
    oriel_window_t *window;
    const char *script;
};

/* Runs in oriel_app_run(). */
static void on_answer(oriel_future_t *future, void *user)
{
    const struct question *question = user;
    oriel_value_t *value = oriel_future_dup_value(future);
    const char *name = "", *text = "";
    char line[512];

    if (oriel_future_get_error(future, &name, &text))
        snprintf(line, sizeof(line), "%s\n    %s: %s\n", question->script, name, text);
    else
        snprintf(line, sizeof(line), "%s\n    %s\n", question->script, oriel_value_get_text(value, NULL));
    oriel_value_unref(value);
    fputs(line, stdout);

    /* In a script, text goes in as JSON. */
    char script[1200];
    oriel_value_t *json = oriel_value_string(line);

    snprintf(script, sizeof(script), "log.append(%s)", oriel_value_get_text(json, NULL));
    oriel_value_unref(json);
    if (oriel_window_execute(question->window, script))
        fprintf(stderr, "execute: %s\n", oriel_last_error());
}

int main(void)
{
    enum {
        COUNT = sizeof(scripts) / sizeof(*scripts)
    };
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    struct question questions[COUNT];
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.width = 620;
    opts.height = 460;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    if (oriel_window_load_html(window, page, "example://evaluate/") || oriel_window_show(window))
        goto fail;
    for (int i = 0; i < COUNT; i++) {
        oriel_future_t *future;

        questions[i] = (struct question){ window, scripts[i] };
        if (oriel_window_evaluate(window, scripts[i], 500, &future))
            goto fail;
        oriel_err_t err = oriel_future_then(future, on_answer, &questions[i], NULL);
        oriel_future_unref(future);
        if (err)
            goto fail;
    }
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "evaluate: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
