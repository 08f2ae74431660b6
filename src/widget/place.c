/* Children: where they stand, and how they move. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "widget/internal.h"

int64_t oriel__place_index(const struct oriel__node *node, const struct oriel__node *child)
{
    int64_t index = 0;

    for (uint32_t i = 0; i < node->place_count; i++) {
        if (!node->places[i].child)
            continue;
        if (node->places[i].child == child)
            return index;
        index++;
    }
    return -1;
}

struct oriel__node *oriel__place_child(const struct oriel__node *node, size_t index)
{
    for (uint32_t i = 0; i < node->place_count; i++) {
        if (node->places[i].child && index-- == 0)
            return node->places[i].child;
    }
    return NULL;
}

size_t oriel__place_count(const struct oriel__node *node)
{
    size_t count = 0;

    for (uint32_t i = 0; i < node->place_count; i++)
        count += node->places[i].child != NULL;
    return count;
}

/* Which child is in front, -1 when none is or the class does not say. */
static int64_t front(struct oriel__node *node)
{
    struct oriel__entry *entry = oriel__entry_find(node, ORIEL__KEY_INDEX);
    int64_t index = -1;

    if (!entry || oriel_value_get_count(entry->args) != 1)
        return -1;
    oriel_value_t *value = oriel_value_dup_element(entry->args, 0);

    if (value && oriel_value_get_int(value, &index) != ORIEL_OK)
        index = -1;
    oriel_value_unref(value);
    return index;
}

static void set_front(struct oriel__node *node, int64_t index)
{
    struct oriel__entry *entry = oriel__entry_find(node, ORIEL__KEY_INDEX);
    oriel_value_t *args = oriel__wrap_int(index);

    if (!args)
        return; /* a rebuild shows another child in front: bearable when there is no memory */
    oriel_value_unref(entry->args);
    entry->args = args;
    entry->is_given = false;
}

/* Which child is in front stays so when others come and go. */
static void follow_index(struct oriel__node *node, int64_t removed)
{
    int64_t index = front(node);

    if (index >= removed && index >= 0 && (index > removed || index >= (int64_t)oriel__place_count(node)))
        set_front(node, index - 1);
}

bool oriel__place_has_index(const struct oriel__node *node, const struct oriel__method *setter,
                            const struct oriel__args *args)
{
    if (setter->key != ORIEL__KEY_INDEX || !node->cls->is_container)
        return true;
    return oriel__place_child(node, (size_t)oriel__slice_int(&args->at[0], -1)) != NULL;
}

/* What was called for a child (NULL: for any) ends with its stay. */
static void forget_calls(struct oriel__node *node, const struct oriel__node *child)
{
    for (uint32_t i = node->entry_count; i > 0; i--) {
        struct oriel__entry *entry = &node->entries[i - 1];
        struct oriel__slice first;

        if (entry->key != 0 || !entry->has_refs)
            continue;
        first.text = oriel_value_get_text(entry->args, &first.len) + 1;
        first.len--;
        uint64_t wid = oriel__slice_wid(&first);

        if (wid != 0 && (!child || wid == child->wid))
            oriel__entry_forget(node, entry);
    }
}

void oriel__place_remove(struct oriel__tree *tree, struct oriel__node *child)
{
    struct oriel__node *node = child->parent;
    int64_t index = oriel__place_index(node, child);

    for (uint32_t i = 0; i < node->place_count; i++) {
        if (node->places[i].child != child)
            continue;
        oriel_value_unref(node->places[i].args);
        node->place_count--;
        memmove(&node->places[i], &node->places[i + 1], (node->place_count - i) * sizeof(*node->places));
        break;
    }
    child->parent = NULL;
    oriel__tree_add_root(tree, child);
    oriel__move_note(tree, node, child->wid, false);
    follow_index(node, index);
    forget_calls(node, child);
}

static int by_number(const void *one, const void *other)
{
    uint64_t a = ((const struct oriel__place *)one)->child->wid, b = ((const struct oriel__place *)other)->child->wid;

    return (a > b) - (a < b);
}

void oriel__place_remove_all(struct oriel__tree *tree, struct oriel__node *node, struct oriel_list *doomed)
{
    struct oriel_list *behind = &tree->roots;
    uint32_t count = 0;

    for (uint32_t i = 0; i < node->place_count; i++) {
        oriel_value_unref(node->places[i].args);
        if (node->places[i].child)
            node->places[count++] = node->places[i];
    }
    node->place_count = 0;
    for (uint32_t i = count; i > 0; i--)
        oriel__move_note(tree, node, node->places[i - 1].child->wid, false);
    if (count > 0)
        qsort(node->places, count, sizeof(*node->places), by_number);
    for (uint32_t i = 0; i < count; i++) {
        struct oriel__node *child = node->places[i].child;

        child->parent = NULL;
        behind = oriel__tree_add_root_behind(tree, behind, child);
        if (!doomed)
            continue;
        behind = behind->prev;
        oriel__tree_uproot(tree, child, doomed);
    }
    if (front(node) >= 0)
        set_front(node, -1);
    forget_calls(node, NULL);
}

