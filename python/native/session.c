/* oriel._native.Session and its bindings. */
#include "native.h"

#include <structmember.h>

/* Owned by its session's dict; the library refers to it weakly, so that cycles through a handler can be collected. */
typedef struct binding_object {
    PyObject ob_base;
    PyObject *function;
    PyObject *session; /* a weak reference */
    bool discard;      /* the result is not for the page */
    PyObject *weakrefs;
} binding_object;

/* So that session_object_of() finds it. */
static int remember(mod_state *st, session_object *self)
{
    PyObject *key = PyLong_FromVoidPtr(self->session);
    PyObject *weak = key ? PyWeakref_NewRef((PyObject *)self, NULL) : NULL;
    int failed = weak ? PyDict_SetItem(st->sessions, key, weak) : -1;
    Py_XDECREF(key);
    Py_XDECREF(weak);
    return failed;
}

/* Unless another object took its place meanwhile. */
static void forget(mod_state *st, session_object *self)
{
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyObject *key = PyLong_FromVoidPtr(self->session);
    PyObject *weak = key && st->sessions ? PyDict_GetItemWithError(st->sessions, key) : NULL;
    if (weak && PyWeakref_GetObject(weak) == Py_None)
        PyDict_DelItem(st->sessions, key);
    Py_XDECREF(key);
    PyErr_Restore(type, value, trace);
}

