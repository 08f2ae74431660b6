/* Servers: pages in any browser. A server has a thread of its own, which goes on
 * while the program computes, sleeps or stands in a debugger. Since 0.2. All
 * functions: any thread.
 *
 *     oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
 *     oriel_server_new(app, &opts, &server);
 *     oriel_server_on(server, "connect", build, NULL, NULL);
 *     if (oriel_server_start(server) == ORIEL_OK)
 *         return oriel_app_run(app);
 */
#ifndef ORIEL_SERVER_H
#define ORIEL_SERVER_H

#include <oriel/widget.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_server oriel_server_t;

/* Strings and lists are copied; lists end with NULL. */
typedef struct oriel_server_opts {
    size_t struct_size;
    const char *host;            /* address to bind; NULL: "127.0.0.1" */
    int port;                    /* HTTP and WebSocket ("/ws"); 0: any free one; -1: none; default 0 */
    int ws_port;                 /* a second port for WebSocket alone; 0: any; -1: none, the default */
    int ws_fd;                   /* a bound socket in place of ws_port; the server closes it at its end; -1: none */
    const char *tls_certificate; /* PEM files; both or neither; NULL: no TLS */
    const char *tls_key;
    const char *title;          /* of the page that is served; NULL: "Oriel" */
    const char *favicon;        /* file; NULL: ours */
    const char *page;           /* HTML file in place of the widget page; NULL: ours */
    const char *root;           /* folder whose files are served at "/"; NULL: none */
    const char *const *origins; /* further origins whose pages may connect ("https://example.org") */
    const char *const *hosts;   /* further names in Host headers ("example.org") */
    const char *const *proxies; /* addresses or CIDR blocks whose X-Forwarded-* headers count */
    oriel_order_t order;        /* of the sessions' handlers; default ORIEL_ORDER_SESSION */
    size_t max_sessions;        /* with a browser at a time; others queue; 0: no limit, the default */
    int session_ttl_ms;         /* a session that browsers made ends so long after its last page was closed, or given
                                 * up after resume_ms; default 1 h; -1: never */
    int resume_ms;              /* how long a lost page's calls and frames are kept; default 60 s */
    int handshake_ms;           /* until a connection must have introduced itself; default 10 s */
    int ping_ms;                /* heartbeat; a peer silent for three of them is gone; default 20 s */
    size_t max_message;         /* bytes from a page at once; default 16 MiB */
    size_t max_connections;     /* default 20000 */
    size_t max_uploads;         /* under way in a session; default 64 */
    uint64_t max_upload;        /* bytes of one file; default 1 GiB; all files of a session that are there:
                                 * max_uploads times as much */
    int join_ms;                /* how long a code of oriel_session_dup_url() lasts; default 60 s */
    bool join_again;            /* a code may be used more than once; default false */
    bool legacy_client;         /* also serve clients that know part A of the widget protocol only; default false */
    bool metrics;               /* figures at "/metrics" in Prometheus text; default false */
    const char *content_security_policy; /* NULL: ours, which allows own files only */
} oriel_server_opts_t;

#define ORIEL_SERVER_OPTS_INIT                                                                                         \
    {                                                                                                                  \
        sizeof(oriel_server_opts_t), NULL, 0, -1, -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,            \
            ORIEL_ORDER_SESSION, 0, 3600000, 60000, 10000, 20000, (size_t)16 << 20, 20000, 64, (uint64_t)1 << 30,      \
            60000, false, false, false, NULL                                                                           \
    }

/* A server that does not listen yet. `*ret`: one reference. Errors: EINVAL (the
 * text names the option), ENOENT (a file), ENOMEM. */
