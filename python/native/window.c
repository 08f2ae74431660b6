/* oriel._native.Window: a native frame with one page. */
#include "native.h"

#include <structmember.h>

/* Calls what may wait for the UI thread, without the GIL. */
#define WITHOUT_GIL(err, call)                                                                                         \
    do {                                                                                                               \
        Py_BEGIN_ALLOW_THREADS;                                                                                        \
        (err) = (call);                                                                                                \
        Py_END_ALLOW_THREADS;                                                                                          \
    } while (0)

static PyObject *none_or_raise(window_object *self, oriel_err_t err)
{
    if (err != ORIEL_OK)
        return raise_oriel(state_of((PyObject *)self), err);
    Py_RETURN_NONE;
}

/* --- making --- */
/* The object around `window`, which it takes over. */
static PyObject *window_wrap(mod_state *st, PyObject *app, oriel_window_t *window, PyObject *session)
{
    window_object *self = PyObject_GC_New(window_object, st->window_type);
    if (!self) {
        oriel_window_unref(window);
        return NULL;
    }
    self->window = window;
    self->app = Py_NewRef(app);
    self->on_event = NULL;
    self->asks_close = false;
    self->weakrefs = NULL;
    self->session = session ? Py_NewRef(session)
                            : session_wrap(st, app, oriel_session_ref(oriel_window_get_session(window)), NULL);
    PyObject_GC_Track(self);
    if (!self->session || window_listen(self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *window_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "app",       "url",      "title",  "icon",    "width",   "height", "frameless",
                                         "resizable", "devtools", "hidden", "session", "origins", NULL };
    mod_state *st = PyType_GetModuleState(type);
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    PyObject *app, *session, *origins;
    int frameless, resizable, devtools, hidden;
    oriel_window_t *window;
    oriel_err_t err;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!zzziippppOO!:Window", (char **)names, st->app_type, &app,
                                     &opts.url, &opts.title, &opts.icon, &opts.width, &opts.height, &frameless,
                                     &resizable, &devtools, &hidden, &session, &PyTuple_Type, &origins))
        return NULL;
    if (session != Py_None && !Py_IS_TYPE(session, st->session_type)) {
        PyErr_SetString(PyExc_TypeError, "session must be a Session");
        return NULL;
    }
    opts.frameless = frameless;
    opts.resizable = resizable;
    opts.devtools = devtools;
    opts.hidden = hidden;
    opts.session = session == Py_None ? NULL : ((session_object *)session)->session;
    opts.origins = texts_from_py(origins, "origin");
    if (!opts.origins)
        return NULL;
    WITHOUT_GIL(err, oriel_window_new(((app_object *)app)->app, &opts, &window));
    PyMem_Free((void *)opts.origins);
    if (err != ORIEL_OK)
        return raise_oriel(st, err);
    return window_wrap(st, app, window, session == Py_None ? NULL : session);
}

static int window_traverse(window_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->app);
    Py_VISIT(self->session);
    Py_VISIT(self->on_event);
    return 0;
}

static int window_clear(window_object *self)
{
    Py_CLEAR(self->app);
    Py_CLEAR(self->session);
    Py_CLEAR(self->on_event);
    return 0;
}

static void window_dealloc(window_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs)
        PyObject_ClearWeakRefs((PyObject *)self);
    oriel_window_unref(self->window);
    window_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* --- methods without arguments --- */
