/* What happens to a window, told to its on_event(name, *args). */
#include "native.h"

/* Steals `args`, a tuple that begins with the event's name, or NULL with an exception. */
static void tell(window_object *self, PyObject *args)
{
    PyObject *function = Py_XNewRef(self->on_event);
    PyObject *done = args && function ? PyObject_Call(function, args, NULL) : NULL;
    if (!done && PyErr_Occurred())
        report_exception(state_of((PyObject *)self), "a window's event");
    Py_XDECREF(done);
    Py_XDECREF(function);
    Py_XDECREF(args);
}

/* Tells the window behind `user`; `a` and `b` may be NULL, `flag` negative: not given. */
static void emit(void *user, const char *name, const char *a, const char *b, int flag)
{
    if (!Py_IsInitialized())
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject *self = held_target(user);
    if (self && held_state(user)) {
        PyObject *first = py_from_text(a), *second = py_from_text(b), *args = NULL;
        if (flag >= 0)
            args = Py_BuildValue("(sO)", name, flag ? Py_True : Py_False);
        else if (first && second && b)
            args = Py_BuildValue("(sOO)", name, first, second);
        else if (first && a)
            args = Py_BuildValue("(sO)", name, first);
        else if (first)
            args = Py_BuildValue("(s)", name);
        Py_XDECREF(first);
        Py_XDECREF(second);
        tell((window_object *)self, args);
    }
    Py_XDECREF(self);
    PyGILState_Release(gil);
}

static void title_changed(oriel_window_t *window, const char *title, void *user)
{
    (void)window;
    emit(user, "title", title ? title : "", NULL, -1);
}

static void address_changed(oriel_window_t *window, const char *url, void *user)
{
    (void)window;
    emit(user, "address", url ? url : "", NULL, -1);
}

static void fullscreen_changed(oriel_window_t *window, bool fullscreen, void *user)
{
    (void)window;
    emit(user, "fullscreen", NULL, NULL, fullscreen);
}

static void loaded(oriel_window_t *window, const char *url, void *user)
{
    (void)window;
    emit(user, "loaded", url ? url : "", NULL, -1);
}

static void load_failed(oriel_window_t *window, const char *url, const char *text, void *user)
{
    (void)window;
    emit(user, "load-failed", url ? url : "", text ? text : "", -1);
}

static void close_requested(oriel_window_t *window, void *user)
{
    (void)window;
    emit(user, "closing", NULL, NULL, -1);
}

static void closed(oriel_window_t *window, void *user)
{
    (void)window;
    emit(user, "closed", NULL, NULL, -1);
}

static void crashed(oriel_window_t *window, const char *reason, void *user)
{
    (void)window;
    emit(user, "crashed", reason ? reason : "", NULL, -1);
}

static void menu_chosen(oriel_window_t *window, const char *id, void *user)
{
    (void)window;
    emit(user, "menu", id ? id : "", NULL, -1);
}

int window_listen(window_object *self)
{
    mod_state *st = state_of((PyObject *)self);
    oriel_window_events_t events = ORIEL_WINDOW_EVENTS_INIT;
    events.title_changed = title_changed;
    events.address_changed = address_changed;
    events.fullscreen_changed = fullscreen_changed;
    events.loaded = loaded;
    events.load_failed = load_failed;
    events.close_requested = self->asks_close ? close_requested : NULL;
    events.closed = closed;
    events.crashed = crashed;
    events.menu_chosen = menu_chosen;
    struct held *held = held_weak(st, (PyObject *)self);
    if (!held)
        return -1;
    oriel_err_t err = oriel_window_set_events(self->window, &events, held, held_release);
    if (err == ORIEL_OK)
        return 0;
    held_release(held);
    raise_oriel(st, err);
    return -1;
}
