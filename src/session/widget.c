/* The program's hold on widgets. */
#include "session/widget.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "session/internal.h"
#include "session/question.h"

/* --- References ------------------------------------------------------------------------ */

oriel_widget_t *oriel__widget_own(struct oriel__node *node)
{
    if (!node)
        return NULL;
    oriel_session_ref(oriel__widget_of(node)->session);
    return oriel__widget_of(node);
}

oriel_widget_t *oriel_widget_ref(oriel_widget_t *widget)
{
    if (widget) {
        oriel__node_ref(&widget->node);
        oriel_session_ref(widget->session);
    }
    return widget;
}

oriel_widget_t *oriel_widget_unref(oriel_widget_t *widget)
{
    oriel_session_t *session = widget ? widget->session : NULL;

    if (widget)
        oriel__node_unref(&widget->node);
    return (oriel_widget_t *)(void *)oriel_session_unref(session); /* NULL */
}

/* It left the tree: nothing happens to it any more. */
static void gone(struct oriel__node *node)
{
    oriel_widget_t *widget = oriel__widget_of(node);

    if (widget->clock)
        oriel__clock_stop(widget->clock);
    oriel__handlers_clear(&widget->handlers);
}

static void release(struct oriel__node *node)
{
    oriel_widget_t *widget = oriel__widget_of(node);

    oriel__handlers_fini(&widget->handlers);
    oriel__clock_free(widget->clock);
    oriel__free(widget);
}

static oriel_err_t make(oriel_session_t *session, const char *class_name, oriel_value_t *args, oriel_value_t *options,
                        oriel_widget_t **ret)
{
    oriel_widget_t *widget = oriel__new0(sizeof(*widget));
    oriel_err_t err = ORIEL_OK;

    if (!widget)
        return oriel__nomem();
    widget->node.gone = gone;
    widget->node.release = release;
    widget->session = session;
    oriel__handlers_init(&widget->handlers);
    if (strcmp(class_name, "Timer") == 0)
        err = oriel__clock_new(&widget->clock);
    if (!err)
        err = oriel__tree_create(&session->tree, class_name, args, options, &widget->node);
    if (err)
        release(&widget->node);
    else
        *ret = oriel__widget_own(&widget->node);
    return err;
}

oriel_err_t oriel_widget_new(oriel_session_t *session, const char *class_name, oriel_value_t *args,
                             oriel_value_t *options, oriel_widget_t **ret)
{
    oriel_err_t err;

    if (!session || !class_name || !ret)
        err = oriel__fail(ORIEL_EINVAL, "widget: session, class and ret must not be NULL");
    else if (options == oriel__value_failed()) /* it said why */
        err = oriel__last_err();
    else
        err = make(session, class_name, args, options, ret);
    oriel_value_unref(args);
    oriel_value_unref(options);
    return err;
}

void oriel_widget_destroy(oriel_widget_t *widget)
{
    if (!widget)
        return;
    oriel_widget_ref(widget);
    oriel__tree_destroy(&widget->session->tree, &widget->node);
    oriel_widget_unref(widget);
}

/* --- What it is ------------------------------------------------------------------------- */

uint64_t oriel_widget_get_id(oriel_widget_t *widget)
{
    return widget ? widget->node.wid : 0;
}

const char *oriel_widget_get_class(oriel_widget_t *widget)
{
    return widget ? widget->node.cls->name : NULL;
}

oriel_session_t *oriel_widget_get_session(oriel_widget_t *widget)
{
    return widget ? widget->session : NULL;
}

oriel_widget_t *oriel_widget_dup_parent(oriel_widget_t *widget)
{
    return widget ? oriel__widget_own(oriel__node_dup_parent(&widget->session->tree, &widget->node)) : NULL;
}

size_t oriel_widget_get_child_count(oriel_widget_t *widget)
{
    return widget ? oriel__node_get_child_count(&widget->session->tree, &widget->node) : 0;
}

oriel_widget_t *oriel_widget_dup_child(oriel_widget_t *widget, size_t index)
{
    return widget ? oriel__widget_own(oriel__node_dup_child(&widget->session->tree, &widget->node, index)) : NULL;
}

bool oriel_widget_is_destroyed(oriel_widget_t *widget)
{
    return !widget || oriel__node_is_gone(&widget->session->tree, &widget->node);
}

