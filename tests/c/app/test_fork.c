/* A forked child has neither threads nor engine: it is told so, and ends clean.
 * Children say what failed with their exit status. */
#include "../page/play.h"

#include <sys/wait.h>
#include <unistd.h>

static int child_of(void (*body)(oriel_app_t *app, oriel_window_t *window), oriel_app_t *app, oriel_window_t *window)
{
    pid_t pid = fork();
    int status = -1;

    assert_true(pid >= 0);
    if (pid == 0) {
        body(app, window);
        _exit(99);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            _exit(__LINE__ % 90 + 2);                                                                                  \
    } while (0)

static void refused(oriel_app_t *app, oriel_window_t *window)
{
    oriel_app_t *another = NULL;
    oriel_window_t *fresh = NULL;

    CHECK(oriel_app_new(NULL, &another) == ORIEL_EPERM && !another);
    CHECK(oriel_window_show(window) == ORIEL_EPERM);
    CHECK(oriel_window_new(app, NULL, &fresh) == ORIEL_OK);
    CHECK(oriel_window_open(fresh) == ORIEL_EPERM);
    CHECK(strstr(oriel_last_error(), "forked child"));
    oriel_window_unref(fresh);
    CHECK(oriel_app_run(app) == 1);
    CHECK(oriel_app_post(app, (void (*)(void *))(void (*)(void))abort, NULL, NULL) == ORIEL_EPERM);
    CHECK(oriel_app_dispatch(app, -1) == 0);
    oriel_app_quit(app, 5);
    oriel_app_shutdown(app);
    oriel_app_shutdown(app);
    oriel_window_unref(window);
    oriel_app_unref(app);
    _exit(0);
}

static void says_nothing(void *user)
{
    (void)user;
    tell("ran ");
}

static void test_child(void **context)
{
    oriel_app_t *app = new_app();
    oriel_window_t *window = new_window(app, NULL);

    (void)context;
    oriel__headless_sync();
    dispatch(app);
    assert_int_equal(oriel_app_post(app, says_nothing, NULL, NULL), ORIEL_OK);
    assert_int_equal(child_of(refused, app, window), 0);
    assert_int_equal(dispatch(app), 1); /* the parent's, untouched */
    assert_story("ran ");
    assert_true(oriel_window_is_open(window));
    assert_int_equal(oriel_window_sync(window), ORIEL_OK);
    oriel_window_unref(window);
    oriel_app_unref(app);
}

static void exits(oriel_app_t *app, oriel_window_t *window)
{
    (void)window;
    oriel_app_unref(app);
    _exit(0);
}

/* The child does not wake the parent through the descriptor that they share. */
static void test_child_leaves_the_descriptor(void **context)
{
    oriel_app_t *app = new_app();

    (void)context;
    assert_int_equal(child_of(exits, app, NULL), 0);
    assert_int_equal(oriel_app_dispatch(app, 0), 0);
    oriel_app_unref(app);
}

static void only_exits(oriel_app_t *app, oriel_window_t *window)
{
    (void)app;
    (void)window;
    _exit(0);
}

/* Forks after the app's end have nothing to hold. */
static void test_after_the_app(void **context)
{
    oriel_app_t *app = new_app();

    (void)context;
    oriel_app_unref(app);
    assert_int_equal(child_of(only_exits, NULL, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_child),
        cmocka_unit_test(test_child_leaves_the_descriptor),
        cmocka_unit_test(test_after_the_app),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
