/* Those who wait for a transfer: for its response, for pieces, for the body. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/spawn.h"
#include "base/sync.h"
#include "loop/future.h"
#include "service/fetch.h"
#include "service/reader.h"

/* --- Readers ------------------------------------------------------------------------- */

static void cancel_reader(void *user)
{
    oriel_fetch_cancel(((struct oriel__reader *)user)->fetch);
}

static void release_reader(void *user)
{
    struct oriel__reader *reader = user;

    oriel__fetch_let_go(reader->fetch);
    oriel__free(reader);
}

oriel_err_t oriel__reader_new(oriel_fetch_t *fetch, enum oriel__reader_kind kind, struct oriel__reader **ret,
                              oriel_future_t **ret_future)
{
    struct oriel__reader *reader = oriel__new0(sizeof(*reader));

    if (!reader)
        return oriel__nomem();
    reader->fetch = oriel__fetch_hold(fetch);
    reader->kind = kind;
    oriel__list_init(&reader->link);
    oriel_err_t err = oriel__future_make(fetch->inbox, cancel_reader, release_reader, reader, ret_future);

    if (err) {
        release_reader(reader);
        return err;
    }
    reader->future = oriel_future_ref(*ret_future);
    oriel_fetch_ref(fetch);
    *ret = reader;
    return ORIEL_OK;
}

void oriel__reader_settle(struct oriel__reader *reader, oriel_err_t err, const char *text, oriel_value_t *value)
{
    oriel_fetch_t *fetch = reader->fetch;
    oriel_future_t *future = reader->future;

    if (err == ORIEL_ECANCELED)
        oriel_future_cancel(future);
    else if (err)
        oriel_future_reject(future, err, NULL, text);
    else
        oriel_future_resolve(future, oriel_value_ref(value));
    oriel_value_unref(value);
    oriel_future_unref(future);
    oriel_fetch_unref(fetch);
}

/* --- What they get -------------------------------------------------------------------- */

static void free_bytes(void *data, void *user)
{
    (void)user;
    oriel__free(data);
}

/* All that is in the buffer, which is empty then; NULL without memory. */
static oriel_value_t *take_body(oriel_fetch_t *fetch)
{
    size_t len = fetch->body.len;

    if (len == 0)
        return oriel_value_bytes("", 0);
    char *data = fetch->body.data;

    /* Not stolen: that would copy all of it for a NUL. */
    fetch->body.data = NULL;
    fetch->body.len = fetch->body.cap = 0;
    oriel_value_t *bytes = oriel_value_bytes_take(data, len, free_bytes, NULL);

    fetch->is_lost = !bytes;
    return bytes;
}

/* The whole body in the form that the reader wants. Without the mutex. */
static oriel_err_t shape(oriel_fetch_t *fetch, enum oriel__reader_kind kind, oriel_value_t *bytes, oriel_value_t **ret)
{
    size_t len = 0;
    const char *data = oriel_value_get_bytes(bytes, &len);
    oriel_err_t err;

    if (kind == ORIEL__READ_BYTES) {
        *ret = oriel_value_ref(bytes);
        return ORIEL_OK;
    }
    if (kind == ORIEL__READ_JSON) {
        err = oriel_value_from_json(data, len, ret);
        return err == ORIEL_ESYNTAX ? oriel__fail(err, "fetch: the body is no JSON: %s", oriel_last_error()) : err;
    }
    char *type = oriel__head_find(fetch->response, "content-type");

    err = oriel__decode(data, len, type, ret);
    oriel__free(type);
    return err;
}

static void settle_shaped(struct oriel__reader *reader, oriel_value_t *bytes)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = bytes ? shape(reader->fetch, reader->kind, bytes, &value) : oriel__nomem();

    oriel_value_unref(bytes);
    oriel__reader_settle(reader, err, oriel_last_error(), value);
}

/* A reader of the body of a transfer that is over, or of a piece that is there.
 * Locked at first, unlocked then. */
static void settle_body(oriel_fetch_t *fetch, struct oriel__reader *reader)
{
    oriel_value_t *value = NULL;
    oriel_err_t err = ORIEL_OK;

    if (fetch->is_lost) {
        oriel__unlock(&fetch->mutex);
        oriel__reader_settle(reader, ORIEL_ENOMEM, NULL, NULL);
        return;
    }
    if (reader->kind == ORIEL__READ_PIECE) {
        bool ended = fetch->body.len == 0;

        const char *text = ended ? fetch->text : NULL; /* of the end: it stays */

        err = ended ? fetch->err : ORIEL_OK;
        value = ended ? oriel_value_null() : take_body(fetch);
        if (fetch->is_paused)
            fetch->resumes = true;
        oriel__unlock(&fetch->mutex);
        oriel__reader_settle(reader, value ? err : ORIEL_ENOMEM, text, value);
        return;
    }
    err = fetch->err;
    if (!err && !fetch->bytes)
        fetch->bytes = take_body(fetch);
    value = oriel_value_ref(fetch->bytes);
    oriel__unlock(&fetch->mutex);
    if (err) {
        oriel_value_unref(value);
        oriel__reader_settle(reader, err, fetch->text, NULL);
    } else {
        settle_shaped(reader, value);
    }
}

