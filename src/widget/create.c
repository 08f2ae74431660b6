/* Widgets begin: constructors. */
#include <stdatomic.h>
#include <string.h>

#include "base/error.h"
#include "base/sync.h"
#include "widget/write.h"

/* What a constructor was given, taken apart. */
struct given {
    struct oriel__tree *tree;
    struct oriel__node *node;
    struct oriel__slice args[ORIEL__ARGS_MAX];
    size_t count; /* of them, up to the last that is not null */
    struct oriel_buf options;
    bool has_refs;
};

/* "set_" and the name of an option, if the class has that method. */
static const struct oriel__method *setter_of(const struct oriel__class *cls, const char *name, size_t len)
{
    char text[64] = "set_";

    if (len >= sizeof(text) - 4)
        return NULL;
    memcpy(text + 4, name, len);
    text[len + 4] = '\0';
    const struct oriel__method *method = oriel__class_get_method(cls, text);

    return method && method->kind == ORIEL__KIND_SETTER && !method->is_binary ? method : NULL;
}

/* Keeps what a constructor's argument says of a key. */
static oriel_err_t keep_given(struct given *given, const char *name, size_t len, const struct oriel__slice *slice)
{
    const struct oriel__method *setter = setter_of(given->node->cls, name, len);
    oriel_value_t *args;
    oriel_err_t err;

    if (!setter || setter->param_count != 1 || oriel__slice_is_null(slice))
        return ORIEL_OK;
    args = oriel__wrap(slice->text, slice->len);
    err = args ? oriel__entry_reserve(given->node, 1) : ORIEL_ENOMEM;
    if (!err)
        oriel__entry_set(given->node, setter->key, setter, args)->is_given = true;
    oriel_value_unref(args);
    return err;
}

/* A name that is no option: a setter called at once. A list is its arguments,
 * unless it wants one argument. */
static oriel_err_t call_setter(struct given *given, const struct oriel__method *setter,
                               const struct oriel__slice *slice)
{
    struct oriel__node *node = given->node;
    bool is_list = *slice->text == '[' && setter->param_count > 1;
    oriel_value_t *value = is_list ? oriel__value_slice(slice->text, slice->len) : oriel__wrap(slice->text, slice->len);
    struct oriel__args args;
    oriel_err_t err = value ? ORIEL_OK : oriel__nomem();

    if (err)
        return err;
    err = oriel__args_check(given->tree, node->cls, setter->name, setter->params, setter->param_count, setter->required,
                            value, &args);
    if (!err && setter->rule != ORIEL__RULE_NONE) {
        err = oriel__rule_apply(given->tree, node, setter, &args);
    } else if (!err) {
        err = oriel__entry_reserve(node, 1);
        if (!err)
            oriel__entry_set(node, setter->key, setter, args.value)->has_refs = args.has_refs;
    }
    oriel__args_fini(&args);
    oriel_value_unref(value);
    return err;
}

static oriel_err_t add_option(struct given *given, const char *name, size_t len, const struct oriel__slice *slice)
{
    oriel_err_t err = oriel__buf_adds(&given->options, given->options.len ? ",\"" : "\"");

    if (!err)
        err = oriel__buf_add(&given->options, name, len);
    if (!err)
        err = oriel__buf_adds(&given->options, "\":");
    if (!err)
        err = oriel__buf_add(&given->options, slice->text, slice->len);
    return err;
}

/* The position of an argument with that name, -1 when it is none. */
static int find_arg(const struct oriel__class *cls, const char *name, size_t len)
{
    for (uint16_t i = 0; i < cls->arg_count; i++) {
        if (strlen(cls->args[i].name) == len && memcmp(cls->args[i].name, name, len) == 0)
            return i;
    }
    return -1;
}

static void set_arg(struct given *given, size_t index, const struct oriel__slice *slice)
{
    given->args[index] = *slice;
    if (!oriel__slice_is_null(slice) && given->count <= index)
        given->count = index + 1;
}

static oriel_err_t take_member(struct given *given, const char *name, size_t len, const struct oriel__slice *slice)
{
    const struct oriel__class *cls = given->node->cls;
    const struct oriel__param *option = oriel__class_get_option(cls, name, len);
    const struct oriel__method *setter;
    int index = find_arg(cls, name, len);
    oriel_err_t err;

    if (index >= 0) {
        if (given->args[index].text && !oriel__slice_is_null(&given->args[index]))
            return oriel__fail(ORIEL_EINVAL, "%s: %s is given twice", cls->name, cls->args[index].name);
        err = oriel__param_check(given->tree, cls, "", &cls->args[index], slice, &given->has_refs);
        if (!err)
            set_arg(given, (size_t)index, slice);
        return err;
    }
    if (option) {
        err = oriel__param_check(given->tree, cls, "", option, slice, &given->has_refs);
        if (err || oriel__slice_is_null(slice))
            return err;
        err = add_option(given, name, len, slice);
        return err ? err : keep_given(given, name, len, slice);
    }
    setter = setter_of(cls, name, len);
    if (!setter)
        return oriel__fail(ORIEL_EINVAL, "%s has no option %.*s", cls->name, (int)(len > 64 ? 64 : len), name);
    return oriel__slice_is_null(slice) ? ORIEL_OK : call_setter(given, setter, slice);
}

