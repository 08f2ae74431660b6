/* Watches on descriptors. */
#include "base/alloc.h"
#include "base/error.h"
#include "loop/handle.h"
#include "loop/runtime.h"

#define EVENTS (ORIEL_WATCH_READABLE | ORIEL_WATCH_WRITABLE)

struct oriel_watch {
    struct oriel__handle handle;
    int fd;
    unsigned events;
    oriel_watch_cb cb;
};

static void fail(struct oriel__handle *handle)
{
    oriel_watch_t *watch = (oriel_watch_t *)handle;

    watch->cb(watch->fd, ORIEL_WATCH_FAILED, handle->user);
}

static void on_events(uv_poll_t *uv, int status, int events)
{
    oriel_watch_t *watch = uv->data;
    unsigned told = (events & UV_READABLE ? ORIEL_WATCH_READABLE : 0u) |
                    (events & UV_WRITABLE ? ORIEL_WATCH_WRITABLE : 0u) |
                    (events & UV_DISCONNECT ? ORIEL_WATCH_HANGUP : 0u);

    if (!oriel__handle_fire(&watch->handle, status < 0))
        return;
    if (status < 0)
        fail(&watch->handle);
    else
        watch->cb(watch->fd, told, watch->handle.user);
    if (status < 0)
        oriel__handle_end(&watch->handle);
}

static int open_watch(struct oriel__handle *handle)
{
    oriel_watch_t *watch = (oriel_watch_t *)handle;
    int error = uv_poll_init(oriel__loop_uv(handle->loop), &handle->uv.poll, watch->fd);
    int events = UV_DISCONNECT | (watch->events & ORIEL_WATCH_READABLE ? UV_READABLE : 0) |
                 (watch->events & ORIEL_WATCH_WRITABLE ? UV_WRITABLE : 0);

    if (error)
        return error;
    handle->uv.any.data = handle;
    return uv_poll_start(&handle->uv.poll, events, on_events); /* what was initialized starts */
}

oriel_err_t oriel_watch_new(oriel_runtime_t *runtime, int fd, unsigned events, oriel_watch_cb cb, void *user,
                            oriel_destroy_cb destroy, oriel_watch_t **ret)
{
    if (!runtime || !cb || fd < 0)
        return oriel__fail(ORIEL_EINVAL, "watch: runtime and callback must not be NULL, nor descriptor %d negative",
                           fd);
    if (events == 0 || (events & ~(unsigned)EVENTS) != 0)
        return oriel__fail(ORIEL_EINVAL, "watch: events %#x, there are %#x", events, (unsigned)EVENTS);
    oriel_err_t err = oriel__runtime_check(runtime);

    if (err)
        return err;
    oriel_watch_t *watch = oriel__new0(sizeof(*watch));

    if (!watch)
        return oriel__nomem();
    watch->handle.open = open_watch;
    watch->handle.fail = fail;
    watch->handle.user = user;
    watch->handle.destroy = destroy;
    watch->fd = fd;
    watch->events = events;
    watch->cb = cb;
    err = oriel__handle_prepare(&watch->handle, oriel__runtime_loop(runtime), ret != NULL);
    if (err)
        return err;
    if (ret)
        *ret = watch; /* before the first run */
    oriel__handle_post(&watch->handle);
    return ORIEL_OK;
}

bool oriel_watch_cancel(oriel_watch_t *watch)
{
    return watch && oriel__handle_cancel(&watch->handle);
}

oriel_watch_t *oriel_watch_ref(oriel_watch_t *watch)
{
    if (watch)
        oriel__handle_ref(&watch->handle);
    return watch;
}

oriel_watch_t *oriel_watch_unref(oriel_watch_t *watch)
{
    if (watch)
        oriel__handle_unref(&watch->handle);
    return NULL;
}
