/* Transfers: their options, their life, and how other threads reach theirs. */
#include "service/fetch.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/spawn.h"
#include "base/sync.h"
#include "loop/private.h"
#include "loop/runtime.h"

/* --- Options --------------------------------------------------------------------------- */

static oriel_err_t check_headers(const oriel_fetch_opts_t *opts)
{
    if (!opts->headers && opts->header_count > 0)
        return oriel__fail(ORIEL_EINVAL, "fetch: headers must not be NULL");
    for (size_t i = 0; i < opts->header_count; i++) {
        const oriel_fetch_header_t *header = &opts->headers[i];

        if (!oriel__is_header_name(header->name))
            return oriel__fail(ORIEL_EINVAL, "fetch: \"%.100s\" is no name of a header",
                               header->name ? header->name : "");
        if (!oriel__is_header_value(header->value))
            return oriel__fail(ORIEL_EINVAL, "fetch: header %.100s has no value, or one with line ends", header->name);
    }
    return ORIEL_OK;
}

static oriel_err_t check_opts(const oriel_fetch_opts_t *given, oriel_fetch_opts_t *opts)
{
    const oriel_fetch_opts_t defaults = ORIEL_FETCH_OPTS_INIT;

    *opts = defaults;
    if (!given)
        return ORIEL_OK;
    if (given->struct_size < offsetof(oriel_fetch_opts_t, redirect_limit) || given->struct_size > sizeof(*opts))
        return oriel__fail(ORIEL_EINVAL, "fetch: opts must come from ORIEL_FETCH_OPTS_INIT");
    memcpy(opts, given, given->struct_size);
    if (opts->method && !oriel__is_header_name(opts->method))
        return oriel__fail(ORIEL_EINVAL, "fetch: \"%.100s\" is no method", opts->method);
    if (!opts->body && opts->body_len > 0)
        return oriel__fail(ORIEL_EINVAL, "fetch: a body of %zu bytes, which is NULL", opts->body_len);
    if (opts->body && opts->streams_body)
        return oriel__fail(ORIEL_EINVAL, "fetch: a body, and a streamed one");
    if (opts->body_size < -1)
        return oriel__fail(ORIEL_EINVAL, "fetch: a body of %lld bytes", (long long)opts->body_size);
    if (opts->connect_timeout_ms < 0 || opts->timeout_ms < 0)
        return oriel__fail(ORIEL_EINVAL, "fetch: timeouts of %d and %d ms", opts->connect_timeout_ms, opts->timeout_ms);
    for (size_t i = 0; opts->hosts && i < opts->host_count; i++)
        if (!opts->hosts[i])
            return oriel__fail(ORIEL_EINVAL, "fetch: host %zu of the list is NULL", i);
    return check_headers(opts);
}

/* Copies go behind one another into one block: first its size, then its filling. */
struct arena {
    char *base; /* NULL: only counts */
    size_t used;
};

static void *put(struct arena *arena, const void *data, size_t len, size_t align)
{
    arena->used = (arena->used + align - 1) & ~(align - 1);
    char *at = arena->base ? arena->base + arena->used : NULL;

    if (at && len > 0)
        memcpy(at, data, len);
    arena->used += len;
    return at;
}

static const char *put_text(struct arena *arena, const char *text)
{
    return text ? put(arena, text, strlen(text) + 1, 1) : NULL;
}

