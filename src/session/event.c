/* Events: something that happened, on its way to the handlers of one action. */
#include "session/event.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "session/internal.h"
#include "session/member.h"
#include "value/value.h"

#define POST "post" /* the action of oriel_session_post() */

struct oriel__handler {
    _Atomic unsigned refs;
    struct oriel__task reap; /* frees the user's data in dispatch */
    struct oriel__inbox *inbox;
    uint64_t id;
    oriel_event_cb cb;
    void *user;
    oriel_destroy_cb destroy;
    char action[]; /* NUL-terminated */
};

/* Where an event is with the handler that runs. */
enum phase {
    DONE_CAME = 1, /* oriel_event_done() was called */
    IS_PENDING = 2 /* the handler returned ORIEL_PENDING */
};

struct oriel_event {
    _Atomic unsigned refs;
    struct oriel__task task;
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox; /* NULL: none */
    oriel_session_t *session;       /* NULL: a server's own */
    oriel_widget_t *widget;
    char *action;
    oriel_value_t *args;
    struct oriel__handler **handlers;
    size_t count, next;
    _Atomic unsigned phase;
    void (*returned)(void *user); /* NULL: nobody asked, or was told */
    void *returned_user;
};

/* --- Handlers ------------------------------------------------------------ */

static void run_reap(struct oriel__task *task)
{
    struct oriel__handler *handler = oriel__container(task, struct oriel__handler, reap);

    if (handler->destroy)
        handler->destroy(handler->user);
    oriel__inbox_unref(handler->inbox);
    oriel__free(handler);
}

