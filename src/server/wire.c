/* What travels over a socket besides frames: heads of texts, introductions. */
#include "server/wire.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "session/member.h"
#include "value/value.h"

#define QUERY_MAX 8192

static bool read_number(const char **at, const char *end, uint64_t *ret)
{
    const char *p = *at;
    uint64_t n = 0;

    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        if (n > ORIEL_VALUE_INT_MAX / 10)
            return false;
        n = n * 10 + (uint64_t)(*p - '0');
    }
    if (p == *at || p == end || *p != ' ')
        return false;
    *at = p + 1;
    *ret = n;
    return true;
}

bool oriel__wire_head(const char *text, size_t len, uint64_t *number, uint64_t *seen, const char **rest)
{
    const char *end = text + len;

    *rest = text;
    return read_number(rest, end, number) && read_number(rest, end, seen);
}

/* A member that is a string, or absent. */
static oriel_err_t read_string(const oriel_value_t *object, const char *key, size_t limit, char **ret)
{
    oriel_reader_t reader;
    const char *raw;
    oriel_err_t err = ORIEL_OK;
    size_t len = 0;

    if (!oriel__member_find(object, key, &reader))
        return ORIEL_OK;
    oriel__reader_raw(&reader, &raw, &len);
    oriel_value_t *member = oriel__value_slice(raw, len);

    len = 0;
    if (!member)
        return oriel__nomem();
    if (oriel_value_get_type(member) == ORIEL_TYPE_STRING)
        err = oriel_value_dup_string(member, ret, &len);
    else if (oriel_value_get_type(member) == ORIEL_TYPE_INT) { /* ids that earlier servers gave */
        *ret = oriel__strdup(oriel_value_get_text(member, &len));
        err = *ret ? ORIEL_OK : oriel__nomem();
    } else if (oriel_value_get_type(member) != ORIEL_TYPE_NULL)
        err = oriel__fail(ORIEL_ETYPE, "introduction: \"%s\" is not a string", key);
    oriel_value_unref(member);
    if (!err && len > limit)
        return oriel__fail(ORIEL_ETOOBIG, "introduction: \"%s\" has %zu bytes, limit %zu", key, len, limit);
    if (!err && *ret && strlen(*ret) != len)
        return oriel__fail(ORIEL_ESYNTAX, "introduction: \"%s\" holds a NUL", key);
    return err;
}

static oriel_err_t read_count(const oriel_value_t *object, const char *key, uint64_t *ret)
{
    oriel_reader_t reader;

    if (!oriel__member_find(object, key, &reader))
        return ORIEL_OK;
    oriel_token_t token = oriel_reader_next(&reader);

    if (token.type == ORIEL_TOKEN_NULL)
        return ORIEL_OK;
    if (token.type != ORIEL_TOKEN_INT || token.integer < 0)
        return oriel__fail(ORIEL_ETYPE, "introduction: \"%s\" is not a number of ours", key);
    *ret = (uint64_t)token.integer;
    return ORIEL_OK;
}

oriel_err_t oriel__greeting_read(const char *text, size_t len, struct oriel__greeting *ret)
{
    oriel_value_t *object = NULL;
    uint64_t version = 0;

    memset(ret, 0, sizeof(*ret));
    oriel_err_t err = oriel_value_from_json(text, len, &object);

    if (err)
        return err;
    if (oriel_value_get_type(object) != ORIEL_TYPE_OBJECT)
        err = oriel__fail(ORIEL_ETYPE, "introduction: it is not an object");
    if (!err)
        err = read_count(object, "oriel", &version);
    if (!err)
        err = read_string(object, "session_id", ORIEL__SESSION_ID_MAX, &ret->session_id);
    if (!err)
        err = read_string(object, "token", ORIEL__TOKEN_MAX, &ret->token);
    if (!err)
        err = read_string(object, "code", ORIEL__TOKEN_MAX, &ret->code);
    if (!err)
        err = read_string(object, "query", QUERY_MAX, &ret->query);
    if (!err)
        err = read_count(object, "doc", &ret->document);
    if (!err)
        err = read_count(object, "seen", &ret->seen);
    ret->is_ours = version == 1;
    oriel_value_unref(object);
    if (err)
        oriel__greeting_fini(ret);
    return err;
}

void oriel__greeting_fini(struct oriel__greeting *greeting)
{
    oriel__free(greeting->session_id);
    oriel__free(greeting->token);
    oriel__free(greeting->code);
    oriel__free(greeting->query);
    memset(greeting, 0, sizeof(*greeting));
}

bool oriel__member_find(const oriel_value_t *object, const char *key, oriel_reader_t *ret)
{
    size_t want = strlen(key), len;
    const char *raw;
    oriel_token_t token;

    *ret = oriel_value_read(object);
    if (oriel_reader_next(ret).type != ORIEL_TOKEN_BEGIN_OBJECT)
        return false;
    while ((token = oriel_reader_next(ret)).type == ORIEL_TOKEN_KEY) {
        if (token.len == want && memcmp(token.text, key, want) == 0)
            return true;
        oriel__reader_raw(ret, &raw, &len);
    }
    return false;
}

bool oriel__control_is(const oriel_value_t *control, const char *type)
{
    oriel_reader_t reader;

    if (!oriel__member_find(control, "type", &reader))
        return false;
    oriel_token_t token = oriel_reader_next(&reader);

    return token.type == ORIEL_TOKEN_STRING && token.len == strlen(type) && memcmp(token.text, type, token.len) == 0;
}

bool oriel__secret_is(const char *secret, const char *guess)
{
    size_t len = strlen(secret), guessed = strlen(guess);
    unsigned char diff = len != guessed;

    for (size_t i = 0; i < guessed; i++)
        diff |= (unsigned char)(secret[len ? i % len : 0] ^ guess[i]);
    return diff == 0;
}

bool oriel__session_id_is(const char *id)
{
    size_t n = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    return n > 0 && n <= ORIEL__SESSION_ID_MAX && id[n] == '\0';
}

bool oriel__token_is(const char *token)
{
    size_t n = 0;

    for (; token[n]; n++)
        if (token[n] <= ' ' || token[n] > '~' || token[n] == '"' || token[n] == '\\')
            return false;
    return n > 0 && n <= ORIEL__TOKEN_MAX;
}
