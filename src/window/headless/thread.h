/* The UI thread of the headless backend: one a process, never ended. */
#ifndef ORIEL_WINDOW_HEADLESS_THREAD_H
#define ORIEL_WINDOW_HEADLESS_THREAD_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include <oriel/error.h>

#include "base/list.h"

struct oriel__task {
    struct oriel_list link;
    void (*fn)(void *data);
    void *data;
    uint64_t due_ns;  /* timers */
    bool is_embedded; /* not to be freed */
};

/* As backend.h says of start(), is_ui_thread(), post() and after(). */
oriel_err_t oriel__thread_start(void) ORIEL_MUST_CHECK;
bool oriel__thread_is_current(void);
oriel_err_t oriel__thread_post(void (*fn)(void *data), void *data) ORIEL_MUST_CHECK;
oriel_err_t oriel__thread_after(unsigned ms, void (*fn)(void *data), void *data) ORIEL_MUST_CHECK;

/* Posts a task that lies in something else, which cannot fail; takes it back. */
void oriel__thread_queue(struct oriel__task *task);
void oriel__thread_unqueue(struct oriel__task *task);

/* Runs `fn(data)` on the thread and waits until it has; false when it has not. */
bool oriel__thread_run(void (*fn)(void *data), void *data);

/* A count of events, and waiting for it to pass `seen`: false at the deadline
 * or when the thread is parked. */
uint64_t oriel__thread_events(void);
void oriel__thread_tell(void);
bool oriel__thread_wait(uint64_t seen, const struct timespec *deadline);

/* Nothing runs any more, for good. On the thread itself. */
void oriel__thread_park(void);

#endif
