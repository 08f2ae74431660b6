/* Objects become values and values objects, here and nowhere else. */
#include <math.h>
#include <string.h>

#include "native.h"

/* --- objects to values --- */
struct encoder {
    oriel_writer_t *writer; /* taken from the module: a dict's items() may run Python, and encode something else */
    mod_state *st;
    session_object *session; /* whose widgets may stand in it; NULL: none may */
    PyObject *kind;          /* the class of what went wrong, borrowed; NULL: nothing */
    PyObject *message;       /* ... and what it was */
    PyObject *path;          /* ... and where: grows leftwards on the way out */
    PyObject *raised[3];     /* in place of all three: an exception that came from Python */
    unsigned depth;
    bool big_as_text;
    PyObject *above[ORIEL_VALUE_DEPTH_MAX];
};

static int encode(struct encoder *enc, PyObject *object);

static int refuse(struct encoder *enc, PyObject *kind, const char *format, const char *arg)
{
    PyErr_Clear();
    enc->kind = kind;
    enc->message = PyUnicode_FromFormat(format, arg);
    return -1;
}

/* Keeps the exception that is set. */
static int refuse_raised(struct encoder *enc)
{
    PyErr_Fetch(&enc->raised[0], &enc->raised[1], &enc->raised[2]);
    return -1;
}

/* Puts `step` (stolen) before the path. */
static int came_through(struct encoder *enc, PyObject *step)
{
    PyObject *path = step && enc->path ? PyUnicode_Concat(step, enc->path) : Py_XNewRef(step);
    Py_XDECREF(step);
    if (path)
        Py_XSETREF(enc->path, path);
    return -1;
}

static int enter(struct encoder *enc, PyObject *object)
{
    for (unsigned i = 0; i < enc->depth; i++)
        if (enc->above[i] == object)
            return refuse(enc, PyExc_ValueError, "%s", "contains itself");
    if (enc->depth == ORIEL_VALUE_DEPTH_MAX)
        return refuse(enc, PyExc_ValueError, "nested deeper than %s levels", "128");
    enc->above[enc->depth++] = object;
    return 0;
}

/* An integer that no number in a page can hold, as the string of its digits. */
static int encode_digits(struct encoder *enc, PyObject *object)
{
    PyObject *digits = PyNumber_ToBase(object, 10);
    Py_ssize_t len;
    const char *text = digits ? PyUnicode_AsUTF8AndSize(digits, &len) : NULL;
    if (text)
        oriel_writer_string(enc->writer, text, (size_t)len);
    Py_XDECREF(digits);
    return text ? 0 : refuse_raised(enc);
}

static int encode_int(struct encoder *enc, PyObject *object)
{
    int overflow;
    long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow || number > ORIEL_VALUE_INT_MAX || number < -ORIEL_VALUE_INT_MAX) {
        if (enc->big_as_text)
            return encode_digits(enc, object);
        return refuse(enc, PyExc_ValueError, "an integer beyond %s is not exact in a page", "2**53 - 1");
    }
    oriel_writer_int(enc->writer, number);
    return 0;
}

static int encode_float(struct encoder *enc, PyObject *object)
{
    double number = PyFloat_AS_DOUBLE(object);
    if (!isfinite(number))
        return refuse(enc, PyExc_ValueError, "%s has no JSON form", isnan(number) ? "NaN" : "infinity");
    oriel_writer_real(enc->writer, number);
    return 0;
}

static int encode_str(struct encoder *enc, PyObject *object)
{
    Py_ssize_t len;
    const char *text = PyUnicode_AsUTF8AndSize(object, &len);
    if (!text)
        return refuse(enc, PyExc_ValueError, "text with %s is not Unicode", "a lone surrogate");
    oriel_writer_string(enc->writer, text, (size_t)len);
    return 0;
}

static int encode_sequence(struct encoder *enc, PyObject *object)
{
    if (enter(enc, object) < 0)
        return -1;
    oriel_writer_begin_array(enc->writer);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(object); i++) {
        PyObject *item = Py_NewRef(PySequence_Fast_GET_ITEM(object, i));
        int failed = encode(enc, item);
        Py_DECREF(item);
        if (failed < 0)
            return came_through(enc, PyUnicode_FromFormat("[%zd]", i));
    }
    oriel_writer_end(enc->writer);
    enc->depth--;
    return 0;
}

