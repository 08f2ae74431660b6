/* oriel._native.Widget: the base of all widget classes. What the generated methods call. */
#include "native.h"

#include <structmember.h>

/* Subclasses are the program's: the state is found through the class that defines the method. */
#define METHOD (METH_METHOD | METH_FASTCALL | METH_KEYWORDS)
#define STATE(cls) ((mod_state *)PyType_GetModuleState(cls))

static PyObject *widget_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs))
{
    return type->tp_alloc(type, 0);
}

static int widget_traverse(widget_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->session);
    Py_VISIT(self->handlers);
    return 0;
}

static int widget_clear(widget_object *self)
{
    Py_CLEAR(self->session);
    Py_CLEAR(self->handlers);
    return 0;
}

static void widget_dealloc(widget_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    oriel_widget_unref(self->widget);
    widget_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

/* Whether there is a widget behind it; an exception otherwise. */
static bool is_made(const widget_object *self)
{
    if (self->widget && self->session)
        return true;
    PyErr_Format(PyExc_RuntimeError, "this %s was not made: its __init__ did not call the base's",
                 Py_TYPE(self)->tp_name);
    return false;
}

/* The UTF-8 of a method's name: cached in the str, which the generated code interns. */
static const char *method_name(PyObject *const *args, Py_ssize_t count)
{
    if (count < 1 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "the name of a method is needed");
        return NULL;
    }
    return PyUnicode_AsUTF8(args[0]);
}

/* --- objects for widgets --- */
static int remember(widget_object *self)
{
    PyObject *key = PyLong_FromUnsignedLongLong(oriel_widget_get_id(self->widget));
    int failed = key ? PyDict_SetItem(self->session->widgets, key, (PyObject *)self) : -1;
    Py_XDECREF(key);
    return failed;
}

/* The class for widgets that the program did not make itself. */
static PyTypeObject *class_of(mod_state *st, session_object *session, oriel_widget_t *widget)
{
    PyObject *cls = NULL;
    if (session->classes && PyDict_Check(session->classes))
        cls = PyDict_GetItemString(session->classes, oriel_widget_get_class(widget));
    if (cls && PyType_Check(cls) && PyType_IsSubtype((PyTypeObject *)cls, st->widget_type))
        return (PyTypeObject *)cls;
    return st->widget_type;
}

