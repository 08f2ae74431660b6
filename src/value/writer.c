/* Writes one value's text in one pass. The text itself remembers whether a
 * comma is due: not after '[', '{' or ':'. */
#include "value/writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "value/number.h"
#include "value/repr.h"

void oriel__writer_init(struct oriel_writer *writer)
{
    oriel__buf_init(&writer->buf, ORIEL__TEXT_LIMIT);
    writer->in_object[0] = writer->in_object[1] = 0;
    writer->depth = writer->deepest = 0;
    writer->after_key = false;
    writer->err = ORIEL_OK;
}

void oriel__writer_fini(struct oriel_writer *writer)
{
    oriel__buf_fini(&writer->buf);
}

oriel_err_t oriel_writer_new(oriel_writer_t **ret)
{
    struct oriel_writer *writer;

    if (!ret)
        return oriel__fail(ORIEL_EINVAL, "ret is NULL");
    writer = oriel__alloc(sizeof(*writer));
    if (!writer)
        return oriel__nomem();
    oriel__writer_init(writer);
    *ret = writer;
    return ORIEL_OK;
}

oriel_err_t oriel__writer_new_wide(size_t limit, oriel_writer_t **ret)
{
    oriel_err_t err = oriel_writer_new(ret);

    if (!err)
        (*ret)->buf.limit = sizeof(struct oriel_value) + limit;
    return err;
}

void oriel_writer_free(oriel_writer_t *writer)
{
    if (!writer)
        return;
    oriel__writer_fini(writer);
    oriel__free(writer);
}

bool oriel__writer_in_object(const struct oriel_writer *writer)
{
    unsigned level = writer->depth - 1;

    return writer->depth > 0 && (writer->in_object[level / 64] >> (level % 64) & 1) != 0;
}

/* Keeps the first error and its text. */
static oriel_err_t stick(struct oriel_writer *writer, oriel_err_t err)
{
    if (err != ORIEL_OK && writer->err == ORIEL_OK) {
        writer->err = err;
        (void)snprintf(writer->err_text, sizeof(writer->err_text), "%s", oriel_last_error());
    }
    return err;
}

/* The same for what a buffer said. */
static oriel_err_t stick_text(struct oriel_writer *writer, oriel_err_t err)
{
    return stick(writer, oriel__text_fail(err));
}

static oriel_err_t stuck(const struct oriel_writer *writer)
{
    return oriel__fail(writer->err, "%s", writer->err_text);
}

static oriel_err_t check(const struct oriel_writer *writer)
{
    if (!writer)
        return oriel__fail(ORIEL_EINVAL, "writer is NULL");
    return writer->err == ORIEL_OK ? ORIEL_OK : stuck(writer);
}

static bool is_empty(const struct oriel_writer *writer)
{
    return writer->buf.len <= sizeof(struct oriel_value);
}

static oriel_err_t add_comma(struct oriel_writer *writer)
{
    char last = writer->buf.data[writer->buf.len - 1];

    if (is_empty(writer) || last == '[' || last == '{' || last == ':')
        return ORIEL_OK;
    return oriel__buf_addc(&writer->buf, ',');
}

/* What comes before every value. */
static oriel_err_t lead(struct oriel_writer *writer)
{
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (writer->depth == 0 && !is_empty(writer))
        return stick(writer, oriel__fail(ORIEL_EINVAL, "writer: a second value after the end"));
    if (oriel__writer_in_object(writer) && !writer->after_key)
        return stick(writer, oriel__fail(ORIEL_EINVAL, "writer: a value in an object without its key"));
    if (writer->buf.len == 0)
        err = oriel__text_begin(&writer->buf);
    if (err == ORIEL_OK)
        err = add_comma(writer);
    writer->after_key = false;
    return stick_text(writer, err);
}

static oriel_err_t add_scalar(struct oriel_writer *writer, const char *text, size_t len)
{
    oriel_err_t err = lead(writer);

    return err != ORIEL_OK ? err : stick_text(writer, oriel__buf_add(&writer->buf, text, len));
}

oriel_err_t oriel_writer_null(oriel_writer_t *writer)
{
    return add_scalar(writer, "null", 4);
}

oriel_err_t oriel_writer_bool(oriel_writer_t *writer, bool b)
{
    return add_scalar(writer, b ? "true" : "false", b ? 4 : 5);
}

oriel_err_t oriel_writer_int(oriel_writer_t *writer, int64_t i)
{
    char text[ORIEL__NUMBER_SIZE];
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (i > ORIEL_VALUE_INT_MAX || i < -ORIEL_VALUE_INT_MAX)
        return stick(writer, oriel__fail(ORIEL_ERANGE, "integer %lld, limit %lld", (long long)i,
                                         (long long)ORIEL_VALUE_INT_MAX));
    return add_scalar(writer, text, oriel__int_format(text, i));
}

