/* Codes that let one more browser join a session. Any thread. */
#ifndef ORIEL_SERVER_CODES_H
#define ORIEL_SERVER_CODES_H

#include "server/internal.h"

#define ORIEL__CODE_BYTES 24
#define ORIEL__CODES_MAX 10000

/* A new code of `session`, which it does not keep alive; the caller frees it.
 * NULL: out of memory, or of codes. */
char *oriel__codes_make(oriel_server_t *server, oriel_session_t *session);
/* A new reference to the session it belongs to; it is used up, and was good until
 * `*due_ns`, which is 0 where codes may be used again. NULL: there is none such. */
oriel_session_t *oriel__codes_use(oriel_server_t *server, const char *code, uint64_t *due_ns);
/* Whoever used it did not come in: it is as it was. `session` may be NULL. */
void oriel__codes_return(oriel_server_t *server, const char *code, oriel_session_t *session, uint64_t due_ns);
void oriel__codes_clear(oriel_server_t *server);

#endif
