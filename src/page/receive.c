/* What a page sends: checked line by line, then operation by operation. */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "page/call.h"
#include "page/page.h"
#include "value/value.h"

#define BLOCKS_MAX 4096

/* One message while it is taken apart. */
struct message {
    struct oriel_page *page;
    uint64_t document;
    oriel_value_t *ops;
    oriel_reader_t reader;
    oriel_value_t **blocks;
    size_t block_count;
};

/* A name within an operation, decoded. */
struct text {
    const char *data;
    size_t len;
    char *owned;
};

static bool is_equal(const char *a, const char *b, size_t len)
{
    unsigned char diff = 0;

    for (size_t i = 0; i < len; i++)
        diff |= (unsigned char)(a[i] ^ b[i]);
    return diff == 0;
}

/* Line 0: the key and the document, 0 when there is none such. Leaves `*at` behind
 * it. False: refuse it. */
static bool check_head(struct oriel_page *page, const char **at, const char *end, uint64_t *document)
{
    size_t key_len = strlen(page->key);
    const char *p = *at;
    uint64_t n = 0;

    if ((size_t)(end - p) < key_len + 2 || !is_equal(p, page->key, key_len) || p[key_len] != ' ')
        return false;
    for (p += key_len + 1; p < end && *p >= '0' && *p <= '9' && n < UINT32_MAX; p++)
        n = n * 10 + (uint64_t)(*p - '0');
    if (p == end || *p != '\n')
        return false;
    oriel__lock(&page->mutex);
    bool current = n != 0 && n == page->document;
    bool late = n < page->document;

    oriel__unlock(&page->mutex);
    *at = p + 1;
    *document = current || late ? n : 0;
    return current;
}

static void release_block(void *data, void *user)
{
    (void)user;
    oriel__free(data);
}

static oriel_err_t add_block(struct message *message, const char *line, size_t len)
{
    void *bytes = oriel__alloc(len / 4 * 3 + 1);
    size_t n = 0;

    if (!bytes)
        return oriel__nomem();
    if (!oriel__base64_decode(line, len, bytes, &n)) {
        oriel__free(bytes);
        return oriel__fail(ORIEL_ESYNTAX, "block %zu is not base64", message->block_count);
    }
    oriel_value_t *value = oriel_value_bytes_take(bytes, n, release_block, NULL);

    if (!value)
        return oriel__last_err();
    message->blocks[message->block_count++] = value;
    return ORIEL_OK;
}

/* The lines from `at` to the end; the last one may be empty: no bytes. */
static oriel_err_t read_blocks(struct message *message, const char *at, const char *end)
{
    const char *p = at;
    size_t lines = 1;
    oriel_err_t err = ORIEL_OK;

    while ((p = memchr(p, '\n', (size_t)(end - p)))) {
        p++;
        lines++;
    }
    if (lines > BLOCKS_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "%zu blocks, limit %d", lines, BLOCKS_MAX);
    message->blocks = oriel__new0(lines * sizeof(*message->blocks));
    if (!message->blocks)
        return oriel__nomem();
    for (; !err && lines > 0; lines--) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));

        err = add_block(message, at, (size_t)((eol ? eol : end) - at));
        at = eol ? eol + 1 : end;
    }
    return err;
}

/* --- Pieces of an operation ------------------------------------------------ */

static oriel_err_t malformed(const char *what)
{
    return oriel__fail(ORIEL_ESYNTAX, "operation: %s", what);
}

static oriel_err_t read_text(struct message *message, struct text *ret)
{
    oriel_token_t token = oriel_reader_next(&message->reader);

    if (token.type != ORIEL_TOKEN_STRING)
        return malformed("a string is wanted");
    ret->data = token.text;
    ret->len = token.len;
    ret->owned = NULL;
    if (token.has_escapes) {
        ret->owned = oriel__alloc(token.len + 1);
        if (!ret->owned)
            return oriel__nomem();
        ret->len = oriel_token_decode(&token, ret->owned);
        ret->data = ret->owned;
    }
    return ORIEL_OK;
}

static oriel_err_t read_id(struct message *message, uint64_t *ret)
{
    oriel_token_t token = oriel_reader_next(&message->reader);

    if (token.type != ORIEL_TOKEN_INT || token.integer <= 0)
        return malformed("a positive integer is wanted");
    *ret = (uint64_t)token.integer;
    return ORIEL_OK;
}

/* The next value whole, as a value of its own. */
static oriel_err_t read_value(struct message *message, oriel_value_t **ret)
{
    const char *text;
    size_t len;

    oriel__reader_raw(&message->reader, &text, &len);
    if (len == 0 || *text == ']')
        return malformed("a value is missing");
    *ret = oriel__value_slice(text, len);
    return *ret ? ORIEL_OK : oriel__nomem();
}

