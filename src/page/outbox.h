/* The outbox: what is due to one page, in order, within bounds. */
#ifndef ORIEL_PAGE_OUTBOX_H
#define ORIEL_PAGE_OUTBOX_H

#include <pthread.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/list.h"
#include "state/state.h"

/* Above HIGH bytes, changes of one key collapse to the latest; above FULL the
 * page is sent one snapshot in their place. Answers to calls are never dropped
 * one by one: a page that has more than ANSWERS of them due when another comes is
 * given up, if its carrier can send it away. */
#define ORIEL__OUTBOX_HIGH ((size_t)1 << 20)
#define ORIEL__OUTBOX_FULL ((size_t)8 << 20)
#define ORIEL__OUTBOX_ANSWERS ((size_t)64 << 20)
/* What an answer counts for beside its text and its bytes. */
#define ORIEL__ANSWER_COST ((size_t)160)
/* A frame ends with the operation that passes this many bytes, but neither within an
 * update nor with a part of changes that collapsed: of an earlier update there may be
 * only some left. */
#define ORIEL__FRAME_SIZE ((size_t)1 << 20)
#define ORIEL__FRAME_LIMIT ((size_t)512 << 20)

/* An operation of widgets: `["w",...]`, without the index of its block and the end
 * when there is a block. */
struct oriel__widget_op {
    oriel_value_t *text;
    oriel_value_t *block; /* may be NULL */
    uint64_t wid;
    uint16_t key;     /* not 0: replaces an earlier one of the same widget and key */
    bool is_question; /* never dropped */
    uint64_t answer;  /* not 0: a question that changes something, by its number: once a
                       * rebuild has the change, the answer alone is asked for */
};

/* Writes all widgets as operations in place of those that are due, and calls
 * oriel__outbox_settle_widgets() meanwhile. */
struct oriel__rebuilder {
    oriel_err_t (*write)(struct oriel__rebuilder *rebuilder, struct oriel_buf *out);
};

struct oriel__outbox {
    pthread_mutex_t mutex;
    struct oriel_list entries;
    size_t high, full; /* the limits in force */
    size_t answer_limit;
    size_t frame_limit;  /* of a frame's text, and of its blocks */
    size_t change_bytes; /* of the changes among them */
    size_t widget_bytes; /* of the operations of widgets among them */
    size_t answer_bytes; /* of the answers, and all else that oriel__outbox_add() took */
    uint64_t document;   /* 0: no page, everything is dropped */
    uint64_t next_frame;
    const void *page;        /* of changes that it made itself it is told the number only */
    uint64_t own;            /* how many changes this document made */
    struct oriel_hash index; /* "ns\nkey" -> newest change entry; only above `high` */
    bool is_indexed;
    bool needs_snapshot;
    unsigned failures;              /* frames in a row that could not be written */
    bool can_give_up;               /* the page's carrier can send it away */
    _Atomic bool is_lost;           /* given up: the page is to be sent away */
    struct oriel_hash widget_index; /* widget and key -> newest entry; only above `high` */
    bool is_widget_indexed;
    bool has_widgets;            /* the page follows them */
    bool needs_rebuild;          /* operations are missing */
    bool is_rebuilding;          /* what is added now belongs to the rebuild that is written */
    uint64_t heard;              /* how many callbacks of the page are in */
    _Atomic uint64_t *collapsed; /* counts changes that were spared */
};

void oriel__outbox_init(struct oriel__outbox *outbox, const void *page, _Atomic uint64_t *collapsed);
void oriel__outbox_fini(struct oriel__outbox *outbox);
/* Empties it and accepts operations of that document only. */
void oriel__outbox_reset(struct oriel__outbox *outbox, uint64_t document);
/* Appends an operation: `op` is its JSON, taken; `bytes` (may be NULL, taken)
 * goes with it as a block, whose index follows `op`, which then lacks its end:
 * `["b",7`. False: dropped, the document is gone, or given up with this. */
bool oriel__outbox_add(struct oriel__outbox *outbox, uint64_t document, char *op, size_t len, oriel_value_t *bytes);
/* Appends the changes of one update, which go into one frame. Runs under the state's
 * lock. */
void oriel__outbox_add_changes(struct oriel__outbox *outbox, struct oriel__change *const *changes, size_t count);
/* A change by the page was refused: it counts all the same, and a snapshot tells
 * the page what is there instead. */
void oriel__outbox_refuse_own(struct oriel__outbox *outbox);
/* Widgets; these run under the tree's lock. Operations are dropped while there is
 * no page that follows, and while a rebuild is due, which has them; not questions.
 * False: a question was lost, for want of memory. */
bool oriel__outbox_add_widget(struct oriel__outbox *outbox, const struct oriel__widget_op *op);
/* An operation is missing, or the page begins to follow: it is to be rebuilt. */
void oriel__outbox_lose_widgets(struct oriel__outbox *outbox);
/* One more callback of the page's own is in. */
void oriel__outbox_hear_widget(struct oriel__outbox *outbox);
/* A rebuild was written: it has all that is due, but for questions. What the
 * rebuilder adds from now on follows it, and does not count: or what does not fit
 * would ask for another rebuild, for ever. */
void oriel__outbox_settle_widgets(struct oriel__outbox *outbox);
/* Whether more is due than a polite producer adds to. */
bool oriel__outbox_is_behind(struct oriel__outbox *outbox);
/* The next frame; false when nothing is due, or it cannot be written. The first that
 * cannot is empty, so that the page stays in step, and a snapshot and a rebuild
 * follow; with the next one the document is given up, or, if that cannot be, goes
 * without what was due. A snapshot comes from `state`, a
 * rebuild from `rebuilder` (may be NULL). `*text`: malloc()ed, because it leaves
 * for the backend. */
bool oriel__outbox_take(struct oriel__outbox *outbox, oriel_state_t *state, struct oriel__rebuilder *rebuilder,
                        char **text, size_t *len);
bool oriel__outbox_is_empty(struct oriel__outbox *outbox);
/* Whether it was given up: the document cannot go on, and nothing is due any more. */
bool oriel__outbox_is_lost(struct oriel__outbox *outbox);

#endif
