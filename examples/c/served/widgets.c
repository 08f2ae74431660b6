/* A window of widgets in every browser that comes: a button, a text, and what was
 * typed. Prints its address; ends on Ctrl-C. An argument is the port. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/app.h>
#include <oriel/server.h>
#include <oriel/widgets.h>

static oriel_app_t *app;

static void quit(int number)
{
    (void)number;
    oriel_app_quit(app, 0); // NOLINT(bugprone-signal-handler): made for it
}

static oriel_err_t on_hello(oriel_event_t *event, void *user)
{
    (void)event;
    return oriel_label_set_text(user, "Hello!");
}

static oriel_err_t on_entry(oriel_event_t *event, void *user)
{
    oriel_value_t *first = oriel_value_dup_element(oriel_event_get_args(event), 0);
    char *typed = NULL, text[256];
    oriel_err_t err = first ? oriel_value_dup_string(first, &typed, NULL) : ORIEL_EINVAL;

    if (!err) {
        snprintf(text, sizeof(text), "Entered: %.200s", typed);
        err = oriel_label_set_text(user, text);
    }
    oriel_free(typed);
    oriel_value_unref(first);
    return err;
}

static void unref_widget(void *user)
{
    oriel_widget_unref(user);
}

/* What a new session shows. */
static oriel_err_t build(oriel_event_t *event, void *user)
{
    oriel_session_t *session = oriel_event_get_session(event);
    oriel_widget_t *top = NULL, *vbox = NULL, *hbox = NULL, *status = NULL, *button = NULL, *entry = NULL;
    oriel_err_t err =
        oriel_top_level_new(session, oriel_widget_options("{s:s,s:b}", "title", "Demo", "resizable", 1), &top);

    (void)user;
    if (err || (err = oriel_widget_resize(top, 400, 300)) ||
        (err = oriel_vbox_new(session, oriel_widget_options("{s:i,s:i}", "spacing", 8, "padding", 10), &vbox)) ||
        (err = oriel_label_new(session, "Click a button!", NULL, &status)) ||
        (err = oriel_hbox_new(session, oriel_widget_options("{s:i}", "spacing", 6), &hbox)) ||
        (err = oriel_button_new(session, "Hello", NULL, &button)) ||
        (err = oriel_text_entry_new(session, "Type here", oriel_widget_options("{s:i}", "linehistory", 5), &entry)) ||
        (err = oriel_hbox_add_widget(hbox, button, 0)) || (err = oriel_vbox_add_widget(vbox, hbox, 0)) ||
        (err = oriel_vbox_add_widget(vbox, entry, 0)) || (err = oriel_vbox_add_widget(vbox, status, 1)) ||
        (err = oriel_top_level_set_widget(top, vbox)) || (err = oriel_widget_show(top)) ||
        (err = oriel_widget_on(button, "activated", on_hello, oriel_widget_ref(status), unref_widget, NULL)) ||
        (err = oriel_widget_on(entry, "activated", on_entry, oriel_widget_ref(status), unref_widget, NULL)))
        fprintf(stderr, "build: %s\n", oriel_last_error());
    oriel_widget_t *all[] = { top, vbox, hbox, status, button, entry };

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        oriel_widget_unref(all[i]); /* the tree has them */
    return err;
}

int main(int argc, char **argv)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_server_t *server = NULL;
    int status = 1;

    opts.port = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 9501;
    if (oriel_app_new(NULL, &app) == ORIEL_OK && oriel_server_new(app, &opts, &server) == ORIEL_OK &&
        oriel_server_on(server, "connect", build, NULL, NULL) == ORIEL_OK && oriel_server_start(server) == ORIEL_OK) {
        char *url = oriel_server_dup_url(server);

        (void)signal(SIGINT, quit);
        printf("%s\n", url);
        (void)fflush(stdout);
        oriel_free(url);
        status = oriel_app_run(app);
    } else {
        fprintf(stderr, "widgets: %s\n", oriel_last_error());
    }
    oriel_server_unref(server);
    oriel_app_unref(app);
    return status;
}
