/* Clients that know part A of the widget protocol only. */
#include "server/legacy.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/error.h"
#include "server/wire.h"
#include "value/value.h"

#define TEXT_MAX ((size_t)512 << 20)
/* Messages in one array: the client answers with as many at once. */
#define BATCH_MAX 500
#define QUESTIONS_MAX 10000
/* Bytes of a chunk on our side. */
#define CHUNK_MAX ((size_t)192 << 10)

void oriel__legacy_init(struct oriel__legacy *legacy)
{
    memset(legacy, 0, sizeof(*legacy));
    oriel__hash_init(&legacy->questions);
}

void oriel__legacy_fini(struct oriel__legacy *legacy)
{
    oriel__hash_fini(&legacy->questions, oriel__free);
}

/* --- Frames --------------------------------------------------------------------------- */

/* What has been translated and not sent. */
struct batch {
    struct oriel__legacy *legacy;
    const struct oriel__legacy_sink *sink;
    struct oriel_buf buf;
    size_t count;
    const char *blocks, *end; /* of the frame; NULL: none */
};

static oriel_err_t flush(struct batch *batch)
{
    oriel_err_t err = ORIEL_OK;

    if (batch->count == 0)
        return ORIEL_OK;
    /* One message alone is no array. */
    if (batch->count > 1)
        err = oriel__buf_addc(&batch->buf, ']');
    size_t skip = batch->count == 1;

    if (!err && !batch->sink->text(batch->sink->user, batch->buf.data + skip, batch->buf.len - skip))
        err = oriel__fail(ORIEL_ECLOSED, "the connection is closing");
    oriel__buf_clear(&batch->buf);
    batch->count = 0;
    return err;
}

static oriel_err_t begin(struct batch *batch)
{
    if (batch->count >= BATCH_MAX) {
        oriel_err_t err = flush(batch);

        if (err)
            return err;
    }
    return oriel__buf_addc(&batch->buf, batch->count++ ? ',' : '[');
}

/* The id of a message; under which its answer, when ours has `own`, comes back. */
static oriel_err_t put_id(struct batch *batch, uint64_t own)
{
    struct oriel__legacy *legacy = batch->legacy;
    uint64_t id = ++legacy->last_id;
    oriel_err_t err = oriel__buf_addf(&batch->buf, "\"id\":%" PRIu64 ",", id);

    if (err || own == 0)
        return err;
    if (oriel__hash_count(&legacy->questions) >= QUESTIONS_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "legacy client: more than %d questions are open", QUESTIONS_MAX);
    uint64_t *entry = oriel__new0(sizeof(*entry));
    void *old = NULL;

    if (!entry)
        return oriel__nomem();
    *entry = own;
    err = oriel__hash_set(&legacy->questions, (const char *)&id, sizeof(id), entry, &old);
    oriel__free(err ? entry : old);
    return err;
}

static bool is_key(const oriel_token_t *key, const char *name)
{
    return key->len == strlen(name) && memcmp(key->text, name, key->len) == 0;
}

