/* Generators answer a call as a stream: one item a pull. */
#include <stdlib.h>

#include "native.h"

struct stream {
    mod_state *st;
    PyObject *source; /* a generator, or the object that hook_stream made of an async one */
    bool is_async;
    bool is_over;
};

/* The next item of a plain generator. */
static void pull_plain(struct stream *stream, oriel_call_t *pull)
{
    PyObject *item = stream->is_over ? NULL : PyIter_Next(stream->source);
    if (!item) {
        stream->is_over = true;
        if (PyErr_Occurred())
            fail_call(stream->st, pull);
        else
            oriel_call_reply_end(pull);
        return;
    }
    oriel_value_t *value = value_from_py(stream->st, item, NULL, NULL);
    Py_DECREF(item);
    if (value)
        oriel_call_reply(pull, value);
    else
        fail_call(stream->st, pull);
}

static oriel_err_t pull_async(struct stream *stream, oriel_call_t *pull)
{
    PyObject *pending = call_wrap(stream->st, pull);
    PyObject *done = pending ? PyObject_CallMethod(stream->source, "next", "O", pending) : NULL;
    if (!done)
        fail_call(stream->st, pull);
    Py_XDECREF(done);
    oriel_err_t err = pending ? ORIEL_PENDING : ORIEL_OK;
    Py_XDECREF(pending);
    return err;
}

static oriel_err_t stream_next(oriel_call_t *pull, void *user)
{
    struct stream *stream = user;
    if (!Py_IsInitialized())
        return ORIEL_ECLOSED;
    PyGILState_STATE gil = PyGILState_Ensure();
    oriel_err_t err = ORIEL_OK;
    if (stream->is_async)
        err = pull_async(stream, pull);
    else
        pull_plain(stream, pull);
    PyGILState_Release(gil);
    return err;
}

static void stream_close(void *user)
{
    struct stream *stream = user;
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject *done = PyObject_CallMethod(stream->source, "close", NULL);
    if (!done)
        report_exception(stream->st, "closing a stream");
    Py_XDECREF(done);
    Py_DECREF(stream->source);
    free(stream);
    PyGILState_Release(gil);
}

int reply_stream(mod_state *st, oriel_call_t *call, PyObject *source)
{
    const oriel_stream_ops_t ops = { sizeof(ops), stream_next, stream_close };
    struct stream *stream = calloc(1, sizeof(*stream));
    if (!stream) {
        PyErr_NoMemory();
        return -1;
    }
    stream->st = st;
    stream->is_async = !PyGen_CheckExact(source);
    stream->source = stream->is_async ? PyObject_CallOneArg(st->hook_stream, source) : Py_NewRef(source);
    if (!stream->source) {
        free(stream);
        return -1;
    }
    oriel_err_t err = oriel_call_reply_stream(call, &ops, stream);
    if (err == ORIEL_OK)
        return 0;
    raise_oriel(st, err);
    Py_DECREF(stream->source);
    free(stream);
    return -1;
}
