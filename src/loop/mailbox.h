/* Mailboxes: keep callbacks in order while handlers take their time. */
#ifndef ORIEL_LOOP_MAILBOX_H
#define ORIEL_LOOP_MAILBOX_H

#include "loop/inbox.h"

struct oriel__mailbox {
    _Atomic unsigned refs;
    pthread_mutex_t mutex;
    struct oriel_list waiting;
    struct oriel__inbox *inbox;
    bool ordered; /* one task at a time */
    bool busy;
};

oriel_err_t oriel__mailbox_new(struct oriel__inbox *inbox, bool ordered, struct oriel__mailbox **ret) ORIEL_MUST_CHECK;
struct oriel__mailbox *oriel__mailbox_ref(struct oriel__mailbox *mailbox);
/* Waiting tasks hold a reference to what they work on, and that to its mailbox. */
void oriel__mailbox_unref(struct oriel__mailbox *mailbox);

/* Passes `task` to the inbox when its turn has come. Whoever runs or drops it
 * calls oriel__mailbox_done() once, when the handler is really over. */
void oriel__mailbox_post(struct oriel__mailbox *mailbox, struct oriel__task *task);
void oriel__mailbox_done(struct oriel__mailbox *mailbox);

#endif
