/* What pages tell: the user changed something. */
#include <string.h>

#include "base/error.h"
#include "base/sync.h"
#include "widget/internal.h"

/* Above these, pages add no items, and no rows that are open or closed. */
#define ITEMS_MAX 10000
#define ROWS_MAX 4096
#define BYTES_MAX ((size_t)1 << 20) /* in all items of a widget, and in all its rows */

/* An edit while it is taken in. */
struct edit {
    struct oriel__tree *tree;
    struct oriel__tree_watcher *source;
    struct oriel__node *node;
    const struct oriel__action *action;
    oriel_value_t *args;
    struct oriel__slice at[ORIEL__ARGS_MAX];
    size_t count;
    uint16_t corrected; /* a key of which the page is told what it has; 0: none */
};

static oriel_err_t refuse(const struct edit *edit, const char *why)
{
    return oriel__fail(ORIEL_EINVAL, "%s %s: %s", edit->node->cls->name, edit->action->name, why);
}

/* Tells the others what this page shows already. */
static void tell_others(struct edit *edit, struct oriel__node *node, const struct oriel__method *method,
                        const oriel_value_t *args)
{
    struct oriel__op op = oriel__op_call(node, method, args, NULL, true, 0);

    oriel__op_push(edit->tree, &op, edit->source);
}

/* The page that made the edit shows what the tree did not take: it is told what the
 * tree has, once its edit is confirmed. */
static void correct(const struct edit *edit)
{
    const struct oriel__method *setter = oriel__class_get_setter(edit->node->cls, edit->corrected);
    oriel_value_t *value = oriel__entry_value(edit->node, edit->corrected), *args = NULL;
    struct oriel__op op = { .text = NULL };
    size_t len;
    const char *text = oriel_value_get_text(value, &len);

    if (value)
        args = oriel__wrap(text, len);
    if (args)
        op = oriel__op_call(edit->node, setter, args, NULL, true, 0);
    if (op.text)
        oriel__tree_push_to(edit->tree, &op, edit->source);
    else
        oriel__tree_lose_one(edit->tree, edit->source);
    oriel__op_fini(&op);
    oriel_value_unref(args);
    oriel_value_unref(value);
}

/* A text that was typed has no more lines than the limit says. Other pages cut by
 * themselves. */
static oriel_err_t cut(struct edit *edit, const struct oriel__args *args)
{
    const struct oriel__entry *limit = oriel__entry_find(edit->node, ORIEL__KEY_LIMIT);
    size_t len, left;
    oriel_err_t err;

    if (!limit)
        return ORIEL_OK;
    err = oriel__rule_apply(edit->tree, edit->node, limit->method, args);
    oriel_value_get_text(args->value, &len);
    oriel_value_get_text(oriel__entry_find(edit->node, ORIEL__KEY_TEXT)->args, &left);
    if (left < len)
        edit->corrected = ORIEL__KEY_TEXT;
    return err;
}

/* Keeps `text` (one argument, or with `is_all` an array of them) as if the key's setter
 * had been called with it; it must be what the setter takes. */
static oriel_err_t keep(struct edit *edit, uint16_t key, const struct oriel__slice *text, bool is_all)
{
    struct oriel__node *node = edit->node;
    const struct oriel__method *setter = oriel__class_get_setter(node->cls, key);
    oriel_value_t *value = is_all ? oriel__value_slice(text->text, text->len) : oriel__wrap(text->text, text->len);
    struct oriel__args args;
    oriel_err_t err;

    if (!value || !setter) {
        oriel_value_unref(value);
        return oriel__nomem();
    }
    err = oriel__args_check(edit->tree, node->cls, setter->name, setter->params, setter->param_count, setter->required,
                            value, &args);
    if (!err && !oriel__place_has_index(node, setter, &args))
        err = refuse(edit, "there is no such child");
    if (!err)
        err = oriel__entry_reserve(node, 1);
    if (!err) {
        oriel__entry_set(node, key, setter, args.value)->has_refs = args.has_refs;
        tell_others(edit, node, setter, args.value);
        if (key == ORIEL__KEY_TEXT)
            err = cut(edit, &args);
    }
    oriel__args_fini(&args);
    oriel_value_unref(value);
    return err;
}

/* A text that is typed where there are items chooses the one that says it, or none. */
static oriel_err_t typed(struct edit *edit)
{
    struct oriel__node *node = edit->node;
    const struct oriel__slice *text = &edit->at[0];
    oriel_err_t err;

    if (*text->text != '"')
        return refuse(edit, "a text is wanted");
    err = oriel__items_choose(node, oriel__items_index(node, text->text, text->len), text->text, text->len);
    if (!err)
        tell_others(edit, node, oriel__class_get_setter(node->cls, ORIEL__KEY_TEXT),
                    oriel__entry_find(node, ORIEL__KEY_TEXT)->args);
    return err;
}