PyObject *widget_object_of(mod_state *st, session_object *session, oriel_widget_t *widget)
{
    if (!widget)
        Py_RETURN_NONE;
    PyObject *key = PyLong_FromUnsignedLongLong(oriel_widget_get_id(widget));
    PyObject *object = key ? Py_XNewRef(PyDict_GetItemWithError(session->widgets, key)) : NULL;
    Py_XDECREF(key);
    if (object || PyErr_Occurred()) {
        oriel_widget_unref(widget);
        return object;
    }
    PyTypeObject *type = class_of(st, session, widget);
    widget_object *self = (widget_object *)type->tp_alloc(type, 0);
    if (!self) {
        oriel_widget_unref(widget);
        return NULL;
    }
    self->widget = widget;
    self->session = (session_object *)Py_NewRef(session);
    if (remember(self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

PyObject *widget_numbered(mod_state *st, session_object *session, uint64_t id)
{
    return widget_object_of(st, session, oriel_session_dup_widget(session->session, id));
}

/* --- making --- */
/* The session to make it in: given, bound by a factory, or the class's. -1 with an exception. */
static int bind(mod_state *st, widget_object *self, PyObject *given)
{
    if (self->widget) {
        PyErr_Format(PyExc_RuntimeError, "this %s was made already", Py_TYPE(self)->tp_name);
        return -1;
    }
    PyObject *owner = given == Py_None ? NULL : Py_NewRef(given);
    if (!owner && self->session)
        return 0;
    if (!owner)
        owner = PyObject_GetAttrString((PyObject *)self, "_session");
    PyObject *core = owner && owner != Py_None ? PyObject_GetAttrString(owner, "_core") : NULL;
    Py_XDECREF(owner);
    if (core && Py_IS_TYPE(core, st->session_type)) {
        Py_XSETREF(self->session, (session_object *)core);
        return 0;
    }
    Py_XDECREF(core);
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError,
                 "%s() needs a session: make it with session.get_widgets(), or give session=", Py_TYPE(self)->tp_name);
    return -1;
}

/* Keywords that are no options must name setters. */
static int check_properties(widget_object *self, PyObject *properties)
{
    PyObject *name, *value;
    Py_ssize_t at = 0;
    while (PyDict_Next(properties, &at, &name, &value)) {
        PyObject *method = PyUnicode_FromFormat("set_%U", name);
        if (!method)
            return -1;
        bool known = PyObject_HasAttr((PyObject *)Py_TYPE(self), method);
        Py_DECREF(method);
        if (!known) {
            PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", Py_TYPE(self)->tp_name, name);
            return -1;
        }
    }
    return 0;
}

/* What a call of the asynchronous API returns; a synchronous one waits while a page is behind. */
static PyObject *called(widget_object *self, PyObject *method)
{
    session_object *session = self->session;
    if (session->pace)
        return Py_NewRef(session->pace);
    if (session->owner && oriel_session_is_behind(session->session))
        return PyObject_CallMethod(session->owner, "_fall_behind", "OO", self, method);
    Py_RETURN_NONE;
}

/* What making one returns: the asynchronous API waits when the widget is awaited. */
static PyObject *made(widget_object *self, PyObject *name)
{
    session_object *session = self->session;
    if (session->pace)
        Py_RETURN_NONE;
    if (session->strict && session->owner)
        return PyObject_CallMethod(session->owner, "_made", "O", self);
    return called(self, name);
}

static PyObject *raise_of_create(mod_state *st, widget_object *self, oriel_err_t err)
{
    /* An option or a type that the catalogue does not know is a wrong argument here. */
    if (err == ORIEL_EINVAL || err == ORIEL_ETYPE) {
        PyErr_Format(PyExc_TypeError, "%s(): %s", Py_TYPE(self)->tp_name, oriel_last_error());
        return NULL;
    }
    return raise_oriel(st, err);
}

/* _create(session, properties, *values): the values are those of `_names`, (class, count of positional, *options). */
static PyObject *widget_create(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                               PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    PyObject *names = PyObject_GetAttrString((PyObject *)Py_TYPE(self), "_names");
    if (!names)
        return NULL;
    Py_ssize_t total = PyTuple_Check(names) ? PyTuple_GET_SIZE(names) - 2 : -1;
    Py_ssize_t positional = total >= 0 ? PyLong_AsSsize_t(PyTuple_GET_ITEM(names, 1)) : 0;
    PyObject *result = NULL;
    oriel_value_t *list = NULL, *options = NULL;
    const char *kind = total >= 0 ? PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, 0)) : NULL;
    if (!kind || positional < 0 || count != 2 + positional + total || !PyDict_Check(args[1])) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "_create(session, properties, *values) does not fit _names");
        goto out;
    }
    if (bind(st, self, args[0]) < 0 || (PyDict_GET_SIZE(args[1]) && check_properties(self, args[1]) < 0))
        goto out;
    list = list_from_py(st, (PyObject *)self->session, args + 2, positional, 0, kind, NULL);
    options = list ? options_from_py(st, (PyObject *)self->session, names, 2, args + 2 + positional, args[1], kind)
                   : NULL;
    if (!options)
        goto out;
    oriel_err_t err = oriel_widget_new(self->session->session, kind, list, options, &self->widget);
    list = options = NULL; /* taken */
    if (err != ORIEL_OK) {
        self->widget = NULL;
        raise_of_create(st, self, err);
        goto out;
    }
    if (remember(self) == 0)
        result = made(self, PyTuple_GET_ITEM(names, 0));
out:
    oriel_value_unref(list);
    oriel_value_unref(options);
    Py_DECREF(names);
    return result;
}

/* --- calls --- */
/* Asks a page and gives the future to the session's owner, whose answer is the result. Takes `list`. */
static PyObject *ask(mod_state *st, widget_object *self, PyObject *name, const char *method, oriel_value_t *list)
{
    oriel_future_t *future;
    oriel_err_t err = oriel_widget_query(self->widget, method, list, self->session->timeout_ms, &future);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    PyObject *core = future_wrap_in(st, (PyObject *)self->session, future);
    if (!core || !self->session->owner)
        return core;
    PyObject *result = PyObject_CallMethod(self->session->owner, "_answer", "OOO", self, name, core);
    Py_DECREF(core);
    return result;
}

