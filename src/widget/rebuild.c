/* The whole tree as operations: what a page that comes is told. First all widgets
 * in the order of their making, with what they keep; then who stands in whom; then
 * what needs children; then what is shown. */
#include <string.h>

#include "base/error.h"
#include "base/sync.h"
#include "widget/write.h"

bool oriel__entry_is_early(const struct oriel__entry *entry)
{
    return entry->key != 0 && !entry->is_given && !entry->is_told && !entry->has_refs && !entry->bytes &&
           !entry->method->is_late && entry->key != ORIEL__KEY_VISIBLE;
}

static void put_set(struct oriel__out *out, const struct oriel__node *node)
{
    const char *joint = ",\"set\":[";

    for (uint32_t i = 0; i < node->item_count; i++) {
        oriel__out_adds(out, joint);
        oriel__out_adds(out, "[\"append_text\",[");
        oriel__out_value(out, node->items[i]);
        oriel__out_adds(out, "]]");
        joint = ",";
    }
    for (uint32_t i = 0; i < node->entry_count; i++) {
        if (!oriel__entry_is_early(&node->entries[i]))
            continue;
        oriel__out_adds(out, joint);
        oriel__out_adds(out, "[\"");
        oriel__out_adds(out, node->entries[i].method->name);
        oriel__out_adds(out, "\",");
        oriel__out_value(out, node->entries[i].args);
        oriel__out_adds(out, "]");
        joint = ",";
    }
    if (*joint == ',' && joint[1] == '\0')
        oriel__out_adds(out, "]");
}

static void put_listen(struct oriel__out *out, const struct oriel__node *node)
{
    if (node->listen_count == 0)
        return;
    oriel__out_adds(out, ",\"listen\":[");
    for (uint32_t i = 0; i < node->listen_count; i++) {
        oriel__out_adds(out, i ? ",\"" : "\"");
        oriel__out_adds(out, node->listens[i]->name);
        oriel__out_adds(out, "\"");
    }
    oriel__out_adds(out, "]");
}

