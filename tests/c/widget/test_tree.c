/* The tree: constructors, arguments, what widgets keep, what a rebuild says. */
#include "plant.h"

static struct oriel__tree tree;
static struct plant plant;

static int set_up(void **state)
{
    (void)state;
    oriel__tree_init(&tree);
    plant_watch(&plant, &tree);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    plant_stop(&plant);
    oriel__tree_fini(&tree);
    return 0;
}

static void test_constructors_take_what_the_class_has(void **state)
{
    struct oriel__node *node;

    (void)state;
    node = plant_new(&tree, "TextEntry", NULL, "{\"text\":\"a\",\"linehistory\":5,\"length\":20,\"tooltip\":\"t\"}");
    assert_told(&plant, "{\"type\":\"create\",\"wid\":1,\"class\":\"TextEntry\",\"args\":[\"a\",{\"linehistory\":5}],"
                        "\"set\":[[\"set_length\",[20]],[\"set_tooltip\",[\"t\"]]]}");
    assert_string_equal(plant_get(&tree, node, "get_text", NULL), "\"a\"");
    assert_string_equal(plant_get(&tree, node, "get_tooltip", NULL), "\"t\"");
    oriel__node_unref(node);
    /* Nulls are not there; a list is several arguments. */
    node = plant_new(&tree, "Button", "[null]", "{\"text\":null,\"color\":[\"red\",\"blue\"]}");
    assert_told(&plant, "{\"type\":\"create\",\"wid\":2,\"class\":\"Button\",\"args\":[],"
                        "\"set\":[[\"set_color\",[\"red\",\"blue\"]]]}");
    assert_string_equal(plant_get(&tree, node, "get_text", NULL), "\"\"");
    oriel__node_unref(node);
    /* What needs children comes later. */
    node = plant_new(&tree, "TabWidget", NULL, "{\"index\":2}");
    assert_told(&plant, "{\"type\":\"create\",\"wid\":3,\"class\":\"TabWidget\",\"args\":[]}\n"
                        "{\"type\":\"call\",\"wid\":3,\"method\":\"set_index\",\"args\":[2]}");
    oriel__node_unref(node);
}

static void test_constructors_refuse(void **state)
{
    struct oriel__node *node = NULL;

    (void)state;
    assert_refused(ORIEL_EINVAL, "there is no widget class Lable", plant_try(&tree, "Lable", NULL, NULL, &node));
    assert_refused(ORIEL_EINVAL, "TreeView cannot be made: no page draws it yet",
                   plant_try(&tree, "TreeView", NULL, NULL, &node));
    assert_refused(ORIEL_EINVAL, "Label has no option colour",
                   plant_try(&tree, "Label", NULL, "{\"colour\":1}", &node));
    assert_refused(ORIEL_ETYPE, "Label: text wants a string or null, not an integer",
                   plant_try(&tree, "Label", "[7]", NULL, &node));
    assert_refused(ORIEL_EINVAL, "Label takes 0 to 1 arguments, 2 given",
                   plant_try(&tree, "Label", "[\"a\",\"b\"]", NULL, &node));
    assert_refused(ORIEL_ETYPE, "Slider: min wants a number or null, not a string",
                   plant_try(&tree, "Slider", NULL, "{\"min\":\"1\"}", &node));
    assert_refused(ORIEL_ETYPE, "Label.set_tooltip: msg wants a string or null, not a bool",
                   plant_try(&tree, "Label", NULL, "{\"tooltip\":true}", &node));
    assert_refused(ORIEL_EINVAL, "Label: text is given twice",
                   plant_try(&tree, "Label", "[\"a\"]", "{\"text\":\"b\"}", &node));
    assert_refused(ORIEL_ETYPE, "Label: options are an object", plant_try(&tree, "Label", NULL, "[]", &node));
    assert_refused(ORIEL_ETYPE, "Label: arguments are an array", plant_try(&tree, "Label", "{}", NULL, &node));
    assert_refused(ORIEL_EINVAL, "Label: widget 9 is not there",
                   plant_try(&tree, "Label", NULL, "{\"menu\":{\"__wid__\":9}}", &node));
    assert_null(node);
    assert_told(&plant, "");
    assert_int_equal(oriel__tree_get_root_count(&tree), 0);
}

