/* Windows without memory: every allocation that the caller's thread makes fails
 * once. The error is told, nothing leaks, and the next try works. */
#include "../page/play.h"

static oriel_err_t do_new(struct stage *stage)
{
    static const char *const origins[] = { "http://127.0.0.1:1", "http://127.0.0.1:2", NULL };
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;

    opts.title = "Title";
    opts.icon = "/dev/null";
    opts.url = "http://127.0.0.1:1/";
    opts.origins = origins;
    oriel_err_t err = oriel_window_new(stage->app, &opts, &window);

    assert_int_equal(window != NULL, err == ORIEL_OK);
    oriel_window_unref(window);
    return err;
}

static oriel_err_t do_open(struct stage *stage)
{
    oriel_window_t *window = NULL;
    oriel_err_t err = oriel_window_new(stage->app, NULL, &window);

    if (!err)
        err = oriel_window_show(window);
    if (!oriel__alloc_has_failed())
        oriel__alloc_fail_at(0); /* what follows is not what is tried */
    oriel_window_destroy(window);
    oriel_window_unref(window);
    return err;
}

static oriel_err_t do_set_events(struct stage *stage)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    return oriel_window_set_events(stage->window, &events, NULL, NULL);
}

static oriel_err_t do_expose(struct stage *stage)
{
    oriel_session_t *session = oriel_window_get_session(stage->window);

    return oriel_session_expose(session, "o", "f", (oriel_call_cb)(void (*)(void))abort, NULL);
}

static oriel_err_t do_evaluate(struct stage *stage)
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_window_evaluate(stage->window, "1", 0, &future);

    assert_int_equal(future != NULL, err == ORIEL_OK);
    if (!err) {
        assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
        assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_ESCRIPT); /* no engine */
    }
    oriel_future_unref(future);
    return err;
}

static oriel_err_t do_evaluate_early(struct stage *stage)
{
    oriel_window_t *window = NULL;
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_window_new(stage->app, NULL, &window);

    if (!err)
        err = oriel_window_evaluate(window, "1", 0, &future);
    assert_int_equal(future != NULL, err == ORIEL_OK);
    if (!oriel__alloc_has_failed())
        oriel__alloc_fail_at(0); /* what follows is not what is tried */
    if (future)
        oriel_future_cancel(future);
    oriel_future_unref(future);
    oriel_window_unref(window);
    return err;
}

static oriel_err_t do_execute(struct stage *stage)
{
    return oriel_window_execute(stage->window, "1");
}

static oriel_err_t do_load_url(struct stage *stage)
{
    return oriel_window_load_url(stage->window, "/dev/null");
}

static oriel_err_t do_load_html(struct stage *stage)
{
    return oriel_window_load_html(stage->window, "<p>", "http://127.0.0.1:1/");
}

static oriel_err_t do_set_title(struct stage *stage)
{
    return oriel_window_set_title(stage->window, "new");
}

static oriel_err_t do_set_icon(struct stage *stage)
{
    return oriel_window_set_icon(stage->window, "/dev/null");
}

static oriel_err_t do_serve(struct stage *stage)
{
    return oriel_window_serve(stage->window, "app", "/tmp");
}

static oriel_err_t do_sync(struct stage *stage)
{
    return oriel_window_sync(stage->window);
}

static oriel_err_t do_close(struct stage *stage)
{
    return oriel_window_close(stage->window);
}

static oriel_err_t do_post(struct stage *stage)
{
    return oriel_app_post(stage->app, free, NULL, NULL);
}

static oriel_err_t do_dup_title(struct stage *stage)
{
    char *title = oriel_window_dup_title(stage->window);
    oriel_err_t err = title ? ORIEL_OK : ORIEL_ENOMEM;

    oriel_free(title);
    return err;
}

static void torture(struct stage *stage, oriel_err_t (*act)(struct stage *stage), int number)
{
    bool has_failed = true;

    for (long n = 1; has_failed; n++) {
        assert_true(n < 1000);
        oriel__alloc_fail_at(n);
        oriel_err_t err = act(stage);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        if (err != (has_failed ? ORIEL_ENOMEM : ORIEL_OK))
            print_message("act %d allocation %ld: %d %s\n", number, n, err, oriel_last_error());
        /* What waits for nobody may succeed without: a page that need not be told. */
        assert_true(err == (has_failed ? ORIEL_ENOMEM : ORIEL_OK) || (has_failed && act == do_expose));
        dispatch(stage->app);
    }
    assert_int_equal(act(stage), ORIEL_OK);
}

