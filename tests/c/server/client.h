/* A WebSocket client of few words, for tests: blocking, on loopback. */
#ifndef TESTS_SERVER_CLIENT_H
#define TESTS_SERVER_CLIENT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include <oriel/oriel.h>

#define CLIENT_WAIT_S 20

struct client {
    int fd, close_code; /* close_code: 0 before, -1 when it ended without one */
    char close_text[128];
    char *text; /* the last message, NUL-terminated */
    size_t len;
    char id[160], token[280], key[64], seed[65536];
    unsigned long long doc, heard, last_frame, sent, max_message;
    int has_seed;
};

static inline int connect_to(int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct timeval wait = { .tv_sec = CLIENT_WAIT_S };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    assert_true(fd >= 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)), 0);
    return fd;
}

static inline void send_all(int fd, const void *data, size_t len)
{
    const char *p = data;

    while (len > 0) {
        ssize_t n = send(fd, p, len, MSG_NOSIGNAL);

        if (n <= 0)
            return; /* it was closed: reading tells */
        p += n;
        len -= (size_t)n;
    }
}

/* 1, or 0 at the end. */
static inline int read_all(int fd, void *data, size_t len)
{
    char *p = data;

    while (len > 0) {
        ssize_t n = recv(fd, p, len, 0);

        if (n <= 0)
            return 0;
        p += n;
        len -= (size_t)n;
    }
    return 1;
}

/* Everything until the end of the headers; returns the status. */
static inline int read_head(int fd, char *head, size_t size)
{
    size_t len = 0;

    while (len < size - 1 && (len < 4 || memcmp(head + len - 4, "\r\n\r\n", 4) != 0))
        if (!read_all(fd, head + len++, 1))
            return -1;
    head[len] = '\0';
    return strncmp(head, "HTTP/1.1 ", 9) == 0 ? atoi(head + 9) : -1;
}

/* A whole answer over a new connection; `body` is malloc()ed and terminated. */
static inline int get(int port, const char *path, const char *headers, char **head, char **body)
{
    char request[2048];
    int fd = connect_to(port);

    *head = malloc(32768);
    assert_non_null(*head);
    int n = snprintf(request, sizeof(request), "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s\r\n",
                     path, port, headers);

    send_all(fd, request, (size_t)n);
    int status = read_head(fd, *head, 32768);
    const char *length = strstr(*head, "content-length: ");
    size_t len = length ? (size_t)atol(length + 16) : 0;

    *body = calloc(1, len + 1);
    assert_non_null(*body);
    if (len > 0)
        assert_true(read_all(fd, *body, len));
    close(fd);
    return status;
}

