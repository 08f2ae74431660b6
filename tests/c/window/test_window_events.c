/* Events of windows: each tells in dispatch, in order; callbacks are replaced. */
#include "../page/play.h"

static void on_title(oriel_window_t *window, const char *title, void *user)
{
    assert_non_null(window);
    tell("%stitle=%s ", (const char *)user, title);
}

static void on_address(oriel_window_t *window, const char *url, void *user)
{
    assert_non_null(window);
    tell("%saddress=%s ", (const char *)user, url);
}

static void on_fullscreen(oriel_window_t *window, bool fullscreen, void *user)
{
    assert_non_null(window);
    tell("%sfullscreen=%d ", (const char *)user, fullscreen);
}

static void on_loaded(oriel_window_t *window, const char *url, void *user)
{
    assert_non_null(window);
    tell("%sloaded=%s ", (const char *)user, url);
}

static void on_load_failed(oriel_window_t *window, const char *url, const char *text, void *user)
{
    assert_non_null(window);
    tell("%sfailed=%s:%s ", (const char *)user, url, text);
}

static void on_closed(oriel_window_t *window, void *user)
{
    assert_false(oriel_window_is_open(window));
    tell("%sclosed ", (const char *)user);
}

static void on_crashed(oriel_window_t *window, const char *reason, void *user)
{
    assert_non_null(window);
    tell("%scrashed=%s ", (const char *)user, reason);
}

static void on_menu(oriel_window_t *window, const char *id, void *user)
{
    assert_non_null(window);
    tell("%smenu=%s ", (const char *)user, id);
}

static void destroyed(void *user)
{
    tell("~%s ", (const char *)user);
}

static void listen(oriel_window_t *window, const char *user)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    events.title_changed = on_title;
    events.address_changed = on_address;
    events.fullscreen_changed = on_fullscreen;
    events.loaded = on_loaded;
    events.load_failed = on_load_failed;
    events.closed = on_closed;
    events.crashed = on_crashed;
    events.menu_chosen = on_menu;
    assert_int_equal(oriel_window_set_events(window, &events, (void *)(uintptr_t)user, destroyed), ORIEL_OK);
}

static void hear(struct stage *stage)
{
    oriel__headless_sync();
    oriel__headless_sync(); /* what the first round scheduled */
    dispatch(stage->app);
}

static void test_opening(void **context)
{
    struct stage *stage = *context;
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;

    opts.url = "http://127.0.0.1:1/x";
    assert_int_equal(oriel_window_new(stage->app, &opts, &window), ORIEL_OK);
    listen(window, "");
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_story("");
    hear(stage);
    assert_story("address=http://127.0.0.1:1/x loaded=http://127.0.0.1:1/x ");
    oriel_window_destroy(window);
    oriel_window_unref(window);
    hear(stage);
    assert_story("closed ~ ");
}

static void test_each(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, "");
    oriel__headless_set_page_title(stage->window, ""); /* none: no news */
    oriel__headless_set_page_title(stage->window, "new \xe2\x82\xac");
    oriel__headless_set_address(stage->window, "http://127.0.0.1:1/#a");
    hear(stage);
    assert_story("title=new \xe2\x82\xac address=http://127.0.0.1:1/#a ");
    assert_int_equal(oriel_window_set_fullscreen(stage->window, true), ORIEL_OK);
    hear(stage);
    assert_int_equal(oriel_window_set_fullscreen(stage->window, false), ORIEL_OK);
    hear(stage);
    assert_story("fullscreen=1 fullscreen=0 ");
    oriel__headless_fail_load(stage->window, "no such host");
    hear(stage);
    assert_story("failed=http://127.0.0.1:1/#a:no such host ");
    assert_logged("http://127.0.0.1:1/#a could not be loaded: no such host");
    oriel__headless_crash(stage->window, "killed");
    hear(stage);
    assert_story("crashed=killed address=http://127.0.0.1:1/ loaded=http://127.0.0.1:1/ ");
    assert_logged("the page's process ended (killed)");
    oriel_window_destroy(stage->window);
    hear(stage);
    assert_story("closed "); /* the window holds its callbacks as long as someone holds it */
}

static void assert_menu(oriel_window_t *window, const char *menu)
{
    struct oriel__headless_look look;

    assert_true(oriel__headless_look(window, &look));
    assert_string_equal(look.menu, menu);
}

