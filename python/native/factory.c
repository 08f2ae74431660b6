/* oriel._native.Factory: a widget class bound to a session. Called, it makes a widget there; named as a base, it gives a
 * class whose widgets are made there. */
#include "native.h"

#include <structmember.h>

typedef struct factory_object {
    PyObject ob_base;
    vectorcallfunc vectorcall;
    PyObject *session; /* the core */
    PyObject *cls;
} factory_object;

#define ARGS_ON_STACK 8

/* cls.__init__(widget, ...) with the arguments as they came. */
static int init(PyObject *cls, PyObject *widget, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    Py_ssize_t count = PyVectorcall_NARGS(nargsf);
    Py_ssize_t total = count + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    PyObject *small[ARGS_ON_STACK];
    PyObject **all = total < ARGS_ON_STACK ? small : PyMem_New(PyObject *, (size_t)total + 1);
    PyObject *function = all ? PyObject_GetAttrString(cls, "__init__") : NULL;
    PyObject *done = NULL;
    if (!all)
        PyErr_NoMemory();
    if (function) {
        all[0] = widget;
        for (Py_ssize_t i = 0; i < total; i++)
            all[i + 1] = args[i];
        done = PyObject_Vectorcall(function, all, (size_t)count + 1, kwnames);
    }
    if (all != small)
        PyMem_Free(all);
    Py_XDECREF(function);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

static PyObject *factory_call(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    factory_object *self = (factory_object *)callable;
    PyTypeObject *type = (PyTypeObject *)self->cls;
    widget_object *widget = (widget_object *)type->tp_alloc(type, 0);
    if (!widget)
        return NULL;
    widget->session = (session_object *)Py_NewRef(self->session);
    if (init(self->cls, (PyObject *)widget, args, nargsf, kwnames) < 0)
        Py_CLEAR(widget);
    return (PyObject *)widget;
}

static PyObject *factory_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "session", "widget_class", NULL };
    mod_state *st = PyType_GetModuleState(type);
    PyObject *session, *cls;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!:Factory", (char **)names, st->session_type, &session,
                                     &PyType_Type, &cls))
        return NULL;
    if (!PyType_IsSubtype((PyTypeObject *)cls, st->widget_type)) {
        PyErr_Format(PyExc_TypeError, "%s is no widget class", ((PyTypeObject *)cls)->tp_name);
        return NULL;
    }
    factory_object *self = (factory_object *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->vectorcall = factory_call;
    self->session = Py_NewRef(session);
    self->cls = Py_NewRef(cls);
    return (PyObject *)self;
}

/* class Fancy(Widgets.Button): its base is a class of its own, which knows the session. */
static PyObject *factory_mro_entries(factory_object *self, PyObject *Py_UNUSED(bases))
{
    PyObject *owner = ((session_object *)self->session)->owner;
    PyObject *module = PyObject_GetAttrString(self->cls, "__module__");
    PyObject *name = PyObject_GetAttrString(self->cls, "__name__");
    PyObject *base = NULL;
    if (module && name)
        base = PyObject_CallFunction((PyObject *)Py_TYPE(self->cls), "O(O){s:O,s:O}", name, self->cls, "_session",
                                     owner ? owner : Py_None, "__module__", module);
    Py_XDECREF(module);
    Py_XDECREF(name);
    PyObject *entries = base ? PyTuple_Pack(1, base) : NULL;
    Py_XDECREF(base);
    return entries;
}

static PyObject *factory_instancecheck(factory_object *self, PyObject *object)
{
    int is = PyObject_IsInstance(object, self->cls);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

static PyObject *factory_subclasscheck(factory_object *self, PyObject *cls)
{
    int is = PyObject_IsSubclass(cls, self->cls);
    return is < 0 ? NULL : PyBool_FromLong(is);
}

/* What it has not itself, its class has: __name__, __doc__, what users put there. */
static PyObject *factory_getattro(PyObject *self, PyObject *name)
{
    PyObject *cls = ((factory_object *)self)->cls;
    if (cls && PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "__doc__") == 0)
        return PyObject_GetAttr(cls, name);
    PyObject *value = PyObject_GenericGetAttr(self, name);
    if (value || !cls || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return value;
    PyErr_Clear();
    return PyObject_GetAttr(cls, name);
}

static PyObject *factory_repr(factory_object *self)
{
    return PyUnicode_FromFormat("<%s of a session>", ((PyTypeObject *)self->cls)->tp_name);
}

static int factory_traverse(factory_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->session);
    Py_VISIT(self->cls);
    return 0;
}

static int factory_clear(factory_object *self)
{
    Py_CLEAR(self->session);
    Py_CLEAR(self->cls);
    return 0;
}

static void factory_dealloc(factory_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    factory_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef factory_methods[] = {
    { "__mro_entries__", (PyCFunction)factory_mro_entries, METH_O, "The base of a class that names it as one." },
    { "__instancecheck__", (PyCFunction)factory_instancecheck, METH_O, "isinstance()." },
    { "__subclasscheck__", (PyCFunction)factory_subclasscheck, METH_O, "issubclass()." },
    { NULL, NULL, 0, NULL },
};

static PyMemberDef factory_members[] = {
    { "__vectorcalloffset__", T_PYSSIZET, offsetof(factory_object, vectorcall), READONLY, NULL },
    { "__wrapped__", T_OBJECT_EX, offsetof(factory_object, cls), READONLY, "The class." },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot factory_slots[] = {
    { Py_tp_doc, DOC("A widget class bound to a session.") },
    { Py_tp_new, SLOT(factory_new) },
    { Py_tp_call, SLOT(PyVectorcall_Call) },
    { Py_tp_getattro, SLOT(factory_getattro) },
    { Py_tp_repr, SLOT(factory_repr) },
    { Py_tp_traverse, SLOT(factory_traverse) },
    { Py_tp_clear, SLOT(factory_clear) },
    { Py_tp_dealloc, SLOT(factory_dealloc) },
    { Py_tp_methods, factory_methods },
    { Py_tp_members, factory_members },
    { 0, NULL },
};

PyType_Spec factory_spec = {
    .name = "oriel._native.Factory",
    .basicsize = sizeof(factory_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    .slots = factory_slots,
};
