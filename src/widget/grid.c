/* Children in cells. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "widget/internal.h"

#define GRID_MAX 1000000 /* rows, or columns */

static int64_t cell_of(const struct oriel__place *place, bool is_column)
{
    return is_column ? place->column : place->row;
}

void oriel__grid_measure(struct oriel__node *node, int64_t row, int64_t column)
{
    if (row >= node->grid_rows)
        node->grid_rows = (int32_t)row + 1;
    if (column >= node->grid_columns)
        node->grid_columns = (int32_t)column + 1;
}

oriel_err_t oriel__grid_check(const struct oriel__node *node, const struct oriel__method *method, int64_t row,
                              int64_t column)
{
    if (row >= 0 && row < GRID_MAX && column >= 0 && column < GRID_MAX)
        return ORIEL_OK;
    return oriel__fail(ORIEL_EINVAL, "%s.%s: row and column are from 0 to %d", node->cls->name, method->name,
                       GRID_MAX - 1);
}

struct oriel__node *oriel__grid_at(const struct oriel__node *node, int64_t row, int64_t column)
{
    for (uint32_t i = 0; i < node->place_count; i++) {
        const struct oriel__place *place = &node->places[i];

        if (place->child && cell_of(place, false) == row && cell_of(place, true) == column)
            return place->child;
    }
    return NULL;
}

void oriel__grid_clear(struct oriel__tree *tree, struct oriel__node *node, int64_t row, int64_t column,
                       const struct oriel__node *but)
{
    struct oriel__node *child = oriel__grid_at(node, row, column);

    if (child && child != but)
        oriel__place_evict(tree, child);
}

static oriel_value_t *place_args(uint64_t wid, int64_t row, int64_t column)
{
    oriel_value_t *value = NULL;

    if (oriel_value_pack(&value, "[{s:I} I I]", "__wid__", (int64_t)wid, row, column))
        return NULL;
    return value;
}

/* Moves all at or behind `from` by `by`. */
static oriel_err_t shift(struct oriel__node *node, bool is_column, int64_t from, int64_t by)
{
    for (uint32_t i = 0; i < node->place_count; i++) {
        struct oriel__place *place = &node->places[i];
        int64_t row = cell_of(place, false), column = cell_of(place, true);

        if ((is_column ? column : row) < from)
            continue;
        oriel_value_t *args = place_args(place->child->wid, row + (is_column ? 0 : by), column + (is_column ? by : 0));

        if (!args)
            return oriel__last_err();
        oriel_value_unref(place->args);
        place->args = args;
        *(is_column ? &place->column : &place->row) += (int32_t)by;
    }
    return ORIEL_OK;
}

/* The widgets of a list, each checked, put into the cells of a row or column. */
static oriel_err_t fill(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__slice *list,
                        bool is_column, int64_t at)
{
    const struct oriel__method *method = oriel__class_get_method(node->cls, "add_widget");
    oriel_value_t *value = oriel__value_slice(list->text, list->len);
    oriel_reader_t reader = oriel_value_read(value);
    oriel_err_t err = value ? ORIEL_OK : oriel__nomem();

    oriel_reader_next(&reader);
    for (int64_t n = 0; !err; n++) {
        struct oriel__args args;
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (!slice.text)
            break;
        if (oriel__slice_is_null(&slice))
            continue; /* a cell left empty */
        oriel_value_t *made = place_args(oriel__slice_wid(&slice), is_column ? n : at, is_column ? at : n);

        if (!made) {
            err = oriel__last_err();
            break;
        }
        err = oriel__args_check(tree, node->cls, "add_widget", method->params, 3, 3, made, &args);
        if (!err)
            err = oriel__place_add(tree, node, method, &args);
        oriel__args_fini(&args);
        oriel_value_unref(made);
    }
    oriel_value_unref(value);
    return err;
}

/* Only widgets and nulls, each once. */
static oriel_err_t check_list(struct oriel__tree *tree, const struct oriel__node *node,
                              const struct oriel__method *method, const struct oriel__slice *list)
{
    oriel_value_t *value = oriel__value_slice(list->text, list->len);
    oriel_reader_t reader = oriel_value_read(value);
    struct oriel__slice slice;
    oriel_err_t err = value ? ORIEL_OK : oriel__nomem();

    oriel_reader_next(&reader);
    while (!err) {
        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (!slice.text)
            break;
        if (!oriel__slice_is_null(&slice) && !oriel__tree_find(tree, oriel__slice_wid(&slice)))
            err = oriel__fail(ORIEL_ETYPE, "%s.%s: widgets wants a list of widgets and nulls", node->cls->name,
                              method->name);
    }
    oriel_value_unref(value);
    return err;
}

static oriel_err_t insert(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                          const struct oriel__args *args, bool is_column, bool is_append)
{
    int32_t *count = is_column ? &node->grid_columns : &node->grid_rows;
    const struct oriel__slice *list = &args->at[is_append ? 0 : 1];
    int64_t at = is_append ? *count : oriel__slice_int(&args->at[0], 0);
    oriel_err_t err = check_list(tree, node, method, list);

    if (err)
        return err;
    if (at < 0 || at > *count || *count >= GRID_MAX)
        return oriel__fail(ORIEL_EINVAL, "%s.%s: index %lld of %d", node->cls->name, method->name, (long long)at,
                           *count);
    err = shift(node, is_column, at, 1);
    if (err)
        return err;
    (*count)++;
    return fill(tree, node, list, is_column, at);
}

static oriel_err_t take_out(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                            int64_t at, bool is_column)
{
    int32_t *count = is_column ? &node->grid_columns : &node->grid_rows;

    if (at < 0 || at >= *count)
        return oriel__fail(ORIEL_EINVAL, "%s.%s: index %lld of %d", node->cls->name, method->name, (long long)at,
                           *count);
    for (uint32_t i = node->place_count; i > 0; i--) {
        if (cell_of(&node->places[i - 1], is_column) == at)
            oriel__place_remove(tree, node->places[i - 1].child);
    }
    (*count)--;
    return shift(node, is_column, at + 1, -1);
}

oriel_err_t oriel__grid_apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                              const struct oriel__args *args)
{
    switch (method->rule) {
    case ORIEL__RULE_INSERT_ROW:
        return insert(tree, node, method, args, false, false);
    case ORIEL__RULE_APPEND_ROW:
        return insert(tree, node, method, args, false, true);
    case ORIEL__RULE_INSERT_COLUMN:
        return insert(tree, node, method, args, true, false);
    case ORIEL__RULE_APPEND_COLUMN:
        return insert(tree, node, method, args, true, true);
    default: {
        int64_t at = oriel__slice_int(&args->at[0], -1);

        return take_out(tree, node, method, at, method->rule == ORIEL__RULE_DELETE_COLUMN);
    }
    }
}
