/* Timers, delays, and futures that must not take too long: by order, not by time. */
#include "play_runtime.h"

#include "base/clock.h"

static oriel_timer_t *timer_new(uint64_t delay_ms, uint64_t repeat_ms, void (*fn)(void *user), void *user)
{
    oriel_timer_t *timer = NULL;

    assert_int_equal(oriel_timer_new(runtime, delay_ms, repeat_ms, fn, user, NULL, &timer), ORIEL_OK);
    return timer;
}

/* The one due first runs first, of those due together the one made first. */
static void test_order(void **context)
{
    static const uint64_t delays[] = { 30, 10, 0, 20, 10, 0 };
    static const char *const names[] = { "f", "c", "a", "e", "d", "b" };

    (void)context;
    hold(); /* they are armed, and due, when it goes on */
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(oriel_timer_new(runtime, delays[i], 0, say, word(names[i]), NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_timer_new(runtime, 31, 0, say_reached, NULL, NULL, NULL), ORIEL_OK);
    let_go();
    await_reached();
    assert_story("a b c d e f ");
}

static void test_never_early(void **context)
{
    (void)context;
    for (int i = 0; i < 20; i++) {
        uint64_t began = oriel__now_ns();

        oriel_timer_unref(timer_new(2, 0, say_reached, NULL));
        await_reached();
        assert_true(oriel__now_ns() - began >= 2000000);
    }
}

static void test_destroyed_after_the_last_run(void **context)
{
    (void)context;
    assert_int_equal(oriel_timer_new(runtime, 0, 0, say, word("a"), gone_reached, NULL), ORIEL_OK);
    await_reached();
    assert_story("a ~a ");
}

struct ticker {
    oriel_timer_t *timer;
    int ticks;
    int last; /* cancels at this one */
};

static void tick(void *user)
{
    struct ticker *ticker = user;

    if (++ticker->ticks < ticker->last)
        return;
    assert_true(oriel_timer_cancel(ticker->timer));
    assert_false(oriel_timer_cancel(ticker->timer));
    say_reached(NULL);
}

static void start_ticker(void *user)
{
    struct ticker *ticker = user;

    ticker->timer = timer_new(0, 1, tick, ticker);
}

/* Canceled from within. */
static void test_repeats(void **context)
{
    struct ticker ticker = { .last = 5 };

    (void)context;
    post(start_ticker, &ticker);
    await_reached();
    settle_down();
    assert_int_equal(ticker.ticks, 5);
    oriel_timer_unref(ticker.timer);
}

static void test_cancel(void **context)
{
    oriel_timer_t *timer = NULL, *early = NULL;

    (void)context;
    assert_int_equal(oriel_timer_new(runtime, 3600000, 0, say, word("never"), gone_reached, &timer), ORIEL_OK);
    settle_down();
    assert_true(oriel_timer_cancel(timer));
    assert_false(oriel_timer_cancel(timer));
    await_reached();
    assert_story("~never ");
    hold(); /* canceled before the loop has heard of it */
    assert_int_equal(oriel_timer_new(runtime, 0, 0, say, word("never"), gone, &early), ORIEL_OK);
    assert_true(oriel_timer_cancel(early));
    let_go();
    settle_down();
    assert_story("~never ");
    oriel_timer_unref(timer);
    oriel_timer_unref(early);
}

static void test_cancel_too_late(void **context)
{
    oriel_timer_t *timer = timer_new(0, 0, say_reached, NULL);

    (void)context;
    await_reached();
    settle_down();
    assert_false(oriel_timer_cancel(timer));
    oriel_timer_unref(timer);
}

static void test_close_gives_up(void **context)
{
    oriel_timer_t *timer = NULL;

    (void)context;
    assert_int_equal(oriel_timer_new(runtime, 3600000, 1, say, word("a"), gone, &timer), ORIEL_OK);
    assert_int_equal(oriel_timer_new(runtime, 3600000, 0, say, word("b"), gone, NULL), ORIEL_OK);
    oriel_runtime_close(runtime);
    assert_true(strstr(story, "~a") && strstr(story, "~b"));
    assert_false(oriel_timer_cancel(timer));
    oriel_timer_unref(timer);
}

static void test_bad_arguments(void **context)
{
    oriel_timer_t *timer = NULL;
    oriel_future_t *future = NULL;

    (void)context;
    assert_int_equal(oriel_timer_new(NULL, 0, 0, say, NULL, NULL, &timer), ORIEL_EINVAL);
    assert_int_equal(oriel_timer_new(runtime, 0, 0, NULL, NULL, NULL, &timer), ORIEL_EINVAL);
    assert_int_equal(oriel_timer_new(runtime, UINT64_MAX, 0, say, NULL, NULL, &timer), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "timer: 18446744073709551615 ms, limit 4398046511104");
    assert_int_equal(oriel_timer_new(runtime, 0, UINT64_MAX, say, NULL, NULL, &timer), ORIEL_EINVAL);
    assert_int_equal(oriel_timer_new(runtime, UINT64_C(1) << 42, 0, say, NULL, NULL, NULL), ORIEL_OK);
    assert_false(oriel_timer_cancel(NULL));
    assert_null(oriel_timer_ref(NULL));
    assert_null(oriel_timer_unref(NULL));
    assert_int_equal(oriel_runtime_delay(NULL, 0, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_runtime_delay(runtime, 0, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_runtime_delay(runtime, UINT64_MAX, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_future_with_timeout(runtime, NULL, 0, &future), ORIEL_EINVAL);
    assert_null(future);
}

/* --- futures and time --- */

static oriel_future_t *new_future(void)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &future), ORIEL_OK);
    return future;
}

static oriel_future_t *delay(uint64_t ms)
{
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_runtime_delay(runtime, ms, &future), ORIEL_OK);
    return future;
}

