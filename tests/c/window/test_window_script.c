/* Scripts that the program runs in a page: values, errors, and every way in
 * which no answer comes. */
#include "../page/play.h"

/* Plays the engine: the script names what happens. */
static void engine(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)window;
    (void)user;
    if (!ret) {
        tell("%s ", script);
    } else if (strcmp(script, "throw") == 0) {
        *ret = (struct oriel__evaluation){ .err = ORIEL_ESCRIPT, .name = "TypeError", .text = "no (line 1)" };
    } else if (strcmp(script, "undefined") != 0) {
        ret->json = script;
        ret->json_len = strlen(script);
    }
}

static int open_with_engine(void **context)
{
    if (stage_open(context))
        return -1;
    oriel__headless_set_script_hook(engine, NULL);
    return 0;
}

static int close_with_engine(void **context)
{
    oriel__headless_set_script_hook(NULL, NULL);
    return stage_close(context);
}

static oriel_future_t *evaluate(struct stage *stage, const char *script, int timeout_ms)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_window_evaluate(stage->window, script, timeout_ms, &future), ORIEL_OK);
    return future;
}

static void assert_value(oriel_future_t *future, const char *expected)
{
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_OK);
    oriel_value_t *value = oriel_future_dup_value(future);

    assert_string_equal(oriel_value_get_text(value, NULL), expected);
    oriel_value_unref(value);
    oriel_future_unref(future);
}

static void assert_fails(oriel_future_t *future, oriel_err_t err, const char *name, const char *text)
{
    const char *found_name = NULL, *found_text = NULL;

    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, &found_name, &found_text), err);
    assert_string_equal(found_name, name);
    assert_string_equal(found_text, text);
    oriel_future_unref(future);
}

static void test_value(void **context)
{
    struct stage *stage = *context;

    assert_value(evaluate(stage, "{\"a\": [1, 2]}", 0), "{\"a\":[1,2]}");
    assert_value(evaluate(stage, "undefined", -1), "null");
    assert_value(evaluate(stage, "\"text\"", 60000), "\"text\"");
}

static void test_errors(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *future = evaluate(stage, "not JSON", 0);

    assert_fails(evaluate(stage, "throw", 0), ORIEL_ESCRIPT, "TypeError", "no (line 1)");
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_ESYNTAX);
    oriel_future_unref(future);
    assert_int_equal(oriel_window_execute(stage->window, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_window_evaluate(stage->window, NULL, 0, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_window_evaluate(stage->window, "1", 0, NULL), ORIEL_EINVAL);
    oriel__headless_set_script_hook(NULL, NULL);
    assert_fails(evaluate(stage, "1", 0), ORIEL_ESCRIPT, "Error", "no engine");
}

/* A page that has begun is not ready: what is asked waits for its word. */
static void test_queue_before_ready(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *future;

    begin_document(stage->window);
    assert_int_equal(oriel_window_execute(stage->window, "one"), ORIEL_OK);
    future = evaluate(stage, "2", 0);
    assert_int_equal(oriel_window_execute(stage->window, "three"), ORIEL_OK);
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
    assert_story("");
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_PENDING);
    send_ops(stage->window, "[[\"k\"]]");
    assert_value(future, "2");
    assert_story("one three ");
    send_ops(stage->window, "[[\"k\"]]"); /* again: nothing runs twice */
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
    assert_story("");
}

/* What was queued runs in the next page, if this one never was ready. */
static void test_queue_survives_navigation(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *future;

    begin_document(stage->window);
    future = evaluate(stage, "1", 0);
    begin_document(stage->window);
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_PENDING);
    send_ops(stage->window, "[[\"k\"]]");
    assert_value(future, "1");
}

/* Halves of surrogate pairs are what they are in calls; pairs stay. */
static void test_halves_of_pairs(void **context)
{
    struct stage *stage = *context;

    assert_value(evaluate(stage, "[\"a\\ud83d\",\"\\ude00b\",\"\\ud83d\\ude00\",\"\\ud83d\\ud83d\\ude00\"]", 0),
                 "[\"a\\ufffd\",\"\\ufffdb\",\"\\ud83d\\ude00\",\"\\ufffd\\ud83d\\ude00\"]");
    assert_value(evaluate(stage, "\"\\\\ud83d\"", 0), "\"\\\\ud83d\"");
    assert_fails(evaluate(stage, "{\"\\u0000\":1}", 0), ORIEL_ESYNTAX, "ESYNTAX",
                 "evaluate: the value: line 1, column 2: a key with a NUL");
}

/* Without its own clock it would wait for ever: there is no UI thread yet. */
static void test_timeout_before_opening(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *window = NULL;
    oriel_future_t *late = NULL, *early = NULL;

    assert_int_equal(oriel_window_new(stage->app, NULL, &window), ORIEL_OK);
    assert_int_equal(oriel_window_evaluate(window, "1", 0, &early), ORIEL_OK);
    assert_int_equal(oriel_window_evaluate(window, "1", 1, &late), ORIEL_OK);
    assert_fails(late, ORIEL_ETIMEDOUT, "ETIMEDOUT", "evaluate: no answer from the page for 1 ms");
    assert_int_equal(oriel_future_get_status(early), ORIEL_FUTURE_PENDING);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    assert_value(early, "1");
    oriel_window_unref(window);
}

