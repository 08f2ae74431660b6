/* oriel._native.State and its subscriptions. */
#include "native.h"

#include <structmember.h>

typedef struct subscription_object {
    PyObject ob_base;
    PyObject *function;
    PyObject *state; /* NULL once it ended */
    oriel_subscription_t *subscription;
    int origin; /* -1: any; otherwise an oriel_origin_t */
    PyObject *weakrefs;
} subscription_object;

PyObject *state_wrap(mod_state *st, PyObject *app, oriel_state_t *state)
{
    state_object *self = PyObject_GC_New(state_object, st->state_type);
    if (!self) {
        oriel_state_unref(state);
        return NULL;
    }
    self->state = state;
    self->app = Py_NewRef(app);
    self->subscriptions = PySet_New(NULL);
    PyObject_GC_Track(self);
    if (!self->subscriptions)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *state_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "app", NULL };
    mod_state *st = PyType_GetModuleState(type);
    PyObject *app;
    oriel_state_t *state;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!:State", (char **)names, st->app_type, &app))
        return NULL;
    oriel_err_t err = oriel_state_new(((app_object *)app)->app, &state);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    return state_wrap(st, app, state);
}

static int state_traverse(state_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    Py_VISIT(self->subscriptions);
    return 0;
}

static int state_clear(state_object *self)
{
    Py_CLEAR(self->app);
    Py_CLEAR(self->subscriptions);
    return 0;
}

