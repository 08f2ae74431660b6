/* The outbox: what is due to one page, in order, within bounds. */
#include "page/outbox_entry.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/log.h"
#include "base/sync.h"
#include "value/value.h"

#define KEY_MAX ((size_t)4 * ORIEL_STATE_NAME_MAX) /* of the index */

void oriel__outbox_init(struct oriel__outbox *outbox, const void *page, _Atomic uint64_t *collapsed)
{
    memset(outbox, 0, sizeof(*outbox));
    oriel__mutex_init(&outbox->mutex);
    oriel__list_init(&outbox->entries);
    oriel__hash_init(&outbox->index);
    oriel__hash_init(&outbox->widget_index);
    outbox->high = ORIEL__OUTBOX_HIGH;
    outbox->full = ORIEL__OUTBOX_FULL;
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

void oriel__due_unlink(struct oriel__outbox *outbox, struct oriel__due *entry)
{
    oriel__list_remove(&entry->link);
    if (entry->change)
        outbox->change_bytes -= entry->len;
    if (entry->text)
        outbox->widget_bytes -= entry->len;
}

static void drop_index(struct oriel__outbox *outbox)
{
    if (!outbox->is_indexed)
        return;
    oriel__hash_fini(&outbox->index, NULL);
    oriel__hash_init(&outbox->index);
    outbox->is_indexed = false;
}

/* Drops all entries, or only the changes. */
static void drop_entries(struct oriel__outbox *outbox, bool changes_only)
{
    struct oriel_list *next;

    drop_index(outbox);
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
    drop_entries(outbox, false);
    oriel__hash_fini(&outbox->index, NULL);
    oriel__hash_fini(&outbox->widget_index, NULL);
    oriel__mutex_fini(&outbox->mutex);
}

void oriel__outbox_reset(struct oriel__outbox *outbox, uint64_t document)
{
    oriel__lock(&outbox->mutex);
    drop_entries(outbox, false);
    outbox->document = document;
    outbox->next_frame = 1;
    outbox->own = 0;
    outbox->needs_snapshot = false;
    outbox->has_widgets = false;
    outbox->needs_rebuild = false;
    outbox->heard = 0;
    oriel__unlock(&outbox->mutex);
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
        if (wanted)
            oriel__list_add(&outbox->entries, &entry->link);
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

static oriel_err_t index_key(const struct oriel__change *change, struct oriel_buf *key)
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
    oriel_err_t err = index_key(entry->change, key);

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
    oriel__buf_init(&key, KEY_MAX);
    if (outbox->is_indexed)
        err = collapse_into(outbox, entry, &key);
    else
        err = collapse_all(outbox, &key);
    oriel__buf_fini(&key);
    if (err || outbox->change_bytes > outbox->full) {
        drop_entries(outbox, true);
        outbox->needs_snapshot = true;
    }
}

/* Under the mutex: confirms one more change of the page's own. */
static void confirm_own(struct oriel__outbox *outbox)
{
    struct oriel__due *last = oriel__container(outbox->entries.prev, struct oriel__due, link);

    outbox->own++;
    if (outbox->document == 0)
        return;
    if (oriel__list_is_empty(&outbox->entries) || last->own == 0) {
        last = oriel__new0(sizeof(*last));
        if (!last) {
            oriel__log(ORIEL_LOG_ERROR, "page", "a confirmation was lost: out of memory");
            return; /* the next one says it too */
        }
        oriel__list_add(&outbox->entries, &last->link);
    }
    last->own = outbox->own;
}

void oriel__outbox_refuse_own(struct oriel__outbox *outbox)
{
    oriel__lock(&outbox->mutex);
    confirm_own(outbox);
    outbox->needs_snapshot = outbox->document != 0;
    oriel__unlock(&outbox->mutex);
}

void oriel__outbox_add_change(struct oriel__outbox *outbox, struct oriel__change *change)
{
    struct oriel__due *entry;
    size_t text = 0;

    if (change->source && change->source == outbox->page) {
        oriel__lock(&outbox->mutex);
        confirm_own(outbox);
        oriel__unlock(&outbox->mutex);
        return;
    }
    oriel__lock(&outbox->mutex);
    if (outbox->document != 0 && !outbox->needs_snapshot) {
        entry = oriel__new0(sizeof(*entry));
        if (entry) {
            if (change->value)
                oriel_value_get_text(change->value, &text);
            entry->change = oriel__change_ref(change);
            entry->len = change->ns_len + change->key_len + text + 32;
            outbox->change_bytes += entry->len;
            oriel__list_add(&outbox->entries, &entry->link);
            bound(outbox, entry);
        } else {
            drop_entries(outbox, true);
            outbox->needs_snapshot = true; /* needs no memory now */
        }
    }
    oriel__unlock(&outbox->mutex);
}

static oriel_err_t write_change(const struct oriel__change *change, struct oriel_buf *out)
{
    const char *text;
    size_t len;
    oriel_err_t err = oriel__buf_adds(out, change->value ? "[\"s\"," : "[\"r\",");

    if (!err)
        err = oriel__json_add_string(out, change->ns, change->ns_len);
    if (!err)
        err = oriel__buf_addc(out, ',');
    if (!err)
        err = oriel__json_add_string(out, change->key, change->key_len);
    if (!err && change->value) {
        text = oriel_value_get_text(change->value, &len);
        err = oriel__buf_addc(out, ',');
        if (!err)
            err = oriel__buf_add(out, text, len);
    }
    if (!err && change->value)
        err = oriel__buf_addf(out, ",%llu,%d]", (unsigned long long)change->revision,
                              change->origin == ORIEL_ORIGIN_PAGE);
    else if (!err)
        err = oriel__buf_addf(out, ",%llu]", (unsigned long long)change->revision);
    return err;
}

struct frame {
    struct oriel_buf text, blocks;
    size_t block_count;
};

static oriel_err_t write_block(struct frame *frame, const oriel_value_t *bytes)
{
    size_t len;
    const void *data = oriel_value_get_bytes(bytes, &len);
    size_t room = (len + 2) / 3 * 4;
    oriel_err_t err = oriel__buf_addc(&frame->blocks, '\n');

    if (!err)
        err = oriel__buf_reserve(&frame->blocks, room);
    if (!err) {
        oriel__base64_encode(data, len, frame->blocks.data + frame->blocks.len);
        frame->blocks.len += room;
        err = oriel__buf_addf(&frame->text, ",%zu]", frame->block_count++);
    }
    return err;
}

static oriel_err_t write_entry(struct frame *frame, const struct oriel__due *entry, bool comma)
{
    oriel_err_t err = comma ? oriel__buf_addc(&frame->text, ',') : ORIEL_OK;

    if (err)
        return err;
    if (entry->change)
        return write_change(entry->change, &frame->text);
    if (entry->own)
        return oriel__buf_addf(&frame->text, "[\"o\",%llu]", (unsigned long long)entry->own);
    if (entry->heard)
        return oriel__buf_addf(&frame->text, "[\"W\",%llu]", (unsigned long long)entry->heard);
    if (entry->text) {
        size_t len;
        const char *text = oriel_value_get_text(entry->text, &len);

        err = oriel__buf_add(&frame->text, text, len);
        return err || !entry->bytes ? err : write_block(frame, entry->bytes);
    }
    err = oriel__buf_add(&frame->text, entry->op, entry->len);
    return err || !entry->bytes ? err : write_block(frame, entry->bytes);
}

/* A snapshot on its way, and how many of the page's own changes it was told of. */
struct snapshot {
    struct oriel__outbox *outbox;
    uint64_t own;
};

/* Under the state's lock: what the snapshot says need not be said again. */
static void supersede(void *user)
{
    const struct snapshot *snapshot = user;
    struct oriel__outbox *outbox = snapshot->outbox;
    struct oriel_list *next;

    oriel__lock(&outbox->mutex);
    drop_entries(outbox, true);
    for (struct oriel_list *l = outbox->entries.next; l != &outbox->entries; l = next) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        next = l->next;
        if (entry->own && entry->own <= snapshot->own) {
            oriel__due_unlink(outbox, entry);
            oriel__due_free(entry);
        }
    }
    outbox->needs_snapshot = false;
    oriel__unlock(&outbox->mutex);
}

