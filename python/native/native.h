/* What the files of the extension share: the module's state, its objects, conversions, errors. */
#ifndef ORIEL_NATIVE_H
#define ORIEL_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <oriel/oriel.h>
#include <oriel/server.h>

#define KEY_CACHE_SIZE 256

/* Slots hold functions, and documentation, as pointers to void, which ISO C does not convert by itself. */
#define SLOT(function) (__extension__(void *)(function))
#define DOC(text) ((void *)(text))

struct deferred;

/* A dispatch under way; lies on its thread's stack. */
struct frame {
    unsigned long thread;
    struct frame *next;
    PyObject *session; /* whose handler runs now, borrowed; NULL: none */
};

/* One per module object; reached through the types that the module made. */
typedef struct mod_state {
    PyTypeObject *app_type;
    PyTypeObject *session_type;
    PyTypeObject *binding_type;
    PyTypeObject *state_type;
    PyTypeObject *subscription_type;
    PyTypeObject *window_type;
    PyTypeObject *future_type;
    PyTypeObject *call_type;
    PyTypeObject *inbox_type;
    PyTypeObject *storage_type;
    PyTypeObject *fetch_type;
    PyTypeObject *poster_type;
    PyTypeObject *batch_type;
    PyTypeObject *widget_type;
    PyTypeObject *factory_type;
    PyTypeObject *handler_type;
    PyTypeObject *event_type;
    PyTypeObject *server_type;
    PyTypeObject *request_type;
    PyObject *errors;         /* the module oriel._errors */
    PyObject *hook_task;      /* (call, awaitable, discard): runs it, answers the call */
    PyObject *hook_stream;    /* (async iterator, place) -> object with next(call) and close() */
    PyObject *hook_exception; /* (where, exception): logs it */
    PyObject *hook_log;       /* (level, topic, text) */
    PyObject *hook_event;     /* (event, awaitable): runs it, ends the event */
    PyObject *hook_later;     /* (where, coroutine): runs it, logs what it raises */
    PyObject *hook_failed;    /* (session or None, where, exception): tells whom it concerns, or logs it */
    PyObject *sessions;       /* {address of the library's session: weak reference to our object} */
    PyObject *wid_key;        /* "__wid__" */
    PyObject *raised;         /* KeyboardInterrupt or SystemExit on its way out of a dispatch */
    unsigned long raised_in;  /* ... of this thread */
    struct frame *frames;     /* the dispatches under way */
    struct deferred *deferred;
    int signal_pipe[2]; /* see wait.c */
    bool has_signal_pipe;
    bool big_as_text; /* integers beyond 2**53 - 1 become strings */
    PyObject *set_wakeup_fd;
    oriel_writer_t *writer; /* for the next conversion; NULL while one has it */
    PyObject *keys[KEY_CACHE_SIZE];
} mod_state;

/* None of the types can be inherited from: an object's own type is the one that the module made. */
static inline mod_state *state_of(PyObject *self)
{
    return (mod_state *)PyType_GetModuleState(Py_TYPE(self));
}

/* --- wait.c --- */
/* Waits for `fd` until `deadline` (negative: for ever), with Python's signal handlers at work. 1: readable; 0: time is up;
 * -1: an exception. */
int wait_readable(mod_state *st, int fd, double deadline);
double deadline_after(double seconds);
void close_signal_pipe(mod_state *st);
int find_set_wakeup_fd(mod_state *st);

/* --- errors.c: the only place where errors become exceptions --- */
/* Raises what the last failing call of this thread returned; always NULL. */
PyObject *raise_oriel(mod_state *st, oriel_err_t err);
/* The same with the error's own name and text, either of which may be NULL. */
PyObject *raise_oriel_text(mod_state *st, oriel_err_t err, const char *name, const char *text);
/* Hands the exception that is set to the log, or, when it must end the program, to the dispatch that called. */
void report_exception(mod_state *st, const char *where);
/* Hands the exception that is set to hook_failed in place of the log. `session` may be NULL. */
void report_failure(mod_state *st, PyObject *session, const char *where);
/* Rejects `call` with the exception that is set, and logs it. */
void fail_call(mod_state *st, oriel_call_t *call);
/* What was called, as messages name it: "object.function". */
PyObject *place_of_call(oriel_call_t *call);
/* Raises what report_exception() kept for this thread; -1 then, otherwise 0. */
int raise_kept(mod_state *st);

/* --- convert.c: the only place where objects become values and back --- */
/* A new value, or NULL with an exception that names the path: `root.leaf[3].key`; `leaf` may be NULL. Bytes-like
 * objects pass when `root` is NULL: a whole result. */
