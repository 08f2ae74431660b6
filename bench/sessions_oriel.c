/* The server of bench/sessions.py: a button and a label a session, and as many
 * more labels as the argument says. Prints its port. */
#include <stdio.h>
#include <stdlib.h>

#include <sys/resource.h>

#include <oriel/oriel.h>

static long more;

static oriel_widget_t *make(oriel_session_t *session, const char *name, const char *text)
{
    oriel_widget_t *widget = NULL;
    oriel_value_t *args = NULL;

    if ((text && oriel_value_pack(&args, "[s]", text) != ORIEL_OK) ||
        oriel_widget_new(session, name, args, NULL, &widget) != ORIEL_OK) {
        fprintf(stderr, "%s: %s\n", name, oriel_last_error());
        _Exit(1);
    }
    return widget;
}

/* What a session shows: how often its button was clicked. */
struct counter {
    oriel_widget_t *label;
    unsigned clicks;
};

static oriel_err_t on_click(oriel_event_t *event, void *user)
{
    struct counter *counter = user;
    char text[32];

    (void)event;
    snprintf(text, sizeof(text), "Clicked %u", ++counter->clicks);
    return oriel_widget_callf(counter->label, "set_text", "s", text);
}

static void drop(void *user)
{
    struct counter *counter = user;

    oriel_widget_unref(counter->label);
    free(counter);
}

static oriel_err_t on_connect(oriel_event_t *event, void *user)
{
    oriel_session_t *session = oriel_event_get_session(event);
    oriel_widget_t *top = make(session, "TopLevel", NULL), *box = make(session, "VBox", NULL);
    oriel_widget_t *button = make(session, "Button", "Click"), *label = make(session, "Label", "Nothing yet");
    oriel_err_t err = oriel_widget_callf(box, "add_widget", "wi", button, 0);

    (void)user;
    if (!err)
        err = oriel_widget_callf(box, "add_widget", "wi", label, 0);
    for (long i = 0; i < more && !err; i++) {
        oriel_widget_t *one = make(session, "Label", "one of many");

        err = oriel_widget_callf(box, "add_widget", "wi", one, 0);
        oriel_widget_unref(one);
    }
    struct counter *counter = calloc(1, sizeof(*counter));

    if (!counter)
        return ORIEL_ENOMEM;
    counter->label = label;
    if (!err)
        err = oriel_widget_on(button, "activated", on_click, counter, drop, NULL);
    if (err)
        drop(counter);
    if (!err)
        err = oriel_widget_callf(top, "set_widget", "w", box);
    if (!err)
        err = oriel_widget_callf(top, "show", "");
    oriel_widget_unref(button);
    oriel_widget_unref(box);
    oriel_widget_unref(top);
    return err;
}

int main(int argc, char **argv)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_server_t *server = NULL;
    oriel_app_t *app = NULL;
    struct rlimit files;

    more = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    opts.order = ORIEL_ORDER_SESSION;
    if (oriel_app_new(NULL, &app) != ORIEL_OK || oriel_server_new(app, &opts, &server) != ORIEL_OK ||
        oriel_server_on(server, "connect", on_connect, NULL, NULL) != ORIEL_OK ||
        oriel_server_start(server) != ORIEL_OK) {
        fprintf(stderr, "%s\n", oriel_last_error());
        return 1;
    }
    printf("%d\n", oriel_server_get_port(server));
    (void)fflush(stdout);
    return oriel_app_run(app);
}
