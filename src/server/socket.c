/* One WebSocket connection: introductions, frames, acknowledgements, heartbeat,
 * and how it closes. */
#include "server/socket.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include <libwebsockets.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "server/admit.h"
#include "server/codes.h"
#include "server/document.h"
#include "server/progress.h"
#include "server/registry.h"
#include "server/request.h"
#include "value/value.h"

_Static_assert(ORIEL__SOCKET_PRE >= LWS_PRE, "the library's head does not fit");

/* The number is free in the public list because the library uses it for this. */
#define WRITE_CLOSE ((enum lws_write_protocol)4)
/* A client that sends control messages and reads no answers is closed. */
#define CONTROL_BYTES ((size_t)64 << 10)
/* What somebody may say before the program has let him in. */
#define GREETING_BYTES ((size_t)64 << 10)
/* Texts that are acknowledged at once. */
#define ACK_COUNT 32
#define ACK_BYTES ((size_t)256 << 10)
/* Pings without a sign of life. */
#define PINGS_MAX 2

/* A control message that is due. */
struct control {
    struct oriel_list link;
    size_t len;
    bool is_text;
    char data[]; /* ORIEL__SOCKET_PRE, the text */
};

struct oriel__socket *oriel__socket_new(oriel_server_t *server, struct lws *wsi)
{
    static const char init[] = "{\"type\":\"init\",\"id\":0,\"oriel\":1}";
    struct oriel__socket *socket = oriel__new0(sizeof(*socket));

    if (!socket)
        return NULL;
    socket->server = server;
    socket->wsi = wsi;
    oriel__list_init(&socket->queue);
    oriel__list_init(&socket->out);
    oriel__buf_init(&socket->in, server->opts.given.max_message);
    oriel__list_add(&server->sockets, &socket->link);
    atomic_fetch_add(&server->figures.sockets, 1);
    atomic_fetch_add(&server->figures.sockets_total, 1);
    socket->heard_ms = oriel__server_now(server);
    oriel__server_set_timeout(server, ORIEL__TIMEOUT_HANDSHAKE, &socket->handshake);
    oriel__server_set_timeout(server, ORIEL__TIMEOUT_PING, &socket->silence);
    (void)oriel__socket_send(socket, init, sizeof(init) - 1, true);
    return socket;
}

void oriel__socket_gone(struct oriel__socket *socket)
{
    oriel_server_t *server = socket->server;
    struct oriel_list *link;

    oriel__timeout_clear(&socket->handshake);
    oriel__timeout_clear(&socket->silence);
    oriel__timeout_clear(&socket->ack);
    oriel__timeout_clear(&socket->closing);
    oriel__list_remove(&socket->link);
    atomic_fetch_sub(&server->figures.sockets, 1);
    if (socket->document)
        oriel__document_lost(socket->document, socket->has_left);
    if (!oriel__list_is_empty(&socket->queue))
        oriel__queue_left(server, socket);
    if (socket->request)
        oriel__visitor_forget(socket->request);
    if (socket->code_due_ns)
        oriel__codes_return(server, socket->greeting.code, socket->target, socket->code_due_ns);
    oriel_session_unref(socket->target);
    oriel_value_unref(socket->user);
    oriel__greeting_fini(&socket->greeting);
    oriel__buf_fini(&socket->in);
    while ((link = oriel__list_pop(&socket->out)))
        oriel__free(oriel__container(link, struct control, link));
    oriel__free(socket);
    oriel__server_check_end(server);
}

/* --- Writing --------------------------------------------------------------------- */

/* For what must not be done from within a write. */
static void kill_soon(struct oriel__socket *socket)
{
    lws_set_timeout(socket->wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_ASYNC);
}

static bool write_message(struct oriel__socket *socket, char *data, size_t len, bool is_text)
{
    int n = lws_write(socket->wsi, (unsigned char *)data, len, is_text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY);

    atomic_fetch_add_explicit(&socket->server->figures.frames_out, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&socket->server->figures.bytes_out, len, memory_order_relaxed);
    if (n >= 0)
        return true;
    kill_soon(socket);
    return false;
}

bool oriel__socket_may_write(struct oriel__socket *socket)
{
    if (socket->phase != ORIEL__SOCKET_OPEN)
        return false;
    if (oriel__list_is_empty(&socket->out) && !lws_send_pipe_choked(socket->wsi))
        return true;
    lws_callback_on_writable(socket->wsi);
    return false;
}

