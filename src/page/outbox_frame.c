/* Frames: what is due, written for the page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "page/outbox_entry.h"
#include "value/value.h"

static oriel_err_t write_change(const struct oriel__due *entry, struct oriel_buf *out)
{
    const struct oriel__change *change = entry->change;
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
        err =
            oriel__buf_addf(out, ",%llu,%d", (unsigned long long)change->revision, change->origin == ORIEL_ORIGIN_PAGE);
    else if (!err)
        err = oriel__buf_addf(out, ",%llu", (unsigned long long)change->revision);
    if (!err)
        err = oriel__buf_adds(out, entry->is_joined ? ",1]" : "]");
    return err;
}

struct frame {
    struct oriel_buf text, blocks;
    size_t block_count;
    struct oriel_list taken; /* the entries in it */
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
        return write_change(entry, &frame->text);
    if (entry->own)
        return oriel__buf_addf(&frame->text, "[\"o\",%llu]", (unsigned long long)entry->own);
    if (entry->heard)
        return oriel__buf_addf(&frame->text, "[\"W\",%llu]", (unsigned long long)entry->heard);
    if (entry->is_done)
        return oriel__buf_addf(&frame->text, "[\"w\",{\"type\":\"batch\",\"calls\":[],\"id\":%llu}]",
                               (unsigned long long)entry->answer);
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
    oriel__outbox_drop_entries(outbox, true);
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

/* An entry leaves: the indexes forget it. */
static void forget(struct oriel__outbox *outbox, const struct oriel__due *entry)
{
    struct oriel_buf key;

    oriel__outbox_forget_widget(outbox, entry);
    if (!entry->change || !outbox->is_indexed)
        return;
    if (outbox->change_bytes <= outbox->high / 2) {
        oriel__outbox_drop_index(outbox);
        return;
    }
    oriel__buf_init(&key, ORIEL__INDEX_KEY_MAX);
    if (oriel__outbox_index_key(entry->change, &key) == ORIEL_OK)
        oriel__hash_remove(&outbox->index, key.data, key.len);
    else
        oriel__outbox_drop_index(outbox);
    oriel__buf_fini(&key);
}

/* Takes entries until the frame is large enough. */
static void take_entries(struct oriel__outbox *outbox, struct frame *frame)
{
    size_t size = frame->text.len;
    bool is_joined = false;

    oriel__lock(&outbox->mutex);
    bool is_whole = outbox->is_indexed; /* all changes, or none */

    while (!oriel__list_is_empty(&outbox->entries) &&
           (size < ORIEL__FRAME_SIZE || is_joined || (is_whole && outbox->change_bytes > 0))) {
        struct oriel__due *entry = oriel__container(outbox->entries.next, struct oriel__due, link);
        size_t bytes = 0;

        if (entry->bytes)
            oriel_value_get_bytes(entry->bytes, &bytes);
        if (bytes > outbox->frame_limit / 4 && !oriel__list_is_empty(&frame->taken))
            break; /* it fits into a frame of its own */
        size += entry->len + bytes;
        is_joined = entry->is_joined;
        forget(outbox, entry);
        oriel__due_unlink(outbox, entry);
        oriel__list_add(&frame->taken, &entry->link);
    }
    oriel__unlock(&outbox->mutex);
}

static oriel_err_t write_entries(struct frame *frame, bool comma)
{
    oriel_err_t err = ORIEL_OK;

    for (struct oriel_list *l = frame->taken.next; l != &frame->taken && !err; l = l->next) {
        err = write_entry(frame, oriel__container(l, struct oriel__due, link), comma);
        comma = true;
    }
    return err;
}

/* The frame was written; or it was not, and is tried again. */
static void release_entries(struct oriel__outbox *outbox, struct frame *frame, bool is_written)
{
    struct oriel_list *l;

    if (!is_written) {
        oriel__lock(&outbox->mutex);
        if (outbox->document != 0 && outbox->failures == 0)
            oriel__outbox_put_back(outbox, &frame->taken);
        oriel__unlock(&outbox->mutex);
    }
    while ((l = oriel__list_pop(&frame->taken)))
        oriel__due_free(oriel__container(l, struct oriel__due, link));
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
    if (!err)
        err = rebuilder->write(rebuilder, out);
    oriel__lock(&outbox->mutex);
    outbox->is_rebuilding = false;
    oriel__unlock(&outbox->mutex);
    return err;
}

/* A frame could not be written: says what is to follow. False: nothing, because it
 * would fail in the same way again. */
static bool may_try_again(struct oriel__outbox *outbox)
{
    bool is_first;

    oriel__log(ORIEL_LOG_ERROR, "page", "a frame was lost: %s", oriel_last_error());
    oriel__lock(&outbox->mutex);
    is_first = ++outbox->failures == 1;
    outbox->needs_snapshot = is_first;
    outbox->needs_rebuild = is_first && outbox->has_widgets;
    if (!is_first && outbox->can_give_up)
        oriel__outbox_give_up(outbox);
    else if (!is_first)
        oriel__outbox_drop_entries(outbox, true);
    oriel__unlock(&outbox->mutex);
    return is_first;
}

static char *empty_frame(uint64_t number, size_t *len)
{
    char *text = malloc(32);

    if (text)
        *len = (size_t)snprintf(text, 32, "%llu\n[]", (unsigned long long)number);
    return text;
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

    oriel__unlock(&outbox->mutex);
    if (empty)
        return false;

    oriel__list_init(&frame.taken);
    oriel__buf_init(&frame.text, outbox->frame_limit);
    oriel__buf_init(&frame.blocks, outbox->frame_limit);
    err = oriel__buf_addf(&frame.text, "%llu\n[", (unsigned long long)number);
    if (!err && snapshot)
        err = write_snapshot(outbox, state, &frame.text);
    if (!err && rebuild)
        err = write_rebuild(outbox, rebuilder, &frame.text, snapshot);
    if (!err) {
        take_entries(outbox, &frame);
        err = write_entries(&frame, snapshot || rebuild);
    }
    if (!err)
        err = oriel__buf_addc(&frame.text, ']');
    *text = err ? NULL : frame_text(&frame, len);
    oriel__buf_fini(&frame.text);
    oriel__buf_fini(&frame.blocks);
    bool is_written = *text != NULL;

    release_entries(outbox, &frame, is_written);
    if (!is_written && may_try_again(outbox))
        *text = empty_frame(number, len);
    if (!*text)
        return false;
    oriel__lock(&outbox->mutex);
    outbox->next_frame = number + 1;
    if (is_written)
        outbox->failures = 0;
    oriel__unlock(&outbox->mutex);
    return true;
}
