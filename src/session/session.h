/* What windows and servers use of sessions beside the public API. */
#ifndef ORIEL_SESSION_SESSION_H
#define ORIEL_SESSION_SESSION_H

#include <oriel/session.h>

#include "page/page.h"

/* A page of this session, one reference for the caller. The session tells it
 * of bindings until oriel__session_remove_page(). */
oriel_err_t oriel__session_add_page(oriel_session_t *session, struct oriel__carrier *carrier,
                                    struct oriel_page **ret) ORIEL_MUST_CHECK;
/* Detaches it. Twice is fine. */
void oriel__session_remove_page(oriel_session_t *session, struct oriel_page *page);
/* The page's connection was lost and may come back: until then it is not counted, is
 * behind nobody, and other pages are asked before it. On the carrier's thread. */
void oriel__session_set_away(oriel_session_t *session, struct oriel_page *page, bool is_away);
oriel_app_t *oriel__session_get_app(oriel_session_t *session);
/* What a server adds to its sessions' widgets. All may be NULL. */
struct oriel__session_hooks {
    /* Messages that go before a rebuild (fonts): an array, a new reference, or NULL. */
    oriel_value_t *(*dup_greeting)(void *user);
    /* A message of a type that is not known here (uploads); `block` may be NULL.
     * False: not known there either. On the carrier's thread. */
    bool (*receive)(void *user, oriel_session_t *session, struct oriel_page *page, oriel_value_t *message,
                    oriel_value_t *block);
    /* The document of a page has gone. On the carrier's thread. */
    void (*left)(void *user, const struct oriel_page *page);
};
/* Before pages are added. */
void oriel__session_set_hooks(oriel_session_t *session, const struct oriel__session_hooks *hooks, void *user);
/* One message to all pages that follow the widgets: an object, borrowed. */
oriel_err_t oriel__session_send(oriel_session_t *session, oriel_value_t *message) ORIEL_MUST_CHECK;
/* The session ends: its widgets go, questions are rejected. Twice is fine. */
void oriel__session_end_tree(oriel_session_t *session);
/* What keeps its handlers in order. Borrowed. */
struct oriel__mailbox *oriel__session_get_mailbox(oriel_session_t *session);

#endif