void oriel__place_evict(struct oriel__tree *tree, struct oriel__node *child)
{
    const struct oriel__method *method = oriel__class_get_method(child->parent->cls, "remove_widget");
    struct oriel__node *parent = child->parent;
    char text[64];
    int len = snprintf(text, sizeof(text), "{\"__wid__\":%llu}", (unsigned long long)child->wid);
    oriel_value_t *args = oriel__wrap(text, (size_t)len);
    struct oriel__op op = { .text = NULL };

    oriel__place_remove(tree, child);
    if (args)
        op = oriel__op_call(parent, method, args, NULL, true, 0);
    oriel__op_push(tree, &op, NULL);
    oriel_value_unref(args);
}

oriel_err_t oriel__place_reserve(struct oriel__node *node, size_t more)
{
    size_t room = node->place_room ? node->place_room * (size_t)2 : 4;
    struct oriel__place *places;

    if (node->place_count + more <= node->place_room)
        return ORIEL_OK;
    while (room < node->place_count + more)
        room *= 2;
    places = oriel__realloc(node->places, room * sizeof(*places));
    if (!places)
        return oriel__nomem();
    node->places = places;
    node->place_room = (uint32_t)room;
    return ORIEL_OK;
}

/* Nobody is within himself; windows stand by themselves, and pages know nothing of what
 * is the program's. */
oriel_err_t oriel__place_check(const struct oriel__node *node, const struct oriel__node *child)
{
    if (child->cls->is_windowed || child->cls->is_program)
        return oriel__fail(ORIEL_EINVAL, "%s %llu stands by itself: it cannot be placed", child->cls->name,
                           (unsigned long long)child->wid);
    for (const struct oriel__node *up = node; up; up = up->parent) {
        if (up == child)
            return oriel__fail(ORIEL_EINVAL, "%s %llu cannot be placed within itself", child->cls->name,
                               (unsigned long long)child->wid);
    }
    return ORIEL_OK;
}

bool oriel__place_is_content(const struct oriel__place *place)
{
    return place->child && strcmp(place->method->name, "add_button") != 0;
}

/* Where a child with this index goes; a dialog's buttons do not count. */
static uint32_t position(const struct oriel__node *node, int64_t index)
{
    for (uint32_t i = 0; i < node->place_count; i++) {
        if (oriel__place_is_content(&node->places[i]) && index-- <= 0)
            return i;
    }
    return node->place_count;
}

/* The first child of a class that shows one at a time comes to the front. */
static void show_first(struct oriel__node *node)
{
    const struct oriel__method *setter = oriel__class_get_setter(node->cls, ORIEL__KEY_INDEX);
    oriel_value_t *args;

    if (!setter || oriel__place_count(node) != 1)
        return;
    args = oriel__wrap_int(0);
    if (args && oriel__entry_reserve(node, 1) == ORIEL_OK)
        oriel__entry_set(node, ORIEL__KEY_INDEX, setter, args);
    oriel_value_unref(args);
}

/* Whom the newcomer takes the place of. Pages do the same by themselves. */
static void make_room(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                      const struct oriel__args *args)
{
    for (uint32_t i = 0; method->is_single && i < node->place_count; i++) {
        if (node->places[i].method == method && node->places[i].child != args->child) {
            oriel__place_remove(tree, node->places[i].child);
            break;
        }
    }
    if (node->cls->has_grid)
        oriel__grid_clear(tree, node, oriel__slice_int(&args->at[1], 0), oriel__slice_int(&args->at[2], 0),
                          args->child);
}

oriel_err_t oriel__place_add(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                             const struct oriel__args *args)
{
    const struct oriel__node *child = args->child;
    oriel_err_t err = child ? oriel__place_check(node, child) : ORIEL_OK;

    if (!err && node->cls->has_grid && child)
        err = oriel__grid_check(node, method, oriel__slice_int(&args->at[1], 0), oriel__slice_int(&args->at[2], 0));
    if (!err)
        err = oriel__place_reserve(node, 1);
    if (!err)
        oriel__place_put(tree, node, method, args);
    return err;
}

void oriel__place_put(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                      const struct oriel__args *args)
{
    struct oriel__node *child = args->child;
    uint32_t at;

    if (child && child->parent)
        oriel__place_evict(tree, child);
    if (child)
        make_room(tree, node, method, args);
    at = child && args->child_index == 1 ? position(node, oriel__slice_int(&args->at[0], 0)) : node->place_count;
    memmove(&node->places[at + 1], &node->places[at], (node->place_count - at) * sizeof(*node->places));
    node->places[at] = (struct oriel__place){ child, method, oriel_value_ref(args->value), 0, 0 };
    node->place_count++;
    if (!child)
        return;
    oriel__tree_remove_root(tree, child);
    child->parent = node;
    oriel__move_note(tree, node, child->wid, true);
    if (node->cls->has_grid) {
        node->places[at].row = (int32_t)oriel__slice_int(&args->at[1], 0);
        node->places[at].column = (int32_t)oriel__slice_int(&args->at[2], 0);
        oriel__grid_measure(node, node->places[at].row, node->places[at].column);
    }
    show_first(node);
}