/* --- From the loop's thread ----------------------------------------------------------------- */

void oriel__fetch_set_response(oriel_fetch_t *fetch, int status, oriel_value_t *response)
{
    struct oriel_list readers;

    oriel__list_init(&readers);
    oriel__lock(&fetch->mutex);
    fetch->status = status;
    fetch->response = response;
    oriel__list_splice(&readers, &fetch->head_readers);
    oriel__unlock(&fetch->mutex);
    for (struct oriel_list *link; (link = oriel__list_pop(&readers));)
        oriel__reader_settle(oriel__container(link, struct oriel__reader, link), ORIEL_OK, NULL,
                             oriel_value_ref(response));
}

static oriel_err_t check_size(const oriel_fetch_t *fetch, size_t len)
{
    size_t limit = fetch->opts.body_limit;

    if (limit > 0 && len > limit - fetch->received)
        return oriel__fail(ORIEL_ETOOBIG, "fetch: body over %zu bytes, the limit", limit);
    if (limit == 0 && fetch->is_whole && fetch->body.len + len > ORIEL__FETCH_BODY_LIMIT)
        return oriel__fail(ORIEL_ETOOBIG, "fetch: body over %zu bytes, the limit", ORIEL__FETCH_BODY_LIMIT);
    return ORIEL_OK;
}

oriel_err_t oriel__fetch_add_body(oriel_fetch_t *fetch, const char *data, size_t len, bool *is_taken)
{
    struct oriel__reader *reader = NULL;

    oriel__lock(&fetch->mutex);
    *is_taken = fetch->is_whole || fetch->body.len < ORIEL__FETCH_WINDOW;
    fetch->is_paused = !*is_taken;
    oriel_err_t err = *is_taken ? check_size(fetch, len) : ORIEL_OK;

    if (*is_taken && !err)
        err = oriel__buf_add(&fetch->body, data, len);
    if (*is_taken && !err) {
        fetch->received += len;
        if (fetch->body_reader && fetch->body_reader->kind == ORIEL__READ_PIECE) {
            reader = fetch->body_reader;
            fetch->body_reader = NULL;
        }
    }
    if (reader)
        settle_body(fetch, reader); /* unlocks */
    else
        oriel__unlock(&fetch->mutex);
    return err;
}

void oriel__fetch_set_done(oriel_fetch_t *fetch, oriel_err_t err, const char *text)
{
    struct oriel_list readers, pieces;

    oriel__list_init(&readers);
    oriel__list_init(&pieces);
    oriel__lock(&fetch->mutex);
    fetch->is_done = true;
    fetch->err = err;
    fetch->text = err && text ? oriel__strdup(text) : NULL;
    oriel__list_splice(&readers, &fetch->head_readers);
    oriel__list_splice(&pieces, &fetch->pieces);
    struct oriel__reader *reader = fetch->body_reader;

    fetch->body_reader = NULL;
    if (reader)
        settle_body(fetch, reader); /* unlocks */
    else
        oriel__unlock(&fetch->mutex);
    for (struct oriel_list *link; (link = oriel__list_pop(&readers));)
        oriel__reader_settle(oriel__container(link, struct oriel__reader, link), err, fetch->text, NULL);
    for (struct oriel_list *link; (link = oriel__list_pop(&pieces));) {
        struct oriel__piece *piece = oriel__container(link, struct oriel__piece, link);

        oriel__reader_settle(piece->reader, err, fetch->text, NULL);
        oriel__free(piece);
    }
}

/* --- Asking --------------------------------------------------------------------------------- */

/* Locked: notes the reader of the body. True: it can be settled at once. */
static oriel_err_t seat(oriel_fetch_t *fetch, struct oriel__reader *reader, bool *is_ready)
{
    bool is_piece = reader->kind == ORIEL__READ_PIECE;

    if (fetch->body_reader)
        return oriel__fail(ORIEL_EBUSY, "fetch: the body has a reader already");
    if (is_piece && fetch->is_whole)
        return oriel__fail(ORIEL_EINVAL, "fetch: the body is read as a whole, not piece by piece");
    if (!is_piece)
        fetch->is_whole = true;
    *is_ready = fetch->is_done || fetch->is_lost || (is_piece && fetch->body.len > 0);
    if (*is_ready)
        return ORIEL_OK;
    fetch->body_reader = reader;
    if (fetch->is_paused)
        fetch->resumes = true;
    return ORIEL_OK;
}

