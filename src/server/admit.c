/* Who is let in, and who waits. */
#include "server/admit.h"

#include <stdatomic.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "server/codes.h"
#include "server/document.h"
#include "server/registry.h"
#include "server/request.h"
#include "server/socket.h"

static const char expired_code[] = "This link has expired, or was used already.";

static void refuse(struct oriel__socket *socket, enum oriel__close_code code, const char *text)
{
    atomic_fetch_add(&socket->server->figures.refused_total, 1);
    oriel__socket_close(socket, code, text);
}

static struct oriel__document *find_document(struct oriel__seat *seat, uint64_t number)
{
    for (struct oriel_list *l = seat->documents.next; l != &seat->documents; l = l->next) {
        struct oriel__document *document = oriel__container(l, struct oriel__document, link);

        if (document->number == number)
            return document;
    }
    return NULL;
}

/* Opens a page of `seat` on this connection. */
static void open_page(struct oriel__seat *seat, struct oriel__socket *socket, bool is_new)
{
    const struct oriel__greeting *greeting = &socket->greeting;
    struct oriel__document *old = greeting->document ? find_document(seat, greeting->document) : NULL;

    if (!seat->is_seated)
        seat->server->seated++;
    seat->is_seated = true;
    oriel__timeout_clear(&seat->expiry);
    if (old && oriel__document_resume(old, socket, greeting->seen)) {
        oriel__seat_connected(seat);
        return;
    }
    if (oriel__document_new(seat, socket) != ORIEL_OK) {
        oriel__log(ORIEL_LOG_ERROR, "server", "a page was not connected: %s", oriel_last_error());
        oriel__socket_close(socket, ORIEL__CLOSE_LATER, "the server is out of memory");
        oriel__seat_left(seat);
        return;
    }
    if (old) /* the page gave it up */
        oriel__document_end(old);
    socket->phase = ORIEL__SOCKET_STARTING;
    oriel__server_set_timeout(seat->server, ORIEL__TIMEOUT_START, &socket->handshake);
    if (is_new && !oriel__document_connect(socket->document)) /* better none than an empty one */
        oriel__socket_close(socket, ORIEL__CLOSE_LATER, "the server is out of memory");
    oriel__seat_connected(seat);
    if (!is_new)
        oriel__document_begin(socket->document);
}

static bool is_full(oriel_server_t *server)
{
    size_t max = server->opts.given.max_sessions;

    return max > 0 && server->seated >= max;
}

static void run_tell(oriel_server_t *server, struct oriel__job *job)
{
    struct oriel_list *next;
    size_t place = 0;

    (void)job;
    for (struct oriel_list *l = server->queue.next; l != &server->queue; l = next) {
        struct oriel__socket *socket = oriel__container(l, struct oriel__socket, queue);

        next = l->next; /* one that cannot be told leaves the queue */
        oriel__socket_tell_place(socket, place);
        place += socket->phase == ORIEL__SOCKET_WAITING;
    }
}

/* Soon, and once for many who went. */
static void tell_places(oriel_server_t *server)
{
    if (oriel__list_is_empty(&server->queue))
        return;
    server->tell.run = run_tell;
    (void)oriel__server_post(server, &server->tell);
}

static void wait_for_place(oriel_server_t *server, struct oriel__socket *socket)
{
    size_t place = atomic_fetch_add(&server->figures.waiting, 1);

    oriel__list_add(&server->queue, &socket->queue);
    oriel__timeout_clear(&socket->handshake);
    if (socket->target) /* which does not expire under who waits for it */
        oriel__timeout_clear(&oriel__seat_of(socket->target)->expiry);
    oriel__socket_tell_place(socket, place);
    if (socket->phase != ORIEL__SOCKET_CLOSING)
        socket->phase = ORIEL__SOCKET_WAITING;
}

static void ask(struct oriel__socket *socket)
{
    socket->phase = ORIEL__SOCKET_ASKING;
    oriel__server_set_timeout(socket->server, ORIEL__TIMEOUT_HANDSHAKE, &socket->handshake);
    oriel__visitor_ask(socket->request, socket);
}

