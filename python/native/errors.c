/* Errors of the library become exceptions here, and exceptions of handlers become answers and log lines. */
#include <string.h>

#include "native.h"

/* The class that the table of errors names: "ValueError", "oriel.ClosedError", "asyncio.CancelledError". */
static PyObject *class_named(mod_state *st, const char *name)
{
    const char *dot = strchr(name, '.');
    if (dot && strncmp(name, "oriel.", 6) == 0)
        return PyObject_GetAttrString(st->errors, dot + 1);
    PyObject *module = PyImport_ImportModule(dot ? "asyncio" : "builtins");
    if (!module)
        return NULL;
    PyObject *cls = PyObject_GetAttrString(module, dot ? dot + 1 : name);
    Py_DECREF(module);
    return cls;
}

/* The exception: ScriptError takes name and message, the others one text. */
static PyObject *make_exception(mod_state *st, oriel_err_t err, const char *name, const char *text)
{
    PyObject *cls = class_named(st, oriel_err_python(err));
    PyObject *message = py_from_text(text && *text ? text : oriel_err_text(err));
    PyObject *exc = NULL;
    if (cls && message && err == ORIEL_ESCRIPT) {
        PyObject *kind = py_from_text(name ? name : "Error");
        if (kind)
            exc = PyObject_CallFunctionObjArgs(cls, kind, message, NULL);
        Py_XDECREF(kind);
    } else if (cls && message) {
        exc = PyObject_CallOneArg(cls, message);
    }
    Py_XDECREF(cls);
    Py_XDECREF(message);
    if (!exc)
        return NULL;
    PyObject *code = PyUnicode_FromString(oriel_err_name(err));
    if (!code || PyObject_SetAttrString(exc, "code", code) < 0)
        Py_CLEAR(exc);
    Py_XDECREF(code);
    return exc;
}

PyObject *raise_oriel_text(mod_state *st, oriel_err_t err, const char *name, const char *text)
{
    PyObject *exc = make_exception(st, err, name, text);
    if (exc) {
        PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
        Py_DECREF(exc);
    }
    return NULL;
}

PyObject *raise_oriel(mod_state *st, oriel_err_t err)
{
    return raise_oriel_text(st, err, NULL, oriel_last_error());
}

/* The exception that is set, no longer set; never NULL when one was. */
static PyObject *take_exception(void)
{
    PyObject *type, *exc, *trace;
    PyErr_Fetch(&type, &exc, &trace);
    PyErr_NormalizeException(&type, &exc, &trace);
    if (exc && trace)
        PyException_SetTraceback(exc, trace);
    Py_XDECREF(type);
    Py_XDECREF(trace);
    return exc;
}

static bool ends_program(PyObject *exc)
{
    return PyErr_GivenExceptionMatches(exc, PyExc_KeyboardInterrupt) ||
           PyErr_GivenExceptionMatches(exc, PyExc_SystemExit);
}

static void report(mod_state *st, const char *where, PyObject *exc)
{
    if (ends_program(exc) && !st->raised) {
        st->raised = Py_NewRef(exc);
        st->raised_in = PyThread_get_thread_ident();
        return;
    }
    PyObject *done = NULL;
    if (st->hook_exception) {
        PyObject *place = py_from_text(where);
        if (place)
            done = PyObject_CallFunctionObjArgs(st->hook_exception, place, exc, NULL);
        Py_XDECREF(place);
        if (!done)
            PyErr_WriteUnraisable(exc);
        Py_XDECREF(done);
    } else {
        PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
        PyErr_WriteUnraisable(NULL);
    }
}

void report_exception(mod_state *st, const char *where)
{
    PyObject *exc = take_exception();
    if (!exc)
        return;
    report(st, where, exc);
    Py_DECREF(exc);
}

void report_failure(mod_state *st, PyObject *session, const char *where)
{
    PyObject *exc = take_exception();
    if (!exc)
        return;
    PyObject *place = NULL, *done = NULL;
    if (st->hook_failed && !ends_program(exc)) {
        place = py_from_text(where);
        if (place)
            done = PyObject_CallFunctionObjArgs(st->hook_failed, session ? session : Py_None, place, exc, NULL);
        if (!done)
            PyErr_WriteUnraisable(exc);
    } else {
        report(st, where, exc);
    }
    Py_XDECREF(place);
    Py_XDECREF(done);
    Py_DECREF(exc);
}

/* str(exc) as UTF-8, an object to keep while it is read; NULL when even that fails.
 * A NUL would end it: it becomes U+FFFD, like what is not Unicode. */
static PyObject *message_of(PyObject *exc)
{
    PyObject *text = PyObject_Str(exc);
    if (text)
        Py_SETREF(text, PyObject_CallMethod(text, "replace", "s#s", "\0", (Py_ssize_t)1, "\xef\xbf\xbd"));
    PyObject *utf8 = text ? PyUnicode_AsEncodedString(text, "utf-8", "replace") : NULL;
    Py_XDECREF(text);
    if (!utf8)
        PyErr_Clear();
    return utf8;
}

PyObject *place_of_call(oriel_call_t *call)
{
    const char *object = oriel_call_get_object(call);
    return PyUnicode_FromFormat("%s%s%s", object, *object ? "." : "", oriel_call_get_name(call));
}

void fail_call(mod_state *st, oriel_call_t *call)
{
    PyObject *exc = take_exception();
    if (!exc)
        return;
    PyObject *where = place_of_call(call);
    const char *place = where ? PyUnicode_AsUTF8(where) : NULL;
    if (!place)
        PyErr_Clear();
    report(st, place ? place : "a call", exc); /* first: who hears the answer may look into the log */
    Py_XDECREF(where);

    PyObject *message = message_of(exc);
    PyObject *name = PyType_GetName(Py_TYPE(exc));
    const char *kind = name ? PyUnicode_AsUTF8(name) : NULL;
    if (!kind)
        PyErr_Clear();
    oriel_call_reply_error(call, kind ? kind : "Error", message ? PyBytes_AS_STRING(message) : "");
    Py_XDECREF(message);
    Py_XDECREF(name);
    Py_DECREF(exc);
}

int raise_kept(mod_state *st)
{
    if (!st->raised || st->raised_in != PyThread_get_thread_ident())
        return 0;
    PyObject *exc = st->raised;
    st->raised = NULL;
    PyErr_SetObject((PyObject *)Py_TYPE(exc), exc);
    Py_DECREF(exc);
    return -1;
}
