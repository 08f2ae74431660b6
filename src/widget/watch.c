/* Watchers, and the batch that holds operations back from them. */
#include "base/alloc.h"
#include "base/sync.h"
#include "widget/internal.h"

/* An open batch holds that many operations at the most; then they are let go. */
#define HELD_MAX 100000

struct oriel__held {
    struct oriel__op op;
};

static void owe_wake(struct oriel__tree *tree, struct oriel__tree_watcher *watcher)
{
    if (watcher->is_waking)
        return;
    watcher->ref(watcher);
    watcher->is_waking = true;
    oriel__list_add(&tree->waking, &watcher->wake_link);
}

void oriel__tree_push_to(struct oriel__tree *tree, const struct oriel__op *op, struct oriel__tree_watcher *watcher)
{
    watcher->push(watcher, op);
    owe_wake(tree, watcher);
}

bool oriel__tree_ask(struct oriel__tree *tree, const struct oriel__question *question, const struct oriel__op *op,
                     struct oriel__tree_watcher *watcher)
{
    bool is_asked = op->text != NULL;

    if (is_asked) {
        question->went_to(question->user, watcher, op); /* first: the answer may come at once */
        if (watcher->ask)
            is_asked = watcher->ask(watcher, op);
        else
            watcher->push(watcher, op);
        owe_wake(tree, watcher);
    }
    if (!is_asked)
        question->went_to(question->user, NULL, NULL);
    return is_asked;
}

static void push_now(struct oriel__tree *tree, const struct oriel__op *op, const struct oriel__tree_watcher *source)
{
    for (struct oriel_list *link = tree->watchers.next; link && link != &tree->watchers; link = link->next) {
        struct oriel__tree_watcher *watcher = oriel__container(link, struct oriel__tree_watcher, link);

        if (watcher != source)
            oriel__tree_push_to(tree, op, watcher);
    }
}

void oriel__tree_flush(struct oriel__tree *tree)
{
    for (size_t i = 0; i < tree->held_count; i++) {
        push_now(tree, &tree->held[i].op, NULL);
        oriel__op_fini(&tree->held[i].op);
    }
    tree->held_count = 0;
}

/* Room for one more held operation. */
static bool reserve(struct oriel__tree *tree)
{
    size_t room = tree->held_room ? tree->held_room * 2 : 32;
    struct oriel__held *held;

    if (tree->held_count >= HELD_MAX)
        return false;
    if (tree->held_count < tree->held_room)
        return true;
    held = oriel__realloc(tree->held, room * sizeof(*held));
    if (!held)
        return false;
    tree->held = held;
    tree->held_room = room;
    return true;
}

void oriel__tree_push(struct oriel__tree *tree, const struct oriel__op *op, const struct oriel__tree_watcher *source)
{
    if (oriel__list_is_empty(&tree->watchers))
        return;
    if (tree->batches > 0 && !source && reserve(tree)) {
        tree->held[tree->held_count++].op = (struct oriel__op){
            .text = oriel_value_ref(op->text),
            .block = oriel_value_ref(op->block),
            .wid = op->wid,
            .key = op->key,
        };
        return;
    }
    oriel__tree_flush(tree);
    push_now(tree, op, source);
}

void oriel__tree_lose(struct oriel__tree *tree)
{
    for (struct oriel_list *link = tree->watchers.next; link && link != &tree->watchers; link = link->next) {
        struct oriel__tree_watcher *watcher = oriel__container(link, struct oriel__tree_watcher, link);

        watcher->lose(watcher);
        owe_wake(tree, watcher);
    }
}

void oriel__tree_lose_one(struct oriel__tree *tree, struct oriel__tree_watcher *watcher)
{
    if (oriel__list_is_empty(&watcher->link))
        return;
    watcher->lose(watcher);
    owe_wake(tree, watcher);
}

void oriel__tree_lose_all(struct oriel__tree *tree)
{
    oriel__lock(&tree->mutex);
    oriel__tree_lose(tree);
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
}

