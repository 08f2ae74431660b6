/* Edits: what pages tell changes the tree, and the other pages. */
#include "plant.h"

static struct oriel__tree tree;
static struct plant one, two;

static int set_up(void **state)
{
    (void)state;
    oriel__tree_init(&tree);
    tree.allows_all = true;
    plant_watch(&one, &tree);
    plant_watch(&two, &tree);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    plant_stop(&one);
    plant_stop(&two);
    oriel__tree_fini(&tree);
    return 0;
}

static void forget(void)
{
    one.told[0] = two.told[0] = '\0';
}

static void test_crafted_and_stale_callbacks_change_nothing(void **state)
{
    struct oriel__node *slider = plant_new(&tree, "Slider", NULL, NULL), *timer = plant_new(&tree, "Timer", NULL, NULL);
    struct oriel__node *tabs = plant_new(&tree, "TabWidget", NULL, NULL);
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, NULL),
                       *top = plant_new(&tree, "TopLevel", NULL, NULL);

    (void)state;
    forget();
    assert_refused(ORIEL_ENOENT, "widget 99 is not there", plant_edit(&one, 99, "activated", "[1]"));
    assert_refused(ORIEL_ENOENT, "widget 0 is not there", plant_edit(&one, 0, "activated", "[1]"));
    assert_refused(ORIEL_ENOENT, "Slider has no callback of that name for pages", plant_edit(&one, 1, "pwn", "[1]"));
    assert_refused(ORIEL_ENOENT, "Timer has no callback of that name for pages", plant_edit(&one, 2, "expired", "[1]"));
    assert_refused(ORIEL_ENOENT, "TabWidget has no callback of that name for pages",
                   plant_edit(&one, 3, "child-added", "[1]"));
    assert_refused(ORIEL_EINVAL, "Slider activated: too few arguments", plant_edit(&one, 1, "activated", "[]"));
    assert_refused(ORIEL_EINVAL, "Slider activated: too many arguments", plant_edit(&one, 1, "activated", "[1,2]"));
    assert_refused(ORIEL_ETYPE, "the arguments of a callback are an array", plant_edit(&one, 1, "activated", "{}"));
    assert_refused(ORIEL_ETYPE, "the arguments of a callback are an array", plant_edit(&one, 1, "activated", NULL));
    assert_refused(ORIEL_ETYPE, "Slider.set_value: num wants a number, not a string",
                   plant_edit(&one, 1, "activated", "[\"<b>\"]"));
    assert_refused(ORIEL_EINVAL, "TabWidget page-close: that is not a child of it",
                   plant_edit(&one, 3, "page-close", "[{\"__wid__\":1,\"__class__\":\"Slider\"}]"));
    assert_refused(ORIEL_EINVAL, "TabWidget page-close: that is not a child of it",
                   plant_edit(&one, 3, "page-close", "[7]"));
    assert_refused(ORIEL_EINVAL, "ComboBox activated: a number and a text are wanted",
                   plant_edit(&one, 4, "activated", "[\"a\",\"b\"]"));
    assert_refused(ORIEL_EINVAL, "TopLevel resize: width and height are missing",
                   plant_edit(&one, 5, "resize", "[{\"width\":1}]"));
    assert_refused(ORIEL_ETYPE, "TopLevel.set_position: x wants a number, not null",
                   plant_edit(&one, 5, "move", "[null,1]"));
    assert_int_equal(one.confirms, 15); /* the page counts on */
    assert_int_equal(two.confirms, 0);
    assert_told(&one, "");
    assert_told(&two, "");
    assert_string_equal(plant_get(&tree, slider, "get_value", NULL), "0");
    oriel__node_unref(slider);
    oriel__node_unref(timer);
    oriel__node_unref(tabs);
    oriel__node_unref(combo);
    oriel__node_unref(top);
}

