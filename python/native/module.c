/* oriel._native: the module and its state. */
#include "native.h"

/* set_hooks(task, stream, exception, log, event, later, failed): what Python decides. */
static PyObject *set_hooks(PyObject *module, PyObject *args)
{
    mod_state *st = PyModule_GetState(module);
    PyObject *task, *stream, *exception, *log, *event, *later, *failed;
    if (!PyArg_ParseTuple(args, "OOOOOOO:set_hooks", &task, &stream, &exception, &log, &event, &later, &failed))
        return NULL;
    Py_XSETREF(st->hook_task, Py_NewRef(task));
    Py_XSETREF(st->hook_stream, Py_NewRef(stream));
    Py_XSETREF(st->hook_exception, Py_NewRef(exception));
    Py_XSETREF(st->hook_log, Py_NewRef(log));
    Py_XSETREF(st->hook_event, Py_NewRef(event));
    Py_XSETREF(st->hook_later, Py_NewRef(later));
    Py_XSETREF(st->hook_failed, Py_NewRef(failed));
    Py_RETURN_NONE;
}

/* set_log(on): whether the library's log lines come to the hook or go to stderr. */
static PyObject *set_log(PyObject *module, PyObject *arg)
{
    mod_state *st = PyModule_GetState(module);
    int on = PyObject_IsTrue(arg);
    if (on < 0)
        return NULL;
    oriel_set_log(on ? deferred_log : NULL, on ? st->deferred : NULL);
    deferred_drain(st->deferred);
    Py_RETURN_NONE;
}

/* set_big_integers(as_text): what becomes of integers beyond 2**53 - 1. */
static PyObject *set_big_integers(PyObject *module, PyObject *arg)
{
    mod_state *st = PyModule_GetState(module);
    int on = PyObject_IsTrue(arg);
    if (on < 0)
        return NULL;
    st->big_as_text = on;
    Py_RETURN_NONE;
}

static PyObject *version(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    return py_from_text(oriel_version());
}

/* wait(fd, timeout): True when `fd` is readable. No signal is missed meanwhile; timeout in seconds, None: for ever. */
static PyObject *wait_for_fd(PyObject *module, PyObject *args)
{
    int fd;
    PyObject *timeout;
    if (!PyArg_ParseTuple(args, "iO:wait", &fd, &timeout))
        return NULL;
    double seconds = timeout == Py_None ? -1 : PyFloat_AsDouble(timeout);
    if (seconds == -1 && PyErr_Occurred())
        return NULL;
    int ready = wait_readable(PyModule_GetState(module), fd, seconds < 0 ? -1 : deadline_after(seconds));
    return ready < 0 ? NULL : PyBool_FromLong(ready);
}

/* dumps(object): the JSON text that a page would get. */
static PyObject *dumps(PyObject *module, PyObject *object)
{
    oriel_value_t *value = value_from_py(PyModule_GetState(module), object, "value", NULL);
    if (!value)
        return NULL;
    size_t len;
    const char *text = oriel_value_get_text(value, &len);
    PyObject *str = PyUnicode_DecodeUTF8(text, (Py_ssize_t)len, "strict");
    oriel_value_unref(value);
    return str;
}

/* loads(text): what a page's value becomes. */
static PyObject *loads(PyObject *module, PyObject *args)
{
    mod_state *st = PyModule_GetState(module);
    const char *text;
    Py_ssize_t len;
    oriel_value_t *value;
    if (!PyArg_ParseTuple(args, "s#:loads", &text, &len))
        return NULL;
    oriel_err_t err = oriel_value_from_json(text, (size_t)len, &value);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    PyObject *object = py_from_value(st, value);
    oriel_value_unref(value);
    return object;
}

static PyMethodDef methods[] = {
    { "set_hooks", set_hooks, METH_VARARGS,
      "What Python decides: (task, stream, exception, log, event, later, failed)." },
    { "set_big_integers", set_big_integers, METH_O, "Whether integers beyond 2**53 - 1 become strings." },
    { "set_log", set_log, METH_O, "Whether the library's log lines come to the hook." },
    { "version", version, METH_NOARGS, "The version of the library in use." },
    { "wait", wait_for_fd, METH_VARARGS, "(fd, timeout): wait until it is readable; signals are handled." },
    { "dumps", dumps, METH_O, "The JSON text of an object." },
    { "loads", loads, METH_VARARGS, "The object of a JSON text." },
    { NULL, NULL, 0, NULL },
};

static PyTypeObject *add_type(PyObject *module, PyType_Spec *spec)
{
    PyTypeObject *type = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    if (type && PyModule_AddType(module, type) < 0)
        Py_CLEAR(type);
    return type;
}

