/* A server: its making, its phases, its end. */
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "server/fonts.h"
#include "server/internal.h"
#include "server/registry.h"
#include "server/request.h"

/* --- The started servers of an app --------------------------------------- */

void oriel__servers_init(struct oriel__servers *servers)
{
    oriel__mutex_init(&servers->mutex);
    oriel__list_init(&servers->list);
    servers->count = 0;
}

void oriel__servers_fini(struct oriel__servers *servers)
{
    oriel__mutex_fini(&servers->mutex);
}

size_t oriel__servers_count(struct oriel__servers *servers)
{
    oriel__lock(&servers->mutex);
    size_t n = servers->count;

    oriel__unlock(&servers->mutex);
    return n;
}

void oriel__servers_shutdown(struct oriel__servers *servers)
{
    oriel_server_t *server;

    do {
        oriel__lock(&servers->mutex);
        server = oriel__list_is_empty(&servers->list) ? NULL
                                                      : oriel__container(servers->list.next, struct oriel_server, link);
        if (server)
            oriel__server_hold(server);
        oriel__unlock(&servers->mutex);
        if (server) {
            oriel_server_close(server);
            oriel__server_release(server);
        }
    } while (server);
}

static void set_listed(oriel_server_t *server, bool is_listed)
{
    oriel__lock(&server->mutex);
    server->is_listed = is_listed;
    oriel__cond_broadcast(&server->changed);
    oriel__unlock(&server->mutex);
}

static void enter(oriel_server_t *server)
{
    struct oriel__servers *servers = oriel__app_servers(server->app);

    oriel__lock(&servers->mutex);
    oriel__list_add(&servers->list, &server->link);
    servers->count++;
    oriel__unlock(&servers->mutex);
    set_listed(server, true);
}

static void leave(oriel_server_t *server)
{
    struct oriel__servers *servers = oriel__app_servers(server->app);

    oriel__lock(&servers->mutex);
    if (!oriel__list_is_empty(&server->link)) {
        oriel__list_remove(&server->link);
        servers->count--;
    }
    oriel__unlock(&servers->mutex);
    set_listed(server, false);
    oriel__inbox_poke(server->inbox); /* oriel_app_run() counts again */
}

/* --- Life ------------------------------------------------------------------- */

oriel_err_t oriel_server_new(oriel_app_t *app, const oriel_server_opts_t *opts, oriel_server_t **ret)
{
    if (!app || !ret)
        return oriel__fail(ORIEL_EINVAL, "server: app and ret must not be NULL");
    oriel_server_t *server = oriel__new0(sizeof(*server));

    if (!server)
        return oriel__nomem();
    server->refs = 1;
    server->holds = 1;
    server->app = app;
    server->port = -1;
    server->ws_port = -1;
    server->opts.root_fd = -1;
    oriel_err_t err = oriel__options_copy(opts, &server->opts);

    if (err) {
        oriel__free(server);
        return err;
    }
    err = oriel__fonts_new(&server->fonts);
    if (err) {
        server->opts.given.ws_fd = -1; /* the caller's still */
        oriel__options_fini(&server->opts);
        oriel__free(server);
        return err;
    }
    server->inbox = oriel__inbox_ref(oriel__app_inbox(app));
    oriel__mutex_init(&server->mutex);
    oriel__cond_init(&server->changed);
    oriel__list_init(&server->link);
    oriel__list_init(&server->jobs);
    oriel__list_init(&server->due);
    oriel__list_init(&server->sockets);
    oriel__list_init(&server->queue);
    oriel__hash_init(&server->sessions);
    oriel__hash_init(&server->codes);
    oriel__handlers_init(&server->handlers);
    oriel__server_thread_init(server);
    for (int i = 0; i < ORIEL__LISTENERS; i++)
        server->listeners[i].fd = -1;
    *ret = server;
    return ORIEL_OK;
}

void oriel__server_hold(oriel_server_t *server)
{
    atomic_fetch_add_explicit(&server->holds, 1, memory_order_relaxed);
}

void oriel__server_release(oriel_server_t *server)
{
    if (atomic_fetch_sub_explicit(&server->holds, 1, memory_order_acq_rel) != 1)
        return;
    oriel__handlers_fini(&server->handlers);
    if (server->hook)
        oriel__request_hook_unref(server->hook);
    oriel__hash_fini(&server->sessions, NULL);
    oriel__hash_fini(&server->codes, NULL);
    oriel__fonts_free(server->fonts);
    oriel__options_fini(&server->opts);
    oriel__inbox_unref(server->inbox);
    oriel__cond_fini(&server->changed);
    oriel__mutex_fini(&server->mutex);
    oriel__free(server);
}

oriel_server_t *oriel_server_ref(oriel_server_t *server)
{
    if (server)
        atomic_fetch_add_explicit(&server->refs, 1, memory_order_relaxed);
    return server;
}