/* A key may be of a subclass with a __repr__ of its own. */
static PyObject *step_of_key(PyObject *key)
{
    PyObject *text = PyUnicode_FromObject(key);
    PyObject *step = NULL;
    if (text)
        step = PyUnicode_IsIdentifier(text) == 1 ? PyUnicode_FromFormat(".%U", text)
                                                 : PyUnicode_FromFormat("[%R]", text);
    Py_XDECREF(text);
    return step;
}

static int encode_member(struct encoder *enc, PyObject *key, PyObject *value)
{
    Py_ssize_t len;
    if (!PyUnicode_Check(key))
        return refuse(enc, PyExc_TypeError, "keys must be str, not %s", Py_TYPE(key)->tp_name);
    const char *text = PyUnicode_AsUTF8AndSize(key, &len);
    if (!text)
        return refuse(enc, PyExc_ValueError, "a key with %s is not Unicode", "a lone surrogate");
    if (memchr(text, '\0', (size_t)len))
        return refuse(enc, PyExc_ValueError, "a key with %s", "a NUL character");
    oriel_writer_key(enc->writer, text, (size_t)len);
    return encode(enc, value) < 0 ? came_through(enc, step_of_key(key)) : 0;
}

static int encode_plain_dict(struct encoder *enc, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    int failed = 0;
    while (failed == 0 && PyDict_Next(dict, &at, &key, &value)) {
        Py_INCREF(key);
        Py_INCREF(value);
        failed = encode_member(enc, key, value);
        Py_DECREF(key);
        Py_DECREF(value);
    }
    return failed;
}

/* A subclass may have an order of its own, as OrderedDict has: its items() know. */
static int encode_items(struct encoder *enc, PyObject *mapping)
{
    PyObject *items = PyMapping_Items(mapping);
    if (!items)
        return refuse_raised(enc);
    int failed = 0;
    for (Py_ssize_t i = 0; failed == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *item = PyList_GET_ITEM(items, i);
        if (PyTuple_Check(item) && PyTuple_GET_SIZE(item) == 2)
            failed = encode_member(enc, PyTuple_GET_ITEM(item, 0), PyTuple_GET_ITEM(item, 1));
        else
            failed = refuse(enc, PyExc_TypeError, "items() must give pairs, not %s", Py_TYPE(item)->tp_name);
    }
    Py_DECREF(items);
    return failed;
}

static int encode_dict(struct encoder *enc, PyObject *object)
{
    if (enter(enc, object) < 0)
        return -1;
    oriel_writer_begin_object(enc->writer);
    if ((PyDict_CheckExact(object) ? encode_plain_dict(enc, object) : encode_items(enc, object)) < 0)
        return -1;
    oriel_writer_end(enc->writer);
    enc->depth--;
    return 0;
}

static int encode_widget(struct encoder *enc, PyObject *object)
{
    const widget_object *widget = (const widget_object *)object;
    if (!widget->widget)
        return refuse(enc, PyExc_ValueError, "%s was not made: its __init__ did not call the base's",
                      Py_TYPE(object)->tp_name);
    if (widget->session != enc->session)
        return refuse(enc, PyExc_ValueError, "the %s belongs to another session", Py_TYPE(object)->tp_name);
    oriel_writer_begin_object(enc->writer);
    oriel_writer_key(enc->writer, "__wid__", 7);
    oriel_writer_int(enc->writer, (int64_t)oriel_widget_get_id(widget->widget));
    oriel_writer_end(enc->writer);
    return 0;
}

static int encode(struct encoder *enc, PyObject *object)
{
    if (object == Py_None) {
        oriel_writer_null(enc->writer);
        return 0;
    }
    if (PyBool_Check(object)) {
        oriel_writer_bool(enc->writer, object == Py_True);
        return 0;
    }
    if (PyLong_Check(object))
        return encode_int(enc, object);
    if (PyUnicode_Check(object))
        return encode_str(enc, object);
    if (PyFloat_Check(object))
        return encode_float(enc, object);
    if (PyDict_Check(object))
        return encode_dict(enc, object);
    if (PyList_Check(object) || PyTuple_Check(object))
        return encode_sequence(enc, object);
    if (enc->session && PyObject_TypeCheck(object, enc->st->widget_type))
        return encode_widget(enc, object);
    return refuse(enc, PyExc_TypeError, "%s has no JSON form", Py_TYPE(object)->tp_name);
}