static PyObject *do_call(mod_state *st, widget_object *self, PyObject *name, PyObject *const *items, Py_ssize_t count,
                         Py_ssize_t required)
{
    const char *method = method_name(&name, 1);
    if (!method || !is_made(self))
        return NULL;
    oriel_value_t *list = list_from_py(st, (PyObject *)self->session, items, count, required,
                                       oriel_widget_get_class(self->widget), method);
    if (!list)
        return NULL;
    if (self->session->strict)
        return ask(st, self, name, method, list);
    oriel_err_t err = oriel_widget_call(self->widget, method, list);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    return called(self, name);
}

/* _call(method, *args) */
static PyObject *widget_call(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                             PyObject *Py_UNUSED(kwnames))
{
    if (!method_name(args, count))
        return NULL;
    return do_call(STATE(cls), self, args[0], args + 1, count - 1, count - 1);
}

/* _call_optional(method, required, *args): None at the end is left out, as far as `required` arguments stay. */
static PyObject *widget_call_optional(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                                      PyObject *Py_UNUSED(kwnames))
{
    if (!method_name(args, count))
        return NULL;
    Py_ssize_t required = count > 1 ? PyLong_AsSsize_t(args[1]) : -1;
    if (required < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "the number of required arguments is needed");
        return NULL;
    }
    return do_call(STATE(cls), self, args[0], args + 2, count - 2, required);
}

/* _call_bytes(method, data, *args) */
static PyObject *widget_call_bytes(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                                   PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    const char *method = method_name(args, count);
    if (!method || !is_made(self))
        return NULL;
    if (count < 2 || !PyObject_CheckBuffer(args[1])) {
        PyErr_Format(PyExc_TypeError, "%s needs bytes first", method);
        return NULL;
    }
    PyObject *view = PyMemoryView_FromObject(args[1]);
    oriel_value_t *bytes = view ? value_from_py(st, view, NULL, NULL) : NULL;
    Py_XDECREF(view);
    oriel_value_t *list = bytes ? list_from_py(st, (PyObject *)self->session, args + 2, count - 2, 0,
                                               oriel_widget_get_class(self->widget), method)
                                : NULL;
    if (!list) {
        oriel_value_unref(bytes);
        return NULL;
    }
    oriel_err_t err = oriel_widget_call_bytes(self->widget, method, bytes, list);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    return called(self, args[0]);
}

/* _get(method, *args): what is known without asking a page. */
static PyObject *widget_get(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                            PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    const char *method = method_name(args, count);
    if (!method || !is_made(self))
        return NULL;
    oriel_value_t *list = NULL, *value;
    if (count > 1) {
        list = list_from_py(st, (PyObject *)self->session, args + 1, count - 1, 0, oriel_widget_get_class(self->widget),
                            method);
        if (!list)
            return NULL;
    }
    oriel_err_t err = oriel_widget_get(self->widget, method, list, &value);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    PyObject *result = py_from_value_in(st, (PyObject *)self->session, value);
    oriel_value_unref(value);
    return result;
}

/* _ask(method, *args): what only a page knows. */
static PyObject *widget_ask(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                            PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    const char *method = method_name(args, count);
    if (!method || !is_made(self))
        return NULL;
    oriel_value_t *list = list_from_py(st, (PyObject *)self->session, args + 1, count - 1, 0,
                                       oriel_widget_get_class(self->widget), method);
    return list ? ask(st, self, args[0], method, list) : NULL;
}

/* _destroy(): with all that is in it. */
static PyObject *widget_destroy(widget_object *self, PyTypeObject *Py_UNUSED(cls), PyObject *const *Py_UNUSED(args),
                                Py_ssize_t Py_UNUSED(count), PyObject *Py_UNUSED(kwnames))
{
    if (!is_made(self))
        return NULL;
    if (family_forget(self->session, self->widget) < 0)
        return NULL;
    oriel_widget_destroy(self->widget);
    if (self->session->pace)
        return Py_NewRef(self->session->pace);
    Py_RETURN_NONE;
}

/* _family(): the objects of it and of what is in it. */
static PyObject *widget_family(widget_object *self, PyTypeObject *Py_UNUSED(cls), PyObject *const *Py_UNUSED(args),
                               Py_ssize_t Py_UNUSED(count), PyObject *Py_UNUSED(kwnames))
{
    return is_made(self) ? family_objects(self->session, self->widget) : NULL;
}

