/* Widgets: a tree that the program builds once and every page of the session
 * draws. Since 0.2. All functions: any thread.
 *
 *     oriel_value_t *options;
 *     oriel_widget_t *top, *label;
 *     oriel_value_pack(&options, "{s:s}", "title", "Hello");
 *     oriel_widget_new(session, "TopLevel", NULL, options, &top);
 *     oriel_widget_new(session, "Label", NULL, NULL, &label);
 *     oriel_widget_callf(label, "set_text", "s", "Hello");
 *     oriel_widget_callf(top, "set_widget", "w", label);
 *     oriel_widget_callf(top, "show", "");
 *
 * widgets.h, made from the catalogue, has a function a class and method
 * (oriel_label_set_text) on top of these. */
#ifndef ORIEL_WIDGET_H
#define ORIEL_WIDGET_H

#include <oriel/session.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A node of a session's tree. It lives until oriel_widget_destroy() or the
 * session's end; a reference keeps the handle, not the node. */
typedef struct oriel_widget oriel_widget_t;

/* Makes a widget of a class of the catalogue ("Button"). `args`: an array of
 * the constructor's positional arguments, as few as wanted; `options`: an object
 * of its options, and of values for which the class has a `set_` method; both
 * transfer take, both may be NULL. A widget stands in them as
 * oriel_widget_ref_value(). `*ret`: one reference.
 * Errors: EINVAL (class, option or type unknown: the text names it), ECLOSED
 * (the session was destroyed), ENOMEM. */
