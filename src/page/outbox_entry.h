/* What is due, one by one; for the files of the outbox. */
#ifndef ORIEL_PAGE_OUTBOX_ENTRY_H
#define ORIEL_PAGE_OUTBOX_ENTRY_H

#include "page/outbox.h"

struct oriel__due {
    struct oriel_list link;
    struct oriel__change *change; /* or an operation: */
    oriel_value_t *bytes;
    char *op;
    size_t len;          /* of `op`, or about what it takes on the wire */
    uint64_t own;        /* or a confirmation of that many changes of the page's own */
    oriel_value_t *text; /* or an operation of widgets, with `bytes`: */
    uint64_t wid;
    uint16_t key;
    bool is_question;
    uint64_t heard; /* or a confirmation of that many callbacks */
};

/* All under the outbox's mutex. */
void oriel__due_free(struct oriel__due *entry);
void oriel__due_unlink(struct oriel__outbox *outbox, struct oriel__due *entry);
void oriel__outbox_drop_widget_index(struct oriel__outbox *outbox);
/* The entry leaves: the index forgets it. */
void oriel__outbox_forget_widget(struct oriel__outbox *outbox, const struct oriel__due *entry);

#endif
