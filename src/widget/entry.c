/* What a widget keeps: values under keys, and calls that a rebuild repeats. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "widget/internal.h"

struct oriel__entry *oriel__entry_find(struct oriel__node *node, uint16_t key)
{
    for (uint32_t i = 0; i < node->entry_count; i++) {
        if (node->entries[i].key == key)
            return &node->entries[i];
    }
    return NULL;
}

oriel_err_t oriel__entry_reserve(struct oriel__node *node, size_t more)
{
    struct oriel__entry *entries;
    size_t room = node->entry_room ? node->entry_room * (size_t)2 : 2;

    if (node->entry_count + more <= node->entry_room)
        return ORIEL_OK;
    while (room < node->entry_count + more)
        room *= 2;
    entries = oriel__realloc(node->entries, room * sizeof(*entries));
    if (!entries)
        return oriel__nomem();
    node->entries = entries;
    node->entry_room = (uint32_t)room;
    return ORIEL_OK;
}

static void clear(struct oriel__entry *entry)
{
    oriel_value_unref(entry->args);
    oriel_value_unref(entry->bytes);
    memset(entry, 0, sizeof(*entry));
}

struct oriel__entry *oriel__entry_set(struct oriel__node *node, uint16_t key, const struct oriel__method *method,
                                      oriel_value_t *args)
{
    struct oriel__entry *entry = key ? oriel__entry_find(node, key) : NULL;

    oriel_value_ref(args);
    if (entry)
        oriel__entry_forget(node, entry);
    entry = &node->entries[node->entry_count++];
    memset(entry, 0, sizeof(*entry));
    entry->key = key;
    entry->method = method;
    entry->args = args;
    return entry;
}

static bool begins_alike(const struct oriel__entry *entry, const struct oriel__args *args, size_t count)
{
    oriel_reader_t reader = oriel_value_read(entry->args);

    oriel_reader_next(&reader);
    for (size_t i = 0; i < count; i++) {
        const char *text;
        size_t len;

        oriel__reader_raw(&reader, &text, &len);
        if (!text || i >= args->count || !oriel__slice_equals(&args->at[i], text, len))
            return false;
    }
    return true;
}

struct oriel__entry *oriel__entry_keep(struct oriel__node *node, const struct oriel__method *method,
                                       const struct oriel__args *args, size_t keep)
{
    for (uint32_t i = 0; i < node->entry_count; i++) {
        struct oriel__entry *entry = &node->entries[i];

        if (entry->method == method && entry->key == 0 && begins_alike(entry, args, keep)) {
            oriel__entry_forget(node, entry);
            break;
        }
    }
    struct oriel__entry *entry = oriel__entry_set(node, 0, method, args->value);

    entry->has_refs = args->has_refs;
    return entry;
}

void oriel__entry_forget(struct oriel__node *node, struct oriel__entry *entry)
{
    size_t index = (size_t)(entry - node->entries);

    clear(entry);
    node->entry_count--;
    memmove(entry, entry + 1, (node->entry_count - index) * sizeof(*entry));
}

void oriel__node_fini(struct oriel__node *node)
{
    for (uint32_t i = 0; i < node->entry_count; i++)
        clear(&node->entries[i]);
    for (uint32_t i = 0; i < node->place_count; i++)
        oriel_value_unref(node->places[i].args);
    for (uint32_t i = 0; i < node->item_count; i++)
        oriel_value_unref(node->items[i]);
    oriel__free(node->entries);
    oriel__free(node->places);
    oriel__free(node->items);
    oriel__free(node->listens);
    node->args = oriel_value_unref(node->args);
    node->entries = NULL;
    node->places = NULL;
    node->items = NULL;
    node->listens = NULL;
    node->entry_count = node->place_count = node->item_count = node->listen_count = 0;
    node->entry_room = node->place_room = node->item_room = 0;
}

oriel_value_t *oriel__entry_value(struct oriel__node *node, uint16_t key)
{
    struct oriel__entry *entry = oriel__entry_find(node, key);
    const char *json;
    oriel_value_t *value = NULL;

    if (entry && entry->bytes)
        return oriel_value_ref(entry->bytes);
    if (entry && entry->method->kind == ORIEL__KIND_FIXED)
        return oriel_value_bool(entry->method->value);
    if (entry && entry->method->param_count > 1)
        return oriel_value_ref(entry->args);
    if (entry && oriel_value_get_count(entry->args) == 0)
        return oriel_value_null();
    if (entry)
        return oriel_value_dup_element(entry->args, 0);
    json = oriel__class_get_default(node->cls, key);
    value = oriel__value_slice(json, strlen(json));
    if (!value)
        oriel__note_nomem();
    return value;
}

oriel_value_t *oriel__wrap(const char *text, size_t len)
{
    struct oriel_buf buf;
    oriel_value_t *value = NULL;

    oriel__buf_init(&buf, ORIEL_VALUE_SIZE_MAX);
    oriel_err_t err = oriel__buf_addc(&buf, '[');

    if (!err)
        err = oriel__buf_add(&buf, text, len);
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    if (!err)
        value = oriel__value_slice(buf.data, buf.len);
    oriel__buf_fini(&buf);
    if (!value)
        oriel__note_nomem();
    return value;
}

oriel_value_t *oriel__wrap_int(int64_t i)
{
    oriel_value_t *value = NULL;

    return oriel_value_pack(&value, "[I]", i) == ORIEL_OK ? value : NULL;
}
