/* Closing windows: asked or not, answered or not, early and twice. */
#include "../page/play.h"

#include "loop/host.h"

static void on_requested(oriel_window_t *window, void *user)
{
    (void)window;
    (void)user;
    tell("asked ");
}

static void answer_yes(oriel_window_t *window, void *user)
{
    on_requested(window, user);
    oriel_window_answer_close(window, true);
}

static void answer_no(oriel_window_t *window, void *user)
{
    on_requested(window, user);
    oriel_window_answer_close(window, false);
}

static void on_closed(oriel_window_t *window, void *user)
{
    (void)window;
    (void)user;
    tell("closed ");
}

static void listen(oriel_window_t *window, void (*requested)(oriel_window_t *window, void *user))
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    events.close_requested = requested;
    events.closed = on_closed;
    assert_int_equal(oriel_window_set_events(window, &events, NULL, NULL), ORIEL_OK);
}

/* Waits until the window is closed, dispatching. */
static void await_close(struct stage *stage)
{
    oriel_future_t *closed = NULL;

    assert_int_equal(oriel_window_dup_closed(stage->window, &closed), ORIEL_OK);
    assert_int_equal(oriel_future_wait(closed, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(closed), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(closed);
    assert_false(oriel_window_is_open(stage->window));
    oriel__headless_sync();
    assert_int_equal(oriel_app_get_window_count(stage->app), 0);
    dispatch(stage->app);
}

static void hear(struct stage *stage)
{
    oriel__headless_sync();
    oriel__headless_sync(); /* closing is a turn of its own */
    dispatch(stage->app);
}

static void test_close(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, NULL);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    await_close(stage);
    assert_story("closed ");
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK); /* again */
    hear(stage);
    assert_story("");
}

static void test_page_refuses(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, answer_yes);
    oriel__headless_set_agrees(stage->window, false); /* beforeunload */
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    hear(stage);
    assert_story("");
    assert_true(oriel_window_is_open(stage->window));
    oriel__headless_set_agrees(stage->window, true);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    hear(stage);
    await_close(stage);
    assert_story("asked closed ");
}

static void test_answer_no_then_yes(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, answer_no);
    assert_false(oriel__headless_user_closes(stage->window));
    hear(stage);
    assert_story("asked ");
    assert_true(oriel_window_is_open(stage->window));
    listen(stage->window, answer_yes);
    assert_false(oriel__headless_user_closes(stage->window));
    hear(stage);
    await_close(stage);
    assert_story("asked closed ");
}

/* Asked again before the answer: one question, one answer. */
static void test_asked_twice(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, on_requested);
    assert_false(oriel__headless_user_closes(stage->window));
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    hear(stage);
    assert_story("asked ");
    oriel_window_answer_close(stage->window, false);
    hear(stage);
    assert_true(oriel_window_is_open(stage->window));
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    hear(stage);
    assert_story("asked ");
    oriel_window_answer_close(stage->window, true);
    await_close(stage);
    assert_story("closed ");
}

/* An answer that nobody asked for closes nothing. */
static void test_answer_unasked(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, on_requested);
    oriel_window_answer_close(stage->window, true);
    hear(stage);
    assert_true(oriel_window_is_open(stage->window));
}

static void test_no_answer(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel__app_windows(stage->app)->close_answer_ms, 5000);
    oriel__app_windows(stage->app)->close_answer_ms = 1;
    listen(stage->window, on_requested);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    await_close(stage);
    assert_story("asked closed ");
}

/* The time of the first question runs on, however often it is asked. The "no"
 * ends it for that question only. */
static void test_no_answer_to_the_second(void **context)
{
    struct stage *stage = *context;

    oriel__app_windows(stage->app)->close_answer_ms = 1;
    listen(stage->window, answer_no);
    /* The answer may come too late on a slow machine; then it is closed, too. */
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    hear(stage);
    listen(stage->window, on_requested);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    await_close(stage);
    assert_non_null(strstr(story, "closed "));
}

