/* oriel_app_run(): when it ends, and with which status. */
#include "../page/play.h"

#include <signal.h>
#include <stdatomic.h>

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

static void on_closed(oriel_window_t *window, void *user)
{
    (void)window;
    tell("closed %s ", (const char *)user);
}

static void listen(oriel_window_t *window, const char *user)
{
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    events.closed = on_closed;
    assert_int_equal(oriel_window_set_events(window, &events, (void *)(uintptr_t)user, NULL), ORIEL_OK);
}

static void test_without_windows(void **context)
{
    assert_int_equal(oriel_app_run(*context), 0);
}

static void close_it(void *user)
{
    assert_int_equal(oriel_window_close(user), ORIEL_OK);
}

/* The last window's closed event is heard before run returns, every time. */
static void test_last_window(void **context)
{
    for (int i = 0; i < 50; i++) {
        oriel_window_t *a = new_window(*context, NULL), *b = new_window(*context, NULL);

        listen(a, "a");
        listen(b, "b");
        assert_int_equal(oriel_app_post(*context, close_it, a, NULL), ORIEL_OK);
        assert_int_equal(oriel_app_post(*context, close_it, b, NULL), ORIEL_OK);
        assert_int_equal(oriel_app_run(*context), 0);
        assert_story("closed a closed b ");
        oriel_window_unref(a);
        oriel_window_unref(b);
    }
}

static void *close_elsewhere(void *user)
{
    oriel_window_destroy(user);
    return NULL;
}

static void test_closed_by_a_thread(void **context)
{
    for (int i = 0; i < 50; i++) {
        oriel_window_t *window = new_window(*context, NULL);
        pthread_t thread;

        listen(window, "w");
        assert_int_equal(pthread_create(&thread, NULL, close_elsewhere, window), 0);
        assert_int_equal(oriel_app_run(*context), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_story("closed w ");
        oriel_window_unref(window);
    }
}

static oriel_app_t *quitting;

static void quit_seven(void *user)
{
    oriel_app_quit(user, 7);
}

static void test_quit(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);

    assert_int_equal(oriel_app_post(*context, quit_seven, *context, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_run(*context), 7);
    assert_true(oriel_window_is_open(window));
    oriel_app_quit(*context, 3); /* before: the next run ends at once */
    assert_int_equal(oriel_app_run(*context), 3);
    oriel_window_destroy(window);
    assert_int_equal(oriel_app_run(*context), 0);
    oriel_window_unref(window);
}

static void on_signal(int number)
{
    oriel_app_quit(quitting, number);
}

static void raise_signal(void *user)
{
    (void)user;
    assert_int_equal(raise(SIGUSR2), 0);
}

static void test_quit_in_a_signal_handler(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    struct sigaction action = { .sa_handler = on_signal }, before;

    quitting = *context;
    assert_int_equal(sigaction(SIGUSR2, &action, &before), 0);
    assert_int_equal(oriel_app_post(*context, raise_signal, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_run(*context), SIGUSR2);
    assert_int_equal(sigaction(SIGUSR2, &before, NULL), 0);
    oriel_window_unref(window);
}

static atomic_int running;

static void count_running(void *user)
{
    running++;
    while (atomic_load(&running) < 3)
        (void)user; /* until each of the three runs one */
}

static void *run(void *user)
{
    return (void *)(intptr_t)oriel_app_run(user);
}

/* Whatever ends one ends all that run. */
static void test_several_run(void **context)
{
    for (int how = 0; how < 2; how++) {
        oriel_window_t *window = new_window(*context, NULL);
        pthread_t threads[3];

        running = 0;
        for (int i = 0; i < 3; i++)
            assert_int_equal(oriel_app_post(*context, count_running, NULL, NULL), ORIEL_OK);
        for (int i = 0; i < 3; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, run, *context), 0);
        while (atomic_load(&running) < 3)
            oriel__headless_sync();
        if (how == 0)
            oriel_app_quit(*context, 9);
        else
            oriel_window_destroy(window);
        for (int i = 0; i < 3; i++) {
            void *status = NULL;

            assert_int_equal(pthread_join(threads[i], &status), 0);
            assert_int_equal((intptr_t)status, how == 0 ? 9 : 0);
        }
        oriel_window_destroy(window);
        oriel_window_unref(window);
        assert_int_equal(oriel_app_run(*context), 0); /* the quit is past */
    }
}

static atomic_bool is_dispatching;

static void *dispatch_only(void *user)
{
    while (atomic_load(&is_dispatching))
        (void)oriel_app_dispatch(user, -1);
    return NULL;
}

static void nothing(void *user)
{
    (void)user;
}

/* A thread that only dispatches does not keep the news from those that run. */
static void test_beside_a_dispatcher(void **context)
{
    pthread_t dispatcher, runners[2];

    atomic_store(&is_dispatching, true);
    assert_int_equal(pthread_create(&dispatcher, NULL, dispatch_only, *context), 0);
    for (int i = 0; i < 300; i++) {
        oriel_window_t *window = new_window(*context, NULL);
        int count = i % 3 == 0 ? 1 : 2; /* one that begins after the other has left knows nothing of a quit */

        for (int j = 0; j < count; j++)
            assert_int_equal(pthread_create(&runners[j], NULL, run, *context), 0);
        if (i % 3 == 0)
            oriel_app_quit(*context, 9);
        else if (i % 3 == 1)
            oriel_window_destroy(window);
        else
            oriel_app_shutdown(*context);
        for (int j = 0; j < count; j++)
            assert_int_equal(pthread_join(runners[j], NULL), 0);
        oriel_window_destroy(window);
        oriel_window_unref(window);
    }
    atomic_store(&is_dispatching, false);
    assert_int_equal(oriel_app_post(*context, nothing, NULL, NULL), ORIEL_OK);
    assert_int_equal(pthread_join(dispatcher, NULL), 0);
}

static void run_inside(void *user)
{
    tell("%d ", oriel_app_run(user));
}

/* A handler that runs the app would wait for itself. */
static void test_run_in_a_handler(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);

    oriel__headless_sync();
    dispatch(*context);
    assert_int_equal(oriel_app_post(*context, run_inside, *context, NULL), ORIEL_OK);
    assert_int_equal(dispatch(*context), 1);
    assert_story("1 ");
    oriel_window_unref(window);
}

