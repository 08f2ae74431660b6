/* A stream: the page's `for await` pulls lines of a file, one at a time. */
#include <stdio.h>
#include <string.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>Stream</title><h1>Lines, one at a time</h1><pre id=out></pre>"
    "<script type=module>let n = 0;"
    "for await (const line of await oriel.text.lines('/proc/meminfo')) {"
    "  out.textContent += `${line}\\n`;"
    "  await new Promise((next) => setTimeout(next, 50));" /* the program waits as long */
    "  if (++n === 10) break;"                             /* closes the file */
    "}</script>";

static oriel_err_t next_line(oriel_call_t *pull, void *user)
{
    char line[512];

    if (fgets(line, sizeof(line), user)) {
        line[strcspn(line, "\n")] = '\0';
        oriel_call_reply(pull, oriel_value_string(line));
    } else {
        oriel_call_reply_end(pull);
    }
    return ORIEL_OK;
}

static void close_file(void *user)
{
    if (fclose(user) == 0)
        puts("the file is closed");
}

static oriel_err_t lines(oriel_call_t *call, void *user)
{
    static const oriel_stream_ops_t ops = { sizeof(ops), next_line, close_file };
    const char *path;
    FILE *file;
    oriel_err_t err = oriel_call_arg_string(call, 0, &path, NULL);

    (void)user;
    if (err)
        return err;
    file = fopen(path, "re");
    if (!file) {
        oriel_call_reply_error(call, "FileNotFoundError", path);
        return ORIEL_OK;
    }
    err = oriel_call_reply_stream(call, &ops, file);
    if (err)
        (void)fclose(file);
    return err;
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.width = 480;
    opts.height = 420;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    if (oriel_session_expose(oriel_window_get_session(window), "text", "lines", lines, NULL) ||
        oriel_window_load_html(window, page, "example://stream/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "stream: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