oriel_err_t oriel_writer_real(oriel_writer_t *writer, double d)
{
    char text[ORIEL__NUMBER_SIZE];
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (!isfinite(d))
        return stick(writer, oriel__fail(ORIEL_ERANGE, "%s is not a JSON number", isnan(d) ? "NaN" : "infinity"));
    return add_scalar(writer, text, oriel__real_format(text, d));
}

oriel_err_t oriel_writer_string(oriel_writer_t *writer, const char *text, size_t len)
{
    oriel_err_t err = check(writer);

    if (err == ORIEL_OK && !text && len > 0)
        err = stick(writer, oriel__fail(ORIEL_EINVAL, "text is NULL"));
    if (err == ORIEL_OK)
        err = lead(writer);
    return err != ORIEL_OK ? err : stick_text(writer, oriel__json_add_string(&writer->buf, text, len));
}

static oriel_err_t check_depth(struct oriel_writer *writer, unsigned depth)
{
    if (depth > ORIEL_VALUE_DEPTH_MAX)
        return stick(writer,
                     oriel__fail(ORIEL_ETOOBIG, "nesting of %u levels, limit %d", depth, ORIEL_VALUE_DEPTH_MAX));
    if (depth > writer->deepest)
        writer->deepest = depth;
    return ORIEL_OK;
}

oriel_err_t oriel_writer_value(oriel_writer_t *writer, const oriel_value_t *value)
{
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (!value)
        return stick(writer, oriel__last_err()); /* the maker's */
    if (value->type == ORIEL_TYPE_BYTES)
        return stick(writer, oriel__fail(ORIEL_ETYPE, "bytes within a value"));
    err = check_depth(writer, writer->depth + oriel__value_depth(value));
    return err != ORIEL_OK ? err : add_scalar(writer, value->text, value->len);
}

static oriel_err_t begin(struct oriel_writer *writer, bool is_object)
{
    oriel_err_t err = lead(writer);
    uint64_t bit;

    if (err == ORIEL_OK)
        err = check_depth(writer, writer->depth + 1);
    if (err == ORIEL_OK)
        err = stick_text(writer, oriel__buf_addc(&writer->buf, is_object ? '{' : '['));
    if (err != ORIEL_OK)
        return err;
    bit = UINT64_C(1) << (writer->depth % 64);
    if (is_object)
        writer->in_object[writer->depth / 64] |= bit;
    else
        writer->in_object[writer->depth / 64] &= ~bit;
    writer->depth++;
    return ORIEL_OK;
}

oriel_err_t oriel_writer_begin_array(oriel_writer_t *writer)
{
    return begin(writer, false);
}

oriel_err_t oriel_writer_begin_object(oriel_writer_t *writer)
{
    return begin(writer, true);
}

oriel_err_t oriel_writer_key(oriel_writer_t *writer, const char *key, size_t len)
{
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (!oriel__writer_in_object(writer) || writer->after_key)
        return stick(writer, oriel__fail(ORIEL_EINVAL, "writer: a key where a value belongs"));
    if (!key && len > 0)
        return stick(writer, oriel__fail(ORIEL_EINVAL, "key is NULL"));
    if (len > 0 && memchr(key, '\0', len))
        return stick(writer, oriel__fail(ORIEL_EINVAL, "key with a NUL in it"));
    err = add_comma(writer);
    if (err == ORIEL_OK)
        err = oriel__json_add_string(&writer->buf, key, len);
    if (err == ORIEL_OK)
        err = oriel__buf_addc(&writer->buf, ':');
    writer->after_key = true;
    return stick_text(writer, err);
}

oriel_err_t oriel_writer_end(oriel_writer_t *writer)
{
    oriel_err_t err = check(writer);

    if (err != ORIEL_OK)
        return err;
    if (writer->depth == 0)
        return stick(writer, oriel__fail(ORIEL_EINVAL, "writer: an end without a begin"));
    if (writer->after_key)
        return stick(writer, oriel__fail(ORIEL_EINVAL, "writer: a key without its value"));
    err = oriel__buf_addc(&writer->buf, oriel__writer_in_object(writer) ? '}' : ']');
    writer->depth--;
    return stick_text(writer, err);
}

oriel_err_t oriel_writer_finish(oriel_writer_t *writer, oriel_value_t **ret)
{
    oriel_err_t err = check(writer);
    struct oriel_buf buf;

    if (!writer)
        return err;
    if (err == ORIEL_OK && !ret)
        err = oriel__fail(ORIEL_EINVAL, "ret is NULL");
    else if (err == ORIEL_OK && writer->depth > 0)
        err = oriel__fail(ORIEL_EINVAL, "writer: %u levels without their end", writer->depth);
    else if (err == ORIEL_OK && is_empty(writer))
        err = oriel__fail(ORIEL_EINVAL, "writer: nothing written");
    if (err == ORIEL_OK)
        err = oriel__text_finish(&writer->buf, writer->deepest, ret);
    oriel__buf_clear(&writer->buf);
    buf = writer->buf; /* its memory serves the next value */
    oriel__writer_init(writer);
    writer->buf = buf;
    return err;
}
