/* A page in a browser, beyond its connection. */
#include "server/document.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "server/legacy.h"
#include "server/registry.h"
#include "server/socket.h"

#define SEED_LIMIT ((size_t)512 << 20)

/* A frame as it was sent; in front of its text there is room for what the
 * connection puts there, and for what it acknowledges. */
struct oriel__frame {
    struct oriel_list link;
    uint64_t number;
    size_t len;  /* of the text */
    char data[]; /* ORIEL__SOCKET_PRE + ORIEL__HEARD_MAX, the text */
};

#define HEAD (ORIEL__SOCKET_PRE + ORIEL__HEARD_MAX)

static struct oriel__document *of_carrier(struct oriel__carrier *carrier)
{
    return oriel__container(carrier, struct oriel__document, carrier);
}

static void document_ref(struct oriel__document *document)
{
    atomic_fetch_add_explicit(&document->refs, 1, memory_order_relaxed);
}

static void document_unref(struct oriel__document *document)
{
    if (atomic_fetch_sub_explicit(&document->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (document->legacy)
        oriel__legacy_fini(document->legacy);
    oriel__free(document->legacy);
    oriel_session_unref(document->session);
    oriel__server_release(document->server);
    oriel__free(document);
}

static void carrier_ref(struct oriel__carrier *carrier)
{
    document_ref(of_carrier(carrier));
}

static void carrier_unref(struct oriel__carrier *carrier)
{
    document_unref(of_carrier(carrier));
}

static void carrier_wake(struct oriel__carrier *carrier)
{
    struct oriel__document *document = of_carrier(carrier);
    oriel_server_t *server = document->server;

    oriel__lock(&server->mutex);
    if (!document->is_due && server->is_awake) {
        bool first = oriel__list_is_empty(&server->due);

        document->is_due = true;
        document_ref(document);
        oriel__list_add(&server->due, &document->due);
        if (first)
            oriel__server_wake(server);
    }
    oriel__unlock(&server->mutex);
}

static void carrier_ready(struct oriel__carrier *carrier)
{
    (void)carrier; /* nothing waits for it */
}

static void carrier_drop(struct oriel__carrier *carrier, const char *text)
{
    struct oriel__document *document = of_carrier(carrier);

    document->is_final = true;
    if (document->socket)
        oriel__socket_close(document->socket, ORIEL__CLOSE_SILENT, text);
}

static struct oriel__document *take_due(oriel_server_t *server)
{
    struct oriel__document *document = NULL;

    oriel__lock(&server->mutex);
    struct oriel_list *link = oriel__list_pop(&server->due);

    if (link) {
        document = oriel__container(link, struct oriel__document, due);
        document->is_due = false;
    }
    oriel__unlock(&server->mutex);
    return document;
}

void oriel__documents_flush(oriel_server_t *server)
{
    struct oriel__document *document;

    while ((document = take_due(server))) {
        oriel__document_flush(document);
        document_unref(document);
    }
}

void oriel__documents_forget(oriel_server_t *server)
{
    struct oriel__document *document;

    while ((document = take_due(server)))
        document_unref(document);
}

/* --- Beginning ----------------------------------------------------------------- */

static void begin_now(oriel_server_t *server, struct oriel__job *job)
{
    struct oriel__document *document = oriel__container(job, struct oriel__document, begin);

    (void)server;
    if (document->page && !document->has_begun)
        oriel__document_begin(document);
    document_unref(document);
}

/* In dispatch: the "connect" handlers have returned. */
static void on_connected(void *user)
{
    struct oriel__document *document = user;

    if (!oriel__server_post(document->server, &document->begin))
        document_unref(document);
}

bool oriel__document_connect(struct oriel__document *document)
{
    oriel_value_t *args = NULL;
    oriel_err_t err = oriel_value_pack(&args, "[]");

    document_ref(document);
    if (!err)
        err = oriel__event_post_told(document->server->inbox, document->session, NULL, &document->server->handlers,
                                     "connect", args, on_connected, document);
    if (!err)
        return true;
    oriel__log(ORIEL_LOG_ERROR, "server", "event \"connect\" was lost: %s", oriel_last_error());
    document_unref(document);
    return false;
}

static oriel_err_t make_legacy(struct oriel__document *document)
{
    document->legacy = oriel__new0(sizeof(*document->legacy));
    if (!document->legacy)
        return oriel__nomem();
    oriel__legacy_init(document->legacy);
    document->is_final = true; /* it does not count frames */
    return ORIEL_OK;
}

oriel_err_t oriel__document_new(struct oriel__seat *seat, struct oriel__socket *socket)
{
    struct oriel__document *document = oriel__new0(sizeof(*document));

    if (!document)
        return oriel__nomem();
    document->carrier = (struct oriel__carrier){
        .wake = carrier_wake,
        .ready = carrier_ready,
        .ref = carrier_ref,
        .unref = carrier_unref,
        .drop = carrier_drop,
    };
    document->refs = 1;
    document->server = seat->server;
    oriel__server_hold(seat->server);
    document->session = oriel_session_ref(seat->session);
    document->seat = seat;
    document->begin.run = begin_now;
    oriel__list_init(&document->link);
    oriel__list_init(&document->due);
    oriel__list_init(&document->frames);
    oriel_err_t err = ORIEL_OK;

    if (!socket->greeting.is_ours)
        err = make_legacy(document);
    if (!err)
        err = oriel__session_add_page(seat->session, &document->carrier, &document->page);
    if (err) {
        document_unref(document);
        return err;
    }
    document->number = ++seat->last_document;
    document->page->documents = document->number - 1;
    document->socket = socket;
    socket->document = document;
    oriel__list_add(&seat->documents, &document->link);
    return ORIEL_OK;
}

/* Operations of a client that does not write the page's own part. */
static bool receive_ops(struct oriel__document *document, const char *ops, size_t len, const struct oriel_buf *blocks)
{
    struct oriel_buf text;
    bool is_good = false;

    oriel__buf_init(&text, len + (blocks ? blocks->len : 0) + 256);
    oriel_err_t err =
        oriel__buf_addf(&text, "%s %" PRIu64 "\n[", oriel__page_get_key(document->page), document->number);

    if (!err)
        err = oriel__buf_add(&text, ops, len);
    if (!err)
        err = oriel__buf_addc(&text, ']');
    if (!err && blocks && blocks->len > 0)
        err = oriel__buf_add(&text, blocks->data, blocks->len);
    if (!err)
        is_good = oriel__page_receive(document->page, text.data, text.len);
    oriel__buf_fini(&text);
    return is_good;
}

void oriel__document_begin(struct oriel__document *document)
{
    static const char attach[] = "[\"w\",{\"type\":\"attach\"}]";
    struct oriel_buf seed;

    oriel__buf_init(&seed, SEED_LIMIT);
    document->has_begun = true;
    oriel_err_t err = oriel__page_begin(document->page, &seed);

    if (err)
        oriel__log(ORIEL_LOG_ERROR, "server", "a page was not connected: %s", oriel_last_error());
    if (document->socket && err)
        oriel__socket_close(document->socket, ORIEL__CLOSE_LATER, "the server is out of memory");
    else if (document->socket)
        oriel__socket_introduce(document->socket, &seed);
    oriel__buf_fini(&seed);
    if (document->legacy && !err) /* it does not say so by itself */
        (void)receive_ops(document, attach, sizeof(attach) - 1, NULL);
    oriel__document_flush(document);
}

/* --- Frames ---------------------------------------------------------------------- */

static void drop_frame(struct oriel__document *document, struct oriel__frame *frame)
{
    if (document->unsent == frame)
        document->unsent = NULL;
    oriel__list_remove(&frame->link);
    document->kept_bytes -= frame->len;
    oriel__free(frame);
}

static struct oriel__frame *first_frame(struct oriel__document *document)
{
    if (oriel__list_is_empty(&document->frames))
        return NULL;
    return oriel__container(document->frames.next, struct oriel__frame, link);
}

static void drop_frames(struct oriel__document *document, uint64_t last)
{
    struct oriel__frame *frame;

    while ((frame = first_frame(document)) && frame->number <= last)
        drop_frame(document, frame);
}

/* The next frame that is due, added to those kept. */
static struct oriel__frame *take_frame(struct oriel__document *document)
{
    char *text = NULL;
    size_t len = 0;

    if (!document->has_begun || document->kept_bytes >= ORIEL__WINDOW_BYTES ||
        !oriel__page_take(document->page, &text, &len))
        return NULL;
    struct oriel__frame *frame = oriel__alloc(sizeof(*frame) + HEAD + len);

    document->last_frame++;
    if (frame) {
        frame->number = document->last_frame;
        frame->len = len;
        memcpy(frame->data + HEAD, text, len);
        oriel__list_add(&document->frames, &frame->link);
        document->kept_bytes += len;
    } else { /* the page would wait for it for ever */
        oriel__log(ORIEL_LOG_ERROR, "server", "a frame was lost: out of memory");
        document->is_final = true;
        oriel__socket_close(document->socket, ORIEL__CLOSE_SILENT, "out of memory");
    }
    free(text); /* from malloc(), as it might go to an engine */
    return frame;
}

static bool send_frame(struct oriel__document *document, struct oriel__frame *frame)
{
    char head[ORIEL__HEARD_MAX + 1];
    int n = snprintf(head, sizeof(head), "%" PRIu64 " ", document->heard);
    char *start = frame->data + HEAD - n;

    memcpy(start, head, (size_t)n);
    oriel__socket_acked(document->socket);
    return oriel__socket_write(document->socket, start, (size_t)n + frame->len);
}

/* Frames that are too much to keep were sent: a page that has not seen them begins anew. */
static void bound_kept(struct oriel__document *document)
{
    if (document->kept_bytes <= ORIEL__KEPT_BYTES || document->unsent)
        return;
    document->dropped = document->last_frame;
    drop_frames(document, document->last_frame);
}

static bool send_text(void *user, const char *text, size_t len)
{
    struct oriel__document *document = user;

    return document->socket && oriel__socket_send(document->socket, text, len, true);
}

static bool send_bytes(void *user, const void *bytes, size_t len)
{
    struct oriel__document *document = user;

    return document->socket && oriel__socket_send(document->socket, bytes, len, false);
}

/* Nothing is kept: such a client cannot say what it has seen. True: all was sent. */
static bool flush_legacy(struct oriel__document *document)
{
    const struct oriel__legacy_sink sink = { send_text, send_bytes, document };
    oriel_err_t err = ORIEL_OK;
    char *text = NULL;
    size_t len = 0;

    while (!err && document->page && document->socket && oriel__socket_may_write(document->socket)) {
        if (!document->has_begun || !oriel__page_take(document->page, &text, &len))
            return true;
        err = oriel__legacy_frame(document->legacy, text, len, &sink);
        free(text);
    }
    if (err && document->socket)
        oriel__socket_close(document->socket, ORIEL__CLOSE_LATER, oriel_last_error());
    return false;
}

static bool flush_frames(struct oriel__document *document)
{
    while (document->page && document->socket && oriel__socket_may_write(document->socket)) {
        struct oriel__frame *frame = document->unsent;

        if (!frame)
            frame = take_frame(document);
        if (!frame)
            return document->kept_bytes < ORIEL__WINDOW_BYTES;
        struct oriel_list *next = frame->link.next;

        document->unsent = next == &document->frames ? NULL : oriel__container(next, struct oriel__frame, link);
        if (!send_frame(document, frame))
            break;
        bound_kept(document);
    }
    return false;
}

void oriel__document_flush(struct oriel__document *document)
{
    bool is_all = document->legacy ? flush_legacy(document) : flush_frames(document);

    if (is_all && document->server->is_emptying && document->socket)
        oriel__socket_say_goodbye(document->socket);
}

/* --- Texts ------------------------------------------------------------------------ */

bool oriel__document_receive(struct oriel__document *document, uint64_t number, uint64_t seen, const char *text,
                             size_t len)
{
    if (seen > document->last_frame || (number > 0 && number > document->heard + 1))
        return false;
    if (seen > document->last_ack) {
        document->last_ack = seen;
        drop_frames(document, seen);
    }
    if (number > 0 && number == document->heard + 1) {
        document->heard = number;
        document_ref(document);
        bool is_good = oriel__page_receive(document->page, text, len);

        if (is_good)
            oriel__document_flush(document);
        document_unref(document);
        return is_good;
    }
    oriel__document_flush(document);
    return true;
}

bool oriel__document_receive_legacy(struct oriel__document *document, const char *data, size_t len, bool is_text)
{
    struct oriel_buf ops, blocks;
    bool is_good = true;
    oriel_err_t err;

    oriel__buf_init(&ops, ORIEL__PAGE_MESSAGE_MAX);
    oriel__buf_init(&blocks, ORIEL__PAGE_MESSAGE_MAX);
    document_ref(document);
    if (is_text)
        err = oriel__legacy_message(document->legacy, data, len, &ops);
    else
        err = oriel__legacy_bytes(document->legacy, data, len, &ops, &blocks);
    if (!err && ops.len > 0)
        is_good = receive_ops(document, ops.data, ops.len, &blocks);
    if (!err)
        oriel__document_flush(document);
    oriel__buf_fini(&ops);
    oriel__buf_fini(&blocks);
    document_unref(document);
    return !err && is_good;
}

/* --- Breaks ------------------------------------------------------------------------ */

bool oriel__document_resume(struct oriel__document *document, struct oriel__socket *socket, uint64_t seen)
{
    if (document->is_final || !document->has_begun || seen < document->last_ack || seen < document->dropped ||
        seen > document->last_frame)
        return false;
    if (document->socket) { /* half open: the page knows better */
        struct oriel__socket *old = document->socket;

        old->document = NULL;
        document->socket = NULL;
        oriel__socket_close(old, ORIEL__CLOSE_SILENT, "the page came back on another connection");
        oriel__seat_disconnected(document->seat);
    }
    oriel__timeout_clear(&document->park);
    document->is_away = false;
    oriel__session_set_away(document->session, document->page, false);
    document->last_ack = seen;
    drop_frames(document, seen);
    document->unsent = first_frame(document);
    document->socket = socket;
    socket->document = document;
    atomic_fetch_add(&document->server->figures.resumed_total, 1);
    oriel__socket_introduce(socket, NULL);
    oriel__document_flush(document);
    return true;
}

void oriel__document_lost(struct oriel__document *document, bool left)
{
    struct oriel__seat *seat = document->seat;

    document->socket = NULL;
    if (left || document->is_final || !document->has_begun || oriel__seat_has_ended(seat) ||
        document->server->is_stopping) {
        oriel__document_end(document);
        return;
    }
    document->is_away = true;
    oriel__session_set_away(document->session, document->page, true);
    oriel__server_set_timeout(document->server, ORIEL__TIMEOUT_PARK, &document->park);
    oriel__seat_disconnected(seat);
}

void oriel__document_timed_out(struct oriel__timeout *timeout)
{
    oriel__document_end(oriel__container(timeout, struct oriel__document, park));
}

void oriel__document_end(struct oriel__document *document)
{
    struct oriel_page *page = document->page;
    struct oriel__seat *seat = document->seat;
    struct oriel__socket *socket = document->socket;
    bool was_connected = !document->is_away;

    if (!page)
        return;
    document->page = NULL;
    oriel__timeout_clear(&document->park);
    document->socket = NULL;
    if (socket) {
        socket->document = NULL; /* it has nothing to be there for; whoever knows a better reason has closed it */
        oriel__socket_close(socket, ORIEL__CLOSE_SILENT, "the page came back on another connection");
    }
    drop_frames(document, document->last_frame);
    oriel__list_remove(&document->link);
    oriel__session_remove_page(document->session, page);
    oriel__page_unref(page);
    if (was_connected)
        oriel__seat_disconnected(seat);
    oriel__seat_left(seat);
    document_unref(document);
}
