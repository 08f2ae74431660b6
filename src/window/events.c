/* Events: what happens to a window, told in dispatch. */
#include <stdatomic.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/opts.h"
#include "base/sync.h"
#include "window/window.h"

struct emission {
    struct oriel__task task;
    oriel_window_t *window;
    enum oriel__event event;
    char *text, *text2;
    bool on;
};

static void reap_events(struct oriel__task *task)
{
    struct oriel__events *events = oriel__container(task, struct oriel__events, reap);

    if (events->destroy)
        events->destroy(events->user);
    oriel__inbox_unref(events->inbox);
    oriel__free(events);
}

void oriel__events_unref(struct oriel__events *events)
{
    if (!events || atomic_fetch_sub_explicit(&events->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (events->destroy)
        oriel__inbox_push(events->inbox, &events->reap);
    else
        reap_events(&events->reap);
}

oriel_err_t oriel_window_set_events(oriel_window_t *window, const oriel_window_events_t *table, void *user,
                                    oriel_destroy_cb destroy)
{
    struct oriel__events *events = NULL;
    oriel_window_events_t all = ORIEL_WINDOW_EVENTS_INIT;

    if (!window ||
        (table && !oriel__opts_read(&all, sizeof(all), table, ORIEL__OPTS_END(oriel_window_events_t, crashed))))
        return oriel__fail(ORIEL_EINVAL, "window events: from ORIEL_WINDOW_EVENTS_INIT, or NULL");
    if (table) {
        events = oriel__new0(sizeof(*events));
        if (!events)
            return oriel__nomem();
        events->refs = 1;
        events->reap.run = reap_events;
        events->inbox = oriel__inbox_ref(window->inbox);
        events->table = all;
        events->user = user;
        events->destroy = destroy;
    }
    oriel__lock(&window->mutex);
    struct oriel__events *old = window->events;

    window->events = events;
    oriel__unlock(&window->mutex);
    oriel__events_unref(old);
    return ORIEL_OK;
}

static struct oriel__events *dup_events(oriel_window_t *window)
{
    oriel__lock(&window->mutex);
    struct oriel__events *events = window->events;

    if (events)
        atomic_fetch_add_explicit(&events->refs, 1, memory_order_relaxed);
    oriel__unlock(&window->mutex);
    return events;
}

bool oriel__window_asks_close(oriel_window_t *window)
{
    struct oriel__events *events = dup_events(window);
    bool asks = events && events->table.close_requested;

    oriel__events_unref(events);
    return asks;
}

static void call(const oriel_window_events_t *table, const struct emission *e, void *user)
{
    oriel_window_t *window = e->window;

    switch (e->event) {
    case ORIEL__EVENT_TITLE:
        if (table->title_changed)
            table->title_changed(window, e->text, user);
        break;
    case ORIEL__EVENT_ADDRESS:
        if (table->address_changed)
            table->address_changed(window, e->text, user);
        break;
    case ORIEL__EVENT_FULLSCREEN:
        if (table->fullscreen_changed)
            table->fullscreen_changed(window, e->on, user);
        break;
    case ORIEL__EVENT_LOADED:
        if (table->loaded)
            table->loaded(window, e->text, user);
        break;
    case ORIEL__EVENT_LOAD_FAILED:
        if (table->load_failed)
            table->load_failed(window, e->text, e->text2, user);
        break;
    case ORIEL__EVENT_CLOSE_REQUESTED:
        if (table->close_requested)
            table->close_requested(window, user);
        break;
    case ORIEL__EVENT_CLOSED:
        if (table->closed)
            table->closed(window, user);
        break;
    case ORIEL__EVENT_CRASHED:
        if (table->crashed)
            table->crashed(window, e->text, user);
        break;
    case ORIEL__EVENT_MENU:
        if (table->menu_chosen)
            table->menu_chosen(window, e->text, user);
        break;
    }
}

static void drop_emission(struct oriel__task *task)
{
    struct emission *e = oriel__container(task, struct emission, task);

    oriel_window_unref(e->window);
    oriel__free(e->text);
    oriel__free(e->text2);
    oriel__free(e);
}

static void run_emission(struct oriel__task *task)
{
    struct emission *e = oriel__container(task, struct emission, task);
    struct oriel__events *events = dup_events(e->window);

    if (events)
        call(&events->table, e, events->user);
    oriel__events_unref(events);
    drop_emission(task);
}

void oriel__window_emit(oriel_window_t *window, enum oriel__event event, const char *text, const char *text2, bool on)
{
    struct emission *e = oriel__new0(sizeof(*e));

    if (e) {
        e->text = oriel__strdup(text ? text : "");
        e->text2 = oriel__strdup(text2 ? text2 : "");
    }
    if (!e || !e->text || !e->text2) {
        oriel__log(ORIEL_LOG_ERROR, "window", "an event was lost: out of memory");
        if (e) {
            oriel__free(e->text);
            oriel__free(e->text2);
            oriel__free(e);
        }
        return;
    }
    e->task.run = run_emission;
    e->task.drop = drop_emission;
    e->task.stays = event == ORIEL__EVENT_CLOSED;
    e->window = oriel_window_ref(window);
    e->event = event;
    e->on = on;
    oriel__inbox_push(window->inbox, &e->task);
}
