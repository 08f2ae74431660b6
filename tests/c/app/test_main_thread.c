/* oriel_call_on_main(): on the thread that dispatches, or here when nobody does. */
#include "../page/play.h"

#include <semaphore.h>
#include <stdatomic.h>

struct caller {
    pthread_t thread;
    oriel_app_t *app;
    oriel_future_t *future;
    pthread_t ran_on;
    atomic_int ran, destroyed;
};

static sem_t reached;

static int open_app(void **context)
{
    story[0] = log_text[0] = '\0';
    *context = new_app();
    return sem_init(&reached, 0, 0);
}

static int close_app(void **context)
{
    oriel_app_unref(*context);
    return 0;
}

static oriel_err_t note_thread(oriel_future_t *future, void *user)
{
    struct caller *caller = user;

    caller->ran_on = pthread_self();
    atomic_fetch_add(&caller->ran, 1);
    assert_true(oriel_future_resolve(future, oriel_value_int(7)));
    return ORIEL_OK;
}

static void count_destroyed(void *user)
{
    atomic_fetch_add(&((struct caller *)user)->destroyed, 1);
}

static void call(struct caller *caller)
{
    assert_int_equal(oriel_call_on_main(caller->app, note_thread, caller, count_destroyed, &caller->future), ORIEL_OK);
}

static void *call_and_wait(void *user)
{
    struct caller *caller = user;

    call(caller);
    assert_int_equal(oriel_future_wait(caller->future, PATIENCE_MS), ORIEL_OK);
    (void)sem_post(&reached);
    return NULL;
}

/* Also lets go of the future. */
static void assert_ran(struct caller *caller, pthread_t thread)
{
    oriel_value_t *value = oriel_future_dup_value(caller->future);

    assert_string_equal(oriel_value_get_text(value, NULL), "7");
    oriel_value_unref(value);
    assert_int_equal(caller->ran, 1);
    assert_int_equal(caller->destroyed, 1);
    assert_true(pthread_equal(caller->ran_on, thread));
    oriel_future_unref(caller->future);
    caller->future = NULL;
    caller->ran = caller->destroyed = 0;
}

static void start(struct caller *caller)
{
    assert_int_equal(pthread_create(&caller->thread, NULL, call_and_wait, caller), 0);
}

static void join(struct caller *caller)
{
    assert_int_equal(pthread_join(caller->thread, NULL), 0);
}

static void test_nobody_dispatches(void **context)
{
    struct caller caller = { .app = *context };

    call(&caller);
    assert_ran(&caller, pthread_self());
    start(&caller); /* on its own thread then */
    join(&caller);
    assert_ran(&caller, caller.thread);
}

static void call_here(void *user)
{
    struct caller *caller = user;

    call(caller);
    assert_int_equal(caller->ran, 1); /* at once */
}

static void test_within_a_handler(void **context)
{
    struct caller caller = { .app = *context };

    assert_int_equal(oriel_app_post(*context, call_here, &caller, NULL), ORIEL_OK);
    dispatch(*context);
    assert_ran(&caller, pthread_self());
}

static void *quit_once_called(void *user)
{
    call_and_wait(user);
    oriel_app_quit(((struct caller *)user)->app, 0);
    return NULL;
}

static void test_while_it_runs(void **context)
{
    struct caller caller = { .app = *context };
    oriel_window_t *window = new_window(*context, NULL);

    for (int i = 0; i < 20; i++) {
        assert_int_equal(pthread_create(&caller.thread, NULL, quit_once_called, &caller), 0);
        while (atomic_load(&caller.ran) == 0)
            (void)oriel_app_run(*context); /* it may have quit before this began */
        join(&caller);
        /* Here, or there when it came before the run began. */
        assert_ran(&caller, caller.ran_on);
    }
    oriel_window_unref(window);
}

static void signal_reached(void *unused)
{
    (void)unused;
    (void)sem_post(&reached);
}

static void *dispatch_once(void *user)
{
    struct caller *caller = user;

    while (oriel_app_dispatch(caller->app, PATIENCE_MS) == 0)
        ;
    return NULL;
}

/* A loop that dispatches now and then is the main thread while windows are open
 * and the thread lives. */
