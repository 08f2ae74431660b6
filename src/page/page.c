/* A page: its document, its calls, and what is due to it. */
#include "page/page.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "page/call.h"
#include "value/value.h"

/* Wakes the carrier unless it is awake already: it takes all there is. */
static void wake(struct oriel_page *page)
{
    struct oriel__carrier *carrier;

    if (atomic_exchange_explicit(&page->is_woken, true, memory_order_acq_rel))
        return;
    oriel__lock(&page->mutex);
    carrier = page->carrier;
    if (carrier)
        carrier->ref(carrier);
    oriel__unlock(&page->mutex);
    if (!carrier)
        return;
    atomic_fetch_add_explicit(&page->wakeups, 1, memory_order_relaxed);
    carrier->wake(carrier);
    carrier->unref(carrier);
}

static void waker_fire(struct oriel__waker *waker)
{
    wake(oriel__container(waker, struct oriel_page, waker));
}

static void waker_ref(struct oriel__waker *waker)
{
    oriel__page_ref(oriel__container(waker, struct oriel_page, waker));
}

static void waker_unref(struct oriel__waker *waker)
{
    oriel__page_unref(oriel__container(waker, struct oriel_page, waker));
}

static void watcher_push(struct oriel__watcher *watcher, struct oriel__change *const *changes, size_t count)
{
    oriel__outbox_add_changes(&oriel__container(watcher, struct oriel_page, watcher)->outbox, changes, count);
}

static void watcher_ref(struct oriel__watcher *watcher)
{
    oriel__page_ref(oriel__container(watcher, struct oriel_page, watcher));
}

static void watcher_unref(struct oriel__watcher *watcher)
{
    oriel__page_unref(oriel__container(watcher, struct oriel_page, watcher));
}

static void watcher_wake(struct oriel__watcher *watcher)
{
    oriel__turn_wake(&oriel__container(watcher, struct oriel_page, watcher)->waker);
}

static oriel_err_t rebuild(struct oriel__rebuilder *rebuilder, struct oriel_buf *out)
{
    struct oriel_page *page = oriel__container(rebuilder, struct oriel_page, rebuilder);

    return page->parts.widgets->rebuild(page->parts.owner, page, out);
}

oriel_err_t oriel__page_new(const struct oriel__page_parts *parts, struct oriel__carrier *carrier,
                            struct oriel_page **ret)
{
    struct oriel_page *page = oriel__new0(sizeof(*page));

    if (!page)
        return oriel__nomem();
    oriel_err_t err = oriel__token(page->key, ORIEL__KEY_BYTES);

    if (err) {
        oriel__free(page);
        return err;
    }
    page->refs = 1;
    oriel__mutex_init(&page->mutex);
    oriel__list_init(&page->link);
    page->parts = *parts;
    parts->owner_ref(parts->owner);
    oriel_state_ref(parts->state);
    page->carrier = carrier;
    page->waker = (struct oriel__waker){ waker_fire, waker_ref, waker_unref };
    page->watcher.push_update = watcher_push;
    page->watcher.wake = watcher_wake;
    page->watcher.ref = watcher_ref;
    page->watcher.unref = watcher_unref;
    oriel__list_init(&page->watcher.link);
    oriel__outbox_init(&page->outbox, page, &page->collapsed);
    page->underway_limit = ORIEL__PAGE_ARGS_MAX;
    page->outbox.can_give_up = carrier->drop != NULL;
    page->rebuilder.write = rebuild;
    oriel__hash_init(&page->calls);
    *ret = page;
    return ORIEL_OK;
}

struct oriel_page *oriel__page_ref(struct oriel_page *page)
{
    atomic_fetch_add_explicit(&page->refs, 1, memory_order_relaxed);
    return page;
}

void oriel__page_unref(struct oriel_page *page)
{
    if (!page || atomic_fetch_sub_explicit(&page->refs, 1, memory_order_acq_rel) != 1)
        return;
    /* The table holds calls and they hold the page: it is empty by now, and
     * oriel__page_detach() has ended the watching. */
    oriel__hash_fini(&page->calls, NULL);
    if (page->view)
        page->parts.widgets->release(page);
    oriel__outbox_fini(&page->outbox);
    oriel_state_unref(page->parts.state);
    page->parts.owner_unref(page->parts.owner);
    oriel__mutex_fini(&page->mutex);
    oriel__free(page);
}

const char *oriel__page_get_key(struct oriel_page *page)
{
    return page->key;
}