/* A grid's options say how many rows and columns it has by now. */
static void put_grid_args(struct oriel__out *out, const struct oriel__node *node)
{
    const struct {
        const char *name;
        int32_t count;
    } sides[] = { { "rows", node->grid_rows }, { "columns", node->grid_columns } };
    bool is_said[2] = { sides[0].count == 0, sides[1].count == 0 };
    oriel_reader_t reader = oriel_value_read(node->args);
    oriel_token_t key;
    const char *joint = "[{\"";

    oriel_reader_next(&reader);
    oriel_reader_next(&reader); /* the options: there are no other arguments */
    while ((key = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        oriel__out_adds(out, joint);
        oriel__out_add(out, key.text, key.len);
        oriel__out_adds(out, "\":");
        joint = ",\"";
        for (int i = 0; i < 2; i++) {
            if (strlen(sides[i].name) != key.len || memcmp(key.text, sides[i].name, key.len) != 0)
                continue;
            oriel__out_int(out, (uint64_t)sides[i].count);
            is_said[i] = true;
            slice.len = 0;
        }
        oriel__out_add(out, slice.text, slice.len);
    }
    for (int i = 0; i < 2; i++) {
        if (is_said[i])
            continue;
        oriel__out_adds(out, joint);
        oriel__out_adds(out, sides[i].name);
        oriel__out_adds(out, "\":");
        oriel__out_int(out, (uint64_t)sides[i].count);
        joint = ",\"";
    }
    oriel__out_adds(out, *joint == '[' ? "[]" : "}]");
}

void oriel__out_create(struct oriel__out *out, const struct oriel__tree *tree, const struct oriel__node *node)
{
    oriel__out_adds(out, "[\"w\",{\"type\":\"create\",\"wid\":");
    oriel__out_int(out, node->wid);
    oriel__out_adds(out, ",\"class\":\"");
    oriel__out_adds(out, node->cls->name);
    oriel__out_adds(out, "\",\"args\":");
    if (node->cls->has_grid)
        put_grid_args(out, node);
    else if (node->args_have_refs)
        oriel__out_alive(out, tree, node->args);
    else
        oriel__out_value(out, node->args);
    put_set(out, node);
    put_listen(out, node);
    oriel__out_adds(out, "}]");
}

/* A call with the arguments as they are kept. */
static void put_call(struct oriel__out *out, const struct oriel__tree *tree, const struct oriel__node *node,
                     const struct oriel__method *method, const oriel_value_t *args)
{
    oriel__out_adds(out, ",");
    oriel__out_call(out, node, method->name, false);
    oriel__out_alive(out, tree, args);
    oriel__out_adds(out, "}]");
}

/* A child that was inserted stands at another index by now. */
static void put_insert(struct oriel__out *out, const struct oriel__node *node, const struct oriel__place *place,
                       uint64_t index)
{
    oriel_reader_t reader = oriel_value_read(place->args);
    struct oriel__slice slice;

    oriel__out_adds(out, ",");
    oriel__out_call(out, node, place->method->name, false);
    oriel__out_adds(out, "[");
    oriel__out_int(out, index);
    oriel_reader_next(&reader);
    oriel__reader_raw(&reader, &slice.text, &slice.len);
    for (oriel__reader_raw(&reader, &slice.text, &slice.len); slice.text;
         oriel__reader_raw(&reader, &slice.text, &slice.len)) {
        oriel__out_adds(out, ",");
        oriel__out_add(out, slice.text, slice.len);
    }
    oriel__out_adds(out, "]}]");
}

static void put_places(struct oriel__out *out, const struct oriel__tree *tree, const struct oriel__node *node)
{
    uint64_t index = 0;

    for (uint32_t i = 0; i < node->place_count; i++) {
        const struct oriel__place *place = &node->places[i];
        const char *first = oriel_value_get_text(place->args, NULL) + 1;

        if (place->child && *first != '{')
            put_insert(out, node, place, index);
        else
            put_call(out, tree, node, place->method, place->args);
        index += oriel__place_is_content(place);
    }
}

bool oriel__entry_is_implied(const struct oriel__node *node, const struct oriel__entry *entry)
{
    return node->cls->has_items && entry->key == ORIEL__KEY_INDEX && oriel_value_get_text(entry->args, NULL)[1] == '-';
}

/* What needs children, or other widgets. */
static void put_late(struct oriel__out *out, const struct oriel__tree *tree, const struct oriel__node *node)
{
    for (uint32_t i = 0; i < node->entry_count; i++) {
        const struct oriel__entry *entry = &node->entries[i];

        if (entry->is_given || entry->is_told || entry->bytes || entry->key == ORIEL__KEY_VISIBLE ||
            oriel__entry_is_early(entry))
            continue;
        if (!oriel__entry_is_implied(node, entry))
            put_call(out, tree, node, entry->method, entry->args);
    }
}

static void put_visible(struct oriel__out *out, const struct oriel__tree *tree, struct oriel__node *node)
{
    const struct oriel__entry *entry = oriel__entry_find(node, ORIEL__KEY_VISIBLE);

    if (entry && !entry->is_given)
        put_call(out, tree, node, entry->method, entry->args);
}

static void put_tree(struct oriel__out *out, const struct oriel__tree *tree)
{
    struct oriel__node *node;

    for (node = oriel__tree_next(tree, 0); node && !out->err; node = oriel__tree_next(tree, node->wid)) {
        if (node->cls->is_program)
            continue;
        oriel__out_adds(out, ",");
        oriel__out_create(out, tree, node);
    }
    for (node = oriel__tree_next(tree, 0); node && !out->err; node = oriel__tree_next(tree, node->wid)) {
        if (node->place_count > 0)
            put_places(out, tree, node);
    }
    for (node = oriel__tree_next(tree, 0); node && !out->err; node = oriel__tree_next(tree, node->wid)) {
        if (!node->cls->is_program)
            put_late(out, tree, node);
    }
    for (node = oriel__tree_next(tree, 0); node && !out->err; node = oriel__tree_next(tree, node->wid)) {
        if (!node->cls->is_program)
            put_visible(out, tree, node);
    }
}

/* Bytes go into blocks of the frame, which only operations have: they follow the
 * rebuild. */
static oriel_err_t push_bytes(struct oriel__tree *tree, struct oriel__tree_watcher *watcher)
{
    struct oriel__node *node;

    for (node = oriel__tree_next(tree, 0); node; node = oriel__tree_next(tree, node->wid)) {
        for (uint32_t i = 0; i < node->entry_count; i++) {
            const struct oriel__entry *entry = &node->entries[i];

            if (!entry->bytes)
                continue;
            struct oriel__op op = oriel__op_call(node, entry->method, entry->args, entry->bytes, false, 0);

            if (!op.text)
                return oriel__nomem();
            watcher->push(watcher, &op);
            oriel__op_fini(&op);
        }
    }
    return ORIEL_OK;
}

static void put_greeting(struct oriel__out *out, const oriel_value_t *greeting)
{
    oriel_reader_t reader = oriel_value_read(greeting);
    struct oriel__slice slice;

    if (oriel_value_get_type(greeting) != ORIEL_TYPE_ARRAY)
        return;
    oriel_reader_next(&reader);
    for (oriel__reader_raw(&reader, &slice.text, &slice.len); slice.text;
         oriel__reader_raw(&reader, &slice.text, &slice.len)) {
        oriel__out_adds(out, ",[\"w\",");
        oriel__out_add(out, slice.text, slice.len);
        oriel__out_adds(out, "]");
    }
}

oriel_err_t oriel__tree_write(struct oriel__tree *tree, struct oriel__tree_watcher *watcher, struct oriel_buf *buf,
                              const oriel_value_t *greeting, void (*under_lock)(struct oriel__tree_watcher *watcher))
{
    struct oriel__out out = { .buf = buf };
    size_t before = buf->len;

    oriel__lock(&tree->mutex);
    oriel__tree_flush(tree);
    oriel__out_adds(&out, "[\"w\",{\"type\":\"reconstruct-start\",\"next_wid\":");
    oriel__out_int(&out, ORIEL__PAGE_WIDS);
    oriel__out_adds(&out, "}]");
    put_greeting(&out, greeting);
    put_tree(&out, tree);
    oriel__out_adds(&out, ",[\"w\",{\"type\":\"reconstruct-end\"}]");
    if (!out.err) {
        under_lock(watcher);
        out.err = push_bytes(tree, watcher);
    }
    oriel__unlock(&tree->mutex);
    if (out.err)
        buf->len = before;
    return out.err;
}
