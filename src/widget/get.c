/* What the program knows without a page. */
#include <string.h>

#include "base/error.h"
#include "base/sync.h"
#include "widget/internal.h"

static oriel_value_t *ref_value(const struct oriel__node *node)
{
    oriel_value_t *value = NULL;

    if (!node)
        return oriel_value_null();
    return oriel_value_pack(&value, "{s:I}", "__wid__", (int64_t)node->wid) ? NULL : value;
}

static oriel_value_t *children(const struct oriel__node *node)
{
    struct oriel_buf buf;
    oriel_value_t *value = NULL;
    oriel_err_t err;
    const char *joint = "[";

    oriel__buf_init(&buf, ORIEL_VALUE_SIZE_MAX);
    err = node->place_count ? ORIEL_OK : oriel__buf_adds(&buf, joint);
    for (uint32_t i = 0; i < node->place_count && !err; i++) {
        if (!node->places[i].child)
            continue;
        err = oriel__buf_addf(&buf, "%s{\"__wid__\":%llu}", joint, (unsigned long long)node->places[i].child->wid);
        joint = ",";
    }
    if (!err && buf.len == 0)
        err = oriel__buf_adds(&buf, joint);
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    if (!err)
        value = oriel__value_slice(buf.data, buf.len);
    oriel__buf_fini(&buf);
    if (!value)
        oriel__note_nomem();
    return value;
}

static oriel_value_t *item(const struct oriel__node *node, int64_t index)
{
    if (index < 0 || index >= (int64_t)node->item_count)
        return oriel_value_null();
    return oriel_value_ref(node->items[index]);
}

static oriel_value_t *cells(const struct oriel__node *node)
{
    oriel_value_t *value = NULL;

    return oriel_value_pack(&value, "[ii]", node->grid_rows, node->grid_columns) ? NULL : value;
}

static oriel_value_t *local(const struct oriel__node *node, const struct oriel__method *method,
                            const struct oriel__args *args)
{
    switch (method->rule) {
    case ORIEL__RULE_CHILDREN:
        return children(node);
    case ORIEL__RULE_COUNT:
        return oriel_value_int((int64_t)oriel__place_count(node));
    case ORIEL__RULE_CONTAINER:
        return oriel_value_bool(node->cls->is_container);
    case ORIEL__RULE_INDEX_OF:
        return oriel_value_int(oriel__place_index(node, args->child));
    case ORIEL__RULE_INDEX_TO_WIDGET:
        return ref_value(oriel__slice_int(&args->at[0], -1) < 0
                             ? NULL
                             : oriel__place_child(node, (size_t)oriel__slice_int(&args->at[0], 0)));
    case ORIEL__RULE_CELL:
        return ref_value(oriel__grid_at(node, oriel__slice_int(&args->at[0], -1), oriel__slice_int(&args->at[1], -1)));
    case ORIEL__RULE_CELLS:
        return cells(node);
    case ORIEL__RULE_ITEM:
        return item(node, oriel__slice_int(&args->at[0], -1));
    default:
        return oriel_value_null();
    }
}

/* Pages tell sizes of widgets that are not windows only when someone asked. */
static oriel_err_t ask_size(struct oriel__tree *tree, struct oriel__node *node)
{
    const struct oriel__action *resize = oriel__class_get_action(node->cls, "resize", strlen("resize"));

    return resize ? oriel__tree_listen_locked(tree, node, resize) : ORIEL_OK;
}

oriel_err_t oriel__tree_get(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                            oriel_value_t *value, oriel_value_t **ret)
{
    struct oriel__args args = { .value = NULL };
    oriel_value_t *found = NULL;
    oriel_err_t err;

    oriel__lock(&tree->mutex);
    err = oriel__node_check(node);
    if (!err)
        err = oriel__args_check(tree, node->cls, method->name, method->params, method->param_count, method->required,
                                value, &args);
    if (!err && method->rule == ORIEL__RULE_SIZE)
        err = ask_size(tree, node);
    if (!err) {
        found = method->kind == ORIEL__KIND_GETTER ? oriel__entry_value(node, method->key) : local(node, method, &args);
        err = found ? ORIEL_OK : oriel__last_err();
    }
    oriel__args_fini(&args);
    oriel__unlock(&tree->mutex);
    if (!err)
        *ret = found;
    oriel__tree_wake(tree);
    return err;
}

double oriel__tree_get_number(struct oriel__tree *tree, struct oriel__node *node, uint16_t key, double otherwise)
{
    double number = otherwise;

    oriel__lock(&tree->mutex);
    oriel_value_t *value = node->is_gone ? NULL : oriel__entry_value(node, key);

    oriel__unlock(&tree->mutex);
    if (value && oriel_value_get_real(value, &number) != ORIEL_OK)
        number = otherwise;
    oriel_value_unref(value);
    return number;
}