oriel_value_t *oriel_widget_ref_value(oriel_widget_t *widget)
{
    oriel_value_t *value = NULL;

    if (!widget)
        return oriel_value_null();
    return oriel_value_pack(&value, "{s:I}", "__wid__", (int64_t)widget->node.wid) == ORIEL_OK ? value : NULL;
}

/* --- Calls ------------------------------------------------------------------------------- */

/* The method of that name, or NULL and the error. */
static const struct oriel__method *find(oriel_widget_t *widget, const char *name)
{
    const struct oriel__method *method;

    if (!widget || !name) {
        oriel__fail(ORIEL_EINVAL, "widget: widget and method must not be NULL");
        return NULL;
    }
    method = oriel__class_get_method(widget->node.cls, name);
    if (!method)
        oriel__fail(ORIEL_EINVAL, "%s has no method %.100s", widget->node.cls->name, name);
    return method;
}

static bool is_known(const struct oriel__method *method)
{
    return method->kind == ORIEL__KIND_GETTER || method->kind == ORIEL__KIND_LOCAL;
}

static oriel_err_t call(oriel_widget_t *widget, const struct oriel__method *method, oriel_value_t *bytes,
                        oriel_value_t *args)
{
    oriel_err_t err;

    if (is_known(method) || method->kind == ORIEL__KIND_QUERY)
        return oriel__fail(ORIEL_EINVAL, "%s.%s gives an answer: it is not a call", widget->node.cls->name,
                           method->name);
    if (method->kind == ORIEL__KIND_DESTROY) {
        oriel_widget_destroy(widget);
        return ORIEL_OK;
    }
    err = oriel__tree_call(&widget->session->tree, &widget->node, method, args, bytes, NULL);
    return err || !widget->clock ? err : oriel__clock_call(widget, method, args);
}

oriel_err_t oriel_widget_call(oriel_widget_t *widget, const char *name, oriel_value_t *args)
{
    const struct oriel__method *method = find(widget, name);
    oriel_err_t err = method ? call(widget, method, NULL, args) : oriel__last_err();

    oriel_value_unref(args);
    return err;
}

oriel_err_t oriel_widget_call_bytes(oriel_widget_t *widget, const char *name, oriel_value_t *bytes, oriel_value_t *args)
{
    const struct oriel__method *method;
    oriel_err_t err;

    if (!bytes) /* a maker failed, and said why */
        err = oriel__last_err();
    else if (oriel_value_get_type(bytes) != ORIEL_TYPE_BYTES)
        err = oriel__fail(ORIEL_ETYPE, "%.100s: the first argument is bytes", name ? name : "");
    else if (!(method = find(widget, name)))
        err = oriel__last_err();
    else
        err = call(widget, method, bytes, args);
    oriel_value_unref(bytes);
    oriel_value_unref(args);
    return err;
}

static oriel_err_t get(oriel_widget_t *widget, const struct oriel__method *method, oriel_value_t *args,
                       oriel_value_t **ret)
{
    oriel_err_t err;

    if (!is_known(method))
        return oriel__fail(ORIEL_EINVAL, "%s.%s is not a getter", widget->node.cls->name, method->name);
    err = oriel__tree_get(&widget->session->tree, &widget->node, method, args, ret);
    if (err || !widget->clock || method->kind != ORIEL__KIND_LOCAL)
        return err;
    oriel_value_unref(*ret);
    *ret = oriel__clock_get(widget, method);
    return *ret ? ORIEL_OK : oriel__last_err();
}

oriel_err_t oriel_widget_get(oriel_widget_t *widget, const char *name, oriel_value_t *args, oriel_value_t **ret)
{
    const struct oriel__method *method = find(widget, name);
    oriel_err_t err;

    if (!method)
        err = oriel__last_err();
    else if (!ret)
        err = oriel__fail(ORIEL_EINVAL, "widget: ret must not be NULL");
    else
        err = get(widget, method, args, ret);
    oriel_value_unref(args);
    return err;
}

/* What needs no page: the answer is there. */
static oriel_err_t answer(oriel_widget_t *widget, const struct oriel__method *method, oriel_value_t *args,
                          oriel_future_t **ret)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = is_known(method) ? get(widget, method, args, &value) : call(widget, method, NULL, args);

    if (!err)
        err = oriel_future_new(widget->session->app, ret);
    if (err)
        oriel_value_unref(value);
    else
        oriel_future_resolve(*ret, value);
    return err;
}

