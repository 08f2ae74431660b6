/* The inbox: what is due to the program. Any thread pushes tasks; whoever
 * dispatches the app runs them. */
#ifndef ORIEL_LOOP_INBOX_H
#define ORIEL_LOOP_INBOX_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include <oriel/runtime.h>

#include "base/list.h"
#include "loop/who.h"

/* A piece of work, embedded in whatever it works on. Exactly one of the two is
 * called, on a dispatching thread, unlinked; either may free the task. */
struct oriel__task {
    struct oriel_list link;
    void (*run)(struct oriel__task *task);
    void (*drop)(struct oriel__task *task); /* the app ended first; NULL: run */
    bool stays;                             /* a shutdown does not drop it: it tells of an end */
};

struct oriel__inbox {
    _Atomic unsigned refs;
    _Atomic unsigned owners; /* of a program's own: its references, which have one of `refs` together */
    pthread_mutex_t mutex;
    struct oriel_list tasks;
    size_t count;
    int fd;      /* eventfd */
    int news_fd; /* eventfd that those who run wait for, too; -1: nobody runs */
    bool raised; /* fd is readable */
    bool closed; /* tasks are dropped, not run, by whoever pushes them */
    bool is_dropping;
    _Atomic bool was_dispatched;
    _Atomic bool has_left;             /* who dispatched last will not do so again */
    _Atomic unsigned inside;           /* threads that dispatch, or wait for something to dispatch */
    _Atomic(struct oriel__who *) last; /* who dispatched last; set under the mutex */
    _Atomic uint64_t wakeups, dispatched;
};

oriel_err_t oriel__inbox_new(struct oriel__inbox **ret) ORIEL_MUST_CHECK;
/* One that threads dispatch until a condition holds: whoever changes that pokes. */
oriel_err_t oriel__inbox_new_to_run(struct oriel__inbox **ret) ORIEL_MUST_CHECK;
struct oriel__inbox *oriel__inbox_ref(struct oriel__inbox *inbox);
void oriel__inbox_unref(struct oriel__inbox *inbox);

/* Appends; raises the descriptor if it is not. Cannot fail. On a closed inbox the
 * task is dropped before this returns, or by the thread that drops others. */
void oriel__inbox_push(struct oriel__inbox *inbox, struct oriel__task *task);
/* Takes a task back that was pushed but has not begun; false: too late. */
bool oriel__inbox_take_back(struct oriel__inbox *inbox, struct oriel__task *task);
/* Wakes one dispatching thread, and one of those that run, although there is
 * nothing to do. Async-signal-safe. */
void oriel__inbox_poke(struct oriel__inbox *inbox);
/* For a thread that runs: it looks at its condition after the first, and waits
 * for a task or a poke since then with the second, whatever threads that only
 * dispatch have taken note of. When the condition holds, it pokes for others. */
void oriel__inbox_take_note(struct oriel__inbox *inbox);
int oriel__inbox_run_once(struct oriel__inbox *inbox);
/* Runs what was due at entry; see oriel_app_dispatch(). */
int oriel__inbox_dispatch(struct oriel__inbox *inbox, int timeout_ms);
/* Drops all that is due now. */
void oriel__inbox_drop_all(struct oriel__inbox *inbox);
/* Drops what is due now, but for what stays. */
void oriel__inbox_shut_down(struct oriel__inbox *inbox);
/* Drops all that is due now and later: the app has ended. */
void oriel__inbox_close(struct oriel__inbox *inbox);
/* Whether this thread is the one that dispatches, now or last, or nobody ever
 * did: what has to run in order with handlers may run here. */
bool oriel__inbox_is_mine(struct oriel__inbox *inbox);
/* A thread that dispatches again and again says so: from enter to leave it is
 * inside, even between two dispatches. */
void oriel__inbox_enter(struct oriel__inbox *inbox);
void oriel__inbox_leave(struct oriel__inbox *inbox);
/* Who dispatched last will not do so again. */
void oriel__inbox_forget(struct oriel__inbox *inbox);
/* Whether another thread dispatches and this one does not: one that is inside, or,
 * if `lately`, the one that was there last. */
bool oriel__inbox_is_dispatched_elsewhere(struct oriel__inbox *inbox, bool lately);
/* Whether this thread is within oriel__inbox_dispatch() of this inbox. */
bool oriel__inbox_is_dispatching(struct oriel__inbox *inbox);

#endif