/* _forget(): it was destroyed; its handlers hold nothing any more. */
static PyObject *widget_forget(widget_object *self, PyTypeObject *Py_UNUSED(cls), PyObject *const *Py_UNUSED(args),
                               Py_ssize_t Py_UNUSED(count), PyObject *Py_UNUSED(kwnames))
{
    if (!is_made(self))
        return NULL;
    widget_forgotten(self->session, self->widget);
    Py_RETURN_NONE;
}

/* --- handlers --- */
static int add_handler(widget_object *self, PyObject *action, handler_object *handler)
{
    if (!self->handlers && !(self->handlers = PyDict_New()))
        return -1;
    PyObject *list = PyDict_GetItemWithError(self->handlers, action); /* borrowed */
    if (list)
        return PyList_Append(list, (PyObject *)handler);
    if (PyErr_Occurred())
        return -1;
    list = PyList_New(0);
    int failed = list ? PyList_Append(list, (PyObject *)handler) : -1;
    if (failed == 0)
        failed = PyDict_SetItem(self->handlers, action, list);
    Py_XDECREF(list);
    return failed;
}

/* _on(action, function, extra, options, wants_widget) */
static PyObject *widget_on(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                           PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    const char *action = method_name(args, count);
    if (!action || !is_made(self))
        return NULL;
    if (count != 5) {
        PyErr_SetString(PyExc_TypeError, "_on(action, function, extra, options, wants_widget)");
        return NULL;
    }
    int wants_widget = PyObject_IsTrue(args[4]);
    PyObject *options = PyDict_Check(args[3]) && PyDict_GET_SIZE(args[3]) ? args[3] : NULL;
    handler_object *handler =
        wants_widget < 0 ? NULL : handler_new(st, (PyObject *)self, args[1], args[2], options, wants_widget);
    struct held *held = handler ? held_weak(st, (PyObject *)handler) : NULL;
    PyObject *result = NULL;
    oriel_err_t err = ORIEL_OK;
    if (held)
        err = oriel_widget_on(self->widget, action, handler_happened, held, held_release, &handler->id);
    if (err != ORIEL_OK) {
        held_release(held);
        raise_oriel(st, err);
    } else if (held && add_handler(self, args[0], handler) == 0) {
        result = called(self, args[0]);
    } else if (held) {
        err = oriel_widget_off(self->widget, handler->id);
        (void)err; /* it went meanwhile */
    }
    Py_XDECREF(handler);
    return result;
}

/* _off(action, function): how many there were. */
static PyObject *widget_off(widget_object *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t count,
                            PyObject *Py_UNUSED(kwnames))
{
    mod_state *st = STATE(cls);
    if (!method_name(args, count) || !is_made(self) || count != 2)
        return NULL;
    PyObject *list = self->handlers ? Py_XNewRef(PyDict_GetItemWithError(self->handlers, args[0])) : NULL;
    long removed = 0;
    for (Py_ssize_t i = list ? PyList_GET_SIZE(list) : 0; i-- > 0;) {
        if (i >= PyList_GET_SIZE(list))
            continue; /* a comparison changed it */
        handler_object *handler = (handler_object *)Py_NewRef(PyList_GET_ITEM(list, i));
        int same = handler->function ? PyObject_RichCompareBool(handler->function, args[1], Py_EQ) : 0;
        if (same > 0 && PySequence_DelItem(list, i) == 0) {
            oriel_err_t err = oriel_widget_off(self->widget, handler->id);
            removed += err == ORIEL_OK;
        }
        Py_DECREF(handler);
        if (same < 0)
            break;
    }
    Py_XDECREF(list);
    (void)st;
    return PyErr_Occurred() ? NULL : PyLong_FromLong(removed);
}

static PyObject *widget_has_action(widget_object *self, PyTypeObject *Py_UNUSED(cls), PyObject *const *args,
                                   Py_ssize_t count, PyObject *Py_UNUSED(kwnames))
{
    const char *action = method_name(args, count);
    if (!action || !is_made(self))
        return NULL;
    return PyBool_FromLong(oriel_widget_has_action(self->widget, action));
}

