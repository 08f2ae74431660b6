/* The runtime under many threads: nothing runs or settles twice, nothing is lost. */
#include "play_runtime.h"

#define THREADS 8
#define POSTS 125000 /* a million together */
#define FUTURES 4000

struct worker {
    pthread_t thread;
    int number;
    int next; /* of its own posts, the one that must run now; on the loop's thread */
    int posted;
    atomic_int destroyed;
};

static struct worker workers[THREADS];
static oriel_trigger_t *trigger;
static oriel_future_t *futures[FUTURES];
static atomic_int settled, heard, mistakes, triggered;

static void run_workers(void *(*body)(void *))
{
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ .number = i };
        assert_int_equal(pthread_create(&workers[i].thread, NULL, body, &workers[i]), 0);
    }
}

static void join_workers(void)
{
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
}

static void count(void *user)
{
    ((struct worker *)user)->next++;
}

static void count_trigger(void *unused)
{
    (void)unused;
    atomic_fetch_add(&triggered, 1);
}

static void *post_many(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < POSTS; i++) {
        if (oriel_runtime_post(runtime, count, worker, NULL))
            atomic_fetch_add(&mistakes, 1);
        if (i % 100 == 0)
            oriel_trigger_raise(trigger);
    }
    return NULL;
}

static void test_a_million_posts(void **context)
{
    (void)context;
    assert_int_equal(oriel_trigger_new(runtime, count_trigger, NULL, NULL, &trigger), ORIEL_OK);
    run_workers(post_many);
    join_workers();
    settle_down();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(workers[i].next, POSTS);
    assert_in_range(triggered, 1, THREADS * POSTS / 100);
    assert_int_equal(mistakes, 0);
    oriel_trigger_unref(trigger);
}

static void on_settled(oriel_future_t *future, void *unused)
{
    (void)unused;
    if (oriel_future_get_status(future) == ORIEL_FUTURE_PENDING)
        atomic_fetch_add(&mistakes, 1);
    atomic_fetch_add(&heard, 1);
}

static void resolve(void *user)
{
    atomic_fetch_add(&settled, oriel_future_resolve(user, NULL));
}

static void unref(void *user)
{
    oriel_future_unref(user);
}

/* Every thread settles every future in its way: here, on the loop, or through a
 * group of which it is a member. */
static void *race(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < FUTURES; i++) {
        oriel_future_t *future = futures[i], *limited = NULL;

        switch ((worker->number + i) % 5) {
        case 0:
            if (oriel_runtime_post(runtime, resolve, oriel_future_ref(future), unref))
                atomic_fetch_add(&mistakes, 1);
            break;
        case 1:
            atomic_fetch_add(&settled, oriel_future_reject(future, ORIEL_EIO, NULL, NULL));
            break;
        case 2:
            atomic_fetch_add(&settled, oriel_future_cancel(future));
            break;
        case 3:
            if (oriel_future_with_timeout(runtime, future, 3600000, &limited) || oriel_future_wait(limited, LONG_MS))
                atomic_fetch_add(&mistakes, 1);
            (void)oriel_future_get_error(limited, NULL, NULL);
            oriel_future_unref(limited);
            break;
        default:
            (void)oriel_future_report(future, oriel_value_int(i));
            if (oriel_future_then(future, on_settled, NULL, NULL) || oriel_future_wait(future, LONG_MS))
                atomic_fetch_add(&mistakes, 1);
        }
    }
    return NULL;
}

static void test_settlements_and_cancels_race(void **context)
{
    (void)context;
    settled = heard = 0;
    for (int i = 0; i < FUTURES; i++)
        assert_int_equal(oriel__future_make(inbox, NULL, NULL, NULL, &futures[i]), ORIEL_OK);
    run_workers(race);
    join_workers();
    settle_down();
    while (oriel__inbox_dispatch(inbox, 0) > 0)
        ;
    assert_int_equal(settled, FUTURES);
    assert_true(heard >= FUTURES); /* eight threads, five ways: everyone is listened to */
    assert_int_equal(mistakes, 0);
    for (int i = 0; i < FUTURES; i++) {
        (void)oriel_future_get_error(futures[i], NULL, NULL);
        oriel_future_unref(futures[i]);
    }
}

static oriel_err_t work(oriel_future_t *future, void *unused)
{
    (void)unused;
    atomic_fetch_add(&settled, oriel_future_resolve(future, NULL));
    return ORIEL_OK;
}

static void count_destroyed(void *user)
{
    atomic_fetch_add(&((struct worker *)user)->destroyed, 1);
}

/* Posts, timers and work while the runtime is closed: what was accepted is run
 * or given up, and destroyed once. */
static void *use_until_closed(void *user)
{
    struct worker *worker = user;
    oriel_err_t err = ORIEL_OK;

    for (int i = 0; !err; i++) {
        if (i % 3 == 0)
            err = oriel_runtime_post(runtime, count, worker, count_destroyed);
        else if (i % 3 == 1)
            err = oriel_timer_new(runtime, (uint64_t)(i % 2) * 3600000, 0, count, worker, count_destroyed, NULL);
        else
            err = oriel_runtime_submit(runtime, work, worker, count_destroyed, NULL);
        worker->posted += !err;
        if (i == 300)
            say_reached(NULL);
    }
    if (err != ORIEL_ECLOSED)
        atomic_fetch_add(&mistakes, 1);
    return NULL;
}

static void test_close_while_others_use_it(void **context)
{
    (void)context;
    run_workers(use_until_closed);
    for (int i = 0; i < THREADS; i++)
        await_reached();
    oriel_runtime_close(runtime);
    join_workers();
    oriel_runtime_close(runtime); /* waits for what was submitted at the last moment */
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(workers[i].destroyed, workers[i].posted);
    assert_int_equal(mistakes, 0);
}

static oriel_timer_t *timers[FUTURES];

static void *cancel_timers(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < FUTURES; i++)
        worker->posted += oriel_timer_cancel(timers[(i + worker->number * 500) % FUTURES]);
    return NULL;
}

/* Each fires or is canceled, once. */
static void test_timers_fire_and_are_canceled(void **context)
{
    struct worker fired = { .number = -1 };
    int canceled = 0;

    (void)context;
    for (int i = 0; i < FUTURES; i++)
        assert_int_equal(oriel_timer_new(runtime, (uint64_t)i % 7, 0, count, &fired, count_destroyed, &timers[i]),
                         ORIEL_OK);
    run_workers(cancel_timers);
    join_workers();
    oriel_runtime_close(runtime);
    for (int i = 0; i < THREADS; i++)
        canceled += workers[i].posted;
    assert_int_equal(fired.next + canceled, FUTURES);
    assert_int_equal(fired.destroyed, FUTURES);
    for (int i = 0; i < FUTURES; i++)
        oriel_timer_unref(timers[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_million_posts),
        TEST(test_settlements_and_cancels_race),
        TEST(test_close_while_others_use_it),
        TEST(test_timers_fire_and_are_canceled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
