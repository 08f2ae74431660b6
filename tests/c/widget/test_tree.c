/* The tree: constructors, arguments, children, what a rebuild says. */
#include "plant.h"

#include "base/sync.h"
#include "widget/internal.h"

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

static void test_children_move_and_leave(void **state)
{
    struct oriel__node *a = plant_new(&tree, "VBox", NULL, NULL), *b = plant_new(&tree, "HBox", NULL, NULL);
    struct oriel__node *x = plant_new(&tree, "Label", NULL, NULL), *y = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    assert_int_equal(oriel__tree_get_root_count(&tree), 4);
    assert_call(&tree, a, "add_widget", "[{\"__wid__\":3}]");
    assert_call(&tree, a, "add_widget", "[{\"__wid__\":4},1]");
    assert_call(&tree, a, "add_widget", "[{\"__wid__\":2}]");
    assert_refused(ORIEL_EINVAL, "VBox 1 cannot be placed within itself",
                   plant_call(&tree, b, "add_widget", "[{\"__wid__\":1}]"));
    plant.told[0] = '\0';
    assert_call(&tree, b, "add_widget", "[{\"__wid__\":3}]");
    assert_told(
        &plant,
        "{\"type\":\"call\",\"wid\":1,\"method\":\"remove_widget\",\"args\":[{\"__wid__\":3}],\"silent\":true}\n"
        "{\"type\":\"call\",\"wid\":2,\"method\":\"add_widget\",\"args\":[{\"__wid__\":3}]}");
    assert_string_equal(plant_get(&tree, a, "get_children", NULL), "[{\"__wid__\":4},{\"__wid__\":2}]");
    assert_string_equal(plant_get(&tree, b, "get_children", NULL), "[{\"__wid__\":3}]");
    assert_int_equal(oriel__tree_get_root_count(&tree), 1);
    assert_call(&tree, a, "remove_widget", "[{\"__wid__\":4},true]");
    assert_true(oriel__node_is_gone(&tree, y));
    assert_refused(ORIEL_ECLOSED, "Label 4 was destroyed", plant_call(&tree, y, "set_text", "[\"a\"]"));
    assert_call(&tree, a, "remove_all", NULL);
    assert_int_equal(oriel__tree_get_root_count(&tree), 2);
    struct oriel__node *root = oriel__tree_dup_root(&tree, 1);

    assert_ptr_equal(root, b);
    oriel__node_unref(root);
    assert_null(oriel__tree_dup_root(&tree, 2));
    /* All below it goes. */
    assert_call(&tree, a, "add_widget", "[{\"__wid__\":2}]");
    plant.told[0] = '\0';
    oriel__tree_destroy(&tree, a);
    oriel__tree_destroy(&tree, a);
    assert_told(&plant, "{\"type\":\"destroy\",\"wid\":1}");
    assert_true(oriel__node_is_gone(&tree, x));
    assert_null(oriel__tree_dup_node(&tree, 3));
    assert_int_equal(oriel__tree_get_root_count(&tree), 0);
    assert_string_equal(plant_rebuild(&plant), "");
    oriel__node_unref(a);
    oriel__node_unref(b);
    oriel__node_unref(x);
    oriel__node_unref(y);
}

