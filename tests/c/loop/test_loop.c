/* The loop on its thread: posting, starting and stopping, what it closes, forks. */
#include "fake.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop/loop.h"

#define LONG_MS 20000

static struct oriel__loop *loop;
static sem_t reached, leave;

static int set_up(void **context)
{
    (void)context;
    story[0] = '\0';
    if (sem_init(&reached, 0, 0) || sem_init(&leave, 0, 0) || oriel__loop_new("test-loop", &loop) != ORIEL_OK)
        return -1;
    return 0;
}

static int tear_down(void **context)
{
    (void)context;
    assert_int_equal(oriel__loop_stop(loop, LONG_MS), ORIEL_OK);
    oriel__loop_unref(loop);
    return 0;
}

static void start(void)
{
    assert_int_equal(oriel__loop_start(loop), ORIEL_OK);
}

static void stop(void)
{
    assert_int_equal(oriel__loop_stop(loop, LONG_MS), ORIEL_OK);
}

static void say_and_wait(struct teller *teller)
{
    (void)teller;
    assert_int_equal(sem_post(&reached), 0);
    assert_int_equal(sem_wait(&leave), 0);
}

/* The loop is in a callback until leave_it(). */
static void hold(struct teller *held)
{
    *held = teller("held");
    held->then = say_and_wait;
    oriel__loop_post(loop, &held->task);
    assert_int_equal(sem_wait(&reached), 0);
}

static void leave_it(void)
{
    assert_int_equal(sem_post(&leave), 0);
}

static void test_order_and_wakeups(void **context)
{
    struct teller held, a = teller("a"), b = teller("b"), c = teller("c");
    struct oriel__loop_stats stats;

    (void)context;
    start();
    start(); /* once is enough */
    hold(&held);
    oriel__loop_post(loop, &a.task);
    oriel__loop_post(loop, &b.task);
    oriel__loop_post(loop, &c.task);
    oriel__loop_get_stats(loop, &stats);
    assert_int_equal(stats.wakeups, 1); /* it is awake already */
    leave_it();
    stop();
    assert_story("held a b c ");
    oriel__loop_get_stats(loop, &stats);
    assert_int_equal(stats.ran, 4);
}

static void test_not_started(void **context)
{
    struct teller a = teller("a");

    (void)context;
    oriel__loop_post(loop, &a.task);
    assert_story("-a ");
    assert_null(oriel__loop_current());
    assert_int_equal(oriel__loop_stop(loop, 0), ORIEL_OK);
}

static void test_starts_anew(void **context)
{
    struct teller a = teller("a");

    (void)context;
    for (int i = 0; i < 3; i++) {
        start();
        oriel__loop_post(loop, &a.task);
        stop();
        assert_story("a ");
        oriel__loop_post(loop, &a.task);
        assert_story("-a ");
    }
}

static void look_around(struct teller *teller)
{
    char name[16];
    sigset_t blocked;

    assert_ptr_equal(oriel__loop_current(), teller->user);
    assert_int_equal(pthread_getname_np(pthread_self(), name, sizeof(name)), 0);
    assert_string_equal(name, "test-loop");
    assert_int_equal(pthread_sigmask(SIG_BLOCK, NULL, &blocked), 0);
    assert_true(sigismember(&blocked, SIGINT));
    assert_true(sigismember(&blocked, SIGTERM));
    assert_false(sigismember(&blocked, SIGSEGV));
}

static void test_the_thread(void **context)
{
    struct teller a = teller("a");

    (void)context;
    a.then = look_around;
    a.user = loop;
    start();
    oriel__loop_post(loop, &a.task);
    stop();
    assert_story("a ");
}

static void post_next(struct teller *teller)
{
    oriel__loop_post(loop, teller->user);
}

/* What was posted before a stop runs; what that posts is dropped. */
static void test_stop_runs_what_was_posted(void **context)
{
    struct teller held, a = teller("a"), b = teller("b"), late = teller("late");

    (void)context;
    b.then = post_next;
    b.user = &late.task;
    start();
    hold(&held);
    assert_int_equal(oriel__loop_stop(loop, 0), ORIEL_OK); /* only asks */
    oriel__loop_post(loop, &a.task);                       /* before the end begins */
    oriel__loop_post(loop, &b.task);
    leave_it();
    stop();
    assert_story("held a b late ");
}

static void stop_it(struct teller *teller)
{
    (void)teller;
    assert_int_equal(oriel__loop_stop(loop, LONG_MS), ORIEL_OK);
    tell("asked ");
}

static void test_stop_from_within(void **context)
{
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    a.then = stop_it;
    start();
    oriel__loop_post(loop, &a.task);
    stop();
    oriel__loop_post(loop, &b.task);
    assert_story("a asked -b ");
}

static void unref_it(struct teller *teller)
{
    oriel__loop_unref(teller->user);
    (void)oriel__loop_stop(loop, 0);
}

/* The thread lets go of the loop last. */
static void test_unref_from_within(void **context)
{
    struct teller a = teller("a");

    (void)context;
    a.then = unref_it;
    a.user = oriel__loop_ref(loop);
    start();
    oriel__loop_post(loop, &a.task);
    stop();
    assert_story("a ");
}

