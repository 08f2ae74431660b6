/* Widgets as the program sees them: nodes with handlers. */
#ifndef ORIEL_SESSION_WIDGET_H
#define ORIEL_SESSION_WIDGET_H

#include <oriel/widget.h>

#include "session/event.h"
#include "widget/tree.h"

struct oriel__clock;

/* The program's references count for the node and for the session, so that the
 * session lives as long; the tree's own reference is the node's alone. */
struct oriel_widget {
    struct oriel__node node;
    oriel_session_t *session; /* weak */
    struct oriel__handlers handlers;
    struct oriel__clock *clock; /* of a Timer; NULL otherwise */
};

static inline oriel_widget_t *oriel__widget_of(struct oriel__node *node)
{
    return oriel__container(node, struct oriel_widget, node);
}

/* A reference of the node becomes one of the program's. NULL stays NULL. */
oriel_widget_t *oriel__widget_own(struct oriel__node *node);
/* Posts an event to the widget's handlers. `args` is taken. */
oriel_err_t oriel__widget_post(oriel_widget_t *widget, const char *action, oriel_value_t *args) ORIEL_MUST_CHECK;

/* view.c: the same for what a page told: as many may wait for the program as of its
 * callbacks. ETOOBIG: too many do. */
oriel_err_t oriel__widget_post_told(oriel_widget_t *widget, const char *action, oriel_value_t *args) ORIEL_MUST_CHECK;
/* Whether pages send files with that action; `*progress`: the one that tells how
 * they come along, NULL where the class has none. */
bool oriel__widget_takes_files(const oriel_widget_t *widget, const char *action, const char **progress);

/* args.c. Arguments as an array, a letter each: s string, z string or NULL, f
 * number, F number or ORIEL_UNSET, I integer, J integer or ORIEL_UNSET_INT, b bool,
 * B bool or -1, w widget, W widget or NULL, V a value, taken, or NULL. NULL when
 * they cannot be made, with the error. */
oriel_value_t *oriel__widget_args(const char *letters, ...);
/* What takes such arguments: NULL is then that error. */
oriel_err_t oriel__widget_call_made(oriel_widget_t *widget, const char *method, oriel_value_t *args) ORIEL_MUST_CHECK;
oriel_err_t oriel__widget_new_made(oriel_session_t *session, const char *class_name, oriel_value_t *args,
                                   bool wants_args, oriel_value_t *options, oriel_widget_t **ret) ORIEL_MUST_CHECK;
oriel_err_t oriel__widget_get_made(oriel_widget_t *widget, const char *method, oriel_value_t *args, bool wants_args,
                                   oriel_value_t **ret) ORIEL_MUST_CHECK;
oriel_err_t oriel__widget_query_made(oriel_widget_t *widget, const char *method, oriel_value_t *args, bool wants_args,
                                     int timeout_ms, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* clock.c: timers. */
oriel_err_t oriel__clock_new(struct oriel__clock **ret) ORIEL_MUST_CHECK;
void oriel__clock_free(struct oriel__clock *clock);
/* A method of the Timer was called, its arguments checked. */
oriel_err_t oriel__clock_call(oriel_widget_t *widget, const struct oriel__method *method,
                              const oriel_value_t *args) ORIEL_MUST_CHECK;
/* What the Timer's local methods say. */
oriel_value_t *oriel__clock_get(oriel_widget_t *widget, const struct oriel__method *method);
void oriel__clock_stop(struct oriel__clock *clock);

#endif
