/* libwebsockets: one context on the server's loop, one virtual host, and the one
 * function it calls for everything. */
#include <libwebsockets.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "server/http.h"
#include "server/internal.h"
#include "server/proxy.h"
#include "server/request.h"
#include "server/socket.h"

/* What a connection costs for what it receives; larger messages come in pieces. */
#define RECEIVE_BYTES 2048
/* A client that takes nothing of an answer for so long is gone. */
#define PIECE_SECS 30
/* Of a file, at once. */
#define CHUNK_BYTES ((size_t)64 << 10)
#define HEADERS_BYTES 8192

/* What the library keeps a connection: zeroed by it, ours to fill. */
struct connection {
    struct oriel__socket *socket;
    oriel_request_t *request; /* between the check and the upgrade */
    struct oriel__answer *answer;
};

static oriel_server_t *server_of(struct lws *wsi)
{
    return lws_context_user(lws_get_context(wsi));
}

/* --- Headers -------------------------------------------------------------------------- */

/* Copies a header; NULL when it is absent or longer than `size`. */
static const char *header(struct lws *wsi, enum lws_token_indexes token, char *buf, int size)
{
    return lws_hdr_total_length(wsi, token) > 0 && lws_hdr_copy(wsi, buf, size, token) >= 0 ? buf : NULL;
}

static const char *proxy_word(struct lws *wsi, char *proto, int room)
{
    static const char name[] = "x-forwarded-proto:";
    const int size = sizeof(name) - 1;

    if (lws_hdr_custom_length(wsi, name, size) <= 0)
        return NULL;
    return lws_hdr_custom_copy(wsi, proto, room, name, size) >= 0 ? proto : NULL;
}

static struct oriel__hosts hosts_of(oriel_server_t *server)
{
    const oriel_server_opts_t *opts = &server->opts.given;

    return (struct oriel__hosts){ opts->host ? opts->host : "127.0.0.1", opts->hosts, server->port, server->ws_port };
}

/* Whether this request may be answered at all. */
static bool is_for_us(struct lws *wsi, bool is_upgrade)
{
    oriel_server_t *server = server_of(wsi);
    const struct oriel__hosts hosts = hosts_of(server);
    char host[512], origin[512], peer[ORIEL__ADDRESS_SIZE], proto[16];
    const char *scheme = server->opts.given.tls_key ? "https" : "http";
    bool has_origin = lws_hdr_total_length(wsi, WSI_TOKEN_ORIGIN) > 0;

    if (!header(wsi, WSI_TOKEN_HOST, host, sizeof(host)) || !oriel__host_is_ours(&hosts, host))
        return false;
    if (!is_upgrade)
        return true;
    (void)lws_get_peer_simple(wsi, peer, sizeof(peer));
    if (oriel__proxies_have(server->opts.given.proxies, peer) && proxy_word(wsi, proto, sizeof(proto)))
        scheme = strcmp(proto, "https") == 0 ? "https" : "http";
    if (has_origin && !header(wsi, WSI_TOKEN_ORIGIN, origin, sizeof(origin)))
        return false;
    return oriel__origin_is_ours(&hosts, server->opts.given.origins, scheme, host, has_origin ? origin : NULL);
}

/* --- HTTP ----------------------------------------------------------------------------------- */

struct headers {
    struct lws *wsi;
    unsigned char *at, *end;
    bool is_full;
};

static void add_header(struct headers *headers, const char *name, const char *value)
{
    if (lws_add_http_header_by_name(headers->wsi, (const unsigned char *)name, (const unsigned char *)value,
                                    (int)strlen(value), &headers->at, headers->end))
        headers->is_full = true;
}

static void add_caching(struct headers *headers, const struct oriel__answer *answer)
{
    if (answer->is_immutable)
        add_header(headers, "cache-control:", "public, max-age=31536000, immutable");
    else
        add_header(headers, "cache-control:", answer->may_store ? "no-cache" : "no-store");
    if (answer->etag[0])
        add_header(headers, "etag:", answer->etag);
    if (answer->encoding)
        add_header(headers, "content-encoding:", answer->encoding);
    if (answer->is_own && answer->may_store)
        add_header(headers, "vary:", "accept-encoding");
}

static void add_policies(struct headers *headers, oriel_server_t *server, const struct oriel__answer *answer)
{
    char policy[ORIEL__POLICY_MAX + 1];

    add_header(headers, "x-content-type-options:", "nosniff");
    add_header(headers, "referrer-policy:", "no-referrer");
    if (answer->is_font)
        add_header(headers, "access-control-allow-origin:", "*");
    if (!answer->is_html)
        return;
    oriel__http_policy(server, answer, policy, sizeof(policy));
    add_header(headers, "content-security-policy:", policy);
    add_header(headers, "x-frame-options:", "SAMEORIGIN");
    add_header(headers, "cross-origin-opener-policy:", "same-origin");
}