/* The status of the upgrade, 101 when it worked. */
static inline int client_upgrade(struct client *client, int port, const char *path, const char *headers)
{
    char request[40000], head[8192];

    memset(client, 0, sizeof(*client));
    client->fd = connect_to(port);
    int n = snprintf(request, sizeof(request),
                     "GET %s HTTP/1.1\r\n%sUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                     path, headers);

    send_all(client->fd, request, (size_t)n);
    return read_head(client->fd, head, sizeof(head));
}

static inline void client_frame(struct client *client, int opcode, const void *data, size_t len)
{
    unsigned char head[14] = { (unsigned char)(0x80 | opcode) };
    size_t n = 2;
    unsigned char *masked = malloc(len + 1);

    assert_non_null(masked);
    if (len < 126) {
        head[1] = (unsigned char)(0x80 | len);
    } else if (len < 65536) {
        head[1] = 0x80 | 126;
        head[2] = (unsigned char)(len >> 8);
        head[3] = (unsigned char)len;
        n = 4;
    } else {
        head[1] = 0x80 | 127;
        for (int i = 0; i < 8; i++)
            head[2 + i] = (unsigned char)((uint64_t)len >> (8 * (7 - i)));
        n = 10;
    }
    memset(head + n, 0x5A, 4);
    n += 4;
    for (size_t i = 0; i < len; i++)
        masked[i] = ((const unsigned char *)data)[i] ^ 0x5A;
    send_all(client->fd, head, n);
    send_all(client->fd, masked, len);
    free(masked);
}

static inline void client_say(struct client *client, const char *text)
{
    client_frame(client, 1, text, strlen(text));
}

/* The next text message, pings answered; NULL: it closed. */
static inline const char *client_read(struct client *client)
{
    unsigned char head[10];

    for (;;) {
        if (!read_all(client->fd, head, 2)) {
            client->close_code = client->close_code ? client->close_code : -1;
            return NULL;
        }
        uint64_t len = head[1] & 127;
        int bytes = len == 126 ? 2 : len == 127 ? 8 : 0;

        assert_true(read_all(client->fd, head + 2, (size_t)bytes));
        for (int i = 0; i < bytes; i++)
            len = i == 0 ? head[2] : len << 8 | head[2 + i];
        free(client->text);
        client->text = calloc(1, len + 1);
        assert_non_null(client->text);
        assert_true(read_all(client->fd, client->text, len));
        client->len = len;
        switch (head[0] & 15) {
        case 1:
            return client->text;
        case 8:
            client->close_code = len >= 2 ? (unsigned char)client->text[0] << 8 | (unsigned char)client->text[1] : -1;
            if (len > 2)
                snprintf(client->close_text, sizeof(client->close_text), "%s", client->text + 2);
            client_frame(client, 8, client->text, len);
            break;
        case 9:
            client_frame(client, 10, client->text, len);
            break;
        default:
            break;
        }
    }
}

/* The string or number after `"name":` in the last message. */
static inline int client_member(struct client *client, const char *name, char *ret, size_t size)
{
    char pattern[64];

    snprintf(pattern, sizeof(pattern), "\"%s\":", name);
    const char *at = strstr(client->text, pattern);

    if (!at)
        return 0;
    at += strlen(pattern);
    size_t n = *at == '"' ? strcspn(++at, "\"") : strcspn(at, ",}");

    assert_true(n < size);
    memcpy(ret, at, n);
    ret[n] = '\0';
    return 1;
}

/* Reads session-info. */
static inline void client_introduced(struct client *client)
{
    char number[32];

    assert_non_null(strstr(client->text, "\"session-info\""));
    assert_true(client_member(client, "session_id", client->id, sizeof(client->id)));
    assert_true(client_member(client, "token", client->token, sizeof(client->token)));
    assert_true(client_member(client, "key", client->key, sizeof(client->key)));
    assert_true(client_member(client, "doc", number, sizeof(number)));
    client->doc = strtoull(number, NULL, 10);
    assert_true(client_member(client, "heard", number, sizeof(number)));
    client->heard = strtoull(number, NULL, 10);
    assert_true(client_member(client, "max_message", number, sizeof(number)));
    client->max_message = strtoull(number, NULL, 10);
    const char *seed = strstr(client->text, "\"seed\":");

    client->has_seed = seed != NULL;
    snprintf(client->seed, sizeof(client->seed), "%s", seed ? seed + 7 : "");
}

/* Connects and reads `init`. */
static inline void client_open(struct client *client, int port)
{
    char host[64];

    snprintf(host, sizeof(host), "Host: 127.0.0.1:%d\r\n", port);
    assert_int_equal(client_upgrade(client, port, "/ws", host), 101);
    assert_non_null(client_read(client));
    assert_non_null(strstr(client->text, "\"init\""));
}

/* A new page: of a new session, or of that of `other`. */
static inline void client_join(struct client *client, int port, const struct client *other)
{
    char text[1024];

    client_open(client, port);
    if (other)
        snprintf(text, sizeof(text),
                 "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"session_id\":\"%s\",\"token\":\"%s\"}", other->id,
                 other->token);
    else
        snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    client_say(client, text);
    if (client_read(client))
        client_introduced(client);
}

/* The same page on a new connection. */
static inline void client_resume(struct client *client, int port)
{
    struct client old = *client;
    char text[1024];

    client_open(client, port);
    client->last_frame = old.last_frame;
    client->sent = old.sent;
    snprintf(
        text, sizeof(text),
        "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"session_id\":\"%s\",\"token\":\"%s\",\"doc\":%llu,\"seen\":%llu}",
        old.id, old.token, old.doc, old.last_frame);
    client_say(client, text);
    free(old.text);
    if (client_read(client))
        client_introduced(client);
}

static inline void client_drop(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    client->fd = -1;
}

static inline void client_free(struct client *client)
{
    client_drop(client);
    free(client->text);
    client->text = NULL;
}

/* One text of operations. */
static inline void client_send(struct client *client, const char *ops)
{
    size_t size = strlen(ops) + 256;
    char *text = malloc(size);

    assert_non_null(text);
    snprintf(text, size, "%llu %llu %s %llu\n%s", ++client->sent, client->last_frame, client->key, client->doc, ops);
    client_say(client, text);
    free(text);
}

/* The operations of the next frame; acknowledgements in between are read. NULL: it closed. */
static inline const char *client_take(struct client *client)
{
    const char *text;

    while ((text = client_read(client))) {
        char *end = NULL;
        unsigned long long heard = strtoull(text, &end, 10);

        if (end == text || *end != ' ')
            continue; /* a control message */
        assert_true(heard >= client->heard);
        client->heard = heard;
        if (end[1] == '\0')
            continue;
        unsigned long long frame = strtoull(end + 1, &end, 10);

        assert_int_equal(frame, client->last_frame + 1);
        client->last_frame = frame;
        return end + 1;
    }
    return NULL;
}

/* Reads frames until one holds `what`. */
static inline const char *client_wait(struct client *client, const char *what)
{
    const char *ops;

    while ((ops = client_take(client)))
        if (strstr(ops, what))
            return ops;
    fail_msg("closed with %d (%s) before %s came", client->close_code, client->close_text, what);
    return NULL;
}

#endif