static void state_dealloc(state_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    oriel_state_unref(self->state);
    state_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* None, or what a handler that ran meanwhile raised to end the program. */
static PyObject *after_handlers(mod_state *st)
{
    if (raise_kept(st) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *state_set(state_object *self, PyObject *const *args, Py_ssize_t count)
{
    mod_state *st = state_of((PyObject *)self);
    if (count != 3) {
        PyErr_Format(PyExc_TypeError, "set() takes namespace, key and value (%zd given)", count);
        return NULL;
    }
    const char *ns = text_from_py(args[0], "namespace");
    const char *key = ns ? text_from_py(args[1], "key") : NULL;
    oriel_value_t *value = key ? value_from_py(st, args[2], ns, key) : NULL;
    if (!value)
        return NULL;
    oriel_err_t err = oriel_state_set(self->state, ns, key, value);
    return err == ORIEL_OK ? after_handlers(st) : raise_oriel(st, err);
}

static PyObject *state_get(state_object *self, PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 && count != 3) {
        PyErr_Format(PyExc_TypeError, "get() takes namespace, key and a default (%zd given)", count);
        return NULL;
    }
    const char *ns = text_from_py(args[0], "namespace");
    const char *key = ns ? text_from_py(args[1], "key") : NULL;
    if (!key)
        return NULL;
    oriel_value_t *value = oriel_state_dup(self->state, ns, key);
    if (!value)
        return Py_NewRef(count == 3 ? args[2] : Py_None);
    PyObject *result = py_from_value(state_of((PyObject *)self), value);
    oriel_value_unref(value);
    return result;
}

static PyObject *state_remove(state_object *self, PyObject *args)
{
    const char *ns, *key;
    if (!PyArg_ParseTuple(args, "ss:remove", &ns, &key))
        return NULL;
    oriel_err_t err = oriel_state_remove(self->state, ns, key);
    if (err != ORIEL_OK)
        return raise_oriel(state_of((PyObject *)self), err);
    Py_RETURN_NONE;
}

/* Fills `change` from (ns, key) or (ns, key, value); -1 with an exception. */
static int change_from_py(mod_state *st, PyObject *row, oriel_state_change_t *change)
{
    Py_ssize_t count = PyTuple_Check(row) ? PyTuple_GET_SIZE(row) : 0;
    if (count != 2 && count != 3) {
        PyErr_SetString(PyExc_TypeError, "a change is (namespace, key) or (namespace, key, value)");
        return -1;
    }
    change->ns = text_from_py(PyTuple_GET_ITEM(row, 0), "namespace");
    change->key = change->ns ? text_from_py(PyTuple_GET_ITEM(row, 1), "key") : NULL;
    if (!change->key)
        return -1;
    if (count == 2)
        return 0;
    change->value = value_from_py(st, PyTuple_GET_ITEM(row, 2), change->ns, change->key);
    return change->value ? 0 : -1;
}

/* update([(ns, key, value), (ns, key), ...]): all or none. */
static PyObject *state_update(state_object *self, PyObject *rows)
{
    mod_state *st = state_of((PyObject *)self);
    if (!PyList_Check(rows)) {
        PyErr_SetString(PyExc_TypeError, "changes must be a list");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(rows), made = 0;
    oriel_state_change_t *changes = PyMem_Calloc((size_t)count + 1, sizeof(*changes));
    if (!changes)
        return PyErr_NoMemory();
    int failed = 0;
    while (failed == 0 && made < count) {
        failed = change_from_py(st, PyList_GET_ITEM(rows, made), &changes[made]);
        made++;
    }
    oriel_err_t err = failed < 0 ? ORIEL_OK : oriel_state_update(self->state, changes, (size_t)count);
    while (made > 0)
        oriel_value_unref(changes[--made].value);
    PyMem_Free(changes);
    if (failed < 0)
        return NULL;
    return err == ORIEL_OK ? after_handlers(st) : raise_oriel(st, err);
}

static PyObject *state_snapshot(state_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    const char *ns = NULL;
    oriel_value_t *value;
    if (!PyArg_ParseTuple(args, "|z:snapshot", &ns))
        return NULL;
    oriel_err_t err = oriel_state_snapshot(self->state, ns, &value);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    PyObject *result = py_from_value(st, value);
    oriel_value_unref(value);
    return result;
}

static PyObject *state_get_revision(state_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromUnsignedLongLong(oriel_state_get_revision(self->state));
}

/* --- subscriptions --- */
static void tell(mod_state *st, const subscription_object *self, const oriel_state_event_t *event)
{
    if (self->origin >= 0 && (oriel_origin_t)self->origin != event->origin)
        return;
    PyObject *ns = py_from_text(event->ns);
    PyObject *key = py_from_text(event->key);
    PyObject *value = py_from_value(st, event->value);
    PyObject *done = NULL;
    if (ns && key && value)
        done = PyObject_CallFunctionObjArgs(self->function, ns, key, value, NULL);
    end_unawaited(st, "a state handler", done);
    Py_XDECREF(ns);
    Py_XDECREF(key);
    Py_XDECREF(value);
}

static void changed(const oriel_state_event_t *event, void *user)
{
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject *self = held_target(user);
    mod_state *st = held_state(user);
    if (self && st)
        tell(st, (subscription_object *)self, event);
    Py_XDECREF(self);
    PyGILState_Release(gil);
}

/* Begins it in the library; -1 with an exception. */
static int subscribe(mod_state *st, state_object *state, subscription_object *self, PyObject *namespaces)
{
    const char **names = namespaces == Py_None ? NULL : texts_from_py(namespaces, "namespace");
    if (!names && namespaces != Py_None)
        return -1;
    struct held *held = held_weak(st, (PyObject *)self);
    oriel_err_t err = ORIEL_OK;
    if (held) {
        err = oriel_state_subscribe(state->state, names, names ? (size_t)PyTuple_GET_SIZE(namespaces) : 0, changed,
                                    held, held_release, &self->subscription);
        if (err != ORIEL_OK) {
            held_release(held);
            raise_oriel(st, err);
        }
    }
    PyMem_Free(names);
    return held && err == ORIEL_OK ? 0 : -1;
}

/* subscribe(function, namespaces, origin): namespaces is a tuple of str, or None for all. */
static PyObject *state_subscribe(state_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    PyObject *function, *namespaces;
    int origin;
    if (!PyArg_ParseTuple(args, "OOi:subscribe", &function, &namespaces, &origin))
        return NULL;
    if (namespaces != Py_None && !PyTuple_Check(namespaces)) {
        PyErr_SetString(PyExc_TypeError, "namespaces must be a tuple or None");
        return NULL;
    }
    subscription_object *subscription = PyObject_GC_New(subscription_object, st->subscription_type);
    if (!subscription)
        return NULL;
    subscription->function = Py_NewRef(function);
    subscription->state = NULL;
    subscription->subscription = NULL;
    subscription->origin = origin;
    subscription->weakrefs = NULL;
    PyObject_GC_Track(subscription);
    if (subscribe(st, self, subscription, namespaces) < 0 ||
        PySet_Add(self->subscriptions, (PyObject *)subscription) < 0) {
        if (subscription->subscription)
            oriel_state_unsubscribe(self->state, subscription->subscription);
        Py_DECREF(subscription);
        return NULL;
    }
    subscription->state = Py_NewRef(self);
    return (PyObject *)subscription;
}

/* The state it belonged to until now, a reference to let go of; NULL when it had ended. */
static state_object *unsubscribe(subscription_object *self)
{
    state_object *state = (state_object *)self->state;
    self->state = NULL;
    if (state)
        oriel_state_unsubscribe(state->state, self->subscription);
    return state;
}

static PyObject *subscription_cancel(subscription_object *self, PyObject *Py_UNUSED(unused))
{
    state_object *state = unsubscribe(self);
    int failed = state && state->subscriptions ? PySet_Discard(state->subscriptions, (PyObject *)self) : 0;
    Py_XDECREF(state);
    if (failed < 0)
        return NULL;
    Py_RETURN_NONE;
}

static int subscription_traverse(subscription_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->function);
    Py_VISIT(self->state);
    return 0;
}

static int subscription_clear(subscription_object *self)
{
    Py_XDECREF(unsubscribe(self));
    Py_CLEAR(self->function);
    return 0;
}

static void subscription_dealloc(subscription_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs)
        PyObject_ClearWeakRefs((PyObject *)self);
    subscription_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMethodDef state_methods[] = {
    { "set", (PyCFunction)(void (*)(void))state_set, METH_FASTCALL, "Set a key." },
    { "get", (PyCFunction)(void (*)(void))state_get, METH_FASTCALL, "The value of a key, or the default." },
    { "remove", (PyCFunction)state_remove, METH_VARARGS, "Remove a key." },
    { "update", (PyCFunction)state_update, METH_O, "Make several changes at once." },
    { "snapshot", (PyCFunction)state_snapshot, METH_VARARGS, "Everything, or one namespace." },
    { "subscribe", (PyCFunction)state_subscribe, METH_VARARGS, "Hear of every later set." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef state_getset[] = {
    { "revision", (getter)state_get_revision, NULL, "Grows by one with each change.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot state_slots[] = {
    { Py_tp_doc, DOC("Namespaces of keys that the program and its pages share.") },
    { Py_tp_new, SLOT(state_new) },
    { Py_tp_traverse, SLOT(state_traverse) },
    { Py_tp_clear, SLOT(state_clear) },
    { Py_tp_dealloc, SLOT(state_dealloc) },
    { Py_tp_methods, state_methods },
    { Py_tp_getset, state_getset },
    { 0, NULL },
};

PyType_Spec state_spec = {
    .name = "oriel._native.State",
    .basicsize = sizeof(state_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = state_slots,
};

static PyMethodDef subscription_methods[] = {
    { "cancel", (PyCFunction)subscription_cancel, METH_NOARGS, "End it." },
    { NULL, NULL, 0, NULL },
};

static PyMemberDef subscription_members[] = {
    { "__weaklistoffset__", T_PYSSIZET, offsetof(subscription_object, weakrefs), READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot subscription_slots[] = {
    { Py_tp_doc, DOC("A handler of a state.") },
    { Py_tp_traverse, SLOT(subscription_traverse) },
    { Py_tp_clear, SLOT(subscription_clear) },
    { Py_tp_dealloc, SLOT(subscription_dealloc) },
    { Py_tp_methods, subscription_methods },
    { Py_tp_members, subscription_members },
    { 0, NULL },
};

PyType_Spec subscription_spec = {
    .name = "oriel._native.Subscription",
    .basicsize = sizeof(subscription_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = subscription_slots,
};
