/* oriel._native.Server: a listener and its sessions; and Request: a browser that asks for one. */
#include "native.h"

#include <stddef.h>

typedef struct server_object {
    PyObject ob_base;
    oriel_server_t *server;
    PyObject *app;
    PyObject *handlers; /* a list */
} server_object;

static mod_state *st_of(server_object *self)
{
    return state_of((PyObject *)self);
}

/* --- options --- */
enum kind {
    TEXT,
    LIST,
    INT,
    SIZE,
    WIDE,
    FLAG
};

static const struct field {
    const char *name;
    enum kind kind;
    size_t offset;
} fields[] = {
#define FIELD(kind, name)                                                                                              \
    {                                                                                                                  \
#name, kind, offsetof(oriel_server_opts_t, name)                                                               \
    }
    FIELD(TEXT, host),
    FIELD(INT, port),
    FIELD(INT, ws_port),
    FIELD(INT, ws_fd),
    FIELD(TEXT, tls_certificate),
    FIELD(TEXT, tls_key),
    FIELD(TEXT, title),
    FIELD(TEXT, favicon),
    FIELD(TEXT, page),
    FIELD(TEXT, root),
    FIELD(LIST, origins),
    FIELD(LIST, hosts),
    FIELD(LIST, proxies),
    FIELD(INT, order),
    FIELD(SIZE, max_sessions),
    FIELD(INT, session_ttl_ms),
    FIELD(INT, resume_ms),
    FIELD(INT, handshake_ms),
    FIELD(INT, ping_ms),
    FIELD(SIZE, max_message),
    FIELD(SIZE, max_connections),
    FIELD(SIZE, max_uploads),
    FIELD(WIDE, max_upload),
    FIELD(INT, join_ms),
    FIELD(FLAG, join_again),
    FIELD(FLAG, legacy_client),
    FIELD(FLAG, metrics),
    FIELD(TEXT, content_security_policy),
#undef FIELD
};

#define MAX_LISTS 3

struct options {
    oriel_server_opts_t opts;
    const char **lists[MAX_LISTS];
    size_t list_count;
};

/* A NULL-terminated list of borrowed strings. */
static int read_list(struct options *all, const struct field *field, PyObject *value, void *at)
{
    if (!PyTuple_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be a tuple of str", field->name);
        return -1;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(value);
    const char **list = PyMem_New(const char *, (size_t)count + 1);
    if (!list) {
        PyErr_NoMemory();
        return -1;
    }
    all->lists[all->list_count++] = list;
    for (Py_ssize_t i = 0; i < count; i++)
        if (!(list[i] = text_from_py(PyTuple_GET_ITEM(value, i), field->name)))
            return -1;
    list[count] = NULL;
    *(const char *const **)at = list;
    return 0;
}

static int read_number(const struct field *field, PyObject *value, void *at)
{
    long long number = PyLong_AsLongLong(value);
    if (number == -1 && PyErr_Occurred())
        return -1;
    if (field->kind == INT ? number < INT_MIN || number > INT_MAX : number < 0) {
        PyErr_Format(PyExc_ValueError, "%s: %lld is out of range", field->name, number);
        return -1;
    }
    if (field->kind == INT)
        *(int *)at = (int)number;
    else if (field->kind == SIZE)
        *(size_t *)at = (size_t)number;
    else
        *(uint64_t *)at = (uint64_t)number;
    return 0;
}

static int read_option(struct options *all, const struct field *field, PyObject *value)
{
    void *at = (char *)&all->opts + field->offset;
    switch (field->kind) {
    case TEXT:
        *(const char **)at = text_from_py(value, field->name);
        return *(const char **)at ? 0 : -1;
    case LIST:
        return read_list(all, field, value, at);
    case FLAG: {
        int on = PyObject_IsTrue(value);
        *(bool *)at = on > 0;
        return on < 0 ? -1 : 0;
    }
    default:
        return read_number(field, value, at);
    }
}

/* None leaves the default. */
static int read_options(struct options *all, PyObject *kwargs)
{
    PyObject *name, *value;
    Py_ssize_t at = 0;
    while (kwargs && PyDict_Next(kwargs, &at, &name, &value)) {
        size_t i = 0;
        while (i < Py_ARRAY_LENGTH(fields) && PyUnicode_CompareWithASCIIString(name, fields[i].name) != 0)
            i++;
        if (i == Py_ARRAY_LENGTH(fields)) {
            PyErr_Format(PyExc_TypeError, "Server() got an unexpected keyword argument '%U'", name);
            return -1;
        }
        if (value != Py_None && read_option(all, &fields[i], value) < 0)
            return -1;
    }
    return 0;
}

static PyObject *server_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    mod_state *st = PyType_GetModuleState(type);
    PyObject *app;
    if (!PyArg_ParseTuple(args, "O!:Server", st->app_type, &app))
        return NULL;
    struct options all = { ORIEL_SERVER_OPTS_INIT, { NULL }, 0 };
    server_object *self = NULL;
    if (read_options(&all, kwargs) == 0)
        self = (server_object *)type->tp_alloc(type, 0);
    if (self) {
        self->app = Py_NewRef(app);
        self->handlers = PyList_New(0);
        oriel_err_t err = self->handlers ? oriel_server_new(((app_object *)app)->app, &all.opts, &self->server)
                                         : ORIEL_OK;
        if (err != ORIEL_OK) {
            self->server = NULL;
            raise_oriel(st, err);
        }
        if (!self->server)
            Py_CLEAR(self);
    }
    for (size_t i = 0; i < all.list_count; i++)
        PyMem_Free(all.lists[i]);
    return (PyObject *)self;
}

