/* Timers. */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "loop/handle.h"
#include "loop/runtime.h"

#define NS_PER_MS 1000000u
/* About 146 years: later than that is never, and sums do not overflow. */
#define MAX_MS (UINT64_C(1) << 42)

struct oriel_timer {
    struct oriel__handle handle;
    uint64_t due_ms; /* of the monotonic clock, rounded up, as libuv counts */
    uint64_t repeat_ms;
    void (*fn)(void *user);
};

static void on_due(uv_timer_t *uv)
{
    oriel_timer_t *timer = uv->data;
    bool last = timer->repeat_ms == 0;

    if (!oriel__handle_fire(&timer->handle, last))
        return;
    timer->fn(timer->handle.user);
    if (last)
        oriel__handle_end(&timer->handle);
}

static int open_timer(struct oriel__handle *handle)
{
    oriel_timer_t *timer = (oriel_timer_t *)handle;
    uv_loop_t *uv = oriel__loop_uv(handle->loop);
    uint64_t now_ms = uv_now(uv);

    (void)uv_timer_init(uv, &handle->uv.timer); /* cannot fail */
    handle->uv.any.data = handle;
    return uv_timer_start(&handle->uv.timer, on_due, timer->due_ms > now_ms ? timer->due_ms - now_ms : 0,
                          timer->repeat_ms);
}

oriel_err_t oriel_timer_new(oriel_runtime_t *runtime, uint64_t delay_ms, uint64_t repeat_ms, void (*fn)(void *user),
                            void *user, oriel_destroy_cb destroy, oriel_timer_t **ret)
{
    if (!runtime || !fn)
        return oriel__fail(ORIEL_EINVAL, "timer: runtime and function must not be NULL");
    if (delay_ms > MAX_MS || repeat_ms > MAX_MS)
        return oriel__fail(ORIEL_EINVAL, "timer: %llu ms, limit %llu",
                           (unsigned long long)(delay_ms > repeat_ms ? delay_ms : repeat_ms),
                           (unsigned long long)MAX_MS);
    oriel_err_t err = oriel__runtime_check(runtime);

    if (err)
        return err;
    oriel_timer_t *timer = oriel__new0(sizeof(*timer));

    if (!timer)
        return oriel__nomem();
    timer->handle.open = open_timer;
    timer->handle.user = user;
    timer->handle.destroy = destroy;
    timer->due_ms = (oriel__now_ns() + NS_PER_MS - 1) / NS_PER_MS + delay_ms;
    timer->repeat_ms = repeat_ms;
    timer->fn = fn;
    err = oriel__handle_prepare(&timer->handle, oriel__runtime_loop(runtime), ret != NULL);
    if (err)
        return err;
    if (ret)
        *ret = timer; /* before the first run */
    oriel__handle_post(&timer->handle);
    return ORIEL_OK;
}

bool oriel_timer_cancel(oriel_timer_t *timer)
{
    return timer && oriel__handle_cancel(&timer->handle);
}

oriel_timer_t *oriel_timer_ref(oriel_timer_t *timer)
{
    if (timer)
        oriel__handle_ref(&timer->handle);
    return timer;
}

oriel_timer_t *oriel_timer_unref(oriel_timer_t *timer)
{
    if (timer)
        oriel__handle_unref(&timer->handle);
    return NULL;
}
