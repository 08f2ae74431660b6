/* A server from within. Everything of libwebsockets and libuv belongs to its
 * thread; what other threads touch is under `mutex`. */
#ifndef ORIEL_SERVER_INTERNAL_H
#define ORIEL_SERVER_INTERNAL_H

#include <pthread.h>
#include <uv.h>

#include <oriel/server.h>

#include "base/hash.h"
#include "base/list.h"
#include "loop/inbox.h"
#include "server/options.h"
#include "server/server.h"
#include "server/timeouts.h"
#include "session/event.h"
#include "session/member.h"
#include "session/session.h"

struct lws;
struct lws_context;
struct lws_vhost;
struct oriel__socket;
struct oriel__fonts;

/* How long close() waits for what is due to go out. */
#define ORIEL__SERVER_CLOSE_MS 2000
/* Ports: HTTP with WebSocket, and WebSocket alone. */
#define ORIEL__LISTENERS 2

enum oriel__server_phase {
    ORIEL__SERVER_STOPPED,
    ORIEL__SERVER_STARTING,
    ORIEL__SERVER_RUNNING,
    ORIEL__SERVER_STOPPING
};

/* A piece of work for the server's thread, embedded. Posted again before it
 * ran, it runs once. */
struct oriel__job {
    struct oriel_list link; /* under the server's mutex */
    void (*run)(oriel_server_t *server, struct oriel__job *job);
    bool is_posted;
};

/* A port. The listening socket is ours and not the HTTP library's, so that
 * errors have names, and accepting can pause. */
struct oriel__listener {
    oriel_server_t *server;
    uv_poll_t poll;
    int fd; /* -1: none */
    bool is_polling, is_open, is_websocket_only;
};

/* The program's hook for requests; shared with those under way. */
struct oriel__request_hook {
    _Atomic unsigned refs;
    struct oriel__task reap;
    struct oriel__inbox *inbox;
    oriel_request_cb cb;
    void *user;
    oriel_destroy_cb destroy;
};

/* Counted on the server's thread, read anywhere. */
struct oriel__figures {
    _Atomic uint64_t connections, connections_total, refused_total, sockets, sockets_total, resumed_total;
    _Atomic uint64_t texts_in, bytes_in, frames_out, bytes_out, requests_total, waiting, accept_failures;
};

struct oriel_server {
    _Atomic unsigned refs;  /* the program's: with the last one it closes */
    _Atomic unsigned holds; /* of its parts: with the last one its memory goes */
    struct oriel_list link; /* in the app's list of started servers */
    oriel_app_t *app;
    struct oriel__inbox *inbox;
    struct oriel__server_options opts;
    struct oriel__handlers handlers;
    struct oriel__figures figures;

    pthread_mutex_t mutex;
    pthread_cond_t changed;
    enum oriel__server_phase phase;
    oriel_err_t start_err;
    char start_error[256];
    int port, ws_port; /* -1: none */
    bool is_awake;     /* `async` may be sent */
    bool takes_jobs;   /* the thread is there, and runs what is posted */
    bool is_listed;    /* in the app's list, or on the way out of it */
    unsigned run;      /* counts starts */
    unsigned closing_run;
    bool is_closing_posted; /* `closing`, for that run */
    struct oriel_list jobs;
    struct oriel_list due;      /* visits that have something to send, a reference each */
    struct oriel_hash sessions; /* id -> seat; a reference of its session each */
    struct oriel_hash codes;    /* code -> struct oriel__code */
    struct oriel__request_hook *hook;
    struct oriel__fonts *fonts;

    /* The server's thread only. */
    pthread_t thread;
    uv_loop_t loop;
    uv_async_t async;
    uv_timer_t timer;
    struct oriel__listener listeners[ORIEL__LISTENERS];
    struct lws_context *context;
    struct lws_vhost *vhost;
    struct oriel__timeouts timeouts;
    struct oriel__timeout accept_pause, drain_end;
    struct oriel_list sockets; /* WebSocket connections */
    struct oriel_list queue;   /* those of them that wait for a place */
    size_t connections;        /* of any kind */
    size_t seated;             /* sessions with a page */
    struct oriel__job stop, drain, tell;
    struct oriel__task closing; /* in dispatch, after a drain */
    bool is_stopping, is_draining, is_ending;
    bool is_emptying; /* it stops, and pages get what is due yet */
};

/* --- server.c, thread.c ---------------------------------------------------- */
void oriel__server_hold(oriel_server_t *server);
void oriel__server_release(oriel_server_t *server);
/* Any thread: runs `job` on the server's thread. False: it does not run; nothing
 * will happen. */
bool oriel__server_post(oriel_server_t *server, struct oriel__job *job);
/* Under the mutex: the thread has something to do. */
void oriel__server_wake(oriel_server_t *server);
/* Server's thread: milliseconds of its loop; arms the timer for what is due. */
uint64_t oriel__server_now(oriel_server_t *server);
void oriel__server_arm(oriel_server_t *server);
void oriel__server_set_timeout(oriel_server_t *server, enum oriel__timeout_kind kind, struct oriel__timeout *timeout);
/* Ends the thread's loop when the server stops and nothing is left to say. */
void oriel__server_check_end(oriel_server_t *server);
/* Binds, starts the thread and waits until it listens. */
oriel_err_t oriel__server_thread_start(oriel_server_t *server) ORIEL_MUST_CHECK;
/* Once, when the server is made. */
void oriel__server_thread_init(oriel_server_t *server);
/* Ends it and joins it. */
void oriel__server_thread_stop(oriel_server_t *server);
/* An event of a session, or of the server itself (session NULL), with
 * arguments in the format of oriel_value_pack(). */
void oriel__server_emit(oriel_server_t *server, oriel_session_t *session, const char *action, const char *format, ...);

/* "http://127.0.0.1:9501/" and `tail`; NULL without HTTP. The caller frees it. */
char *oriel__server_dup_address(oriel_server_t *server, const char *tail);

/* A widget message for all pages of all sessions. */
void oriel__server_tell(oriel_server_t *server, oriel_value_t *message);

/* --- listener.c -------------------------------------------------------------- */
/* Before the thread starts: opens the sockets; the error names what is wrong. */
oriel_err_t oriel__listeners_open(oriel_server_t *server) ORIEL_MUST_CHECK;
void oriel__listeners_close(oriel_server_t *server); /* descriptors only */
/* Server's thread. */
oriel_err_t oriel__listeners_start(oriel_server_t *server) ORIEL_MUST_CHECK;
void oriel__listeners_stop(oriel_server_t *server);
void oriel__listeners_resume(oriel_server_t *server); /* after a pause */

/* --- context.c ---------------------------------------------------------------- */
oriel_err_t oriel__context_open(oriel_server_t *server) ORIEL_MUST_CHECK;
void oriel__context_destroy(oriel_server_t *server);
/* A connection was accepted; `fd` is taken. */
void oriel__context_adopt(oriel_server_t *server, struct oriel__listener *listener, int fd);

#endif
