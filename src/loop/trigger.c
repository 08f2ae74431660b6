/* Triggers: posts made in advance, which a signal handler may raise. */
#include <stdatomic.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loop/runtime.h"

struct oriel_trigger {
    _Atomic unsigned refs;
    _Atomic bool is_raised;
    struct oriel__loop *loop;
    struct oriel__task task; /* a reference while it is posted */
    void (*fn)(void *user);
    void *user;
    oriel_destroy_cb destroy;
};

static void run_trigger(struct oriel__task *task)
{
    oriel_trigger_t *trigger = oriel__container(task, struct oriel_trigger, task);

    atomic_store(&trigger->is_raised, false); /* a raise from here on means another run */
    trigger->fn(trigger->user);
    oriel_trigger_unref(trigger);
}

/* Within a raise, perhaps in a signal handler: the raiser's reference is not the
 * last, so nothing is freed here. */
static void drop_trigger(struct oriel__task *task)
{
    oriel_trigger_t *trigger = oriel__container(task, struct oriel_trigger, task);

    atomic_store(&trigger->is_raised, false);
    oriel_trigger_unref(trigger);
}

oriel_err_t oriel_trigger_new(oriel_runtime_t *runtime, void (*fn)(void *user), void *user, oriel_destroy_cb destroy,
                              oriel_trigger_t **ret)
{
    if (!runtime || !fn || !ret)
        return oriel__fail(ORIEL_EINVAL, "trigger: runtime, function and ret must not be NULL");
    oriel_err_t err = oriel__runtime_check(runtime);

    if (!err)
        err = oriel__loop_start(oriel__runtime_loop(runtime));
    if (err)
        return err;
    oriel_trigger_t *trigger = oriel__new0(sizeof(*trigger));

    if (!trigger)
        return oriel__nomem();
    trigger->refs = 1;
    trigger->loop = oriel__loop_ref(oriel__runtime_loop(runtime));
    trigger->task.run = run_trigger;
    trigger->task.drop = drop_trigger;
    trigger->fn = fn;
    trigger->user = user;
    trigger->destroy = destroy;
    *ret = trigger;
    return ORIEL_OK;
}

oriel_trigger_t *oriel_trigger_ref(oriel_trigger_t *trigger)
{
    if (trigger)
        atomic_fetch_add_explicit(&trigger->refs, 1, memory_order_relaxed);
    return trigger;
}

oriel_trigger_t *oriel_trigger_unref(oriel_trigger_t *trigger)
{
    if (!trigger || atomic_fetch_sub_explicit(&trigger->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    if (trigger->destroy)
        trigger->destroy(trigger->user);
    oriel__loop_unref(trigger->loop);
    oriel__free(trigger);
    return NULL;
}

void oriel_trigger_raise(oriel_trigger_t *trigger)
{
    if (!trigger || atomic_exchange(&trigger->is_raised, true))
        return;
    oriel_trigger_ref(trigger);
    oriel__loop_post(trigger->loop, &trigger->task);
}
