/* oriel._native.Fetch: an HTTP request and its response. */
#include "native.h"

typedef struct fetch_object {
    PyObject ob_base;
    oriel_fetch_t *fetch;
    PyObject *app;
} fetch_object;

/* --- hooks: the held object is the tuple (check, progress) --- */
static bool check(const char *url, void *user)
{
    if (!Py_IsInitialized())
        return false;
    bool allowed = false;
    PyGILState_STATE gil = PyGILState_Ensure();
    struct held *held = user;
    mod_state *st = held_state(held);
    PyObject *text = st ? py_from_text(url) : NULL;
    PyObject *answer = text ? PyObject_CallOneArg(PyTuple_GET_ITEM(held->object, 0), text) : NULL;
    if (answer && PyCoro_CheckExact(answer)) { /* of an async function, and true, whatever it would say */
        PyObject *closed = PyObject_CallMethod(answer, "close", NULL);
        Py_XDECREF(closed);
        Py_CLEAR(answer);
        if (closed)
            PyErr_SetString(PyExc_TypeError, "check must answer at once: an async function cannot be asked");
    }
    int truth = answer ? PyObject_IsTrue(answer) : -1;
    if (truth < 0 && st)
        report_exception(st, "the check of a fetch");
    allowed = truth > 0;
    Py_XDECREF(answer);
    Py_XDECREF(text);
    PyGILState_Release(gil);
    return allowed;
}

static void tell_progress(const oriel_fetch_progress_t *progress, void *user)
{
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    struct held *held = user;
    mod_state *st = held_state(held);
    if (st) {
        PyObject *done = PyObject_CallFunction(PyTuple_GET_ITEM(held->object, 1), "LLLL", (long long)progress->sent,
                                               (long long)progress->send_total, (long long)progress->received,
                                               (long long)progress->receive_total);
        if (!done)
            report_exception(st, "the progress of a fetch");
        Py_XDECREF(done);
    }
    PyGILState_Release(gil);
}

/* --- making --- */
/* The pairs of a tuple of (str, str), for PyMem_Free(); NULL with an exception. */
static oriel_fetch_header_t *headers_from_py(PyObject *tuple)
{
    Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    oriel_fetch_header_t *headers = PyMem_Calloc((size_t)count + 1, sizeof(*headers));
    if (!headers) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *pair = PyTuple_GET_ITEM(tuple, i);
        bool is_pair = PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2;
        if (is_pair) {
            headers[i].name = text_from_py(PyTuple_GET_ITEM(pair, 0), "header name");
            headers[i].value = headers[i].name ? text_from_py(PyTuple_GET_ITEM(pair, 1), "header value") : NULL;
        } else {
            PyErr_SetString(PyExc_TypeError, "a header is (name, value)");
        }
        if (!headers[i].value) {
            PyMem_Free(headers);
            return NULL;
        }
    }
    return headers;
}

/* What was parsed, and what must be freed. */
struct request {
    PyObject *app, *headers, *hosts, *check, *progress, *inbox;
    const char *url;
    Py_buffer body;
    oriel_fetch_opts_t opts;
};

static int parse(mod_state *st, PyObject *args, PyObject *kwargs, struct request *request)
{
    static const char *const names[] = { "app",        "url",
                                         "method",     "headers",
                                         "body",       "streams_body",
                                         "body_size",  "connect_timeout_ms",
                                         "timeout_ms", "redirect_limit",
                                         "body_limit", "hosts",
                                         "proxy",      "ca_file",
                                         "check",      "progress",
                                         "inbox",      NULL };
    oriel_fetch_opts_t *opts = &request->opts;
    long long body_size, body_limit;
    int streams, redirects;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!szO!z*pLiiiLOzzOOO:Fetch", (char **)names, st->app_type,
                                     &request->app, &request->url, &opts->method, &PyTuple_Type, &request->headers,
                                     &request->body, &streams, &body_size, &opts->connect_timeout_ms, &opts->timeout_ms,
                                     &redirects, &body_limit, &request->hosts, &opts->proxy, &opts->ca_file,
                                     &request->check, &request->progress, &request->inbox))
        return -1;
    opts->streams_body = streams;
    opts->body_size = body_size;
    if (redirects < 0 || body_limit < 0) {
        PyErr_Format(PyExc_ValueError, "%s must not be negative", redirects < 0 ? "redirects" : "limit");
        return -1;
    }
    opts->redirect_limit = (unsigned)redirects;
    opts->body_limit = (size_t)body_limit;
    opts->header_count = (size_t)PyTuple_GET_SIZE(request->headers);
    opts->body = request->body.buf;
    opts->body_len = (size_t)request->body.len;
    if (request->hosts != Py_None && !PyTuple_Check(request->hosts)) {
        PyErr_SetString(PyExc_TypeError, "hosts must be a tuple of str");
        return -1;
    }
    if (request->inbox != Py_None && !Py_IS_TYPE(request->inbox, st->inbox_type)) {
        PyErr_SetString(PyExc_TypeError, "inbox must be an Inbox");
        return -1;
    }
    return 0;
}

