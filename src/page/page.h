/* A page: one document that speaks the protocol, whatever carries it. */
#ifndef ORIEL_PAGE_PAGE_H
#define ORIEL_PAGE_PAGE_H

#include <pthread.h>

#include <oriel/state.h>

#include "base/hash.h"
#include "base/random.h"
#include "loop/mailbox.h"
#include "loop/turn.h"
#include "page/bindings.h"
#include "page/outbox.h"

#define ORIEL__KEY_BYTES 24
/* Limits of what a page may have under way or send at once. What it canceled is
 * under way until its handler is over. */
#define ORIEL__PAGE_CALLS_MAX 100000
#define ORIEL__PAGE_ARGS_MAX ((size_t)512 << 20)
#define ORIEL__PAGE_MESSAGE_MAX ((size_t)256 << 20)

struct oriel_page;

/* How a page's bytes travel. Reference counted by its owner; called with no
 * lock held, on any thread. */
struct oriel__carrier {
    /* Something is due: call oriel__page_take() soon. */
    void (*wake)(struct oriel__carrier *carrier);
    /* The page says that it is ready. On the carrier's own thread. */
    void (*ready)(struct oriel__carrier *carrier);
    void (*ref)(struct oriel__carrier *carrier);
    void (*unref)(struct oriel__carrier *carrier);
    /* The page misbehaves and is to be sent away; `text` says why. On the carrier's
     * own thread. NULL: it stays. */
    void (*drop)(struct oriel__carrier *carrier, const char *text);
};

/* What a page needs of its session's widgets; the session implements it. On the
 * carrier's thread, with no lock held. */
struct oriel__page_widgets {
    /* A message from the page: an object; `block` may be NULL. Borrowed. */
    oriel_err_t (*receive)(void *owner, struct oriel_page *page, oriel_value_t *message, oriel_value_t *block);
    /* All widgets as operations; see struct oriel__rebuilder. */
    oriel_err_t (*rebuild)(void *owner, struct oriel_page *page, struct oriel_buf *out);
    /* The document is gone, and follows no more. Twice is fine. */
    void (*leave)(void *owner, struct oriel_page *page);
    /* A frame was taken. */
    void (*taken)(void *owner, struct oriel_page *page);
    /* Frees page->view. */
    void (*release)(struct oriel_page *page);
};

/* What a page works with; all shared with its session. */
struct oriel__page_parts {
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox;
    struct oriel__bindings *bindings; /* outlives the page: the owner sees to it */
    oriel_state_t *state;
    const struct oriel__page_widgets *widgets; /* NULL: none */
    void *owner;                               /* referenced as long as the page lives */
    void (*owner_ref)(void *owner);
    void (*owner_unref)(void *owner);
};

struct oriel_page {
    _Atomic unsigned refs;
    pthread_mutex_t mutex;
    struct oriel_list link; /* in the session's list, under its mutex */
    struct oriel__page_parts parts;
    struct oriel__carrier *carrier; /* NULL: detached */
    struct oriel__waker waker;
    struct oriel__watcher watcher;
    struct oriel__outbox outbox;
    struct oriel__rebuilder rebuilder;
    void *view;                    /* the session's: how this page follows the widgets */
    struct oriel_hash calls;       /* 8 bytes of id -> oriel_call_t, a reference each */
    uint64_t document;             /* 0: none */
    uint64_t documents;            /* how many there were */
    bool is_away;                  /* under the session's mutex */
    bool is_watching;              /* begin and end are on the carrier's thread */
    _Atomic size_t underway;       /* calls and pulls whose handlers are not over, wanted or not */
    _Atomic size_t underway_bytes; /* of their arguments */
    size_t underway_limit;         /* of those bytes */
    _Atomic bool is_woken;
    _Atomic uint64_t wakeups, collapsed;
    char key[oriel__token_size(ORIEL__KEY_BYTES)];
};

oriel_err_t oriel__page_new(const struct oriel__page_parts *parts, struct oriel__carrier *carrier,
                            struct oriel_page **ret) ORIEL_MUST_CHECK;
struct oriel_page *oriel__page_ref(struct oriel_page *page);
void oriel__page_unref(struct oriel_page *page);

/* The page's secret; the script proves with it that it is ours. */
const char *oriel__page_get_key(struct oriel_page *page);
/* A new document begins: what the old one waited for is canceled, and the seed
 * is written to `seed`. */
oriel_err_t oriel__page_begin(struct oriel_page *page, struct oriel_buf *seed) ORIEL_MUST_CHECK;
/* The document is gone: cancels what it waited for. Twice is fine. */
void oriel__page_end(struct oriel_page *page);
/* Ends it and lets go of the carrier. */
void oriel__page_detach(struct oriel_page *page);
/* A text from the page. False: refused (wrong key, a document that is gone,
 * malformed); the log tells. */
bool oriel__page_receive(struct oriel_page *page, const char *text, size_t len);
/* The next frame for the page, malloc()ed; false when nothing is due. Sends a page
 * away whose outbox was given up. */
bool oriel__page_take(struct oriel_page *page, char **text, size_t *len);
/* Tells the document about a binding that came ('f') or went ('u'). */
void oriel__page_announce(struct oriel_page *page, char op, const char *object, const char *name);
/* Sends the page away, if its carrier can. On the carrier's thread. */
void oriel__page_drop(struct oriel_page *page, const char *text);
/* The same, if its outbox was given up; false: it was not. */
bool oriel__page_drop_lost(struct oriel_page *page);
/* Sends an operation and wakes the carrier; see oriel__outbox_add(). */
bool oriel__page_send(struct oriel_page *page, uint64_t document, char *op, size_t len, oriel_value_t *bytes);

#endif
