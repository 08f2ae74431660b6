/* Listening sockets: opened with errors that name the port, and accepting until
 * descriptors or connections run out; then after a pause, or when one is free. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "server/internal.h"

#define BACKLOG 1024
/* Accepted at once; then others have their turn. */
#define BATCH 64

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t read_host(const char *host, int port, union address *ret)
{
    memset(ret, 0, sizeof(*ret));
    if (strcmp(host, "localhost") == 0)
        host = "127.0.0.1";
    if (inet_pton(AF_INET, host, &ret->v4.sin_addr) == 1) {
        ret->v4.sin_family = AF_INET;
        ret->v4.sin_port = htons((uint16_t)port);
        return sizeof(ret->v4);
    }
    if (inet_pton(AF_INET6, host, &ret->v6.sin6_addr) == 1) {
        ret->v6.sin6_family = AF_INET6;
        ret->v6.sin6_port = htons((uint16_t)port);
        return sizeof(ret->v6);
    }
    return 0;
}

static oriel_err_t fail_bind(const char *host, int port, int error)
{
    char text[128];
    const char *why = strerror_r(error, text, sizeof(text));

    if (error == EADDRINUSE)
        return oriel__fail(ORIEL_EBUSY, "server: port %d of %s is in use", port, host);
    if (error == EADDRNOTAVAIL || error == EAFNOSUPPORT)
        return oriel__fail(ORIEL_EINVAL, "server: %s is not an address of this machine: %s", host, why);
    if (error == EACCES)
        return oriel__fail(ORIEL_EPERM, "server: port %d of %s: %s", port, host, why);
    return oriel__fail(ORIEL_EIO, "server: port %d of %s: %s", port, host, why);
}

static oriel_err_t open_port(const char *host, int port, int *ret)
{
    union address address;
    socklen_t len = read_host(host, port, &address);
    int on = 1;

    if (len == 0)
        return oriel__fail(ORIEL_EINVAL, "server: host \"%s\" is not an address", host);
    int fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return fail_bind(host, port, errno);
    /* Ports of connections that ended a moment ago are free. */
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (address.any.sa_family == AF_INET6) {
        int only = strcmp(host, "::") != 0;

        (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof(only));
    }
    if (bind(fd, &address.any, len) < 0 || listen(fd, BACKLOG) < 0) {
        oriel_err_t err = fail_bind(host, port, errno);

        (void)close(fd);
        return err;
    }
    *ret = fd;
    return ORIEL_OK;
}

/* A socket of the caller's. */
static oriel_err_t adopt_fd(int given, int *ret)
{
    int accepts = 0;
    socklen_t len = sizeof(accepts);
    int fd = fcntl(given, F_DUPFD_CLOEXEC, 0);

    if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &len) < 0 ||
        (!accepts && listen(fd, BACKLOG) < 0) || fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        char text[128];
        const char *why = strerror_r(errno, text, sizeof(text));

        if (fd >= 0)
            (void)close(fd);
        return oriel__fail(ORIEL_EINVAL, "server: ws_fd %d is not a bound socket: %s", given, why);
    }
    *ret = fd;
    return ORIEL_OK;
}

static int port_of(int fd)
{
    union address address;
    socklen_t len = sizeof(address);

    memset(&address, 0, sizeof(address));
    if (fd < 0 || getsockname(fd, &address.any, &len) < 0)
        return -1;
    if (address.any.sa_family == AF_INET6)
        return ntohs(address.v6.sin6_port);
    return address.any.sa_family == AF_INET ? ntohs(address.v4.sin_port) : 0;
}

oriel_err_t oriel__listeners_open(oriel_server_t *server)
{
    const oriel_server_opts_t *opts = &server->opts.given;
    const char *host = opts->host ? opts->host : "127.0.0.1";
    struct oriel__listener *http = &server->listeners[0], *ws = &server->listeners[1];
    oriel_err_t err = ORIEL_OK;

    if (opts->port >= 0)
        err = open_port(host, opts->port, &http->fd);
    if (!err && opts->ws_fd >= 0)
        err = adopt_fd(opts->ws_fd, &ws->fd);
    else if (!err && opts->ws_port >= 0)
        err = open_port(host, opts->ws_port, &ws->fd);
    ws->is_websocket_only = true;
    oriel__lock(&server->mutex);
    server->port = err ? -1 : port_of(http->fd);
    server->ws_port = err ? -1 : port_of(ws->fd);
    oriel__unlock(&server->mutex);
    return err;
}

void oriel__listeners_close(oriel_server_t *server)
{
    for (int i = 0; i < ORIEL__LISTENERS; i++) {
        if (server->listeners[i].fd >= 0)
            (void)close(server->listeners[i].fd);
        server->listeners[i].fd = -1;
    }
    oriel__lock(&server->mutex);
    server->port = -1;
    server->ws_port = -1;
    oriel__unlock(&server->mutex);
}

/* --- On the server's thread ---------------------------------------------------- */

static void on_readable(uv_poll_t *poll, int status, int events);

static void set_polling(oriel_server_t *server, bool on)
{
    for (int i = 0; i < ORIEL__LISTENERS; i++) {
        struct oriel__listener *listener = &server->listeners[i];

        if (!listener->is_open || listener->is_polling == on)
            continue;
        if (on)
            (void)uv_poll_start(&listener->poll, UV_READABLE, on_readable);
        else
            (void)uv_poll_stop(&listener->poll);
        listener->is_polling = on;
    }
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
    struct oriel__listener *listener = poll->data;
    oriel_server_t *server = listener->server;
    int on = 1;

    (void)status;
    (void)events;
    for (int i = 0; i < BATCH && listener->is_polling; i++) {
        if (server->connections >= server->opts.given.max_connections) {
            set_polling(server, false); /* until one has gone */
            return;
        }
        int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

        if (fd >= 0) {
            (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
            oriel__context_adopt(server, listener, fd);
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            char text[128];

            atomic_fetch_add(&server->figures.accept_failures, 1);
            oriel__log(ORIEL_LOG_WARNING, "server", "no connection can be accepted for now: %s",
                       strerror_r(errno, text, sizeof(text)));
            set_polling(server, false);
            oriel__server_set_timeout(server, ORIEL__TIMEOUT_ACCEPT, &server->accept_pause);
            return;
        }
        if (errno != EINTR && errno != ECONNABORTED)
            return;
    }
}

void oriel__listeners_resume(oriel_server_t *server)
{
    if (!server->is_stopping && server->connections < server->opts.given.max_connections)
        set_polling(server, true);
}

oriel_err_t oriel__listeners_start(oriel_server_t *server)
{
    for (int i = 0; i < ORIEL__LISTENERS; i++) {
        struct oriel__listener *listener = &server->listeners[i];

        if (listener->fd < 0)
            continue;
        int err = uv_poll_init(&server->loop, &listener->poll, listener->fd);

        if (err)
            return oriel__fail(ORIEL_EIO, "server: its port cannot be watched: %s", uv_strerror(err));
        listener->server = server;
        listener->poll.data = listener;
        listener->is_open = true;
    }
    set_polling(server, true);
    return ORIEL_OK;
}

void oriel__listeners_stop(oriel_server_t *server)
{
    set_polling(server, false);
    for (int i = 0; i < ORIEL__LISTENERS; i++) {
        if (server->listeners[i].is_open)
            uv_close((uv_handle_t *)&server->listeners[i].poll, NULL);
        server->listeners[i].is_open = false;
    }
}
