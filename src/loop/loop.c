/* A libuv loop on a thread of its own.
 *
 * What is posted lies on a stack that threads push to without a lock, so that a
 * signal handler may; the loop takes all of it at once and turns it around. The
 * top also says what the loop does: who pushes onto ASLEEP wakes it, and nobody
 * else has to. The descriptor is ours and not libuv's because it must outlive
 * libuv's loop, for a thread that has pushed and not written yet. */
#include "loop/loop.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/spawn.h"
#include "base/sync.h"

/* After so many batches in a row, timers and descriptors get their turn. */
#define ROUNDS 8
#define NAME_SIZE 16

enum phase {
    STOPPED,
    RUNNING,
    ENDING
};

struct oriel__loop {
    _Atomic unsigned refs;
    _Atomic(struct oriel__task *) posted; /* newest first, linked by `next`; or a mark */
    _Atomic bool stops;
    int fd; /* eventfd */
    unsigned forks;
    char name[NAME_SIZE];
    _Atomic uint64_t wakeups, ran;

    /* The loop's thread. */
    uv_loop_t uv;
    uv_poll_t wake;
    struct oriel_list closers;

    pthread_mutex_t mutex;
    pthread_cond_t changed;
    enum phase phase;
    unsigned runs; /* how often it was started */
    pthread_t thread;
    bool has_thread; /* not joined yet */
};

/* Marks for `posted`: nothing is posted, and the loop ... */
static struct oriel__task marks[2];
#define ASLEEP NULL         /* waits, and must be woken */
#define AWAKE (&marks[0])   /* runs tasks, and will look again */
#define REFUSES (&marks[1]) /* has ended, or not begun */

static _Thread_local struct oriel__loop *current;

/* --- Posting ------------------------------------------------------------------ */

static bool is_forked(const struct oriel__loop *loop)
{
    return loop->forks != oriel__fork_count();
}

static void poke(struct oriel__loop *loop)
{
    static const uint64_t one = 1;
    int saved = errno;
    ssize_t n = write(loop->fd, &one, sizeof(one)); /* full: then it is readable already */

    (void)n;
    errno = saved;
}

void oriel__loop_post(struct oriel__loop *loop, struct oriel__task *task)
{
    struct oriel__task *top = atomic_load_explicit(&loop->posted, memory_order_relaxed);

    if (is_forked(loop))
        top = REFUSES;
    do {
        if (top == REFUSES) {
            (task->drop ? task->drop : task->run)(task);
            return;
        }
        task->link.next = top == ASLEEP || top == AWAKE ? NULL : &top->link;
    } while (
        !atomic_compare_exchange_weak_explicit(&loop->posted, &top, task, memory_order_acq_rel, memory_order_relaxed));
    if (top == ASLEEP) {
        atomic_fetch_add_explicit(&loop->wakeups, 1, memory_order_relaxed);
        poke(loop);
    }
}

/* Runs what was taken from `posted`, oldest first. */
static void run_batch(struct oriel__loop *loop, struct oriel__task *top)
{
    struct oriel_list *oldest = NULL, *link = &top->link;
    uint64_t count = 0;

    while (link) {
        struct oriel_list *next = link->next;

        link->next = oldest;
        oldest = link;
        link = next;
    }
    while (oldest) {
        struct oriel__task *task = oriel__container(oldest, struct oriel__task, link);

        oldest = oldest->next;
        oriel__list_init(&task->link);
        task->run(task);
        count++;
    }
    atomic_fetch_add_explicit(&loop->ran, count, memory_order_relaxed);
}

static void run_posted(struct oriel__loop *loop)
{
    for (int round = 0; round < ROUNDS; round++) {
        struct oriel__task *top = atomic_exchange_explicit(&loop->posted, AWAKE, memory_order_acq_rel);

        if (top != ASLEEP && top != AWAKE) {
            run_batch(loop, top);
            continue;
        }
        top = AWAKE;
        if (atomic_compare_exchange_strong_explicit(&loop->posted, &top, ASLEEP, memory_order_acq_rel,
                                                    memory_order_relaxed))
            return;
    }
    poke(loop);
}

