/* What is due, one by one; for the files of the outbox. */
#ifndef ORIEL_PAGE_OUTBOX_ENTRY_H
#define ORIEL_PAGE_OUTBOX_ENTRY_H

#include "page/outbox.h"

struct oriel__due {
    struct oriel_list link;
    struct oriel__change *change; /* or an operation: */
    bool is_joined;               /* the next change belongs to the same update */
    oriel_value_t *bytes;
    char *op;
    size_t len;          /* of `op`, or about what it takes on the wire */
    uint64_t own;        /* or a confirmation of that many changes of the page's own */
    oriel_value_t *text; /* or an operation of widgets, with `bytes`: */
    uint64_t wid;
    uint16_t key;
    bool is_question;
    bool is_done;    /* a rebuild has what the question would change */
    uint64_t answer; /* under which number such a question is answered */
    uint64_t heard;  /* or a confirmation of that many callbacks */
};

/* The longest key of the index of changes. */
#define ORIEL__INDEX_KEY_MAX ((size_t)4 * ORIEL_STATE_NAME_MAX)

/* All under the outbox's mutex. */
void oriel__due_free(struct oriel__due *entry);
/* The confirmation at the end, of changes or of callbacks, that may say a larger
 * number: nothing but one of the other kind came after it. NULL: there is none. */
struct oriel__due *oriel__outbox_last_confirmation(struct oriel__outbox *outbox, bool of_callbacks);
/* Appends it. */
void oriel__due_add(struct oriel__outbox *outbox, struct oriel__due *entry);
/* Puts entries that were unlinked in front of the others. */
void oriel__outbox_put_back(struct oriel__outbox *outbox, struct oriel_list *taken);
void oriel__due_unlink(struct oriel__outbox *outbox, struct oriel__due *entry);
/* Nothing more is due to this document, which cannot go on. */
void oriel__outbox_give_up(struct oriel__outbox *outbox);
/* Drops all entries, or only the changes. */
void oriel__outbox_drop_entries(struct oriel__outbox *outbox, bool changes_only);
void oriel__outbox_drop_index(struct oriel__outbox *outbox);
/* The change's key in the index; replaces what `key` held. */
oriel_err_t oriel__outbox_index_key(const struct oriel__change *change, struct oriel_buf *key) ORIEL_MUST_CHECK;
void oriel__outbox_drop_widget_index(struct oriel__outbox *outbox);
/* The entry leaves: the index forgets it. */
void oriel__outbox_forget_widget(struct oriel__outbox *outbox, const struct oriel__due *entry);

#endif