static void handler_unref(struct oriel__handler *handler)
{
    struct oriel__inbox *inbox = handler->inbox;

    if (atomic_fetch_sub_explicit(&handler->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (!handler->destroy) {
        run_reap(&handler->reap);
        return;
    }
    oriel__inbox_ref(inbox);
    oriel__inbox_push(inbox, &handler->reap);
    oriel__inbox_unref(inbox);
}

void oriel__handlers_init(struct oriel__handlers *handlers)
{
    memset(handlers, 0, sizeof(*handlers));
    oriel__mutex_init(&handlers->mutex);
}

void oriel__handlers_clear(struct oriel__handlers *handlers)
{
    oriel__lock(&handlers->mutex);
    struct oriel__handler **items = handlers->items;
    size_t count = handlers->count;

    handlers->items = NULL;
    handlers->count = handlers->cap = 0;
    oriel__unlock(&handlers->mutex);
    for (size_t i = 0; i < count; i++)
        handler_unref(items[i]);
    oriel__free(items);
}

void oriel__handlers_fini(struct oriel__handlers *handlers)
{
    oriel__handlers_clear(handlers);
    oriel__mutex_fini(&handlers->mutex);
}

/* Under the mutex. */
static oriel_err_t append(struct oriel__handlers *handlers, struct oriel__handler *handler)
{
    if (handlers->count == handlers->cap) {
        size_t cap = handlers->cap ? handlers->cap * 2 : 4;
        struct oriel__handler **items = oriel__realloc(handlers->items, cap * sizeof(*items));

        if (!items)
            return oriel__nomem();
        handlers->items = items;
        handlers->cap = cap;
    }
    handler->id = ++handlers->last_id;
    handlers->items[handlers->count++] = handler;
    return ORIEL_OK;
}

oriel_err_t oriel__handlers_add(struct oriel__handlers *handlers, struct oriel__inbox *inbox, const char *action,
                                oriel_event_cb cb, void *user, oriel_destroy_cb destroy, uint64_t *id)
{
    size_t len = strlen(action) + 1;
    struct oriel__handler *handler = oriel__new0(sizeof(*handler) + len);

    if (!handler)
        return oriel__nomem();
    handler->refs = 1;
    handler->reap.run = run_reap;
    handler->inbox = oriel__inbox_ref(inbox);
    handler->cb = cb;
    handler->user = user;
    memcpy(handler->action, action, len);
    oriel__lock(&handlers->mutex);
    oriel_err_t err = append(handlers, handler);
    uint64_t number = handler->id;

    if (!err)
        handler->destroy = destroy; /* not before: on failure it is not called */
    oriel__unlock(&handlers->mutex);
    if (err)
        handler_unref(handler);
    else if (id)
        *id = number;
    return err;
}

void oriel__handlers_name(struct oriel__handlers *handlers, uint64_t id, char *out, size_t size)
{
    *out = '\0';
    oriel__lock(&handlers->mutex);
    for (size_t i = 0; i < handlers->count; i++) {
        if (handlers->items[i]->id == id)
            (void)snprintf(out, size, "%s", handlers->items[i]->action);
    }
    oriel__unlock(&handlers->mutex);
}

static struct oriel__handler *take(struct oriel__handlers *handlers, uint64_t id)
{
    struct oriel__handler *found = NULL;

    oriel__lock(&handlers->mutex);
    for (size_t i = 0; i < handlers->count && !found; i++) {
        if (handlers->items[i]->id != id)
            continue;
        found = handlers->items[i];
        handlers->count--;
        memmove(&handlers->items[i], &handlers->items[i + 1], (handlers->count - i) * sizeof(*handlers->items));
    }
    oriel__unlock(&handlers->mutex);
    return found;
}

bool oriel__handlers_remove(struct oriel__handlers *handlers, uint64_t id)
{
    struct oriel__handler *found = take(handlers, id);

    if (found)
        handler_unref(found);
    return found != NULL;
}

bool oriel__handlers_take_back(struct oriel__handlers *handlers, uint64_t id)
{
    struct oriel__handler *found = take(handlers, id);

    if (!found)
        return false;
    found->destroy = NULL; /* read by whoever lets go of it last */
    handler_unref(found);
    return true;
}

/* Under the mutex. */
static size_t count_of(const struct oriel__handlers *handlers, const char *action)
{
    size_t n = 0;

    for (size_t i = 0; i < handlers->count; i++)
        n += strcmp(handlers->items[i]->action, action) == 0;
    return n;
}

bool oriel__handlers_has(struct oriel__handlers *handlers, const char *action)
{
    oriel__lock(&handlers->mutex);
    bool has = count_of(handlers, action) > 0;

    oriel__unlock(&handlers->mutex);
    return has;
}

/* --- Events --------------------------------------------------------------- */

oriel_event_t *oriel_event_ref(oriel_event_t *event)
{
    if (event)
        atomic_fetch_add_explicit(&event->refs, 1, memory_order_relaxed);
    return event;
}

oriel_event_t *oriel_event_unref(oriel_event_t *event)
{
    if (!event || atomic_fetch_sub_explicit(&event->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    for (size_t i = 0; i < event->count; i++)
        handler_unref(event->handlers[i]);
    oriel__free(event->handlers);
    oriel__free(event->action);
    oriel_value_unref(event->args);
    oriel__mailbox_unref(event->mailbox);
    oriel_widget_unref(event->widget);
    oriel_session_unref(event->session);
    oriel__inbox_unref(event->inbox);
    oriel__free(event);
    return NULL;
}

oriel_widget_t *oriel_event_get_widget(oriel_event_t *event)
{
    return event ? event->widget : NULL;
}

oriel_session_t *oriel_event_get_session(oriel_event_t *event)
{
    return event ? event->session : NULL;
}

const char *oriel_event_get_action(oriel_event_t *event)
{
    return event ? event->action : NULL;
}

oriel_value_t *oriel_event_get_args(oriel_event_t *event)
{
    return event ? event->args : NULL;
}

/* All handlers have run: the mailbox goes on. Drops the task's reference. */
static void finish(oriel_event_t *event)
{
    if (event->mailbox)
        oriel__mailbox_done(event->mailbox);
    oriel_event_unref(event);
}

/* The handlers have returned, if only to go on elsewhere. */
static void tell_returned(oriel_event_t *event)
{
    void (*returned)(void *user) = event->returned;

    event->returned = NULL;
    if (returned)
        returned(event->returned_user);
}

static void drop_event(struct oriel__task *task)
{
    tell_returned(oriel__container(task, oriel_event_t, task));
    finish(oriel__container(task, oriel_event_t, task));
}

static void report(oriel_event_t *event, oriel_err_t err)
{
    const char *text = oriel_last_error();

    oriel__log(ORIEL_LOG_ERROR, "session", "a handler of \"%s\" failed: %s", event->action, text);
    if (event->session && strcmp(event->action, "error") != 0)
        oriel__session_report(event->session, oriel_err_name(err), text);
}

/* Neither a widget's event nor a server's, whose actions have other names. */
static bool is_post(const oriel_event_t *event)
{
    return event->session && !event->widget && strcmp(event->action, POST) == 0;
}

static void run_event(struct oriel__task *task)
{
    oriel_event_t *event = oriel__container(task, oriel_event_t, task);
    bool ordered = event->mailbox && event->mailbox->ordered;

    if (is_post(event) && oriel__session_has_ended(event->session))
        event->next = event->count; /* it came too late */
    while (event->next < event->count) {
        struct oriel__handler *handler = event->handlers[event->next++];

        atomic_store_explicit(&event->phase, 0, memory_order_release);
        oriel_err_t err = handler->cb(event, handler->user);

        if (err < 0)
            report(event, err);
        if (err == ORIEL_PENDING)
            tell_returned(event);
        if (err == ORIEL_PENDING && ordered &&
            !(atomic_fetch_or_explicit(&event->phase, IS_PENDING, memory_order_acq_rel) & DONE_CAME))
            return; /* oriel_event_done() goes on */
    }
    tell_returned(event);
    finish(event);
}

void oriel_event_done(oriel_event_t *event)
{
    if (!event)
        return;
    if (event->mailbox && event->mailbox->ordered &&
        (atomic_fetch_or_explicit(&event->phase, DONE_CAME, memory_order_acq_rel) & (IS_PENDING | DONE_CAME)) ==
            IS_PENDING)
        oriel__inbox_push(event->inbox, &event->task);
    oriel_event_unref(event);
}

/* References of the handlers of the event's action. */
static oriel_err_t collect(oriel_event_t *event, struct oriel__handlers *handlers)
{
    oriel_err_t err = ORIEL_OK;

    oriel__lock(&handlers->mutex);
    size_t n = count_of(handlers, event->action);

    if (n > 0)
        event->handlers = oriel__alloc(n * sizeof(*event->handlers));
    if (n > 0 && !event->handlers)
        err = oriel__nomem();
    for (size_t i = 0; event->handlers && i < handlers->count; i++) {
        struct oriel__handler *handler = handlers->items[i];

        if (strcmp(handler->action, event->action) != 0)
            continue;
        atomic_fetch_add_explicit(&handler->refs, 1, memory_order_relaxed);
        event->handlers[event->count++] = handler;
    }
    oriel__unlock(&handlers->mutex);
    return err;
}

oriel_err_t oriel__event_post(struct oriel__inbox *inbox, oriel_session_t *session, oriel_widget_t *widget,
                              struct oriel__handlers *handlers, const char *action, oriel_value_t *args)
{
    return oriel__event_post_told(inbox, session, widget, handlers, action, args, NULL, NULL);
}

oriel_err_t oriel__event_post_told(struct oriel__inbox *inbox, oriel_session_t *session, oriel_widget_t *widget,
                                   struct oriel__handlers *handlers, const char *action, oriel_value_t *args,
                                   void (*returned)(void *user), void *user)
{
    oriel_event_t *event = args ? oriel__new0(sizeof(*event)) : NULL;

    if (!event) {
        oriel_value_unref(args);
        return oriel__nomem();
    }
    event->refs = 1;
    event->task.run = run_event;
    event->task.drop = drop_event;
    event->inbox = oriel__inbox_ref(inbox);
    event->session = oriel_session_ref(session);
    event->mailbox = session ? oriel__mailbox_ref(session->mailbox) : NULL;
    event->widget = oriel_widget_ref(widget);
    event->args = args;
    event->action = oriel__strdup(action);
    oriel_err_t err = event->action ? collect(event, handlers) : oriel__nomem();

    if (err || event->count == 0) {
        oriel_event_unref(event);
        if (!err && returned)
            returned(user);
        return err;
    }
    event->returned = returned;
    event->returned_user = user;
    if (event->mailbox)
        oriel__mailbox_post(event->mailbox, &event->task);
    else
        oriel__inbox_push(inbox, &event->task);
    return ORIEL_OK;
}

oriel_err_t oriel_session_post(oriel_session_t *session, oriel_event_cb handler, void *user, oriel_destroy_cb destroy)
{
    struct oriel__handlers once;
    oriel_err_t err;

    if (!session || !handler)
        return oriel__fail(ORIEL_EINVAL, "session: session and handler must not be NULL");
    if (oriel__session_has_ended(session))
        return oriel__fail(ORIEL_ECLOSED, "the session was destroyed");
    oriel__handlers_init(&once);
    err = oriel__handlers_add(&once, session->inbox, POST, handler, user, destroy, NULL);
    if (!err) {
        err = oriel__event_post(session->inbox, session, NULL, &once, POST, oriel__value_slice("[]", 2));
        if (err)
            once.items[0]->destroy = NULL; /* the caller's again */
    }
    oriel__handlers_fini(&once);
    return err;
}