static void test_timeout_before_ready(void **context)
{
    struct stage *stage = *context;

    begin_document(stage->window);
    assert_fails(evaluate(stage, "1", 1), ORIEL_ETIMEDOUT, "ETIMEDOUT", "evaluate: no answer from the page for 1 ms");
    send_ops(stage->window, "[[\"k\"]]");
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
}

/* A timer each would be looked at by the engine's loop, again and again, long after
 * the answers have come. */
static void test_one_timer_for_many(void **context)
{
    struct stage *stage = *context;
    size_t timers = 0;

    for (int i = 0; i < 100; i++)
        assert_value(evaluate(stage, "1", 30000 + i), "1");
    assert_value(evaluate(stage, "2", 20000), "2");
    oriel__headless_sync();
    for (struct oriel_list *l = stage->window->timers.next; l != &stage->window->timers; l = l->next)
        timers++;
    assert_int_equal(timers, 2);
}

static void test_destroyed_before_opening(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *window = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_window_new(stage->app, NULL, &window), ORIEL_OK);
    assert_int_equal(oriel_window_evaluate(window, "1", 0, &future), ORIEL_OK);
    oriel_window_destroy(window);
    assert_fails(future, ORIEL_ECLOSED, "ECLOSED", "the window is closed");
    oriel_window_unref(window);
}

static void test_canceled(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *future;

    begin_document(stage->window);
    future = evaluate(stage, "1", 0);
    assert_true(oriel_future_cancel(future));
    send_ops(stage->window, "[[\"k\"]]");
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(future);
}

static oriel_window_t *navigating;

/* The page goes while its script runs. */
static void engine_that_leaves(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)window;
    (void)user;
    (void)script;
    if (ret)
        (void)oriel__headless_document(navigating, NULL, NULL);
}

static void test_navigation(void **context)
{
    struct stage *stage = *context;

    navigating = stage->window;
    oriel__headless_set_script_hook(engine_that_leaves, NULL);
    assert_fails(evaluate(stage, "1", 0), ORIEL_ECLOSED, "ECLOSED", "the page was left");
}

static void engine_that_closes(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)user;
    (void)script;
    if (ret)
        (void)oriel__headless_user_closes(window);
}

static void test_close(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *queued, *running;

    oriel__headless_set_script_hook(engine_that_closes, NULL);
    begin_document(stage->window);
    running = evaluate(stage, "1", 0);
    queued = evaluate(stage, "2", 0);
    send_ops(stage->window, "[[\"k\"]]");
    assert_fails(running, ORIEL_ECLOSED, "ECLOSED", "the window is closed");
    assert_fails(queued, ORIEL_ECLOSED, "ECLOSED", "the window is closed");
    assert_int_equal(oriel_window_evaluate(stage->window, "3", 0, &queued), ORIEL_ECLOSED);
}

static void test_close_before_ready(void **context)
{
    struct stage *stage = *context;
    oriel_future_t *future;

    begin_document(stage->window);
    future = evaluate(stage, "1", -1);
    oriel_window_destroy(stage->window);
    assert_fails(future, ORIEL_ECLOSED, "ECLOSED", "the window is closed");
}

static void engine_that_crashes(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    (void)user;
    (void)script;
    if (ret)
        oriel__headless_crash(window, "killed");
}

static void test_crash(void **context)
{
    struct stage *stage = *context;

    oriel__headless_set_script_hook(engine_that_crashes, NULL);
    assert_fails(evaluate(stage, "1", 0), ORIEL_ECLOSED, "ECLOSED", "the page's process ended");
}

/* A window does not live on for timers that nobody waits for. */
static void count(void *user)
{
    ++*(int *)user;
}

static void test_timers_keep_nothing_alive(void **context)
{
    struct stage *stage = *context;
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
    oriel_window_t *window = new_window(stage->app, NULL);
    oriel_future_t *future = NULL;
    int destroyed = 0;

    assert_int_equal(oriel_window_set_events(window, &events, &destroyed, count), ORIEL_OK);
    assert_int_equal(oriel_window_evaluate(window, "1", 0, &future), ORIEL_OK); /* its timer: 30 s */
    assert_value(future, "1");
    oriel_window_destroy(window);
    oriel_window_unref(window);
    oriel__headless_sync();
    dispatch(stage->app);
    assert_int_equal(destroyed, 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_with_engine, close_with_engine)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_value),
        TEST(test_errors),
        TEST(test_queue_before_ready),
        TEST(test_queue_survives_navigation),
        TEST(test_halves_of_pairs),
        TEST(test_timeout_before_opening),
        TEST(test_timeout_before_ready),
        TEST(test_destroyed_before_opening),
        TEST(test_one_timer_for_many),
        TEST(test_canceled),
        TEST(test_navigation),
        TEST(test_close),
        TEST(test_close_before_ready),
        TEST(test_crash),
        TEST(test_timers_keep_nothing_alive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
