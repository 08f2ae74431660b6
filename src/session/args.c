/* Arguments of widgets' methods, made from C's. */
#include <oriel/widgets.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "session/widget.h"
#include "value/writer.h"

static oriel_err_t put_widget(oriel_writer_t *writer, void *pointer)
{
    oriel_widget_t *widget = pointer;

    if (!widget)
        return oriel__fail(ORIEL_EINVAL, "the widget is NULL");
    (void)oriel_writer_begin_object(writer); /* errors stick */
    (void)oriel_writer_key(writer, "__wid__", 7);
    (void)oriel_writer_int(writer, (int64_t)oriel_widget_get_id(widget));
    return oriel_writer_end(writer);
}

static oriel_err_t put_string(oriel_writer_t *writer, const char *text, bool is_optional)
{
    if (!text && !is_optional)
        return oriel__fail(ORIEL_EINVAL, "the text is NULL");
    return text ? oriel_writer_string(writer, text, strlen(text)) : oriel_writer_null(writer);
}

static oriel_err_t put_taken(oriel_writer_t *writer, oriel_value_t *value)
{
    oriel_err_t err = value ? oriel_writer_value(writer, value) : oriel_writer_null(writer);

    oriel_value_unref(value);
    return err;
}

/* A `va_list` in a struct keeps its type as a parameter. */
struct arguments {
    va_list list;
};

static oriel_err_t put_number(oriel_writer_t *writer, char letter, struct arguments *args)
{
    double real;
    int64_t integer;

    if (letter == 'f' || letter == 'F') {
        real = va_arg(args->list, double);
        return letter == 'F' && real <= ORIEL_UNSET ? oriel_writer_null(writer) : oriel_writer_real(writer, real);
    }
    integer = va_arg(args->list, int64_t);
    return letter == 'J' && integer == ORIEL_UNSET_INT ? oriel_writer_null(writer) : oriel_writer_int(writer, integer);
}

static oriel_err_t put(oriel_writer_t *writer, char letter, struct arguments *args)
{
    void *pointer;
    int number;

    switch (letter) {
    case 's':
    case 'z':
        return put_string(writer, va_arg(args->list, const char *), letter == 'z');
    case 'f':
    case 'F':
    case 'I':
    case 'J':
        return put_number(writer, letter, args);
    case 'b':
    case 'B':
        number = va_arg(args->list, int);
        return letter == 'B' && number < 0 ? oriel_writer_null(writer) : oriel_writer_bool(writer, number != 0);
    case 'w':
    case 'W':
        pointer = va_arg(args->list, oriel_widget_t *);
        return letter == 'W' && !pointer ? oriel_writer_null(writer) : put_widget(writer, pointer);
    default:
        return put_taken(writer, va_arg(args->list, oriel_value_t *));
    }
}

oriel_value_t *oriel__widget_args(const char *letters, ...)
{
    struct oriel_writer writer;
    struct arguments args;
    oriel_value_t *value = NULL;
    oriel_err_t err = ORIEL_OK, each;

    oriel__writer_init(&writer);
    (void)oriel_writer_begin_array(&writer); /* errors stick */
    va_start(args.list, letters);
    for (const char *letter = letters; *letter; letter++) {
        each = put(&writer, *letter, &args); /* all are looked at: values are taken */
        err = err ? err : each;
    }
    va_end(args.list);
    if (!err)
        err = oriel_writer_end(&writer);
    if (!err)
        err = oriel_writer_finish(&writer, &value);
    oriel__writer_fini(&writer);
    return err ? NULL : value;
}

/* --- Taking them ----------------------------------------------------------------------------- */

oriel_err_t oriel__widget_call_made(oriel_widget_t *widget, const char *method, oriel_value_t *args)
{
    return args ? oriel_widget_call(widget, method, args) : oriel__last_err();
}

oriel_err_t oriel__widget_new_made(oriel_session_t *session, const char *class_name, oriel_value_t *args,
                                   bool wants_args, oriel_value_t *options, oriel_widget_t **ret)
{
    if (wants_args && !args) {
        oriel_value_unref(options);
        return oriel__last_err();
    }
    return oriel_widget_new(session, class_name, args, options, ret);
}

oriel_err_t oriel__widget_get_made(oriel_widget_t *widget, const char *method, oriel_value_t *args, bool wants_args,
                                   oriel_value_t **ret)
{
    return wants_args && !args ? oriel__last_err() : oriel_widget_get(widget, method, args, ret);
}

oriel_err_t oriel__widget_query_made(oriel_widget_t *widget, const char *method, oriel_value_t *args, bool wants_args,
                                     int timeout_ms, oriel_future_t **ret)
{
    return wants_args && !args ? oriel__last_err() : oriel_widget_query(widget, method, args, timeout_ms, ret);
}

/* --- Formats -------------------------------------------------------------------------------- */

oriel_err_t oriel_widget_callf(oriel_widget_t *widget, const char *method, const char *format, ...)
{
    char array[256];
    oriel_value_t *args = NULL;
    oriel_err_t err;
    va_list list;

    if (!format || (size_t)snprintf(array, sizeof(array), "[%s]", format) >= sizeof(array))
        return oriel__fail(ORIEL_EINVAL, "format: %zu characters at the most, and not NULL", sizeof(array) - 3);
    va_start(list, format);
    err = oriel__value_vpack(&args, array, list, put_widget);
    va_end(list);
    return err ? err : oriel_widget_call(widget, method, args);
}

oriel_value_t *oriel_widget_options(const char *format, ...)
{
    oriel_value_t *options = NULL;
    oriel_err_t err;
    va_list list;

    va_start(list, format);
    err = oriel__value_vpack(&options, format, list, put_widget);
    va_end(list);
    return err ? oriel__value_failed() : options;
}
