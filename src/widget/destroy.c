/* Widgets go, and what is in them. */
#include "base/alloc.h"
#include "base/sync.h"
#include "widget/internal.h"

/* The root links of who goes make the list: it needs no memory, however deep the
 * tree. */
void oriel__tree_uproot(struct oriel__tree *tree, struct oriel__node *node, struct oriel_list *gone)
{
    struct oriel_list *link;

    if (node->parent)
        oriel__place_remove(tree, node);
    oriel__tree_remove_root(tree, node);
    oriel__list_add(gone, &node->root_link);
    for (link = &node->root_link; link != gone; link = link->next) {
        struct oriel__node *each = oriel__container(link, struct oriel__node, root_link);

        for (uint32_t i = 0; i < each->place_count; i++) {
            if (!each->places[i].child)
                continue;
            each->places[i].child->parent = NULL;
            oriel__list_add(gone, &each->places[i].child->root_link);
        }
        each->is_gone = true;
        oriel__tree_leave(tree, each);
    }
}

void oriel__tree_release(struct oriel_list *gone)
{
    struct oriel_list *link;

    while ((link = oriel__list_pop(gone))) {
        struct oriel__node *node = oriel__container(link, struct oriel__node, root_link);

        if (node->gone)
            node->gone(node);
        oriel__node_unref(node);
    }
}

void oriel__tree_empty(struct oriel_list *gone)
{
    for (struct oriel_list *link = gone->next; link != gone; link = link->next)
        oriel__node_fini(oriel__container(link, struct oriel__node, root_link));
}

void oriel__tree_destroy(struct oriel__tree *tree, struct oriel__node *node)
{
    struct oriel_list gone;

    oriel__list_init(&gone);
    oriel__lock(&tree->mutex);
    if (!node->is_gone) {
        struct oriel__op op = oriel__op_plain(node, "destroy", NULL);

        oriel__tree_uproot(tree, node, &gone);
        oriel__tree_empty(&gone);
        if (!node->cls->is_program)
            oriel__op_push(tree, &op, NULL);
    }
    oriel__unlock(&tree->mutex);
    oriel__tree_release(&gone);
    oriel__tree_wake(tree);
}

void oriel__tree_close(struct oriel__tree *tree)
{
    struct oriel_list gone;

    oriel__list_init(&gone);
    oriel__lock(&tree->mutex);
    tree->is_closed = true;
    while (!oriel__list_is_empty(&tree->roots))
        oriel__tree_uproot(tree, oriel__container(tree->roots.next, struct oriel__node, root_link), &gone);
    oriel__tree_empty(&gone);
    for (size_t i = 0; i < tree->chunk_room; i++) {
        oriel__free(tree->chunks[i]);
        tree->chunks[i] = NULL;
    }
    oriel__tree_lose(tree);
    oriel__unlock(&tree->mutex);
    oriel__tree_release(&gone);
    oriel__tree_wake(tree);
}
