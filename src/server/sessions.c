/* Sessions as the program sees them: their name, their secret, their end. */
#include <oriel/server.h>

#include "base/alloc.h"
#include "session/member.h"

static struct oriel__member *member_of(oriel_session_t *session)
{
    return session ? oriel__session_get_member(session) : NULL;
}

const char *oriel_session_get_id(oriel_session_t *session)
{
    const struct oriel__member *member = member_of(session);

    return member ? member->id : "";
}

char *oriel_session_dup_token(oriel_session_t *session)
{
    const struct oriel__member *member = member_of(session);

    return oriel__strdup(member ? member->token : "");
}

oriel_value_t *oriel_session_get_user(oriel_session_t *session)
{
    const struct oriel__member *member = member_of(session);

    return member ? member->user : NULL;
}

char *oriel_session_dup_url(oriel_session_t *session)
{
    struct oriel__member *member = member_of(session);

    return member ? member->ops->dup_url(member) : NULL;
}

void oriel_session_close(oriel_session_t *session)
{
    struct oriel__member *member = member_of(session);

    if (member)
        member->ops->close(member);
}

void oriel_session_destroy(oriel_session_t *session)
{
    if (session)
        oriel__session_end(session);
}

bool oriel_session_is_destroyed(oriel_session_t *session)
{
    return session && oriel__session_has_ended(session);
}