static void test_an_item_is_chosen_or_entered(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, "{\"editable\":true}");

    (void)state;
    assert_call(&tree, combo, "append_text", "[\"a\"]");
    forget();
    assert_int_equal(plant_edit(&one, 1, "activated", "[0,\"a\"]"), ORIEL_OK);
    assert_told(&one, "");
    assert_told(&two, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"],\"silent\":true}");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "0");
    assert_int_equal(plant_edit(&two, 1, "activated", "[-1,\"new\"]"), ORIEL_OK);
    assert_told(&two, "");
    assert_told(&one, "{\"type\":\"call\",\"wid\":1,\"method\":\"append_text\",\"args\":[\"new\"],\"silent\":true}\n"
                      "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"new\"],\"silent\":true}");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "1");
    assert_string_equal(plant_get(&tree, combo, "get_alpha", "[1]"), "\"new\"");
    assert_int_equal(plant_edit(&two, 1, "modified", "[\"ne\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"ne\"");
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "-1");
    assert_string_equal(plant_rebuild(&two),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"ComboBox\",\"args\":[{\"editable\":true}],"
                        "\"set\":[[\"append_text\",[\"a\"]],[\"append_text\",[\"new\"]],"
                        "[\"set_text\",[\"ne\"]]]}");
    assert_int_equal(plant_edit(&two, 1, "modified", "[\"a\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, combo, "get_index", NULL), "0");
    assert_refused(ORIEL_EINVAL, "ComboBox modified: a text is wanted", plant_edit(&two, 1, "modified", "[7]"));
    oriel__node_unref(combo);
}

/* Where the user cannot type, a page adds nothing: what it chose may have gone. */
static void test_an_item_that_is_gone(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, NULL);

    (void)state;
    assert_call(&tree, combo, "append_text", "[\"a\"]");
    assert_call(&tree, combo, "append_text", "[\"b\"]");
    assert_call(&tree, combo, "set_index", "[0]");
    assert_call(&tree, combo, "delete_alpha", "[\"b\"]");
    forget();
    assert_refused(ORIEL_EINVAL, "ComboBox activated: there is no such item",
                   plant_edit(&one, 1, "activated", "[1,\"b\"]"));
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"a\"");
    assert_told(&one, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"],\"silent\":true}");
    assert_told(&two, "");
    assert_int_equal(plant_edit(&one, 1, "activated", "[-1,\"\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"\"");
    oriel__node_unref(combo);
}

static void test_the_front_child_is_one_that_is_there(void **state)
{
    struct oriel__node *tabs = plant_new(&tree, "TabWidget", NULL, NULL), *x = plant_new(&tree, "Label", NULL, NULL);
    struct oriel__node *y = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":2}]");
    assert_call(&tree, tabs, "add_widget", "[{\"__wid__\":3}]");
    assert_refused(ORIEL_EINVAL, "TabWidget page-switch: there is no such child",
                   plant_edit(&one, 1, "page-switch", "[{\"__wid__\":3},1e15]"));
    assert_refused(ORIEL_EINVAL, "TabWidget page-switch: there is no such child",
                   plant_edit(&one, 1, "page-switch", "[{\"__wid__\":3},-1]"));
    assert_int_equal(plant_edit(&one, 1, "page-switch", "[{\"__wid__\":3},1]"), ORIEL_OK);
    assert_call(&tree, tabs, "set_index", "[2]"); /* pages pass over it, too */
    assert_call(&tree, tabs, "set_index", "[-1]");
    assert_string_equal(plant_get(&tree, tabs, "get_index", NULL), "1");
    oriel__node_unref(tabs);
    oriel__node_unref(x);
    oriel__node_unref(y);
}

