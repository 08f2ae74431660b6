/* Every allocation of a transfer fails once, on either thread: it is told, and nothing hangs. */
#include "base/alloc.h"
#include "base/sync.h"
#include "net.h"
#include "service/fetch.h"

static const oriel_fetch_header_t headers[] = { { "X-One", "1" } };
static const char *const hosts[] = { "127.0.0.1" };

static oriel_fetch_opts_t options(void)
{
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.headers = headers;
    opts.header_count = 1;
    opts.hosts = hosts;
    opts.host_count = 1;
    opts.proxy = "";
    return opts;
}

/* Start, ask for everything; what failed is ENOMEM. */
static oriel_err_t run(struct net *net, const char *path)
{
    oriel_fetch_opts_t opts = options();
    oriel_fetch_t *fetch = NULL;
    oriel_future_t *head = NULL, *body = NULL;
    oriel_err_t err = oriel_fetch_start(net->runtime, url_of(net, path), &opts, &fetch);

    if (!err)
        err = oriel_fetch_response(fetch, &head);
    if (!err)
        err = oriel_fetch_json(fetch, &body);
    if (!err)
        err = oriel_future_wait(body, LONG_MS);
    if (!err)
        err = oriel_future_get_error(body, NULL, NULL);
    if (head)
        assert_int_equal(oriel_future_wait(head, LONG_MS), ORIEL_OK);
    oriel_fetch_unref(fetch);
    if (head) /* looked at */
        (void)oriel_future_get_error(head, NULL, NULL);
    oriel_future_unref(head);
    oriel_future_unref(body);
    return err;
}

static void test_on_the_programs_thread(void **context)
{
    bool has_failed = true;

    assert_int_equal(run(*context, "/json"), ORIEL_OK);
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = run(*context, "/json");

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        assert_true(n < 100);
    }
}

/* Arms the loop's thread. */
static long fails_at;
static bool has_failed_there;

static void arm(void *user)
{
    (void)user;
    oriel__alloc_fail_at(fails_at);
}

static void disarm(void *user)
{
    has_failed_there = oriel__alloc_has_failed();
    oriel__alloc_fail_at(0);
    assert_true(oriel_future_resolve(user, NULL));
}

static void on_the_loop(struct net *net, void (*fn)(void *user))
{
    oriel_future_t *done = NULL;

    assert_int_equal(oriel_future_new(net->place.app, &done), ORIEL_OK);
    assert_int_equal(oriel_runtime_post(net->runtime, fn, done, NULL), ORIEL_OK);
    if (fn == arm)
        oriel_future_resolve(done, NULL);
    assert_int_equal(oriel_future_wait(done, LONG_MS), ORIEL_OK);
    oriel_future_unref(done);
}

static void test_on_the_loops_thread(void **context)
{
    struct net *net = *context;
    static const char *const paths[] = { "/json", "/times/1" };

    for (int i = 0; i < 2; i++) {
        has_failed_there = true;
        for (fails_at = 1; has_failed_there; fails_at++) {
            on_the_loop(net, arm);
            oriel_err_t err = run(net, paths[i]);

            on_the_loop(net, disarm);
            /* libcurl has its own word for a callback or a socket that failed. */
            assert_true(has_failed_there || err == ORIEL_OK);
            assert_true(err == ORIEL_OK || err == ORIEL_ENOMEM || err == ORIEL_EIO);
            assert_true(fails_at < 300);
        }
    }
    assert_int_equal(run(net, "/json"), ORIEL_OK);
}

static void test_writing(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = options();
    bool has_failed = true;

    opts.streams_body = true;
    for (long n = 1; has_failed; n++) {
        oriel_fetch_t *fetch = start_with(net, "/echo", opts);
        oriel_future_t *future = NULL;

        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_fetch_write(fetch, "body", 4, &future);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        oriel_future_unref(future);
        oriel_fetch_write_end(fetch);
        assert_answer(has_failed ? "\"\"" : "\"body\"", oriel_fetch_text, fetch);
        oriel_fetch_unref(fetch);
        assert_true(n < 20);
    }
}

static bool is_done(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    bool is = fetch->is_done;

    oriel__unlock(&fetch->mutex);
    return is;
}

/* A body that could not be given is gone: nobody gets an empty one instead. */
static void test_a_lost_body(void **context)
{
    oriel_fetch_t *fetch = start(*context, "/json");
    oriel_future_t *future = NULL;

    while (!is_done(fetch))
        sched_yield();
    oriel__alloc_fail_at(3); /* after the reader and its future: the value */
    assert_int_equal(oriel_fetch_bytes(fetch, &future), ORIEL_OK);
    oriel__alloc_fail_at(0);
    assert_string_equal(answer(future), "ENOMEM: out of memory");
    assert_answer("ENOMEM: out of memory", oriel_fetch_bytes, fetch);
    assert_answer("ENOMEM: out of memory", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, net_setup, net_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_on_the_programs_thread),
        TEST(test_on_the_loops_thread),
        TEST(test_writing),
        TEST(test_a_lost_body),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
