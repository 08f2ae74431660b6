/* A session's insides, for the files of this room. */
#ifndef ORIEL_SESSION_INTERNAL_H
#define ORIEL_SESSION_INTERNAL_H

#include <pthread.h>
#include <stdbool.h>

#include "base/list.h"
#include "session/session.h"

struct oriel_session {
    _Atomic unsigned refs;
    pthread_mutex_t mutex;
    oriel_app_t *app;
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox;
    struct oriel__bindings bindings;
    oriel_state_t *state;
    struct oriel_list pages;
    size_t page_count;            /* of those that are not away */
    size_t away_count;            /* pages whose connection was lost, and that may come back */
    struct oriel__member *member; /* NULL: of no server */
    _Atomic bool is_destroyed;
};

#endif