static void put_all(struct arena *arena, const oriel_fetch_opts_t *from, oriel_fetch_opts_t *to)
{
    size_t align = _Alignof(void *);
    oriel_fetch_header_t *headers = put(arena, from->headers, from->header_count * sizeof(*headers), align);
    const char **hosts =
        put(arena, (const void *)from->hosts, from->hosts ? from->host_count * sizeof(*hosts) : 0, align);

    for (size_t i = 0; i < from->header_count; i++) {
        const char *name = put_text(arena, from->headers[i].name), *value = put_text(arena, from->headers[i].value);

        if (headers)
            headers[i] = (oriel_fetch_header_t){ name, value };
    }
    for (size_t i = 0; from->hosts && i < from->host_count; i++) {
        const char *host = put_text(arena, from->hosts[i]);

        if (hosts)
            hosts[i] = host;
    }
    to->headers = headers;
    to->hosts = from->hosts ? hosts : NULL;
    to->method = put_text(arena, from->method);
    to->proxy = put_text(arena, from->proxy);
    to->ca_file = put_text(arena, from->ca_file);
    to->body = from->body ? put(arena, from->body, from->body_len, 1) : NULL;
}

static oriel_err_t copy_opts(oriel_fetch_t *fetch, const oriel_fetch_opts_t *opts)
{
    struct arena arena = { NULL, 0 };
    oriel_fetch_opts_t ignored;

    put_all(&arena, opts, &ignored);
    fetch->texts = oriel__alloc(arena.used + 1);
    if (!fetch->texts)
        return oriel__nomem();
    fetch->opts = *opts;
    arena = (struct arena){ fetch->texts, 0 };
    put_all(&arena, opts, &fetch->opts);
    return ORIEL_OK;
}

/* --- Life --------------------------------------------------------------------------------- */

struct oriel_fetch *oriel__fetch_hold(oriel_fetch_t *fetch)
{
    atomic_fetch_add_explicit(&fetch->holds, 1, memory_order_relaxed);
    return fetch;
}

static void fetch_free(oriel_fetch_t *fetch)
{
    oriel_value_unref(fetch->response);
    oriel_value_unref(fetch->bytes);
    oriel__buf_fini(&fetch->body);
    oriel__buf_fini(&fetch->head);
    oriel__free(fetch->text);
    oriel__free(fetch->url);
    oriel__free(fetch->next_url);
    oriel__free(fetch->texts);
    oriel__inbox_unref(fetch->inbox);
    oriel__inbox_unref(fetch->hooks_inbox);
    oriel__loop_unref(fetch->loop);
    oriel__mutex_fini(&fetch->mutex);
    oriel__free(fetch);
}

/* The program's data is destroyed in dispatch. */
static void destroy_user(struct oriel__task *task)
{
    oriel_fetch_t *fetch = oriel__container(task, oriel_fetch_t, task);

    fetch->opts.destroy(fetch->opts.user);
    fetch_free(fetch);
}

void oriel__fetch_let_go(oriel_fetch_t *fetch)
{
    if (atomic_fetch_sub_explicit(&fetch->holds, 1, memory_order_acq_rel) != 1)
        return;
    if (!fetch->opts.destroy) {
        fetch_free(fetch);
        return;
    }
    struct oriel__inbox *inbox = oriel__inbox_ref(fetch->hooks_inbox);

    oriel__list_init(&fetch->task.link);
    fetch->task.run = destroy_user;
    fetch->task.drop = destroy_user;
    oriel__inbox_push(inbox, &fetch->task);
    oriel__inbox_unref(inbox);
}

oriel_fetch_t *oriel_fetch_ref(oriel_fetch_t *fetch)
{
    if (fetch)
        atomic_fetch_add_explicit(&fetch->refs, 1, memory_order_relaxed);
    return fetch;
}

oriel_fetch_t *oriel_fetch_unref(oriel_fetch_t *fetch)
{
    if (!fetch || atomic_fetch_sub_explicit(&fetch->refs, 1, memory_order_acq_rel) != 1)
        return NULL;
    oriel_fetch_cancel(fetch);
    oriel__fetch_let_go(fetch);
    return NULL;
}

/* --- To the loop's thread --------------------------------------------------------------------- */

static void unpost(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    fetch->is_posted = false;
    oriel__unlock(&fetch->mutex);
}

static void run_task(struct oriel__task *task)
{
    oriel_fetch_t *fetch = oriel__container(task, oriel_fetch_t, task);

    unpost(fetch);
    oriel__fetch_act(fetch);
    oriel__fetch_let_go(fetch);
}