static void raise_refusal(struct encoder *enc, const char *root, const char *leaf)
{
    PyObject *path = enc->path ? enc->path : PyUnicode_FromString("");
    if (enc->raised[0])
        PyErr_Restore(enc->raised[0], enc->raised[1], enc->raised[2]);
    else if (path && enc->message)
        PyErr_Format(enc->kind, "%s%s%s%U: %U", root ? root : "result", leaf ? "." : "", leaf ? leaf : "", path,
                     enc->message);
    Py_XDECREF(path);
    Py_XDECREF(enc->message);
}

/* -1 with an exception; 0: finish_encoder() is due. */
static int begin_encoder(struct encoder *enc, mod_state *st, PyObject *session)
{
    enc->kind = enc->message = enc->path = enc->raised[0] = NULL;
    enc->depth = 0;
    enc->big_as_text = st->big_as_text;
    enc->writer = st->writer;
    enc->st = st;
    enc->session = (session_object *)session;
    st->writer = NULL;
    oriel_err_t err = enc->writer ? ORIEL_OK : oriel_writer_new(&enc->writer);
    if (err != ORIEL_OK)
        raise_oriel(st, err);
    return err == ORIEL_OK ? 0 : -1;
}

static void give_back(mod_state *st, oriel_writer_t *writer)
{
    if (st->writer)
        oriel_writer_free(writer);
    else
        st->writer = writer;
}

/* What is wrong with the value as a whole: its size, or memory. */
static void raise_whole(const struct encoder *enc, oriel_err_t err, const char *root, const char *leaf)
{
    char text[512];
    PyOS_snprintf(text, sizeof(text), "%.200s%s%.200s: %s", root ? root : "result", leaf ? "." : "", leaf ? leaf : "",
                  oriel_last_error());
    raise_oriel_text(enc->st, err, NULL, text);
}

/* What was written, or NULL with an exception. */
static oriel_value_t *finish_encoder(struct encoder *enc, int failed, const char *root, const char *leaf)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_writer_finish(enc->writer, &value);
    if (failed == 0 && err != ORIEL_OK)
        raise_whole(enc, err, root, leaf);
    give_back(enc->st, enc->writer);
    if (failed < 0) {
        oriel_value_unref(value);
        raise_refusal(enc, root, leaf);
        return NULL;
    }
    return value;
}

/* A view that is read-only is not enough: whoever made it may still write. */
static bool never_changes(const Py_buffer *view)
{
    PyObject *owner = view->obj;
    if (owner && PyMemoryView_Check(owner))
        owner = PyMemoryView_GET_BASE(owner);
    return owner && PyBytes_CheckExact(owner);
}

static oriel_value_t *value_from_bytes(mod_state *st, PyObject *object);

/* A memoryview may skip bytes, as view[::2] does: what it shows is copied. */
static oriel_value_t *value_from_parts(mod_state *st, PyObject *object)
{
    if (!PyMemoryView_Check(object) || !PyErr_ExceptionMatches(PyExc_BufferError))
        return NULL;
    PyErr_Clear();
    PyObject *bytes = PyBytes_FromObject(object);
    oriel_value_t *value = bytes ? value_from_bytes(st, bytes) : NULL;
    Py_XDECREF(bytes);
    return value;
}

static oriel_value_t *value_from_bytes(mod_state *st, PyObject *object)
{
    struct held *held = held_new(st, NULL);
    if (!held)
        return NULL;
    if (PyObject_GetBuffer(object, &held->view, PyBUF_SIMPLE) < 0) {
        held->view.obj = NULL;
        held_release(held);
        return value_from_parts(st, object);
    }
    const void *data = held->view.buf;
    size_t len = (size_t)held->view.len;
    oriel_value_t *value;
    if (never_changes(&held->view)) {
        value = oriel_value_bytes_take(data, len, held_release_bytes, held);
    } else { /* it can change under the reader */
        value = oriel_value_bytes(data, len);
        held_release(held);
    }
    if (!value)
        PyErr_NoMemory();
    return value;
}

static bool is_bytes(PyObject *object)
{
    return PyBytes_Check(object) || PyByteArray_Check(object) || PyMemoryView_Check(object);
}

oriel_value_t *value_from_py(mod_state *st, PyObject *object, const char *root, const char *leaf)
{
    if (!root && is_bytes(object))
        return value_from_bytes(st, object);

    struct encoder enc;
    if (begin_encoder(&enc, st, NULL) < 0)
        return NULL;
    return finish_encoder(&enc, encode(&enc, object), root, leaf);
}

