/* A tree alone, with a watcher that remembers what it was told. */
#ifndef ORIEL_TEST_WIDGET_PLANT_H
#define ORIEL_TEST_WIDGET_PLANT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/error.h"
#include "widget/tree.h"

struct plant {
    struct oriel__tree_watcher watcher;
    struct oriel__tree *tree;
    char told[16384];
    int losses, confirms, wakes, refs, pushes;
};

static inline void plant_push(struct oriel__tree_watcher *watcher, const struct oriel__op *op)
{
    struct plant *plant = oriel__container(watcher, struct plant, watcher);
    size_t len = strlen(plant->told);
    const char *text = oriel_value_get_text(op->text, NULL);

    /* Without ["w", and the bracket at the end. */
    plant->pushes++;
    snprintf(plant->told + len, sizeof(plant->told) - len, "%s%.*s", len ? "\n" : "",
             (int)(strlen(text) - 5 - (op->block ? 0 : 1)), text + 5);
}

static inline void plant_lose(struct oriel__tree_watcher *watcher)
{
    oriel__container(watcher, struct plant, watcher)->losses++;
}

static inline void plant_confirm(struct oriel__tree_watcher *watcher)
{
    oriel__container(watcher, struct plant, watcher)->confirms++;
}

static inline void plant_wake(struct oriel__tree_watcher *watcher)
{
    oriel__container(watcher, struct plant, watcher)->wakes++;
}

static inline void plant_ref(struct oriel__tree_watcher *watcher)
{
    oriel__container(watcher, struct plant, watcher)->refs++;
}

static inline void plant_unref(struct oriel__tree_watcher *watcher)
{
    oriel__container(watcher, struct plant, watcher)->refs--;
}

static inline void plant_watch(struct plant *plant, struct oriel__tree *tree)
{
    memset(plant, 0, sizeof(*plant));
    plant->watcher = (struct oriel__tree_watcher){
        .push = plant_push,
        .lose = plant_lose,
        .confirm = plant_confirm,
        .wake = plant_wake,
        .ref = plant_ref,
        .unref = plant_unref,
    };
    oriel__list_init(&plant->watcher.link);
    plant->tree = tree;
    oriel__tree_watch(tree, &plant->watcher);
    plant->losses = plant->wakes = 0;
}

static inline void plant_stop(struct plant *plant)
{
    oriel__tree_unwatch(plant->tree, &plant->watcher);
    assert_int_equal(plant->refs, 0);
}

/* What it was told since the last time, a line a message. */
#define assert_told(plant, expected)                                                                                   \
    do {                                                                                                               \
        assert_string_equal((plant)->told, expected);                                                                  \
        (plant)->told[0] = '\0';                                                                                       \
    } while (0)

static inline void plant_release(struct oriel__node *node)
{
    free(node);
}

static inline oriel_value_t *plant_json(const char *text)
{
    oriel_value_t *value = NULL;

    if (!text)
        return NULL;
    if (oriel_value_from_json(text, strlen(text), &value))
        fail_msg("%s: %s", text, oriel_last_error());
    return value;
}

static inline oriel_err_t plant_try(struct oriel__tree *tree, const char *class_name, const char *args,
                                    const char *options, struct oriel__node **ret)
{
    struct oriel__node *node = calloc(1, sizeof(*node));
    oriel_value_t *args_value = plant_json(args), *options_value = plant_json(options);
    oriel_err_t err;

    assert_non_null(node);
    node->release = plant_release;
    err = oriel__tree_create(tree, class_name, args_value, options_value, node);
    oriel_value_unref(args_value);
    oriel_value_unref(options_value);
    if (err)
        free(node);
    else
        *ret = node;
    return err;
}

static inline struct oriel__node *plant_new(struct oriel__tree *tree, const char *class_name, const char *args,
                                            const char *options)
{
    struct oriel__node *node = NULL;

    if (plant_try(tree, class_name, args, options, &node))
        fail_msg("%s: %s", class_name, oriel_last_error());
    return node;
}

static inline oriel_err_t plant_call(struct oriel__tree *tree, struct oriel__node *node, const char *name,
                                     const char *args)
{
    const struct oriel__method *method = oriel__class_get_method(node->cls, name);
    oriel_value_t *value = plant_json(args);
    oriel_err_t err;

    assert_non_null(method);
    err = oriel__tree_call(tree, node, method, value, NULL, NULL);
    oriel_value_unref(value);
    return err;
}

#define assert_call(tree, node, name, args)                                                                            \
    do {                                                                                                               \
        if (plant_call(tree, node, name, args))                                                                        \
            fail_msg("%s: %s", name, oriel_last_error());                                                              \
    } while (0)

#define assert_refused(error, text, expression)                                                                        \
    do {                                                                                                               \
        assert_int_equal(expression, error);                                                                           \
        assert_string_equal(oriel_last_error(), text);                                                                 \
    } while (0)

static inline const char *plant_get(struct oriel__tree *tree, struct oriel__node *node, const char *name,
                                    const char *args)
{
    static char text[4096];
    const struct oriel__method *method = oriel__class_get_method(node->cls, name);
    oriel_value_t *given = plant_json(args), *value = NULL;

    assert_non_null(method);
    if (oriel__tree_get(tree, node, method, given, &value))
        fail_msg("%s: %s", name, oriel_last_error());
    snprintf(text, sizeof(text), "%s", oriel_value_get_text(value, NULL));
    oriel_value_unref(value);
    oriel_value_unref(given);
    return text;
}

static inline oriel_err_t plant_edit(struct plant *plant, uint64_t wid, const char *action, const char *args)
{
    oriel_value_t *value = plant_json(args);
    struct oriel__node *node = NULL;
    const struct oriel__action *found = NULL;
    oriel_err_t err = oriel__tree_edit(plant->tree, &plant->watcher, wid, action, strlen(action), value, &node, &found);

    oriel_value_unref(value);
    oriel__node_unref(node);
    return err;
}

static inline void plant_settle(struct oriel__tree_watcher *watcher)
{
    (void)watcher;
}

/* A rebuild, a line a message, without its first and last. */
static inline const char *plant_rebuild(struct plant *plant)
{
    static char text[16384];
    struct oriel_buf buf;
    size_t len = 0;

    oriel__buf_init(&buf, (size_t)64 << 20);
    if (oriel__tree_write(plant->tree, &plant->watcher, &buf, NULL, plant_settle))
        fail_msg("rebuild: %s", oriel_last_error());
    for (size_t i = 0; i + 6 < buf.len; i++) {
        if (memcmp(buf.data + i, "],[\"w\",", 7) == 0) {
            text[len++] = '\n';
            i += 6;
        } else if (len || i >= 5) {
            text[len++] = buf.data[i];
        }
        assert_true(len < sizeof(text));
    }
    text[len] = '\0';
    oriel__buf_fini(&buf);
    char *end = strrchr(text, '\n'), *start = strchr(text, '\n');

    assert_non_null(start);
    if (start == end)
        return "";
    *end = '\0';
    return start + 1;
}

#endif
