/* Calls: a page's question on its way through the program. */
#ifndef ORIEL_PAGE_CALL_H
#define ORIEL_PAGE_CALL_H

#include "page/page.h"

/* The source of an async iterator; one reference for the page's table, one for
 * each pull under way. `close` runs in dispatch with the last one. */
struct oriel__stream {
    _Atomic unsigned refs;
    struct oriel__task reap;
    struct oriel__inbox *inbox;
    struct oriel__binding *binding; /* of the call that it answered */
    uint64_t pull;                  /* the last one's id; under the page's mutex */
    oriel_stream_ops_t ops;
    void *user;
};

struct oriel_call {
    _Atomic unsigned refs;
    struct oriel__task task;   /* runs the handler */
    struct oriel__task cancel; /* runs the cancel callback */
    struct oriel__task reap;   /* frees the user's data in dispatch */
    pthread_mutex_t mutex;
    struct oriel_page *page;
    uint64_t document, id;
    uint64_t stream_id;             /* a pull's: under which the page knows the stream */
    struct oriel__binding *binding; /* NULL for a pull */
    struct oriel__stream *stream;   /* the pull's, or the one it was answered with */
    oriel_value_t *args;
    oriel_value_t **blocks; /* one an argument that is bytes, else NULL; NULL when none is */
    size_t arg_count;
    size_t arg_bytes;          /* what they take, for the page's limit */
    struct oriel_list strings; /* decoded for oriel_call_arg_string() */
    void (*on_cancel)(oriel_call_t *call, void *user);
    void *cancel_user;
    oriel_destroy_cb cancel_destroy;
    bool is_pull, is_answered, is_aborted, is_canceled, is_over, cancel_is_due;
};

/* A call of `binding` (taken) with `args` (taken), or a pull of `stream`
 * (taken). On failure what was to be taken is released. */
oriel_err_t oriel__call_new(struct oriel_page *page, uint64_t document, uint64_t id, struct oriel__binding *binding,
                            struct oriel__stream *stream, oriel_value_t *args, oriel_call_t **ret) ORIEL_MUST_CHECK;
/* Argument `index` is these bytes (taken). */
oriel_err_t oriel__call_set_block(oriel_call_t *call, size_t index, oriel_value_t *bytes) ORIEL_MUST_CHECK;
/* Posts it to the mailbox, which then holds a reference. */
void oriel__call_post(oriel_call_t *call);
/* The page no longer waits, because it is gone. What it asked for is done all
 * the same. */
void oriel__call_cancel(oriel_call_t *call);
/* The page took it back: if it has not begun, it never does. */
void oriel__call_abort(oriel_call_t *call);

struct oriel__stream *oriel__stream_ref(struct oriel__stream *stream);
void oriel__stream_unref(struct oriel__stream *stream);

#endif