static int server_traverse(server_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    Py_VISIT(self->handlers);
    return 0;
}

static int server_clear(server_object *self)
{
    Py_CLEAR(self->handlers);
    return 0;
}

static void server_dealloc(server_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->server) {
        Py_BEGIN_ALLOW_THREADS;
        oriel_server_unref(self->server);
        Py_END_ALLOW_THREADS;
    }
    server_clear(self);
    Py_CLEAR(self->app);
    type->tp_free(self);
    Py_DECREF(type);
}

/* --- running --- */
static PyObject *server_start(server_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_err_t err;
    Py_BEGIN_ALLOW_THREADS;
    err = oriel_server_start(self->server);
    Py_END_ALLOW_THREADS;
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    Py_RETURN_NONE;
}

static PyObject *server_close(server_object *self, PyObject *Py_UNUSED(unused))
{
    Py_BEGIN_ALLOW_THREADS;
    oriel_server_close(self->server);
    Py_END_ALLOW_THREADS;
    deferred_drain(st_of(self)->deferred);
    Py_RETURN_NONE;
}

static PyObject *server_drain(server_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_server_drain(self->server);
    Py_RETURN_NONE;
}

/* on(action, function): function(session, *args). */
static PyObject *server_on(server_object *self, PyObject *args)
{
    mod_state *st = st_of(self);
    const char *action;
    PyObject *function;
    if (!PyArg_ParseTuple(args, "sO:on", &action, &function))
        return NULL;
    handler_object *handler = handler_new(st, (PyObject *)self, function, NULL, NULL, true);
    struct held *held = handler ? held_weak(st, (PyObject *)handler) : NULL;
    if (!held || PyList_Append(self->handlers, (PyObject *)handler) < 0) {
        if (held)
            held_release(held);
        Py_XDECREF(handler);
        return NULL;
    }
    Py_DECREF(handler);
    oriel_err_t err = oriel_server_on(self->server, action, handler_happened, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        raise_oriel(st, err);
        PyList_SetSlice(self->handlers, PyList_GET_SIZE(self->handlers) - 1, PyList_GET_SIZE(self->handlers), NULL);
        return NULL;
    }
    Py_RETURN_NONE;
}

/* --- requests --- */
typedef struct request_object {
    PyObject ob_base;
    oriel_request_t *request;
} request_object;

