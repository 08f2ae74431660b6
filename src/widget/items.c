/* The items of a list to choose from. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "widget/internal.h"

int64_t oriel__items_index(const struct oriel__node *node, const char *text, size_t len)
{
    for (uint32_t i = 0; i < node->item_count; i++) {
        size_t item_len;
        const char *item = oriel_value_get_text(node->items[i], &item_len);

        if (item_len == len && memcmp(item, text, len) == 0)
            return i;
    }
    return -1;
}

oriel_err_t oriel__items_add(struct oriel__node *node, size_t at, const char *text, size_t len)
{
    oriel_value_t *item = oriel__value_slice(text, len);

    if (!item)
        return oriel__nomem();
    if (node->item_count == node->item_room) {
        size_t room = node->item_room ? node->item_room * (size_t)2 : 8;
        oriel_value_t **items = oriel__realloc(node->items, room * sizeof(oriel_value_t *));

        if (!items) {
            oriel_value_unref(item);
            return oriel__nomem();
        }
        node->items = items;
        node->item_room = (uint32_t)room;
    }
    memmove(&node->items[at + 1], &node->items[at], (node->item_count - at) * sizeof(oriel_value_t *));
    node->items[at] = item;
    node->item_count++;
    return ORIEL_OK;
}

/* The next byte of a JSON text, -1 at its quote; a number that orders as pages do. */
static int next_byte(const char **at)
{
    static const char short_forms[] = "b\bt\tn\nf\fr\r";
    const unsigned char c = (unsigned char)*(*at)++;
    const char *form;

    if (c == '"')
        return -1;
    if (c == '\\') {
        const char escape = *(*at)++;

        if (escape == 'u') { /* \u00XX: only control characters are written so */
            *at += 4;
            return (int)strtol((char[]){ (*at)[-2], (*at)[-1], '\0' }, NULL, 16);
        }
        form = strchr(short_forms, escape);
        return form ? form[1] : escape;
    }
    /* Pages compare UTF-16: what is beyond U+FFFF comes before U+E000. */
    if (c >= 0xF0)
        return c - 0xF0 + 0xEE;
    return c >= 0xEE ? c + 8 : c;
}

/* Whether a JSON text comes behind another. */
static bool is_behind(const char *text, const char *other)
{
    int a, b;

    do {
        a = next_byte(&text);
        b = next_byte(&other);
    } while (a == b && a >= 0);
    return a > b;
}

/* Where a text belongs in alphabetical order. */
static size_t alphabetical(const struct oriel__node *node, const struct oriel__slice *text)
{
    size_t at = 0;

    while (at < node->item_count && !is_behind(oriel_value_get_text(node->items[at], NULL) + 1, text->text + 1))
        at++;
    return at;
}

/* The items moved: which one is chosen is told by its text. */
static void choose_again(struct oriel__node *node)
{
    struct oriel__entry *text = oriel__entry_find(node, ORIEL__KEY_TEXT);
    struct oriel__entry *index = oriel__entry_find(node, ORIEL__KEY_INDEX);
    oriel_value_t *args = NULL, *value = NULL;

    if (!text || !index)
        return;
    value = oriel_value_dup_element(text->args, 0);
    if (value) {
        size_t len;
        const char *json = oriel_value_get_text(value, &len);

        args = oriel__wrap_int(oriel__items_index(node, json, len));
    }
    oriel_value_unref(value);
    if (!args)
        return;
    oriel_value_unref(index->args);
    index->args = args;
}

oriel_err_t oriel__items_choose(struct oriel__node *node, int64_t index, const char *text, size_t len)
{
    oriel_value_t *index_args = oriel__wrap_int(index), *text_args = oriel__wrap(text, len);
    oriel_err_t err = index_args && text_args ? oriel__entry_reserve(node, 2) : ORIEL_ENOMEM;

    if (!err) {
        oriel__entry_set(node, ORIEL__KEY_TEXT, oriel__class_get_setter(node->cls, ORIEL__KEY_TEXT), text_args);
        oriel__entry_set(node, ORIEL__KEY_INDEX, oriel__class_get_setter(node->cls, ORIEL__KEY_INDEX), index_args);
    }
    oriel_value_unref(index_args);
    oriel_value_unref(text_args);
    return err;
}

static oriel_err_t choose_index(struct oriel__node *node, const struct oriel__method *method, int64_t index)
{
    size_t len;
    const char *text;

    if (index < -1 || index >= (int64_t)node->item_count)
        return oriel__fail(ORIEL_EINVAL, "%s.%s: item %lld of %u", node->cls->name, method->name, (long long)index,
                           (unsigned)node->item_count);
    if (index == -1)
        return oriel__items_choose(node, -1, "\"\"", 2);
    text = oriel_value_get_text(node->items[index], &len);
    return oriel__items_choose(node, index, text, len);
}

oriel_err_t oriel__items_apply(struct oriel__node *node, const struct oriel__method *method,
                               const struct oriel__args *args)
{
    const struct oriel__slice *text = &args->at[0];
    int64_t found;
    oriel_err_t err = ORIEL_OK;

    switch (method->rule) {
    case ORIEL__RULE_ITEM_APPEND:
        return oriel__items_add(node, node->item_count, text->text, text->len);
    case ORIEL__RULE_ITEM_INSERT:
        err = oriel__items_add(node, alphabetical(node, text), text->text, text->len);
        break;
    case ORIEL__RULE_ITEM_DELETE:
        found = oriel__items_index(node, text->text, text->len);
        if (found < 0)
            return ORIEL_OK;
        oriel_value_unref(node->items[found]);
        node->item_count--;
        memmove(&node->items[found], &node->items[found + 1],
                (node->item_count - (size_t)found) * sizeof(oriel_value_t *));
        break;
    case ORIEL__RULE_ITEMS_CLEAR:
        err = oriel__items_choose(node, -1, "\"\"", 2);
        while (!err && node->item_count > 0)
            oriel_value_unref(node->items[--node->item_count]);
        return err;
    case ORIEL__RULE_COMBO_INDEX:
        return choose_index(node, method, oriel__slice_int(text, -1));
    default: /* COMBO_TEXT */
        return oriel__items_choose(node, oriel__items_index(node, text->text, text->len), text->text, text->len);
    }
    if (!err)
        choose_again(node);
    return err;
}
