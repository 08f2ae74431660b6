/* Children: where they stand, how they move, what a rebuild says of them. */
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

static char story[16];

/* Another change comes in while the first is told. */
static void meddle(struct oriel__node *parent, uint64_t child, bool is_added)
{
    (void)child;
    if (is_added)
        assert_call(&tree, parent, "remove_widget", "[{\"__wid__\":2}]");
    strcat(story, is_added ? "came " : "went ");
}

static void test_moves_are_told_in_order(void **state)
{
    struct oriel__node *box = plant_new(&tree, "VBox", NULL, NULL), *label = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    tree.moved = meddle;
    story[0] = '\0';
    assert_int_equal(
        oriel__tree_listen(&tree, box, oriel__class_get_action(box->cls, "child-added", strlen("child-added"))),
        ORIEL_OK);
    assert_call(&tree, box, "add_widget", "[{\"__wid__\":2}]");
    assert_string_equal(story, "came went ");
    oriel__node_unref(box);
    oriel__node_unref(label);
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

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_children_move_and_leave),
        test(test_windows_and_timers_stand_by_themselves),
        test(test_rebuild_keeps_places),
        test(test_rebuild_has_the_cells),
        test(test_one_child_takes_the_place_of_another),
        test(test_front_child_stays_in_front),
        test(test_all_leave_at_once),
        test(test_cells),
        test(test_a_refused_row_changes_nothing),
        test(test_moves_are_told_in_order),
        test(test_the_end_tells_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
