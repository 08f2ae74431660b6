/* Codes that let one more browser join a session. Any thread. */
#ifndef ORIEL_SERVER_CODES_H
#define ORIEL_SERVER_CODES_H

#include "server/internal.h"

#define ORIEL__CODE_BYTES 24
#define ORIEL__CODES_MAX 10000

/* A new code of `session`, which it does not keep alive; the caller frees it.
 * NULL: out of memory, or of codes. */
char *oriel__codes_make(oriel_server_t *server, oriel_session_t *session);
/* A new reference to the session it belongs to; it is used up (unless codes may
 * be used again). NULL: there is none such. */
oriel_session_t *oriel__codes_use(oriel_server_t *server, const char *code);
void oriel__codes_clear(oriel_server_t *server);

#endif
