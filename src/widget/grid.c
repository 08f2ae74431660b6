/* Children in cells. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
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

/* What becomes of a grid, made before anything of it changes. */
struct plan {
    struct oriel__tree *tree;
    struct oriel__node *node;
    const struct oriel__method *method; /* that was called */
    bool is_column;
    oriel_value_t **shifted; /* by place: its new arguments; NULL: it stays */
    uint32_t shift_count;
    struct oriel__args *cells; /* who comes, and where */
    size_t cell_count;
};

static void plan_fini(struct plan *plan)
{
    for (uint32_t i = 0; i < plan->shift_count; i++)
        oriel_value_unref(plan->shifted[i]);
    for (size_t i = 0; i < plan->cell_count; i++) {
        plan->cells[i].child->is_listed = false;
        oriel__args_fini(&plan->cells[i]);
    }
    oriel__free(plan->shifted);
    oriel__free(plan->cells);
}

/* All at or behind `from` will move by `by`. */
static oriel_err_t plan_shift(struct plan *plan, int64_t from, int64_t by)
{
    const uint32_t count = plan->node->place_count;

    plan->shifted = count ? oriel__new0(count * sizeof(oriel_value_t *)) : NULL;
    if (count && !plan->shifted)
        return oriel__nomem();
    plan->shift_count = count;
    for (uint32_t i = 0; i < count; i++) {
        const struct oriel__place *place = &plan->node->places[i];
        int64_t row = cell_of(place, false), column = cell_of(place, true);

        if (cell_of(place, plan->is_column) < from)
            continue;
        plan->shifted[i] =
            place_args(place->child->wid, row + (plan->is_column ? 0 : by), column + (plan->is_column ? by : 0));
        if (!plan->shifted[i])
            return oriel__last_err();
    }
    return ORIEL_OK;
}

/* Does it, and takes out who stands at `gone`. */
static void shift(struct plan *plan, int64_t by, int64_t gone)
{
    for (uint32_t i = plan->shift_count; i > 0; i--) {
        struct oriel__place *place = &plan->node->places[i - 1];

        if (cell_of(place, plan->is_column) == gone) {
            oriel__place_remove(plan->tree, place->child);
        } else if (plan->shifted[i - 1]) {
            oriel_value_unref(place->args);
            place->args = plan->shifted[i - 1];
            plan->shifted[i - 1] = NULL;
            *(plan->is_column ? &place->column : &place->row) += (int32_t)by;
        }
    }
}

/* One widget will come into a cell. */
static oriel_err_t plan_cell(struct plan *plan, const struct oriel__slice *slice, int64_t row, int64_t column)
{
    const struct oriel__method *add = oriel__class_get_method(plan->node->cls, "add_widget");
    const char *class_name = plan->node->cls->name, *name = plan->method->name;
    struct oriel__node *child = oriel__tree_find(plan->tree, oriel__slice_wid(slice));
    oriel_value_t *made;
    oriel_err_t err;

    if (!child)
        return oriel__fail(ORIEL_ETYPE, "%s.%s: widgets wants a list of widgets and nulls", class_name, name);
    if (child->is_listed)
        return oriel__fail(ORIEL_EINVAL, "%s.%s: widget %llu is there twice", class_name, name,
                           (unsigned long long)child->wid);
    err = oriel__place_check(plan->node, child);
    if (!err)
        err = oriel__grid_check(plan->node, plan->method, row, column);
    if (err)
        return err;
    made = place_args(child->wid, row, column);
    err = made ? ORIEL_OK : oriel__last_err();
    if (!err)
        err = oriel__args_check(plan->tree, plan->node->cls, add->name, add->params, 3, 3, made,
                                &plan->cells[plan->cell_count]);
    oriel_value_unref(made);
    if (err)
        return err;
    plan->cell_count++;
    child->is_listed = true;
    return ORIEL_OK;
}

/* The widgets of a list will come into the cells of a row or column: only widgets and
 * nulls, each once. */
static oriel_err_t plan_cells(struct plan *plan, const struct oriel__slice *list, int64_t at)
{
    oriel_value_t *value = oriel__value_slice(list->text, list->len);
    oriel_reader_t reader = oriel_value_read(value);
    size_t count = oriel_value_get_count(value);
    oriel_err_t err = value ? ORIEL_OK : oriel__nomem();

    if (!err && count > 0) {
        plan->cells = oriel__alloc(count * sizeof(*plan->cells));
        err = plan->cells ? oriel__place_reserve(plan->node, count) : oriel__nomem();
    }
    oriel_reader_next(&reader);
    for (int64_t n = 0; !err; n++) {
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (!slice.text)
            break;
        if (!oriel__slice_is_null(&slice)) /* a cell left empty */
            err = plan_cell(plan, &slice, plan->is_column ? n : at, plan->is_column ? at : n);
    }
    oriel_value_unref(value);
    return err;
}

static oriel_err_t wrong_index(const struct plan *plan, int64_t at, int32_t count)
{
    return oriel__fail(ORIEL_EINVAL, "%s.%s: index %lld of %d", plan->node->cls->name, plan->method->name,
                       (long long)at, count);
}

static oriel_err_t insert(struct plan *plan, const struct oriel__args *args, bool is_append)
{
    int32_t *count = plan->is_column ? &plan->node->grid_columns : &plan->node->grid_rows;
    const struct oriel__method *add = oriel__class_get_method(plan->node->cls, "add_widget");
    int64_t at = is_append ? *count : oriel__slice_int(&args->at[0], 0);
    oriel_err_t err;

    if (at < 0 || at > *count || *count >= GRID_MAX)
        return wrong_index(plan, at, *count);
    err = plan_cells(plan, &args->at[is_append ? 0 : 1], at);
    if (!err)
        err = plan_shift(plan, at, 1);
    if (err)
        return err;
    shift(plan, 1, -1);
    (*count)++;
    for (size_t i = 0; i < plan->cell_count; i++)
        oriel__place_put(plan->tree, plan->node, add, &plan->cells[i]);
    return ORIEL_OK;
}

static oriel_err_t take_out(struct plan *plan, int64_t at)
{
    int32_t *count = plan->is_column ? &plan->node->grid_columns : &plan->node->grid_rows;
    oriel_err_t err;

    if (at < 0 || at >= *count)
        return wrong_index(plan, at, *count);
    err = plan_shift(plan, at + 1, -1);
    if (err)
        return err;
    shift(plan, -1, at);
    (*count)--;
    return ORIEL_OK;
}

oriel_err_t oriel__grid_apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                              const struct oriel__args *args)
{
    const unsigned rule = method->rule;
    bool is_column = rule == ORIEL__RULE_INSERT_COLUMN || rule == ORIEL__RULE_APPEND_COLUMN ||
                     rule == ORIEL__RULE_DELETE_COLUMN;
    struct plan plan = { .tree = tree, .node = node, .method = method, .is_column = is_column };
    oriel_err_t err;

    if (rule == ORIEL__RULE_DELETE_ROW || rule == ORIEL__RULE_DELETE_COLUMN)
        err = take_out(&plan, oriel__slice_int(&args->at[0], -1));
    else
        err = insert(&plan, args, rule == ORIEL__RULE_APPEND_ROW || rule == ORIEL__RULE_APPEND_COLUMN);
    plan_fini(&plan);
    return err;
}
