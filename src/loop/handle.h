/* Handles: one of libuv's, as an object that any thread makes and cancels. */
#ifndef ORIEL_LOOP_HANDLE_H
#define ORIEL_LOOP_HANDLE_H

#include "loop/loop.h"

/* First in a larger struct, allocated with oriel__new0(). */
struct oriel__handle {
    _Atomic unsigned refs; /* the user's, the loop's from start to end, one for a cancellation under way */
    _Atomic int state;
    struct oriel__loop *loop;
    struct oriel__task start, cancel;
    struct oriel__closer closer;
    bool is_open; /* libuv knows it; the loop's thread only */
    union {
        uv_handle_t any;
        uv_timer_t timer;
        uv_poll_t poll;
    } uv;
    /* Initializes and starts `uv`; 0, or an error of libuv's with `uv` closed or
     * untouched. */
    int (*open)(struct oriel__handle *handle);
    /* What to do when it did not open; may be NULL. */
    void (*fail)(struct oriel__handle *handle);
    void *user;
    oriel_destroy_cb destroy;
};

/* Starts the loop that is to open it. One reference is the caller's if `keeps`. On
 * failure the handle is freed, its user data not destroyed. */
oriel_err_t oriel__handle_prepare(struct oriel__handle *handle, struct oriel__loop *loop, bool keeps) ORIEL_MUST_CHECK;
/* Then has the loop open it; it may be over before this returns. */
void oriel__handle_post(struct oriel__handle *handle);
/* Whether a callback may run: it was not canceled. `last`: none will run after
 * this one. The loop's thread. */
bool oriel__handle_fire(struct oriel__handle *handle, bool last);
/* After the last callback; also closes what is canceled. The loop's thread. */
void oriel__handle_end(struct oriel__handle *handle);
/* No callback begins after this. False: it was canceled, or fired for the last
 * time, before. Any thread. */
bool oriel__handle_cancel(struct oriel__handle *handle);
void oriel__handle_ref(struct oriel__handle *handle);
void oriel__handle_unref(struct oriel__handle *handle);

#endif
