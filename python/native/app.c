/* oriel._native.App: the process-wide root, and the thread that dispatches. */

#include "native.h"

struct frame *current_frame(const mod_state *st)
{
    unsigned long thread = PyThread_get_thread_ident();
    for (struct frame *frame = st->frames; frame; frame = frame->next)
        if (frame->thread == thread)
            return frame;
    return NULL;
}

PyObject *swap_session(const mod_state *st, PyObject *session)
{
    struct frame *frame = current_frame(st);
    PyObject *before = frame ? frame->session : NULL;
    if (frame)
        frame->session = session;
    return before;
}

static bool is_dispatching(const mod_state *st)
{
    return current_frame(st) != NULL;
}

static void leave(mod_state *st, struct frame *frame)
{
    struct frame **at = &st->frames;
    while (*at != frame)
        at = &(*at)->next;
    *at = frame->next;
}

/* Runs what is due, with the GIL: a handler takes it anyway, and no thread of the library ever waits for it. How many
 * ran, or -1 with an exception. */
static int run_due(mod_state *st, oriel_app_t *app)
{
    struct frame frame = { PyThread_get_thread_ident(), st->frames, NULL };
    // cppcheck-suppress autoVariables ; it leaves below
    st->frames = &frame;
    int ran = oriel_app_dispatch(app, 0);
    leave(st, &frame);
    deferred_drain(st->deferred);
    return raise_kept(st) < 0 ? -1 : ran;
}

/* dispatch(timeout): seconds, None for no limit. */
static PyObject *app_dispatch(app_object *self, PyObject *arg)
{
    mod_state *st = state_of((PyObject *)self);
    double timeout = -1;
    if (arg != Py_None) {
        timeout = PyFloat_AsDouble(arg);
        if (timeout == -1 && PyErr_Occurred())
            return NULL;
        if (!(timeout >= 0)) {
            PyErr_SetString(PyExc_ValueError, "timeout must not be negative");
            return NULL;
        }
    }
    if (is_dispatching(st))
        return PyLong_FromLong(0);
    /* First the wait: a dispatch that finds nothing would swallow what was to wake us. */
    int ready = 1;
    if (timeout != 0)
        ready = wait_readable(st, oriel_app_fd(self->app), timeout < 0 ? -1 : deadline_after(timeout));
    int ran = ready > 0 ? run_due(st, self->app) : ready;
    return ran < 0 ? NULL : PyLong_FromLong(ran);
}

/* wait(timeout): True when something is due; nothing is dispatched. */
static PyObject *app_wait(app_object *self, PyObject *arg)
{
    double timeout = arg == Py_None ? -1 : PyFloat_AsDouble(arg);
    if (timeout == -1 && PyErr_Occurred())
        return NULL;
    double deadline = timeout < 0 ? -1 : deadline_after(timeout);
    int ready = wait_readable(state_of((PyObject *)self), oriel_app_fd(self->app), deadline);
    return ready < 0 ? NULL : PyBool_FromLong(ready);
}

static PyObject *app_fileno(app_object *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(oriel_app_fd(self->app));
}

static void posted(void *user)
{
    held_call(user, "a posted function");
}

static PyObject *app_post(app_object *self, PyObject *function)
{
    mod_state *st = state_of((PyObject *)self);
    struct held *held = held_new(st, function);
    if (!held)
        return NULL;
    oriel_err_t err = oriel_app_post(self->app, posted, held, held_release);
    if (err != ORIEL_OK) {
        held_release(held);
        return raise_oriel(st, err);
    }
    Py_RETURN_NONE;
}

static PyObject *app_shutdown(app_object *self, PyObject *Py_UNUSED(unused))
{
    mod_state *st = state_of((PyObject *)self);
    Py_BEGIN_ALLOW_THREADS;
    oriel_app_shutdown(self->app);
    Py_END_ALLOW_THREADS;
    deferred_drain(st->deferred);
    if (!is_dispatching(st) && raise_kept(st) < 0) /* of what heard of the end */
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *app_quit(app_object *self, PyObject *arg)
{
    long status = PyLong_AsLong(arg);
    if (status == -1 && PyErr_Occurred())
        return NULL;
    oriel_app_quit(self->app, (int)status);
    Py_RETURN_NONE;
}

static PyObject *app_stats(app_object *self, PyObject *Py_UNUSED(unused))
{
    oriel_app_stats_t stats = { sizeof(stats), 0, 0, 0, 0 };
    oriel_app_get_stats(self->app, &stats);
    return Py_BuildValue("{s:K,s:K,s:K,s:K}", "inbox_wakeups", (unsigned long long)stats.inbox_wakeups, "page_wakeups",
                         (unsigned long long)stats.page_wakeups, "dispatched", (unsigned long long)stats.dispatched,
                         "collapsed", (unsigned long long)stats.collapsed);
}

static PyObject *app_get_window_count(app_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromSize_t(oriel_app_get_window_count(self->app));
}

static PyObject *app_get_dispatching(app_object *self, void *Py_UNUSED(closure))
{
    return PyBool_FromLong(is_dispatching(state_of((PyObject *)self)));
}

static PyObject *app_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { "backend", NULL };
    oriel_app_opts_t opts = ORIEL_APP_OPTS_INIT;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|z:App", (char **)names, &opts.backend))
        return NULL;
    app_object *self = (app_object *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    oriel_err_t err = oriel_app_new(&opts, &self->app);
    if (err != ORIEL_OK) {
        Py_DECREF(self);
        return raise_oriel(PyType_GetModuleState(type), err);
    }
    deferred_set_app(state_of((PyObject *)self)->deferred, NULL, self->app);
    return (PyObject *)self;
}

static int app_traverse(app_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static void app_dealloc(app_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->app) {
        mod_state *st = PyType_GetModuleState(type);
        if (st && st->deferred)
            deferred_set_app(st->deferred, self->app, NULL);
        Py_BEGIN_ALLOW_THREADS;
        oriel_app_unref(self->app);
        Py_END_ALLOW_THREADS;
    }
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef app_methods[] = {
    { "dispatch", (PyCFunction)app_dispatch, METH_O, "Run the handlers that are due; how many ran." },
    { "wait", (PyCFunction)app_wait, METH_O, "Wait until something is due; None: for ever." },
    { "fileno", (PyCFunction)app_fileno, METH_NOARGS, "Readable when there is something to dispatch." },
    { "post", (PyCFunction)app_post, METH_O, "Call this in dispatch." },
    { "shutdown", (PyCFunction)app_shutdown, METH_NOARGS, "Close all windows, settle what waits." },
    { "quit", (PyCFunction)app_quit, METH_O, "End oriel_app_run()." },
    { "stats", (PyCFunction)app_stats, METH_NOARGS, "Counts of wake-ups and handlers." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef app_getset[] = {
    { "window_count", (getter)app_get_window_count, NULL, "How many windows are open.", NULL },
    { "is_dispatching", (getter)app_get_dispatching, NULL, "Whether this thread is in a handler.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot app_slots[] = {
    { Py_tp_doc, DOC("The process-wide root.") },
    { Py_tp_new, SLOT(app_new) },
    { Py_tp_traverse, SLOT(app_traverse) },
    { Py_tp_dealloc, SLOT(app_dealloc) },
    { Py_tp_methods, app_methods },
    { Py_tp_getset, app_getset },
    { 0, NULL },
};

PyType_Spec app_spec = {
    .name = "oriel._native.App",
    .basicsize = sizeof(app_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = app_slots,
};
