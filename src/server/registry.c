/* The sessions of a server: who they are, and when they end. */
#include "server/registry.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/sync.h"
#include "server/admit.h"
#include "server/codes.h"
#include "server/document.h"
#include "server/fonts.h"
#include "server/socket.h"

#define ID_BYTES 16
#define TOKEN_BYTES 32

static struct oriel__seat *of_member(struct oriel__member *member)
{
    return oriel__container(member, struct oriel__seat, member);
}

struct oriel__seat *oriel__seat_of(oriel_session_t *session)
{
    return of_member(oriel__session_get_member(session));
}

bool oriel__seat_has_ended(struct oriel__seat *seat)
{
    return oriel__session_has_ended(seat->session);
}

/* --- What sessions do ------------------------------------------------------------ */

/* Has the server's thread look at `wants_close` and `wants_end`. */
static void post(struct oriel__seat *seat)
{
    if (atomic_exchange(&seat->is_posted, true))
        return;
    oriel_session_ref(seat->session);
    if (oriel__server_post(seat->server, &seat->job))
        return;
    atomic_store(&seat->is_posted, false);
    oriel_session_unref(seat->session);
}

static char *seat_dup_url(struct oriel__member *member)
{
    struct oriel__seat *seat = of_member(member);
    char tail[64];

    if (oriel_server_get_port(seat->server) < 0)
        return NULL; /* there is no address to go with a code */
    char *code = oriel__codes_make(seat->server, seat->session);

    if (!code)
        return NULL;
    (void)snprintf(tail, sizeof(tail), "?join=%s", code);
    oriel__free(code);
    return oriel__server_dup_address(seat->server, tail);
}

static void seat_close(struct oriel__member *member)
{
    struct oriel__seat *seat = of_member(member);

    atomic_store(&seat->wants_close, true);
    post(seat);
}

/* Out of the registry; true: its reference is the caller's now. */
static bool take_out(struct oriel__seat *seat)
{
    oriel_server_t *server = seat->server;

    oriel__lock(&server->mutex);
    bool is_in = oriel__hash_get(&server->sessions, seat->member.id, strlen(seat->member.id)) == seat;

    if (is_in)
        oriel__hash_remove(&server->sessions, seat->member.id, strlen(seat->member.id));
    oriel__unlock(&server->mutex);
    return is_in;
}

static void seat_ended(struct oriel__member *member)
{
    struct oriel__seat *seat = of_member(member);

    atomic_store(&seat->wants_end, true);
    post(seat);
    if (take_out(seat))
        oriel_session_unref(seat->session);
}

static void seat_error(struct oriel__member *member, const char *name, const char *text)
{
    struct oriel__seat *seat = of_member(member);

    oriel__server_emit(seat->server, seat->session, "error", "[ss]", name, text);
}

static void seat_release(struct oriel__member *member)
{
    struct oriel__seat *seat = of_member(member);

    oriel_value_unref(member->user);
    oriel__uploads_fini(&seat->uploads);
    oriel__server_release(seat->server);
    oriel__free(seat);
}

static const struct oriel__member_ops seat_ops = {
    .dup_url = seat_dup_url,
    .close = seat_close,
    .ended = seat_ended,
    .error = seat_error,
    .release = seat_release,
};

/* Closes the connections of its pages; `is_end`: they stay away. */
static void send_away(struct oriel__seat *seat, bool is_end)
{
    static const char text[] = "The session has ended.";
    struct oriel_list *next;

    for (struct oriel_list *l = seat->documents.next; l != &seat->documents; l = next) {
        struct oriel__document *document = oriel__container(l, struct oriel__document, link);
        struct oriel__socket *socket = document->socket;

        next = l->next;
        if (socket && is_end)
            oriel__socket_say_bye(socket, text, false);
        if (socket)
            oriel__socket_close(socket, is_end ? ORIEL__CLOSE_ENDED : ORIEL__CLOSE_AWAY, is_end ? text : "closed");
        if (is_end)
            oriel__document_end(document);
    }
}

