/* Widgets with all that is in them, and what becomes of their objects when they go. */
#include "native.h"

void widget_forgotten(session_object *session, oriel_widget_t *widget)
{
    PyObject *key = PyLong_FromUnsignedLongLong(oriel_widget_get_id(widget));
    PyObject *object = key ? PyDict_GetItemWithError(session->widgets, key) : NULL;
    if (object) {
        Py_INCREF(object);
        Py_CLEAR(((widget_object *)object)->handlers);
        if (PyDict_DelItem(session->widgets, key) < 0)
            PyErr_Clear();
        Py_DECREF(object);
    }
    PyErr_Clear();
    Py_XDECREF(key);
}

/* A widget and all that is in it, however deep. */
struct family {
    oriel_widget_t **members; /* a reference each */
    size_t count, room;
};

/* Takes over the reference to `widget`; -1 with an exception. */
static int family_add(struct family *family, oriel_widget_t *widget)
{
    if (family->count == family->room) {
        size_t room = family->room ? family->room * 2 : 16;
        oriel_widget_t **members = PyMem_Realloc(family->members, room * sizeof(*members));
        if (!members) {
            oriel_widget_unref(widget);
            PyErr_NoMemory();
            return -1;
        }
        family->members = members;
        family->room = room;
    }
    family->members[family->count++] = widget;
    return 0;
}

static void family_fini(struct family *family)
{
    while (family->count > 0)
        oriel_widget_unref(family->members[--family->count]);
    PyMem_Free(family->members);
}

/* -1 with an exception. */
static int family_init(struct family *family, oriel_widget_t *widget)
{
    *family = (struct family){ NULL, 0, 0 };
    int failed = family_add(family, oriel_widget_ref(widget));
    for (size_t at = 0; at < family->count && failed == 0; at++) {
        size_t count = oriel_widget_get_child_count(family->members[at]);
        for (size_t i = 0; i < count && failed == 0; i++) {
            oriel_widget_t *child = oriel_widget_dup_child(family->members[at], i);
            failed = child ? family_add(family, child) : 0;
        }
    }
    if (failed < 0)
        family_fini(family);
    return failed;
}

int family_forget(session_object *session, oriel_widget_t *widget)
{
    struct family family;
    if (family_init(&family, widget) < 0)
        return -1;
    for (size_t i = 0; i < family.count; i++)
        widget_forgotten(session, family.members[i]);
    family_fini(&family);
    return 0;
}

void session_forget_widgets(session_object *session)
{
    PyObject *key, *object;
    Py_ssize_t at = 0;
    PyObject *gone = session->widgets;
    session->widgets = PyDict_New();
    if (!session->widgets) {
        PyErr_Clear();
        session->widgets = gone;
        return;
    }
    while (PyDict_Next(gone, &at, &key, &object))
        Py_CLEAR(((widget_object *)object)->handlers);
    Py_DECREF(gone);
}

/* Adds the object of `widget` when there is one; -1 with an exception. */
static int add_object(session_object *session, oriel_widget_t *widget, PyObject *list)
{
    PyObject *key = PyLong_FromUnsignedLongLong(oriel_widget_get_id(widget));
    PyObject *object = key ? PyDict_GetItemWithError(session->widgets, key) : NULL;
    int failed = PyErr_Occurred() ? -1 : 0;
    if (object)
        failed = PyList_Append(list, object);
    Py_XDECREF(key);
    return failed;
}

PyObject *family_objects(session_object *session, oriel_widget_t *widget)
{
    struct family family;
    if (family_init(&family, widget) < 0)
        return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; i < family.count && list; i++)
        if (add_object(session, family.members[i], list) < 0)
            Py_CLEAR(list);
    family_fini(&family);
    return list;
}