static void test_arguments_are_checked(void **state)
{
    struct oriel__node *label = plant_new(&tree, "Label", NULL, NULL), *box = plant_new(&tree, "VBox", NULL, NULL);
    struct oriel__node *area = plant_new(&tree, "TextArea", NULL, NULL);

    (void)state;
    plant.told[0] = '\0';
    assert_refused(ORIEL_ETYPE, "Label.set_text: text wants a string, not a number",
                   plant_call(&tree, label, "set_text", "[1.5]"));
    assert_refused(ORIEL_ETYPE, "Label.set_text: text wants a string, not null",
                   plant_call(&tree, label, "set_text", "[null]"));
    assert_refused(ORIEL_EINVAL, "Label.set_text takes 1 argument, 0 given",
                   plant_call(&tree, label, "set_text", NULL));
    assert_refused(ORIEL_EINVAL, "Label.set_text takes 1 argument, 2 given",
                   plant_call(&tree, label, "set_text", "[\"a\",\"b\"]"));
    assert_refused(ORIEL_ETYPE, "Label.resize: height wants a number, not a list",
                   plant_call(&tree, label, "resize", "[1,[]]"));
    assert_refused(ORIEL_ETYPE, "VBox.add_widget: child wants a widget, not an object",
                   plant_call(&tree, box, "add_widget", "[{\"a\":1}]"));
    assert_refused(ORIEL_EINVAL, "VBox.add_widget: widget 77 is not there",
                   plant_call(&tree, box, "add_widget", "[{\"__wid__\":77}]"));
    assert_refused(ORIEL_ETYPE, "VBox.insert_widget: index wants an integer, not a number",
                   plant_call(&tree, box, "insert_widget", "[0.5,{\"__wid__\":1}]"));
    assert_refused(ORIEL_EINVAL, "VBox 2 cannot be placed within itself",
                   plant_call(&tree, box, "add_widget", "[{\"__wid__\":2}]"));
    assert_refused(ORIEL_EINVAL, "VBox.remove_widget: widget 1 is not a child of it",
                   plant_call(&tree, box, "remove_widget", "[{\"__wid__\":1}]"));
    assert_refused(ORIEL_ETYPE, "TextArea.set_limit: numlines wants an integer or null, not a string",
                   plant_call(&tree, area, "set_limit", "[\"3\"]"));
    assert_told(&plant, "");
    assert_call(&tree, label, "set_min_size", "[10,null]"); /* nulls at the end are not sent */
    assert_call(&tree, label, "set_max_size", "[null,20]");
    assert_call(&tree, box, "insert_widget", "[2.0,{\"__wid__\":1},null]");
    assert_told(&plant, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_min_size\",\"args\":[10]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"set_max_size\",\"args\":[null,20]}\n"
                        "{\"type\":\"call\",\"wid\":2,\"method\":\"insert_widget\",\"args\":[2.0,{\"__wid__\":1}]}");
    oriel__node_unref(label);
    oriel__node_unref(box);
    oriel__node_unref(area);
}

/* Whatever a reference carries, it goes as a whole. */
static void test_references_that_carry_more(void **state)
{
    struct oriel__node *label = plant_new(&tree, "Label", NULL, NULL), *box = plant_new(&tree, "VBox", NULL, NULL);
    struct oriel__node *other = plant_new(&tree, "VBox", NULL, NULL);

    (void)state;
    assert_call(&tree, label, "set_menu", "[{\"__wid__\":2,\"a\":{\"b\":\"}\"},\"c\":{\"__wid__\":3}}]");
    oriel__tree_destroy(&tree, other);
    assert_non_null(strstr(plant_rebuild(&plant), "[{\"__wid__\":2,\"a\":{\"b\":\"}\"},\"c\":null}]"));
    oriel__tree_destroy(&tree, box);
    assert_non_null(strstr(plant_rebuild(&plant), "\"method\":\"set_menu\",\"args\":[null]}"));
    oriel__node_unref(label);
    oriel__node_unref(box);
    oriel__node_unref(other);
}

