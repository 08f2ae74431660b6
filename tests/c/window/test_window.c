/* Windows: making and opening them, what they look like, where they go. */
#include "../page/play.h"

#include <sys/stat.h>
#include <unistd.h>

static int open_app(void **context)
{
    story[0] = log_text[0] = '\0';
    *context = new_app();
    return 0;
}

static int close_app(void **context)
{
    oriel_app_unref(*context);
    return 0;
}

static oriel_window_t *plain_window(oriel_app_t *app)
{
    oriel_window_t *window = NULL;

    assert_int_equal(oriel_window_new(app, NULL, &window), ORIEL_OK);
    return window;
}

static void assert_owned(char *text, const char *expected)
{
    assert_string_equal(text, expected);
    oriel_free(text);
}

static void test_arguments(void **context)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;

    assert_int_equal(oriel_window_new(NULL, &opts, &window), ORIEL_EINVAL);
    assert_int_equal(oriel_window_new(*context, &opts, NULL), ORIEL_EINVAL);
    opts.width = 0;
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "window: size 0 by 600, limits 1 to 16384");
    opts.width = 16385;
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_EINVAL);
    opts.width = 16384;
    opts.url = "/nowhere/at/all.html";
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_ENOENT);
    opts.url = NULL;
    opts.icon = "/nowhere/icon.png";
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_ENOENT);
    assert_string_equal(oriel_last_error(), "icon /nowhere/icon.png: cannot be read");
    opts.icon = NULL;
    opts.struct_size--;
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_EINVAL);
    assert_null(window);
    assert_int_equal(oriel_app_get_window_count(*context), 0);
}

