/* The inbox: a list under a mutex, and an eventfd that tells of it. */
#include "loop/inbox.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/sync.h"
#include "loop/turn.h"

/* After this long within one batch, pages get what is ready so far. */
#define BATCH_NS 500000u

oriel_err_t oriel__inbox_new(struct oriel__inbox **ret)
{
    struct oriel__inbox *inbox = oriel__new0(sizeof(*inbox));

    if (!inbox)
        return oriel__nomem();
    inbox->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    inbox->news_fd = -1;
    if (inbox->fd < 0) {
        oriel__free(inbox);
        return oriel__fail(ORIEL_EIO, "eventfd: errno %d", errno);
    }
    inbox->refs = 1;
    oriel__mutex_init(&inbox->mutex);
    oriel__list_init(&inbox->tasks);
    *ret = inbox;
    return ORIEL_OK;
}

oriel_err_t oriel__inbox_new_to_run(struct oriel__inbox **ret)
{
    struct oriel__inbox *inbox = NULL;
    oriel_err_t err = oriel__inbox_new(&inbox);

    if (!inbox)
        return err;
    inbox->news_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (inbox->news_fd < 0) {
        err = oriel__fail(ORIEL_EIO, "eventfd: errno %d", errno);
        oriel__inbox_unref(inbox);
        return err;
    }
    *ret = inbox;
    return ORIEL_OK;
}

struct oriel__inbox *oriel__inbox_ref(struct oriel__inbox *inbox)
{
    atomic_fetch_add_explicit(&inbox->refs, 1, memory_order_relaxed);
    return inbox;
}