static PyObject *request_wrap(mod_state *st, oriel_request_t *request)
{
    request_object *self = PyObject_GC_New(request_object, st->request_type);
    if (!self)
        return NULL;
    self->request = oriel_request_ref(request);
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static void requested(oriel_request_t *request, void *held)
{
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    handler_object *handler = (handler_object *)held_target(held);
    mod_state *st = held_state(held);
    PyObject *object = st ? request_wrap(st, request) : NULL;
    PyObject *done = NULL;
    if (object && handler && handler->function)
        done = PyObject_CallOneArg(handler->function, object);
    if (!done) {
        oriel_request_refuse(request, NULL);
        if (st && PyErr_Occurred())
            report_failure(st, NULL, "on_request");
    }
    Py_XDECREF(done);
    Py_XDECREF(object);
    Py_XDECREF(handler);
    PyGILState_Release(gil);
}

static PyObject *server_set_request(server_object *self, PyObject *function)
{
    mod_state *st = st_of(self);
    handler_object *handler = handler_new(st, (PyObject *)self, function, NULL, NULL, true);
    struct held *held = handler ? held_weak(st, (PyObject *)handler) : NULL;
    if (!held || PyList_Append(self->handlers, (PyObject *)handler) < 0) {
        if (held)
            held_release(held);
        Py_XDECREF(handler);
        return NULL;
    }
    Py_DECREF(handler);
    oriel_err_t err = oriel_server_set_request(self->server, requested, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        return raise_oriel(st, err);
    }
    Py_RETURN_NONE;
}

static PyObject *request_header(request_object *self, PyObject *arg)
{
    const char *name = text_from_py(arg, "name");
    return name ? py_from_text(oriel_request_get_header(self->request, name)) : NULL;
}

static PyObject *request_accept(request_object *self, PyObject *user)
{
    oriel_value_t *value = NULL;
    if (user != Py_None && !(value = value_from_py(state_of((PyObject *)self), user, "user", NULL)))
        return NULL;
    return PyBool_FromLong(oriel_request_accept(self->request, value));
}

static PyObject *request_refuse(request_object *self, PyObject *text)
{
    const char *reason = text == Py_None ? NULL : text_from_py(text, "text");
    if (!reason && text != Py_None)
        return NULL;
    return PyBool_FromLong(oriel_request_refuse(self->request, reason));
}

static PyObject *request_get_peer(request_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_request_get_peer(self->request));
}

static PyObject *request_get_query(request_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_request_get_query(self->request));
}

