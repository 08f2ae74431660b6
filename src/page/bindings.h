/* Bindings: the functions of a session, by object and name. */
#ifndef ORIEL_PAGE_BINDINGS_H
#define ORIEL_PAGE_BINDINGS_H

#include <pthread.h>

#include <oriel/page.h>

#include "base/buf.h"
#include "base/hash.h"
#include "loop/inbox.h"

struct oriel__binding {
    _Atomic unsigned refs;
    struct oriel__task reap; /* the user's data is freed in dispatch */
    struct oriel__inbox *inbox;
    oriel_call_cb handler;
    void *user;
    oriel_destroy_cb destroy;
    char *object, *name;
};

struct oriel__bindings {
    pthread_mutex_t mutex;
    struct oriel_hash table; /* "object\nname" -> binding */
};

void oriel__bindings_init(struct oriel__bindings *bindings);
void oriel__bindings_fini(struct oriel__bindings *bindings);

struct oriel__binding *oriel__binding_ref(struct oriel__binding *binding);
void oriel__binding_unref(struct oriel__binding *binding);

/* Sets or replaces; see oriel_session_expose(). `*ret_new` tells whether the
 * name is new. On failure `destroy` was not called. */
oriel_err_t oriel__bindings_set(struct oriel__bindings *bindings, struct oriel__inbox *inbox, const char *object,
                                const char *name, oriel_call_cb handler, void *user, oriel_destroy_cb destroy,
                                bool *ret_new) ORIEL_MUST_CHECK;
oriel_err_t oriel__bindings_remove(struct oriel__bindings *bindings, const char *object,
                                   const char *name) ORIEL_MUST_CHECK;
/* A new reference, or NULL. */
struct oriel__binding *oriel__bindings_find(struct oriel__bindings *bindings, const char *object, size_t object_len,
                                            const char *name, size_t name_len);
/* Appends {"object":["name",...],...}. */
oriel_err_t oriel__bindings_list(struct oriel__bindings *bindings, struct oriel_buf *out) ORIEL_MUST_CHECK;

#endif
