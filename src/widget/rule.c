/* What methods do beside keeping their arguments. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "widget/internal.h"

/* Makes the arguments of an entry, and the entry. */
static oriel_err_t set_made(struct oriel__node *node, const struct oriel__method *method, oriel_value_t *args)
{
    oriel_err_t err = args && method ? oriel__entry_reserve(node, 1) : oriel__nomem();

    if (!err)
        oriel__entry_set(node, method->key, method, args);
    oriel_value_unref(args);
    return err;
}

/* --- Texts ------------------------------------------------------------------------------ */

/* The text that a limit of lines leaves: the last ones. JSON's line ends are "\n". */
static const char *cut(const char *json, size_t *len, int64_t lines)
{
    const char *end = json + *len, *at = end;

    if (lines <= 0)
        return json;
    while (at - json >= 2) {
        at--;
        if (at[-1] != '\\' || *at != 'n')
            continue;
        const char *slash = at - 1;
        size_t slashes = 0;

        while (slash > json && *slash == '\\') {
            slash--;
            slashes++;
        }
        /* A line end that is the last character ends a line, and begins none. */
        if (slashes % 2 == 1 && at + 1 < end && --lines == 0) {
            *len = (size_t)(end - (at + 1));
            return at + 1;
        }
    }
    return json;
}

/* The text under `key` becomes `old` and `more`, both JSON without quotes. */
static oriel_err_t set_text(struct oriel__node *node, uint16_t key, const char *old, size_t old_len, const char *more,
                            size_t more_len)
{
    struct oriel__entry *limit = oriel__entry_find(node, ORIEL__KEY_LIMIT);
    struct oriel_buf buf;
    oriel_err_t err;

    oriel__buf_init(&buf, ORIEL_VALUE_SIZE_MAX);
    err = oriel__buf_adds(&buf, "[\"");
    if (!err)
        err = oriel__buf_add(&buf, old, old_len);
    if (!err)
        err = oriel__buf_add(&buf, more, more_len);
    if (!err && limit && key == ORIEL__KEY_TEXT) {
        struct oriel__slice lines;
        size_t len;

        lines.text = oriel_value_get_text(limit->args, &len) + 1;
        lines.len = len - 2;
        len = buf.len - 2;
        const char *kept = cut(buf.data + 2, &len, oriel__slice_int(&lines, 0));

        memmove(buf.data + 2, kept, len);
        buf.len = len + 2;
    }
    if (!err)
        err = oriel__buf_adds(&buf, "\"]");
    if (!err)
        err = set_made(node, oriel__class_get_setter(node->cls, key), oriel__value_slice(buf.data, buf.len));
    oriel__buf_fini(&buf);
    return err;
}

static oriel_err_t append(struct oriel__node *node, uint16_t key, const struct oriel__slice *more)
{
    oriel_value_t *old = oriel__entry_value(node, key);
    size_t len;
    oriel_err_t err;

    if (!old)
        return oriel__nomem();
    const char *text = oriel_value_get_text(old, &len);

    if (more)
        err = set_text(node, key, text + 1, len - 2, more->text + 1, more->len - 2);
    else
        err = set_text(node, key, text + 1, len - 2, "", 0);
    oriel_value_unref(old);
    return err;
}

/* --- Children ----------------------------------------------------------------------------- */

static oriel_err_t check_child(const struct oriel__node *node, const struct oriel__method *method,
                               const struct oriel__args *args)
{
    if (args->child && args->child->parent == node)
        return ORIEL_OK;
    return oriel__fail(ORIEL_EINVAL, "%s.%s: that widget is not a child of it", node->cls->name, method->name);
}

/* --- Rows that are open or closed ------------------------------------------------------------ */

static bool is_row_method(const struct oriel__method *method)
{
    return method->rule == ORIEL__RULE_EXPAND_ITEM || method->rule == ORIEL__RULE_COLLAPSE_ITEM;
}

static bool is_rows_method(const struct oriel__method *method)
{
    return method->rule == ORIEL__RULE_EXPAND_ALL || method->rule == ORIEL__RULE_COLLAPSE_ALL;
}

bool oriel__rule_knows_row(const struct oriel__node *node, const struct oriel__slice *path)
{
    for (uint32_t i = 0; i < node->entry_count; i++) {
        const struct oriel__entry *entry = &node->entries[i];
        size_t len;
        const char *text = oriel_value_get_text(entry->args, &len);

        if (entry->key == 0 && is_row_method(entry->method) && oriel__slice_equals(path, text + 1, len - 2))
            return true;
    }
    return false;
}

