/* The objects of a widget and of what is in it: found together, forgotten together. */
#include "native.h"

void widget_object_forget(session_object *session, oriel_widget_t *widget)
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

/* A widget and all that is in it, each before what it holds; references. A tree may be deeper than the stack is. */
struct family {
    oriel_widget_t **widgets;
    size_t count, room;
};

static void family_fini(struct family *family)
{
    while (family->count > 0)
        oriel_widget_unref(family->widgets[--family->count]);
    PyMem_Free(family->widgets);
}

/* Takes the reference, also on failure; -1 with an exception. */
static int family_add(struct family *family, oriel_widget_t *widget)
{
    if (family->count == family->room) {
        size_t room = family->room ? 2 * family->room : 16;
        oriel_widget_t **widgets = PyMem_Realloc(family->widgets, room * sizeof(oriel_widget_t *));
        if (!widgets) {
            oriel_widget_unref(widget);
            PyErr_NoMemory();
            return -1;
        }
        family->widgets = widgets;
        family->room = room;
    }
    family->widgets[family->count++] = widget;
    return 0;
}

/* -1 with an exception; family_fini() is due in any case. */
static int family_init(struct family *family, oriel_widget_t *widget)
{
    *family = (struct family){ NULL, 0, 0 };
    int failed = family_add(family, oriel_widget_ref(widget));
    for (size_t i = 0; i < family->count && failed == 0; i++) {
        size_t count = oriel_widget_get_child_count(family->widgets[i]);
        for (size_t at = 0; at < count && failed == 0; at++) {
            oriel_widget_t *child = oriel_widget_dup_child(family->widgets[i], at);
            if (child)
                failed = family_add(family, child);
        }
    }
    return failed;
}

int family_forget(session_object *session, oriel_widget_t *widget)
{
    struct family family;
    int failed = family_init(&family, widget);
    for (size_t i = family.count; i-- > 0 && failed == 0;)
        widget_object_forget(session, family.widgets[i]);
    family_fini(&family);
    return failed;
}

PyObject *family_objects(session_object *session, oriel_widget_t *widget)
{
    PyObject *list = PyList_New(0);
    struct family family;
    int failed = family_init(&family, widget);
    for (size_t i = 0; list && i < family.count && failed == 0; i++) {
        PyObject *key = PyLong_FromUnsignedLongLong(oriel_widget_get_id(family.widgets[i]));
        PyObject *object = key ? PyDict_GetItemWithError(session->widgets, key) : NULL;
        failed = object ? PyList_Append(list, object) : -(PyErr_Occurred() != NULL);
        Py_XDECREF(key);
    }
    family_fini(&family);
    if (failed < 0)
        Py_CLEAR(list);
    return list;
}
