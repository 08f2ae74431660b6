/* The outbox: what is due to one page, in order, within bounds. */
#include "page/outbox_entry.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/log.h"
#include "base/sync.h"
#include "value/value.h"

void oriel__outbox_init(struct oriel__outbox *outbox, const void *page, _Atomic uint64_t *collapsed)
{
    memset(outbox, 0, sizeof(*outbox));
    oriel__mutex_init(&outbox->mutex);
    oriel__list_init(&outbox->entries);
    oriel__hash_init(&outbox->index);
    oriel__hash_init(&outbox->widget_index);
    outbox->high = ORIEL__OUTBOX_HIGH;
    outbox->full = ORIEL__OUTBOX_FULL;
    outbox->answer_limit = ORIEL__OUTBOX_ANSWERS;
    outbox->frame_limit = ORIEL__FRAME_LIMIT;
    outbox->page = page;
    outbox->collapsed = collapsed;
}

void oriel__due_free(struct oriel__due *entry)
{
    if (entry->change)
        oriel__change_unref(entry->change);
    oriel_value_unref(entry->text);
    oriel_value_unref(entry->bytes);
    oriel__free(entry->op);
    oriel__free(entry);
}

/* What the entry counts for among the answers. */
static size_t answer_size(const struct oriel__due *entry)
{
    size_t bytes = 0;

    if (entry->bytes)
        oriel_value_get_bytes(entry->bytes, &bytes);
    return entry->len + bytes + ORIEL__ANSWER_COST;
}

/* Among which bytes the entry counts. */
static size_t *counter(struct oriel__outbox *outbox, const struct oriel__due *entry)
{
    return entry->change ? &outbox->change_bytes : entry->text ? &outbox->widget_bytes : &outbox->answer_bytes;
}

static size_t size_of(const struct oriel__due *entry)
{
    return entry->op ? answer_size(entry) : entry->len;
}

void oriel__due_add(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    *counter(outbox, entry) += size_of(entry);
    oriel__list_add(&outbox->entries, &entry->link);
}

void oriel__due_unlink(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    *counter(outbox, entry) -= size_of(entry);
    oriel__list_remove(&entry->link);
}

void oriel__outbox_put_back(struct oriel__outbox *outbox, struct oriel_list *taken)
{
    for (struct oriel_list *l = taken->next; l != taken; l = l->next) {
        const struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        *counter(outbox, entry) += size_of(entry);
    }
    oriel__list_splice(taken, &outbox->entries);
    oriel__list_splice(&outbox->entries, taken);
}

void oriel__outbox_drop_index(struct oriel__outbox *outbox)
{
    if (!outbox->is_indexed)
        return;
    oriel__hash_fini(&outbox->index, NULL);
    oriel__hash_init(&outbox->index);
    outbox->is_indexed = false;
}

void oriel__outbox_drop_entries(struct oriel__outbox *outbox, bool changes_only)
{
    struct oriel_list *next;

    oriel__outbox_drop_index(outbox);
    if (!changes_only)
        oriel__outbox_drop_widget_index(outbox);
    for (struct oriel_list *l = outbox->entries.next; l != &outbox->entries; l = next) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        next = l->next;
        if (entry->change || !changes_only) {
            oriel__due_unlink(outbox, entry);
            oriel__due_free(entry);
        }
    }
}

void oriel__outbox_fini(struct oriel__outbox *outbox)
{
    oriel__outbox_drop_entries(outbox, false);
    oriel__hash_fini(&outbox->index, NULL);
    oriel__hash_fini(&outbox->widget_index, NULL);
    oriel__mutex_fini(&outbox->mutex);
}

/* Empties it for another document. */
static void empty(struct oriel__outbox *outbox, uint64_t document)
{
    oriel__outbox_drop_entries(outbox, false);
    outbox->document = document;
    outbox->next_frame = 1;
    outbox->own = 0;
    outbox->failures = 0;
    outbox->needs_snapshot = false;
    outbox->has_widgets = false;
    outbox->needs_rebuild = false;
    outbox->heard = 0;
}

void oriel__outbox_reset(struct oriel__outbox *outbox, uint64_t document)
{
    oriel__lock(&outbox->mutex);
    empty(outbox, document);
    atomic_store_explicit(&outbox->is_lost, false, memory_order_relaxed);
    oriel__unlock(&outbox->mutex);
}

void oriel__outbox_give_up(struct oriel__outbox *outbox)
{
    empty(outbox, 0);
    atomic_store_explicit(&outbox->is_lost, true, memory_order_relaxed);
}

bool oriel__outbox_is_lost(struct oriel__outbox *outbox)
{
    return atomic_load_explicit(&outbox->is_lost, memory_order_relaxed);
}

bool oriel__outbox_is_empty(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    bool empty = oriel__list_is_empty(&outbox->entries) && !outbox->needs_snapshot && !outbox->needs_rebuild;

    oriel__unlock(&outbox->mutex);
    return empty;
}