bool oriel__socket_write(struct oriel__socket *socket, char *data, size_t len)
{
    return write_message(socket, data, len, true);
}

bool oriel__socket_send(struct oriel__socket *socket, const void *data, size_t len, bool is_text)
{
    if (socket->phase == ORIEL__SOCKET_CLOSING)
        return false;
    struct control *control = oriel__alloc(sizeof(*control) + ORIEL__SOCKET_PRE + len);

    /* A frame for a legacy client is many messages, and begins when all before it have gone. */
    if (!control || (!socket->is_legacy && socket->out_bytes > CONTROL_BYTES + ORIEL__KEPT_BYTES)) {
        oriel__free(control);
        oriel__socket_close(socket, ORIEL__CLOSE_SILENT, "it does not read");
        return false;
    }
    control->len = len;
    control->is_text = is_text;
    memcpy(control->data + ORIEL__SOCKET_PRE, data, len);
    if (oriel__list_is_empty(&socket->out) && !lws_send_pipe_choked(socket->wsi)) {
        bool is_good = write_message(socket, control->data + ORIEL__SOCKET_PRE, len, is_text);

        oriel__free(control);
        return is_good;
    }
    oriel__list_add(&socket->out, &control->link);
    socket->out_bytes += len;
    lws_callback_on_writable(socket->wsi);
    return true;
}

static bool send_ping(struct oriel__socket *socket)
{
    /* With something in it: the library does not tell of an empty answer. */
    unsigned char ping[LWS_PRE + 1] = { 0 };

    socket->wants_ping = false;
    return lws_write(socket->wsi, ping + LWS_PRE, 1, LWS_WRITE_PING) >= 0;
}

/* The library would close the connection without waiting for the peer's. */
static bool send_close(struct oriel__socket *socket)
{
    unsigned char frame[LWS_PRE + 2 + sizeof(socket->close_text)];
    size_t len = strlen(socket->close_text);

    if (socket->has_said_close)
        return true;
    socket->has_said_close = true;
    frame[LWS_PRE] = (unsigned char)(socket->close_code >> 8);
    frame[LWS_PRE + 1] = (unsigned char)socket->close_code;
    memcpy(frame + LWS_PRE + 2, socket->close_text, len);
    return lws_write(socket->wsi, frame + LWS_PRE, len + 2, WRITE_CLOSE) >= 0;
}

bool oriel__socket_writable(struct oriel__socket *socket)
{
    while (!oriel__list_is_empty(&socket->out) && !lws_send_pipe_choked(socket->wsi)) {
        struct control *control = oriel__container(oriel__list_pop(&socket->out), struct control, link);

        socket->out_bytes -= control->len;
        bool is_good = write_message(socket, control->data + ORIEL__SOCKET_PRE, control->len, control->is_text);

        oriel__free(control);
        if (!is_good)
            return false;
    }
    if (!oriel__list_is_empty(&socket->out)) {
        lws_callback_on_writable(socket->wsi);
        return true;
    }
    if (socket->phase == ORIEL__SOCKET_CLOSING)
        return send_close(socket);
    if (socket->wants_ping && !lws_send_pipe_choked(socket->wsi) && !send_ping(socket))
        return false;
    if (socket->document)
        oriel__document_flush(socket->document);
    return true;
}

/* What a close frame has room for, cut at a character. */
static void copy_reason(struct oriel__socket *socket, const char *text)
{
    size_t len = strlen(text), room = sizeof(socket->close_text) - 1;

    if (len > room)
        for (len = room; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80; len--)
            ;
    memcpy(socket->close_text, text, len);
    socket->close_text[len] = '\0';
}

void oriel__socket_close(struct oriel__socket *socket, enum oriel__close_code code, const char *text)
{
    if (socket->phase == ORIEL__SOCKET_CLOSING)
        return;
    socket->phase = ORIEL__SOCKET_CLOSING;
    if (socket->is_legacy && code == ORIEL__CLOSE_SILENT)
        code = ORIEL__CLOSE_LATER; /* to it, all of 4000 to 4999 is final */
    if (socket->document && (code == ORIEL__CLOSE_PROTOCOL || code == ORIEL__CLOSE_TOO_BIG))
        socket->document->is_final = true; /* sent again, it would be as bad */
    socket->close_code = (int)code;
    copy_reason(socket, text);
    oriel__timeout_clear(&socket->handshake);
    oriel__server_set_timeout(socket->server, ORIEL__TIMEOUT_CLOSE, &socket->closing);
    if (!oriel__list_is_empty(&socket->queue))
        oriel__queue_left(socket->server, socket);
    lws_callback_on_writable(socket->wsi);
}

