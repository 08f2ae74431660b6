/* Generators answer a call as a stream: one item a pull. */
#include <stdlib.h>

#include "native.h"

struct stream {
    struct held *source; /* a generator, or the object that hook_stream made of an async one */
    PyObject *session;   /* a weak reference, or None */
    PyObject *place;     /* what was called */
    bool is_async;
    bool is_over;
};

/* The next item of a plain generator. */
static void pull_plain(mod_state *st, struct stream *stream, PyObject *session, oriel_call_t *pull)
{
    PyObject *before = swap_session(st, session);
    PyObject *item = stream->is_over ? NULL : PyIter_Next(stream->source->object);
    swap_session(st, before);
    if (!item) {
        stream->is_over = true;
        if (PyErr_Occurred())
            fail_call(st, pull);
        else
            oriel_call_reply_end(pull);
        return;
    }
    oriel_value_t *value = value_from_py(st, item, NULL, NULL);
    Py_DECREF(item);
    if (value)
        oriel_call_reply(pull, value);
    else
        fail_call(st, pull);
}

static oriel_err_t pull_async(mod_state *st, struct stream *stream, PyObject *session, oriel_call_t *pull)
{
    PyObject *pending = call_wrap(st, pull, session);
    PyObject *done = pending ? PyObject_CallMethod(stream->source->object, "next", "O", pending) : NULL;
    if (!done)
        fail_call(st, pull);
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
    oriel_err_t err = ORIEL_ECLOSED;
    mod_state *st = held_state(stream->source);
    if (st) {
        PyObject *session = stream->session == Py_None ? NULL : weak_target(stream->session);
        err = ORIEL_OK;
        if (stream->is_async)
            err = pull_async(st, stream, session, pull);
        else
            pull_plain(st, stream, session, pull);
        Py_XDECREF(session);
    }
    PyGILState_Release(gil);
    return err;
}

static void stream_free(struct stream *stream)
{
    if (stream->source)
        held_release(stream->source);
    Py_XDECREF(stream->session);
    Py_XDECREF(stream->place);
    free(stream);
}

/* A generator raised while it was closed: the page does not wait for it any more. */
static void report_closing(mod_state *st, const struct stream *stream)
{
    PyObject *kind, *exc, *trace;
    PyErr_Fetch(&kind, &exc, &trace);
    PyObject *where = PyUnicode_FromFormat("closing the stream of %U", stream->place);
    const char *text = where ? PyUnicode_AsUTF8(where) : NULL;
    PyErr_Restore(kind, exc, trace);
    report_exception(st, text ? text : "closing a stream");
    Py_XDECREF(where);
}

static void stream_close(void *user)
{
    struct stream *stream = user;
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    mod_state *st = held_state(stream->source);
    PyObject *done = st ? PyObject_CallMethod(stream->source->object, "close", NULL) : NULL;
    if (st && !done)
        report_closing(st, stream);
    Py_XDECREF(done);
    stream_free(stream);
    PyGILState_Release(gil);
}

/* What feeds a call from `source`; NULL with an exception. */
static struct stream *stream_new(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *source)
{
    struct stream *stream = calloc(1, sizeof(*stream));
    if (!stream) {
        PyErr_NoMemory();
        return NULL;
    }
    stream->is_async = !PyGen_CheckExact(source);
    stream->place = place_of_call(call);
    PyObject *feeder = NULL;
    if (stream->place)
        feeder = stream->is_async ? PyObject_CallFunctionObjArgs(st->hook_stream, source, stream->place, NULL)
                                  : Py_NewRef(source);
    stream->source = feeder ? held_new(st, feeder) : NULL;
    Py_XDECREF(feeder);
    if (stream->source)
        stream->session = session && session != Py_None ? PyWeakref_NewRef(session, NULL) : Py_NewRef(Py_None);
    if (stream->session)
        return stream;
    stream_free(stream);
    return NULL;
}

int reply_stream(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *source)
{
    const oriel_stream_ops_t ops = { sizeof(ops), stream_next, stream_close };
    struct stream *stream = stream_new(st, call, session, source);
    if (!stream)
        return -1;
    oriel_err_t err = oriel_call_reply_stream(call, &ops, stream);
    if (err == ORIEL_OK)
        return 0;
    raise_oriel(st, err);
    stream_free(stream);
    return -1;
}
