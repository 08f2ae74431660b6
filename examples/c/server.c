/* A server: widgets in any number of browsers, a session each. Open the address
 * that it prints, reload, open it again; Ctrl-C ends it. */
#include <signal.h>
#include <stdio.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        oriel_err_t err = (call);                                                                                      \
        if (err)                                                                                                       \
            return err;                                                                                                \
    } while (0)

static oriel_app_t *app;

static void end(int number)
{
    (void)number;
    oriel_app_quit(app, 0); /* NOLINT(bugprone-signal-handler): it is made for that */
}

static oriel_err_t on_hello(oriel_event_t *event, void *status)
{
    (void)event;
    return oriel_label_set_text(status, "Hello!");
}

static oriel_err_t on_entry(oriel_event_t *event, void *status)
{
    oriel_value_t *first = oriel_value_dup_element(oriel_event_get_args(event), 0);
    char text[256], *entered = NULL;
    oriel_err_t err = oriel_value_dup_string(first, &entered, NULL);

    if (!err) {
        (void)snprintf(text, sizeof(text), "Entered: %s", entered);
        err = oriel_label_set_text(status, text);
    }
    oriel_free(entered);
    oriel_value_unref(first);
    return err;
}

/* What a session shows. References are given up: the tree keeps the widgets. */
static oriel_err_t build(oriel_event_t *event, void *user)
{
    oriel_session_t *session = oriel_event_get_session(event);
    oriel_widget_t *top, *rows, *status, *row, *hello, *entry;

    (void)user;
    TRY(oriel_top_level_new(session, oriel_widget_options("{s:s,s:b}", "title", "Demo", "resizable", 1), &top));
    oriel_widget_unref(top);
    TRY(oriel_widget_resize(top, 400, 300));
    TRY(oriel_vbox_new(session, oriel_widget_options("{s:i,s:i}", "spacing", 8, "padding", 10), &rows));
    oriel_widget_unref(rows);
    TRY(oriel_label_new(session, "Click a button!", NULL, &status));
    oriel_widget_unref(status);
    TRY(oriel_hbox_new(session, oriel_widget_options("{s:i}", "spacing", 6), &row));
    oriel_widget_unref(row);
    TRY(oriel_button_new(session, "Hello", NULL, &hello));
    oriel_widget_unref(hello);
    TRY(oriel_text_entry_new(session, "Type here", NULL, &entry));
    oriel_widget_unref(entry);
    TRY(oriel_hbox_add_widget(row, hello, 0));
    TRY(oriel_vbox_add_widget(rows, row, 0));
    TRY(oriel_vbox_add_widget(rows, entry, 0));
    TRY(oriel_vbox_add_widget(rows, status, 1));
    TRY(oriel_top_level_set_widget(top, rows));
    TRY(oriel_widget_on(hello, "activated", on_hello, status, NULL, NULL));
    TRY(oriel_widget_on(entry, "activated", on_entry, status, NULL, NULL));
    return oriel_widget_show(top);
}

int main(void)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_server_t *server = NULL;
    int status = 1;

    opts.title = "Demo";
    if (!oriel_app_new(NULL, &app) && !oriel_server_new(app, &opts, &server) &&
        !oriel_server_on(server, "connect", build, NULL, NULL) && !oriel_server_start(server)) {
        char *url = oriel_server_dup_url(server);

        (void)signal(SIGINT, end);
        (void)signal(SIGTERM, end);
        puts(url);
        (void)fflush(stdout);
        oriel_free(url);
        status = oriel_app_run(app);
    } else {
        (void)fprintf(stderr, "%s\n", oriel_last_error());
    }
    oriel_server_unref(server); /* pages hear that the program ends */
    oriel_app_unref(app);
    return status;
}
