/* oriel._native.Poster: what other threads post to an asyncio loop, and its sleep.
 *
 * Posts gather in batches, which lie in the loop's own queue like handles, so that everything runs in the order it came. The
 * GIL keeps each of these functions in one piece; the descriptor is written without letting go of it, or the loop's thread
 * would take it from the one that posts. */
#include "native.h"

#include <errno.h>
#include <math.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define EVENTS 64 /* that one wait tells */

/* A post: its context, its function, how many arguments, the arguments. The number lies where a called function may write
 * for a moment, just before the arguments. */
#define HEAD 3

typedef struct batch_object {
    PyObject ob_base;
    PyObject *poster;
    PyObject **slots;
    size_t at, count, size; /* what has run, is there, fits */
    bool has_begun;
} batch_object;

typedef struct poster_object {
    PyObject ob_base;
    PyObject *ready;  /* the loop's queue, a deque */
    PyObject *failed; /* (callback, args, context, exception) */
    PyObject *slow;   /* posts instead, or NULL: in debug mode, and when the loop is closed */
    batch_object *open;
    int fd; /* eventfd, -1 when closed */
    bool sleeps;
    unsigned long long wakeups;
} poster_object;

/* --- Batches -------------------------------------------------------------------------------------------------------- */

static size_t length_at(const batch_object *self, size_t at)
{
    size_t length;
    memcpy(&length, &self->slots[at + HEAD - 1], sizeof(length));
    return length;
}

static void drop_post(PyObject **post, size_t length)
{
    Py_DECREF(post[0]);
    Py_DECREF(post[1]);
    for (size_t i = 0; i < length; i++)
        Py_DECREF(post[HEAD + i]);
}

static int batch_traverse(batch_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->poster);
    for (size_t at = self->at; at < self->count;) {
        size_t length = length_at(self, at);
        Py_VISIT(self->slots[at]);
        Py_VISIT(self->slots[at + 1]);
        for (size_t i = 0; i < length; i++)
            Py_VISIT(self->slots[at + HEAD + i]);
        at += HEAD + length;
    }
    return 0;
}

static int batch_clear(batch_object *self)
{
    self->has_begun = true;
    while (self->at < self->count) {
        PyObject **post = self->slots + self->at;
        size_t length = length_at(self, self->at);
        self->at += HEAD + length;
        drop_post(post, length);
    }
    Py_CLEAR(self->poster);
    return 0;
}

static void batch_dealloc(batch_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    batch_clear(self);
    PyMem_Free(self->slots);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* Hands the exception that is set to the loop's handler. -1 when it must end the loop's turn. */
static int post_failed(batch_object *self, PyObject **post, size_t length)
{
    if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) || PyErr_ExceptionMatches(PyExc_SystemExit))
        return -1;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback)
        PyException_SetTraceback(value, traceback);
    PyObject *args = PyTuple_New((Py_ssize_t)length);
    for (size_t i = 0; args && i < length; i++)
        PyTuple_SET_ITEM(args, (Py_ssize_t)i, Py_NewRef(post[HEAD + i]));
    PyObject *failed = ((poster_object *)self->poster)->failed;
    PyObject *done = args ? PyObject_CallFunctionObjArgs(failed, post[1], args, post[0], value, NULL) : NULL;
    Py_XDECREF(done);
    Py_XDECREF(args);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return done ? 0 : -1;
}