static oriel_err_t take_options(struct given *given, oriel_value_t *options)
{
    oriel_reader_t reader = oriel_value_read(options);
    oriel_token_t key;
    oriel_err_t err = ORIEL_OK;

    if (!options || oriel_value_get_type(options) == ORIEL_TYPE_NULL)
        return ORIEL_OK;
    if (oriel_value_get_type(options) != ORIEL_TYPE_OBJECT)
        return oriel__fail(ORIEL_ETYPE, "%s: options are an object", given->node->cls->name);
    oriel_reader_next(&reader);
    while (!err && (key = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        err = take_member(given, key.text, key.len, &slice);
    }
    return err;
}

static oriel_err_t take_args(struct given *given, oriel_value_t *value)
{
    const struct oriel__class *cls = given->node->cls;
    struct oriel__args args;
    oriel_err_t err = oriel__args_check(given->tree, cls, "", cls->args, cls->arg_count, 0, value, &args);

    if (!err) {
        /* The slices must outlive the check: they are those of the caller's value. */
        oriel_reader_t reader = oriel_value_read(value);

        oriel_reader_next(&reader);
        for (size_t i = 0; i < args.count; i++) {
            struct oriel__slice slice;

            oriel__reader_raw(&reader, &slice.text, &slice.len);
            set_arg(given, i, &slice);
        }
        given->has_refs |= args.has_refs;
    }
    oriel__args_fini(&args);
    return err;
}

/* The arguments as pages get them: the positional ones, then the options. */
static oriel_err_t write_args(struct given *given)
{
    struct oriel__node *node = given->node;
    struct oriel_buf buf;
    struct oriel__out out = { .buf = &buf };
    size_t count = given->options.len ? node->cls->arg_count : given->count;

    oriel__buf_init(&buf, ORIEL_VALUE_SIZE_MAX);
    oriel__out_adds(&out, "[");
    for (size_t i = 0; i < count; i++) {
        if (i)
            oriel__out_adds(&out, ",");
        if (given->args[i].text)
            oriel__out_add(&out, given->args[i].text, given->args[i].len);
        else
            oriel__out_adds(&out, "null");
    }
    if (given->options.len) {
        oriel__out_adds(&out, count ? ",{" : "{");
        oriel__out_add(&out, given->options.data, given->options.len);
        oriel__out_adds(&out, "}");
    }
    oriel__out_adds(&out, "]");
    if (!out.err) {
        node->args = oriel__value_slice(buf.data, buf.len);
        out.err = node->args ? ORIEL_OK : oriel__nomem();
    }
    node->args_have_refs = given->has_refs;
    oriel__buf_fini(&buf);
    return out.err;
}

static int32_t number_option(const struct oriel__node *node, const char *name)
{
    size_t count = oriel_value_get_count(node->args);
    oriel_value_t *options = count ? oriel_value_dup_element(node->args, count - 1) : NULL;
    oriel_value_t *value = NULL;
    int64_t n = 0;

    if (oriel_value_get_type(options) == ORIEL_TYPE_OBJECT)
        value = oriel_value_dup_member(options, name);
    if (value && oriel_value_get_int(value, &n) != ORIEL_OK)
        n = 0;
    oriel_value_unref(value);
    oriel_value_unref(options);
    return n < 0 || n > INT32_MAX ? 0 : (int32_t)n;
}

static oriel_err_t build(struct given *given, oriel_value_t *args, oriel_value_t *options)
{
    struct oriel__node *node = given->node;
    const struct oriel__class *cls = node->cls;
    oriel_err_t err = take_args(given, args);

    if (!err)
        err = take_options(given, options);
    for (uint16_t i = 0; i < cls->arg_count && !err; i++) {
        if (given->args[i].text)
            err = keep_given(given, cls->args[i].name, strlen(cls->args[i].name), &given->args[i]);
    }
    if (!err)
        err = write_args(given);
    if (!err && cls->has_grid) {
        node->grid_rows = number_option(node, "rows");
        node->grid_columns = number_option(node, "columns");
    }
    return err;
}

/* Setters whose effect `create` does not carry. */
static void push_late(struct oriel__tree *tree, struct oriel__node *node)
{
    for (uint32_t i = 0; i < node->entry_count; i++) {
        const struct oriel__entry *entry = &node->entries[i];

        if (entry->is_given || oriel__entry_is_early(entry) || oriel__entry_is_implied(node, entry))
            continue;
        struct oriel__op op = oriel__op_call(node, entry->method, entry->args, NULL, false, 0);

        oriel__op_push(tree, &op, NULL);
    }
}

static oriel_err_t create(struct oriel__tree *tree, struct oriel__node *node, oriel_value_t *args,
                          oriel_value_t *options)
{
    struct given given = { .tree = tree, .node = node };
    oriel_err_t err;

    oriel__buf_init(&given.options, ORIEL_VALUE_SIZE_MAX);
    err = build(&given, args, options);
    oriel__buf_fini(&given.options);
    if (!err)
        err = oriel__tree_enter(tree, node);
    if (err)
        return err;
    oriel__node_ref(node); /* the tree's */
    if (!node->cls->is_program && !oriel__list_is_empty(&tree->watchers)) {
        struct oriel__op op = oriel__op_create(tree, node);

        oriel__op_push(tree, &op, NULL);
        push_late(tree, node);
    }
    return ORIEL_OK;
}

oriel_err_t oriel__tree_create(struct oriel__tree *tree, const char *class_name, oriel_value_t *args,
                               oriel_value_t *options, struct oriel__node *node)
{
    oriel_err_t err;

    node->cls = oriel__class_find(class_name);
    if (!node->cls)
        return oriel__fail(ORIEL_EINVAL, "there is no widget class %.100s", class_name);
    if (!node->cls->has_page && !tree->allows_all)
        return oriel__fail(ORIEL_EINVAL, "%s cannot be made: no page draws it yet", class_name);
    atomic_init(&node->refs, 1);
    oriel__list_init(&node->root_link);
    oriel__lock(&tree->mutex);
    err = create(tree, node, args, options);
    if (err)
        oriel__node_fini(node);
    oriel__unlock(&tree->mutex);
    if (!err)
        oriel__tree_wake(tree);
    return err;
}
