/* The inside of a transfer, shared by the files of this room. */
#ifndef ORIEL_SERVICE_FETCH_H
#define ORIEL_SERVICE_FETCH_H

#include <pthread.h>

#include <oriel/fetch.h>

#include "base/buf.h"
#include "base/list.h"
#include "loop/inbox.h"
#include "loop/loop.h"
#include "service/curl.h"
#include "service/multi.h"

/* What is fetched ahead while nobody reads. */
#define ORIEL__FETCH_WINDOW ((size_t)256 * 1024)
/* A body read as a whole, unless told otherwise. */
#define ORIEL__FETCH_BODY_LIMIT ((size_t)64 * 1024 * 1024)
/* All headers of a response together. */
#define ORIEL__FETCH_HEAD_LIMIT ((size_t)256 * 1024)

enum oriel__reader_kind {
    ORIEL__READ_HEAD,
    ORIEL__READ_PIECE,
    ORIEL__READ_BYTES,
    ORIEL__READ_TEXT,
    ORIEL__READ_JSON
};

/* Somebody who waits for the response, for the body, or for a piece of his own to
 * be taken. Holds a reference to the transfer until its future settles, and its
 * memory until that goes. */
struct oriel__reader {
    struct oriel_list link;
    oriel_fetch_t *fetch;
    oriel_future_t *future; /* a reference while it waits */
    enum oriel__reader_kind kind;
};

/* A piece of a streamed body. */
struct oriel__piece {
    struct oriel_list link;
    struct oriel__reader *reader; /* of who wrote it */
    size_t len, taken;
    char data[];
};

enum oriel__fetch_phase {
    ORIEL__FETCH_NEW,
    ORIEL__FETCH_CHECKING, /* the program is asked about the target */
    ORIEL__FETCH_RUNNING,
    ORIEL__FETCH_DONE
};

enum oriel__answer {
    ORIEL__ANSWER_NONE,
    ORIEL__ANSWER_YES,
    ORIEL__ANSWER_NO,
    ORIEL__ANSWER_GONE /* nobody dispatches any more */
};

struct oriel_fetch {
    _Atomic unsigned refs;  /* the program's, and readers'; the last one cancels */
    _Atomic unsigned holds; /* what keeps the memory */
    unsigned forks;
    struct oriel__loop *loop;
    struct oriel__inbox *inbox;       /* of futures */
    struct oriel__inbox *hooks_inbox; /* of check and progress */
    oriel_fetch_opts_t opts;          /* what it points to lies in `texts`, or is copied */
    char *texts;

    /* The loop's thread. */
    const struct oriel__curl *curl;
    struct oriel__multi *multi;
    struct oriel__transfer transfer; /* its place there */
    struct curl_slist *headers;
    enum oriel__fetch_phase phase;
    char *url;      /* of this request */
    char *next_url; /* of the redirect that it brought */
    CURLU *origin;  /* of the first one: who may get credentials */
    const char *method;
    bool is_foreign;  /* redirected to another origin */
    bool has_body;    /* the request has */
    bool is_redirect; /* this response is followed */
    bool has_head;    /* the headers of the last response are there */
    unsigned redirects;
    size_t body_at;       /* how much of the body is sent */
    size_t redirect_body; /* how much of a redirect's came */
    uint64_t deadline_ns;
    struct oriel_buf head;
    oriel_err_t failure; /* why a callback of curl's ended it */
    char failure_text[CURL_ERROR_SIZE + 256];
    char curl_text[CURL_ERROR_SIZE];