/* The loop has no thread any more. One that began there was ended there. */
static void drop_task(struct oriel__task *task)
{
    oriel_fetch_t *fetch = oriel__container(task, oriel_fetch_t, task);

    unpost(fetch);
    oriel__lock(&fetch->mutex);
    bool is_first = !fetch->is_done && !fetch->has_begun;

    fetch->has_begun = true;
    oriel__unlock(&fetch->mutex);
    if (is_first) {
        oriel__fetch_set_done(fetch, ORIEL_ECLOSED, "fetch: the runtime has ended");
        oriel__fetch_let_go(fetch); /* its own */
    }
    oriel__fetch_let_go(fetch);
}

void oriel__fetch_poke(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    bool posts = !fetch->is_posted && !fetch->is_done;

    fetch->is_posted = fetch->is_posted || posts;
    oriel__unlock(&fetch->mutex);
    if (!posts)
        return;
    oriel__fetch_hold(fetch);
    oriel__loop_post(fetch->loop, &fetch->task);
}

void oriel_fetch_cancel(oriel_fetch_t *fetch)
{
    if (!fetch || fetch->forks != oriel__fork_count())
        return;
    oriel__lock(&fetch->mutex);
    fetch->is_canceled = true;
    oriel__unlock(&fetch->mutex);
    oriel__fetch_poke(fetch);
}

static oriel_err_t fetch_new(oriel_runtime_t *runtime, const char *url, const oriel_fetch_opts_t *opts,
                             oriel_fetch_t **ret)
{
    oriel_fetch_t *fetch = oriel__new0(sizeof(*fetch));

    if (!fetch)
        return oriel__nomem();
    atomic_init(&fetch->refs, 1);
    atomic_init(&fetch->holds, 2); /* the program's, and the transfer's own until it is over */
    fetch->forks = oriel__fork_count();
    fetch->loop = oriel__loop_ref(oriel__runtime_loop(runtime));
    fetch->inbox = oriel__inbox_ref(oriel__runtime_inbox(runtime));
    fetch->hooks_inbox = oriel__inbox_ref(opts->inbox ? oriel__inbox_of(opts->inbox) : fetch->inbox);
    oriel__mutex_init(&fetch->mutex);
    oriel__buf_init(&fetch->body, SIZE_MAX / 2);
    oriel__buf_init(&fetch->head, ORIEL__FETCH_HEAD_LIMIT);
    oriel__list_init(&fetch->head_readers);
    oriel__list_init(&fetch->pieces);
    oriel__list_init(&fetch->transfer.link);
    oriel__list_init(&fetch->task.link);
    fetch->task.run = run_task;
    fetch->task.drop = drop_task;
    fetch->progress = (oriel_fetch_progress_t){ 0, -1, 0, -1 };
    fetch->url = oriel__strdup(url);
    oriel_err_t err = fetch->url ? copy_opts(fetch, opts) : oriel__nomem();

    if (err) {
        fetch_free(fetch);
        return err;
    }
    *ret = fetch;
    return ORIEL_OK;
}

oriel_err_t oriel_fetch_start(oriel_runtime_t *runtime, const char *url, const oriel_fetch_opts_t *given,
                              oriel_fetch_t **ret)
{
    oriel_fetch_opts_t opts;
    oriel_fetch_t *fetch = NULL;

    if (!runtime || !url || !ret)
        return oriel__fail(ORIEL_EINVAL, "fetch: runtime, url and ret must not be NULL");
    oriel_err_t err = check_opts(given, &opts);

    if (!err)
        err = oriel__runtime_check(runtime);
    if (!err)
        err = oriel__loop_start(oriel__runtime_loop(runtime));
    if (!err)
        err = fetch_new(runtime, url, &opts, &fetch);
    if (err)
        return err;
    oriel__fetch_poke(fetch);
    *ret = fetch;
    return ORIEL_OK;
}