/* --- Control messages -------------------------------------------------------------- */

void oriel__socket_introduce(struct oriel__socket *socket, const struct oriel_buf *seed)
{
    struct oriel__document *document = socket->document;
    const struct oriel__member *member = &document->seat->member;
    struct oriel_buf buf;

    socket->phase = ORIEL__SOCKET_OPEN;
    document->seat->is_known = true;
    oriel__timeout_clear(&socket->handshake);
    oriel__greeting_fini(&socket->greeting);
    oriel__buf_init(&buf, (seed ? seed->len : 0) + 4096);
    oriel_err_t err = oriel__buf_addf(&buf, "{\"type\":\"session-info\",\"session_id\":\"%s\",\"token\":\"%s\"",
                                      member->id, member->token);

    if (!err && !socket->is_legacy)
        err = oriel__buf_addf(
            &buf, ",\"oriel\":{\"key\":\"%s\",\"doc\":%" PRIu64 ",\"heard\":%" PRIu64 ",\"max_message\":%zu",
            oriel__page_get_key(document->page), document->number, document->heard,
            socket->server->opts.given.max_message);
    if (!err && seed && !socket->is_legacy) {
        err = oriel__buf_adds(&buf, ",\"seed\":");
        if (!err)
            err = oriel__buf_add(&buf, seed->data, seed->len);
    }
    if (!err)
        err = oriel__buf_adds(&buf, socket->is_legacy ? "}" : "}}");
    if (!err)
        (void)oriel__socket_send(socket, buf.data, buf.len, true);
    else
        oriel__socket_close(socket, ORIEL__CLOSE_LATER, "the server is out of memory");
    oriel__buf_fini(&buf);
}

void oriel__socket_tell_place(struct oriel__socket *socket, size_t place)
{
    char text[64];

    if (socket->phase == ORIEL__SOCKET_WAITING && socket->place == place)
        return;
    socket->place = place;
    if (socket->is_legacy)
        return;
    int n = snprintf(text, sizeof(text), "{\"type\":\"wait\",\"place\":%zu}", place);

    (void)oriel__socket_send(socket, text, (size_t)n, true);
}

void oriel__socket_say_bye(struct oriel__socket *socket, const char *text, bool again)
{
    struct oriel_buf buf;

    if (socket->is_legacy)
        return;
    oriel__buf_init(&buf, 4096);
    oriel_err_t err = oriel__buf_adds(&buf, "{\"type\":\"bye\",\"text\":");

    if (!err)
        err = oriel__json_add_string(&buf, text, strlen(text));
    if (!err)
        err = oriel__buf_addf(&buf, ",\"again\":%s}", again ? "true" : "false");
    if (!err)
        (void)oriel__socket_send(socket, buf.data, buf.len, true);
    oriel__buf_fini(&buf);
}

void oriel__socket_say_goodbye(struct oriel__socket *socket)
{
    static const char text[] = "The program has ended.";

    oriel__socket_say_bye(socket, text, true);
    oriel__socket_close(socket, ORIEL__CLOSE_AWAY, text);
}

void oriel__sockets_say_goodbye(oriel_server_t *server)
{
    struct oriel_list *next;

    for (struct oriel_list *l = server->sockets.next; l != &server->sockets; l = next) {
        struct oriel__socket *socket = oriel__container(l, struct oriel__socket, link);

        next = l->next;
        if (socket->document)
            oriel__document_flush(socket->document);
        if (!server->is_emptying || !socket->document) /* otherwise when nothing is due */
            oriel__socket_say_goodbye(socket);
    }
}

/* --- Reading ------------------------------------------------------------------------- */

static void send_ack(struct oriel__socket *socket)
{
    char text[ORIEL__HEARD_MAX + 1];
    int n = snprintf(text, sizeof(text), "%" PRIu64 " ", socket->document->heard);

    oriel__socket_acked(socket);
    (void)oriel__socket_send(socket, text, (size_t)n, true);
}

void oriel__socket_acked(struct oriel__socket *socket)
{
    socket->unacked = 0;
    socket->unacked_bytes = 0;
    oriel__timeout_clear(&socket->ack);
}

