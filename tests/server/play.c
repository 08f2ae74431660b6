/* A server for tests in other languages: options as NAME=VALUE, handlers of every
 * temper, and one line on stdout once it listens: "READY port ws_port". */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <pthread.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

static oriel_server_t *server;

static oriel_err_t add(oriel_call_t *call, void *user)
{
    int64_t a = 0, b = 0;

    (void)user;
    oriel_err_t err = oriel_call_arg_int(call, 0, &a);

    if (!err)
        err = oriel_call_arg_int(call, 1, &b);
    if (!err)
        (void)oriel_call_reply(call, oriel_value_int(a + b));
    return err;
}

static oriel_err_t echo(oriel_call_t *call, void *user)
{
    (void)user;
    (void)oriel_call_reply(call, oriel_call_dup_arg(call, 0));
    return ORIEL_OK;
}

static oriel_err_t nap(oriel_call_t *call, void *user)
{
    int64_t ms = 0;

    (void)user;
    oriel_err_t err = oriel_call_arg_int(call, 0, &ms);

    if (!err)
        usleep((useconds_t)ms * 1000);
    return err;
}

/* Never answers. */
static oriel_err_t never(oriel_call_t *call, void *user)
{
    (void)user;
    (void)oriel_call_ref(call);
    return ORIEL_PENDING;
}

/* flood(count, bytes): so many changes of as many keys, of that size each. */
static oriel_err_t flood(oriel_call_t *call, void *user)
{
    int64_t count = 0, bytes = 0;
    oriel_err_t err = oriel_call_arg_int(call, 0, &count);

    if (!err)
        err = oriel_call_arg_int(call, 1, &bytes);
    char *text = err ? NULL : malloc((size_t)bytes + 1);

    if (!text)
        return err ? err : ORIEL_ENOMEM;
    memset(text, 'x', (size_t)bytes);
    text[bytes] = '\0';
    for (int64_t i = 0; i < count && !err; i++) {
        char key[32];

        snprintf(key, sizeof(key), "k%d", (int)(i % 100));
        err = oriel_state_set(oriel_session_get_state(user), "flood", key, oriel_value_string(text));
    }
    free(text);
    if (!err)
        err = oriel_state_set(oriel_session_get_state(user), "flood", "count", oriel_value_int(count));
    return err;
}

static oriel_err_t destroy_me(oriel_call_t *call, void *user)
{
    (void)call;
    oriel_session_destroy(user);
    return ORIEL_OK;
}

static oriel_err_t on_press(oriel_event_t *event, void *user)
{
    oriel_state_t *state = oriel_session_get_state(oriel_event_get_session(event));
    oriel_value_t *presses = oriel_state_dup(state, "app", "presses");
    int64_t n = 0;
    char text[32];

    if (presses && oriel_value_get_int(presses, &n) != ORIEL_OK)
        n = 0;
    oriel_value_unref(presses);
    snprintf(text, sizeof(text), "Pressed %d", (int)n + 1);
    oriel_err_t err = oriel_state_set(state, "app", "presses", oriel_value_int(n + 1));

    return err ? err : oriel_widget_callf(user, "set_text", "s", text);
}

static void drop_label(void *label)
{
    oriel_widget_unref(label);
}

static oriel_widget_t *make(oriel_session_t *session, const char *name, const char *text)
{
    oriel_widget_t *widget = NULL;
    oriel_value_t *args = NULL;

    if (text && oriel_value_pack(&args, "[s]", text) != ORIEL_OK)
        return NULL;
    if (oriel_widget_new(session, name, args, NULL, &widget) != ORIEL_OK) {
        fprintf(stderr, "%s\n", oriel_last_error());
        exit(1);
    }
    return widget;
}

static void check(oriel_err_t err)
{
    if (!err)
        return;
    fprintf(stderr, "%s\n", oriel_last_error());
    exit(1);
}

