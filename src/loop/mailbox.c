/* Mailboxes: keep callbacks in order while handlers take their time. */
#include "loop/mailbox.h"

#include <stdatomic.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"

oriel_err_t oriel__mailbox_new(struct oriel__inbox *inbox, bool ordered, struct oriel__mailbox **ret)
{
    struct oriel__mailbox *mailbox = oriel__new0(sizeof(*mailbox));

    if (!mailbox)
        return oriel__nomem();
    mailbox->refs = 1;
    mailbox->ordered = ordered;
    mailbox->inbox = oriel__inbox_ref(inbox);
    oriel__mutex_init(&mailbox->mutex);
    oriel__list_init(&mailbox->waiting);
    *ret = mailbox;
    return ORIEL_OK;
}

struct oriel__mailbox *oriel__mailbox_ref(struct oriel__mailbox *mailbox)
{
    atomic_fetch_add_explicit(&mailbox->refs, 1, memory_order_relaxed);
    return mailbox;
}

void oriel__mailbox_unref(struct oriel__mailbox *mailbox)
{
    if (!mailbox || atomic_fetch_sub_explicit(&mailbox->refs, 1, memory_order_acq_rel) != 1)
        return;
    /* Tasks hold references to their mailbox, so none can wait here. */
    oriel__inbox_unref(mailbox->inbox);
    oriel__mutex_fini(&mailbox->mutex);
    oriel__free(mailbox);
}

void oriel__mailbox_post(struct oriel__mailbox *mailbox, struct oriel__task *task)
{
    if (mailbox->ordered) {
        oriel__lock(&mailbox->mutex);
        bool wait = mailbox->busy;

        mailbox->busy = true;
        if (wait)
            oriel__list_add(&mailbox->waiting, &task->link);
        oriel__unlock(&mailbox->mutex);
        if (wait)
            return;
    }
    oriel__inbox_push(mailbox->inbox, task);
}

void oriel__mailbox_done(struct oriel__mailbox *mailbox)
{
    if (!mailbox->ordered)
        return;
    oriel__lock(&mailbox->mutex);
    struct oriel_list *next = oriel__list_pop(&mailbox->waiting);

    mailbox->busy = next != NULL;
    oriel__unlock(&mailbox->mutex);
    if (next)
        oriel__inbox_push(mailbox->inbox, oriel__container(next, struct oriel__task, link));
}
