/* What oriel._native.Session has beyond state and bindings: its widgets, its pages, its end; and its tables. */
#include "native.h"

static mod_state *st_of(session_object *self)
{
    return state_of((PyObject *)self);
}

PyObject *session_object_of(mod_state *st, PyObject *app, oriel_session_t *session)
{
    PyObject *key = PyLong_FromVoidPtr(session);
    PyObject *weak = key ? PyDict_GetItemWithError(st->sessions, key) : NULL;
    PyObject *found = weak ? PyWeakref_GetObject(weak) : NULL;
    Py_XDECREF(key);
    if (found && found != Py_None)
        return Py_NewRef(found);
    if (PyErr_Occurred())
        return NULL;
    return session_wrap(st, app, oriel_session_ref(session), NULL);
}

/* --- batches, falling behind --- */
static PyObject *begin_batch(session_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_session_begin_batch(self->session);
    Py_RETURN_NONE;
}

static PyObject *end_batch(session_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_session_end_batch(self->session);
    Py_RETURN_NONE;
}

static PyObject *caught_up(session_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_future_t *future;
    oriel_err_t err = oriel_session_caught_up(self->session, &future);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    return future_wrap_in(st_of(self), (PyObject *)self, future);
}

static PyObject *get_is_behind(session_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_session_is_behind(self->session));
}

/* --- pages --- */
static PyObject *rebuild(session_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_err_t err = oriel_session_rebuild(self->session);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    Py_RETURN_NONE;
}

static PyObject *open_url(session_object *self, PyObject *arg)
{
    const char *url = text_from_py(arg, "url");
    if (!url)
        return NULL;
    oriel_err_t err = oriel_session_open_url(self->session, url);
    if (err != ORIEL_OK)
        return raise_oriel(st_of(self), err);
    Py_RETURN_NONE;
}

static PyObject *get_viewport(session_object *self, void *Py_UNUSED(closure))
{
    int width = 0, height = 0;
    oriel_session_get_viewport(self->session, &width, &height);
    return Py_BuildValue("(ii)", width, height);
}

/* --- the tree --- */
static PyObject *widget(session_object *self, PyObject *arg)
{
    unsigned long long id = PyLong_AsUnsignedLongLong(arg);
    if (PyErr_Occurred())
        return NULL;
    return widget_numbered(st_of(self), self, id);
}

static PyObject *roots(session_object *self, PyObject *Py_UNUSED(unused))
{
    PyObject *list = PyList_New(0);
    size_t count = oriel_session_get_root_count(self->session);
    for (size_t i = 0; list && i < count; i++) {
        oriel_widget_t *root = oriel_session_dup_root(self->session, i);
        PyObject *object = root ? widget_object_of(st_of(self), self, root) : NULL;
        if (root && (!object || PyList_Append(list, object) < 0))
            Py_CLEAR(list);
        Py_XDECREF(object);
    }
    return list;
}

/* --- order --- */
/* post(function): as a handler of the session; it may be an async one. */
static PyObject *post(session_object *self, PyObject *function)
{
    mod_state *st = st_of(self);
    PyObject *pair = PyTuple_Pack(2, function, (PyObject *)self);
    struct held *held = pair ? held_new(st, pair) : NULL;
    Py_XDECREF(pair);
    if (!held)
        return NULL;
    oriel_err_t err = oriel_session_post(self->session, function_happened, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        return raise_oriel(st, err);
    }
    Py_RETURN_NONE;
}

/* --- identity and end --- */
static PyObject *get_id(session_object *self, void *Py_UNUSED(closure))
{
    return py_from_text(oriel_session_get_id(self->session));
}

static PyObject *get_token(session_object *self, void *Py_UNUSED(closure))
{
    char *token = oriel_session_dup_token(self->session);
    if (!token)
        Py_RETURN_NONE;
    return py_from_text_take(token);
}

static PyObject *get_user(session_object *self, void *Py_UNUSED(closure))
{
    oriel_value_t *user = oriel_session_get_user(self->session);
    return user ? py_from_value(st_of(self), user) : Py_NewRef(Py_None);
}

static PyObject *url(session_object *self, PyObject *Py_UNUSED(unused))
{
    char *text = oriel_session_dup_url(self->session);
    if (!text)
        Py_RETURN_NONE;
    return py_from_text_take(text);
}

static PyObject *close_pages(session_object *self, PyObject *Py_UNUSED(unused))
{
    Py_BEGIN_ALLOW_THREADS;
    oriel_session_close(self->session);
    Py_END_ALLOW_THREADS;
    Py_RETURN_NONE;
}

static PyObject *destroy(session_object *self, PyObject *Py_UNUSED(unused))
{
    Py_BEGIN_ALLOW_THREADS;
    oriel_session_destroy(self->session);
    Py_END_ALLOW_THREADS;
    session_forget_widgets(self);
    Py_RETURN_NONE;
}

/* forget(): it has ended; its widgets' handlers hold nothing any more. */
static PyObject *forget_widgets(session_object *self, PyObject *Py_UNUSED(unused))
{
    session_forget_widgets(self);
    Py_RETURN_NONE;
}

static PyObject *get_is_destroyed(session_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(oriel_session_is_destroyed(self->session));
}

/* Whether this thread is in a handler of it. */
static PyObject *get_is_current(session_object *self, void *Py_UNUSED(closure))
{
    const struct frame *frame = current_frame(st_of(self));
    return PyBool_FromLong(frame && frame->session == (PyObject *)self);
}

#define METHOD0(function) (PyCFunction)(function), METH_NOARGS
PyMethodDef session_methods[] = {
    { "expose", (PyCFunction)session_expose, METH_VARARGS, "Make a function callable from pages." },
    { "withdraw", (PyCFunction)session_withdraw, METH_VARARGS, "Take it back." },
    { "begin_batch", METHOD0(begin_batch), "Pages are not told until the matching end." },
    { "end_batch", METHOD0(end_batch), "They get all in one frame." },
    { "caught_up", METHOD0(caught_up), "A future: no page is behind any more." },
    { "rebuild", METHOD0(rebuild), "Draw all pages anew." },
    { "open_url", (PyCFunction)open_url, METH_O, "Open an address in a new tab." },
    { "widget", (PyCFunction)widget, METH_O, "The widget with that number, or None." },
    { "roots", METHOD0(roots), "The widgets that are in no other." },
    { "post", (PyCFunction)post, METH_O, "Call this in the session's order." },
    { "url", METHOD0(url), "An address with a code to join." },
    { "close", METHOD0(close_pages), "Send its pages away." },
    { "destroy", METHOD0(destroy), "End it for ever." },
    { "forget_widgets", METHOD0(forget_widgets), "It has ended: let go of its widgets." },
    { NULL, NULL, 0, NULL },
};

PyGetSetDef session_getset[] = {
    { "state", (getter)session_get_state, NULL, "Its state.", NULL },
    { "page_count", (getter)session_get_page_count, NULL, "How many pages are attached.", NULL },
    { "id", (getter)get_id, NULL, "Its id; empty for a session of no server.", NULL },
    { "token", (getter)get_token, NULL, "The secret that takes it up again.", NULL },
    { "user", (getter)get_user, NULL, "Who on_request said it is.", NULL },
    { "viewport", (getter)get_viewport, NULL, "Width and height of a page's area.", NULL },
    { "is_behind", (getter)get_is_behind, NULL, "Whether a page is far behind.", NULL },
    { "is_current", (getter)get_is_current, NULL, "Whether this thread is in a handler of it.", NULL },
    { "is_destroyed", (getter)get_is_destroyed, NULL, "Whether it has ended.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};
