/* oriel._native.Inbox: where an event loop hears of futures without dispatching the app. */
#include "native.h"

static PyObject *inbox_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { NULL };
    mod_state *st = PyType_GetModuleState(type);
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, ":Inbox", (char **)names))
        return NULL;
    inbox_object *self = PyObject_New(inbox_object, type);
    if (!self)
        return NULL;
    self->inbox = NULL;
    oriel_err_t err = oriel_inbox_new(&self->inbox);
    if (err == ORIEL_OK)
        return (PyObject *)self;
    Py_DECREF(self);
    return raise_oriel(st, err);
}

static void inbox_dealloc(inbox_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    oriel_inbox_close(self->inbox);
    oriel_inbox_unref(self->inbox);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyObject *inbox_fileno(inbox_object *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(oriel_inbox_fd(self->inbox));
}

/* With the GIL, which all that is due here takes anyway. */
static PyObject *inbox_dispatch(inbox_object *self, PyObject *Py_UNUSED(unused))
{
    mod_state *st = state_of((PyObject *)self);
    int ran = oriel_inbox_dispatch(self->inbox, 0);
    deferred_drain(st->deferred);
    return raise_kept(st) < 0 ? NULL : PyLong_FromLong(ran);
}

static PyMethodDef inbox_methods[] = {
    { "fileno", (PyCFunction)inbox_fileno, METH_NOARGS, "Readable when there is something to dispatch." },
    { "dispatch", (PyCFunction)inbox_dispatch, METH_NOARGS, "Call what is due; how many there were." },
    { NULL, NULL, 0, NULL },
};

static PyType_Slot inbox_slots[] = {
    { Py_tp_doc, DOC("Where an event loop hears of futures.") },
    { Py_tp_new, SLOT(inbox_new) },
    { Py_tp_dealloc, SLOT(inbox_dealloc) },
    { Py_tp_methods, inbox_methods },
    { 0, NULL },
};

PyType_Spec inbox_spec = {
    .name = "oriel._native.Inbox",
    .basicsize = sizeof(inbox_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = inbox_slots,
};
