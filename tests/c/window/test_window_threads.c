/* Windows opened, used and closed by several threads at once. */
#include "../page/play.h"

#include <stdatomic.h>

#define THREADS 6
#define WINDOWS 15

static atomic_int mistakes, closed_events, destroyed;

struct worker {
    pthread_t thread;
    oriel_app_t *app;
    oriel_session_t *session;
    oriel_window_t *window;
    int number;
};

static void on_closed(oriel_window_t *window, void *user)
{
    (void)user;
    if (oriel_window_is_open(window))
        mistakes++;
    closed_events++;
}

static void on_destroy(void *user)
{
    (void)user;
    destroyed++;
}

static bool is_fine(oriel_err_t err)
{
    return err == ORIEL_OK || err == ORIEL_ECLOSED;
}

/* Uses everything that may race with opening and closing. */
static void *use(void *user)
{
    const struct worker *worker = user;
    oriel_window_t *window = worker->window;
    oriel_app_stats_t stats = { .struct_size = sizeof(stats) };
    oriel_future_t *future = NULL;
    char title[32];

    (void)snprintf(title, sizeof(title), "title %d", worker->number);
    if (!is_fine(oriel_window_set_title(window, title)) || !is_fine(oriel_window_serve(window, "app", "/tmp")) ||
        !is_fine(oriel_window_set_size(window, 100 + worker->number, 100)) ||
        !is_fine(oriel_window_set_icon(window, "/dev/null")) || !is_fine(oriel_window_execute(window, "x")) ||
        !is_fine(oriel_window_load_url(window, "http://127.0.0.1:1/")) || !is_fine(oriel_window_sync(window)))
        mistakes++;
    oriel_free(oriel_window_dup_title(window));
    oriel_free(oriel_window_dup_url(window));
    oriel_app_get_stats(worker->app, &stats);
    if (oriel_window_evaluate(window, "1", 0, &future) == ORIEL_OK) {
        if (oriel_future_wait(future, PATIENCE_MS) != ORIEL_OK)
            mistakes++;
        (void)oriel_future_get_error(future, NULL, NULL);
        oriel_future_unref(future);
    }
    return NULL;
}

/* Opens windows, has another thread use each, and closes it one way or another. */
static void *open_and_close(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < WINDOWS; i++) {
        oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
        oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
        struct worker helper = { .app = worker->app, .number = i };

        opts.session = i % 2 ? worker->session : NULL;
        opts.title = "first title";
        events.closed = on_closed;
        if (oriel_window_new(worker->app, &opts, &helper.window) != ORIEL_OK ||
            oriel_window_set_events(helper.window, &events, NULL, on_destroy) != ORIEL_OK)
            abort();
        if (pthread_create(&helper.thread, NULL, use, &helper))
            abort();
        if (i % 6 != 4 && !is_fine(oriel_window_show(helper.window)))
            mistakes++;
        if (i % 3 == 0)
            (void)pthread_join(helper.thread, NULL);
        if (i % 2 || !is_fine(oriel_window_close(helper.window)))
            oriel_window_destroy(helper.window);
        if (i % 3)
            (void)pthread_join(helper.thread, NULL);
        oriel_window_unref(helper.window);
    }
    return NULL;
}

static void test_open_and_close(void **context)
{
    oriel_app_t *app = new_app();
    struct worker workers[THREADS] = { 0 };
    oriel_session_t *session = NULL;

    (void)context;
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    for (int i = 0; i < THREADS; i++) {
        workers[i].app = app;
        workers[i].session = session;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, open_and_close, &workers[i]), 0);
    }
    while (atomic_load(&closed_events) < THREADS * WINDOWS)
        oriel_app_dispatch(app, 20);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    oriel__headless_sync();
    dispatch(app);
    assert_int_equal(oriel_app_get_window_count(app), 0);
    assert_int_equal(oriel_session_get_page_count(session), 0);
    assert_int_equal(mistakes, 0);
    assert_int_equal(closed_events, THREADS * WINDOWS);
    assert_int_equal(destroyed, THREADS * WINDOWS);
    oriel_session_unref(session);
    oriel_app_unref(app);
}

static void *show(void *user)
{
    struct worker *worker = user;

    if (oriel_window_show(worker->window) != ORIEL_OK)
        mistakes++;
    return NULL;
}

/* Several threads open one window: it opens once, and all wait for that. */
static void test_one_window_opened_by_many(void **context)
{
    oriel_app_t *app = new_app();
    struct worker workers[THREADS] = { 0 };
    oriel_window_t *window = NULL;

    (void)context;
    mistakes = 0;
    assert_int_equal(oriel_window_new(app, NULL, &window), ORIEL_OK);
    for (int i = 0; i < THREADS; i++) {
        workers[i].window = window;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, show, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    assert_int_equal(mistakes, 0);
    assert_int_equal(oriel_app_get_window_count(app), 1);
    oriel_window_unref(window);
    oriel_app_unref(app);
}

/* Shut down while others open: all end, and nothing hangs. */
static void *open_until_told(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < WINDOWS; i++) {
        oriel_window_t *window = NULL;

        if (oriel_window_new(worker->app, NULL, &window) != ORIEL_OK)
            abort();
        if (!is_fine(oriel_window_open(window)))
            mistakes++;
        oriel_window_unref(window);
    }
    return NULL;
}

static void test_shutdown_meanwhile(void **context)
{
    oriel_app_t *app = new_app();
    struct worker workers[THREADS] = { 0 };

    (void)context;
    mistakes = 0;
    for (int i = 0; i < THREADS; i++) {
        workers[i].app = app;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, open_until_told, &workers[i]), 0);
    }
    oriel_app_shutdown(app);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    oriel_app_shutdown(app);
    assert_int_equal(oriel_app_get_window_count(app), 0);
    assert_int_equal(mistakes, 0);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_and_close),
        cmocka_unit_test(test_one_window_opened_by_many),
        cmocka_unit_test(test_shutdown_meanwhile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
