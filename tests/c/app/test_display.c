/* The display goes: all windows end, run returns, nothing hangs. It does not
 * come back, so that this program has one test. */
#include "../page/play.h"

static void on_closed(oriel_window_t *window, void *user)
{
    (void)user;
    assert_false(oriel_window_is_open(window));
    tell("closed ");
}

static void *lose(void *user)
{
    (void)user;
    oriel__headless_lose_display();
    return NULL;
}

static void test_display_lost(void **context)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
    oriel_app_t *app = new_app();
    oriel_window_t *window = new_window(app, NULL), *late = NULL;
    oriel_future_t *value = NULL;
    pthread_t thread;

    (void)context;
    events.closed = on_closed;
    assert_int_equal(oriel_window_set_events(window, &events, NULL, NULL), ORIEL_OK);
    begin_document(window);
    assert_int_equal(oriel_window_evaluate(window, "1", -1, &value), ORIEL_OK);
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    assert_int_equal(pthread_create(&thread, NULL, lose, NULL), 0);
    assert_int_equal(oriel_app_run(app), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_story("closed ");
    assert_logged("engine: the connection to the display is lost");
    assert_int_equal(oriel_future_wait(value, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(value, NULL, NULL), ORIEL_ECLOSED);
    oriel_future_unref(value);
    assert_int_equal(oriel_app_get_window_count(app), 0);
    assert_int_equal(oriel_window_new(app, NULL, &late), ORIEL_OK);
    assert_int_equal(oriel_window_open(late), ORIEL_ENODISPLAY);
    oriel_window_unref(late);
    oriel_window_unref(window);
    oriel_app_shutdown(app);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_display_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
