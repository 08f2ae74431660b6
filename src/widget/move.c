/* Children that came and went, for the parents that hear of it. */
#include "base/alloc.h"
#include "base/log.h"
#include "base/sync.h"
#include "widget/internal.h"

struct oriel__move {
    struct oriel__node *parent; /* a reference */
    uint64_t child;
    bool is_added;
};

void oriel__move_note(struct oriel__tree *tree, struct oriel__node *parent, uint64_t child, bool is_added)
{
    if (!parent->hears_children || !tree->moved)
        return;
    if (tree->move_count == tree->move_room) {
        size_t room = tree->move_room ? tree->move_room * 2 : 8;
        struct oriel__move *moves = oriel__realloc(tree->moves, room * sizeof(*moves));

        if (!moves) {
            oriel__log(ORIEL_LOG_ERROR, "widget", "news of a child were lost: out of memory");
            return;
        }
        tree->moves = moves;
        tree->move_room = room;
    }
    tree->moves[tree->move_count++] = (struct oriel__move){ oriel__node_ref(parent), child, is_added };
}

/* Takes all there are, so that each is told once. One thread tells at a time, so that
 * they are told in order: `is_telling` says whether the caller is the one already. */
static struct oriel__move *take(struct oriel__tree *tree, bool is_telling, size_t *count)
{
    struct oriel__move *moves = NULL;

    oriel__lock(&tree->mutex);
    *count = tree->is_telling == is_telling ? tree->move_count : 0;
    if (tree->is_telling == is_telling)
        tree->is_telling = *count > 0;
    if (*count > 0) {
        moves = tree->moves;
        tree->moves = NULL;
        tree->move_count = tree->move_room = 0;
    }
    oriel__unlock(&tree->mutex);
    return moves;
}

void oriel__move_tell(struct oriel__tree *tree)
{
    size_t count;
    struct oriel__move *moves = take(tree, false, &count);

    while (moves) {
        for (size_t i = 0; i < count; i++) {
            tree->moved(moves[i].parent, moves[i].child, moves[i].is_added);
            oriel__node_unref(moves[i].parent);
        }
        oriel__free(moves);
        moves = take(tree, true, &count);
    }
}

void oriel__move_drop(struct oriel__tree *tree)
{
    size_t count;
    struct oriel__move *moves = take(tree, false, &count);

    for (size_t i = 0; i < count; i++)
        oriel__node_unref(moves[i].parent);
    oriel__free(moves);
}
