/* oriel._native.Future: a result that arrives later. */
#include "native.h"

#define SLICE_MS 200 /* how long the main thread waits before it looks for signals */

typedef struct future_object {
    PyObject ob_base;
    oriel_future_t *future;
    PyObject *app;
    PyObject *session; /* whose widgets may stand in the result; NULL: none do */
} future_object;

static PyObject *wrap(mod_state *st, PyObject *app, PyObject *session, oriel_future_t *future)
{
    future_object *self = PyObject_GC_New(future_object, st->future_type);
    if (!self) {
        oriel_future_unref(future);
        return NULL;
    }
    self->future = future;
    self->app = Py_NewRef(app);
    self->session = Py_XNewRef(session);
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

PyObject *future_wrap(mod_state *st, PyObject *app, oriel_future_t *future)
{
    return wrap(st, app, NULL, future);
}

PyObject *future_wrap_in(mod_state *st, PyObject *session, oriel_future_t *future)
{
    return wrap(st, ((session_object *)session)->app, session, future);
}

static int future_traverse(future_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    Py_VISIT(self->session);
    return 0;
}

static int future_clear(future_object *self)
{
    Py_CLEAR(self->app);
    Py_CLEAR(self->session);
    return 0;
}

static void future_dealloc(future_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    oriel_future_unref(self->future);
    future_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* wait(timeout_ms): True once settled, False when the time is up. Signals are looked at meanwhile. */
static PyObject *future_wait(future_object *self, PyObject *arg)
{
    long left = PyLong_AsLong(arg);
    if (left == -1 && PyErr_Occurred())
        return NULL;
    for (;;) {
        int slice = left < 0 || left > SLICE_MS ? SLICE_MS : (int)left;
        oriel_err_t err;
        Py_BEGIN_ALLOW_THREADS;
        err = oriel_future_wait(self->future, slice);
        Py_END_ALLOW_THREADS;
        if (err == ORIEL_OK)
            Py_RETURN_TRUE;
        if (err != ORIEL_ETIMEDOUT)
            return raise_oriel(state_of((PyObject *)self), err);
        if (PyErr_CheckSignals() < 0)
            return NULL;
        if (left == slice)
            Py_RETURN_FALSE;
        left -= left < 0 ? 0 : slice;
    }
}

static PyObject *future_result(future_object *self, PyObject *Py_UNUSED(unused))
{
    mod_state *st = state_of((PyObject *)self);
    const char *name = NULL, *text = NULL;
    if (oriel_future_get_status(self->future) == ORIEL_FUTURE_PENDING) {
        PyErr_SetString(PyExc_RuntimeError, "the future is pending");
        return NULL;
    }
    oriel_err_t err = oriel_future_get_error(self->future, &name, &text);
    if (err != ORIEL_OK)
        return raise_oriel_text(st, err, name, text);
    oriel_value_t *value = oriel_future_dup_value(self->future);
    PyObject *result = py_from_value_in(st, self->session, value);
    oriel_value_unref(value);
    return result;
}

static PyObject *future_cancel(future_object *self, PyObject *Py_UNUSED(unused))
{
    return PyBool_FromLong(oriel_future_cancel(self->future));
}

static void settled(oriel_future_t *future, void *user)
{
    (void)future;
    held_call(user, "a settled future");
}

/* then(function, inbox): dispatched by the inbox, without one by the app. */
static PyObject *future_then(future_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    PyObject *function, *inbox = NULL;
    if (!PyArg_ParseTuple(args, "O|O!:then", &function, st->inbox_type, &inbox))
        return NULL;
    struct held *held = held_new(st, function);
    if (!held)
        return NULL;
    oriel_err_t err =
        inbox ? oriel_future_then_in(self->future, ((inbox_object *)inbox)->inbox, settled, held, held_release)
              : oriel_future_then(self->future, settled, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        return raise_oriel(st, err);
    }
    Py_RETURN_NONE;
}

static PyObject *future_done(future_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_future_get_status(self->future) != ORIEL_FUTURE_PENDING);
}

static PyMethodDef future_methods[] = {
    { "wait", (PyCFunction)future_wait, METH_O, "Wait until settled, at most so many ms; negative: no limit." },
    { "result", (PyCFunction)future_result, METH_NOARGS, "The value, or raises what it was rejected with." },
    { "cancel", (PyCFunction)future_cancel, METH_NOARGS, "Settle as canceled." },
    { "then", (PyCFunction)future_then, METH_VARARGS, "Call this in dispatch once settled." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef future_getset[] = {
    { "is_done", (getter)future_done, NULL, "Whether it is settled.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot future_slots[] = {
    { Py_tp_doc, DOC("A result that arrives later.") },
    { Py_tp_traverse, SLOT(future_traverse) },
    { Py_tp_clear, SLOT(future_clear) },
    { Py_tp_dealloc, SLOT(future_dealloc) },
    { Py_tp_methods, future_methods },
    { Py_tp_getset, future_getset },
    { 0, NULL },
};

PyType_Spec future_spec = {
    .name = "oriel._native.Future",
    .basicsize = sizeof(future_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = future_slots,
};
