/* Timers: they run in the program, so that they fire once, however many pages
 * there are, and with none. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "session/internal.h"
#include "session/widget.h"

#define SECONDS_MAX 1e9 /* about 31 years */

struct oriel__clock {
    pthread_mutex_t mutex;
    oriel_timer_t *timer;
    uint64_t began_ns;
    uint64_t round; /* of which start it is */
    double seconds;
    bool is_set;
};

/* One start, until it fires or is given up. */
struct round {
    oriel_widget_t *widget; /* a reference */
    uint64_t number;
};

oriel_err_t oriel__clock_new(struct oriel__clock **ret)
{
    struct oriel__clock *clock = oriel__new0(sizeof(*clock));

    if (!clock)
        return oriel__nomem();
    oriel__mutex_init(&clock->mutex);
    *ret = clock;
    return ORIEL_OK;
}

void oriel__clock_free(struct oriel__clock *clock)
{
    if (!clock)
        return;
    oriel_timer_unref(clock->timer);
    oriel__mutex_fini(&clock->mutex);
    oriel__free(clock);
}

static double elapsed(const struct oriel__clock *clock)
{
    return clock->is_set ? (double)(oriel__now_ns() - clock->began_ns) / 1e9 : 0.0;
}

/* Ends the round, under the mutex; its timer is the caller's to cancel, without it. */
static oriel_timer_t *take_timer(struct oriel__clock *clock)
{
    oriel_timer_t *timer = clock->timer;

    clock->timer = NULL;
    clock->is_set = false;
    clock->round++;
    return timer;
}

static void drop_timer(oriel_timer_t *timer)
{
    oriel_timer_cancel(timer);
    oriel_timer_unref(timer);
}

/* Ends the round; true when one ran. */
static bool end_round(struct oriel__clock *clock, double *after)
{
    oriel__lock(&clock->mutex);
    bool was_set = clock->is_set;

    *after = elapsed(clock);
    oriel_timer_t *timer = take_timer(clock);

    oriel__unlock(&clock->mutex);
    drop_timer(timer);
    return was_set;
}

void oriel__clock_stop(struct oriel__clock *clock)
{
    double after;

    end_round(clock, &after);
}

static void post(oriel_widget_t *widget, const char *action, double seconds)
{
    oriel_value_t *args = NULL;
    oriel_err_t err = oriel_value_pack(&args, "[f]", seconds);

    if (!err)
        err = oriel__widget_post(widget, action, args);
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "session", "a timer's \"%s\" was lost: %s", action, oriel_last_error());
}

/* On the runtime's thread. */
static void fire(void *user)
{
    const struct round *round = user;
    struct oriel__clock *clock = round->widget->clock;
    oriel_timer_t *timer = NULL;
    double seconds;

    oriel__lock(&clock->mutex);
    bool is_due = clock->is_set && clock->round == round->number;

    seconds = clock->seconds;
    if (is_due) {
        clock->is_set = false;
        timer = clock->timer;
        clock->timer = NULL;
    }
    oriel__unlock(&clock->mutex);
    oriel_timer_unref(timer);
    if (is_due)
        post(round->widget, "expired", seconds);
}

static void drop_round(void *user)
{
    struct round *round = user;

    oriel_widget_unref(round->widget);
    oriel__free(round);
}

static oriel_err_t start(oriel_widget_t *widget, double seconds)
{
    struct oriel__clock *clock = widget->clock;
    struct round *round;
    oriel_timer_t *timer = NULL;
    oriel_err_t err;

    if (!(seconds >= 0 && seconds <= SECONDS_MAX))
        return oriel__fail(ORIEL_EINVAL, "Timer: %g seconds, limit %g", seconds, SECONDS_MAX);
    round = oriel__new0(sizeof(*round));
    if (!round)
        return oriel__nomem();
    round->widget = oriel_widget_ref(widget);
    oriel__lock(&clock->mutex);
    oriel_timer_t *last = take_timer(clock);
    uint64_t number = clock->round;

    round->number = number;
    clock->seconds = seconds;
    clock->began_ns = oriel__now_ns();
    clock->is_set = true;
    oriel__unlock(&clock->mutex);
    drop_timer(last);

    err = oriel_timer_new(oriel__app_runtime(widget->session->app), (uint64_t)ceil(seconds * 1000.0), 0, fire, round,
                          drop_round, &timer);
    if (err) {
        oriel__clock_stop(clock);
        drop_round(round);
        return err;
    }
    oriel__lock(&clock->mutex);
    if (clock->is_set && clock->round == number) {
        clock->timer = timer;
        timer = NULL;
    }
    oriel__unlock(&clock->mutex);
    drop_timer(timer); /* it was stopped meanwhile, or has fired */
    if (oriel_widget_is_destroyed(widget))
        oriel__clock_stop(clock); /* between the call and here */
    return ORIEL_OK;
}

/* What is given, or what it has. */
static double duration_of(oriel_widget_t *widget, const oriel_value_t *args)
{
    double seconds = oriel__tree_get_number(&widget->session->tree, &widget->node, ORIEL__KEY_DURATION, 0);
    oriel_value_t *given = oriel_value_get_count(args) > 0 ? oriel_value_dup_element(args, 0) : NULL;
    double number;

    if (given && oriel_value_get_type(given) != ORIEL_TYPE_NULL && oriel_value_get_real(given, &number) == ORIEL_OK)
        seconds = number;
    oriel_value_unref(given);
    return seconds;
}

static bool is_set(struct oriel__clock *clock)
{
    oriel__lock(&clock->mutex);
    bool set = clock->is_set;

    oriel__unlock(&clock->mutex);
    return set;
}

oriel_err_t oriel__clock_call(oriel_widget_t *widget, const struct oriel__method *method, const oriel_value_t *args)
{
    double after = 0;

    switch (method->rule) {
    case ORIEL__RULE_TIMER_COND_SET:
        if (is_set(widget->clock))
            return ORIEL_OK;
        return start(widget, duration_of(widget, args));
    case ORIEL__RULE_TIMER_START:
    case ORIEL__RULE_TIMER_SET:
        return start(widget, duration_of(widget, args));
    case ORIEL__RULE_TIMER_CANCEL:
        if (end_round(widget->clock, &after))
            post(widget, "cancelled", after);
        return ORIEL_OK;
    case ORIEL__RULE_TIMER_STOP:
        oriel__clock_stop(widget->clock);
        return ORIEL_OK;
    default:
        return ORIEL_OK; /* set_duration: the tree has it */
    }
}

oriel_value_t *oriel__clock_get(oriel_widget_t *widget, const struct oriel__method *method)
{
    struct oriel__clock *clock = widget->clock;
    oriel_value_t *value;

    oriel__lock(&clock->mutex);
    double past = elapsed(clock);
    double left = clock->is_set && past < clock->seconds ? clock->seconds - past : 0.0;
    bool set = clock->is_set;

    oriel__unlock(&clock->mutex);
    if (method->rule == ORIEL__RULE_IS_SET)
        value = oriel_value_bool(set);
    else if (method->rule == ORIEL__RULE_CONTAINER)
        value = oriel_value_bool(false);
    else
        value = oriel_value_real(method->rule == ORIEL__RULE_TIME_LEFT ? left : past);
    return value;
}