void oriel__inbox_unref(struct oriel__inbox *inbox)
{
    if (!inbox || atomic_fetch_sub_explicit(&inbox->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel__inbox_drop_all(inbox);
    oriel__who_unref(inbox->last);
    close(inbox->fd);
    if (inbox->news_fd >= 0)
        close(inbox->news_fd);
    oriel__mutex_fini(&inbox->mutex);
    oriel__free(inbox);
}

static void raise_fd(int fd)
{
    static const uint64_t one = 1;
    int saved = errno;
    ssize_t n = write(fd, &one, sizeof(one)); /* full: then it is readable already */

    (void)n;
    errno = saved;
}

static void lower_fd(int fd)
{
    uint64_t n;

    while (read(fd, &n, sizeof(n)) < 0 && errno == EINTR)
        ;
}

void oriel__inbox_poke(struct oriel__inbox *inbox)
{
    raise_fd(inbox->fd);
    if (inbox->news_fd >= 0)
        raise_fd(inbox->news_fd);
}

void oriel__inbox_take_note(struct oriel__inbox *inbox)
{
    lower_fd(inbox->news_fd);
}

static void drop_closed(struct oriel__inbox *inbox);

void oriel__inbox_push(struct oriel__inbox *inbox, struct oriel__task *task)
{
    oriel__lock(&inbox->mutex);
    bool closed = inbox->closed;

    oriel__list_add(&inbox->tasks, &task->link);
    inbox->count++;
    if (!inbox->raised && !closed) {
        inbox->raised = true;
        atomic_fetch_add_explicit(&inbox->wakeups, 1, memory_order_relaxed);
        raise_fd(inbox->fd);
    }
    oriel__unlock(&inbox->mutex);
    if (closed)
        drop_closed(inbox);
}

bool oriel__inbox_take_back(struct oriel__inbox *inbox, struct oriel__task *task)
{
    bool found = false;

    oriel__lock(&inbox->mutex);
    for (struct oriel_list *l = inbox->tasks.next; l != &inbox->tasks && !found; l = l->next)
        found = l == &task->link;
    if (found) {
        oriel__list_remove(&task->link);
        inbox->count--;
    }
    oriel__unlock(&inbox->mutex);
    return found;
}

/* Under the mutex: nothing is due any more. */
static void lower(struct oriel__inbox *inbox)
{
    inbox->raised = false;
    lower_fd(inbox->fd);
}

static struct oriel__task *pop(struct oriel__inbox *inbox, bool *ret_drop)
{
    oriel__lock(&inbox->mutex);
    struct oriel_list *link = oriel__list_pop(&inbox->tasks);

    if (link)
        inbox->count--;
    if (oriel__list_is_empty(&inbox->tasks))
        lower(inbox);
    *ret_drop = inbox->closed;
    oriel__unlock(&inbox->mutex);
    return link ? oriel__container(link, struct oriel__task, link) : NULL;
}

static void finish(struct oriel__task *task, bool drop)
{
    if (drop && task->drop)
        task->drop(task);
    else
        task->run(task);
}

void oriel__inbox_drop_all(struct oriel__inbox *inbox)
{
    struct oriel__task *task;
    bool closed;

    while ((task = pop(inbox, &closed)))
        finish(task, true);
}

/* In one go, so that nobody who dispatches misses what stays. */
static void take_what_goes(struct oriel__inbox *inbox, struct oriel_list *ret)
{
    oriel__lock(&inbox->mutex);
    for (struct oriel_list *link = inbox->tasks.next, *next; link != &inbox->tasks; link = next) {
        next = link->next;
        if (oriel__container(link, struct oriel__task, link)->stays)
            continue;
        oriel__list_remove(link);
        oriel__list_add(ret, link);
        inbox->count--;
    }
    if (oriel__list_is_empty(&inbox->tasks))
        lower(inbox);
    oriel__unlock(&inbox->mutex);
}

void oriel__inbox_shut_down(struct oriel__inbox *inbox)
{
    struct oriel_list going;

    oriel__list_init(&going);
    for (take_what_goes(inbox, &going); !oriel__list_is_empty(&going); take_what_goes(inbox, &going))
        for (struct oriel_list *link; (link = oriel__list_pop(&going));)
            finish(oriel__container(link, struct oriel__task, link), true); /* which may push more */
}

/* Drops what a closed inbox holds, a thread at a time and without recursion:
 * tasks push others when they are dropped, and may hold the last reference. */
static void drop_closed(struct oriel__inbox *inbox)
{
    oriel__lock(&inbox->mutex);
    bool mine = !inbox->is_dropping;

    inbox->is_dropping = true;
    oriel__unlock(&inbox->mutex);
    if (!mine)
        return;
    oriel__inbox_ref(inbox);
    for (;;) {
        oriel__lock(&inbox->mutex);
        struct oriel_list *link = oriel__list_pop(&inbox->tasks);

        if (link)
            inbox->count--;
        else
            inbox->is_dropping = false;
        oriel__unlock(&inbox->mutex);
        if (!link)
            break;
        finish(oriel__container(link, struct oriel__task, link), true);
    }
    oriel__inbox_unref(inbox);
}

void oriel__inbox_close(struct oriel__inbox *inbox)
{
    oriel__lock(&inbox->mutex);
    inbox->closed = true;
    oriel__unlock(&inbox->mutex);
    drop_closed(inbox);
}

bool oriel__inbox_is_dispatching(struct oriel__inbox *inbox)
{
    return oriel__turn_is_of(inbox);
}

bool oriel__inbox_is_mine(struct oriel__inbox *inbox)
{
    return !atomic_load_explicit(&inbox->was_dispatched, memory_order_relaxed) ||
           atomic_load_explicit(&inbox->last, memory_order_relaxed) == oriel__who_am_i() ||
           oriel__inbox_is_dispatching(inbox);
}

static void set_last(struct oriel__inbox *inbox, struct oriel__who *who)
{
    atomic_store_explicit(&inbox->has_left, false, memory_order_relaxed);
    if (atomic_load_explicit(&inbox->last, memory_order_relaxed) == who)
        return;
    oriel__lock(&inbox->mutex);
    struct oriel__who *before = atomic_load_explicit(&inbox->last, memory_order_relaxed);

    atomic_store_explicit(&inbox->last, oriel__who_ref(who), memory_order_relaxed);
    oriel__unlock(&inbox->mutex);
    oriel__who_unref(before);
}

void oriel__inbox_enter(struct oriel__inbox *inbox)
{
    atomic_fetch_add(&inbox->inside, 1);
}

void oriel__inbox_leave(struct oriel__inbox *inbox)
{
    atomic_fetch_sub(&inbox->inside, 1);
}

void oriel__inbox_forget(struct oriel__inbox *inbox)
{
    atomic_store_explicit(&inbox->has_left, true, memory_order_relaxed);
}

bool oriel__inbox_is_dispatched_elsewhere(struct oriel__inbox *inbox, bool lately)
{
    struct oriel__who *me = oriel__who_am_i();

    if (oriel__inbox_is_dispatching(inbox))
        return false;
    if (atomic_load(&inbox->inside) > 0)
        return true;
    if (!lately || atomic_load_explicit(&inbox->has_left, memory_order_relaxed))
        return false;
    oriel__lock(&inbox->mutex);
    struct oriel__who *last = atomic_load_explicit(&inbox->last, memory_order_relaxed);
    bool elsewhere = last && last != me && oriel__who_is_alive(last);

    oriel__unlock(&inbox->mutex);
    return elsewhere;
}

static size_t due(struct oriel__inbox *inbox)
{
    oriel__lock(&inbox->mutex);
    size_t n = inbox->count;

    oriel__unlock(&inbox->mutex);
    return n;
}

/* Waits for a task or a poke; a signal ends the wait, so that callers in Python
 * and at a prompt see theirs. */
static void wait_for_task(struct oriel__inbox *inbox, int timeout_ms, bool runs)
{
    struct pollfd p[] = { { .fd = inbox->fd, .events = POLLIN }, { .fd = inbox->news_fd, .events = POLLIN } };

    if (poll(p, runs ? 2 : 1, timeout_ms) > 0 && p[0].revents && due(inbox) == 0) {
        oriel__lock(&inbox->mutex);
        if (oriel__list_is_empty(&inbox->tasks))
            lower(inbox); /* it was a poke */
        oriel__unlock(&inbox->mutex);
    }
}

static int dispatch(struct oriel__inbox *inbox, int timeout_ms, bool runs)
{
    struct oriel__task *task;
    struct oriel__turn turn;
    bool drop;
    int done = 0;

    if (oriel__turn_current())
        return 0;
    oriel__inbox_ref(inbox); /* a handler may let go of the last other one */
    atomic_fetch_add(&inbox->inside, 1);
    set_last(inbox, oriel__who_am_i());
    atomic_store_explicit(&inbox->was_dispatched, true, memory_order_relaxed);
    size_t limit = due(inbox);

    if (limit == 0) {
        wait_for_task(inbox, timeout_ms, runs);
        limit = due(inbox);
    }
    oriel__turn_begin(&turn, inbox);
    uint64_t flushed = turn.began_ns;

    while ((size_t)done < limit && (task = pop(inbox, &drop))) {
        finish(task, drop);
        done++;
        turn.began_ns = oriel__now_ns();
        if (turn.began_ns - flushed > BATCH_NS) {
            oriel__turn_flush();
            flushed = turn.began_ns;
        }
    }
    oriel__turn_end(&turn);
    atomic_fetch_sub(&inbox->inside, 1);
    atomic_fetch_add_explicit(&inbox->dispatched, (uint64_t)done, memory_order_relaxed);
    oriel__inbox_unref(inbox);
    return done;
}

int oriel__inbox_dispatch(struct oriel__inbox *inbox, int timeout_ms)
{
    return dispatch(inbox, timeout_ms, false);
}

int oriel__inbox_run_once(struct oriel__inbox *inbox)
{
    return dispatch(inbox, -1, true);
}