static void add_ranges(struct headers *headers, const struct oriel__answer *answer)
{
    char text[96];

    if (answer->fd < 0 || answer->status == 304)
        return;
    add_header(headers, "accept-ranges:", "bytes");
    if (answer->status == 206)
        (void)snprintf(text, sizeof(text), "bytes %llu-%llu/%llu", (unsigned long long)answer->start,
                       (unsigned long long)(answer->start + answer->length - 1), (unsigned long long)answer->total);
    else if (answer->status == 416)
        (void)snprintf(text, sizeof(text), "bytes */%llu", (unsigned long long)answer->total);
    else
        return;
    add_header(headers, "content-range:", text);
}

static bool send_headers(struct lws *wsi, const struct oriel__answer *answer)
{
    unsigned char buf[LWS_PRE + HEADERS_BYTES];
    unsigned char *start = buf + LWS_PRE;
    struct headers headers = { wsi, start, buf + sizeof(buf) - 1, false };

    if (lws_add_http_header_status(wsi, (unsigned)answer->status, &headers.at, headers.end))
        return false;
    if (answer->status != 304)
        add_header(&headers, "content-type:", answer->type);
    if (answer->status != 304 && lws_add_http_header_content_length(wsi, answer->length, &headers.at, headers.end))
        return false;
    if (answer->status == 405)
        add_header(&headers, "allow:", "GET, HEAD");
    add_caching(&headers, answer);
    add_policies(&headers, server_of(wsi), answer);
    add_ranges(&headers, answer);
    return !headers.is_full && !lws_finalize_write_http_header(wsi, start, &headers.at, headers.end);
}

static void drop_answer(struct connection *connection)
{
    if (!connection->answer)
        return;
    oriel__answer_fini(connection->answer);
    oriel__free(connection->answer);
    connection->answer = NULL;
}

/* The next piece. -1: close the connection. */
static int send_piece(struct lws *wsi, struct connection *connection)
{
    struct oriel__answer *answer = connection->answer;
    unsigned char buf[LWS_PRE + CHUNK_BYTES], *piece = buf + LWS_PRE;
    size_t n = answer->length < CHUNK_BYTES ? (size_t)answer->length : CHUNK_BYTES;

    if (answer->fd >= 0 && !answer->data) {
        ssize_t got = pread(answer->fd, piece, n, (off_t)answer->start);

        if (got <= 0)
            return -1; /* it has become shorter */
        n = (size_t)got;
    } else {
        memcpy(piece, answer->data + answer->start, n);
    }
    answer->start += n;
    answer->length -= n;
    bool is_last = answer->length == 0;

    lws_set_timeout(wsi, PENDING_TIMEOUT_HTTP_CONTENT, PIECE_SECS);
    if (lws_write(wsi, piece, n, is_last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0)
        return -1;
    if (!is_last) {
        lws_callback_on_writable(wsi);
        return 0;
    }
    drop_answer(connection);
    return lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int start_answer(struct lws *wsi, struct connection *connection, struct oriel__answer *answer, bool is_head)
{
    connection->answer = answer;
    if (!send_headers(wsi, answer))
        return -1;
    if (is_head || answer->length == 0) {
        drop_answer(connection);
        return lws_http_transaction_completed(wsi) ? -1 : 0;
    }
    lws_callback_on_writable(wsi);
    return 0;
}

/* An answer without a file: what is wrong. */
static int answer_status(struct lws *wsi, struct connection *connection, int status, const char *text, bool is_head)
{
    struct oriel__answer *answer = oriel__new0(sizeof(*answer));

    if (!answer)
        return -1;
    atomic_fetch_add(&server_of(wsi)->figures.refused_total, 1);
    answer->status = status;
    answer->type = "text/plain; charset=utf-8";
    answer->fd = -1;
    answer->data = (const unsigned char *)text;
    answer->length = strlen(text);
    answer->total = answer->length;
    return start_answer(wsi, connection, answer, is_head);
}

static int on_http(struct lws *wsi, struct connection *connection, const char *path)
{
    oriel_server_t *server = server_of(wsi);
    const struct oriel__listener *listener = lws_get_opaque_user_data(wsi);
    bool is_head = lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) > 0;
    char known[256], encodings[256], range[128], if_range[256];
    struct oriel__ask ask = {
        .path = path,
        .if_none_match = header(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH, known, sizeof(known)),
        .accept_encoding = header(wsi, WSI_TOKEN_HTTP_ACCEPT_ENCODING, encodings, sizeof(encodings)),
        .range = header(wsi, WSI_TOKEN_HTTP_RANGE, range, sizeof(range)),
        .if_range = header(wsi, WSI_TOKEN_HTTP_IF_RANGE, if_range, sizeof(if_range)),
        .is_head = is_head,
    };

    atomic_fetch_add(&server->figures.requests_total, 1);
    drop_answer(connection);
    if (!is_for_us(wsi, false))
        return answer_status(wsi, connection, 403, "This server does not go by that name.\n", is_head);
    if (!is_head && lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) <= 0)
        return answer_status(wsi, connection, 405, "GET and HEAD only.\n", is_head);
    if (!listener || listener->is_websocket_only)
        return answer_status(wsi, connection, 404, "WebSocket only.\n", is_head);
    struct oriel__answer *answer = oriel__alloc(sizeof(*answer));

    if (!answer)
        return -1;
    oriel__http_answer(server, &ask, answer);
    return start_answer(wsi, connection, answer, is_head);
}