ORIEL_API oriel_err_t oriel_server_new(oriel_app_t *app, const oriel_server_opts_t *opts,
                                       oriel_server_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_server_t *oriel_server_ref(oriel_server_t *server);
/* The last one closes. */
ORIEL_API oriel_server_t *oriel_server_unref(oriel_server_t *server);

/* Binds and listens; when it returns ORIEL_OK, browsers can connect. May follow
 * oriel_server_close(). Errors: EBUSY (a port in use; the text names it), EINVAL
 * (a bad address), EIO (a bad certificate or key), EEXIST (it runs already). */
ORIEL_API oriel_err_t oriel_server_start(oriel_server_t *server) ORIEL_MUST_CHECK;
/* Says goodbye to the pages, frees the ports, ends its sessions; 2 s at most. With
 * "disconnect" or "detach" handlers a session ends, in dispatch, when these have run:
 * they find its widgets. Idempotent; from a handler, too. oriel_app_run() returns when neither window
 * nor started server is left. */
ORIEL_API void oriel_server_close(oriel_server_t *server);
/* What SIGTERM should do: no new sessions, what is due is sent to pages that take
 * it within 2 s, they are told that the program ends; then as close. Returns at once. */
ORIEL_API void oriel_server_drain(oriel_server_t *server);
ORIEL_API bool oriel_server_is_running(oriel_server_t *server);

/* The ports bound, -1 for none. */
ORIEL_API int oriel_server_get_port(oriel_server_t *server);
ORIEL_API int oriel_server_get_ws_port(oriel_server_t *server);
/* "http://127.0.0.1:9501/": where a browser begins a session. The caller frees
 * it with oriel_free(); NULL before start and without HTTP. */
ORIEL_API char *oriel_server_dup_url(oriel_server_t *server);

/* Handlers of all sessions of this server. `action`, and the event's arguments:
 *   "connect"     []                a session began: build what its pages show. The
 *                                   page begins when the handlers have returned, but
 *                                   does not wait for more than a second
 *   "disconnect"  []                a page went (others may be there)
 *   "attach"      [page count]      a page came: the first, one more, or again
 *   "detach"      [page count]
 *   "expire"      []                it ends because nobody came back
 *   "error"       [name, message]   one of its handlers failed
 *   "close"       []                the server has closed, or drained; no session
 * `destroy` frees `user` at the end. Errors: EINVAL (no such action), ENOMEM. */
ORIEL_API oriel_err_t oriel_server_on(oriel_server_t *server, const char *action, oriel_event_cb handler, void *user,
                                      oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* A browser that asks for a new session; answer each once, from any thread.
 * Without an answer within handshake_ms it is closed with 1013, and may come back. */
typedef struct oriel_request oriel_request_t;
typedef void (*oriel_request_cb)(oriel_request_t *request, void *user); /* in dispatch */
ORIEL_API oriel_err_t oriel_server_set_request(oriel_server_t *server, oriel_request_cb handler, void *user,
                                               oriel_destroy_cb destroy) ORIEL_MUST_CHECK;
ORIEL_API oriel_request_t *oriel_request_ref(oriel_request_t *request);
ORIEL_API oriel_request_t *oriel_request_unref(oriel_request_t *request);
/* Borrowed until the last unref; NULL when absent. Header names in lower case:
 * those of HTTP, and, of a trusted proxy alone, those by which proxies tell who
 * someone is (docs/server.md). */
ORIEL_API const char *oriel_request_get_header(oriel_request_t *request, const char *name);
ORIEL_API const char *
oriel_request_get_peer(oriel_request_t *request); /* address; a trusted proxy's word counts, "" if it is unreadable */
ORIEL_API const char *oriel_request_get_query(oriel_request_t *request); /* of the page's address, without '?' */
/* `user`: who it is, kept with the session (oriel_session_get_user()); transfer take, may be NULL. */
ORIEL_API bool oriel_request_accept(oriel_request_t *request, oriel_value_t *user);
/* `text` (may be NULL) is shown to the person. */
ORIEL_API bool oriel_request_refuse(oriel_request_t *request, const char *text);

/* --- Sessions of a server ----------------------------------------------------- */

/* A session without a browser. `id` and `token` NULL: made here. `*ret`: one
 * reference; the server keeps its own until the session ends. Errors: EEXIST
 * (the id is taken and the token differs; with the same token, that session). */
ORIEL_API oriel_err_t oriel_server_create_session(oriel_server_t *server, const char *id, const char *token,
                                                  oriel_session_t **ret) ORIEL_MUST_CHECK;
ORIEL_API size_t oriel_server_get_session_count(oriel_server_t *server);
/* New references of all sessions, `*count` of them; free the array with
 * oriel_free(). NULL when there are none. */
ORIEL_API oriel_session_t **oriel_server_dup_sessions(oriel_server_t *server, size_t *count);

/* Letters, digits, '-', '_'; borrowed; "" for a session of no server. */
ORIEL_API const char *oriel_session_get_id(oriel_session_t *session);
/* The secret that lets a browser take it up again; the caller frees it. */
ORIEL_API char *oriel_session_dup_token(oriel_session_t *session);
/* What oriel_request_accept() was given; borrowed, NULL when nothing. */
ORIEL_API oriel_value_t *oriel_session_get_user(oriel_session_t *session);
/* An address with a code that lets one more browser join (join_ms, join_again);
 * the caller frees it; NULL without HTTP. */
ORIEL_API char *oriel_session_dup_url(oriel_session_t *session);
/* Sends its pages away; the session stays, and they may come back. */
ORIEL_API void oriel_session_close(oriel_session_t *session);
/* Ends it for ever: pages are told, its widgets are destroyed. Idempotent. */
ORIEL_API void oriel_session_destroy(oriel_session_t *session);
ORIEL_API bool oriel_session_is_destroyed(oriel_session_t *session);

/* A font for all pages of the server's sessions, those that come included;
 * `source`: a file, or `bytes` when it is NULL. `*id` (may be NULL): its number. */
ORIEL_API oriel_err_t oriel_server_register_font(oriel_server_t *server, const char *family, const char *source,
                                                 oriel_value_t *bytes, const char *weight, const char *style,
                                                 int *id) ORIEL_MUST_CHECK;
/* `family` NULL: the page's own again. `size` in pixels, 0: unchanged. */
ORIEL_API oriel_err_t oriel_server_set_default_font(oriel_server_t *server, const char *family, double size,
                                                    const char *weight, const char *style) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
