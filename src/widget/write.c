/* Messages to pages. */
#include "widget/write.h"

#include <string.h>

#include "base/error.h"
#include "value/number.h"

#define OP_LIMIT ((size_t)256 << 20)
/* Most operations need no more, so that they are allocated once. */
#define OP_ROOM 200

void oriel__out_add(struct oriel__out *out, const char *text, size_t len)
{
    if (!out->err)
        out->err = oriel__buf_add(out->buf, text, len);
}

void oriel__out_adds(struct oriel__out *out, const char *text)
{
    oriel__out_add(out, text, strlen(text));
}

void oriel__out_int(struct oriel__out *out, uint64_t n)
{
    char text[ORIEL__NUMBER_SIZE];

    oriel__out_add(out, text, oriel__int_format(text, (int64_t)n));
}

void oriel__out_value(struct oriel__out *out, const oriel_value_t *value)
{
    size_t len;
    const char *text = oriel_value_get_text(value, &len);

    oriel__out_add(out, text, len);
}

void oriel__out_alive(struct oriel__out *out, const struct oriel__tree *tree, const oriel_value_t *value)
{
    static const char key[] = "{\"__wid__\":";
    size_t len;
    const char *at = oriel_value_get_text(value, &len), *end = at + len, *ref;

    while ((ref = memmem(at, (size_t)(end - at), key, sizeof(key) - 1))) {
        const struct oriel__slice slice = { ref, (size_t)(end - ref) };
        const struct oriel__node *node = oriel__tree_find(tree, oriel__slice_wid(&slice));
        oriel_reader_t reader = { .at = ref, .end = end };
        struct oriel__slice whole;

        oriel__out_add(out, at, (size_t)(ref - at));
        if (node && !node->cls->is_program) {
            oriel__out_adds(out, key);
            at = ref + sizeof(key) - 1; /* there may be others within */
            continue;
        }
        oriel__reader_raw(&reader, &whole.text, &whole.len);
        oriel__out_adds(out, "null");
        at = whole.text + whole.len;
    }
    oriel__out_add(out, at, (size_t)(end - at));
}

void oriel__out_call(struct oriel__out *out, const struct oriel__node *node, const char *method, bool is_binary)
{
    oriel__out_adds(out,
                    is_binary ? "[\"w\",{\"type\":\"binary-call\",\"wid\":" : "[\"w\",{\"type\":\"call\",\"wid\":");
    oriel__out_int(out, node->wid);
    oriel__out_adds(out, ",\"method\":\"");
    oriel__out_adds(out, method);
    oriel__out_adds(out, "\",\"args\":");
}

/* --- Operations ---------------------------------------------------------------------- */

static void begin(struct oriel__out *out, struct oriel_buf *buf)
{
    oriel__buf_init(buf, OP_LIMIT);
    out->buf = buf;
    out->err = oriel__buf_reserve(buf, OP_ROOM);
    if (!out->err)
        out->err = oriel__text_begin(buf);
}

static void end(struct oriel__out *out, struct oriel__op *op)
{
    if (!out->err)
        out->err = oriel__text_finish(out->buf, 0, &op->text);
    if (out->err)
        op->text = NULL;
    oriel__buf_fini(out->buf);
}

struct oriel__op oriel__op_call(const struct oriel__node *node, const struct oriel__method *method,
                                const oriel_value_t *args, oriel_value_t *bytes, bool is_silent, uint64_t question)
{
    struct oriel__op op = { .wid = node->wid, .is_question = question != 0 };
    struct oriel_buf buf;
    struct oriel__out out;

    if (node->cls->is_program)
        return op;
    if (method->kind == ORIEL__KIND_SETTER && !question)
        op.key = method->key;
    begin(&out, &buf);
    oriel__out_call(&out, node, method->name, bytes != NULL);
    oriel__out_value(&out, args);
    if (is_silent)
        oriel__out_adds(&out, ",\"silent\":true");
    if (question) {
        oriel__out_adds(&out, ",\"id\":");
        oriel__out_int(&out, question);
    }
    oriel__out_adds(&out, bytes ? "}" : "}]");
    end(&out, &op);
    if (op.text)
        op.block = oriel_value_ref(bytes);
    return op;
}

struct oriel__op oriel__op_plain(const struct oriel__node *node, const char *type, const char *action)
{
    struct oriel__op op = { .wid = node->wid };
    struct oriel_buf buf;
    struct oriel__out out;

    if (node->cls->is_program)
        return op;
    begin(&out, &buf);
    oriel__out_adds(&out, "[\"w\",{\"type\":\"");
    oriel__out_adds(&out, type);
    oriel__out_adds(&out, "\",\"wid\":");
    oriel__out_int(&out, node->wid);
    if (action) {
        oriel__out_adds(&out, ",\"action\":\"");
        oriel__out_adds(&out, action);
        oriel__out_adds(&out, "\"");
    }
    oriel__out_adds(&out, "}]");
    end(&out, &op);
    return op;
}

struct oriel__op oriel__op_create(struct oriel__tree *tree, const struct oriel__node *node)
{
    struct oriel__op op = { .wid = node->wid };
    struct oriel_buf buf;
    struct oriel__out out;

    begin(&out, &buf);
    oriel__out_create(&out, tree, node);
    end(&out, &op);
    return op;
}

void oriel__op_fini(struct oriel__op *op)
{
    op->text = oriel_value_unref(op->text);
    op->block = oriel_value_unref(op->block);
}

void oriel__op_push(struct oriel__tree *tree, struct oriel__op *op, const struct oriel__tree_watcher *source)
{
    const struct oriel__node *node = oriel__tree_find(tree, op->wid);

    if (op->text)
        oriel__tree_push(tree, op, source);
    else if (!node || !node->cls->is_program)
        oriel__tree_lose(tree);
    oriel__op_fini(op);
}
