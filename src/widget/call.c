/* Calls by the program: checked, taken into the tree, told to pages. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "widget/internal.h"

/* The default of a key, set as its setter would: so that a constructor's value is
 * not what a rebuild shows. */
static oriel_err_t reset(struct oriel__node *node, uint16_t key)
{
    const struct oriel__method *setter = oriel__class_get_setter(node->cls, key);
    const char *json = oriel__class_get_default(node->cls, key);
    struct oriel__entry *entry = oriel__entry_find(node, key);
    oriel_value_t *args;
    oriel_err_t err;

    if (!entry)
        return ORIEL_OK;
    if (*json == 'n' || *json == '[' || !setter) {
        oriel__entry_forget(node, entry);
        return ORIEL_OK;
    }
    args = oriel__wrap(json, strlen(json));
    err = args ? oriel__entry_reserve(node, 1) : ORIEL_ENOMEM;
    if (!err)
        oriel__entry_set(node, key, setter, args);
    oriel_value_unref(args);
    return err;
}

static oriel_err_t set(struct oriel__node *node, const struct oriel__method *method, const struct oriel__args *args,
                       oriel_value_t *bytes)
{
    oriel_err_t err = oriel__entry_reserve(node, 1);
    struct oriel__entry *entry;

    if (err)
        return err;
    entry = oriel__entry_set(node, method->key, method, args->value);
    entry->has_refs = args->has_refs;
    entry->bytes = oriel_value_ref(bytes);
    return ORIEL_OK;
}

/* A picture by its address and one by its bytes take the place of one another. */
static void forget_rival(struct oriel__node *node, const struct oriel__method *method)
{
    if (node->cls->is_container || (!method->is_binary && strcmp(method->name, "set_image") != 0))
        return;
    for (uint32_t i = 0; i < node->entry_count; i++) {
        struct oriel__entry *entry = &node->entries[i];

        if (entry->method != method && (entry->method->is_binary || strcmp(entry->method->name, "set_image") == 0)) {
            oriel__entry_forget(node, entry);
            return;
        }
    }
}

static oriel_err_t remove_child(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                                const struct oriel__args *args, struct oriel_list *doomed)
{
    bool is_all = method->rule == ORIEL__RULE_REMOVE_ALL;
    const struct oriel__slice *destroy = &args->at[is_all ? 0 : 1];
    bool is_end = destroy->len > 0 && *destroy->text == 't';

    if (is_all) {
        oriel__place_remove_all(tree, node, is_end ? doomed : NULL);
        return ORIEL_OK;
    }
    if (args->child->parent != node)
        return oriel__fail(ORIEL_EINVAL, "%s.%s: widget %llu is not a child of it", node->cls->name, method->name,
                           (unsigned long long)args->child->wid);
    oriel__place_remove(tree, args->child);
    if (is_end)
        oriel__tree_uproot(tree, args->child, doomed);
    return ORIEL_OK;
}

static oriel_err_t act(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                       const struct oriel__args *args)
{
    oriel_err_t err = oriel__entry_reserve(node, 1);
    bool is_begun = false;

    if (!err && method->rule != ORIEL__RULE_NONE) {
        err = oriel__rule_apply(tree, node, method, args);
        is_begun = !err;
    }
    if (!err && method->keep != ORIEL__KEEP_NOT)
        oriel__entry_keep(node, method, args, method->keep);
    for (const uint16_t *key = method->resets; !err && key && *key; key++) {
        err = reset(node, *key);
        is_begun |= !err;
    }
    if (err && is_begun)
        oriel__tree_lose(tree); /* half of it is done, and is not told */
    return err;
}

static oriel_err_t apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                         const struct oriel__args *args, oriel_value_t *bytes, struct oriel_list *doomed)
{
    oriel_err_t err;

    switch (method->kind) {
    case ORIEL__KIND_SETTER:
    case ORIEL__KIND_FIXED:
        if (method->rule != ORIEL__RULE_NONE && method->rule != ORIEL__RULE_LIMIT)
            return oriel__rule_apply(tree, node, method, args);
        if (!oriel__place_has_index(node, method, args))
            return ORIEL_OK; /* pages pass over it, too */
        err = set(node, method, args, bytes);
        if (err)
            return err;
        forget_rival(node, method);
        if (method->rule == ORIEL__RULE_LIMIT)
            err = oriel__rule_apply(tree, node, method, args);
        if (err)
            oriel__tree_lose(tree); /* the limit is kept, but not told */
        return err;
    case ORIEL__KIND_CHILD:
    case ORIEL__KIND_FACTORY:
        if (method->kind == ORIEL__KIND_CHILD && !args->child)
            return oriel__fail(ORIEL_EINVAL, "%s.%s: there is no widget to place", node->cls->name, method->name);
        return oriel__place_add(tree, node, method, args);
    case ORIEL__KIND_REMOVE:
        return remove_child(tree, node, method, args, doomed);
    case ORIEL__KIND_ACTION:
        return act(tree, node, method, args);
    default:
        return ORIEL_OK; /* a query changes nothing */
    }
}

