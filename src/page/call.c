/* Calls: a page's question on its way through the program, and its answer. */
#include "page/call.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/opts.h"
#include "base/sync.h"
#include "value/value.h"

static void run_call(struct oriel__task *task);
static void drop_call(struct oriel__task *task);
static void run_cancel(struct oriel__task *task);
static void drop_cancel(struct oriel__task *task);
static void reap_call(struct oriel__task *task);

oriel_err_t oriel__call_new(struct oriel_page *page, uint64_t document, uint64_t id, struct oriel__binding *binding,
                            struct oriel__stream *stream, oriel_value_t *args, oriel_call_t **ret)
{
    oriel_call_t *call = oriel__new0(sizeof(*call));

    if (!call) {
        oriel__binding_unref(binding);
        oriel__stream_unref(stream);
        oriel_value_unref(args);
        return oriel__nomem();
    }
    call->refs = 1;
    call->task.run = run_call;
    call->task.drop = drop_call;
    call->cancel.run = run_cancel;
    call->cancel.drop = drop_cancel;
    call->cancel.stays = true; /* what goes on for nobody must hear of it */
    call->reap.run = reap_call;
    oriel__mutex_init(&call->mutex);
    oriel__list_init(&call->strings);
    call->page = oriel__page_ref(page);
    call->document = document;
    call->id = id;
    call->binding = binding;
    call->stream = stream;
    call->is_pull = stream != NULL;
    call->args = args;
    call->arg_count = oriel_value_get_count(args);
    oriel_value_get_text(args, &call->arg_bytes);
    *ret = call;
    return ORIEL_OK;
}

oriel_err_t oriel__call_set_block(oriel_call_t *call, size_t index, oriel_value_t *bytes)
{
    if (index >= call->arg_count) {
        oriel_value_unref(bytes);
        return oriel__fail(ORIEL_EINVAL, "block for argument %zu of %zu", index, call->arg_count);
    }
    if (!call->blocks)
        call->blocks = oriel__new0(call->arg_count * sizeof(*call->blocks));
    if (!call->blocks) {
        oriel_value_unref(bytes);
        return oriel__nomem();
    }
    size_t len = 0;

    oriel_value_get_bytes(bytes, &len);
    call->arg_bytes += len;
    oriel_value_unref(call->blocks[index]);
    call->blocks[index] = bytes;
    return ORIEL_OK;
}

oriel_call_t *oriel_call_ref(oriel_call_t *call)
{
    if (call)
        atomic_fetch_add_explicit(&call->refs, 1, memory_order_relaxed);
    return call;
}

static void free_call(oriel_call_t *call)
{
    struct oriel_list *link;

    while ((link = oriel__list_pop(&call->strings)))
        oriel__free(link); /* the link heads its block, see keep_string() */
    for (size_t i = 0; call->blocks && i < call->arg_count; i++)
        oriel_value_unref(call->blocks[i]);
    oriel__free(call->blocks);
    oriel_value_unref(call->args);
    oriel__stream_unref(call->stream);
    oriel__binding_unref(call->binding);
    oriel__page_unref(call->page);
    oriel__mutex_fini(&call->mutex);
    oriel__free(call);
}

static void reap_call(struct oriel__task *task)
{
    oriel_call_t *call = oriel__container(task, struct oriel_call, reap);

    call->cancel_destroy(call->cancel_user);
    free_call(call);
}