static void run_job(oriel_server_t *server, struct oriel__job *job)
{
    struct oriel__seat *seat = oriel__container(job, struct oriel__seat, job);
    oriel_session_t *session = seat->session;

    (void)server;
    atomic_store(&seat->is_posted, false);
    bool ends = atomic_load(&seat->wants_end);

    if (atomic_exchange(&seat->wants_close, false) || ends)
        send_away(seat, ends);
    if (ends)
        oriel__timeout_clear(&seat->expiry);
    oriel_session_unref(session);
}

/* --- What is added to the session's widgets ------------------------------------------ */

static oriel_value_t *dup_greeting(void *user)
{
    const struct oriel__seat *seat = user;

    return oriel__fonts_dup(seat->server->fonts);
}

static bool receive(void *user, oriel_session_t *session, struct oriel_page *page, oriel_value_t *message,
                    oriel_value_t *block)
{
    struct oriel__seat *seat = user;

    return oriel__uploads_receive(&seat->uploads, &seat->server->opts.given, session, page, message, block);
}

/* Any page: one in a window that is loaded anew, too. */
static void left(void *user, const struct oriel_page *page)
{
    struct oriel__seat *seat = user;

    oriel__uploads_forget(&seat->uploads, page);
}

static const struct oriel__session_hooks seat_hooks = { dup_greeting, receive, left };

/* --- Making and finding ------------------------------------------------------------- */

/* Its last handlers ("expire", or "disconnect") have run. */
static void run_ending(struct oriel__task *task)
{
    struct oriel__seat *seat = oriel__container(task, struct oriel__seat, ending);
    oriel_session_t *session = seat->session;

    oriel__mailbox_done(oriel__session_get_mailbox(session));
    oriel__session_end(session);
    oriel_session_unref(session);
}

/* Out of the registry, whose reference goes along: ends it behind what its handlers
 * are still to hear. */
static void end_later(struct oriel__seat *seat)
{
    oriel__mailbox_post(oriel__session_get_mailbox(seat->session), &seat->ending);
}

static oriel_err_t make_seat(oriel_server_t *server, const char *id, const char *token, struct oriel__seat **ret)
{
    struct oriel__seat *seat = oriel__new0(sizeof(*seat));
    oriel_err_t err = seat ? ORIEL_OK : oriel__nomem();

    if (!err && id)
        (void)snprintf(seat->member.id, sizeof(seat->member.id), "%s", id);
    else if (!err)
        err = oriel__token(seat->member.id, ID_BYTES);
    if (!err && token)
        (void)snprintf(seat->member.token, sizeof(seat->member.token), "%s", token);
    else if (!err)
        err = oriel__token(seat->member.token, TOKEN_BYTES);
    if (err) {
        oriel__free(seat);
        return err;
    }
    seat->member.ops = &seat_ops;
    seat->server = server;
    seat->job.run = run_job;
    seat->ending.run = run_ending;
    oriel__list_init(&seat->documents);
    oriel__uploads_init(&seat->uploads);
    *ret = seat;
    return ORIEL_OK;
}

static oriel_err_t make_session(oriel_server_t *server, const char *id, const char *token, oriel_session_t **ret)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    struct oriel__seat *seat = NULL;
    oriel_session_t *session = NULL;
    oriel_err_t err = make_seat(server, id, token, &seat);

    if (err)
        return err;
    opts.order = server->opts.given.order;
    err = oriel_session_new(server->app, &opts, &session);
    if (err) {
        oriel__free(seat);
        return err;
    }
    oriel__server_hold(server);
    seat->session = session;
    oriel__session_set_member(session, &seat->member);
    oriel__session_set_hooks(session, &seat_hooks, seat);
    *ret = session;
    return ORIEL_OK;
}

