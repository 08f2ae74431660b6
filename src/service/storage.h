/* The inside of a storage, shared by the files of this room. */
#ifndef ORIEL_SERVICE_STORAGE_H
#define ORIEL_SERVICE_STORAGE_H

#include <pthread.h>

#include <oriel/storage.h>

#include "base/list.h"
#include "loop/inbox.h"
#include "service/database.h"

enum oriel__request_kind {
    ORIEL__REQUEST_GET,
    ORIEL__REQUEST_GET_JSON,
    ORIEL__REQUEST_GET_MANY,
    ORIEL__REQUEST_KEYS,
    ORIEL__REQUEST_LOAD, /* all keys of a space, as {key: value}; the texts are JSON */
    ORIEL__REQUEST_UPDATE,
    ORIEL__REQUEST_CLEAR,
    ORIEL__REQUEST_REPLACE /* clear, then update */
};

/* A key, and the text it gets; text NULL: the key goes. */
struct oriel__item {
    const char *key, *text;
    size_t key_len, len;
};

/* One request. The queue has a reference, and so has its future, which tells it
 * of a cancellation. */
struct oriel__request {
    struct oriel_list link;
    _Atomic unsigned refs;
    _Atomic bool is_canceled;
    enum oriel__request_kind kind;
    oriel_future_t *future; /* NULL: nobody waits */
    /* Runs on the storage's thread when all is over, instead of a log line; may be NULL. */
    void (*done)(void *user, oriel_err_t err);
    void *user;
    size_t size; /* of keys and texts */
    /* What came of it; settled after the commit. */
    oriel_err_t err;
    char *text; /* of the error */
    oriel_value_t *value;
    const char *space; /* which set of keys; behind the items */
    size_t count;
    struct oriel__item items[]; /* their texts follow */
};

/* `items` and `space` are copied. Without a future; one reference. */
oriel_err_t oriel__request_new(enum oriel__request_kind kind, const char *space, const struct oriel__item *items,
                               size_t count, struct oriel__request **ret) ORIEL_MUST_CHECK;
void oriel__request_unref(struct oriel__request *request);

/* Runs all of `requests` in one transaction, and settles and empties the list. */
void oriel__batch_run(struct oriel__database *db, struct oriel_list *requests);
/* Ends one, with what is noted in it. */
void oriel__request_settle(struct oriel__request *request);
/* Notes a failure, with this thread's error text. */
void oriel__request_fail(struct oriel__request *request, oriel_err_t err);

struct oriel_storage {
    _Atomic unsigned refs;  /* the program's; the last one closes */
    _Atomic unsigned holds; /* what keeps the memory: those, the thread, persists */
    unsigned forks;
    struct oriel__inbox *inbox;
    size_t value_size, pending_size;
    struct oriel__database db; /* the thread's; its path and `moved` anybody's */
    pthread_mutex_t mutex;     /* guards what follows */
    pthread_cond_t changed;
    struct oriel_list queue;
    size_t waiting; /* bytes in the queue */
    bool has_thread, is_closed;
    bool is_ending;  /* no state is kept any more */
    bool is_closing; /* no request is taken any more */
    pthread_t thread;
    struct oriel_list persists; /* the namespaces that are kept */
};

/* The space of the program's own keys. */
#define ORIEL__SPACE_ITEMS "item"
/* What a namespace's space begins with. */
#define ORIEL__SPACE_STATE "state:"

/* EPERM in a forked child. */
oriel_err_t oriel__storage_check(const oriel_storage_t *storage) ORIEL_MUST_CHECK;
/* A request with a future of its own when `ret` is not NULL. Takes `request`, also
 * on failure, and sends it. */
oriel_err_t oriel__storage_send(oriel_storage_t *storage, struct oriel__request *request,
                                oriel_future_t **ret) ORIEL_MUST_CHECK;
struct oriel_storage *oriel__storage_hold(oriel_storage_t *storage);
void oriel__storage_let_go(oriel_storage_t *storage);
/* Ends all persists: they write what is left, and let go of their states. */
void oriel__persist_end_all(oriel_storage_t *storage);

#endif
