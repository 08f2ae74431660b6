/* Handlers of events, and oriel._native.Event: one whose handler takes its time. */
#include "native.h"

#include <structmember.h>

/* --- what happened --- */
typedef struct event_object {
    PyObject ob_base;
    oriel_event_t *event;
    PyObject *session; /* or None */
    bool is_done;
} event_object;

/* Wraps an event that is pending: its done() is due. */
static PyObject *event_wrap(mod_state *st, PyObject *session, oriel_event_t *event)
{
    event_object *self = PyObject_GC_New(event_object, st->event_type);
    if (!self)
        return NULL;
    self->event = oriel_event_ref(event);
    oriel_event_ref(event); /* the one that oriel_event_done() takes */
    self->session = Py_NewRef(session ? session : Py_None);
    self->is_done = false;
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static void end(event_object *self)
{
    if (self->is_done)
        return;
    self->is_done = true;
    oriel_event_done(self->event);
}

static int event_traverse(event_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->session);
    return 0;
}

static int event_clear(event_object *self)
{
    Py_CLEAR(self->session);
    return 0;
}

static void event_dealloc(event_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    end(self);
    oriel_event_unref(self->event);
    event_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static const char *place_of(oriel_event_t *event)
{
    const char *action = oriel_event_get_action(event);
    return action ? action : "an event";
}

/* What went wrong, told to whom it concerns: "Button activated". */
static void fail(mod_state *st, PyObject *session, oriel_event_t *event)
{
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    oriel_widget_t *widget = oriel_event_get_widget(event);
    PyObject *where = PyUnicode_FromFormat("%s%s%s", widget ? oriel_widget_get_class(widget) : "", widget ? " " : "",
                                           place_of(event));
    const char *text = where ? PyUnicode_AsUTF8(where) : NULL;
    PyErr_Restore(type, value, trace);
    report_failure(st, session, text ? text : "an event");
    Py_XDECREF(where);
}

static PyObject *event_fail(event_object *self, PyObject *exc)
{
    if (!PyExceptionInstance_Check(exc)) {
        PyErr_SetString(PyExc_TypeError, "an exception is needed");
        return NULL;
    }
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    fail(state_of((PyObject *)self), self->session, self->event);
    Py_RETURN_NONE;
}

static PyObject *event_done(event_object *self, PyObject *Py_UNUSED(unused))
{
    end(self);
    Py_RETURN_NONE;
}

static PyObject *event_get_action(event_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_event_get_action(self->event));
}

static PyObject *event_get_session(event_object *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(self->session);
}

/* --- running handlers --- */
/* What `result` (stolen) asks for: a task, or nothing. */
static oriel_err_t finish(mod_state *st, PyObject *session, oriel_event_t *event, PyObject *result)
{
    oriel_err_t err = ORIEL_OK;
    if (!result) {
        fail(st, session, event);
    } else if (is_awaitable(result)) {
        PyObject *pending = event_wrap(st, session, event);
        PyObject *done = pending ? PyObject_CallFunctionObjArgs(st->hook_event, pending, result, NULL) : NULL;
        if (!done)
            fail(st, session, event);
        Py_XDECREF(done);
        /* Without a task the last reference goes here, and ends the event. */
        err = pending ? ORIEL_PENDING : ORIEL_OK;
        Py_XDECREF(pending);
    }
    Py_XDECREF(result);
    return err;
}

/* The source (when wanted, or the session, for a server's), the event's arguments, the handler's own: a tuple. */
static PyObject *gather(mod_state *st, const handler_object *handler, PyObject *session, PyObject *first,
                        oriel_event_t *event)
{
    PyObject *own = py_from_value_in(st, session, oriel_event_get_args(event));
    if (own && !PyList_Check(own))
        Py_SETREF(own, PyList_New(0));
    if (!own)
        return NULL;
    Py_ssize_t at = 0, count = PyList_GET_SIZE(own), extra = PyTuple_GET_SIZE(handler->extra);
    PyObject *args = PyTuple_New((first != NULL) + count + extra);
    if (args) {
        if (first)
            PyTuple_SET_ITEM(args, at++, Py_NewRef(first));
        for (Py_ssize_t i = 0; i < count; i++)
            PyTuple_SET_ITEM(args, at++, Py_NewRef(PyList_GET_ITEM(own, i)));
        for (Py_ssize_t i = 0; i < extra; i++)
            PyTuple_SET_ITEM(args, at++, Py_NewRef(PyTuple_GET_ITEM(handler->extra, i)));
    }
    Py_DECREF(own);
    return args;
}

/* The object of the event's session, a new reference; NULL without an exception: it has none. */
static PyObject *session_for(mod_state *st, const handler_object *handler, oriel_event_t *event)
{
    if (PyObject_TypeCheck(handler->source, st->widget_type))
        return Py_XNewRef(((widget_object *)handler->source)->session);
    oriel_session_t *session = oriel_event_get_session(event);
    if (!session)
        return NULL;
    PyObject *app = PyObject_GetAttrString(handler->source, "app");
    PyObject *object = app ? session_object_of(st, app, session) : NULL;
    Py_XDECREF(app);
    return object;
}

