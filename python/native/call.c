/* oriel._native.Call: one invocation whose handler takes its time. */
#include "native.h"

typedef struct call_object {
    PyObject ob_base;
    oriel_call_t *call;
    PyObject *session; /* or None */
    bool is_done;
} call_object;

PyObject *call_wrap(mod_state *st, oriel_call_t *call, PyObject *session)
{
    call_object *self = PyObject_GC_New(call_object, st->call_type);
    if (!self)
        return NULL;
    self->call = oriel_call_ref(call);
    self->session = Py_NewRef(session ? session : Py_None);
    self->is_done = false;
    oriel_call_ref(call); /* the one that oriel_call_done() takes */
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static void end(call_object *self)
{
    if (self->is_done)
        return;
    self->is_done = true;
    oriel_call_done(self->call);
}

static int call_traverse(call_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->session);
    return 0;
}

static int call_clear(call_object *self)
{
    Py_CLEAR(self->session);
    return 0;
}

static void call_dealloc(call_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (!self->is_done)
        oriel_call_reply_error(self->call, "RuntimeError", "the handler was dropped before it ended");
    end(self);
    oriel_call_unref(self->call);
    call_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyObject *call_reply(call_object *self, PyObject *result)
{
    if (result == Py_None)
        return PyBool_FromLong(oriel_call_reply_undefined(self->call));
    oriel_value_t *value = value_from_py(state_of((PyObject *)self), result, NULL, NULL);
    if (!value)
        return NULL;
    return PyBool_FromLong(oriel_call_reply(self->call, value));
}

/* An item of a stream: None is null there, for undefined would be no item. */
static PyObject *call_reply_item(call_object *self, PyObject *item)
{
    oriel_value_t *value = value_from_py(state_of((PyObject *)self), item, NULL, NULL);
    if (!value)
        return NULL;
    return PyBool_FromLong(oriel_call_reply(self->call, value));
}

static PyObject *call_reply_stream(call_object *self, PyObject *source)
{
    if (reply_stream(state_of((PyObject *)self), self->call, self->session, source) < 0)
        return NULL;
    Py_RETURN_NONE;
}

/* Rejects with an exception that the handler raised; it is also logged. */
static PyObject *call_fail(call_object *self, PyObject *exc)
{
    if (!PyExceptionInstance_Check(exc)) {
        PyErr_SetString(PyExc_TypeError, "an exception is needed");
        return NULL;
    }
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    fail_call(state_of((PyObject *)self), self->call);
    Py_RETURN_NONE;
}

static PyObject *call_reply_error(call_object *self, PyObject *args)
{
    const char *name, *message;
    if (!PyArg_ParseTuple(args, "ss:reply_error", &name, &message))
        return NULL;
    return PyBool_FromLong(oriel_call_reply_error(self->call, name, message));
}

static PyObject *call_reply_end(call_object *self, PyObject *Py_UNUSED(unused))
{
    return PyBool_FromLong(oriel_call_reply_end(self->call));
}

static PyObject *call_done(call_object *self, PyObject *Py_UNUSED(unused))
{
    end(self);
    Py_RETURN_NONE;
}

static void canceled(oriel_call_t *call, void *user)
{
    (void)call;
    held_call(user, "a cancellation");
}

static PyObject *call_on_cancel(call_object *self, PyObject *function)
{
    mod_state *st = state_of((PyObject *)self);
    struct held *held = held_new(st, function);
    if (!held)
        return NULL;
    oriel_err_t err = oriel_call_on_cancel(self->call, canceled, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        return raise_oriel(st, err);
    }
    Py_RETURN_NONE;
}

static PyObject *call_get_object(call_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_call_get_object(self->call));
}

static PyObject *call_get_name(call_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_call_get_name(self->call));
}

static PyObject *call_get_session(call_object *self, void *Py_UNUSED(closure))
{
    return Py_XNewRef(self->session);
}

static PyObject *call_is_canceled(call_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_call_is_canceled(self->call));
}

static PyMethodDef call_methods[] = {
    { "reply", (PyCFunction)call_reply, METH_O, "Answer; None is undefined." },
    { "reply_item", (PyCFunction)call_reply_item, METH_O, "Answer a pull with an item." },
    { "reply_stream", (PyCFunction)call_reply_stream, METH_O, "Answer with a generator." },
    { "reply_error", (PyCFunction)call_reply_error, METH_VARARGS, "Reject with a name and a message." },
    { "reply_end", (PyCFunction)call_reply_end, METH_NOARGS, "To a pull: the stream has ended." },
    { "fail", (PyCFunction)call_fail, METH_O, "Reject with an exception, and log it." },
    { "done", (PyCFunction)call_done, METH_NOARGS, "The handler has ended." },
    { "on_cancel", (PyCFunction)call_on_cancel, METH_O, "Call this when the page no longer waits." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef call_getset[] = {
    { "object", (getter)call_get_object, NULL, "The object it was called on.", NULL },
    { "name", (getter)call_get_name, NULL, "The name it was called by.", NULL },
    { "session", (getter)call_get_session, NULL, "Whose function it is; None: no longer there.", NULL },
    { "is_canceled", (getter)call_is_canceled, NULL, "Whether the page no longer waits.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot call_slots[] = {
    { Py_tp_doc, DOC("One invocation whose handler takes its time.") },
    { Py_tp_traverse, SLOT(call_traverse) },
    { Py_tp_clear, SLOT(call_clear) },
    { Py_tp_dealloc, SLOT(call_dealloc) },
    { Py_tp_methods, call_methods },
    { Py_tp_getset, call_getset },
    { 0, NULL },
};

PyType_Spec call_spec = {
    .name = "oriel._native.Call",
    .basicsize = sizeof(call_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = call_slots,
};
