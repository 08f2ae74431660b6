/* Parses any bytes as JSON; what is JSON is walked, written again from its
 * tokens, and parsed again: the texts must agree. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/value.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            abort();                                                                                                   \
    } while (0)

/* The decoded text of a STRING or KEY; the caller frees it. */
static char *decoded(const oriel_token_t *token, size_t *len)
{
    char *text = malloc(token->len ? token->len : 1);

    CHECK(text);
    *len = oriel_token_decode(token, text);
    CHECK(*len <= token->len);
    return text;
}

static void write_text(oriel_writer_t *writer, const oriel_token_t *token)
{
    size_t len;
    char *text = decoded(token, &len);

    if (token->type == ORIEL_TOKEN_KEY)
        CHECK(oriel_writer_key(writer, text, len) == ORIEL_OK);
    else
        CHECK(oriel_writer_string(writer, text, len) == ORIEL_OK);
    free(text);
}

static oriel_err_t write_token(oriel_writer_t *writer, const oriel_token_t *token)
{
    switch (token->type) {
    case ORIEL_TOKEN_BOOL:
        return oriel_writer_bool(writer, token->boolean);
    case ORIEL_TOKEN_INT:
        return oriel_writer_int(writer, token->integer);
    case ORIEL_TOKEN_REAL:
        return oriel_writer_real(writer, token->real);
    case ORIEL_TOKEN_STRING:
    case ORIEL_TOKEN_KEY:
        write_text(writer, token);
        return ORIEL_OK;
    case ORIEL_TOKEN_BEGIN_ARRAY:
        return oriel_writer_begin_array(writer);
    case ORIEL_TOKEN_BEGIN_OBJECT:
        return oriel_writer_begin_object(writer);
    case ORIEL_TOKEN_END_ARRAY:
    case ORIEL_TOKEN_END_OBJECT:
        return oriel_writer_end(writer);
    default:
        return oriel_writer_null(writer);
    }
}

static oriel_value_t *rewritten(const oriel_value_t *value)
{
    oriel_reader_t reader = oriel_value_read(value);
    oriel_value_t *copy = NULL;
    oriel_writer_t *writer;
    oriel_token_t token;

    CHECK(oriel_writer_new(&writer) == ORIEL_OK);
    while ((token = oriel_reader_next(&reader)).type != ORIEL_TOKEN_END)
        CHECK(write_token(writer, &token) == ORIEL_OK);
    CHECK(oriel_writer_finish(writer, &copy) == ORIEL_OK);
    oriel_writer_free(writer);
    return copy;
}

static oriel_value_t *reparsed(const oriel_value_t *value)
{
    oriel_value_t *again = NULL;
    size_t len;
    const char *text = oriel_value_get_text(value, &len);

    CHECK(oriel_value_from_json(text, len, &again) == ORIEL_OK);
    return again;
}

static void check_equal(const oriel_value_t *a, const oriel_value_t *b)
{
    CHECK(oriel_value_get_type(a) == oriel_value_get_type(b));
    CHECK(oriel_value_get_count(a) == oriel_value_get_count(b));
    CHECK(strcmp(oriel_value_get_text(a, NULL), oriel_value_get_text(b, NULL)) == 0);
}

/* Elements one by one say what the walk says. */
static void check_elements(const oriel_value_t *value)
{
    size_t count = oriel_value_get_count(value);

    if (oriel_value_get_type(value) != ORIEL_TYPE_ARRAY)
        return;
    for (size_t i = 0; i < count && i < 8; i++) {
        oriel_value_t *element = oriel_value_dup_element(value, i);
        oriel_value_t *again = reparsed(element);

        check_equal(element, again);
        oriel_value_unref(again);
        oriel_value_unref(element);
    }
    CHECK(!oriel_value_dup_element(value, count));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    oriel_value_t *value = NULL, *same, *copy, *again;

    if (oriel_value_from_json((const char *)data, size, &value) != ORIEL_OK) {
        CHECK(!value && oriel_last_error()[0]);
        return 0;
    }
    same = reparsed(value); /* a value's text is canonical */
    check_equal(value, same);
    copy = rewritten(value);
    again = reparsed(copy); /* so is the writer's */
    check_equal(copy, again);
    oriel_value_unref(again);
    again = rewritten(copy);
    check_equal(copy, again);
    check_elements(value);
    oriel_value_unref(again);
    oriel_value_unref(copy);
    oriel_value_unref(same);
    oriel_value_unref(value);
    return 0;
}