/* Forgets what was said of one row, or (path NULL) of all. */
static void forget_rows(struct oriel__node *node, const struct oriel__slice *path)
{
    for (uint32_t i = node->entry_count; i > 0; i--) {
        struct oriel__entry *entry = &node->entries[i - 1];
        size_t len;
        const char *text = oriel_value_get_text(entry->args, &len);

        if (entry->key != 0 || (!is_row_method(entry->method) && (path || !is_rows_method(entry->method))))
            continue;
        if (!path || oriel__slice_equals(path, text + 1, len - 2))
            oriel__entry_forget(node, entry);
    }
}

/* --- All ----------------------------------------------------------------------------------------- */

static oriel_err_t popup(struct oriel__node *node, const struct oriel__args *args)
{
    bool is_placed = args->count == 2 && !oriel__slice_is_null(&args->at[0]);
    oriel_value_t *none = oriel__value_slice("[]", 2);
    oriel_err_t err = none ? oriel__entry_reserve(node, 2) : oriel__nomem();

    if (!err && is_placed)
        oriel__entry_set(node, ORIEL__KEY_POSITION, oriel__class_get_setter(node->cls, ORIEL__KEY_POSITION),
                         args->value);
    else if (!err && oriel__entry_find(node, ORIEL__KEY_POSITION))
        oriel__entry_forget(node, oriel__entry_find(node, ORIEL__KEY_POSITION)); /* in the middle */
    if (!err)
        oriel__entry_set(node, ORIEL__KEY_VISIBLE, oriel__class_get_method(node->cls, "show"), none);
    oriel_value_unref(none);
    return err;
}

static oriel_err_t keep_row(struct oriel__node *node, const struct oriel__method *method,
                            const struct oriel__args *args)
{
    oriel_err_t err = oriel__entry_reserve(node, 1);

    if (err)
        return err;
    forget_rows(node, is_row_method(method) ? &args->at[0] : NULL);
    oriel__entry_keep(node, method, args, is_row_method(method) ? 1 : 0);
    return ORIEL_OK;
}

oriel_err_t oriel__rule_apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                              const struct oriel__args *args)
{
    oriel_err_t err;

    switch (method->rule) {
    case ORIEL__RULE_SELECT:
        err = check_child(node, method, args);
        if (err)
            return err;
        return set_made(node, oriel__class_get_setter(node->cls, ORIEL__KEY_INDEX),
                        oriel__wrap_int(oriel__place_index(node, args->child)));
    case ORIEL__RULE_CLOSE_CHILD:
        err = check_child(node, method, args);
        if (!err)
            oriel__place_remove(tree, args->child);
        return err;
    case ORIEL__RULE_APPEND:
        return append(node, method->key, &args->at[0]);
    case ORIEL__RULE_LIMIT:
        return append(node, ORIEL__KEY_TEXT, NULL);
    case ORIEL__RULE_ITEM_APPEND:
    case ORIEL__RULE_ITEM_INSERT:
    case ORIEL__RULE_ITEM_DELETE:
    case ORIEL__RULE_ITEMS_CLEAR:
    case ORIEL__RULE_COMBO_INDEX:
    case ORIEL__RULE_COMBO_TEXT:
        return oriel__items_apply(node, method, args);
    case ORIEL__RULE_INSERT_ROW:
    case ORIEL__RULE_APPEND_ROW:
    case ORIEL__RULE_DELETE_ROW:
    case ORIEL__RULE_INSERT_COLUMN:
    case ORIEL__RULE_APPEND_COLUMN:
    case ORIEL__RULE_DELETE_COLUMN:
        return oriel__grid_apply(tree, node, method, args);
    case ORIEL__RULE_POPUP:
        return popup(node, args);
    case ORIEL__RULE_EXPAND_ITEM:
    case ORIEL__RULE_COLLAPSE_ITEM:
    case ORIEL__RULE_EXPAND_ALL:
    case ORIEL__RULE_COLLAPSE_ALL:
        return keep_row(node, method, args);
    case ORIEL__RULE_SORT:
        err = oriel__entry_reserve(node, 1);
        if (!err)
            oriel__entry_keep(node, method, args, 0);
        return err;
    default:
        return ORIEL_OK; /* a timer's: it lives in the program */
    }
}
