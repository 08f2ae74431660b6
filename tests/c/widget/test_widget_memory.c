/* Allocations fail one by one: what was called either happened or did not, and
 * watchers are rebuilt when they missed something. */
#include "plant.h"

static struct oriel__tree tree;
static struct plant plant;

#define CALLS (sizeof(calls) / sizeof(*calls))

static const struct {
    int node;
    const char *method, *args;
} calls[] = {
    { 0, "add_widget", "[{\"__wid__\":2}]" },
    { 0, "insert_widget", "[0,{\"__wid__\":3}]" },
    { 1, "set_text", "[\"a\"]" },
    { 1, "set_color", "[\"red\",null]" },
    { 2, "append_text", "[\"a\"]" },
    { 2, "set_index", "[0]" },
    { 2, "insert_alpha", "[\"b\"]" },
    { 2, "clear", NULL },
    { 3, "append_text", "[\"a\\nb\"]" },
    { 3, "set_limit", "[1]" },
    { 4, "add_widget", "[{\"__wid__\":2},0,0]" },
    { 4, "insert_row", "[0,[{\"__wid__\":3}]]" },
    { 4, "append_column", "[[null,{\"__wid__\":4},{\"__wid__\":2}]]" },
    { 4, "insert_row", "[1,[{\"__wid__\":4}]]" },
    { 4, "delete_row", "[0]" },
    { 4, "delete_column", "[0]" },
    { 3, "clear", NULL },
    { 5, "popup", "[1,2]" },
    { 5, "popup", NULL },
    { 0, "set_cursor", "[\"pointer\"]" },
    { 4, "remove_all", "[true]" },
};

static struct oriel__node *nodes[6];
static oriel_value_t *given[CALLS];

static void begin(void)
{
    static const char *const classes[6] = { "VBox", "Label", "ComboBox", "TextArea", "GridBox", "Dialog" };

    oriel__tree_init(&tree);
    plant_watch(&plant, &tree);
    for (int i = 0; i < 6; i++)
        nodes[i] = plant_new(&tree, classes[i], NULL, NULL);
}

static void end(void)
{
    for (int i = 0; i < 6; i++)
        oriel__node_unref(nodes[i]);
    plant_stop(&plant);
    oriel__tree_fini(&tree);
}

static oriel_err_t play(size_t i)
{
    struct oriel__node *node = nodes[calls[i].node];

    return oriel__tree_call(&tree, node, oriel__class_get_method(node->cls, calls[i].method), given[i], NULL, NULL);
}

/* Call `i` after those before it, and its n-th allocation fails. False: it has no such. */
static bool fail_at(size_t i, long n)
{
    static char before[16384];
    bool has_failed;
    oriel_err_t err;

    begin();
    for (size_t k = 0; k < i; k++)
        assert_int_equal(play(k), ORIEL_OK);
    strcpy(before, plant_rebuild(&plant));
    plant.told[0] = '\0';
    plant.losses = 0;
    oriel__alloc_fail_at(n);
    err = play(i);
    has_failed = oriel__alloc_has_failed();
    oriel__alloc_fail_at(0);
    if (!has_failed)
        assert_int_equal(err, ORIEL_OK);
    else if (err)
        assert_int_equal(err, ORIEL_ENOMEM);
    if (err && strcmp(before, plant_rebuild(&plant)) != 0 && plant.losses == 0)
        fail_msg("%s failed half way, and nobody knows", calls[i].method);
    if (!err && plant.told[0] == '\0' && plant.losses == 0)
        fail_msg("%s happened, and nobody knows", calls[i].method);
    end();
    return has_failed;
}

static void test_calls(void **state)
{
    (void)state;
    for (size_t i = 0; i < CALLS; i++)
        given[i] = plant_json(calls[i].args);
    for (size_t i = 0; i < CALLS; i++) {
        long n = 1;

        while (fail_at(i, n))
            n++;
    }
    for (size_t i = 0; i < CALLS; i++)
        oriel_value_unref(given[i]);
}

static void test_a_setter_that_fails_changes_nothing(void **state)
{
    bool has_failed = true;

    (void)state;
    for (long n = 1; has_failed; n++) {
        struct oriel__node *label;
        oriel_value_t *args = plant_json("[\"b\"]");
        const struct oriel__method *method;
        oriel_err_t err;

        oriel__tree_init(&tree);
        plant_watch(&plant, &tree);
        label = plant_new(&tree, "Label", "[\"a\"]", NULL);
        plant.told[0] = '\0';
        method = oriel__class_get_method(label->cls, "set_text");
        oriel__alloc_fail_at(n);
        err = oriel__tree_call(&tree, label, method, args, NULL, NULL);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        if (err)
            assert_string_equal(plant_get(&tree, label, "get_text", NULL), "\"a\"");
        else
            assert_string_equal(plant_get(&tree, label, "get_text", NULL), "\"b\"");
        /* What happened was told, or the watcher is rebuilt. */
        assert_int_equal(plant.told[0] != '\0' || plant.losses > 0, err == ORIEL_OK);
        oriel_value_unref(args);
        oriel__node_unref(label);
        plant_stop(&plant);
        oriel__tree_fini(&tree);
    }
}

static void test_constructors(void **state)
{
    bool has_failed = true;

    (void)state;
    for (long n = 1; has_failed; n++) {
        struct oriel__node *node = calloc(1, sizeof(*node));
        oriel_value_t *args = plant_json("[\"a\"]"), *options = plant_json("{\"editable\":true,\"tooltip\":\"t\"}");
        oriel_err_t err;

        assert_non_null(node);
        node->release = plant_release;
        oriel__tree_init(&tree);
        plant_watch(&plant, &tree);
        oriel__alloc_fail_at(n);
        err = oriel__tree_create(&tree, "TextEntry", args, options, node);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(oriel__tree_get_root_count(&tree), err ? 0 : 1);
        assert_int_equal(plant.told[0] != '\0' || plant.losses > 0, err == ORIEL_OK);
        oriel_value_unref(args);
        oriel_value_unref(options);
        if (err)
            free(node);
        else
            oriel__node_unref(node);
        plant_stop(&plant);
        oriel__tree_fini(&tree);
    }
}

static void test_edits_and_rebuilds(void **state)
{
    bool has_failed = true;

    (void)state;
    for (long n = 1; has_failed; n++) {
        struct oriel__node *combo, *found = NULL;
        const struct oriel__action *action = NULL;
        oriel_value_t *args = plant_json("[-1,\"x\"]");
        struct plant other;
        struct oriel_buf buf;

        oriel__tree_init(&tree);
        plant_watch(&plant, &tree);
        plant_watch(&other, &tree);
        combo = plant_new(&tree, "ComboBox", NULL, "{\"editable\":true}");
        oriel__buf_init(&buf, 1 << 20);
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel__tree_edit(&tree, &plant.watcher, 1, "activated", 9, args, &found, &action);
        oriel_err_t written = oriel__tree_write(&tree, &plant.watcher, &buf, NULL, plant_settle);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(found != NULL, err == ORIEL_OK);
        assert_true(err == ORIEL_OK || plant.losses > 0); /* it is told what the tree has */
        assert_true(written == ORIEL_OK || buf.len == 0);
        assert_int_equal(plant.confirms, 1);
        oriel__buf_fini(&buf);
        oriel_value_unref(args);
        oriel__node_unref(found);
        oriel__node_unref(combo);
        plant_stop(&plant);
        plant_stop(&other);
        oriel__tree_fini(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_a_setter_that_fails_changes_nothing),
        cmocka_unit_test(test_constructors),
        cmocka_unit_test(test_edits_and_rebuilds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