ORIEL_API oriel_err_t oriel_widget_new(oriel_session_t *session, const char *class_name, oriel_value_t *args,
                                       oriel_value_t *options, oriel_widget_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_widget_t *oriel_widget_ref(oriel_widget_t *widget);
ORIEL_API oriel_widget_t *oriel_widget_unref(oriel_widget_t *widget);
/* Takes it, and what is in it, out of the tree and of every page. Twice is fine. */
ORIEL_API void oriel_widget_destroy(oriel_widget_t *widget);

/* Its number in the session, from 1. */
ORIEL_API uint64_t oriel_widget_get_id(oriel_widget_t *widget);
/* The class's name; static. */
ORIEL_API const char *oriel_widget_get_class(oriel_widget_t *widget);
/* Borrowed until the widget's last unref. */
ORIEL_API oriel_session_t *oriel_widget_get_session(oriel_widget_t *widget);
/* A new reference, or NULL: it has none, or is a root. */
ORIEL_API oriel_widget_t *oriel_widget_dup_parent(oriel_widget_t *widget);
ORIEL_API size_t oriel_widget_get_child_count(oriel_widget_t *widget);
ORIEL_API oriel_widget_t *oriel_widget_dup_child(oriel_widget_t *widget, size_t index);
ORIEL_API bool oriel_widget_is_destroyed(oriel_widget_t *widget);
/* {"__wid__": N}: how a widget stands in arguments. A new value. */
ORIEL_API oriel_value_t *oriel_widget_ref_value(oriel_widget_t *widget);

/* Calls a setter, an action or a method that places a child. Arguments are
 * checked against the catalogue, the tree is changed, pages are told at the end
 * of the turn; nothing is waited for. `args`: array or NULL, transfer take.
 * Errors: EINVAL (no such method; wrong number), ETYPE, ECLOSED (destroyed),
 * ENOMEM. The tree is unchanged then. */
ORIEL_API oriel_err_t oriel_widget_call(oriel_widget_t *widget, const char *method,
                                        oriel_value_t *args) ORIEL_MUST_CHECK;
/* The same with the formats of oriel_value_pack() for the list of arguments,
 * and 'w' for an oriel_widget_t *. */
ORIEL_API oriel_err_t oriel_widget_callf(oriel_widget_t *widget, const char *method, const char *format,
                                         ...) ORIEL_MUST_CHECK;
/* What a getter knows without asking a page ("get_text"): a new reference.
 * Errors: EINVAL (no such getter), ECLOSED, ENOMEM. */
ORIEL_API oriel_err_t oriel_widget_get(oriel_widget_t *widget, const char *method, oriel_value_t *args,
                                       oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Asks a page: for methods that only it can answer, or for any other to know
 * that the page has done it. The future gets the answer, null when no page is
 * there; rejects with ESCRIPT (the page's error), ETIMEDOUT after `timeout_ms`
 * (0: 30 s, negative: never), ECLOSED. `*ret`: one reference. */
ORIEL_API oriel_err_t oriel_widget_query(oriel_widget_t *widget, const char *method, oriel_value_t *args,
                                         int timeout_ms, oriel_future_t **ret) ORIEL_MUST_CHECK;
/* A setter whose first argument is bytes, such as Image's set_binary_image. */
ORIEL_API oriel_err_t oriel_widget_call_bytes(oriel_widget_t *widget, const char *method, oriel_value_t *bytes,
                                              oriel_value_t *args) ORIEL_MUST_CHECK;

/* --- Events ---------------------------------------------------------------- */

/* Something that happened to a widget, a session or a server; handlers get one
 * each. Any thread may hold a reference. */
typedef struct oriel_event oriel_event_t;

/* Runs in oriel_app_dispatch(), in the session's order. Returns
 *   ORIEL_OK       it is over;
 *   ORIEL_PENDING  it goes on: someone will call oriel_event_done(event), and
 *                  the handler took one reference for that. Later handlers of
 *                  the session wait, as its order says;
 *   an error       logged with oriel_last_error(), told to "error" handlers. */
typedef oriel_err_t (*oriel_event_cb)(oriel_event_t *event, void *user);

ORIEL_API oriel_event_t *oriel_event_ref(oriel_event_t *event);
ORIEL_API oriel_event_t *oriel_event_unref(oriel_event_t *event);
/* All borrowed until the last unref. The widget is NULL for a session's event. */
ORIEL_API oriel_widget_t *oriel_event_get_widget(oriel_event_t *event);
ORIEL_API oriel_session_t *oriel_event_get_session(oriel_event_t *event);
ORIEL_API const char *oriel_event_get_action(oriel_event_t *event);
/* An array; what the catalogue says of the action. */
ORIEL_API oriel_value_t *oriel_event_get_args(oriel_event_t *event);
ORIEL_API void oriel_event_done(oriel_event_t *event);

/* Calls `handler` whenever `action` ("activated") happens, after those that were
 * added before. `destroy` frees `user` after the last call. `*id` (may be NULL)
 * is for oriel_widget_off(). Errors: EINVAL (the class has no such action),
 * ECLOSED, ENOMEM; then `destroy` was not called. */
ORIEL_API oriel_err_t oriel_widget_on(oriel_widget_t *widget, const char *action, oriel_event_cb handler, void *user,
                                      oriel_destroy_cb destroy, uint64_t *id) ORIEL_MUST_CHECK;
/* ENOENT when there is none. */
ORIEL_API oriel_err_t oriel_widget_off(oriel_widget_t *widget, uint64_t id);
/* Whether the class has that action. */
ORIEL_API bool oriel_widget_has_action(oriel_widget_t *widget, const char *action);

/* Runs `handler` in dispatch, in the session's order, with an event that has
 * neither widget nor arguments and the action "post". `destroy` frees `user`
 * after it, or alone when the session ends first. Errors: ECLOSED, ENOMEM; then
 * neither is called. */
ORIEL_API oriel_err_t oriel_session_post(oriel_session_t *session, oriel_event_cb handler, void *user,
                                         oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* --- The session's tree ----------------------------------------------------- */

/* A new reference, or NULL. */
ORIEL_API oriel_widget_t *oriel_session_dup_widget(oriel_session_t *session, uint64_t id);
/* Roots in the order of their making: what was placed nowhere. */
ORIEL_API size_t oriel_session_get_root_count(oriel_session_t *session);
ORIEL_API oriel_widget_t *oriel_session_dup_root(oriel_session_t *session, size_t index);
/* Until the matching end, pages are not told; then they get all in one frame
 * and draw once. Order goes before: what a page tells, a question and a page that
 * comes let go what is held so far. Calls nest; any thread. */
ORIEL_API void oriel_session_begin_batch(oriel_session_t *session);
ORIEL_API void oriel_session_end_batch(oriel_session_t *session);
/* Whether a page is so far behind that a polite producer waits. */
ORIEL_API bool oriel_session_is_behind(oriel_session_t *session);
/* Resolved with null once no page is behind (soon, when none is). */
ORIEL_API oriel_err_t oriel_session_caught_up(oriel_session_t *session, oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Draws all pages of the session anew. */
ORIEL_API oriel_err_t oriel_session_rebuild(oriel_session_t *session);
/* Opens `url` in a new tab of the session's pages. http and https only: EINVAL. */
ORIEL_API oriel_err_t oriel_session_open_url(oriel_session_t *session, const char *url) ORIEL_MUST_CHECK;
/* The size of a page's area in pixels as it last told; 0, 0 before. */
ORIEL_API void oriel_session_get_viewport(oriel_session_t *session, int *width, int *height);

#ifdef __cplusplus
}
#endif

#endif
