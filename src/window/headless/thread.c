/* The UI thread of the headless backend: one a process, never ended. */
#include "window/headless/thread.h"

#include <pthread.h>
#include <signal.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/list.h"
#include "base/sync.h"

#define START_TIMEOUT_MS 10000

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct oriel_list posted, timers;
    uint64_t events;
    bool is_started, is_running, is_parked;
} ui = { .lock = PTHREAD_MUTEX_INITIALIZER };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local bool is_current;

/* ---- the thread ---- */

static void prepare(void)
{
    oriel__cond_init(&ui.changed);
    oriel__list_init(&ui.posted);
    oriel__list_init(&ui.timers);
}

/* The next task to run; waits for one. Locked. */
static struct oriel__task *next_task(void)
{
    for (;;) {
        uint64_t now = oriel__now_ns();
        struct oriel_list *link;
        struct timespec at;
        struct oriel__task *timer;

        while (!oriel__list_is_empty(&ui.timers)) {
            timer = oriel__container(ui.timers.next, struct oriel__task, link);
            if (timer->due_ns > now)
                break;
            timer->due_ns = 0;
            oriel__list_remove(&timer->link);
            oriel__list_add(&ui.posted, &timer->link);
        }
        link = oriel__list_pop(&ui.posted);
        if (link)
            return oriel__container(link, struct oriel__task, link);
        if (oriel__list_is_empty(&ui.timers)) {
            (void)oriel__cond_wait(&ui.changed, &ui.lock, NULL);
            continue;
        }
        timer = oriel__container(ui.timers.next, struct oriel__task, link);
        at.tv_sec = (time_t)(timer->due_ns / 1000000000U);
        at.tv_nsec = (long)(timer->due_ns % 1000000000U);
        (void)oriel__cond_wait(&ui.changed, &ui.lock, &at);
    }
}

static void *run(void *unused)
{
    (void)unused;
    is_current = true;
    oriel__lock(&ui.lock);
    ui.is_running = true;
    oriel__cond_broadcast(&ui.changed);
    for (;;) {
        struct oriel__task *task = next_task();
        void (*fn)(void *data) = task->fn;
        void *data = task->data;

        oriel__unlock(&ui.lock);
        if (!task->is_embedded)
            oriel__free(task);
        fn(data);
        oriel__lock(&ui.lock);
    }
    return NULL;
}

/* Starts the thread with every signal blocked but those of faults: signals
 * belong to the program's threads. */
static int spawn(void)
{
    static const int faults[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
    sigset_t blocked, before;
    pthread_t thread;
    int error;

    (void)sigfillset(&blocked);
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
        (void)sigdelset(&blocked, faults[i]);
    (void)pthread_sigmask(SIG_SETMASK, &blocked, &before);
    error = pthread_create(&thread, NULL, run, NULL);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0)
        (void)pthread_detach(thread);
    return error;
}

oriel_err_t oriel__thread_start(void)
{
    struct timespec deadline = oriel__deadline(START_TIMEOUT_MS);
    oriel_err_t err = ORIEL_OK;

    (void)pthread_once(&once, prepare);
    oriel__lock(&ui.lock);
    if (!ui.is_started) {
        if (spawn() == 0)
            ui.is_started = true;
        else
            err = oriel__fail(ORIEL_ENOMEM, "the UI thread cannot be started");
    }
    while (err == ORIEL_OK && !ui.is_running) {
        if (!oriel__cond_wait(&ui.changed, &ui.lock, &deadline))
            err = oriel__fail(ORIEL_ETIMEDOUT, "the UI thread has not begun to run within 10 s");
    }
    oriel__unlock(&ui.lock);
    return err;
}

bool oriel__thread_is_current(void)
{
    return is_current;
}

static oriel_err_t add_task(void (*fn)(void *data), void *data, uint64_t due_ns, struct oriel_list *list)
{
    struct oriel__task *task = oriel__new0(sizeof(*task));
    struct oriel_list *next;

    if (!task)
        return oriel__nomem();
    task->fn = fn;
    task->data = data;
    task->due_ns = due_ns;
    oriel__lock(&ui.lock);
    if (!ui.is_running || ui.is_parked) {
        oriel__unlock(&ui.lock);
        oriel__free(task);
        return oriel__fail(ORIEL_ENODISPLAY, "the UI thread does not run");
    }
    /* Before the first that is due later; posted ones are all due at 0. */
    next = list;
    while (next->prev != list && oriel__container(next->prev, struct oriel__task, link)->due_ns > due_ns)
        next = next->prev;
    oriel__list_add(next, &task->link);
    oriel__cond_broadcast(&ui.changed);
    oriel__unlock(&ui.lock);
    return ORIEL_OK;
}

oriel_err_t oriel__thread_post(void (*fn)(void *data), void *data)
{
    return add_task(fn, data, 0, &ui.posted);
}

oriel_err_t oriel__thread_after(unsigned ms, void (*fn)(void *data), void *data)
{
    return add_task(fn, data, oriel__now_ns() + ms * UINT64_C(1000000), &ui.timers);
}

void oriel__thread_queue(struct oriel__task *task)
{
    oriel__lock(&ui.lock);
    oriel__list_add(&ui.posted, &task->link);
    oriel__cond_broadcast(&ui.changed);
    oriel__unlock(&ui.lock);
}

void oriel__thread_unqueue(struct oriel__task *task)
{
    oriel__lock(&ui.lock);
    oriel__list_remove(&task->link);
    oriel__unlock(&ui.lock);
}

struct errand {
    void (*fn)(void *data);
    void *data;
    bool is_done;
};

static void run_errand(void *data)
{
    struct errand *errand = data;

    errand->fn(errand->data);
    oriel__lock(&ui.lock);
    errand->is_done = true;
    oriel__cond_broadcast(&ui.changed);
    oriel__unlock(&ui.lock);
}

bool oriel__thread_run(void (*fn)(void *data), void *data)
{
    struct errand errand = { .fn = fn, .data = data };

    if (is_current) {
        fn(data);
        return true;
    }
    if (oriel__thread_post(run_errand, &errand) != ORIEL_OK)
        return false;
    oriel__lock(&ui.lock);
    /* A parked thread is past the errand, or never comes to it. */
    while (!errand.is_done && !ui.is_parked)
        (void)oriel__cond_wait(&ui.changed, &ui.lock, NULL);
    oriel__unlock(&ui.lock);
    return errand.is_done;
}

uint64_t oriel__thread_events(void)
{
    uint64_t events;

    oriel__lock(&ui.lock);
    events = ui.events;
    oriel__unlock(&ui.lock);
    return events;
}

void oriel__thread_tell(void)
{
    oriel__lock(&ui.lock);
    ui.events++;
    oriel__cond_broadcast(&ui.changed);
    oriel__unlock(&ui.lock);
}

bool oriel__thread_wait(uint64_t seen, const struct timespec *deadline)
{
    bool has_passed;

    oriel__lock(&ui.lock);
    while (ui.events == seen && !ui.is_parked) {
        if (!oriel__cond_wait(&ui.changed, &ui.lock, deadline))
            break;
    }
    has_passed = ui.events != seen;
    oriel__unlock(&ui.lock);
    return has_passed;
}

void oriel__thread_park(void)
{
    oriel__lock(&ui.lock);
    ui.is_parked = true;
    oriel__cond_broadcast(&ui.changed);
    while (ui.is_parked)
        (void)oriel__cond_wait(&ui.changed, &ui.lock, NULL);
    oriel__unlock(&ui.lock);
}
