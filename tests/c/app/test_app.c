/* The app: one a process, posts, its descriptor, figures, shutdown. */
#include "../page/play.h"

#include <poll.h>
#include <signal.h>
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

static void speak(void *user)
{
    tell("%s ", (const char *)user);
}

static void destroyed(void *user)
{
    tell("~%s ", (const char *)user);
}

static void post(oriel_app_t *app, const char *name)
{
    assert_int_equal(oriel_app_post(app, speak, (void *)(uintptr_t)name, destroyed), ORIEL_OK);
}

static bool is_readable(oriel_app_t *app)
{
    struct pollfd p = { .fd = oriel_app_fd(app), .events = POLLIN };

    return poll(&p, 1, 0) == 1;
}

static void test_arguments(void **context)
{
    oriel_app_opts_t opts = ORIEL_APP_OPTS_INIT;
    oriel_app_t *app = NULL;

    (void)context;
    assert_int_equal(oriel_app_new(&opts, NULL), ORIEL_EINVAL);
    opts.backend = "teletype";
    assert_int_equal(oriel_app_new(&opts, &app), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "app: backend \"teletype\" is unknown, there are webkit and headless");
    opts.backend = NULL;
    opts.struct_size = 0;
    assert_int_equal(oriel_app_new(&opts, &app), ORIEL_EINVAL);
    assert_null(app);
    assert_int_equal(oriel_app_new(NULL, &app), ORIEL_OK); /* loads nothing yet */
    assert_ptr_equal(oriel_app_ref(app), app);
    assert_null(oriel_app_unref(app));
    assert_null(oriel_app_unref(app));
    assert_null(oriel_app_ref(NULL));
    assert_null(oriel_app_unref(NULL));
    assert_int_equal(oriel_app_run(NULL), 1);
    assert_int_equal(oriel_app_fd(NULL), -1);
    assert_int_equal(oriel_app_dispatch(NULL, 0), 0);
    assert_int_equal(oriel_app_get_window_count(NULL), 0);
    oriel_app_quit(NULL, 1);
    oriel_app_shutdown(NULL);
    oriel_app_get_stats(NULL, NULL);
}

static void test_one_at_a_time(void **context)
{
    oriel_app_t *first = new_app(), *second = NULL;

    (void)context;
    assert_int_equal(oriel_app_new(NULL, &second), ORIEL_EEXIST);
    assert_string_equal(oriel_last_error(), "app: this process has one already");
    assert_null(second);
    oriel_app_unref(first);
    assert_int_equal(oriel_app_new(NULL, &second), ORIEL_OK);
    oriel_app_unref(second);
}

static void test_no_memory(void **context)
{
    oriel_app_t *app = NULL;
    bool has_failed = true;

    (void)context;
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_app_new(NULL, &app);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        assert_int_equal(app == NULL, has_failed);
    }
    oriel_app_unref(app);
}

static void test_post(void **context)
{
    oriel_app_t *app = *context;

    assert_int_equal(oriel_app_post(NULL, speak, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_app_post(app, NULL, NULL, destroyed), ORIEL_EINVAL);
    assert_false(is_readable(app));
    post(app, "a");
    post(app, "b");
    assert_int_equal(oriel_app_post(app, speak, (void *)"c", NULL), ORIEL_OK);
    assert_true(is_readable(app));
    assert_story("");
    assert_int_equal(oriel_app_dispatch(app, -1), 3);
    assert_story("a ~a b ~b c ");
    assert_false(is_readable(app));
    assert_int_equal(oriel_app_dispatch(app, 0), 0);
    assert_int_equal(oriel_app_dispatch(app, 1), 0);
}

static void test_dropped_at_the_end(void **context)
{
    oriel_app_t *app = new_app();

    (void)context;
    story[0] = '\0';
    post(app, "a");
    oriel_app_unref(app);
    assert_story("~a ");
}

static void unref_app(void *user)
{
    oriel_app_unref(user);
}

static void destroy_window(void *user)
{
    oriel_window_destroy(user);
}

/* A handler lets go of the last reference: the app ends, its dispatch goes on. */
static void test_last_unref_in_a_handler(void **context)
{
    oriel_app_t *app = new_app();

    (void)context;
    story[0] = '\0';
    assert_int_equal(oriel_app_post(app, unref_app, app, NULL), ORIEL_OK);
    post(app, "late");
    assert_int_equal(oriel_app_dispatch(app, 0), 1);
    assert_story("~late ");
    app = new_app(); /* there is room for another one */
    oriel_window_t *window = new_window(app, NULL);

    assert_int_equal(oriel_app_post(app, unref_app, app, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_post(app, destroy_window, window, NULL), ORIEL_OK);
    assert_int_equal(oriel_app_run(app), 0);
    oriel_window_unref(window);
    oriel_app_unref(new_app());
    story[0] = '\0';
}

static void *post_elsewhere(void *user)
{
    post(user, "thread");
    return NULL;
}

/* A dispatch that waits is woken by what another thread posts. */
static void test_woken_by_a_thread(void **context)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, post_elsewhere, *context), 0);
    assert_int_equal(oriel_app_dispatch(*context, PATIENCE_MS), 1);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_story("thread ~thread ");
}

static oriel_app_stats_t stats_of(oriel_app_t *app)
{
    oriel_app_stats_t stats = { .struct_size = sizeof(stats) };

    oriel_app_get_stats(app, &stats);
    return stats;
}

