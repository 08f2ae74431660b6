/* What the runtime does in C: posts posted and run, hops, futures, timers.
 * bench/runtime.py starts it and prints the table; prints "name value" lines. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <oriel/oriel.h>

#define POSTS 4000000
#define HOPS 5000
#define TIMERS 100000

static oriel_runtime_t *runtime;
static size_t ran; /* on the runtime's thread */

static double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void check(oriel_err_t err)
{
    if (err == ORIEL_OK)
        return;
    fprintf(stderr, "c_runtime: %s\n", oriel_last_error());
    abort();
}

static void count(void *user)
{
    (void)user;
    ran++;
}

static void *post_share(void *user)
{
    size_t share = *(size_t *)user;

    for (size_t i = 0; i < share; i++)
        check(oriel_runtime_post(runtime, count, NULL, NULL));
    return NULL;
}

static void resolve(void *user)
{
    oriel_future_resolve(user, NULL);
}

static void unref(void *user)
{
    oriel_future_unref(user);
}

/* Waits until all that was posted before has run. */
static void wait_for_loop(oriel_app_t *app)
{
    oriel_future_t *future = NULL;

    check(oriel_future_new(app, &future));
    check(oriel_runtime_post(runtime, resolve, oriel_future_ref(future), unref));
    check(oriel_future_wait(future, -1));
    oriel_future_unref(future);
}

static double posts_per_s(oriel_app_t *app, size_t threads)
{
    pthread_t ids[8];
    size_t share = POSTS / threads;

    ran = 0;
    double began = now_s();

    for (size_t i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, post_share, &share))
            abort();
    for (size_t i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    wait_for_loop(app);
    double took = now_s() - began;

    if (ran != share * threads)
        abort();
    return (double)ran / took;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The median time of one wait_for_loop(). */
static double hop_s(oriel_app_t *app)
{
    static double samples[HOPS];

    for (size_t i = 0; i < HOPS; i++) {
        double began = now_s();

        wait_for_loop(app);
        samples[i] = now_s() - began;
    }
    qsort(samples, HOPS, sizeof(*samples), compare);
    return samples[HOPS / 2];
}

static oriel_err_t answer(oriel_future_t *future, void *user)
{
    (void)user;
    oriel_future_resolve(future, oriel_value_int(1));
    return ORIEL_OK;
}

/* The median time of work on the pool. */
static double work_s(void)
{
    static double samples[HOPS];

    for (size_t i = 0; i < HOPS; i++) {
        oriel_future_t *future = NULL;
        double began = now_s();

        check(oriel_runtime_submit(runtime, answer, NULL, NULL, &future));
        check(oriel_future_wait(future, -1));
        samples[i] = now_s() - began;
        oriel_future_unref(future);
    }
    qsort(samples, HOPS, sizeof(*samples), compare);
    return samples[HOPS / 2];
}

/* Arms timers that are far away, all of them armed when this returns, and cancels them. */
static void timers(oriel_app_t *app)
{
    static oriel_timer_t *armed[TIMERS];
    double began = now_s();

    for (size_t i = 0; i < TIMERS; i++)
        check(oriel_timer_new(runtime, 3600000 + i * 7919 % TIMERS, 0, count, NULL, NULL, &armed[i]));
    wait_for_loop(app);
    printf("timers %g\n", now_s() - began);
    printf("hop_timers %g\n", hop_s(app));
    began = now_s();
    for (size_t i = 0; i < TIMERS; i++) {
        oriel_timer_cancel(armed[i]);
        oriel_timer_unref(armed[i]);
    }
    wait_for_loop(app);
    printf("cancels %g\n", now_s() - began);
}

int main(void)
{
    oriel_app_t *app = NULL;

    check(oriel_app_new(NULL, &app));
    runtime = oriel_app_get_runtime(app);
    wait_for_loop(app); /* the thread has begun */
    printf("posts_1 %g\n", posts_per_s(app, 1));
    printf("posts_2 %g\n", posts_per_s(app, 2));
    printf("posts_8 %g\n", posts_per_s(app, 8));
    printf("hop %g\n", hop_s(app));
    printf("call %g\n", work_s());
    timers(app);
    oriel_app_unref(app);
    return 0;
}
