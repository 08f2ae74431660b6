/* Walks canonical text, token by token. The text is trusted: only the writer
 * and the parser make it, so that nothing is checked here but where it ends. */
#include <string.h>

#include "value/number.h"
#include "value/repr.h"
#include "value/text.h"

oriel_reader_t oriel_value_read(const oriel_value_t *value)
{
    oriel_reader_t reader = { 0 };
    size_t len;
    const char *text = oriel_value_get_text(value, &len);

    if (!text) {
        text = "null";
        len = 4;
    }
    reader.at = text;
    reader.end = text + len;
    return reader;
}

static bool in_object(const oriel_reader_t *reader)
{
    unsigned level = reader->depth - 1;

    return reader->depth > 0 && (reader->in_object[level / 64] >> (level % 64) & 1) != 0;
}

static oriel_token_t begin(oriel_reader_t *reader, bool is_object)
{
    uint64_t bit = UINT64_C(1) << (reader->depth % 64);
    uint64_t *bits = &reader->in_object[reader->depth / 64];

    *bits = is_object ? *bits | bit : *bits & ~bit;
    reader->depth++;
    return (oriel_token_t){ .type = is_object ? ORIEL_TOKEN_BEGIN_OBJECT : ORIEL_TOKEN_BEGIN_ARRAY, .len = 1 };
}

static oriel_token_t end(oriel_reader_t *reader, bool is_object)
{
    reader->depth--;
    return (oriel_token_t){ .type = is_object ? ORIEL_TOKEN_END_OBJECT : ORIEL_TOKEN_END_ARRAY, .len = 1 };
}

/* A string or key; `at` is its quote. */
static oriel_token_t string(oriel_reader_t *reader, bool is_key, const char *at)
{
    oriel_token_t token = { .type = is_key ? ORIEL_TOKEN_KEY : ORIEL_TOKEN_STRING, .text = at + 1 };
    const char *stop = oriel__string_end(at + 1, reader->end);

    token.len = (size_t)(stop - token.text);
    token.has_escapes = memchr(token.text, '\\', token.len) != NULL;
    reader->after_key = is_key;
    return token;
}

static oriel_token_t number(const char *at, const char *stop)
{
    struct oriel__number read;
    size_t len = oriel__number_parse(at, stop, &read);

    return (oriel_token_t){
        .type = read.is_int ? ORIEL_TOKEN_INT : ORIEL_TOKEN_REAL,
        .integer = read.integer,
        .real = read.real,
        .text = at,
        .len = len,
    };
}

/* Passes over the comma or colon before a token. */
static const char *skip_mark(const oriel_reader_t *reader)
{
    const char *at = reader->at;

    return at < reader->end && (*at == ',' || *at == ':') ? at + 1 : at;
}

oriel_token_t oriel_reader_next(oriel_reader_t *reader)
{
    const char *at = skip_mark(reader);
    bool was_after_key = reader->after_key;
    oriel_token_t token;

    if (at >= reader->end)
        return (oriel_token_t){ .type = ORIEL_TOKEN_END, .text = reader->end };
    reader->after_key = false;
    switch (*at) {
    case '"':
        token = string(reader, in_object(reader) && !was_after_key, at);
        reader->at = token.text + token.len + 1;
        return token;
    case '{':
    case '[':
        token = begin(reader, *at == '{');
        break;
    case '}':
    case ']':
        token = end(reader, *at == '}');
        break;
    case 'n':
        token = (oriel_token_t){ .type = ORIEL_TOKEN_NULL, .len = 4 };
        break;
    case 't':
    case 'f':
        token = (oriel_token_t){ .type = ORIEL_TOKEN_BOOL, .boolean = *at == 't', .len = *at == 't' ? 4 : 5 };
        break;
    default:
        token = number(at, reader->end);
        break;
    }
    token.text = at;
    reader->at = at + token.len;
    return token;
}

/* The place after `levels` more ends than begins. */
static const char *skip_levels(const char *at, const char *end, unsigned levels)
{
    while (at < end && levels > 0) {
        char c = *at++;

        if (c == '"')
            at = oriel__string_end(at, end) + 1;
        else if (c == '[' || c == '{')
            levels++;
        else if (c == ']' || c == '}')
            levels--;
    }
    return at;
}

void oriel_reader_skip(oriel_reader_t *reader)
{
    if (reader->depth == 0)
        return;
    reader->at = skip_levels(reader->at, reader->end, 1);
    reader->depth--;
    reader->after_key = false;
}

void oriel__reader_raw(oriel_reader_t *reader, const char **text, size_t *len)
{
    const char *at = skip_mark(reader);
    const char *stop = at;

    *text = NULL;
    *len = 0;
    if (at >= reader->end || *at == ']' || *at == '}')
        return;
    if (*at == '"')
        stop = oriel__string_end(at + 1, reader->end) + 1;
    else if (*at == '[' || *at == '{')
        stop = skip_levels(at + 1, reader->end, 1);
    else
        while (stop < reader->end && *stop != ',' && *stop != ']' && *stop != '}')
            stop++;
    *text = at;
    *len = (size_t)(stop - at);
    reader->at = stop;
    reader->after_key = false;
}