/* Moves the calls out of the table and makes `document` the current one. */
static void turn_over(struct oriel_page *page, uint64_t document)
{
    struct oriel_hash calls;
    size_t cursor = 0;
    oriel_call_t *call;

    oriel__lock(&page->mutex);
    calls = page->calls;
    oriel__hash_init(&page->calls);
    page->document = document;
    oriel__unlock(&page->mutex);
    while ((call = oriel__hash_each(&calls, &cursor, NULL, NULL))) {
        oriel__call_cancel(call);
        oriel_call_unref(call);
    }
    oriel__hash_fini(&calls, NULL);
}

void oriel__page_end(struct oriel_page *page)
{
    if (page->is_watching)
        oriel__state_unwatch(page->parts.state, &page->watcher);
    page->is_watching = false;
    if (page->parts.widgets)
        page->parts.widgets->leave(page->parts.owner, page);
    oriel__outbox_reset(&page->outbox, 0);
    turn_over(page, 0);
}

void oriel__page_detach(struct oriel_page *page)
{
    oriel__page_end(page);
    oriel__lock(&page->mutex);
    page->carrier = NULL;
    oriel__unlock(&page->mutex);
}

oriel_err_t oriel__page_begin(struct oriel_page *page, struct oriel_buf *seed)
{
    struct oriel_buf state;
    uint64_t document = page->documents + 1;

    oriel__page_end(page);
    page->documents = document;
    turn_over(page, document);
    oriel__outbox_reset(&page->outbox, document);
    atomic_store_explicit(&page->is_woken, false, memory_order_release);

    oriel__buf_init(&state, seed->limit);
    oriel_err_t err = oriel__buf_addf(seed, "{\"doc\":%llu,\"b\":", (unsigned long long)document);

    if (!err)
        err = oriel__bindings_list(page->parts.bindings, seed);
    if (!err)
        err = oriel__buf_addc(seed, ',');
    if (!err) {
        page->is_watching = true;
        err = oriel__state_watch(page->parts.state, &page->watcher, &state);
    }
    if (!err) /* the state's seed is an object too: the two become one */
        err = oriel__buf_add(seed, state.data + 1, state.len - 1);
    oriel__buf_fini(&state);
    if (err)
        oriel__page_end(page);
    return err;
}

bool oriel__page_take(struct oriel_page *page, char **text, size_t *len)
{
    /* Before looking: what is added from now on wakes the carrier again. */
    atomic_store_explicit(&page->is_woken, false, memory_order_release);
    bool is_taken =
        oriel__outbox_take(&page->outbox, page->parts.state, page->parts.widgets ? &page->rebuilder : NULL, text, len);

    if (is_taken && page->parts.widgets)
        page->parts.widgets->taken(page->parts.owner, page);
    else if (!is_taken)
        oriel__page_drop_lost(page);
    return is_taken;
}

void oriel__page_drop(struct oriel_page *page, const char *text)
{
    struct oriel__carrier *carrier;

    oriel__lock(&page->mutex);
    carrier = page->carrier && page->carrier->drop ? page->carrier : NULL;
    if (carrier)
        carrier->ref(carrier);
    oriel__unlock(&page->mutex);
    if (!carrier)
        return;
    carrier->drop(carrier, text);
    carrier->unref(carrier);
}

bool oriel__page_drop_lost(struct oriel_page *page)
{
    if (!oriel__outbox_is_lost(&page->outbox))
        return false;
    oriel__page_drop(page, "what is due to the page is too much");
    return true;
}

bool oriel__page_send(struct oriel_page *page, uint64_t document, char *op, size_t len, oriel_value_t *bytes)
{
    bool is_added = oriel__outbox_add(&page->outbox, document, op, len, bytes);

    if (is_added || oriel__outbox_is_lost(&page->outbox))
        oriel__turn_wake(&page->waker);
    return is_added;
}

void oriel__page_announce(struct oriel_page *page, char op, const char *object, const char *name)
{
    struct oriel_buf buf;
    size_t len = 0;

    oriel__lock(&page->mutex);
    uint64_t document = page->document;

    oriel__unlock(&page->mutex);
    if (document == 0)
        return; /* the next seed tells */
    oriel__buf_init(&buf, 8192);
    oriel_err_t err = oriel__buf_addf(&buf, "[\"%c\",", op);

    if (!err)
        err = oriel__json_add_string(&buf, object, strlen(object));
    if (!err)
        err = oriel__buf_addc(&buf, ',');
    if (!err)
        err = oriel__json_add_string(&buf, name, strlen(name));
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    char *text = err ? NULL : oriel__buf_steal(&buf, &len);

    oriel__page_send(page, document, text, len, NULL);
    oriel__buf_fini(&buf);
}