/* Nobody listens any more when the question comes to be told. */
static void test_callback_taken_away(void **context)
{
    struct stage *stage = *context;

    oriel__app_windows(stage->app)->close_answer_ms = 1;
    listen(stage->window, on_requested);
    assert_false(oriel__headless_user_closes(stage->window));
    assert_int_equal(oriel_window_set_events(stage->window, NULL, NULL, NULL), ORIEL_OK);
    await_close(stage);
    assert_story("");
}

static void test_user_closes(void **context)
{
    struct stage *stage = *context;

    assert_true(oriel__headless_user_closes(stage->window));
    assert_false(oriel__headless_exists(stage->window));
    await_close(stage);
}

static void test_destroy(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, on_requested);
    oriel__headless_set_agrees(stage->window, false);
    oriel_window_destroy(stage->window);
    assert_false(oriel_window_is_open(stage->window));
    oriel_window_destroy(stage->window);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    await_close(stage);
    assert_story("closed ");
    assert_int_equal(oriel_window_set_title(stage->window, "x"), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_execute(stage->window, "x"), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_show(stage->window), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_serve(stage->window, "app", "/tmp"), ORIEL_ECLOSED);
    assert_non_null(oriel_window_get_session(stage->window)); /* borrowed until the last unref */
}

/* A close before a destroy, and jobs behind it, run into nothing. */
static void test_close_and_destroy(void **context)
{
    struct stage *stage = *context;

    listen(stage->window, NULL);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    assert_int_equal(oriel_window_close(stage->window), ORIEL_OK);
    (void)oriel_window_set_fullscreen(stage->window, true);
    oriel_window_destroy(stage->window);
    await_close(stage);
    assert_story("closed ");
}

static void test_before_opening(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *closed = NULL, *destroyed = NULL;
    oriel_future_t *future = NULL, *value = NULL;

    assert_int_equal(oriel_window_new(stage->app, NULL, &closed), ORIEL_OK);
    assert_int_equal(oriel_window_new(stage->app, NULL, &destroyed), ORIEL_OK);
    listen(closed, on_requested);
    assert_int_equal(oriel_window_dup_closed(closed, &future), ORIEL_OK);
    assert_int_equal(oriel_window_evaluate(closed, "1", 0, &value), ORIEL_OK);
    assert_int_equal(oriel_window_close(closed), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_RESOLVED);
    assert_int_equal(oriel_future_get_error(value, NULL, NULL), ORIEL_ECLOSED);
    oriel_future_unref(value);
    oriel_window_destroy(destroyed);
    assert_int_equal(oriel_window_show(closed), ORIEL_ECLOSED);
    assert_int_equal(oriel_window_show(destroyed), ORIEL_ECLOSED);
    dispatch(stage->app);
    assert_story("closed ");
    assert_int_equal(oriel_app_get_window_count(stage->app), 1);
    oriel_future_unref(future);
    oriel_window_unref(closed);
    oriel_window_unref(destroyed);
}

/* A window that was never opened may be let go, or closed, after its app. */
static void test_outlives_the_app(void **context)
{
    oriel_app_t *app = new_app();
    oriel_window_t *one = NULL, *two = NULL, *opened = new_window(app, NULL);

    (void)context;
    assert_int_equal(oriel_window_new(app, NULL, &one), ORIEL_OK);
    assert_int_equal(oriel_window_new(app, NULL, &two), ORIEL_OK);
    assert_int_equal(oriel_window_set_title(one, "x"), ORIEL_OK);
    oriel_app_unref(app);
    assert_false(oriel_window_is_open(opened));
    assert_int_equal(oriel_window_close(opened), ORIEL_OK);
    assert_int_equal(oriel_window_close(one), ORIEL_OK);
    oriel_window_unref(opened);
    oriel_window_unref(one);
    oriel_window_unref(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE(test_close),
        STAGE(test_page_refuses),
        STAGE(test_answer_no_then_yes),
        STAGE(test_asked_twice),
        STAGE(test_answer_unasked),
        STAGE(test_no_answer),
        STAGE(test_user_closes),
        STAGE(test_no_answer_to_the_second),
        STAGE(test_callback_taken_away),
        STAGE(test_destroy),
        STAGE(test_close_and_destroy),
        STAGE(test_before_opening),
        cmocka_unit_test(test_outlives_the_app),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
