/* The loop under many threads: nothing runs twice, nothing is lost. */
#include "fake.h"

#include <pthread.h>
#include <stdatomic.h>

#include "loop/future.h"

#define THREADS 8
#define TASKS 2000
#define FUTURES 500

struct shared {
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox;
    oriel_future_t *futures[FUTURES];
    atomic_int ran, settled, called, destroyed, canceled, inside;
    atomic_int overlaps, mistakes;
    atomic_int dispatchers;
    atomic_bool ends;
};

struct worker {
    pthread_t thread;
    struct shared *shared;
    int number;
    int next; /* of its own tasks, the one that must run now */
};

struct piece {
    struct oriel__task task;
    struct worker *worker;
    int number;
};

static void start(struct worker *workers, struct shared *shared, int count, void *(*body)(void *))
{
    for (int i = 0; i < count; i++) {
        workers[i] = (struct worker){ .shared = shared, .number = i };
        assert_int_equal(pthread_create(&workers[i].thread, NULL, body, &workers[i]), 0);
    }
}

static void join(struct worker *workers, int count)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
}

static void run_piece(struct oriel__task *task)
{
    struct piece *piece = oriel__container(task, struct piece, task);
    struct shared *shared = piece->worker->shared;

    if (shared->mailbox) { /* one at a time: plain fields are safe */
        if (atomic_fetch_add(&shared->inside, 1) != 0)
            atomic_fetch_add(&shared->overlaps, 1);
        if (piece->worker->next++ != piece->number)
            atomic_fetch_add(&shared->mistakes, 1);
        atomic_fetch_sub(&shared->inside, 1);
    }
    oriel__free(piece);
    if (shared->mailbox)
        oriel__mailbox_done(shared->mailbox);
    atomic_fetch_add(&shared->ran, 1);
}

static void *push_pieces(void *user)
{
    struct worker *worker = user;

    for (int i = 0; i < TASKS; i++) {
        struct piece *piece = oriel__new0(sizeof(*piece));

        piece->task.run = run_piece;
        piece->worker = worker;
        piece->number = i;
        if (worker->shared->mailbox)
            oriel__mailbox_post(worker->shared->mailbox, &piece->task);
        else
            oriel__inbox_push(worker->shared->inbox, &piece->task);
    }
    return NULL;
}

static void *dispatch_until_end(void *user)
{
    struct worker *worker = user;

    while (!atomic_load(&worker->shared->ends))
        oriel__inbox_dispatch(worker->shared->inbox, -1);
    oriel__inbox_poke(worker->shared->inbox); /* pass it on */
    return NULL;
}

static void end(struct shared *shared, struct worker *dispatchers, int count)
{
    atomic_store(&shared->ends, true);
    oriel__inbox_poke(shared->inbox);
    join(dispatchers, count);
}

/* Eight push while four dispatch. */
static void test_dispatch_from_several_threads(void **context)
{
    struct shared shared = { .inbox = new_inbox() };
    struct worker workers[THREADS], dispatchers[4];

    (void)context;
    start(dispatchers, &shared, 4, dispatch_until_end);
    start(workers, &shared, THREADS, push_pieces);
    join(workers, THREADS);
    while (atomic_load(&shared.ran) < THREADS * TASKS)
        oriel__inbox_dispatch(shared.inbox, 10);
    end(&shared, dispatchers, 4);
    assert_int_equal(shared.ran, THREADS * TASKS);
    oriel__inbox_unref(shared.inbox);
}

/* The same through a mailbox: one at a time, each thread's in its order. */
static void test_mailbox_keeps_order(void **context)
{
    struct shared shared = { .inbox = new_inbox() };
    struct worker workers[THREADS], dispatchers[4];

    (void)context;
    assert_int_equal(oriel__mailbox_new(shared.inbox, true, &shared.mailbox), ORIEL_OK);
    start(dispatchers, &shared, 4, dispatch_until_end);
    start(workers, &shared, THREADS, push_pieces);
    join(workers, THREADS);
    while (atomic_load(&shared.ran) < THREADS * TASKS)
        oriel__inbox_dispatch(shared.inbox, 10);
    end(&shared, dispatchers, 4);
    assert_int_equal(shared.overlaps, 0);
    assert_int_equal(shared.mistakes, 0);
    oriel__mailbox_unref(shared.mailbox);
    oriel__inbox_unref(shared.inbox);
}