static void test_caller(void **context)
{
    static oriel_err_t (*const acts[])(struct stage *) = {
        do_new,       do_open,      do_set_events, do_expose, do_evaluate, do_evaluate_early, do_execute, do_load_url,
        do_load_html, do_set_title, do_set_icon,   do_serve,  do_sync,     do_close,          do_post,    do_dup_title,
    };

    oriel__headless_set_agrees(((struct stage *)*context)->window, false); /* what closes shall stay */
    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
        torture(*context, acts[i], (int)i);
}

/* Without memory to ask for it, a window stays, and can be destroyed later. */
static void test_destroy(void **context)
{
    struct stage *stage = *context;

    oriel__alloc_fail_at(1);
    oriel_window_destroy(stage->window);
    assert_true(oriel__alloc_has_failed());
    assert_logged("a window could not be destroyed: out of memory");
    assert_true(oriel_window_is_open(stage->window));
    oriel__alloc_fail_at(1);
    oriel_app_shutdown(stage->app); /* says so, and does not try for ever */
    oriel__alloc_fail_at(0);
    assert_logged("app: shutdown: 1 windows did not close");
    oriel_app_shutdown(stage->app);
    assert_false(oriel_window_is_open(stage->window));
    assert_int_equal(oriel_app_get_window_count(stage->app), 0);
    assert_logged(NULL);
}

/* The UI thread's allocations: armed there, by a script that the engine runs. */
static long fail_at;
static bool has_failed_there;

static void arm(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)window;
    (void)script;
    (void)user;
    if (!ret)
        oriel__alloc_fail_at(fail_at);
}

static void disarm(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)window;
    (void)script;
    (void)user;
    if (ret)
        return;
    has_failed_there = oriel__alloc_has_failed();
    oriel__alloc_fail_at(0);
}

/* Runs `hook` on the UI thread, in a window that is not tried. */
static void run_there(oriel_window_t *other, oriel__headless_script_cb hook)
{
    oriel__headless_set_script_hook(hook, NULL);
    assert_int_equal(oriel_window_execute(other, "now"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(other), ORIEL_OK);
    oriel__headless_set_script_hook(NULL, NULL);
}

static void test_opening_on_the_ui_thread(void **context)
{
    struct stage *stage = *context;

    has_failed_there = true;
    for (fail_at = 1; has_failed_there; fail_at++) {
        oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
        oriel_window_t *window = NULL;

        opts.title = "Title";
        opts.icon = "/dev/null";
        assert_int_equal(oriel_window_new(stage->app, &opts, &window), ORIEL_OK);
        assert_int_equal(oriel_window_set_title(window, "early"), ORIEL_OK);
        run_there(stage->window, arm);
        oriel_err_t err = oriel_window_open(window);

        run_there(stage->window, disarm);
        assert_true(err == ORIEL_OK || (has_failed_there && err == ORIEL_ENOMEM));
        assert_int_equal(oriel_window_is_open(window), err == ORIEL_OK);
        oriel_window_destroy(window);
        oriel_window_unref(window);
        dispatch(stage->app);
    }
    oriel__headless_sync();
    assert_int_equal(oriel_app_get_window_count(stage->app), 1);
    assert_in_range(fail_at, 5, 200);
}

static void test_evaluating_on_the_ui_thread(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *window = new_window(stage->app, NULL);

    has_failed_there = true;
    for (fail_at = 1; has_failed_there; fail_at++) {
        oriel_future_t *future = NULL;

        run_there(stage->window, arm);
        assert_int_equal(oriel_window_evaluate(window, "1", 0, &future), ORIEL_OK);
        assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK); /* settled whatever fails */
        run_there(stage->window, disarm);
        oriel_err_t err = oriel_future_get_error(future, NULL, NULL);

        assert_true(err == ORIEL_ESCRIPT || (has_failed_there && err == ORIEL_ENOMEM));
        oriel_future_unref(future);
    }
    oriel_window_destroy(window);
    oriel_window_unref(window);
    assert_in_range(fail_at, 4, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE(test_caller),
        STAGE(test_destroy),
        STAGE(test_opening_on_the_ui_thread),
        STAGE(test_evaluating_on_the_ui_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
