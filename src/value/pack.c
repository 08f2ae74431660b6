/* Builds a value from a format string. */
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "value/writer.h"

struct pack {
    struct oriel_writer writer;
    const char *format;
    const char *at;
    oriel__pack_pointer put_pointer; /* what 'w' does; NULL: there is no such letter */
};

/* A `va_list` may be an array, whose address changes its type when it is a
 * parameter; in a struct it does not. */
struct arguments {
    va_list list;
};

static oriel_err_t fail(const struct pack *pack, const char *what)
{
    return oriel__fail(ORIEL_EINVAL, "format \"%.100s\", character %zu: %s", pack->format,
                       (size_t)(pack->at - pack->format) + 1, what);
}

static bool wants_key(const struct pack *pack)
{
    return oriel__writer_in_object(&pack->writer) && !pack->writer.after_key;
}

static oriel_err_t pack_text(struct pack *pack, const char *text, size_t len)
{
    if (!text && (len > 0 || *pack->at != '#'))
        return fail(pack, "NULL");
    if (wants_key(pack))
        return oriel_writer_key(&pack->writer, text, len);
    return oriel_writer_string(&pack->writer, text, len);
}

static oriel_err_t pack_string(struct pack *pack, struct arguments *args)
{
    const char *text = va_arg(args->list, const char *);

    if (*pack->at == '#')
        return pack_text(pack, text, va_arg(args->list, size_t));
    if (*pack->at == 'z' && !text)
        return oriel_writer_null(&pack->writer);
    return pack_text(pack, text, text ? strlen(text) : 0);
}

static oriel_err_t pack_end(struct pack *pack)
{
    struct oriel_writer *writer = &pack->writer;

    if (writer->depth == 0 || oriel__writer_in_object(writer) != (*pack->at == '}'))
        return fail(pack, "ends what was not begun");
    if (writer->after_key)
        return fail(pack, "a key without its value");
    return oriel_writer_end(writer);
}

static oriel_err_t pack_one(struct pack *pack, struct arguments *args)
{
    struct oriel_writer *writer = &pack->writer;

    if (wants_key(pack) && !strchr("s#}]", *pack->at))
        return fail(pack, "a key is 's' or '#'");
    switch (*pack->at) {
    case 'n':
        return oriel_writer_null(writer);
    case 'b':
        return oriel_writer_bool(writer, va_arg(args->list, int) != 0);
    case 'i':
        return oriel_writer_int(writer, va_arg(args->list, int));
    case 'I':
        return oriel_writer_int(writer, va_arg(args->list, int64_t));
    case 'f':
        return oriel_writer_real(writer, va_arg(args->list, double));
    case 's':
    case 'z':
    case '#':
        return pack_string(pack, args);
    case 'v':
        return oriel_writer_value(writer, va_arg(args->list, const oriel_value_t *));
    case '[':
        return oriel_writer_begin_array(writer);
    case '{':
        return oriel_writer_begin_object(writer);
    case ']':
    case '}':
        return pack_end(pack);
    case 'w':
        if (pack->put_pointer)
            return pack->put_pointer(writer, va_arg(args->list, void *));
        return fail(pack, "unknown");
    default:
        return fail(pack, "unknown");
    }
}

static oriel_err_t pack_all(struct pack *pack, struct arguments *args)
{
    oriel_err_t err = ORIEL_OK;

    for (pack->at = pack->format; err == ORIEL_OK && *pack->at; pack->at++) {
        if (strchr(" \t\n,:", *pack->at))
            continue;
        if (pack->writer.depth == 0 && pack->writer.buf.len > 0)
            return fail(pack, "more than one value");
        err = pack_one(pack, args);
    }
    if (err == ORIEL_OK && (pack->writer.depth > 0 || pack->writer.buf.len == 0))
        return fail(pack, "ends too early");
    return err;
}

oriel_err_t oriel_value_vpack(oriel_value_t **ret, const char *format, va_list list)
{
    return oriel__value_vpack(ret, format, list, NULL);
}

oriel_err_t oriel__value_vpack(oriel_value_t **ret, const char *format, va_list list, oriel__pack_pointer put_pointer)
{
    struct pack pack = { .format = format, .put_pointer = put_pointer };
    struct arguments args;
    oriel_err_t err;

    if (!ret || !format)
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", ret ? "format" : "ret");
    oriel__writer_init(&pack.writer);
    va_copy(args.list, list);
    err = pack_all(&pack, &args);
    va_end(args.list);
    if (err == ORIEL_OK)
        err = oriel_writer_finish(&pack.writer, ret);
    oriel__writer_fini(&pack.writer);
    return err;
}

oriel_err_t oriel_value_pack(oriel_value_t **ret, const char *format, ...)
{
    oriel_err_t err;
    va_list list;

    va_start(list, format);
    err = oriel_value_vpack(ret, format, list);
    va_end(list);
    return err;
}