oriel_call_t *oriel_call_unref(oriel_call_t *call)
{
    if (!call || atomic_fetch_sub_explicit(&call->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    if (call->cancel_destroy)
        oriel__inbox_push(call->page->parts.inbox, &call->reap);
    else
        free_call(call);
    return NULL;
}

/* --- Answers ------------------------------------------------------------- */

/* The stream that a call was answered with has ended, whoever holds the call. */
static void drop_stream(oriel_call_t *call)
{
    oriel__lock(&call->mutex);
    struct oriel__stream *stream = call->is_pull ? NULL : call->stream;

    if (stream)
        call->stream = NULL;
    oriel__unlock(&call->mutex);
    oriel__stream_unref(stream);
}

/* Takes the call itself, or the one whose stream it pulls, out of the page's
 * table; a page that uses an id twice may have put another there. */
static void forget(oriel_call_t *call, uint64_t id)
{
    struct oriel_page *page = call->page;
    oriel_call_t *held = NULL;

    oriel__lock(&page->mutex);
    if (page->document == call->document)
        held = oriel__hash_get(&page->calls, (const char *)&id, sizeof(id));
    if (held && held != call) {
        oriel__lock(&held->mutex);
        if (held->is_pull || !call->is_pull || held->stream != call->stream)
            id = 0;
        oriel__unlock(&held->mutex);
        held = id ? held : NULL;
    }
    if (held)
        oriel__hash_remove(&page->calls, (const char *)&id, sizeof(id));
    oriel__unlock(&page->mutex);
    if (held)
        drop_stream(held);
    oriel_call_unref(held);
}

/* "ClosedError" of "oriel.ClosedError": pages see the class alone. */
static const char *error_name(oriel_err_t err)
{
    const char *name = oriel_err_python(err);
    const char *dot = strrchr(name, '.');

    return dot ? dot + 1 : name;
}

/* What is known of an error that a handler returned. */
static const char *error_text(oriel_err_t err)
{
    const char *text = oriel_last_error();

    return *text && oriel__last_err() == err ? text : oriel_err_text(err);
}

/* Whether this is the first answer. */
static bool claim(oriel_call_t *call)
{
    oriel__lock(&call->mutex);
    bool first = !call->is_answered;

    call->is_answered = true;
    oriel__unlock(&call->mutex);
    return first;
}

/* Sends `["<op>",<id><rest>` where rest comes from `buf`. */
static bool send_op(oriel_call_t *call, struct oriel_buf *buf, oriel_err_t err, oriel_value_t *bytes)
{
    size_t len = 0;
    bool wanted = !oriel_call_is_canceled(call), sent = false;
    char *op = err || !wanted ? NULL : oriel__buf_steal(buf, &len);

    if (wanted)
        sent = oriel__page_send(call->page, call->document, op, len, bytes);
    else
        oriel_value_unref(bytes);
    oriel__buf_fini(buf);
    return sent;
}

static oriel_err_t begin_op(oriel_call_t *call, struct oriel_buf *buf, char op)
{
    oriel__buf_init(buf, ORIEL_VALUE_SIZE_MAX + 64);
    return oriel__buf_addf(buf, "[\"%c\",%llu", op, (unsigned long long)call->id);
}

/* An answer that has no more to it than its name. */
static bool answer_plain(oriel_call_t *call, char op)
{
    struct oriel_buf buf;

    if (!claim(call))
        return false;
    if (op != 'i')
        forget(call, call->id);
    if (op == 'd')
        forget(call, call->stream_id);
    oriel_err_t err = begin_op(call, &buf, op);

    if (!err)
        err = oriel__buf_addc(&buf, ']');
    return send_op(call, &buf, err, NULL);
}

bool oriel_call_reply_undefined(oriel_call_t *call)
{
    return call && answer_plain(call, 'v');
}

/* Bytes that no frame holds: they would never come. Takes the value then. */
static bool refuse_size(const oriel_call_t *call, oriel_value_t *value)
{
    size_t limit = (call->page->outbox.frame_limit - 1) / 4 * 3, len = 0;

    if (!oriel_value_get_bytes(value, &len) || len <= limit)
        return false;
    oriel_value_unref(value);
    (void)oriel__fail(ORIEL_ETOOBIG, "an answer of %zu bytes, limit %zu", len, limit);
    return true;
}

bool oriel_call_reply(oriel_call_t *call, oriel_value_t *value)
{
    struct oriel_buf buf;
    size_t len;

    if (!call || !value) {
        if (call) {
            oriel_err_t err = oriel__last_err();

            return oriel_call_reply_error(call, error_name(err), oriel_last_error());
        }
        oriel_value_unref(value);
        return false;
    }
    if (refuse_size(call, value))
        return oriel_call_reply_error(call, error_name(ORIEL_ETOOBIG), oriel_last_error());
    if (!claim(call)) {
        oriel_value_unref(value);
        return false;
    }
    forget(call, call->id);
    const char *text = oriel_value_get_text(value, &len);
    oriel_err_t err = begin_op(call, &buf, text ? 'v' : 'b');

    if (!text)
        return send_op(call, &buf, err, value);
    if (!err)
        err = oriel__buf_addc(&buf, ',');
    if (!err)
        err = oriel__buf_add(&buf, text, len);
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    oriel_value_unref(value);
    return send_op(call, &buf, err, NULL);
}

bool oriel_call_reply_error(oriel_call_t *call, const char *name, const char *message)
{
    struct oriel_buf buf;

    if (!call || !claim(call))
        return false;
    forget(call, call->id);
    if (call->is_pull)
        forget(call, call->stream_id);
    if (!name)
        name = "Error";
    if (!message)
        message = "";
    oriel_err_t err = begin_op(call, &buf, 'e');

    if (!err)
        err = oriel__buf_addc(&buf, ',');
    if (!err && oriel__json_add_string(&buf, name, strlen(name)))
        err = oriel__buf_adds(&buf, "\"Error\"");
    if (!err)
        err = oriel__buf_addc(&buf, ',');
    if (!err && oriel__json_add_string(&buf, message, strlen(message)))
        err = oriel__buf_adds(&buf, "\"the message is not UTF-8\"");
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    return send_op(call, &buf, err, NULL);
}

bool oriel_call_reply_end(oriel_call_t *pull)
{
    return pull && pull->is_pull && answer_plain(pull, 'd');
}

/* --- Running ------------------------------------------------------------- */

/* The handler is over, however it ended. Drops the reference of the mailbox. */
static void over(oriel_call_t *call)
{
    oriel__lock(&call->mutex);
    bool first = !call->is_over;

    call->is_over = true;
    call->on_cancel = NULL;
    oriel__unlock(&call->mutex);
    if (!first)
        return;
    struct oriel__mailbox *mailbox = oriel__mailbox_ref(call->page->parts.mailbox);

    atomic_fetch_sub_explicit(&call->page->underway, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&call->page->underway_bytes, call->arg_bytes, memory_order_relaxed);
    oriel_call_unref(call);
    oriel__mailbox_done(mailbox);
    oriel__mailbox_unref(mailbox);
}

void oriel_call_done(oriel_call_t *call)
{
    if (!call)
        return;
    oriel_call_reply_undefined(call);
    oriel_call_ref(call);
    over(call);
    oriel_call_unref(call);
    oriel_call_unref(call); /* the handler's */
}

/* A page may be gone by the time its call comes up, as after save() and
 * close(): that runs. An item that nobody waits for need not be made. */
static bool is_wanted(oriel_call_t *call)
{
    oriel__lock(&call->mutex);
    bool wanted = !call->is_aborted && !(call->is_pull && call->is_canceled);

    oriel__unlock(&call->mutex);
    return wanted;
}

static void run_call(struct oriel__task *task)
{
    oriel_call_t *call = oriel__container(task, struct oriel_call, task);
    oriel_err_t err = ORIEL_OK;

    oriel__forget_error(); /* of before: the handler's error may have no text */
    if (is_wanted(call)) {
        if (call->is_pull)
            err = call->stream->ops.next(call, call->stream->user);
        else
            err = call->binding->handler(call, call->binding->user);
    }
    if (err == ORIEL_PENDING)
        return;
    if (err)
        oriel_call_reply_error(call, error_name(err), error_text(err));
    else
        oriel_call_reply_undefined(call);
    over(call);
}

static void drop_call(struct oriel__task *task)
{
    oriel_call_t *call = oriel__container(task, struct oriel_call, task);

    oriel_call_reply_error(call, "ClosedError", "the program shut down");
    over(call);
}

void oriel__call_post(oriel_call_t *call)
{
    atomic_fetch_add_explicit(&call->page->underway, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&call->page->underway_bytes, call->arg_bytes, memory_order_relaxed);
    oriel__mailbox_post(call->page->parts.mailbox, &oriel_call_ref(call)->task);
}

/* --- Cancellation -------------------------------------------------------- */

static void run_cancel(struct oriel__task *task)
{
    oriel_call_t *call = oriel__container(task, struct oriel_call, cancel);

    oriel__lock(&call->mutex);
    void (*cb)(oriel_call_t *, void *) = call->on_cancel;

    call->on_cancel = NULL;
    oriel__unlock(&call->mutex);
    if (cb)
        cb(call, call->cancel_user);
    oriel_call_unref(call);
}

static void drop_cancel(struct oriel__task *task)
{
    oriel_call_unref(oriel__container(task, struct oriel_call, cancel));
}

/* Under the mutex: whether the cancel task must be pushed now. */
static bool cancel_becomes_due(oriel_call_t *call)
{
    if (!call->is_canceled || !call->on_cancel || call->cancel_is_due || call->is_over)
        return false;
    call->cancel_is_due = true;
    return true;
}

static void cancel(oriel_call_t *call, bool aborted)
{
    oriel__lock(&call->mutex);
    call->is_canceled = true;
    call->is_aborted |= aborted;
    bool push = cancel_becomes_due(call);

    oriel__unlock(&call->mutex);
    drop_stream(call);
    if (push)
        oriel__inbox_push(call->page->parts.inbox, &oriel_call_ref(call)->cancel);
}

void oriel__call_cancel(oriel_call_t *call)
{
    cancel(call, false);
}

void oriel__call_abort(oriel_call_t *call)
{
    cancel(call, true);
}

bool oriel_call_is_canceled(oriel_call_t *call)
{
    if (!call)
        return true;
    oriel__lock(&call->mutex);
    bool canceled = call->is_canceled;

    oriel__unlock(&call->mutex);
    return canceled;
}

oriel_err_t oriel_call_on_cancel(oriel_call_t *call, void (*cb)(oriel_call_t *call, void *user), void *user,
                                 oriel_destroy_cb destroy)
{
    if (!call || !cb)
        return oriel__fail(ORIEL_EINVAL, "call: call and callback must not be NULL");
    oriel__lock(&call->mutex);
    bool taken = call->cancel_destroy || call->on_cancel;

    if (!taken) {
        call->on_cancel = cb;
        call->cancel_user = user;
        call->cancel_destroy = destroy;
    }
    bool push = !taken && cancel_becomes_due(call);

    oriel__unlock(&call->mutex);
    if (taken)
        return oriel__fail(ORIEL_EEXIST, "call: it has a cancel callback already");
    if (push)
        oriel__inbox_push(call->page->parts.inbox, &oriel_call_ref(call)->cancel);
    return ORIEL_OK;
}

/* --- Streams ------------------------------------------------------------- */

static void reap_stream(struct oriel__task *task)
{
    struct oriel__stream *stream = oriel__container(task, struct oriel__stream, reap);

    if (stream->ops.close)
        stream->ops.close(stream->user);
    oriel__binding_unref(stream->binding);
    oriel__inbox_unref(stream->inbox);
    oriel__free(stream);
}

struct oriel__stream *oriel__stream_ref(struct oriel__stream *stream)
{
    atomic_fetch_add_explicit(&stream->refs, 1, memory_order_relaxed);
    return stream;
}

void oriel__stream_unref(struct oriel__stream *stream)
{
    if (stream && atomic_fetch_sub_explicit(&stream->refs, 1, memory_order_acq_rel) == 1)
        oriel__inbox_push(stream->inbox, &stream->reap);
}

oriel_err_t oriel_call_reply_stream(oriel_call_t *call, const oriel_stream_ops_t *ops, void *user)
{
    oriel_stream_ops_t table = { .struct_size = sizeof(table) };

    if (!call || !ops || !oriel__opts_read(&table, sizeof(table), ops, ORIEL__OPTS_END(oriel_stream_ops_t, close)) ||
        !table.next || call->is_pull)
        return oriel__fail(ORIEL_EINVAL, "stream: needs a call of its own, and ops with next");
    struct oriel__stream *stream = oriel__new0(sizeof(*stream));

    if (!stream)
        return oriel__nomem();
    stream->refs = 1;
    stream->reap.run = reap_stream;
    stream->inbox = oriel__inbox_ref(call->page->parts.inbox);
    stream->binding = oriel__binding_ref(call->binding);
    stream->ops = table;
    stream->user = user;
    /* The page's table keeps the call, and the call the stream; when the page
     * is gone already, nobody does, and close() follows at once. */
    oriel__lock(&call->page->mutex);
    bool wanted = call->page->document == call->document &&
                  oriel__hash_get(&call->page->calls, (const char *)&call->id, sizeof(call->id)) == call;

    oriel__lock(&call->mutex);
    wanted = wanted && !call->is_answered && !call->stream;
    if (wanted)
        call->stream = stream;
    oriel__unlock(&call->mutex);
    oriel__unlock(&call->page->mutex);
    if (!wanted) {
        oriel__stream_unref(stream);
        return ORIEL_OK;
    }
    answer_plain(call, 'i');
    return ORIEL_OK;
}
