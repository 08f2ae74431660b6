/* Tests of mutexes, conditions and the clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/sync.h"

struct gate {
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    bool is_open;
};

static void *opener(void *arg)
{
    struct gate *gate = arg;

    oriel__lock(&gate->mutex);
    gate->is_open = true;
    oriel__cond_broadcast(&gate->cond);
    oriel__unlock(&gate->mutex);
    return NULL;
}

/* Waits for the gate, with the deadline (or none); whether it opened. */
static bool pass(struct gate *gate, const struct timespec *deadline)
{
    bool is_open;

    oriel__lock(&gate->mutex);
    while (!gate->is_open && oriel__cond_wait(&gate->cond, &gate->mutex, deadline))
        continue;
    is_open = gate->is_open;
    oriel__unlock(&gate->mutex);
    return is_open;
}

static void check_gate(const struct timespec *deadline)
{
    struct gate gate = { .is_open = false };
    pthread_t thread;

    oriel__mutex_init(&gate.mutex);
    oriel__cond_init(&gate.cond);
    assert_int_equal(pthread_create(&thread, NULL, opener, &gate), 0);
    assert_true(pass(&gate, deadline));
    assert_int_equal(pthread_join(thread, NULL), 0);
    oriel__cond_fini(&gate.cond);
    oriel__mutex_fini(&gate.mutex);
}

static void test_wakes(void **state)
{
    struct timespec deadline = oriel__deadline(30000);

    (void)state;
    check_gate(NULL);
    check_gate(&deadline);
}

static void test_deadline_passes(void **state)
{
    struct gate gate = { .is_open = false };
    struct timespec deadline = oriel__deadline(-5);

    (void)state;
    oriel__mutex_init(&gate.mutex);
    oriel__cond_init(&gate.cond);
    assert_false(pass(&gate, &deadline));
    oriel__cond_fini(&gate.cond);
    oriel__mutex_fini(&gate.mutex);
}

static uint64_t ns(struct timespec at)
{
    return (uint64_t)at.tv_sec * 1000000000 + (uint64_t)at.tv_nsec;
}

static void test_deadline(void **state)
{
    static const int timeouts[] = { 0, 1, 999, 1000, 1001, 123456, 2147483647 };

    (void)state;
    for (size_t i = 0; i < sizeof(timeouts) / sizeof(timeouts[0]); i++) {
        uint64_t before = oriel__now_ns();
        struct timespec at = oriel__deadline(timeouts[i]);
        uint64_t after = oriel__now_ns();
        uint64_t wait = (uint64_t)timeouts[i] * 1000000;

        assert_true(at.tv_nsec >= 0 && at.tv_nsec < 1000000000);
        assert_true(ns(at) >= before + wait && ns(at) <= after + wait);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wakes),
        cmocka_unit_test(test_deadline_passes),
        cmocka_unit_test(test_deadline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