static void test_null_window(void **context)
{
    oriel_future_t *future = NULL;
    int n = 1;

    (void)context;
    assert_null(oriel_window_ref(NULL));
    assert_null(oriel_window_unref(NULL));
    assert_int_equal(oriel_window_show(NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_close(NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_reload(NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_sync(NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_size(NULL, 1, 1), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_title(NULL, "x"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_fullscreen(NULL, true), ORIEL_EINVAL);
    assert_int_equal(oriel_window_evaluate(NULL, "1", 0, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_window_snapshot(NULL, "x", &future), ORIEL_EINVAL);
    assert_int_equal(oriel_window_dup_closed(NULL, &future), ORIEL_EINVAL);
    oriel_window_destroy(NULL);
    oriel_window_answer_close(NULL, true);
    assert_null(oriel_window_dup_title(NULL));
    assert_false(oriel_window_is_open(NULL));
    oriel_window_get_size(NULL, &n, NULL);
    assert_int_equal(n, 0);
}

static void test_before_opening(void **context)
{
    oriel_window_t *window = plain_window(*context);
    int width = 0, height = 0, x = 0, y = 0;

    assert_int_equal(oriel_window_get_id(window), 0);
    assert_false(oriel_window_is_open(window));
    assert_ptr_equal(oriel_window_get_app(window), *context);
    assert_non_null(oriel_window_get_session(window));
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    oriel_window_get_size(window, &width, &height);
    assert_int_equal(width, 800);
    assert_int_equal(height, 600);
    assert_owned(oriel_window_dup_title(window), "");
    assert_int_equal(oriel_window_set_title(window, "early"), ORIEL_OK);
    assert_int_equal(oriel_window_set_size(window, 320, 200), ORIEL_OK);
    assert_int_equal(oriel_window_set_position(window, -5, 7), ORIEL_OK);
    assert_int_equal(oriel_window_set_fullscreen(window, true), ORIEL_OK);
    assert_owned(oriel_window_dup_title(window), "early");
    oriel_window_get_size(window, &width, NULL);
    oriel_window_get_position(window, &x, &y);
    assert_int_equal(width, 320);
    assert_int_equal(x, -5);
    assert_int_equal(y, 7);
    assert_true(oriel_window_is_fullscreen(window));
    assert_int_equal(oriel_app_get_window_count(*context), 0);
    oriel_window_unref(window); /* and its jobs, which nobody will do */
}

static void test_options(void **context)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    struct oriel__headless_look look;
    char icon[] = "/tmp/oriel-icon-XXXXXX";
    int fd = mkstemp(icon);

    assert_true(fd >= 0);
    opts.title = "Title";
    opts.icon = icon;
    opts.width = 640;
    opts.height = 480;
    opts.frameless = true;
    opts.resizable = false;
    assert_int_equal(oriel_window_new(*context, &opts, &window), ORIEL_OK);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_true(oriel__headless_look(window, &look));
    assert_string_equal(look.title, "Title");
    assert_string_equal(look.icon, icon);
    assert_string_equal(look.url, "about:blank");
    assert_int_equal(look.width, 640);
    assert_true(look.frameless && !look.resizable && !look.is_shown);
    assert_int_equal(oriel_window_show(window), ORIEL_OK); /* opened already: only shown */
    assert_true(oriel__headless_look(window, &look));
    assert_true(look.is_shown);
    assert_true(oriel_window_get_id(window) > 0);
    assert_int_equal(oriel_app_get_window_count(*context), 1);
    close(fd);
    unlink(icon);
    oriel_window_unref(window); /* an open window keeps itself */
    assert_true(oriel__headless_exists(window));
}

static void heard(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)window;
    (void)user;
    if (!ret) /* execute; the UI thread alone tells */
        tell("%s ", script);
}

/* What was asked before opening is done in that order, before what came later. */
static void test_early_jobs(void **context)
{
    oriel_window_t *other = new_window(*context, NULL), *window = plain_window(*context);
    struct oriel__headless_look look;

    oriel__headless_set_script_hook(heard, NULL);
    assert_int_equal(oriel_window_execute(window, "one"), ORIEL_OK);
    assert_int_equal(oriel_window_set_title(window, "a"), ORIEL_OK);
    assert_int_equal(oriel_window_execute(window, "two"), ORIEL_OK);
    assert_int_equal(oriel_window_set_title(window, "b"), ORIEL_OK);
    assert_int_equal(oriel_window_maximize(window, true), ORIEL_OK);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_int_equal(oriel_window_execute(window, "three"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    assert_true(oriel__headless_look(window, &look));
    assert_string_equal(look.title, "b");
    assert_true(look.is_maximized);
    assert_story("one two three ");
    oriel__headless_set_script_hook(NULL, NULL);
    oriel_window_unref(window);
    oriel_window_unref(other);
}

static void test_setters(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    struct oriel__headless_look look;

    assert_int_equal(oriel_window_set_title(window, "t"), ORIEL_OK);
    assert_int_equal(oriel_window_set_size(window, 0, 1), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_size(window, 1, 16385), ORIEL_EINVAL);
    assert_int_equal(oriel_window_set_size(window, 11, 12), ORIEL_OK);
    assert_int_equal(oriel_window_set_position(window, 13, 14), ORIEL_OK);
    assert_int_equal(oriel_window_set_fullscreen(window, true), ORIEL_OK);
    assert_int_equal(oriel_window_minimize(window), ORIEL_OK);
    assert_false(oriel_window_is_maximized(window));
    assert_int_equal(oriel_window_maximize(window, true), ORIEL_OK);
    assert_true(oriel_window_is_maximized(window));
    assert_int_equal(oriel_window_set_icon(window, "/nowhere.png"), ORIEL_ENOENT);
    assert_int_equal(oriel_window_set_icon(window, "/dev/null"), ORIEL_OK);
    assert_int_equal(oriel_window_set_icon(window, NULL), ORIEL_EINVAL);
    assert_true(oriel__headless_look(window, &look));
    assert_string_equal(look.title, "t");
    assert_string_equal(look.icon, "/dev/null");
    assert_true(look.width == 11 && look.height == 12 && look.x == 13 && look.y == 14);
    assert_true(look.is_fullscreen && look.is_minimized && look.is_maximized);
    assert_int_equal(oriel_window_show(window), ORIEL_OK);
    assert_int_equal(oriel_window_maximize(window, false), ORIEL_OK);
    assert_false(oriel_window_is_maximized(window));
    assert_true(oriel__headless_look(window, &look));
    assert_false(look.is_minimized || look.is_maximized);
    assert_int_equal(oriel_window_maximize(NULL, true), ORIEL_EINVAL);
    assert_false(oriel_window_is_maximized(NULL));
    oriel_window_unref(window);
}

/* The user's hand is seen in the getters too. */
static void test_getters_follow(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    int x = 0, y = 0, width = 0, height = 0;

    oriel__headless_move(window, 1, 2, 30, 40);
    assert_int_equal(oriel_window_set_title(window, "own"), ORIEL_OK);
    oriel__headless_set_page_title(window, "by the page");
    oriel__headless_set_address(window, "http://127.0.0.1:1/#there");
    oriel__headless_sync();
    oriel_window_get_position(window, &x, &y);
    oriel_window_get_size(window, &width, &height);
    assert_true(x == 1 && y == 2 && width == 30 && height == 40);
    assert_owned(oriel_window_dup_title(window), "by the page");
    oriel__headless_set_page_title(window, ""); /* the next page has none */
    oriel__headless_sync();
    assert_owned(oriel_window_dup_title(window), "own");
    assert_owned(oriel_window_dup_url(window), "http://127.0.0.1:1/#there");
    oriel_window_unref(window);
}

static void assert_at(oriel_window_t *window, const char *url)
{
    oriel__headless_sync(); /* the load is a turn of its own */
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    oriel__headless_sync();
    assert_owned(oriel_window_dup_url(window), url);
}

static void test_navigation(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);

    assert_int_equal(oriel_window_load_url(window, "http://127.0.0.1:1/two"), ORIEL_OK);
    assert_at(window, "http://127.0.0.1:1/two");
    assert_int_equal(oriel_window_go_back(window), ORIEL_OK);
    assert_at(window, "http://127.0.0.1:1/");
    assert_int_equal(oriel_window_go_back(window), ORIEL_OK); /* no further */
    assert_at(window, "http://127.0.0.1:1/");
    assert_int_equal(oriel_window_go_forward(window), ORIEL_OK);
    assert_at(window, "http://127.0.0.1:1/two");
    assert_int_equal(oriel_window_load_html(window, "<p>", "http://127.0.0.1:1/html"), ORIEL_OK);
    assert_at(window, "http://127.0.0.1:1/html");
    assert_int_equal(oriel_window_load_html(window, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_load_url(window, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_load_url(window, "/nowhere/at/all.html"), ORIEL_ENOENT);
    assert_int_equal(oriel_window_load_url(window, ""), ORIEL_EINVAL);
    assert_at(window, "http://127.0.0.1:1/html");
    oriel_window_destroy(window);
    assert_int_equal(oriel_window_load_url(window, "http://127.0.0.1:1/"), ORIEL_ECLOSED);
    oriel_window_unref(window);
}

/* Only documents of allowed origins get a seed; a file allows its folder. */
static void test_origins(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    char folder[] = "/tmp/oriel-window-XXXXXX", path[64];

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/page.html", folder);
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    fclose(file);
    begin_document(window);
    assert_int_equal(oriel_window_load_url(window, "http://127.0.0.2:1/"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    assert_false(oriel__headless_document(window, NULL, NULL));
    assert_int_equal(oriel_window_load_url(window, path), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    begin_document(window);
    unlink(path);
    rmdir(folder);
    oriel_window_unref(window);
}

static void test_serve(void **context)
{
    oriel_window_t *window = plain_window(*context);
    struct oriel__resource resource = { .fd = -1 };
    struct oriel__headless_look look;
    char name[ORIEL__SCHEME_LEN_MAX + 2];

    memset(name, 'x', sizeof(name));
    name[ORIEL__SCHEME_LEN_MAX + 1] = '\0';
    assert_int_equal(oriel_window_serve(window, name, "/tmp"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_serve(window, name + 1, "/tmp"), ORIEL_OK);
    assert_int_equal(oriel_window_serve(window, "app", "/nowhere"), ORIEL_ENOENT);
    assert_int_equal(oriel_window_serve(window, "a b", "/tmp"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_serve(window, "http", "/tmp"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_serve(window, NULL, "/tmp"), ORIEL_EINVAL);
    assert_int_equal(oriel_window_serve(window, "before", "/tmp"), ORIEL_OK);
    assert_int_equal(oriel_window_add_mime_type(window, ".oriel", "application/oriel"), ORIEL_OK);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_false(oriel__headless_fetch(window, "GET", "after://x/none.oriel", NULL, &resource));
    assert_int_equal(oriel_window_serve(window, "after", "/tmp"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    assert_true(oriel__headless_fetch(window, "GET", "before://x/none-of-that-name.oriel", NULL, &resource));
    assert_int_equal(resource.status, 404);
    free(resource.body);
    resource.body = NULL;
    assert_true(oriel__headless_fetch(window, "GET", "after://x/none-of-that-name.oriel", NULL, &resource));
    assert_int_equal(resource.status, 404);
    free(resource.body);
    assert_int_equal(oriel_window_load_url(window, "after://x/"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    begin_document(window); /* its origin is allowed */
    assert_true(oriel__headless_look(window, &look));
    assert_string_equal(look.url, "after://x/");
    oriel_window_unref(window);
}

static void test_snapshot(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    oriel_future_t *future = NULL;
    char folder[] = "/tmp/oriel-window-XXXXXX", path[64];
    struct stat status;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/look.png", folder);
    assert_int_equal(oriel_window_snapshot(window, path, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_OK);
    oriel_future_unref(future);
    assert_int_equal(stat(path, &status), 0);
    assert_true(status.st_size > 8);
    unlink(path);
    rmdir(folder);
    assert_int_equal(oriel_window_snapshot(window, "/nowhere/look.png", &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_EIO);
    oriel_future_unref(future);
    oriel_window_unref(window);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_app, close_app)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_arguments),  TEST(test_null_window), TEST(test_before_opening), TEST(test_options),
        TEST(test_early_jobs), TEST(test_setters),     TEST(test_getters_follow), TEST(test_navigation),
        TEST(test_origins),    TEST(test_serve),       TEST(test_snapshot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
