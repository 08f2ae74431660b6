/* The library lets go of user data, and logs, on threads that must not wait for the GIL: the engine's, or one that holds
 * a lock. What comes without the GIL gathers here; the next dispatch, or the interpreter's next free moment, takes it. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "native.h"

struct line {
    struct line *next;
    oriel_log_level_t level;
    size_t topic_len;
    char text[]; /* topic, NUL, text, NUL */
};

struct deferred {
    atomic_uint refs;
    atomic_bool is_scheduled;
    _Atomic(struct held *) held;
    _Atomic(struct line *) lines;
    PyThread_type_lock lock;
    oriel_app_t *app; /* whose dispatch is asked for; under the lock; NULL: nobody's */
    mod_state *st;    /* NULL once the module is gone; changes with the GIL only */
};

static struct deferred *deferred_ref(struct deferred *deferred)
{
    atomic_fetch_add(&deferred->refs, 1);
    return deferred;
}

static void deferred_unref(struct deferred *deferred)
{
    if (atomic_fetch_sub(&deferred->refs, 1) != 1)
        return;
    PyThread_free_lock(deferred->lock);
    free(deferred);
}

void deferred_set_app(struct deferred *deferred, oriel_app_t *before, oriel_app_t *app)
{
    PyThread_acquire_lock(deferred->lock, WAIT_LOCK);
    if (deferred->app == before)
        deferred->app = app;
    PyThread_release_lock(deferred->lock);
}

static void nothing(void *user)
{
    (void)user;
}

/* A dispatch lets go of things, and logs: one that sleeps wakes for it. */
static void wake(struct deferred *deferred)
{
    PyThread_acquire_lock(deferred->lock, WAIT_LOCK);
    oriel_err_t err = deferred->app ? oriel_app_post(deferred->app, nothing, NULL, NULL) : ORIEL_OK;
    PyThread_release_lock(deferred->lock);
    (void)err; /* without memory the next dispatch must do */
}

struct deferred *deferred_new(mod_state *st)
{
    struct deferred *deferred = calloc(1, sizeof(*deferred));
    if (deferred)
        deferred->lock = PyThread_allocate_lock();
    if (!deferred || !deferred->lock) {
        free(deferred);
        PyErr_NoMemory();
        return NULL;
    }
    atomic_init(&deferred->refs, 1);
    deferred->st = st;
    return deferred;
}

void deferred_close(struct deferred *deferred)
{
    if (!deferred)
        return;
    deferred_drain(deferred);
    deferred->st = NULL;
    deferred_unref(deferred);
}

static void let_go(struct held *held)
{
    if (held->view.obj)
        PyBuffer_Release(&held->view);
    Py_CLEAR(held->object);
    deferred_unref(held->deferred);
    free(held);
}

static void say(mod_state *st, const struct line *line)
{
    if (!st || !st->hook_log)
        return;
    PyObject *done =
        PyObject_CallFunction(st->hook_log, "iss", (int)line->level, line->text, line->text + line->topic_len + 1);
    if (!done)
        PyErr_WriteUnraisable(st->hook_log);
    Py_XDECREF(done);
}

static struct line *reversed(struct line *lines)
{
    struct line *oldest = NULL;
    while (lines) {
        struct line *next = lines->next;
        lines->next = oldest;
        oldest = lines;
        lines = next;
    }
    return oldest;
}

void deferred_drain(struct deferred *deferred)
{
    if (atomic_load_explicit(&deferred->held, memory_order_relaxed)) {
        struct held *held = atomic_exchange(&deferred->held, NULL);
        while (held) {
            struct held *next = held->next;
            let_go(held);
            held = next;
        }
    }
    if (atomic_load_explicit(&deferred->lines, memory_order_relaxed)) {
        struct line *line = reversed(atomic_exchange(&deferred->lines, NULL));
        while (line) {
            struct line *next = line->next;
            say(deferred->st, line);
            free(line);
            line = next;
        }
    }
}

static int drain_pending(void *user)
{
    struct deferred *deferred = user;
    atomic_store(&deferred->is_scheduled, false);
    deferred_drain(deferred);
    deferred_unref(deferred);
    return 0;
}

/* Asks the interpreter for a moment of its main thread, which may sleep in a loop, and so for a dispatch too. */
static void schedule(struct deferred *deferred)
{
    if (atomic_exchange(&deferred->is_scheduled, true))
        return;
    wake(deferred);
    if (Py_AddPendingCall(drain_pending, deferred_ref(deferred)) < 0) {
        atomic_store(&deferred->is_scheduled, false);
        deferred_unref(deferred);
    }
}

void deferred_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    struct deferred *deferred = user;
    size_t topic_len = strlen(topic), text_len = strlen(text);
    struct line *line = malloc(sizeof(*line) + topic_len + text_len + 2);
    if (!line || !Py_IsInitialized()) {
        free(line);
        return;
    }
    line->level = level;
    line->topic_len = topic_len;
    memcpy(line->text, topic, topic_len + 1);
    memcpy(line->text + topic_len + 1, text, text_len + 1);
    line->next = atomic_load(&deferred->lines);
    while (!atomic_compare_exchange_weak(&deferred->lines, &line->next, line))
        continue;
    schedule(deferred);
}

struct held *held_new(mod_state *st, PyObject *object)
{
    struct held *held = calloc(1, sizeof(*held));
    if (!held) {
        PyErr_NoMemory();
        return NULL;
    }
    held->deferred = deferred_ref(st->deferred);
    held->object = Py_XNewRef(object);
    return held;
}

struct held *held_weak(mod_state *st, PyObject *object)
{
    PyObject *weak = PyWeakref_NewRef(object, NULL);
    struct held *held = weak ? held_new(st, weak) : NULL;
    Py_XDECREF(weak);
    return held;
}

PyObject *weak_target(PyObject *weak)
{
    PyObject *target = PyWeakref_GetObject(weak);
    return target == Py_None ? NULL : Py_XNewRef(target);
}

PyObject *held_target(struct held *held)
{
    return weak_target(held->object);
}

mod_state *held_state(const struct held *held)
{
    return held->deferred->st;
}

/* Not PyGILState_Check(), which says yes to everybody once there was a second interpreter. */
static bool has_gil(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    PyThreadState *current = PyThreadState_GetUnchecked();
#else
    PyThreadState *current = _PyThreadState_UncheckedGet();
#endif
    return current && current == PyGILState_GetThisThreadState();
}

void held_release(void *user)
{
    struct held *held = user;
    if (!Py_IsInitialized())
        return; /* the interpreter is going or gone: its memory goes with the process */
    if (has_gil()) {
        let_go(held);
        return;
    }
    struct deferred *deferred = deferred_ref(held->deferred);
    held->next = atomic_load(&deferred->held);
    while (!atomic_compare_exchange_weak(&deferred->held, &held->next, held))
        continue;
    schedule(deferred);
    deferred_unref(deferred); // NOLINT(clang-analyzer-unix.Malloc): it cannot count references
}

void held_release_bytes(void *data, void *held)
{
    (void)data;
    held_release(held);
}