oriel_server_t *oriel_server_unref(oriel_server_t *server)
{
    if (!server || atomic_fetch_sub_explicit(&server->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    oriel_server_close(server);
    oriel__server_release(server);
    return NULL;
}

/* --- Phases ------------------------------------------------------------------ */

/* From one phase into another; false: it is not in the first. */
static bool change_phase(oriel_server_t *server, enum oriel__server_phase from, enum oriel__server_phase to)
{
    oriel__lock(&server->mutex);
    bool may = server->phase == from;

    if (may)
        server->phase = to;
    oriel__cond_broadcast(&server->changed);
    oriel__unlock(&server->mutex);
    return may;
}

/* "close" is told before the server leaves the list: whoever hears it and starts it
 * again waits for that. False: it runs. */
static bool begin_start(oriel_server_t *server)
{
    oriel__lock(&server->mutex);
    while (server->phase == ORIEL__SERVER_STOPPED && server->is_listed)
        (void)oriel__cond_wait(&server->changed, &server->mutex, NULL);
    bool may = server->phase == ORIEL__SERVER_STOPPED;

    if (may)
        server->phase = ORIEL__SERVER_STARTING;
    oriel__unlock(&server->mutex);
    return may;
}

oriel_err_t oriel_server_start(oriel_server_t *server)
{
    if (!server)
        return oriel__fail(ORIEL_EINVAL, "server: it is NULL");
    if (oriel__app_is_forked())
        return oriel__fail(ORIEL_EPERM, "server: a forked child has no threads: start it in the parent, or exec");
    if (!begin_start(server))
        return oriel__fail(ORIEL_EEXIST, "server: it runs already");
    oriel_err_t err = oriel__listeners_open(server);

    if (!err)
        err = oriel__server_thread_start(server);
    if (err)
        oriel__listeners_close(server);
    if (!err)
        enter(server);
    (void)change_phase(server, ORIEL__SERVER_STARTING, err ? ORIEL__SERVER_STOPPED : ORIEL__SERVER_RUNNING);
    return err;
}

void oriel_server_close(oriel_server_t *server)
{
    if (!server || oriel__app_is_forked())
        return;
    oriel__lock(&server->mutex);
    while (server->phase == ORIEL__SERVER_STARTING || server->phase == ORIEL__SERVER_STOPPING)
        (void)oriel__cond_wait(&server->changed, &server->mutex, NULL);
    bool was_running = server->phase == ORIEL__SERVER_RUNNING;

    if (was_running)
        server->phase = ORIEL__SERVER_STOPPING;
    oriel__unlock(&server->mutex);
    if (was_running) {
        oriel__server_thread_stop(server);
        oriel__listeners_close(server);
    }
    oriel__registry_end_all(server);
    if (!was_running)
        return;
    (void)change_phase(server, ORIEL__SERVER_STOPPING, ORIEL__SERVER_STOPPED);
    oriel__server_emit(server, NULL, "close", "[]");
    leave(server);
}

bool oriel_server_is_running(oriel_server_t *server)
{
    if (!server)
        return false;
    oriel__lock(&server->mutex);
    bool is = server->phase == ORIEL__SERVER_RUNNING;

    oriel__unlock(&server->mutex);
    return is;
}

int oriel_server_get_port(oriel_server_t *server)
{
    if (!server)
        return -1;
    oriel__lock(&server->mutex);
    int port = server->port;

    oriel__unlock(&server->mutex);
    return port;
}

int oriel_server_get_ws_port(oriel_server_t *server)
{
    if (!server)
        return -1;
    oriel__lock(&server->mutex);
    int port = server->ws_port;

    oriel__unlock(&server->mutex);
    return port;
}

char *oriel_server_dup_url(oriel_server_t *server)
{
    return server ? oriel__server_dup_address(server, "") : NULL;
}

char *oriel__server_dup_address(oriel_server_t *server, const char *tail)
{
    const oriel_server_opts_t *opts = &server->opts.given;
    const char *host = opts->host ? opts->host : "127.0.0.1";
    int port = oriel_server_get_port(server);
    struct oriel_buf buf;

    if (port < 0)
        return NULL;
    if (strcmp(host, "0.0.0.0") == 0)
        host = "127.0.0.1";
    else if (strcmp(host, "::") == 0)
        host = "::1";
    bool is_v6 = strchr(host, ':');

    oriel__buf_init(&buf, 1024);
    oriel_err_t err = oriel__buf_addf(&buf, "%s://%s%s%s:%d/%s", opts->tls_key ? "https" : "http", is_v6 ? "[" : "",
                                      host, is_v6 ? "]" : "", port, tail);
    char *url = err ? NULL : oriel__buf_steal(&buf, NULL);

    oriel__buf_fini(&buf);
    return url;
}

/* --- Handlers ----------------------------------------------------------------- */

oriel_err_t oriel_server_on(oriel_server_t *server, const char *action, oriel_event_cb handler, void *user,
                            oriel_destroy_cb destroy)
{
    static const char *const actions[] = { "connect", "disconnect", "attach", "detach", "expire", "error", "close" };

    if (!server || !action || !handler)
        return oriel__fail(ORIEL_EINVAL, "server: action and handler must not be NULL");
    for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
        if (strcmp(action, actions[i]) == 0)
            return oriel__handlers_add(&server->handlers, server->inbox, action, handler, user, destroy, NULL);
    return oriel__fail(ORIEL_EINVAL, "server: there is no action \"%s\"", action);
}

void oriel__server_emit(oriel_server_t *server, oriel_session_t *session, const char *action, const char *format, ...)
{
    oriel_value_t *args = NULL;
    va_list list;

    if (!oriel__handlers_has(&server->handlers, action))
        return;
    va_start(list, format);
    oriel_err_t err = oriel_value_vpack(&args, format, list);

    va_end(list);
    if (!err)
        err = oriel__event_post(server->inbox, session, NULL, &server->handlers, action, args);
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "server", "event \"%s\" was lost: %s", action, oriel_last_error());
}