void oriel__tree_confirm(struct oriel__tree *tree, struct oriel__tree_watcher *source)
{
    if (oriel__list_is_empty(&source->link))
        return;
    oriel__tree_flush(tree); /* what is older comes before */
    source->confirm(source);
    owe_wake(tree, source);
}

/* Who finds a watcher here may wake it for another thread's push, too: the push
 * came first, so nothing goes unheard. */
void oriel__tree_wake(struct oriel__tree *tree)
{
    if (tree->moved)
        oriel__move_tell(tree);
    for (;;) {
        struct oriel__tree_watcher *watcher = NULL;

        oriel__lock(&tree->mutex);
        struct oriel_list *link = oriel__list_pop(&tree->waking);

        if (link) {
            watcher = oriel__container(link, struct oriel__tree_watcher, wake_link);
            watcher->is_waking = false;
        }
        oriel__unlock(&tree->mutex);
        if (!watcher)
            return;
        watcher->wake(watcher);
        watcher->unref(watcher);
    }
}

void oriel__tree_watch(struct oriel__tree *tree, struct oriel__tree_watcher *watcher)
{
    oriel__lock(&tree->mutex);
    oriel__tree_flush(tree); /* the newcomer begins with a rebuild, which has it */
    oriel__list_remove(&watcher->link);
    oriel__list_add(&tree->watchers, &watcher->link);
    watcher->lose(watcher);
    owe_wake(tree, watcher);
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
}

void oriel__tree_unwatch(struct oriel__tree *tree, struct oriel__tree_watcher *watcher)
{
    bool was_waking;

    oriel__lock(&tree->mutex);
    oriel__list_remove(&watcher->link);
    was_waking = watcher->is_waking;
    if (was_waking)
        oriel__list_remove(&watcher->wake_link);
    watcher->is_waking = false;
    oriel__unlock(&tree->mutex);
    if (was_waking)
        watcher->unref(watcher);
}

void oriel__tree_begin_batch(struct oriel__tree *tree)
{
    oriel__lock(&tree->mutex);
    tree->batches++;
    oriel__unlock(&tree->mutex);
}

void oriel__tree_end_batch(struct oriel__tree *tree)
{
    oriel__lock(&tree->mutex);
    if (tree->batches > 0 && --tree->batches == 0)
        oriel__tree_flush(tree);
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
}

void oriel__tree_send(struct oriel__tree *tree, const struct oriel__op *op)
{
    oriel__lock(&tree->mutex);
    oriel__tree_push(tree, op, NULL);
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
}

struct oriel__tree_watcher *oriel__tree_choose(struct oriel__tree *tree)
{
    struct oriel__tree_watcher *first = NULL;

    for (struct oriel_list *link = tree->watchers.next; link && link != &tree->watchers; link = link->next) {
        struct oriel__tree_watcher *watcher = oriel__container(link, struct oriel__tree_watcher, link);

        if (!watcher->is_away)
            return watcher;
        if (!first)
            first = watcher;
    }
    return first;
}

bool oriel__tree_has_present(struct oriel__tree *tree)
{
    oriel__lock(&tree->mutex);
    const struct oriel__tree_watcher *watcher = oriel__tree_choose(tree);
    bool has_present = watcher && !watcher->is_away;

    oriel__unlock(&tree->mutex);
    return has_present;
}

void oriel__tree_set_away(struct oriel__tree *tree, struct oriel__tree_watcher *watcher, bool is_away)
{
    oriel__lock(&tree->mutex);
    watcher->is_away = is_away;
    oriel__unlock(&tree->mutex);
}

bool oriel__tree_ask_again(struct oriel__tree *tree, const struct oriel__op *op, const struct oriel__question *question,
                           bool is_present)
{
    struct oriel__tree_watcher *found;

    oriel__lock(&tree->mutex);
    found = oriel__tree_choose(tree);
    if (found && is_present && found->is_away)
        found = NULL;
    if (found && !oriel__tree_ask(tree, question, op, found))
        found = NULL;
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
    return found != NULL;
}