oriel_err_t oriel_widget_query(oriel_widget_t *widget, const char *name, oriel_value_t *args, int timeout_ms,
                               oriel_future_t **ret)
{
    const struct oriel__method *method = find(widget, name);
    oriel_err_t err;

    if (!method)
        err = oriel__last_err();
    else if (!ret)
        err = oriel__fail(ORIEL_EINVAL, "widget: ret must not be NULL");
    else if (is_known(method) || widget->clock || method->kind == ORIEL__KIND_DESTROY)
        err = answer(widget, method, args, ret);
    else
        err = oriel__question_ask(widget, method, args, timeout_ms, ret);
    oriel_value_unref(args);
    return err;
}

/* --- Handlers ---------------------------------------------------------------------------- */

bool oriel_widget_has_action(oriel_widget_t *widget, const char *action)
{
    return widget && action && oriel__class_get_action(widget->node.cls, action, strlen(action));
}

oriel_err_t oriel_widget_on(oriel_widget_t *widget, const char *action, oriel_event_cb handler, void *user,
                            oriel_destroy_cb destroy, uint64_t *id)
{
    const struct oriel__action *found;
    uint64_t number = 0;
    oriel_err_t err;

    if (!widget || !action || !handler)
        return oriel__fail(ORIEL_EINVAL, "widget: widget, action and handler must not be NULL");
    found = oriel__class_get_action(widget->node.cls, action, strlen(action));
    if (!found)
        return oriel__fail(ORIEL_EINVAL, "%s has no callback %.100s", widget->node.cls->name, action);
    err = oriel__tree_listen(&widget->session->tree, &widget->node, found);
    if (!err)
        err = oriel__handlers_add(&widget->handlers, widget->session->inbox, found->name, handler, user, destroy,
                                  &number);
    if (err)
        return err;
    if (id)
        *id = number;
    /* Another thread may have taken the last handler before this one away, or the widget. */
    err = oriel__tree_listen(&widget->session->tree, &widget->node, found);
    if (err == ORIEL_ECLOSED && oriel__handlers_take_back(&widget->handlers, number))
        return err;
    if (err && err != ORIEL_ECLOSED) /* it went with the others of a destroyed widget */
        oriel__log(ORIEL_LOG_WARNING, "session", "pages may not tell of \"%s\": %s", found->name, oriel_last_error());
    return ORIEL_OK;
}

/* Pages need not tell any more what nobody hears. Sizes are told to getters, too. */
static void unlisten(oriel_widget_t *widget, const char *name)
{
    const struct oriel__action *action = oriel__class_get_action(widget->node.cls, name, strlen(name));

    if (!action || strcmp(name, "resize") == 0 || oriel__handlers_has(&widget->handlers, name))
        return;
    oriel__tree_unlisten(&widget->session->tree, &widget->node, action);
    if (oriel__handlers_has(&widget->handlers, name) && /* by now */
        oriel__tree_listen(&widget->session->tree, &widget->node, action))
        oriel__log(ORIEL_LOG_WARNING, "session", "pages may not tell of \"%s\": %s", name, oriel_last_error());
}

oriel_err_t oriel_widget_off(oriel_widget_t *widget, uint64_t id)
{
    char name[64];

    if (!widget)
        return oriel__fail(ORIEL_EINVAL, "widget: the widget is NULL");
    oriel__handlers_name(&widget->handlers, id, name, sizeof(name));
    if (!oriel__handlers_remove(&widget->handlers, id))
        return oriel__fail(ORIEL_ENOENT, "%s has no handler %llu", widget->node.cls->name, (unsigned long long)id);
    unlisten(widget, name);
    return ORIEL_OK;
}

oriel_err_t oriel__widget_post(oriel_widget_t *widget, const char *action, oriel_value_t *args)
{
    return oriel__event_post(widget->session->inbox, widget->session, widget, &widget->handlers, action, args);
}

bool oriel__widget_takes_files(const oriel_widget_t *widget, const char *action, const char **progress)
{
    bool is_drop = strcmp(action, "drop-end") == 0;
    const struct oriel__class *cls = widget->node.cls;
    const char *name = is_drop ? "drop-progress" : "progress";
    const struct oriel__action *found = oriel__class_get_action(cls, name, strlen(name));

    *progress = found && found->is_program ? name : NULL;
    if (is_drop)
        return oriel__class_get_action(cls, action, strlen(action));
    return *progress && strcmp(action, "activated") == 0; /* of what chooses files */
}
