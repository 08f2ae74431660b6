/* Futures and time: delays, and futures that must not take too long. */
#include <stdatomic.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loop/future.h"
#include "loop/runtime.h"

/* Belongs to its result, of which its timer and the hook that waits have a
 * reference each. */
struct delay {
    _Atomic bool has_ended; /* the result is settled */
    oriel_future_t *result;
    oriel_future_t *future; /* what must not take too long; NULL: nothing */
    struct oriel__future_hook hook;
    _Atomic(oriel_timer_t *) timer;
    uint64_t timeout_ms;
};

static void delay_free(void *user)
{
    struct delay *delay = user;

    oriel_timer_unref(delay->timer);
    oriel_future_unref(delay->future);
    oriel__free(delay);
}

/* The result is settled. The caller has a reference to it. */
static void end_delay(struct delay *delay)
{
    if (atomic_exchange(&delay->has_ended, true))
        return;
    (void)oriel_timer_cancel(atomic_load(&delay->timer));
    if (delay->future && oriel__future_unhook(delay->future, &delay->hook))
        oriel_future_unref(delay->result);
}

static void cancel_delay(void *user)
{
    struct delay *delay = user;

    (void)oriel_future_cancel(delay->future);
    end_delay(delay);
}

static void on_time(void *user)
{
    struct delay *delay = user;
    char text[64];

    if (delay->future && oriel_future_get_status(delay->future) != ORIEL_FUTURE_PENDING) {
        oriel__future_copy(delay->result, delay->future); /* it was in time; the hook is about to be called */
    } else if (delay->future) {
        (void)snprintf(text, sizeof(text), "not settled after %llu ms", (unsigned long long)delay->timeout_ms);
        if (oriel_future_reject(delay->result, ORIEL_ETIMEDOUT, NULL, text))
            (void)oriel_future_cancel(delay->future);
    } else {
        (void)oriel_future_resolve(delay->result, NULL);
    }
    end_delay(delay);
}

/* The timer has ended, perhaps without having run: then the runtime has, too. */
static void on_timer_end(void *user)
{
    struct delay *delay = user;

    if (!atomic_load(&delay->has_ended))
        (void)oriel_future_cancel(delay->result);
    oriel_future_unref(delay->result);
}

static void on_settled(struct oriel__future_hook *hook, oriel_future_t *future)
{
    struct delay *delay = oriel__container(hook, struct delay, hook);

    if (!atomic_load(&delay->has_ended)) {
        oriel__future_copy(delay->result, future);
        end_delay(delay);
    }
    oriel_future_unref(delay->result);
}

/* The timer takes a reference of the result. */
static oriel_err_t arm(oriel_runtime_t *runtime, struct delay *delay)
{
    oriel_timer_t *timer = NULL;

    oriel_future_ref(delay->result);
    oriel_err_t err = oriel_timer_new(runtime, delay->timeout_ms, 0, on_time, delay, on_timer_end, &timer);

    if (err) {
        oriel_future_unref(delay->result);
        return err;
    }
    atomic_store(&delay->timer, timer);
    if (atomic_load(&delay->has_ended)) /* meanwhile, without a timer to cancel */
        (void)oriel_timer_cancel(timer);
    return ORIEL_OK;
}

static oriel_err_t start(oriel_runtime_t *runtime, oriel_future_t *future, uint64_t timeout_ms, oriel_future_t **ret)
{
    oriel_future_t *result = NULL;
    struct delay *delay = oriel__new0(sizeof(*delay));

    if (!delay)
        return oriel__nomem();
    oriel_err_t err = oriel__future_make(oriel__runtime_inbox(runtime), cancel_delay, delay_free, delay, &result);

    if (err) {
        oriel__free(delay);
        return err;
    }
    delay->result = result;
    delay->timeout_ms = timeout_ms;
    delay->future = oriel_future_ref(future);
    oriel__list_init(&delay->hook.link);
    delay->hook.settled = on_settled;
    err = arm(runtime, delay);
    if (err) {
        oriel_future_unref(result);
        return err;
    }
    if (future) {
        oriel_future_ref(result);
        oriel__future_hook(future, &delay->hook);
    }
    *ret = result;
    return ORIEL_OK;
}

oriel_err_t oriel_runtime_delay(oriel_runtime_t *runtime, uint64_t delay_ms, oriel_future_t **ret)
{
    if (!runtime || !ret)
        return oriel__fail(ORIEL_EINVAL, "delay: runtime and ret must not be NULL");
    return start(runtime, NULL, delay_ms, ret);
}

oriel_err_t oriel_future_with_timeout(oriel_runtime_t *runtime, oriel_future_t *future, uint64_t timeout_ms,
                                      oriel_future_t **ret)
{
    if (!runtime || !future || !ret)
        return oriel__fail(ORIEL_EINVAL, "timeout: runtime, future and ret must not be NULL");
    return start(runtime, future, timeout_ms, ret);
}
