/* Fetch: HTTP requests, with the response read as a whole or piece by piece.
 * Since 0.1. All functions: any thread. Strings are UTF-8.
 *
 * A transfer runs on a runtime's thread. HTTP/1.1, HTTP/2 over TLS, compressed
 * answers, verified certificates. Targets are http and https only, also those
 * of redirects.
 *
 *     oriel_fetch_start(oriel_app_get_runtime(app), "https://example.org/", NULL, &fetch);
 *     oriel_fetch_text(fetch, &text);
 *     oriel_fetch_unref(fetch);        // the future keeps it
 *     if (oriel_future_wait(text, -1) == ORIEL_OK) ...
 *
 * libcurl is loaded by the first transfer; without it transfers are rejected
 * with ENOENT, which names the package to install. */
#ifndef ORIEL_FETCH_H
#define ORIEL_FETCH_H

#include <oriel/inbox.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_fetch oriel_fetch_t;

typedef struct oriel_fetch_header {
    const char *name;
    const char *value;
} oriel_fetch_header_t;

/* How far a transfer is, in bytes of bodies as they travel; a total is -1 while
 * it is not known. */
typedef struct oriel_fetch_progress {
    int64_t sent, send_total;
    int64_t received, receive_total;
} oriel_fetch_progress_t;

/* Whether `url` may be asked. Runs in dispatch, before the first request and
 * before each redirect is followed; false rejects with EPERM. */
typedef bool (*oriel_fetch_check_cb)(const char *url, void *user);
/* Runs in dispatch, with the latest figures. */
typedef void (*oriel_fetch_progress_cb)(const oriel_fetch_progress_t *progress, void *user);

typedef struct oriel_fetch_opts {
    size_t struct_size;
    const char *method; /* NULL: GET, or POST with a body */
    const oriel_fetch_header_t *headers;
    size_t header_count;
    const void *body; /* NULL: none */
    size_t body_len;
    /* The body comes by oriel_fetch_write(); `body_size` bytes, or -1: unknown. */
    bool streams_body;
    int64_t body_size;
    int connect_timeout_ms; /* 0: none */
    int timeout_ms;         /* of everything, to the end of the body; 0: none. Not looked at while `check` is due */
    /* How many redirects are followed; more of them reject with ETOOBIG. 0: none
     * is, they are responses like others. Host, authorization and cookie headers
     * do not go to another host, port or scheme. */
    unsigned redirect_limit;
    /* The decoded body at the most, beyond it ETOOBIG. 0: 64 MiB when it is read
     * as a whole, no limit piece by piece. */
    size_t body_limit;
    /* Hosts that may be asked: "example.org", "*.example.org" for those below it;
     * others reject with EPERM. NULL: all. */
    const char *const *hosts;
    size_t host_count;
    const char *proxy;   /* its URL; NULL: as the environment says, "": none */
    const char *ca_file; /* PEM; trusted instead of the system's authorities */
    oriel_fetch_check_cb check;
    oriel_fetch_progress_cb progress;
    void *user;               /* of both */
    oriel_destroy_cb destroy; /* of `user`, when it is not needed any more; in dispatch or the last unref */
    oriel_inbox_t *inbox;     /* where both are dispatched; NULL: by the app of the runtime */
} oriel_fetch_opts_t;

#define ORIEL_FETCH_OPTS_INIT                                                                                          \
    {                                                                                                                  \
        sizeof(oriel_fetch_opts_t), NULL, NULL, 0, NULL, 0, false, -1, 10000, 30000, 20, 0, NULL, 0, NULL, NULL, NULL, \
            NULL, NULL, NULL, NULL                                                                                     \
    }

/* Starts a transfer. Everything is copied; `opts` may be NULL. `*ret`: one
 * reference. What goes wrong later rejects the futures below: EINVAL (`url` is
 * none), EPERM (target, certificate), ETIMEDOUT, ETOOBIG, EIO (the rest), ECLOSED
 * (the runtime ended). Errors: EINVAL (method, header, options), ECLOSED, EPERM (forked), ENOMEM;
 * then `destroy` was not called. */
ORIEL_API oriel_err_t oriel_fetch_start(oriel_runtime_t *runtime, const char *url, const oriel_fetch_opts_t *opts,
                                        oriel_fetch_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_fetch_t *oriel_fetch_ref(oriel_fetch_t *fetch);
/* Always NULL. A future of the transfer that waits is a reference, too; the last
 * one ends the transfer. */
ORIEL_API oriel_fetch_t *oriel_fetch_unref(oriel_fetch_t *fetch);
/* Ends the transfer and closes its connection; futures are canceled. So does
 * canceling one of them. */
ORIEL_API void oriel_fetch_cancel(oriel_fetch_t *fetch);

/* Resolves when the headers are there, to {"status": int, "url": string, after
 * redirects, "headers": [[name in lower case, value], ...], in order}. Any
 * status resolves. `*ret`: one reference, as of all that follow. */
ORIEL_API oriel_err_t oriel_fetch_response(oriel_fetch_t *fetch, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* The body; one reader at a time (EBUSY). While nobody reads, 256 KiB are
 * fetched ahead, and then the server is kept waiting. */
/* Resolves to bytes, the next piece, or to null at the end. */
ORIEL_API oriel_err_t oriel_fetch_read(oriel_fetch_t *fetch, oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Resolves to all that was not read yet: as bytes; as a string, decoded as
 * Content-Type says, else as UTF-8, with U+FFFD for what does not fit; parsed
 * (ESYNTAX). May be asked again and in other forms. */
ORIEL_API oriel_err_t oriel_fetch_bytes(oriel_fetch_t *fetch, oriel_future_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_fetch_text(oriel_fetch_t *fetch, oriel_future_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_fetch_json(oriel_fetch_t *fetch, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* The next piece of a streamed body; copied. Resolves to null when it is on its
 * way: wait for that before the next one, or the body gathers in memory. */
ORIEL_API oriel_err_t oriel_fetch_write(oriel_fetch_t *fetch, const void *data, size_t len,
                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The body ends here. */
ORIEL_API void oriel_fetch_write_end(oriel_fetch_t *fetch);

/* The status, 0 before the headers are there. */
ORIEL_API int oriel_fetch_get_status(oriel_fetch_t *fetch);
/* The first header of that name, in any case; NULL when absent. The caller frees
 * it with oriel_free(). */
ORIEL_API char *oriel_fetch_dup_header(oriel_fetch_t *fetch, const char *name);
ORIEL_API void oriel_fetch_get_progress(oriel_fetch_t *fetch, oriel_fetch_progress_t *ret);

#ifdef __cplusplus
}
#endif

#endif
