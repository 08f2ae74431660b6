/* Runs a Python function for a call and answers with what it gave. */
#include "native.h"

bool is_awaitable(PyObject *result)
{
    const PyAsyncMethods *async = Py_TYPE(result)->tp_as_async;
    return async && async->am_await;
}

static bool is_stream(PyObject *result)
{
    const PyAsyncMethods *async = Py_TYPE(result)->tp_as_async;
    return PyGen_CheckExact(result) || (async && async->am_anext);
}

PyObject *call_in(mod_state *st, PyObject *session, PyObject *function, PyObject *args, PyObject *options)
{
    PyObject *before = swap_session(st, session);
    PyObject *result = PyObject_Call(function, args, options);
    swap_session(st, before);
    return result;
}

/* The task answers; until then the call is pending. */
static oriel_err_t begin_task(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *awaitable, bool discard)
{
    PyObject *pending = call_wrap(st, call, session);
    PyObject *done = NULL;
    if (pending)
        done = PyObject_CallFunctionObjArgs(st->hook_task, pending, awaitable, discard ? Py_True : Py_False, NULL);
    if (!done)
        fail_call(st, call);
    Py_XDECREF(done);
    /* Without a task the last reference goes here, and ends the call. */
    oriel_err_t err = pending ? ORIEL_PENDING : ORIEL_OK;
    Py_XDECREF(pending);
    return err;
}

/* Answers with a plain result; -1 with an exception. */
static int reply_plain(mod_state *st, oriel_call_t *call, PyObject *result, bool discard)
{
    if (result == Py_None || discard)
        return 0; /* undefined */
    oriel_value_t *value = value_from_py(st, result, NULL, NULL);
    if (!value)
        return -1;
    oriel_call_reply(call, value);
    return 0;
}

/* Answers with what the function gave; -1 with an exception. */
static int reply(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *result, bool discard)
{
    if (is_stream(result) && !discard)
        return reply_stream(st, call, session, result);
    return reply_plain(st, call, result, discard);
}

oriel_err_t run_call(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *function, bool discard)
{
    PyObject *args = args_from_call(st, call);
    PyObject *result = args ? call_in(st, session, function, args, NULL) : NULL;
    Py_XDECREF(args);
    if (!result) {
        fail_call(st, call);
        return ORIEL_OK;
    }
    oriel_err_t err = ORIEL_OK;
    if (is_awaitable(result))
        err = begin_task(st, call, session, result, discard);
    else if (reply(st, call, session, result, discard) < 0)
        fail_call(st, call);
    Py_DECREF(result);
    return err;
}

void end_unawaited(mod_state *st, const char *where, PyObject *result)
{
    if (result && PyCoro_CheckExact(result))
        Py_SETREF(result, PyObject_CallFunction(st->hook_later, "sO", where, result));
    if (!result)
        report_exception(st, where);
    Py_XDECREF(result);
}

void held_call(struct held *held, const char *where)
{
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    mod_state *st = held_state(held);
    if (st) {
        PyObject *function = Py_NewRef(held->object); /* it may be released meanwhile */
        end_unawaited(st, where, PyObject_CallNoArgs(function));
        Py_DECREF(function);
    }
    PyGILState_Release(gil);
}
