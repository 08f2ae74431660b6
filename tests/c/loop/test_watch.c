/* Watches on descriptors. */
#include "play_runtime.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

static int pair[2];

static int set_up_pair(void **context)
{
    return set_up(context) || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) ? -1 : 0;
}

static int tear_down_pair(void **context)
{
    int result = tear_down(context); /* the runtime lets go of them first */

    close(pair[0]);
    if (pair[1] >= 0)
        close(pair[1]);
    return result;
}

static oriel_watch_t *watch_new(int fd, unsigned events, oriel_watch_cb cb, void *user, oriel_destroy_cb destroy)
{
    oriel_watch_t *watch = NULL;

    assert_int_equal(oriel_watch_new(runtime, fd, events, cb, user, destroy, &watch), ORIEL_OK);
    return watch;
}

static void read_one(int fd, unsigned events, void *user)
{
    char c;

    (void)user;
    assert_true(events & ORIEL_WATCH_READABLE);
    if (read(fd, &c, 1) == 1) {
        tell("%c ", c);
        say_reached(NULL);
    }
}

/* As long as there is something to read, and then no more. */
static void test_readable(void **context)
{
    oriel_watch_t *watch = watch_new(pair[0], ORIEL_WATCH_READABLE, read_one, word("watch"), gone_reached);

    (void)context;
    assert_int_equal(write(pair[1], "ab", 2), 2);
    await_reached();
    await_reached();
    assert_story("a b ");
    assert_true(oriel_watch_cancel(watch));
    assert_false(oriel_watch_cancel(watch));
    await_reached();
    assert_story("~watch ");
    assert_int_equal(write(pair[1], "c", 1), 1);
    settle_down();
    assert_story("");
    oriel_watch_unref(watch);
}

static void say_events(int fd, unsigned events, void *user)
{
    oriel_watch_t **watch = user;

    (void)fd;
    tell("%u ", events);
    assert_true(oriel_watch_cancel(*watch));
    say_reached(NULL);
}

struct watcher {
    int fd;
    unsigned events;
    oriel_watch_t *watch;
};

static void start_watcher(void *user)
{
    struct watcher *watcher = user;

    watcher->watch = watch_new(watcher->fd, watcher->events, say_events, &watcher->watch, NULL);
}

/* Canceled in its own callback. */
static void test_writable(void **context)
{
    struct watcher watcher = { .fd = pair[0], .events = ORIEL_WATCH_WRITABLE };

    (void)context;
    post(start_watcher, &watcher);
    await_reached();
    settle_down();
    assert_story("2 ");
    oriel_watch_unref(watcher.watch);
}

static void test_hangup(void **context)
{
    struct watcher watcher = { .fd = pair[0], .events = ORIEL_WATCH_READABLE };

    (void)context;
    close(pair[1]);
    pair[1] = -1;
    post(start_watcher, &watcher);
    await_reached();
    settle_down();
    assert_story("5 "); /* readable: the end of file */
    oriel_watch_unref(watcher.watch);
}

static void say_failed(int fd, unsigned events, void *user)
{
    (void)fd;
    tell("%s%u ", (const char *)user, events);
}

static void test_what_cannot_be_watched(void **context)
{
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    oriel_watch_t *first = watch_new(pair[0], ORIEL_WATCH_READABLE, say_failed, word("first"), gone);

    (void)context;
    assert_int_equal(oriel_watch_new(runtime, pair[0], ORIEL_WATCH_READABLE, say_failed, word("second"), gone, NULL),
                     ORIEL_OK);
    assert_int_equal(oriel_watch_new(runtime, file, ORIEL_WATCH_READABLE, say_failed, word("file"), gone, NULL),
                     ORIEL_OK);
    assert_int_equal(oriel_watch_new(runtime, 1000000, ORIEL_WATCH_READABLE, say_failed, word("none"), gone, NULL),
                     ORIEL_OK);
    settle_down();
    assert_story("second8 ~second file8 ~file none8 ~none ");
    oriel_runtime_close(runtime);
    assert_story("~first ");
    oriel_watch_unref(first);
    close(file);
}

static void test_bad_arguments(void **context)
{
    oriel_watch_t *watch = NULL;

    (void)context;
    assert_int_equal(oriel_watch_new(NULL, 0, ORIEL_WATCH_READABLE, say_failed, NULL, NULL, &watch), ORIEL_EINVAL);
    assert_int_equal(oriel_watch_new(runtime, 0, ORIEL_WATCH_READABLE, NULL, NULL, NULL, &watch), ORIEL_EINVAL);
    assert_int_equal(oriel_watch_new(runtime, -1, ORIEL_WATCH_READABLE, say_failed, NULL, NULL, &watch), ORIEL_EINVAL);
    assert_int_equal(oriel_watch_new(runtime, 0, 0, say_failed, NULL, NULL, &watch), ORIEL_EINVAL);
    assert_int_equal(oriel_watch_new(runtime, 0, ORIEL_WATCH_HANGUP, say_failed, NULL, NULL, &watch), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "watch: events 0x4, there are 0x3");
    assert_null(watch);
    assert_false(oriel_watch_cancel(NULL));
    assert_null(oriel_watch_ref(NULL));
    assert_null(oriel_watch_unref(NULL));
}

static oriel_err_t try_watch(void)
{
    oriel_watch_t *watch = NULL;
    oriel_err_t err = oriel_watch_new(runtime, pair[0], ORIEL_WATCH_READABLE, read_one, NULL, NULL, &watch);

    (void)oriel_watch_cancel(watch);
    oriel_watch_unref(watch);
    return err;
}

static void test_no_memory(void **context)
{
    (void)context;
    settle_down();
    torture(try_watch, 1);
}

#define TEST_PAIR(f) cmocka_unit_test_setup_teardown(f, set_up_pair, tear_down_pair)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_PAIR(test_readable), TEST_PAIR(test_writable),
        TEST_PAIR(test_hangup),   TEST_PAIR(test_what_cannot_be_watched),
        TEST(test_bad_arguments), TEST_PAIR(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