/* --- WebSocket --------------------------------------------------------------------------------- */

/* The library's own answer would not go out before the connection closes. */
static int refuse_upgrade(struct lws *wsi, const char *status)
{
    unsigned char buf[LWS_PRE + 128];
    int n = snprintf((char *)buf + LWS_PRE, sizeof(buf) - LWS_PRE,
                     "HTTP/1.1 %s\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", status);

    atomic_fetch_add(&server_of(wsi)->figures.refused_total, 1);
    (void)lws_write(wsi, buf + LWS_PRE, (size_t)n, LWS_WRITE_HTTP);
    return 1;
}

/* Before the upgrade. Nonzero: refused. */
static int on_filter(struct lws *wsi, struct connection *connection)
{
    oriel_server_t *server = server_of(wsi);
    const struct oriel__listener *listener = lws_get_opaque_user_data(wsi);
    char path[256];

    if (!is_for_us(wsi, true) || server->is_stopping)
        return refuse_upgrade(wsi, "403 Forbidden");
    if (!listener || (!listener->is_websocket_only &&
                      (!header(wsi, WSI_TOKEN_GET_URI, path, sizeof(path)) || strcmp(path, "/ws") != 0)))
        return refuse_upgrade(wsi, "404 Not Found");
    if (connection && !oriel__visitor_read(server, wsi, &connection->request))
        return refuse_upgrade(wsi, "503 Service Unavailable");
    return 0;
}

static int on_established(struct lws *wsi, struct connection *connection)
{
    connection->socket = oriel__socket_new(server_of(wsi), wsi);
    if (!connection->socket)
        return -1;
    connection->socket->request = connection->request;
    connection->request = NULL;
    return 0;
}

static int on_peer_close(struct connection *connection, const unsigned char *code, size_t len)
{
    if (!connection->socket)
        return 0;
    oriel__socket_peer_closes(connection->socket, len >= 2 ? code[0] << 8 | code[1] : 0);
    return connection->socket->has_said_close ? -1 : 0; /* it was the answer to ours */
}

static void on_gone(struct connection *connection)
{
    if (!connection)
        return;
    if (connection->socket)
        oriel__socket_gone(connection->socket);
    if (connection->request)
        oriel__visitor_forget(connection->request);
    drop_answer(connection);
    memset(connection, 0, sizeof(*connection));
}

static int on_receive(struct lws *wsi, struct connection *connection, const char *data, size_t len)
{
    if (!connection->socket)
        return -1;
    bool is_final = lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0;
    bool is_good = oriel__socket_receive(connection->socket, data, len, lws_is_first_fragment(wsi), is_final,
                                         !lws_frame_is_binary(wsi));

    return is_good ? 0 : -1;
}

static void on_destroyed(struct lws *wsi)
{
    oriel_server_t *server = server_of(wsi);

    if (!lws_get_opaque_user_data(wsi) || server->connections == 0)
        return; /* not a connection of a listener's */
    server->connections--;
    atomic_fetch_sub(&server->figures.connections, 1);
    oriel__listeners_resume(server);
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
    struct connection *connection = user;

    switch (reason) {
    case LWS_CALLBACK_HTTP:
        return on_http(wsi, connection, in);
    case LWS_CALLBACK_HTTP_WRITEABLE:
        return connection && connection->answer ? send_piece(wsi, connection) : 0;
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
        return on_filter(wsi, connection);
    case LWS_CALLBACK_ESTABLISHED:
        return on_established(wsi, connection);
    case LWS_CALLBACK_RECEIVE:
        return on_receive(wsi, connection, in, len);
    case LWS_CALLBACK_RECEIVE_PONG:
        if (connection->socket)
            oriel__socket_heard(connection->socket);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return connection->socket && !oriel__socket_writable(connection->socket) ? -1 : 0;
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
        return on_peer_close(connection, in, len);
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_CLOSED_HTTP:
    case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
    case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
        on_gone(connection);
        return 0;
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return in && strcmp(in, "websocket") == 0 ? 0 : -1; /* to nothing else, such as h2c */
    case LWS_CALLBACK_RAW_ADOPT:
    case LWS_CALLBACK_RAW_CONNECTED:
    case LWS_CALLBACK_RAW_RX:
        return -1; /* what CONNECT makes of a connection */
    case LWS_CALLBACK_WSI_DESTROY:
        on_destroyed(wsi);
        return 0;
    default:
        return 0; /* what the library does by itself will do */
    }
}