static int run_post(batch_object *self, PyObject **post, size_t length)
{
    if (PyContext_Enter(post[0]) < 0)
        return -1;
    PyObject *done = PyObject_Vectorcall(post[1], post + HEAD, length | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    if (PyContext_Exit(post[0]) < 0)
        Py_CLEAR(done);
    if (!done)
        return post_failed(self, post, length);
    Py_DECREF(done);
    return 0;
}

/* _run(), as a handle has it. */
static PyObject *batch_run(batch_object *self, PyObject *Py_UNUSED(unused))
{
    self->has_begun = true; /* nothing is added any more: slots stay where they are */
    while (self->at < self->count) {
        PyObject **post = self->slots + self->at;
        size_t length = length_at(self, self->at);
        self->at += HEAD + length;
        int result = run_post(self, post, length);
        if (result < 0 && self->at < self->count) { /* the rest has its turn later */
            PyObject *type, *value, *traceback;
            PyErr_Fetch(&type, &value, &traceback);
            PyObject *ready = ((poster_object *)self->poster)->ready;
            PyObject *done = PyObject_CallMethod(ready, "appendleft", "O", self);
            Py_XDECREF(done);
            PyErr_Restore(type, value, traceback);
        }
        drop_post(post, length);
        if (result < 0)
            return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef batch_methods[] = {
    { "_run", (PyCFunction)batch_run, METH_NOARGS, "Run what was posted." },
    { NULL, NULL, 0, NULL },
};

static PyObject *batch_false(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    Py_RETURN_FALSE;
}

static PyObject *batch_none(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    Py_RETURN_NONE;
}

static PyGetSetDef batch_getset[] = {
    { "_cancelled", batch_false, NULL, "False: as a handle has it.", NULL },
    { "_callback", batch_none, NULL, "None: as a handle has it.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot batch_slots[] = {
    { Py_tp_doc, DOC("Posts in the queue of a loop.") },
    { Py_tp_traverse, SLOT(batch_traverse) },
    { Py_tp_clear, SLOT(batch_clear) },
    { Py_tp_dealloc, SLOT(batch_dealloc) },
    { Py_tp_methods, batch_methods },
    { Py_tp_getset, batch_getset },
    { 0, NULL },
};

PyType_Spec batch_spec = {
    .name = "oriel._native.Batch",
    .basicsize = sizeof(batch_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = batch_slots,
};

/* --- Posting --------------------------------------------------------------------------------------------------------- */

/* Whether the open batch is still the last thing in the queue. */
static int is_last(poster_object *self)
{
    if (!self->open || self->open->has_begun)
        return 0;
    Py_ssize_t size = PyObject_Size(self->ready);
    if (size <= 0)
        return (int)size;
    PyObject *last = PySequence_GetItem(self->ready, size - 1);
    Py_XDECREF(last);
    return last ? last == (PyObject *)self->open : -1;
}

static int open_batch(poster_object *self)
{
    batch_object *batch = PyObject_GC_New(batch_object, state_of((PyObject *)self)->batch_type);
    if (!batch)
        return -1;
    batch->poster = Py_NewRef((PyObject *)self);
    batch->slots = NULL;
    batch->at = batch->count = batch->size = 0;
    batch->has_begun = false;
    PyObject_GC_Track(batch);
    PyObject *done = PyObject_CallMethod(self->ready, "append", "O", batch);
    Py_XDECREF(done);
    if (!done) {
        Py_DECREF(batch);
        return -1;
    }
    Py_XSETREF(self->open, batch);
    return 0;
}

static int make_room(batch_object *batch, size_t length)
{
    size_t needed = batch->count + HEAD + length;
    if (needed <= batch->size)
        return 0;
    size_t size = batch->size ? batch->size * 2 : 16;
    while (size < needed)
        size *= 2;
    PyObject **slots = PyMem_Realloc(batch->slots, size * sizeof(*slots));
    if (!slots) {
        PyErr_NoMemory();
        return -1;
    }
    batch->slots = slots;
    batch->size = size;
    return 0;
}

static void wake(poster_object *self)
{
    static const uint64_t one = 1;
    if (!self->sleeps)
        return;
    self->sleeps = false;
    self->wakeups++;
    if (write(self->fd, &one, sizeof(one)) < 0)
        return; /* it is closed, or woken 2^64 times */
}

/* post(callback, *args): has the loop call it, in the context of the caller. */
static PyObject *poster_post(poster_object *self, PyObject *const *args, Py_ssize_t count)
{
    if (count < 1 || !PyCallable_Check(args[0]))
        return PyErr_Format(PyExc_TypeError, "a function is needed, not %s",
                            count < 1 ? "nothing" : Py_TYPE(args[0])->tp_name);
    if (self->slow)
        return PyObject_Vectorcall(self->slow, args, (size_t)count, NULL);
    PyObject *context = PyContext_CopyCurrent();
    if (!context)
        return NULL;
    int last = is_last(self); /* only now: a collection may have run Python */
    if (last < 0 || (!last && open_batch(self) < 0))
        goto fail;
    batch_object *batch = self->open;
    size_t length = (size_t)count - 1;
    if (batch->has_begun || make_room(batch, length) < 0)
        goto fail;
    PyObject **post = batch->slots + batch->count;
    post[0] = context;
    post[1] = Py_NewRef(args[0]);
    memcpy(&post[HEAD - 1], &length, sizeof(length)); /* as wide as a pointer */
    for (size_t i = 0; i < length; i++)
        post[HEAD + i] = Py_NewRef(args[1 + i]);
    batch->count += HEAD + length;
    wake(self);
    Py_RETURN_NONE;

fail:
    Py_DECREF(context);
    return NULL;
}

static PyObject *poster_wake(poster_object *self, PyObject *Py_UNUSED(unused))
{
    wake(self);
    Py_RETURN_NONE;
}

/* --- Sleeping -------------------------------------------------------------------------------------------------------- */

static PyObject *list_events(const poster_object *self, const struct epoll_event *events, int count)
{
    PyObject *list = PyList_New(0);
    for (int i = 0; list && i < count; i++) {
        if (events[i].data.fd == self->fd)
            continue; /* edge-triggered: nobody has to read it */
        PyObject *pair = Py_BuildValue("(iI)", events[i].data.fd, (unsigned)events[i].events);
        if (!pair || PyList_Append(list, pair) < 0)
            Py_CLEAR(list);
        Py_XDECREF(pair);
    }
    return list;
}

/* wait(epoll descriptor, seconds or None): [(descriptor, events)]. Does not sleep when something is posted. */
static PyObject *poster_wait(poster_object *self, PyObject *const *args, Py_ssize_t count)
{
    if (count != 2)
        return PyErr_Format(PyExc_TypeError, "wait() takes 2 arguments, not %zd", count);
    int epoll = (int)PyLong_AsLong(args[0]);
    if (epoll == -1 && PyErr_Occurred())
        return NULL;
    int ms = -1;
    if (args[1] != Py_None) {
        double seconds = PyFloat_AsDouble(args[1]);
        if (seconds == -1 && PyErr_Occurred())
            return NULL;
        ms = seconds > 0 ? (int)fmin(ceil(seconds * 1e3), 1e9) : 0;
    }
    Py_ssize_t due = self->ready ? PyObject_Size(self->ready) : 0;
    if (due < 0)
        return NULL;
    if (due > 0)
        ms = 0;
    struct epoll_event events[EVENTS];
    int got, reason;
    self->sleeps = ms != 0;
    Py_BEGIN_ALLOW_THREADS;
    got = epoll_wait(epoll, events, EVENTS, ms);
    reason = errno;
    Py_END_ALLOW_THREADS;
    self->sleeps = false;
    if (got >= 0)
        return list_events(self, events, got);
    if (reason == EINTR)
        return PyErr_CheckSignals() < 0 ? NULL : PyList_New(0);
    errno = reason;
    return PyErr_SetFromErrno(PyExc_OSError);
}

/* --- Life ------------------------------------------------------------------------------------------------------------ */

static PyObject *poster_fileno(poster_object *self, PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(self->fd);
}

/* attach(queue, failed): what the loop has; before the first post. */
static PyObject *poster_attach(poster_object *self, PyObject *args)
{
    PyObject *ready, *failed;
    if (!PyArg_ParseTuple(args, "OO:attach", &ready, &failed))
        return NULL;
    Py_XSETREF(self->ready, Py_NewRef(ready));
    Py_XSETREF(self->failed, Py_NewRef(failed));
    Py_RETURN_NONE;
}

/* divert(post): has it post instead; None: no more. */
static PyObject *poster_divert(poster_object *self, PyObject *slow)
{
    Py_XSETREF(self->slow, slow == Py_None ? NULL : Py_NewRef(slow));
    Py_RETURN_NONE;
}

static PyObject *poster_close(poster_object *self, PyObject *Py_UNUSED(unused))
{
    if (self->fd >= 0)
        close(self->fd);
    self->fd = -1;
    Py_RETURN_NONE;
}

static PyObject *poster_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = { NULL };
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, ":Poster", (char **)names))
        return NULL;
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    poster_object *self = (poster_object *)type->tp_alloc(type, 0);
    if (self)
        self->fd = fd;
    else
        close(fd);
    return (PyObject *)self;
}

static int poster_traverse(poster_object *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->ready);
    Py_VISIT(self->failed);
    Py_VISIT(self->slow);
    Py_VISIT(self->open);
    return 0;
}

static int poster_clear(poster_object *self)
{
    Py_CLEAR(self->open);
    Py_CLEAR(self->slow);
    Py_CLEAR(self->failed);
    Py_CLEAR(self->ready);
    return 0;
}

static void poster_dealloc(poster_object *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    poster_clear(self);
    if (self->fd >= 0)
        close(self->fd);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *poster_get_wakeups(poster_object *self, void *Py_UNUSED(closure))
{
    return PyLong_FromUnsignedLongLong(self->wakeups);
}

static PyMethodDef poster_methods[] = {
    { "post", (PyCFunction)(void (*)(void))poster_post, METH_FASTCALL, "Have the loop call a function." },
    { "wake", (PyCFunction)poster_wake, METH_NOARGS, "End the wait, when nobody did so yet." },
    { "wait", (PyCFunction)(void (*)(void))poster_wait, METH_FASTCALL, "Wait on an epoll descriptor: the events." },
    { "fileno", (PyCFunction)poster_fileno, METH_NOARGS, "What wakes; to be watched edge-triggered." },
    { "attach", (PyCFunction)poster_attach, METH_VARARGS, "The loop's queue, and who hears of exceptions." },
    { "divert", (PyCFunction)poster_divert, METH_O, "Have this function post instead; None: no more." },
    { "close", (PyCFunction)poster_close, METH_NOARGS, "Close the descriptor." },
    { NULL, NULL, 0, NULL },
};

static PyGetSetDef poster_getset[] = {
    { "wakeups", (getter)poster_get_wakeups, NULL, "How often the loop was woken.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

static PyType_Slot poster_slots[] = {
    { Py_tp_doc, DOC("What other threads post to a loop.") },
    { Py_tp_new, SLOT(poster_new) },
    { Py_tp_traverse, SLOT(poster_traverse) },
    { Py_tp_clear, SLOT(poster_clear) },
    { Py_tp_dealloc, SLOT(poster_dealloc) },
    { Py_tp_methods, poster_methods },
    { Py_tp_getset, poster_getset },
    { 0, NULL },
};

PyType_Spec poster_spec = {
    .name = "oriel._native.Poster",
    .basicsize = sizeof(poster_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = poster_slots,
};
