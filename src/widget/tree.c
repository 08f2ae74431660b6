/* A tree: its widgets by number, and its roots. */
#include "widget/internal.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"

#define CHUNK 128 /* widgets; the first word of a chunk counts those that are there */

void oriel__tree_init(struct oriel__tree *tree)
{
    memset(tree, 0, sizeof(*tree));
    oriel__mutex_init(&tree->mutex);
    oriel__list_init(&tree->roots);
    oriel__list_init(&tree->watchers);
    oriel__list_init(&tree->waking);
    tree->next_wid = 1;
}

void oriel__tree_fini(struct oriel__tree *tree)
{
    assert(oriel__list_is_empty(&tree->watchers) && oriel__list_is_empty(&tree->waking));
    tree->moved = NULL; /* nobody hears of it any more */
    oriel__tree_close(tree);
    oriel__move_drop(tree);
    tree->batches = 0;
    oriel__tree_flush(tree);
    oriel__free(tree->held);
    oriel__free(tree->chunks);
    oriel__mutex_fini(&tree->mutex);
}

struct oriel__node *oriel__node_ref(struct oriel__node *node)
{
    atomic_fetch_add_explicit(&node->refs, 1, memory_order_relaxed);
    return node;
}

void oriel__node_unref(struct oriel__node *node)
{
    if (node && atomic_fetch_sub_explicit(&node->refs, 1, memory_order_acq_rel) == 1)
        node->release(node);
}

oriel_err_t oriel__node_check(const struct oriel__node *node)
{
    if (!node->is_gone)
        return ORIEL_OK;
    return oriel__fail(ORIEL_ECLOSED, "%s %llu was destroyed", node->cls->name, (unsigned long long)node->wid);
}

/* --- By number -------------------------------------------------------------------- */

struct oriel__node *oriel__tree_find(const struct oriel__tree *tree, uint64_t wid)
{
    size_t chunk = (size_t)(wid / CHUNK);

    if (chunk >= tree->chunk_room || !tree->chunks[chunk])
        return NULL;
    return tree->chunks[chunk][wid % CHUNK];
}

struct oriel__node *oriel__tree_next(const struct oriel__tree *tree, uint64_t wid)
{
    for (wid++; wid < tree->next_wid; wid++) {
        if (!tree->chunks[wid / CHUNK]) {
            wid |= CHUNK - 1; /* nobody is left there */
            continue;
        }
        if (tree->chunks[wid / CHUNK][wid % CHUNK])
            return tree->chunks[wid / CHUNK][wid % CHUNK];
    }
    return NULL;
}

static oriel_err_t reserve(struct oriel__tree *tree, size_t chunk)
{
    if (chunk >= tree->chunk_room) {
        size_t room = chunk < 4 ? 4 : chunk * 2;
        struct oriel__node ***chunks = oriel__realloc(tree->chunks, room * sizeof(struct oriel__node **));

        if (!chunks)
            return oriel__nomem();
        memset(chunks + tree->chunk_room, 0, (room - tree->chunk_room) * sizeof(struct oriel__node **));
        tree->chunks = chunks;
        tree->chunk_room = room;
    }
    if (!tree->chunks[chunk])
        tree->chunks[chunk] = oriel__new0(CHUNK * sizeof(struct oriel__node *));
    return tree->chunks[chunk] ? ORIEL_OK : oriel__nomem();
}

oriel_err_t oriel__tree_enter(struct oriel__tree *tree, struct oriel__node *node)
{
    oriel_err_t err;

    if (tree->is_closed)
        return oriel__fail(ORIEL_ECLOSED, "the session was destroyed");
    if (tree->count >= ORIEL__TREE_WIDGETS_MAX || tree->next_wid >= ORIEL__PAGE_WIDS)
        return oriel__fail(ORIEL_ETOOBIG, "%zu widgets, limit %zu", tree->count + 1, ORIEL__TREE_WIDGETS_MAX);
    err = reserve(tree, (size_t)(tree->next_wid / CHUNK));
    if (err)
        return err;
    node->wid = tree->next_wid++;
    tree->chunks[node->wid / CHUNK][node->wid % CHUNK] = node;
    tree->count++;
    oriel__tree_add_root(tree, node);
    return ORIEL_OK;
}