/* Declared before and after opening, in one order; what was chosen is told. */
static void test_menu(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *window = NULL;

    assert_int_equal(oriel_window_new(stage->app, NULL, &window), ORIEL_OK);
    listen(window, "");
    assert_int_equal(oriel_window_add_menu_item(window, "a", "First"), ORIEL_OK);
    assert_int_equal(oriel_window_add_menu_item(window, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_int_equal(oriel_window_add_menu_item(window, "b", "Second"), ORIEL_OK);
    assert_menu(window, "a=First - b=Second ");
    oriel__headless_choose(window, "b");
    hear(stage);
    assert_non_null(strstr(story, "menu=b "));
    assert_int_equal(oriel_window_clear_menu(window), ORIEL_OK);
    assert_int_equal(oriel_window_add_menu_item(window, "c", "Third"), ORIEL_OK);
    assert_menu(window, "c=Third ");

    assert_int_equal(oriel_window_add_menu_item(window, "d", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_add_menu_item(window, NULL, "D"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_add_menu_item(window, "", "D"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_add_menu_item(window, "d", ""), ORIEL_EINVAL);
    assert_int_equal(oriel_window_add_menu_item(NULL, "d", "D"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_clear_menu(NULL), ORIEL_EINVAL);
    oriel_window_destroy(window);
    oriel__headless_sync();
    assert_int_equal(oriel_window_add_menu_item(window, "d", "D"), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_clear_menu(window), ORIEL_ECLOSED);
    oriel_window_unref(window);
    hear(stage);
}

static void test_replaced(void **context)
{
    struct stage *stage = *context;
    oriel_window_events_t wrong = ORIEL_WINDOW_EVENTS_INIT;

    listen(stage->window, "a ");
    oriel__headless_set_page_title(stage->window, "1");
    listen(stage->window, "b ");
    assert_story("");
    hear(stage); /* whoever listens now hears it; the old data goes in dispatch */
    assert_story("b title=1 ~a  ");
    wrong.struct_size = 3;
    assert_int_equal(oriel_window_set_events(stage->window, &wrong, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_events(NULL, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_events(stage->window, NULL, NULL, NULL), ORIEL_OK);
    oriel__headless_set_page_title(stage->window, "2");
    hear(stage);
    assert_story("~b  ");
}

/* A table without callbacks is fine, and so are events nobody listens to. */
static void test_none(void **context)
{
    struct stage *stage = *context;
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    assert_int_equal(oriel_window_set_events(stage->window, &events, (void *)"n", destroyed), ORIEL_OK);
    oriel__headless_set_page_title(stage->window, "1");
    oriel__headless_set_address(stage->window, "http://127.0.0.1:1/2");
    oriel__headless_crash(stage->window, "x");
    oriel__headless_fail_load(stage->window, "x");
    assert_int_equal(oriel_window_set_fullscreen(stage->window, true), ORIEL_OK);
    oriel_window_destroy(stage->window);
    hear(stage);
    assert_story("");
    assert_logged("could not be loaded");
}

static void replace_itself(oriel_window_t *window, const char *title, void *user)
{
    tell("%s ", title);
    assert_int_equal(oriel_window_set_events(window, NULL, NULL, NULL), ORIEL_OK);
    tell("still %s ", (const char *)user);
}

/* A callback may take itself away; its data outlives it. */
static void test_replaces_itself(void **context)
{
    struct stage *stage = *context;
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    events.title_changed = replace_itself;
    assert_int_equal(oriel_window_set_events(stage->window, &events, (void *)"here", destroyed), ORIEL_OK);
    oriel__headless_set_page_title(stage->window, "1");
    oriel__headless_set_page_title(stage->window, "2");
    hear(stage);
    assert_story("1 still here ~here ");
}

/* But for the last one. */
static void test_dropped_by_shutdown(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, "");
    oriel__headless_set_page_title(stage->window, "1");
    oriel_app_shutdown(stage->app);
    hear(stage);
    assert_story("closed ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE(test_opening),
        STAGE(test_each),
        STAGE(test_replaced),
        STAGE(test_none),
        STAGE(test_replaces_itself),
        STAGE(test_dropped_by_shutdown),
        STAGE(test_menu),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
