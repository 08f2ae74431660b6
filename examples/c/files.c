/* A custom scheme: the files of a folder for this window, with modules, fetch and a type of our own.
 *
 *     ./files [FOLDER], by default examples/c/web
 */
#include <stdio.h>

#include <oriel/oriel.h>

static void on_loaded(oriel_window_t *window, const char *url, void *user)
{
    char *title = oriel_window_dup_title(window);

    (void)user;
    printf("loaded %s: %s\n", url, title ? title : "");
    oriel_free(title);
}

static void on_failed(oriel_window_t *window, const char *url, const char *text, void *user)
{
    (void)window;
    (void)user;
    printf("%s did not load: %s\n", url, text);
}

int main(int argc, char **argv)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    events.loaded = on_loaded;
    events.load_failed = on_failed;
    opts.url = "app://index.html";
    opts.title = "Files";
    opts.width = 480;
    opts.height = 320;
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    if (oriel_window_serve(window, "app", argc > 1 ? argv[1] : "examples/c/web") ||
        oriel_window_add_mime_type(window, "star", "text/x-star") ||
        oriel_window_set_events(window, &events, NULL, NULL) || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "files: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
