/* Operations of widgets among what is due. */
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sync.h"
#include "page/outbox_entry.h"

/* The key of the index: which property of which widget. */
struct property {
    char text[sizeof(uint64_t) + sizeof(uint16_t)];
};

static struct property property_of(const struct oriel__due *entry)
{
    struct property property;

    memcpy(property.text, &entry->wid, sizeof(entry->wid));
    memcpy(property.text + sizeof(entry->wid), &entry->key, sizeof(entry->key));
    return property;
}

void oriel__outbox_drop_widget_index(struct oriel__outbox *outbox)
{
    if (!outbox->is_widget_indexed)
        return;
    oriel__hash_fini(&outbox->widget_index, NULL);
    oriel__hash_init(&outbox->widget_index);
    outbox->is_widget_indexed = false;
}

void oriel__outbox_forget_widget(struct oriel__outbox *outbox, const struct oriel__due *entry)
{
    if (!entry->text || !outbox->is_widget_indexed)
        return;
    if (outbox->widget_bytes <= outbox->high / 2) {
        oriel__outbox_drop_widget_index(outbox);
    } else if (entry->key) {
        struct property property = property_of(entry);

        if (oriel__hash_get(&outbox->widget_index, property.text, sizeof(property.text)) == entry)
            oriel__hash_remove(&outbox->widget_index, property.text, sizeof(property.text));
    }
}

/* Operations that a rebuild has, or that nobody waits for. Of a question that
 * changes something only the answer is still due. */
static void drop(struct oriel__outbox *outbox)
{
    struct oriel_list *next;

    oriel__outbox_drop_widget_index(outbox);
    for (struct oriel_list *l = outbox->entries.next; l != &outbox->entries; l = next) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        next = l->next;
        entry->is_done = entry->answer != 0;
        if ((!entry->text || entry->is_question) && !entry->heard)
            continue;
        oriel__due_unlink(outbox, entry);
        oriel__due_free(entry);
    }
}

/* Makes `entry` the only one of its property. */
static oriel_err_t collapse_into(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    struct property property = property_of(entry);
    void *old = NULL;
    oriel_err_t err;

    if (!entry->key)
        return ORIEL_OK;
    err = oriel__hash_set(&outbox->widget_index, property.text, sizeof(property.text), entry, &old);
    if (!err && old && old != entry) {
        oriel__due_unlink(outbox, old);
        oriel__due_free(old);
        atomic_fetch_add_explicit(outbox->collapsed, 1, memory_order_relaxed);
    }
    return err;
}

static oriel_err_t collapse_all(struct oriel__outbox *outbox)
{
    struct oriel_list *next;
    oriel_err_t err = ORIEL_OK;

    outbox->is_widget_indexed = true;
    for (struct oriel_list *l = outbox->entries.next; l != &outbox->entries && !err; l = next) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        next = l->next;
        if (entry->text)
            err = collapse_into(outbox, entry);
    }
    return err;
}

/* Keeps them within bounds, `entry` being the newest. */
static void bound(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    oriel_err_t err;

    if (!outbox->is_widget_indexed && outbox->widget_bytes <= outbox->high)
        return;
    err = outbox->is_widget_indexed ? collapse_into(outbox, entry) : collapse_all(outbox);
    if (err || outbox->widget_bytes > outbox->full) {
        drop(outbox);
        outbox->needs_rebuild = true;
    }
}

/* Out of memory: a rebuild needs none now. */
static void lose(struct oriel__outbox *outbox)
{
    drop(outbox);
    outbox->needs_rebuild = true;
}

bool oriel__outbox_add_widget(struct oriel__outbox *outbox, const struct oriel__widget_op *op)
{
    struct oriel__due *entry;
    size_t text, block = 0;
    bool is_lost = false;

    oriel__lock(&outbox->mutex);
    if (outbox->has_widgets && (!outbox->needs_rebuild || op->is_question)) {
        entry = oriel__new0(sizeof(*entry));
        if (entry) {
            oriel_value_get_text(op->text, &text);
            if (op->block)
                oriel_value_get_bytes(op->block, &block);
            entry->text = oriel_value_ref(op->text);
            entry->bytes = oriel_value_ref(op->block);
            entry->wid = op->wid;
            entry->key = op->key;
            entry->is_question = op->is_question;
            entry->answer = op->answer;
            entry->len = outbox->is_rebuilding ? 0 : text + block + 32;
            oriel__due_add(outbox, entry);
            if (!outbox->is_rebuilding)
                bound(outbox, entry);
        } else {
            lose(outbox);
            is_lost = op->is_question;
        }
    }
    oriel__unlock(&outbox->mutex);
    return !is_lost;
}

void oriel__outbox_lose_widgets(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    /* Nothing a rebuild has is added while one is due: a page that attaches again
     * and again is not worth a walk each. */
    if (outbox->document != 0 && !outbox->needs_rebuild) {
        drop(outbox);
        outbox->has_widgets = true;
        outbox->needs_rebuild = true;
    }
    oriel__unlock(&outbox->mutex);
}

void oriel__outbox_hear_widget(struct oriel__outbox *outbox)
{
    struct oriel__due *last;

    oriel__lock(&outbox->mutex);
    outbox->heard++;
    if (outbox->document != 0 && !outbox->needs_rebuild) { /* a rebuild says it, too */
        last = oriel__outbox_last_confirmation(outbox, true);
        if (!last) {
            last = oriel__new0(sizeof(*last));
            if (last)
                oriel__list_add(&outbox->entries, &last->link);
            else
                lose(outbox);
        }
        if (last)
            last->heard = outbox->heard;
    }
    oriel__unlock(&outbox->mutex);
}

void oriel__outbox_settle_widgets(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    drop(outbox);
    outbox->needs_rebuild = false;
    outbox->is_rebuilding = true;
    oriel__unlock(&outbox->mutex);
}

bool oriel__outbox_is_behind(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    bool is_behind = outbox->widget_bytes > outbox->high;

    oriel__unlock(&outbox->mutex);
    return is_behind;
}