static void on_wake(uv_poll_t *handle, int status, int events)
{
    struct oriel__loop *loop = handle->data;
    uint64_t n;

    (void)status;
    (void)events;
    while (read(loop->fd, &n, sizeof(n)) < 0 && errno == EINTR)
        ;
    if (atomic_load_explicit(&loop->stops, memory_order_acquire))
        uv_stop(&loop->uv);
    else
        run_posted(loop);
}

/* --- The thread ---------------------------------------------------------------- */

static void set_phase(struct oriel__loop *loop, enum phase phase)
{
    oriel__lock(&loop->mutex);
    loop->phase = phase;
    oriel__cond_broadcast(&loop->changed);
    oriel__unlock(&loop->mutex);
}

static void close_handle(uv_handle_t *handle, void *user)
{
    (void)user;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

/* What was posted runs, what is posted from now on is dropped, what waits is
 * given up. */
static void finish(struct oriel__loop *loop)
{
    set_phase(loop, ENDING);
    struct oriel__task *top = atomic_exchange_explicit(&loop->posted, REFUSES, memory_order_acq_rel);

    if (top != ASLEEP && top != AWAKE)
        run_batch(loop, top);
    for (struct oriel_list *l; (l = oriel__list_pop(&loop->closers));) {
        struct oriel__closer *closer = oriel__container(l, struct oriel__closer, link);

        closer->close(closer);
    }
    uv_walk(&loop->uv, close_handle, NULL);
    (void)uv_run(&loop->uv, UV_RUN_DEFAULT);
    if (uv_loop_close(&loop->uv))
        oriel__log(ORIEL_LOG_ERROR, "loop", "%s: something still uses the loop", loop->name);
}

static void *run(void *user)
{
    struct oriel__loop *loop = user;

    current = loop;
    oriel__lock(&loop->mutex); /* until begin() is over: the descriptor may be raised already */
    oriel__unlock(&loop->mutex);
    (void)uv_run(&loop->uv, UV_RUN_DEFAULT);
    finish(loop);
    current = NULL;
    set_phase(loop, STOPPED);
    oriel__loop_unref(loop);
    return NULL;
}

/* Locked, in phase STOPPED: the thread, if there is one, is about to return. */
static void reap(struct oriel__loop *loop)
{
    if (!loop->has_thread)
        return;
    loop->has_thread = false;
    (void)pthread_join(loop->thread, NULL);
}

static oriel_err_t open_uv(struct oriel__loop *loop)
{
    int error = uv_loop_init(&loop->uv);

    if (error)
        return oriel__fail(ORIEL_EIO, "loop %s: %s", loop->name, uv_strerror(error));
    loop->wake.data = loop;
    error = uv_poll_init(&loop->uv, &loop->wake, loop->fd);
    if (!error)
        error = uv_poll_start(&loop->wake, UV_READABLE, on_wake);
    if (!error)
        return ORIEL_OK;
    (void)uv_loop_close(&loop->uv);
    return oriel__fail(ORIEL_EIO, "loop %s: %s", loop->name, uv_strerror(error));
}

static void close_uv(struct oriel__loop *loop)
{
    uv_walk(&loop->uv, close_handle, NULL);
    (void)uv_run(&loop->uv, UV_RUN_DEFAULT);
    (void)uv_loop_close(&loop->uv);
}

/* Locked. */
static oriel_err_t begin(struct oriel__loop *loop)
{
    reap(loop);
    oriel_err_t err = open_uv(loop);

    if (err)
        return err;
    atomic_store_explicit(&loop->stops, false, memory_order_relaxed);
    oriel__loop_ref(loop);
    err = oriel__spawn(&loop->thread, loop->name, run, loop);
    if (err) {
        close_uv(loop);
        oriel__loop_unref(loop); /* never the last */
        return err;
    }
    loop->has_thread = true;
    loop->phase = RUNNING;
    loop->runs++;
    atomic_store_explicit(&loop->posted, ASLEEP, memory_order_release);
    return ORIEL_OK;
}

oriel_err_t oriel__loop_start(struct oriel__loop *loop)
{
    oriel_err_t err = ORIEL_OK;

    if (is_forked(loop))
        return oriel__fail(ORIEL_EPERM, "loop %s: its thread is the parent's: a forked child must exec", loop->name);
    if (atomic_load_explicit(&loop->posted, memory_order_acquire) != REFUSES &&
        !atomic_load_explicit(&loop->stops, memory_order_acquire))
        return ORIEL_OK;
    oriel__lock(&loop->mutex);
    if (loop->phase == STOPPED)
        err = begin(loop);
    else if (loop->phase == ENDING || atomic_load_explicit(&loop->stops, memory_order_relaxed))
        err = oriel__fail(ORIEL_ECLOSED, "loop %s: it is about to end", loop->name);
    oriel__unlock(&loop->mutex);
    return err;
}

oriel_err_t oriel__loop_stop(struct oriel__loop *loop, int timeout_ms)
{
    struct timespec deadline = oriel__deadline(timeout_ms);
    bool has_time = timeout_ms > 0;

    if (is_forked(loop))
        return ORIEL_OK;
    oriel__lock(&loop->mutex);
    unsigned mine = loop->runs;

    if (loop->phase != STOPPED) {
        atomic_store_explicit(&loop->stops, true, memory_order_release);
        poke(loop);
    }
    if (current != loop) {
        while (loop->phase != STOPPED && loop->runs == mine && has_time)
            has_time = oriel__cond_wait(&loop->changed, &loop->mutex, &deadline);
        if (loop->phase == STOPPED)
            reap(loop);
    }
    bool late = current != loop && timeout_ms > 0 && loop->phase != STOPPED && loop->runs == mine;

    oriel__unlock(&loop->mutex);
    return late ? oriel__fail(ORIEL_ETIMEDOUT, "loop %s: a callback has blocked it for %d ms", loop->name, timeout_ms)
                : ORIEL_OK;
}

/* --- Life ----------------------------------------------------------------------- */

oriel_err_t oriel__loop_new(const char *name, struct oriel__loop **ret)
{
    struct oriel__loop *loop = oriel__new0(sizeof(*loop));

    if (!loop)
        return oriel__nomem();
    loop->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (loop->fd < 0) {
        oriel__free(loop);
        return oriel__fail(ORIEL_EIO, "eventfd: errno %d", errno);
    }
    oriel__fork_watch();
    loop->refs = 1;
    loop->posted = REFUSES;
    loop->forks = oriel__fork_count();
    (void)snprintf(loop->name, sizeof(loop->name), "%s", name);
    oriel__list_init(&loop->closers);
    oriel__mutex_init(&loop->mutex);
    oriel__cond_init(&loop->changed);
    *ret = loop;
    return ORIEL_OK;
}

struct oriel__loop *oriel__loop_ref(struct oriel__loop *loop)
{
    atomic_fetch_add_explicit(&loop->refs, 1, memory_order_relaxed);
    return loop;
}

void oriel__loop_unref(struct oriel__loop *loop)
{
    if (!loop || atomic_fetch_sub_explicit(&loop->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (loop->has_thread) {
        if (pthread_equal(loop->thread, pthread_self()))
            (void)pthread_detach(loop->thread);
        else
            (void)pthread_join(loop->thread, NULL);
    }
    close(loop->fd);
    oriel__cond_fini(&loop->changed);
    oriel__mutex_fini(&loop->mutex);
    oriel__free(loop);
}

struct oriel__loop *oriel__loop_current(void)
{
    return current;
}

uv_loop_t *oriel__loop_uv(struct oriel__loop *loop)
{
    return &loop->uv;
}

void oriel__loop_add_closer(struct oriel__loop *loop, struct oriel__closer *closer)
{
    oriel__list_add(&loop->closers, &closer->link);
}

void oriel__loop_remove_closer(struct oriel__closer *closer)
{
    oriel__list_remove(&closer->link);
}

void oriel__loop_get_stats(struct oriel__loop *loop, struct oriel__loop_stats *stats)
{
    stats->wakeups = atomic_load_explicit(&loop->wakeups, memory_order_relaxed);
    stats->ran = atomic_load_explicit(&loop->ran, memory_order_relaxed);
}
