/* A session as one of a server's: its name, its secret, its end. */
#include "session/member.h"

#include <stdatomic.h>

#include "session/internal.h"

void oriel__session_set_member(oriel_session_t *session, struct oriel__member *member)
{
    session->member = member;
}

struct oriel__member *oriel__session_get_member(oriel_session_t *session)
{
    return session->member;
}

void oriel__session_report(oriel_session_t *session, const char *name, const char *text)
{
    if (session->member)
        session->member->ops->error(session->member, name, text);
}

void oriel__session_end(oriel_session_t *session)
{
    if (atomic_exchange(&session->is_destroyed, true))
        return;
    oriel_session_ref(session);
    oriel__session_end_tree(session);
    if (session->member)
        session->member->ops->ended(session->member);
    oriel_session_unref(session);
}

bool oriel__session_has_ended(oriel_session_t *session)
{
    return atomic_load(&session->is_destroyed);
}