static int request_traverse(request_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static void request_dealloc(request_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    oriel_request_unref(self->request);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* --- sessions --- */
/* create_session(id, token): None: made here. */
static PyObject *server_create_session(server_object *self, PyObject *args)
{
    const char *id, *token;
    oriel_session_t *session;
    if (!PyArg_ParseTuple(args, "zz:create_session", &id, &token))
        return NULL;
    oriel_err_t err = oriel_server_create_session(self->server, id, token, &session);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    PyObject *object = session_object_of(st_of(self), self->app, session);
    oriel_session_unref(session);
    return object;
}

static PyObject *server_sessions(server_object *self, PyObject *Py_UNUSED(unused))
{
    size_t count = 0;
    oriel_session_t **sessions = oriel_server_dup_sessions(self->server, &count);
    PyObject *list = PyList_New(0);
    for (size_t i = 0; i < count; i++) {
        PyObject *object = list ? session_object_of(st_of(self), self->app, sessions[i]) : NULL;
        if (!object || PyList_Append(list, object) < 0)
            Py_CLEAR(list);
        Py_XDECREF(object);
        oriel_session_unref(sessions[i]);
    }
    oriel_free(sessions);
    return list;
}

/* register_font(family, source, bytes, weight, style): its number. */
static PyObject *server_register_font(server_object *self, PyObject *args)
{
    const char *family, *source, *weight, *style;
    PyObject *data;
    int id = 0;
    if (!PyArg_ParseTuple(args, "szOzz:register_font", &family, &source, &data, &weight, &style))
        return NULL;
    oriel_value_t *bytes = NULL;
    if (data != Py_None && !(bytes = value_from_py(st_of(self), data, NULL, NULL)))
        return NULL;
    oriel_err_t err = oriel_server_register_font(self->server, family, source, bytes, weight, style, &id);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    return PyLong_FromLong(id);
}

/* set_default_font(family, size, weight, style) */
static PyObject *server_set_default_font(server_object *self, PyObject *args)
{
    const char *family, *weight, *style;
    double size;
    if (!PyArg_ParseTuple(args, "zdzz:set_default_font", &family, &size, &weight, &style))
        return NULL;
    oriel_err_t err = oriel_server_set_default_font(self->server, family, size, weight, style);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    Py_RETURN_NONE;
}

static PyObject *server_get_app(server_object *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(self->app);
}

static PyObject *server_get_running(server_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_server_is_running(self->server));
}

static PyObject *server_get_port(server_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(oriel_server_get_port(self->server));
}

static PyObject *server_get_ws_port(server_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(oriel_server_get_ws_port(self->server));
}

static PyObject *server_get_url(server_object *self, void *Py_UNUSED(closure))
{
    char *url = oriel_server_dup_url(self->server);
    if (!url)
        Py_RETURN_NONE;
    return py_from_text_take(url);
}

static PyMethodDef server_methods[] = {
    { "start", (PyCFunction)server_start, METH_NOARGS, "Bind and listen." },
    { "close", (PyCFunction)server_close, METH_NOARGS, "Say goodbye to the pages, free the ports, end the sessions." },
    { "drain", (PyCFunction)server_drain, METH_NOARGS, "Close once what is due is sent." },
    { "on", (PyCFunction)server_on, METH_VARARGS, "(action, function): function(session, *args)." },
    { "set_request", (PyCFunction)server_set_request, METH_O, "Who decides about new sessions: function(request)." },
    { "create_session", (PyCFunction)server_create_session, METH_VARARGS, "(id, token): a session without a browser." },
    { "sessions", (PyCFunction)server_sessions, METH_NOARGS, "All sessions." },
    { "register_font", (PyCFunction)server_register_font, METH_VARARGS, "(family, source, bytes, weight, style)" },
    { "set_default_font", (PyCFunction)server_set_default_font, METH_VARARGS, "(family, size, weight, style)" },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef server_getset[] = {
    { "app", (getter)server_get_app, NULL, "Its app.", NULL },
    { "is_running", (getter)server_get_running, NULL, "Whether it listens.", NULL },
    { "port", (getter)server_get_port, NULL, "The port bound, -1: none.", NULL },
    { "ws_port", (getter)server_get_ws_port, NULL, "The second port bound, -1: none.", NULL },
    { "url", (getter)server_get_url, NULL, "Where a browser begins, or None.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot server_slots[] = {
    { Py_tp_doc, DOC("A listener and its sessions.") },
    { Py_tp_new, SLOT(server_new) },
    { Py_tp_traverse, SLOT(server_traverse) },
    { Py_tp_clear, SLOT(server_clear) },
    { Py_tp_dealloc, SLOT(server_dealloc) },
    { Py_tp_methods, server_methods },
    { Py_tp_getset, server_getset },
    { 0, NULL },
};

PyType_Spec server_spec = {
    .name = "oriel._native.Server",
    .basicsize = sizeof(server_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = server_slots,
};

static PyMethodDef request_methods[] = {
    { "header", (PyCFunction)request_header, METH_O, "A header by its name in lower case, or None." },
    { "accept", (PyCFunction)request_accept, METH_O, "Let it in, as this user." },
    { "refuse", (PyCFunction)request_refuse, METH_O, "Send it away, with this text." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef request_getset[] = {
    { "peer", (getter)request_get_peer, NULL, "Its address.", NULL },
    { "query", (getter)request_get_query, NULL, "The query of the page's address.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot request_slots[] = {
    { Py_tp_doc, DOC("A browser that asks for a session.") },
    { Py_tp_traverse, SLOT(request_traverse) },
    { Py_tp_dealloc, SLOT(request_dealloc) },
    { Py_tp_methods, request_methods },
    { Py_tp_getset, request_getset },
    { 0, NULL },
};

PyType_Spec request_spec = {
    .name = "oriel._native.Request",
    .basicsize = sizeof(request_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = request_slots,
};
