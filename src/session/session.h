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
/* The page's connection was lost and may come back: it is not counted until then. */
void oriel__session_set_away(oriel_session_t *session, struct oriel_page *page, bool is_away);
/* A widget message for all its pages. */
oriel_err_t oriel__session_send(oriel_session_t *session, const oriel_value_t *message) ORIEL_MUST_CHECK;
oriel_app_t *oriel__session_get_app(oriel_session_t *session);
/* What keeps its handlers in order. Borrowed. */
struct oriel__mailbox *oriel__session_get_mailbox(oriel_session_t *session);

#endif
