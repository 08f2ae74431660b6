/* Who is let in: what a connection introduces itself with is looked up, the
 * program is asked, and those for whom there is no place wait. Server's thread. */
#ifndef ORIEL_SERVER_ADMIT_H
#define ORIEL_SERVER_ADMIT_H

#include "server/internal.h"

/* It introduced itself. */
void oriel__admit(oriel_server_t *server, struct oriel__socket *socket);
/* The program let it in. */
void oriel__admit_accepted(oriel_server_t *server, struct oriel__socket *socket, oriel_value_t *user);
/* It waited, and went. */
void oriel__queue_left(oriel_server_t *server, struct oriel__socket *socket);
/* A session has no page any more: the next one may come in. */
void oriel__queue_advance(oriel_server_t *server);

#endif
