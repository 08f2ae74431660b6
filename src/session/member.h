/* What a server adds to a session of its own: a name, a secret, and ways to end. */
#ifndef ORIEL_SESSION_MEMBER_H
#define ORIEL_SESSION_MEMBER_H

#include <oriel/session.h>

#define ORIEL__SESSION_ID_MAX 128
#define ORIEL__TOKEN_MAX 256

struct oriel__member;

/* Any thread, no lock held. */
struct oriel__member_ops {
    /* An address that lets one more browser join; NULL without HTTP. */
    char *(*dup_url)(struct oriel__member *member);
    /* Sends the pages away. */
    void (*close)(struct oriel__member *member);
    /* The session has ended; the tree is gone already. Once. */
    void (*ended)(struct oriel__member *member);
    /* A handler failed. */
    void (*error)(struct oriel__member *member, const char *name, const char *text);
    void (*release)(struct oriel__member *member); /* with the session */
};

/* The session owns it from oriel__session_set_member() on. */
struct oriel__member {
    const struct oriel__member_ops *ops;
    oriel_value_t *user; /* may be NULL */
    char id[ORIEL__SESSION_ID_MAX + 1];
    char token[ORIEL__TOKEN_MAX + 1];
};

/* Before anybody else knows the session. */
void oriel__session_set_member(oriel_session_t *session, struct oriel__member *member);
/* NULL for a session of no server. */
struct oriel__member *oriel__session_get_member(oriel_session_t *session);
/* A handler of the session failed: its server's "error" handlers hear of it. */
void oriel__session_report(oriel_session_t *session, const char *name, const char *text);
/* Ends the session for ever. Twice is fine. */
void oriel__session_end(oriel_session_t *session);
bool oriel__session_has_ended(oriel_session_t *session);

#endif