oriel_value_t *value_from_py(mod_state *st, PyObject *object, const char *root, const char *leaf);
PyObject *py_from_value(mod_state *st, const oriel_value_t *value);
/* The arguments of a call as a tuple. */
PyObject *args_from_call(mod_state *st, oriel_call_t *call);
/* The same with the widgets of `session` in it, which may be NULL. */
PyObject *py_from_value_in(mod_state *st, PyObject *session, const oriel_value_t *value);
/* An array of `count` items among which may be widgets of `session`; None at the end is left out as far as `required`
 * items stay. NULL with an exception that names `where` and `method` (may be NULL). */
oriel_value_t *list_from_py(mod_state *st, PyObject *session, PyObject *const *items, Py_ssize_t count,
                            Py_ssize_t required, const char *where, const char *method);
/* An object of those items that are not None, under the names from `names[first]` on, and of the dict `more`. */
oriel_value_t *options_from_py(mod_state *st, PyObject *session, PyObject *names, Py_ssize_t first,
                               PyObject *const *items, PyObject *more, const char *where);
/* UTF-8 borrowed from a str without NUL; NULL with an exception that begins with `what`. */
const char *text_from_py(PyObject *object, const char *what);
/* The same of every item of a tuple, for PyMem_Free(); NULL with an exception. */
const char **texts_from_py(PyObject *tuple, const char *what);
/* A str; what is no UTF-8 is replaced; NULL gives None. */
PyObject *py_from_text(const char *text);
/* Takes over what an oriel_*_dup_ function returned; NULL raises MemoryError. */
PyObject *py_from_text_take(char *text);

/* --- deferred.c: references that the library holds, and what it says, from threads that may not have the GIL --- */
struct held {
    struct held *next;
    struct deferred *deferred;
    PyObject *object;
    Py_buffer view; /* .obj is NULL when there is none */
};

struct deferred *deferred_new(mod_state *st);
/* The module is going: nothing of `st` is used any more. */
void deferred_close(struct deferred *deferred);
/* Lets go of what gathered, and logs. Needs the GIL. */
void deferred_drain(struct deferred *deferred);
/* When `before` is the app whose dispatch is asked for, it is `app` from now on. NULL: none. */
void deferred_set_app(struct deferred *deferred, oriel_app_t *before, oriel_app_t *app);
/* For oriel_set_log(); `user` is the struct deferred. */
void deferred_log(oriel_log_level_t level, const char *topic, const char *text, void *user);
/* User data that owns a reference to `object` (NULL: with an exception set). */
struct held *held_new(mod_state *st, PyObject *object);
/* User data that owns a weak reference. */
struct held *held_weak(mod_state *st, PyObject *object);
/* What a weak one refers to, a new reference, or NULL. Needs the GIL. */
PyObject *held_target(struct held *held);
/* The state of the module that made it, NULL once that is gone. Needs the GIL. */
mod_state *held_state(const struct held *held);
/* The destructor of either, for any thread, with the GIL or without. */
void held_release(void *held);
void held_release_bytes(void *data, void *held);

/* --- objects --- */
typedef struct app_object {
    PyObject ob_base;
    oriel_app_t *app;
} app_object;

typedef struct inbox_object {
    PyObject ob_base;
    oriel_inbox_t *inbox;
} inbox_object;

typedef struct state_object {
    PyObject ob_base;
    oriel_state_t *state;
    PyObject *app;
    PyObject *subscriptions; /* a set; they live while the state does */
} state_object;

typedef struct session_object {
    PyObject ob_base;
    oriel_session_t *session;
    PyObject *app;
    PyObject *state;
    PyObject *bindings; /* {(object, name): binding} */
    PyObject *widgets;  /* {number: widget} */
    PyObject *owner;    /* Python's session; what methods are told and asked through */
    PyObject *pace;     /* what the calls of an asynchronous session return; NULL: the session is synchronous */
    PyObject *classes;  /* {name: class} of widgets that the program did not make itself */
    int timeout_ms;     /* of questions; 0: the default */
    bool strict;        /* every call waits for the page's answer */
    PyObject *weakrefs;
} session_object;

typedef struct widget_object {
    PyObject ob_base;
    oriel_widget_t *widget;  /* NULL before it was made */
    session_object *session; /* NULL before it was bound */
    PyObject *handlers;      /* {action: [handler]}, or NULL */
} widget_object;

/* A function that hears of something. Owned by what it hears of; the library refers to it weakly. */
typedef struct handler_object {
    PyObject ob_base;
    PyObject *source; /* a widget, a session or a server */
    PyObject *function;
    PyObject *extra;   /* a tuple: arguments after those of the event */
    PyObject *options; /* a dict or NULL */
    bool wants_source;
    uint64_t id;
    PyObject *weakrefs;
} handler_object;