static bool fail_protocol(struct oriel__socket *socket, const char *text)
{
    oriel__log(ORIEL_LOG_WARNING, "server", "a connection was closed: %s", text);
    oriel__socket_close(socket, ORIEL__CLOSE_PROTOCOL, text);
    return true;
}

static bool take_text(struct oriel__socket *socket, const char *text, size_t len)
{
    uint64_t number, seen;
    const char *rest;

    if (!oriel__wire_head(text, len, &number, &seen, &rest))
        return fail_protocol(socket, "a text without its numbers");
    if (number > 0) {
        socket->unacked++;
        socket->unacked_bytes += len;
    }
    if (!oriel__document_receive(socket->document, number, seen, rest, len - (size_t)(rest - text)))
        return fail_protocol(socket, "a text that breaks the protocol");
    if (socket->document && (socket->unacked > ACK_COUNT || socket->unacked_bytes > ACK_BYTES))
        send_ack(socket);
    else if (socket->unacked > 0 && !oriel__timeout_is_set(&socket->ack))
        oriel__server_set_timeout(socket->server, ORIEL__TIMEOUT_ACK, &socket->ack);
    return true;
}

static void answer_ping(struct oriel__socket *socket, const oriel_value_t *ping)
{
    oriel_value_t *n = oriel_value_dup_member(ping, "n");
    int64_t number = 0;
    char text[64];

    if (n && oriel_value_get_int(n, &number) == ORIEL_OK) {
        int len = snprintf(text, sizeof(text), "{\"type\":\"pong\",\"n\":%" PRId64 "}", number);

        (void)oriel__socket_send(socket, text, (size_t)len, true);
    }
    oriel_value_unref(n);
}

static bool take_control(struct oriel__socket *socket, const char *text, size_t len)
{
    oriel_value_t *control = NULL;

    if (oriel_value_from_json(text, len, &control) != ORIEL_OK)
        return fail_protocol(socket, "a control message that is not JSON");
    if (oriel__control_is(control, "ping"))
        answer_ping(socket, control);
    else if (!oriel__control_is(control, "pong"))
        (void)fail_protocol(socket, "a control message that is unknown");
    oriel_value_unref(control);
    return true;
}

static bool take_greeting(struct oriel__socket *socket, const char *text, size_t len)
{
    if (oriel__greeting_read(text, len, &socket->greeting) != ORIEL_OK)
        return fail_protocol(socket, oriel_last_error());
    socket->is_legacy = !socket->greeting.is_ours;
    if (socket->is_legacy && !socket->server->opts.given.legacy_client) {
        oriel__socket_close(socket, ORIEL__CLOSE_REFUSED, "This page does not fit to this program.");
        return true;
    }
    oriel__admit(socket->server, socket);
    return true;
}

static bool take_message(struct oriel__socket *socket, const char *text, size_t len, bool is_text)
{
    atomic_fetch_add_explicit(&socket->server->figures.texts_in, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&socket->server->figures.bytes_in, len, memory_order_relaxed);
    if (len > 0 && socket->phase == ORIEL__SOCKET_GREETING)
        return take_greeting(socket, text, len);
    if (socket->phase == ORIEL__SOCKET_OPEN && !socket->document)
        return false; /* its document has ended: nobody listens */
    if (socket->phase == ORIEL__SOCKET_OPEN && socket->is_legacy)
        return oriel__document_receive_legacy(socket->document, text, len, is_text) ||
               fail_protocol(socket, "a message that breaks the protocol");
    if (socket->is_legacy)
        return true; /* it has nothing to say yet */
    if (len > 0 && text[0] == '{')
        return take_control(socket, text, len);
    if (socket->phase == ORIEL__SOCKET_OPEN)
        return take_text(socket, text, len);
    return fail_protocol(socket, "a text before the session began");
}

static bool refuse_size(struct oriel__socket *socket, size_t len, size_t limit)
{
    char text[80];

    (void)snprintf(text, sizeof(text), "message %zu bytes or more, limit %zu", len, limit);
    oriel__log(ORIEL_LOG_WARNING, "server", "a connection was closed: %s", text);
    oriel__socket_close(socket, ORIEL__CLOSE_TOO_BIG, text);
    return true;
}