static oriel_err_t on_connect(oriel_event_t *event, void *user)
{
    oriel_session_t *session = oriel_event_get_session(event);

    (void)user;
    check(oriel_session_expose(session, "app", "add", add, NULL));
    check(oriel_session_expose(session, "app", "echo", echo, NULL));
    check(oriel_session_expose(session, "app", "nap", nap, NULL));
    check(oriel_session_expose(session, "app", "never", never, NULL));
    check(oriel_session_expose(session, "app", "flood", flood, session));
    check(oriel_session_expose(session, "app", "destroy", destroy_me, session));
    oriel_widget_t *top = make(session, "TopLevel", NULL), *box = make(session, "VBox", NULL);
    oriel_widget_t *button = make(session, "Button", "Press"), *label = make(session, "Label", "Nothing yet");
    oriel_widget_t *entry = make(session, "TextEntry", NULL);

    check(oriel_widget_callf(box, "add_widget", "wi", button, 0));
    check(oriel_widget_callf(box, "add_widget", "wi", label, 0));
    check(oriel_widget_callf(box, "add_widget", "wi", entry, 0));
    check(oriel_widget_callf(top, "resize", "ii", 400, 300));
    check(oriel_widget_callf(top, "set_widget", "w", box));
    check(oriel_widget_on(button, "activated", on_press, label, drop_label, NULL));
    check(oriel_widget_callf(top, "show", ""));
    oriel_widget_unref(top);
    oriel_widget_unref(box);
    oriel_widget_unref(button);
    oriel_widget_unref(entry);
    return ORIEL_OK; /* the label's reference is its handler's */
}

static void *wait_for_end(void *data)
{
    int number = 0;

    while (sigwait(data, &number) == 0)
        oriel_server_drain(server);
    return NULL;
}

static const char *proxies[2], *origins[2], *hosts[2];

static void read_option(oriel_server_opts_t *opts, char *text)
{
    char *value = strchr(text, '=');

    if (!value) {
        fprintf(stderr, "%s: NAME=VALUE is wanted\n", text);
        exit(2);
    }
    *value++ = '\0';
    const struct {
        const char *name;
        int *number;
        size_t *size;
        bool *flag;
        const char **string;
    } options[] = {
        { .name = "port", .number = &opts->port },
        { .name = "ws_port", .number = &opts->ws_port },
        { .name = "session_ttl_ms", .number = &opts->session_ttl_ms },
        { .name = "resume_ms", .number = &opts->resume_ms },
        { .name = "handshake_ms", .number = &opts->handshake_ms },
        { .name = "ping_ms", .number = &opts->ping_ms },
        { .name = "max_sessions", .size = &opts->max_sessions },
        { .name = "max_message", .size = &opts->max_message },
        { .name = "max_connections", .size = &opts->max_connections },
        { .name = "legacy_client", .flag = &opts->legacy_client },
        { .name = "metrics", .flag = &opts->metrics },
        { .name = "page", .string = &opts->page },
        { .name = "root", .string = &opts->root },
        { .name = "host", .string = &opts->host },
        { .name = "proxy", .string = &proxies[0] },
        { .name = "origin", .string = &origins[0] },
        { .name = "allow", .string = &hosts[0] },
    };

    for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
        if (strcmp(options[i].name, text) != 0)
            continue;
        if (options[i].number)
            *options[i].number = (int)strtol(value, NULL, 10);
        if (options[i].size)
            *options[i].size = strtoul(value, NULL, 10);
        if (options[i].flag)
            *options[i].flag = *value == '1';
        if (options[i].string)
            *options[i].string = value;
        return;
    }
    fprintf(stderr, "%s: no such option\n", text);
    exit(2);
}

int main(int argc, char **argv)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_app_t *app = NULL;
    pthread_t waiter;
    sigset_t signals;

    opts.order = ORIEL_ORDER_SESSION;
    for (int i = 1; i < argc; i++)
        read_option(&opts, argv[i]);
    opts.proxies = proxies;
    opts.origins = origins;
    opts.hosts = hosts;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    check(oriel_app_new(NULL, &app));
    check(oriel_server_new(app, &opts, &server));
    check(oriel_server_on(server, "connect", on_connect, NULL, NULL));
    check(oriel_server_start(server));
    pthread_create(&waiter, NULL, wait_for_end, &signals);
    printf("READY %d %d\n", oriel_server_get_port(server), oriel_server_get_ws_port(server));
    fflush(stdout);
    int status = oriel_app_run(app);

    pthread_cancel(waiter);
    pthread_join(waiter, NULL);
    oriel_server_unref(server);
    oriel_app_unref(app);
    return status;
}