static void test_rebuild_repeats_in_the_order_of_calls(void **state)
{
    struct oriel__node *slider = plant_new(&tree, "Slider", NULL, "{\"value\":50}");

    (void)state;
    assert_call(&tree, slider, "set_value", "[60]");
    assert_call(&tree, slider, "set_limits", "[0,1000]");
    assert_call(&tree, slider, "set_value", "[500]");
    assert_string_equal(plant_rebuild(&plant),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"Slider\",\"args\":[{\"value\":50}],"
                        "\"set\":[[\"set_limits\",[0,1000]],[\"set_value\",[500]]]}");
    oriel__node_unref(slider);
}

/* Pages know nothing of timers, so they miss nothing when one goes. */
static void test_a_timer_goes_unseen(void **state)
{
    struct oriel__node *timer = plant_new(&tree, "Timer", NULL, NULL);

    (void)state;
    assert_call(&tree, timer, "set_duration", "[3]");
    oriel__tree_destroy(&tree, timer);
    assert_told(&plant, "");
    assert_int_equal(plant.losses, 0);
    oriel__node_unref(timer);
}

static void test_rebuild_orders_what_is_kept(void **state)
{
    struct oriel__node *top = plant_new(&tree, "TopLevel", NULL, "{\"title\":\"A\",\"resizable\":true}");
    struct oriel__node *tabs = plant_new(&tree, "TabWidget", NULL, NULL),
                       *x = plant_new(&tree, "Label", "[\"x\"]", NULL);
    struct oriel__node *timer = plant_new(&tree, "Timer", NULL, NULL);

    (void)state;
    assert_call(&tree, top, "show", NULL);
    assert_call(&tree, top, "set_title", "[\"B\"]");
    assert_call(&tree, top, "resize", "[400,300]");
    assert_call(&tree, top, "set_widget", "[{\"__wid__\":2}]");
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":3},{\"title\":\"T\"}]");
    assert_call(&tree, tabs, "highlight_tab", "[{\"__wid__\":3},\"red\"]");
    assert_call(&tree, tabs, "highlight_tab", "[{\"__wid__\":3},\"blue\"]");
    assert_call(&tree, x, "set_menu", "[{\"__wid__\":2}]");
    assert_call(&tree, timer, "set_duration", "[3]");
    assert_string_equal(
        plant_rebuild(&plant),
        "{\"type\":\"create\",\"wid\":1,\"class\":\"TopLevel\",\"args\":[{\"title\":\"A\",\"resizable\":true}],"
        "\"set\":[[\"set_title\",[\"B\"]],[\"resize\",[400,300]]]}\n"
        "{\"type\":\"create\",\"wid\":2,\"class\":\"TabWidget\",\"args\":[]}\n"
        "{\"type\":\"create\",\"wid\":3,\"class\":\"Label\",\"args\":[\"x\"]}\n"
        "{\"type\":\"call\",\"wid\":1,\"method\":\"set_widget\",\"args\":[{\"__wid__\":2}]}\n"
        "{\"type\":\"call\",\"wid\":2,\"method\":\"add_widget\",\"args\":[{\"__wid__\":3},{\"title\":\"T\"}]}\n"
        "{\"type\":\"call\",\"wid\":2,\"method\":\"set_index\",\"args\":[0]}\n"
        "{\"type\":\"call\",\"wid\":2,\"method\":\"highlight_tab\",\"args\":[{\"__wid__\":3},\"blue\"]}\n"
        "{\"type\":\"call\",\"wid\":3,\"method\":\"set_menu\",\"args\":[{\"__wid__\":2}]}\n"
        "{\"type\":\"call\",\"wid\":1,\"method\":\"show\",\"args\":[]}");
    /* Who is gone is not spoken of. */
    oriel__tree_destroy(&tree, tabs);
    assert_string_equal(
        plant_rebuild(&plant),
        "{\"type\":\"create\",\"wid\":1,\"class\":\"TopLevel\",\"args\":[{\"title\":\"A\",\"resizable\":true}],"
        "\"set\":[[\"set_title\",[\"B\"]],[\"resize\",[400,300]]]}\n"
        "{\"type\":\"call\",\"wid\":1,\"method\":\"show\",\"args\":[]}");
    oriel__node_unref(top);
    oriel__node_unref(tabs);
    oriel__node_unref(x);
    oriel__node_unref(timer);
}