/* Tells pages; with a question, one of them so that it answers. */
static void tell(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                 const struct oriel__args *args, oriel_value_t *bytes, const struct oriel__question *question)
{
    struct oriel__tree_watcher *asked = NULL;
    struct oriel__op op;

    if (oriel__list_is_empty(&tree->watchers) || node->cls->is_program)
        return;
    if (question) {
        oriel__tree_flush(tree);
        asked = oriel__tree_choose(tree);
        op = oriel__op_call(node, method, args->value, bytes, false, question->id);
        op.answer = method->kind == ORIEL__KIND_QUERY ? 0 : question->id;
        if (!oriel__tree_ask(tree, question, &op, asked))
            asked = NULL; /* it is told like the others */
        oriel__op_fini(&op);
    }
    if (method->kind == ORIEL__KIND_QUERY)
        return;
    op = oriel__op_call(node, method, args->value, bytes, false, 0);
    oriel__op_push(tree, &op, asked);
}

static oriel_err_t check_bytes(const struct oriel__node *node, const struct oriel__method *method,
                               const oriel_value_t *bytes)
{
    if (method->is_binary == (bytes != NULL))
        return ORIEL_OK;
    return oriel__fail(ORIEL_ETYPE, method->is_binary ? "%s.%s: the first argument is bytes" : "%s.%s takes no bytes",
                       node->cls->name, method->name);
}

oriel_err_t oriel__tree_call(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                             oriel_value_t *value, oriel_value_t *bytes, const struct oriel__question *question)
{
    const size_t skipped = method->is_binary; /* the bytes */
    struct oriel_list doomed;
    struct oriel__args args = { .value = NULL };
    oriel_err_t err;

    oriel__list_init(&doomed);
    oriel__lock(&tree->mutex);
    err = oriel__node_check(node);
    if (!err)
        err = check_bytes(node, method, bytes);
    if (!err)
        err = oriel__args_check(tree, node->cls, method->name, method->params + skipped, method->param_count - skipped,
                                method->required > skipped ? method->required - skipped : 0, value, &args);
    if (!err)
        err = apply(tree, node, method, &args, bytes, &doomed);
    if (!err)
        tell(tree, node, method, &args, bytes, question);
    oriel__args_fini(&args);
    oriel__tree_empty(&doomed);
    oriel__unlock(&tree->mutex);
    oriel__tree_release(&doomed);
    oriel__tree_wake(tree);
    return err;
}

/* --- Listening -------------------------------------------------------------------------- */

static bool is_heard(const struct oriel__node *node, const struct oriel__action *action)
{
    for (uint32_t i = 0; i < node->listen_count; i++) {
        if (node->listens[i] == action)
            return true;
    }
    return false;
}

static oriel_err_t listen(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__action *action)
{
    const struct oriel__action **listens;
    oriel_err_t err = oriel__node_check(node);

    if (!err && action->is_program)
        node->hears_children = true;
    if (err || action->is_auto || action->is_program || is_heard(node, action))
        return err;
    listens = oriel__realloc(node->listens, (node->listen_count + (size_t)1) * sizeof(*listens));
    if (!listens)
        return oriel__nomem();
    listens[node->listen_count++] = action;
    node->listens = listens;
    struct oriel__op op = oriel__op_plain(node, "listen", action->name);

    oriel__op_push(tree, &op, NULL);
    return ORIEL_OK;
}

oriel_err_t oriel__tree_listen(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__action *action)
{
    oriel__lock(&tree->mutex);
    oriel_err_t err = listen(tree, node, action);

    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
    return err;
}

oriel_err_t oriel__tree_listen_locked(struct oriel__tree *tree, struct oriel__node *node,
                                      const struct oriel__action *action)
{
    return listen(tree, node, action);
}

void oriel__tree_unlisten(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__action *action)
{
    oriel__lock(&tree->mutex);
    for (uint32_t i = 0; i < node->listen_count; i++) {
        if (node->listens[i] != action)
            continue;
        node->listens[i] = node->listens[--node->listen_count];
        struct oriel__op op = oriel__op_plain(node, "unlisten", action->name);

        oriel__op_push(tree, &op, NULL);
        break;
    }
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
}