static oriel_err_t write_snapshot(struct oriel__outbox *outbox, oriel_state_t *state, struct oriel_buf *out)
{
    struct snapshot snapshot = { .outbox = outbox };
    oriel_err_t err = ORIEL_OK;

    /* The page's own changes are in the snapshot, and it would pass over their
     * keys if it did not know: it is told first. It makes no others meanwhile,
     * because they come in on this thread. */
    oriel__lock(&outbox->mutex);
    snapshot.own = outbox->own;
    oriel__unlock(&outbox->mutex);
    if (snapshot.own)
        err = oriel__buf_addf(out, "[\"o\",%llu],", (unsigned long long)snapshot.own);
    if (!err)
        err = oriel__buf_adds(out, "[\"z\",");
    if (!err)
        err = oriel__state_seed(state, out, supersede, &snapshot);
    return err ? err : oriel__buf_addc(out, ']');
}

/* Moves entries into the frame until it is large enough. */
static oriel_err_t write_entries(struct oriel__outbox *outbox, struct frame *frame, bool comma)
{
    struct oriel_list taken;
    struct oriel_list *l;
    oriel_err_t err = ORIEL_OK;
    size_t size = frame->text.len;

    oriel__list_init(&taken);
    oriel__lock(&outbox->mutex);
    while (size < ORIEL__FRAME_SIZE && !oriel__list_is_empty(&outbox->entries)) {
        struct oriel__due *entry = oriel__container(outbox->entries.next, struct oriel__due, link);
        size_t bytes = 0;

        if (entry->bytes)
            oriel_value_get_bytes(entry->bytes, &bytes);
        size += entry->len + bytes;
        if (entry->change && outbox->is_indexed && outbox->change_bytes <= outbox->high / 2)
            drop_index(outbox);
        if (entry->change && outbox->is_indexed) {
            struct oriel_buf key;

            oriel__buf_init(&key, KEY_MAX);
            if (index_key(entry->change, &key) == ORIEL_OK)
                oriel__hash_remove(&outbox->index, key.data, key.len);
            else
                drop_index(outbox);
            oriel__buf_fini(&key);
        }
        oriel__outbox_forget_widget(outbox, entry);
        oriel__due_unlink(outbox, entry);
        oriel__list_add(&taken, &entry->link);
    }
    oriel__unlock(&outbox->mutex);
    while ((l = oriel__list_pop(&taken))) {
        struct oriel__due *entry = oriel__container(l, struct oriel__due, link);

        if (!err)
            err = write_entry(frame, entry, comma);
        comma = true;
        oriel__due_free(entry);
    }
    return err;
}