static int exec_module(PyObject *module)
{
    mod_state *st = PyModule_GetState(module);
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(PyExc_ImportError, "oriel works in the main interpreter only");
        return -1;
    }
    struct {
        PyTypeObject **slot;
        PyType_Spec *spec;
    } types[] = {
        { &st->app_type, &app_spec },         { &st->state_type, &state_spec },
        { &st->session_type, &session_spec }, { &st->subscription_type, &subscription_spec },
        { &st->binding_type, &binding_spec }, { &st->window_type, &window_spec },
        { &st->future_type, &future_spec },   { &st->call_type, &call_spec },
        { &st->inbox_type, &inbox_spec },     { &st->storage_type, &storage_spec },
        { &st->fetch_type, &fetch_spec },     { &st->poster_type, &poster_spec },
        { &st->batch_type, &batch_spec },     { &st->widget_type, &widget_spec },
        { &st->factory_type, &factory_spec }, { &st->handler_type, &handler_spec },
        { &st->event_type, &event_spec },     { &st->server_type, &server_spec },
        { &st->request_type, &request_spec },
    };
    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++) {
        *types[i].slot = add_type(module, types[i].spec);
        if (!*types[i].slot)
            return -1;
    }
    st->errors = PyImport_ImportModule("oriel._errors");
    if (!st->errors)
        return -1;
    st->sessions = PyDict_New();
    st->wid_key = PyUnicode_InternFromString("__wid__");
    if (!st->sessions || !st->wid_key)
        return -1;
    st->deferred = deferred_new(st);
    if (!st->deferred || find_set_wakeup_fd(st) < 0)
        return -1;
    oriel_err_t err = oriel_writer_new(&st->writer);
    if (err != ORIEL_OK) {
        raise_oriel(st, err);
        return -1;
    }
    return 0;
}

static int traverse_module(PyObject *module, visitproc visit, void *arg)
{
    mod_state *st = PyModule_GetState(module);
    Py_VISIT(st->app_type);
    Py_VISIT(st->session_type);
    Py_VISIT(st->binding_type);
    Py_VISIT(st->state_type);
    Py_VISIT(st->subscription_type);
    Py_VISIT(st->window_type);
    Py_VISIT(st->future_type);
    Py_VISIT(st->call_type);
    Py_VISIT(st->inbox_type);
    Py_VISIT(st->storage_type);
    Py_VISIT(st->fetch_type);
    Py_VISIT(st->poster_type);
    Py_VISIT(st->batch_type);
    Py_VISIT(st->widget_type);
    Py_VISIT(st->factory_type);
    Py_VISIT(st->handler_type);
    Py_VISIT(st->event_type);
    Py_VISIT(st->server_type);
    Py_VISIT(st->request_type);
    Py_VISIT(st->errors);
    Py_VISIT(st->hook_task);
    Py_VISIT(st->hook_stream);
    Py_VISIT(st->hook_exception);
    Py_VISIT(st->hook_log);
    Py_VISIT(st->hook_event);
    Py_VISIT(st->hook_later);
    Py_VISIT(st->hook_failed);
    Py_VISIT(st->sessions);
    Py_VISIT(st->wid_key);
    Py_VISIT(st->raised);
    Py_VISIT(st->set_wakeup_fd);
    return 0;
}

static int clear_module(PyObject *module)
{
    mod_state *st = PyModule_GetState(module);
    Py_CLEAR(st->app_type);
    Py_CLEAR(st->session_type);
    Py_CLEAR(st->binding_type);
    Py_CLEAR(st->state_type);
    Py_CLEAR(st->subscription_type);
    Py_CLEAR(st->window_type);
    Py_CLEAR(st->future_type);
    Py_CLEAR(st->call_type);
    Py_CLEAR(st->inbox_type);
    Py_CLEAR(st->storage_type);
    Py_CLEAR(st->fetch_type);
    Py_CLEAR(st->poster_type);
    Py_CLEAR(st->batch_type);
    Py_CLEAR(st->widget_type);
    Py_CLEAR(st->factory_type);
    Py_CLEAR(st->handler_type);
    Py_CLEAR(st->event_type);
    Py_CLEAR(st->server_type);
    Py_CLEAR(st->request_type);
    Py_CLEAR(st->errors);
    Py_CLEAR(st->hook_task);
    Py_CLEAR(st->hook_stream);
    Py_CLEAR(st->hook_exception);
    Py_CLEAR(st->hook_log);
    Py_CLEAR(st->hook_event);
    Py_CLEAR(st->hook_later);
    Py_CLEAR(st->hook_failed);
    Py_CLEAR(st->sessions);
    Py_CLEAR(st->wid_key);
    Py_CLEAR(st->raised);
    Py_CLEAR(st->set_wakeup_fd);
    for (size_t i = 0; i < KEY_CACHE_SIZE; i++)
        Py_CLEAR(st->keys[i]);
    return 0;
}

static void free_module(void *module)
{
    mod_state *st = PyModule_GetState(module);
    clear_module(module);
    if (st->deferred) {
        oriel_set_log(NULL, NULL);
        deferred_close(st->deferred);
    }
    oriel_writer_free(st->writer);
    close_signal_pipe(st);
}

static PyModuleDef_Slot module_slots[] = {
    { Py_mod_exec, SLOT(exec_module) },
#ifdef Py_mod_multiple_interpreters
    { Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED },
#endif
    { 0, NULL },
};

static PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "oriel._native",
    .m_doc = "The C library, as Python sees it. Use the package oriel.",
    .m_size = sizeof(mod_state),
    .m_methods = methods,
    .m_slots = module_slots,
    .m_traverse = traverse_module,
    .m_clear = clear_module,
    .m_free = free_module,
};

PyMODINIT_FUNC PyInit__native(void);

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&module_def);
}