/* --- The context ----------------------------------------------------------------------------------- */

static void on_library_log(int level, const char *line)
{
    size_t len = strlen(line);

    while (len > 0 && line[len - 1] == '\n')
        len--;
    oriel__log(ORIEL_LOG_DEBUG, "server", "library (%d): %.*s", level, (int)len, line);
}

static const struct lws_protocols protocols[] = {
    { .name = "oriel",
      .callback = on_event,
      .per_session_data_size = sizeof(struct connection),
      .rx_buffer_size = RECEIVE_BYTES },
    { .name = NULL },
};

static void count_handle(uv_handle_t *handle, void *data)
{
    (void)handle;
    ++*(unsigned *)data;
}

static unsigned count_handles(oriel_server_t *server)
{
    unsigned n = 0;

    uv_walk(&server->loop, count_handle, &n);
    return n;
}

static oriel_err_t open_context(oriel_server_t *server)
{
    void *loops[] = { &server->loop };
    unsigned handles = count_handles(server);
    const oriel_server_opts_t *opts = &server->opts.given;
    struct lws_context_creation_info info;

    memset(&info, 0, sizeof(info));
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
    if (opts->tls_key)
        info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    info.foreign_loops = loops;
    info.user = server;
    info.gid = -1;
    info.uid = -1;
    info.max_http_header_data = ORIEL__HEADER_MAX;
    info.timeout_secs = (unsigned)(opts->handshake_ms < 1000 ? 1 : opts->handshake_ms / 1000);
    info.timeout_secs_ah_idle = info.timeout_secs;
    info.pt_serv_buf_size = 8192;
    lws_set_log_level(LLL_ERR | LLL_WARN, on_library_log);
    server->context = lws_create_context(&info);
    if (!server->context)
        return oriel__fail(ORIEL_EIO, "server: libwebsockets does not start: is libwebsockets-evlib-uv installed?");
    if (count_handles(server) > handles)
        return ORIEL_OK;
    return oriel__fail(ORIEL_EIO, "server: libwebsockets does not use the loop: install libwebsockets-evlib-uv");
}

static oriel_err_t open_vhost(oriel_server_t *server)
{
    const oriel_server_opts_t *opts = &server->opts.given;
    struct lws_context_creation_info info;
    char random[oriel__token_size(16)], name[64];

    memset(&info, 0, sizeof(info));
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.protocols = protocols;
    info.vhost_name = "oriel";
    info.server_string = "oriel";
    info.keepalive_timeout = 30;
    info.timeout_secs_ah_idle = (unsigned)(opts->handshake_ms < 1000 ? 1 : opts->handshake_ms / 1000);
    if (opts->tls_key) {
        /* The library makes ready for TLS only where it listens itself: it gets an
         * abstract socket with a name that nobody can guess. */
        if (oriel__token(random, 16) != ORIEL_OK)
            return oriel__last_err();
        (void)snprintf(name, sizeof(name), "@oriel-%s", random);
        info.port = 0;
        info.iface = name;
        info.options = LWS_SERVER_OPTION_UNIX_SOCK | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
        info.ssl_cert_filepath = opts->tls_certificate;
        info.ssl_private_key_filepath = opts->tls_key;
        info.alpn = "http/1.1";
    }
    server->vhost = lws_create_vhost(server->context, &info);
    if (server->vhost)
        return ORIEL_OK;
    if (opts->tls_key)
        return oriel__fail(ORIEL_EIO, "server: certificate %s and key %s cannot be used together or at all",
                           opts->tls_certificate, opts->tls_key);
    return oriel__fail(ORIEL_EIO, "server: libwebsockets does not start");
}

oriel_err_t oriel__context_open(oriel_server_t *server)
{
    oriel_err_t err = open_context(server);

    return err ? err : open_vhost(server);
}

void oriel__context_destroy(oriel_server_t *server)
{
    if (server->context)
        lws_context_destroy(server->context);
}

void oriel__context_adopt(oriel_server_t *server, struct oriel__listener *listener, int fd)
{
    struct lws *wsi = lws_adopt_socket_vhost(server->vhost, fd);

    if (!wsi)
        return; /* it has closed the descriptor */
    lws_set_opaque_user_data(wsi, listener);
    server->connections++;
    atomic_fetch_add(&server->figures.connections, 1);
    atomic_fetch_add(&server->figures.connections_total, 1);
}