/* --- the tree --- */
static PyObject *widget_parent(widget_object *self, PyTypeObject *cls, PyObject *const *Py_UNUSED(args),
                               Py_ssize_t Py_UNUSED(count), PyObject *Py_UNUSED(kwnames))
{
    if (!is_made(self))
        return NULL;
    return widget_object_of(STATE(cls), self->session, oriel_widget_dup_parent(self->widget));
}

static PyObject *widget_children(widget_object *self, PyTypeObject *cls, PyObject *const *Py_UNUSED(args),
                                 Py_ssize_t Py_UNUSED(number), PyObject *Py_UNUSED(kwnames))
{
    if (!is_made(self))
        return NULL;
    PyObject *list = PyList_New(0);
    size_t count = oriel_widget_get_child_count(self->widget);
    for (size_t i = 0; list && i < count; i++) {
        oriel_widget_t *child = oriel_widget_dup_child(self->widget, i);
        PyObject *object = child ? widget_object_of(STATE(cls), self->session, child) : NULL;
        if (child && (!object || PyList_Append(list, object) < 0))
            Py_CLEAR(list);
        Py_XDECREF(object);
    }
    return list;
}

static PyObject *widget_get_wid(widget_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromUnsignedLongLong(self->widget ? oriel_widget_get_id(self->widget) : 0);
}

static PyObject *widget_get_class(widget_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(self->widget ? oriel_widget_get_class(self->widget) : NULL);
}

static PyObject *widget_get_destroyed(widget_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(self->widget && oriel_widget_is_destroyed(self->widget));
}

static PyObject *widget_get_core(widget_object *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(self->session ? (PyObject *)self->session : Py_None);
}

static PyMethodDef widget_methods[] = {
    { "_create", (PyCFunction)(void (*)(void))widget_create, METHOD, "Make it: (session, properties, *values)." },
    { "_call", (PyCFunction)(void (*)(void))widget_call, METHOD, "Call a method: (name, *args)." },
    { "_call_optional", (PyCFunction)(void (*)(void))widget_call_optional, METHOD,
      "Call a method: (name, required, *args); None at the end is not given." },
    { "_call_bytes", (PyCFunction)(void (*)(void))widget_call_bytes, METHOD, "Call a method: (name, bytes, *args)." },
    { "_get", (PyCFunction)(void (*)(void))widget_get, METHOD, "What is known of it: (name, *args)." },
    { "_ask", (PyCFunction)(void (*)(void))widget_ask, METHOD, "Ask a page: (name, *args)." },
    { "_destroy", (PyCFunction)(void (*)(void))widget_destroy, METHOD, "Take it and what is in it away." },
    { "_family", (PyCFunction)(void (*)(void))widget_family, METHOD, "It, and what is in it." },
    { "_forget", (PyCFunction)(void (*)(void))widget_forget, METHOD, "It was destroyed." },
    { "_on", (PyCFunction)(void (*)(void))widget_on, METHOD, "(action, function, extra, options, wants_widget)" },
    { "_off", (PyCFunction)(void (*)(void))widget_off, METHOD, "(action, function): how many there were." },
    { "_has_action", (PyCFunction)(void (*)(void))widget_has_action, METHOD, "Whether its class has that action." },
    { "_parent", (PyCFunction)(void (*)(void))widget_parent, METHOD, "What it is in, or None." },
    { "_children", (PyCFunction)(void (*)(void))widget_children, METHOD, "What is in it." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef widget_getset[] = {
    { "wid", (getter)widget_get_wid, NULL, "Its number in the session.", NULL },
    { "_kind", (getter)widget_get_class, NULL, "The name of its class in the catalogue.", NULL },
    { "_core", (getter)widget_get_core, NULL, "Its session's core.", NULL },
    { "is_destroyed", (getter)widget_get_destroyed, NULL, "Whether it was destroyed.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot widget_slots[] = {
    { Py_tp_doc, DOC("The base of all widgets.") },
    { Py_tp_new, SLOT(widget_new) },
    { Py_tp_traverse, SLOT(widget_traverse) },
    { Py_tp_clear, SLOT(widget_clear) },
    { Py_tp_dealloc, SLOT(widget_dealloc) },
    { Py_tp_methods, widget_methods },
    { Py_tp_getset, widget_getset },
    { 0, NULL },
};

PyType_Spec widget_spec = {
    .name = "oriel._native.Widget",
    .basicsize = sizeof(widget_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = widget_slots,
};