bool oriel__socket_receive(struct oriel__socket *socket, const char *data, size_t len, bool is_first, bool is_final,
                           bool is_text)
{
    struct oriel_buf *in = &socket->in;
    size_t limit = in->limit;
    bool is_good = true;

    oriel__socket_heard(socket);
    if (socket->phase == ORIEL__SOCKET_CLOSING)
        return true; /* whatever it says */
    if (!is_text && !socket->is_legacy)
        return fail_protocol(socket, "a message that is not text");
    if (is_first)
        oriel__buf_clear(in);
    if (socket->phase < ORIEL__SOCKET_STARTING && limit > GREETING_BYTES)
        limit = GREETING_BYTES;
    if (in->len + len > limit)
        return refuse_size(socket, in->len + len, limit);
    if (is_first && is_final)
        return take_message(socket, data, len, is_text);
    if (oriel__buf_add(in, data, len) != ORIEL_OK) {
        oriel__socket_close(socket, ORIEL__CLOSE_LATER, "the server is out of memory");
        return true;
    }
    if (is_final) {
        struct oriel_buf whole = *in; /* memory is for those who need it */

        oriel__buf_init(in, whole.limit);
        is_good = take_message(socket, whole.data, whole.len, is_text);
        oriel__buf_fini(&whole);
    }
    return is_good;
}

void oriel__socket_peer_closes(struct oriel__socket *socket, int code)
{
    socket->has_left = code == ORIEL__CLOSE_AWAY;
    if (code == ORIEL__CLOSE_MALFORMED && socket->document)
        socket->document->is_final = true; /* it begins anew */
}

/* --- Heartbeat -------------------------------------------------------------------------- */

void oriel__socket_heard(struct oriel__socket *socket)
{
    socket->heard_ms = oriel__server_now(socket->server);
    socket->pings = 0;
}

/* A large message on a slow line takes long to come, and its reader has nothing to
 * say meanwhile: whether the other side has taken more of it. */
static bool has_taken_more(struct oriel__socket *socket)
{
    uint64_t taken = oriel__bytes_taken(lws_get_socket_fd(socket->wsi));
    bool has = taken > socket->taken_bytes;

    socket->taken_bytes = taken;
    return has && lws_send_pipe_choked(socket->wsi);
}

static void check_silence(struct oriel__socket *socket)
{
    oriel_server_t *server = socket->server;
    uint64_t quiet = oriel__server_now(server) - socket->heard_ms;

    if (quiet + 1 >= (uint64_t)server->opts.given.ping_ms && has_taken_more(socket))
        oriel__socket_heard(socket);
    else if (quiet + 1 >= (uint64_t)server->opts.given.ping_ms) {
        if (socket->pings >= PINGS_MAX) {
            oriel__socket_close(socket, ORIEL__CLOSE_SILENT, "the page is silent");
            return;
        }
        socket->pings++;
        socket->wants_ping = true;
        lws_callback_on_writable(socket->wsi);
    }
    oriel__server_set_timeout(server, ORIEL__TIMEOUT_PING, &socket->silence);
}

/* It did not introduce itself, or nobody said whether it may. */
static void check_handshake(struct oriel__socket *socket)
{
    switch (socket->phase) {
    case ORIEL__SOCKET_GREETING:
        oriel__socket_close(socket, ORIEL__CLOSE_SILENT, "it did not introduce itself in time");
        break;
    case ORIEL__SOCKET_STARTING: /* the program is busy: the page begins without it */
        oriel__document_begin(socket->document);
        break;
    case ORIEL__SOCKET_ASKING:
        oriel__socket_close(socket, ORIEL__CLOSE_LATER, "The program does not answer. Please try again later.");
        break;
    case ORIEL__SOCKET_WAITING:
    case ORIEL__SOCKET_OPEN:
    case ORIEL__SOCKET_CLOSING:
        break;
    }
}

void oriel__socket_timed_out(enum oriel__timeout_kind kind, struct oriel__timeout *timeout)
{
    struct oriel__socket *socket;

    switch (kind) {
    case ORIEL__TIMEOUT_HANDSHAKE:
    case ORIEL__TIMEOUT_START:
        check_handshake(oriel__container(timeout, struct oriel__socket, handshake));
        break;
    case ORIEL__TIMEOUT_PING:
        check_silence(oriel__container(timeout, struct oriel__socket, silence));
        break;
    case ORIEL__TIMEOUT_ACK:
        socket = oriel__container(timeout, struct oriel__socket, ack);
        if (socket->document && socket->phase == ORIEL__SOCKET_OPEN)
            send_ack(socket);
        break;
    default: /* it did not let itself be closed */
        kill_soon(oriel__container(timeout, struct oriel__socket, closing));
        break;
    }
}
