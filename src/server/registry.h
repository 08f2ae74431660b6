/* The sessions of a server: who they are, who may join them, how many there may
 * be at a time, and when they end. */
#ifndef ORIEL_SERVER_REGISTRY_H
#define ORIEL_SERVER_REGISTRY_H

#include "server/internal.h"
#include "server/upload.h"

/* A session's place in its server. */
struct oriel__seat {
    struct oriel__member member;
    oriel_server_t *server; /* held */
    oriel_session_t *session;
    struct oriel__job job; /* closes or ends its pages; holds the session */
    _Atomic bool is_posted, wants_close, wants_end;
    struct oriel__task ending; /* ends the session after its last handlers */

    /* The server's thread only. */
    struct oriel_list documents; /* a reference each */
    struct oriel_list link;      /* while the thread ends: a reference */
    size_t connected;            /* those of them with a connection */
    uint64_t last_document;
    struct oriel__timeout expiry;
    struct oriel__uploads uploads;
    bool is_seated, by_browser;
    bool is_known; /* to a page, which may come back */
};

/* Makes a session and enters it. `id` and `token` NULL: made here. EEXIST: the
 * id is taken and the token differs; with the same token, that session. */
oriel_err_t oriel__registry_add(oriel_server_t *server, const char *id, const char *token, oriel_value_t *user,
                                bool by_browser, oriel_session_t **ret) ORIEL_MUST_CHECK;
/* A new reference, or NULL. */
oriel_session_t *oriel__registry_find(oriel_server_t *server, const char *id);
struct oriel__seat *oriel__seat_of(oriel_session_t *session);

/* Connections of its documents come and go. */
void oriel__seat_connected(struct oriel__seat *seat);
void oriel__seat_disconnected(struct oriel__seat *seat);
/* A document has ended. */
void oriel__seat_left(struct oriel__seat *seat);
/* Nobody waits for it any more who would take it up. */
void oriel__seat_given_up(struct oriel__seat *seat);
bool oriel__seat_has_ended(struct oriel__seat *seat);

void oriel__registry_expired(struct oriel__timeout *timeout);
/* The thread ends: no pages any more. Then, on any thread: no sessions. */
void oriel__registry_forget_pages(oriel_server_t *server);
void oriel__registry_end_all(oriel_server_t *server);

#endif