static oriel_err_t sync(struct edit *edit)
{
    oriel_err_t err = ORIEL_OK;

    if (edit->node->cls->has_items && edit->action->sync_count == 1)
        return typed(edit);
    for (uint8_t i = 0; i < edit->action->sync_count && !err; i++) {
        const struct oriel__sync *rule = &edit->action->sync[i];
        struct oriel__slice all;

        all.text = oriel_value_get_text(edit->args, &all.len);
        if (rule->arg < 0)
            err = keep(edit, rule->key, &all, true);
        else if ((size_t)rule->arg < edit->count)
            err = keep(edit, rule->key, &edit->at[rule->arg], false);
    }
    return err;
}

/* --- Rules ------------------------------------------------------------------------------- */

/* A number of an object {width, height}. */
static bool member(const struct oriel__slice *slice, const char *name, double *ret)
{
    oriel_value_t *object = oriel__value_slice(slice->text, slice->len);
    oriel_value_t *value = NULL;
    bool is_there;

    if (oriel_value_get_type(object) == ORIEL_TYPE_OBJECT)
        value = oriel_value_dup_member(object, name);
    is_there = value && oriel_value_get_real(value, ret) == ORIEL_OK;
    oriel_value_unref(value);
    oriel_value_unref(object);
    return is_there;
}

/* Whether a page says `name` of an object. */
static bool flag(const struct oriel__slice *slice, const char *name)
{
    oriel_value_t *object = oriel__value_slice(slice->text, slice->len);
    oriel_value_t *value = NULL;
    bool is_set = false;

    if (oriel_value_get_type(object) == ORIEL_TYPE_OBJECT)
        value = oriel_value_dup_member(object, name);
    if (value && oriel_value_get_bool(value, &is_set))
        is_set = false;
    oriel_value_unref(value);
    oriel_value_unref(object);
    return is_set;
}

/* The size of a window is the user's doing, and others follow; that of anything else, and
 * of a window that fills the page, is news. */
static oriel_err_t resized(struct edit *edit)
{
    struct oriel__node *node = edit->node;
    const struct oriel__method *setter = oriel__class_get_setter(node->cls, ORIEL__KEY_SIZE);
    double width = 0, height = 0;
    oriel_value_t *args = NULL;
    oriel_err_t err;

    if (!member(&edit->at[0], "width", &width) || !member(&edit->at[0], "height", &height))
        return refuse(edit, "width and height are missing");
    err = oriel_value_pack(&args, "[ff]", width, height);
    if (!err)
        err = oriel__entry_reserve(node, 1);
    if (!err && setter) {
        struct oriel__entry *old = oriel__entry_find(node, ORIEL__KEY_SIZE);
        bool is_doing = node->cls->is_windowed && !flag(&edit->at[0], "observed");
        bool is_news = !is_doing && (!old || old->is_told);

        /* A size that the program set stays what a rebuild sets. */
        if (is_doing || is_news)
            oriel__entry_set(node, ORIEL__KEY_SIZE, setter, args)->is_told = is_news;
        if (is_doing)
            tell_others(edit, node, setter, args);
    }
    oriel_value_unref(args);
    return err;
}

static oriel_err_t moved(struct edit *edit)
{
    struct oriel__slice all;

    all.text = oriel_value_get_text(edit->args, &all.len);
    return keep(edit, ORIEL__KEY_POSITION, &all, true);
}

static oriel_err_t hidden(struct edit *edit)
{
    struct oriel__node *node = edit->node;
    const struct oriel__method *hide = oriel__class_get_method(node->cls, "hide");
    oriel_value_t *args = oriel__value_slice("[]", 2);
    oriel_err_t err = args ? oriel__entry_reserve(node, 1) : oriel__nomem();

    if (!err) {
        oriel__entry_set(node, ORIEL__KEY_VISIBLE, hide, args);
        tell_others(edit, node, hide, args);
    }
    oriel_value_unref(args);
    return err;
}