/* The frame's text; malloc()ed because it leaves for the backend. */
static char *frame_text(const struct frame *frame, size_t *len)
{
    char *text;

    *len = frame->text.len + frame->blocks.len;
    text = malloc(*len + 1);
    if (text) {
        memcpy(text, frame->text.data, frame->text.len);
        if (frame->blocks.len)
            memcpy(text + frame->text.len, frame->blocks.data, frame->blocks.len);
        text[*len] = '\0';
    }
    return text;
}

/* All widgets, and first which of the page's own callbacks are in them: no others
 * come meanwhile, because they come in on this thread. */
static oriel_err_t write_rebuild(struct oriel__outbox *outbox, struct oriel__rebuilder *rebuilder,
                                 struct oriel_buf *out, bool comma)
{
    uint64_t heard;
    oriel_err_t err = comma ? oriel__buf_addc(out, ',') : ORIEL_OK;

    oriel__lock(&outbox->mutex);
    heard = outbox->heard;
    oriel__unlock(&outbox->mutex);
    if (!err && heard)
        err = oriel__buf_addf(out, "[\"W\",%llu],", (unsigned long long)heard);
    return err ? err : rebuilder->write(rebuilder, out);
}

bool oriel__outbox_take(struct oriel__outbox *outbox, oriel_state_t *state, struct oriel__rebuilder *rebuilder,
                        char **text, size_t *len)
{
    struct frame frame = { .block_count = 0 };
    oriel_err_t err;

    oriel__lock(&outbox->mutex);
    bool snapshot = outbox->needs_snapshot;
    bool rebuild = outbox->needs_rebuild && rebuilder;
    bool empty = oriel__list_is_empty(&outbox->entries) && !snapshot && !rebuild;
    uint64_t number = outbox->next_frame;

    if (!empty)
        outbox->next_frame++;
    oriel__unlock(&outbox->mutex);
    if (empty)
        return false;

    oriel__buf_init(&frame.text, ORIEL__FRAME_LIMIT);
    oriel__buf_init(&frame.blocks, ORIEL__FRAME_LIMIT);
    err = oriel__buf_addf(&frame.text, "%llu\n[", (unsigned long long)number);
    if (!err && snapshot)
        err = write_snapshot(outbox, state, &frame.text);
    if (!err && rebuild)
        err = write_rebuild(outbox, rebuilder, &frame.text, snapshot);
    if (!err)
        err = write_entries(outbox, &frame, snapshot || rebuild);
    if (!err)
        err = oriel__buf_addc(&frame.text, ']');
    *text = err ? NULL : frame_text(&frame, len);
    oriel__buf_fini(&frame.text);
    oriel__buf_fini(&frame.blocks);
    if (*text)
        return true;
    /* The frame's number is spent: an empty frame keeps the page in step, and
     * the snapshot that follows repairs its state. */
    oriel__log(ORIEL_LOG_ERROR, "page", "a frame was lost: %s", oriel_last_error());
    oriel__lock(&outbox->mutex);
    outbox->needs_snapshot = true;
    outbox->needs_rebuild = outbox->has_widgets;
    oriel__unlock(&outbox->mutex);
    *text = malloc(32);
    if (!*text)
        return false;
    *len = (size_t)snprintf(*text, 32, "%llu\n[]", (unsigned long long)number);
    return true;
}