static oriel_err_t read_end(struct message *message)
{
    return oriel_reader_next(&message->reader).type == ORIEL_TOKEN_END_ARRAY ? ORIEL_OK : malformed("it is too long");
}

/* --- Operations ------------------------------------------------------------- */

/* Answers without a call: nothing was exposed, or too much is under way. */
static void refuse(struct message *message, uint64_t id, const char *name, const char *text)
{
    struct oriel_buf buf;
    size_t len = 0;

    oriel__buf_init(&buf, 65536);
    oriel_err_t err = oriel__buf_addf(&buf, "[\"e\",%llu,\"%s\",", (unsigned long long)id, name);

    if (!err)
        err = oriel__json_add_string(&buf, text, strlen(text));
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    char *op = err ? NULL : oriel__buf_steal(&buf, &len);

    oriel__page_send(message->page, message->document, op, len, NULL);
    oriel__buf_fini(&buf);
}

/* Under the page's mutex: why there is no room for the call, in `text`, or false. */
static bool is_full(struct oriel_page *page, const oriel_call_t *call, char *text, size_t size)
{
    size_t bytes = atomic_load_explicit(&page->underway_bytes, memory_order_relaxed);

    if (oriel__hash_count(&page->calls) >= ORIEL__PAGE_CALLS_MAX ||
        atomic_load_explicit(&page->underway, memory_order_relaxed) >= ORIEL__PAGE_CALLS_MAX) {
        snprintf(text, size, "%d calls are under way, the limit", ORIEL__PAGE_CALLS_MAX);
        return true;
    }
    if (bytes + call->arg_bytes <= page->underway_limit)
        return false;
    snprintf(text, size, "arguments of %zu and %zu more bytes are under way, limit %zu", bytes, call->arg_bytes,
             page->underway_limit);
    return true;
}

/* Enters the call into the page's table, with a reference of the table's own,
 * and posts it. Drops the caller's. */
static oriel_err_t enter(struct message *message, oriel_call_t *call)
{
    struct oriel_page *page = message->page;
    oriel_err_t err = ORIEL_OK;
    void *old = NULL;
    char text[160];

    oriel__lock(&page->mutex);
    bool full = is_full(page, call, text, sizeof(text));
    bool current = page->document == call->document;

    if (current && !full)
        err = oriel__hash_set(&page->calls, (const char *)&call->id, sizeof(call->id), oriel_call_ref(call), &old);
    oriel__unlock(&page->mutex);
    if (err)
        oriel_call_unref(call); /* the table's */
    if (current && full)
        refuse(message, call->id, "RangeError", text);
    else if (current && !err)
        oriel__call_post(call);
    if (old) /* an id used twice: the earlier call has nobody to answer to */
        oriel__call_cancel(old);
    oriel_call_unref(old);
    oriel_call_unref(call);
    return err;
}

/* The optional list of which arguments are bytes: [[index, block], ...]. */
static oriel_err_t read_call_blocks(struct message *message, oriel_call_t *call)
{
    oriel_token_t token = oriel_reader_next(&message->reader);
    oriel_err_t err = ORIEL_OK;

    if (token.type == ORIEL_TOKEN_END_ARRAY)
        return ORIEL_OK;
    if (token.type != ORIEL_TOKEN_BEGIN_ARRAY)
        return malformed("a list of blocks is wanted");
    while (!err && (token = oriel_reader_next(&message->reader)).type == ORIEL_TOKEN_BEGIN_ARRAY) {
        oriel_token_t index = oriel_reader_next(&message->reader), block = oriel_reader_next(&message->reader);

        if (index.type != ORIEL_TOKEN_INT || index.integer < 0 || block.type != ORIEL_TOKEN_INT || block.integer < 0 ||
            (uint64_t)block.integer >= message->block_count)
            return malformed("a block that is not there");
        err = oriel__call_set_block(call, (size_t)index.integer, oriel_value_ref(message->blocks[block.integer]));
        if (!err)
            err = read_end(message);
    }
    if (!err && token.type != ORIEL_TOKEN_END_ARRAY)
        err = malformed("a list of blocks is wanted");
    return err ? err : read_end(message);
}

/* As much of a name as a message shows, cut at a character. */
static int shown_len(const struct text *name)
{
    size_t len = name->len > 255 ? 255 : name->len;

    while (len < name->len && len > 0 && ((unsigned char)name->data[len] & 0xC0) == 0x80)
        len--;
    return (int)len;
}

static void refuse_unknown(struct message *message, uint64_t id, const struct text *object, const struct text *name)
{
    char text[640];

    snprintf(text, sizeof(text), "%.*s%s%.*s is not exposed", shown_len(object), object->data, object->len ? "." : "",
             shown_len(name), name->data);
    refuse(message, id, "ReferenceError", text);
}

