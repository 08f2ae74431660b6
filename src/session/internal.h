/* A session's insides, for the files of this room. */
#ifndef ORIEL_SESSION_INTERNAL_H
#define ORIEL_SESSION_INTERNAL_H

#include <pthread.h>
#include <stdbool.h>

#include "base/list.h"
#include "session/question.h"
#include "session/session.h"
#include "session/view.h"

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
    struct oriel__tree tree;
    struct oriel__questions questions;
    const struct oriel__session_hooks *hooks; /* may be NULL */
    void *hooks_user;
    _Atomic size_t queued;     /* callbacks of pages whose handlers have not returned */
    struct oriel_list waits;   /* futures of oriel_session_caught_up() */
    _Atomic size_t wait_count; /* whether there are any */
    int viewport_width, viewport_height;
};

void oriel__session_init_tree(oriel_session_t *session);
void oriel__session_fini_tree(oriel_session_t *session);
/* Resolves who waits, if no page (but `without`) is behind. */
void oriel__session_look_behind(oriel_session_t *session, const struct oriel_page *without);

#endif