PyObject *session_wrap(mod_state *st, PyObject *app, oriel_session_t *session, PyObject *state)
{
    session_object *self = PyObject_GC_New(session_object, st->session_type);
    if (!self) {
        oriel_session_unref(session);
        return NULL;
    }
    self->session = session;
    self->app = Py_NewRef(app);
    self->bindings = self->widgets = self->owner = self->pace = self->classes = self->weakrefs = NULL;
    self->timeout_ms = 0;
    self->strict = false;
    self->state = state ? Py_NewRef(state) : state_wrap(st, app, oriel_state_ref(oriel_session_get_state(session)));
    if (self->state)
        self->bindings = PyDict_New();
    if (self->bindings)
        self->widgets = PyDict_New();
    PyObject_GC_Track(self);
    if (!self->widgets || remember(st, self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *session_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "app", "state", "order", NULL };
    mod_state *st = PyType_GetModuleState(type);
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    PyObject *app, *state = NULL;
    int order = ORIEL_ORDER_NONE;
    oriel_session_t *session;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!|Oi:Session", (char **)names, st->app_type, &app, &state, &order))
        return NULL;
    if (state == Py_None)
        state = NULL;
    if (state && !Py_IS_TYPE(state, st->state_type)) {
        PyErr_SetString(PyExc_TypeError, "state must be a State");
        return NULL;
    }
    opts.order = (oriel_order_t)order;
    opts.state = state ? ((state_object *)state)->state : NULL;
    oriel_err_t err = oriel_session_new(((app_object *)app)->app, &opts, &session);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    return session_wrap(st, app, session, state);
}

static int session_traverse(session_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    Py_VISIT(self->state);
    Py_VISIT(self->bindings);
    Py_VISIT(self->widgets);
    Py_VISIT(self->owner);
    Py_VISIT(self->pace);
    Py_VISIT(self->classes);
    return 0;
}

static int session_clear(session_object *self)
{
    Py_CLEAR(self->app);
    Py_CLEAR(self->state);
    Py_CLEAR(self->bindings);
    Py_CLEAR(self->widgets);
    Py_CLEAR(self->owner);
    Py_CLEAR(self->pace);
    Py_CLEAR(self->classes);
    return 0;
}

static void session_dealloc(session_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs)
        PyObject_ClearWeakRefs((PyObject *)self);
    mod_state *st = PyType_GetModuleState(type);
    if (st)
        forget(st, self);
    oriel_session_unref(self->session);
    session_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* --- bindings --- */
static oriel_err_t called(oriel_call_t *call, void *user)
{
    if (!Py_IsInitialized())
        return ORIEL_ECLOSED;
    PyGILState_STATE gil = PyGILState_Ensure();
    oriel_err_t err = ORIEL_OK;
    binding_object *binding = (binding_object *)held_target(user);
    mod_state *st = held_state(user);
    if (binding && st) {
        PyObject *session = weak_target(binding->session);
        err = run_call(st, call, session, binding->function, binding->discard);
        Py_XDECREF(session);
    } else {
        oriel_call_reply_error(call, "ReferenceError", "the program no longer holds this function");
    }
    Py_XDECREF(binding);
    PyGILState_Release(gil);
    return err;
}

static PyObject *binding_new(mod_state *st, session_object *session, PyObject *function, bool discard)
{
    PyObject *weak = PyWeakref_NewRef((PyObject *)session, NULL);
    binding_object *self = weak ? PyObject_GC_New(binding_object, st->binding_type) : NULL;
    if (!self) {
        Py_XDECREF(weak);
        return NULL;
    }
    self->function = Py_NewRef(function);
    self->session = weak;
    self->discard = discard;
    self->weakrefs = NULL;
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

/* Gives `binding` to the library; -1 with an exception. */
static int expose(mod_state *st, oriel_session_t *session, const char *object, const char *name, PyObject *binding)
{
    struct held *held = held_weak(st, binding);
    if (!held)
        return -1;
    oriel_err_t err = oriel_session_expose_full(session, object, name, called, held, held_release);
    if (err == ORIEL_OK)
        return 0;
    held_release(held);
    raise_oriel(st, err);
    return -1;
}

/* expose(object, name, function, discard=False) */
PyObject *session_expose(session_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    const char *object, *name;
    PyObject *function;
    int discard = 0;
    if (!PyArg_ParseTuple(args, "ssO|p:expose", &object, &name, &function, &discard))
        return NULL;
    if (!PyCallable_Check(function)) {
        PyErr_Format(PyExc_TypeError, "a callable is needed, not %s", Py_TYPE(function)->tp_name);
        return NULL;
    }
    PyObject *key = Py_BuildValue("(ss)", object, name);
    PyObject *binding = key ? binding_new(st, self, function, discard) : NULL;
    int failed = -1;
    if (binding && expose(st, self->session, object, name, binding) == 0)
        failed = PyDict_SetItem(self->bindings, key, binding);
    Py_XDECREF(key);
    Py_XDECREF(binding);
    if (failed < 0)
        return NULL;
    Py_RETURN_NONE;
}

PyObject *session_withdraw(session_object *self, PyObject *args)
{
    const char *object, *name;
    if (!PyArg_ParseTuple(args, "ss:withdraw", &object, &name))
        return NULL;
    oriel_err_t err = oriel_session_withdraw(self->session, object, name);
    if (err != ORIEL_OK)
        return raise_oriel(state_of((PyObject *)self), err);
    PyObject *key = Py_BuildValue("(ss)", object, name);
    if (!key || PyDict_DelItem(self->bindings, key) < 0)
        PyErr_Clear();
    Py_XDECREF(key);
    Py_RETURN_NONE;
}

PyObject *session_get_state(session_object *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(self->state);
}

PyObject *session_get_page_count(session_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromSize_t(oriel_session_get_page_count(self->session));
}

static int binding_traverse(binding_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->session);
    Py_VISIT(self->function);
    return 0;
}

static int binding_clear(binding_object *self)
{
    Py_CLEAR(self->function);
    return 0;
}

static void binding_dealloc(binding_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs)
        PyObject_ClearWeakRefs((PyObject *)self);
    binding_clear(self);
    Py_XDECREF(self->session);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMemberDef session_members[] = {
    { "__weaklistoffset__", T_PYSSIZET, offsetof(session_object, weakrefs), READONLY, NULL },
    { "owner", T_OBJECT, offsetof(session_object, owner), 0, "What methods are told and asked through." },
    { "pace", T_OBJECT, offsetof(session_object, pace), 0, "What calls return." },
    { "classes", T_OBJECT, offsetof(session_object, classes), 0, "Classes of widgets, by name." },
    { "timeout_ms", T_INT, offsetof(session_object, timeout_ms), 0, "Of questions; 0: the default." },
    { "strict", T_BOOL, offsetof(session_object, strict), 0, "Whether every call waits for the page." },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot session_slots[] = {
    { Py_tp_doc, DOC("What the program shares with one user.") },
    { Py_tp_new, SLOT(session_new) },
    { Py_tp_traverse, SLOT(session_traverse) },
    { Py_tp_clear, SLOT(session_clear) },
    { Py_tp_dealloc, SLOT(session_dealloc) },
    { Py_tp_methods, session_methods },
    { Py_tp_members, session_members },
    { Py_tp_getset, session_getset },
    { 0, NULL },
};

PyType_Spec session_spec = {
    .name = "oriel._native.Session",
    .basicsize = sizeof(session_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = session_slots,
};

static PyMemberDef binding_members[] = {
    { "__weaklistoffset__", T_PYSSIZET, offsetof(binding_object, weakrefs), READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot binding_slots[] = {
    { Py_tp_doc, DOC("A function that pages may call.") },
    { Py_tp_traverse, SLOT(binding_traverse) },
    { Py_tp_clear, SLOT(binding_clear) },
    { Py_tp_dealloc, SLOT(binding_dealloc) },
    { Py_tp_members, binding_members },
    { 0, NULL },
};

PyType_Spec binding_spec = {
    .name = "oriel._native.Binding",
    .basicsize = sizeof(binding_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = binding_slots,
};