/* The reader was never told of: it goes with its future. */
static oriel_err_t refuse(struct oriel__reader *reader, oriel_future_t *future, oriel_err_t err)
{
    oriel_fetch_t *fetch = reader->fetch;

    oriel_future_unref(reader->future);
    oriel_future_unref(future);
    oriel_fetch_unref(fetch);
    return err;
}

static oriel_err_t check(const oriel_fetch_t *fetch, const void *ret)
{
    if (!fetch || !ret)
        return oriel__fail(ORIEL_EINVAL, "fetch: fetch and ret must not be NULL");
    if (fetch->forks != oriel__fork_count())
        return oriel__fail(ORIEL_EPERM, "fetch: the process was forked: the transfer is the parent's");
    return ORIEL_OK;
}

static oriel_err_t ask(oriel_fetch_t *fetch, enum oriel__reader_kind kind, oriel_future_t **ret)
{
    struct oriel__reader *reader = NULL;
    oriel_future_t *future = NULL;
    bool is_ready = false;
    oriel_err_t err = check(fetch, ret);

    if (!err)
        err = oriel__reader_new(fetch, kind, &reader, &future);
    if (err)
        return err;
    oriel__lock(&fetch->mutex);
    err = seat(fetch, reader, &is_ready);
    bool resumes = fetch->resumes;

    if (!err && is_ready) {
        settle_body(fetch, reader); /* unlocks */
        resumes = true;
    } else {
        oriel__unlock(&fetch->mutex);
    }
    if (err)
        return refuse(reader, future, err);
    if (resumes)
        oriel__fetch_poke(fetch);
    *ret = future;
    return ORIEL_OK;
}

oriel_err_t oriel_fetch_response(oriel_fetch_t *fetch, oriel_future_t **ret)
{
    struct oriel__reader *reader = NULL;
    oriel_future_t *future = NULL;
    oriel_err_t err = check(fetch, ret);

    if (!err)
        err = oriel__reader_new(fetch, ORIEL__READ_HEAD, &reader, &future);
    if (err)
        return err;
    oriel__lock(&fetch->mutex);
    bool waits = !fetch->response && !fetch->is_done;
    oriel_value_t *response = oriel_value_ref(fetch->response);
    const char *text = fetch->text; /* of the end: it stays */

    err = response ? ORIEL_OK : fetch->err;
    if (waits)
        oriel__list_add(&fetch->head_readers, &reader->link);
    oriel__unlock(&fetch->mutex);
    if (!waits)
        oriel__reader_settle(reader, err, text, response);
    *ret = future;
    return ORIEL_OK;
}

oriel_err_t oriel_fetch_read(oriel_fetch_t *fetch, oriel_future_t **ret)
{
    return ask(fetch, ORIEL__READ_PIECE, ret);
}

oriel_err_t oriel_fetch_bytes(oriel_fetch_t *fetch, oriel_future_t **ret)
{
    return ask(fetch, ORIEL__READ_BYTES, ret);
}

oriel_err_t oriel_fetch_text(oriel_fetch_t *fetch, oriel_future_t **ret)
{
    return ask(fetch, ORIEL__READ_TEXT, ret);
}

oriel_err_t oriel_fetch_json(oriel_fetch_t *fetch, oriel_future_t **ret)
{
    return ask(fetch, ORIEL__READ_JSON, ret);
}

int oriel_fetch_get_status(oriel_fetch_t *fetch)
{
    if (check(fetch, fetch) != ORIEL_OK)
        return 0;
    oriel__lock(&fetch->mutex);
    int status = fetch->status;

    oriel__unlock(&fetch->mutex);
    return status;
}

char *oriel_fetch_dup_header(oriel_fetch_t *fetch, const char *name)
{
    if (check(fetch, name) != ORIEL_OK)
        return NULL;
    oriel__lock(&fetch->mutex);
    oriel_value_t *response = oriel_value_ref(fetch->response);

    oriel__unlock(&fetch->mutex);
    char *value = oriel__head_find(response, name);

    oriel_value_unref(response);
    return value;
}

void oriel_fetch_get_progress(oriel_fetch_t *fetch, oriel_fetch_progress_t *ret)
{
    if (check(fetch, ret) != ORIEL_OK)
        return;
    oriel__lock(&fetch->mutex);
    *ret = fetch->progress;
    oriel__unlock(&fetch->mutex);
}