oriel_value_t *list_from_py(mod_state *st, PyObject *session, PyObject *const *items, Py_ssize_t count,
                            Py_ssize_t required, const char *where, const char *method)
{
    struct encoder enc;
    if (begin_encoder(&enc, st, session) < 0)
        return NULL;
    while (count > required && items[count - 1] == Py_None)
        count--;
    int failed = 0;
    oriel_writer_begin_array(enc.writer);
    for (Py_ssize_t i = 0; i < count && failed == 0; i++)
        if (encode(&enc, items[i]) < 0)
            failed = came_through(&enc, PyUnicode_FromFormat("[%zd]", i));
    oriel_writer_end(enc.writer);
    return finish_encoder(&enc, failed, where, method);
}

oriel_value_t *options_from_py(mod_state *st, PyObject *session, PyObject *names, Py_ssize_t first,
                               PyObject *const *items, PyObject *more, const char *where)
{
    struct encoder enc;
    if (begin_encoder(&enc, st, session) < 0)
        return NULL;
    int failed = 0;
    oriel_writer_begin_object(enc.writer);
    for (Py_ssize_t i = first; i < PyTuple_GET_SIZE(names) && failed == 0; i++)
        if (items[i - first] != Py_None)
            failed = encode_member(&enc, PyTuple_GET_ITEM(names, i), items[i - first]);
    if (failed == 0)
        failed = encode_plain_dict(&enc, more);
    oriel_writer_end(enc.writer);
    return finish_encoder(&enc, failed, where, NULL);
}

/* --- values to objects --- */
struct decoder {
    mod_state *st;
    session_object *session; /* whose widgets stand in it; NULL: none do */
    oriel_reader_t reader;
};

static PyObject *decode(struct decoder *dec, const oriel_token_t *token);

static PyObject *decode_escaped(const oriel_token_t *token)
{
    char small[512];
    char *text = token->len <= sizeof(small) ? small : PyMem_Malloc(token->len);
    if (!text)
        return PyErr_NoMemory();
    size_t len = oriel_token_decode(token, text);
    PyObject *str = PyUnicode_DecodeUTF8(text, (Py_ssize_t)len, "replace");
    if (text != small)
        PyMem_Free(text);
    return str;
}

static PyObject *decode_str(const oriel_token_t *token)
{
    if (token->has_escapes)
        return decode_escaped(token);
    return PyUnicode_DecodeUTF8(token->text, (Py_ssize_t)token->len, "replace");
}

/* Keys repeat: short ones are kept, one a slot, the latest wins. */
static PyObject *decode_key(mod_state *st, const oriel_token_t *token)
{
    if (token->has_escapes || token->len > 32)
        return decode_str(token);
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < token->len; i++)
        hash = (hash ^ (unsigned char)token->text[i]) * 16777619U;
    PyObject **slot = &st->keys[(hash ^ (hash >> 16)) % KEY_CACHE_SIZE];
    if (*slot) {
        Py_ssize_t len;
        const char *text = PyUnicode_AsUTF8AndSize(*slot, &len);
        if (text && (size_t)len == token->len && memcmp(text, token->text, token->len) == 0)
            return Py_NewRef(*slot);
        PyErr_Clear();
    }
    PyObject *key = decode_str(token);
    if (key)
        Py_XSETREF(*slot, Py_NewRef(key));
    return key;
}