/* Sets up the hooks; -1 with an exception. */
static int hook(mod_state *st, struct request *request)
{
    if (request->inbox != Py_None)
        request->opts.inbox = ((inbox_object *)request->inbox)->inbox;
    if (request->check == Py_None && request->progress == Py_None)
        return 0;
    PyObject *both = PyTuple_Pack(2, request->check, request->progress);
    struct held *held = both ? held_new(st, both) : NULL;
    Py_XDECREF(both);
    if (!held)
        return -1;
    request->opts.user = held;
    request->opts.destroy = held_release;
    request->opts.check = request->check == Py_None ? NULL : check;
    request->opts.progress = request->progress == Py_None ? NULL : tell_progress;
    return 0;
}

static PyObject *begin(mod_state *st, PyTypeObject *type, struct request *request)
{
    const char **hosts = request->hosts == Py_None ? NULL : texts_from_py(request->hosts, "host");
    oriel_fetch_header_t *headers = PyErr_Occurred() ? NULL : headers_from_py(request->headers);
    fetch_object *self = NULL;
    if (headers && hook(st, request) == 0)
        self = PyObject_GC_New(fetch_object, type);
    if (self) {
        request->opts.headers = headers;
        request->opts.hosts = hosts;
        request->opts.host_count = hosts ? (size_t)PyTuple_GET_SIZE(request->hosts) : 0;
        self->fetch = NULL;
        self->app = Py_NewRef(request->app);
        PyObject_GC_Track(self);
        oriel_runtime_t *runtime = oriel_app_get_runtime(((app_object *)request->app)->app);
        oriel_err_t err = oriel_fetch_start(runtime, request->url, &request->opts, &self->fetch);
        if (err != ORIEL_OK) {
            Py_CLEAR(self);
            raise_oriel(st, err);
        }
    }
    if (!self && request->opts.user)
        held_release(request->opts.user);
    PyMem_Free(headers);
    PyMem_Free(hosts);
    return (PyObject *)self;
}

static PyObject *fetch_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    mod_state *st = PyType_GetModuleState(type);
    struct request request = { .opts = ORIEL_FETCH_OPTS_INIT };
    PyObject *self = parse(st, args, kwargs, &request) < 0 ? NULL : begin(st, type, &request);
    if (request.body.obj)
        PyBuffer_Release(&request.body);
    return self;
}

static int fetch_traverse(fetch_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    return 0;
}

static int fetch_clear(fetch_object *self)
{
    Py_CLEAR(self->app);
    return 0;
}

static void fetch_dealloc(fetch_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    oriel_fetch_unref(self->fetch);
    Py_CLEAR(self->app);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* --- what it does --- */
static PyObject *ask(fetch_object *self, oriel_err_t (*function)(oriel_fetch_t *, oriel_future_t **))
{
    mod_state *st = state_of((PyObject *)self);
    oriel_future_t *future = NULL;
    oriel_err_t err = function(self->fetch, &future);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

static PyObject *fetch_response(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    return ask(self, oriel_fetch_response);
}

static PyObject *fetch_read(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    return ask(self, oriel_fetch_read);
}

static PyObject *fetch_bytes(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    return ask(self, oriel_fetch_bytes);
}

static PyObject *fetch_text(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    return ask(self, oriel_fetch_text);
}

static PyObject *fetch_write(fetch_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    oriel_future_t *future = NULL;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "y*:write", &data))
        return NULL;
    oriel_err_t err = oriel_fetch_write(self->fetch, data.buf, (size_t)data.len, &future);
    PyBuffer_Release(&data);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

static PyObject *fetch_write_end(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_fetch_write_end(self->fetch);
    Py_RETURN_NONE;
}

static PyObject *fetch_cancel(fetch_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_fetch_cancel(self->fetch);
    Py_RETURN_NONE;
}

static PyObject *fetch_get_progress(fetch_object *self, void *Py_UNUSED(closure))
{
    oriel_fetch_progress_t progress = { 0, -1, 0, -1 };
    oriel_fetch_get_progress(self->fetch, &progress);
    return Py_BuildValue("(LLLL)", (long long)progress.sent, (long long)progress.send_total,
                         (long long)progress.received, (long long)progress.receive_total);
}

static PyMethodDef fetch_methods[] = {
    { "response", (PyCFunction)fetch_response, METH_NOARGS, "Status, URL and headers, when they are there." },
    { "read", (PyCFunction)fetch_read, METH_NOARGS, "The next piece of the body, None at its end." },
    { "bytes", (PyCFunction)fetch_bytes, METH_NOARGS, "The rest of the body." },
    { "text", (PyCFunction)fetch_text, METH_NOARGS, "The same as text." },
    { "write", (PyCFunction)fetch_write, METH_VARARGS, "Send a piece of a streamed body." },
    { "write_end", (PyCFunction)fetch_write_end, METH_NOARGS, "The streamed body ends here." },
    { "cancel", (PyCFunction)fetch_cancel, METH_NOARGS, "End the transfer." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef fetch_getset[] = {
    { "progress", (getter)fetch_get_progress, NULL, "(sent, of, received, of) in bytes; -1: not known.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot fetch_slots[] = {
    { Py_tp_doc, DOC("An HTTP request and its response.") },
    { Py_tp_new, SLOT(fetch_new) },
    { Py_tp_traverse, SLOT(fetch_traverse) },
    { Py_tp_clear, SLOT(fetch_clear) },
    { Py_tp_dealloc, SLOT(fetch_dealloc) },
    { Py_tp_methods, fetch_methods },
    { Py_tp_getset, fetch_getset },
    { 0, NULL },
};

PyType_Spec fetch_spec = {
    .name = "oriel._native.Fetch",
    .basicsize = sizeof(fetch_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = fetch_slots,
};