void oriel__tree_leave(struct oriel__tree *tree, struct oriel__node *node)
{
    struct oriel__node ***chunk = &tree->chunks[node->wid / CHUNK];
    bool is_empty = true;

    (*chunk)[node->wid % CHUNK] = NULL;
    tree->count--;
    /* The chunk that numbers are given from stays. */
    if (tree->next_wid / CHUNK == node->wid / CHUNK)
        return;
    for (size_t i = 0; i < CHUNK && is_empty; i++)
        is_empty = !(*chunk)[i];
    if (is_empty) {
        oriel__free(*chunk);
        *chunk = NULL;
    }
}

struct oriel__node *oriel__tree_dup_node(struct oriel__tree *tree, uint64_t wid)
{
    oriel__lock(&tree->mutex);
    struct oriel__node *node = oriel__tree_find(tree, wid);

    if (node)
        oriel__node_ref(node);
    oriel__unlock(&tree->mutex);
    return node;
}

/* --- Roots ------------------------------------------------------------------------- */

void oriel__tree_add_root(struct oriel__tree *tree, struct oriel__node *node)
{
    struct oriel_list *after = tree->roots.prev;

    while (after != &tree->roots && oriel__container(after, struct oriel__node, root_link)->wid > node->wid)
        after = after->prev;
    oriel__list_add(after->next, &node->root_link);
    tree->root_count++;
}

struct oriel_list *oriel__tree_add_root_behind(struct oriel__tree *tree, struct oriel_list *link,
                                               struct oriel__node *node)
{
    struct oriel_list *before = link->next;

    while (before != &tree->roots && oriel__container(before, struct oriel__node, root_link)->wid < node->wid)
        before = before->next;
    oriel__list_add(before, &node->root_link);
    tree->root_count++;
    return &node->root_link;
}

void oriel__tree_remove_root(struct oriel__tree *tree, struct oriel__node *node)
{
    oriel__list_remove(&node->root_link);
    tree->root_count--;
}

size_t oriel__tree_get_root_count(struct oriel__tree *tree)
{
    oriel__lock(&tree->mutex);
    size_t count = tree->root_count;

    oriel__unlock(&tree->mutex);
    return count;
}

struct oriel__node *oriel__tree_dup_root(struct oriel__tree *tree, size_t index)
{
    struct oriel__node *node = NULL;

    oriel__lock(&tree->mutex);
    if (index < tree->root_count) {
        struct oriel_list *link = tree->roots.next;

        while (index-- > 0)
            link = link->next;
        node = oriel__node_ref(oriel__container(link, struct oriel__node, root_link));
    }
    oriel__unlock(&tree->mutex);
    return node;
}

/* --- Up and down -------------------------------------------------------------------- */

struct oriel__node *oriel__node_dup_parent(struct oriel__tree *tree, struct oriel__node *node)
{
    oriel__lock(&tree->mutex);
    struct oriel__node *parent = node->parent ? oriel__node_ref(node->parent) : NULL;

    oriel__unlock(&tree->mutex);
    return parent;
}

struct oriel__node *oriel__node_dup_child(struct oriel__tree *tree, struct oriel__node *node, size_t index)
{
    oriel__lock(&tree->mutex);
    struct oriel__node *child = oriel__place_child(node, index);

    if (child)
        oriel__node_ref(child);
    oriel__unlock(&tree->mutex);
    return child;
}

size_t oriel__node_get_child_count(struct oriel__tree *tree, struct oriel__node *node)
{
    oriel__lock(&tree->mutex);
    size_t count = oriel__place_count(node);

    oriel__unlock(&tree->mutex);
    return count;
}

bool oriel__node_is_gone(struct oriel__tree *tree, struct oriel__node *node)
{
    oriel__lock(&tree->mutex);
    bool is_gone = node->is_gone;

    oriel__unlock(&tree->mutex);
    return is_gone;
}
