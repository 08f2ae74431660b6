/* oriel._native.Storage: texts by key in a file. */
#include "native.h"

typedef struct storage_object {
    PyObject ob_base;
    oriel_storage_t *storage;
    PyObject *app;
} storage_object;

static PyObject *storage_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "app", "path", "name", "full", "busy_timeout_ms", "value_size", NULL };
    mod_state *st = PyType_GetModuleState(type);
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    PyObject *app;
    Py_ssize_t value_size;
    int full;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!zzpin:Storage", (char **)names, st->app_type, &app, &opts.path,
                                     &opts.name, &full, &opts.busy_timeout_ms, &value_size))
        return NULL;
    opts.synchronous = full ? ORIEL_STORAGE_FULL : ORIEL_STORAGE_NORMAL;
    opts.value_size = value_size < 0 ? 0 : (size_t)value_size;
    storage_object *self = PyObject_GC_New(storage_object, type);
    if (!self)
        return NULL;
    self->storage = NULL;
    self->app = Py_NewRef(app);
    PyObject_GC_Track(self);
    oriel_err_t err = oriel_storage_open(((app_object *)app)->app, &opts, &self->storage);
    if (err == ORIEL_OK)
        return (PyObject *)self;
    Py_DECREF(self);
    return raise_oriel(st, err);
}

static int storage_traverse(storage_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    return 0;
}

static int storage_clear(storage_object *self)
{
    Py_CLEAR(self->app);
    return 0;
}

static void storage_dealloc(storage_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_BEGIN_ALLOW_THREADS;
    oriel_storage_unref(self->storage);
    Py_END_ALLOW_THREADS;
    Py_CLEAR(self->app);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* The future, or the error. */
static PyObject *future_or_raise(storage_object *self, oriel_err_t err, oriel_future_t *future)
{
    mod_state *st = state_of((PyObject *)self);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

static PyObject *storage_get(storage_object *self, PyObject *arg)
{
    oriel_future_t *future = NULL;
    const char *key = text_from_py(arg, "key");
    if (!key)
        return NULL;
    oriel_err_t err = oriel_storage_get(self->storage, key, &future);
    return future_or_raise(self, err, future);
}

/* get_many(tuple of str) */
static PyObject *storage_get_many(storage_object *self, PyObject *args)
{
    oriel_future_t *future = NULL;
    PyObject *tuple;
    if (!PyArg_ParseTuple(args, "O!:get_many", &PyTuple_Type, &tuple))
        return NULL;
    const char **keys = texts_from_py(tuple, "key");
    if (!keys)
        return NULL;
    oriel_err_t err = oriel_storage_get_many(self->storage, keys, (size_t)PyTuple_GET_SIZE(tuple), &future);
    PyMem_Free(keys);
    return future_or_raise(self, err, future);
}

static PyObject *storage_all_keys(storage_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_all_keys(self->storage, &future);
    return future_or_raise(self, err, future);
}

static PyObject *storage_clear_keys(storage_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel_storage_clear(self->storage, &future);
    return future_or_raise(self, err, future);
}

/* Fills `change` from (key, text or None); -1 with an exception. */
static int change_from_py(PyObject *row, oriel_storage_change_t *change)
{
    if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != 2) {
        PyErr_SetString(PyExc_TypeError, "a change is (key, text) or (key, None)");
        return -1;
    }
    PyObject *text = PyTuple_GET_ITEM(row, 1);
    Py_ssize_t len = 0;
    change->key = text_from_py(PyTuple_GET_ITEM(row, 0), "key");
    if (!change->key || text == Py_None)
        return change->key ? 0 : -1;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "value must be str, not %.100s", Py_TYPE(text)->tp_name);
        return -1;
    }
    change->text = PyUnicode_AsUTF8AndSize(text, &len);
    change->len = (size_t)len;
    return change->text ? 0 : -1;
}

