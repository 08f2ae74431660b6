/* Requests: a browser that asks for a session, and what the program says. */
#include "server/request.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "server/admit.h"
#include "server/socket.h"

struct oriel_request {
    _Atomic unsigned refs;
    struct oriel__task task; /* asks */
    struct oriel__job job;   /* brings the answer */
    oriel_server_t *server;  /* held */
    struct oriel__request_hook *hook;
    struct oriel__socket *socket; /* NULL: gone; server's thread only */
    struct oriel_hash headers;
    char *peer, *query;
    _Atomic bool is_answered;
    bool is_accepted;
    oriel_value_t *user;
    char *text; /* of a refusal */
};

/* --- The hook --------------------------------------------------------------------- */

static void run_reap(struct oriel__task *task)
{
    struct oriel__request_hook *hook = oriel__container(task, struct oriel__request_hook, reap);

    if (hook->destroy)
        hook->destroy(hook->user);
    oriel__inbox_unref(hook->inbox);
    oriel__free(hook);
}

void oriel__request_hook_unref(struct oriel__request_hook *hook)
{
    if (!hook || atomic_fetch_sub_explicit(&hook->refs, 1, memory_order_acq_rel) != 1)
        return;
    struct oriel__inbox *inbox = oriel__inbox_ref(hook->inbox);

    oriel__inbox_push(inbox, &hook->reap);
    oriel__inbox_unref(inbox);
}

struct oriel__request_hook *oriel__request_hook_get(oriel_server_t *server)
{
    oriel__lock(&server->mutex);
    struct oriel__request_hook *hook = server->hook;

    if (hook)
        atomic_fetch_add_explicit(&hook->refs, 1, memory_order_relaxed);
    oriel__unlock(&server->mutex);
    return hook;
}

oriel_err_t oriel_server_set_request(oriel_server_t *server, oriel_request_cb handler, void *user,
                                     oriel_destroy_cb destroy)
{
    struct oriel__request_hook *hook = NULL;

    if (!server)
        return oriel__fail(ORIEL_EINVAL, "server: it is NULL");
    if (handler) {
        hook = oriel__new0(sizeof(*hook));
        if (!hook)
            return oriel__nomem();
        hook->refs = 1;
        hook->reap.run = run_reap;
        hook->inbox = oriel__inbox_ref(server->inbox);
        hook->cb = handler;
        hook->user = user;
        hook->destroy = destroy;
    }
    oriel__lock(&server->mutex);
    struct oriel__request_hook *old = server->hook;

    server->hook = hook;
    oriel__unlock(&server->mutex);
    oriel__request_hook_unref(old);
    return ORIEL_OK;
}

/* --- Life ---------------------------------------------------------------------------- */

oriel_request_t *oriel_request_ref(oriel_request_t *request)
{
    if (request)
        atomic_fetch_add_explicit(&request->refs, 1, memory_order_relaxed);
    return request;
}

oriel_request_t *oriel_request_unref(oriel_request_t *request)
{
    if (!request || atomic_fetch_sub_explicit(&request->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    oriel__hash_fini(&request->headers, oriel__free);
    oriel__free(request->peer);
    oriel__free(request->query);
    oriel__free(request->text);
    oriel_value_unref(request->user);
    oriel__request_hook_unref(request->hook);
    oriel__server_release(request->server);
    oriel__free(request);
    return NULL;
}

/* In dispatch. */
static void run_ask(struct oriel__task *task)
{
    oriel_request_t *request = oriel__container(task, struct oriel_request, task);

    request->hook->cb(request, request->hook->user);
    oriel_request_unref(request);
}

static void drop_ask(struct oriel__task *task)
{
    oriel_request_unref(oriel__container(task, struct oriel_request, task));
}

/* Server's thread: the answer has come. */
static void run_answer(oriel_server_t *server, struct oriel__job *job)
{
    oriel_request_t *request = oriel__container(job, struct oriel_request, job);
    struct oriel__socket *socket = request->socket;

    if (socket && socket->phase == ORIEL__SOCKET_ASKING && request->is_accepted) {
        oriel_value_t *user = request->user;

        request->user = NULL;
        oriel__admit_accepted(server, socket, user);
    } else if (socket && socket->phase == ORIEL__SOCKET_ASKING) {
        atomic_fetch_add(&server->figures.refused_total, 1);
        oriel__socket_close(socket, ORIEL__CLOSE_REFUSED, request->text ? request->text : "Not permitted.");
    }
    oriel_request_unref(request);
}

oriel_request_t *oriel__visitor_new(oriel_server_t *server, struct oriel__request_hook *hook, const char *peer)
{
    oriel_request_t *request = oriel__new0(sizeof(*request));

    if (request)
        request->peer = oriel__strdup(peer);
    if (!request || !request->peer) {
        oriel__free(request);
        return NULL;
    }
    request->refs = 1;
    request->task.run = run_ask;
    request->task.drop = drop_ask;
    request->job.run = run_answer;
    request->server = server;
    oriel__server_hold(server);
    atomic_fetch_add_explicit(&hook->refs, 1, memory_order_relaxed);
    request->hook = hook;
    oriel__hash_init(&request->headers);
    return request;
}

bool oriel__visitor_add_header(oriel_request_t *request, const char *name, const char *value)
{
    char *copy = oriel__strdup(value);
    void *old = NULL;

    if (!copy || oriel__hash_set(&request->headers, name, strlen(name), copy, &old) != ORIEL_OK) {
        oriel__free(copy);
        return false;
    }
    oriel__free(old);
    return true;
}

void oriel__visitor_ask(oriel_request_t *request, struct oriel__socket *socket)
{
    request->socket = socket;
    request->query = socket->greeting.query;
    socket->greeting.query = NULL;
    oriel_request_ref(request);
    oriel__inbox_push(request->server->inbox, &request->task);
}

void oriel__visitor_forget(oriel_request_t *request)
{
    request->socket = NULL;
    oriel_request_unref(request);
}

/* --- The program's side --------------------------------------------------------------- */

const char *oriel_request_get_header(oriel_request_t *request, const char *name)
{
    return request && name ? oriel__hash_get(&request->headers, name, strlen(name)) : NULL;
}

const char *oriel_request_get_peer(oriel_request_t *request)
{
    return request ? request->peer : NULL;
}

const char *oriel_request_get_query(oriel_request_t *request)
{
    return request ? request->query : NULL;
}

static bool answer(oriel_request_t *request, bool is_accepted, oriel_value_t *user, const char *text)
{
    if (!request || atomic_exchange(&request->is_answered, true)) {
        oriel_value_unref(user);
        return false;
    }
    request->is_accepted = is_accepted;
    request->user = user;
    request->text = text ? oriel__strdup(text) : NULL;
    oriel_request_ref(request);
    if (!oriel__server_post(request->server, &request->job))
        oriel_request_unref(request);
    return true;
}

bool oriel_request_accept(oriel_request_t *request, oriel_value_t *user)
{
    return answer(request, true, user, NULL);
}

bool oriel_request_refuse(oriel_request_t *request, const char *text)
{
    return answer(request, false, NULL, text);
}