static void test_stop_while_a_callback_blocks(void **context)
{
    struct teller held;

    (void)context;
    start();
    hold(&held);
    assert_int_equal(oriel__loop_stop(loop, 1), ORIEL_ETIMEDOUT);
    assert_string_equal(oriel_last_error(), "loop test-loop: a callback has blocked it for 1 ms");
    leave_it();
}

struct end {
    struct oriel__closer closer;
    struct teller teller, late;
    uv_timer_t timer;
};

/* What it would give up at once it refuses. */
static void test_refuses_once_asked_to_stop(void **context)
{
    struct teller held;

    (void)context;
    start();
    hold(&held);
    assert_int_equal(oriel__loop_stop(loop, 0), ORIEL_OK);
    assert_int_equal(oriel__loop_start(loop), ORIEL_ECLOSED);
    leave_it();
    assert_int_equal(oriel__loop_stop(loop, 30000), ORIEL_OK);
    assert_int_equal(oriel__loop_start(loop), ORIEL_OK);
    stop();
    assert_story("held ");
}

static void close_end(struct oriel__closer *closer)
{
    struct end *end = oriel__container(closer, struct end, closer);

    tell("close ");
    oriel__loop_post(loop, &end->late.task);
    uv_close((uv_handle_t *)&end->timer, NULL);
}

static void arm_end(struct teller *teller)
{
    struct end *end = teller->user;

    end->closer.close = close_end;
    oriel__loop_add_closer(loop, &end->closer);
    assert_int_equal(uv_timer_init(oriel__loop_uv(loop), &end->timer), 0);
}

static void test_closers(void **context)
{
    struct end end = { .teller = teller("arm"), .late = teller("late") };

    (void)context;
    end.teller.then = arm_end;
    end.teller.user = &end;
    start();
    oriel__loop_post(loop, &end.teller.task);
    stop();
    assert_story("arm close -late ");
}

static void close_and_stop(struct oriel__closer *closer)
{
    (void)closer;
    assert_int_equal(oriel__loop_stop(loop, 0), ORIEL_OK);
}

static void arm_stop(struct teller *teller)
{
    oriel__loop_add_closer(loop, teller->user);
}

/* A stop that comes while it ends leaves the descriptor raised: the next
 * thread wakes at once, perhaps before the start is over. */
static void test_starts_anew_awake(void **context)
{
    (void)context;
    for (int i = 0; i < 300; i++) {
        struct oriel__closer closer = { .close = close_and_stop };
        struct teller arm = teller("arm"), a = teller("a");

        arm.then = arm_stop;
        arm.user = &closer;
        start();
        oriel__loop_post(loop, &arm.task);
        oriel__loop_post(loop, &a.task);
        stop();
        assert_story("arm a ");
    }
}

struct busy {
    struct teller teller;
    uv_timer_t timer;
    atomic_int rounds;
    bool is_over;
};

static void on_timer(uv_timer_t *timer)
{
    ((struct busy *)timer->data)->is_over = true;
    assert_int_equal(sem_post(&reached), 0);
}

static void post_again(struct oriel__task *task)
{
    struct busy *busy = oriel__container(task, struct busy, teller.task);

    if (busy->rounds == 0) {
        busy->timer.data = busy;
        assert_int_equal(uv_timer_init(oriel__loop_uv(loop), &busy->timer), 0);
        assert_int_equal(uv_timer_start(&busy->timer, on_timer, 0, 0), 0);
    }
    busy->rounds++;
    if (!busy->is_over)
        oriel__loop_post(loop, task);
}

/* A task that posts itself for ever does not keep timers from running. */
static void test_posts_do_not_starve_timers(void **context)
{
    struct busy busy = { .teller = { .task = { .run = post_again } } };

    (void)context;
    start();
    oriel__loop_post(loop, &busy.teller.task);
    assert_int_equal(sem_wait(&reached), 0);
    stop();
    assert_true(busy.rounds > 1);
}

static void in_child(void)
{
    struct teller a = teller("a");
    bool well = oriel__loop_start(loop) == ORIEL_EPERM && strstr(oriel_last_error(), "forked child");

    oriel__loop_post(loop, &a.task);
    well = well && strcmp(story, "held -a ") == 0 && oriel__loop_stop(loop, LONG_MS) == ORIEL_OK;
    oriel__loop_unref(loop);
    _exit(well ? 0 : 1);
}

static void test_fork(void **context)
{
    struct teller held, a = teller("a");
    int status = -1;

    (void)context;
    start();
    hold(&held);
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0)
        in_child();
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    oriel__loop_post(loop, &a.task); /* the parent's is as it was */
    leave_it();
    stop();
    assert_story("held a ");
}

static void test_no_memory(void **context)
{
    struct oriel__loop *another = NULL;

    (void)context;
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__loop_new("test", &another), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(another);
    oriel__loop_unref(NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_order_and_wakeups),
        TEST(test_not_started),
        TEST(test_starts_anew),
        TEST(test_the_thread),
        TEST(test_stop_runs_what_was_posted),
        TEST(test_stop_from_within),
        TEST(test_unref_from_within),
        TEST(test_stop_while_a_callback_blocks),
        TEST(test_refuses_once_asked_to_stop),
        TEST(test_closers),
        TEST(test_starts_anew_awake),
        TEST(test_posts_do_not_starve_timers),
        TEST(test_fork),
        TEST(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