/* Enters it, with a reference of the registry's, unless the id is taken. */
static oriel_err_t enter(oriel_server_t *server, oriel_session_t *session, oriel_session_t **taken)
{
    struct oriel__seat *seat = oriel__seat_of(session), *other;
    const char *id = seat->member.id;
    oriel_err_t err = ORIEL_OK;
    void *old = NULL;

    oriel__lock(&server->mutex);
    other = oriel__hash_get(&server->sessions, id, strlen(id));
    if (other)
        *taken = oriel_session_ref(other->session);
    else
        err = oriel__hash_set(&server->sessions, id, strlen(id), seat, &old);
    if (!other && !err)
        oriel_session_ref(session);
    oriel__unlock(&server->mutex);
    return err;
}

oriel_err_t oriel__registry_add(oriel_server_t *server, const char *id, const char *token, oriel_value_t *user,
                                bool by_browser, oriel_session_t **ret)
{
    oriel_session_t *session = NULL, *taken = NULL;
    oriel_err_t err = make_session(server, id, token, &session);

    if (err) {
        oriel_value_unref(user);
        return err;
    }
    oriel__seat_of(session)->member.user = user;
    oriel__seat_of(session)->by_browser = by_browser;
    err = enter(server, session, &taken);
    if (taken && token && oriel__secret_is(oriel__seat_of(taken)->member.token, token)) {
        *ret = taken;
        oriel_session_unref(session);
        return ORIEL_OK;
    }
    if (taken)
        err = oriel__fail(ORIEL_EEXIST, "server: session \"%s\" exists already", id ? id : "");
    oriel_session_unref(taken);
    if (err)
        oriel_session_unref(session);
    else
        *ret = session;
    return err;
}

oriel_session_t *oriel__registry_find(oriel_server_t *server, const char *id)
{
    oriel__lock(&server->mutex);
    struct oriel__seat *seat = oriel__hash_get(&server->sessions, id, strlen(id));
    oriel_session_t *session = seat ? oriel_session_ref(seat->session) : NULL;

    oriel__unlock(&server->mutex);
    return session;
}

/* --- Pages come and go -------------------------------------------------------------- */

void oriel__seat_connected(struct oriel__seat *seat)
{
    seat->connected++;
    oriel__server_emit(seat->server, seat->session, "attach", "[I]", (int64_t)seat->connected);
}

void oriel__seat_disconnected(struct oriel__seat *seat)
{
    seat->connected--;
    oriel__server_emit(seat->server, seat->session, "disconnect", "[]");
    oriel__server_emit(seat->server, seat->session, "detach", "[I]", (int64_t)seat->connected);
}

void oriel__seat_left(struct oriel__seat *seat)
{
    oriel_server_t *server = seat->server;

    if (!oriel__list_is_empty(&seat->documents) || !seat->is_seated)
        return;
    seat->is_seated = false;
    server->seated--;
    oriel__seat_given_up(seat);
    oriel__queue_advance(server);
}

void oriel__seat_given_up(struct oriel__seat *seat)
{
    oriel_server_t *server = seat->server;

    if (seat->is_seated || !seat->by_browser || oriel__seat_has_ended(seat) || server->is_stopping)
        return;
    if (seat->is_known)
        oriel__server_set_timeout(server, ORIEL__TIMEOUT_EXPIRY, &seat->expiry);
    else /* nobody can come back */
        oriel__registry_expired(&seat->expiry);
}

void oriel__registry_expired(struct oriel__timeout *timeout)
{
    struct oriel__seat *seat = oriel__container(timeout, struct oriel__seat, expiry);

    /* Out of the registry at once: nobody takes it up any more. */
    if (!take_out(seat))
        return;
    oriel__server_emit(seat->server, seat->session, "expire", "[]");
    end_later(seat);
}

/* --- The end ---------------------------------------------------------------------------- */

/* All sessions there are, a reference each; NULL when there are none. */
static oriel_session_t **dup_sessions(oriel_server_t *server, size_t *count)
{
    oriel_session_t **sessions = NULL;
    struct oriel__seat *seat;
    size_t cursor = 0;

    *count = 0;
    oriel__lock(&server->mutex);
    if (oriel__hash_count(&server->sessions) > 0)
        sessions = oriel__alloc(oriel__hash_count(&server->sessions) * sizeof(*sessions));
    while (sessions && (seat = oriel__hash_each(&server->sessions, &cursor, NULL, NULL)))
        sessions[(*count)++] = oriel_session_ref(seat->session);
    oriel__unlock(&server->mutex);
    return sessions;
}

