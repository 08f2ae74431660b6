/* Inboxes of programs' own. The public type is the private one under another name. */
#include <oriel/inbox.h>

#include <stdatomic.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loop/future.h"
#include "loop/private.h"
#include "loop/turn.h"

struct oriel__inbox *oriel__inbox_of(oriel_inbox_t *inbox)
{
    return (struct oriel__inbox *)(void *)inbox;
}

static oriel_inbox_t *public_of(struct oriel__inbox *inbox)
{
    return (oriel_inbox_t *)(void *)inbox;
}

oriel_err_t oriel_inbox_new(oriel_inbox_t **ret)
{
    struct oriel__inbox *inbox = NULL;

    if (!ret)
        return oriel__fail(ORIEL_EINVAL, "inbox: ret must not be NULL");
    oriel_err_t err = oriel__inbox_new(&inbox);

    if (err)
        return err;
    inbox->owners = 1;
    *ret = public_of(inbox);
    return ORIEL_OK;
}

oriel_inbox_t *oriel_inbox_ref(oriel_inbox_t *inbox)
{
    if (inbox)
        atomic_fetch_add_explicit(&oriel__inbox_of(inbox)->owners, 1, memory_order_relaxed);
    return inbox;
}

oriel_inbox_t *oriel_inbox_unref(oriel_inbox_t *inbox)
{
    struct oriel__inbox *own = inbox ? oriel__inbox_of(inbox) : NULL;

    if (!own || atomic_fetch_sub_explicit(&own->owners, 1, memory_order_acq_rel) != 1)
        return NULL;
    oriel__inbox_close(own); /* nobody can dispatch it any more, and what is due holds it */
    oriel__inbox_unref(own);
    return NULL;
}

int oriel_inbox_fd(oriel_inbox_t *inbox)
{
    return inbox ? oriel__inbox_of(inbox)->fd : -1;
}

/* A handler may run a loop of its own, which dispatches this one: that must not
 * find the handler's turn in its way. */
int oriel_inbox_dispatch(oriel_inbox_t *inbox, int timeout_ms)
{
    struct oriel__turn *turn = oriel__turn_current();

    if (!inbox || (turn && turn->owner == oriel__inbox_of(inbox)))
        return 0;
    turn = oriel__turn_suspend();
    int ran = oriel__inbox_dispatch(oriel__inbox_of(inbox), timeout_ms);

    oriel__turn_resume(turn);
    return ran;
}

void oriel_inbox_close(oriel_inbox_t *inbox)
{
    if (inbox)
        oriel__inbox_close(oriel__inbox_of(inbox));
}

/* A callback for another inbox than the future's. */
struct then {
    struct oriel__task task;
    struct oriel__future_hook hook;
    struct oriel__inbox *inbox;
    oriel_future_t *future; /* a reference once it settled; before, it would keep itself alive */
    oriel_future_cb cb;
    void *user;
    oriel_destroy_cb destroy;
};

static void then_drop(struct oriel__task *task)
{
    struct then *then = oriel__container(task, struct then, task);

    if (then->destroy)
        then->destroy(then->user);
    oriel_future_unref(then->future);
    oriel__inbox_unref(then->inbox);
    oriel__free(then);
}

static void then_run(struct oriel__task *task)
{
    struct then *then = oriel__container(task, struct then, task);

    then->cb(then->future, then->user);
    then_drop(task);
}

static void then_settled(struct oriel__future_hook *hook, oriel_future_t *future)
{
    struct then *then = oriel__container(hook, struct then, hook);
    struct oriel__inbox *inbox = oriel__inbox_ref(then->inbox); /* the task may be gone at once */

    then->future = oriel_future_ref(future);
    oriel__inbox_push(inbox, &then->task);
    oriel__inbox_unref(inbox);
}

static void then_gone(struct oriel__future_hook *hook)
{
    then_drop(&oriel__container(hook, struct then, hook)->task);
}

oriel_err_t oriel_future_then_in(oriel_future_t *future, oriel_inbox_t *inbox, oriel_future_cb cb, void *user,
                                 oriel_destroy_cb destroy)
{
    if (!future || !inbox || !cb)
        return oriel__fail(ORIEL_EINVAL, "future: future, inbox and callback must not be NULL");
    struct then *then = oriel__new0(sizeof(*then));

    if (!then)
        return oriel__nomem();
    oriel__list_init(&then->task.link);
    oriel__list_init(&then->hook.link);
    then->task.run = then_run;
    then->task.drop = then_drop;
    then->hook.settled = then_settled;
    then->hook.gone = then_gone;
    then->inbox = oriel__inbox_ref(oriel__inbox_of(inbox));
    then->cb = cb;
    then->user = user;
    then->destroy = destroy;
    oriel__future_hook(future, &then->hook);
    return ORIEL_OK;
}