static void on_settled(oriel_future_t *future, void *user)
{
    tell("%s=%s ", (const char *)user, oriel_err_name(oriel_future_get_error(future, NULL, NULL)));
}

static void never(void *user)
{
    tell("never %s ", (const char *)user);
}

/* Settles what the window has to settle, and drops the rest; `user` is the app. */
static void shut_down(void *user)
{
    assert_int_equal(oriel_app_post(user, never, (void *)"", NULL), ORIEL_OK);
    oriel_app_shutdown(user);
    tell("down ");
}

/* Those who wait for the end hear of it. */
static void test_shutdown_ends_it(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);
    oriel_future_t *closed = NULL, *value = NULL;

    listen(window, "w");
    assert_int_equal(oriel_window_dup_closed(window, &closed), ORIEL_OK);
    assert_int_equal(oriel_future_then(closed, on_settled, (void *)"closed", NULL), ORIEL_OK);
    assert_int_equal(oriel_runtime_delay(oriel_app_get_runtime(*context), 3600000, &value), ORIEL_OK);
    assert_int_equal(oriel_future_then(value, on_settled, (void *)"value", NULL), ORIEL_OK);
    assert_int_equal(oriel_app_post(*context, shut_down, *context, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_run(*context), 0);
    assert_story("down value=ECANCELED closed w closed=OK ");
    oriel_future_unref(value);
    oriel_future_unref(closed);
    oriel_window_unref(window);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_app, close_app)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_without_windows),
        TEST(test_last_window),
        TEST(test_closed_by_a_thread),
        TEST(test_quit),
        TEST(test_several_run),
        TEST(test_beside_a_dispatcher),
        TEST(test_quit_in_a_signal_handler),
        TEST(test_run_in_a_handler),
        TEST(test_shutdown_ends_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
