/* Handles: one of libuv's, as an object that any thread makes and cancels. */
#include "loop/handle.h"

#include <stdatomic.h>

#include "base/alloc.h"

enum state {
    WAITS,
    CANCELED,
    FIRED
};

void oriel__handle_ref(struct oriel__handle *handle)
{
    atomic_fetch_add_explicit(&handle->refs, 1, memory_order_relaxed);
}

void oriel__handle_unref(struct oriel__handle *handle)
{
    if (atomic_fetch_sub_explicit(&handle->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel__loop_unref(handle->loop);
    oriel__free(handle);
}

/* The loop has let go of it. */
static void release(struct oriel__handle *handle)
{
    if (handle->destroy)
        handle->destroy(handle->user);
    oriel__handle_unref(handle);
}

static void on_closed(uv_handle_t *uv)
{
    release(uv->data);
}

void oriel__handle_end(struct oriel__handle *handle)
{
    if (!handle->is_open)
        return;
    handle->is_open = false;
    oriel__loop_remove_closer(&handle->closer);
    uv_close(&handle->uv.any, on_closed);
}

/* The loop ends. */
static void give_up(struct oriel__closer *closer)
{
    struct oriel__handle *handle = oriel__container(closer, struct oriel__handle, closer);

    atomic_store(&handle->state, CANCELED);
    oriel__handle_end(handle);
}

static void run_start(struct oriel__task *task)
{
    struct oriel__handle *handle = oriel__container(task, struct oriel__handle, start);

    if (atomic_load(&handle->state) == CANCELED) {
        release(handle);
        return;
    }
    handle->uv.any.data = handle;
    if (handle->open(handle)) {
        if (oriel__handle_fire(handle, true) && handle->fail)
            handle->fail(handle);
        release(handle);
        return;
    }
    handle->uv.any.data = handle; /* whatever the initializer did with it */
    handle->is_open = true;
    handle->closer.close = give_up;
    oriel__loop_add_closer(handle->loop, &handle->closer);
}

static void drop_start(struct oriel__task *task)
{
    struct oriel__handle *handle = oriel__container(task, struct oriel__handle, start);

    atomic_store(&handle->state, CANCELED);
    release(handle);
}

static void run_cancel(struct oriel__task *task)
{
    struct oriel__handle *handle = oriel__container(task, struct oriel__handle, cancel);

    oriel__handle_end(handle);
    oriel__handle_unref(handle);
}

static void drop_cancel(struct oriel__task *task)
{
    oriel__handle_unref(oriel__container(task, struct oriel__handle, cancel));
}

oriel_err_t oriel__handle_prepare(struct oriel__handle *handle, struct oriel__loop *loop, bool keeps)
{
    oriel_err_t err = oriel__loop_start(loop);

    if (err) {
        oriel__free(handle);
        return err;
    }
    handle->refs = keeps ? 2 : 1;
    handle->loop = oriel__loop_ref(loop);
    handle->start.run = run_start;
    handle->start.drop = drop_start;
    handle->cancel.run = run_cancel;
    handle->cancel.drop = drop_cancel;
    return ORIEL_OK;
}

void oriel__handle_post(struct oriel__handle *handle)
{
    oriel__loop_post(handle->loop, &handle->start);
}

bool oriel__handle_fire(struct oriel__handle *handle, bool last)
{
    int state = WAITS;

    if (!last)
        return atomic_load(&handle->state) == WAITS;
    return atomic_compare_exchange_strong(&handle->state, &state, FIRED);
}

bool oriel__handle_cancel(struct oriel__handle *handle)
{
    int state = WAITS;

    if (!atomic_compare_exchange_strong(&handle->state, &state, CANCELED))
        return false;
    if (oriel__loop_current() == handle->loop) {
        oriel__handle_end(handle);
        return true;
    }
    oriel__handle_ref(handle);
    oriel__loop_post(handle->loop, &handle->cancel);
    return true;
}