static oriel_err_t op_call(struct message *message)
{
    struct text object = { .data = NULL }, name = { .data = NULL };
    oriel_value_t *args = NULL;
    oriel_call_t *call = NULL;
    uint64_t id = 0;
    oriel_err_t err = read_id(message, &id);

    if (!err)
        err = read_text(message, &object);
    if (!err)
        err = read_text(message, &name);
    if (!err)
        err = read_value(message, &args);
    if (!err && oriel_value_get_type(args) != ORIEL_TYPE_ARRAY)
        err = malformed("arguments are an array");
    if (!err) {
        struct oriel__binding *binding =
            oriel__bindings_find(message->page->parts.bindings, object.data, object.len, name.data, name.len);

        if (binding) {
            err = oriel__call_new(message->page, message->document, id, binding, NULL, args, &call);
            args = NULL;
            if (!err)
                err = read_call_blocks(message, call);
            if (!err)
                err = enter(message, call);
            else
                oriel_call_unref(call);
        } else {
            refuse_unknown(message, id, &object, &name);
            oriel_reader_skip(&message->reader);
        }
    }
    oriel__free(object.owned);
    oriel__free(name.owned);
    oriel_value_unref(args);
    return err;
}

/* Under the page's mutex: the stream that the call was answered with, or NULL. A
 * reference. */
static struct oriel__stream *stream_of(oriel_call_t *call)
{
    oriel__lock(&call->mutex);
    struct oriel__stream *stream = call->stream && !call->is_pull ? oriel__stream_ref(call->stream) : NULL;

    oriel__unlock(&call->mutex);
    return stream;
}

/* Under the page's mutex: the item that the page waits for, or NULL. Borrowed. */
static oriel_call_t *pull_of(struct oriel_page *page, const struct oriel__stream *stream)
{
    oriel_call_t *pull = oriel__hash_get(&page->calls, (const char *)&stream->pull, sizeof(stream->pull));

    return pull && pull->is_pull && pull->stream == stream ? pull : NULL;
}

/* Of a stream: and of the item that is under way. */
static oriel_err_t op_cancel(struct message *message)
{
    struct oriel_page *page = message->page;
    struct oriel__stream *stream = NULL;
    oriel_call_t *pull = NULL;
    uint64_t id = 0;
    oriel_err_t err = read_id(message, &id);

    if (err)
        return err;
    oriel__lock(&page->mutex);
    oriel_call_t *call = oriel__hash_remove(&page->calls, (const char *)&id, sizeof(id));

    if (call)
        stream = stream_of(call);
    if (stream)
        pull = pull_of(page, stream);
    if (pull)
        oriel__hash_remove(&page->calls, (const char *)&pull->id, sizeof(pull->id));
    oriel__unlock(&page->mutex);
    if (pull)
        oriel__call_abort(pull);
    if (call)
        oriel__call_abort(call);
    oriel_call_unref(pull);
    oriel_call_unref(call);
    oriel__stream_unref(stream);
    return read_end(message);
}

static oriel_err_t op_next(struct message *message)
{
    struct oriel_page *page = message->page;
    struct oriel__stream *stream = NULL;
    oriel_call_t *pull = NULL;
    uint64_t id = 0, pull_id = 0;
    oriel_err_t err = read_id(message, &id);

    if (!err)
        err = read_id(message, &pull_id);
    if (!err)
        err = read_end(message);
    if (err)
        return err;
    oriel__lock(&page->mutex);
    oriel_call_t *call = oriel__hash_get(&page->calls, (const char *)&id, sizeof(id));
    bool is_busy = false;

    if (call)
        stream = stream_of(call);
    if (stream) {
        is_busy = pull_of(page, stream) != NULL;
        if (!is_busy)
            stream->pull = pull_id;
    }
    oriel__unlock(&page->mutex);
    if (!stream || is_busy) {
        refuse(message, pull_id, is_busy ? "RangeError" : "ReferenceError",
               is_busy ? "an item of the stream is under way" : "the stream has ended");
        oriel__stream_unref(stream);
        return ORIEL_OK;
    }
    err = oriel__call_new(page, message->document, pull_id, NULL, stream, NULL, &pull);
    if (err)
        return err;
    pull->stream_id = id;
    return enter(message, pull);
}

/* A set, or a removal. What is wrong with it goes to the log: the page has
 * moved on. */
static oriel_err_t op_state(struct message *message, bool is_set)
{
    struct text ns = { .data = NULL }, key = { .data = NULL };
    struct oriel_page *page = message->page;
    oriel_value_t *value = NULL;
    oriel_err_t err = read_text(message, &ns);

    if (!err)
        err = read_text(message, &key);
    if (!err && is_set)
        err = read_value(message, &value);
    if (!err)
        err = read_end(message);
    if (!err && oriel__state_set_from_page(page->parts.state, ns.data, ns.len, key.data, key.len, value, page)) {
        oriel__log(ORIEL_LOG_WARNING, "page", "a page's change of the state was refused: %s", oriel_last_error());
        oriel__outbox_refuse_own(&page->outbox);
        oriel__turn_wake(&page->waker);
    }
    oriel__free(ns.owned);
    oriel__free(key.owned);
    oriel_value_unref(value);
    return err;
}