static void test_windows_and_timers_stand_by_themselves(void **state)
{
    struct oriel__node *box = plant_new(&tree, "VBox", NULL, NULL), *grid = plant_new(&tree, "GridBox", NULL, NULL);
    struct oriel__node *top = plant_new(&tree, "TopLevel", NULL, NULL), *timer = plant_new(&tree, "Timer", NULL, NULL);

    (void)state;
    plant.told[0] = '\0';
    assert_refused(ORIEL_EINVAL, "TopLevel 3 stands by itself: it cannot be placed",
                   plant_call(&tree, box, "add_widget", "[{\"__wid__\":3}]"));
    assert_refused(ORIEL_EINVAL, "Timer 4 stands by itself: it cannot be placed",
                   plant_call(&tree, grid, "append_row", "[[{\"__wid__\":4}]]"));
    assert_told(&plant, "");
    oriel__node_unref(box);
    oriel__node_unref(grid);
    oriel__node_unref(top);
    oriel__node_unref(timer);
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

static void test_rebuild_keeps_places(void **state)
{
    struct oriel__node *box = plant_new(&tree, "VBox", NULL, NULL);
    struct oriel__node *nodes[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        nodes[i] = plant_new(&tree, "Label", NULL, NULL);
    assert_call(&tree, box, "add_widget", "[{\"__wid__\":2}]");
    assert_call(&tree, box, "insert_widget", "[0,{\"__wid__\":3},1]");
    assert_call(&tree, box, "insert_widget", "[0,{\"__wid__\":4}]");
    assert_call(&tree, box, "insert_widget", "[99,{\"__wid__\":5}]");
    assert_string_equal(plant_get(&tree, box, "get_children", NULL),
                        "[{\"__wid__\":4},{\"__wid__\":3},{\"__wid__\":2},{\"__wid__\":5}]");
    assert_call(&tree, box, "remove_widget", "[{\"__wid__\":3}]");
    assert_string_equal(plant_rebuild(&plant),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"VBox\",\"args\":[]}\n"
                        "{\"type\":\"create\",\"wid\":2,\"class\":\"Label\",\"args\":[]}\n"
                        "{\"type\":\"create\",\"wid\":3,\"class\":\"Label\",\"args\":[]}\n"
                        "{\"type\":\"create\",\"wid\":4,\"class\":\"Label\",\"args\":[]}\n"
                        "{\"type\":\"create\",\"wid\":5,\"class\":\"Label\",\"args\":[]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"insert_widget\",\"args\":[0,{\"__wid__\":4}]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"add_widget\",\"args\":[{\"__wid__\":2}]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"insert_widget\",\"args\":[2,{\"__wid__\":5}]}");
    for (int i = 0; i < 4; i++)
        oriel__node_unref(nodes[i]);
    oriel__node_unref(box);
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

static void test_rebuild_has_the_cells(void **state)
{
    struct oriel__node *grid = plant_new(&tree, "GridBox", NULL, "{\"columns\":2,\"rows\":3}");
    struct oriel__node *plain = plant_new(&tree, "GridBox", NULL, NULL);

    (void)state;
    assert_told(&plant, "{\"type\":\"create\",\"wid\":1,\"class\":\"GridBox\",\"args\":[{\"columns\":2,\"rows\":3}]}\n"
                        "{\"type\":\"create\",\"wid\":2,\"class\":\"GridBox\",\"args\":[]}");
    assert_call(&tree, grid, "delete_row", "[1]");
    assert_call(&tree, grid, "append_column", "[[]]");
    assert_call(&tree, plain, "append_row", "[[]]");
    assert_string_equal(plant_rebuild(&plant),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"GridBox\",\"args\":[{\"columns\":3,\"rows\":2}]}\n"
                        "{\"type\":\"create\",\"wid\":2,\"class\":\"GridBox\",\"args\":[{\"rows\":1}]}");
    oriel__node_unref(grid);
    oriel__node_unref(plain);
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

static void test_one_child_takes_the_place_of_another(void **state)
{
    struct oriel__node *frame = plant_new(&tree, "Frame", NULL, NULL);
    struct oriel__node *x = plant_new(&tree, "Label", NULL, NULL), *y = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    assert_call(&tree, frame, "set_widget", "[{\"__wid__\":2}]");
    assert_call(&tree, frame, "set_widget", "[{\"__wid__\":3}]");
    assert_string_equal(plant_get(&tree, frame, "get_children", NULL), "[{\"__wid__\":3}]");
    assert_int_equal(oriel__tree_get_root_count(&tree), 2);
    assert_call(&tree, frame, "set_widget", "[{\"__wid__\":3}]"); /* itself: again */
    assert_string_equal(plant_get(&tree, frame, "get_children", NULL), "[{\"__wid__\":3}]");
    oriel__node_unref(frame);
    oriel__node_unref(x);
    oriel__node_unref(y);
}

static void test_front_child_stays_in_front(void **state)
{
    struct oriel__node *tabs = plant_new(&tree, "TabWidget", NULL, NULL);
    struct oriel__node *nodes[3];

    (void)state;
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "-1");
    for (int i = 0; i < 3; i++) {
        char args[32];

        nodes[i] = plant_new(&tree, "Label", NULL, NULL);
        snprintf(args, sizeof(args), "[{\"__wid__\":%d}]", i + 2);
        assert_call(&tree, tabs, "add_widget", args);
    }
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "0");
    assert_call(&tree, tabs, "show_widget", "[{\"__wid__\":4}]");
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "2");
    assert_call(&tree, tabs, "remove_widget", "[{\"__wid__\":2}]");
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "1");
    assert_string_equal(plant_get(&tree, tabs, "index_of", "[{\"__wid__\":4}]"), "1");
    assert_string_equal(plant_get(&tree, tabs, "index_of", "[{\"__wid__\":2}]"), "-1");
    assert_string_equal(plant_get(&tree, tabs, "index_to_widget", "[9]"), "null");
    assert_call(&tree, tabs, "close_widget", "[{\"__wid__\":4}]");
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "0");
    assert_refused(ORIEL_EINVAL, "TabWidget.show_widget: that widget is not a child of it",
                   plant_call(&tree, tabs, "show_widget", "[{\"__wid__\":4}]"));
    assert_call(&tree, tabs, "remove_all", NULL);
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "-1");
    for (int i = 0; i < 3; i++)
        oriel__node_unref(nodes[i]);
    oriel__node_unref(tabs);
}