/* Whether the widget was made with that option. */
static bool is_made_with(const struct oriel__node *node, const char *name)
{
    oriel_reader_t reader = oriel_value_read(node->args);
    struct oriel__slice slice, last = { "", 0 };
    oriel_token_t key;

    oriel_reader_next(&reader);
    for (oriel__reader_raw(&reader, &slice.text, &slice.len); slice.text;
         oriel__reader_raw(&reader, &slice.text, &slice.len))
        last = slice;
    if (*last.text != '{')
        return false;
    reader = (oriel_reader_t){ .at = last.text, .end = last.text + last.len };
    oriel_reader_next(&reader);
    while ((key = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        const struct oriel__slice found = { key.text, key.len };

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (oriel__slice_equals(&found, name, strlen(name)))
            return *slice.text == 't';
    }
    return false;
}

/* Whether a page may add an item. */
static bool has_room_for_item(const struct oriel__node *node, const struct oriel__slice *text)
{
    size_t bytes = text->len;

    for (uint32_t i = 0; i < node->item_count && bytes <= BYTES_MAX; i++) {
        size_t len;

        oriel_value_get_text(node->items[i], &len);
        bytes += len;
    }
    return node->item_count < ITEMS_MAX && bytes <= BYTES_MAX;
}

/* An item was chosen, or a text entered that may be new. */
static oriel_err_t chosen(struct edit *edit)
{
    struct oriel__node *node = edit->node;
    const struct oriel__slice *text = &edit->at[1];
    int64_t index;
    oriel_err_t err;

    if (*text->text != '"' || oriel__slice_int(&edit->at[0], INT64_MIN) == INT64_MIN)
        return refuse(edit, "a number and a text are wanted");
    index = oriel__items_index(node, text->text, text->len);
    if (index < 0 && text->len > 2 && !is_made_with(node, "editable")) {
        edit->corrected = ORIEL__KEY_TEXT; /* the item may have gone meanwhile */
        return refuse(edit, "there is no such item");
    }
    if (index < 0 && text->len > 2 && has_room_for_item(node, text)) {
        const struct oriel__method *append = oriel__class_get_method(node->cls, "append_text");
        oriel_value_t *args = oriel__wrap(text->text, text->len);

        err = args ? oriel__items_add(node, node->item_count, text->text, text->len) : ORIEL_ENOMEM;
        if (!err)
            tell_others(edit, node, append, args);
        oriel_value_unref(args);
        if (err)
            return err;
        index = (int64_t)node->item_count - 1;
    }
    err = oriel__items_choose(node, index, text->text, text->len);
    if (!err)
        tell_others(edit, node, oriel__class_get_setter(node->cls, ORIEL__KEY_TEXT),
                    oriel__entry_find(node, ORIEL__KEY_TEXT)->args);
    return err;
}

static oriel_err_t page_closed(struct edit *edit)
{
    struct oriel__node *node = edit->node;
    struct oriel__node *child = oriel__tree_find(edit->tree, oriel__slice_wid(&edit->at[0]));
    const struct oriel__method *close = oriel__class_get_method(node->cls, "close_widget");
    oriel_value_t *args;

    if (!child || child->parent != node)
        return refuse(edit, "that is not a child of it");
    if (!close)
        close = oriel__class_get_method(node->cls, "remove_widget");
    args = NULL;
    if (oriel_value_pack(&args, "[{s:I}]", "__wid__", (int64_t)child->wid))
        return oriel__last_err();
    oriel__place_remove(edit->tree, child);
    tell_others(edit, node, close, args);
    oriel_value_unref(args);
    return ORIEL_OK;
}

/* Whether a page may say of one more row that it is open or closed. */
static bool has_room_for_row(const struct oriel__node *node, const struct oriel__slice *path)
{
    size_t bytes = path->len;

    for (uint32_t i = 0; i < node->entry_count && bytes <= BYTES_MAX; i++) {
        size_t len;

        oriel_value_get_text(node->entries[i].args, &len);
        bytes += node->entries[i].key == 0 ? len : 0;
    }
    return node->entry_count < ROWS_MAX && bytes <= BYTES_MAX;
}

/* A row was opened or closed, or the rows were sorted: kept as the call that does it. */
static oriel_err_t row_changed(struct edit *edit, const char *method_name, const char *all_name)
{
    struct oriel__node *node = edit->node;
    bool is_all = edit->count > 1 && oriel__slice_equals(&edit->at[1], "\"_all\"", 6);
    const struct oriel__method *method = oriel__class_get_method(node->cls, is_all ? all_name : method_name);
    oriel_value_t *value = is_all ? oriel__value_slice("[]", 2) : oriel__wrap(edit->at[1].text, edit->at[1].len);
    struct oriel__args args = { .value = NULL };
    oriel_err_t err = value && method ? ORIEL_OK : oriel__nomem();

    if (!err && !is_all && !oriel__rule_knows_row(node, &edit->at[1]) && !has_room_for_row(node, &edit->at[1]))
        err = refuse(edit, "too many rows were opened and closed");
    if (!err)
        err = oriel__args_check(edit->tree, node->cls, method->name, method->params, method->param_count,
                                method->required, value, &args);
    if (!err)
        err = oriel__rule_apply(edit->tree, node, method, &args);
    if (!err)
        tell_others(edit, node, method, args.value);
    oriel__args_fini(&args);
    oriel_value_unref(value);
    return err;
}

static oriel_err_t sorted(struct edit *edit)
{
    const struct oriel__method *method = oriel__class_get_method(edit->node->cls, "sort_by_column");
    struct oriel__args args;
    oriel_err_t err = oriel__args_check(edit->tree, edit->node->cls, method->name, method->params, method->param_count,
                                        method->required, edit->args, &args);

    if (!err)
        err = oriel__rule_apply(edit->tree, edit->node, method, &args);
    if (!err)
        tell_others(edit, edit->node, method, args.value);
    oriel__args_fini(&args);
    return err;
}

static oriel_err_t apply(struct edit *edit)
{
    switch (edit->action->rule) {
    case ORIEL__RULE_RESIZE:
        return resized(edit);
    case ORIEL__RULE_MOVE:
        return moved(edit);
    case ORIEL__RULE_HIDE:
        return hidden(edit);
    case ORIEL__RULE_AUTOCLOSE:
        return is_made_with(edit->node, "autoclose") ? hidden(edit) : ORIEL_OK;
    case ORIEL__RULE_COMBO:
        return chosen(edit);
    case ORIEL__RULE_PAGE_CLOSE:
        return page_closed(edit);
    case ORIEL__RULE_EXPANDED:
        return row_changed(edit, "expand_item", "expand_all");
    case ORIEL__RULE_COLLAPSED:
        return row_changed(edit, "collapse_item", "collapse_all");
    case ORIEL__RULE_SORTED:
        return sorted(edit);
    default:
        return sync(edit);
    }
}

/* --- In ------------------------------------------------------------------------------------- */

static oriel_err_t split(struct edit *edit)
{
    oriel_reader_t reader = oriel_value_read(edit->args);

    for (size_t i = 0; i < ORIEL__ARGS_MAX; i++)
        edit->at[i] = (struct oriel__slice){ "null", 4 }; /* what is missing */
    oriel_reader_next(&reader);
    for (;;) {
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (!slice.text)
            break;
        if (edit->count == edit->action->arg_count || edit->count == ORIEL__ARGS_MAX)
            return refuse(edit, "too many arguments");
        edit->at[edit->count++] = slice;
    }
    return edit->count < edit->action->required ? refuse(edit, "too few arguments") : ORIEL_OK;
}

static oriel_err_t take_in(struct edit *edit, uint64_t wid, const char *action, size_t len)
{
    oriel_err_t err;

    edit->node = oriel__tree_find(edit->tree, wid);
    if (!edit->node)
        return oriel__fail(ORIEL_ENOENT, "widget %llu is not there", (unsigned long long)wid);
    edit->action = oriel__class_get_action(edit->node->cls, action, len);
    if (!edit->action || edit->action->is_program || edit->node->cls->is_program)
        return oriel__fail(ORIEL_ENOENT, "%s has no callback of that name for pages", edit->node->cls->name);
    if (oriel_value_get_type(edit->args) != ORIEL_TYPE_ARRAY)
        return oriel__fail(ORIEL_ETYPE, "the arguments of a callback are an array");
    err = split(edit);
    return err ? err : apply(edit);
}

oriel_err_t oriel__tree_edit(struct oriel__tree *tree, struct oriel__tree_watcher *source, uint64_t wid,
                             const char *action, size_t action_len, oriel_value_t *args, struct oriel__node **ret,
                             const struct oriel__action **ret_action)
{
    struct edit edit = { .tree = tree, .source = source, .args = args };
    oriel_err_t err;

    oriel__lock(&tree->mutex);
    err = take_in(&edit, wid, action, action_len);
    oriel__tree_confirm(tree, source);
    if (err == ORIEL_ENOMEM || err == ORIEL_ETOOBIG)
        oriel__tree_lose_one(tree, source); /* nobody else will tell it what the tree has */
    else if (edit.corrected && !oriel__list_is_empty(&source->link))
        correct(&edit);
    if (!err) {
        *ret = oriel__node_ref(edit.node);
        *ret_action = edit.action;
    }
    oriel__unlock(&tree->mutex);
    oriel__tree_wake(tree);
    return err;
}