static void test_who_dispatched_last(void **context)
{
    struct caller caller = { .app = *context };
    oriel_window_t *window = new_window(*context, NULL);

    dispatch(*context);
    start(&caller);
    while (atomic_load(&caller.ran) == 0)
        oriel_app_dispatch(*context, 10);
    join(&caller);
    assert_ran(&caller, pthread_self());

    struct caller other = { .app = *context };

    assert_int_equal(oriel_app_post(*context, signal_reached, NULL, NULL), ORIEL_OK);
    assert_int_equal(pthread_create(&other.thread, NULL, dispatch_once, &other), 0);
    join(&other);
    call(&caller); /* the thread that dispatched last is no more */
    assert_ran(&caller, pthread_self());
    oriel_window_destroy(window);
    oriel_window_unref(window);
    while (oriel_app_get_window_count(*context) > 0)
        oriel_app_dispatch(*context, 10);
    dispatch(*context);
    start(&caller); /* and without windows, nobody will come back */
    join(&caller);
    assert_ran(&caller, caller.thread);
}

static oriel_err_t refuse(oriel_future_t *future, void *user)
{
    (void)future;
    (void)user;
    return ORIEL_EIO;
}

static void test_results(void **context)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_call_on_main(*context, refuse, NULL, NULL, &future), ORIEL_OK);
    assert_int_equal(oriel_future_get_error(future, NULL, NULL), ORIEL_EIO);
    oriel_future_unref(future);
    assert_int_equal(oriel_call_on_main(NULL, refuse, NULL, NULL, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_call_on_main(*context, NULL, NULL, NULL, &future), ORIEL_EINVAL);
}

static void *call_only(void *user)
{
    call(user);
    return NULL;
}

/* Given up: canceled before it began, and when the app ends first. */
static void test_given_up(void **context)
{
    oriel_app_t *app = *context;
    struct caller canceled = { .app = app }, late = { .app = app };
    oriel_window_t *window = new_window(app, NULL);
    const char *text = NULL;

    dispatch(app);
    assert_int_equal(pthread_create(&canceled.thread, NULL, call_only, &canceled), 0);
    join(&canceled);
    assert_int_equal(pthread_create(&late.thread, NULL, call_only, &late), 0);
    join(&late);
    assert_true(oriel_future_cancel(canceled.future));
    oriel_window_unref(window);
    oriel_app_unref(app);
    assert_int_equal(canceled.ran + late.ran, 0);
    assert_int_equal(canceled.destroyed + late.destroyed, 2);
    assert_int_equal(oriel_future_get_error(late.future, NULL, &text), ORIEL_ECLOSED);
    assert_string_equal(text, "the app ended first");
    oriel_future_unref(canceled.future);
    oriel_future_unref(late.future);
    *context = new_app();
}

static void test_no_memory(void **context)
{
    oriel_future_t *future = NULL;

    for (long n = 1; n <= 2; n++) {
        oriel__alloc_fail_at(n);
        assert_int_equal(oriel_call_on_main(*context, refuse, NULL, NULL, &future), ORIEL_ENOMEM);
        oriel__alloc_fail_at(0);
        assert_null(future);
    }
}

/* The app's runtime: one, ended by a shutdown, and started anew. */
static void test_runtime(void **context)
{
    oriel_runtime_t *runtime = oriel_app_get_runtime(*context);
    oriel_future_t *future = NULL, *never = NULL;

    assert_non_null(runtime);
    assert_ptr_equal(oriel_app_get_runtime(*context), runtime);
    assert_null(oriel_app_get_runtime(NULL));
    assert_int_equal(oriel_runtime_delay(runtime, 0, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    oriel_future_unref(future);
    assert_int_equal(oriel_runtime_delay(runtime, 3600000, &never), ORIEL_OK);
    oriel_app_shutdown(*context);
    assert_int_equal(oriel_future_get_status(never), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(never);
    assert_int_equal(oriel_runtime_delay(runtime, 0, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, PATIENCE_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(future);
}

static void shut_down(void *app)
{
    oriel_app_shutdown(app); /* on the thread that it ends */
    (void)sem_post(&reached);
}

static void test_shutdown_from_the_runtime(void **context)
{
    oriel_window_t *window = new_window(*context, NULL);

    assert_int_equal(oriel_runtime_post(oriel_app_get_runtime(*context), shut_down, *context, NULL), ORIEL_OK);
    assert_int_equal(sem_wait(&reached), 0);
    assert_false(oriel_window_is_open(window));
    oriel_window_unref(window);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_app, close_app)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nobody_dispatches),   TEST(test_within_a_handler), TEST(test_while_it_runs),
        TEST(test_who_dispatched_last), TEST(test_results),          TEST(test_given_up),
        TEST(test_no_memory),           TEST(test_runtime),          TEST(test_shutdown_from_the_runtime),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
