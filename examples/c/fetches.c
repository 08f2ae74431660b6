/* Three requests at once, and five seconds for all of them. Give it URLs, or see it ask example.org. */
#include <stdio.h>
#include <string.h>

#include <oriel/oriel.h>

#define COUNT 3
#define TIME_MS 5000

/* Starts a request; its future resolves to the body's text. NULL when it cannot be asked. */
static oriel_future_t *ask(oriel_runtime_t *runtime, const char *url, oriel_fetch_t **fetch)
{
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_future_t *text = NULL;

    opts.timeout_ms = TIME_MS;
    opts.body_limit = (size_t)1024 * 1024;
    if (oriel_fetch_start(runtime, url, &opts, fetch) || oriel_fetch_text(*fetch, &text))
        fprintf(stderr, "%s: %s\n", url, oriel_last_error());
    return text;
}

static void show(const char *url, oriel_fetch_t *fetch, oriel_future_t *text)
{
    const char *why = NULL;

    if (oriel_future_get_error(text, NULL, &why)) {
        printf("%s: %s\n", url, why);
        return;
    }
    oriel_value_t *value = oriel_future_dup_value(text);
    char *type = oriel_fetch_dup_header(fetch, "content-type"), *body = NULL;
    size_t len = 0;

    if (oriel_value_dup_string(value, &body, &len) == ORIEL_OK)
        printf("%s: %d, %s, %zu bytes of text\n", url, oriel_fetch_get_status(fetch), type ? type : "no type", len);
    oriel_free(body);
    oriel_free(type);
    oriel_value_unref(value);
}

int main(int argc, char **argv)
{
    const char *urls[COUNT] = { "https://example.org/", "https://example.com/", "https://example.net/" };
    oriel_fetch_t *fetches[COUNT] = { NULL };
    oriel_future_t *texts[COUNT] = { NULL };
    oriel_app_t *app = NULL;

    for (int i = 1; i < argc && i <= COUNT; i++)
        urls[i - 1] = argv[i];
    if (oriel_app_new(NULL, &app)) {
        fprintf(stderr, "%s\n", oriel_last_error());
        return 1;
    }
    for (int i = 0; i < COUNT; i++)
        texts[i] = ask(oriel_app_get_runtime(app), urls[i], &fetches[i]);
    for (int i = 0; i < COUNT; i++) {
        /* Each has its own time limit, so this comes back; its error is the future's. */
        if (texts[i] && oriel_future_wait(texts[i], -1) == ORIEL_OK)
            show(urls[i], fetches[i], texts[i]);
        oriel_future_unref(texts[i]);
        oriel_fetch_unref(fetches[i]);
    }
    oriel_app_unref(app);
    return 0;
}
