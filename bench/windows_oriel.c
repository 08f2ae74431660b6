/* The windows benchmark's subject in C: prints one line of JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <oriel/oriel.h>

static const char *const adapter =
    "addEventListener('PytoniumReady', async () => { await oriel.bench.first();"
    "const api = { ping: x => oriel.bench.ping(x), more: n => oriel.bench.more(n), bytes: u => oriel.bench.bytes(u),"
    " fetch: n => oriel.bench.fetch(n), seen: f => {"
    "  Pytonium.appState.registerForStateUpdates('tick', ['tick'], false, true); document.addEventListener('tick', f); } };"
    "try { oriel.bench.report(JSON.stringify(await benchmark(api))); }"
    "catch (e) { oriel.bench.report(JSON.stringify({error: String(e)})); } });";

static oriel_err_t ping(oriel_call_t *call, void *user)
{
    (void)user;
    oriel_call_reply(call, oriel_call_dup_arg(call, 0));
    return ORIEL_OK;
}

static oriel_err_t more(oriel_call_t *call, void *user)
{
    static int64_t tick;
    int64_t n = 0;
    oriel_err_t err = oriel_call_arg_int(call, 0, &n);

    while (!err && n-- > 0)
        err = oriel_state_set(user, "tick", "tick", oriel_value_int(++tick));
    return err;
}

static oriel_err_t bytes(oriel_call_t *call, void *user)
{
    const void *data;
    size_t len = 0;
    oriel_err_t err = oriel_call_arg_bytes(call, 0, &data, &len);

    (void)user;
    if (!err)
        oriel_call_reply(call, oriel_value_int((int64_t)len));
    return err;
}

static oriel_err_t fetch(oriel_call_t *call, void *user)
{
    static char block[1 << 20];

    (void)user;
    oriel_call_reply(call, oriel_value_bytes(block, sizeof(block)));
    return ORIEL_OK;
}

static oriel_err_t first(oriel_call_t *call, void *user)
{
    struct timespec now;

    (void)call;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(stderr, "first %lld\n", (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
    if (getenv("BENCH_FIRST")) /* NOLINT(concurrency-mt-unsafe) */
        oriel_app_quit(oriel_window_get_app(user), 0);
    return ORIEL_OK;
}

static oriel_err_t report(oriel_call_t *call, void *user)
{
    const char *text;
    oriel_err_t err = oriel_call_arg_string(call, 0, &text, NULL);

    if (!err)
        puts(text);
    oriel_app_quit(oriel_window_get_app(user), 0);
    return err;
}

static char *read_script(const char *path)
{
    FILE *file = fopen(path, "re");
    char *text = calloc(1, 1 << 16);
    size_t n = file && text ? fread(text, 1, (1 << 16) - 1, file) : 0;

    if (file)
        (void)fclose(file);
    if (n > 0)
        return text;
    free(text);
    return NULL;
}

int main(int argc, char **argv)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    char *script = argc > 1 ? read_script(argv[1]) : NULL;
    static char html[1 << 17];

    if (!script)
        return 2;
    snprintf(html, sizeof(html), "<!DOCTYPE html><script>%s</script><script>%s</script>", script, adapter);
    opts.origins = (const char *const[]){ "bench:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        return 1;
    oriel_session_t *session = oriel_window_get_session(window);

    if (oriel_session_expose(session, "bench", "ping", ping, NULL) ||
        oriel_session_expose(session, "bench", "more", more, oriel_session_get_state(session)) ||
        oriel_session_expose(session, "bench", "bytes", bytes, NULL) ||
        oriel_session_expose(session, "bench", "fetch", fetch, NULL) ||
        oriel_session_expose(session, "bench", "first", first, window) ||
        oriel_session_expose(session, "bench", "report", report, window) ||
        oriel_window_load_html(window, html, "bench://page/") || oriel_window_show(window)) {
        fprintf(stderr, "%s\n", oriel_last_error());
        return 1;
    }
    int status = oriel_app_run(app);

    oriel_window_unref(window);
    oriel_app_unref(app);
    free(script);
    return status;
}