/* The session that it might join ended meanwhile. False: it may not begin one
 * of its own, or the program has yet to say whether it may. */
static bool may_begin_anew(struct oriel__socket *socket)
{
    socket->target = oriel_session_unref(socket->target);
    if (socket->greeting.code) {
        refuse(socket, ORIEL__CLOSE_REFUSED, expired_code);
        return false;
    }
    if (!socket->request || socket->is_accepted)
        return true;
    ask(socket);
    return false;
}

/* It may come in: now, if there is a place. */
static void enter(oriel_server_t *server, struct oriel__socket *socket)
{
    oriel_session_t *session = socket->target;
    struct oriel__seat *seat = session ? oriel__seat_of(session) : NULL;
    bool is_new = false;

    if (seat && oriel__seat_has_ended(seat)) {
        if (!may_begin_anew(socket))
            return;
        seat = NULL;
    }
    if ((!seat || !seat->is_seated) && is_full(server)) {
        wait_for_place(server, socket);
        return;
    }
    if (!seat) {
        oriel_value_t *user = socket->user;

        socket->user = NULL;
        if (oriel__registry_add(server, NULL, NULL, user, true, &session) != ORIEL_OK) {
            oriel__log(ORIEL_LOG_ERROR, "server", "no session was made: %s", oriel_last_error());
            oriel__socket_close(socket, ORIEL__CLOSE_LATER, "the server is out of memory");
            return;
        }
        socket->target = session;
        seat = oriel__seat_of(session);
        is_new = true;
    }
    socket->code_due_ns = 0; /* used */
    open_page(seat, socket, is_new);
    socket->target = oriel_session_unref(socket->target);
    if (socket->request)
        oriel__visitor_forget(socket->request);
    socket->request = NULL;
}

void oriel__admit(oriel_server_t *server, struct oriel__socket *socket)
{
    struct oriel__greeting *greeting = &socket->greeting;

    if (greeting->session_id)
        socket->target = oriel__registry_find(server, greeting->session_id);
    if (socket->target) { /* it needs no code */
        oriel__free(greeting->code);
        greeting->code = NULL;
    }
    if (socket->target &&
        (!greeting->token || !oriel__secret_is(oriel__seat_of(socket->target)->member.token, greeting->token))) {
        socket->target = oriel_session_unref(socket->target);
        refuse(socket, ORIEL__CLOSE_CREDENTIALS, "Invalid session credentials");
        return;
    }
    if (!socket->target && greeting->code) {
        socket->target = oriel__codes_use(server, greeting->code, &socket->code_due_ns);
        if (!socket->target) {
            refuse(socket, ORIEL__CLOSE_REFUSED, expired_code);
            return;
        }
    }
    if (!socket->target && socket->request) {
        ask(socket);
        return;
    }
    enter(server, socket);
}

void oriel__admit_accepted(oriel_server_t *server, struct oriel__socket *socket, oriel_value_t *user)
{
    socket->user = user;
    socket->is_accepted = true;
    enter(server, socket);
}

void oriel__queue_left(oriel_server_t *server, struct oriel__socket *socket)
{
    oriel__list_remove(&socket->queue);
    atomic_fetch_sub(&server->figures.waiting, 1);
    if (socket->target)
        oriel__seat_given_up(oriel__seat_of(socket->target));
    if (!server->is_stopping) /* all of them go */
        tell_places(server);
}

void oriel__queue_advance(oriel_server_t *server)
{
    if (server->is_stopping)
        return;
    while (!is_full(server) && !oriel__list_is_empty(&server->queue)) {
        struct oriel__socket *socket = oriel__container(server->queue.next, struct oriel__socket, queue);

        oriel__list_remove(&socket->queue);
        atomic_fetch_sub(&server->figures.waiting, 1);
        enter(server, socket);
    }
    tell_places(server);
}
