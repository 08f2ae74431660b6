/* A small HTTP server for tests: a thread a connection, on a port of its own. */
#ifndef ORIEL_TEST_SERVICE_SERVER_H
#define ORIEL_TEST_SERVICE_SERVER_H

#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    int fd, port;
    pthread_t thread;
    atomic_int requests, open;
    sem_t arrived;   /* a request that is not answered */
    sem_t gone;      /* its client went away */
    sem_t more;      /* the rest of /window may come */
    char last[8192]; /* the head of the last request to /echo */
};

struct connection {
    struct server *server;
    int fd;
};

static inline bool send_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, data, len, MSG_NOSIGNAL);

        if (n <= 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static inline bool send_text(int fd, const char *text)
{
    return send_all(fd, text, strlen(text));
}

static inline bool send_body(int fd, const char *status, const char *headers, const char *body, size_t len)
{
    char head[1024];

    (void)snprintf(head, sizeof(head), "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n", status, headers, len);
    return send_text(fd, head) && send_all(fd, body, len);
}

/* Until the client closes. */
static inline void await_close(struct connection *connection)
{
    char junk[256];

    sem_post(&connection->server->arrived);
    while (recv(connection->fd, junk, sizeof(junk), 0) > 0)
        ;
    sem_post(&connection->server->gone);
}

static inline bool redirect(int fd, const char *status, const char *to)
{
    char headers[512];

    (void)snprintf(headers, sizeof(headers), "Location: %s\r\n", to);
    return send_body(fd, status, headers, "moved", 5);
}

/* A body without an end, until the client closes. */
static inline void send_forever(struct connection *connection)
{
    static char block[65536];

    (void)send_text(connection->fd, "HTTP/1.1 200 OK\r\n\r\n");
    sem_post(&connection->server->arrived);
    while (send_all(connection->fd, block, sizeof(block)))
        ;
    sem_post(&connection->server->gone);
}

/* What a client that reads ahead takes, and later a little more. */
static inline void send_window(struct connection *connection)
{
    static const char block[256 * 1024];

    (void)send_text(connection->fd, "HTTP/1.1 200 OK\r\n\r\n");
    (void)send_all(connection->fd, block, sizeof(block));
    sem_wait(&connection->server->more);
    (void)send_all(connection->fd, block, 16384);
    await_close(connection);
}

/* Reads a chunked or counted body into `out`; its length. */
static inline size_t read_body(int fd, const char *head, char *rest, size_t have, char *out, size_t size)
{
    const char *length = strcasestr(head, "\r\ncontent-length:");
    size_t want = length ? strtoul(length + 17, NULL, 10) : 0;
    bool is_chunked = strcasestr(head, "\r\ntransfer-encoding: chunked") != NULL;
    static _Thread_local char raw[1 << 20];
    size_t used = 0, len = have;

    memcpy(raw, rest, have);
    while (is_chunked ? !memmem(raw, len, "0\r\n\r\n", 5) : len < want) {
        ssize_t n = recv(fd, raw + len, sizeof(raw) - len, 0);

        if (n <= 0)
            return 0;
        len += (size_t)n;
    }
    if (!is_chunked) {
        memcpy(out, raw, want < size ? want : size);
        return want;
    }
    for (char *at = raw;;) {
        char *end = NULL;
        size_t n = strtoul(at, &end, 16);

        if (n == 0)
            return used;
        memcpy(out + used, end + 2, n);
        used += n;
        at = end + 2 + n + 2;
    }
}

static inline bool echo(struct connection *connection, const char *head, char *rest, size_t have)
{
    static _Thread_local char body[1 << 20];
    size_t len = read_body(connection->fd, head, rest, have, body, sizeof(body));

    (void)snprintf(connection->server->last, sizeof(connection->server->last), "%s", head);
    return send_body(connection->fd, "200 OK", "Content-Type: text/plain\r\nX-Odd:  two  words \r\n", body, len);
}

/* False: the connection ends. */
static inline bool answer_path(struct connection *connection, const char *path, const char *head, char *rest,
                               size_t have)
{
    int fd = connection->fd;
    char to[128];
    int n = 0;

    if (strcmp(path, "/echo") == 0)
        return echo(connection, head, rest, have);
    if (strcmp(path, "/json") == 0)
        return send_body(fd, "200 OK", "Content-Type: application/json\r\n", "{\"a\":[1,2]}", 11);
    if (strcmp(path, "/latin") == 0)
        return send_body(fd, "200 OK", "Content-Type: text/plain; charset=\"ISO-8859-1\"\r\nX-L: \xE9\r\n", "caf\xE9",
                         4);
    if (strcmp(path, "/bad-utf8") == 0)
        return send_body(fd, "200 OK", "", "a\xFFz", 3);
    if (strcmp(path, "/404") == 0)
        return send_body(fd, "404 Not Found", "", "no", 2);
    if (strcmp(path, "/to-file") == 0)
        return redirect(fd, "302 Found", "file:///etc/passwd");
    if (strcmp(path, "/to-ftp") == 0)
        return redirect(fd, "302 Found", "ftp://127.0.0.1/x");
    if (sscanf(path, "/status/%d", &n) == 1) { /* redirects with this status to /echo */
        static _Thread_local char body[65536];

        (void)read_body(fd, head, rest, have, body, sizeof(body));
        (void)snprintf(to, sizeof(to), "%d Moved", n);
        return redirect(fd, to, "/echo");
    }
    if (sscanf(path, "/port/%d", &n) == 1) { /* another origin */
        (void)snprintf(to, sizeof(to), "http://127.0.0.1:%d/echo", n);
        return redirect(fd, "307 Away", to);
    }
    if (sscanf(path, "/times/%d", &n) == 1) {
        (void)snprintf(to, sizeof(to), n > 1 ? "/times/%d" : "/json", n - 1);
        return redirect(fd, "302 Found", to);
    }
    if (strcmp(path, "/hang") == 0)
        await_close(connection);
    else if (strcmp(path, "/half") == 0 && send_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))
        await_close(connection);
    else if (strcmp(path, "/cut") == 0)
        (void)send_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    else if (strcmp(path, "/nonsense") == 0)
        (void)send_text(fd, "no such protocol\r\n\r\n");
    else if (strcmp(path, "/endless") == 0)
        send_forever(connection);
    else if (strcmp(path, "/window") == 0)
        send_window(connection);
    return false;
}