void oriel__registry_forget_pages(oriel_server_t *server)
{
    struct oriel_list all, *link;
    struct oriel__seat *seat;
    size_t cursor = 0;

    oriel__list_init(&all);
    oriel__lock(&server->mutex);
    while ((seat = oriel__hash_each(&server->sessions, &cursor, NULL, NULL))) {
        oriel_session_ref(seat->session);
        oriel__list_add(&all, &seat->link);
    }
    oriel__unlock(&server->mutex);
    while ((link = oriel__list_pop(&all))) {
        seat = oriel__container(link, struct oriel__seat, link);
        while (!oriel__list_is_empty(&seat->documents))
            oriel__document_end(oriel__container(seat->documents.next, struct oriel__document, link));
        oriel__timeout_clear(&seat->expiry);
        oriel_session_unref(seat->session);
    }
}

/* One that is there, from the cursor on, taken out, with the registry's reference;
 * NULL: none is. */
static struct oriel__seat *take_any(oriel_server_t *server, size_t *cursor)
{
    const char *id = NULL;
    size_t len = 0;

    oriel__lock(&server->mutex);
    struct oriel__seat *seat = oriel__hash_each(&server->sessions, cursor, &id, &len);

    if (!seat) { /* some may have come before it meanwhile */
        *cursor = 0;
        seat = oriel__hash_each(&server->sessions, cursor, &id, &len);
    }
    if (seat)
        oriel__hash_remove(&server->sessions, id, len);
    oriel__unlock(&server->mutex);
    return seat;
}

/* Who hears that the pages went finds the session's widgets as they were. */
void oriel__registry_end_all(oriel_server_t *server)
{
    bool is_heard = oriel__handlers_has(&server->handlers, "disconnect") ||
                    oriel__handlers_has(&server->handlers, "detach");
    struct oriel__seat *seat;
    size_t cursor = 0;

    while ((seat = take_any(server, &cursor))) {
        oriel_session_t *session = seat->session;

        if (is_heard) {
            end_later(seat);
            continue;
        }
        oriel__session_end(session);
        oriel_session_unref(session);
    }
    oriel__codes_clear(server);
}

void oriel__server_tell(oriel_server_t *server, oriel_value_t *message)
{
    size_t count = 0;
    oriel_session_t **sessions = dup_sessions(server, &count);

    for (size_t i = 0; i < count; i++) {
        if (oriel__session_send(sessions[i], message) != ORIEL_OK)
            oriel__log(ORIEL_LOG_ERROR, "server", "a session was not told: %s", oriel_last_error());
        oriel_session_unref(sessions[i]);
    }
    oriel__free(sessions);
}

/* --- Public -------------------------------------------------------------------------------- */

oriel_err_t oriel_server_create_session(oriel_server_t *server, const char *id, const char *token,
                                        oriel_session_t **ret)
{
    if (!server || !ret)
        return oriel__fail(ORIEL_EINVAL, "session: server and ret must not be NULL");
    if (id && !oriel__session_id_is(id))
        return oriel__fail(ORIEL_EINVAL, "session: an id has letters, digits, '-' and '_', %d at most",
                           ORIEL__SESSION_ID_MAX);
    if (token && !oriel__token_is(token))
        return oriel__fail(ORIEL_EINVAL, "session: a token has letters, digits and punctuation, 1 to %d",
                           ORIEL__TOKEN_MAX);
    return oriel__registry_add(server, id, token, NULL, false, ret);
}

size_t oriel_server_get_session_count(oriel_server_t *server)
{
    if (!server)
        return 0;
    oriel__lock(&server->mutex);
    size_t n = oriel__hash_count(&server->sessions);

    oriel__unlock(&server->mutex);
    return n;
}

oriel_session_t **oriel_server_dup_sessions(oriel_server_t *server, size_t *count)
{
    size_t n = 0;

    return server ? dup_sessions(server, count ? count : &n) : NULL;
}