#define PLAIN(verb)                                                                                                    \
    static PyObject *window_##verb(window_object *self, PyObject *Py_UNUSED(unused))                                   \
    {                                                                                                                  \
        oriel_err_t err;                                                                                               \
        WITHOUT_GIL(err, oriel_window_##verb(self->window));                                                           \
        return none_or_raise(self, err);                                                                               \
    }

PLAIN(show)
PLAIN(open)
PLAIN(close)
PLAIN(reload)
PLAIN(go_back)
PLAIN(go_forward)
PLAIN(minimize)
PLAIN(clear_menu)
PLAIN(sync)

static PyObject *window_destroy(window_object *self, PyObject *Py_UNUSED(unused))
{
    Py_BEGIN_ALLOW_THREADS;
    oriel_window_destroy(self->window);
    Py_END_ALLOW_THREADS;
    Py_RETURN_NONE;
}

static PyObject *window_closed(window_object *self, PyObject *Py_UNUSED(unused))
{
    mod_state *st = state_of((PyObject *)self);
    oriel_future_t *future;
    oriel_err_t err = oriel_window_dup_closed(self->window, &future);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

/* --- methods with arguments --- */
static PyObject *window_serve(window_object *self, PyObject *args)
{
    const char *scheme;
    PyObject *root;
    oriel_err_t err;
    if (!PyArg_ParseTuple(args, "sO&:serve", &scheme, PyUnicode_FSConverter, &root))
        return NULL;
    WITHOUT_GIL(err, oriel_window_serve(self->window, scheme, PyBytes_AS_STRING(root)));
    Py_DECREF(root);
    return none_or_raise(self, err);
}

static PyObject *window_add_mime_type(window_object *self, PyObject *args)
{
    const char *extension, *type;
    if (!PyArg_ParseTuple(args, "ss:add_mime_type", &extension, &type))
        return NULL;
    return none_or_raise(self, oriel_window_add_mime_type(self->window, extension, type));
}

static PyObject *window_answer_close(window_object *self, PyObject *arg)
{
    int close = PyObject_IsTrue(arg);
    if (close < 0)
        return NULL;
    oriel_window_answer_close(self->window, close);
    Py_RETURN_NONE;
}

static PyObject *window_ask_close(window_object *self, PyObject *arg)
{
    int asks = PyObject_IsTrue(arg);
    if (asks < 0)
        return NULL;
    self->asks_close = asks;
    if (window_listen(self) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *window_load_url(window_object *self, PyObject *arg)
{
    const char *url = text_from_py(arg, "url");
    oriel_err_t err;
    if (!url)
        return NULL;
    WITHOUT_GIL(err, oriel_window_load_url(self->window, url));
    return none_or_raise(self, err);
}

static PyObject *window_load_html(window_object *self, PyObject *args)
{
    const char *html, *base = NULL;
    oriel_err_t err;
    if (!PyArg_ParseTuple(args, "s|z:load_html", &html, &base))
        return NULL;
    WITHOUT_GIL(err, oriel_window_load_html(self->window, html, base));
    return none_or_raise(self, err);
}

static PyObject *window_execute(window_object *self, PyObject *arg)
{
    const char *script = text_from_py(arg, "script");
    return script ? none_or_raise(self, oriel_window_execute(self->window, script)) : NULL;
}

static PyObject *window_evaluate(window_object *self, PyObject *args)
{
    mod_state *st = state_of((PyObject *)self);
    const char *script;
    int timeout_ms;
    oriel_future_t *future;
    if (!PyArg_ParseTuple(args, "si:evaluate", &script, &timeout_ms))
        return NULL;
    oriel_err_t err = oriel_window_evaluate(self->window, script, timeout_ms, &future);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

static PyObject *window_snapshot(window_object *self, PyObject *path_like)
{
    mod_state *st = state_of((PyObject *)self);
    PyObject *path;
    oriel_future_t *future;
    if (!PyUnicode_FSConverter(path_like, &path))
        return NULL;
    oriel_err_t err = oriel_window_snapshot(self->window, PyBytes_AS_STRING(path), &future);
    Py_DECREF(path);
    return err == ORIEL_OK ? future_wrap(st, self->app, future) : raise_oriel(st, err);
}

static PyObject *window_set_title(window_object *self, PyObject *arg)
{
    const char *title = text_from_py(arg, "title");
    return title ? none_or_raise(self, oriel_window_set_title(self->window, title)) : NULL;
}

static PyObject *window_set_size(window_object *self, PyObject *args)
{
    int width, height;
    if (!PyArg_ParseTuple(args, "ii:set_size", &width, &height))
        return NULL;
    return none_or_raise(self, oriel_window_set_size(self->window, width, height));
}

static PyObject *window_set_position(window_object *self, PyObject *args)
{
    int x, y;
    if (!PyArg_ParseTuple(args, "ii:set_position", &x, &y))
        return NULL;
    return none_or_raise(self, oriel_window_set_position(self->window, x, y));
}

static PyObject *window_set_icon(window_object *self, PyObject *path_like)
{
    PyObject *path;
    if (!PyUnicode_FSConverter(path_like, &path))
        return NULL;
    oriel_err_t err = oriel_window_set_icon(self->window, PyBytes_AS_STRING(path));
    Py_DECREF(path);
    return none_or_raise(self, err);
}

static PyObject *window_set_fullscreen(window_object *self, PyObject *arg)
{
    int on = PyObject_IsTrue(arg);
    return on < 0 ? NULL : none_or_raise(self, oriel_window_set_fullscreen(self->window, on));
}

static PyObject *window_maximize(window_object *self, PyObject *arg)
{
    int on = PyObject_IsTrue(arg);
    return on < 0 ? NULL : none_or_raise(self, oriel_window_maximize(self->window, on));
}

static PyObject *window_add_menu_item(window_object *self, PyObject *args)
{
    const char *id, *label;
    if (!PyArg_ParseTuple(args, "zz:add_menu_item", &id, &label))
        return NULL;
    return none_or_raise(self, oriel_window_add_menu_item(self->window, id, label));
}

/* --- getters --- */
static PyObject *window_get_id(window_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(oriel_window_get_id(self->window));
}

static PyObject *window_is_open(window_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_window_is_open(self->window));
}

static PyObject *window_is_fullscreen(window_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_window_is_fullscreen(self->window));
}

static PyObject *window_is_maximized(window_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_window_is_maximized(self->window));
}

static PyObject *window_get_title(window_object *self, void *Py_UNUSED(closure))
{
    return py_from_text_take(oriel_window_dup_title(self->window));
}

static PyObject *window_get_url(window_object *self, void *Py_UNUSED(closure))
{
    return py_from_text_take(oriel_window_dup_url(self->window));
}

static PyObject *window_get_size(window_object *self, void *Py_UNUSED(closure))
{
    int width = 0, height = 0;
    oriel_window_get_size(self->window, &width, &height);
    return Py_BuildValue("(ii)", width, height);
}

static PyObject *window_get_position(window_object *self, void *Py_UNUSED(closure))
{
    int x = 0, y = 0;
    oriel_window_get_position(self->window, &x, &y);
    return Py_BuildValue("(ii)", x, y);
}

static PyMethodDef window_methods[] = {
    { "show", (PyCFunction)window_show, METH_NOARGS, "Open and show it." },
    { "open", (PyCFunction)window_open, METH_NOARGS, "Open it without showing it." },
    { "close", (PyCFunction)window_close, METH_NOARGS, "Ask the page and the program, then close." },
    { "destroy", (PyCFunction)window_destroy, METH_NOARGS, "Close without asking." },
    { "closed", (PyCFunction)window_closed, METH_NOARGS, "A future, settled once it is closed." },
    { "ask_close", (PyCFunction)window_ask_close, METH_O, "Whether \"closing\" is to be answered." },
    { "answer_close", (PyCFunction)window_answer_close, METH_O, "Answer \"closing\"." },
    { "serve", (PyCFunction)window_serve, METH_VARARGS, "Serve a folder as a scheme." },
    { "add_mime_type", (PyCFunction)window_add_mime_type, METH_VARARGS, "The type of an extension." },
    { "load_url", (PyCFunction)window_load_url, METH_O, "Load another page." },
    { "load_html", (PyCFunction)window_load_html, METH_VARARGS, "Show this text." },
    { "reload", (PyCFunction)window_reload, METH_NOARGS, "Load the page anew." },
    { "go_back", (PyCFunction)window_go_back, METH_NOARGS, "The page before." },
    { "go_forward", (PyCFunction)window_go_forward, METH_NOARGS, "The page after." },
    { "execute", (PyCFunction)window_execute, METH_O, "Run a script once the page is loaded." },
    { "evaluate", (PyCFunction)window_evaluate, METH_VARARGS, "A future of a script's value." },
    { "snapshot", (PyCFunction)window_snapshot, METH_O, "A future; writes a PNG." },
    { "set_title", (PyCFunction)window_set_title, METH_O, NULL },
    { "set_size", (PyCFunction)window_set_size, METH_VARARGS, NULL },
    { "set_position", (PyCFunction)window_set_position, METH_VARARGS, NULL },
    { "set_icon", (PyCFunction)window_set_icon, METH_O, NULL },
    { "set_fullscreen", (PyCFunction)window_set_fullscreen, METH_O, NULL },
    { "minimize", (PyCFunction)window_minimize, METH_NOARGS, NULL },
    { "maximize", (PyCFunction)window_maximize, METH_O, NULL },
    { "add_menu_item", (PyCFunction)window_add_menu_item, METH_VARARGS, "The context menu's next item." },
    { "clear_menu", (PyCFunction)window_clear_menu, METH_NOARGS, "A context menu without items." },
    { "sync", (PyCFunction)window_sync, METH_NOARGS, "Wait until all that was asked is done." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef window_getset[] = {
    { "id", (getter)window_get_id, NULL, "A number of its own; 0 before it was opened.", NULL },
    { "is_open", (getter)window_is_open, NULL, NULL, NULL },
    { "is_fullscreen", (getter)window_is_fullscreen, NULL, NULL, NULL },
    { "is_maximized", (getter)window_is_maximized, NULL, NULL, NULL },
    { "title", (getter)window_get_title, NULL, NULL, NULL },
    { "url", (getter)window_get_url, NULL, NULL, NULL },
    { "size", (getter)window_get_size, NULL, NULL, NULL },
    { "position", (getter)window_get_position, NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyMemberDef window_members[] = {
    { "on_event", T_OBJECT, offsetof(window_object, on_event), 0, "Called as (name, *args) in dispatch." },
    { "session", T_OBJECT_EX, offsetof(window_object, session), READONLY, "Its session." },
    { "__weaklistoffset__", T_PYSSIZET, offsetof(window_object, weakrefs), READONLY, NULL },
    { NULL, 0, 0, 0, NULL },
};

static PyType_Slot window_slots[] = {
    { Py_tp_doc, DOC("A native frame with one page.") },
    { Py_tp_new, SLOT(window_new) },
    { Py_tp_traverse, SLOT(window_traverse) },
    { Py_tp_clear, SLOT(window_clear) },
    { Py_tp_dealloc, SLOT(window_dealloc) },
    { Py_tp_methods, window_methods },
    { Py_tp_getset, window_getset },
    { Py_tp_members, window_members },
    { 0, NULL },
};

PyType_Spec window_spec = {
    .name = "oriel._native.Window",
    .basicsize = sizeof(window_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = window_slots,
};