static oriel_err_t op_ready(struct message *message)
{
    struct oriel__carrier *carrier;

    oriel__lock(&message->page->mutex);
    carrier = message->page->carrier;
    if (carrier)
        carrier->ref(carrier);
    oriel__unlock(&message->page->mutex);
    if (carrier) {
        carrier->ready(carrier);
        carrier->unref(carrier);
    }
    return read_end(message);
}

/* A message of widgets, with the index of a block or without. */
static oriel_err_t op_widget(struct message *message)
{
    struct oriel_page *page = message->page;
    oriel_value_t *value = NULL, *block = NULL;
    oriel_token_t token;
    oriel_err_t err = read_value(message, &value);

    if (!err && oriel_value_get_type(value) != ORIEL_TYPE_OBJECT)
        err = malformed("a message is an object");
    token = oriel_reader_next(&message->reader);
    if (!err && token.type == ORIEL_TOKEN_INT) {
        if (token.integer < 0 || (uint64_t)token.integer >= message->block_count)
            err = malformed("a block that is not there");
        else
            block = message->blocks[token.integer];
        token = oriel_reader_next(&message->reader);
    }
    if (!err && token.type != ORIEL_TOKEN_END_ARRAY)
        err = malformed("it is too long");
    if (!err && page->parts.widgets)
        err = page->parts.widgets->receive(page->parts.owner, page, value, block);
    else if (!err)
        err = malformed("there are no widgets here");
    oriel_value_unref(value);
    return err;
}

static oriel_err_t run_op(struct message *message)
{
    oriel_token_t name = oriel_reader_next(&message->reader);

    if (name.type != ORIEL_TOKEN_STRING || name.len != 1)
        return malformed("it has no name");
    switch (name.text[0]) {
    case 'c':
        return op_call(message);
    case 'x':
        return op_cancel(message);
    case 'n':
        return op_next(message);
    case 's':
        return op_state(message, true);
    case 'r':
        return op_state(message, false);
    case 'k':
        return op_ready(message);
    case 'w':
        return op_widget(message);
    default:
        return malformed("its name is unknown");
    }
}

static oriel_err_t run_ops(struct message *message)
{
    oriel_err_t err = ORIEL_OK;
    oriel_token_t token;

    message->reader = oriel_value_read(message->ops);
    if (oriel_reader_next(&message->reader).type != ORIEL_TOKEN_BEGIN_ARRAY)
        return malformed("operations are an array");
    while (!err && (token = oriel_reader_next(&message->reader)).type == ORIEL_TOKEN_BEGIN_ARRAY) {
        err = run_op(message);
        if (oriel__outbox_is_lost(&message->page->outbox))
            return err; /* nobody hears of the rest */
    }
    if (!err && token.type != ORIEL_TOKEN_END_ARRAY)
        err = malformed("each is an array");
    return err;
}

bool oriel__page_receive(struct oriel_page *page, const char *text, size_t len)
{
    struct message message = { .page = page };
    const char *at = text, *end = text + len;
    oriel_err_t err = ORIEL_OK;

    if (len > ORIEL__PAGE_MESSAGE_MAX) {
        oriel__log(ORIEL_LOG_WARNING, "page", "message of %zu bytes, limit %zu", len, ORIEL__PAGE_MESSAGE_MAX);
        return false;
    }
    if (!check_head(page, &at, end, &message.document)) {
        if (message.document == 0) /* otherwise it is a late one, of the document before */
            oriel__log(ORIEL_LOG_WARNING, "page", "a message without the key of this document was refused");
        return false;
    }
    const char *eol = memchr(at, '\n', (size_t)(end - at));
    size_t json_len = (size_t)((eol ? eol : end) - at);

    if (json_len == 2 && !eol && memcmp(at, "[]", 2) == 0)
        return true;
    err = oriel__value_from_message(at, json_len, &message.ops);
    if (!err && eol)
        err = read_blocks(&message, eol + 1, end);
    if (!err)
        err = run_ops(&message);
    if (err)
        oriel__log(ORIEL_LOG_WARNING, "page", "a malformed message was refused: %s", oriel_last_error());
    for (size_t i = 0; i < message.block_count; i++)
        oriel_value_unref(message.blocks[i]);
    oriel__free(message.blocks);
    oriel_value_unref(message.ops);
    oriel__page_drop_lost(page);
    return err == ORIEL_OK;
}