typedef struct window_object {
    PyObject ob_base;
    oriel_window_t *window;
    PyObject *app;
    PyObject *session;
    PyObject *on_event; /* (name, *args), or NULL */
    bool asks_close;    /* the program wants to be asked */
    PyObject *weakrefs;
} window_object;

extern PyType_Spec app_spec, state_spec, subscription_spec, session_spec, binding_spec, window_spec, future_spec,
    call_spec, inbox_spec, storage_spec, fetch_spec, poster_spec, batch_spec, widget_spec, factory_spec, handler_spec,
    event_spec, server_spec, request_spec;

/* Each takes over the reference to what it wraps, also on failure. */
PyObject *state_wrap(mod_state *st, PyObject *app, oriel_state_t *state);
PyObject *session_wrap(mod_state *st, PyObject *app, oriel_session_t *session, PyObject *state);
PyObject *future_wrap(mod_state *st, PyObject *app, oriel_future_t *future);
/* The same, with the widgets of `session` in its result. */
PyObject *future_wrap_in(mod_state *st, PyObject *session, oriel_future_t *future);
/* The one object for a session, a new reference; takes over nothing. */
PyObject *session_object_of(mod_state *st, PyObject *app, oriel_session_t *session);
/* The one object for a widget; takes over the reference, also on failure. NULL gives None. */
PyObject *widget_object_of(mod_state *st, session_object *session, oriel_widget_t *widget);
/* The widget with that number, a new reference; None when there is none. */
PyObject *widget_numbered(mod_state *st, session_object *session, uint64_t id);
/* family.c: a widget was destroyed; its handlers hold nothing any more. */
void widget_forgotten(session_object *session, oriel_widget_t *widget);
/* The same of it and all that is in it, while it still stands; -1 with an exception. */
int family_forget(session_object *session, oriel_widget_t *widget);
/* A list of the objects of it and of what is in it; NULL with an exception. */
PyObject *family_objects(session_object *session, oriel_widget_t *widget);
/* Its session lives no more: it and all that is in it are forgotten. */
void session_forget_widgets(session_object *session);
/* Wraps a call that is pending: its done() is due. Takes a reference of its own; `session` may be NULL. */
PyObject *call_wrap(mod_state *st, oriel_call_t *call, PyObject *session);

/* handler.c: runs `function` for a call of `session`, which may be NULL, and answers it. */
oriel_err_t run_call(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *function, bool discard);
/* Calls `function` as a handler of `session`, which may be NULL. */
PyObject *call_in(mod_state *st, PyObject *session, PyObject *function, PyObject *args, PyObject *options);
/* Calls the held object without arguments, from a callback of the library; what it raises is reported. */
void held_call(struct held *held, const char *where);
bool is_awaitable(PyObject *result);
/* What a function gave for which nobody waits (stolen, may be NULL: it raised): a coroutine runs, errors are reported. */
void end_unawaited(mod_state *st, const char *where, PyObject *result);
/* app.c: this thread's dispatch, or NULL. */
struct frame *current_frame(const mod_state *st);
/* From now on `session` (borrowed, may be NULL) is the one whose handler runs on this thread; returns the one before. */
PyObject *swap_session(const mod_state *st, PyObject *session);
/* What a weak reference refers to, a new reference, or NULL. */
PyObject *weak_target(PyObject *weak);
/* event.c: a handler of its own; NULL with an exception. `extra` may be NULL. */
handler_object *handler_new(mod_state *st, PyObject *source, PyObject *function, PyObject *extra, PyObject *options,
                            bool wants_source);
/* Runs the handler behind the weak `held` for an event of its source. */
oriel_err_t handler_happened(oriel_event_t *event, void *held);
/* Calls the function that the strong `held` owns, without arguments, as a handler of a session. */
oriel_err_t function_happened(oriel_event_t *event, void *held);
/* session.c, for the tables in session_tree.c, which are the type's. */
PyObject *session_expose(session_object *self, PyObject *args);
PyObject *session_withdraw(session_object *self, PyObject *args);
PyObject *session_get_state(session_object *self, void *closure);
PyObject *session_get_page_count(session_object *self, void *closure);
extern PyMethodDef session_methods[];
extern PyGetSetDef session_getset[];
/* stream.c: answers with a generator, plain or async, of `session`, which may be NULL. Steals nothing; -1 with an
 * exception. */
int reply_stream(mod_state *st, oriel_call_t *call, PyObject *session, PyObject *source);
/* window_events.c: tells the library which events are heard. -1 with an exception. */
int window_listen(window_object *self);

#endif