static void test_items(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, "{\"editable\":true}");

    (void)state;
    assert_call(&tree, combo, "append_text", "[\"b\"]");
    assert_call(&tree, combo, "append_text", "[\"d\"]");
    assert_call(&tree, combo, "set_index", "[1]");
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"d\"");
    assert_call(&tree, combo, "insert_alpha", "[\"c\"]");
    assert_call(&tree, combo, "insert_alpha", "[\"ca\"]");
    assert_string_equal(plant_get(&tree, combo, "get_alpha", "[2]"), "\"ca\"");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "3"); /* still "d" */
    assert_call(&tree, combo, "delete_alpha", "[\"c\"]");
    assert_call(&tree, combo, "delete_alpha", "[\"zz\"]");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "2");
    assert_call(&tree, combo, "delete_alpha", "[\"d\"]");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "-1");
    assert_string_equal(plant_get(&tree, combo, "get_alpha", "[2]"), "null");
    assert_call(&tree, combo, "set_text", "[\"b\"]");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "0");
    assert_call(&tree, combo, "set_text", "[\"free\"]");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "-1");
    assert_refused(ORIEL_EINVAL, "ComboBox.set_index: item 2 of 2", plant_call(&tree, combo, "set_index", "[2]"));
    assert_call(&tree, combo, "clear", NULL);
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"\"");
    assert_string_equal(plant_rebuild(&plant),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"ComboBox\",\"args\":[{\"editable\":true}],"
                        "\"set\":[[\"set_text\",[\"\"]]]}");
    oriel__node_unref(combo);
}

/* As pages order them: by UTF-16, and by what a text says, not by its escapes. */
static void test_items_in_alphabetical_order(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, NULL);
    static const char *const texts[] = { "\"\"",       "\"\\u0001\"", "\"\\t\"",    "\"\\n\"",        "\" \"",
                                         "\"\\\"\"",   "\"a\"",       "\"a b\"",    "\"a\\\"\"",      "\"aa\"",
                                         "\"b\\\\c\"", "\"bd\"",      "\"\u00e9\"", "\"\U0001f600\"", "\"\uff5e\"" };
    enum {
        COUNT = sizeof(texts) / sizeof(*texts)
    };

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        char args[64];

        snprintf(args, sizeof(args), "[%s]", texts[i * 7 % COUNT]);
        assert_call(&tree, combo, "insert_alpha", args);
    }
    for (int i = 0; i < COUNT; i++) {
        char args[64];

        snprintf(args, sizeof(args), "[%d]", i);
        assert_string_equal(plant_get(&tree, combo, "get_alpha", args), texts[i]);
    }
    oriel__node_unref(combo);
}

/* A text of its own is no item: choosing none would take the text away. */
static void test_a_text_at_once(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, "{\"text\":\"x\"}");

    (void)state;
    assert_told(&plant,
                "{\"type\":\"create\",\"wid\":1,\"class\":\"ComboBox\",\"args\":[],\"set\":[[\"set_text\",[\"x\"]]]}");
    oriel__node_unref(combo);
}