/* update([(key, text), (key, None), ...]): all or none. */
static PyObject *storage_update(storage_object *self, PyObject *rows)
{
    oriel_future_t *future = NULL;
    if (!PyList_Check(rows)) {
        PyErr_SetString(PyExc_TypeError, "changes must be a list");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(rows);
    oriel_storage_change_t *changes = PyMem_Calloc((size_t)count + 1, sizeof(*changes));
    if (!changes)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < count; i++) {
        if (change_from_py(PyList_GET_ITEM(rows, i), &changes[i]) < 0) {
            PyMem_Free(changes);
            return NULL;
        }
    }
    oriel_err_t err = oriel_storage_update(self->storage, changes, (size_t)count, &future);
    PyMem_Free(changes);
    return future_or_raise(self, err, future);
}

static PyObject *storage_close(storage_object *self, PyObject *arg)
{
    long timeout_ms = PyLong_AsLong(arg);
    if (timeout_ms == -1 && PyErr_Occurred())
        return NULL;
    oriel_err_t err;
    Py_BEGIN_ALLOW_THREADS;
    err = oriel_storage_close(self->storage, (int)timeout_ms);
    Py_END_ALLOW_THREADS;
    if (err != ORIEL_OK)
        return raise_oriel(state_of((PyObject *)self), err);
    Py_RETURN_NONE;
}

/* persist(state, namespace, timeout_ms) */
static PyObject *storage_persist(storage_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    PyObject *state;
    const char *ns;
    int timeout_ms;
    if (!PyArg_ParseTuple(args, "O!si:persist", st->state_type, &state, &ns, &timeout_ms))
        return NULL;
    oriel_err_t err;
    Py_BEGIN_ALLOW_THREADS;
    err = oriel_state_persist(((state_object *)state)->state, ns, self->storage, timeout_ms);
    Py_END_ALLOW_THREADS;
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    if (raise_kept(st) < 0) /* of a handler that heard of what was stored */
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *storage_unpersist(storage_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    PyObject *state;
    const char *ns;
    if (!PyArg_ParseTuple(args, "O!s:unpersist", st->state_type, &state, &ns))
        return NULL;
    oriel_err_t err = oriel_state_unpersist(((state_object *)state)->state, ns, self->storage);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    Py_RETURN_NONE;
}

static PyObject *storage_get_path(storage_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_storage_get_path(self->storage));
}

static PyObject *storage_get_damaged(storage_object *self, void *Py_UNUSED(closure))
{
    char *path = oriel_storage_dup_damaged(self->storage);
    if (!path)
        Py_RETURN_NONE;
    return py_from_text_take(path);
}

static PyMethodDef storage_methods[] = {
    { "get", (PyCFunction)storage_get, METH_O, "The text of a key." },
    { "get_many", (PyCFunction)storage_get_many, METH_VARARGS, "The texts of several keys." },
    { "all_keys", (PyCFunction)storage_all_keys, METH_NOARGS, "All keys, sorted." },
    { "clear", (PyCFunction)storage_clear_keys, METH_NOARGS, "Remove all keys." },
    { "update", (PyCFunction)storage_update, METH_O, "Make several changes at once." },
    { "close", (PyCFunction)storage_close, METH_O, "End it, waiting at most so many ms." },
    { "persist", (PyCFunction)storage_persist, METH_VARARGS, "Keep a namespace of a state." },
    { "unpersist", (PyCFunction)storage_unpersist, METH_VARARGS, "Keep it no longer." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef storage_getset[] = {
    { "path", (getter)storage_get_path, NULL, "The file.", NULL },
    { "damaged", (getter)storage_get_damaged, NULL, "Where a damaged file was moved last, or None.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot storage_slots[] = {
    { Py_tp_doc, DOC("Texts by key in a file.") },
    { Py_tp_new, SLOT(storage_new) },
    { Py_tp_traverse, SLOT(storage_traverse) },
    { Py_tp_clear, SLOT(storage_clear) },
    { Py_tp_dealloc, SLOT(storage_dealloc) },
    { Py_tp_methods, storage_methods },
    { Py_tp_getset, storage_getset },
    { 0, NULL },
};

PyType_Spec storage_spec = {
    .name = "oriel._native.Storage",
    .basicsize = sizeof(storage_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = storage_slots,
};