static void test_a_limit_holds_for_what_is_typed(void **state)
{
    struct oriel__node *area = plant_new(&tree, "TextArea", NULL, NULL);

    (void)state;
    assert_call(&tree, area, "set_limit", "[2]");
    forget();
    assert_int_equal(plant_edit(&one, 1, "modified", "[\"a\\nb\"]"), ORIEL_OK);
    assert_told(&one, "");
    assert_told(&two, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\\nb\"],\"silent\":true}");
    assert_int_equal(plant_edit(&one, 1, "modified", "[\"a\\nb\\nc\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, area, "get_text", NULL), "\"b\\nc\"");
    assert_told(&one, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"b\\nc\"],\"silent\":true}");
    assert_told(&two, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\\nb\\nc\"],\"silent\":true}");
    oriel__node_unref(area);
}

static void test_dialogs_close_when_they_should(void **state)
{
    struct oriel__node *plain = plant_new(&tree, "Dialog", "[\"Sure?\",[[\"OK\",\"ok\"]]]", NULL);
    struct oriel__node *closing = plant_new(&tree, "Dialog", NULL, "{\"autoclose\":true}");

    (void)state;
    assert_call(&tree, plain, "popup", "[10,20]");
    assert_call(&tree, closing, "show", NULL);
    assert_string_equal(plant_get(&tree, plain, "get_position", NULL), "[10,20]");
    assert_string_equal(plant_get(&tree, plain, "is_visible", NULL), "true");
    assert_call(&tree, plain, "popup", NULL); /* in the middle */
    assert_string_equal(plant_get(&tree, plain, "get_position", NULL), "[0,0]");
    assert_call(&tree, plain, "popup", "[10,20]");
    assert_call(&tree, plain, "popup", "[null,5]");
    assert_string_equal(plant_get(&tree, plain, "get_position", NULL), "[0,0]");
    forget();
    assert_int_equal(plant_edit(&one, 1, "activated", "[\"ok\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, plain, "is_visible", NULL), "true");
    assert_told(&two, "");
    assert_int_equal(plant_edit(&one, 2, "activated", "[\"ok\"]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, closing, "is_visible", NULL), "false");
    assert_told(&two, "{\"type\":\"call\",\"wid\":2,\"method\":\"hide\",\"args\":[],\"silent\":true}");
    oriel__node_unref(plain);
    oriel__node_unref(closing);
}

static void test_sizes_are_news_or_edits(void **state)
{
    struct oriel__node *top = plant_new(&tree, "TopLevel", NULL, NULL), *label = plant_new(&tree, "Label", NULL, NULL);

    (void)state;
    forget();
    assert_string_equal(plant_get(&tree, label, "get_size", NULL), "[0,0]");
    assert_told(&one, "{\"type\":\"listen\",\"wid\":2,\"action\":\"resize\"}"); /* since someone asks */
    assert_string_equal(plant_get(&tree, label, "get_size", NULL), "[0,0]");
    assert_told(&one, "");
    forget();
    assert_int_equal(plant_edit(&one, 2, "resize", "[{\"width\":50,\"height\":20}]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "resize", "[{\"width\":900,\"height\":700,\"observed\":true}]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, top, "get_size", NULL), "[900.0,700.0]");
    assert_told(&two, ""); /* a window that fills one page has another size in the other */
    assert_string_equal(plant_rebuild(&two), "{\"type\":\"create\",\"wid\":1,\"class\":\"TopLevel\",\"args\":[]}\n"
                                             "{\"type\":\"create\",\"wid\":2,\"class\":\"Label\",\"args\":[],"
                                             "\"listen\":[\"resize\"]}");
    forget();
    assert_int_equal(plant_edit(&one, 1, "resize", "[{\"width\":640,\"height\":480,\"x\":1}]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, label, "get_size", NULL), "[50.0,20.0]");
    assert_string_equal(plant_get(&tree, top, "get_size", NULL), "[640.0,480.0]");
    assert_string_equal(plant_rebuild(&two), "{\"type\":\"create\",\"wid\":1,\"class\":\"TopLevel\",\"args\":[],"
                                             "\"set\":[[\"resize\",[640.0,480.0]]]}\n"
                                             "{\"type\":\"create\",\"wid\":2,\"class\":\"Label\",\"args\":[],"
                                             "\"listen\":[\"resize\"]}");
    assert_call(&tree, label, "resize", "[10,10]");
    assert_int_equal(plant_edit(&one, 2, "resize", "[{\"width\":12,\"height\":20}]"), ORIEL_OK);
    assert_string_equal(plant_get(&tree, label, "get_size", NULL), "[10,10]"); /* the program's stays */
    oriel__node_unref(top);
    oriel__node_unref(label);
}

static void test_rows_open_close_and_sort(void **state)
{
    struct oriel__node *view = plant_new(&tree, "TreeView", NULL, "{\"columns\":[\"a\"]}");

    (void)state;
    forget();
    assert_int_equal(plant_edit(&one, 1, "expanded", "[{},[\"x\"]]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "expanded", "[{},[\"y\"]]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "collapsed", "[{},[\"x\"]]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "sorted", "[\"a\",true]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "sorted", "[\"a\",false]"), ORIEL_OK);
    assert_told(&one, "");
    assert_told(&two,
                "{\"type\":\"call\",\"wid\":1,\"method\":\"expand_item\",\"args\":[[\"x\"]],\"silent\":true}\n"
                "{\"type\":\"call\",\"wid\":1,\"method\":\"expand_item\",\"args\":[[\"y\"]],\"silent\":true}\n"
                "{\"type\":\"call\",\"wid\":1,\"method\":\"collapse_item\",\"args\":[[\"x\"]],\"silent\":true}\n"
                "{\"type\":\"call\",\"wid\":1,\"method\":\"sort_by_column\",\"args\":[\"a\",true],\"silent\":true}\n"
                "{\"type\":\"call\",\"wid\":1,\"method\":\"sort_by_column\",\"args\":[\"a\",false],\"silent\":true}");
    assert_string_equal(plant_rebuild(&two),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"TreeView\",\"args\":[{\"columns\":[\"a\"]}]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"expand_item\",\"args\":[[\"y\"]]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"collapse_item\",\"args\":[[\"x\"]]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"sort_by_column\",\"args\":[\"a\",false]}");
    assert_int_equal(plant_edit(&one, 1, "expanded", "[{},\"_all\"]"), ORIEL_OK);
    assert_string_equal(plant_rebuild(&two),
                        "{\"type\":\"create\",\"wid\":1,\"class\":\"TreeView\",\"args\":[{\"columns\":[\"a\"]}]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"sort_by_column\",\"args\":[\"a\",false]}\n"
                        "{\"type\":\"call\",\"wid\":1,\"method\":\"expand_all\",\"args\":[]}");
    oriel__node_unref(view);
}

static void test_an_edit_ends_what_a_batch_holds(void **state)
{
    struct oriel__node *slider = plant_new(&tree, "Slider", NULL, NULL);

    (void)state;
    forget();
    oriel__tree_begin_batch(&tree);
    assert_call(&tree, slider, "set_value", "[1]");
    assert_int_equal(plant_edit(&one, 1, "activated", "[2]"), ORIEL_OK);
    assert_told(&one, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[1]}");
    assert_told(&two, "{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[1]}\n"
                      "{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[2],\"silent\":true}");
    oriel__tree_end_batch(&tree);
    assert_told(&one, "");
    oriel__node_unref(slider);
}

static void test_pages_cannot_add_without_end(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, "{\"editable\":true}"),
                       *view = plant_new(&tree, "TreeView", NULL, NULL);
    char args[64];

    (void)state;
    plant_stop(&two);
    for (int i = 0; i < 9999; i++)
        assert_call(&tree, combo, "append_text", "[\"item\"]");
    assert_int_equal(plant_edit(&one, 1, "activated", "[-1,\"a\"]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 1, "activated", "[-1,\"b\"]"), ORIEL_OK);
    assert_int_equal(combo->item_count, 10000);
    assert_string_equal(plant_get(&tree, combo, "get_text", NULL), "\"b\""); /* the text is taken */
    for (int i = 0; i < 4096; i++) {
        snprintf(args, sizeof(args), "[{},[%d]]", i);
        assert_int_equal(plant_edit(&one, 2, "expanded", args), ORIEL_OK);
    }
    assert_refused(ORIEL_EINVAL, "TreeView expanded: too many rows were opened and closed",
                   plant_edit(&one, 2, "expanded", "[{},[\"x\"]]"));
    assert_int_equal(plant_edit(&one, 2, "collapsed", "[{},[7]]"), ORIEL_OK); /* one that is known */
    assert_int_equal(view->entry_count, 4096);
    assert_int_equal(plant_edit(&one, 2, "expanded", "[{},\"_all\"]"), ORIEL_OK);
    assert_int_equal(view->entry_count, 1);
    plant_watch(&two, &tree);
    oriel__node_unref(combo);
    oriel__node_unref(view);
}

/* `action` of widget `wid` with a text of that many bytes between `before` and `after`. */
static oriel_err_t edit_long(uint64_t wid, const char *action, const char *before, size_t len, const char *after)
{
    char *args = malloc(strlen(before) + len + strlen(after) + 1);
    oriel_err_t err;

    assert_non_null(args);
    strcpy(args, before);
    memset(args + strlen(before), 'x', len);
    strcpy(args + strlen(before) + len, after);
    err = plant_edit(&one, wid, action, args);
    free(args);
    return err;
}

static void test_pages_cannot_add_without_measure(void **state)
{
    struct oriel__node *combo = plant_new(&tree, "ComboBox", NULL, "{\"editable\":true}"),
                       *view = plant_new(&tree, "TreeView", NULL, NULL);
    const size_t half = (size_t)1 << 19;

    (void)state;
    plant_stop(&two);
    assert_int_equal(edit_long(1, "activated", "[-1,\"", half, "\"]"), ORIEL_OK);
    assert_int_equal(edit_long(1, "activated", "[-1,\"", half, "y\"]"), ORIEL_OK);
    assert_int_equal(combo->item_count, 1);
    assert_int_equal(plant_edit(&one, 1, "activated", "[-1,\"a\"]"), ORIEL_OK);
    assert_int_equal(combo->item_count, 2);
    assert_int_equal(edit_long(2, "expanded", "[{},[\"", half, "\"]]"), ORIEL_OK);
    assert_refused(ORIEL_EINVAL, "TreeView expanded: too many rows were opened and closed",
                   edit_long(2, "expanded", "[{},[\"", half, "y\"]]"));
    assert_int_equal(edit_long(2, "collapsed", "[{},[\"", half, "\"]]"), ORIEL_OK);
    assert_int_equal(plant_edit(&one, 2, "expanded", "[{},[\"a\"]]"), ORIEL_OK);
    plant_watch(&two, &tree);
    oriel__node_unref(combo);
    oriel__node_unref(view);
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_crafted_and_stale_callbacks_change_nothing),
        test(test_an_item_is_chosen_or_entered),
        test(test_an_item_that_is_gone),
        test(test_the_front_child_is_one_that_is_there),
        test(test_a_limit_holds_for_what_is_typed),
        test(test_dialogs_close_when_they_should),
        test(test_sizes_are_news_or_edits),
        test(test_rows_open_close_and_sort),
        test(test_an_edit_ends_what_a_batch_holds),
        test(test_pages_cannot_add_without_end),
        test(test_pages_cannot_add_without_measure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