static void test_texts_grow_and_end(void **state)
{
    struct oriel__node *area = plant_new(&tree, "TextArea", "[\"a\\nb\\n\"]", NULL);

    (void)state;
    assert_call(&tree, area, "append_text", "[\"c\\\\nd\\n\"]");
    assert_string_equal(plant_get(&tree, area, "get_text", NULL), "\"a\\nb\\nc\\\\nd\\n\"");
    assert_call(&tree, area, "set_limit", "[2]");
    assert_string_equal(plant_get(&tree, area, "get_text", NULL), "\"b\\nc\\\\nd\\n\"");
    assert_call(&tree, area, "append_text", "[\"e\"]");
    assert_string_equal(plant_get(&tree, area, "get_text", NULL), "\"c\\\\nd\\ne\"");
    assert_call(&tree, area, "clear", NULL);
    assert_string_equal(plant_get(&tree, area, "get_text", NULL), "\"\"");
    assert_string_equal(plant_rebuild(&plant),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"TextArea\",\"args\":[\"a\\nb\\n\"],"
                        "\"set\":[[\"set_limit\",[2]],[\"set_text\",[\"\"]]]}");
    oriel__node_unref(area);
}

static void test_batches_hold_back(void **state)
{
    struct oriel__node *label = plant_new(&tree, "Label", NULL, NULL);
    struct plant late;

    (void)state;
    plant.told[0] = '\0';
    oriel__tree_begin_batch(&tree);
    oriel__tree_begin_batch(&tree);
    assert_call(&tree, label, "set_text", "[\"a\"]");
    oriel__tree_end_batch(&tree);
    assert_told(&plant, "");
    assert_call(&tree, label, "set_text", "[\"b\"]");
    plant_watch(&late, &tree); /* who comes is told all of it by its rebuild */
    assert_told(&plant, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"b\"]}");
    assert_told(&late, "");
    assert_call(&tree, label, "set_text", "[\"c\"]");
    assert_told(&late, "");
    oriel__tree_end_batch(&tree);
    assert_told(&late, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"c\"]}");
    oriel__tree_end_batch(&tree); /* one too many */
    plant_stop(&late);
    oriel__node_unref(label);
}

static void test_a_batch_that_never_ends(void **state)
{
    struct oriel__node *label = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    plant.pushes = 0;
    oriel__tree_begin_batch(&tree);
    for (int i = 0; i < 100001; i++)
        assert_call(&tree, label, "show", NULL);
    assert_int_equal(plant.pushes, 100001); /* let go in between */
    oriel__tree_end_batch(&tree);
    oriel__node_unref(label);
}

static void test_a_closed_tree_refuses(void **state)
{
    struct oriel__node *label = plant_new(&tree, "Label", NULL, NULL), *none = NULL;

    (void)state;
    oriel__tree_close(&tree);
    assert_true(oriel__node_is_gone(&tree, label));
    assert_int_equal(plant.losses, 1);
    assert_refused(ORIEL_ECLOSED, "the session was destroyed", plant_try(&tree, "Label", NULL, NULL, &none));
    oriel__node_unref(label);
}

static void test_numbers_do_not_come_back(void **state)
{
    struct oriel__node *node;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        node = plant_new(&tree, "Label", NULL, NULL);
        assert_int_equal(node->wid, i + 1);
        oriel__tree_destroy(&tree, node);
        oriel__node_unref(node);
    }
    assert_int_equal(tree.count, 0);
    node = plant_new(&tree, "Label", NULL, NULL);
    assert_string_equal(plant_rebuild(&plant), "{\"type\":\"create\",\"wid\":1001,\"class\":\"Label\",\"args\":[]}");
    oriel__node_unref(node);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_constructors_take_what_the_class_has),
        test(test_constructors_refuse),
        test(test_arguments_are_checked),
        test(test_references_that_carry_more),
        test(test_rebuild_repeats_in_the_order_of_calls),
        test(test_a_timer_goes_unseen),
        test(test_rebuild_orders_what_is_kept),
        test(test_items),
        test(test_items_in_alphabetical_order),
        test(test_a_text_at_once),
        test(test_texts_grow_and_end),
        test(test_batches_hold_back),
        test(test_a_batch_that_never_ends),
        test(test_a_closed_tree_refuses),
        test(test_numbers_do_not_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
