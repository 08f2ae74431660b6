/* Persistent state: a namespace that a storage keeps. */
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/sync.h"
#include "service/storage.h"
#include "state/internal.h"
#include "value/value.h"

/* The link between the two. The storage's list has a reference, as have each
 * request that is under way and a wake of the watcher. */
struct persist {
    struct oriel_list link;
    struct oriel__watcher watcher;
    _Atomic unsigned refs;
    oriel_storage_t *storage; /* a hold */
    char *ns, *space;         /* the namespace, and where the storage keeps it */
    pthread_mutex_t sending;  /* over taking and queueing, so that changes stay in order; outside of all others */
    struct oriel_hash sent;   /* under `sending`: the changes of the last request, until it is over */
    bool is_all_sent;         /* under `sending`: it was for all */
    pthread_mutex_t mutex;    /* taken under the state's; guards what follows */
    oriel_state_t *state;     /* a reference, until the end */
    struct oriel_hash dirty;  /* the latest change of each key that is not written yet */
    bool is_lost;             /* there are others: all must be written */
    bool is_busy;             /* a request is under way: changes gather */
    bool is_loaded;           /* what was stored is in the state */
};

static void drop_change(void *change)
{
    oriel__change_unref(change);
}

static void persist_unref(struct persist *persist)
{
    if (!persist || atomic_fetch_sub_explicit(&persist->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel__hash_fini(&persist->dirty, drop_change);
    oriel__hash_fini(&persist->sent, drop_change);
    oriel__mutex_fini(&persist->mutex);
    oriel__mutex_fini(&persist->sending);
    oriel__storage_let_go(persist->storage);
    oriel__free(persist->ns);
    oriel__free(persist->space);
    oriel__free(persist);
}

/* --- Writing ------------------------------------------------------------------------ */

/* The changes as items; the hash keeps their texts. */
static oriel_err_t request_of_changes(const struct persist *persist, const struct oriel_hash *dirty,
                                      struct oriel__request **ret)
{
    size_t count = oriel__hash_count(dirty), cursor = 0, used = 0;
    struct oriel__item *items = oriel__new0(count * sizeof(*items));
    const struct oriel__change *change;

    if (!items)
        return oriel__nomem();
    while ((change = oriel__hash_each(dirty, &cursor, NULL, NULL))) {
        struct oriel__item *item = &items[used++];

        item->key = change->key;
        item->key_len = change->key_len;
        item->text = oriel_value_get_text(change->value, &item->len);
    }
    oriel_err_t err = oriel__request_new(ORIEL__REQUEST_UPDATE, persist->space, items, count, ret);

    oriel__free(items);
    return err;
}

/* The members of an object as items. `names` has room for the object's text. */
static void items_of(const oriel_value_t *object, struct oriel__item *items, char *names)
{
    oriel_reader_t reader = oriel_value_read(object);
    oriel_token_t token = oriel_reader_next(&reader);

    for (size_t i = 0; (token = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY; i++) {
        items[i].key = names;
        items[i].key_len = oriel_token_decode(&token, names);
        names += items[i].key_len;
        oriel__reader_raw(&reader, &items[i].text, &items[i].len);
    }
}

/* All that the namespace holds. */
static oriel_err_t request_of_all(const struct persist *persist, oriel_state_t *state, struct oriel__request **ret)
{
    oriel_value_t *all = NULL;
    oriel_err_t err = oriel__state_snapshot_whole(state, persist->ns, &all);
    size_t len = 0, count = oriel_value_get_count(all);

    if (err)
        return err;
    (void)oriel_value_get_text(all, &len);
    struct oriel__item *items = oriel__new0(count * sizeof(*items));
    char *names = oriel__alloc(len);

    if (items && names) {
        items_of(all, items, names);
        err = oriel__request_new(ORIEL__REQUEST_REPLACE, persist->space, items, count, ret);
    } else {
        err = oriel__nomem();
    }
    oriel__free(items);
    oriel__free(names);
    oriel_value_unref(all);
    return err;
}

static void flush(struct persist *persist, bool is_storage_thread, bool is_last);

/* The request is over; on the storage's thread. */
static void written(void *user, oriel_err_t err)
{
    struct persist *persist = user;
    struct oriel_hash sent;

    if (err)
        oriel__log(ORIEL_LOG_ERROR, "service", "state \"%s\" was not written, and will be with the next change: %s",
                   persist->ns, oriel_err_text(err));
    oriel__lock(&persist->sending);
    sent = persist->sent;
    oriel__hash_init(&persist->sent);
    oriel__lock(&persist->mutex);
    persist->is_busy = false;
    persist->is_lost = persist->is_lost || err;
    oriel__unlock(&persist->mutex);
    oriel__unlock(&persist->sending);
    oriel__hash_fini(&sent, drop_change);
    flush(persist, true, false);
    persist_unref(persist);
}

/* Sends what gathered. What cannot be sent is not forgotten: all is written with
 * the next change. */
static oriel_err_t send(struct persist *persist, const struct oriel_hash *dirty, oriel_state_t *state)
{
    struct oriel__request *request = NULL;
    oriel_err_t err = state ? request_of_all(persist, state, &request) : request_of_changes(persist, dirty, &request);

    if (err)
        return err;
    atomic_fetch_add(&persist->refs, 1);
    request->done = written;
    request->user = persist;
    err = oriel__storage_send(persist->storage, request, NULL);
    if (err)
        persist_unref(persist);
    return err;
}

/* The last request goes out while another is under way, which may fail: then this
 * one must have its changes, too. Under both locks. */
static void repeat_sent(struct persist *persist)
{
    struct oriel__change *change;
    size_t cursor = 0;
    void *old;

    persist->is_lost = persist->is_lost || persist->is_all_sent;
    while ((change = oriel__hash_each(&persist->sent, &cursor, NULL, NULL))) {
        if (oriel__hash_get(&persist->dirty, change->key, change->key_len))
            continue;
        if (oriel__hash_set(&persist->dirty, change->key, change->key_len, oriel__change_ref(change), &old)) {
            oriel__change_unref(change); /* never the last */
            persist->is_lost = true;
        }
    }
}

/* Takes what gathered, and a reference to the state when all of it must be written.
 * False: nothing is due. Under `sending`. */
static bool take(struct persist *persist, bool is_storage_thread, bool is_last, struct oriel_hash *dirty,
                 oriel_state_t **ret_state)
{
    oriel__lock(&persist->mutex);
    if (is_last && persist->is_busy)
        repeat_sent(persist);
    bool is_all = persist->is_lost && persist->is_loaded; /* before, the state does not have what is stored */
    bool is_due = oriel__hash_count(&persist->dirty) > 0 || is_all;

    if ((persist->is_busy && !is_last) || (is_all && (is_storage_thread || !persist->state)))
        is_due = false;
    if (is_due) {
        *ret_state = is_all ? oriel_state_ref(persist->state) : NULL;
        *dirty = persist->dirty;
        oriel__hash_init(&persist->dirty);
        persist->is_lost = false;
        persist->is_busy = true;
    }
    oriel__unlock(&persist->mutex);
    return is_due;
}

/* Writes what gathered, unless a request is under way, which does it when it is
 * over. The state is not touched on the storage's thread, where it must not end. */
static void flush(struct persist *persist, bool is_storage_thread, bool is_last)
{
    struct oriel_hash dirty, past;
    oriel_state_t *state = NULL;

    oriel__lock(&persist->sending);
    if (!take(persist, is_storage_thread, is_last, &dirty, &state)) {
        oriel__unlock(&persist->sending);
        return;
    }
    oriel_err_t err = send(persist, &dirty, state);

    past = err ? dirty : persist->sent;
    if (err) {
        oriel__lock(&persist->mutex);
        persist->is_busy = false;
        persist->is_lost = true;
        oriel__unlock(&persist->mutex);
    } else {
        persist->sent = dirty;
        persist->is_all_sent = state != NULL;
    }
    oriel__unlock(&persist->sending);
    if (err && err != ORIEL_ECLOSED)
        oriel__log(ORIEL_LOG_ERROR, "service", "state \"%s\" was not written, and will be with the next change: %s",
                   persist->ns, oriel_last_error());
    oriel__hash_fini(&past, drop_change);
    oriel_state_unref(state);
}

/* --- Hearing ------------------------------------------------------------------------ */

static void push(struct oriel__watcher *watcher, struct oriel__change *change)
{
    struct persist *persist = oriel__container(watcher, struct persist, watcher);
    void *old = NULL;

    if (strcmp(change->ns, persist->ns) != 0)
        return;
    oriel__lock(&persist->mutex);
    if (oriel__hash_set(&persist->dirty, change->key, change->key_len, oriel__change_ref(change), &old)) {
        oriel__change_unref(change);
        persist->is_lost = true;
    }
    oriel__unlock(&persist->mutex);
    if (old)
        oriel__change_unref(old);
}

static void wake(struct oriel__watcher *watcher)
{
    flush(oriel__container(watcher, struct persist, watcher), false, false);
}

static void watcher_ref(struct oriel__watcher *watcher)
{
    atomic_fetch_add_explicit(&oriel__container(watcher, struct persist, watcher)->refs, 1, memory_order_relaxed);
}

static void watcher_unref(struct oriel__watcher *watcher)
{
    persist_unref(oriel__container(watcher, struct persist, watcher));
}

/* --- Beginning and end ------------------------------------------------------------------ */

static oriel_err_t persist_new(oriel_state_t *state, const char *ns, oriel_storage_t *storage, struct persist **ret)
{
    struct persist *persist = oriel__new0(sizeof(*persist));
    size_t len = strlen(ns);

    if (!persist)
        return oriel__nomem();
    atomic_init(&persist->refs, 1);
    persist->storage = oriel__storage_hold(storage);
    persist->is_busy = true; /* nothing is written before what is stored is there */
    persist->watcher.push = push;
    persist->watcher.wake = wake;
    persist->watcher.ref = watcher_ref;
    persist->watcher.unref = watcher_unref;
    oriel__list_init(&persist->watcher.link);
    oriel__list_init(&persist->link);
    oriel__mutex_init(&persist->sending);
    oriel__mutex_init(&persist->mutex);
    oriel__hash_init(&persist->dirty);
    oriel__hash_init(&persist->sent);
    persist->ns = oriel__strdup(ns);
    persist->space = oriel__alloc(sizeof(ORIEL__SPACE_STATE) + len);
    if (!persist->ns || !persist->space) {
        persist_unref(persist);
        return oriel__nomem();
    }
    memcpy(persist->space, ORIEL__SPACE_STATE, sizeof(ORIEL__SPACE_STATE) - 1);
    memcpy(persist->space + sizeof(ORIEL__SPACE_STATE) - 1, ns, len + 1);
    persist->state = oriel_state_ref(state);
    *ret = persist;
    return ORIEL_OK;
}

/* Under the storage's mutex; NULL when there is none. */
static struct persist *find(oriel_storage_t *storage, const oriel_state_t *state, const char *ns)
{
    for (struct oriel_list *link = storage->persists.next; link != &storage->persists; link = link->next) {
        struct persist *persist = oriel__container(link, struct persist, link);

        if (persist->state == state && strcmp(persist->ns, ns) == 0)
            return persist;
    }
    return NULL;
}

/* Enters it into the list, which takes the reference. */
static oriel_err_t enter(oriel_storage_t *storage, struct persist *persist)
{
    oriel_err_t err = ORIEL_OK;

    oriel__lock(&storage->mutex);
    if (storage->is_ending)
        err = oriel__fail(ORIEL_ECLOSED, "storage %s: closed", storage->db.path);
    else if (find(storage, persist->state, persist->ns))
        err = oriel__fail(ORIEL_EEXIST, "state \"%s\" is kept in storage %s already", persist->ns, storage->db.path);
    else
        oriel__list_add(&storage->persists, &persist->link);
    oriel__unlock(&storage->mutex);
    return err;
}

/* Ends one that was taken out of the list, with its reference. */
static void end(struct persist *persist, bool writes)
{
    oriel_state_t *state = persist->state;

    oriel__state_unwatch(state, &persist->watcher);
    if (writes)
        flush(persist, false, true);
    oriel__lock(&persist->mutex);
    persist->state = NULL;
    oriel__unlock(&persist->mutex);
    persist_unref(persist);
    oriel_state_unref(state);
}

void oriel__persist_end_all(oriel_storage_t *storage)
{
    for (;;) {
        oriel__lock(&storage->mutex);
        struct oriel_list *link = oriel__list_pop(&storage->persists);

        oriel__unlock(&storage->mutex);
        if (!link)
            return;
        end(oriel__container(link, struct persist, link), true);
    }
}

/* Takes one out of the list, unless something else has. */
static bool leave(oriel_storage_t *storage, struct persist *persist)
{
    oriel__lock(&storage->mutex);
    bool was_there = !oriel__list_is_empty(&persist->link);

    oriel__list_remove(&persist->link);
    oriel__unlock(&storage->mutex);
    return was_there;
}

/* --- Loading ------------------------------------------------------------------------ */

/* What the storage has of the namespace: an object. */
static oriel_err_t load(struct persist *persist, int timeout_ms, oriel_value_t **ret)
{
    struct oriel__request *request = NULL;
    oriel_future_t *future = NULL;
    const char *text = NULL;
    oriel_err_t err = oriel__request_new(ORIEL__REQUEST_LOAD, persist->space, NULL, 0, &request);

    if (!err)
        err = oriel__storage_send(persist->storage, request, &future);
    if (err)
        return err;
    err = oriel_future_wait(future, timeout_ms);
    if (err) {
        oriel_future_cancel(future);
        err = oriel__fail(err, "state \"%s\": storage %s did not answer within %d ms", persist->ns,
                          persist->storage->db.path, timeout_ms);
    } else {
        err = oriel_future_get_error(future, NULL, &text);
        if (err)
            err = oriel__fail(err, "state \"%s\": %s", persist->ns, text);
        *ret = oriel_future_dup_value(future);
    }
    oriel_future_unref(future);
    return err;
}

/* What was loaded need not be written again. */
static void forget(struct persist *persist, const oriel_state_change_t *changes, size_t count)
{
    oriel__lock(&persist->mutex);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(changes[i].key);
        const struct oriel__change *change = oriel__hash_get(&persist->dirty, changes[i].key, len);

        if (change && change->value == changes[i].value)
            oriel__change_unref(oriel__hash_remove(&persist->dirty, changes[i].key, len));
    }
    persist->is_loaded = true;
    persist->is_busy = false;
    oriel__unlock(&persist->mutex);
}

/* Sets the state to what was loaded. */
static oriel_err_t apply(struct persist *persist, oriel_state_t *state, const oriel_value_t *object)
{
    size_t count = oriel_value_get_count(object), made = 0, len = 0;
    struct oriel__item *items = oriel__new0(count * sizeof(*items));
    oriel_state_change_t *changes = oriel__new0(count * sizeof(*changes));
    oriel_err_t err = ORIEL_OK;
    (void)oriel_value_get_text(object, &len);
    char *names = oriel__alloc(2 * len + 1), *keys = NULL; /* decoded, and then with a NUL each */

    if (items && changes && names) {
        items_of(object, items, names);
        keys = names + len;
    } else {
        err = oriel__nomem();
    }
    for (; made < count && !err; made++) {
        const struct oriel__item *item = &items[made];

        changes[made].ns = persist->ns;
        changes[made].key = memcpy(keys, item->key, item->key_len);
        keys[item->key_len] = '\0';
        keys += item->key_len + 1;
        changes[made].value = oriel__value_slice(item->text, item->len);
        if (!changes[made].value)
            err = oriel__last_err();
    }
    if (!err)
        err = oriel_state_update(state, changes, count);
    if (!err)
        forget(persist, changes, count);
    while (made > 0)
        oriel_value_unref(changes[--made].value);
    oriel__free(items);
    oriel__free(changes);
    oriel__free(names);
    return err;
}

static oriel_err_t watch(struct persist *persist, oriel_state_t *state)
{
    struct oriel_buf seed;

    oriel__buf_init(&seed, SIZE_MAX / 2);
    oriel_err_t err = oriel__state_watch(state, &persist->watcher, &seed);

    oriel__buf_fini(&seed);
    return err;
}

/* Whether another thread has taken it out of the list, and ended it. */
static oriel_err_t check_kept(oriel_storage_t *storage, const struct persist *persist)
{
    oriel__lock(&storage->mutex);
    bool is_kept = !oriel__list_is_empty(&persist->link);

    oriel__unlock(&storage->mutex);
    return is_kept ? ORIEL_OK
                   : oriel__fail(ORIEL_ECLOSED, "state \"%s\": not kept any more in storage %s", persist->ns,
                                 storage->db.path);
}

static oriel_err_t load_into(oriel_state_t *state, oriel_storage_t *storage, struct persist *persist, int timeout_ms)
{
    oriel_value_t *stored = NULL;
    oriel_err_t err = load(persist, timeout_ms, &stored);

    if (!err)
        err = check_kept(storage, persist);
    if (!err)
        err = apply(persist, state, stored);
    oriel_value_unref(stored);
    return err ? err : check_kept(storage, persist);
}

/* Hears of changes from now on, enters it into the list, and loads. From the entry
 * on, another thread may end it: the caller has references. */
static oriel_err_t begin(oriel_state_t *state, oriel_storage_t *storage, struct persist *persist, int timeout_ms)
{
    oriel_err_t err = watch(persist, state);

    if (!err) {
        atomic_fetch_add(&persist->refs, 1); /* the list's */
        err = enter(storage, persist);
        if (err) {
            oriel__state_unwatch(state, &persist->watcher);
            persist_unref(persist); /* never the last */
        }
    }
    if (err) {
        oriel_state_unref(persist->state); /* never the last */
        return err;
    }
    err = load_into(state, storage, persist, timeout_ms);
    if (!err)
        flush(persist, false, false); /* what was set meanwhile */
    else if (leave(storage, persist))
        end(persist, false);
    return err;
}

oriel_err_t oriel_state_persist(oriel_state_t *state, const char *ns, oriel_storage_t *storage, int timeout_ms)
{
    struct persist *persist = NULL;

    if (!state || !ns || !storage)
        return oriel__fail(ORIEL_EINVAL, "storage: state, namespace and storage must not be NULL");
    oriel_err_t err = oriel__storage_check(storage);

    if (!err)
        err = oriel__state_check_name("namespace", ns, strlen(ns));
    if (!err)
        err = persist_new(state, ns, storage, &persist);
    if (err)
        return err;
    oriel_state_ref(state);
    err = begin(state, storage, persist, timeout_ms);
    oriel_state_unref(state);
    persist_unref(persist);
    return err;
}

oriel_err_t oriel_state_unpersist(oriel_state_t *state, const char *ns, oriel_storage_t *storage)
{
    if (!state || !ns || !storage)
        return oriel__fail(ORIEL_EINVAL, "storage: state, namespace and storage must not be NULL");
    oriel_err_t err = oriel__storage_check(storage);

    if (err)
        return err;
    oriel__lock(&storage->mutex);
    struct persist *persist = find(storage, state, ns);

    if (persist)
        oriel__list_remove(&persist->link);
    oriel__unlock(&storage->mutex);
    if (!persist)
        return oriel__fail(ORIEL_ENOENT, "state \"%s\" is not kept in storage %s", ns, storage->db.path);
    end(persist, true);
    return ORIEL_OK;
}