static void test_all_leave_at_once(void **state)
{
    struct oriel__node *tabs = plant_new(&tree, "TabWidget", NULL, NULL);
    struct oriel__node *nodes[5];

    (void)state;
    for (int i = 0; i < 5; i++)
        nodes[i] = plant_new(&tree, "Label", NULL, NULL);
    for (int i = 4; i >= 0; i -= 2) { /* 6, 4, 2; 3 and 5 are roots */
        char args[64];

        snprintf(args, sizeof(args), "[{\"__wid__\":%d}]", i + 2);
        assert_call(&tree, tabs, "add_widget", args);
        snprintf(args, sizeof(args), "[{\"__wid__\":%d},\"red\"]", i + 2);
        assert_call(&tree, tabs, "highlight_tab", args);
    }
    assert_call(&tree, tabs, "remove_widget", "[{\"__wid__\":4}]"); /* its color goes with it */
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":4}]");
    assert_null(strstr(plant_rebuild(&plant), "\"highlight_tab\",\"args\":[{\"__wid__\":4}"));
    assert_non_null(strstr(plant_rebuild(&plant), "\"highlight_tab\",\"args\":[{\"__wid__\":2}"));
    assert_call(&tree, tabs, "remove_all", NULL);
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "-1");
    assert_null(strstr(plant_rebuild(&plant), "highlight_tab"));
    assert_int_equal(oriel__tree_get_root_count(&tree), 6);
    for (size_t i = 0; i < 6; i++) {
        struct oriel__node *root = oriel__tree_dup_root(&tree, i);

        assert_int_equal(root->wid, i + 1);
        oriel__node_unref(root);
    }
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":6}]");
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":3}]");
    assert_call(&tree, tabs, "remove_all", "[true]");
    assert_int_equal(oriel__tree_get_root_count(&tree), 4);
    assert_true(oriel__node_is_gone(&tree, nodes[4]));
    assert_true(oriel__node_is_gone(&tree, nodes[1]));
    assert_call(&tree, tabs, "remove_all", "[true]");
    for (int i = 0; i < 5; i++)
        oriel__node_unref(nodes[i]);
    oriel__node_unref(tabs);
}

