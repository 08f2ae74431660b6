/* Bodies of requests: at once, or piece by piece. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/spawn.h"
#include "base/sync.h"
#include "service/fetch.h"
#include "service/reader.h"

static size_t send_bytes(oriel_fetch_t *fetch, char *out, size_t size)
{
    size_t left = fetch->opts.body_len - fetch->body_at;

    if (size > left)
        size = left;
    if (size > 0)
        memcpy(out, (const char *)fetch->opts.body + fetch->body_at, size);
    fetch->body_at += size;
    return size;
}

/* Locked. Moves pieces that are taken as a whole to `taken`. */
static size_t take_pieces(oriel_fetch_t *fetch, char *out, size_t size, struct oriel_list *taken)
{
    size_t used = 0;

    while (used < size && !oriel__list_is_empty(&fetch->pieces)) {
        struct oriel__piece *piece = oriel__container(fetch->pieces.next, struct oriel__piece, link);
        size_t n = piece->len - piece->taken;

        if (n > size - used)
            n = size - used;
        memcpy(out + used, piece->data + piece->taken, n);
        piece->taken += n;
        used += n;
        if (piece->taken < piece->len)
            break;
        oriel__list_remove(&piece->link);
        oriel__list_add(taken, &piece->link);
    }
    return used;
}

size_t oriel__fetch_send(oriel_fetch_t *fetch, char *out, size_t size)
{
    struct oriel_list taken;

    if (!fetch->opts.streams_body)
        return send_bytes(fetch, out, size);
    oriel__list_init(&taken);
    oriel__lock(&fetch->mutex);
    size_t used = take_pieces(fetch, out, size, &taken);
    bool has_ended = fetch->is_write_ended;

    oriel__unlock(&fetch->mutex);
    for (struct oriel_list *link; (link = oriel__list_pop(&taken));) {
        struct oriel__piece *piece = oriel__container(link, struct oriel__piece, link);

        oriel__reader_settle(piece->reader, ORIEL_OK, NULL, NULL);
        oriel__free(piece);
    }
    fetch->body_at += used;
    if (used > 0 || (has_ended && (fetch->opts.body_size < 0 || (size_t)fetch->opts.body_size == fetch->body_at)))
        return used;
    if (!has_ended)
        return CURL_READFUNC_PAUSE;
    fetch->failure = oriel__fail(ORIEL_EINVAL, "fetch: a body of %zu bytes, %lld were promised", fetch->body_at,
                                 (long long)fetch->opts.body_size);
    (void)strcpy(fetch->failure_text, oriel_last_error()); /* NOLINT: it is short */
    return CURL_READFUNC_ABORT;
}

/* Locked. */
static oriel_err_t admit(oriel_fetch_t *fetch, size_t len)
{
    if (!fetch->opts.streams_body || fetch->is_write_ended)
        return oriel__fail(ORIEL_EINVAL, "fetch: the body %s", fetch->is_write_ended ? "has ended" : "is no stream");
    if (fetch->is_done)
        return oriel__fail(ORIEL_ECLOSED, "fetch: the transfer is over");
    if (fetch->opts.body_size >= 0 && len > (uint64_t)fetch->opts.body_size - fetch->written)
        return oriel__fail(ORIEL_EINVAL, "fetch: a body of more than the %lld bytes that were promised",
                           (long long)fetch->opts.body_size);
    return ORIEL_OK;
}

oriel_err_t oriel_fetch_write(oriel_fetch_t *fetch, const void *data, size_t len, oriel_future_t **ret)
{
    struct oriel__piece *piece = NULL;
    oriel_future_t *future = NULL;

    if (!fetch || !ret || (!data && len > 0))
        return oriel__fail(ORIEL_EINVAL, "fetch: fetch, data and ret must not be NULL");
    if (fetch->forks != oriel__fork_count())
        return oriel__fail(ORIEL_EPERM, "fetch: the process was forked: the transfer is the parent's");
    piece = oriel__alloc(sizeof(*piece) + len);
    if (!piece)
        return oriel__nomem();
    oriel__list_init(&piece->link);
    piece->len = len;
    piece->taken = 0;
    if (len > 0)
        memcpy(piece->data, data, len);
    oriel_err_t err = oriel__reader_new(fetch, ORIEL__READ_HEAD, &piece->reader, &future);

    if (err) {
        oriel__free(piece);
        return err;
    }
    oriel__lock(&fetch->mutex);
    err = admit(fetch, len);
    if (!err) {
        fetch->written += len;
        fetch->resumes = true;
        if (len > 0)
            oriel__list_add(&fetch->pieces, &piece->link);
    }
    oriel__unlock(&fetch->mutex);
    if (err || len == 0) {
        oriel__reader_settle(piece->reader, ORIEL_OK, NULL, NULL);
        oriel__free(piece);
    }
    if (err) {
        oriel_future_unref(future);
        return err;
    }
    oriel__fetch_poke(fetch);
    *ret = future;
    return ORIEL_OK;
}

void oriel_fetch_write_end(oriel_fetch_t *fetch)
{
    if (!fetch || fetch->forks != oriel__fork_count())
        return;
    oriel__lock(&fetch->mutex);
    fetch->is_write_ended = true;
    fetch->resumes = true;
    oriel__unlock(&fetch->mutex);
    oriel__fetch_poke(fetch);
}