/* The members of `message` but id, set and listen, and the object's end. */
static oriel_err_t put_members(struct batch *batch, const oriel_value_t *message)
{
    oriel_reader_t reader = oriel_value_read(message);
    const char *raw, *joint = "";
    oriel_token_t key;
    oriel_err_t err = ORIEL_OK;
    size_t len;

    (void)oriel_reader_next(&reader);
    while (!err && (key = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        oriel__reader_raw(&reader, &raw, &len);
        if (is_key(&key, "id") || is_key(&key, "set") || is_key(&key, "listen"))
            continue;
        err = oriel__buf_addf(&batch->buf, "%s\"%.*s\":", joint, (int)key.len, key.text);
        if (!err)
            err = oriel__buf_add(&batch->buf, raw, len);
        joint = ",";
    }
    return err ? err : oriel__buf_addc(&batch->buf, '}');
}

/* A member as a number, 0 when it is absent. */
static uint64_t number_of(const oriel_value_t *message, const char *key)
{
    oriel_reader_t reader;

    if (!oriel__member_find(message, key, &reader))
        return 0;
    oriel_token_t token = oriel_reader_next(&reader);

    return token.type == ORIEL_TOKEN_INT && token.integer > 0 ? (uint64_t)token.integer : 0;
}

static oriel_err_t put_whole(struct batch *batch, const oriel_value_t *message)
{
    oriel_err_t err = begin(batch);

    if (!err)
        err = oriel__buf_addc(&batch->buf, '{');
    if (!err)
        err = put_id(batch, number_of(message, "id"));
    return err ? err : put_members(batch, message);
}

/* `set`: [[method, args], ...]. */
static oriel_err_t put_set(struct batch *batch, uint64_t wid, oriel_reader_t reader)
{
    oriel_err_t err = ORIEL_OK;
    const char *raw;
    size_t len;

    (void)oriel_reader_next(&reader);
    while (!err && oriel_reader_next(&reader).type == ORIEL_TOKEN_BEGIN_ARRAY) {
        oriel_token_t method = oriel_reader_next(&reader);

        err = begin(batch);
        if (!err)
            err = oriel__buf_addc(&batch->buf, '{');
        if (!err)
            err = put_id(batch, 0);
        oriel__reader_raw(&reader, &raw, &len);
        if (!err && (method.type != ORIEL_TOKEN_STRING || !raw))
            err = oriel__fail(ORIEL_ESYNTAX, "legacy client: a call without its method or arguments");
        if (!err)
            err = oriel__buf_addf(&batch->buf,
                                  "\"type\":\"call\",\"wid\":%" PRIu64 ",\"method\":\"%.*s\",\"args\":", wid,
                                  (int)method.len, method.text);
        if (!err)
            err = oriel__buf_add(&batch->buf, raw, len);
        if (!err)
            err = oriel__buf_addc(&batch->buf, '}');
        oriel_reader_skip(&reader);
    }
    return err;
}

/* `listen`: [action, ...]. */
static oriel_err_t put_listen(struct batch *batch, uint64_t wid, oriel_reader_t reader)
{
    oriel_token_t token;
    oriel_err_t err = ORIEL_OK;

    (void)oriel_reader_next(&reader);
    while (!err && (token = oriel_reader_next(&reader)).type == ORIEL_TOKEN_STRING) {
        err = begin(batch);
        if (!err)
            err = oriel__buf_addc(&batch->buf, '{');
        if (!err)
            err = put_id(batch, 0);
        if (!err)
            err = oriel__buf_addf(&batch->buf, "\"type\":\"listen\",\"wid\":%" PRIu64 ",\"action\":\"%.*s\"}", wid,
                                  (int)token.len, token.text);
    }
    return err;
}

static oriel_err_t put_create(struct batch *batch, const oriel_value_t *message)
{
    uint64_t wid = number_of(message, "wid");
    oriel_reader_t reader;
    oriel_err_t err = put_whole(batch, message);

    if (!err && oriel__member_find(message, "set", &reader))
        err = put_set(batch, wid, reader);
    if (!err && oriel__member_find(message, "listen", &reader))
        err = put_listen(batch, wid, reader);
    return err;
}

static oriel_err_t put_destroy(struct batch *batch, const oriel_value_t *message)
{
    oriel_err_t err = begin(batch);

    if (!err)
        err = oriel__buf_addc(&batch->buf, '{');
    if (!err)
        err = put_id(batch, 0);
    if (!err)
        err = oriel__buf_addf(&batch->buf, "\"type\":\"call\",\"wid\":%" PRIu64 ",\"method\":\"destroy\",\"args\":[]}",
                              number_of(message, "wid"));
    return err;
}

/* The message alone, and its bytes right behind it. */
static oriel_err_t put_binary(struct batch *batch, const oriel_value_t *message, uint64_t index)
{
    const char *line = batch->blocks, *eol = NULL;
    size_t len = 0;

    for (uint64_t i = 0; line && i < index; i++) {
        line = memchr(line, '\n', (size_t)(batch->end - line));
        line = line ? line + 1 : NULL;
    }
    if (!line)
        return oriel__fail(ORIEL_ESYNTAX, "legacy client: a block that is not there");
    eol = memchr(line, '\n', (size_t)(batch->end - line));
    size_t coded = (size_t)((eol ? eol : batch->end) - line);
    char *bytes = oriel__alloc(coded / 4 * 3 + 1);

    if (!bytes)
        return oriel__nomem();
    oriel_err_t err = oriel__base64_decode(line, coded, bytes, &len) ? flush(batch) : ORIEL_ESYNTAX;

    if (!err)
        err = put_whole(batch, message);
    if (!err)
        err = flush(batch);
    if (!err && !batch->sink->bytes(batch->sink->user, bytes, len))
        err = oriel__fail(ORIEL_ECLOSED, "the connection is closing");
    oriel__free(bytes);
    return err;
}

static oriel_err_t put_message(struct batch *batch, const oriel_value_t *message, bool has_block, uint64_t block)
{
    if (has_block)
        return put_binary(batch, message, block);
    if (oriel__control_is(message, "create"))
        return put_create(batch, message);
    if (oriel__control_is(message, "destroy"))
        return put_destroy(batch, message);
    if (oriel__control_is(message, "bye"))
        return ORIEL_OK; /* closing says it */
    return put_whole(batch, message);
}

static oriel_err_t put_op(struct batch *batch, oriel_reader_t *reader)
{
    oriel_token_t name = oriel_reader_next(reader);
    const char *raw;
    size_t len;

    if (name.type != ORIEL_TOKEN_STRING || !is_key(&name, "w")) {
        if (name.type != ORIEL_TOKEN_END_ARRAY)
            oriel_reader_skip(reader);
        return ORIEL_OK;
    }
    oriel__reader_raw(reader, &raw, &len);
    oriel_token_t block = oriel_reader_next(reader);
    bool has_block = block.type == ORIEL_TOKEN_INT;

    if (has_block)
        oriel_reader_skip(reader);
    if (!raw || *raw != '{')
        return oriel__fail(ORIEL_ESYNTAX, "legacy client: a message that is not an object");
    oriel_value_t *message = oriel__value_slice(raw, len);

    if (!message)
        return oriel__nomem();
    oriel_err_t err = put_message(batch, message, has_block, has_block ? (uint64_t)block.integer : 0);

    oriel_value_unref(message);
    return err;
}

oriel_err_t oriel__legacy_frame(struct oriel__legacy *legacy, const char *frame, size_t len,
                                const struct oriel__legacy_sink *sink)
{
    const char *end = frame + len, *ops = memchr(frame, '\n', len);
    struct batch batch = { .legacy = legacy, .sink = sink, .end = end };
    oriel_value_t *list = NULL;

    if (!ops)
        return oriel__fail(ORIEL_ESYNTAX, "legacy client: a frame without operations");
    ops++;
    const char *eol = memchr(ops, '\n', (size_t)(end - ops));

    batch.blocks = eol ? eol + 1 : NULL;
    oriel_err_t err = oriel__value_from_message(ops, (size_t)((eol ? eol : end) - ops), &list);

    if (err)
        return err;
    oriel__buf_init(&batch.buf, TEXT_MAX);
    oriel_reader_t reader = oriel_value_read(list);

    (void)oriel_reader_next(&reader);
    while (!err && oriel_reader_next(&reader).type == ORIEL_TOKEN_BEGIN_ARRAY)
        err = put_op(&batch, &reader);
    if (!err)
        err = flush(&batch);
    oriel__buf_fini(&batch.buf);
    oriel_value_unref(list);
    return err;
}

/* --- Messages -------------------------------------------------------------------------- */

static oriel_err_t add_op(struct oriel_buf *ops, const char *text, size_t len)
{
    oriel_err_t err = oriel__buf_adds(ops, ops->len ? ",[\"w\"," : "[\"w\",");

    if (!err)
        err = oriel__buf_add(ops, text, len);
    return err ? err : oriel__buf_addc(ops, ']');
}

/* An answer: to one of our questions under our number, or to nobody. */
static oriel_err_t take_answer(struct oriel__legacy *legacy, const oriel_value_t *message, bool is_error,
                               struct oriel_buf *ops)
{
    const char *name = is_error ? "error" : "value";
    uint64_t id = number_of(message, "id");
    uint64_t *own = oriel__hash_remove(&legacy->questions, (const char *)&id, sizeof(id));
    oriel_reader_t reader;
    struct oriel_buf text;
    const char *raw = NULL;
    size_t len = 0;
    oriel_err_t err = ORIEL_OK;

    oriel__buf_init(&text, TEXT_MAX);
    if (own || is_error) {
        err = oriel__buf_addf(&text, "{\"type\":\"%s\",\"%s\":%" PRIu64, is_error ? "error" : "result",
                              own ? "id" : "wid", own ? *own : number_of(message, "wid"));
        if (oriel__member_find(message, name, &reader))
            oriel__reader_raw(&reader, &raw, &len);
        if (!err && raw)
            err = oriel__buf_addf(&text, ",\"%s\":", name);
        if (!err && raw)
            err = oriel__buf_add(&text, raw, len);
        if (!err)
            err = oriel__buf_addc(&text, '}');
        if (!err)
            err = add_op(ops, text.data, text.len);
    }
    oriel__buf_fini(&text);
    oriel__free(own);
    return err;
}

/* An event with files that have yet to come (`transfer_id` and `files` in its
 * argument) begins a transfer. False: it is an event like others. */
static bool read_files(const oriel_value_t *message, uint64_t *transfer, oriel_reader_t *payload, oriel_reader_t *files)
{
    oriel_reader_t at;
    oriel_token_t key;
    bool has_files = false;
    const char *raw;
    size_t len;

    if (!oriel__member_find(message, "args", &at) || oriel_reader_next(&at).type != ORIEL_TOKEN_BEGIN_ARRAY)
        return false;
    *payload = at;
    if (oriel_reader_next(&at).type != ORIEL_TOKEN_BEGIN_OBJECT)
        return false;
    while ((key = oriel_reader_next(&at)).type == ORIEL_TOKEN_KEY) {
        oriel_reader_t value = at;

        if (is_key(&key, "files")) {
            *files = value;
            has_files = true;
        } else if (is_key(&key, "transfer_id")) {
            oriel_token_t number = oriel_reader_next(&value);

            *transfer = number.type == ORIEL_TOKEN_INT && number.integer > 0 ? (uint64_t)number.integer : 0;
        }
        oriel__reader_raw(&at, &raw, &len);
    }
    return has_files && *transfer > 0;
}

static oriel_err_t add_raw(struct oriel_buf *buf, const char *name, oriel_reader_t reader)
{
    const char *raw;
    size_t len;
    oriel_err_t err = oriel__buf_addf(buf, ",\"%s\":", name);

    oriel__reader_raw(&reader, &raw, &len);
    if (!err && raw)
        err = oriel__buf_add(buf, raw, len);
    else if (!err)
        err = oriel__buf_adds(buf, "null");
    return err;
}

static oriel_err_t take_callback(const oriel_value_t *message, struct oriel_buf *ops)
{
    oriel_reader_t payload, files, action;
    struct oriel_buf text;
    uint64_t transfer = 0;
    size_t len = 0;
    const char *whole = oriel_value_get_text(message, &len);

    if (!read_files(message, &transfer, &payload, &files) || !oriel__member_find(message, "action", &action))
        return add_op(ops, whole, len);
    oriel__buf_init(&text, TEXT_MAX);
    oriel_err_t err = oriel__buf_addf(&text, "{\"type\":\"upload\",\"transfer\":%" PRIu64 ",\"wid\":%" PRIu64, transfer,
                                      number_of(message, "wid"));

    if (!err)
        err = add_raw(&text, "action", action);
    if (!err)
        err = add_raw(&text, "payload", payload);
    if (!err)
        err = add_raw(&text, "files", files);
    if (!err)
        err = oriel__buf_addc(&text, '}');
    if (!err)
        err = add_op(ops, text.data, text.len);
    oriel__buf_fini(&text);
    return err;
}

static oriel_err_t take_chunk(struct oriel__legacy *legacy, const oriel_value_t *message)
{
    if (legacy->chunk_count == ORIEL__LEGACY_CHUNKS_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "legacy client: more than %d chunks without their bytes",
                           ORIEL__LEGACY_CHUNKS_MAX);
    uint64_t file = number_of(message, "file_index"), files = number_of(message, "file_count");
    uint64_t chunk = number_of(message, "chunk_index"), chunks = number_of(message, "num_chunks");
    size_t at = (legacy->first_chunk + legacy->chunk_count++) % ORIEL__LEGACY_CHUNKS_MAX;

    legacy->chunks[at] = (struct oriel__legacy_chunk){
        .transfer = number_of(message, "transfer_id"),
        .file = file,
        .is_last = file + 1 >= files && chunk + 1 >= chunks,
    };
    return ORIEL_OK;
}

oriel_err_t oriel__legacy_bytes(struct oriel__legacy *legacy, const void *bytes, size_t len, struct oriel_buf *ops,
                                struct oriel_buf *blocks)
{
    const char *data = bytes;
    size_t index = 0;
    oriel_err_t err = ORIEL_OK;

    if (legacy->chunk_count == 0)
        return oriel__fail(ORIEL_ESYNTAX, "legacy client: bytes that were not announced");
    const struct oriel__legacy_chunk chunk = legacy->chunks[legacy->first_chunk];

    legacy->first_chunk = (legacy->first_chunk + 1) % ORIEL__LEGACY_CHUNKS_MAX;
    legacy->chunk_count--;
    while (len > 0 && !err) { /* its chunks are larger than ours may be */
        size_t n = len < CHUNK_MAX ? len : CHUNK_MAX, room = (n + 2) / 3 * 4;

        err = oriel__buf_addf(ops, "%s[\"w\",{\"type\":\"chunk\",\"transfer\":%" PRIu64 ",\"file\":%" PRIu64 "},%zu]",
                              ops->len ? "," : "", chunk.transfer, chunk.file, index++);
        if (!err)
            err = oriel__buf_addc(blocks, '\n');
        if (!err)
            err = oriel__buf_reserve(blocks, room);
        if (!err) {
            oriel__base64_encode(data, n, blocks->data + blocks->len);
            blocks->len += room;
        }
        data += n;
        len -= n;
    }
    if (!err && chunk.is_last)
        err = oriel__buf_addf(ops, "%s[\"w\",{\"type\":\"upload-end\",\"transfer\":%" PRIu64 "}]", ops->len ? "," : "",
                              chunk.transfer);
    return err;
}

static oriel_err_t take_one(struct oriel__legacy *legacy, const oriel_value_t *message, struct oriel_buf *ops)
{
    size_t len = 0;
    const char *text = oriel_value_get_text(message, &len);

    if (oriel_value_get_type(message) == ORIEL_TYPE_NULL)
        return ORIEL_OK; /* in an array of results: nothing was returned */
    if (oriel_value_get_type(message) != ORIEL_TYPE_OBJECT)
        return oriel__fail(ORIEL_ESYNTAX, "legacy client: a message that is not an object");
    if (oriel__control_is(message, "callback"))
        return take_callback(message, ops);
    if (oriel__control_is(message, "viewport"))
        return add_op(ops, text, len);
    if (oriel__control_is(message, "binary-chunk"))
        return take_chunk(legacy, message);
    if (oriel__control_is(message, "result"))
        return take_answer(legacy, message, false, ops);
    if (oriel__control_is(message, "error"))
        return take_answer(legacy, message, true, ops);
    return ORIEL_OK; /* types that are unknown are ignored */
}

oriel_err_t oriel__legacy_message(struct oriel__legacy *legacy, const char *text, size_t len, struct oriel_buf *ops)
{
    oriel_value_t *whole = NULL;
    oriel_err_t err = oriel_value_from_json(text, len, &whole);

    if (err)
        return err;
    if (oriel_value_get_type(whole) != ORIEL_TYPE_ARRAY) {
        err = take_one(legacy, whole, ops);
        oriel_value_unref(whole);
        return err;
    }
    oriel_reader_t reader = oriel_value_read(whole);
    const char *raw;

    (void)oriel_reader_next(&reader);
    for (oriel__reader_raw(&reader, &raw, &len); !err && raw && *raw != ']'; oriel__reader_raw(&reader, &raw, &len)) {
        oriel_value_t *message = oriel__value_slice(raw, len);

        err = message ? take_one(legacy, message, ops) : oriel__nomem();
        oriel_value_unref(message);
    }
    oriel_value_unref(whole);
    return err;
}