static oriel_err_t run_handler(mod_state *st, handler_object *handler, oriel_event_t *event)
{
    bool of_widget = PyObject_TypeCheck(handler->source, st->widget_type);
    PyObject *session = session_for(st, handler, event);
    PyObject *result = NULL;
    if (session || !PyErr_Occurred()) {
        PyObject *first = of_widget ? (handler->wants_source ? handler->source : NULL) : (session ? session : Py_None);
        PyObject *args = gather(st, handler, session, first, event);
        result = args ? call_in(st, session, handler->function, args, handler->options) : NULL;
        Py_XDECREF(args);
    }
    oriel_err_t err = finish(st, session, event, result);
    Py_XDECREF(session);
    return err;
}

oriel_err_t handler_happened(oriel_event_t *event, void *held)
{
    if (!Py_IsInitialized())
        return ORIEL_OK;
    PyGILState_STATE gil = PyGILState_Ensure();
    oriel_err_t err = ORIEL_OK;
    handler_object *handler = (handler_object *)held_target(held);
    mod_state *st = held_state(held);
    if (handler && st && handler->function)
        err = run_handler(st, handler, event);
    Py_XDECREF(handler);
    PyGILState_Release(gil);
    return err;
}

oriel_err_t function_happened(oriel_event_t *event, void *user)
{
    if (!Py_IsInitialized())
        return ORIEL_OK;
    PyGILState_STATE gil = PyGILState_Ensure();
    oriel_err_t err = ORIEL_OK;
    struct held *held = user;
    mod_state *st = held_state(held);
    if (st) {
        /* (function, session), kept: it may be released meanwhile */
        PyObject *pair = Py_NewRef(held->object);
        PyObject *none = PyTuple_New(0), *session = PyTuple_GET_ITEM(pair, 1);
        PyObject *result = none ? call_in(st, session, PyTuple_GET_ITEM(pair, 0), none, NULL) : NULL;
        Py_XDECREF(none);
        err = finish(st, session, event, result);
        Py_DECREF(pair);
    }
    PyGILState_Release(gil);
    return err;
}

/* --- handlers --- */
handler_object *handler_new(mod_state *st, PyObject *source, PyObject *function, PyObject *extra, PyObject *options,
                            bool wants_source)
{
    if (!PyCallable_Check(function)) {
        PyErr_Format(PyExc_TypeError, "a callable is needed, not %s", Py_TYPE(function)->tp_name);
        return NULL;
    }
    PyObject *tuple = extra ? PySequence_Tuple(extra) : PyTuple_New(0);
    handler_object *self = tuple ? PyObject_GC_New(handler_object, st->handler_type) : NULL;
    if (!self) {
        Py_XDECREF(tuple);
        return NULL;
    }
    self->source = Py_NewRef(source);
    self->function = Py_NewRef(function);
    self->extra = tuple;
    self->options = options && options != Py_None ? Py_NewRef(options) : NULL;
    self->wants_source = wants_source;
    self->id = 0;
    self->weakrefs = NULL;
    PyObject_GC_Track(self);
    return self;
}

static int handler_traverse(handler_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->source);
    Py_VISIT(self->function);
    Py_VISIT(self->extra);
    Py_VISIT(self->options);
    return 0;
}

static int handler_clear(handler_object *self)
{
    Py_CLEAR(self->source);
    Py_CLEAR(self->function);
    Py_CLEAR(self->extra);
    Py_CLEAR(self->options);
    return 0;
}

static void handler_dealloc(handler_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs)
        PyObject_ClearWeakRefs((PyObject *)self);
    handler_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMemberDef handler_members[] = {
    { "__weaklistoffset__", T_PYSSIZET, offsetof(handler_object, weakrefs), READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot handler_slots[] = {
    { Py_tp_doc, DOC("A function that hears of something.") },
    { Py_tp_traverse, SLOT(handler_traverse) },
    { Py_tp_clear, SLOT(handler_clear) },
    { Py_tp_dealloc, SLOT(handler_dealloc) },
    { Py_tp_members, handler_members },
    { 0, NULL },
};

PyType_Spec handler_spec = {
    .name = "oriel._native.Handler",
    .basicsize = sizeof(handler_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = handler_slots,
};

static PyMethodDef event_methods[] = {
    { "fail", (PyCFunction)event_fail, METH_O, "Tell of an exception that the handler raised." },
    { "done", (PyCFunction)event_done, METH_NOARGS, "The handler has ended." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef event_getset[] = {
    { "action", (getter)event_get_action, NULL, "What happened.", NULL },
    { "session", (getter)event_get_session, NULL, "Where; None: no session.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot event_slots[] = {
    { Py_tp_doc, DOC("Something that happened, whose handler takes its time.") },
    { Py_tp_traverse, SLOT(event_traverse) },
    { Py_tp_clear, SLOT(event_clear) },
    { Py_tp_dealloc, SLOT(event_dealloc) },
    { Py_tp_methods, event_methods },
    { Py_tp_getset, event_getset },
    { 0, NULL },
};

PyType_Spec event_spec = {
    .name = "oriel._native.Event",
    .basicsize = sizeof(event_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = event_slots,
};