static void on_settled(oriel_future_t *future, void *user)
{
    struct shared *shared = user;

    if (oriel_future_get_status(future) == ORIEL_FUTURE_PENDING)
        atomic_fetch_add(&shared->mistakes, 1);
    atomic_fetch_add(&shared->called, 1);
}

static void on_destroy(void *user)
{
    atomic_fetch_add(&((struct shared *)user)->destroyed, 1);
}

static void on_cancel(void *user)
{
    atomic_fetch_add(&((struct shared *)user)->canceled, 1);
}

/* Each thread tries to settle every future, in its own way, and listens. */
static void *race(void *user)
{
    struct worker *worker = user;
    struct shared *shared = worker->shared;

    for (int i = 0; i < FUTURES; i++) {
        oriel_future_t *future = shared->futures[i];
        bool won = false;

        if (oriel_future_then(future, on_settled, shared, on_destroy) != ORIEL_OK)
            atomic_fetch_add(&shared->mistakes, 1);
        switch ((worker->number + i) % 4) {
        case 0:
            won = oriel_future_resolve(future, oriel_value_int(worker->number));
            break;
        case 1:
            won = oriel_future_reject(future, ORIEL_EIO, "Name", "text");
            break;
        case 2:
            won = oriel_future_cancel(future);
            break;
        default:
            if (oriel_future_wait(future, -1) != ORIEL_OK)
                atomic_fetch_add(&shared->mistakes, 1);
        }
        atomic_fetch_add(&shared->settled, won);
        oriel_future_unref(future);
    }
    return NULL;
}

static void test_futures_race(void **context)
{
    struct shared shared = { .inbox = new_inbox() };
    struct worker workers[THREADS];

    (void)context;
    for (int i = 0; i < FUTURES; i++) {
        assert_int_equal(oriel__future_make(shared.inbox, on_cancel, NULL, &shared, &shared.futures[i]), ORIEL_OK);
        for (int j = 1; j < THREADS; j++)
            oriel_future_ref(shared.futures[i]);
    }
    start(workers, &shared, THREADS, race);
    while (atomic_load(&shared.called) < THREADS * FUTURES)
        oriel__inbox_dispatch(shared.inbox, 10);
    join(workers, THREADS);
    oriel__inbox_dispatch(shared.inbox, 0);
    assert_int_equal(shared.settled, FUTURES);
    assert_int_equal(shared.called, THREADS * FUTURES);
    assert_int_equal(shared.destroyed, THREADS * FUTURES);
    assert_in_range(shared.canceled, 1, FUTURES);
    assert_int_equal(shared.mistakes, 0);
    oriel__inbox_unref(shared.inbox);
}

/* Tasks that come while the app ends are dropped, each once. */
static void *push_and_close(void *user)
{
    struct worker *worker = user;

    if (worker->number == 0)
        oriel__inbox_close(worker->shared->inbox);
    else
        push_pieces(user);
    return NULL;
}

static void test_close_while_others_push(void **context)
{
    struct shared shared = { .inbox = new_inbox() };
    struct worker workers[THREADS];

    (void)context;
    start(workers, &shared, THREADS, push_and_close);
    join(workers, THREADS);
    assert_int_equal(shared.ran, (THREADS - 1) * TASKS);
    oriel__inbox_unref(shared.inbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dispatch_from_several_threads),
        cmocka_unit_test(test_mailbox_keeps_order),
        cmocka_unit_test(test_futures_race),
        cmocka_unit_test(test_close_while_others_push),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