static PyObject *decode_array(struct decoder *dec)
{
    PyObject *list = PyList_New(0);
    while (list) {
        oriel_token_t token = oriel_reader_next(&dec->reader);
        if (token.type == ORIEL_TOKEN_END_ARRAY || token.type == ORIEL_TOKEN_END)
            break;
        PyObject *item = decode(dec, &token);
        if (!item || PyList_Append(list, item) < 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return list;
}

/* The widget that `dict` (stolen) stands for, or `dict`. */
static PyObject *resolved(struct decoder *dec, PyObject *dict)
{
    PyObject *number = PyDict_GetItemWithError(dict, dec->st->wid_key); /* borrowed */
    if (!number || !PyLong_Check(number))
        return dict;
    unsigned long long id = PyLong_AsUnsignedLongLong(number);
    PyObject *widget = PyErr_Occurred() ? NULL : widget_numbered(dec->st, dec->session, id);
    Py_DECREF(dict);
    return widget;
}

static PyObject *decode_object(struct decoder *dec)
{
    PyObject *dict = PyDict_New();
    while (dict) {
        oriel_token_t token = oriel_reader_next(&dec->reader);
        if (token.type != ORIEL_TOKEN_KEY)
            break;
        PyObject *key = decode_key(dec->st, &token);
        token = oriel_reader_next(&dec->reader);
        PyObject *item = key ? decode(dec, &token) : NULL;
        if (!item || PyDict_SetItem(dict, key, item) < 0)
            Py_CLEAR(dict);
        Py_XDECREF(key);
        Py_XDECREF(item);
    }
    return dict && dec->session ? resolved(dec, dict) : dict;
}

static PyObject *decode(struct decoder *dec, const oriel_token_t *token)
{
    switch (token->type) {
    case ORIEL_TOKEN_BOOL:
        return PyBool_FromLong(token->boolean);
    case ORIEL_TOKEN_INT:
        return PyLong_FromLongLong(token->integer);
    case ORIEL_TOKEN_REAL:
        return PyFloat_FromDouble(token->real);
    case ORIEL_TOKEN_STRING:
        return decode_str(token);
    case ORIEL_TOKEN_BEGIN_ARRAY:
        return decode_array(dec);
    case ORIEL_TOKEN_BEGIN_OBJECT:
        return decode_object(dec);
    default:
        Py_RETURN_NONE;
    }
}

PyObject *py_from_value(mod_state *st, const oriel_value_t *value)
{
    return py_from_value_in(st, NULL, value);
}

PyObject *py_from_value_in(mod_state *st, PyObject *session, const oriel_value_t *value)
{
    if (oriel_value_get_type(value) == ORIEL_TYPE_BYTES) {
        size_t len;
        const void *data = oriel_value_get_bytes(value, &len);
        return PyBytes_FromStringAndSize(data, (Py_ssize_t)len);
    }
    struct decoder dec = { st, (session_object *)session, oriel_value_read(value) };
    oriel_token_t token = oriel_reader_next(&dec.reader);
    return decode(&dec, &token);
}

/* Bytes stand as null among the arguments. */
static PyObject *null_argument(oriel_call_t *call, size_t index)
{
    const void *data;
    size_t len;
    if (oriel_call_arg_bytes(call, index, &data, &len) == ORIEL_OK)
        return PyBytes_FromStringAndSize(data, (Py_ssize_t)len);
    Py_RETURN_NONE;
}

PyObject *args_from_call(mod_state *st, oriel_call_t *call)
{
    size_t count = oriel_call_get_arg_count(call);
    PyObject *args = PyTuple_New((Py_ssize_t)count);
    if (!args || count == 0)
        return args;
    struct decoder dec = { st, NULL, oriel_value_read(oriel_call_get_args(call)) };
    (void)oriel_reader_next(&dec.reader); /* [ */
    for (size_t i = 0; i < count; i++) {
        oriel_token_t token = oriel_reader_next(&dec.reader);
        PyObject *item = token.type == ORIEL_TOKEN_NULL ? null_argument(call, i) : decode(&dec, &token);
        if (!item) {
            Py_DECREF(args);
            return NULL;
        }
        PyTuple_SET_ITEM(args, (Py_ssize_t)i, item);
    }
    return args;
}

/* --- text --- */
const char *text_from_py(PyObject *object, const char *what)
{
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "%s must be str, not %s", what, Py_TYPE(object)->tp_name);
        return NULL;
    }
    Py_ssize_t len;
    const char *text = PyUnicode_AsUTF8AndSize(object, &len);
    if (!text || strlen(text) != (size_t)len) {
        PyErr_Clear();
        PyErr_Format(PyExc_ValueError, "%s: %s", what, text ? "a NUL character" : "a lone surrogate");
        return NULL;
    }
    return text;
}

const char **texts_from_py(PyObject *tuple, const char *what)
{
    Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    const char **texts = PyMem_Calloc((size_t)count + 1, sizeof(*texts));
    if (!texts) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        texts[i] = text_from_py(PyTuple_GET_ITEM(tuple, i), what);
        if (!texts[i]) {
            PyMem_Free(texts);
            return NULL;
        }
    }
    return texts;
}

PyObject *py_from_text(const char *text)
{
    if (!text)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
}

PyObject *py_from_text_take(char *text)
{
    PyObject *str = text ? py_from_text(text) : PyErr_NoMemory();
    oriel_free(text);
    return str;
}