static oriel_future_t *with_timeout(oriel_future_t *future, uint64_t ms)
{
    oriel_future_t *limited = NULL;

    assert_int_equal(oriel_future_with_timeout(runtime, future, ms, &limited), ORIEL_OK);
    return limited;
}

static void test_delay(void **context)
{
    oriel_future_t *soon = delay(1), *never = delay(3600000), *given_up = delay(3600000);

    (void)context;
    wait_for(soon);
    assert_int_equal(oriel_future_get_status(soon), ORIEL_FUTURE_RESOLVED);
    assert_true(oriel_future_cancel(never));
    oriel_runtime_close(runtime);
    assert_int_equal(oriel_future_get_status(given_up), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(soon);
    oriel_future_unref(never);
    oriel_future_unref(given_up);
}

static void test_timeout_passes(void **context)
{
    oriel_future_t *future = new_future(), *limited = with_timeout(future, 1);
    const char *name = NULL, *text = NULL;

    (void)context;
    wait_for(limited);
    assert_int_equal(oriel_future_get_error(limited, &name, &text), ORIEL_ETIMEDOUT);
    assert_string_equal(name, "ETIMEDOUT");
    assert_string_equal(text, "not settled after 1 ms");
    wait_for(future);
    assert_int_equal(oriel_future_get_status(future), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(future);
    oriel_future_unref(limited);
}

static void test_settles_in_time(void **context)
{
    oriel_future_t *good = new_future(), *bad = new_future(), *ready = new_future();
    const char *name = NULL, *text = NULL;

    (void)context;
    oriel_future_resolve(ready, oriel_value_int(3));
    oriel_future_t *limited_good = with_timeout(good, 3600000), *limited_bad = with_timeout(bad, 3600000);
    oriel_future_t *limited_ready = with_timeout(ready, 0);

    oriel_future_resolve(good, oriel_value_int(7));
    oriel_future_reject(bad, ORIEL_EIO, "DiskError", "it is full");
    oriel_value_t *value = oriel_future_dup_value(limited_good);

    assert_string_equal(oriel_value_get_text(value, NULL), "7");
    oriel_value_unref(value);
    assert_int_equal(oriel_future_get_error(limited_bad, &name, &text), ORIEL_EIO);
    assert_string_equal(name, "DiskError");
    assert_string_equal(text, "it is full");
    wait_for(limited_ready);
    oriel_future_unref(good);
    oriel_future_unref(bad);
    oriel_future_unref(ready);
    oriel_future_unref(limited_good);
    oriel_future_unref(limited_bad);
    oriel_future_unref(limited_ready);
}

static void test_cancel_reaches_what_is_limited(void **context)
{
    oriel_future_t *outer = new_future(), *inner = new_future(), *left = new_future();
    oriel_future_t *limited_outer = with_timeout(outer, 3600000), *limited_inner = with_timeout(inner, 3600000);
    oriel_future_t *limited_left = with_timeout(left, 3600000);

    (void)context;
    assert_true(oriel_future_cancel(limited_outer));
    assert_int_equal(oriel_future_get_status(outer), ORIEL_FUTURE_CANCELED);
    assert_true(oriel_future_cancel(inner));
    assert_int_equal(oriel_future_get_status(limited_inner), ORIEL_FUTURE_CANCELED);
    oriel_runtime_close(runtime); /* no timer any more: waiting could be for ever */
    assert_int_equal(oriel_future_get_status(limited_left), ORIEL_FUTURE_CANCELED);
    assert_int_equal(oriel_future_get_status(left), ORIEL_FUTURE_CANCELED);
    oriel_future_t *all[] = { outer, inner, left, limited_outer, limited_inner, limited_left };

    for (size_t i = 0; i < 6; i++)
        oriel_future_unref(all[i]);
}

static oriel_err_t try_timer(void)
{
    oriel_timer_t *timer = NULL;
    oriel_err_t err = oriel_timer_new(runtime, 3600000, 0, say, NULL, NULL, &timer);

    (void)oriel_timer_cancel(timer);
    oriel_timer_unref(timer);
    return err;
}

static oriel_future_t *tried;

static oriel_err_t try_with_timeout(void)
{
    oriel_future_t *limited = NULL;
    oriel_err_t err = oriel_future_with_timeout(runtime, tried, 3600000, &limited);

    oriel_future_cancel(limited);
    oriel_future_unref(limited);
    return err;
}

static void test_no_memory(void **context)
{
    (void)context;
    settle_down();
    torture(try_timer, 1);
    tried = new_future();
    torture(try_with_timeout, 3);
    assert_int_equal(oriel_future_get_status(tried), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_order),          TEST(test_never_early),     TEST(test_destroyed_after_the_last_run),
        TEST(test_repeats),        TEST(test_cancel),          TEST(test_cancel_too_late),
        TEST(test_close_gives_up), TEST(test_bad_arguments),   TEST(test_delay),
        TEST(test_timeout_passes), TEST(test_settles_in_time), TEST(test_cancel_reaches_what_is_limited),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