    pthread_mutex_t mutex; /* guards what follows */
    struct oriel__task task, check_task, progress_task;
    bool is_posted, is_progress_due;
    bool has_begun;            /* on the loop's thread, which ends it, too */
    bool is_canceled, resumes; /* what the loop's thread is asked to do */
    bool is_paused;            /* the server is kept waiting */
    bool is_write_ended;
    uint64_t written; /* bytes of a streamed body */
    enum oriel__answer answer;
    oriel_fetch_progress_t progress;
    bool is_done;
    oriel_err_t err;
    char *text; /* of the error */
    int status;
    oriel_value_t *response;
    struct oriel_buf body; /* what nobody has read yet */
    bool is_whole;         /* it is read as a whole */
    bool is_lost;          /* for want of memory a part of it is gone */
    oriel_value_t *bytes;  /* then, when it is all there */
    size_t received;
    struct oriel_list head_readers;
    struct oriel__reader *body_reader;
    struct oriel_list pieces; /* of a streamed body, oldest first */
};

/* --- fetch.c --- */
struct oriel_fetch *oriel__fetch_hold(oriel_fetch_t *fetch);
void oriel__fetch_let_go(oriel_fetch_t *fetch);
/* Has the loop's thread look at it. */
void oriel__fetch_poke(oriel_fetch_t *fetch);

/* --- reader.c --- */
/* The headers are there; takes `response`. */
void oriel__fetch_set_response(oriel_fetch_t *fetch, int status, oriel_value_t *response);
/* A piece of the body came. False: it must wait, and the loop's thread is asked
 * to resume when there is room. Fails with ETOOBIG. */
oriel_err_t oriel__fetch_add_body(oriel_fetch_t *fetch, const char *data, size_t len, bool *is_taken) ORIEL_MUST_CHECK;
/* All is over: settles everybody who waits. */
void oriel__fetch_set_done(oriel_fetch_t *fetch, oriel_err_t err, const char *text);

/* --- upload.c --- */
/* Fills `out` from the body; 0 at its end; CURL_READFUNC_PAUSE. */
size_t oriel__fetch_send(oriel_fetch_t *fetch, char *out, size_t size);

/* --- transfer.c: on the loop's thread --- */
/* Does what the other threads asked for. */
void oriel__fetch_act(oriel_fetch_t *fetch);
/* The loop is gone, or going. */
void oriel__fetch_end(oriel_fetch_t *fetch, oriel_err_t err, const char *text);

/* --- head.c --- */
/* The response of the header lines in `head`. */
oriel_err_t oriel__head_value(const struct oriel_buf *head, int status, const char *url,
                              oriel_value_t **ret) ORIEL_MUST_CHECK;
/* The value of the first line of that name, borrowed; NULL when absent. */
const char *oriel__head_line(const struct oriel_buf *head, const char *name, size_t *len);
/* A header of that value, oriel__free(); NULL when absent. */
char *oriel__head_find(const oriel_value_t *response, const char *name);
bool oriel__is_header_name(const char *text);
bool oriel__is_header_value(const char *text);

/* --- charset.c --- */
/* The text of a body as a string. `type`: its Content-Type, may be NULL. */
oriel_err_t oriel__decode(const char *data, size_t len, const char *type, oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- target.c --- */
/* Whether policy allows the target: http and https, and the list of hosts.
 * `*normal`: the URL as it is asked for, oriel__free(). */
oriel_err_t oriel__target_check(const struct oriel__curl *curl, const oriel_fetch_opts_t *opts, const char *url,
                                CURLU **parsed, char **normal) ORIEL_MUST_CHECK;
/* Where a Location leads from `base`; oriel__free(). EIO when it is none. */
oriel_err_t oriel__target_resolve(const struct oriel__curl *curl, const char *base, const char *location, size_t len,
                                  char **ret) ORIEL_MUST_CHECK;
/* Scheme, host and port are the same. */
bool oriel__target_is_same(const struct oriel__curl *curl, CURLU *a, CURLU *b);
/* The URL without its user, password and fragment: what may be told. oriel__free();
 * NULL without memory. */
char *oriel__target_public(const struct oriel__curl *curl, const char *url);
/* "scheme://host:port", for messages: a path or query may hold secrets. */
void oriel__target_name(const struct oriel__curl *curl, const char *url, char *out, size_t size);

#endif