bool oriel__outbox_add(struct oriel__outbox *outbox, uint64_t document, char *op, size_t len, oriel_value_t *bytes)
{
    struct oriel__due *entry = op ? oriel__new0(sizeof(*entry)) : NULL;
    bool wanted = false;

    if (entry) {
        entry->op = op;
        entry->len = len;
        entry->bytes = bytes;
        oriel__lock(&outbox->mutex);
        wanted = outbox->document == document && document != 0;
        if (wanted && outbox->can_give_up && outbox->answer_bytes > outbox->answer_limit) {
            oriel__outbox_give_up(outbox);
            wanted = false;
        }
        if (wanted)
            oriel__due_add(outbox, entry);
        oriel__unlock(&outbox->mutex);
        if (!wanted)
            oriel__due_free(entry);
        return wanted;
    }
    oriel__log(ORIEL_LOG_ERROR, "page", "an answer was lost: out of memory");
    oriel__free(op);
    oriel_value_unref(bytes);
    return false;
}

oriel_err_t oriel__outbox_index_key(const struct oriel__change *change, struct oriel_buf *key)
{
    oriel__buf_clear(key);
    oriel_err_t err = oriel__buf_add(key, change->ns, change->ns_len);

    if (!err)
        err = oriel__buf_addc(key, '\n');
    return err ? err : oriel__buf_add(key, change->key, change->key_len);
}

/* Makes `entry` the only one of its key. */
static oriel_err_t collapse_into(struct oriel__outbox *outbox, struct oriel__due *entry, struct oriel_buf *key)
{
    void *old = NULL;
    oriel_err_t err = oriel__outbox_index_key(entry->change, key);

    if (!err)
        err = oriel__hash_set(&outbox->index, key->data, key->len, entry, &old);
    if (!err && old && old != entry) {
        oriel__due_unlink(outbox, old);
        oriel__due_free(old);
        atomic_fetch_add_explicit(outbox->collapsed, 1, memory_order_relaxed);
    }
    return err;
}

/* The outbox passed its high-water mark: indexes and collapses what is in it. */
static oriel_err_t collapse_all(struct oriel__outbox *outbox, struct oriel_buf *key)
{
    struct oriel_list *next;
    oriel_err_t err = ORIEL_OK;

    outbox->is_indexed = true;
    for (struct oriel_list *l = outbox->entries.next; l != &outbox->entries && !err; l = next) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        next = l->next;
        if (entry->change)
            err = collapse_into(outbox, entry, key);
    }
    return err;
}

/* Keeps the changes within bounds, `entry` being the newest. */
static void bound(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    struct oriel_buf key;
    oriel_err_t err = ORIEL_OK;

    if (!outbox->is_indexed && outbox->change_bytes <= outbox->high)
        return;
    oriel__buf_init(&key, ORIEL__INDEX_KEY_MAX);
    if (outbox->is_indexed)
        err = collapse_into(outbox, entry, &key);
    else
        err = collapse_all(outbox, &key);
    oriel__buf_fini(&key);
    if (err || outbox->change_bytes > outbox->full) {
        oriel__outbox_drop_entries(outbox, true);
        outbox->needs_snapshot = true;
    }
}

struct oriel__due *oriel__outbox_last_confirmation(struct oriel__outbox *outbox, bool of_callbacks)
{
    for (struct oriel_list *l = outbox->entries.prev; l != &outbox->entries; l = l->prev) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        if (of_callbacks ? entry->heard : entry->own)
            return entry;
        if (!entry->heard && !entry->own)
            break;
    }
    return NULL;
}

/* Under the mutex: confirms one more change of the page's own. Until then the page
 * passes over that key. */
static void confirm_own(struct oriel__outbox *outbox)
{
    struct oriel__due *last;

    outbox->own++;
    if (outbox->document == 0)
        return;
    last = oriel__outbox_last_confirmation(outbox, false);
    if (!last) {
        last = oriel__new0(sizeof(*last));
        if (!last) {
            outbox->needs_snapshot = true; /* says it too, and needs no memory now */
            return;
        }
        oriel__list_add(&outbox->entries, &last->link);
    }
    last->own = outbox->own;
}

void oriel__outbox_refuse_own(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    confirm_own(outbox);
    if (outbox->document != 0)
        outbox->needs_snapshot = true;
    oriel__unlock(&outbox->mutex);
}

/* Under the mutex. */
static void add_change(struct oriel__outbox *outbox, struct oriel__change *change, bool is_joined)
{
    struct oriel__due *entry;
    size_t text = 0;

    if (outbox->document == 0 || outbox->needs_snapshot)
        return;
    entry = oriel__new0(sizeof(*entry));
    if (!entry) {
        oriel__outbox_drop_entries(outbox, true);
        outbox->needs_snapshot = true; /* needs no memory now */
        return;
    }
    if (change->value)
        oriel_value_get_text(change->value, &text);
    entry->change = oriel__change_ref(change);
    entry->is_joined = is_joined;
    entry->len = change->ns_len + change->key_len + text + 32;
    oriel__due_add(outbox, entry);
    bound(outbox, entry);
}

void oriel__outbox_add_changes(struct oriel__outbox *outbox, struct oriel__change *const *changes, size_t count)
{
    oriel__lock(&outbox->mutex);
    for (size_t i = 0; i < count; i++) {
        if (changes[i]->source && changes[i]->source == outbox->page)
            confirm_own(outbox);
        else
            add_change(outbox, changes[i], i + 1 < count);
    }
    oriel__unlock(&outbox->mutex);
}