static void test_stats(void **context)
{
    oriel_app_t *app = *context;
    oriel_app_stats_t stats = { .struct_size = 3, .dispatched = 77 };
    oriel_window_t *window = new_window(app, NULL);

    oriel_app_get_stats(app, &stats);
    assert_int_equal(stats.dispatched, 77); /* not ours */
    begin_document(window);
    assert_int_equal(
        oriel_state_set(oriel_session_get_state(oriel_window_get_session(window)), "n", "k", oriel_value_int(1)),
        ORIEL_OK);
    assert_frame(window, "1\n[[\"s\",\"n\",\"k\",1,1,0]]");
    dispatch(app);
    post(app, "a");
    post(app, "b");
    oriel_app_stats_t before = stats_of(app);

    assert_true(before.inbox_wakeups > 0);
    assert_int_equal(before.page_wakeups, 1);
    assert_int_equal(oriel_app_dispatch(app, 0), 2);
    assert_int_equal(stats_of(app).dispatched, before.dispatched + 2);
    oriel_window_destroy(window); /* its figures stay */
    oriel_window_unref(window);
    oriel__headless_sync();
    assert_int_equal(stats_of(app).page_wakeups, 1);
}

/* Nobody is woken while nothing happens, with a page open and a script run. */
static void test_idle(void **context)
{
    oriel_app_t *app = *context;
    oriel_window_t *window = new_window(app, NULL);
    oriel_future_t *future = NULL;

    begin_document(window);
    send_ops(window, "[[\"k\"]]");
    assert_int_equal(oriel_window_evaluate(window, "1", 0, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_ESCRIPT);
    oriel_future_unref(future);
    oriel__headless_sync();
    dispatch(app);
    oriel_app_stats_t before = stats_of(app);

    assert_int_equal(oriel_app_dispatch(app, 50), 0);
    oriel_app_stats_t after = stats_of(app);

    assert_memory_equal(&before, &after, sizeof(before));
    assert_false(is_readable(app));
    oriel_window_unref(window);
}

static void shut_down(void *user)
{
    oriel_app_shutdown(user);
    tell("down ");
}

static void test_shutdown_in_a_handler(void **context)
{
    oriel_app_t *app = *context;
    oriel_window_t *window = new_window(app, NULL);

    oriel__headless_sync();
    dispatch(app);
    assert_int_equal(oriel_app_post(app, shut_down, app, NULL), ORIEL_OK);
    post(app, "late");
    dispatch(app);
    assert_story("~late down ");
    assert_false(oriel_window_is_open(window));
    assert_int_equal(oriel_app_get_window_count(app), 0);
    oriel_window_unref(window);
}

static void *shut_down_elsewhere(void *user)
{
    oriel_app_shutdown(user);
    return NULL;
}

static void test_shutdown_from_a_thread_and_again(void **context)
{
    oriel_app_t *app = *context;
    pthread_t thread;

    for (int i = 0; i < 3; i++) {
        oriel_window_t *window = new_window(app, NULL); /* made again after a shutdown */

        begin_document(window);
        assert_int_equal(pthread_create(&thread, NULL, shut_down_elsewhere, app), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_int_equal(oriel_app_get_window_count(app), 0);
        assert_false(oriel__headless_exists(window));
        oriel_app_shutdown(app);
        oriel_window_unref(window);
        post(app, "alive");
        assert_int_equal(dispatch(app), 2); /* the window's end, too */
    }
    assert_story("alive ~alive alive ~alive alive ~alive ");
}

/* The last reference goes while a window is open: it is closed, its session's
 * data destroyed, all on this thread. */
static void test_last_unref_shuts_down(void **context)
{
    oriel_app_t *app = new_app();
    oriel_window_t *window = new_window(app, NULL);
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;

    (void)context;
    story[0] = '\0';
    assert_int_equal(oriel_window_set_events(window, &events, (void *)"events", destroyed), ORIEL_OK);
    assert_int_equal(oriel_session_expose_full(oriel_window_get_session(window), "o", "f",
                                               (oriel_call_cb)(void (*)(void))abort, (void *)"binding", destroyed),
                     ORIEL_OK);
    begin_document(window);
    oriel_window_unref(window);
    oriel_app_unref(app);
    assert_non_null(strstr(story, "~events "));
    assert_non_null(strstr(story, "~binding "));
    story[0] = '\0';
}

static void nothing(void *user)
{
    (void)user;
}

/* Signals that the program blocks wait for it: no thread of ours takes them. */
static void test_signals_are_the_programs(void **context)
{
    static const int signals[] = { SIGUSR1, SIGUSR2, SIGTERM, SIGCHLD };
    const struct timespec long_time = { .tv_sec = 30 };
    oriel_app_t *app = *context;
    oriel_window_t *window = new_window(app, NULL);
    sigset_t set, before;

    assert_int_equal(oriel_runtime_post(oriel_app_get_runtime(app), nothing, NULL, NULL), ORIEL_OK);
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
        sigaddset(&set, signals[i]);
    assert_int_equal(pthread_sigmask(SIG_BLOCK, &set, &before), 0);
    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
        assert_int_equal(kill(getpid(), signals[i]), 0);
        assert_int_equal(sigtimedwait(&set, NULL, &long_time), signals[i]);
    }
    assert_int_equal(pthread_sigmask(SIG_SETMASK, &before, NULL), 0);
    oriel_window_unref(window);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_app, close_app)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_dropped_at_the_end),
        cmocka_unit_test(test_last_unref_shuts_down),
        cmocka_unit_test(test_last_unref_in_a_handler),
        TEST(test_post),
        TEST(test_signals_are_the_programs),
        TEST(test_woken_by_a_thread),
        TEST(test_stats),
        TEST(test_idle),
        TEST(test_shutdown_in_a_handler),
        TEST(test_shutdown_from_a_thread_and_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