static inline void *serve_connection(void *user)
{
    struct connection *connection = user;
    char head[8192], path[256];
    bool goes_on = true;

    while (goes_on) {
        size_t len = 0;
        char *end = NULL;

        while (!end && len < sizeof(head) - 1) {
            ssize_t n = recv(connection->fd, head + len, sizeof(head) - 1 - len, 0);

            if (n <= 0)
                break;
            len += (size_t)n;
            head[len] = '\0';
            end = strstr(head, "\r\n\r\n");
        }
        if (!end || sscanf(head, "%*s %255s", path) != 1)
            break;
        end[2] = '\0';
        atomic_fetch_add(&connection->server->requests, 1);
        goes_on = answer_path(connection, path, head, end + 4, len - (size_t)(end + 4 - head));
    }
    close(connection->fd);
    atomic_fetch_sub(&connection->server->open, 1);
    free(connection);
    return NULL;
}

static inline void *serve_all(void *user)
{
    struct server *server = user;

    for (;;) {
        struct connection *connection = malloc(sizeof(*connection));
        pthread_t thread;

        if (!connection)
            return NULL;
        connection->server = server;
        connection->fd = accept(server->fd, NULL, NULL);
        if (connection->fd < 0) {
            free(connection);
            return NULL;
        }
        atomic_fetch_add(&server->open, 1);
        if (pthread_create(&thread, NULL, serve_connection, connection) == 0)
            pthread_detach(thread);
    }
}

static inline void server_start(struct server *server)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof(address);

    memset(server, 0, sizeof(*server));
    sem_init(&server->arrived, 0, 0);
    sem_init(&server->gone, 0, 0);
    sem_init(&server->more, 0, 0);
    server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(server->fd, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(server->fd, 512) != 0)
        abort();
    getsockname(server->fd, (struct sockaddr *)&address, &len);
    server->port = ntohs(address.sin_port);
    pthread_create(&server->thread, NULL, serve_all, server);
}

static inline void server_stop(struct server *server)
{
    shutdown(server->fd, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->fd);
    while (atomic_load(&server->open) > 0) /* clients have closed, or are about to */
        sched_yield();
}

#endif