static void test_cells(void **state)
{
    struct oriel__node *grid = plant_new(&tree, "GridBox", NULL, "{\"rows\":2,\"columns\":2}");
    struct oriel__node *nodes[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        nodes[i] = plant_new(&tree, "Label", NULL, NULL);
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[2,2]");
    assert_call(&tree, grid, "add_widget", "[{\"__wid__\":2},0,0]");
    plant.told[0] = '\0';
    assert_call(&tree, grid, "add_widget", "[{\"__wid__\":3},0,0]"); /* who was there leaves */
    assert_told(
        &plant,
        "{\"type\":\"call\",\"wid\":1,\"method\":\"remove_widget\",\"args\":[{\"__wid__\":2}],\"silent\":true}\n"
        "{\"type\":\"call\",\"wid\":1,\"method\":\"add_widget\",\"args\":[{\"__wid__\":3},0,0]}");
    assert_call(&tree, grid, "insert_row", "[0,[null,{\"__wid__\":2}]]");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[0,1]"), "{\"__wid__\":2}");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[1,0]"), "{\"__wid__\":3}");
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[3,2]");
    assert_call(&tree, grid, "append_column", "[[{\"__wid__\":4}]]");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[0,2]"), "{\"__wid__\":4}");
    assert_call(&tree, grid, "delete_column", "[1]");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[0,1]"), "{\"__wid__\":4}");
    assert_call(&tree, grid, "delete_row", "[0]");
    assert_string_equal(plant_get(&tree, grid, "get_children", NULL), "[{\"__wid__\":3}]");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[0,0]"), "{\"__wid__\":3}");
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[2,2]");
    assert_call(&tree, grid, "insert_column", "[2,[]]");
    assert_call(&tree, grid, "append_row", "[[{\"__wid__\":5}]]");
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[3,3]");
    assert_refused(ORIEL_EINVAL, "GridBox.delete_row: index 3 of 3", plant_call(&tree, grid, "delete_row", "[3]"));
    assert_refused(ORIEL_EINVAL, "GridBox.insert_row: index -1 of 3", plant_call(&tree, grid, "insert_row", "[-1,[]]"));
    assert_refused(ORIEL_ETYPE, "GridBox.append_row: widgets wants a list of widgets and nulls",
                   plant_call(&tree, grid, "append_row", "[[1]]"));
    assert_refused(ORIEL_EINVAL, "GridBox.add_widget: row and column are from 0 to 999999",
                   plant_call(&tree, grid, "add_widget", "[{\"__wid__\":2},-1,0]"));
    for (int i = 0; i < 4; i++)
        oriel__node_unref(nodes[i]);
    oriel__node_unref(grid);
}

static void test_a_refused_row_changes_nothing(void **state)
{
    struct oriel__node *grid = plant_new(&tree, "GridBox", NULL, NULL), *box = plant_new(&tree, "VBox", NULL, NULL);
    struct oriel__node *x = plant_new(&tree, "Label", NULL, NULL), *y = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    assert_call(&tree, grid, "add_widget", "[{\"__wid__\":3},0,0]");
    assert_call(&tree, box, "add_widget", "[{\"__wid__\":1}]");
    plant.told[0] = '\0';
    assert_refused(ORIEL_EINVAL, "GridBox 1 cannot be placed within itself",
                   plant_call(&tree, grid, "insert_row", "[0,[{\"__wid__\":4},{\"__wid__\":1}]]"));
    assert_refused(ORIEL_EINVAL, "VBox 2 cannot be placed within itself",
                   plant_call(&tree, grid, "append_column", "[[{\"__wid__\":4},{\"__wid__\":2}]]"));
    assert_refused(ORIEL_EINVAL, "GridBox.append_row: widget 4 is there twice",
                   plant_call(&tree, grid, "append_row", "[[{\"__wid__\":4},{\"__wid__\":4}]]"));
    assert_told(&plant, "");
    assert_int_equal(plant.losses, 0);
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[1,1]");
    assert_string_equal(plant_get(&tree, grid, "get_widget_at_cell", "[0,0]"), "{\"__wid__\":3}");
    assert_call(&tree, grid, "append_row", "[[{\"__wid__\":4},null,{\"__wid__\":3}]]"); /* the refusals left no mark */
    assert_string_equal(plant_get(&tree, grid, "get_children", NULL), "[{\"__wid__\":4},{\"__wid__\":3}]");
    assert_string_equal(plant_get(&tree, grid, "get_row_column_count", NULL), "[2,3]");
    oriel__node_unref(grid);
    oriel__node_unref(box);
    oriel__node_unref(x);
    oriel__node_unref(y);
}

static int moves;

static void count_move(struct oriel__node *parent, uint64_t child, bool is_added)
{
    (void)parent;
    (void)child;
    (void)is_added;
    moves++;
}

/* Who is left when the tree ends hears of nothing any more. */
static void test_the_end_tells_nobody(void **state)
{
    struct oriel__tree own;
    struct oriel__node *box, *label;

    (void)state;
    oriel__tree_init(&own);
    own.moved = count_move;
    box = plant_new(&own, "VBox", NULL, NULL);
    label = plant_new(&own, "Label", NULL, NULL);
    assert_int_equal(
        oriel__tree_listen(&own, box, oriel__class_get_action(box->cls, "child-added", strlen("child-added"))),
        ORIEL_OK);
    moves = 0;
    assert_call(&own, box, "add_widget", "[{\"__wid__\":2}]");
    assert_int_equal(moves, 1);
    assert_refused(ORIEL_EINVAL, "VBox 1 cannot be placed within itself",
                   plant_call(&own, box, "add_widget", "[{\"__wid__\":1}]"));
    oriel__lock(&own.mutex);
    oriel__move_note(&own, box, 2, false); /* by a call that has not told it yet */
    oriel__unlock(&own.mutex);
    oriel__node_unref(box);
    oriel__node_unref(label);
    oriel__tree_fini(&own);
    assert_int_equal(moves, 1);
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
        test(test_children_move_and_leave),
        test(test_windows_and_timers_stand_by_themselves),
        test(test_references_that_carry_more),
        test(test_rebuild_keeps_places),
        test(test_rebuild_repeats_in_the_order_of_calls),
        test(test_rebuild_has_the_cells),
        test(test_a_timer_goes_unseen),
        test(test_rebuild_orders_what_is_kept),
        test(test_one_child_takes_the_place_of_another),
        test(test_front_child_stays_in_front),
        test(test_all_leave_at_once),
        test(test_cells),
        test(test_a_refused_row_changes_nothing),
        test(test_the_end_tells_nobody),
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
